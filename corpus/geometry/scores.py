"""Scores for what follows what on a printed page. They behave like log-odds: above 0 rather yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..bylines import parse_dateline, parse_ending
from ..layout.evidence import continuation, starts_inside
from ..lines import LineKind
from .forms import may_be_title
from .heads import Head
from .nodes import Node, NodeKind
from .places import Place, find_places
from .sheet import Sheet
from .subjects import Subjects

#: A link that cannot be.
NEVER = -9.0

# Where a text goes on: below, in the next column under the same headline, elsewhere.
_BELOW = 2.5
_NEXT_COLUMN = 2.5
_LOWER_LEFT = -0.5
_ELSEWHERE = -4.0
_OTHER_HEAD = -1.5
_SAME_HEAD = 1.0
_BURIED = -1.2
_SKIPPED = -1.5
# White between two texts of a column, in sizes: what is usual, and what more costs.
_LITTLE_WHITE = 1.5
_WHITE = 0.5
_MOST_WHITE = 2.2
_BOXED = -0.8
# Below a headline that stands in the way.
_THROUGH = -0.8
# A title that scores so as a crosshead is no headline of what stands below it.
_CROSSING = 0.5
_FARTHER = -0.8
_RULED = -2.5
_FRAMED = -4.0
# A finished or unfinished sentence, and a line that begins with an indent or without.
_BREAKS = -3.5
_NO_INDENT = -2.5
_FITS = 0.3
_FLOWS = 1.0
_MOST_FLOW = 4.0
_ENDED = -5.0
_DATED = -4.0
_BRIEF = -6.0
_SIGNED_SHARE = 0.25
_BRIEF_TEXT = 300
# A caption goes on in another column only if the sentence says so.
_CAPTION_FLOWS = 1.0
# Texts shorter than this say little about their subject.
_TELLING = 80
_SUBJECT = 0.5
# What heads a text.
_UNDER = 3.0
_IN_SCOPE = 2.0
_SIDE = 2.0
_MIDDLE = 0.8
_NOT_FIRST = -2.0
_WORDS = 0.4
_MOST_WORDS = 1.5
_FAR_BELOW = 0.12
_NEAR_LINES = 6.0
# A text without headline.
_HEADLESS = -1.0
_LONG_HEADLESS = -0.7
_LONG = 10
# A text goes on below the text above it unless so much white, in sizes, parts the two.
_PARTED = 1.8
_GOES_DOWN = -2.5
# A headline stands no farther from a text beside it, in sizes.
_GUTTER = 3.0
# A rule over one title alone is no wider than this share of the white around it.
_OWN_RULE = 1.2
# A headline close below text may stand in the middle of its own article.
_FLOWS_ON = -1.2
_FLOWS_NEAR = 5.0
_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．，]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[、.．]|0\d|第[一二三四五六七八九十]{1,2}[，、：:]|[●■◆▲])"
)


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """A score with its reason."""

    value: float
    why: str


class Scores:
    """The texts and headlines of a page, and what speaks for one following another."""

    def __init__(
        self, texts: Sequence[Node], heads: Sequence[Head], others: Sequence[Node], sheet: Sheet
    ) -> None:
        bylines = [node for node in others if node.kind is NodeKind.BYLINE]
        labels = [node for node in others if node.kind is NodeKind.LABEL]
        self.texts = texts
        self.heads = heads
        self.bylines = bylines
        self.sheet = sheet
        self.labels = labels
        self.body = sheet.body
        self.places: list[Place] = find_places(texts, heads, sheet)
        self.indents = _page_indents(texts)
        self.page = "\n".join(node.text for node in texts)
        self._endings: dict[int, bool] = {}
        self._look_through()
        self._set_covers()
        self._look_beside()
        self._set_covers()

    def _look_through(self) -> None:
        """Note the text above each text beyond a headline that stands in its way."""
        around = [
            self.crosshead(title) < _CROSSING and self._flows_around(title)
            for title in range(len(self.heads))
        ]
        for two, place in enumerate(self.places):
            if place.head < 0 or not around[place.head]:
                continue
            box, q = self.heads[place.head].box, self.texts[two]
            near = [
                (node.bottom, one)
                for one, node in enumerate(self.texts)
                if -self.body <= box.top - node.bottom <= _FLOWS_NEAR * self.body
                and node.frame == q.frame
                and min(node.right, q.right) - max(node.left, q.left) > 0.5 * q.width
            ]
            place.via = max(near)[1] if near else -1

    def _look_beside(self) -> None:
        """Give texts without a headline above them the one beside them."""
        for two, place in enumerate(self.places):
            if place.head >= 0 or not self._is_free(two):
                continue
            rated = [(self._over(head, at, two)[0], -at) for at, head in enumerate(self.heads)]
            value, at = max(rated, default=(0.0, 0))
            place.beside = -at if value > 0 else -1

    def _set_covers(self) -> None:
        """Hand each text the headline it stands under, crossheads and texts between passed over."""
        for place in self.places:
            place.cover = self._cover(place, 0)

    def _cover(self, place: Place, depth: int) -> int:
        if depth > len(self.places):
            return -1
        if place.head >= 0:
            if self.crosshead(place.head) < _CROSSING:
                return place.head
            head = self.heads[place.head]
            above = self._text_above(head)
            if above >= 0:
                return self._cover(self.places[above], depth + 1)
            return self._cover_of(head)
        if place.beside >= 0:
            return place.beside
        if place.text >= 0 and not (place.ruled or place.boxed):
            return self._cover(self.places[place.text], depth + 1)
        return -1

    def _text_above(self, head: Head) -> int:
        """Return the text that stands directly above a title, -1 if none."""
        near = [
            (node.bottom, at)
            for at, node in enumerate(self.texts)
            if -self.body <= head.box.top - node.bottom <= _PARTED * self.body
            and min(node.right, head.box.right) - max(node.left, head.box.left) > 0
        ]
        return max(near)[1] if near else -1

    @cached_property
    def subjects(self) -> Subjects:
        """What the texts speak of."""
        return Subjects([node.text for node in self.texts])

    def follows(self, one: int, two: int) -> Score:
        """Score text ``two`` as what goes on with text ``one``."""
        placed = self._placed(one, two)
        if placed.value <= _ELSEWHERE + _OTHER_HEAD:
            return placed
        p, q = self.texts[one], self.texts[two]
        told = self._told(p, q)
        if NodeKind.CAPTION in (p.kind, q.kind) and told.value < _CAPTION_FLOWS:
            return Score(NEVER, "caption")
        value = placed.value + told.value
        if value > -3.0 and min(len(p.text), len(q.text)) >= _TELLING:
            value += _SUBJECT * self.subjects.cohesion(one, two)
        why = told.why if told.value > 1.5 else placed.why
        return Score(value, why)

    def _placed(self, one: int, two: int) -> Score:
        p, q = self.texts[one], self.texts[two]
        em = self.body
        first, second = self.places[one], self.places[two]
        value = 0.0 if p.frame == q.frame else _FRAMED
        over = min(p.right, q.right) - max(p.left, q.left)
        below = q.top >= p.bottom - 0.6 * em
        if over >= 0.5 * min(p.width, q.width):
            if not below:
                return Score(NEVER, "above")
            through = second.via == one
            gap = max(0.0, q.top - p.bottom) / em
            if through:
                box = self.heads[second.head].box
                gap -= (box.bottom - box.top) / em
                value += _THROUGH
            elif second.text != one:
                value += self._interrupted(one, two)
            gap -= self._filled_gap(p.bottom, q) / em
            value += _BELOW - min(_MOST_WHITE, _WHITE * max(0.0, gap - _LITTLE_WHITE))
            value += _RULED if second.ruled and not through else 0.0
            value += _BOXED if second.boxed else 0.0
            edges = (abs(p.left - q.left) <= em) + (abs(p.right - q.right) <= 1.5 * em)
            value -= (1.5, 0.4, 0.0)[edges]
            return Score(value, "below in the column")
        same_head = first.cover == second.cover and first.cover >= 0
        value += _SAME_HEAD if same_head else _OTHER_HEAD if second.cover >= 0 else -0.5
        if q.left >= p.right - em:
            away = (q.left - p.right) / max(p.width, em)
            value += _NEXT_COLUMN + (_FARTHER * away if away > 0.35 else 0.0)
            value += _BURIED if self._goes_down(one) else 0.0
            value += _BURIED if second.text >= 0 and not second.ruled else 0.0
            value += _SKIPPED if self._skips(one, two) else 0.0
            value += _BURIED if second.via >= 0 else 0.0
            if q.bottom < p.top:
                value += 0.0 if same_head else -min(3.0, 0.1 * (p.top - q.bottom) / em)
                value += _RULED if self._crossed(q.bottom, p.top, p, q) else 0.0
            value += -2.0 if q.top > p.bottom + 2 * em else 0.0
            value += self._parting_rule(p, q)
            why = "next column under the same headline" if same_head else "next column"
            return Score(value, why)
        if below:
            value += _RULED if self._crossed(p.bottom, q.top, p, q) else 0.0
            value += _LOWER_LEFT + (_BURIED if self._goes_down(one) else 0.0)
            value += _BURIED if second.text >= 0 and not second.ruled else 0.0
            return Score(value, "further down")
        return Score(_ELSEWHERE + value, "elsewhere")

    def _skips(self, one: int, two: int) -> bool:
        """Tell whether a text under the same headline stands between two columns."""
        p, q = self.texts[one], self.texts[two]
        cover = self.places[one].cover
        return cover >= 0 and any(
            self.places[at].cover == cover
            and other.left >= p.right - self.body
            and other.right <= q.left + self.body
            and other.bottom > min(p.top, q.top)
            for at, other in enumerate(self.texts)
        )

    def _goes_down(self, one: int) -> bool:
        """Tell whether a text stands directly below, in the same column and without a rule."""
        return any(not self.places[at].ruled for at in self.places[one].below) or any(
            place.via == one for place in self.places
        )

    def _interrupted(self, one: int, two: int) -> float:
        """Score what stands between two texts of a column."""
        p, q = self.texts[one], self.texts[two]
        value = 0.0
        for other in self.texts:
            if other is p or other is q:
                continue
            over = min(q.right, other.right) - max(q.left, other.left)
            if over > 0.5 * q.width and other.top >= p.bottom - 1 and other.bottom <= q.top + 1:
                value -= 3.0
        head = self.places[two].head
        if head >= 0 and self.heads[head].box.top >= p.bottom - self.body:
            value -= 1.5 if self.heads[head].single else 2.5
        return max(value, -6.0)

    def _crossed(self, top: float, bottom: float, p: Node, q: Node) -> bool:
        """Tell whether a rule over or under one of two texts lies between two heights."""
        em = self.body
        return any(
            top - em <= rule.top <= bottom + em
            and any(
                min(rule.right, one.right) - max(rule.left, one.left) >= 0.8 * one.width
                for one in (p, q)
            )
            for rule in self.sheet.level
        )

    def _parting_rule(self, p: Node, q: Node) -> float:
        """A rule between two columns parts articles, unless the paper rules all its columns."""
        top, bottom = max(p.top, q.top), min(p.bottom, q.bottom)
        if bottom <= top:
            return 0.0
        for rule in self.sheet.upright:
            if p.right - self.body <= rule.left <= q.left + self.body:
                covered = min(rule.bottom, bottom) - max(rule.top, top)
                if covered > 0.6 * (bottom - top):
                    return -0.8
        return 0.0

    def _told(self, p: Node, q: Node) -> Score:
        """Score what the end of one text and the beginning of another say."""
        if self.ends(p):
            return Score(_ENDED, "names at its end")
        last, first = p.lines[-1], q.lines[0]
        if first.line.kind is LineKind.ITEM:
            return Score(_BRIEF if q.frame in self.brief_frames else 0.0, "new item")
        if _is_dated(q):
            return Score(_DATED, "dateline")
        flows = p.open and not (p.column and p.short)
        if flows and q.indented and len(p.lines) == 1 and may_be_title(p.text):
            return Score(_FITS, "a new paragraph")
        if flows:
            if q.indented:
                return Score(_BREAKS, "a new paragraph")
            left = p.lines[-2].text + last.text if len(p.lines) > 1 else last.text
            right = first.text + (q.lines[1].text if len(q.lines) > 1 else "")
            found = continuation(left, right, self.page)
            return Score(_FLOWS + max(-2.0, min(_MOST_FLOW, found)), "the sentence goes on")
        if starts_inside(first.text) >= 2.0:
            return Score(_NO_INDENT - 0.5, "begins in mid-sentence")
        if q.indented or not self.indents:
            return Score(_FITS, "a new paragraph")
        return Score(_NO_INDENT if p.column and p.short else 0.0, "no indent")

    def ends(self, node: Node) -> bool:
        """Tell whether a text ends with names, or says that it goes on elsewhere."""
        known = self._endings.get(node.index)
        if known is None:
            tail = "".join(one.text for one in node.lines[-2:])
            found, byline = parse_ending(tail)
            turned = "下转" in tail[-16:]
            known = turned or (found is not None and byline is not None and not byline.credit)
            known = known or any(_signs(other, node) for other in self.bylines)
            self._endings[node.index] = known
        return known

    @cached_property
    def brief_frames(self) -> frozenset[int]:
        """Frames whose items are news of their own: signed, or under the label of a news box."""
        out: list[int] = []
        for frame in {node.frame for node in self.texts}:
            items = [
                node for node in self.texts
                if node.frame == frame and node.lines[0].line.kind is LineKind.ITEM
            ]  # fmt: skip
            signed = sum(self.ends(node) for node in items)
            named = frame >= 0 and any(node.frame == frame for node in self.labels)
            if len(items) > 1 and (named or signed >= _SIGNED_SHARE * len(items)):
                out.append(frame)
        return frozenset(out)

    def heads_text(self, title: int, two: int) -> Score:
        """Score a headline, or a crosshead, as what stands over a text."""
        head, q = self.heads[title], self.texts[two]
        place = self.places[two]
        if head.frame != q.frame:
            return Score(NEVER, "outside the frame")
        if q.lines[0].line.kind is LineKind.ITEM and q.frame in self.brief_frames:
            return Score(NEVER, "the name of a news box")
        em = self.body
        value, why = self._over(head, title, two)
        if q.kind is NodeKind.CAPTION:
            value = self._over_caption(head, q)
        if value <= -4.0:
            return Score(NEVER, why)
        if place.text >= 0 and not self._is_free(two):
            value += _GOES_DOWN
        if _is_dated(q):
            value += 1.2
        elif q.indented or q.apart == "item":
            value += 0.5
        elif self.indents and q.column and len(q.lines) > 1:
            value -= 1.0
        value -= min(3.0, starts_inside(q.lines[0].text))
        if place.head == title:
            gap = (q.top - head.box.bottom) / em - self._filled_gap(head.box.bottom, q) / em
            value -= min(2.0, _FAR_BELOW * max(0.0, gap - _NEAR_LINES))
        shared = self.subjects.shared(head.text, two)
        value += min(_MOST_WORDS, _WORDS * shared)
        return Score(value, why)

    def _over_caption(self, head: Head, q: Node) -> float:
        """Score a headline as that of a picture and its text."""
        em = self.body
        gap = max(q.top - head.box.bottom, head.box.top - q.bottom)
        over = min(q.right, head.box.right) - max(q.left, head.box.left)
        picture = any(
            min(p.right, head.box.right) > max(p.left, head.box.left)
            and -em <= max(p.top - head.box.bottom, head.box.top - p.bottom) <= 2.5 * em
            for p in self.sheet.pictures
        )
        if over > 0 and -em <= gap <= 4 * em:
            return _UNDER + (0.5 if picture else -0.5) - (2.0 if head.box.top > q.top else 0.0)
        return _MIDDLE if picture and gap <= 60 * em and not head.down else NEVER

    def _over(self, head: Head, title: int, two: int) -> tuple[float, str]:
        q, place = self.texts[two], self.places[two]
        em = self.body
        if place.head == title:
            value = _UNDER if place.direct else _IN_SCOPE
            value += _NOT_FIRST if self._later(title, two) else 0.0
            value += _FLOWS_ON if self._flows_around(title) else 0.0
            return value, "under its headline"
        if head.down:
            return self._beside_down(head, two)
        over = min(q.right, head.box.right) - max(q.left, head.box.left)
        if head.single and over > 0.5 * (head.box.right - head.box.left):
            if q.top >= head.box.bottom - em and self._only_heads_between(head, q):
                return _BELOW - 1.5, "below the headline in its way"
            return NEVER, "apart"
        if not self._is_free(two) or self.crosshead(title) >= _CROSSING:
            return NEVER, "apart"
        tall = min(head.box.bottom, q.bottom) - max(head.box.top, q.top)
        if tall >= 0.3 * min(q.bottom - q.top, head.box.bottom - head.box.top):
            left = q.right <= head.box.left + em
            gap = head.box.left - q.right if left else q.left - head.box.right
            if gap <= _GUTTER * em + (q.width if left else 0.0):
                first = self._is_first_in_row(two)
                if left:
                    value = _MIDDLE + (0.0 if first else -1.0)
                else:
                    value = _MIDDLE - 1.5 if self._stands_over(title) else _SIDE
                return value, "beside its headline"
        if q.bottom <= head.box.top and head.box.top - q.bottom <= 4 * em and not head.single:
            if over > 0.5 * q.width:
                first = self._is_first_in_row(two)
                return _MIDDLE - (0.3 if first else 1.5), "around its headline"
        return NEVER, "apart"

    def _stands_over(self, title: int) -> bool:
        """Tell whether any text stands under a headline, perhaps under a crosshead too."""
        return any(
            place.head == title
            or (
                place.head >= 0
                and self.crosshead(place.head) >= _CROSSING
                and self._cover_of(self.heads[place.head]) == title
            )
            for place in self.places
        )

    def _beside_down(self, head: Head, two: int) -> tuple[float, str]:
        """Score a headline that runs down the page over a text beside it."""
        q = self.texts[two]
        em = self.body
        tall = min(head.box.bottom, q.bottom) - max(head.box.top, q.top)
        if tall < 0.4 * min(q.bottom - q.top, head.box.bottom - head.box.top):
            return NEVER, "apart"
        value = 0.0 if self._is_free(two) else -1.5
        if q.left >= head.box.right - em:
            if q.left - head.box.right <= 3 * em:
                return value + _SIDE, "beside its headline"
            return NEVER, "apart"
        gap = head.box.left - q.right
        if self._is_first_in_row(two):
            return value + _SIDE - 0.3 - gap / (50 * em), "in the row of its headline"
        return (value - 1.0, "in the row of its headline") if gap <= 3 * em else (NEVER, "apart")

    def _is_free(self, two: int) -> bool:
        """Tell whether nothing stands above a text that it could go on with."""
        place, q = self.places[two], self.texts[two]
        if place.head >= 0:
            return False
        if place.text < 0 or place.ruled or place.boxed:
            return True
        return q.top - self.texts[place.text].bottom >= _PARTED * self.body

    def _is_first_in_row(self, two: int) -> bool:
        """Tell whether no text stands directly to the left of a text."""
        q = self.texts[two]
        return not any(
            other.frame == q.frame
            and 0 <= q.left - other.right + self.body <= 4 * self.body
            and min(q.bottom, other.bottom) - max(q.top, other.top) >= 0.5 * (q.bottom - q.top)
            and self.places[at].cover < 0
            and self._parting_rule(other, q) >= 0
            for at, other in enumerate(self.texts)
        )

    def _only_heads_between(self, head: Head, q: Node) -> bool:
        """Tell whether the way from a title down to a text is crossed by headlines only."""
        crossed = any(
            other is not head
            and other.box.top >= head.box.bottom - 2
            and other.box.bottom <= q.top + 2
            and min(other.box.right, q.right) - max(other.box.left, q.left) > 0.5 * q.width
            for other in self.heads
        )
        return crossed and not any(
            other is not q
            and other.top >= head.box.bottom - 2
            and other.bottom <= q.top + 2
            and min(other.right, q.right) - max(other.left, q.left) > 0.5 * q.width
            for other in self.texts
        )

    def _flows_around(self, title: int) -> bool:
        """Tell whether text stands so near above a headline that it may go on below it."""
        head = self.heads[title]
        box, scope = head.box, head.scope
        beside = any(
            node.frame == head.frame
            and node.top <= box.top
            and node.bottom >= box.bottom
            and (
                abs(node.right - scope[0]) <= self.body or abs(node.left - scope[1]) <= self.body
            )
            for node in self.texts
        )
        covered = 0.0
        for node in self.texts:
            gap = box.top - node.bottom
            if -self.body <= gap <= _FLOWS_NEAR * self.body and node.frame == self.heads[title].frame:
                covered += max(0.0, min(box.right, node.right) - max(box.left, node.left))
        for rule in self.sheet.level:
            if box.top - _FLOWS_NEAR * self.body <= rule.top <= box.top + 2:
                covered -= max(0.0, min(box.right, rule.right) - max(box.left, rule.left))
        return beside and covered >= 0.6 * (box.right - box.left)

    def _later(self, title: int, two: int) -> bool:
        """Tell whether another text under the same headline stands before this one."""
        q = self.texts[two]
        return any(
            place.head == title
            and at != two
            and other.right <= q.left + self.body
            and other.top <= q.bottom
            and (len(other.lines) > 1 or abs(other.top - q.top) <= self.body)
            for at, (place, other) in enumerate(zip(self.places, self.texts, strict=True))
        )

    def _filled_gap(self, top: float, q: Node) -> float:
        """Return how much of the way down to a text pictures, captions and names fill."""
        total = 0.0
        captions = [node for node in self.texts if node.kind is NodeKind.CAPTION]
        frames = [f for at, f in enumerate(self.sheet.frames) if at != q.frame]
        for box in (*self.sheet.pictures, *frames, *captions, *self.bylines):
            if min(box.right, q.right) - max(box.left, q.left) > 0.3 * q.width:
                total += max(0.0, min(box.bottom, q.top) - max(box.top, top))
        return total

    def without_head(self, two: int) -> Score:
        """Score a text as one that begins without a headline."""
        q = self.texts[two]
        if q.kind is NodeKind.CAPTION:
            return Score(0.0, "caption")
        value = _HEADLESS + (_LONG_HEADLESS if len(q.lines) >= _LONG else 0.0)
        if _is_dated(q):
            value += 0.7
        elif q.lines[0].line.kind is LineKind.ITEM and q.frame in self.brief_frames:
            value += 2.0
        if not q.indented and self.indents and q.column:
            value -= 0.5
        return Score(value - min(1.5, 0.5 * starts_inside(q.lines[0].text)), "no headline")

    def crosses(self, one: int, title: int) -> Score:
        """Score a title as a crosshead inside the article of a text that stands before it."""
        p, head = self.texts[one], self.heads[title]
        if head.down or not head.single or p.frame != head.frame or self.ends(p):
            return Score(NEVER, "no crosshead")
        if p.kind is NodeKind.CAPTION:
            return Score(NEVER, "caption")
        like = self.crosshead(title)
        if like <= -3.0:
            return Score(NEVER, "no crosshead")
        if p.open and not (p.column and p.short):
            like -= 3.0
        em = self.body
        over = min(p.right, head.box.right) - max(p.left, head.box.left)
        if over > 0.5 * (head.box.right - head.box.left):
            gap = head.box.top - p.bottom
            if gap < -em or self._filled_between(p, head):
                return Score(NEVER, "elsewhere")
            like -= 2.5 if self._headed_between(p, head) else 0.0
            like += _RULED if self._ruled_between(p.bottom, head) else 0.0
            return Score(like + 2.0 - min(2.0, 0.2 * max(0.0, gap / em - 2)), "crosshead")
        if head.box.left >= p.right - em and (head.box.left - p.right) < p.width:
            if self._goes_down(one) or head.box.top > p.bottom or self._text_above(head) >= 0:
                return Score(NEVER, "elsewhere")
            first = self._cover_of(head)
            same = self.places[one].cover == first and first >= 0
            return Score(like + (1.0 if same else -0.5), "crosshead at the top of a column")
        return Score(NEVER, "elsewhere")

    def _cover_of(self, head: Head) -> int:
        """Return the headline above a crosshead that stands at the top of its column."""
        best, found = -1.0, -1
        for at, other in enumerate(self.heads):
            if other is head or other.down or other.frame != head.frame:
                continue
            if other.box.bottom > head.box.top + self.body / 2:
                continue
            reaches = other.scope[0] <= head.box.left and other.scope[1] >= head.box.right
            reaches = reaches and self.crosshead(at) < _CROSSING
            reaches = reaches and not self._ruled_between(other.box.bottom, head)
            if reaches and other.box.bottom > best:
                best, found = other.box.bottom, at
        return found

    def _filled_between(self, p: Node, head: Head) -> bool:
        """Tell whether another text stands between a text and a title below it."""
        return any(
            other is not p
            and other.frame == p.frame
            and min(p.right, other.right) - max(p.left, other.left) > 0.5 * p.width
            and other.top >= p.bottom - 1
            and other.bottom <= head.box.top + 1
            for other in self.texts
        )

    def _ruled_between(self, top: float, head: Head) -> bool:
        """Tell whether a rule lies between a place further up and a title."""
        box = head.box
        return any(
            top - self.body / 2 <= rule.top <= box.top + self.body / 2
            and min(rule.right, box.right) - max(rule.left, box.left)
            >= 0.7 * (box.right - box.left)
            for rule in self.sheet.level
        )

    def _headed_between(self, p: Node, head: Head) -> bool:
        """Tell whether another headline stands between a text and a title below it."""
        return any(
            other is not head
            and not other.single
            and other.box.top >= p.bottom - 1
            and other.box.bottom <= head.box.top + 1
            and min(p.right, other.box.right) - max(p.left, other.box.left) > 0.5 * p.width
            for other in self.heads
        )

    def crosshead(self, title: int) -> float:
        """Score a title as a crosshead by its own form and by the others of the page."""
        head = self.heads[title]
        ratio = head.size / self.body
        value = 2.0 if ratio < 1.08 else 1.5 if ratio < 1.25 else 0.3 if ratio < 1.45 else -1.5
        value = -4.0 if ratio >= 1.75 else value
        value -= 1.0 if sum(len(node.lines) for node in head.nodes) > 2 else 0.0
        value += 2.0 if _ORDINAL.match(head.text) else 0.0
        value -= 1.5 if self._ruled_above(head) else 0.0
        if any(self._names(head, node) for node in self.bylines):
            value -= 3.0
        for at, place in enumerate(self.places):
            if place.head != title:
                continue
            node = self.texts[at]
            value -= 3.0 if _is_dated(node) else 0.0
            value -= 0.5 if self.ends(node) and len(node.text) < _BRIEF_TEXT else 0.0
            captioned = node.kind is NodeKind.CAPTION
            value -= 4.0 if captioned and node.top - head.box.bottom <= 3 * self.body else 0.0
        if any(other.size >= 1.25 * head.size for other in self.heads):
            value += 0.5
        return value

    def _names(self, head: Head, byline: Node) -> bool:
        over = min(byline.right, head.box.right + 4 * self.body) - max(
            byline.left, head.box.left - 4 * self.body
        )
        gap = byline.top - head.box.bottom
        return over > 0 and -self.body / 2 <= gap <= 1.5 * self.body

    def _ruled_above(self, head: Head) -> bool:
        return any(
            head.box.top - 2.5 * self.body <= rule.top <= head.box.top + 2
            and min(rule.right, head.box.right) - max(rule.left, head.box.left)
            >= 0.7 * (head.box.right - head.box.left)
            and rule.right - rule.left <= _OWN_RULE * (head.scope[1] - head.scope[0])
            for rule in self.sheet.level
        )


def _signs(byline: Node, node: Node) -> bool:
    """Tell whether names stand right below a text, as at its end."""
    over = min(byline.right, node.right) - max(byline.left, node.left)
    near = -1.3 * node.size <= byline.top - node.bottom <= 1.2 * node.size
    return over > 0 and near and byline.text[:1] in "（("


def _is_dated(node: Node) -> bool:
    if node.apart == "dateline":
        return True
    text = "".join(one.text for one in node.lines[:3])
    return any(sign in text[:24] for sign in "讯电（(") and parse_dateline(text) is not None


def _page_indents(texts: Sequence[Node]) -> bool:
    """Tell whether the paragraphs of a page begin with an indent."""
    from .nodes import is_indented

    lines = [one for node in texts if node.column for one in node.lines]
    rows = [is_indented(one, node.left) for node in texts if node.column for one in node.lines]
    return bool(lines) and sum(rows) >= 0.02 * len(rows)


__all__ = ["NEVER", "NodeKind", "Score", "Scores"]
