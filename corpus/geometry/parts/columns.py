"""Finds the columns of a page and the stacks of lines in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...lines.sorting import LineKind
from .sheet import SAME_SIZE, Printed, Sheet

# All distances are in sizes of the type.
# Lines of one column begin and end within this; a stop may hang over the right edge.
_EDGE = 0.7
_HANG = 1.3
# The first line of a paragraph begins this much further in.
INDENT_LEAST = 1.0
INDENT_MOST = 2.8
# An unfinished line rather stands in a column it fills, by so many sizes.
_FILLED = 3.0
# Full lines of a column end within this of each other.
_RAGGED = 2.2
# Lines of a subhead or a caption: so few, and so many more in the column around them.
_FEW = 3
_MANY = 4
# Crossheads and small print stand in columns of other type.
_OTHER_SIZE = 1.5
# From this ratio to the body type on, lines are titles by their size alone.
TITLE_SIZE = 1.18
# Lines of these kinds are no pieces of sentences.
_NO_TEXT = frozenset({LineKind.BYLINE, LineKind.LABEL, LineKind.SOURCE})
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
    flows = find_flows(sheet, lines)
    columns = _columns(flows, TITLE_SIZE * sheet.body)
    placed: dict[int, list[Printed]] = defaultdict(list)
    singles: list[Printed] = []
    for flow in flows:
        at = _column_of(flow, columns) if len(flow) > 1 else None
        if at is None:
            singles.extend(flow)
        else:
            placed[at].extend(flow)
    loose: list[Printed] = []
    tops = {at: sorted(one.box.top for one in placed[at]) for at in placed}
    framed = {at: {_frame_of(one, sheet) for one in placed[at]} for at in placed}
    for one in singles:
        frame = _frame_of(one, sheet)
        own = [at for at in range(len(columns)) if frame in framed.get(at, ())]
        at = _column_for(one, columns, own, tops)
        if at is None:
            others = [at for at in range(len(columns)) if at not in own]
            at = _column_for(one, columns, others, tops)
        if at is None:
            loose.append(one)
        else:
            placed[at].append(one)
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


def find_flows(sheet: Sheet, lines: Sequence[Printed]) -> list[list[Printed]]:
    """String lines together of which each goes on with the sentence of the one above it.

    Args:
        sheet: the page.
        lines: in any order.

    Returns:
        Runs of lines, from the top down; full lines of a run end at the same place.
    """
    flows: list[list[Printed]] = []
    near: list[tuple[Printed, int]] = []
    for one in sorted(lines, key=lambda o: (o.box.top, o.box.left)):
        reach = one.box.top - 2 * _LEADING * one.size
        near = [(other, at) for other, at in near if other.box.bottom >= reach]
        best: tuple[float, int] | None = None
        left, size = one.box.left, one.size
        for other, at in near:
            shift = left - other.box.left
            if shift > _EDGE * size or shift < -INDENT_MOST * size or other is not flows[at][-1]:
                continue
            if _leads_to(other, one) and not _parted(other, one, sheet):
                gap = one.box.top - other.box.bottom
                if best is None or gap < best[0]:
                    best = gap, at
        if best is None:
            flows.append([one])
            near.append((one, len(flows) - 1))
        else:
            flows[best[1]].append(one)
            near.append((one, best[1]))
    return flows


def _leads_to(above: Printed, one: Printed) -> bool:
    """Tell whether a line goes on with the unfinished line directly above it."""
    if not above.open or above.box.bold is not one.box.bold or not _stands_below(above, one):
        return False
    if above.line.kind in _NO_TEXT or one.line.kind in _NO_TEXT:
        return False
    size = one.size
    shift = (one.box.left - above.box.left) / size
    if not (abs(shift) <= _EDGE or -INDENT_MOST <= shift <= -INDENT_LEAST):
        return False
    past = (one.box.right - above.box.right) / size
    return past <= _RAGGED and (past >= -_RAGGED or not one.open)


def _columns(flows: Sequence[Sequence[Printed]], large: float) -> list[Column]:
    """Find the columns that runs of lines stand in, the most frequent first."""
    found: list[Column] = []
    measured = [_measured(flow) for flow in flows if len(flow) > 1 and flow[0].size < large]
    for one in sorted(measured, key=lambda c: (-c.count, c.left, c.top)):
        for other in found:
            if _same(one, other):
                other.top, other.bottom = min(one.top, other.top), max(one.bottom, other.bottom)
                other.right = max(one.right, other.right)
                other.count += one.count
                break
        else:
            found.append(one)
    return [one for one in found if not any(_swallows(other, one) for other in found)]


def _swallows(large: Column, small: Column) -> bool:
    """Tell whether a few lines only seem to make a column inside another one."""
    reach = _EDGE * small.size
    narrower = small.left >= large.left + reach and small.right <= large.right - reach
    return narrower and small.count <= _FEW and large.count >= _MANY * small.count


def _measured(flow: Sequence[Printed]) -> Column:
    return Column(
        min(one.box.left for one in flow),
        max(one.box.right for one in flow[:-1]),
        min(one.box.top for one in flow),
        max(one.box.bottom for one in flow),
        len(flow),
        flow[0].size,
    )


def _same(one: Column, other: Column) -> bool:
    size = one.size
    return (
        abs(one.left - other.left) <= _EDGE * size
        and abs(one.right - other.right) <= _RAGGED * size
        and size <= SAME_SIZE * other.size
        and other.size <= SAME_SIZE * size
    )


def _column_of(flow: Sequence[Printed], columns: Sequence[Column]) -> int | None:
    own = _measured(flow)
    fits = [(abs(own.right - c.right), at) for at, c in enumerate(columns) if _same(own, c)]
    return min(fits)[1] if fits else None


def _column_for(
    one: Printed,
    columns: Sequence[Column],
    usable: Sequence[int],
    tops: Mapping[int, Sequence[float]],
) -> int | None:
    """Return the nearest and narrowest column a line fits into that goes on with no other."""
    best: tuple[float, int] | None = None
    size = one.size
    box = one.box
    for at in usable:
        column = columns[at]
        if box.left < column.left - _EDGE * size or box.right > column.right + _HANG * size:
            continue
        if size > _OTHER_SIZE * column.size or column.size > _OTHER_SIZE * size:
            continue
        away = _away(box.top, tops.get(at, ()))
        spare = column.width - (box.right - box.left)
        inset = box.left - column.left
        score = 0.5 * away + 0.05 * spare + (0.3 * inset if inset > INDENT_MOST * size else 0.0)
        begins = abs(inset) <= _EDGE * size or INDENT_LEAST * size <= inset <= INDENT_MOST * size
        if one.open and begins and abs(box.right - column.right) <= _RAGGED * size:
            score -= _FILLED * size
        if best is None or score < best[0]:
            best = score, at
    return best[1] if best else None


def _frame_of(one: Printed, sheet: Sheet) -> int:
    """Return the smallest frame around a line, -1 if none."""
    x, y = (one.box.left + one.box.right) / 2, (one.box.top + one.box.bottom) / 2
    for at, frame in enumerate(sheet.frames):
        if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
            return at
    return -1


def _away(top: float, tops: Sequence[float]) -> float:
    """Return how far the nearest of some sorted places is."""
    at = bisect_left(tops, top)
    return min((abs(tops[i] - top) for i in (at - 1, at) if 0 <= i < len(tops)), default=1e6)


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
    top, low = upper.box.top, lower.box.bottom
    for rule in sheet.level:
        if rule.top > y1:
            break
        if y0 <= rule.top and rule.left <= left + 2 and rule.right >= right - 2:
            return True
    for frame in sheet.frames:
        if frame.left <= left and frame.right >= right and frame.top <= low and frame.bottom >= top:
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
