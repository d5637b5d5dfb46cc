"""Gives captions, bylines and labels to the articles of a printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from ..lines.sorting import LineKind
from ..printed import Box
from .links.linking import Chain, Link
from .parts.heads import Head
from .parts.nodes import Node, NodeKind
from .parts.sheet import Sheet

# A legend shorter than this, without a headline, belongs to the article around its picture.
_NEWS = 60
# Distances, in sizes of the body type, from which on things are strangers.
_LABEL_NEAR = 5.0
# Letters of the longest label.
_LABEL_LONG = 8
_BYLINE_NEAR = 8.0
# Share of a height or width in common.
_OVER = 0.5


def place_legends(chains: Sequence[Chain], sheet: Sheet) -> list[Chain]:
    """Give short texts under pictures, without a headline, to the article around the picture.

    Args:
        chains: the articles found so far.
        sheet: the page.

    Returns:
        The articles without those that were legends.
    """
    legends = [chain for chain in chains if _is_legend(chain)]
    others = [chain for chain in chains if not _is_legend(chain)]
    for legend in legends:
        node = legend.texts[0]
        home = _around(others, node, sheet)
        if home is None:
            others.append(legend)
        else:
            home.parts.append(node)
            home.links.append(Link("legend of a picture in the article", 0.7))
    return others


def _is_legend(chain: Chain) -> bool:
    part = chain.parts[0]
    caption = len(chain.parts) == 1 and isinstance(part, Node) and part.kind is NodeKind.CAPTION
    return caption and len(chain.texts[0].text) < _NEWS


def _around(chains: Sequence[Chain], node: Node, sheet: Sheet) -> Chain | None:
    """Return the article whose text stands at most sides of a legend or its picture."""
    near = [p for p in sheet.pictures if _distance(_box(node), p) <= 2.5 * sheet.body]
    boxes = [_box(node), *near]
    best: tuple[int, float, int] | None = None
    for at, chain in enumerate(chains):
        parts = [_box(t) for t in chain.texts if t.frame == node.frame and len(t.text) > _NEWS]
        if not parts:
            continue
        if chain.head is not None:
            parts.append(chain.head.box)
        reach = 3 * sheet.body
        sides = {side for part in parts for box in boxes for side in _sides(part, box, reach)}
        gap = min(_distance(part, box) for part in parts for box in boxes)
        if gap <= reach and (best is None or (-len(sides), gap) < best[:2]):
            best = -len(sides), gap, at
    return chains[best[2]] if best else None


def _sides(part: Box, box: Box, reach: float) -> Iterator[str]:
    """Yield the sides of a box that another box stands at."""
    if _distance(part, box) > reach:
        return
    if min(part.right, box.right) > max(part.left, box.left):
        yield "above" if part.top < box.top else "below"
    if min(part.bottom, box.bottom) > max(part.top, box.top):
        yield "left" if part.left < box.left else "right"


def place_bylines(chains: Sequence[Chain], bylines: Sequence[Node], sheet: Sheet) -> list[Node]:
    """Give each byline to the article whose headline, beginning or end it stands at.

    Returns:
        The bylines of no article.
    """
    loose: list[Node] = []
    for node in bylines:
        behind = [
            at for at, chain in enumerate(chains) if any(_ends_with(t, node) for t in chain.texts)
        ]
        if behind:
            chains[behind[0]].bylines.append(node)
            continue
        if node.text[:1] in "（(" and _tops_column(node, chains, sheet):
            home = _left_above(node, chains, sheet)
            if home is not None:
                chains[home].bylines.append(node)
                continue
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
        beside = node.top < head.box.bottom - em and not head.down
        gap += 4.0 if above else 1.0 if beside else 0.0
        costs.append(gap + (2.0 if opening else 0.0))
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


def _ends_with(text: Node, node: Node) -> bool:
    """Tell whether names stand behind the last words of a text, in the same line."""
    last = text.lines[-1]
    row = min(last.box.bottom, node.bottom) - max(last.box.top, node.top)
    return (
        text.frame == node.frame
        and row >= _OVER * (node.bottom - node.top)
        and node.left >= last.box.right - text.size
        and node.right <= text.right + 2 * text.size
    )


def _tops_column(node: Node, chains: Sequence[Chain], sheet: Sheet) -> bool:
    """Tell whether no text stands right above names in their column."""
    return not any(
        min(text.right, node.right) > max(text.left, node.left)
        and text.top < node.top
        and node.top - text.bottom <= 2 * sheet.body
        for chain in chains
        for text in chain.texts
    )


def _left_above(node: Node, chains: Sequence[Chain], sheet: Sheet) -> int | None:
    """Return the article that ends at the foot of the column to the left of some names."""
    best: tuple[float, float, int] | None = None
    texts = [text for chain in chains for text in chain.texts]
    for at, chain in enumerate(chains):
        last = chain.texts[-1] if chain.texts else None
        if last is None or last.frame != node.frame or last.open:
            continue
        gap = node.left - last.right
        # Names right-aligned in their column begin up to a column's width further right.
        if not (0 <= gap + sheet.body <= last.width and last.bottom > node.top):
            continue
        if not any(_below_in_column(last, text) for text in texts):
            rank = (last.bottom, gap, at)
            if best is None or rank < best:
                best = rank
    return best[2] if best else None


def _below_in_column(upper: Node, lower: Node) -> bool:
    over = min(upper.right, lower.right) - max(upper.left, lower.left)
    white = lower.top - upper.bottom
    return over > _OVER * upper.width and -upper.size <= white <= 2 * upper.size


def place_labels(chains: Sequence[Chain], labels: Sequence[Node], sheet: Sheet) -> list[Node]:
    """Give each label to the article directly below it, that of a news box to all its items.

    Titles that head no text are labels too when they are short and stand over a headline or over
    the items of a news box.

    Returns:
        The labels of no article.
    """
    loose: list[Node] = []
    named = [*labels, *(node for node in _idle_titles(chains, sheet))]
    for node in named:
        homes = _items_below(chains, node)
        if not homes:
            at = _head_below(chains, node, sheet)
            homes = [] if at is None else [chains[at]]
        for home in homes:
            home.labels.append(node)
        if not homes:
            loose.append(node)
    return loose


def _idle_titles(chains: Sequence[Chain], sheet: Sheet) -> list[Node]:
    """Return titles without a text that can be labels."""
    out: list[Node] = []
    for chain in chains:
        head = chain.head
        if head is None or chain.texts or len(head.nodes) > 1:
            continue
        node = head.nodes[0]
        if _items_below(chains, node) or (
            len(node.text) <= _LABEL_LONG and _head_below(chains, node, sheet) is not None
        ):
            out.append(node)
    return out


def _items_below(chains: Sequence[Chain], node: Node) -> list[Chain]:
    """Return the articles that are items of the frame a label stands in."""
    if node.frame < 0:
        return []
    return [
        chain
        for chain in chains
        if chain.head is None
        and chain.texts
        and chain.texts[0].frame == node.frame
        and chain.texts[0].lines[0].line.kind is LineKind.ITEM
    ]


def _head_below(chains: Sequence[Chain], node: Node, sheet: Sheet) -> int | None:
    best: tuple[float, int] | None = None
    for at, chain in enumerate(chains):
        if not chain.texts:
            continue
        first = chain.head.box if chain.head else _box(chain.texts[0])
        gap = _distance(first, _box(node)) / sheet.body
        above = node.bottom <= first.bottom and node.top <= first.top + 2 * sheet.body
        if above and gap <= _LABEL_NEAR and (best is None or gap < best[0]):
            best = gap, at
    return best[1] if best else None


def _box(node: Node) -> Box:
    return Box(node.left, node.top, node.right, node.bottom)


def _distance(one: Box, other: Box) -> float:
    """Return the white between two boxes, 0 if they touch."""
    across = max(0.0, one.left - other.right, other.left - one.right)
    along = max(0.0, one.top - other.bottom, other.top - one.bottom)
    return hypot(across, along)


__all__ = ["Head", "place_bylines", "place_labels", "place_legends"]
