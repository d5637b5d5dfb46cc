"""Finds the columns of a page and the stacks of lines in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..layout.evidence import is_open
from .sheet import SAME_SIZE, Printed, Sheet

# All distances are in sizes of the type.
# Lines of one column begin and end within this; a stop may hang over the right edge.
_EDGE = 0.7
_HANG = 1.3
# The first line of a paragraph begins this much further in.
INDENT_LEAST = 1.0
INDENT_MOST = 2.8
# So many full lines, this wide at least, make a column.
_FULL = 2
# Full lines may end this much before their column does.
_RAGGED = 2.2
# Paragraphs of two lines have as many first lines as others, lists have more.
_MORE_FIRST = 3
# A line rather stays in the column of the line above it, by so many sizes.
_LED = 8.0
# A column this far above or below is another one.
_FAR = 12
_WIDE = 5.0
# White between two lines of a stack; more, and something new begins.
_LEADING = 1.05
# Share of the narrower line that must lie over the other one.
_OVER = 0.5


@dataclass(slots=True)
class Column:
    """A column: where its full lines begin and end."""

    left: float
    right: float
    top: float
    bottom: float
    count: int
    size: float

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.right - self.left


@dataclass(slots=True)
class Stack:
    """Lines below each other in one column, of one size.

    Attributes:
        lines: from the top down (lines that run down the page: from the right to the left).
        left: left edge of the column it stands in.
        right: right edge of that column.
        column: the column is known from full lines, here or nearby.
        usual: size of the type its column is set in, 0 if unknown.
        bold: its column is set in bold type.
    """

    lines: list[Printed]
    left: float
    right: float
    column: bool = True
    usual: float = 0.0
    bold: bool = False

    @property
    def top(self) -> float:
        """Upper end."""
        return min(one.box.top for one in self.lines)

    @property
    def bottom(self) -> float:
        """Lower end."""
        return max(one.box.bottom for one in self.lines)

    @property
    def size(self) -> float:
        """Size of its type."""
        sizes = sorted(one.size for one in self.lines)
        return sizes[len(sizes) // 2]


def find_stacks(sheet: Sheet, lines: Sequence[Printed]) -> list[Stack]:
    """Put lines that stand below each other together.

    Args:
        sheet: the page.
        lines: those that may be text or titles, none that run down the page.
    """
    columns = find_columns(lines)
    placed: dict[int, list[Printed]] = defaultdict(list)
    loose: list[Printed] = []
    recent: list[tuple[Printed, int]] = []
    for one in sorted(lines, key=lambda o: (o.box.top, o.box.left)):
        recent = [(o, at) for o, at in recent if o.box.bottom >= one.box.top - 2 * sheet.body]
        at = _column_for(one, columns, recent)
        if at is None:
            loose.append(one)
        else:
            placed[at].append(one)
            recent.append((one, at))
    out: list[Stack] = []
    for at in sorted(placed):
        column = columns[at]
        bold = 2 * sum(one.box.bold for one in placed[at]) > len(placed[at])
        out.extend(
            Stack(group, column.left, column.right, usual=column.size, bold=bold)
            for group in _runs(placed[at], sheet)
        )
    for group in _loose_runs(loose, sheet):
        left = min(one.box.left for one in group)
        out.append(Stack(group, left, max(one.box.right for one in group), column=False))
    return sorted(out, key=lambda stack: (stack.top, stack.left))


def find_columns(lines: Sequence[Printed]) -> list[Column]:
    """Find where full lines begin and end.

    Only lines that stop in mid-sentence count: they end where their column does, give or take the
    sign that must not begin a line.
    """
    full = [
        one
        for one in lines
        if one.box.right - one.box.left >= _WIDE * one.size and is_open(one.text)
    ]
    full.sort(key=lambda one: (one.box.left, one.box.right, one.box.top))
    found: list[Column] = []
    for group in _alike(full, lambda one: one.box.left, _EDGE):
        group.sort(key=lambda one: (-one.box.right, one.box.left, one.box.top))
        for column in _alike(group, lambda one: -one.box.right, _RAGGED):
            found.extend(
                _measured(sized)
                for sized in _of_one_size(column)
                if len(sized) >= _FULL and _touch(sized)
            )
    return [c for c in found if not any(_is_indent(c, other) for other in found)]


def _touch(lines: Sequence[Printed]) -> bool:
    """Tell whether any two lines stand directly below each other, as crossheads do not."""
    ordered = sorted(lines, key=lambda one: one.box.top)
    return any(_stands_below(one, two) for one, two in pairwise(ordered))


def _alike(
    lines: Sequence[Printed], place: Callable[[Printed], float], reach: float
) -> list[list[Printed]]:
    """Group lines, sorted by ``place``, that stand within ``reach`` of the first of their group."""
    out: list[list[Printed]] = []
    for one in lines:
        if out and place(one) - place(out[-1][0]) <= reach * one.size:
            out[-1].append(one)
        else:
            out.append([one])
    return out


def _of_one_size(lines: Sequence[Printed]) -> list[list[Printed]]:
    out: list[list[Printed]] = []
    for one in sorted(lines, key=lambda o: o.size):
        if out and one.size <= SAME_SIZE * out[-1][0].size:
            out[-1].append(one)
        else:
            out.append([one])
    return out


def _measured(lines: Sequence[Printed]) -> Column:
    lefts = sorted(one.box.left for one in lines)
    rights = sorted(one.box.right for one in lines)
    sizes = sorted(one.size for one in lines)
    return Column(
        lefts[len(lefts) // 2],
        rights[(9 * len(rights)) // 10],
        min(one.box.top for one in lines),
        max(one.box.bottom for one in lines),
        len(lines),
        sizes[len(sizes) // 2],
    )


def _is_indent(one: Column, other: Column) -> bool:
    """Tell whether a column is only the first lines of another one's paragraphs."""
    size = one.size
    if one is other or not size / SAME_SIZE <= other.size <= size * SAME_SIZE:
        return False
    deeper = INDENT_LEAST * size <= one.left - other.left <= INDENT_MOST * size
    level = abs(one.right - other.right) <= _RAGGED * size
    apart = one.bottom < other.top - _FAR * size or one.top > other.bottom + _FAR * size
    return deeper and level and not apart and one.count <= _MORE_FIRST * other.count


def _column_for(
    one: Printed, columns: Sequence[Column], recent: Sequence[tuple[Printed, int]]
) -> int | None:
    """Return the column of the line above, or the narrowest and nearest a line fits into."""
    best: tuple[float, int] | None = None
    size = one.size
    box = one.box
    above = {at for other, at in recent if _leads_to(other, one, columns[at])}
    for at, column in enumerate(columns):
        if box.left < column.left - _EDGE * size or box.right > column.right + _HANG * size:
            continue
        away = max(0.0, column.top - box.bottom, box.top - column.bottom)
        spare = column.width - (box.right - box.left)
        inset = box.left - column.left
        score = 0.5 * away + 0.05 * spare + (0.3 * inset if inset > INDENT_MOST * size else 0.0)
        score -= _LED * size if at in above else 0.0
        if best is None or score < best[0]:
            best = score, at
    return best[1] if best else None


def _leads_to(above: Printed, one: Printed, column: Column) -> bool:
    """Tell whether a full line of a column stands directly above a line."""
    full = above.box.right >= column.right - _RAGGED * above.size and is_open(above.text)
    flush = abs(one.box.left - column.left) <= _EDGE * one.size
    return full and flush and _stands_below(above, one)


def _runs(lines: Sequence[Printed], sheet: Sheet) -> list[list[Printed]]:
    """Cut the lines of a column where the size changes, white is left, or a rule stands."""
    ordered = sorted(lines, key=lambda one: (one.box.top, one.box.left))
    out: list[list[Printed]] = []
    for one in ordered:
        last = out[-1][-1] if out else None
        if last is not None and _stands_below(last, one) and not _parted(last, one, sheet):
            out[-1].append(one)
        else:
            out.append([one])
    return out


def _stands_below(upper: Printed, lower: Printed) -> bool:
    size = max(upper.size, lower.size)
    if size > SAME_SIZE * min(upper.size, lower.size):
        return False
    gap = lower.box.top - upper.box.bottom
    return -0.6 * size <= gap <= _LEADING * size


def _parted(upper: Printed, lower: Printed, sheet: Sheet) -> bool:
    """Tell whether a rule or the side of a frame lies between two lines."""
    y0, y1 = upper.box.bottom - 0.3 * upper.size, lower.box.top + 0.3 * lower.size
    left, right = max(upper.box.left, lower.box.left), min(upper.box.right, lower.box.right)
    for rule in sheet.level:
        if y0 <= rule.top <= y1 and rule.left <= left + 2 and rule.right >= right - 2:
            return True
    for frame in sheet.frames:
        if frame.left <= left and frame.right >= right:
            inside = [
                frame.top <= (o.box.top + o.box.bottom) / 2 <= frame.bottom for o in (upper, lower)
            ]
            if inside[0] != inside[1]:
                return True
    return False


def _loose_runs(lines: Sequence[Printed], sheet: Sheet) -> list[list[Printed]]:
    """Put lines that fit no column together where one stands below the other."""
    out: list[list[Printed]] = []
    for one in sorted(lines, key=lambda o: (o.box.top, o.box.left)):
        for run in out:
            last = run[-1]
            over = min(last.box.right, one.box.right) - max(last.box.left, one.box.left)
            narrow = min(last.box.right - last.box.left, one.box.right - one.box.left)
            if (
                over >= _OVER * narrow
                and _stands_below(last, one)
                and not _parted(last, one, sheet)
                and one.line.kind is last.line.kind
            ):
                run.append(one)
                break
        else:
            out.append([one])
    return out
