"""Tells by the words they share whether pieces of a page are parts of one article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from .terms import Floats, Letters

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

# Log-odds of one article against two, fitted by logistic regression to pairs of a piece and
# an article of its page (35 annotated pages): cosines of bigrams and of words counted paragraph by
# paragraph, names of places in common, and the lengths, since long texts share more. On pages left
# out of the fit 93 pieces in 100 come to their own article, of all on their page, by this alone.
_OF_BIGRAMS = 1.91
_OF_WORDS = 2.94
_OF_PLACES = 1.03
_OF_LENGTHS = -1.56
_BIAS = 16.55
# Floors that keep the logarithms of the cosines of bigrams and of words, and of the weight of
# places, from extremes.
_FLOORS = np.array([0.002, 0.01, 1.0])[:, None]
_LENGTH = 200
# One unit of the scores of this package in natural log-odds, and the most a score can be.
_UNIT = 2.1
_MOST = 2.5
_WEIGHTS = np.array([_OF_BIGRAMS, _OF_WORDS, _OF_PLACES]) / _UNIT

#: Blocks are compared inside windows of this many; every two that are no farther apart than half of
#: it stand in one window. A newspaper page is one window, a whole volume in one file many.
WINDOW = 512


class _Window:
    """What some blocks that follow each other have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.sizes = np.array([max(1, len(text)) for text in texts], dtype=np.float64)
        self._letters = Letters(texts)
        self.terms = self._letters.bigrams()

    @cached_property
    def products(self) -> Floats:
        """What each two blocks have in common: bigrams, words and places, one table each."""
        words, places = self._letters.words(), self._letters.places()
        return np.stack([self.terms.products, words.products, places.products])

    def score(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Score two groups of blocks of this window."""
        one, two = (np.array(group, dtype=np.intp) for group in (left, right))
        norms = [self.products[:2, group[:, None], group].sum((1, 2)) for group in (one, two)]
        shared = self.products[:, one[:, None], two].sum((1, 2))
        sizes = self.sizes[one].sum() * self.sizes[two].sum()
        found = combine(shared[:, None], (norms[0] * norms[1])[:, None], np.array([sizes]))
        return float(found[0])

    def neighbours(self, at: Places) -> Floats:
        """Score some blocks with the blocks before them."""
        shared, own = self.products[:, at - 1, at], np.diagonal(self.products, axis1=1, axis2=2)
        norms = own[:2, at - 1] * own[:2, at]
        sizes = self.sizes[at - 1] * self.sizes[at]
        return combine(shared, norms, sizes)


class Recurrence:
    """What the blocks of a page have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of the blocks of a page in order."""
        self._texts = texts
        self._windows: dict[int, _Window] = {}
        self._known: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}

    def around(self, units: Sequence[int]) -> tuple[_Window, int]:
        """Return the window around some blocks, and the first block of it."""
        return self._around(units[len(units) // 2])

    def _around(self, index: int) -> tuple[_Window, int]:
        """Return the window with a block in its middle, and the first block of it."""
        half = WINDOW // 2
        last = max(0, -(-(len(self._texts) - WINDOW) // half))
        at = max(0, min(last, (index - half // 2) // half))
        window = self._windows.get(at)
        if window is None:
            window = self._windows[at] = _Window(self._texts[at * half : at * half + WINDOW])
        return window, at * half

    def shared(self, title: int, groups: Sequence[Sequence[int]]) -> list[float]:
        """Return for each group of blocks the weight of a title's bigrams they have.

        Args:
            title: ordinal of the title's block.
            groups: ordinals of other blocks.
        """
        window, first = self._around(title)
        holds, end = window.terms.holds, first + len(window.sizes)
        known = np.flatnonzero(holds[title - first])
        shares = window.terms.shares[known]
        out: list[float] = []
        for group in groups:
            others = [i - first for i in group if first <= i < end]
            hits = holds[others][:, known].any(0)
            out.append(float(shares[hits].sum()))
        return out

    def neighbours(self, units: Sequence[int]) -> list[float]:
        """Score some blocks (none of them the first) with the blocks before them.

        Returns:
            For each block what ``cohesion`` says of it and of the one before it.
        """
        out: list[float] = []
        at = 0
        while at < len(units):
            window, first = self._around(units[at])
            end = at + 1
            while end < len(units) and self._around(units[end])[1] == first:
                end += 1
            out += window.neighbours(np.array(units[at:end], dtype=np.intp) - first).tolist()
            at = end
        return out

    def cohesion(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Score two groups of blocks as parts of one article.

        Args:
            left: ordinals of blocks.
            right: ordinals of others.

        Returns:
            Above 0 rather one article, below rather two; 1 and -1 are odds of about eight to one.
        """
        key = tuple(left), tuple(right)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._score(*key)
        return known

    def _score(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        window, first = self._around(right[0])
        end = first + len(window.sizes)
        one = tuple(i - first for i in left if first <= i < end)
        two = tuple(i - first for i in right if first <= i < end)
        return window.score(one, two) if one and two else -_MOST


def _placed(window: _Window, first: int, units: Sequence[int]) -> tuple[Places, Flags]:
    """Return the places of some blocks in a window, and which of them are in it."""
    places = np.array(units, dtype=np.intp) - first
    known = (places >= 0) & (places < len(window.sizes))
    return np.where(known, places, 0), known


class Commons:
    """What groups of paragraphs have in common, for all groups and stretches at once."""

    def __init__(
        self, recurrence: Recurrence, units: Sequence[int], titles: Sequence[int] = ()
    ) -> None:
        """Take the page.

        Args:
            recurrence: what its blocks have in common.
            units: the paragraphs that are put together, ascending.
            titles: titles that may be taken into groups with them.
        """
        window, first = recurrence.around(units)
        places, known = _placed(window, first, [*units, *titles])
        self._products = window.products[:, places[:, None], places]
        if not known.all():
            self._products *= known[:, None] & known
        self._sizes = window.sizes[places]
        self._number = number = len(units)
        # What the paragraphs before two (row, column) have in common: stretches are differences.
        self._before = np.zeros((3, number + 1, number + 1))
        np.cumsum(self._products[:, :number, :number], axis=1, out=self._before[:, 1:, 1:])
        np.cumsum(self._before, axis=2, out=self._before)
        self._lengths = np.concatenate([[0.0], np.cumsum(self._sizes[:number])])

    def own(self, first: Places, last: Places) -> Floats:
        """Return what stretches have in common with themselves (three rows), and their lengths.

        Args:
            first: place of the first paragraph of each stretch among all.
            last: place of the last one.
        """
        before, end = self._before, last + 1
        products = before[:, end, end] - 2.0 * before[:, first, end] + before[:, first, first]
        return np.concatenate([products, (self._lengths[end] - self._lengths[first])[None]])

    def between(self, groups: Floats) -> Floats:
        """Return what each two groups of paragraphs have in common; sums for groups of groups."""
        number = self._number
        return groups @ self._products[:, :number, :number] @ groups.T

    def cross(self, groups: Floats, first: Places, last: Places) -> tuple[Floats, Floats, Floats]:
        """Return what groups have in common with themselves and with stretches, and their lengths.

        Args:
            groups: 1 where a group (row) holds a paragraph or a title behind them (column).
            first: place of the first paragraph of each stretch.
            last: place of the last one.
        """
        by_unit = groups @ self._products
        before = np.zeros((*by_unit.shape[:2], self._number + 1))
        np.cumsum(by_unit[:, :, : self._number], axis=2, out=before[:, :, 1:])
        whole = (by_unit * groups).sum(2)
        return whole, before[:, :, last + 1] - before[:, :, first], groups @ self._sizes


def combine(shared: Floats, norms: Floats, sizes: Floats) -> Floats:
    """Return the scores of groups of blocks (columns) as parts of one article.

    Args:
        shared: the weight of their bigrams, words and places in common (three rows).
        norms: products of the weights of the bigrams and of the words of both (two rows).
        sizes: products of their lengths.
    """
    terms = np.maximum(0.0, shared)
    terms[:2] /= np.sqrt(np.maximum(1e-9, norms))
    terms += _FLOORS
    score: Floats = _WEIGHTS @ np.log(terms)
    score += _OF_LENGTHS / _UNIT * np.log(sizes)
    score += (_BIAS - _OF_LENGTHS * log(_LENGTH**2)) / _UNIT
    return score.clip(-_MOST, _MOST).round(6)


class TitleWords:
    """The bigrams of titles in other blocks, for all titles and groups of blocks at once."""

    def __init__(self, recurrence: Recurrence, titles: Sequence[int], units: Sequence[int]) -> None:
        """Take titles, and the blocks that their words are looked for in."""
        self._number = len(titles)
        if not titles or not units:
            return
        window, first = recurrence.around(units)
        places, known = _placed(window, first, units)
        rows, inside = _placed(window, first, titles)
        holds = window.terms.holds
        found, columns = np.nonzero(holds[rows] * inside[:, None])
        self._weights = np.zeros((len(titles), len(columns)))
        self._weights[found, np.arange(len(columns))] = window.terms.shares[columns]
        self._hits = holds[places[:, None], columns].T.astype(np.float64) * known

    def shared(self, groups: Floats) -> Floats:
        """Return the weight of the bigrams of each title (row) that each group (column) has.

        Args:
            groups: 1 where a group (row) holds a block (column).
        """
        if not self._number:
            return np.zeros((0, len(groups)))
        return self._weights @ ((self._hits @ groups.T) > 0)

    def of_stretches(self, first: Places, last: Places) -> Floats:
        """Return the weight of the bigrams of each title (row) that each stretch (column) has.

        Args:
            first: place of the first block of each stretch among those the words are looked for in.
            last: place of the last one.
        """
        if not self._number:
            return np.zeros((0, len(first)))
        hits = self._before
        return self._weights @ (hits[:, last + 1] > hits[:, first])

    @cached_property
    def _before(self) -> Floats:
        """In how many of the blocks before each one, and before the end, each bigram stands."""
        return np.pad(np.cumsum(self._hits, axis=1), ((0, 0), (1, 0)))
