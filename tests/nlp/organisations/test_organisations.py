"""Organisations: a place or a proper name with the word for a kind of body behind it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.corpus.types import Span
from anliku.nlp.organisations import find_organisations
from anliku.nlp.places import find_places
from anliku.nlp.types import Level, Place, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]


def _places(text: str, *names: str) -> tuple[Place, ...]:
    """Make places of the names, each with its first mention."""
    found: list[Place] = []
    for name in names:
        span = Span(text.index(name), text.index(name) + len(name))
        found.append(
            Place(name, f"某省/{name}", "", Level.COUNTY, span, (span,), Status.EXACT, "gazetteer")
        )
    return tuple(found)


@pytest.mark.parametrize(
    ("sentence", "places", "bodies"),
    [
        ("青河县公安局的民警来了。", ["青河县"], ["青河县公安局"]),
        ("青河县委组织部出台办法。", ["青河县"], ["青河县委组织部"]),
        ("青河县柳树镇卫生院设了门诊。", ["青河县", "柳树镇"], ["青河县柳树镇卫生院"]),
        (
            "青河县人民法院和柳树镇司法所联手。",
            ["青河县", "柳树镇"],
            ["青河县人民法院", "柳树镇司法所"],
        ),
        ("县委组织部联合县公安局开展培训。", [], ["县委组织部", "县公安局"]),
        ("宏远农机有限公司送来机器。", [], ["宏远农机有限公司"]),
        ("患者从青河县来到医院。", ["青河县"], []),
        ("各部门和学校都参加，该公司也来了。", [], []),
    ],
)
def test_finds_bodies(
    segmented: Segmented, sentence: str, places: list[str], bodies: list[str]
) -> None:
    found = find_organisations(segmented(sentence), _places(sentence, *places))
    assert [body.name for body in found] == bodies
    for body in found:
        assert body.span.of(sentence) == body.name


def test_gives_the_place_in_the_name(segmented: Segmented) -> None:
    text = "青河县公安局设了窗口，县公安局很忙。"
    (body,) = find_organisations(segmented(text), _places(text, "青河县"))
    assert body.place == "某省/青河县"
    assert len(body.mentions) == 2


_LI = "四川省/阿坝藏族羌族自治州/理县"
_TUQUAN = "内蒙古自治区/兴安盟/突泉县"


@pytest.mark.parametrize(
    ("text", "canonical", "level", "place", "code"),
    [
        ("突泉县委组织部印发办法。", "突泉县委组织部", Level.COUNTY, _TUQUAN, "152224"),
        ("突泉县变了样，县公安局设了窗口。", "突泉县公安局", Level.COUNTY, _TUQUAN, "152224"),
        ("中共突泉县委员会作出决定。", "突泉县委", Level.COUNTY, _TUQUAN, "152224"),
        ("理县县委统战部派人来。", "理县县委统战部", Level.COUNTY, _LI, "513222"),
        ("国务院办公厅发文。", "国务院办公厅", Level.NATIONAL, "", ""),
        ("中组部发文。", "中共中央组织部", Level.NATIONAL, "", ""),
        ("中国汽车工业协会公布数据。", "中国汽车工业协会", Level.NATIONAL, "", ""),
        ("世卫组织公布数据。", "世界卫生组织", Level.OTHER, "", ""),
        ("自治区党委作出部署。", "自治区党委", Level.PROVINCE, "", ""),
        ("宏远农机有限公司送来机器。", "宏远农机有限公司", Level.OTHER, "", ""),
    ],
)  # fmt: skip
def test_gives_level_place_and_full_name(
    segmented: Segmented, text: str, canonical: str, level: Level, place: str, code: str
) -> None:
    article = segmented(text)
    (body,) = find_organisations(article, find_places(article))
    assert (body.canonical, body.level, body.place, body.code) == (canonical, level, place, code)
    assert 0.5 < body.confidence <= 1.0


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("突泉县人民法院开庭。", "突泉县人民法院", "justice"),
        ("突泉县公安局开会。", "突泉县公安局", "police"),
        ("突泉县人大常委会开会。", "突泉县人大常委会", "congress"),
        ("突泉县政协开会。", "突泉县政协", "consultative"),
        ("突泉县妇联开会。", "突泉县妇联", "mass"),
        ("突泉县永安镇四家子村村委会开会。", "突泉县永安镇四家子村村委会", "committee"),
        ("突泉县第一中学开学。", "突泉县第一中学", "school"),
        ("突泉县人民医院开诊。", "突泉县人民医院", "hospital"),
        ("绿源种植专业合作社分红。", "绿源种植专业合作社", "cooperative"),
        ("突泉县网商协会开会。", "突泉县网商协会", "association"),
        ("突泉县融媒体中心直播。", "突泉县融媒体中心", "media"),
        ("内蒙古农牧业科学院派来专家。", "内蒙古农牧业科学院", "research"),
        ("突泉县图书馆开放。", "突泉县图书馆", "institution"),
        ("突泉县人武部派人。", "突泉县人武部", "military"),
        ("突泉县财政局拨款。", "突泉县财政局", "government"),
        ("突泉县委开会。", "突泉县委", "party"),
    ],
)
def test_tells_the_kind(segmented: Segmented, text: str, name: str, kind: str) -> None:
    article = segmented(text)
    (body,) = find_organisations(article, find_places(article))
    assert (body.name, body.kind) == (name, kind)


def test_links_full_and_short_forms(segmented: Segmented) -> None:
    text = (
        "突泉县宏远农机有限公司（以下简称“宏远农机”）落户。宏远公司招了工，宏远农机很忙。"
        "突泉县委组织部来了，县委组织部的人很多。"
    )
    article = segmented(text)
    company, office = find_organisations(article, find_places(article))
    assert company.name == "突泉县宏远农机有限公司"
    assert set(company.aliases) == {"宏远农机", "宏远公司"}
    assert (office.name, office.aliases, office.within) == (
        "突泉县委组织部",
        ("县委组织部",),
        "突泉县委",
    )


def test_a_level_means_the_county_named_last_in_the_paragraph(segmented: Segmented) -> None:
    article = segmented("突泉县先试，县委发文。", "静宁县跟上，县委也发文。")
    found = find_organisations(article, find_places(article))
    assert [body.canonical for body in found] == ["突泉县委", "静宁县委"]
    assert {body.status for body in found} == {Status.INFERRED}


_SIGNS = ("、", "“", "”", "（", "）", "。", "\n", "的", "各", "和", "村", "学", "厂", "县", "委")
_WORDS = (
    "政府",
    "突泉县",
    "公安局",
    "有限公司",
    "宏远",
    "以下简称",
    "委员会",
    "组织部",
    "中共",
    "联合",
    "大学",
)
_PIECES = st.lists(st.sampled_from(_SIGNS + _WORDS), min_size=1, max_size=14).map(
    lambda pieces: "在" + "".join(pieces)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_PIECES)
def test_spans_cover_the_names(segmented: Segmented, text: str) -> None:
    article = segmented(text)
    for body in find_organisations(article, find_places(article)):
        assert body.span in body.mentions
        assert body.span.of(text) == body.name
        assert {mention.of(text) for mention in body.mentions} == {body.name, *body.aliases}
        pairs = zip(body.mentions, body.mentions[1:], strict=False)
        assert all(first.end <= second.start for first, second in pairs)
