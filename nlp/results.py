"""What the analysis gives: all facts of an article, the case it reports, all of a page.

The facts themselves are in ``types``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..corpus.types import Article, CutPage, Span
from .types import (
    DateMention,
    Figure,
    Organisation,
    Person,
    Place,
    PlaceReference,
    Program,
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All facts of one article, each kind in the order of first mention."""

    article: Article
    places: tuple[Place, ...]
    programs: tuple[Program, ...]
    figures: tuple[Figure, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    dates: tuple[DateMention, ...]
    references: tuple[PlaceReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One local practice told so that somebody could copy it.

    Attributes:
        article_id: the article that reports it.
        title: the headline, or the opening words where the page has no headline.
        practice: name of the central practice, "" if it has none of its own.
        place: path of the place whose practice it is, "" if none.
        code: official code of that place, "" if none.
        theme: id of the main theme in the codebook (``T1``).
        theme2: id of the second theme, "" if none.
        scores: score of every theme with any cue, highest first, as (id, score).
        confidence: 0 to 1, that the article reports a practice.
        evidence: spans of the sentences that decided, ascending.
    """

    article_id: str
    title: str
    practice: str
    place: str
    code: str
    theme: str
    theme2: str
    scores: tuple[tuple[str, float], ...]
    confidence: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of a codebook.

    Attributes:
        id: short stable key, e.g. ``T1``.
        name: name for people.
        description: what belongs to it and what does not.
        cues: cue words with their weights; a higher weight is a surer sign.
        examples: made-up one-line examples.
    """

    id: str
    name: str
    description: str
    cues: Mapping[str, float]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysedPage:
    """A page with everything that was found in its articles: what a library takes in.

    Attributes:
        cut: the page, cut into articles.
        analyses: one for each article of ``cut``, in the same order.
        cases: the cases the articles report, in the order of the articles; an article that
            reports none has none here.
    """

    cut: CutPage
    analyses: tuple[Analysis, ...]
    cases: tuple[Case, ...]
