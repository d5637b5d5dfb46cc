"""What speaks for one paragraph of a page as the next of another in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from ..parts.blocks import Block, BlockKind, is_dialogue, is_maker, is_turned
from ..parts.fragments import FragmentKind, other_column
from .evidence import continuation, splits_word, starts_inside
from .heads import Heads, weights
from .links import Links
from .tables import (
    MOST_FAR,
    Floats,
    Table,
    Traits,
    read_traits,
    weigh_above,
    weigh_edges,
    weigh_links,
)

# What is told of a paragraph behind one with an open end.
_OF_OPEN_ENDS = ("goes on", "goes on better than others", "open, no word split")
# A paragraph that begins like the rest of a sentence, by ``starts_inside``.
INSIDE = 2.0
_MOST_CONTINUED = 4.5
_LEAST_CONTINUED = -2.0
_MOST_MARGIN = 3.0
# Paragraphs that follow each other surely are one article when the sentence goes on at this score,
# or when they are not too unlike.
_SURELY = 2.0
_UNLIKE = -0.8


class Pairs:
    """The paragraphs of a page, two by two; known once for all ways to put them together."""

    def __init__(self, links: Links) -> None:
        """Take the paragraphs of a page."""
        self.links = links
        self.blocks = links.blocks
        self.heads = Heads(links)
        self._features: dict[tuple[int, int], dict[str, float]] = {}
        self._ends: dict[tuple[int, int], tuple[float, float, float]] = {}
        self._forms: dict[int, float] = {}
        self._links: dict[str, Floats] = {}
        self._goes_on: dict[tuple[int, int], float] = {}
        self._above: dict[int, list[Block]] = {}
        self._signs: dict[int, tuple[float, float, float, float]] = {}
        self.inside = {
            unit: starts_inside(self.blocks[unit].text) >= INSIDE for unit in self.strips
        }

    def features(self, left: int, right: int) -> dict[str, float]:
        """Return the features of one paragraph as the next of another in an article."""
        known = self._features.get((left, right))
        if known is None:
            known = self._features[left, right] = dict(self._find(left, right))
        return known

    def table(self, step: str, units: Sequence[int], titles: Mapping[int, int]) -> Table:
        """Weigh all two of some paragraphs as neighbours, and each as the first and last one.

        Args:
            step: ``gather`` or ``move``.
            units: the paragraphs, ascending.
            titles: headlines that have an article, by block.
        """
        weight = weights(step)
        whole = len(units) == len(self.strips)
        if whole:
            traits, links = self._traits, self._links.get(step)
        else:
            traits, links = self._traits.part(np.array([self._place[u] for u in units])), None
        if links is None:
            links = self._weigh_links(weight, traits, units)
            if whole:
                self._links[step] = links
        crowned = [
            any(is_maker(b) or (b.kind is BlockKind.TITLE and b.index not in titles) for b in above)
            for above in (self.above(unit)[:1] for unit in units)
        ]
        signed = np.array([self.signs(unit) for unit in units], dtype=np.float64).T
        edges = weigh_edges(traits, np.array(crowned, dtype=np.bool_), signed, weight)
        return Table(links, *edges, weight.get("article", 0.0))

    def signs(self, unit: int) -> tuple[float, float, float, float]:
        """Tell how a paragraph is signed: above, the same by habit, behind, the same by habit."""
        known = self._signs.get(unit)
        if known is None:
            habit = self.links.byline_habit
            dated = self.blocks[unit].dateline is not None
            above = float(dated or self.links.signed_above(unit))
            behind = float(self.links.signed_behind(unit))
            known = self._signs[unit] = above, habit * above, behind, habit * behind
        return known

    @cached_property
    def _traits(self) -> Traits:
        return read_traits(self.blocks, list(self.strips), list(self.inside.values()))

    @cached_property
    def _place(self) -> dict[int, int]:
        return {unit: at for at, unit in enumerate(self.strips)}

    def _weigh_links(
        self, weight: Mapping[str, float], traits: Traits, units: Sequence[int]
    ) -> Floats:
        """Return the weight of each paragraph (row) directly before each other (column)."""
        above = [self.above(unit) for unit in units]
        links = weigh_links(
            traits, weigh_above(above, [self._form(u) for u in units], weight), weight
        )
        own, others, split = (weight.get(name, 0.0) for name in _OF_OPEN_ENDS)
        for row, left in enumerate(units):
            if self.blocks[left].open:
                for column in range(row + 1, len(units)):
                    goes_on, better, no_split = self._open_end(left, units[column])
                    links[row, column] += own * goes_on + others * better + split * no_split
        return np.pad(links, (0, 1))

    def _form(self, unit: int) -> float:
        """Return how much the titles above a paragraph look like crossheads."""
        known = self._forms.get(unit)
        if known is None:
            titles = [b for b in self.above(unit) if b.kind is BlockKind.TITLE]
            known = sum(self.links.crosshead_form(b) for b in titles) / max(1, len(titles))
            self._forms[unit] = known
        return known

    def goes_on(self, left: int, right: int) -> float:
        """Score one paragraph as the rest of the sentence another leaves unfinished."""
        known = self._goes_on.get((left, right))
        if known is None:
            one, two = self.blocks[left].text, self.blocks[right].text
            known = self._goes_on[left, right] = continuation(one, two, self.links.page)
        return known

    def above(self, unit: int) -> list[Block]:
        """Return the titles, makers and labels directly above a paragraph, nearest first."""
        known = self._above.get(unit)
        if known is None:
            known = []
            at = unit - 1
            while at >= 0 and self.blocks[at].kind not in (BlockKind.BODY, BlockKind.ITEM):
                known.append(self.blocks[at])
                at -= 1
            self._above[unit] = known
        return known

    @cached_property
    def strips(self) -> dict[int, int]:
        """The stretch of each paragraph: what stands together and surely is one article."""
        out: dict[int, int] = {}
        for fragment in self.links.fragments:
            if fragment.kind is not FragmentKind.BODY:
                continue
            before: Block | None = None
            for block in fragment.blocks:
                same = before is not None and self._is_one(before, block)
                out[block.index] = out[before.index] if same and before else block.index
                before = block
        return out

    def _is_one(self, left: Block, right: Block) -> bool:
        """Tell whether a paragraph surely goes on with the article of the one before it."""
        if right.index != left.index + 1 or right.ruled:
            return False
        if other_column(left.column, right.column) or is_dialogue(left) != is_dialogue(right):
            return False
        if left.open:
            return self.goes_on(left.index, right.index) >= _SURELY
        return self.links.recurrence.cohesion([left.index], [right.index]) > _UNLIKE

    def _find(self, left: int, right: int) -> Iterator[tuple[str, float]]:
        one, two = self.blocks[left], self.blocks[right]
        if two.dateline or is_turned(two):
            yield "begins anew", 1.0
        if one.tail is not None and one.byline:
            yield "ended by names", 1.0
        if is_dialogue(one) != is_dialogue(two):
            yield "question beside prose", 1.0
        if one.open:
            yield from zip(_OF_OPEN_ENDS, self._open_end(left, right), strict=True)
        elif self.inside[right]:
            yield "starts inside", 1.0
        if other_column(one.column, two.column):
            yield "other column", 1.0
        elif one.column and two.column:
            yield "same column", 1.0
        if two.ruled:
            yield "ruled", 1.0
        yield from self._between(left, right)

    def _open_end(self, left: int, right: int) -> tuple[float, float, float]:
        """Tell how a paragraph goes on with the sentence that another leaves unfinished."""
        known = self._ends.get((left, right))
        if known is None:
            goes_on = self.goes_on(left, right)
            split = splits_word(self.blocks[left].text, self.blocks[right].text)
            known = self._ends[left, right] = (
                max(_LEAST_CONTINUED, min(_MOST_CONTINUED, goes_on)),
                self._margin(left, right),
                float(not split),
            )
        return known

    def _margin(self, left: int, right: int) -> float:
        """Tell how much better two halves of a sentence fit each other than other ones."""
        ends, starts = self._rivals
        own = self.goes_on(left, right)
        if left not in ends or right not in starts:
            return 0.0
        best = max(
            ends[left][0] if ends[left][0] != own else ends[left][1],
            starts[right][0] if starts[right][0] != own else starts[right][1],
        )
        return max(-_MOST_MARGIN, min(_MOST_MARGIN, own - best))

    @cached_property
    def _rivals(self) -> tuple[dict[int, tuple[float, float]], dict[int, tuple[float, float]]]:
        """The two best scores of every unfinished end of a stretch and of every beginning."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for unit, strip in self.strips.items():
            first.setdefault(strip, unit)
            last[strip] = unit
        ends = [unit for unit in last.values() if self.blocks[unit].open]
        starts = [unit for unit in first.values() if self.blocks[unit].dateline is None]
        of_end: dict[int, list[float]] = {end: [] for end in ends}
        of_start: dict[int, list[float]] = {start: [] for start in starts}
        for end in ends:
            for start in starts:
                if self.strips[start] != self.strips[end]:
                    score = self.goes_on(end, start)
                    of_end[end].append(score)
                    of_start[start].append(score)
        return _two_best(of_end), _two_best(of_start)

    def _between(self, left: int, right: int) -> Iterator[tuple[str, float]]:
        """Tell what stands between two paragraphs."""
        blocks = self.blocks
        if right == left + 1:
            yield "next, gap" if blocks[right].gap else "next", 1.0
            return
        between = blocks[left + 1 : right]
        if any(is_turned(b) for b in between):
            yield "begins anew", 1.0
        above = self.above(right)
        if any(b.kind is BlockKind.LABEL for b in above):
            yield "label between", 1.0
        if any(is_maker(b) for b in above):
            yield "makers between", 1.0
        titles = [b for b in above if b.kind is BlockKind.TITLE]
        if titles:
            yield "title between", 1.0
            yield "crosshead", self._form(right)
            yield "crosshead by looks", sum(b.inner for b in titles) / len(titles)
        texts = sum(b.kind in (BlockKind.BODY, BlockKind.ITEM) for b in between)
        if not texts:
            yield "next but for that", 1.0
        else:
            yield "apart", 1.0
            yield "far", float(min(MOST_FAR, texts))


def _two_best(scores: Mapping[int, list[float]]) -> dict[int, tuple[float, float]]:
    out: dict[int, tuple[float, float]] = {}
    for unit, found in scores.items():
        best, second, *_ = (*sorted(found, reverse=True), 0.0, 0.0)
        out[unit] = best, second
    return out
