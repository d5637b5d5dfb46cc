"""Finds what the blocks of a page have in common: bigrams, words and names of places, with weights.

Everything is counted on arrays of codes for the page as a whole; a page has thousands of terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from ...wordlists import read_rows
from ...words import cut_words

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

# Weight of a word that is not among the frequent ones.
_RARE = 8.0

_PLACE_END = re.compile(
    "自治区|自治州|省|市|盟|州|县|旗|区|镇|乡|村|苏木|嘎查|街道|社区|小区|路|局"
    "|公司|学校|中学|小学|医院|农场|林场|牧场"
)
_HAN_AT_END = re.compile(r"[\u4e00-\u9fff]*\Z")
# Ideographs of a name before the kind of place it is.
_LONGEST_NAME = 6

# A term and its block are sorted as one number; blocks take the lower bits.
_BLOCK_BITS = 16
_BLOCK = (1 << _BLOCK_BITS) - 1
_LETTER_BITS = 16
_LAST_LETTER = (1 << _LETTER_BITS) - 1
_BLANK, _END = 0x20, 0x0A


@cache
def _frequent() -> dict[str, float]:
    rows = read_rows("anliku.corpus.layout", "frequent_words.txt")
    # Blanks and the ends of blocks are no words.
    ends = {" ": 0.0, "\n": 0.0}
    return {word: float(weight) for weight, words in rows for word in words.split()} | ends


@cache
def _letters() -> NDArray[np.bool_]:
    """Tell of each code point whether terms are made of it: ideographs, Latin letters, digits."""
    out = np.zeros(_LAST_LETTER + 1, dtype=np.bool_)
    for first, last in (("\u3400", "\u9fff"), ("A", "Z"), ("a", "z"), ("0", "9")):
        out[ord(first) : ord(last) + 1] = True
    return out


class Letters:
    """The letters of some blocks, one after the other."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of the blocks."""
        self.number = len(texts)
        self._text = "\n".join([*texts, ""])
        raw = self._text.encode("utf-32-le", "surrogatepass")
        codes = np.minimum(np.frombuffer(raw, dtype=np.uint32), _LAST_LETTER).astype(np.int64)
        sizes = np.array([len(text) + 1 for text in texts], dtype=np.int64)
        #: Where the block behind each block begins.
        self._ends = np.cumsum(sizes)
        self._of = np.repeat(np.arange(self.number), sizes)
        self._known = _letters()[codes]
        self._codes = codes

    def bigrams(self) -> Terms:
        """Return the bigrams of the blocks, none across punctuation."""
        known, codes = self._known, self._codes
        at = np.flatnonzero(known[:-1] & known[1:])
        terms = codes[at] << _LETTER_BITS | codes[at + 1]
        return Terms(terms, self._of[at], self.number, 2)

    def words(self) -> Terms:
        """Return the words of the blocks, without those that stand in every text."""
        codes = np.where(self._known, self._codes, _BLANK)
        codes[self._ends - 1] = _END
        words = cut_words(codes.astype(np.uint32).tobytes().decode("utf-32-le"))
        found = {word: at for at, word in enumerate(dict.fromkeys(words))}
        terms = np.fromiter(map(found.__getitem__, words), np.int64, len(words))
        of = np.zeros(len(words), dtype=np.int64)
        of[1:] = np.cumsum(terms[:-1] == found.get("\n", -1))
        factors = np.fromiter(map(_frequent().get, found, repeat(_RARE)), np.float64, len(found))
        telling = factors[terms] > 0
        return Terms(terms[telling], of[telling], self.number, 2, factors)

    def places(self) -> Terms:
        """Return what looks like a name of a place: up to six ideographs and the kind of place."""
        found: dict[str, int] = {}
        terms: list[int] = []
        stops: list[int] = []
        at = 0
        end = _PLACE_END.search(self._text, 1)
        while end is not None:
            stop = end.start()
            start = max(at, stop - _LONGEST_NAME)
            han = _HAN_AT_END.search(self._text[start:stop])
            start += han.start() if han else 0
            if start < stop:
                at = end.end()
                terms.append(found.setdefault(self._text[start:at], len(found)))
                stops.append(stop)
                end = _PLACE_END.search(self._text, at + 1)
            else:
                end = _PLACE_END.search(self._text, stop + 1)
        of = np.searchsorted(self._ends, np.array(stops, dtype=np.int64), side="right")
        return Terms(np.array(terms, dtype=np.int64), of, self.number, 1)


class Terms:
    """The terms of some blocks: which block holds which, and how much each weighs."""

    def __init__(
        self, terms: Codes, of: Codes, blocks: int, power: int, factors: Floats | None = None
    ) -> None:
        """Take the terms of all blocks.

        Args:
            terms: codes of the terms, not below 0.
            of: the block each stands in, from 0.
            blocks: how many blocks there are.
            power: of its rarity that a term weighs.
            factors: how much more each term weighs, by its code.
        """
        keys = np.sort(terms << _BLOCK_BITS | of)
        keys = keys[_are_new(keys)]
        terms, of = keys >> _BLOCK_BITS, keys & _BLOCK
        new = _are_new(terms)
        place, first = np.cumsum(new) - 1, np.flatnonzero(new)
        counts = np.diff(first, append=len(terms))
        rarity = np.log((blocks + 1.0) / np.arange(1, blocks + 1))
        weights = rarity[counts - 1] ** power
        if factors is not None:
            weights *= factors[terms[first]]
        several = counts > 1
        #: Square of the rarity of each term that several blocks hold, relative to the rarest one.
        self.shares = (rarity[counts[several] - 1] / _top(rarity, counts)) ** 2
        in_several = several[place]
        #: Whether a block (row) holds a term that several hold (column).
        self.holds = np.zeros((blocks, len(self.shares)), dtype=np.float32)
        column = (np.cumsum(several) - 1)[place]
        self.holds[of[in_several], column[in_several]] = 1.0
        own = weights[several].astype(np.float32)
        #: Weight of the terms each two blocks share. Rounded, so that the order in which a
        #: processor adds cannot show in a decision.
        self.products = np.round(_product(self.holds * own, self.holds), 3)
        whole = np.bincount(of, weights[place], minlength=blocks)
        np.fill_diagonal(self.products, np.round(whole, 3))


def _are_new(ordered: Codes) -> NDArray[np.bool_]:
    """Tell of each of some numbers in order whether the one before it is another."""
    out = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=out[1:])
    return out


def _top(rarity: Floats, counts: Codes) -> float:
    """Return the rarity of the rarest term, 1 where it is nothing."""
    least = int(counts.min()) if len(counts) else 1
    return float(rarity[least - 1]) or 1.0


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
