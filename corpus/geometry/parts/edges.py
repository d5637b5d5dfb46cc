"""Finds the head and foot of a printed page: name of the paper, date, number, editors."""

from __future__ import annotations

from collections.abc import Sequence

from ...lines.sorting import LineKind
from .sheet import Printed, Sheet

# The head and the foot of a page take at most this share of its height each.
_HEAD = 0.13
_FOOT = 0.06
# A rule this wide, as a share of the page, parts the head from the news.
_ACROSS = 0.6
# Longer lines are headlines even beside the name of the paper.
_SHORT = 14
_BESIDE = 0.5
# Letters of the longest foot of a page.
_MOST_FOOT = 100
# The name of a paper in the head is this much larger than text.
_RIM = 0.08
# What is furniture only in the head or foot of a page.
_ONLY_AT_RIM = frozenset({"page number", "page head", "date", "masthead"})
# Lines of a column: of one size, this wide and this near to each other, in sizes.
_ONE_SIZE = 0.1
_WIDE = 8.0
_TIGHT = 0.3


def page_edges(sheet: Sheet) -> dict[int, str]:
    """Find the lines that belong to the page and to no article.

    Args:
        sheet: the page.

    Returns:
        For each such line number what it is.
    """
    if not sheet.printed:
        return {}
    top = min(one.box.top for one in sheet.printed)
    bottom = max(one.box.bottom for one in sheet.printed)
    tall = max(1.0, bottom - top)
    known = [
        one
        for one in sheet.printed
        if one.line.kind is LineKind.FURNITURE and not _in_text(one, sheet.printed)
    ]
    heads = [one for one in known if one.box.bottom <= top + _HEAD * tall]
    feet = [one for one in known if one.box.top >= bottom - _FOOT * tall]
    rim = {one.line.number for one in (*heads, *feet)}
    found = {
        one.line.number: one.line.note or "page head"
        for one in known
        if one.line.number in rim or one.line.note not in _ONLY_AT_RIM
    }
    head_end = _rule_below(sheet, heads, top, tall)
    foot_start = _rule_above(sheet, feet, bottom, tall)
    for one in sheet.printed:
        number = one.line.number
        if number in found or len(one.text) > 2 * _SHORT:
            continue
        if one.box.bottom <= head_end or (heads and _beside(one, heads)):
            found[number] = "page head"
        elif one.box.top >= foot_start or (feet and _beside(one, feet)):
            found[number] = "page foot"
    return found


def _in_text(one: Printed, printed: Sequence[Printed]) -> bool:
    """Tell whether a line stands inside a column of text, whatever it looks like."""
    size = one.size
    width = one.box.right - one.box.left
    above = below = False
    for other in printed:
        if other is one or abs(other.size - size) > _ONE_SIZE * size:
            continue
        if other.line.kind is LineKind.FURNITURE or abs(other.box.left - one.box.left) > 2.5 * size:
            continue
        if other.box.right - other.box.left < _WIDE * size:
            continue
        above = above or -_TIGHT * size <= one.box.top - other.box.bottom <= size
        below = below or -_TIGHT * size <= other.box.top - one.box.bottom <= size
    return (above and below) or ((above or below) and width >= _WIDE * size)


def _rule_below(sheet: Sheet, heads: Sequence[Printed], top: float, tall: float) -> float:
    """Return where the head of the page ends: at a rule across it, right below its lines."""
    if not heads:
        return -1.0
    lowest = max(one.box.bottom for one in heads)
    wide = _ACROSS * (sheet.page.layout.width if sheet.page.layout else 0.0)
    rules = [
        rule.top
        for rule in sheet.level
        if rule.right - rule.left >= wide and lowest - 2 <= rule.top <= top + _HEAD * tall
    ]
    if rules and min(rules) - lowest <= 3 * sheet.body:
        return min(rules) + 1
    return min(one.box.bottom for one in heads) if lowest <= top + _RIM * tall else -1.0


def _rule_above(sheet: Sheet, feet: Sequence[Printed], bottom: float, tall: float) -> float:
    """Return where the foot of the page begins: at a rule across it with a line or two below."""
    highest = min((one.box.top for one in feet), default=bottom)
    wide = _ACROSS * (sheet.page.layout.width if sheet.page.layout else 0.0)
    for rule in sorted(sheet.level, key=lambda r: r.top):
        if rule.right - rule.left < wide or not bottom - _FOOT * tall <= rule.top <= highest + 2:
            continue
        below = [one for one in sheet.printed if one.box.top >= rule.top - 1]
        if sum(len(one.text) for one in below) <= _MOST_FOOT:
            return rule.top - 1
    return bottom + 1


def _beside(one: Printed, known: Sequence[Printed]) -> bool:
    """Tell whether a short line stands in the row of a line of the page's head or foot."""
    if len(one.text) > _SHORT:
        return False
    for other in known:
        over = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
        if over >= _BESIDE * min(one.box.bottom - one.box.top, other.box.bottom - other.box.top):
            return True
    return False
