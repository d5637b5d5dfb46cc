"""Says what a figure counts: the noun phrase behind the unit, or in front of the number.

The rule. What is counted stands behind the unit if the clause goes on with words that are no
verb: 40支志愿服务小分队进村 counts 志愿服务小分队. A clause that qualifies the noun is cut at
its last 的: 9名符合条件的士兵 counts 士兵. If the clause ends behind the unit, what is counted
stands in front, behind the last verb: 累计收集意见建议1.1万余条 counts 意见建议. Money and
measures look in front first. The answer is a stretch of the text, the verb in front (投入) if
there is no noun, and "" if the figure stands alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import SegmentedArticle

_PACKAGE = __package__ or ""

_STOPS = frozenset("，。；！？：,;!?:\n …—")
_OPEN = frozenset("“‘《（(")
_CLOSE = frozenset("”’》）)")
# With one of these behind, a verb is part of a noun (运行率, 合格率, 捐赠额).
_NOUN_SUFFIXES = frozenset("率量度费员者数额点站期法力性值面")
_LONGEST_BEHIND = 16
_LONGEST_FRONT = 14


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "verbs.txt"))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "function_words.txt"))


def counted_noun(segmented: SegmentedArticle, figure: Span, *, measure: bool) -> str:
    """Return the noun phrase that a figure counts, as it stands in the text; "" if none is found.

    Args:
        segmented: the article.
        figure: span of the figure, bound words included.
        measure: the unit is money or a measure, so what it belongs to stands in front as a rule.
    """
    behind = _behind(segmented, figure.end)
    if behind and not (measure and segmented.article.text[figure.end] != "的"):
        return behind
    noun, verb = _front(segmented, figure.start)
    return noun or behind or verb


def _behind(segmented: SegmentedArticle, end: int) -> str:
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    start = end + 1 if text[end : end + 1] == "的" else end
    limit = min(len(text), start + _LONGEST_BEHIND)
    index = bisect_right(starts, start) - 1
    at, head, open_marks = start, start, 0
    while at < limit:
        word = words[index][at - starts[index] :]
        if word[0] in _STOPS or word[0].isdigit() or (word in _function_words() and not open_marks):
            break
        if word[0] in _OPEN:
            open_marks += 1
        elif word[0] in _CLOSE:
            if not open_marks:
                break
            open_marks -= 1
        elif word == "、" or (
            word in _verbs()
            and not open_marks
            and not (at == start and _qualifies(segmented, index))
        ):
            break
        at += len(word)
        index += 1
        if word == "的":
            head = at
    return text[head:at].strip("的") if at > head and not open_marks else ""


def _qualifies(segmented: SegmentedArticle, index: int) -> bool:
    """Tell whether a verb opens a clause that ends in 的 and qualifies the counted noun."""
    for word in segmented.words[index + 1 : index + 7]:
        if word[0] in _STOPS:
            return False
        if word == "的":
            return True
    return False


def _front(segmented: SegmentedArticle, start: int) -> tuple[str, str]:
    """Return the noun phrase in front of a figure, and the verb that parts the two."""
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    index = bisect_left(starts, start)
    at, closed, verb = start, 0, ""
    while index > 0 and start - at < _LONGEST_FRONT:
        word = words[index - 1]
        if word[0] in _STOPS or word[-1].isdigit():
            break
        if word[0] in _CLOSE:
            closed += 1
        elif word[0] in _OPEN:
            if not closed:
                break
            closed -= 1
        elif not closed and (word in _verbs() or word in _function_words() or word == "、"):
            if at < start and text[at] in _NOUN_SUFFIXES:
                at, index = starts[index - 1], index - 1
                continue
            if at < start:
                break
            verb = verb or (word if word in _verbs() else "")
            index -= 1
            at = start = starts[index]
            continue
        at = starts[index - 1]
        index -= 1
    if closed or text[at - 1 : at].isdigit():
        return "", verb
    return text[at:start].strip("的了"), verb
