"""Scores a piece of text as what goes on with another one, by place and by what both say."""

from __future__ import annotations

from ...layout.scores.evidence import continuation
from ..parts.forms import may_be_title
from ..parts.nodes import Node, NodeKind
from .ground import LEAST, NEVER, Ground, Score

# Where a text goes on: below, in the next column, further down on the left.
_BELOW = 2.5
_NEXT_COLUMN = 2.5
_LOWER_LEFT = -0.5
# Under the same headline, under another one, under none.
_SAME_HEAD = 1.0
_OTHER_HEAD = -1.5
_NO_HEAD = -0.5
# Another text stands in the way: below the first, above the second, between their columns.
_BURIED = -1.2
_SKIPPED = -1.5
_FILLED = -3.0
_MOST_FILLED = -6.0
_THROUGH_HEAD = -2.5
_THROUGH_CROSSHEAD = -1.5
# Below a headline that the text flows around.
_AROUND = -0.8
# A box, a rule, the side of a frame stands between the two.
_BOXED = -0.8
_RULED = -2.5
_PARTED = -0.8
_FRAMED = -4.0
# White between two texts of a column, in sizes: what is usual, and what more costs.
_LITTLE_WHITE = 1.5
_WHITE = 0.5
_MOST_WHITE = 2.2
# White that parts articles.
_APART = -1.5
# Edges of the two columns in common: none, one, both.
_EDGES = (-1.5, -0.4, 0.0)
# The first column below a lead set over several columns.
_LEADS = -0.2
# A column farther away, by its width; one that lies wholly above, by sizes; one wholly below.
_FARTHER = -0.8
_HIGHER = 0.1
_MOST_HIGHER = 3.0
_LOWER = -2.0
# A finished or unfinished sentence, and a line that begins with an indent or without.
_BREAKS = -3.5
_NO_INDENT = -2.5
_FITS = 0.3
_FLOWS = 1.0
_LEAST_FLOW = -2.0
_MOST_FLOW = 4.0
_INSIDE = 2.0
_DATED = -4.0
_BRIEF = -6.0
# A caption goes on in another column only if the sentence says so.
_CAPTION_FLOWS = 1.0
# Texts shorter than this say little about their subject.
_TELLING = 80
_SUBJECT = 0.5
# What the subject, and what the place, can add at most.
_MOST_SUBJECT = 1.25
_MOST_PLACED = 3.5
# A finished text does not go on in a column so many of its widths away: under the same headline,
# under another one.
_FARTHEST = 2.2
_FAR = 1.3
# The sentence is named as the reason from this score on.
_TOLD = 1.5


class Following:
    """Scores texts as continuations of each other."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def row(self, two: int) -> dict[int, Score]:
        """Score all texts that ``two`` may go on with; those out of the question are left out."""
        out: dict[int, Score] = {}
        texts, facts = self.ground.texts, self.ground.facts.of
        em = self.ground.em
        q = texts[two]
        right = q.left + em
        for one, p in enumerate(texts):
            if one == two or facts[one].ends:
                continue
            if p.right > right and q.top < p.bottom - 0.6 * em:
                continue
            if not facts[one].flows and self._is_remote(one, two):
                continue
            score = self.follows(one, two)
            if score is not None:
                out[one] = score
        return out

    def _is_remote(self, one: int, two: int) -> bool:
        """Tell whether a finished text stands too far from another one to go on there."""
        p, q = self.ground.texts[one], self.ground.texts[two]
        first, second = self.ground.places[one], self.ground.places[two]
        wide = p.right - p.left
        if q.left >= p.right - self.ground.em:
            same = first.cover == second.cover and first.cover >= 0
            return q.left - p.right > (_FARTHEST if same else _FAR) * wide
        over = min(p.right, q.right) - max(p.left, q.left)
        between = second.text >= 0 and one not in (second.text, second.via)
        return between and over >= 0.5 * min(wide, q.right - q.left)

    def follows(self, one: int, two: int) -> Score | None:
        """Score text ``two`` as what goes on with text ``one``; None if it does not."""
        ground = self.ground
        p, q = ground.texts[one], ground.texts[two]
        told, reason = self._fits(one, two)
        likely = _MOST_FLOW + _FLOWS if reason is None else told
        if likely + _MOST_PLACED <= LEAST:
            return None
        value, why = self._placed(one, two, LEAST - likely - _MOST_SUBJECT)
        if value + likely + _MOST_SUBJECT <= LEAST:
            return None
        if reason is None:
            found = continuation(
                ground.facts.of[one].closes, ground.facts.of[two].opens, ground.facts.page
            )
            told = _FLOWS + max(_LEAST_FLOW, min(_MOST_FLOW, found))
            reason = "the sentence goes on"
        if NodeKind.CAPTION in (p.kind, q.kind) and told < _CAPTION_FLOWS:
            return None
        value += told
        if value + _MOST_SUBJECT > LEAST and min(len(p.text), len(q.text)) >= _TELLING:
            value += _SUBJECT * ground.facts.subjects.cohesion(one, two)
        return Score(value, reason if told > _TOLD else why) if value > LEAST else None

    def _placed(self, one: int, two: int, least: float) -> tuple[float, str]:
        """Score the places of two texts; exact only above ``least``."""
        ground = self.ground
        p, q = ground.texts[one], ground.texts[two]
        em = ground.em
        framed = 0.0 if p.frame == q.frame else _FRAMED
        over = min(p.right, q.right) - max(p.left, q.left)
        below = q.top >= p.bottom - 0.6 * em
        if over >= 0.5 * min(p.right - p.left, q.right - q.left):
            if not below:
                return NEVER, "above"
            return framed + self._below(one, two), "below in the column"
        first, second = ground.places[one], ground.places[two]
        same = first.cover == second.cover and first.cover >= 0
        value = framed + (_SAME_HEAD if same else _OTHER_HEAD if second.cover >= 0 else _NO_HEAD)
        value += _BURIED if ground.goes_down[one] else 0.0
        under = second.text >= 0 and not (second.ruled or second.boxed or second.far)
        value += _BURIED if under else 0.0
        if q.left >= p.right - em:
            why = "next column under the same headline" if same else "next column"
            return self._next_column(one, two, value, least), why
        if below:
            value += _LOWER_LEFT
            crossed = value > least and self._crossed(p.bottom, q.top, p, q)
            return value + (_RULED if crossed else 0.0), "further down"
        return NEVER, "elsewhere"

    def _below(self, one: int, two: int) -> float:
        """Score a text further down in the same column."""
        ground = self.ground
        p, q, second = ground.texts[one], ground.texts[two], ground.places[two]
        em = ground.em
        value = _BELOW
        gap = max(0.0, q.top - p.bottom)
        through = second.via == one
        if through:
            box = ground.heads[second.head].box
            gap -= box.bottom - box.top
            value += _AROUND
        elif second.text != one:
            value += self._interrupted(one, two)
        filled = ground.filled(p.bottom, q)
        white = (gap - filled) / em
        value -= min(_MOST_WHITE, _WHITE * max(0.0, white - _LITTLE_WHITE))
        value += _RULED if second.ruled and not through else 0.0
        value += _BOXED if second.boxed else 0.0
        value += _APART if second.far and second.text == one and not filled else 0.0
        if ground.leads(p, q):
            return value + (_LEADS if abs(p.left - q.left) <= 3 * em else _EDGES[0])
        return value + _EDGES[(abs(p.left - q.left) <= em) + (abs(p.right - q.right) <= 1.5 * em)]

    def _next_column(self, one: int, two: int, value: float, least: float) -> float:
        """Score a text in a column further right; exact only above ``least``."""
        ground = self.ground
        p, q, first, second = (
            ground.texts[one], ground.texts[two], ground.places[one], ground.places[two]
        )  # fmt: skip
        em = ground.em
        same = first.cover == second.cover and first.cover >= 0
        away = (q.left - p.right) / max(p.right - p.left, em)
        value += _NEXT_COLUMN + (_FARTHER * away if away > 0.35 else 0.0)
        value += _BURIED if second.via >= 0 else 0.0
        value += _LOWER if q.top > p.bottom + 2 * em else 0.0
        higher = q.bottom < p.top
        if higher and not same:
            value -= min(_MOST_HIGHER, _HIGHER * (p.top - q.bottom) / em)
        if value > least and self._skips(one, two):
            value += _SKIPPED
        if value > least and higher and self._crossed(q.bottom, p.top, p, q):
            value += _RULED
        if value > least and ground.parting_rule(p, q):
            value += _PARTED
        return value

    def _skips(self, one: int, two: int) -> bool:
        """Tell whether a text under the same headline stands between two columns."""
        ground = self.ground
        cover = ground.places[one].cover
        if cover < 0:
            return False
        p, q = ground.texts[one], ground.texts[two]
        left, right = p.right - ground.em, q.left + ground.em
        top = min(p.top, q.top)
        for other in ground.under[cover]:
            if other.left >= left and other.right <= right and other.bottom > top:
                return True
        return False

    def _interrupted(self, one: int, two: int) -> float:
        """Score what stands between two texts of a column."""
        ground = self.ground
        p, q = ground.texts[one], ground.texts[two]
        top, bottom, least = p.bottom - 1, q.top + 1, 0.5 * (q.right - q.left)
        between = 0
        for other in ground.texts:
            if other.top >= top and other.bottom <= bottom and other is not p and other is not q:
                between += min(q.right, other.right) - max(q.left, other.left) > least
        value = max(_MOST_FILLED, between * _FILLED)
        head = ground.places[two].head
        if head >= 0 and ground.heads[head].box.top >= p.bottom - ground.em:
            value += _THROUGH_CROSSHEAD if ground.heads[head].single else _THROUGH_HEAD
        return max(value, _MOST_FILLED)

    def _crossed(self, top: float, bottom: float, p: Node, q: Node) -> bool:
        """Tell whether a rule over one of two texts or a headline over both parts them."""
        ground, em = self.ground, self.ground.em
        top_rule, low_rule = top - em, bottom + em
        if ground.ruled(top_rule, low_rule, p, 0.8) or ground.ruled(top_rule, low_rule, q, 0.8):
            return True
        return ground.headed(top, bottom, min(p.left, q.left), max(p.right, q.right))

    def _fits(self, one: int, two: int) -> tuple[float, str | None]:
        """Score how one text ends and another begins; no reason where the sentence must say."""
        facts = self.ground.facts
        end, start = facts.of[one], facts.of[two]
        if start.item:
            return (_BRIEF if facts.is_news_item(two) else 0.0), "new item"
        if start.dated:
            return _DATED, "dateline"
        p = self.ground.texts[one]
        if end.flows:
            if not start.indented:
                return 0.0, None
            heading = len(p.lines) == 1 and may_be_title(p.text)
            return (_FITS if heading else _BREAKS), "a new paragraph"
        if start.inside >= _INSIDE:
            return _NO_INDENT - 0.5, "begins in mid-sentence"
        if start.indented or not facts.indents:
            return _FITS, "a new paragraph"
        return (_NO_INDENT if p.column and end.short else 0.0), "no indent"
