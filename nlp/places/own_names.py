"""Places that a user's dictionary names: obeyed to the letter, before anything else is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.errors import AnlikuError
from ...corpus.types import Span
from ..types import Level, Status
from .gazetteer import Gazetteer, load_gazetteer
from .mentions import Found

_SOURCE = "dictionary"
#: What found names that the gazetteer does not have as they are written.
_READ = frozenset(("grammar", "misread"))


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One entry of a user's dictionary.

    Attributes:
        term: the words as they stand in the text, any characters.
        name: official or usual name, or the path from the province down; "" for the term itself.
        code: official code of 2, 4, 6, 9 or 12 digits: of the place itself, or, if ``name`` is
            not that unit's name, of the unit it lies in; "" if it is not known.
    """

    term: str
    name: str = ""
    code: str = ""


class OwnMentions(Protocol):
    """Knows where places of a user's dictionary stand."""

    def found(self, text: str) -> Iterator[Found]:
        """Yield the mentions in a text, none overlapping another."""
        ...


class OwnPlaces:
    """The places of a user's dictionary, ready to be looked for.

    Args:
        entries: the entries; of two with the same term the last counts.

    Raises:
        AnlikuError: a term is empty, or the gazetteer does not have a code.
    """

    def __init__(self, entries: Sequence[OwnPlace]) -> None:
        gazetteer = load_gazetteer()
        for entry in entries:
            if not entry.term.strip():
                raise AnlikuError("dictionary: a place without a term; give each one a term")
            if entry.code and gazetteer.unit(entry.code) is None:
                raise AnlikuError(
                    f"dictionary: {entry.term}: the gazetteer ({gazetteer.edition}) has no unit "
                    f"{entry.code}; look the code up with anliku, or leave it out"
                )
        self._entries = {entry.term: entry for entry in entries}
        self._terms = tuple(self._entries)
        self._automaton = AhoCorasick(self._terms, matchkind=MatchKind.LeftmostLongest)

    def found(self, text: str) -> Iterator[Found]:
        """Yield every place where a term stands; of two that overlap the first, longest one."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield self.mention(self._terms[index], text, Span(start, end))

    def mention(self, term: str, text: str, span: Span) -> Found:
        """Return the mention of a term where it stands, in whatever spelling."""
        entry = self._entries[term]
        path, level = _resolved(entry, load_gazetteer())
        where = (span.of(text), span.start, span.end)
        return Found(*where, level, path, entry.code, Status.EXACT, _SOURCE)


def _resolved(entry: OwnPlace, gazetteer: Gazetteer) -> tuple[str, Level]:
    """Return path and level of an entry: the unit of its code, or a place inside that unit."""
    unit = gazetteer.unit(entry.code) if entry.code else None
    if unit is None:
        return entry.name, Level.OTHER
    if not entry.name or entry.name in (unit.name, unit.path):
        return unit.path, unit.level
    return f"{unit.path}/{entry.name}", Level.OTHER


def replaced(mentions: Sequence[Found], own: Sequence[Found]) -> list[Found]:
    """Return the mentions with those of the dictionary in place of all that they overlap.

    Only a longer name that the gazetteer has goes before them: 江口 is not found in 江口县. Where
    the dictionary says nothing of a place but that it is one, it lies where it was found to lie.
    """
    longer = [mention for mention in mentions if mention.source not in _READ]
    obeyed = [one for one in own if not any(_is_inside(one, mention) for mention in longer)]
    kept = [
        mention
        for mention in mentions
        if not any(one.start < mention.end and mention.start < one.end for one in obeyed)
    ]
    known = {(mention.start, mention.end): mention for mention in mentions}
    return [*kept, *(_located(one, known.get((one.start, one.end))) for one in obeyed)]


def _located(one: Found, known: Found | None) -> Found:
    """Return a mention of the dictionary, without path in the place that the rules know."""
    if one.path or known is None:
        return one
    return replace(known, source=_SOURCE, in_name=False, soft=False)


def _is_inside(one: Found, other: Found) -> bool:
    shorter = one.end - one.start < other.end - other.start
    return shorter and other.start <= one.start and one.end <= other.end
