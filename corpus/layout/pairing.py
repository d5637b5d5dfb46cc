"""What speaks for one paragraph of a page as the next of another in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from .blocks import Block, BlockKind, is_dialogue, is_maker, is_turned
from .evidence import continuation, splits_word, starts_inside
from .fragments import FragmentKind, other_column
from .heads import Heads, weights
from .links import Links

#: Features that no weight makes good: nothing goes on behind the names of the makers, and nothing
#: stands before a dateline.
NEVER = frozenset({"begins anew", "ended by names"})
FORBIDDEN = -15.0

# A paragraph that begins like the rest of a sentence, by ``starts_inside``.
INSIDE = 2.0
_MOST_FAR = 8
_MOST_CONTINUED = 4.5
_LEAST_CONTINUED = -2.0
_MOST_MARGIN = 3.0
# Paragraphs that follow each other surely are one article when the sentence goes on at this score,
# or when they are not too unlike.
_SURELY = 2.0
_UNLIKE = -0.8


def weigh(step: str, features: Mapping[str, float]) -> float:
    """Return the score of some features in one step."""
    table = weights(step)
    return sum(
        (FORBIDDEN if name in NEVER else table.get(name, 0.0)) * value
        for name, value in features.items()
    )


class Pairs:
    """The paragraphs of a page, two by two; known once for all ways to put them together."""

    def __init__(self, links: Links) -> None:
        """Take the paragraphs of a page."""
        self.links = links
        self.blocks = links.blocks
        self.heads = Heads(links)
        self._features: dict[tuple[int, int], dict[str, float]] = {}
        self._values: dict[tuple[str, int, int], float] = {}
        self._goes_on: dict[tuple[int, int], float] = {}
        self._above: dict[int, list[Block]] = {}
        self.inside = {
            unit: starts_inside(self.blocks[unit].text) >= INSIDE for unit in self.strips
        }

    def value(self, step: str, left: int, right: int) -> float:
        """Return the score of one paragraph as the next of another."""
        key = step, left, right
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = weigh(step, self.features(left, right))
        return known

    def features(self, left: int, right: int) -> dict[str, float]:
        """Return the features of one paragraph as the next of another in an article."""
        known = self._features.get((left, right))
        if known is None:
            known = self._features[left, right] = dict(self._find(left, right))
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
            goes_on = self.goes_on(left, right)
            yield "goes on", max(_LEAST_CONTINUED, min(_MOST_CONTINUED, goes_on))
            yield "goes on better than others", self._margin(left, right)
            if not splits_word(one.text, two.text):
                yield "open, no word split", 1.0
        elif self.inside[right]:
            yield "starts inside", 1.0
        if other_column(one.column, two.column):
            yield "other column", 1.0
        elif one.column and two.column:
            yield "same column", 1.0
        if two.ruled:
            yield "ruled", 1.0
        yield from self._between(left, right)

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
            forms = [self.links.crosshead_form(b) for b in titles]
            yield "title between", 1.0
            yield "crosshead", sum(forms) / len(titles)
            yield "crosshead by looks", sum(b.inner for b in titles) / len(titles)
        texts = sum(b.kind in (BlockKind.BODY, BlockKind.ITEM) for b in between)
        if not texts:
            yield "next but for that", 1.0
        else:
            yield "apart", 1.0
            yield "far", float(min(_MOST_FAR, texts))


def _two_best(scores: Mapping[int, list[float]]) -> dict[int, tuple[float, float]]:
    out: dict[int, tuple[float, float]] = {}
    for unit, found in scores.items():
        ordered = sorted(found, reverse=True)
        out[unit] = (*ordered[:2], 0.0, 0.0)[:2] if len(ordered) < 2 else (ordered[0], ordered[1])
    return out
