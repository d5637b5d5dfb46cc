"""Finds the texts that stand under or beside a picture and speak of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lines.bylines import parse_ending
from ...lines.sorting import LineKind
from ...printed import Box
from .nodes import Node, NodeKind
from .sheet import Sheet

_SHOWS = re.compile(
    r"图为|[上下左右如题]图[为：，是]|(?:^|[▲△▼])图[①-⑩一二三四五六1-9]?[：为]|（资料图|资料照片"
)
_CREDIT = re.compile(r"(?:摄|供图|摄影报道|摄影)[）)]?$")
# Names may stand this far to the right below the last line.
_ASIDE = 4.0
# Captions have no more letters; a longer text with a credit is a report with pictures.
_LONGEST = 330
_LIKELY = 1.0
# Pictures farther up or down, in sizes, are not looked at.
_REACH = 20.0
# Scores, like log-odds: what speaks for a caption.
_CREDITED = 3.0
_SAYS_SO = 2.5
_NEAR = 1.5
_SMALLER = 1.0
_AS_WIDE = 1.0
_OTHER_FACE = 0.5
_ALONE = 1.8
_LEGEND = 2
_LONG = -1.5
_BASE = -2.2


def find_captions(nodes: Sequence[Node], sheet: Sheet) -> None:
    """Mark the texts that are captions.

    Args:
        nodes: all nodes of the page; texts that are captions get another kind.
        sheet: the page.
    """
    texts = [node for node in nodes if node.kind is NodeKind.TEXT]
    bold = sum(sum(one.box.bold for one in node.lines) for node in texts)
    usual = 2 * bold > sum(len(node.lines) for node in texts)
    titles = [node for node in nodes if node.kind is NodeKind.TITLE]
    for node in texts:
        if node.apart in ("item", "dateline") or len(node.text) > _LONGEST:
            continue
        near = [box for box in sheet.pictures if _touches(node, box, titles)]
        if _score(node, nodes, near, _looks(node, sheet, bold=usual)) >= _LIKELY:
            node.kind = NodeKind.CAPTION


def _looks(node: Node, sheet: Sheet, *, bold: bool) -> float:
    """Score the type of a text, and words that show a picture."""
    value = _SAYS_SO if _SHOWS.search(node.text) else 0.0
    value += _SMALLER if node.size < 0.96 * sheet.body else 0.0
    if not bold and 2 * sum(one.box.bold for one in node.lines) > len(node.lines):
        value += _OTHER_FACE
    return value


def _score(node: Node, nodes: Sequence[Node], near: Sequence[Box], looks: float) -> float:
    """Score a text with the pictures near to it as a caption."""
    if not near and not looks:
        # A credit alone makes no caption.
        return _BASE
    value = _BASE + looks + (_NEAR if near else 0.0)
    value += _CREDITED if _is_credited(node, nodes) else 0.0
    if near and not _has_neighbour(node, nodes):
        value += _AS_WIDE if any(_as_wide(node, box) for box in near) else 0.0
        legend = len(node.lines) <= _LEGEND and any(_below(node, box) for box in near)
        value += _ALONE if legend else 0.0
    return value + _LONG * max(0.0, (len(node.text) - 120) / 100)


def _is_credited(node: Node, nodes: Sequence[Node]) -> bool:
    found, byline = parse_ending(node.text)
    if found is not None and byline is not None and byline.credit:
        return True
    if _CREDIT.search(node.text) and len(node.text) < _LONGEST:
        return True
    return any(
        other.kind is NodeKind.BYLINE
        and other.lines[0].line.kind is LineKind.BYLINE
        and other.lines[0].line.byline is not None
        and other.lines[0].line.byline.credit
        and other.right > node.left
        and other.left - node.right <= _ASIDE * node.size
        and -node.size <= other.top - node.bottom <= node.size
        for other in nodes
    )


def _touches(node: Node, box: Box, titles: Sequence[Node]) -> bool:
    """Tell whether a text, perhaps under its title, stands right by a picture."""
    em = node.size
    if node.top - box.bottom > _REACH * em or box.top - node.bottom > _REACH * em:
        return False
    for title in titles:
        if box.bottom - em <= title.top and title.bottom <= node.top + em / 2:
            over = min(title.right, node.right) - max(title.left, node.left)
            if over > 0 and node.top - title.bottom <= 2 * em:
                return title.top - box.bottom <= 2.5 * em and (
                    min(box.right, node.right) > max(box.left, node.left)
                )
    across = min(node.right, box.right) - max(node.left, box.left)
    along = min(node.bottom, box.bottom) - max(node.top, box.top)
    if across >= 0.5 * min(node.width, box.right - box.left):
        return -em <= node.top - box.bottom <= 2.5 * em or -em <= box.top - node.bottom <= 1.5 * em
    if along >= 0.6 * (node.bottom - node.top):
        return -em <= node.left - box.right <= 2 * em or -em <= box.left - node.right <= 2 * em
    return False


def _below(node: Node, box: Box) -> bool:
    return -node.size <= node.top - box.bottom <= 1.5 * node.size


def _as_wide(node: Node, box: Box) -> bool:
    return abs(node.left - box.left) <= 2 * node.size and node.right <= box.right + 2 * node.size


def _has_neighbour(node: Node, nodes: Sequence[Node]) -> bool:
    """Tell whether a text goes on directly below in the same column."""
    return any(
        other.kind is NodeKind.TEXT
        and other is not node
        and abs(other.left - node.left) <= node.size
        and abs(other.right - node.right) <= node.size
        and -node.size <= other.top - node.bottom <= 1.5 * node.size
        for other in nodes
    )
