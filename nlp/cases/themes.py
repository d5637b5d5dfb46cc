"""Themes of an article: every cue of the codebook counted where it stands, and weighed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.types import Article, Role
from ..results import Analysis
from .codebook import Codebook

# How much a cue counts where it stands. A headline says what the article is about in a dozen
# characters; a crosshead what a section is about; names of practices are chosen to say it too.
_ZONE = {Role.HEADLINE: 3.0, Role.SUBHEAD: 3.0, Role.CROSSHEAD: 2.0}
_PROGRAM_ZONE = 3.0
_BODY_ZONE = 1.0
# The opening names the subject before scenes and voices bring in side issues.
_OPENING_ZONE = 1.3
_OPENING = 200

# Saturation of repeated cues: the k1 of BM25 (Robertson & Zaragoza 2009, "The Probabilistic
# Relevance Framework", section 3.4.3), at the upper end of what is usual.
_SATURATION = 2.0

# What stands for "nothing found": a single cue of weight 3 in the body gives a score of one half.
_PRIOR = 3.0

# The residual theme leads only when its own cues outweigh every other theme by this factor: a
# school or a clinic is mentioned in many articles about something else.
_RESIDUAL_FACTOR = 1.5

# A second theme is named when its evidence is at least this part of the main theme's.
_SECOND = 0.5


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """How well one theme fits an article.

    Attributes:
        id: id of the theme.
        score: its share of all evidence in the article, 0 to 1.
        evidence: the sum behind the share, comparable between articles.
        words: the cues that decided, each with its part of ``evidence``, largest first.
    """

    id: str
    score: float
    evidence: float
    words: tuple[tuple[str, float], ...]


class _CueMatcher:
    """One automaton over the cues of all themes; the longest cue wins where two overlap."""

    def __init__(self, codebook: Codebook) -> None:
        owners: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, theme in enumerate(codebook.themes):
            for cue, weight in theme.cues.items():
                owners[cue].append((at, weight))
        self.cues = tuple(owners)
        self.owners = tuple(tuple(found) for found in owners.values())
        self._automaton = (
            AhoCorasick(self.cues, matchkind=MatchKind.LeftmostLongest) if self.cues else None
        )

    def frequencies(self, text: str, zones: list[float]) -> dict[int, float]:
        """Return the weighted frequency of each cue that stands in ``text``, by its number."""
        counts: dict[int, float] = {}
        if self._automaton is not None:
            for cue, start, _ in self._automaton.find_matches_as_indexes(text):
                counts[cue] = counts.get(cue, 0.0) + zones[start]
        return counts


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook) -> _CueMatcher:
    return _CueMatcher(codebook)


def explain_themes(analysis: Analysis, codebook: Codebook) -> tuple[ThemeScore, ...]:
    """Return every theme with any cue in the article, best first, with the words that decided.

    The evidence of a theme is the sum over its cues of ``weight * tf * (k + 1) / (tf + k)``, where
    ``tf`` counts occurrences by where they stand; its score is its share of all evidence, a
    constant added for what no cue says.
    """
    zones = _zones(analysis.article, analysis)
    return _rank(_matcher(codebook).frequencies(analysis.article.text, zones), codebook)


def explain_text(text: str, codebook: Codebook) -> tuple[ThemeScore, ...]:
    """Return the themes of a plain string, every occurrence of a cue counted alike."""
    return _rank(_matcher(codebook).frequencies(text, [_BODY_ZONE] * len(text)), codebook)


def score_themes(analysis: Analysis, codebook: Codebook) -> tuple[tuple[str, float], ...]:
    """Return ``(id, score)`` of every theme with any cue in the article, best first."""
    return tuple((theme.id, theme.score) for theme in explain_themes(analysis, codebook))


def choose_themes(scores: tuple[ThemeScore, ...], codebook: Codebook) -> tuple[str, str]:
    """Return the ids of the main and of the second theme ("" if none is close enough).

    The residual theme leads when nothing else was found, or when its own cues clearly outweigh
    all others.
    """
    ordinary = [theme for theme in scores if theme.id != codebook.residual]
    residual = next((t.evidence for t in scores if t.id == codebook.residual), 0.0)
    if not ordinary:
        return codebook.residual, ""
    best = ordinary[0]
    if residual > _RESIDUAL_FACTOR * best.evidence:
        return codebook.residual, best.id if best.evidence >= _SECOND * residual else ""
    second = next((t for t in ordinary[1:] if t.evidence >= _SECOND * best.evidence), None)
    return best.id, second.id if second else ""


def _zones(article: Article, analysis: Analysis) -> list[float]:
    """Return for every character of the text how much a cue that begins there counts."""
    zones = [_BODY_ZONE] * len(article.text)
    opening = 0
    for part in article.parts:
        if part.span is None:
            continue
        weight = _ZONE.get(part.role)
        if weight is None:
            take = max(0, min(len(part.span), _OPENING - opening))
            opening += take
            zones[part.span.start : part.span.start + take] = [_OPENING_ZONE] * take
        else:
            zones[part.span.start : part.span.end] = [weight] * len(part.span)
    for program in analysis.programs:
        for span in program.mentions:
            for at in range(span.start, span.end):
                zones[at] = max(zones[at], _PROGRAM_ZONE)
    return zones


def _rank(counts: dict[int, float], codebook: Codebook) -> tuple[ThemeScore, ...]:
    matcher = _matcher(codebook)
    words: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for cue in sorted(counts):
        tf = counts[cue]
        gain = tf * (_SATURATION + 1) / (tf + _SATURATION)
        for theme, weight in matcher.owners[cue]:
            words[theme].append((matcher.cues[cue], weight * gain))
    evidence = {theme: sum(part for _, part in found) for theme, found in words.items()}
    total = sum(evidence.values()) + _PRIOR
    order = sorted(evidence, key=lambda theme: (-evidence[theme], theme))
    return tuple(
        ThemeScore(
            codebook.themes[theme].id,
            evidence[theme] / total,
            evidence[theme],
            tuple(sorted(words[theme], key=lambda word: (-word[1], word[0]))),
        )
        for theme in order
    )
