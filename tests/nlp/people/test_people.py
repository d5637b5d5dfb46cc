"""People with their roles."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.nlp.people import find_people
from anliku.nlp.types import SegmentedArticle

Segmented = Callable[..., SegmentedArticle]


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("青河县柳树镇红光村党支部书记赵文斌介绍。", "赵文斌", "青河县柳树镇红光村党支部书记"),
        ("村民孙桂兰高兴地说。", "孙桂兰", "村民"),
        ("果农周凯欣喜地介绍着收成。", "周凯", "果农"),
        ("派出所民警徐亮担任村党支部副书记后，常来走访。", "徐亮", "派出所民警、村党支部副书记"),
        (
            "某农业大学水产学院副院长、生物学博士陈志远教授来了。",
            "陈志远",
            "某农业大学水产学院副院长、生物学博士、教授",
        ),
        ("来自湖南的游客刘思雨说。", "刘思雨", "来自湖南的游客"),
        ("县委常委、组织部部长吴建国表示。", "吴建国", "县委常委、组织部部长"),
        ("社区“小巷总理”王秀英每天都来。", "王秀英", "社区“小巷总理”"),
        ("牧民斯琴高娃感激地说。", "斯琴高娃", "牧民"),
        ("村民扎西顿珠和邻居一起修路。", "扎西顿珠", "村民"),
        ("护边员买买提·吐尔逊在巡逻。", "买买提·吐尔逊", "护边员"),
        ("志愿者欧阳明慧负责登记。", "欧阳明慧", "志愿者"),
        ("李国强，红光村党支部书记，今年五十岁。", "李国强", "红光村党支部书记"),
        ("老人名叫张德厚，住在村头。", "张德厚", ""),
        ("“路修好了。”何玉兰说。", "何玉兰", ""),
    ],
)
def test_finds_a_person(segmented: Segmented, sentence: str, name: str, role: str) -> None:
    people = find_people(segmented(sentence), ())
    assert [(person.name, person.role) for person in people] == [(name, role)]


@pytest.mark.parametrize(
    "sentence",
    [
        "马团长说，李主任和赵支书都来了。",
        "很多大爷大妈说，老大娘们都来了。",
        "干部高兴地说，居民关心小区的安全。",
        "群众安全感不断提高，老人祝寿的人多了。",
        "大家学习江河治理思想，成立安澜研究会。",
        "王家村和李家庄都通了路。",
        "会议从事后开始，周边的居民都有意见。",
        "推行“白领”服务，建成高标准农田。",
        "村民和党员一起清理河道，代表应邀到场。",
        "（本报记者王小明通讯员李小红）",
    ],
)
def test_leaves_out_what_is_no_full_name(segmented: Segmented, sentence: str) -> None:
    assert find_people(segmented(sentence), ()) == ()


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("独居老人李奶奶推开了窗。", "李奶奶", "独居老人"),
        ("张大娘说，路灯亮了。", "张大娘", ""),
        ("欧阳先生捐了两台电脑。", "欧阳先生", ""),
        ("志愿者给岳阿婆送来了药。", "岳阿婆", ""),
    ],
)
def test_tells_nicknames_from_full_names(
    segmented: Segmented, sentence: str, name: str, role: str
) -> None:
    (person,) = find_people(segmented(sentence), ())
    assert (person.name, person.role, person.nickname) == (name, role, True)


def test_a_full_name_with_an_address_is_no_nickname(segmented: Segmented) -> None:
    (person,) = find_people(segmented("居民张德厚大爷说，路灯亮了。"), ())
    assert (person.name, person.nickname) == ("张德厚", False)


def test_shares_the_role_of_a_list(segmented: Segmented) -> None:
    people = find_people(segmented("村民李桂芝、赵大勇和方永年等人上台。"), ())
    assert [person.name for person in people] == ["李桂芝", "赵大勇", "方永年"]
    assert {person.role for person in people} == {"村民"}


def test_names_the_body_that_this_one_means(segmented: Segmented) -> None:
    text = "清河边境派出所民警常来村里。该所所长孙立新介绍，群众很满意。"
    (person,) = find_people(segmented(text), ())
    assert person.role == "清河边境派出所所长"


def test_finds_every_mention(segmented: Segmented) -> None:
    text = "村民孙桂兰说。孙桂兰家里种着地，孙桂兰很忙。"
    (person,) = find_people(segmented(text), ())
    assert [mention.of(text) for mention in person.mentions] == ["孙桂兰"] * 3
    assert person.span == person.mentions[0]


_PIECES = st.lists(
    st.sampled_from(
        [
            "村民",
            "书记",
            "张",
            "王",
            "高",
            "斯琴",
            "高娃",
            "买买提",
            "·",
            "建国",
            "秀英",
            "说",
            "的",
            "，",
            "。",
            "“",
            "”",
            "和",
            "、",
            "该",
            "所",
            "教授",
            "在",
            "（",
            "）",
            "\n",
        ]
    ),
    min_size=1,
    max_size=14,
).map(lambda pieces: "村" + "".join(pieces))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_PIECES)
def test_spans_cover_the_name(segmented: Segmented, text: str) -> None:
    article = segmented(text)
    for person in find_people(article, ()):
        for mention in person.mentions:
            assert mention.of(article.article.text) == person.name
