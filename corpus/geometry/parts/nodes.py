"""Cuts stacks of lines into the nodes of a page: pieces of text, titles, bylines, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ...lines.bylines import parse_dateline
from ...lines.sorting import LineKind
from ...printed import Box
from .columns import INDENT_LEAST, INDENT_MOST, TITLE_SIZE, Stack
from .forms import may_be_title
from .sheet import Printed, Sheet


class NodeKind(StrEnum):
    """What a node is."""

    TEXT = "text"
    TITLE = "title"
    BYLINE = "byline"
    LABEL = "label"
    CAPTION = "caption"


@dataclass(slots=True)
class Node:
    """Lines of one kind that stand together.

    Attributes:
        index: ordinal on the page.
        kind: what it is.
        lines: from the top down (running down the page: from the right to the left).
        left: left edge of its column, or of its letters if it is set in none.
        right: right edge.
        top: upper end.
        bottom: lower end.
        size: size of its type.
        column: it stands in a known column.
        down: its lines run down the page.
        apart: it was cut off the text above it: ``gap``, ``item``, ``dateline``, ``heading``.
        frame: ordinal of the smallest frame with text around it, -1 if none.
        text: its lines joined.
        home: left and right edge of the column it was found in.
    """

    index: int
    kind: NodeKind
    lines: list[Printed]
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column: bool
    down: bool = False
    apart: str = ""
    frame: int = -1
    text: str = ""
    home: tuple[float, float] = (0.0, 0.0)

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.right - self.left

    @property
    def bold(self) -> bool:
        """Its first line is bold."""
        return self.lines[0].box.bold

    @property
    def indented(self) -> bool:
        """Its first line begins like a paragraph."""
        return is_indented(self.lines[0], self.left)

    @property
    def short(self) -> bool:
        """Its last line ends before the column does."""
        return is_short(self.lines[-1], self.right)

    @property
    def open(self) -> bool:
        """It stops in mid-sentence."""
        return self.lines[-1].open


# A line ends early if so many sizes of its column are left white.
_SHORT = 1.5
# Deeper than a paragraph's indent: a line in the middle of its column.
_CENTRED = 2.4
_EVEN = 1.3
# A change of size inside a column that shows without bold type.
_LARGER = 1.06
# White, in sizes, above the usual distance of lines, that parts a column.
_GAP = 0.5
# Text this long with full stops is text, however large.
_TEXTUAL = 45
_STOP = re.compile(r"[。；]")
_HEADED = re.compile(r"[讯电（(【\[]")
_SIGNED = re.compile(r"^[●◆■▲★◎○◇□△☆►▶]")
# Names in brackets that go on in the next line.
_OPENED = re.compile(
    r"^[（(](?:[\u4e00-\u9fff]{0,6}记者|通讯员|作者|[\u4e00-\u9fff]{2,3}\s)[^（）()，。]*$"
)
_CLOSES = re.compile(r"^[^（）()，。]{1,16}[）)]$")
# A second line of names: a further role and names only.
_FURTHER = re.compile(r"^(?:特约|实习)?(?:通讯员|记者|摄影)[ 　:：][^（）()，。]{2,16}$")
# White between two lines of names, and how far their ends may differ, in sizes.
_LEADING = 1.0
_HANGS = 1.3
# A line that begins so and holds names only is no piece of a sentence.
_ROLE_FIRST = re.compile(r"^[□■●◎（(]?\s*(?:本报|本刊|记者|通讯员|作者|特约|文/|图/|摄影)")
# A label has a frame little taller than its letters, and few of them.
_LABEL_TALL = 5.0
_LABEL_FITS = 2.6
_LABEL_LONG = 8


def is_indented(one: Printed, left: float) -> bool:
    """Tell whether a line begins with the indent of a paragraph."""
    inset = (one.box.left - left) / one.size
    return INDENT_LEAST <= inset <= INDENT_MOST


def is_short(one: Printed, right: float) -> bool:
    """Tell whether a line ends before its column does."""
    return right - one.box.right >= _SHORT * one.size


def make_nodes(sheet: Sheet, stacks: Sequence[Stack], down: Sequence[Printed]) -> list[Node]:
    """Cut stacks into nodes.

    Args:
        sheet: the page.
        stacks: its stacks.
        down: lines that run down the page.

    Returns:
        Nodes from the top down, then from the left.
    """
    out: list[Node] = []
    for stack in stacks:
        out.extend(_cut(stack, sheet))
    out.extend(_upright(down))
    out.sort(key=lambda node: (node.top, node.left))
    out = _signed(out)
    for index, node in enumerate(out):
        node.index = index
        node.text = "".join(one.text for one in node.lines)
    return out


def _signed(nodes: Sequence[Node]) -> list[Node]:
    """Join the lines of names that run over several: brackets that close, further roles."""
    out: list[Node] = []
    for node in nodes:
        one = node.lines[0]
        rest = len(node.lines) == 1 and not node.down and _goes_on(one.text)
        before = [other for other in out if rest and _is_signature(other, node)]
        if before:
            before[-1].lines.append(one)
            before[-1].bottom = node.bottom
            before[-1].left = min(before[-1].left, one.box.left)
            before[-1].right = max(before[-1].right, one.box.right)
        else:
            out.append(node)
    return out


def _goes_on(text: str) -> bool:
    return bool(_CLOSES.match(text) or _FURTHER.match(text))


def _is_signature(names: Node, node: Node) -> bool:
    """Tell whether names stand right above a line that goes on with them."""
    if names.kind is not NodeKind.BYLINE or names.down:
        return False
    last, one = names.lines[-1], node.lines[0]
    opened = last.text[:1] in "（(" and last.text[-1:] not in "）)"
    closing = one.text[-1:] in "）)"
    gap = (one.box.top - last.box.bottom) / one.size
    aligned = min(
        abs(one.box.right - last.box.right),
        abs(one.box.left - last.box.left),
        abs(one.box.left + one.box.right - last.box.left - last.box.right) / 2,
    )
    return opened is closing and -0.5 <= gap <= _LEADING and aligned <= _HANGS * one.size


def _node(kind: NodeKind, lines: list[Printed], stack: Stack, apart: str = "") -> Node:
    left, right = stack.left, stack.right
    if kind is not NodeKind.TEXT:
        left = min(one.box.left for one in lines)
        right = max(one.box.right for one in lines)
    sizes = sorted(one.size for one in lines)
    return Node(
        0, kind, lines, left, right, min(one.box.top for one in lines),
        max(one.box.bottom for one in lines), sizes[len(sizes) // 2], stack.column, apart=apart,
        home=(stack.left, stack.right),
    )  # fmt: skip


def _cut(stack: Stack, sheet: Sheet) -> Iterator[Node]:
    ratio = stack.size / sheet.body
    if ratio >= TITLE_SIZE and not _is_textual(stack.lines):
        yield from _titles(stack)
        return
    pitch = _pitch(stack.lines)
    run: list[Printed] = []
    apart = ""
    made: Node | None = None
    for at, one in enumerate(stack.lines):
        kind, why = _turn(stack, at, pitch)
        if kind is NodeKind.TEXT and not why:
            run.append(one)
            continue
        if run:
            yield _node(NodeKind.TEXT, run, stack, apart)
            run = []
        if kind is NodeKind.TEXT:
            run, apart = [one], why
            continue
        apart = "heading" if kind is NodeKind.TITLE else kind.value
        node = _node(kind, [one], stack, why)
        if why == "again" and made:
            made.lines.append(one)
            made.bottom = one.box.bottom
        else:
            made = node
            yield node
    if run:
        yield _node(NodeKind.TEXT, run, stack, apart)


def _is_textual(lines: Sequence[Printed]) -> bool:
    text = "".join(one.text for one in lines)
    if len(lines) < 2 or len(text) < _TEXTUAL:
        return False
    inner = text[:-1]
    return len(_STOP.findall(inner)) >= 1 or (len(lines) > 4 and inner.count("，") >= 3)


def _titles(stack: Stack) -> Iterator[Node]:
    """A stack of large lines: labels and bylines apart."""
    for one in stack.lines:
        kind = NodeKind.TITLE
        if one.line.kind is LineKind.BYLINE and one.line.byline and one.line.byline.marked:
            kind = NodeKind.BYLINE
        elif one.line.kind is LineKind.LABEL:
            kind = NodeKind.LABEL
        yield _node(kind, [one], stack)


def _pitch(lines: Sequence[Printed]) -> float:
    """Return the usual white between two lines of a stack."""
    gaps = sorted(two.box.top - one.box.bottom for one, two in pairwise(lines))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _turn(stack: Stack, at: int, pitch: float) -> tuple[NodeKind, str]:
    """Say what a line of a stack is, and why it begins something new, "" if it goes on."""
    one = stack.lines[at]
    before = stack.lines[at - 1] if at else None
    after = stack.lines[at + 1] if at + 1 < len(stack.lines) else None
    kind = one.line.kind
    flows = before is not None and before.open and not is_short(before, stack.right)
    if before is not None and _OPENED.match(before.text) and _CLOSES.match(one.text):
        return NodeKind.BYLINE, "again"
    if _OPENED.match(one.text) and after is not None and _CLOSES.search(after.text):
        return NodeKind.BYLINE, "byline"
    if kind is LineKind.ITEM or (kind is LineKind.TITLE and _SIGNED.match(one.line.sign)):
        return NodeKind.TEXT, "item"
    aside = is_short(one, stack.right) or one.box.left - stack.left >= INDENT_LEAST * one.size
    if kind is LineKind.BYLINE and (aside or _ROLE_FIRST.match(one.text)):
        return NodeKind.BYLINE, "byline"
    if flows and not _is_heading(stack, one, after):
        return NodeKind.TEXT, ""
    if kind is LineKind.LABEL and is_short(one, stack.right):
        return NodeKind.LABEL, "label"
    if kind in (LineKind.BYLINE, LineKind.SOURCE, LineKind.NOTE, LineKind.TURN):
        return NodeKind.BYLINE, "byline"
    if kind is LineKind.NAMES and (not stack.column or is_short(one, stack.right)):
        return NodeKind.BYLINE, "names"
    if _is_heading(stack, one, after) and not (before is not None and before.open and flows):
        return NodeKind.TITLE, "heading"
    if before is None:
        return NodeKind.TEXT, ""
    if _HEADED.search(one.text[:16]) and parse_dateline(one.text) is not None:
        return NodeKind.TEXT, "dateline"
    gap = one.box.top - before.box.bottom
    if gap > pitch + _GAP * one.size and not flows:
        return NodeKind.TEXT, "gap"
    return NodeKind.TEXT, ""


def _is_heading(stack: Stack, one: Printed, after: Printed | None) -> bool:
    """Tell whether a line in a column is set like a crosshead or a small headline."""
    if one.line.kind is LineKind.TITLE and not one.line.sign:
        return True
    if not may_be_title(one.text):
        return False
    inset = (one.box.left - stack.left) / one.size
    spare = (stack.right - one.box.right) / one.size
    if inset >= _CENTRED and abs(inset - spare) <= _EVEN:
        return True
    usual = min(stack.size, stack.usual) if stack.usual else stack.size
    marked = (one.box.bold and not stack.bold) or one.size >= _LARGER * usual
    if not marked or (
        spare < _SHORT / 2
        and inset < INDENT_LEAST / 2
        and after is not None
        and not is_indented(after, stack.left)
    ):
        return False
    return spare >= _SHORT / 2 or after is None or is_indented(after, stack.left)


def _upright(down: Sequence[Printed]) -> Iterator[Node]:
    """Make titles of lines that run down the page."""
    for one in down:
        kind = NodeKind.TITLE
        if one.line.kind is LineKind.LABEL:
            kind = NodeKind.LABEL
        elif one.line.kind is LineKind.BYLINE:
            kind = NodeKind.BYLINE
        box = one.box
        yield Node(
            0, kind, [one], box.left, box.right, box.top, box.bottom, one.size,
            column=False, down=True,
        )  # fmt: skip


def find_labels(nodes: Sequence[Node], sheet: Sheet) -> None:
    """Make labels of short lines that have a frame to themselves.

    Args:
        nodes: all nodes of the page.
        sheet: the page.
    """
    for frame in sheet.frames:
        if frame.bottom - frame.top > _LABEL_TALL * sheet.body:
            continue
        inside = [node for node in nodes if _within(node, frame)]
        if len(inside) == 1 and len(inside[0].lines) == 1 and len(inside[0].text) <= _LABEL_LONG:
            node = inside[0]
            fits = frame.bottom - frame.top <= _LABEL_FITS * node.size
            if fits and node.kind in (NodeKind.TEXT, NodeKind.TITLE):
                node.kind = NodeKind.LABEL


def set_frames(nodes: Sequence[Node], sheet: Sheet) -> None:
    """Note for each node the smallest frame around it that holds text."""
    holding = [
        at
        for at, frame in enumerate(sheet.frames)
        if any(
            node.kind is NodeKind.TEXT and len(node.lines) > 1 and _within(node, frame)
            for node in nodes
        )
    ]
    for node in nodes:
        node.frame = next((at for at in holding if _within(node, sheet.frames[at])), -1)


def _within(node: Node, frame: Box) -> bool:
    x, y = (node.left + node.right) / 2, (node.top + node.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom
