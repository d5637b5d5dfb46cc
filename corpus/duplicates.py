"""Tells reprints and other versions of an article from articles that only sound alike.

Two steps, both of which look at nothing but the two texts, so that what is found does not depend on
the order in which articles come. *MinHash* (Broder, "On the resemblance and containment of
documents", 1997) gives every text a few keys; texts that share none are never compared. Texts that
share one are laid side by side: what counts is how much of the shorter one stands in long stretches
in the longer one, and whether its numbers and names do too: reports made from one form differ in
those.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from .types import Article, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

#: Characters in a row that are hashed together. Texts on different matters share hardly any eight:
#: with six, a new text among 60,000 is compared with ten times as many.
GRAM = 8
# Bands of minima, as (bands, minima in each). A text that holds half of another shares two of the
# sixteen with it in 94 of 100 cases.
_WHOLE = (16, 2)
# The same for the beginning: whoever shortens a report keeps that. Three minima, for many
# beginnings share the day and the paper.
_LEAD = (8, 3)
_LEAD_SIZE = 160
#: So many keys must be shared before two texts are laid side by side: with one, a new text among
#: 20,000 is compared with two or three others for nothing, and one more version in twelve is found.
LEAST_KEYS = 2
# Keys are cut to so many bits: short to store, and two texts share one by chance never.
_KEY_BITS = 40
# Texts with fewer characters say too little to be told apart.
_MIN_SIZE = 30

# Texts shorter than this are the same only if they are nearly equal: briefs share formulas.
_SHORT = 80
#: Part of the characters in the union of both texts that must be shared by a reprint.
REPRINT = 0.85
#: Part of the shorter text that must stand in the longer one.
VERSION = 0.5
# Stretches of fewer characters may be formulas: 为深入贯彻落实党的二十大精神.
_STRETCH = 16
# Least number of characters in such stretches.
_MIN_SHARED = 80
# Samples of the shorter text that are looked for first, and the part of them that must be found:
# where half of the text stands in the other, fewer are found once in a thousand times.
_SAMPLES = 20
_LEAST_HITS = 0.2
# Part of the numbers of the shorter text that must stand in the longer one.
_NUMBERS = 0.7

# Part of the names of the text that has fewer that must stand in the other too; where so much of
# the text does, one of several names is enough. Swept on 700 pairs of news: up to 0.5 the same
# forms are turned away.
_NAMES = 0.25
_SURE = 0.85

_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Parts that are left out: reprints come under other headlines.
TITLES = frozenset({Role.HEADLINE, Role.SUBHEAD})


class Likeness(StrEnum):
    """How two articles hang together."""

    REPRINT = "reprint"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts that tell the same.

    Attributes:
        kind: the same text, or a shortened, extended or edited one.
        similarity: the part of the shorter text that stands in the longer one, 0 to 1.
    """

    kind: Likeness
    similarity: float


def body_of(article: Article) -> str:
    """Return the text of an article without its titles: reprints come under other headlines."""
    spans = [part.span for part in article.parts if part.span and part.role not in TITLES]
    return "\n".join(span.of(article.text) for span in spans)


def keys_of(text: str) -> tuple[int, ...]:
    """Return the keys of a text; texts that share none are different.

    Args:
        text: the body of an article.

    Returns:
        Ascending numbers below 2⁴⁰, none if the text is too short to be told from others.
    """
    letters = _NO_LETTER.sub("", text)
    if len(letters) < _MIN_SIZE:
        return ()
    grams = _grams(letters)
    lead = grams[: _LEAD_SIZE - GRAM + 1]
    return tuple(sorted({*_banded(grams, _WHOLE, 0), *_banded(lead, _LEAD, 1)}))


def _grams(letters: str) -> Hashes:
    """Hash every eight characters in a row (polynomial, then the finalizer of SplitMix64)."""
    import numpy as np

    codes = np.frombuffer(letters.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    size = len(codes) - GRAM + 1
    hashed = np.zeros(size, dtype=np.uint64)
    for at in range(GRAM):
        hashed = hashed * np.uint64(_BASE) + codes[at : at + size]
    return _mixed(hashed)


# Odd numbers with well mixed bits; those of SplitMix64 (Steele, Lea and Flood 2014).
_BASE = 0x9E3779B97F4A7C15
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def _mixed(values: Hashes) -> Hashes:
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(_MIX[0])
    values = (values ^ (values >> np.uint64(27))) * np.uint64(_MIX[1])
    return values ^ (values >> np.uint64(31))


@cache
def _factors(count: int, kind: int) -> Hashes:
    """Return odd factors, one for each minimum, the same for ever."""
    import numpy as np

    seeds = np.arange(1, count + 1, dtype=np.uint64) + np.uint64(1000 * kind)
    return _mixed(seeds * np.uint64(_BASE)) | np.uint64(1)


def _banded(grams: Hashes, shape: tuple[int, int], kind: int) -> list[int]:
    """Return one key for each band, made of the minima of its hash functions."""
    import numpy as np

    bands, rows = shape
    factors = _factors(bands * rows, kind)
    minima = (grams[None, :] * factors[:, None]).min(axis=1).reshape(bands, rows)
    keys = np.arange(bands, dtype=np.uint64) + np.uint64(1000 * kind)
    for row in range(rows):
        keys = _mixed(keys * np.uint64(_BASE) + minima[:, row])
    found: list[int] = (keys >> np.uint64(64 - _KEY_BITS)).tolist()
    return found


def compare(one: str, other: str) -> Match | None:
    """Lay two texts side by side.

    Args:
        one: the body of an article.
        other: the body of another; the order of the two makes no difference.

    Returns:
        How they hang together, None if they do not.
    """
    short, long = sorted((_NO_LETTER.sub("", one), _NO_LETTER.sub("", other)), key=_size)
    if len(short) < _MIN_SIZE or not _glance(short, long) or not _numbers_agree(one, other):
        return None
    shared = _covered(short, long, GRAM)
    union = len(short) + len(long) - shared
    if shared >= REPRINT * union:
        return Match(Likeness.REPRINT, _rounded(shared, len(short)))
    stretches = _covered(short, long, _STRETCH)
    if len(short) < _SHORT or stretches < max(_MIN_SHARED, VERSION * len(short)):
        return None
    return Match(Likeness.VERSION, _rounded(shared, len(short)))


def confirmed(match: Match, one: Set[str], other: Set[str]) -> bool:
    """Tell whether two texts that look alike speak of the same people, bodies and places.

    Notices made from one form share long stretches and have few numbers; whom they are about
    tells them apart.

    Args:
        match: how the texts look alike.
        one: the names in a text.
        other: those in another; the order of the two makes no difference.

    >>> confirmed(Match(Likeness.VERSION, 0.6), {"江小满", "青山镇"}, {"林大海", "白杨街道"})
    False
    """
    few, many = sorted((len(one), len(other)))
    if match.similarity >= _SURE:
        return few <= 1 or not one.isdisjoint(other)
    return many <= 1 or len(one & other) >= _NAMES * few


def _glance(short: str, long: str) -> bool:
    """Cheap necessary condition: of samples of the shorter text some stand in the longer one."""
    last = len(short) - GRAM
    places = range(0, last + 1, max(1, last // _SAMPLES))
    hits = sum(short[at : at + GRAM] in long for at in places)
    return hits >= _LEAST_HITS * len(places)


def _size(text: str) -> tuple[int, str]:
    return len(text), text


def _rounded(part: int, whole: int) -> float:
    return round(part / whole, 3)


def _covered(short: str, long: str, size: int) -> int:
    """Count the characters of ``short`` in stretches of ``size`` that stand in ``long`` too."""
    known = {long[at : at + size] for at in range(len(long) - size + 1)}
    covered = reached = 0
    for at in range(len(short) - size + 1):
        if short[at : at + size] in known:
            covered += at + size - max(at, reached)
            reached = at + size
    return covered


def _numbers_agree(one: str, other: str) -> bool:
    """Tell whether the numbers of the text that has fewer stand in the other too."""
    few, many = sorted((set(_NUMBER.findall(one)), set(_NUMBER.findall(other))), key=len)
    return len(few & many) >= _NUMBERS * len(few)
