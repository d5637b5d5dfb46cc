"""What the pieces of text of a page say by themselves: how they begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...layout.scores.evidence import starts_inside
from ...lines.bylines import parse_dateline, parse_ending
from ...lines.sorting import LineKind
from ..parts.nodes import Node, NodeKind, is_indented
from .subjects import Subjects

# From this share of signed items on, a list is a news box.
_SIGNED_SHARE = 0.25
# Share of the lines of a page that begin with an indent where paragraphs are indented.
_INDENTED = 0.02
# Names stand this near below the text they sign, in sizes; above, beside its last line.
_SIGNS_BELOW = 1.2
_SIGNS_BESIDE = 1.3


@dataclass(frozen=True, slots=True)
class Fact:
    """How a piece of text begins and ends.

    Attributes:
        indented: it begins like a paragraph.
        inside: score for beginning in mid-sentence.
        dated: it begins with a dateline.
        item: it begins with the sign of an item.
        opens: its first two lines.
        closes: its last two lines.
        flows: it stops in mid-sentence, and not at the end of a paragraph.
        short: it ends before its column does.
        ends: it ends with names, or says that it goes on on another page.
    """

    indented: bool
    inside: float
    dated: bool
    item: bool
    opens: str
    closes: str
    flows: bool
    short: bool
    ends: bool


class Facts:
    """The facts of all texts of a page."""

    def __init__(
        self, texts: Sequence[Node], bylines: Sequence[Node], labels: Sequence[Node]
    ) -> None:
        self.texts = texts
        self._labels = labels
        self.page = "\n".join(node.text for node in texts)
        self.of = [_fact(node, bylines) for node in texts]
        rows = [is_indented(one, node.left) for node in texts if node.column for one in node.lines]
        #: Paragraphs of the page begin with an indent.
        self.indents = bool(rows) and sum(rows) >= _INDENTED * len(rows)

    @cached_property
    def subjects(self) -> Subjects:
        """What the texts speak of."""
        return Subjects([node.text for node in self.texts])

    @cached_property
    def news_boxes(self) -> frozenset[int]:
        """Frames whose items are news of their own: signed, or under the label of a news box."""
        out: list[int] = []
        for frame in sorted({node.frame for node in self.texts}):
            items = [
                fact
                for node, fact in zip(self.texts, self.of, strict=True)
                if node.frame == frame and fact.item
            ]
            named = frame >= 0 and any(node.frame == frame for node in self._labels)
            signed = sum(fact.ends for fact in items) >= _SIGNED_SHARE * len(items)
            if len(items) > 1 and (named or signed):
                out.append(frame)
        return frozenset(out)

    def is_news_item(self, two: int) -> bool:
        """Tell whether a text is an item of a news box."""
        return self.of[two].item and self.texts[two].frame in self.news_boxes


def _fact(node: Node, bylines: Sequence[Node]) -> Fact:
    first, last = node.lines[0], node.lines[-1]
    short = node.short
    closes = "".join(one.text for one in node.lines[-2:])
    return Fact(
        indented=node.indented,
        inside=0.0 if first.initial else starts_inside(first.text),
        dated=_is_dated(node),
        item=node.apart == "item" or first.line.kind is LineKind.ITEM,
        opens="".join(one.text for one in node.lines[:2]),
        closes=closes,
        flows=last.open and not (node.column and short),
        short=short,
        ends=_ends(closes) or any(_signs(byline, node) for byline in bylines),
    )


def _ends(tail: str) -> bool:
    if "下转" in tail[-16:] or "下轉" in tail[-16:]:
        return True
    found, byline = parse_ending(tail)
    return found is not None and byline is not None and not byline.credit


def _signs(byline: Node, node: Node) -> bool:
    """Tell whether names stand right below a text, as at its end."""
    over = min(byline.right, node.right) - max(byline.left, node.left)
    gap = byline.top - node.bottom
    near = -_SIGNS_BESIDE * node.size <= gap <= _SIGNS_BELOW * node.size
    return over > 0 and near and byline.text[:1] in "（("


def _is_dated(node: Node) -> bool:
    if node.kind is NodeKind.CAPTION:
        return False
    if node.apart == "dateline":
        return True
    text = "".join(one.text for one in node.lines[:3])
    return any(sign in text[:24] for sign in "讯电（(") and parse_dateline(text) is not None
