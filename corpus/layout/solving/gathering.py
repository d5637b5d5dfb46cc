"""Puts stretches of a page together, always the two that better the page most as one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ..scores.cohesion import Commons, combine
from ..scores.tables import Floats, Places, Table
from .moving import MOST_TELLING, TELLING

_NEVER = -1e9


class Gathering:
    """The articles of a page while they are put together."""

    def __init__(
        self,
        table: Table,
        commons: Commons,
        home: Sequence[int],
        sizes: Sequence[int],
        weight: Mapping[str, float],
    ) -> None:
        """Take the page.

        Args:
            table: the weights of paragraphs as neighbours.
            commons: what paragraphs have in common.
            home: number of the article of each paragraph at first, from 0.
            sizes: their lengths.
            weight: the fitted weights by name.
        """
        number = max(home, default=-1) + 1
        members = np.array(home)[None, :] == np.arange(number)[:, None]
        self._shared = commons.between(members.astype(np.float64))
        self._norms = np.diagonal(self._shared, axis1=1, axis2=2).copy()
        self._sizes = members @ np.array(sizes, dtype=np.float64)
        self._links, self._starts, self._ends = table.links, table.unheaded, table.ends
        self._number = members.sum(1)
        #: Every article as first and last paragraphs of what stands together.
        self._spans = _spans(home, number)
        self._bias = weight.get("bias", 0.0) - table.article
        self._likeness = weight.get("cohesion", 0.0)
        self._first = np.array([spans[0][0] for spans in self._spans], dtype=np.intp)
        self._last = np.array([spans[-1][1] for spans in self._spans], dtype=np.intp)
        self._inner = self._links_of(self._spans)
        self._gains = np.full((number, number), _NEVER)
        alike = self._alike(slice(None))
        one, two = np.triu_indices(number, 1)
        if len(one):
            self._gains[one, two] = self._gain(one, two, alike[one, two])

    def __iter__(self) -> Iterator[tuple[float, int, int]]:
        """Yield the gain of putting two articles together, and both; the first is kept."""
        while True:
            best = int(self._gains.argmax()) if self._gains.size else -1
            if best < 0:
                return
            one, two = divmod(best, len(self._gains))
            gain = float(self._gains[one, two])
            if gain <= _NEVER:
                return
            yield gain, one, two
            self._join(one, two)

    def _alike(self, one: slice) -> Floats:
        """Return what some articles (rows) have in common with all."""
        norms, sizes = self._norms, self._sizes
        shared = self._shared[:, one]
        found = combine(
            shared.reshape(3, -1),
            (norms[:2, one, None] * norms[:2, None, :]).reshape(2, -1),
            (sizes[one, None] * sizes).ravel(),
        )
        return found.reshape(shared.shape[1:])

    def _gain(self, one: Places, two: Places, alike: Floats) -> Floats:
        """Score articles as one, each with another."""
        spans = self._spans
        both = [spans[i] + spans[k] for i, k in zip(one.tolist(), two.tolist(), strict=True)]
        gain = self._bias + self._links_of(both) - self._inner[one] - self._inner[two]
        # The later beginning and the earlier end are none any more.
        gain -= self._starts[np.maximum(self._first[one], self._first[two])]
        gain -= self._ends[np.minimum(self._last[one], self._last[two])]
        sizes, less = self._sizes, self._number[one] - self._number[two]
        size = np.where(less < 0, sizes[one], sizes[two])
        size = np.where(less == 0, np.minimum(sizes[one], sizes[two]), size)
        return gain + self._likeness * np.minimum(MOST_TELLING, size / TELLING) * alike

    def _links_of(self, articles: Sequence[Sequence[tuple[int, int]]]) -> Floats:
        """Return the weight of what stands together as neighbours, for each article."""
        counts = [len(spans) for spans in articles]
        flat = np.array([span for spans in articles for span in spans], dtype=np.intp)
        of = np.repeat(np.arange(len(articles)), counts)
        order = np.lexsort((flat[:, 0], of))
        of, first, last = of[order], flat[order, 0], flat[order, 1]
        links = self._links[last[:-1], first[1:]] * (of[1:] == of[:-1])
        out = np.zeros(len(articles))
        np.add.at(out, of[1:], links)
        return out

    def _join(self, one: int, two: int) -> None:
        self._shared[:, one] += self._shared[:, two]
        self._shared[:, :, one] += self._shared[:, :, two]
        self._norms[:, one] = self._shared[:, one, one]
        self._sizes[one] += self._sizes[two]
        self._number[one] += self._number[two]
        self._spans[one] = sorted([*self._spans[one], *self._spans[two]])
        self._first[one] = self._spans[one][0][0]
        self._last[one] = self._spans[one][-1][1]
        self._inner[one] = self._links_of([self._spans[one]])[0]
        gains = self._gains
        gains[two] = gains[:, two] = _NEVER
        alike = self._alike(slice(one, one + 1))[0]
        row, column = np.flatnonzero(gains[one] > _NEVER), np.flatnonzero(gains[:, one] > _NEVER)
        others = np.concatenate([row, column])
        if len(others):
            found = self._gain(others, np.full_like(others, one), alike[others])
            gains[one, row], gains[column, one] = found[: len(row)], found[len(row) :]


def _spans(home: Sequence[int], number: int) -> list[list[tuple[int, int]]]:
    """Return for each article the first and last of its paragraphs that follow each other."""
    out: list[list[tuple[int, int]]] = [[] for _ in range(number)]
    first = 0
    for at in range(1, len(home) + 1):
        if at == len(home) or home[at] != home[first]:
            out[home[first]].append((first, at - 1))
            first = at
    return out
