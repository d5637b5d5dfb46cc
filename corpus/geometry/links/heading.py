"""Scores headlines over texts, crossheads between texts, and texts without a headline."""

from __future__ import annotations

from ..parts.heads import Head
from ..parts.nodes import Node, NodeKind
from .ground import NEVER, Ground, Score
from .subjects import grams

# What heads a text: a headline whose letters, or the white around them, reach over it.
_UNDER = 3.0
_IN_SCOPE = 2.0
# A headline beside a text: one with nothing below it, one that runs down, one in the middle.
_SIDE = 2.0
_MIDDLE = 0.8
_BELOW = 1.0
# Another text under the headline stands before this one; the text flows around the headline.
_NOT_FIRST = -2.0
_FLOWS_ON = -1.2
# The text goes on with the one above it.
_GOES_DOWN = -2.5
# How a text begins that stands under a headline.
_DATED = 1.2
_INDENTED = 0.5
_FLUSH = -1.0
_MOST_INSIDE = 3.0
_WORDS = 0.4
_MOST_WORDS = 1.5
# White below a headline, in sizes: what is usual, and what more costs.
_NEAR_LINES = 6.0
_FAR_BELOW = 0.12
_MOST_FAR = 2.0
# A headline stands no farther from a text beside it, in sizes.
_GUTTER = 3.0
# A text without headline; a long one; a dateline; an item of a news box.
_HEADLESS = -1.0
_LONG_HEADLESS = -0.7
_LONG = 10
_HEADLESS_DATED = 0.7
_HEADLESS_ITEM = 2.0
# Titles below this score are never crossheads.
_NO_CROSSHEAD = -3.0
_OPEN_BEFORE = -3.0
_THROUGH_HEAD = -2.5
# A crosshead does not stand right below a lead set over several columns.
_UNDER_LEAD = -3.0
_RULED = -2.5
_RIGHT_BELOW = 2.0
_SAME_HEAD = 1.0
_OTHER_HEAD = -0.5
# White above a crosshead, in sizes: what is usual, and what more costs.
_LITTLE_WHITE = 2.0
_WHITE = 0.4
_MOST_WHITE = 4.0
# A crosshead at the top of a column that begins so much, in sizes, above the text before it.
_LITTLE_HIGHER = 25.0
_HIGHER = 0.1
_MOST_HIGHER = 3.0


class Heading:
    """Scores titles for texts and texts for titles."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._grams = [grams(head.text) for head in ground.heads]
        self._look_beside()
        ground.set_covers()

    def _look_beside(self) -> None:
        """Give texts without a headline above them the one beside them."""
        ground = self.ground
        for two, place in enumerate(ground.places):
            if place.head >= 0 or not ground.free[two]:
                continue
            rated = [(self._over(at, two)[0], -at) for at in range(len(ground.heads))]
            value, at = max(rated, default=(0.0, 0))
            place.beside = -at if value > 0 else -1

    def row(self, two: int) -> dict[int, Score]:
        """Score all headlines as those of text ``two``."""
        ground = self.ground
        q, own, free = ground.texts[two], ground.places[two].head, ground.free[two]
        caption = q.kind is NodeKind.CAPTION
        out: dict[int, Score] = {}
        for title, head in enumerate(ground.heads):
            if head.frame != q.frame:
                continue
            box = head.box
            near = title == own or caption or free
            near = near or (head.down and box.top < q.bottom and box.bottom > q.top)
            if near or (head.single and box.left < q.right and box.right > q.left):
                score = self.heads_text(title, two)
                if score.value > NEVER:
                    out[title] = score
        return out

    def heads_text(self, title: int, two: int) -> Score:
        """Score a headline, or a crosshead, as what stands over a text."""
        ground = self.ground
        head, q = ground.heads[title], ground.texts[two]
        if ground.facts.is_news_item(two):
            return Score(NEVER, "the name of a news box")
        if q.kind is NodeKind.CAPTION:
            value, why = self._over_caption(head, q), "beside its picture"
        else:
            value, why = self._over(title, two)
        if value <= NEVER:
            return Score(NEVER, why)
        place, fact = ground.places[two], ground.facts.of[two]
        value += _GOES_DOWN if place.text >= 0 and not ground.free[two] else 0.0
        if fact.dated:
            value += _DATED
        elif fact.indented or q.apart == "item":
            value += _INDENTED
        elif ground.facts.indents and q.column and len(q.lines) > 1:
            value += _FLUSH
        value -= min(_MOST_INSIDE, fact.inside)
        if place.head == title:
            white = q.top - head.box.bottom - ground.filled(head.box.bottom, q)
            value -= min(_MOST_FAR, _FAR_BELOW * max(0.0, white / ground.em - _NEAR_LINES))
        shared = ground.facts.subjects.shared(self._grams[title], two)
        return Score(value + min(_MOST_WORDS, _WORDS * shared), why)

    def _over_caption(self, head: Head, q: Node) -> float:
        """Score a headline as that of a picture and its text."""
        em = self.ground.em
        gap = max(q.top - head.box.bottom, head.box.top - q.bottom)
        over = min(q.right, head.box.right) - max(q.left, head.box.left)
        picture = any(
            min(p.right, head.box.right) > max(p.left, head.box.left)
            and -em <= max(p.top - head.box.bottom, head.box.top - p.bottom) <= 2.5 * em
            for p in self.ground.sheet.pictures
        )
        if over > 0 and -em <= gap <= 4 * em:
            return _UNDER + (0.5 if picture else -0.5) - (2.0 if head.box.top > q.top else 0.0)
        return _MIDDLE if picture and gap <= 60 * em and not head.down else NEVER

    def _over(self, title: int, two: int) -> tuple[float, str]:
        """Score how a headline stands to a text."""
        ground = self.ground
        head, q, place = ground.heads[title], ground.texts[two], ground.places[two]
        em = ground.em
        if place.head == title:
            value = _UNDER if place.direct else _IN_SCOPE
            value += _NOT_FIRST if self._later(title, two) else 0.0
            value += _FLOWS_ON if ground.around[title] else 0.0
            return value, "under its headline"
        if head.down:
            return self._beside_down(head, two)
        over = min(q.right, head.box.right) - max(q.left, head.box.left)
        if head.single and over > 0.5 * (head.box.right - head.box.left):
            if q.top >= head.box.bottom - em and self._only_heads_between(head, q):
                return _BELOW, "below the headline in its way"
            return NEVER, "apart"
        if not ground.free[two] or ground.is_crosshead(title):
            return NEVER, "apart"
        tall = min(head.box.bottom, q.bottom) - max(head.box.top, q.top)
        if tall >= 0.3 * min(q.bottom - q.top, head.box.bottom - head.box.top):
            left = q.right <= head.box.left + em
            near = abs(head.scope[0] - q.right) <= em
            gap = head.box.left - q.right if left else q.left - head.box.right
            if gap <= _GUTTER * em + (q.width if left else 0.0) or (left and near):
                if left:
                    value = _MIDDLE + (0.0 if ground.is_first(two) else -1.0)
                else:
                    value = _MIDDLE - 1.5 if self._stands_over(title) else _SIDE
                return value, "beside its headline"
        above = q.bottom <= head.box.top and head.box.top - q.bottom <= 4 * em
        if above and not head.single and over > 0.5 * q.width:
            return _MIDDLE - (0.3 if ground.is_first(two) else 1.5), "around its headline"
        return NEVER, "apart"

    def _stands_over(self, title: int) -> bool:
        """Tell whether any text stands under a headline, perhaps under a crosshead too."""
        ground = self.ground
        return any(
            place.head == title
            or (
                place.head >= 0
                and ground.is_crosshead(place.head)
                and ground.roof[place.head] == title
            )
            for place in ground.places
        )

    def _beside_down(self, head: Head, two: int) -> tuple[float, str]:
        """Score a headline that runs down the page over a text beside it."""
        ground = self.ground
        q = ground.texts[two]
        em = ground.em
        tall = min(head.box.bottom, q.bottom) - max(head.box.top, q.top)
        if tall < 0.4 * min(q.bottom - q.top, head.box.bottom - head.box.top):
            return NEVER, "apart"
        value = 0.0 if ground.free[two] else -1.5
        if q.left >= head.box.right - em:
            if q.left - head.box.right <= _GUTTER * em:
                return value + _SIDE, "beside its headline"
            return NEVER, "apart"
        gap = head.box.left - q.right
        if ground.is_first(two):
            return value + _SIDE - 0.3 - gap / (50 * em), "in the row of its headline"
        if gap <= _GUTTER * em:
            return value - 1.0, "in the row of its headline"
        return NEVER, "apart"

    def _only_heads_between(self, head: Head, q: Node) -> bool:
        """Tell whether the way from a title down to a text is crossed by headlines only."""
        top, bottom, least = head.box.bottom - 2, q.top + 2, 0.5 * q.width
        crossed = any(
            other is not head
            and other.box.top >= top
            and other.box.bottom <= bottom
            and min(other.box.right, q.right) - max(other.box.left, q.left) > least
            for other in self.ground.heads
        )
        return crossed and not any(
            other is not q
            and other.top >= top
            and other.bottom <= bottom
            and min(other.right, q.right) - max(other.left, q.left) > least
            for other in self.ground.texts
        )

    def _later(self, title: int, two: int) -> bool:
        """Tell whether another text under the same headline stands before this one."""
        em = self.ground.em
        q = self.ground.texts[two]
        return any(
            place.head == title
            and at != two
            and other.right <= q.left + em
            and other.top <= q.bottom
            and (len(other.lines) > 1 or abs(other.top - q.top) <= em)
            for at, (place, other) in enumerate(
                zip(self.ground.places, self.ground.texts, strict=True)
            )
        )

    def without_head(self, two: int) -> Score:
        """Score a text as one that begins without a headline."""
        facts = self.ground.facts
        q, fact = self.ground.texts[two], facts.of[two]
        if q.kind is NodeKind.CAPTION:
            return Score(0.0, "caption")
        value = _HEADLESS + (_LONG_HEADLESS if len(q.lines) >= _LONG else 0.0)
        if fact.dated:
            value += _HEADLESS_DATED
        elif facts.is_news_item(two):
            value += _HEADLESS_ITEM
        value -= 0.5 if not fact.indented and facts.indents and q.column else 0.0
        return Score(value - min(1.5, 0.5 * fact.inside), "no headline")

    def crossed_by(self, title: int) -> dict[int, Score]:
        """Score all texts as those before a title that is a crosshead."""
        head = self.ground.heads[title]
        if head.down or not head.single or self.ground.cross[title] <= _NO_CROSSHEAD:
            return {}
        found = {one: self.crosses(one, title) for one in range(len(self.ground.texts))}
        return {one: score for one, score in found.items() if score.value > NEVER}

    def crosses(self, one: int, title: int) -> Score:
        """Score a title as a crosshead inside the article of a text that stands before it."""
        ground = self.ground
        p, head, fact = ground.texts[one], ground.heads[title], ground.facts.of[one]
        em = ground.em
        if p.frame != head.frame or fact.ends or p.kind is NodeKind.CAPTION:
            return Score(NEVER, "no crosshead")
        like = ground.cross[title] + (_OPEN_BEFORE if fact.flows else 0.0)
        over = min(p.right, head.box.right) - max(p.left, head.box.left)
        if over > 0.5 * (head.box.right - head.box.left):
            gap = head.box.top - p.bottom
            if gap < -em or self._filled_between(p, head):
                return Score(NEVER, "elsewhere")
            like += _THROUGH_HEAD if self._headed_between(p, head) else 0.0
            like += _UNDER_LEAD if ground.leads(p, head) else 0.0
            parted = ground.ruled_above(p.bottom, head) or ground.boxed_above(p.bottom, head)
            like += _RULED if parted else 0.0
            white = gap - ground.filled(p.bottom, head.nodes[0])
            far = min(_MOST_WHITE, _WHITE * max(0.0, white / em - _LITTLE_WHITE))
            return Score(like + _RIGHT_BELOW - far, "crosshead")
        if head.box.left >= p.right - em and head.box.left - p.right < p.width:
            if ground.goes_down[one] or head.box.top > p.bottom or ground.above[title] >= 0:
                return Score(NEVER, "elsewhere")
            roof = ground.roof[title]
            same = ground.places[one].cover == roof and roof >= 0
            higher = max(0.0, (p.top - head.box.top) / em - _LITTLE_HIGHER)
            like += _SAME_HEAD if same else _OTHER_HEAD - min(_MOST_HIGHER, _HIGHER * higher)
            headed = ground.headed(head.box.bottom, p.top, p.left, head.box.right)
            like += _RULED if headed or ground.rule_beside(p, head) else 0.0
            return Score(like, "crosshead at the top of a column")
        return Score(NEVER, "elsewhere")

    def _filled_between(self, p: Node, head: Head) -> bool:
        """Tell whether another text stands between a text and a title below it."""
        top, bottom, least = p.bottom - 1, head.box.top + 1, 0.5 * p.width
        return any(
            other is not p
            and other.frame == p.frame
            and other.top >= top
            and other.bottom <= bottom
            and min(p.right, other.right) - max(p.left, other.left) > least
            for other in self.ground.texts
        )

    def _headed_between(self, p: Node, head: Head) -> bool:
        """Tell whether another headline stands between a text and a title below it."""
        return any(
            other is not head
            and not other.single
            and other.box.top >= p.bottom - 1
            and other.box.bottom <= head.box.top + 1
            and min(p.right, other.box.right) - max(p.left, other.box.left) > 0.5 * p.width
            for other in self.ground.heads
        )
