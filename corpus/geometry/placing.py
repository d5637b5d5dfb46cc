"""Gives captions, bylines and labels to the articles of a printed page."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from ..lines import LineKind
from ..types import Box
from .heads import Head
from .linking import Chain, Link
from .nodes import Node
from .sheet import Sheet

# A legend shorter than this, without a headline, belongs to the article around its picture.
_NEWS = 60
# Distances, in sizes of the body type, from which on things are strangers.
_HEAD_NEAR = 4.0
_LABEL_NEAR = 5.0
_BYLINE_NEAR = 8.0


def place_captions(chains: Sequence[Chain], captions: Sequence[Node], sheet: Sheet) -> list[Chain]:
    """Make articles of captions, with a headline that has no text and stands beside them.

    Args:
        chains: the articles found so far.
        captions: texts that speak of pictures.
        sheet: the page.

    Returns:
        All articles; short legends have joined the one around their picture.
    """
    out = list(chains)
    for node in captions:
        head = _free_head(out, node, sheet)
        if head is not None:
            head.parts.append(node)
            head.links.append(Link("caption under its headline", 0.9))
            continue
        home = _around(out, node, sheet) if len(node.text) < _NEWS else None
        if home is not None:
            home.parts.append(node)
            home.links.append(Link("legend of a picture in the article", 0.7))
        else:
            out.append(Chain([node], [Link("caption", 0.8)]))
    return out


def _free_head(chains: Sequence[Chain], node: Node, sheet: Sheet) -> Chain | None:
    best: tuple[float, int] | None = None
    for at, chain in enumerate(chains):
        head = chain.head
        if head is None or chain.texts or head.frame != node.frame:
            continue
        gap = _distance(head.box, _box(node))
        over = min(head.box.right, node.right) - max(head.box.left, node.left)
        picture = any(
            _distance(head.box, p) <= _HEAD_NEAR * sheet.body
            and _distance(_box(node), p) <= _HEAD_NEAR * sheet.body
            for p in sheet.pictures
        )
        if (gap <= _HEAD_NEAR * sheet.body and over > 0) or picture:
            if best is None or gap < best[0]:
                best = gap, at
    return chains[best[1]] if best else None


def _around(chains: Sequence[Chain], node: Node, sheet: Sheet) -> Chain | None:
    """Return the article whose text stands nearest to a legend or to its picture."""
    near = [p for p in sheet.pictures if _distance(_box(node), p) <= 2.5 * sheet.body]
    boxes = [_box(node), *near]
    best: tuple[float, int] | None = None
    for at, chain in enumerate(chains):
        parts = [
            text for text in chain.texts if text.frame == node.frame and len(text.text) > _NEWS
        ]
        if not parts:
            continue
        gap = min(_distance(_box(text), box) for text in parts for box in boxes)
        if best is None or gap < best[0]:
            best = gap, at
    return chains[best[1]] if best and best[0] <= 3 * sheet.body else None


def place_bylines(chains: Sequence[Chain], bylines: Sequence[Node], sheet: Sheet) -> list[Node]:
    """Give each byline to the article whose headline, beginning or end it stands at.

    Returns:
        The bylines of no article.
    """
    loose: list[Node] = []
    for node in bylines:
        rated = [(_byline_cost(chain, node, sheet), at) for at, chain in enumerate(chains)]
        cost, at = min(rated, default=(_BYLINE_NEAR + 1, -1))
        if cost <= _BYLINE_NEAR:
            chains[at].bylines.append(node)
        else:
            loose.append(node)
    return loose


def _byline_cost(chain: Chain, node: Node, sheet: Sheet) -> float:
    """Return how far a byline stands from where the byline of an article stands, in sizes."""
    if not chain.texts:
        return _BYLINE_NEAR + 1
    em = sheet.body
    costs: list[float] = []
    head, first, last = chain.head, chain.texts[0], chain.texts[-1]
    opening = node.text[:1] in "（("
    if head is not None and head.frame == node.frame:
        scope = Box(
            max(head.scope[0], head.box.left - 8 * em),
            head.box.top,
            min(head.scope[1], head.box.right + 8 * em),
            head.box.bottom,
        )
        gap = _distance(scope, _box(node)) / em
        above = node.bottom <= head.box.top + em / 2 and not head.down
        costs.append(gap + (4.0 if above else 0.0) + (2.0 if opening else 0.0))
    for text in chain.texts:
        if text.frame != node.frame:
            continue
        gap = _distance(_box(text), _box(node)) / em
        over = min(text.right, node.right) - max(text.left, node.left)
        if over < 0.3 * min(text.width, node.width):
            gap += 1.0
        elif text is first and node.bottom <= text.top + em:
            gap += 0.0 if not opening else 2.0
        elif text is last and node.top >= text.bottom - em:
            gap += 0.0 if opening or text.short or not text.open else 1.0
        else:
            gap += 0.5
        costs.append(gap)
    return min(costs, default=_BYLINE_NEAR + 1)


def place_labels(chains: Sequence[Chain], labels: Sequence[Node], sheet: Sheet) -> list[Node]:
    """Give each label to the article directly below it.

    Returns:
        The labels of no article.
    """
    loose: list[Node] = []
    for node in labels:
        best: tuple[float, int] | None = None
        for at, chain in enumerate(chains):
            if not chain.texts:
                continue
            first = chain.head.box if chain.head else _box(chain.texts[0])
            gap = _distance(first, _box(node)) / sheet.body
            above = node.bottom <= first.bottom and node.top <= first.top + 2 * sheet.body
            if above and gap <= _LABEL_NEAR and (best is None or gap < best[0]):
                best = gap, at
        if best is None or node.lines[0].line.kind is not LineKind.LABEL:
            loose.append(node)
        else:
            chains[best[1]].labels.append(node)
    return loose


def _box(node: Node) -> Box:
    return Box(node.left, node.top, node.right, node.bottom)


def _distance(one: Box, other: Box) -> float:
    """Return the white between two boxes, 0 if they touch."""
    across = max(0.0, one.left - other.right, other.left - one.right)
    along = max(0.0, one.top - other.bottom, other.top - one.bottom)
    return hypot(across, along)


__all__ = ["Head", "place_bylines", "place_captions", "place_labels"]
