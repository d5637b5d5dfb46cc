"""Units of the past: former names and codes by the article's date, merged units; coordinates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from anliku.corpus.types import Origin
from anliku.nlp.places import find_places, load_gazetteer, place_centre
from anliku.nlp.places.gazetteer.names import township_form
from anliku.nlp.types import Level, Place, SegmentedArticle, Status

Segment = Callable[..., SegmentedArticle]
Dated = Callable[[str, str], dict[str, Place]]


@pytest.fixture
def dated(segmented: Segment) -> Dated:
    """Return a function that finds the places of a text of a certain date, by name."""

    def find(text: str, date: str) -> dict[str, Place]:
        seg = segmented(text)
        article = replace(seg.article, origin=Origin(date=date))
        return {place.name: place for place in find_places(replace(seg, article=article))}

    return find


@pytest.mark.parametrize(
    ("text", "date", "name", "codes", "status"),
    [
        # A county that became a district, read in its own time, later, and without a date.
        ("浙江省萧山市发了水。", "1995-03-01", "萧山市", ("330109", "330181"), Status.EXACT),
        ("浙江省萧山市发了水。", "2015-03-01", "萧山市", ("330109", "330181"), Status.INFERRED),
        ("贵州省盘县办了班。", "2015-03-01", "盘县", ("520281", "520222"), Status.EXACT),
        ("贵州省盘县办了班。", "", "盘县", ("520281", "520222"), Status.INFERRED),
        # A district that was merged into another one.
        ("北京市崇文区的胡同。", "2004", "崇文区", ("110101", "110103"), Status.INFERRED),
    ],
)
def test_former_units_lead_to_today_and_keep_their_past(
    dated: Dated, text: str, date: str, name: str, codes: tuple[str, str], status: Status
) -> None:
    place = dated(text, date)[name]
    assert (place.code, place.former_code) == codes
    assert place.status is status
    assert place.former_path.endswith(f"/{name}")
    assert place.source == "former"


def test_a_unit_of_today_tells_what_it_was_when_the_article_appeared(dated: Dated) -> None:
    place = dated("杭州萧山区的前身。", "1990")["萧山区"]
    assert (place.former_path, place.former_code) == ("浙江省/杭州市/萧山市", "339005")
    assert dated("杭州萧山区的田。", "2020")["萧山区"].former_path == ""


def test_a_merged_unit_lies_in_the_one_that_took_it_in(dated: Dated) -> None:
    place = dated("北京市崇文区的胡同。", "2004")["崇文区"]
    assert place.path == "北京市/东城区/崇文区"
    assert place.level is Level.COUNTY


def test_every_village_that_is_gone_has_a_code_and_lies_in_a_unit_of_today() -> None:
    gazetteer = load_gazetteer()
    county = "330109"
    gone = [gone for found in gazetteer.villages(county).gone.values() for gone in found]
    assert gone
    assert all(len(village.code) == 12 and village.into.startswith(county) for village in gone)
    assert all(2016 <= village.last <= 2022 for village in gone)
    assert all(gazetteer.unit(village.into) for village in gone)


def test_a_merged_village_keeps_its_last_code(dated: Dated) -> None:
    gazetteer = load_gazetteer()
    found = gazetteer.villages("330109").gone["三丰"][0]
    place = dated("杭州市萧山区三丰村的稻子黄了。", "")["三丰村"]
    assert (place.source, place.status) == ("former", Status.INFERRED)
    assert (place.code, place.former_code) == (found.into, found.code)
    assert place.path == f"{gazetteer.path(found.into)}/三丰村"


@pytest.mark.parametrize(
    ("text", "name", "path"),
    [
        ("河南省滑县道口镇的锡器。", "道口镇", "滑县/道口镇街道"),
        ("武汉市洪山区洪山街道的灯。", "洪山街道", "洪山区/洪山街街道"),
    ],
)
def test_a_township_that_changed_its_type_is_the_one_of_today(
    dated: Dated, text: str, name: str, path: str
) -> None:
    place = dated(text, "")[name]
    assert place.path.endswith(path)
    assert len(place.code) == 9


@pytest.mark.parametrize(
    ("code", "east", "north"),
    [
        ("11", 116.4, 39.9),
        ("152224", 121.6, 45.4),
        ("152224103208", 121.6, 45.4),
        ("441900003", 113.7, 23.0),
        ("460200", 109.5, 18.3),
    ],
)
def test_counties_have_a_place_on_the_map(code: str, east: float, north: float) -> None:
    centre = place_centre(code)
    assert centre is not None
    assert abs(centre[0] - east) < 0.2
    assert abs(centre[1] - north) < 0.2


def test_all_counties_lie_in_china_and_unknown_codes_nowhere() -> None:
    gazetteer = load_gazetteer()
    codes = [
        county.code for city in gazetteer.children("15") for county in gazetteer.children(city.code)
    ]
    centres = [place_centre(code) for code in codes]
    assert all(centre and 97 < centre[0] < 127 and 37 < centre[1] < 54 for centre in centres)
    assert place_centre("") is None
    assert place_centre("999999") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("内蒙古的草原。", "150000000000"),
        ("突泉县的田。", "152224000000"),
        ("突泉县永安镇的田。", "152224103000"),
        ("突泉县永安镇四家子村的田。", "152224103208"),
        ("突泉县永安镇老榆树屯的田。", ""),
    ],
)
def test_official_codes_have_twelve_digits_and_belong_to_the_place_itself(
    dated: Dated, text: str, code: str
) -> None:
    assert list(dated(text, "").values())[-1].official_code == code


@pytest.mark.parametrize(
    ("official", "outer", "form"),
    [
        ("济源市承留镇", ("济源市", ""), "承留镇"),
        ("南环街道办事处", ("阿拉善左旗", "阿拉善盟"), "南环街道"),
        ("敖汉旗人民政府新州街道", ("敖汉旗", "赤峰市"), "新州街道"),
        ("祁县经济开发区", ("祁县", "晋中市"), "祁县经济开发区"),
        ("永安镇", ("突泉县", "兴安盟"), "永安镇"),
    ],
)
def test_townships_are_written_without_the_unit_above_them(
    official: str, outer: tuple[str, ...], form: str
) -> None:
    assert township_form(official, outer) == form
