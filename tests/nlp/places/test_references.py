"""Words that point at a place: resolved where it is certain which one is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from anliku.corpus.types import Origin
from anliku.nlp.places import find_places, find_references
from anliku.nlp.types import PlaceReference, SegmentedArticle, Status

Segment = Callable[..., SegmentedArticle]
Refer = Callable[..., list[PlaceReference]]

_BANNER = "内蒙古自治区/锡林郭勒盟/苏尼特右旗"


@pytest.fixture
def refer(segmented: Segment) -> Refer:
    """Return a function that resolves the words of a text, in a newspaper if one is given."""

    def find(text: str, newspaper: str = "") -> list[PlaceReference]:
        seg = segmented(text)
        seg = replace(seg, article=replace(seg.article, origin=Origin(newspaper=newspaper)))
        return list(find_references(seg, find_places(seg)))

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苏尼特右旗开了会。该旗有苏木。全旗都种草。", {"该旗": _BANNER, "全旗": _BANNER}),
        (
            "突泉县永安镇四家子村种豆。该村富了，该镇也富了，全县来学。",
            {
                "该村": "内蒙古自治区/兴安盟/突泉县/永安镇/四家子村",
                "该镇": "内蒙古自治区/兴安盟/突泉县/永安镇",
                "全县": "内蒙古自治区/兴安盟/突泉县",
            },
        ),
        ("福建省三明市沙县区开店，全区都富。", {"全区": "福建省/三明市/沙县区"}),
        ("内蒙古自治区开会，全区都来。", {"全区": "内蒙古自治区"}),
        ("湖南省涟源市开会。娄底市把它写进全市的办法。", {"全市": "湖南省/娄底市"}),
        ("浙江省德清县的茶香，当地人爱喝。", {"当地": "浙江省/湖州市/德清县"}),
    ],
)
def test_words_that_point_are_resolved(refer: Refer, text: str, expected: dict[str, str]) -> None:
    found = refer(text)
    assert {one.text: one.path for one in found} == expected
    assert all(one.status is Status.RESOLVED and one.code for one in found)
    assert all(one.span.of(text) == one.text for one in found)


def test_the_newspaper_tells_what_no_place_tells(refer: Refer) -> None:
    (found,) = refer("我市的突泉县朋友来了。", "包头日报")
    assert (found.path, found.status) == ("内蒙古自治区/包头市", Status.INFERRED)
    assert found.source == "newspaper"


@pytest.mark.parametrize(
    "text",
    [
        "集宁区和东胜区都来了，全区一起干。",
        "全市场都在看，我区域内的事。",
        "当地的人说，该村在哪里。",
    ],
)
def test_what_stays_open_or_is_another_word_is_left_alone(refer: Refer, text: str) -> None:
    assert [one for one in refer(text) if one.text != "当地"] == []
