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
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from .types import Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Found = NDArray[np.bool_]

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
_STRETCH = 2 * GRAM
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
#: Parts that are no body: reprints come under other headlines.
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


def keys_of(text: str) -> tuple[int, ...]:
    """Return the keys of a text; texts that share none are different.

    Args:
        text: the body of an article.

    Returns:
        Ascending numbers below 2⁴⁰, none if the text is too short to be told from others.
    """
    return tuple(keys_of_all([text])[0])


def keys_of_all(texts: Sequence[str]) -> list[list[int]]:
    """Return the keys of many texts, as ``keys_of`` does for one.

    Many together take a tenth of the time: for each hash function one pass is made over all.
    """
    found: list[list[int]] = [[] for _ in texts]
    group: list[tuple[int, str]] = []
    size = 0
    for at, text in enumerate(texts):
        letters = _NO_LETTER.sub("", text)
        if len(letters) < _MIN_SIZE:
            continue
        group.append((at, letters))
        size += len(letters)
        if size >= _TOGETHER:
            _put_keys(group, found)
            group, size = [], 0
    if group:
        _put_keys(group, found)
    return found


# Characters that are hashed together: so many hashes stay in the cache of a processor.
_TOGETHER = 50_000


def _put_keys(group: Sequence[tuple[int, str]], found: list[list[int]]) -> None:
    import numpy as np

    sizes = np.array([len(letters) - GRAM + 1 for _, letters in group])
    hashed = _mixed(_rolled("".join(letters for _, letters in group)))
    starts = np.concatenate(([0], np.cumsum(sizes + GRAM - 1)[:-1]))
    # Thirty-two bits are enough for a minimum, and are multiplied eight at a time.
    grams = (hashed >> np.uint64(32)).astype(np.uint32)
    lead = np.minimum(sizes, _LEAD_SIZE - GRAM + 1)
    whole = _banded(grams, starts, sizes, _WHOLE, 0)
    keys = np.hstack((whole, _banded(grams, starts, lead, _LEAD, 1)))
    for (at, _), row in zip(group, np.sort(keys, axis=1).tolist(), strict=True):
        found[at] = list(dict.fromkeys(row))


def _rolled(letters: str) -> Hashes:
    """Return a polynomial of every eight characters in a row."""
    import numpy as np

    codes = np.frombuffer(letters.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    size = max(0, len(codes) - GRAM + 1)
    rolled = np.zeros(size, dtype=np.uint64)
    for at in range(GRAM):
        rolled *= np.uint64(_BASE)
        rolled += codes[at : at + size]
    return rolled


# Odd numbers with well mixed bits; those of SplitMix64 (Steele, Lea and Flood 2014).
_BASE = 0x9E3779B97F4A7C15
_STEP = pow(_BASE, GRAM, 1 << 64)
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def _mixed(values: Hashes) -> Hashes:
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(_MIX[0])
    values = (values ^ (values >> np.uint64(27))) * np.uint64(_MIX[1])
    return values ^ (values >> np.uint64(31))


@cache
def _factors(count: int, kind: int) -> NDArray[np.uint32]:
    """Return odd factors, one for each minimum, the same for ever."""
    import numpy as np

    seeds = np.arange(1, count + 1, dtype=np.uint64) + np.uint64(1000 * kind)
    mixed = _mixed(seeds * np.uint64(_BASE)) >> np.uint64(32)
    return mixed.astype(np.uint32) | np.uint32(1)


def _banded(
    grams: NDArray[np.uint32],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    shape: tuple[int, int],
    kind: int,
) -> Hashes:
    """Return one key for each band of each text, made of the minima of its hash functions.

    Args:
        grams: hashes of all texts, one behind the other.
        starts: where those of each text begin.
        sizes: how many of each text count.
        shape: bands, and minima in each.
        kind: sets keys of beginnings apart from those of whole texts.
    """
    import numpy as np

    bands, rows = shape
    # What ``reduceat`` makes of the hashes between two texts is passed over.
    edges = np.minimum(np.stack((starts, starts + sizes), axis=1).ravel(), len(grams) - 1)
    edges = edges if starts[-1] + sizes[-1] < len(grams) else edges[:-1]
    minima = np.stack(
        [np.minimum.reduceat(grams * one, edges)[::2] for one in _factors(bands * rows, kind)],
        axis=1,
    ).reshape(len(starts), bands, rows)
    keys = np.arange(bands, dtype=np.uint64) + np.uint64(1000 * kind)
    keys = np.broadcast_to(keys, (len(starts), bands))
    for row in range(rows):
        keys = _mixed(keys * np.uint64(_BASE) + minima[:, :, row])
    return keys >> np.uint64(64 - _KEY_BITS)


@dataclass(frozen=True, slots=True)
class Body:
    """A text made ready to be laid beside others.

    Attributes:
        letters: its letters and digits.
        numbers: the numbers in it.
        grams: hashes of every ``GRAM`` characters in a row, in order, and the same ascending.
        stretches: those of the characters of a long stretch.
    """

    letters: str
    numbers: frozenset[str]
    grams: tuple[Hashes, Hashes]
    stretches: tuple[Hashes, Hashes]


def body_from(text: str) -> Body:
    """Make the body of an article ready for ``compare``."""
    import numpy as np

    letters = _NO_LETTER.sub("", text)
    rolled = _rolled(letters)
    # The polynomial of sixteen characters from those of their halves.
    grams = _mixed(rolled)
    stretches = _mixed(rolled[:-GRAM] * np.uint64(_STEP) + rolled[GRAM:])
    return Body(
        letters,
        frozenset(_NUMBER.findall(text)),
        (grams, np.sort(grams)),
        (stretches, np.sort(stretches)),
    )


def compare(one: Body, other: Body) -> Match | None:
    """Lay two texts side by side.

    Args:
        one: the body of an article.
        other: the body of another; the order of the two makes no difference.

    Returns:
        How they hang together, None if they do not.
    """
    if one is other:
        return Match(Likeness.REPRINT, 1.0) if len(one.letters) >= _MIN_SIZE else None
    short, long = sorted((one, other), key=_size)
    size = len(short.letters)
    if size < _MIN_SIZE or not _numbers_agree(one.numbers, other.numbers):
        return None
    if short.letters == long.letters:
        return Match(Likeness.REPRINT, 1.0)
    found = _found(short.grams, long.grams)
    if not _glance(found):
        return None
    shared = _covered(found, GRAM)
    union = size + len(long.letters) - shared
    if shared >= REPRINT * union:
        return Match(Likeness.REPRINT, _rounded(shared, size))
    stretches = _covered(_found(short.stretches, long.stretches), _STRETCH)
    if size < _SHORT or stretches < max(_MIN_SHARED, VERSION * size):
        return None
    return Match(Likeness.VERSION, _rounded(shared, size))


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


def _found(short: tuple[Hashes, Hashes], long: tuple[Hashes, Hashes]) -> Found:
    """Tell of each of the hashes of the shorter text whether the longer one has it."""
    import numpy as np

    wanted, known = short[0], long[1]
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return known[at] == wanted


def _glance(found: Found) -> bool:
    """Cheap necessary condition: of samples of the shorter text some stand in the longer one."""
    sampled = found[:: max(1, (len(found) - 1) // _SAMPLES)]
    return bool(sampled.sum() >= _LEAST_HITS * len(sampled))


def _size(body: Body) -> tuple[int, str]:
    return len(body.letters), body.letters


def _rounded(part: int, whole: int) -> float:
    return round(part / whole, 3)


def _covered(found: Found, size: int) -> int:
    """Count the characters in stretches of ``size`` that were found."""
    import numpy as np

    at = np.flatnonzero(found)
    return int(np.minimum(np.diff(at), size).sum()) + size if len(at) else 0


def _numbers_agree(one: Set[str], other: Set[str]) -> bool:
    """Tell whether the numbers of the text that has fewer stand in the other too."""
    few, many = sorted((one, other), key=len)
    return len(few & many) >= _NUMBERS * len(few)
