"""Is the article a case? If so: its title, practice, place, themes, confidence and evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, sqrt

from ...corpus.types import ArticleKind, Role, Span
from ..types import Analysis, Case, Figure, Level, SegmentedArticle
from .codebook import Codebook
from .lead_place import find_lead_place
from .practice import central_practice
from .roles import RoledSentence, SentenceRole, assign_roles, load_cues
from .themes import ThemeScore, choose_themes, explain_themes

#: An article is a case when its confidence reaches this.
THRESHOLD = 0.5

# Sentences named as evidence, at most.
_EVIDENCE = 5

# A title taken from the text is cut here.
_TITLE = 24

# Weights of the features in the logistic model (log odds for a feature of 1).
_WEIGHTS = {
    "bias": -2.2,
    "measures": 4.0,
    "results": 0.6,
    "programs": 1.6,
    "local": 1.2,
    "themes": 2.5,
    "governance": 2.0,
    "call": -2.0,
    "meeting": -1.5,
    "abroad": -3.0,
    "sport": -3.0,
    "market": -2.0,
    "nation": -1.5,
    "weather": -2.0,
    "crime": -2.5,
    "story": -2.5,
    "notice": -2.0,
    "literary": -2.5,
    "science": -2.5,
    "ritual": -2.0,
    "not_news": -8.0,
}

# Evidence at which a feature reaches one half, in a text of _LENGTH characters.
_HALF = {"measures": 4.0, "results": 4.0, "call": 6.0, "themes": 25.0, "programs": 1.5}
_HALF_SIGNAL = 8.0
_LENGTH = 600


@dataclass(frozen=True, slots=True)
class CaseFeatures:
    """What speaks for and against a case, each 0 (nothing found) to 1.

    Attributes:
        values: value by name of the feature, the names of ``_WEIGHTS`` without the bias.
    """

    values: tuple[tuple[str, float], ...]

    @property
    def confidence(self) -> float:
        """Probability that the article reports a practice, by a logistic model."""
        odds = _WEIGHTS["bias"] + sum(_WEIGHTS[name] * value for name, value in self.values)
        return 1 / (1 + exp(-odds))


def recognise_case(
    segmented: SegmentedArticle, analysis: Analysis, codebook: Codebook
) -> Case | None:
    """Return the case an article reports, None if it reports no practice.

    Args:
        segmented: the article cut into sentences.
        analysis: its facts: places, programs, figures, organisations.
        codebook: the themes to sort the case into.
    """
    sentences = assign_roles(analysis.article.text, segmented.sentences)
    themes = explain_themes(analysis, codebook)
    confidence = _features(analysis, sentences, themes).confidence
    if confidence < THRESHOLD:
        return None
    place = find_lead_place(analysis, sentences)
    practice = central_practice(analysis, sentences)
    main, second = choose_themes(themes, codebook)
    return Case(
        article_id=analysis.article.id,
        title=_title(analysis, segmented.sentences),
        practice=practice.name if practice else "",
        place=place.path if place else "",
        code=place.code if place else "",
        theme=main,
        theme2=second,
        scores=tuple((theme.id, round(theme.score, 4)) for theme in themes),
        confidence=round(confidence, 4),
        evidence=_evidence(analysis, sentences),
    )


def case_features(
    segmented: SegmentedArticle, analysis: Analysis, codebook: Codebook
) -> CaseFeatures:
    """Return what speaks for and against a case, for people who want to know why."""
    sentences = assign_roles(analysis.article.text, segmented.sentences)
    return _features(analysis, sentences, explain_themes(analysis, codebook))


def _features(
    analysis: Analysis, sentences: tuple[RoledSentence, ...], themes: tuple[ThemeScore, ...]
) -> CaseFeatures:
    article = analysis.article
    scale = sqrt(max(len(article.text), 120) / _LENGTH)
    roles = _role_totals(analysis, sentences)
    values = {
        "measures": _half(roles[SentenceRole.PRACTICE], _HALF["measures"] * scale),
        "results": _half(roles[SentenceRole.RESULT], _HALF["results"] * scale),
        "call": _half(roles[SentenceRole.CALL], _HALF["call"] * scale),
        "programs": _half(float(len(analysis.programs)), _HALF["programs"] * scale),
        "local": _local(analysis),
        "themes": _half(themes[0].evidence if themes else 0.0, _HALF["themes"] * scale),
        "not_news": float(article.kind in (ArticleKind.COMMENTARY, ArticleKind.STUDY)),
    }
    for name, total in _signal_totals(article.text).items():
        values[name] = _half(total, _HALF_SIGNAL * scale)
    return CaseFeatures(tuple((name, values[name]) for name in _WEIGHTS if name in values))


def _half(value: float, half: float) -> float:
    return value / (value + half)


def _role_totals(
    analysis: Analysis, sentences: tuple[RoledSentence, ...]
) -> dict[SentenceRole, float]:
    """Sum over sentences the weight of each role, no sentence counting more than a few cues."""
    totals: dict[SentenceRole, float] = defaultdict(float)
    actors = _actor_offsets(analysis)
    for sentence in sentences:
        for role, weight in sentence.weights.items():
            part = min(weight, _SENTENCE_CAP) / _SENTENCE_CAP
            if role is SentenceRole.PRACTICE:
                part *= _WITH_ACTOR if _any_within(actors, sentence.span) else 1.0
            elif role is SentenceRole.RESULT:
                part *= 1.0 if _has_figure(analysis.figures, sentence.span) else 0.5
            totals[role] += part
    return totals


# Weight of cues at which a sentence counts in full.
_SENTENCE_CAP = 4.0
# A measure says more when the sentence names a local place or body.
_WITH_ACTOR = 1.5


def _actor_offsets(analysis: Analysis) -> list[int]:
    places = [m.start for p in analysis.places if p.level in _LOCAL for m in p.mentions]
    bodies = [m.start for body in analysis.organisations for m in body.mentions]
    return sorted([*places, *bodies])


_LOCAL = frozenset({Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE})


def _any_within(offsets: list[int], span: Span) -> bool:
    return any(span.start <= at < span.end for at in offsets)


def _has_figure(figures: tuple[Figure, ...], span: Span) -> bool:
    return any(span.contains(figure.span) for figure in figures)


def _local(analysis: Analysis) -> float:
    """Return 1 if a county, township or village is named, one half for a prefecture alone."""
    levels = {place.level for place in analysis.places if place.path}
    if levels & {Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE}:
        return 1.0
    return 0.5 if levels & {Level.PREFECTURE, Level.PROVINCE} else 0.0


def _signal_totals(text: str) -> dict[str, float]:
    counts: dict[int, int] = defaultdict(int)
    owner: dict[int, tuple[tuple[str, float], ...]] = {}
    for cue, _, owners in load_cues("signals.txt").find(text):
        counts[cue] += 1
        owner[cue] = owners
    totals: dict[str, float] = defaultdict(float)
    for cue in sorted(counts):
        for label, weight in owner[cue]:
            totals[label] += weight * 2 * counts[cue] / (counts[cue] + 1)
    return totals


def _title(analysis: Analysis, sentences: tuple[Span, ...]) -> str:
    """Return the headline, or the opening words up to a natural break."""
    article = analysis.article
    if article.headline:
        return article.headline
    body = next((p.span for p in article.parts if p.role is Role.BODY and p.span), None)
    start = body.start if body else 0
    opening = next((s.of(article.text) for s in sentences if s.start >= start), "")
    if len(opening) <= _TITLE:
        return opening
    cut = max(opening.rfind(mark, 0, _TITLE) for mark in "，、：；")
    return opening[: cut if cut > _TITLE // 2 else _TITLE] + "…"


def _evidence(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> tuple[Span, ...]:
    """Return the sentences that say most about what was done and what came of it."""
    heads = [p.span for p in analysis.article.parts if p.role is not Role.BODY and p.span]
    body = [s for s in sentences if not any(head.contains(s.span) for head in heads)]
    actors = _actor_offsets(analysis)
    ranked = sorted(body, key=lambda s: (-_worth(s, actors), s.span))
    return tuple(sorted(s.span for s in ranked[:_EVIDENCE] if _worth(s, actors) > 0))


def _worth(sentence: RoledSentence, actors: list[int]) -> float:
    measure = sentence.weight(SentenceRole.PRACTICE)
    worth = measure * (_WITH_ACTOR if _any_within(actors, sentence.span) else 1.0)
    return worth + 0.5 * sentence.weight(SentenceRole.RESULT)
