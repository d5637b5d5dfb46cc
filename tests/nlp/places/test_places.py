"""Places: found in running text, resolved from their surroundings, or refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.nlp.places import find_places
from anliku.nlp.types import Level, Place, SegmentedArticle, Status

Segment = Callable[..., SegmentedArticle]
Find = Callable[[str], list[Place]]
Paths = Callable[[str], dict[str, str]]


@pytest.fixture
def places(segmented: Segment) -> Find:
    """Return a function that finds the places of a text."""
    return lambda text: list(find_places(segmented(text)))


@pytest.fixture
def paths(places: Find) -> Paths:
    """Return a function that finds the paths by name, names inside names left out."""
    return lambda text: {place.name: place.path for place in places(text) if not place.in_name}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "乌兰察布市集宁区东长青社区办起了书屋。",
            {
                "乌兰察布市": "内蒙古自治区/乌兰察布市",
                "集宁区": "内蒙古自治区/乌兰察布市/集宁区",
                "东长青社区": "内蒙古自治区/乌兰察布市/集宁区/常青街道/东长青社区",
            },
        ),
        (
            "江阴市长泾镇的花开了。",
            {"江阴市": "江苏省/无锡市/江阴市", "长泾镇": "江苏省/无锡市/江阴市/长泾镇"},
        ),
        (
            "湖北仙桃市剅河镇正在栽秧。",
            {
                "湖北": "湖北省",
                "仙桃市": "湖北省/仙桃市",
                "剅河镇": "湖北省/仙桃市/剅河镇",
            },
        ),
        (
            "广东东莞常平镇来了客人。",
            {
                "广东": "广东省",
                "东莞": "广东省/东莞市",
                "常平镇": "广东省/东莞市/常平镇",
            },
        ),
        (
            "在科右前旗，草长得好。",
            {"科右前旗": "内蒙古自治区/兴安盟/科尔沁右翼前旗"},
        ),
        (
            "鄂尔多斯市的准旗下了雨。",
            {
                "鄂尔多斯市": "内蒙古自治区/鄂尔多斯市",
                "准旗": "内蒙古自治区/鄂尔多斯市/准格尔旗",
            },
        ),
    ],
)
def test_chains_are_split_and_get_official_paths(
    paths: Paths, text: str, expected: dict[str, str]
) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "该镇各村都建了农家书屋，全县乡镇干部下乡进村入户。",
        "三个社区、十五个行政村和一个自然村参加，村民代表大会定下规矩。",
        "打造和谐社区，建设美丽乡村，老旧小区换新颜，特色小镇迎客来。",
        "市长、县长、镇长和村支书都来了，区域发展变了样。",
        "城镇居民返乡，家乡的老乡说乡音，异国他乡思故乡。",
        "推进社区治理，落实社区工作者待遇，农业农村工作会议召开。",
        "为了和平与安定，大家平安通道大方走。",
    ],
)
def test_common_nouns_are_no_places(places: Find, text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("突泉县办了班。走进四家子村，人人忙。", "四家子村", "永安镇/四家子村"),
        ("突泉县的永安镇很大，四家子村民张贵在地里。", "四家子村", "永安镇/四家子村"),
        ("突泉县永安镇四家子村驻村第一书记来了。", "四家子村", "永安镇/四家子村"),
        ("突泉县永安镇的老榆树屯只有九户。", "老榆树屯", "永安镇/老榆树屯"),
        ("突泉县永安镇四家子村和老榆树屯都种豆。", "四家子村", "永安镇/四家子村"),
    ],
)
def test_villages_are_found_within_the_county_of_the_article(
    paths: Paths, text: str, name: str, path: str
) -> None:
    assert paths(text)[name] == "内蒙古自治区/兴安盟/突泉县/" + path


def test_official_villages_have_codes_and_unknown_ones_the_code_of_their_unit(places: Find) -> None:
    found = {place.name: place for place in places("突泉县永安镇四家子村的老榆树屯。")}
    assert (found["四家子村"].code, found["四家子村"].status) == ("152224103208", Status.EXACT)
    assert found["老榆树屯"].source == "grammar"
    assert found["老榆树屯"].status is Status.INFERRED
    assert found["老榆树屯"].code == found["四家子村"].code


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("四川省巳中市南江县落了雪。", "巳中市", "四川省/巴中市"),
        (
            "锡林郭勒盟东乌珠穆沁旗嘎查布其镇接羔。",
            "嘎查布其镇",
            "内蒙古自治区/锡林郭勒盟/东乌珠穆沁旗/嘎达布其镇",
        ),
    ],
)
def test_misread_names_are_repaired_where_one_unit_fits(
    places: Find, text: str, name: str, path: str
) -> None:
    place = next(place for place in places(text) if place.name == name)
    assert (place.path, place.status) == (path, Status.INFERRED)


def test_a_name_of_several_units_is_refused_without_evidence(places: Find) -> None:
    place = places("鼓楼区办起了书屋。")[0]
    assert place.status is Status.AMBIGUOUS
    assert place.path == ""
    assert "福建省/福州市/鼓楼区" in place.candidates


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("福州市里人多。鼓楼区办起了书屋。", "福建省/福州市/鼓楼区"),
        ("鼓楼区办起了书屋，南京人爱去。", "江苏省/南京市/鼓楼区"),
    ],
)
def test_evidence_of_the_article_decides(paths: Paths, text: str, path: str) -> None:
    assert paths(text)["鼓楼区"] == path


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("突泉县公安局的民警来了。", "突泉县"),
        ("集宁区委组织部发了通知。", "集宁区"),
        ("青岛农业大学的教授来了。", "青岛"),
        ("《突泉县志》新修成。", "突泉县"),
    ],
)
def test_names_inside_names_of_bodies_are_marked(places: Find, text: str, name: str) -> None:
    found = {place.name: place.in_name for place in places(text)}
    assert found == {name: True}


def test_short_forms_are_mentions_of_the_long_form(places: Find) -> None:
    found = places("突泉县下雨了。突泉的豆子好，突泉县的米也好。")
    assert [place.name for place in found] == ["突泉县"]
    assert len(found[0].mentions) == 3


@pytest.mark.parametrize("text", ["党员耿玉田来了。", "他会同县里有关部门办。"])
def test_persons_and_phrases_are_no_counties(paths: Paths, text: str) -> None:
    assert list(paths("河北省来人，" + text)) == ["河北省"]


def test_rivers_and_lakes_lie_in_the_unit_the_article_speaks_of(paths: Paths) -> None:
    assert paths("陕西省石泉县在汉江边上。")["汉江"] == "陕西省/安康市/石泉县/汉江"
    assert paths("人们去青海湖。")["青海湖"] == "青海省/青海湖"


def test_order_levels_and_headline(segmented: Segment) -> None:
    found = find_places(segmented("突泉县永安镇下了雨。", headline="兴安盟：好雨"))
    assert [(p.name, p.level) for p in found] == [
        ("兴安盟", Level.PREFECTURE),
        ("突泉县", Level.COUNTY),
        ("永安镇", Level.TOWNSHIP),
    ]


_PIECES = st.sampled_from(
    [
        "突泉县",
        "永安镇",
        "四家子村",
        "、",
        "，",
        "。",
        "的",
        "在",
        "和",
        "社区",
        "村",
        "镇",
        "李",
        "市长",
        "北京",
        "新",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(_PIECES, max_size=14).map("".join))
def test_every_mention_lies_in_the_text_and_none_overlap(segmented: Segment, text: str) -> None:
    seg = segmented(text)
    spans: list[tuple[int, int]] = []
    for place in find_places(seg):
        assert place.span.of(text) == place.name
        assert place.span in place.mentions
        assert list(place.mentions) == sorted(place.mentions)
        spans.extend((span.start, span.end) for span in place.mentions)
    spans.sort()
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("江苏省吴县市的老人说起往事。", "吴县市", "江苏省/苏州市/吴县市"),
        ("内蒙古集宁市后来改了名。", "集宁市", "内蒙古自治区/乌兰察布市/集宁区"),
        (
            "新疆生产建设兵团石河子市一四三团十连拾棉花。",
            "十连",
            "新疆维吾尔自治区/石河子市/一四三团/十连",
        ),
        (
            "突泉县永安镇四家子村柳荫小区亮了灯。",
            "柳荫小区",
            "内蒙古自治区/兴安盟/突泉县/永安镇/四家子村/柳荫小区",
        ),
        (
            "内蒙古阿拉善经济开发区动工了。",
            "阿拉善经济开发区",
            "内蒙古自治区/阿拉善盟/阿拉善经济开发区",
        ),
        ("广东省德庆县来了雨，悦城河涨了水。", "悦城河", "广东省/肇庆市/德庆县/悦城镇/悦城河"),
        ("浙江桐乡市的乌镇，人来人往。", "乌镇", "浙江省/嘉兴市/桐乡市/乌镇镇"),
    ],
)
def test_former_units_regiments_compounds_zones_and_rivers(
    paths: Paths, text: str, name: str, path: str
) -> None:
    assert paths(text)[name] == path


@pytest.mark.parametrize(
    "text", ["河北省开会，谈“产业兴村”“生态立镇”。", "河北省评出“篮球之乡”，小区、平房区都管。"]
)
def test_slogans_are_no_places(paths: Paths, text: str) -> None:
    assert list(paths(text)) == ["河北省"]


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("台州黄岩的清晨，永宁江畔有人跑步。", "永宁江", "浙江省/台州市/黄岩区/永宁江"),
        ("古浪县的人说，八步沙林场绿了。", "八步沙林场", "甘肃省/武威市/古浪县/八步沙林场"),
        (
            "甲在泰顺看了乌岩岭国家级自然保护区。",
            "乌岩岭国家级自然保护区",
            "浙江省/温州市/泰顺县/乌岩岭国家级自然保护区",
        ),
        ("大邑县的客栈多，西岭雪山不远。", "西岭雪山", "四川省/成都市/大邑县/西岭雪山"),
        ("他去了满洲里口岸。", "满洲里口岸", "内蒙古自治区/呼伦贝尔市/满洲里市/满洲里口岸"),
        ("虎林市八五八农场收稻子。", "八五八农场", "黑龙江省/鸡西市/虎林市/八五八农场"),
        (
            "眉山市东坡区的事，在和谐家园小区办。",
            "和谐家园小区",
            "四川省/眉山市/东坡区/和谐家园小区",
        ),
        ("眉山市东坡区，金色家园居民多。", "金色家园", "四川省/眉山市/东坡区/金色家园"),
        ("眉山市东坡区，阳光嘉园修好了。", "阳光嘉园", "四川省/眉山市/东坡区/阳光嘉园"),
    ],
)
def test_features_and_compounds_need_no_unit_in_front(
    paths: Paths, text: str, name: str, path: str
) -> None:
    assert paths(text).get(name) == path


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("甘谷：企业有了管家\n磐安镇先办。", "磐安镇", "甘肃省/天水市/甘谷县/磐安镇"),
        ("平定讯 近日办了事。", "平定", "山西省/阳泉市/平定县"),
        ("湄潭永兴镇种茶。", "永兴镇", "贵州省/遵义市/湄潭县/永兴镇"),
        ("青川县竹园镇镇长来了。", "竹园镇", "四川省/广元市/青川县/竹园镇"),
        (
            "科右中旗好腰苏木镇放映。",
            "好腰苏木镇",
            "内蒙古自治区/兴安盟/科尔沁右翼中旗/好腰苏木镇",
        ),
        ("安吉县郎村村的路平了。", "郎村村", "浙江省/湖州市/安吉县/章村镇/郎村"),
        (
            "开鲁县来信，吉日嘎朗吐镇的椒红了。",
            "吉日嘎朗吐镇",
            "内蒙古自治区/通辽市/开鲁县/吉日嘎郎吐镇",
        ),
        ("她是江西人，退休了。", "江西", "江西省"),
        ("三亚市吉阳区中廖村的歌。", "中廖村", "海南省/三亚市/吉阳区/中廖村"),
    ],
)
def test_headlines_posts_slips_and_doubled_types(
    paths: Paths, text: str, name: str, path: str
) -> None:
    assert paths(text).get(name) == path


def test_a_banner_is_named_by_its_side_later(paths: Paths) -> None:
    found = paths("乌拉特前旗办了夜校。前旗的人爱来。")
    assert found["前旗"] == found["乌拉特前旗"] == "内蒙古自治区/巴彦淖尔市/乌拉特前旗"


def test_a_village_takes_the_township_it_is_named_with_later(paths: Paths) -> None:
    found = paths("兰干村的集市\n和田地区墨玉县扎瓦镇兰干村很热闹。")
    assert found["兰干村"] == "新疆维吾尔自治区/和田地区/墨玉县/扎瓦镇/兰干村"


@pytest.mark.parametrize(
    "text",
    [
        "站长温华山说好。",
        "刘长江、陈泰山都来了。",
        "“黄河夜校”开课了。",
        "长江证券和华山中心医院。",
        "小河边，大山深处，青山脚下，一条大河两岸。",
        "海洋牧场、病险水库、公路口岸、老旧小区。",
        "建设美丽家园，守护绿色家园。",
        "北京路的店，四川菜的香。",
        "强村带弱村，十里八乡，葵花之乡，示范县。",
        "柬埔寨的客人。",
    ],
)
def test_persons_brands_and_descriptions_are_no_features(places: Find, text: str) -> None:
    assert not places(text)
