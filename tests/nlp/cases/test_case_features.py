"""What speaks for and against a case, beside the cues: facts, kinds and areas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anliku.corpus.types import Span
from anliku.nlp.cases.codebook import load_codebook
from anliku.nlp.cases.features import case_features
from anliku.nlp.cases.recognise import explain_case
from anliku.nlp.facts import find_facts
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


@pytest.mark.parametrize(
    ("headline", "held"),
    [
        ("全县基层治理现场会在青石镇召开", 1.0),
        ("全市乡村振兴推进会举行", 1.0),
        ("我县召开人居环境整治工作会议", 1.0),
        ("院坝会开到家门口", 0.0),
        ("议事会议出好日子", 0.0),
    ],
)
def test_headlines_of_meeting_news(segmented: Segmented, headline: str, held: float) -> None:
    found = segmented("青石镇组建议事会，村里的事大家商量着办。", headline=headline)
    analysis, _ = find_facts(found, load_codebook())
    assert dict(explain_case(found, analysis, load_codebook()).values)["held"] == held


@pytest.mark.parametrize(
    ("headline", "text", "opinion"),
    [
        ("莫让好制度走了样", "但也要看到，一些村的积分走了样。倘若只看分数，好事也会变味。", 1.0),
        ("莫让好制度走了样", "青石镇开出积分超市，村民用积分兑换日用品。", 0.0),
        ("积分超市开到家门口", "但也要看到，一些村的积分走了样。倘若只看分数，好事也会变味。", 0.0),
    ],
)
def test_a_headline_that_exhorts_and_a_text_that_argues_are_opinion(
    segmented: Segmented, headline: str, text: str, opinion: float
) -> None:
    found = segmented(text, headline=headline)
    analysis, _ = find_facts(found, load_codebook())
    assert dict(explain_case(found, analysis, load_codebook()).values)["opinion"] == opinion
