"""Compares the subjects of texts by the rare pairs of letters they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import fsum, log, sqrt

_NO_GRAM = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
# Cosine at which two texts are as likely one article as two; it grows with the shorter text. The
# figures are those measured for texts without places, see ``corpus.layout``.
_EVEN = 0.018
_EVEN_GROWTH = 0.00004
_EVEN_MOST = 0.036
_FLOOR = 0.003
_SLOPE = 2.5
_MOST = 2.5


def grams(text: str) -> frozenset[str]:
    """Return the pairs of letters of a text, none across punctuation."""
    solid = _NO_GRAM.sub(" ", text)
    return frozenset(chain.from_iterable(map(str.__add__, run, run[1:]) for run in solid.split()))


class Subjects:
    """The pairs of letters of some texts, weighted by how few of the texts have them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._grams = [grams(text) for text in texts]
        counts = Counter(chain.from_iterable(self._grams))
        total = len(texts) + 1.0
        most = log(total) or 1.0
        weights = [0.0, *((log(total / n) / most) ** 2 for n in range(1, len(texts) + 1))]
        self._weights = {gram: weights[count] for gram, count in counts.items()}
        self._sizes = [self._weight(found) for found in self._grams]

    def _weight(self, found: frozenset[str]) -> float:
        # fsum rounds once, so the order of the set does not show in the result.
        return fsum(map(self._weights.__getitem__, found))

    def shared(self, title: frozenset[str], text: int) -> float:
        """Return the weight, about the number, of the pairs of a title that stand in a text."""
        return self._weight(title & self._grams[text])

    def cohesion(self, one: int, two: int) -> float:
        """Score two texts as parts of one article.

        Returns:
            About 1.5 for parts of one article, -1.5 for parts of two, 0 when it is open.
        """
        size = sqrt(self._sizes[one] * self._sizes[two])
        if not size:
            return 0.0
        cosine = self._weight(self._grams[one] & self._grams[two]) / size
        shorter = min(len(self._grams[one]), len(self._grams[two]))
        even = min(_EVEN_MOST, _EVEN + _EVEN_GROWTH * shorter)
        score = _SLOPE * log((cosine + _FLOOR) / (even + _FLOOR))
        return max(-_MOST, min(_MOST, score))
