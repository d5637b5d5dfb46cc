"""What speaks for and against a case, beside the cues: facts, kinds and areas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anliku.corpus.types import Span
from anliku.nlp.cases.features import case_features
from anliku.nlp.results import Analysis
from anliku.nlp.types import Bound, Figure, Level, Person, Place, Program, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]

TEXT = "云溪县推行代办制，东陵县、海门县也在推行。云溪县的老沈和老杜跑了30趟、40趟、50趟、60趟。"


def places(*paths: str) -> tuple[Place, ...]:
    found: list[Place] = []
    for path in paths:
        name = path.rsplit("/", 1)[-1]
        starts = [at for at in range(len(TEXT)) if TEXT.startswith(name, at)]
        spans = tuple(Span(at, at + len(name)) for at in starts)
        found.append(
            Place(name, path, "", Level.COUNTY, spans[0], spans, Status.EXACT, "gazetteer")
        )
    return tuple(found)


def person(name: str) -> Person:
    span = Span(TEXT.find(name), TEXT.find(name) + len(name))
    return Person(name, "", span, (span,), Status.EXACT, "cue")


def figure(text: str) -> Figure:
    span = Span(TEXT.find(text), TEXT.find(text) + len(text))
    return Figure(text, 1.0, "趟", Bound.EXACT, "", span, Status.EXACT, "digits")


def program(name: str) -> Program:
    span = Span(TEXT.find(name), TEXT.find(name) + len(name))
    return Program(name, (), span, (span,), Status.EXACT, "pattern", 0.5)


def values(
    segmented: Segmented, kind: str, *facts: Place | Person | Figure | Program
) -> dict[str, float]:
    analysis = Analysis(
        segmented(TEXT, kind=kind).article,
        tuple(fact for fact in facts if isinstance(fact, Place)),
        tuple(fact for fact in facts if isinstance(fact, Program)),
        tuple(fact for fact in facts if isinstance(fact, Figure)),
        tuple(fact for fact in facts if isinstance(fact, Person)),
        (),
        (),
    )
    return dict(case_features(analysis, (), (), None).values)


COUNTIES = places("苍原省/临泽市/云溪县", "苍原省/临泽市/东陵县", "海国省/海门市/海门县")
FACTS = (
    *COUNTIES,
    *(figure(text) for text in ("30趟", "40趟", "50趟", "60趟")),
    *(program(name) for name in ("代办", "代办制")),
)


@pytest.mark.parametrize("kind", ["commentary", "study"])
def test_opinion_that_tells_of_people_and_facts_may_be_a_report(
    segmented: Segmented, kind: str
) -> None:
    assert values(segmented, kind)["opinion"] == 1
    assert values(segmented, kind, *FACTS)["opinion"] == 1
    assert values(segmented, kind, person("老沈"), person("老杜"))["opinion"] == 1
    told = values(segmented, kind, *FACTS, person("老沈"), person("老杜"))
    assert told["opinion"] == pytest.approx(1 / 12)


def test_reports_are_no_opinion(segmented: Segmented) -> None:
    assert values(segmented, "report")["opinion"] == 0


def test_places_of_other_provinces_are_a_spread(segmented: Segmented) -> None:
    assert values(segmented, "report")["spread"] == 0
    assert values(segmented, "report", *COUNTIES[:2])["spread"] == 0
    assert values(segmented, "report", *COUNTIES)["spread"] == pytest.approx(1 / 4)
