"""Finds the terms of a user's dictionary in a text: all in one pass, the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.errors import AnlikuError
from ...corpus.repair.script import simplify_text
from ...corpus.types import Span
from ..places import OwnPlace, OwnPlaces
from .checking import check_dictionary
from .entries import Entry, EntryType
from .surfaces import fold, surfaces_of


@dataclass(frozen=True, slots=True)
class Match:
    """Where a term stands.

    Attributes:
        entry: what the dictionary says of it.
        span: its characters in the text.
    """

    entry: Entry
    span: Span


class Dictionary:
    """The terms of a user's dictionary, ready to be looked for.

    Attributes:
        entries: the entries, in order.
        places: the places among them.

    Args:
        entries: entries as ``check_dictionary`` gives them; of two that are written alike the
            first counts.

    Raises:
        AnlikuError: the gazetteer does not have the code of a place.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        found: dict[str, Entry] = {}
        for entry in self.entries:
            for form in surfaces_of(entry.term):
                found.setdefault(form, entry)
        # Pages that are read as Simplified ones have Traditional terms in Simplified characters.
        for form, entry in tuple(found.items()):
            found.setdefault(simplify_text(form), entry)
        self._found = tuple(found.values())
        self._automaton = AhoCorasick(tuple(found), matchkind=MatchKind.Standard)
        self.places = OwnPlaces(
            [
                OwnPlace(entry.term, entry.canonical, entry.code)
                for entry in self.entries
                if entry.type is EntryType.PLACE
            ]
        )

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return where terms stand, ascending; of two that overlap the first, longest one.

        A term that begins or ends with an ASCII letter or digit is not found inside a longer
        word or number (AI in AIR, 110 in 1100).
        """
        hits = self._automaton.find_matches_as_indexes(fold(text), overlapping=True)
        matches: list[Match] = []
        end = 0
        for index, start, stop in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            if start >= end and not _cuts_word(text, start) and not _cuts_word(text, stop):
                matches.append(Match(self._found[index], Span(start, stop)))
                end = stop
        return tuple(matches)


def _cuts_word(text: str, at: int) -> bool:
    """Tell whether an offset lies between two ASCII letters or digits."""
    around = text[max(0, at - 1) : at + 1]
    return len(around) > 1 and around.isascii() and around.isalnum()


@lru_cache(maxsize=4)
def load_dictionary(path: Path) -> Dictionary:
    """Read a dictionary file, which must be without fault.

    Raises:
        AnlikuError: the file cannot be read, or a line of it cannot be obeyed.
    """
    checked = check_dictionary(path)
    if checked.problems:
        more = len(checked.problems) - 1
        others = f" ({more} more: anliku dict check {path})" if more else ""
        raise AnlikuError(f"{checked.problems[0]}{others}")
    return Dictionary(checked.entries)
