"""Puts stretches of a page together, always the two that better the page most as one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from ..scores.cohesion import Commons, combine
from ..scores.tables import Floats, Table
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
        self._links: list[list[float]] = table.links.tolist()
        self._starts: list[float] = table.unheaded.tolist()
        self._ends: list[float] = table.ends.tolist()
        self._number = members.sum(1).tolist()
        #: Every article as first and last paragraphs of what stands together.
        self._spans = _spans(home, number)
        self._bias = weight.get("bias", 0.0) - table.article
        self._likeness = weight.get("cohesion", 0.0)
        self._inner = [self._links_of(spans) for spans in self._spans]
        self._gains = np.full((number, number), _NEVER)
        alike: list[list[float]] = self._alike(slice(None)).tolist()
        for one in range(number):
            for two in range(one + 1, number):
                self._gains[one, two] = self._gain(one, two, alike[one][two])

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

    def _gain(self, one: int, two: int, alike: float) -> float:
        """Score two articles as one."""
        left, right = self._spans[one], self._spans[two]
        # Most articles stand one behind the other; then all that is new is one link.
        if left[-1][1] < right[0][0]:
            gain = self._bias + self._links[left[-1][1]][right[0][0]]
        elif right[-1][1] < left[0][0]:
            gain = self._bias + self._links[right[-1][1]][left[0][0]]
        else:
            gain = self._bias + self._links_of(sorted([*left, *right]))
            gain -= self._inner[one] + self._inner[two]
        # The later beginning and the earlier end are none any more.
        gain -= self._starts[max(left[0][0], right[0][0])]
        gain -= self._ends[min(left[-1][1], right[-1][1])]
        number, sizes = self._number, self._sizes
        if number[one] == number[two]:
            size = min(sizes[one], sizes[two])
        else:
            size = sizes[one] if number[one] < number[two] else sizes[two]
        return gain + self._likeness * min(MOST_TELLING, size / TELLING) * alike

    def _links_of(self, spans: Sequence[tuple[int, int]]) -> float:
        links = self._links
        return sum([links[left[1]][right[0]] for left, right in pairwise(spans)])

    def _join(self, one: int, two: int) -> None:
        self._shared[:, one] += self._shared[:, two]
        self._shared[:, :, one] += self._shared[:, :, two]
        self._norms[:, one] = self._shared[:, one, one]
        self._sizes[one] += self._sizes[two]
        self._number[one] += self._number[two]
        self._spans[one] = sorted([*self._spans[one], *self._spans[two]])
        self._inner[one] = self._links_of(self._spans[one])
        gains = self._gains
        gains[two] = gains[:, two] = _NEVER
        alike: list[float] = self._alike(slice(one, one + 1))[0].tolist()
        for other in np.flatnonzero(gains[one] > _NEVER).tolist():
            gains[one, other] = self._gain(one, other, alike[other])
        for other in np.flatnonzero(gains[:, one] > _NEVER).tolist():
            gains[other, one] = self._gain(other, one, alike[other])


def _spans(home: Sequence[int], number: int) -> list[list[tuple[int, int]]]:
    """Return for each article the first and last of its paragraphs that follow each other."""
    out: list[list[tuple[int, int]]] = [[] for _ in range(number)]
    first = 0
    for at in range(1, len(home) + 1):
        if at == len(home) or home[at] != home[first]:
            out[home[first]].append((first, at - 1))
            first = at
    return out
