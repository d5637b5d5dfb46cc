"""Problems, measures and results, told from each other clause by clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ....corpus.types import Span
from ...results import Passage, Voice
from ..roles import RoledSentence, SentenceRole, load_cues
from .sentences import Sentences

_CLAUSE = re.compile(r"[^，；;,]+[，；;,]?")
_OPENING = "“‘《"
_EDGES = "，；;,：:、 \u3000"

# Weight of the cues at which a clause tells a problem or a result by itself.
_SURE = 2.0
# Weight of what was done at which a sentence reports a measure, and where it names an actor.
_MEASURE = 3.0
_MEASURE_BY_ACTOR = 2.0
# A sentence of which quoted speech is this part is told by the voices.
_SPOKEN = 0.5


@dataclass(frozen=True, slots=True)
class Passages:
    """What was wrong, what was done and what came of it, each in text order."""

    problem: tuple[Passage, ...]
    measures: tuple[Passage, ...]
    results: tuple[Passage, ...]


@dataclass(slots=True)
class _Clause:
    """A clause with the weight of its cues by class."""

    span: Span
    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    acts: bool = False


Cue = tuple[int, int, tuple[tuple[str, float], ...]]


def find_cues(text: str, names: Iterable[Span]) -> list[Cue]:
    """Return the cues of a case record in a text, ascending; see ``CueTable.find``.

    Args:
        text: ``Article.text``.
        names: spans of names, in which words are no cues: 计划 in “春芽计划”.
    """
    named = frozenset(offset for name in names for offset in range(name.start, name.end))
    return [cue for cue in load_cues("record.txt").find(text) if cue[1] not in named]


def find_passages(
    sentences: Sentences, cues: Sequence[Cue], actors: frozenset[Span], voices: Sequence[Voice]
) -> Passages:
    """Sort the clauses of the body into problems, measures and results.

    Args:
        sentences: the sentences with their roles.
        cues: what ``find_cues`` found in the text.
        actors: sentences that name a local place, a body or a program.
        voices: quoted speech; what is mostly speech is left to it.
    """
    sorter = _Sorter(sentences, actors)
    quotes = [quote for voice in voices for quote in voice.quotes]
    at = 0
    for sentence in sentences.body:
        span = sentence.span
        while at < len(cues) and cues[at][1] < span.start:
            at += 1
        first = at
        while at < len(cues) and cues[at][1] < span.end:
            at += 1
        if sorter.goes_on(sentence):
            continue
        if first == at and sentence.measure < _MEASURE_BY_ACTOR:
            continue
        if sentence.role is not SentenceRole.CALL and not _spoken(span, quotes):
            sorter.take(sentence, cues[first:at])
    return Passages(tuple(sorter.problem), tuple(sorter.measures), tuple(sorter.results))


class _Sorter:
    """Takes the sentences of a text in order, and keeps what each tells."""

    def __init__(self, sentences: Sentences, actors: frozenset[Span]) -> None:
        self.problem: list[Passage] = []
        self.measures: list[Passage] = []
        self.results: list[Passage] = []
        self._sentences = sentences
        self._actors = actors

    def goes_on(self, sentence: RoledSentence) -> bool:
        """Tell whether a semicolon joins a sentence to the last measure, which then takes it in."""
        if not self.measures:
            return False
        last, span = self.measures[-1], sentence.span
        text = self._sentences.text
        before = last.sentences[-1]
        joined = before.end == span.start and last.span.end >= before.end - 1
        if not joined or text[before.end - 1] not in "；;" or self._sentences.figures(span):
            return False
        whole = Span(last.span.start, _stripped(text, span).end)
        figures = self._sentences.figures(whole)
        self.measures[-1] = Passage(whole, (*last.sentences, span), figures)
        return True

    def take(self, sentence: RoledSentence, cues: Sequence[Cue]) -> None:
        """Sort the clauses of a sentence."""
        sentences, span = self._sentences, sentence.span
        clauses = _clauses(sentences.text, sentence, cues)
        wrong, done = _problem_end(clauses)
        came = _result_start(clauses, done, sentences.figures(span), sentences.text)
        rest = clauses[done:came]
        least = _MEASURE_BY_ACTOR if span in self._actors else _MEASURE
        acted = sentence.measure >= least and any(clause.acts for clause in rest)
        if wrong is not None:
            self.problem.append(_passage(sentences, clauses[wrong:done], span))
        if acted and not any(clause.weights["policy"] for clause in clauses):
            self.measures.append(_passage(sentences, rest, span))
        if came is not None and (self.measures or _sure(clauses[came])):
            self.results.append(_passage(sentences, clauses[came:], span))


def _sure(clause: _Clause) -> bool:
    """Tell whether a clause is a result even in front of all measures, where scenes are set."""
    return max(clause.weights["award"], clause.weights["result"]) >= _SURE


def _spoken(span: Span, quotes: Sequence[Span]) -> bool:
    inside = sum(
        max(0, min(quote.end, span.end) - max(quote.start, span.start))
        for quote in quotes
        if quote.start < span.end and quote.end > span.start
    )
    return inside > _SPOKEN * len(span)


def _clauses(text: str, sentence: RoledSentence, cues: Sequence[Cue]) -> list[_Clause]:
    """Cut a sentence into clauses and put its cues into them."""
    span = sentence.span
    clauses = [
        _Clause(Span(found.start(), found.end()))
        for found in _CLAUSE.finditer(text, span.start, span.end)
    ]
    at = 0
    for _, start, owners in cues:
        if text[start - 1] in _OPENING:  # a name or saying in quotation marks tells no problem
            continue
        while start >= clauses[at].span.end:
            at += 1
        for label, weight in owners:
            clauses[at].weights[label] += weight
    at = 0
    for start in sentence.measures:
        while start >= clauses[at].span.end:
            at += 1
        clauses[at].acts = True
    return clauses


def _problem_end(clauses: list[_Clause]) -> tuple[int | None, int]:
    """Return the first clause of a problem, None without one, and the first behind it.

    A problem ends where somebody acts, or where the present is set against the past.
    """
    past = 0.0
    for first, clause in enumerate(clauses):
        weights = clause.weights
        past += weights["past"]
        wrong = weights["problem"] + weights["purpose"] + past
        told = weights["problem"] >= _SURE or (wrong >= _SURE and weights["problem"] > 0)
        told = told or bool(past and weights["lack"])
        if not told or weights["intent"] or weights["award"] or weights["result"] >= _SURE:
            if clause.acts:
                break
            continue
        behind = range(first + 1, len(clauses))
        led = weights["purpose"] > 0  # 针对…的问题, and then a date or who acts
        ends = (
            at
            for at in behind
            if clauses[at].acts
            or _turns(clauses[at])
            or (led and not clauses[at].weights["problem"])
        )
        if clause.acts and not (weights["purpose"] or past):
            return None, 0
        start = next((at for at in range(first) if clauses[at].weights["past"]), first)
        return start, next(ends, len(clauses))
    return None, 0


def _turns(clause: _Clause) -> bool:
    """Tell whether a clause turns from the past to what came of it."""
    return clause.weights["contrast"] > 0 or clause.weights["result"] >= _SURE


def _result_start(
    clauses: list[_Clause], done: int, figures: tuple[Span, ...], text: str
) -> int | None:
    """Return the first clause of a result behind the first ``done`` ones, None without one."""
    timely = any(clause.weights["contrast"] for clause in clauses)
    figured = [any(clause.span.contains(figure) for figure in figures) for clause in clauses]
    for at in range(done, len(clauses)):
        weights = clauses[at].weights
        if weights["intent"]:
            return None
        if clauses[at].span.of(text).rstrip(_EDGES).endswith("的"):
            continue  # a condition: 满意度低于60%的，…
        came = weights["award"] > 0 or (figured[at] and weights["result"] >= _SURE)
        if came or (figured[at] and timely and weights["result"]):
            return _lead(clauses, figured, done, at)
    return None


def _lead(clauses: list[_Clause], figured: list[bool], done: int, at: int) -> int:
    """Return the first of the clauses before a result that belong to it: 如今，收到7条，办结5条."""
    while at > done:
        weights = clauses[at - 1].weights
        counts = figured[at - 1] and weights["result"] > 0
        if not counts and (clauses[at - 1].acts or not weights["contrast"]):
            break
        at -= 1
    return at


def _passage(sentences: Sentences, clauses: Sequence[_Clause], sentence: Span) -> Passage:
    whole = Span(clauses[0].span.start, clauses[-1].span.end)
    span = _stripped(sentences.text, whole)
    return Passage(span, (sentence,), sentences.figures(span))


def _stripped(text: str, span: Span) -> Span:
    """Return a span without the marks and blanks at its edges that only join clauses."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
