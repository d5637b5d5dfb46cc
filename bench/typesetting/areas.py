"""The areas of a page: a plan's drawing made into columns with room for lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .drawing import Rect
from .style import HouseStyle, Plan

#: A line narrower than this many ems is not set beside a picture.
NARROWEST = 6.0

#: Distance between the frame of a box and what stands in it, in points.
PADDING = 7.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an area: its sides, and the stretches of it that belong to the area."""

    left: float
    right: float
    stretches: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Where an article stands.

    Attributes:
        columns: from left to right.
        leading: distance of the baselines.
        grid: top of a line of the page; all lines of all areas stand on this grid.
    """

    columns: tuple[Column, ...]
    leading: float
    grid: float

    @property
    def bounds(self) -> Rect:
        """The smallest rectangle round the area."""
        return Rect(
            self.columns[0].left,
            min(top for one in self.columns for top, _ in one.stretches),
            self.columns[-1].right,
            max(bottom for one in self.columns for _, bottom in one.stretches),
        )

    def snap(self, y: float) -> float:
        """Return the top of the first line of the grid at or below ``y``."""
        lines = (y - self.grid) / self.leading
        return self.grid + self.leading * int(lines + 0.999)

    def divided(self, count: int, gutter: float, inside: Rect | None = None) -> Area:
        """Return the area, which must be a rectangle, with other columns.

        Args:
            count: number of columns.
            gutter: between two columns, in points.
            inside: the part of the area to divide; all of it if None.
        """
        rect = inside or self.bounds
        wide = (rect.width - gutter * (count - 1)) / count
        lefts = [rect.left + at * (wide + gutter) for at in range(count)]
        stretch = ((rect.top, rect.bottom),)
        columns = tuple(Column(left, left + wide, stretch) for left in lefts)
        return Area(columns, self.leading, rect.top if inside else self.grid)

    def places(self, taken: Sequence[Rect], space: float) -> Iterator[tuple[float, float, float]]:
        """Yield the room for lines in reading order: left, right, top.

        Args:
            taken: areas that are not free.
            space: distance between a line and what stands beside it.
        """
        for column in self.columns:
            for start, bottom in column.stretches:
                top = self.snap(start)
                while top + self.leading <= bottom + 0.01:
                    free = _free(column, top, top + self.leading, taken, space)
                    if free is not None:
                        yield (*free, top)
                    top += self.leading


def _free(
    column: Column, top: float, bottom: float, taken: Sequence[Rect], space: float
) -> tuple[float, float] | None:
    """Return the widest free part of a column between two heights."""
    parts = [(column.left, column.right)]
    for rect in taken:
        if rect.top >= bottom - 0.1 or rect.bottom <= top + 0.1:
            continue
        cut: list[tuple[float, float]] = []
        for left, right in parts:
            if rect.right <= left + 0.1 or rect.left >= right - 0.1:
                cut.append((left, right))
                continue
            cut += [(left, rect.left - space), (rect.right + space, right)]
        parts = [(left, right) for left, right in cut if right - left > 0]
    widest = max(parts, key=lambda part: part[1] - part[0], default=None)
    if widest is None or widest[1] - widest[0] < NARROWEST * space:
        return None
    return widest


def read_plan(plan: Plan, style: HouseStyle, rect: Rect) -> dict[str, Area]:
    """Make the areas of a page.

    Args:
        plan: the drawing.
        style: columns, gutter, leading and gap.
        rect: the part of the page between head and foot.

    Returns:
        The area of each letter, in the order in which the letters come.
    """
    rows = plan.grid.split()
    count = len(rows[0])
    wide = (rect.width - style.gutter * (count - 1)) / count
    lines = int(rect.height / style.leading + 0.01)
    edges = [
        rect.top + style.leading * round(at * lines / len(rows)) for at in range(len(rows) + 1)
    ]
    letters = list(dict.fromkeys("".join(rows)))
    areas: dict[str, Area] = {}
    for letter in letters:
        columns: list[Column] = []
        for at in range(count):
            stretches = tuple(_stretches([row[at] for row in rows], letter, edges, style))
            if stretches:
                left = rect.left + at * (wide + style.gutter)
                columns.append(Column(left, left + wide, stretches))
        areas[letter] = Area(tuple(columns), style.leading, rect.top)
    return areas


def _stretches(
    cells: Sequence[str], letter: str, edges: Sequence[float], style: HouseStyle
) -> Iterator[tuple[float, float]]:
    """Yield the parts of a column that belong to a letter, the gap below them left out."""
    at = 0
    while at < len(cells):
        if cells[at] != letter:
            at += 1
            continue
        end = at
        while end < len(cells) and cells[end] == letter:
            end += 1
        gap = style.gap * style.leading if end < len(cells) else 0.0
        yield edges[at], edges[end] - gap
        at = end
