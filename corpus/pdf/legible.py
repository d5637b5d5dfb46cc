"""Tells whether the text of a PDF page can be read, or is the debris of fonts without a code."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

_HAN = re.compile(r"[\u3400-\u9fff\u2e80-\u2fdf\uf900-\ufaff]")
_GARBAGE = re.compile(
    r"[\u0080-\u00a6\u00a8-\u00af\u00b1\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u02af"
    r"\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\U000f0000-\U0010ffff]"
)
# The 60 most frequent characters make up a quarter of any Chinese text and more of the news.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
    "下过子说产种面而方后多定行学法所民得经"
)
# Shares below which, and number of characters from which on, a text is judged.
_ENOUGH = 120
_LEAST_FREQUENT = 0.06
_MOST_GARBAGE = 0.3
_FEW = 20


class Legibility(StrEnum):
    """What the text layer of a page is."""

    READABLE = "readable"
    MISSING = "missing"
    GARBLED = "garbled"


def judge(text: str) -> Legibility:
    """Judge the text layer of a page.

    Args:
        text: everything on the page.

    >>> judge("村里办起了食堂，老人都说好。" * 3).value, judge("\ue001\ue002\ue003" * 40).value
    ('readable', 'garbled')
    """
    solid = "".join(text.split())
    if not solid:
        return Legibility.MISSING
    garbage = len(_GARBAGE.findall(solid))
    if garbage > _MOST_GARBAGE * len(solid) and garbage > _FEW:
        return Legibility.GARBLED
    letters = _HAN.findall(solid)
    if len(letters) < _ENOUGH:
        return Legibility.READABLE
    known = sum(count for char, count in Counter(letters).items() if char in _FREQUENT)
    return Legibility.GARBLED if known < _LEAST_FREQUENT * len(letters) else Legibility.READABLE
