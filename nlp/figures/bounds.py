"""Reads the words around a number that bound it: 余, 多, 近, 约, 不足, 以上 and their like."""

from __future__ import annotations

import re
from functools import cache

from ...corpus.wordlists import read_rows
from ..types import Bound, SegmentedArticle

_PACKAGE = __package__ or ""

#: Behind one of these the word for "about" is part of another word (附近, 公约), not a bound.
_NOT_ABOUT = {
    "近": frozenset("附最邻临靠亲贴远新相就毗"),
    "约": frozenset("公条契节合预签集特履制违简解纽相赴续失邀守"),
}
#: From this value on 突破 and 破 bound a figure; below, something else is broken (突破3项技术).
_BROKEN_FROM = 100
_BROKEN = frozenset(("突破", "冲破", "破"))
# 46个多民族社区: 多 belongs to what follows.
_MANY = re.compile("民族|元|样|功能|媒体|渠道|部门|维|学科|语种|党|层次")
#: Characters in front of a number among which 至少 and 最多 are looked for.
_LOOSE_WINDOW = 10


@cache
def bound_words(position: str) -> dict[str, Bound]:
    """Return the words that bound a figure from ``position`` and the bound each gives.

    Args:
        position: ``before``, ``loose``, ``head``, ``inside`` or ``after``, as in bounds.txt.
    """
    rows = read_rows(_PACKAGE, "bounds.txt")
    return {word: Bound(bound) for word, bound, at in rows if at == position}


@cache
def _pattern(position: str, tail: str) -> re.Pattern[str]:
    words = sorted(bound_words(position), key=len, reverse=True)
    return re.compile(f"({'|'.join(words)}){tail}")


def bound_before(
    segmented: SegmentedArticle, start: int, value: float, *, rank: bool
) -> tuple[int, Bound]:
    """Return where a figure begins with its bound words, and the bound they give.

    Args:
        segmented: the article.
        start: offset of the number.
        value: the number; small ones are not bounded by 突破.
        rank: the number begins with 十 百 千 万 亿, so 数 几 上 过 may stand in front.
    """
    text = segmented.article.text
    at = start - 1 if start and text[start - 1] == " " else start
    if rank:
        found = _pattern("head", "$").search(text, max(0, at - 2), at)
        if found:
            outer, bound = bound_before(segmented, found.start(), value, rank=False)
            return (outer, bound) if bound else (found.start(), bound_words("head")[found[1]])
    found = _pattern("before", "[了达有为]?$").search(text, max(0, at - 6), at)
    if found and not _otherwise_used(segmented, found, value):
        return found.start(), bound_words("before")[found[1]]
    found = _pattern("loose", "[^，。；！？：,;!?:\n]*$").search(
        text, max(0, at - _LOOSE_WINDOW), at
    )
    if found:
        return (found.start() if found.end(1) == at else start), bound_words("loose")[found[1]]
    return start, Bound.EXACT


def _otherwise_used(segmented: SegmentedArticle, found: re.Match[str], value: float) -> bool:
    """Tell whether 近, 约 or 破 belongs to another word; 损失约 parts, 合约 does not."""
    at = found.start()
    if segmented.article.text[at - 1 : at] in _NOT_ABOUT.get(found[1][0], ()):
        parted = at in segmented.boundaries and at - 1 not in segmented.boundaries
        return not parted
    return found[1] in _BROKEN and value < _BROKEN_FROM


def bound_after(segmented: SegmentedArticle, end: int) -> tuple[int, Bound]:
    """Return where a figure ends with the bound words behind its unit, and the bound they give.

    Args:
        segmented: the article.
        end: offset behind the unit.
    """
    found = _pattern("after", "").match(segmented.article.text, end)
    if found is None or (end in segmented.boundaries and found.end() not in segmented.boundaries):
        return end, Bound.EXACT
    if found[0] == "多" and _MANY.match(segmented.article.text, found.end()):
        return end, Bound.EXACT
    return found.end(), bound_words("after")[found[0]]
