"""Matches the lines that a reader returns with the lines that were drawn, by their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from anliku.corpus.printed import Box

from .typesetting import Line

#: A drawn character: number of its line in drawing order, and offset in that line.
Char = tuple[int, int]

#: Two boxes match if they share this part of the smaller one's height, and of its width.
SHARED = 0.5


def drawn_of_lines(
    drawn: Sequence[Line], texts: Sequence[str], boxes: Sequence[Box]
) -> list[list[Char]]:
    """Find the drawn characters that each line read from a page shows.

    Args:
        drawn: lines as they were drawn.
        texts: lines as they were read.
        boxes: where they stand, one for each of them.

    Returns:
        For each line read the drawn characters in it; none is given to two lines.
    """
    taken: set[Char] = set()
    found: list[list[Char]] = []
    for text, box in zip(texts, boxes, strict=True):
        near = [at for at, line in enumerate(drawn) if _touch(line, box)]
        near.sort(key=lambda at: (drawn[at].left, drawn[at].baseline))
        chars = [(at, offset) for at in near for offset in _inside(drawn[at], box)]
        chars = [char for char in chars if char not in taken]
        matched = _aligned(drawn, chars, text)
        taken.update(matched)
        found.append(matched)
    return found


def _touch(line: Line, box: Box) -> bool:
    """Tell whether a drawn line and a box share enough of the smaller one's sides."""
    own = line.box
    across = min(own.right, box.right) - max(own.left, box.left)
    down = min(own.bottom, box.bottom) - max(own.top, box.top)
    return across >= SHARED * min(own.width, box.right - box.left) and down >= SHARED * min(
        own.height, box.bottom - box.top
    )


def _inside(line: Line, box: Box) -> list[int]:
    """Return the offsets of the characters whose middle lies between the ends of a box."""
    half = line.type.size / 2
    low, high = (box.top, box.bottom) if line.vertical else (box.left, box.right)
    start = line.box.top if line.vertical else line.left
    return [
        at
        for at, offset in enumerate(line.offsets)
        if low - half <= start + offset + half / 2 <= high + half and not line.text[at].isspace()
    ]


def _aligned(drawn: Sequence[Line], chars: Sequence[Char], text: str) -> list[Char]:
    """Return the characters that stand in the text of the line read, in the same order."""
    ours = "".join(drawn[at].text[offset] for at, offset in chars)
    theirs = "".join(text.split())
    if ours == theirs:
        return list(chars)
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [chars[at] for block in blocks for at in range(block.a, block.a + block.size)]
