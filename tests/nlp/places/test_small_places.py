"""Small places: hamlets, rivers, townships without their type, ethnic townships, own names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.nlp.places import OwnPlace, OwnPlaces, find_places
from anliku.nlp.types import Place, SegmentedArticle, Status

Segment = Callable[..., SegmentedArticle]
Find = Callable[[str], dict[str, Place]]

_COUNTY = "内蒙古自治区/兴安盟/突泉县"


@pytest.fixture
def named(segmented: Segment) -> Find:
    """Return a function that finds the places of a text, by name."""
    return lambda text: {place.name: place for place in find_places(segmented(text))}


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("突泉县永安镇四家子村丁李湾的晒场。", "丁李湾", f"{_COUNTY}/永安镇/四家子村/丁李湾"),
        ("突泉县永安镇的石溪坑，只有九户。", "石溪坑", f"{_COUNTY}/永安镇/石溪坑"),
        ("突泉县永安镇大屋湾、王家坳的人家。", "王家坳", f"{_COUNTY}/永安镇/王家坳"),
        ("突泉县永安镇开了会。他送饭到松树坪，天黑了。", "松树坪", f"{_COUNTY}/永安镇/松树坪"),
        ("突泉县沿着白沟河，种了柳树。", "白沟河", f"{_COUNTY}/白沟河"),
        ("突泉县永安镇的老榆树屯住着九户。", "老榆树屯", f"{_COUNTY}/永安镇/老榆树屯"),
    ],
)
def test_hamlets_and_rivers_get_the_path_of_their_surroundings(
    named: Find, text: str, name: str, path: str
) -> None:
    place = named(text)[name]
    assert (place.path, place.status, place.source) == (path, Status.INFERRED, "grammar")


@pytest.mark.parametrize(
    "text",
    [
        "突泉县永安镇外来人口多，山高坡陡，路不好走。",
        "突泉县永安镇开院坝会，修鱼塘，清河沟，建草坪。",
        "从新加坡回来的人到吉隆坡，再回家。",
        "他走在山坡，坐在河湾，住进新家。",
        "鼓声一响寨老到，小吃第一村名不虚传。",
    ],
)
def test_common_nouns_are_no_hamlets(named: Find, text: str) -> None:
    assert set(named(text)) <= {"突泉县", "永安镇"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("突泉县的永安、六户、学田三个乡镇联手。", {"永安镇", "六户镇", "学田乡"}),
        ("突泉县六户开了班。", {"六户镇"}),
        ("突泉县永安镇、六户和学田乡都来了。", {"永安镇", "六户镇", "学田乡"}),
    ],
)
def test_townships_without_their_type_count_in_lists_and_behind_their_county(
    named: Find, text: str, names: set[str]
) -> None:
    assert {place.path.split("/")[-1] for place in named(text).values()} >= names


def test_a_word_that_is_also_a_township_is_none_by_itself(named: Find) -> None:
    assert set(named("突泉县的人说，永安是大家的心愿。")) == {"突泉县"}


def test_full_names_of_ethnic_townships_stand_in_the_paths_below(named: Find) -> None:
    found = named("黑龙江省同江市八岔赫哲族乡八岔村的渔民。")
    outer = "黑龙江省/佳木斯市/同江市/八岔赫哲族乡"
    assert found["八岔赫哲族乡"].path == outer
    assert found["八岔村"].path == f"{outer}/八岔村"
    assert len(found["八岔村"].code) == 12


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("甘肃省东乡县的羊。", "东乡县", "622926"),
        ("新疆察布查尔县的稻。", "察布查尔县", "654022"),
        ("云南省维西县的茶。", "维西县", "533423"),
    ],
)
def test_autonomous_counties_are_known_without_their_nationality(
    named: Find, text: str, name: str, code: str
) -> None:
    assert named(text)[name].code == code


def test_a_name_that_exists_elsewhere_is_not_taken_for_a_misread_one(named: Find) -> None:
    place = named("河南省信阳市新县金兰山街道金城社区的中心。")["金城社区"]
    assert place.path.endswith("金兰山街道/金城社区")
    assert place.official_code == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The short name of a county is only a part of the name of an estate.
        ("志愿者来到宜川新村，修好了灯。", set[str]()),
        # 村 before a post belongs to the post.
        ("突泉县永安镇四家子村村主任来了。", {"突泉县", "永安镇", "四家子村"}),
        # A short name that one county has is no reason to be there, if nothing else is.
        ("铜川路府村路口堵车。", set[str]()),
        # Flags are no banners, and to hills no former district.
        ("红旗代表急事，黄旗代表待办，管网向山区延伸。", set[str]()),
        # Things that are counted, and one called by itself, are no villages.
        ("突泉县有3个奶牛村，村归村，厂归厂。", {"突泉县"}),
        ("突泉县办班，“红旗村”称号归谁？", {"突泉县"}),
        # Words that a village of earlier years is called by, too.
        ("邢台农村商业银行开门。", {"邢台"}),
        # The region around a city, not the prefecture of that name until 1983.
        ("绍兴地区下了雨。", {"绍兴"}),
    ],
)
def test_parts_of_other_names_are_no_places(named: Find, text: str, names: set[str]) -> None:
    assert {name for name, place in named(text).items() if place.code or place.path} == names


def test_a_village_behind_the_short_name_of_a_county_is_inferred(named: Find) -> None:
    assert named("浙江安吉余村的竹子。")["余村"].status is Status.INFERRED
    assert named("浙江安吉县余村的竹子。")["余村"].status is Status.EXACT


def test_an_ambiguous_village_is_refused_with_its_candidates(named: Find) -> None:
    place = named("贵州省修文县办班。走进大兴村，人人忙。")["大兴村"]
    assert (place.status, place.code, place.official_code) == (Status.AMBIGUOUS, "520123", "")
    assert len(place.candidates) == 3
    place = named("贵州省修文县小箐镇办班。走进大兴村，人人忙。")["大兴村"]
    assert (place.status, place.code[:9]) == (Status.INFERRED, "520123108")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("阿拉善盟李井滩生态移民示范区的羊。", "阿拉善左旗/孪井滩生态移民示范区"),
        ("黑龙江省五大连池市格球山农场的豆。", "五大连池市/格球山农场"),
    ],
)
def test_zones_and_farms_are_found_among_the_townships(named: Find, text: str, path: str) -> None:
    place = list(named(text).values())[-1]
    assert place.path.endswith(path)
    assert (len(place.code), place.status) == (9, Status.INFERRED)


def test_the_fullest_form_names_a_place(named: Find) -> None:
    found = named("沙县的小吃出了名。福建省三明市沙县区办了班，沙县人高兴。")
    assert "沙县区" in found
    assert "沙县" not in found
    assert len(found["沙县区"].mentions) == 3


def test_ambiguous_places_tell_the_share_of_the_evidence(named: Find) -> None:
    place = named("鼓楼区的会。")["鼓楼区"]
    assert place.status is Status.AMBIGUOUS
    assert len(place.scores) == len(place.candidates) > 1
    assert sum(place.scores) == pytest.approx(1, abs=0.01)
    assert place.official_code == ""


def test_a_dictionary_is_obeyed_exactly(segmented: Segment) -> None:
    own = OwnPlaces(
        [
            OwnPlace("“1+N”驿站（总站）", code="152224103208"),
            OwnPlace("永安湖", "永安湖", "152224"),
            OwnPlace("老 地 方"),
        ]
    )
    text = "突泉县永安镇的“1+N”驿站（总站）旁是永安湖，叫老 地 方。"
    found = {place.name: place for place in find_places(segmented(text), own)}
    assert found["“1+N”驿站（总站）"].path == f"{_COUNTY}/永安镇/四家子村"
    assert found["永安湖"].path == f"{_COUNTY}/永安湖"
    assert found["老 地 方"].path == ""
    assert {found[name].source for name in ("永安湖", "老 地 方")} == {"dictionary"}
    assert found["永安湖"].confidence == 1.0


@pytest.mark.parametrize("entry", [OwnPlace("  "), OwnPlace("某地", code="999999")])
def test_a_dictionary_with_an_unknown_code_or_no_term_is_refused(entry: OwnPlace) -> None:
    with pytest.raises(AnlikuError, match="dictionary"):
        OwnPlaces([entry])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="突泉县永安镇四家子村的到湾坳坪河、，。沿着有三个乡", max_size=40))
def test_mentions_stand_where_their_spans_say(segmented: Segment, text: str) -> None:
    for place in find_places(segmented(text)):
        assert place.span.of(text) == place.name
        assert place.span in place.mentions
        assert list(place.mentions) == sorted(place.mentions, key=lambda span: span.start)
        assert 0 <= place.confidence <= 1


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (
            "眉山市东坡区思蒙镇修了路。和谐家园小区的居民都来看。",
            "四川省/眉山市/东坡区/思蒙镇/和谐家园小区",
        ),
        (
            "眉山市东坡区思蒙镇和万胜镇都修了路。和谐家园小区的居民都来看。",
            "四川省/眉山市/东坡区/和谐家园小区",
        ),
    ],
)
def test_unknown_places_lie_in_the_only_township_of_the_article(
    segmented: Segment, text: str, path: str
) -> None:
    found = {place.name: place.path for place in find_places(segmented(text))}
    assert found["和谐家园小区"] == path
