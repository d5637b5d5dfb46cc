"""Says for every piece of text what stands above it and which headline reaches over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...printed import Box
from ..parts.heads import Head
from ..parts.nodes import Node, NodeKind
from ..parts.sheet import Sheet

_OVER = 0.5
# Headlines whose lower ends differ by less stand in one row, in sizes.
_ROW = 3.0
# Share of a column that a headline's letters must cover to stand over it beyond doubt.
_DIRECT = 0.3
# A rule nearer to the side of a box, in points, is that side.
_SIDE = 2.0


@dataclass(slots=True)
class Place:
    """Where a piece of text or a title stands among the others.

    Attributes:
        text: ordinal of the text directly above it, -1 if none.
        head: ordinal of the headline directly above it, -1 if none.
        direct: the letters of that headline reach over it, not only the white around them.
        beside: ordinal of a headline beside it that may be its own, -1 if none.
        cover: ordinal of the headline above it, through texts of its column, -1 if none.
        ruled: a rule stands between it and what is above it.
        boxed: a box with other text stands between it and what is above it.
        far: much white parts it from the text above it.
        via: ordinal of the text above it beyond a headline in the way, -1 if none.
        below: ordinals of the texts directly below it.
    """

    text: int = -1
    head: int = -1
    direct: bool = False
    beside: int = -1
    cover: int = -1
    ruled: bool = False
    boxed: bool = False
    far: bool = False
    via: int = -1
    below: list[int] = field(default_factory=list[int])


def find_places(texts: Sequence[Node], heads: Sequence[Head], sheet: Sheet) -> list[Place]:
    """Look upwards from each text.

    Args:
        texts: pieces of text, from the top down.
        heads: headlines, from the top down.
        sheet: the page.
    """
    own = frozenset(at for at, head in enumerate(heads) if _heads_caption(head, texts))
    news = [head for at, head in enumerate(heads) if at not in own]
    numbers = [at for at in range(len(heads)) if at not in own]
    places: list[Place] = []
    for node in texts:
        captioned = node.kind is NodeKind.CAPTION
        place = _look_up(node, texts, heads if captioned else news, sheet)
        if place.head >= 0 and not captioned:
            place.head = numbers[place.head]
        places.append(place)
    for at, place in enumerate(places):
        if place.text >= 0:
            places[place.text].below.append(at)
    return places


def _heads_caption(head: Head, texts: Sequence[Node]) -> bool:
    """Tell whether a title is that of the caption directly below it."""
    box = head.box
    below = [
        node
        for node in texts
        if min(node.right, box.right) > max(node.left, box.left)
        and -node.size <= node.top - box.bottom <= 2 * node.size
    ]
    return bool(below) and all(node.kind is NodeKind.CAPTION for node in below)


def _is_inside(rule: Box, own: int, sheet: Sheet) -> bool:
    """Tell whether a rule is drawn inside a box that a text does not stand in."""
    return any(
        frame.left <= rule.left + _SIDE
        and rule.right <= frame.right + _SIDE
        and frame.top + _SIDE < rule.top < frame.bottom - _SIDE
        for at, frame in enumerate(sheet.frames)
        if at != own
    )


def _look_up(node: Node, texts: Sequence[Node], heads: Sequence[Head], sheet: Sheet) -> Place:
    left, right, top = node.left, node.right, node.top + 0.4 * node.size
    place = Place()
    best = -1.0
    for at, other in enumerate(texts):
        if other is node or other.bottom > top or other.frame != node.frame or other.bottom < best:
            continue
        if other.kind is NodeKind.CAPTION and node.kind is not NodeKind.CAPTION:
            continue
        over = min(right, other.right) - max(left, other.left)
        if over >= _OVER * min(node.width, other.width):
            best, place.text, place.head = other.bottom, at, -1
    rank: tuple[int, float] | None = None
    for at, head in enumerate(heads):
        box = head.box
        if head.down or box.bottom > top or box.bottom < best or head.frame != node.frame:
            continue
        over = min(right, box.right) - max(left, box.left)
        direct = over >= _DIRECT * min(node.width, box.right - box.left)
        reach = min(right, head.scope[1]) - max(left, head.scope[0])
        if direct or reach >= 0.8 * node.width:
            # Of headlines in one row the nearer one counts; the white between them is nobody's.
            away = max(0.0, left - box.right, box.left - right)
            own = round(box.bottom / (_ROW * node.size)), -away
            if rank is None or own > rank:
                rank, place.text, place.head, place.direct = own, -1, at, direct
    if place.head >= 0:
        best = heads[place.head].box.bottom
    if best >= 0:
        place.ruled = any(
            best - 3 <= rule.top <= node.top + 3
            and min(rule.right, right) - max(rule.left, left) >= 0.7 * node.width
            and not _is_inside(rule, node.frame, sheet)
            for rule in sheet.level
        )
        place.boxed = any(
            best - 3 <= (frame.top + frame.bottom) / 2 <= node.top + 3
            and min(frame.right, right) - max(frame.left, left) >= _OVER * node.width
            and frame.bottom - frame.top > 4 * node.size
            for frame in sheet.frames
        )
    return place
