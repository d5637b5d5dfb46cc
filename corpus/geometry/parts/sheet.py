"""A printed page as the cutter sees it: its lines with their boxes, frames, rules and pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...layout.scores.evidence import is_open
from ...lines.settling import read_lines
from ...lines.sorting import Line, LineKind
from ...printed import Box
from ...types import Page

# A line twice as tall as wide, or more, runs down the page.
_DOWN = 1.6
# Sizes within this ratio are one size: typesetters have fractions, OCR measures boxes.
SAME_SIZE = 1.15
# Lines of fewer letters say little about the size of the body type.
_TELLING = 6
# A rule is this much longer than thick.
_SLENDER = 3.0
# An empty box of so many sizes is a picture whose pixels the reader did not see.
_PICTURE = 4.0
# Pieces of one rule lie so level and so near to each other, in points.
_LEVEL = 2.0
# Frames are taken for the same when all sides are so close, in points.
_NEAR = 6.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A line and where it stands.

    Attributes:
        line: the line, cleaned and sorted by what it says.
        box: its place.
        size: size of its type in points.
        down: it runs down the page.
        text: its cleaned text.
        open: it stops in mid-sentence.
        initial: a large letter that stands before it, on a line of its own.
    """

    line: Line
    box: Box
    size: float
    down: bool
    text: str
    open: bool
    initial: Line | None = None

    @property
    def own(self) -> tuple[Line, ...]:
        """The lines it is made of."""
        return (self.initial, self.line) if self.initial else (self.line,)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its lines and whatever else is printed on it.

    Attributes:
        page: the page as read.
        lines: all lines, cleaned and sorted by what they say.
        printed: the lines that hold any text, in page order.
        body: size of the type most of the text is set in.
        frames: boxes and tinted areas, the smaller before the larger.
        level: rules that run across.
        upright: rules that run down.
        pictures: pictures.
    """

    page: Page
    lines: tuple[Line, ...]
    printed: tuple[Printed, ...]
    body: float
    frames: tuple[Box, ...] = ()
    level: tuple[Box, ...] = ()
    upright: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()


def sheet_of(page: Page) -> Sheet:
    """Look at a page that has a layout."""
    lines = read_lines(page)
    boxes = page.layout.boxes if page.layout else ()
    printed = tuple(
        _printed(line, box)
        for line, box in zip(lines, boxes, strict=False)
        if line.kind is not LineKind.BLANK and line.clean.text
    )
    body = _body_size(printed)
    shapes = page.layout.shapes if page.layout else ()
    rules = [shape.box for shape in shapes if shape.kind == "rule"]
    upright = tuple(b for b in rules if b.bottom - b.top > _SLENDER * (b.right - b.left))
    level = _joined([b for b in rules if b.right - b.left > _SLENDER * (b.bottom - b.top)])
    boxed = _distinct([shape.box for shape in shapes if shape.kind == "frame"])
    frames = tuple(box for box in boxed if _holds_text(box, printed))
    pictures = [shape.box for shape in shapes if shape.kind == "picture"]
    pictures += [box for box in boxed if box not in frames and _is_large(box, body)]
    return Sheet(page, lines, printed, body, frames, level, upright, tuple(pictures))


def _holds_text(box: Box, printed: Sequence[Printed]) -> bool:
    return any(
        box.left <= (one.box.left + one.box.right) / 2 <= box.right
        and box.top <= (one.box.top + one.box.bottom) / 2 <= box.bottom
        for one in printed
    )


def _is_large(box: Box, body: float) -> bool:
    """Tell whether an empty box can be a picture."""
    return min(box.right - box.left, box.bottom - box.top) >= _PICTURE * body


def _printed(line: Line, box: Box) -> Printed:
    width, height = box.right - box.left, box.bottom - box.top
    count = max(1, len(line.clean.text))
    down = count > 1 and height > _DOWN * max(width, 0.1)
    size = box.size or (width if down else height)
    text = line.clean.text
    return Printed(line, box, max(size, 1.0), down, text, is_open(text))


def _body_size(printed: Sequence[Printed]) -> float:
    """Return the size in which most letters are set."""
    weights: Counter[int] = Counter()
    for one in printed:
        if len(one.text) >= _TELLING and not one.down:
            weights[round(one.size * 4)] += len(one.text)
    if not weights:
        sizes = sorted(one.size for one in printed)
        return sizes[len(sizes) // 2] if sizes else 10.0
    reach = SAME_SIZE**0.5
    best, most = 0, -1
    for size in sorted(weights):
        near = sum(
            count for other, count in weights.items() if size / reach <= other <= size * reach
        )
        if near > most:
            best, most = size, near
    near = sorted(
        (size, count) for size, count in weights.items() if best / reach <= size <= best * reach
    )
    half, seen = sum(count for _, count in near) / 2, 0
    for size, count in near:
        seen += count
        if seen >= half:
            return size / 4
    return best / 4


def _joined(rules: Sequence[Box]) -> tuple[Box, ...]:
    """Join rules across the page that were drawn piece by piece."""
    out: list[Box] = []
    for box in sorted(rules, key=lambda b: (round(b.top), b.left, b.right)):
        last = out[-1] if out else None
        if last and abs(last.top - box.top) <= _LEVEL and box.left - last.right <= _LEVEL:
            out[-1] = Box(last.left, last.top, max(last.right, box.right), last.bottom)
        else:
            out.append(box)
    return tuple(sorted(out, key=lambda b: (b.top, b.left)))


def _distinct(frames: Sequence[Box]) -> tuple[Box, ...]:
    """Drop frames printed twice: a tint and its border."""
    out: list[Box] = []
    for box in sorted(frames, key=lambda b: ((b.right - b.left) * (b.bottom - b.top), b.left)):
        twin = any(
            abs(box.left - o.left) <= _NEAR
            and abs(box.right - o.right) <= _NEAR
            and abs(box.top - o.top) <= _NEAR
            and abs(box.bottom - o.bottom) <= _NEAR
            for o in out
        )
        if not twin:
            out.append(box)
    return tuple(out)
