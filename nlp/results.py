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
class Finding:
    """A name or stretch of text in a case record, and what it rests on.

    Attributes:
        value: the name, or the words as written.
        span: where they stand, of a name that stands in several places the first of the case.
        sentences: the sentences it rests on, ascending.
    """

    value: str
    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that tell a problem, a measure or a result, with the figures in them.

    Attributes:
        span: the words: a sentence, or those of its clauses that say it; sentences that a
            semicolon joins are one.
        sentences: the sentences they stand in, ascending.
        figures: spans of the figures in the words, ascending.
    """

    span: Span
    sentences: tuple[Span, ...]
    figures: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Speech that the article quotes.

    Attributes:
        quotes: what stands between the quotation marks, in order; speech that 某某说 interrupts
            has two.
        speaker: name of the speaker, or the words for him (一位村民); "" if the text does not say.
        role: his role, "" if none.
        sentences: the sentences it rests on, ascending.
    """

    quotes: tuple[Span, ...]
    speaker: str
    role: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """The named parts of a practice: 共商, 共建, … of “五共”.

    Attributes:
        name: the name whose parts they are.
        parts: the parts, in the order of the text.
    """

    name: str
    parts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The time a practice is reported for, ISO 8601 as precise as the text.

    Attributes:
        first: its beginning.
        last: the last date of the report, "" if there is none but the beginning.
        sentences: the sentences it rests on, ascending.
    """

    first: str
    last: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What a case tells, each field with the sentences it rests on.

    Attributes:
        practice: sentences that name the central practice.
        place: sentences that name the lead place, or what lies in it.
        aliases: other forms of the name of the central practice.
        programs: the other named programs.
        bodies: the bodies that run it, the one that acts most first.
        people: the people named, with their roles in ``Analysis.people``.
        period: the time it is reported for, None if the text gives no date.
        first_seen: the day it was published, ISO 8601; "" if that is not known.
        problem: the problems it answers.
        measures: what was done.
        results: what came of it.
        voices: what people say of it.
        mechanism: the named parts of its mechanism.
        beneficiaries: groups of people it serves.
    """

    practice: tuple[Span, ...] = ()
    place: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()
    programs: tuple[Finding, ...] = ()
    bodies: tuple[Finding, ...] = ()
    people: tuple[Finding, ...] = ()
    period: Period | None = None
    first_seen: str = ""
    problem: tuple[Passage, ...] = ()
    measures: tuple[Passage, ...] = ()
    results: tuple[Passage, ...] = ()
    voices: tuple[Voice, ...] = ()
    mechanism: tuple[Mechanism, ...] = ()
    beneficiaries: tuple[Finding, ...] = ()


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
        record: what it tells: problem, measures, results, voices and all else.
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
    record: CaseRecord = CaseRecord()


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
