"""Finds the words that end the name of a body, and the bodies that are known by name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.wordlists import read_rows

_PACKAGE = __package__ or ""

#: The kind of words that are no bodies and only keep shorter ones from being taken.
_DECOY = "-"
#: What ``Head.need`` says of a body that needs nothing in front.
ALONE = "alone"
#: And of one whose last word says that a whole proper name stands in front (有限公司).
OWN = "own"
# Behind these the word is part of something else (人大代表, 大学路, 公司法).
_NOT_BEFORE = re.compile(
    "代表(?!处|团)|[东西南北中]?路(?![上口边旁])|生(?!产)|城(?![市乡镇])|法(?![院官人律定制治])"
    "|工作者|会议室|之家|联盟|(?<=部)[门分]|工作报告|[们化式版型]"
)


class Head(NamedTuple):
    """A word that ends the name of a body, where it stands.

    Attributes:
        start: offset of its first character.
        end: offset behind it.
        kind: kind of body: ``party``, ``government``, ``company`` …
        need: what has to stand in front, see the list; ``alone`` if nothing.
        full: full name of a body known by name, else "".
    """

    start: int
    end: int
    kind: str
    need: str
    full: str


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, str, str], ...]]:
    known = {
        name: (row[0], ALONE, row[1])
        for row in read_rows(_PACKAGE, "national.txt")
        for name in row[1:]
    }
    known |= {row[0]: (row[1], row[2], "") for row in read_rows(_PACKAGE, "heads.txt")}
    return AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest), tuple(known.values())


def find_heads(text: str) -> Iterator[Head]:
    """Yield the words that end names of bodies, from left to right, none inside another."""
    automaton, entries = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        kind, need, full = entries[index]
        if kind != _DECOY and _NOT_BEFORE.match(text, end) is None:
            yield Head(start, end, kind, need, full)
