"""What speaks for and against an article being a case, as numbers a linear model can weigh."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from math import exp, sqrt
from operator import attrgetter

from ...corpus.types import ArticleKind, Role, Span
from ...corpus.wordlists import read_rows
from ..results import Analysis
from ..types import Level
from .lead_place import LeadPlace
from .roles import RoledSentence, SentenceRole, load_cues
from .themes import ThemeScore

_PACKAGE = "anliku.nlp.cases"

# The half-way points of the features are given for a text of this many characters.
_LENGTH = 600
# Shorter texts are treated as this long: three cues in a caption are a lot, in a line they are not.
_SHORTEST = 120

# Weight of cues at which a sentence counts in full, and below which it reports no measure.
_SENTENCE_FULL = 4.0
_SENTENCE_LEAST = 2.0
# A measure says more when the sentence names a local place or body.
_WITH_ACTOR = 1.5
_WITHOUT_ACTOR = 0.6

# What the headline and the first sentence are about, the article is about.
_LEAD_ZONE = 2.0

# A text of this many characters or fewer may be the legend of a scene, whatever the cutter took it
# for; in longer ones a scene is only the way in.
_SCENE_LONGEST = 160

# A text with persons and this many marks of reporting is a report, whatever the cutter took it for;
# each sort of fact gives one mark at most, in full from so many facts on.
_REPORT_MARKS = 3.0
_MARK_PLACES = 4
_MARK_FIGURES = 4
_MARK_PROGRAMS = 2
_REPORT_PEOPLE = 2

# Headlines of meeting news: 全县基层治理现场会召开.
_HELD = re.compile(
    r"(?:(?:推进|现场|座谈|工作|动员|部署|调度|表彰|研讨|观摩|交流|汇报|总结|发布|培训|启动)会|会议|大会|全会|论坛|"
    r"仪式|开班式)(?:暨.{1,20})?(?:在.{1,12})?(?:召开|举行|举办|开幕|闭幕|落幕)|召开.{0,30}(?:会|会议)$"
)
# Headlines that exhort, and turns of argument; a text with both is opinion.
_EXHORTING = re.compile(
    r"^(?:莫让|莫把|别让|别把|勿让|切莫|岂能|谨防|警惕|不妨|且慢|何妨|当戒)|(?:要不得|当休矣)$"
)
_ARGUING = re.compile(
    r"也要看到|还应看到|也应看到|走了样|变了味|倘若|试想|靠的是|说得在理|道理没有|不是目的|更深一层|往深里说|"
    r"归根结底|说到底|究其原因|由此观之|值得一看|值得深思|换言之|不在.{1,6}，而在"
)
_ARGUMENTS = 2

_START = attrgetter("start")

_LOCAL = frozenset({Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE})


@dataclass(frozen=True, slots=True)
class CaseFeatures:
    """What speaks for and against a case, each 0 (nothing found) to 1.

    Attributes:
        values: value by name of the feature, in the order of ``data/case_weights.txt``.
    """

    values: tuple[tuple[str, float], ...]

    @property
    def confidence(self) -> float:
        """Probability that the article reports a practice, by a logistic model."""
        weights = _weights()
        odds = weights["bias"] + sum(weights[name] * value for name, value in self.values)
        return 1 / (1 + exp(-odds))


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, _, _, weight in read_rows(_PACKAGE, "case_weights.txt")}


@cache
def _halves() -> dict[str, float]:
    return {name: float(half) for name, half, *_ in read_rows(_PACKAGE, "case_weights.txt")}


def case_features(
    analysis: Analysis,
    sentences: tuple[RoledSentence, ...],
    themes: tuple[ThemeScore, ...],
    place: LeadPlace | None,
) -> CaseFeatures:
    """Return what speaks for and against a case.

    Args:
        analysis: the facts of the article.
        sentences: its sentences with their roles.
        themes: its themes, best first.
        place: its lead place.
    """
    totals = _role_totals(analysis, sentences)
    totals.update(_signal_totals(analysis.article.text, _lead_end(analysis, sentences)))
    if len(analysis.article.text) > _SCENE_LONGEST:
        totals["scene"] = 0.0
    totals["programs"] = sum(0.3 + program.weight for program in analysis.programs)
    totals["themes"] = themes[0].evidence if themes else 0.0
    totals["acting"] = float(place.acting) if place else 0.0
    scale = sqrt(max(len(analysis.article.text), _SHORTEST) / _LENGTH)
    values = {
        name: totals.get(name, 0.0) / (totals.get(name, 0.0) + half * scale)
        for name, half in _halves().items()
        if half
    }
    values["local"] = _local(analysis)
    values["spread"] = _spread(analysis)
    kind = analysis.article.kind
    opinion = kind in (ArticleKind.COMMENTARY, ArticleKind.STUDY)
    values["opinion"] = 1 - _reported(analysis) if opinion else _exhorts(analysis)
    values["held"] = float(_HELD.search(analysis.article.headline) is not None)
    values["brief"] = float(kind in (ArticleKind.BRIEF, ArticleKind.CAPTION))
    return CaseFeatures(tuple((name, values[name]) for name in _halves() if name in values))


def _exhorts(analysis: Analysis) -> float:
    """Return 1 if a text exhorts in its headline and argues, whatever the cutter took it for."""
    if not _EXHORTING.search(analysis.article.headline):
        return 0.0
    return float(len(_ARGUING.findall(analysis.article.text)) >= _ARGUMENTS)


def _role_totals(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> dict[str, float]:
    """Sum over the sentences the weight of each role, no sentence counting more than in full."""
    totals: dict[str, float] = defaultdict(float)
    actors = actor_offsets(analysis)
    figures = sorted(figure.span for figure in analysis.figures)
    for sentence in sentences:
        if not sentence.weights:
            continue
        weight = sentence.measure
        if weight >= _SENTENCE_LEAST:
            acted = _WITH_ACTOR if any_within(actors, sentence.span) else _WITHOUT_ACTOR
            totals["practice"] += min(weight, _SENTENCE_FULL) / _SENTENCE_FULL * acted
        result = min(sentence.weight(SentenceRole.RESULT), _SENTENCE_FULL) / _SENTENCE_FULL
        if result:
            totals["result"] += result * (1.0 if _has_figure(figures, sentence.span) else 0.5)
        totals["call"] += min(sentence.weight(SentenceRole.CALL), _SENTENCE_FULL) / _SENTENCE_FULL
    return totals


def actor_offsets(analysis: Analysis) -> list[int]:
    """Return where local places and named bodies stand, ascending."""
    places = [m.start for p in analysis.places if p.level in _LOCAL for m in p.mentions]
    bodies = [m.start for body in analysis.organisations for m in body.mentions]
    return sorted([*places, *bodies])


def any_within(offsets: list[int], span: Span) -> bool:
    """Tell whether one of the ascending offsets lies inside the span."""
    at = bisect_left(offsets, span.start)
    return at < len(offsets) and offsets[at] < span.end


def _has_figure(figures: list[Span], span: Span) -> bool:
    """Tell whether one of the ascending spans lies inside the span."""
    at = bisect_left(figures, span.start, key=_START)
    inside = takewhile(lambda figure: figure.start < span.end, figures[at:])
    return any(figure.end <= span.end for figure in inside)


def _local(analysis: Analysis) -> float:
    """Return 1 if a county, township or village is named, one half for a larger area alone."""
    levels = {place.level for place in analysis.places if place.path}
    if levels & {Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE}:
        return 1.0
    return 0.5 if levels & {Level.PREFECTURE, Level.PROVINCE} else 0.0


def _reported(analysis: Analysis) -> float:
    """Return how much a text looks like a report, 0 to 1, by the facts in it.

    Opinion and lessons name few persons, and seldom places, figures and practices together.
    """
    places = sum(place.level in _LOCAL for place in analysis.places)
    marks = (
        min(1.0, places / _MARK_PLACES)
        + min(1.0, len(analysis.figures) / _MARK_FIGURES)
        + min(1.0, len(analysis.programs) / _MARK_PROGRAMS)
    )
    return min(1.0, len(analysis.people) / _REPORT_PEOPLE) * marks / _REPORT_MARKS


def _lead_end(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> int:
    """Return where the headline and the first sentence of the body end."""
    body = next((p.span for p in analysis.article.parts if p.role is Role.BODY and p.span), None)
    start = body.start if body else 0
    return next((s.span.end for s in sentences if s.span.start >= start), 0)


def _spread(analysis: Analysis) -> float:
    """Return the part of all mentions of places that lie outside the province named most."""
    counts: dict[str, int] = defaultdict(int)
    for place in analysis.places:
        if place.path:
            counts[place.path.split("/", 1)[0]] += len(place.mentions)
    return 1 - max(counts.values()) / sum(counts.values()) if counts else 0.0


def _signal_totals(text: str, lead: int) -> dict[str, float]:
    """Sum the weight of the signals by class; those before ``lead`` count more."""
    counts: dict[int, float] = defaultdict(float)
    owner: dict[int, tuple[tuple[str, float], ...]] = {}
    for cue, start, owners in load_cues("signals.txt").find(text):
        counts[cue] += _LEAD_ZONE if start < lead else 1.0
        owner[cue] = owners
    totals: dict[str, float] = defaultdict(float)
    for cue in sorted(counts):
        for label, weight in owner[cue]:
            totals[label] += weight * 2 * counts[cue] / (counts[cue] + 1)
    return totals
