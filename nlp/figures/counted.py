"""Says what figures count: the noun phrase behind the unit, or in front of the number.

The rules, in their order:

1. What is counted stands behind the unit if the clause goes on with words that are no verb:
   40支志愿服务小分队进村 counts 志愿服务小分队. A clause that qualifies the noun is cut at its last
   的 (9名符合条件的士兵 counts 士兵), but a noun in front of 的 is what is counted itself
   (62个嘎查的干部 counts 嘎查).
2. If the clause ends or goes on with a verb, what is counted stands in front, behind the last
   verb: 累计收集意见建议1.1万余条 counts 意见建议. Behind a verb of change or being it is the
   subject (满意率达98%); behind another verb, measures are what the verb says (行驶9.6万公里).
3. Both ends of a range or change count the same.
4. A figure that has neither counts what the last one with its unit did
   (调解纠纷407起，成功389起).
5. At last the verb itself, in front or behind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from ...corpus.wordlists import read_words
from ..types import Link, SegmentedArticle
from .relations import Draft
from .units import is_measure, is_noun

_PACKAGE = __package__ or ""

_STOPS = frozenset("，。；！？：,;!?:\n …—·")
_ENDS = frozenset("。！？!?\n")
_OPEN = frozenset("“‘《（(")
_CLOSE = frozenset("”’》）)")
_HAN_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿几数每各")
# What completes a verb: 增加到, 变成, 卖出.
_COMPLEMENTS = frozenset("到至成为出了过着")
# With one of these behind, a verb is part of a noun (运行率, 合格率, 捐赠额).
_NOUN_SUFFIXES = frozenset("率量度费员者数额点站期法力性值面")
# Units of which each is one: a noun in front of 的 is what they count.
_PERSONAL = frozenset("名位人户家所支座口对")
# Verbs that say nothing of what is counted.
_EMPTY = frozenset(
    (
        *("为", "是", "有", "占", "达", "到", "达到", "占到", "高达", "多达", "拥有", "超", "超过"),
        *("突破", "累计", "合计", "总计", "共计", "不足", "不到", "接近", "逼近", "剩"),
    )
)
_LONGEST_BEHIND = 18
#: Longer words that begin with a verb are phrases (符合条件).
_LONGEST_COMPOUND = 3
_LONGEST_FRONT = 16
#: Words in front of a figure that may stand between it and what it counts.
_MOST_BETWEEN = 7
#: Sentences over which a figure may count what the one before did.
_SAME_TOPIC = 60


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "verbs.txt"))


@cache
def _verbal_nouns() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "verbal_nouns.txt"))


@lru_cache(maxsize=65536)
def _is_verb(word: str) -> bool:
    """Tell whether a word is a verb, alone or with what completes it (增加到)."""
    if word in _verbs() or word in _linking():
        return True
    return len(word) > 1 and word[-1] in _COMPLEMENTS and _is_verb(word[:-1])


@lru_cache(maxsize=65536)
def _is_linking(word: str) -> bool:
    return word in _linking() or (word[-1] in _COMPLEMENTS and word[:-1] in _linking())


@cache
def _linking() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "linking_verbs.txt"))


@cache
def _function_words() -> frozenset[str]:
    words = read_words(_PACKAGE, "function_words.txt")
    return frozenset((*words, *read_words(_PACKAGE, "time_words.txt")))


@cache
def _generic() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "generic_nouns.txt"))


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands in front of a figure.

    Attributes:
        noun: the noun phrase, "" if there is none.
        verb: the verb between the two, "" if there is none.
        linking: the verb is one of change or being.
    """

    noun: str
    verb: str
    linking: bool


def count_nouns(segmented: SegmentedArticle, drafts: list[Draft]) -> None:
    """Say of each figure what it counts, in place; a stretch of the text, or ""."""
    last: dict[str, Draft] = {}
    for draft in drafts:
        draft.of = _counted(segmented, draft)
        if not draft.of and draft.partner is not None:
            draft.of = draft.partner.of
        before = last.get(draft.unit)
        if not draft.of and before is not None and _same_topic(segmented, before, draft):
            draft.of = before.of
        if not draft.of:
            draft.of = _verb_near(segmented, draft)
        elif draft.partner is not None and not draft.partner.of:
            draft.partner.of = draft.of
        if draft.of:
            last[draft.unit] = draft


def _counted(segmented: SegmentedArticle, draft: Draft) -> str:
    """Return the noun phrase of a figure itself, "" if it has none."""
    measure = draft.rule != "alone" and is_measure(draft.unit)
    behind = _behind(segmented, draft)
    if behind:
        return behind
    if is_noun(draft.unit):
        return draft.unit
    if draft.link in (Link.HIGH, Link.TO):
        return ""
    front = _front(segmented, draft.lead)
    if measure and front.verb and not front.linking and not front.noun.endswith(tuple(_generic())):
        direct = segmented.article.text.endswith(front.verb, 0, draft.lead)
        return front.verb if direct else front.noun or front.verb
    return front.noun


def _same_topic(segmented: SegmentedArticle, before: Draft, draft: Draft) -> bool:
    between = segmented.article.text[before.span.end : draft.span.start]
    return len(between) <= _SAME_TOPIC and not any(sign in _ENDS for sign in between)


def _is_function(word: str) -> bool:
    return word in _function_words() or (word[0] == "每" and len(word) == len("每亩"))


def _is_number(word: str) -> bool:
    return word[0].isdigit() or (word[0] in _HAN_NUMERALS and word not in ("数据", "万众"))


def _behind(segmented: SegmentedArticle, draft: Draft) -> str:
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    end = draft.span.end
    linked = text[end : end + 1] == "的"
    start = end + linked
    limit = min(len(text), start + _LONGEST_BEHIND)
    index = bisect_right(starts, start) - 1
    at, head, open_marks = start, start, 0
    plain = not linked
    while at < limit:
        word = words[index][at - starts[index] :]
        sign = word[0]
        if sign in _OPEN:
            open_marks += 1
        elif sign in _CLOSE:
            if not open_marks:
                break
            open_marks -= 1
        elif not open_marks:
            if sign in _STOPS or word == "、" or _is_number(word) or _is_function(word):
                break
            if _is_verb(word):
                first = at == start
                if not (first and linked) and not _attributive(segmented, index, draft, first):
                    break
                plain = False
            elif word[:2] in _verbs() and len(word) > _LONGEST_COMPOUND:
                plain = False
        at += len(word)
        index += 1
        if word == "的":
            if plain and head == start and draft.unit in _PERSONAL:
                return text[start : at - 1]
            head = at
    return text[head:at].strip("的") if at > head and not open_marks else ""


def _attributive(segmented: SegmentedArticle, index: int, draft: Draft, first: bool) -> bool:  # noqa: FBT001 - where the verb stands
    """Tell whether a verb behind a figure qualifies the noun that is counted.

    It does in a clause that ends in 的 (9名符合条件的士兵), and if it is used as a noun too and stands
    between a measure word for things and a noun (3个调解小组).
    """
    if not first or is_measure(draft.unit):
        return False
    words = segmented.words
    if words[index] in _verbal_nouns() and draft.unit not in _PERSONAL:
        after = words[index + 1] if index + 1 < len(words) else "。"
        return after[0] not in _STOPS and not _is_verb(after) and not _is_function(after)
    for word in words[index + 1 : index + 7]:
        if word[0] in _STOPS:
            return False
        if word == "的":
            return True
    return False


def _front(segmented: SegmentedArticle, start: int) -> _Front:
    """Return the noun phrase in front of a figure, and the verb that parts the two."""
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    index = bisect_left(starts, start)
    verb, linking, between = "", False, 0
    while index > 0 and between < _MOST_BETWEEN:
        word = words[index - 1]
        known = _is_verb(word)
        if not (known or _is_function(word) or word in ("的", "、")):
            break
        if known and not verb:
            verb, linking = word, _is_linking(word)
        index, between = index - 1, between + 1
    stop = starts[index]
    at = _phrase_start(segmented, index)
    noun = text[at:stop]
    if at and text[at - 1].isdigit() and "的" not in noun:
        if not noun.startswith("岁"):
            return _Front("", verb, linking)
        while at and text[at - 1].isdigit():
            at -= 1
        noun = text[at:stop]
    last = noun.rpartition("的")[2]
    return _Front((last if len(last) > 1 else noun).strip("的了、"), verb, linking)


def _phrase_start(segmented: SegmentedArticle, index: int) -> int:
    """Return where the noun phrase begins that ends in front of the word at ``index``."""
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    stop = at = starts[index]
    closed = 0
    while index > 0 and stop - at < _LONGEST_FRONT:
        word = words[index - 1]
        if word[0] in _STOPS or word[-1].isdigit():
            break
        if word[0] in _CLOSE:
            closed += 1
        elif word[0] in _OPEN:
            if not closed:
                break
            closed -= 1
        elif not closed:
            whole = text[at:stop]
            if word == "、" or (_is_function(word) and at < stop):
                break
            if _is_verb(word) and not (
                whole and (whole[0] in _NOUN_SUFFIXES or whole in _generic())
            ):
                break
        index -= 1
        at = starts[index]
    return stop if closed else at


def _verb_near(segmented: SegmentedArticle, draft: Draft) -> str:
    """Return the verb in front of a figure, else the words behind it that say what is done."""
    front = _front(segmented, draft.lead)
    if front.verb and front.verb not in _EMPTY and front.verb[:-1] not in _EMPTY:
        return front.verb
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    index = bisect_right(starts, draft.span.end) - 1
    at = draft.span.end
    while index < len(words) and at - draft.span.end < _LONGEST_BEHIND // 2:
        word = words[index][at - starts[index] :]
        if word[0] in _STOPS or word[0] in _OPEN or word == "、" or _is_number(word):
            break
        if word[0] in _CLOSE:
            return ""
        at += len(word)
        index += 1
    return text[draft.span.end : at].strip("的了")
