"""Sets text in lines: breaking by the rules of Chinese typesetting, justification, headlines."""

from __future__ import annotations

from dataclasses import dataclass

import rjieba

#: Signs that may not begin a line (避头) and those that may not end one (避尾).
NO_START = frozenset("，。、；：？！”’）》〉】」』…—·％%")
NO_END = frozenset("“‘（《〈【「『")

#: Signs whose right half is empty: they may be set half as wide at the end of a line.
HALF_EMPTY = frozenset("，。、；：？！”’）》〉】」』")

#: Width of an ASCII character, in ems; the fonts of the pages have the same for all of them.
NARROW = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of body text, before it has a place on the page.

    Attributes:
        text: its characters.
        offsets: distance of each character from the left end of the line, in points.
        end: offset in the paragraph of the first character behind it.
    """

    text: str
    offsets: tuple[float, ...]
    end: int


def width_of(char: str) -> float:
    """Return the width of a character in ems."""
    return NARROW if char.isascii() else 1.0


def measure(text: str) -> float:
    """Return the width of a text in ems."""
    return sum(width_of(char) for char in text)


def break_row(text: str, start: int, width: float, size: float, ends: str) -> Row:
    """Set the next line of a paragraph.

    Args:
        text: the paragraph, its indent included.
        start: offset of the line's first character.
        width: room for the line, in points.
        size: of the type, in points.
        ends: what may happen to a sign at the end of the line: ``full`` (it has its full width),
            ``half`` (it may be set half as wide) or ``hang`` (it may stand outside).

    Returns:
        The line, justified unless it ends the paragraph.
    """
    room = width / size
    used, end = 0.0, start
    while end < len(text) and used + width_of(text[end]) <= room + 1e-6:
        used += width_of(text[end])
        end += 1
    if end < len(text):
        end = _allowed_end(text, start, end, room - used, ends)
    chars = text[start:end]
    natural = measure(chars)
    last = end == len(text)
    if chars[-1] in HALF_EMPTY and natural > room:
        natural -= {"half": 0.5, "hang": 1.0}.get(ends, 0.0)
    spare = room - natural
    gap = spare / max(1, len(chars) - 1) if not last or spare < 0 else 0.0
    return Row(chars, _offsets(chars, gap, size), end)


def _allowed_end(text: str, start: int, end: int, room: float, ends: str) -> int:
    """Move the end of a line to where the rules allow one."""
    is_last = end + 1 == len(text) or text[end + 1] not in NO_START
    has_room = ends == "hang" or (ends == "half" and room >= width_of(text[end]) - 0.5)
    if text[end] in HALF_EMPTY and is_last and has_room:
        return end + 1
    at = end
    while at > start + 1 and not _may_break(text, at):
        at -= 1
    return at if at > start + 1 else end


def _may_break(text: str, at: int) -> bool:
    """Tell whether a line may end before the character at ``at``."""
    before, after = text[at - 1], text[at]
    if after in NO_START or before in NO_END:
        return False
    return not (_in_number(before) and _in_number(after))


def _in_number(char: str) -> bool:
    return char.isascii() and not char.isspace()


def _offsets(chars: str, gap: float, size: float) -> tuple[float, ...]:
    found: list[float] = []
    at = 0.0
    for char in chars:
        found.append(at * size)
        at += width_of(char) + gap
    return tuple(found)


def spread(text: str, size: float, tracking: float = 0.0, width: float = 1.0) -> tuple[float, ...]:
    """Return the offset of each character of a line that is not justified.

    Args:
        text: the line.
        size: of the type, in points.
        tracking: space between two characters, in ems.
        width: of the characters, in parts of their own.
    """
    return _offsets(text, tracking / width, size * width)


def split_headline(text: str) -> tuple[str, str] | None:
    """Break a headline in two where a person would: at a blank, a sign, or between words.

    Returns:
        The two lines, or None if there is no place near the middle.
    """
    first, blank, second = text.partition(" ")
    if blank and min(len(first), len(second)) >= 3:
        return first, second
    middle = measure(text) / 2
    best, cost = 0, 1e9
    at = 0
    for word in rjieba.cut(text):
        at += len(word)
        if at >= len(text) or not _may_break(text, at):
            continue
        distance = abs(measure(text[:at]) - middle)
        distance -= 2.0 if text[at - 1] in "，、：；！？" else 0.0
        distance += 2.5 if text[:at].count("“") > text[:at].count("”") else 0.0
        if distance < cost:
            best, cost = at, distance
    if not best or cost > 4:
        return None
    return text[:best].strip(), text[best:].strip()
