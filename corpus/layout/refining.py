"""Puts the paragraphs of a page together to articles so that the page as a whole reads best.

An article is weighed as a whole: what its paragraphs have in common, whether sentences go on, what
stands between them. The weights in ``data/article_weights.tsv`` are fitted to annotated pages by
``bench/fit_articles.py``: they tell stretches of one article from those of two (``gather``), and
make its article the likeliest for each stretch when the others are where they belong (``move``).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .blocks import BlockKind, is_maker, is_turned
from .cohesion import Commons
from .heads import weights
from .pairing import Pairs, weigh

Features = Mapping[str, float]

#: A stretch of this length tells its subject; longer ones do so better, but not without end.
_TELLING = 120
_MOST_TELLING = 2.0
_MOST_HEADLINE = 3.0
# A move must better the page by this much, in log-odds.
_GAIN = 0.7
_SWEEPS = 4
# No article has this number.
_NOBODY = -1
# What two paragraphs have in common is counted for both.
_HALF = 0.5
# Articles that have less than this in common with a stretch are no place for it.
_ALIEN = -1.2


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
        self._scores: dict[tuple[str, int, tuple[int, ...]], float] = {}
        self._end_scores: dict[tuple[int, int, int], float] = {}
        self._headlines: dict[tuple[int, tuple[int, ...]], float] = {}
        everything = sorted({*self.units, *titles})
        self._place = {unit: at for at, unit in enumerate(everything)}
        self._commons = Commons(self.links.recurrence, everything)
        table = weights("move")
        self._weight = table.get("cohesion", 0.0)
        self._words = table.get("headline", 0.0)
        self._article = table.get("article", 0.0)
        self._bias = weights("gather").get("bias", 0.0)
        self._gathering = weights("gather").get("cohesion", 0.0)
        self.fresh = max(self.members, default=0) + 1

    def gather(self, leasts: Sequence[float]) -> list[dict[int, int]]:
        """Put stretches together to articles, always the two that better the page most.

        Args:
            leasts: two are left apart when that betters the page by no more, in log-odds.

        Returns:
            The article of each paragraph, for each of ``leasts``.
        """
        wanted = sorted(leasts, reverse=True)
        out: list[dict[int, int]] = []
        alike = self._alike()
        gains = {
            (one, two): self._gain(one, two, alike)
            for at, one in enumerate(self.members)
            for two in list(self.members)[at + 1 :]
        }
        while gains:
            best, pair = max((gain, (-one, -two)) for (one, two), gain in gains.items())
            while wanted and best <= wanted[0]:
                out.append(dict(self.home))
                del wanted[0]
            if not wanted:
                break
            one, two = -pair[0], -pair[1]
            self._move(self.members[two], two, one)
            alike = self._alike()
            gains = {key: gain for key, gain in gains.items() if two not in key}
            for key in gains:
                if one in key:
                    gains[key] = self._gain(*key, alike)
        return [*out, *(dict(self.home) for _ in wanted)]

    def _alike(self) -> dict[tuple[int, int], float]:
        """Return what each two articles have in common, weighted."""
        names = list(self.members)
        groups = self._rows(self.members.values())
        scores = self._commons.with_groups(groups, groups).tolist()
        return {
            (one, two): scores[i][k] for i, one in enumerate(names) for k, two in enumerate(names)
        }

    def _rows(self, groups: Iterable[Sequence[int]]) -> NDArray[np.float64]:
        """Return 1 for every unit (column) that a group (row) holds."""
        listed = list(groups)
        out = np.zeros((len(listed), len(self._place)))
        for row, units in enumerate(listed):
            out[row, [self._place[unit] for unit in units]] = 1.0
        return out

    def _gain(self, one: int, two: int, alike: Mapping[tuple[int, int], float]) -> float:
        """Score two articles as one."""
        left, right = self.members[one], self.members[two]
        gain = self._bias + self._score("gather", one, sorted([*left, *right]))
        gain -= self._score("gather", one, left) + self._score("gather", two, right)
        size = min(self._size(left), self._size(right)) if len(left) == len(right) else 0
        size = size or self._size(min(left, right, key=len))
        telling = min(_MOST_TELLING, size / _TELLING)
        return gain + self._gathering * telling * alike[one, two]

    def _size(self, units: Sequence[int]) -> int:
        return sum(len(self.links.blocks[unit].text) for unit in units)

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

    def value(self) -> float:
        """Weigh the page: its articles, and what each paragraph has in common with the others."""
        names, alike = self._likeness([[unit] for unit in self.units])
        total = sum(
            self._score("move", article, members) for article, members in self.members.items()
        )
        for unit, row in zip(self.units, alike, strict=True):
            article = self.home[unit]
            total += _HALF * self._headline(article, [unit])
            if len(self.members[article]) > 1 or self._heads.get(article):
                telling = min(_MOST_TELLING, self._size([unit]) / _TELLING)
                total += _HALF * self._weight * telling * row[names.index(article)]
        return total

    def refine(self) -> dict[int, int]:
        """Return the article of each paragraph when no move betters the page any more."""
        for _ in range(_SWEEPS):
            runs = list(self.runs())
            names, alike = self._likeness(runs)
            moved = False
            for run, row in zip(runs, alike, strict=True):
                if self._improve(run, names, row):
                    moved = True
                    names, alike[:] = self._likeness(runs)
            if not moved:
                break
        return self.home

    def runs(self) -> Iterator[list[int]]:
        """Yield stretches of paragraphs that could move together."""
        for at, unit in enumerate(self.units):
            home = self.home[unit]
            run: list[int] = []
            for other in self.units[at:]:
                if self.home[other] != home:
                    break
                if len(run) > 1 and other != run[-1] + 1:
                    yield list(run)
                run.append(other)
            yield [unit]
            if len(run) > 1:
                yield run

    def _likeness(self, runs: Sequence[Sequence[int]]) -> tuple[list[int], list[list[float]]]:
        """Return the articles, and for each stretch what it has in common with each of them."""
        names = list(self.members)
        groups = self._rows([*self.members[name], *self._heads.get(name, [])] for name in names)
        return names, self._commons.with_groups(groups, self._rows(runs)).tolist()

    def _improve(self, run: list[int], names: Sequence[int], alike: Sequence[float]) -> bool:
        """Move a stretch where it fits best, if that is better than where it is."""
        source = self.home[run[0]]
        if any(self.home[unit] != source for unit in run) or not self._may_leave(run, source):
            return False
        gain, target = self._best_move(run, names, alike)
        if gain <= _GAIN:
            return False
        self._move(run, source, target)
        return True

    def surest(self) -> Iterator[tuple[list[int], float]]:
        """Yield every stretch that stands together, and what it would lose anywhere else."""
        runs: list[list[int]] = []
        for unit in self.units:
            if runs and unit == runs[-1][-1] + 1 and self.home[unit] == self.home[runs[-1][0]]:
                runs[-1].append(unit)
            else:
                runs.append([unit])
        names, alike = self._likeness(runs)
        for run, row in zip(runs, alike, strict=True):
            yield run, -self._best_move(run, names, row)[0]

    def _best_move(
        self, run: Sequence[int], names: Sequence[int], alike: Sequence[float]
    ) -> tuple[float, int]:
        """Return what moving a stretch to its second best article would gain, and that article."""
        source = self.home[run[0]]
        members = self.members[source]
        telling = self._weight * min(_MOST_TELLING, self._size(run) / _TELLING)
        whole = len(members) == len(run)
        before = self._links_of(run, members, inside=True)
        before += self._article if whole else 0.0
        if not whole or self._heads.get(source):
            before += telling * alike[names.index(source)]
        before += self._headline(source, run) + self._change_of_ends(source, run, leaves=True)
        best, target = -99.0, source
        for article, like in zip(names, alike, strict=True):
            if article == source:
                continue
            others = self.members.get(article, [])
            if not others or not self._is_place(run, others, like):
                continue
            gain = telling * like + self._links_of(run, others, inside=False) - before
            gain += self._headline(article, run)
            gain += self._change_of_ends(article, run, leaves=False)
            if gain > best:
                best, target = gain, article
        if not whole:
            gain = self._article + self._change_of_ends(self.fresh, run, leaves=False) - before
            gain += self._links_of(run, [], inside=False)
            if gain > best:
                best, target = gain, self.fresh
        return best, target

    def _is_place(self, run: Sequence[int], others: Sequence[int], like: float) -> bool:
        """Leave out articles of quite another subject that do not touch a stretch."""
        if like > _ALIEN:
            return True
        at = bisect(others, run[0])
        near = (*others[at - 1 : at], *others[at : at + 1])
        return any(abs(unit - run[0]) <= 1 or abs(unit - run[-1]) <= 1 for unit in near)

    def _links_of(self, run: Sequence[int], members: Sequence[int], *, inside: bool) -> float:
        """Return what the links of an article gain by a stretch in it."""
        value = self.pairs.value
        score = sum(value("move", left, right) for left, right in pairwise(run))
        at = bisect(members, run[0])
        before = members[at - 1 - inside] if at - inside > 0 else None
        end = at - inside + len(run) if inside else at
        after = members[end] if end < len(members) else None
        if before is not None:
            score += value("move", before, run[0])
        if after is not None:
            score += value("move", run[-1], after)
        if before is not None and after is not None:
            score -= value("move", before, after)
        return score

    def _change_of_ends(self, article: int, run: Sequence[int], *, leaves: bool) -> float:
        """Return what the beginning and the end of an article gain by a stretch in it."""
        members = self.members.get(article, [])
        moved = set(run) if leaves else frozenset[int]()
        others = [unit for unit in (*members[:1], *members[-1:]) if unit not in moved]
        if leaves and (members[0] in moved or members[-1] in moved):
            others = [unit for unit in members if unit not in moved]
        first = min(run[0], *others[:1]) if others else run[0]
        last = max(run[-1], *others[-1:]) if others else run[-1]
        score = self._end_score(article, first, last)
        return score - (self._end_score(article, others[0], others[-1]) if others else 0.0)

    def _end_score(self, article: int, first: int, last: int) -> float:
        key = article, first, last
        known = self._end_scores.get(key)
        if known is None:
            found = dict(self._ends(article, (first, last)))
            found.pop("article", None)
            known = self._end_scores[key] = weigh("move", found)
        return known

    def _headline(self, article: int, run: Sequence[int]) -> float:
        heads = self._heads.get(article)
        if not heads:
            return 0.0
        key = article, tuple(run)
        known = self._headlines.get(key)
        if known is None:
            shared = self.links.recurrence.shared
            words = min(_MOST_HEADLINE, sum(shared(title, [run])[0] for title in heads))
            known = self._headlines[key] = self._words * words
        return known

    def _may_leave(self, run: Sequence[int], source: int) -> bool:
        """A headline keeps something to stand over."""
        return len(run) < len(self.members[source]) or not self._heads.get(source)

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
        telling = min(_MOST_TELLING, size / _TELLING)
        recurrence = self.links.recurrence
        heads = self._heads.get(article, [])
        out: dict[str, float] = {}
        if others:
            out["cohesion"] = telling * recurrence.cohesion(others, run)
        if heads:
            words = sum(recurrence.shared(title, [run])[0] for title in heads)
            out["headline"] = min(_MOST_HEADLINE, words)
        return out

    def _score(self, step: str, article: int, members: Sequence[int]) -> float:
        """Weigh an article as a whole."""
        key = step, article, tuple(members)
        known = self._scores.get(key)
        if known is None:
            known = weigh(step, dict(self._ends(article, members)))
            known += sum(self.pairs.value(step, left, right) for left, right in pairwise(members))
            self._scores[key] = known
        return known

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
        return unit + 1 < len(blocks) and "下转" in blocks[unit + 1].text
