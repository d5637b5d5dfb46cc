"""Finds the words that announce a person: roles in front of a name, speech behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.wordlists import read_rows, read_words

_PACKAGE = __package__ or ""


@dataclass(frozen=True, slots=True)
class Cues:
    """Where a text announces people.

    Attributes:
        role_starts: offset behind a role noun, with the offset where the longest one begins.
        title_ends: offset where a title begins that may follow a name, with its end.
        speech: offsets where a verb of speech begins, ascending.
    """

    role_starts: dict[int, int]
    title_ends: dict[int, int]
    speech: tuple[int, ...]


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    kinds = dict.fromkeys(read_words(_PACKAGE, "speech.txt"), "speech")
    kinds |= {row[0]: row[1] if len(row) > 1 else "job" for row in read_rows(_PACKAGE, "roles.txt")}
    return AhoCorasick(list(kinds), matchkind=MatchKind.Standard), tuple(kinds.values())


def find_cues(text: str) -> Cues:
    """Return the role nouns, titles and verbs of speech of a text."""
    automaton, kinds = _automaton()
    roles: dict[int, int] = {}
    titles: dict[int, int] = {}
    speech: list[int] = []
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        kind = kinds[index]
        if kind == "speech":
            speech.append(start)
            continue
        roles[end] = min(start, roles.get(end, start))
        if kind == "title":
            titles[start] = max(end, titles.get(start, end))
    return Cues(roles, titles, tuple(sorted(set(speech))))
