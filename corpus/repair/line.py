"""A cleaned line, and where each of its characters stood on the raw line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from ..types import Run

#: Ideographs, kana and the ideographic zero, for a class of a pattern.
HAN_CLASS = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
#: Quotation marks, for a class of a pattern.
QUOTE_CLASS = "“”‘’"
#: One ideograph.
HAN = re.compile(f"[{HAN_CLASS}]")


@dataclass(frozen=True, slots=True)
class CleanLine:
    """A cleaned line.

    Attributes:
        text: the kept characters.
        columns: for each character of ``text`` its column on the raw line, counted from 1.
    """

    text: str
    columns: Sequence[int]

    def cut(self, start: int, end: int | None = None) -> CleanLine:
        """Return the part ``text[start:end]`` with its columns."""
        return CleanLine(self.text[start:end], self.columns[start:end])


@dataclass(frozen=True, slots=True)
class Change:
    """Characters of a line that are replaced by others, fewer or as many.

    Attributes:
        start: offset of the first replaced character.
        end: offset behind the last one.
        text: what stands there instead.
        origins: for each character of ``text`` the offset it came from, ascending.
    """

    start: int
    end: int
    text: str
    origins: Sequence[int]


def without(line: CleanLine, spans: Iterable[tuple[int, int]]) -> CleanLine:
    """Drop the characters in ``spans`` (ascending, disjoint)."""
    return changed(line, (Change(start, end, "", ()) for start, end in spans))


def changed(line: CleanLine, changes: Iterable[Change]) -> CleanLine:
    """Make ``changes`` (ascending, disjoint)."""
    text: list[str] = []
    columns: list[int] = []
    at = 0
    for change in changes:
        text += (line.text[at : change.start], change.text)
        columns.extend(line.columns[at : change.start])
        columns.extend(line.columns[i] for i in change.origins)
        at = change.end
    if not at:
        return line
    text.append(line.text[at:])
    columns.extend(line.columns[at:])
    return CleanLine("".join(text), tuple(columns))


def kept(line: CleanLine, places: Sequence[int]) -> CleanLine:
    """Keep the characters at ``places`` (ascending) and no others."""
    if len(places) < 2:
        return CleanLine(
            "".join(line.text[i] for i in places), tuple(line.columns[i] for i in places)
        )
    pick = itemgetter(*places)
    return CleanLine("".join(pick(line.text)), pick(line.columns))


def runs_of(line: CleanLine, number: int, start: int) -> list[Run]:
    """Return the runs that lead ``line``, put at ``start`` of a text, to raw line ``number``."""
    columns = line.columns
    if not columns:
        return []
    if columns[-1] - columns[0] == len(columns) - 1:
        return [Run(start, len(columns), number, columns[0])]
    breaks = [at for at, (one, two) in enumerate(pairwise(columns), 1) if two != one + 1]
    return [
        Run(start + first, end - first, number, columns[first])
        for first, end in pairwise([0, *breaks, len(columns)])
    ]
