"""Puts the paragraphs of a page together to articles so that the page as a whole reads best.

An article is weighed as a whole: what its paragraphs have in common, whether sentences go on, what
stands between them. ``bench/fitting/articles.py`` fits the weights in ``data/article_weights.tsv``
to annotated pages: they tell stretches of one article from those of two (``gather``), and make its
article the likeliest for each stretch when the others are where they belong (``move``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from ..parts.blocks import BlockKind, is_left, is_maker, is_turned
from ..scores.heads import weights
from ..scores.pairing import Pairs
from ..scores.tables import SIGNED, Table
from .gathering import Gathering
from .moving import (
    MOST_HEADLINE,
    MOST_TELLING,
    NOWHERE,
    TELLING,
    Moves,
    Reading,
    Setting,
    weigh_again,
    weigh_moves,
    weigh_page,
)

Features = Mapping[str, float]

_SWEEPS = 4
# No article has this number.
_NOBODY = -1


class Refiner:
    """The paragraphs of a page and the articles they are in."""

    def __init__(self, pairs: Pairs, home: Mapping[int, int], titles: Mapping[int, int]) -> None:
        """Take the article of each paragraph and of each headline, by block."""
        self.pairs = pairs
        self.links = pairs.links
        self.home = dict(home)
        self.units = sorted(home)
        self.titles = dict(titles)
        self.members: dict[int, list[int]] = {}
        for unit in self.units:
            self.members.setdefault(self.home[unit], []).append(unit)
        self._heads: dict[int, list[int]] = {}
        for title, article in titles.items():
            self._heads.setdefault(article, []).append(title)
        self.fresh = max([*self.members, *self._heads], default=0) + 1

    def gather(self, leasts: Sequence[float]) -> list[dict[int, int]]:
        """Put stretches together to articles, always the two that better the page most.

        Args:
            leasts: two are left apart when that betters the page by no more, in log-odds.

        Returns:
            The article of each paragraph, for each of ``leasts``.
        """
        wanted = sorted(leasts, reverse=True)
        out: list[dict[int, int]] = []
        names = list(self.members)
        numbers = {name: at for at, name in enumerate(names)}
        gathering = Gathering(
            self.pairs.table("gather", self.units, {}),
            self.pairs.commons(self.units),
            [numbers[self.home[unit]] for unit in self.units],
            [len(self.links.blocks[unit].text) for unit in self.units],
            weights("gather"),
        )
        for gain, one, two in gathering:
            while wanted and gain <= wanted[0]:
                out.append(dict(self.home))
                del wanted[0]
            if not wanted:
                return out
            moved = self.members.pop(names[two])
            self.members[names[one]] = sorted([*self.members[names[one]], *moved])
            self.home.update(dict.fromkeys(moved, names[one]))
        return [*out, *(dict(self.home) for _ in wanted)]

    def merged(self, one: int, two: int) -> Features:
        """Return how the features of the page change when two articles become one."""
        left, right = self.members[one], self.members[two]
        out: dict[str, float] = {"bias": 1.0}
        out.update(self.article_features(one, sorted([*left, *right])))
        for article, members in ((one, left), (two, right)):
            for name, value in self.article_features(article, members).items():
                out[name] = out.get(name, 0.0) - value
        small, large = sorted((left, right), key=lambda units: (len(units), units))
        out.update(self.shared(_NOBODY, large, small))
        return out

    @cached_property
    def setting(self) -> Setting:
        """What does not change while stretches move."""
        pairs, weight = self.pairs, weights("move")
        return Setting(
            pairs.commons(self.units),
            pairs.words(self.units),
            len(self.links.titles),
            np.array(self.units, dtype=np.intp),
            weight.get("cohesion", 0.0),
            weight.get("headline", 0.0),
        )

    def reading(self) -> tuple[Reading, list[int]]:
        """Return the page as it is put together now, and the names of its articles."""
        names = list(self.members)
        numbers = {name: at for at, name in enumerate(names)}
        heads: list[list[int]] = [[] for _ in names]
        ordinals = self.pairs.ordinals
        for title, article in self.titles.items():
            if article in numbers:
                heads[numbers[article]].append(ordinals[title])
        home = np.array([numbers[self.home[unit]] for unit in self.units], dtype=np.intp)
        return Reading(self._table, home, heads), names

    @cached_property
    def _table(self) -> Table:
        return self.pairs.table("move", self.units, self.titles)

    def value(self) -> float:
        """Weigh the page: its articles, and what each paragraph has in common with the others."""
        return weigh_page(self.setting, self.reading()[0])

    def refine(self) -> dict[int, int]:
        """Return the article of each paragraph when no move betters the page any more."""
        refine_all([self])
        return self.home

    def follow(self, span: tuple[int, int], target: int, names: list[int]) -> None:
        """Take over a move.

        Args:
            span: places of the first and last paragraphs of a stretch.
            target: number of its new article.
            names: of the articles.
        """
        if target == len(names):
            names.append(self.fresh)
        first, last = span
        self._move(self.units[first : last + 1], self.home[self.units[first]], names[target])

    def runs(self) -> Iterator[list[int]]:
        """Yield stretches of paragraphs that could move together."""
        for first, last in self.spans():
            yield self.units[first : last + 1]

    def spans(self) -> list[tuple[int, int]]:
        """Return the places of the first and last paragraphs of the stretches of ``runs``."""
        units, home = self.units, [self.home[unit] for unit in self.units]
        number = len(units)
        breaks = [at for at in range(1, number) if units[at] != units[at - 1] + 1]
        out: list[tuple[int, int]] = []
        end = skipped = 0
        for at in range(number):
            if at == end:
                while end < number and home[end] == home[at]:
                    end += 1
            while skipped < len(breaks) and breaks[skipped] < at + 2:
                skipped += 1
            for other in breaks[skipped:]:
                if other >= end:
                    break
                out.append((at, other - 1))
            out.append((at, at))
            if end - at > 1:
                out.append((at, end - 1))
        return out

    def surest(self) -> Iterator[tuple[list[int], float]]:
        """Yield every stretch that stands together, and what it would lose anywhere else."""
        spans: list[tuple[int, int]] = []
        for at, unit in enumerate(self.units):
            last = self.units[at - 1]
            if spans and unit == last + 1 and self.home[unit] == self.home[last]:
                spans[-1] = spans[-1][0], at
            else:
                spans.append((at, at))
        if len(spans) == 1:
            yield self.units, -NOWHERE
            return
        gains, _ = weigh_moves(self.setting, [(self.reading()[0], spans)])[0].best()
        for (first, last), gain in zip(spans, gains.tolist(), strict=True):
            yield self.units[first : last + 1], -gain

    def _move(self, run: Sequence[int], source: int, target: int) -> None:
        moved = set(run)
        self.members[source] = [unit for unit in self.members[source] if unit not in moved]
        self.members[target] = sorted([*self.members.get(target, []), *run])
        for unit in run:
            self.home[unit] = target
        if not self.members[source]:
            del self.members[source]
        self.fresh = max(self.fresh, target + 1)

    def shared(self, article: int, others: Sequence[int], run: Sequence[int]) -> Features:
        """Return what a stretch has in common with the rest of an article and its headline."""
        size = sum(len(self.links.blocks[unit].text) for unit in run)
        telling = min(MOST_TELLING, size / TELLING)
        recurrence = self.links.recurrence
        heads = self._heads.get(article, [])
        out: dict[str, float] = {}
        if others:
            out["cohesion"] = telling * recurrence.cohesion(others, run)
        if heads:
            words = sum(recurrence.shared(title, [run])[0] for title in heads)
            out["headline"] = min(MOST_HEADLINE, words)
        return out

    def article_features(self, article: int, members: Sequence[int]) -> Features:
        """Return the features of an article: its beginning, its end, and its links."""
        out: Counter[str] = Counter(dict(self._ends(article, members)))
        for left, right in pairwise(members):
            out.update(self.pairs.features(left, right))
        return out

    def _ends(self, article: int, members: Sequence[int]) -> Iterator[tuple[str, float]]:
        """Tell how an article begins and ends."""
        first, last = self.links.blocks[members[0]], self.links.blocks[members[-1]]
        yield "article", 1.0
        signs = (*self.pairs.signs(first.index)[:2], *self.pairs.signs(last.index)[2:])
        yield from ((name, value) for name, value in zip(SIGNED, signs, strict=True) if value)
        if self.pairs.inside[first.index] and not is_turned(first):
            yield "starts inside", 1.0
        if first.dateline is None and not self._heads.get(article):
            yield "unheaded, titled" if self._is_headed(first.index, article) else "unheaded", 1.0
        if last.open and not self._turns(last.index):
            yield "ends open", 1.0

    def _is_headed(self, unit: int, article: int) -> bool:
        """A byline stands directly above, or a title that no other article has."""
        above = self.pairs.above(unit)[:1]
        return any(
            is_maker(b)
            or (b.kind is BlockKind.TITLE and self.titles.get(b.index, article) == article)
            for b in above
        )

    def _turns(self, unit: int) -> bool:
        blocks = self.links.blocks
        return unit + 1 < len(blocks) and is_left(blocks[unit + 1])


def refine_all(refiners: Sequence[Refiner]) -> None:
    """Move paragraphs until no move betters the page any more.

    Args:
        refiners: the same paragraphs of a page, put together in several ways.
    """
    for _ in range(_SWEEPS):
        read = [refiner.reading() for refiner in refiners]
        spans = [refiner.spans() for refiner in refiners]
        readings = [(reading, found) for (reading, _), found in zip(read, spans, strict=True)]
        moves = weigh_moves(refiners[0].setting, readings)
        sweeps = [
            _Sweep(refiner, own, found, names)
            for refiner, own, found, (_, names) in zip(refiners, spans, moves, read, strict=True)
        ]
        active = sweeps
        while active:
            changed = [(sweep.moves, both) for sweep in active if (both := sweep.step())]
            active = [sweep for sweep in active if not sweep.done]
            if changed:
                weigh_again(changed)
        refiners = [sweep.refiner for sweep in sweeps if sweep.moved]
        if not refiners:
            return


class _Sweep:
    """Offers every stretch of a page a better place, one by one."""

    def __init__(
        self, refiner: Refiner, spans: Sequence[tuple[int, int]], moves: Moves, names: list[int]
    ) -> None:
        """Take the stretches, what they are worth, and the names of the articles."""
        self.refiner = refiner
        self.moves = moves
        self.done = self.moved = False
        self._spans = spans
        self._names = names
        self._next = 0

    def step(self) -> tuple[int, int] | None:
        """Make the next move; return the articles it changes, None if there is none."""
        gains, targets = self.moves.best()
        at = self.moves.next_move(gains, self._next)
        if at < 0:
            self.done = True
            return None
        self.moved = True
        self._next = at + 1
        source, target = self.moves.move(at, int(targets[at]))
        self.refiner.follow(self._spans[at], target, self._names)
        return source, target
