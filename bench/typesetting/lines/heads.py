"""Headlines: kicker, main line, deck and byline as a block, or one character below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..drawing import FURNITURE, Face, Line, Rect, Type
from ..style import HouseStyle
from .breaking import measure, split_headline, spread

#: Room a line of a headline has, in parts of its size.
HEAD_LEADING = 1.22

#: Kicker and deck are this much smaller than the headline, but never smaller than this (points).
MINOR_SCALE, MINOR_LEAST = 0.52, 11.0

#: A headline fills at most this part of its width: it must not touch the one beside it (碰题).
FILL = 0.91

#: Distance of a label from the left side: its frame needs room.
LABEL_INSET = 4.5

#: Width of the gap that a blank in a headline becomes, in ems.
BLANK = 0.8


@dataclass(frozen=True, slots=True)
class HeadText:
    """What a headline block says.

    Attributes:
        kicker: line above, "" if none.
        headline: main line, "" if none.
        deck: line below, "" if none.
        byline: line of names below, "" if it stands elsewhere.
        label: of the column, "" if none.
    """

    kicker: str
    headline: str
    deck: str
    byline: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the block before it has a place."""

    text: str
    type: Type
    role: str
    room: float


def set_head(
    text: HeadText, rect: Rect, style: HouseStyle, owner: int, scale: float
) -> tuple[list[Line], float]:
    """Set a headline block.

    Args:
        text: what it says.
        rect: its left, top and right; the bottom is not used.
        style: the house.
        owner: of the lines.
        scale: of the headline's size.

    Returns:
        The lines, and the height of the block in points.
    """
    parts = _parts(text, rect.width, style, scale)
    top = rect.top
    lines: list[Line] = []
    for part in parts:
        size = part.type.size
        baseline = top + (part.room - size) / 2 + 0.88 * size
        lines += _place(part, rect, baseline, style, owner)
        top += part.room
    return lines, top - rect.top


def _parts(text: HeadText, width: float, style: HouseStyle, scale: float) -> list[_Part]:
    faces = style.faces
    largest, least = style.headline
    rows, size = fit(
        text.headline, width / style.condensed, (largest * scale, least), style.tracking
    )
    minor = max(MINOR_LEAST, min(size * MINOR_SCALE, 20.0))
    parts: list[_Part] = []
    if text.label:
        kind = Type(faces.minor, style.size * 1.15, 0.15)
        parts.append(_Part(text.label, kind, "label", style.leading * 1.6))
    if text.kicker:
        parts += _minor(text.kicker, width, minor, faces.minor, "kicker")
    for row in rows:
        kind = Type(faces.headline, size, style.tracking * style.condensed, width=style.condensed)
        parts.append(_Part(row, kind, "headline", size * HEAD_LEADING))
    if text.deck:
        parts += _minor(f"——{text.deck}", width, minor, faces.lines, "deck")
    if text.byline:
        kind = Type(faces.byline, style.size)
        rows = halved(text.byline) if measure(text.byline) * style.size > width else [text.byline]
        parts += [_Part(row, kind, "byline", style.leading * 1.4) for row in rows]
    return parts


def halved(names: str) -> list[str]:
    """Break a line of names before the correspondents."""
    first, mark, second = names.partition(" 通讯员")
    return [first, mark.strip() + second] if mark else [names]


def _minor(text: str, width: float, size: float, face: Face, role: str) -> list[_Part]:
    """Set a kicker or deck in one line, smaller if it must be, or in two."""
    fitting = min(size, FILL * width / measure(text))
    rows: Sequence[str] = (text,)
    if fitting < MINOR_LEAST - 1.5:
        rows = split_headline(text) or (text,)
        fitting = min(size, FILL * width / max(map(measure, rows)))
    return [_Part(row, Type(face, fitting), role, fitting * 1.45) for row in rows]


def fit(
    headline: str, width: float, sizes: tuple[float, float], tracking: float
) -> tuple[tuple[str, ...], float]:
    """Choose between one line and two, and the size.

    Args:
        headline: main line.
        width: room, in points.
        sizes: largest and smallest size, in points.
        tracking: space between characters, in ems.

    Returns:
        The lines, and their size in points.
    """
    if not headline:
        return (), sizes[1]
    one = FILL * width / _wide(headline, tracking)
    if one >= sizes[1]:
        largest = min(one, sizes[0])
        if one >= 0.75 * sizes[0]:
            return (headline,), largest
    halves = split_headline(headline)
    if halves is None:
        return (headline,), min(one, sizes[0])
    two = min(FILL * width / max(_wide(half, tracking) for half in halves), sizes[0])
    if one >= sizes[1] and two < one * 1.35:
        return (headline,), min(one, sizes[0])
    return halves, two


def _wide(text: str, tracking: float, width: float = 1.0) -> float:
    blanks = text.count(" ")
    return (measure(text) + blanks * (BLANK - 0.5)) * width + tracking * (len(text) - 1)


def _place(part: _Part, rect: Rect, baseline: float, style: HouseStyle, owner: int) -> list[Line]:
    """Place a line of the block; a blank is a gap, with a character in it or without."""
    kind = part.type
    total = _wide(part.text, kind.tracking, kind.width) * kind.size
    is_left = style.align == "left" or part.role == "label"
    left = rect.left if is_left else rect.left + (rect.width - total) / 2
    left += LABEL_INSET if part.role == "label" else 0.0
    times = 2 if style.doubled and part.role == "headline" else 1
    pieces = part.text.split(" ") if part.role == "headline" and style.wide_space else [part.text]
    lines: list[Line] = []
    for piece in pieces:
        offsets = spread(piece, kind.size, kind.tracking, kind.width)
        who = FURNITURE if part.role == "label" else owner
        lines.append(Line(piece, left, baseline, offsets, kind, who, part.role, times=times))
        wide = _wide(piece, kind.tracking, kind.width)
        left += (wide + BLANK * kind.width + kind.tracking) * kind.size
    return lines


def set_vertical(
    text: HeadText, place: tuple[float, float, float], style: HouseStyle, owner: int
) -> tuple[list[Line], float]:
    """Set a headline one character below the other, its lines from right to left.

    Args:
        text: kicker and deck are set smaller beside it; the byline is left out.
        place: right end, top, and room from top to bottom, in points.
        style: the house.
        owner: of the lines.

    Returns:
        The lines, and the width they take.
    """
    right, top, room = place
    rows, size = fit(text.headline, room, style.headline, 0.1)
    parts = [(row, size, "headline", style.faces.headline) for row in rows]
    minor = max(MINOR_LEAST, size * MINOR_SCALE)
    if text.deck:
        minor = min(minor, room / measure(text.deck) * 0.9)
        parts.append((text.deck, minor, "deck", style.faces.lines))
    lines: list[Line] = []
    at = right
    for row, em, role, face in parts:
        at -= em * 1.25
        chars = row.replace(" ", "")
        step = em * 1.1
        start = top + (room - step * len(chars)) / 2 + 0.88 * em
        offsets = tuple(step * n for n in range(len(chars)))
        kind = Type(face, em)
        lines.append(Line(chars, at, start, offsets, kind, owner, role, vertical=True))
    return lines, right - at
