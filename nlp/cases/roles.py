"""What each sentence of an article does: problem, measure, result, voice, call, generalisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.types import Span
from ...corpus.wordlists import read_rows

_PACKAGE = "anliku.nlp.cases"


class SentenceRole(StrEnum):
    """What a sentence contributes to the report of a practice."""

    BACKGROUND = "background"
    PRACTICE = "practice"
    INSTRUMENT = "instrument"
    RESULT = "result"
    VOICE = "voice"
    CALL = "call"
    GENERALISE = "generalise"
    OTHER = "other"


_ROLES = {role.value: role for role in SentenceRole}
_PRACTICE = SentenceRole.PRACTICE.value


@dataclass(frozen=True, slots=True)
class RoledSentence:
    """A sentence with the weight of each role's cues in it.

    Attributes:
        span: the sentence in ``Article.text``.
        weights: weight of the cues by role; roles without a cue are left out.
        measures: offsets where cues of measures begin, ascending.
    """

    span: Span
    weights: dict[SentenceRole, float]
    measures: tuple[int, ...] = ()

    @property
    def role(self) -> SentenceRole:
        """The role with the most weight; the earlier one of the enumeration in a tie."""
        found = self.weights
        return max(found, key=lambda role: found[role]) if found else SentenceRole.OTHER

    def weight(self, role: SentenceRole) -> float:
        """Return the weight of the cues of ``role``, 0 if there are none."""
        return self.weights.get(role, 0.0)

    @property
    def measure(self) -> float:
        """The weight of what was done and of the instruments it was done with."""
        return self.weight(SentenceRole.PRACTICE) + self.weight(SentenceRole.INSTRUMENT)


class CueTable:
    """Cues of several classes in one automaton, read from a list ``class, weight, cue``."""

    def __init__(self, name: str) -> None:
        owners: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for label, weight, cue in read_rows(_PACKAGE, name):
            owners[cue].append((label, float(weight)))
        #: The cues, by their numbers.
        self.words = tuple(owners)
        self._owners = tuple(tuple(found) for found in owners.values())
        self._numbers: dict[str, set[int]] = defaultdict(set)
        for number, classes in enumerate(self._owners):
            for label, _ in classes:
                self._numbers[label].add(number)
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)

    def numbers(self, label: str) -> Set[int]:
        """Return the numbers of the cues of a class."""
        return self._numbers[label]

    def find(self, text: str) -> list[tuple[int, int, tuple[tuple[str, float], ...]]]:
        """Return ``(number of the cue, offset, ((class, weight), …))`` of every cue in ``text``."""
        return [
            (cue, start, self._owners[cue])
            for cue, start, _ in self._automaton.find_matches_as_indexes(text)
        ]


@cache
def load_cues(name: str) -> CueTable:
    """Return the cue table ``data/<name>``, read once."""
    return CueTable(name)


def assign_roles(text: str, sentences: tuple[Span, ...]) -> tuple[RoledSentence, ...]:
    """Weigh the role cues of every sentence; a cue counts once a sentence."""
    table = load_cues("roles.txt")
    found, of_measures = table.find(text), table.numbers(_PRACTICE)
    roled: list[RoledSentence] = []
    at = 0
    for span in sentences:
        weights: dict[SentenceRole, float] = {}
        seen: set[int] = set()
        measures: list[int] = []
        while at < len(found) and found[at][1] < span.end:
            cue, start, owners = found[at]
            at += 1
            if start < span.start:
                continue
            if cue in of_measures:
                measures.append(start)
            if cue in seen:
                continue
            seen.add(cue)
            for label, weight in owners:
                role = _ROLES[label]
                weights[role] = weights.get(role, 0.0) + weight
        roled.append(RoledSentence(span, weights, tuple(measures)))
    return tuple(roled)
