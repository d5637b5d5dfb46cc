"""Tells by the words they share whether pieces of a page are parts of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from math import fsum, log, sqrt

import numpy as np
from numpy.typing import NDArray

from ..wordlists import read_rows
from ..words import cut_words

# Log-odds of one article against two, fitted by logistic regression to 6,000 pairs of a piece and
# an article of its page (41 annotated pages): cosines of bigrams and of words counted paragraph by
# paragraph, names of places in common, and the lengths, since long texts share more. On pages left
# out of the fit 93 pieces in 100 come to their own article, of all on their page, by this alone.
_OF_BIGRAMS = 1.91
_OF_WORDS = 2.94
_OF_PLACES = 1.03
_OF_LENGTHS = -1.56
_BIAS = 16.55
#: Floors that keep the logarithms of cosines from extremes.
_BIGRAM_FLOOR = 0.002
_WORD_FLOOR = 0.01
_LENGTH = 200
# One unit of the scores of this package in natural log-odds, and the most a score can be.
_UNIT = 2.1
_MOST = 2.5
# Weight of a word that is not among the frequent ones.
_RARE = 8.0

_NO_GRAM = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:自治区|自治州|省|市|盟|州|县|旗|区|镇|乡|村|苏木|嘎查|街道|社区|小区|路|局"
    r"|公司|学校|中学|小学|医院|农场|林场|牧场)"
)

Products = list[list[float]]


@cache
def _frequent() -> dict[str, float]:
    rows = read_rows("anliku.corpus.layout", "frequent_words.txt")
    return {word: float(weight) for weight, words in rows for word in words.split()}


# Titles are compared with many groups of paragraphs.
@lru_cache(maxsize=512)
def grams(text: str) -> frozenset[str]:
    """Return the character bigrams of ``text``, none across punctuation."""
    solid = _NO_GRAM.sub(" ", text)
    return frozenset(chain.from_iterable(map(str.__add__, run, run[1:]) for run in solid.split()))


def _words(text: str) -> frozenset[str]:
    """Return the words of ``text``, without those that stand in every text."""
    frequent = _frequent()
    found = set(cut_words(_NO_GRAM.sub(" ", text)))
    found.discard(" ")
    return frozenset(word for word in found if frequent.get(word, _RARE))


def _products(
    found: Sequence[frozenset[str]], weigh: Callable[[str, float], float]
) -> tuple[list[list[float]], dict[str, float]]:
    """Return the weighted number of terms each two blocks share, and the terms' rarities."""
    counts = Counter(chain.from_iterable(found))
    rarity = {term: log((len(found) + 1.0) / n) for term, n in counts.items()}
    weights = {term: weigh(term, value) for term, value in rarity.items()}
    terms = sorted(term for term, n in counts.items() if n > 1)
    place = {term: i for i, term in enumerate(terms)}
    holds = np.zeros((len(found), len(terms)), dtype=np.float32)
    for i, each in enumerate(found):
        holds[i, [place[term] for term in each if term in place]] = 1.0
    shared = (holds * np.array([weights[term] for term in terms], dtype=np.float32)) @ holds.T
    # Rounded, so that the order in which a processor adds cannot show in a decision.
    out = np.round(shared.astype(np.float64), 3).tolist()
    for i, each in enumerate(found):
        out[i][i] = round(fsum(weights[term] for term in each), 3)
    return out, rarity


# Blocks are compared inside windows of this many; every two that are no farther apart than half of
# it stand in one window. A newspaper page is one window, a whole volume in one file many.
_WINDOW = 512


class _Window:
    """What some blocks that follow each other have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.sizes = [len(text) for text in texts]
        self.grams = [grams(text) for text in texts]
        self.bigrams, rarity = _products(self.grams, lambda _, rarity: rarity * rarity)
        most = max(rarity.values(), default=1.0) or 1.0
        # Scores of headlines are about numbers of bigrams: each counts as one at most.
        self.shares = {term: (value / most) ** 2 for term, value in rarity.items()}
        self._texts = texts
        self._norms: dict[tuple[str, tuple[int, ...]], float] = {}

    @cached_property
    def words(self) -> Products:
        """Scalar products of the words of two blocks."""
        frequent = _frequent()
        return _products(
            [_words(text) for text in self._texts],
            lambda term, rarity: frequent.get(term, _RARE) * rarity * rarity,
        )[0]

    @cached_property
    def places(self) -> Products:
        """Weight of the places that two blocks name."""
        found = [frozenset[str](_PLACE.findall(text)) for text in self._texts]
        return _products(found, lambda _, rarity: rarity)[0]

    def score(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        """Score two groups of blocks of this window."""
        score = _BIAS
        bigrams = self._cosine("bigrams", self.bigrams, left, right)
        score += _OF_BIGRAMS * log(bigrams + _BIGRAM_FLOOR)
        score += _OF_WORDS * log(self._cosine("words", self.words, left, right) + _WORD_FLOOR)
        score += _OF_PLACES * log(1.0 + _sum(self.places, left, right))
        for group in (left, right):
            score += _OF_LENGTHS * log(max(1, sum(self.sizes[i] for i in group)) / _LENGTH)
        return max(-_MOST, min(_MOST, score / _UNIT))

    def _cosine(
        self, kind: str, products: Products, left: tuple[int, ...], right: tuple[int, ...]
    ) -> float:
        """Return the cosine of two groups of blocks from their scalar products."""
        size = 1.0
        for group in (left, right):
            norm = self._norms.get((kind, group))
            if norm is None:
                norm = self._norms[kind, group] = sqrt(_sum(products, group, group))
            size *= norm
        return _sum(products, left, right) / size if size > 0 else 0.0


class Recurrence:
    """What the blocks of a page have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of the blocks of a page in order."""
        self._texts = texts
        self._windows: dict[int, _Window] = {}
        self._known: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}

    def whole(self) -> _Window:
        """Return the window of a page that fits in one."""
        return self._around(0)[0]

    def _around(self, index: int) -> tuple[_Window, int]:
        """Return the window with a block in its middle, and the first block of it."""
        half = _WINDOW // 2
        last = max(0, -(-(len(self._texts) - _WINDOW) // half))
        at = max(0, min(last, (index - half // 2) // half))
        window = self._windows.get(at)
        if window is None:
            window = self._windows[at] = _Window(self._texts[at * half : at * half + _WINDOW])
        return window, at * half

    def shared(self, title: int, groups: Sequence[Sequence[int]]) -> list[float]:
        """Return for each group of blocks the weight of a title's bigrams they have.

        Args:
            title: ordinal of the title's block.
            groups: ordinals of other blocks.
        """
        window, first = self._around(title)
        known = sorted(window.grams[title - first])
        end = first + len(window.grams)
        out: list[float] = []
        for group in groups:
            others = [window.grams[i - first] for i in group if first <= i < end]
            out.append(
                sum(window.shares[gram] for gram in known if any(gram in other for other in others))
            )
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
        end = first + len(window.grams)
        one = tuple(i - first for i in left if first <= i < end)
        two = tuple(i - first for i in right if first <= i < end)
        return window.score(one, two) if one and two else -_MOST


class Commons:
    """What groups of blocks of one page have in common, for all groups at once."""

    def __init__(self, recurrence: Recurrence, units: Sequence[int]) -> None:
        """Take the page and the blocks that are put together."""
        window = recurrence.whole()
        rows = np.ix_(units, units)
        self._products = tuple(
            np.array(products)[rows] for products in (window.bigrams, window.words, window.places)
        )
        self._sizes = np.array([max(1, window.sizes[unit]) for unit in units], dtype=np.float64)

    def with_groups(
        self, groups: NDArray[np.float64], runs: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Score every group with every run; what a run and a group share counts for none.

        Args:
            groups: 1 where a group (row) holds a unit (column).
            runs: the same for runs.

        Returns:
            For each run (row) and each group (column) the score of ``Recurrence.cohesion``.
        """
        bigrams, words, places = (
            self._shared(products, groups, runs) for products in self._products
        )
        score = _BIAS + _OF_BIGRAMS * np.log(bigrams[0] / bigrams[1] + _BIGRAM_FLOOR)
        score += _OF_WORDS * np.log(words[0] / words[1] + _WORD_FLOOR)
        score += _OF_PLACES * np.log1p(places[0])
        sizes = (runs @ self._sizes)[:, None], self._rest(groups, runs, self._sizes)
        score += _OF_LENGTHS * (np.log(sizes[0] / _LENGTH) + np.log(sizes[1] / _LENGTH))
        return np.round(np.clip(score / _UNIT, -_MOST, _MOST), 6)

    @staticmethod
    def _rest(
        groups: NDArray[np.float64], runs: NDArray[np.float64], sizes: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the lengths of the groups without what they share with each run."""
        return np.maximum(1.0, groups @ sizes - (runs * sizes) @ groups.T)

    @staticmethod
    def _shared(
        products: NDArray[np.float64], groups: NDArray[np.float64], runs: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return scalar products of runs with the rest of groups, and the product of lengths."""
        by_unit = groups @ products
        whole = (by_unit * groups).sum(1)
        cross = runs @ by_unit.T
        own = ((runs @ products) * runs).sum(1)
        # A run is in a group wholly or not at all.
        inside = (runs @ groups.T) > 0
        rest = np.where(inside, whole - 2 * cross + own[:, None], whole)
        shared = np.where(inside, cross - own[:, None], cross)
        norm = np.sqrt(np.maximum(1e-9, rest * own[:, None]))
        return np.maximum(0.0, shared), norm


def _sum(products: Products, left: tuple[int, ...], right: tuple[int, ...]) -> float:
    total = 0.0
    for i in left:
        row = products[i]
        for j in right:
            total += row[j]
    return total
