"""The texts and headlines of a page with what stands above, below and beside each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...printed import Box
from ..parts.heads import Head
from ..parts.nodes import Node, NodeKind
from ..parts.sheet import Sheet
from .facts import Facts
from .places import Place, find_places

#: A link that cannot be.
NEVER = -9.0
#: Links below this score are not looked at: a text without a headline is likelier.
LEAST = -2.0
#: A title that scores so as a crosshead is no headline of what stands below it.
CROSSING = 0.5
#: A text goes on below the text above it unless so much white, in sizes, parts the two.
PARTED = 1.8

# A lead is this many times wider than a column below it.
_WIDE = 1.6
# … and than the usual column.
_WIDER = 1.3
# A text goes on below another one over no more white than this, in sizes.
_GOES_DOWN = 2.6
# A headline reaches down over no more white than this.
_REACHES = 12.0
# A headline so near below text may stand in the middle of its own article, in sizes.
_FLOWS_NEAR = 5.0
_FLOWS_WIDE = 0.6
# A rule over one title alone is no wider than this share of the white around it.
_OWN_RULE = 1.2
# Texts this short with names at their end may be briefs.
_BRIEF_TEXT = 300
# How much a title looks like a crosshead, by the ratio of its size to that of the text.
_BY_SIZE = ((1.08, 2.0), (1.25, 1.5), (1.45, 0.3), (1.75, -1.5))
_LARGE = -4.0
_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．，]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[、.．]|0\d|第[一二三四五六七八九十]{1,2}[，、：:]|[●■◆▲])"
)


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """A score with its reason; scores behave like log-odds: above 0 rather yes."""

    value: float
    why: str


class Ground:
    """Texts and headlines of a page, their places, and what they stand under."""

    def __init__(
        self, texts: Sequence[Node], heads: Sequence[Head], others: Sequence[Node], sheet: Sheet
    ) -> None:
        self.texts = texts
        self.heads = heads
        self.sheet = sheet
        self.em = sheet.body
        self.bylines = [node for node in others if node.kind is NodeKind.BYLINE]
        labels = [node for node in others if node.kind is NodeKind.LABEL]
        widths = sorted(node.right - node.left for node in texts if node.column)
        #: Width of the usual column.
        self.usual = widths[len(widths) // 2] if widths else 0.0
        self._filling: dict[int, list[Box | Node]] = {}
        self.captions = [node for node in texts if node.kind is NodeKind.CAPTION]
        self.facts = Facts(texts, self.bylines, labels)
        self.places: list[Place] = find_places(texts, heads, sheet)
        #: For each title its score as a crosshead.
        self.cross = [self._crosshead(title) for title in range(len(heads))]
        #: For each title the text directly above it, -1 if none.
        self.above = [self._text_above(head) for head in heads]
        #: For each title the headline that reaches over it, -1 if none.
        self.roof = [self._roof(head) for head in heads]
        #: For each title whether text seems to flow around it.
        self.around = [self._flows_around(head) for head in heads]
        #: For each text whether nothing stands above it that it could go on with.
        self.free = [self._is_free(two) for two in range(len(texts))]
        self._look_through()
        self._look_far()
        self.goes_down = [self._has_below(one) for one in range(len(texts))]
        self.set_covers()

    def set_covers(self) -> None:
        """Hand each text the headline it stands under, crossheads and texts between passed over."""
        for place in self.places:
            place.cover = self._cover(place, 0)
        #: The texts under each headline.
        self.under: dict[int, list[Node]] = {}
        for place, node in zip(self.places, self.texts, strict=True):
            self.under.setdefault(place.cover, []).append(node)
        self._first: dict[int, bool] = {}

    def is_crosshead(self, title: int) -> bool:
        """Tell whether a title looks like a crosshead rather than like a headline."""
        return self.cross[title] >= CROSSING

    def filled(self, top: float, q: Node) -> float:
        """Return how much of the way down to a text pictures, boxes and names fill."""
        total = 0.0
        left, right, low = q.left, q.right, q.top
        least = 0.3 * (right - left)
        for box in self._fillers(q.frame):
            between = box.top < low and box.bottom > top
            if between and min(box.right, right) - max(box.left, left) > least:
                total += min(box.bottom, low) - max(box.top, top)
        return total

    def _fillers(self, frame: int) -> list[Box | Node]:
        """Return what may stand between the texts of a frame without parting them."""
        found = self._filling.get(frame)
        if found is None:
            frames = [box for at, box in enumerate(self.sheet.frames) if at != frame]
            found = [*self.sheet.pictures, *frames, *self.captions, *self.bylines]
            self._filling[frame] = found
        return found

    def ruled(self, top: float, bottom: float, one: Box | Node, share: float) -> bool:
        """Tell whether a rule over some share of a thing's width lies between two heights."""
        left, right = one.left, one.right
        least = share * (right - left)
        for rule in self.sheet.level:
            if rule.top > bottom:
                break
            if rule.top >= top and min(rule.right, right) - max(rule.left, left) >= least:
                return True
        return False

    def headed(self, top: float, bottom: float, left: float, right: float) -> bool:
        """Tell whether a headline that no text flows around crosses a part of the page."""
        em = self.em
        if bottom <= top:
            return False
        top, bottom, left, right = top - em, bottom + em, left + em, right - em
        for box, scope in self._bars:
            if box.top >= top and box.bottom <= bottom and scope[0] <= left and scope[1] >= right:
                return True
        return False

    @cached_property
    def _bars(self) -> list[tuple[Box, tuple[float, float]]]:
        """Headlines that no text flows around."""
        return [
            (head.box, head.scope)
            for at, head in enumerate(self.heads)
            if not (self.around[at] or self.is_crosshead(at))
        ]

    def ruled_above(self, top: float, head: Head) -> bool:
        """Tell whether a rule lies between a place further up and a title."""
        return self.ruled(top - self.em / 2, head.box.top + self.em / 2, head.box, 0.7)

    def boxed_above(self, top: float, head: Head) -> bool:
        """Tell whether a box with other text stands between a place further up and a title."""
        box, em = head.box, self.em
        return any(
            top - em / 2 <= frame.top
            and frame.bottom <= box.top + em / 2
            and min(frame.right, box.right) - max(frame.left, box.left)
            >= 0.5 * (box.right - box.left)
            for frame in self.sheet.frames
        )

    def parting_rule(self, p: Node, q: Node) -> bool:
        """Tell whether a rule runs down between two columns."""
        top, bottom = max(p.top, q.top), min(p.bottom, q.bottom)
        return self._rule_between(p.right, q.left, top, bottom)

    def rule_beside(self, p: Node, head: Head) -> bool:
        """Tell whether a rule runs down between a text and a title to the right of it."""
        return self._rule_between(p.right, head.scope[0], head.box.top, head.box.bottom)

    def _rule_between(self, left: float, right: float, top: float, bottom: float) -> bool:
        """Tell whether a rule runs down between two places for most of a height."""
        em = self.em
        return bottom > top and any(
            left - em <= rule.left <= right + em
            and min(rule.bottom, bottom) - max(rule.top, top) > 0.6 * (bottom - top)
            for rule in self.sheet.upright
        )

    def _cover(self, place: Place, depth: int) -> int:
        if depth > len(self.places):
            return -1
        if place.head >= 0:
            if not self.is_crosshead(place.head):
                return -1 if place.far else place.head
            above = self.above[place.head]
            if above >= 0:
                return self._cover(self.places[above], depth + 1)
            return self.roof[place.head]
        if place.beside >= 0:
            return place.beside
        if place.text >= 0 and not (place.ruled or place.boxed or place.far):
            return self._cover(self.places[place.text], depth + 1)
        return -1

    def _look_through(self) -> None:
        """Note the text above each text beyond a headline that stands in its way."""
        for two, place in enumerate(self.places):
            if place.head < 0 or self.is_crosshead(place.head) or not self.around[place.head]:
                continue
            box, q = self.heads[place.head].box, self.texts[two]
            near = [
                (node.bottom, one)
                for one, node in enumerate(self.texts)
                if -self.em <= box.top - node.bottom <= _FLOWS_NEAR * self.em
                and node.frame == q.frame
                and min(node.right, q.right) - max(node.left, q.left) > 0.5 * q.width
            ]
            place.via = max(near)[1] if near else -1

    def _look_far(self) -> None:
        """Note the texts that stand too far below another one, or below a headline."""
        for place, node in zip(self.places, self.texts, strict=True):
            if place.text >= 0:
                bottom, most = self.texts[place.text].bottom, _GOES_DOWN
            elif place.head >= 0:
                bottom, most = self.heads[place.head].box.bottom, _REACHES
            else:
                continue
            white = node.top - bottom - self.filled(bottom, node)
            place.far = white > most * self.em

    def _text_above(self, head: Head) -> int:
        box = head.box
        near = [
            (node.bottom, at)
            for at, node in enumerate(self.texts)
            if -self.em <= box.top - node.bottom <= PARTED * self.em
            and min(node.right, box.right) > max(node.left, box.left)
            and not self.leads(node, head)
        ]
        return max(near)[1] if near else -1

    def leads(self, p: Node, below: Head | Node) -> bool:
        """Tell whether a text is set over several columns, as a lead, above one of them."""
        home = below.nodes[0].home if isinstance(below, Head) else (below.left, below.right)
        wide = p.right - p.left
        return wide > _WIDER * self.usual and wide > _WIDE * max(home[1] - home[0], self.em)

    def _roof(self, head: Head) -> int:
        best, found = -1.0, -1
        box = head.box
        for at, other in enumerate(self.heads):
            if other is head or other.down or other.frame != head.frame or self.is_crosshead(at):
                continue
            low = other.box.bottom
            if low > box.top + self.em / 2 or low <= best:
                continue
            reaches = other.scope[0] <= box.left and other.scope[1] >= box.right
            if reaches and not self.ruled_above(low, head):
                best, found = low, at
        return found

    def _has_below(self, one: int) -> bool:
        """Tell whether a text that may go on stands directly below, in the same column."""
        for at in self.places[one].below:
            place = self.places[at]
            if not (place.ruled or place.boxed or place.far):
                return True
        return any(place.via == one for place in self.places)

    def _is_free(self, two: int) -> bool:
        place, q = self.places[two], self.texts[two]
        if place.head >= 0:
            return False
        if place.text < 0 or place.ruled or place.boxed:
            return True
        return q.top - self.texts[place.text].bottom >= PARTED * self.em

    def is_first(self, two: int) -> bool:
        """Tell whether no text without a headline stands directly to the left of a text."""
        found = self._first.get(two)
        if found is None:
            found = self._first[two] = self._is_first_in_row(two)
        return found

    def _is_first_in_row(self, two: int) -> bool:
        q = self.texts[two]
        tall = q.bottom - q.top
        return not any(
            0 <= q.left - other.right + self.em <= 4 * self.em
            and other.frame == q.frame
            and min(q.bottom, other.bottom) - max(q.top, other.top) >= 0.5 * tall
            and self.places[at].cover < 0
            and not self.parting_rule(other, q)
            for at, other in enumerate(self.texts)
        )

    def _flows_around(self, head: Head) -> bool:
        """Tell whether text stands so near above a headline that it may go on below it."""
        box, scope = head.box, head.scope
        texts = [node for node in self.texts if node.frame == head.frame]
        beside = any(
            node.top <= box.top
            and node.bottom >= box.bottom
            and (abs(node.right - scope[0]) <= self.em or abs(node.left - scope[1]) <= self.em)
            for node in texts
        )
        if not beside:
            return False
        reach = _FLOWS_NEAR * self.em
        covered = 0.0
        crossheads = [
            other.nodes[0].home
            for at, other in enumerate(self.heads)
            if self.is_crosshead(at) and -self.em <= box.top - other.box.bottom <= reach
        ]
        near = [
            (node.left, node.right) for node in texts if -self.em <= box.top - node.bottom <= reach
        ]
        for left, right in (*near, *crossheads):
            covered += max(0.0, min(box.right, right) - max(box.left, left))
        for rule in self.sheet.level:
            if box.top - reach <= rule.top <= box.top + 2:
                covered -= max(0.0, min(box.right, rule.right) - max(box.left, rule.left))
        return covered >= _FLOWS_WIDE * (box.right - box.left)

    def _crosshead(self, title: int) -> float:
        """Score a title as a crosshead by its own form and by the others of the page."""
        head = self.heads[title]
        ratio = head.size / self.em
        value = next((score for limit, score in _BY_SIZE if ratio < limit), _LARGE)
        value -= 1.0 if sum(len(node.lines) for node in head.nodes) > 2 else 0.0
        value += 2.0 if _ORDINAL.match(head.text) else 0.0
        value -= 1.5 if self._has_own_rule(head) else 0.0
        value -= 3.0 if any(self._names(head, node) for node in self.bylines) else 0.0
        for place, fact, node in zip(self.places, self.facts.of, self.texts, strict=True):
            if place.head != title:
                continue
            value -= 3.0 if fact.dated else 0.0
            value -= 0.5 if fact.ends and len(node.text) < _BRIEF_TEXT else 0.0
            captioned = node.kind is NodeKind.CAPTION
            value -= 4.0 if captioned and node.top - head.box.bottom <= 3 * self.em else 0.0
        if any(other.size >= 1.25 * head.size for other in self.heads):
            value += 0.5
        return value

    def _names(self, head: Head, byline: Node) -> bool:
        """Tell whether names stand right below a title."""
        reach = 4 * self.em
        over = min(byline.right, head.box.right + reach) > max(byline.left, head.box.left - reach)
        return over and -self.em / 2 <= byline.top - head.box.bottom <= 1.5 * self.em

    def _has_own_rule(self, head: Head) -> bool:
        box = head.box
        widest = _OWN_RULE * (head.scope[1] - head.scope[0])
        return any(
            box.top - 2.5 * self.em <= rule.top <= box.top + 2
            and min(rule.right, box.right) - max(rule.left, box.left)
            >= 0.7 * (box.right - box.left)
            and rule.right - rule.left <= widest
            for rule in self.sheet.level
        )
