"""What speaks for one paragraph of a page as the next of another in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from ..parts.blocks import Block, BlockKind, is_dialogue, is_maker, is_turned
from ..parts.fragments import FragmentKind, other_column
from .cohesion import Commons, TitleWords
from .evidence import continuation, continuations, splits_word, starts_inside
from .heads import Heads, weights
from .links import Links
from .manner import argues_how_surely
from .tables import (
    MOST_FAR,
    Flags,
    Floats,
    Places,
    Table,
    Traits,
    read_traits,
    weigh_above,
    weigh_bare,
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
# So many paragraphs have no page; the ends and beginnings of more are not laid side by side.
_MOST_UNITS = 600


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
        self._tables: dict[str, tuple[Floats, Floats, Floats]] = {}
        self._goes_on: dict[tuple[int, int], float] = {}
        self._above: dict[int, list[Block]] = {}
        self._units = [
            block.index
            for fragment in links.fragments
            if fragment.kind is FragmentKind.BODY
            for block in fragment.blocks
        ]
        self._place = {unit: at for at, unit in enumerate(self._units)}
        self.inside = {
            unit: starts_inside(self.blocks[unit].text) >= INSIDE for unit in self._units
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
        traits, signed, (makers, above) = self._traits, self._signed, self._crowns
        if len(units) == len(self._units):
            known = self._tables.get(step)
            if known is None:
                links = self._weigh_links(weight, traits, units)
                known = self._tables[step] = links, *weigh_edges(traits, signed, weight)
            links, headed, ends = known
        else:
            at = np.array([self._place[unit] for unit in units], dtype=np.intp)
            traits, signed, makers, above = traits.part(at), signed[:, at], makers[at], above[at]
            links = self._weigh_links(weight, traits, units)
            headed, ends = weigh_edges(traits, signed, weight)
        taken = np.zeros(len(self.blocks), dtype=np.bool_)
        taken[list(titles)] = True
        free = (above >= 0) & ~taken[above]
        unheaded = weigh_bare(traits, headed, makers | free, weight)
        return Table(links, headed, unheaded, ends, weight.get("article", 0.0))

    def commons(self, units: Sequence[int]) -> Commons:
        """Return what some paragraphs, and all titles behind them, have in common."""
        if len(units) == len(self._units):
            return self._commons
        return Commons(self.links.recurrence, units, self.links.titles)

    def words(self, units: Sequence[int]) -> TitleWords:
        """Return the words of all titles in some paragraphs."""
        if len(units) == len(self._units):
            return self._words
        return TitleWords(self.links.recurrence, self.links.titles, units)

    @cached_property
    def _commons(self) -> Commons:
        return Commons(self.links.recurrence, self._units, self.links.titles)

    @cached_property
    def _words(self) -> TitleWords:
        return TitleWords(self.links.recurrence, self.links.titles, self._units)

    @cached_property
    def ordinals(self) -> dict[int, int]:
        """The ordinal of each title among all, by block."""
        return {title: at for at, title in enumerate(self.links.titles)}

    @cached_property
    def _crowns(self) -> tuple[Flags, Places]:
        """Tell whether makers stand directly above each paragraph, and which title, else -1."""
        above = [self.above(unit)[:1] for unit in self._units]
        makers = [any(map(is_maker, found)) for found in above]
        titles = [
            found[0].index if found and found[0].kind is BlockKind.TITLE else -1 for found in above
        ]
        return np.array(makers, dtype=np.bool_), np.array(titles, dtype=np.intp)

    @cached_property
    def _signed(self) -> Floats:
        return np.array([self.signs(unit) for unit in self._units], dtype=np.float64).T

    def signs(self, unit: int) -> tuple[float, float, float, float]:
        """Tell how a paragraph is signed: above, the same by habit, behind, the same by habit."""
        habit = self.links.byline_habit
        dated = self.blocks[unit].dateline is not None
        above = float(dated or self.links.signed_above(unit))
        behind = float(self.links.signed_behind(unit))
        return above, habit * above, behind, habit * behind

    @cached_property
    def _traits(self) -> Traits:
        return read_traits(self.blocks, self._units, list(self.inside.values()))

    def _weigh_links(
        self, weight: Mapping[str, float], traits: Traits, units: Sequence[int]
    ) -> Floats:
        """Return the weight of each paragraph (row) directly before each other (column)."""
        above = [self.above(unit) for unit in units]
        links = weigh_links(
            traits, weigh_above(above, [self._form(u) for u in units], weight), weight
        )
        own, others, split = (weight.get(name, 0.0) for name in _OF_OPEN_ENDS)
        known = self._all_ends if len(units) == len(self._units) else None
        if known is not None:
            rows, *found = known
            for row, goes_on, better, no_split in zip(rows, *found, strict=True):
                links[row, row + 1 :] += (own * goes_on + others * better + split * no_split)[
                    row + 1 :
                ]
            return np.pad(links, (0, 1))
        for row, left in enumerate(units):
            if self.blocks[left].open:
                for column in range(row + 1, len(units)):
                    goes_on, better, no_split = self._open_end(left, units[column])
                    links[row, column] += own * goes_on + others * better + split * no_split
        return np.pad(links, (0, 1))

    @cached_property
    def _sentences(self) -> tuple[dict[int, int], Floats, Flags] | None:
        """Score every paragraph with every unfinished one; None for volumes.

        The rows of the unfinished ones, and what ``continuations`` says of them.
        """
        if len(self._units) > _MOST_UNITS:
            return None
        ends = [unit for unit in self._units if self.blocks[unit].open]
        texts = [[self.blocks[unit].text for unit in found] for found in (ends, self._units)]
        rows = {unit: row for row, unit in enumerate(ends)}
        return rows, *continuations(texts[0], texts[1], self.links.page)

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
        tried: list[tuple[Block, Block]] = []
        for fragment in self.links.fragments:
            if fragment.kind is FragmentKind.BODY:
                out.update((block.index, block.index) for block in fragment.blocks)
                tried += [pair for pair in pairwise(fragment.blocks) if _may_be_one(*pair)]
        closed = [right.index for left, right in tried if not left.open]
        alike = dict(zip(closed, self.links.recurrence.neighbours(closed), strict=True))
        for left, right in tried:
            if right.index in alike:
                same = alike[right.index] > _UNLIKE
            else:
                same = self._follows(left.index, right.index) >= _SURELY
            if same:
                out[right.index] = out[left.index]
        return out

    def _follows(self, left: int, right: int) -> float:
        """Score one paragraph as the rest of the sentence another leaves unfinished."""
        if self._sentences is None:
            return self.goes_on(left, right)
        rows, scores, _ = self._sentences
        return float(scores[rows[left], self._place[right]])

    def _find(self, left: int, right: int) -> Iterator[tuple[str, float]]:
        one, two = self.blocks[left], self.blocks[right]
        if two.dateline or is_turned(two):
            yield "begins anew", 1.0
        if one.tail is not None and one.byline:
            yield "ended by names", 1.0
        if is_dialogue(one) != is_dialogue(two):
            yield "question beside prose", 1.0
        own, other = argues_how_surely(one.text), argues_how_surely(two.text)
        if own is not None and other is not None:
            yield "other manner", abs(own - other)
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

    @cached_property
    def _all_ends(self) -> tuple[list[int], Floats, Floats, Floats] | None:
        """Return places of unfinished paragraphs, and what ``_open_end`` says of them (rows)."""
        if self._sentences is None:
            return None
        rows, scores, splits = self._sentences
        places = [self._place[unit] for unit in rows]
        strip = np.array([self.strips[unit] for unit in self._units], dtype=np.intp)
        turns = strip[1:] != strip[:-1]
        last, first = np.append(turns, [True])[places], np.concatenate([[True], turns])
        first &= ~self._traits.flags[2]
        rivals = last[:, None] & first & (strip[places][:, None] != strip)
        margins = np.maximum(_next_best(scores, rivals), _next_best(scores.T, rivals.T).T)
        margins = np.clip(scores - margins, -_MOST_MARGIN, _MOST_MARGIN)
        return (
            places,
            np.clip(scores, _LEAST_CONTINUED, _MOST_CONTINUED),
            np.where(last[:, None] & first, margins, 0.0),
            (~splits).astype(np.float64),
        )

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


def _may_be_one(left: Block, right: Block) -> bool:
    """Tell whether nothing but what they say parts two paragraphs that follow each other."""
    if right.index != left.index + 1 or right.ruled:
        return False
    return not other_column(left.column, right.column) and is_dialogue(left) == is_dialogue(right)


def _next_best(scores: Floats, rivals: Flags) -> Floats:
    """Return for each score the best of its rivals in its row, the next best if that is equal.

    Where there are not so many it is 0.
    """
    tried = np.pad(np.where(rivals, scores, -np.inf), ((0, 0), (2, 0)), constant_values=-np.inf)
    ordered = np.sort(tried, axis=1)
    ordered = np.where(np.isinf(ordered), 0.0, ordered)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(best != scores, best, second)


def _two_best(scores: Mapping[int, list[float]]) -> dict[int, tuple[float, float]]:
    out: dict[int, tuple[float, float]] = {}
    for unit, found in scores.items():
        best, second, *_ = (*sorted(found, reverse=True), 0.0, 0.0)
        out[unit] = best, second
    return out
