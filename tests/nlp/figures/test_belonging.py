"""The place and the practice that a figure belongs to."""

from collections.abc import Callable

import pytest

from anliku.corpus.types import Span
from anliku.nlp.figures import attach_figures, find_figures
from anliku.nlp.types import Figure, Level, Place, Program, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]

_PATHS = {
    "松岭县": "云南省/某某市/松岭县",
    "白杨镇": "云南省/某某市/松岭县/白杨镇",
    "柳湾村": "云南省/某某市/松岭县/白杨镇/柳湾村",
    "桃坪村": "云南省/某某市/松岭县/白杨镇/桃坪村",
    "青石乡": "云南省/某某市/松岭县/青石乡",
    "青沙河": "云南省/某某市/松岭县/青沙河",
}
_PRACTICES = ("“火塘夜话”", "“红黄榜”制度")


def _spans(text: str, name: str) -> tuple[Span, ...]:
    found: list[Span] = []
    at = text.find(name)
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = text.find(name, at + 1)
    return tuple(found)


def _attached(made: SegmentedArticle, status: Status = Status.EXACT) -> tuple[Figure, ...]:
    text = made.article.text
    places = [
        Place(name, path, "", _level(name), spans[0], spans, status, "gazetteer")
        for name, path in _PATHS.items()
        if (spans := _spans(text, name))
    ]
    programs = [
        Program(name, (), spans[0], spans, Status.EXACT, "quoted")
        for name in _PRACTICES
        if (spans := _spans(text, name))
    ]
    return attach_figures(made, find_figures(made), places, programs)


def _level(name: str) -> Level:
    return Level.OTHER if name.endswith("河") else Level.VILLAGE


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["柳湾村投入3万元，桃坪村投入5万元。"], ["柳湾村", "桃坪村"]),
        (["松岭县白杨镇柳湾村种下树苗300棵。"], ["柳湾村"]),
        (["柳湾村热闹起来。今年接待游客300人次。"], ["柳湾村"]),
        (["松岭县推开这一做法。柳湾村先试。全县有30个村跟进。"], ["松岭县"]),
        (["柳湾村有了路灯。该镇还修路3公里。"], ["白杨镇"]),
        (["松岭县组织白杨镇、青石乡等12个乡镇。"], ["松岭县"]),
        (["把柳湾村、桃坪村等6个村拢到一起，投入300万元。"], ["", "白杨镇"]),
        (["柳湾村、桃坪村投入3万元。"], ["白杨镇"]),
        (["白杨镇等地种下树苗300棵。"], ["松岭县"]),
        (["柳湾村临着青沙河，有农户300户。"], ["柳湾村"]),
        (["白杨镇修路。", "柳湾村修渠。", "今年增收300元。"], ["柳湾村"]),
        (["柳湾村修渠。", "青石乡修路。", "今年增收300元。"], ["松岭县"]),
        (["今年增收300元。"], [""]),
        (["柳湾村先试。全国已有300个村跟进。"], [""]),
    ],
)
def test_says_the_place(segmented: Segmented, paragraphs: list[str], names: list[str]) -> None:
    found = [figure.place for figure in _attached(segmented(*paragraphs))]
    assert found == [_PATHS.get(name, "") for name in names]


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["推行“火塘夜话”，解决问题30件。"], ["“火塘夜话”"]),
        (["推行“火塘夜话”。一年下来，解决问题30件。"], ["“火塘夜话”"]),
        (["推行“火塘夜话”和“红黄榜”制度。解决问题30件。"], [""]),
        (["组建12支“火塘夜话”宣讲队。"], ["“火塘夜话”"]),
        (["推行“火塘夜话”。", "解决问题30件。"], [""]),
        (["全村有农户300户。推行“火塘夜话”。"], [""]),
    ],
)
def test_says_the_practice(segmented: Segmented, paragraphs: list[str], names: list[str]) -> None:
    assert [figure.program for figure in _attached(segmented(*paragraphs))] == names


def test_ambiguous_places_have_no_figures(segmented: Segmented) -> None:
    (figure,) = _attached(segmented("柳湾村投入3万元。"), Status.AMBIGUOUS)
    assert figure.place == ""
