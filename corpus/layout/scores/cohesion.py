"""Tells by the words they share whether pieces of a page are parts of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from math import fsum, log, sqrt

import numpy as np
from numpy.typing import NDArray

from ...wordlists import read_rows
from ...words import cut_words

# Log-odds of one article against two, fitted by logistic regression to pairs of a piece and
# an article of its page (35 annotated pages): cosines of bigrams and of words counted paragraph by
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
_FLOORS = np.array([_BIGRAM_FLOOR, _WORD_FLOOR])[:, None, None]
_LENGTH = 200
# One unit of the scores of this package in natural log-odds, and the most a score can be.
_UNIT = 2.1
_MOST = 2.5
# Weight of a word that is not among the frequent ones.
_RARE = 8.0

_NO_GRAM = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_PLACE_END = re.compile(
    "自治区|自治州|省|市|盟|州|县|旗|区|镇|乡|村|苏木|嘎查|街道|社区|小区|路|局"
    "|公司|学校|中学|小学|医院|农场|林场|牧场"
)
_HAN_AT_END = re.compile(r"[\u4e00-\u9fff]*\Z")
# Ideographs of a name before the kind of place it is.
_LONGEST_NAME = 6

Products = list[list[float]]
Floats = NDArray[np.float64]


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


@cache
def _empty_words() -> frozenset[str]:
    """Return the words that stand in every text, and the blank."""
    return frozenset({" ", *(word for word, weight in _frequent().items() if not weight)})


def _words(text: str) -> frozenset[str]:
    """Return the words of ``text``, without those that stand in every text."""
    return frozenset(cut_words(_NO_GRAM.sub(" ", text))) - _empty_words()


def _places(text: str) -> frozenset[str]:
    """Return what looks like the name of a place: up to six ideographs and the kind of place."""
    out: list[str] = []
    at = 0
    end = _PLACE_END.search(text, 1)
    while end is not None:
        stop = end.start()
        start = max(at, stop - _LONGEST_NAME)
        han = _HAN_AT_END.search(text[start:stop])
        start += han.start() if han else 0
        if start < stop:
            at = end.end()
            out.append(text[start:at])
            end = _PLACE_END.search(text, at + 1)
        else:
            end = _PLACE_END.search(text, stop + 1)
    return frozenset(out)


class _Terms:
    """The terms of some blocks: which block holds which, and how much each weighs."""

    def __init__(
        self,
        found: Sequence[frozenset[str]],
        power: int,
        factors: Mapping[str, float] | None = None,
    ) -> None:
        """Take the terms of each block.

        Args:
            found: the terms.
            power: of its rarity that a term weighs.
            factors: how much more some terms weigh; the others weigh as much as rare words.
        """
        counts = Counter(chain.from_iterable(found))
        self.rarity = [log((len(found) + 1.0) / n) for n in range(1, len(found) + 1)]
        self._most = self.rarity[min(counts.values(), default=1) - 1] or 1.0
        by_count = [0.0, *(value**power for value in self.rarity)]
        weights = {term: by_count[n] for term, n in counts.items()}
        if factors is not None:
            for term, weight in weights.items():
                weights[term] = weight * factors.get(term, _RARE)
        #: In how many blocks each term stands.
        self.counts = counts
        terms = sorted([term for term, n in counts.items() if n > 1])
        #: Column of each term that stands in several blocks.
        self.place = {term: i for i, term in enumerate(terms)}
        several, place = frozenset(terms), self.place.__getitem__
        self.holds = np.zeros((len(found), len(terms)), dtype=np.float32)
        for i, each in enumerate(found):
            self.holds[i, list(map(place, each & several))] = 1.0
        own = np.array([weights[term] for term in terms], dtype=np.float32)
        #: Weight of the terms each two blocks share. Rounded, so that the order in which a
        #: processor adds cannot show in a decision.
        self.products = np.round(_product(self.holds * own, self.holds), 3)
        whole = [round(fsum(map(weights.__getitem__, each)), 3) for each in found]
        np.fill_diagonal(self.products, whole)

    def share(self, term: str) -> float:
        """Return the square of the rarity of a term relative to the rarest one's."""
        return (self.rarity[self.counts[term] - 1] / self._most) ** 2


# Larger products are spread over several threads, which costs more than it gains at this size.
_ONE_THREAD = 250_000
# Narrower pieces, of larger pages, gain nothing.
_LEAST_STEP = 48


def _product(left: NDArray[np.float32], right: NDArray[np.float32]) -> Floats:
    """Return ``left @ right.T``, in pieces that one thread works on."""
    rows, columns = left.shape
    step = max(_LEAST_STEP, _ONE_THREAD // max(1, rows * rows))
    out = np.zeros((rows, rows), dtype=np.float64)
    for at in range(0, columns, step):
        out += left[:, at : at + step] @ right[:, at : at + step].T
    return out


#: Blocks are compared inside windows of this many; every two that are no farther apart than half of
#: it stand in one window. A newspaper page is one window, a whole volume in one file many.
WINDOW = 512


class _Window:
    """What some blocks that follow each other have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.sizes = [len(text) for text in texts]
        self.grams = [grams(text) for text in texts]
        self.terms = _Terms(self.grams, 2)
        self._texts = texts
        self._norms: dict[tuple[str, tuple[int, ...]], float] = {}

    @cached_property
    def products(self) -> NDArray[np.float64]:
        """What each two blocks have in common: bigrams, words and places, one table each."""
        words = _Terms([_words(text) for text in self._texts], 2, _frequent())
        places = _Terms([_places(text) for text in self._texts], 1)
        return np.stack([self.terms.products, words.products, places.products])

    @cached_property
    def _listed(self) -> tuple[Products, Products, Products]:
        bigrams, words, places = self.products
        return bigrams.tolist(), words.tolist(), places.tolist()

    def score(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        """Score two groups of blocks of this window."""
        bigrams, words, places = self._listed
        score = _BIAS
        cosine = self._cosine("bigrams", bigrams, left, right)
        score += _OF_BIGRAMS * log(cosine + _BIGRAM_FLOOR)
        score += _OF_WORDS * log(self._cosine("words", words, left, right) + _WORD_FLOOR)
        score += _OF_PLACES * log(1.0 + _sum(places, left, right))
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
        known, share = sorted(window.grams[title - first]), window.terms.share
        end = first + len(window.grams)
        out: list[float] = []
        for group in groups:
            others = [window.grams[i - first] for i in group if first <= i < end]
            out.append(sum(share(gram) for gram in known if any(gram in other for other in others)))
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


def _placed(
    window: _Window, first: int, units: Sequence[int]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return the places of some blocks in a window, and which of them are in it."""
    places = np.array(units, dtype=np.intp) - first
    known = (places >= 0) & (places < len(window.sizes))
    return np.where(known, places, 0), known


class Commons:
    """What groups of blocks have in common, for all groups at once."""

    def __init__(self, recurrence: Recurrence, units: Sequence[int]) -> None:
        """Take the page and the blocks that are put together."""
        window, first = recurrence.around(units)
        places, known = _placed(window, first, units)
        self._products = window.products[:, places[:, None], places]
        if not known.all():
            self._products *= known[:, None] & known
        self._sizes = np.array([max(1, size) for size in window.sizes], dtype=np.float64)[places]

    def own(self, groups: Floats) -> Floats:
        """Return what groups of blocks have in common with themselves, and their lengths.

        Args:
            groups: 1 where a group (row) holds a block (column).
        """
        products = ((groups @ self._products) * groups).sum(2)
        return np.concatenate([products, (groups @ self._sizes)[None]])

    def between(self, groups: Floats) -> Floats:
        """Return what each two groups have in common; sums for all groups of groups."""
        return groups @ self._products @ groups.T

    def likeness(
        self, groups: Floats, runs: Floats, own: Floats, inside: NDArray[np.bool_]
    ) -> Floats:
        """Score every group with every run; what a run and a group share counts for none.

        Args:
            groups: 1 where a group (row) holds a block (column).
            runs: the same for runs.
            own: what ``own`` says of the runs.
            inside: whether a run (column) is in a group (row), wholly.

        Returns:
            For each group (row) and each run (column) the score of ``Recurrence.cohesion``.
        """
        by_unit = groups @ self._products
        whole = (by_unit * groups).sum(2)[:, :, None]
        cross = by_unit @ runs.T
        alone = own[:3, None, :]
        shared = cross - inside * alone
        rest = (whole - inside * (cross + shared))[:2]
        sizes = (groups @ self._sizes)[:, None] - inside * own[3]
        return combine(shared, rest * alone[:2], np.maximum(1.0, sizes) * own[3])


def combine(shared: Floats, norms: Floats, sizes: Floats) -> Floats:
    """Return the scores of groups of blocks as parts of one article.

    Args:
        shared: the weight of their bigrams, words and places in common.
        norms: products of the weights of the bigrams and of the words of both.
        sizes: products of their lengths.
    """
    cosines = np.maximum(0.0, shared[:2]) / np.sqrt(np.maximum(1e-9, norms))
    bigrams, words = np.log(cosines + _FLOORS)
    score = _BIAS + _OF_BIGRAMS * bigrams + _OF_WORDS * words
    score += _OF_PLACES * np.log1p(np.maximum(0.0, shared[2]))
    score += _OF_LENGTHS * np.log(sizes / _LENGTH**2)
    return np.round(np.minimum(_MOST, np.maximum(-_MOST, score / _UNIT)), 6)


class TitleWords:
    """The bigrams of titles in other blocks, for all titles and groups of blocks at once."""

    def __init__(self, recurrence: Recurrence, titles: Sequence[int], units: Sequence[int]) -> None:
        """Take titles, and the blocks that their words are looked for in."""
        self._number = len(titles)
        if not titles:
            return
        window, first = recurrence.around(units)
        places, known = _placed(window, first, units)
        place, share = window.terms.place, window.terms.share
        inside = range(first, first + len(window.sizes))
        found = [
            [
                (place[gram], share(gram))
                for gram in (sorted(window.grams[title - first]) if title in inside else ())
                if gram in place
            ]
            for title in titles
        ]
        columns = [column for each in found for column, _ in each]
        self._weights = np.zeros((len(titles), len(columns)))
        at = 0
        for row, each in enumerate(found):
            self._weights[row, at : at + len(each)] = [share for _, share in each]
            at += len(each)
        self._hits = window.terms.holds[places[:, None], columns].T.astype(np.float64) * known

    def shared(self, groups: Floats) -> Floats:
        """Return the weight of the bigrams of each title (row) that each group (column) has.

        Args:
            groups: 1 where a group (row) holds a block (column).
        """
        if not self._number:
            return np.zeros((0, len(groups)))
        return self._weights @ ((self._hits @ groups.T) > 0)


def _sum(products: Products, left: tuple[int, ...], right: tuple[int, ...]) -> float:
    total = 0.0
    for i in left:
        row = products[i]
        for j in right:
            total += row[j]
    return total
