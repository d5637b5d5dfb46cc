"""Places of cases that name their organ without the area: filled from the rest of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anliku.corpus.types import Span
from anliku.nlp.cases.home import with_home_places
from anliku.nlp.results import Analysis, Case
from anliku.nlp.types import Level, Place, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]

PLACES = {
    "云溪县": ("苍原省/临泽市/云溪县", "990121", Level.COUNTY),
    "东陵县": ("苍原省/临泽市/东陵县", "990122", Level.COUNTY),
    "海门县": ("海国省/海门市/海门县", "880121", Level.COUNTY),
}


def analysed(segmented: Segmented, text: str, *unlocated: str) -> Analysis:
    article = segmented(text).article
    found = [
        Place(name, path, code, level, span, (span,), Status.EXACT, "gazetteer")
        for name, (path, code, level) in PLACES.items()
        if (at := text.find(name)) >= 0 and (span := Span(at, at + len(name)))
    ]
    for name in unlocated:
        span = Span(text.find(name), text.find(name) + len(name))
        found.append(Place(name, "", "", Level.COUNTY, span, (span,), Status.UNLOCATED, "grammar"))
    return Analysis(article, tuple(found), (), (), (), (), ())


def case(place: str = "") -> Case:
    return Case("x", "标题", "", place, "", "T1", "", (), 0.9, ())


@pytest.mark.parametrize(
    ("text", "others", "place", "code"),
    [
        ("省委组织部推行结对机制。", ("云溪县办食堂。", "东陵县修路。"), "苍原省", "99"),
        ("全省推开这一做法。", ("云溪县办食堂。", "东陵县修路。"), "苍原省", "99"),
        ("市政府推出上门办。", ("云溪县办食堂。", "东陵县修路。"), "苍原省/临泽市", "9901"),
        (
            "县委建立夜学制度。",
            ("云溪县办食堂。", "云溪县修路。"),
            "苍原省/临泽市/云溪县",
            "990121",
        ),
        ("县委建立夜学制度。", ("云溪县办食堂。", "东陵县修路。"), "", ""),
        ("省直机关结对。", ("云溪县办食堂。", "海门县修路。"), "", ""),
        ("省直机关结对。", ("云溪县办食堂。",), "", ""),
        ("村里办起食堂。", ("云溪县办食堂。", "东陵县修路。"), "", ""),
    ],
)
def test_organs_without_an_area_act_where_the_page_does(
    segmented: Segmented, text: str, others: tuple[str, ...], place: str, code: str
) -> None:
    page = [(analysed(segmented, text), case())]
    page += [(analysed(segmented, other), None) for other in others]
    first = with_home_places(page)[0][1]
    assert first is not None
    assert (first.place, first.code) == (place, code)


def test_unlocated_name_is_the_place_another_article_locates(segmented: Segmented) -> None:
    page = [
        (analysed(segmented, "云溪县里开起夜校。", "云溪县"), case()),
        (analysed(segmented, "云溪县办食堂。"), case("苍原省/临泽市/云溪县")),
    ]
    page[0] = (
        Analysis(page[0][0].article, page[0][0].places[1:], (), (), (), (), ()),
        page[0][1],
    )
    (_, first), (_, second) = with_home_places(page)
    assert first is not None
    assert first.place == "苍原省/临泽市/云溪县"
    assert second == page[1][1]


def test_places_that_are_known_stay(segmented: Segmented) -> None:
    page = [
        (analysed(segmented, "省委组织部和海门县结对。"), case("海国省/海门市/海门县")),
        (analysed(segmented, "云溪县办食堂。"), None),
        (analysed(segmented, "东陵县修路。"), None),
    ]
    assert with_home_places(page) == tuple(page)
