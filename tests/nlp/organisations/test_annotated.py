"""Invented reports with all their bodies: what is found, and what is left out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from anliku.nlp.organisations import find_organisations
from anliku.nlp.places import find_places
from anliku.nlp.types import Organisation, SegmentedArticle

Segmented = Callable[..., SegmentedArticle]

_LINES = (Path(__file__).parent / "annotated.txt").read_text("utf-8").splitlines()[1:]
_REPORTS = [
    (text, [name for name in names.split(";") if name])
    for text, _, names in (line.partition("|") for line in _LINES)
]


def _found(segmented: Segmented, text: str) -> tuple[Organisation, ...]:
    article = segmented(text)
    return find_organisations(article, find_places(article))


@pytest.mark.parametrize(("text", "bodies"), _REPORTS)
def test_finds_the_bodies_of_a_report(segmented: Segmented, text: str, bodies: list[str]) -> None:
    found = _found(segmented, text)
    assert [body.name for body in found] == bodies
    for body in found:
        assert body.span.of(text) == body.name
        assert {mention.of(text) for mention in body.mentions} == {body.name, *body.aliases}


def test_the_reports_name_enough_bodies() -> None:
    assert sum(len(bodies) for _, bodies in _REPORTS) > 150
