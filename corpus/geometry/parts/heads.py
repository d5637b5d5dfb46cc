"""Groups title lines to headlines, and finds how far over the columns each one reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...lines.bylines import parse_byline
from ...printed import Box
from .columns import TITLE_SIZE
from .forms import may_be_title
from .nodes import Node, NodeKind, is_short
from .sheet import Sheet

# White between two lines of one headline, in sizes of the larger.
_TOGETHER = 1.1
_BESIDE = 1.3
_OVER = 0.5
# A subhead of body size is no longer than this and stands this near, in its own sizes.
_DECK_LINES = 3
_DECK_NEAR = 2.6
_DASHES = ("—", "–", "－－", "--", "――")
# A headline spans columns; a title this much wider than a piece of text does too.
_SPANS = 1.25
# A headline's own lines cannot tell by size if they differ by less.
_MUCH = 1.3
# Lines of different size that belong together have an edge or the middle in common, in sizes.
_ALIGNED = 2.0
# Columns side by side: their upper ends and the white between them, in sizes.
_LEVEL = 1.0
# Letters of bare names, and how far below a headline they stand, in sizes.
_BARE = 4
_NAMES_BELOW = 2.5
# Pieces of one line are of one size, and the blank between them has so many sizes.
_SAME = 0.06
_BLANK = 1.1
_GUTTER = 3.0


@dataclass(slots=True)
class Head:
    """Title lines that stand together.

    Attributes:
        nodes: its lines as nodes.
        box: what they cover.
        scope: left and right end of the white around it: what it may stand over.
        size: its largest type.
        single: it stands inside one column of text.
        apart: why it was cut out of a column, "" if it stands by itself.
    """

    nodes: list[Node]
    box: Box
    size: float
    scope: tuple[float, float] = (0.0, 0.0)
    single: bool = False
    apart: str = ""
    frame: int = -1
    decks: list[Node] = field(default_factory=list[Node])

    @property
    def down(self) -> bool:
        """It runs down the page."""
        return self.nodes[0].down

    @property
    def text(self) -> str:
        """Its lines joined."""
        return "".join(node.text for node in self.nodes)


def find_heads(nodes: Sequence[Node], sheet: Sheet) -> list[Head]:
    """Group the title nodes of a page.

    Args:
        nodes: all nodes, in order of their index.
        sheet: the page.

    Returns:
        Headlines and crossheads from the top down; text nodes that turn out to be subheads are
        titles now.
    """
    _find_decks(nodes, sheet)
    titles = [node for node in nodes if node.kind is NodeKind.TITLE]
    parent = list(range(len(titles)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for i, one in enumerate(titles):
        for j in range(i + 1, len(titles)):
            if _together(one, titles[j], nodes, sheet):
                parent[root(j)] = root(i)
    groups: dict[int, list[Node]] = {}
    for at, node in enumerate(titles):
        groups.setdefault(root(at), []).append(node)
    heads = [_head(group) for group in groups.values()]
    texts = [node for node in nodes if node.kind is NodeKind.TEXT]
    for head in heads:
        head.scope = _scope(head, heads, texts, sheet)
        head.single = _is_single(head, texts)
    return sorted(heads, key=lambda head: (head.box.top, head.box.left))


def find_bare_names(nodes: Sequence[Node], heads: Sequence[Head]) -> None:
    """Make bylines of bare names below a headline or at the right end of a column.

    Args:
        nodes: all nodes of the page; texts that are names get another kind.
        heads: its headlines.
    """
    for node in nodes:
        if node.kind is not NodeKind.TEXT or not _is_bare_name(node):
            continue
        left, right = node.lines[0].box.left, node.lines[0].box.right
        signs = node.column and left - node.left > _OVER * node.width
        if signs or any(
            -0.5 * node.size <= node.top - head.box.bottom <= _NAMES_BELOW * node.size
            and head.scope[0] <= left
            and right <= head.scope[1]
            and not head.down
            for head in heads
        ):
            node.kind = NodeKind.BYLINE


def _is_bare_name(node: Node) -> bool:
    alone = len(node.lines) == 1 and len(node.text) <= _BARE
    return alone and parse_byline(node.text) is not None


def _is_single(head: Head, texts: Sequence[Node]) -> bool:
    """Tell whether a title is no wider than the column of text above or below it."""
    wide = head.box.right - head.box.left
    near: list[tuple[float, float]] = []
    for node in texts:
        over = min(head.box.right, node.right) - max(head.box.left, node.left)
        if node.column and over > _OVER * min(wide, node.width):
            gap = max(node.top - head.box.bottom, head.box.top - node.bottom)
            near.append((gap, node.width))
    return bool(near) and wide <= _SPANS * min(near)[1]


def _find_decks(nodes: Sequence[Node], sheet: Sheet) -> None:
    """Make titles of short lines of plain size directly above or below a headline."""
    large = [
        n for n in nodes
        if n.kind is NodeKind.TITLE and not n.down and n.size >= TITLE_SIZE * sheet.body
    ]  # fmt: skip
    for node in nodes:
        if node.kind is not NodeKind.TEXT or len(node.lines) > _DECK_LINES or node.apart:
            continue
        if _is_bare_name(node):
            continue
        text = node.text
        dashed = text.startswith(_DASHES)
        # The first line of a kicker may end with a comma.
        if not (may_be_title(text.rstrip("，、")) or dashed) or any(
            "。" in o.text for o in node.lines
        ):
            continue
        for title in large:
            if node.frame != title.frame or not _is_deck(node, title, dashed=dashed):
                continue
            if _between(node, title, nodes):
                continue
            node.kind = NodeKind.TITLE
            node.left = min(one.box.left for one in node.lines)
            node.right = max(one.box.right for one in node.lines)
            break


def _is_deck(node: Node, title: Node, *, dashed: bool) -> bool:
    left = min(one.box.left for one in node.lines)
    right = max(one.box.right for one in node.lines)
    gap = max(node.top - title.bottom, title.top - node.bottom)
    if gap > max(_DECK_NEAR * node.size, 0.9 * title.size) or gap < -node.size:
        return False
    reach = 2 * title.size
    inside = left >= title.left - reach and right <= title.right + reach
    middle = abs((left + right) / 2 - (title.left + title.right) / 2) <= 2 * node.size
    begins = abs(left - title.left) <= 2 * node.size
    flows = node.column and right - left >= 0.85 * (node.right - node.left)
    wide = right - left > _SPANS * (node.right - node.left)
    if dashed:
        return inside or middle
    # Body text fills its lines; one that stops early in mid-sentence is broken as titles are.
    broken = any(one.open and is_short(one, node.right) for one in node.lines[:-1])
    return (
        inside
        and (middle or begins)
        and (wide or not flows)
        and (not node.column or middle or broken)
    )


def _between(one: Node, other: Node, nodes: Sequence[Node]) -> bool:
    upper, lower = (one, other) if one.top < other.top else (other, one)
    left, right = max(one.left, other.left), min(one.right, other.right)
    return any(
        node is not one
        and node is not other
        and node.kind in (NodeKind.TEXT, NodeKind.BYLINE)
        and node.top >= upper.bottom - 2
        and node.bottom <= lower.top + 2
        and node.left < right
        and node.right > left
        for node in nodes
    )


def _together(one: Node, two: Node, nodes: Sequence[Node], sheet: Sheet) -> bool:
    """Tell whether two title lines belong to one headline."""
    if one.down != two.down or one.frame != two.frame:
        return False
    large = max(one.size, two.size)
    if one.down:
        over = min(one.bottom, two.bottom) - max(one.top, two.top)
        gap = max(two.left - one.right, one.left - two.right)
        return over >= _OVER * min(one.bottom - one.top, two.bottom - two.top) and (
            -0.5 * large <= gap <= _BESIDE * large
        )
    if _in_one_row(one, two, sheet):
        return True
    upper, lower = (one, two) if one.top <= two.top else (two, one)
    gap = lower.top - upper.bottom
    over = min(one.right, two.right) - max(one.left, two.left)
    if over < _OVER * min(one.width, two.width):
        return False
    small = min(one.size, two.size)
    if not -0.6 * large <= gap <= max(_TOGETHER * small, 0.8 * large):
        return False
    if large > _MUCH * small and not _aligned(upper, lower):
        return False
    if lower.size < upper.size and _tops_column(lower, upper, nodes):
        return False
    return not _between(one, two, nodes) and not _ruled(upper, lower, sheet)


def _in_one_row(one: Node, two: Node, sheet: Sheet) -> bool:
    """Tell whether two titles are one line that a wide blank parts."""
    left, right = (one, two) if one.left <= two.left else (two, one)
    size = left.size
    level = abs(one.top - two.top) <= _SAME * size and abs(one.size - two.size) <= _SAME * size
    gap = (right.left - left.right) / size
    if not (level and size >= TITLE_SIZE * sheet.body and 0 <= gap <= _BLANK):
        return False
    return not any(
        left.right - size <= rule.left <= right.left + size
        and rule.top < one.bottom
        and rule.bottom > one.top
        for rule in sheet.upright
    )


def _tops_column(node: Node, upper: Node, nodes: Sequence[Node]) -> bool:
    """Tell whether a title tops one column of text below a headline that stands over others too.

    A deck stands above all columns of its article; a crosshead begins where they begin.
    """
    em = node.size
    return node.column and any(
        other.kind is NodeKind.TEXT
        and other.column
        and abs(other.top - node.top) <= _LEVEL * em
        and min(abs(other.right - node.home[0]), abs(other.left - node.home[1])) <= _GUTTER * em
        and min(upper.right, other.right) - max(upper.left, other.left) > _OVER * other.width
        for other in nodes
    )


def _aligned(one: Node, two: Node) -> bool:
    """Tell whether two lines have their middle or an edge in common."""
    reach = _ALIGNED * min(one.size, two.size)
    return (
        abs(one.left + one.right - two.left - two.right) <= 2 * reach
        or abs(one.left - two.left) <= reach
        or abs(one.right - two.right) <= reach
    )


def _ruled(upper: Node, lower: Node, sheet: Sheet) -> bool:
    left, right = max(upper.left, lower.left), min(upper.right, lower.right)
    return any(
        upper.bottom - 0.3 * upper.size <= rule.top <= lower.top + 0.3 * lower.size
        and min(rule.right, right) - max(rule.left, left) > _OVER * (right - left)
        and rule.right - rule.left > 1.5 * (right - left)
        for rule in sheet.level
    )


def _head(nodes: list[Node]) -> Head:
    nodes = sorted(nodes, key=lambda n: (-n.left, n.top) if n.down else (n.top, n.left))
    box = Box(
        min(n.left for n in nodes),
        min(n.top for n in nodes),
        max(n.right for n in nodes),
        max(n.bottom for n in nodes),
    )
    size = max(n.size for n in nodes)
    return Head(nodes, box, size, apart=nodes[0].apart, frame=nodes[0].frame)


def _scope(
    head: Head, heads: Sequence[Head], texts: Sequence[Node], sheet: Sheet
) -> tuple[float, float]:
    """Return how far the white to the left and right of a headline reaches."""
    box = head.box
    middle = (box.left + box.right) / 2
    slack = 0.25 * min(head.size, box.bottom - box.top)
    top, bottom = box.top + slack, box.bottom - slack
    boxes = [
        *texts,
        *(other.box for other in heads if other is not head),
        *sheet.pictures,
        *sheet.upright,
    ]
    walls = [(wall.left, wall.right) for wall in boxes if wall.top < bottom and wall.bottom > top]
    for frame in sheet.frames:
        if frame.top < bottom and frame.bottom > top:
            walls.extend(((frame.left, frame.left), (frame.right, frame.right)))
    layout = sheet.page.layout
    left, right = 0.0, layout.width if layout else box.right
    for start, end in walls:
        if (start + end) / 2 < middle and end <= middle:
            left = max(left, end)
        elif (start + end) / 2 > middle and start >= middle:
            right = min(right, start)
    if all(node.column and not node.down for node in head.nodes):
        # Set in a column of text, it stands over that column only.
        left = max(left, min(node.home[0] for node in head.nodes))
        right = min(right, max(node.home[1] for node in head.nodes))
    return min(left, box.left), max(right, box.right)
