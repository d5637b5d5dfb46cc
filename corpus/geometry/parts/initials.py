"""Puts large initial letters back to the lines they begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .sheet import Printed

# An initial is this much larger than the text, and one or two letters long.
_LARGE = 1.7
_LETTERS = 2
# Distances in sizes of the text: between initial and text, and between their upper ends.
_BESIDE = 1.3
_LEVEL = 0.8
_LEAST_LINES = 2
# What a line without an indent gets so that it begins a paragraph, in sizes.
_INDENT = 2.0


def join_initials(lines: Sequence[Printed]) -> list[Printed]:
    """Join each large initial with the line beside it.

    Args:
        lines: of a page.

    Returns:
        The lines without initials; the first line beside one holds it, and the lines beside it
        begin where it does, the first with an indent.
    """
    out = list(lines)
    smallest = min((one.size for one in lines), default=0.0)
    for initial in lines:
        small = initial.size < _LARGE * smallest
        if small or len(initial.text) > _LETTERS or initial.down:
            continue
        beside = sorted(
            (at for at, one in enumerate(out) if _stands_beside(initial, one)),
            key=lambda at: out[at].box.top,
        )
        if len(beside) < _LEAST_LINES:
            continue
        first = out[beside[0]]
        if abs(first.box.top - initial.box.top) > _LEVEL * first.size or first.initial:
            continue
        left = initial.box.left
        for at in beside:
            one = out[at]
            shift = _INDENT * one.size if at == beside[0] else 0.0
            box = replace(one.box, left=left + shift)
            out[at] = replace(one, box=box, initial=initial.line if shift else one.initial)
        out.remove(initial)
    return out


def _stands_beside(initial: Printed, one: Printed) -> bool:
    if one is initial or initial.size < _LARGE * one.size or len(one.text) <= _LETTERS:
        return False
    gap = one.box.left - initial.box.right
    inside = initial.box.top - one.size <= one.box.top and (
        one.box.bottom <= initial.box.bottom + one.size / 2
    )
    return inside and -one.size / 2 <= gap <= _BESIDE * one.size
