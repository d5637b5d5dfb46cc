"""Cuts the lines of a page into runs: lines of one column without a blank line between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...lines.sorting import Line, LineKind
from ..scores.evidence import is_open, width
from .columns import MAX_COLUMN
from .tagging import TaggedLine

# A run of lines is hard-wrapped when at least this share of its full lines stops in mid-sentence.
_OPEN_SHARE = 0.4
# A line is full when it is no shorter than its column by this many ideographs.
_SHORTER = 3.5

_HEAD_NOTES = frozenset({"date", "page number", "masthead", "editors", "page head"})


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one column without a blank line between them.

    Attributes:
        lines: the lines.
        column: width of the column they are set in, in ideographs.
        wrapped: the lines are broken at the edge of the column.
        gap: a blank line stands before it, not only the end of another column.
    """

    lines: list[Line]
    column: float
    wrapped: bool
    gap: bool = True


def find_runs(lines: Sequence[Line], tagged: Mapping[int, TaggedLine]) -> list[Run]:
    """Cut the lines of a page at blank lines and changes of column.

    Args:
        lines: all lines of the page.
        tagged: the width of the column of each text line, by line number.
    """
    runs: list[Run] = []
    current: list[Line] = []
    column = before = 0.0
    gap = True
    for line in lines:
        blank = line.kind is LineKind.BLANK
        found = tagged.get(line.number)
        column = found.column if found is not None and found.column else column
        if current and (blank or column != before):
            runs.append(_measured(current, before, gap=gap))
            current = []
            gap = blank
        gap = gap or blank
        before = column
        if not blank:
            current.append(line)
    if current:
        runs.append(_measured(current, before, gap=gap))
    return runs


def _measured(lines: list[Line], column: float, *, gap: bool) -> Run:
    """Find out whether the lines of a run are hard-wrapped."""
    texts = [line.text for line in lines if line.kind in (LineKind.TEXT, LineKind.ITEM)]
    full = [text for text in texts[:-1] if width(text) >= column - _SHORTER] or texts[:-1]
    open_ends = sum(is_open(text) for text in full)
    wrapped = 0 < column <= MAX_COLUMN and open_ends > _OPEN_SHARE * len(full)
    return Run(lines, column, wrapped=wrapped, gap=gap)


def is_page_head(lines: Sequence[Line]) -> bool:
    """Tell whether lines without a gap are the head or foot of a page and nothing else."""
    heads = sum(line.kind is LineKind.FURNITURE and line.note in _HEAD_NOTES for line in lines)
    names = sum(line.kind is LineKind.LABEL for line in lines)
    return heads > 0 and names <= heads and heads + names == len(lines)
