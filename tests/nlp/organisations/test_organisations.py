"""Organisations: a place or a proper name with the word for a kind of body behind it."""

from collections.abc import Callable

import pytest

from anliku.corpus.types import Span
from anliku.nlp.organisations import find_organisations
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
