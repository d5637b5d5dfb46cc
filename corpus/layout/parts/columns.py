"""Finds where the width of the printed column changes, from the widths of hard-wrapped lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

# Widths in ideographs. Lines wider than this are not set in columns.
MAX_COLUMN = 60
# A full line is off the width of its column by no more than this: signs hang or are pressed.
_FULL = 1.3
# Behind an indent, a line is two ideographs shorter.
_INDENTED = 2.6
# A width is that of a column when at least this many lines of the page have it.
_LEAST_LINES = 3
# Costs: a line shorter than its column (the last of a paragraph, a title), a little longer one,
# one that cannot stand in it, and a change of column; more in mid-sentence or without a gap.
_SHORT = 0.8
_LITTLE = 0.3
_LONG = 1.5
_TOO_LONG = 3.0
_CHANGE = 2.0
_OPEN_CHANGE = 0.8
_TIGHT_CHANGE = 0.5


def find_columns(
    widths: Sequence[float], stopped: Sequence[bool], gaps: Sequence[bool]
) -> list[float]:
    """Find the column each line is set in: the cheapest reading of the widths, line by line.

    A line fits a column when it is as wide, or shorter; a change of column must pay for itself by
    several lines that fit better. Shortest path over the widths that recur (Viterbi 1967).

    Args:
        widths: of the text lines of a page in order, in ideographs.
        stopped: whether the line before each line ends a sentence.
        gaps: whether something else than text stands before each line, a blank line too.

    Returns:
        The width of the column of each line; 0.0 where no column can be told.
    """
    columns = _candidates(widths)
    if not columns:
        return [0.0] * len(widths)
    best = [0.0] * len(columns)
    back: list[list[int]] = []
    misfits = {wide: [_misfit(wide, column) for column in columns] for wide in set(widths)}
    for at, wide in enumerate(widths):
        least = min(best)
        cheapest = best.index(least)
        change = least + _CHANGE + (0.0 if stopped[at] else _OPEN_CHANGE)
        change += 0.0 if gaps[at] else _TIGHT_CHANGE
        step: list[int] = []
        new: list[float] = []
        for k, (cost, misfit) in enumerate(zip(best, misfits[wide], strict=True)):
            stay = cost <= change
            step.append(k if stay else cheapest)
            new.append((cost if stay else change) + misfit)
        best = new
        back.append(step)
    at = best.index(min(best))
    out: list[float] = []
    for step in reversed(back):
        out.append(columns[at])
        at = step[at]
    return out[::-1]


def _candidates(widths: Sequence[float]) -> list[float]:
    """Return the widths that recur, each the most frequent among its neighbours."""
    counts = Counter(round(wide) for wide in widths if wide <= MAX_COLUMN)
    near = {wide: sum(counts[wide + d] for d in (-1, 0, 1)) for wide in counts}
    out = [
        float(wide)
        for wide in sorted(counts)
        if near[wide] >= _LEAST_LINES
        and counts[wide] >= max(counts[wide - 1], counts[wide + 1])
        and counts[wide] > 1
    ]
    if any(wide > MAX_COLUMN for wide in widths):
        out.append(float(MAX_COLUMN) * 2)
    return out


def _misfit(wide: float, column: float) -> float:
    """Return what it costs to set a line of some width in a column."""
    if column > MAX_COLUMN:
        return 0.0 if wide > MAX_COLUMN else _SHORT
    off = wide - column
    if abs(off) <= _FULL:
        return 0.0
    if off < 0:
        return _LITTLE if off >= -_INDENTED else _SHORT
    return _LONG if off <= _INDENTED else _TOO_LONG
