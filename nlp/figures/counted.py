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

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from ..types import Link, SegmentedArticle
from .lexicon import (
    begins_with_verb,
    is_adverb,
    is_attribute,
    is_bare_generic,
    is_empty,
    is_function,
    is_generic,
    is_linking,
    is_numeral,
    is_verb,
    is_verbal_noun,
)
from .relations import Draft
from .units import is_measure, is_noun

_STOPS = frozenset("，。；！？：,;!?:\n …—·")
_ENDS = frozenset("。！？!?\n")
_OPEN = frozenset("“‘《（(")
_BRACKETS = frozenset("（(")
_CLOSE = frozenset("”’》）)")
_ASPECT = frozenset("了着过")
_DURATIONS = frozenset("年月天日时分周")
_DATE_SIGNS = frozenset("年月日号时点")
# With one of these behind, a verb is part of a noun (运行率, 合格率, 捐赠额).
_NOUN_SUFFIXES = frozenset("率量度费员者数额点站期法力性值面")
# Units of which each is one: a noun in front of 的 is what they count.
_PERSONAL = frozenset("名位人户家所支座口对")
# What is counted by 个 is what 的 parts from its people: 62个嘎查的干部.
_UNITS_OF = (
    *(
        "村",
        "嘎查",
        "社区",
        "乡镇",
        "乡",
        "镇",
        "县",
        "区",
        "市",
        "街道",
        "旗",
        "苏木",
        "小区",
        "屯",
        "寨",
    ),
    *("单位", "部门", "支部", "组", "网格", "企业", "家庭", "国家", "民族", "省", "州"),
)
# Nouns for people: a verb behind them says what they do.
_PERSONS = frozenset("员民户人者生工师部众客年童女长手商贩亲")
#: Words within which a clause that qualifies the noun ends in 的, from its verb on; the second if a
#: noun stands in front of the verb.
_CLAUSE, _PREDICATE = 8, 4
_LONGEST_BEHIND = 18
_LONGEST_FRONT = 16
#: Words in front of a figure that may stand between it and what it counts.
_MOST_BETWEEN = 7
# 46位七旬以上老人, 76名35岁以下干部: the age is no part of what is counted, nor another figure.
_AGED = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:周?岁|旬)(?:以上|以下|左右)?的?")
# Money and measures go on counting the same only behind these: 贷款2.8亿元，户均9万元.
_ELLIPSIS = re.compile(
    "[，、；,](?:[户人亩村]均|最[高低多少]|其中|共计?|合计|总计|累计|只有|仅|达|为|有|每[一-龥]{1,2})+$"
)
_ALL_KINDS = ("各类", "各种", "各项", "各级")
_SHARE = re.compile("[，,][^，。；！？]{0,3}?占(?:到|比|全[^，。；]{0,6}的?)?(?:约|近|超|逾)?")
#: Units that are nouns themselves, for figures that have no other.
_NOUN_UNITS = {"人": "人", "人次": "人次", "户": "户", "户次": "户", "票": "票", "字": "字"}
_PEOPLE_OF_A_PLACE = frozenset(("人", "户"))
#: Characters over which a figure may count what the one before did.
_SAME_TOPIC = 60


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
    for draft in drafts:
        draft.of = _counted(segmented, draft)
    for draft, after in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if not draft.of and draft.span.end == after.span.start:
            draft.of = after.of  # 3914户18569名搬迁群众
    last: dict[str, Draft] = {}
    for at, draft in enumerate(drafts):
        before = drafts[at - 1] if at else None
        if not draft.of:
            draft.of = _shared(segmented, draft, before, last.get(draft.unit))
        if not draft.of:
            draft.of = _verb_near(segmented, draft) or _NOUN_UNITS.get(draft.unit, "")
        elif draft.partner is not None and not draft.partner.of:
            draft.partner.of = draft.of
        if draft.of:
            last[draft.unit] = draft


def _shared(
    segmented: SegmentedArticle, draft: Draft, before: Draft | None, alike: Draft | None
) -> str:
    """Return what a figure without a noun shares with another one, "" if it shares nothing.

    Args:
        segmented: the article.
        draft: the figure.
        before: the figure in front of it.
        alike: the last one with its unit.
    """
    if before is not None and before.of:
        near = draft.floor == draft.span.start  # 贷款3笔45万元
        if near or _shares_of(segmented, before, draft):
            return before.of
    if draft.partner is not None and draft.partner.of:
        return draft.partner.of
    return alike.of if alike is not None and _same_topic(segmented, alike, draft) else ""


def _counted(segmented: SegmentedArticle, draft: Draft) -> str:
    """Return the noun phrase of a figure itself, "" if it has none."""
    measure = draft.rule != "alone" and is_measure(draft.unit)
    behind = _behind(segmented, draft)
    if is_noun(draft.unit) and (not behind or behind[0] in _OPEN):
        return draft.unit
    linked = segmented.article.text.startswith("的", draft.span.end)
    if linked and draft.unit in _PEOPLE_OF_A_PLACE:
        return _NOUN_UNITS[draft.unit]  # 700多人的小山村
    if behind and not (measure and linked):
        return behind
    if draft.link in (Link.HIGH, Link.TO):
        return behind
    front = _front(segmented, draft.lead, draft.floor)
    if behind:
        return front.noun if is_attribute(front.noun) else behind
    if measure and front.verb and not front.linking and not is_generic(front.noun):
        direct = segmented.article.text.endswith(front.verb, 0, draft.lead)
        return front.verb if direct else front.noun or front.verb
    return front.noun


def _shares_of(segmented: SegmentedArticle, before: Draft, draft: Draft) -> bool:
    """Tell whether a share is that of what the figure before counts (老人6400名，占19%)."""
    if draft.unit != "%" and draft.rule not in ("tenth", "fraction"):
        return False
    between = segmented.article.text[before.span.end : draft.span.start]
    return _SHARE.fullmatch(between) is not None


def _same_topic(segmented: SegmentedArticle, before: Draft, draft: Draft) -> bool:
    between = segmented.article.text[before.span.end : draft.span.start]
    if is_measure(draft.unit) and not _ELLIPSIS.search(between):
        return False
    return len(between) <= _SAME_TOPIC and not any(sign in _ENDS for sign in between)


def _behind(segmented: SegmentedArticle, draft: Draft) -> str:
    """Return the noun phrase behind a figure, "" if the clause goes on otherwise."""
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    end = draft.span.end
    linked = text[end : end + 1] == "的"
    start = end + linked
    aged = _AGED.match(text, start)
    start = aged.end() if aged else start + len("各类") * text.startswith(_ALL_KINDS, start)
    bracket = text[start : start + 1] in _BRACKETS  # 12个（其中示范岗3个）
    limit = start if bracket else min(len(text), start + _LONGEST_BEHIND)
    index = bisect_right(starts, start) - 1
    at, head, marks = start, start, 0
    plain = not linked
    while at < limit:
        word = words[index][at - starts[index] :]
        if word[0] in _OPEN or (marks and word[0] in _CLOSE):
            marks += 1 if word[0] in _OPEN else -1
        elif not marks and _stops(word) and not _is_land(word, at, end):
            attributive = at == head and (linked or at > start) and not _ends_phrase(word)
            found = (word, text[start:at])
            last = index if attributive else _qualifying(segmented, index, draft, found)
            if last < 0:
                break
            plain, index, at = False, last, starts[last]
            word = words[index]
        elif not marks and at > start and is_adverb(word):
            break
        elif begins_with_verb(word):
            plain = False
        elif at == start and word in _UNITS_OF and draft.unit in ("个", "%"):
            return word
        at += len(word)
        index += 1
        if word == "的":
            named = text[start : at - 1]
            unit_of = draft.unit in _PERSONAL or named.endswith((*_UNITS_OF, "孩子", "人"))
            if plain and head == start and unit_of:
                return named
            head = at
    if marks:
        return ""
    if text.startswith("地", at) and starts[index - 1] > head:
        at = starts[index - 1]  # 眼巴巴地
    if text[at : at + 1] in _ASPECT and at - head > 1 and is_verb(text[at - 1]):
        at -= 1  # 46个村亮了灯
    return text[start if at == head and plain else head : at].strip("的")


def _stops(word: str) -> bool:
    """Tell whether a word ends the noun phrase behind a figure, unless it qualifies the noun."""
    return word[0] in _CLOSE or _ends_phrase(word) or is_verb(word)


def _is_land(word: str, at: int, end: int) -> bool:
    """Tell whether 地 is a noun: it is directly behind a figure (1100亩地)."""
    return word == "地" and at == end


def _ends_phrase(word: str) -> bool:
    return word[0] in _STOPS or word == "、" or is_numeral(word) or is_function(word)


def _qualifying(
    segmented: SegmentedArticle, index: int, draft: Draft, found: tuple[str, str]
) -> int:
    """Return the last word of what a verb behind a figure begins if that qualifies the noun.

    That is 的 where a clause ends in it (9名符合条件的士兵), and the verb itself between a measure
    word for things and a noun (3个调解小组). -1 if the verb is what somebody does.

    Args:
        segmented: the article.
        index: the word that is a verb.
        draft: the figure.
        found: the verb, and what stands between it and the figure (57名实绩|突出的干部).
    """
    words, (verb, noun) = segmented.words, found
    if is_measure(draft.unit) or noun[-1:] in _PERSONS or "的" in noun or not is_verb(verb):
        return -1
    after = words[index + 1] if index + 1 < len(words) else "。"
    if after[-1] in _PERSONS and (is_verbal_noun(verb) if noun else len(after) > 1):
        return index  # 300名搬迁群众, 213户奶食加工户
    thing = draft.unit not in _PERSONAL and len(verb) > 1 and not is_linking(verb)
    if thing and is_verbal_noun(verb) and after[0] not in _OPEN and not _stops(after):
        return index
    reach = _CLAUSE if not noun else _PREDICATE
    for last in range(index + 1, min(len(words), index + reach)):
        if words[last][0] in _STOPS:
            return -1
        if words[last] == "的":
            return last
    return -1


def _front(segmented: SegmentedArticle, start: int, floor: int) -> _Front:
    """Return the noun phrase in front of a figure, and the verb that parts the two.

    Args:
        segmented: the article.
        start: offset of the figure.
        floor: end of the figure before it, which is no part of the phrase.
    """
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    index = bisect_left(starts, start)
    verb, linking, between = "", False, 0
    while index > 0 and between < _MOST_BETWEEN:
        word = words[index - 1]
        known = is_verb(word)
        if not (known or is_function(word) or word in ("的", "、")):
            break
        if known and between == 0 and _names_deed(words, index - 1):
            break  # 开展理论宣讲1场
        if known and not verb:
            verb, linking = word, is_linking(word)
        index, between = index - 1, between + 1
    crossed = between > 0 and index > 1 and words[index - 1] in ("，", ",")
    if crossed and (not verb or is_empty(verb)):
        index -= 1  # 出不了远门的妇女，有一万余人
        if is_verb(words[index - 1]):
            return _Front("", verb, linking)
    stop = starts[index]
    deed = index > 0 and _names_deed(words, index - 1)
    head = index - deed  # 理论宣讲1场
    at = max(_phrase_start(segmented, head), min(floor, stop))
    noun = text[at:stop]
    if noun == words[head - 1] and begins_with_verb(noun) and not is_attribute(noun):
        noun = noun[2:]
    if at > floor and text[at - 1].isdigit() and "的" not in noun:
        noun = _with_number(text, at, stop, floor)
    noun = _trimmed(noun)
    return _Front("" if crossed and len(noun) < len("居民") else noun, verb, linking)


def _with_number(text: str, at: int, stop: int, floor: int) -> str:
    """Return a noun phrase with the number it begins with (15分钟生活圈), without 年 of a date."""
    if text[at] in _DATE_SIGNS:
        return text[at + 1 : stop]
    while at > floor and text[at - 1].isdigit():
        at -= 1
    return text[at:stop]


def _trimmed(noun: str) -> str:
    """Return the head of a noun phrase, "" if it says nothing."""
    last = noun.rpartition("的")[2]
    noun = (last if len(last) > 1 else noun).strip("的了、")
    if len(noun) > len("达到"):
        noun = noun.rstrip("达为占超仅只才共已约近逾各")
    if is_empty(noun) or (noun and is_numeral(noun) and len(noun) < len("十批人")):
        return ""
    return "" if noun[:1].isdigit() and noun[-1] in _DURATIONS else noun


def _names_deed(words: tuple[str, ...], index: int) -> bool:
    """Tell whether a verb in front of a figure is the head of a noun phrase (理论宣讲)."""
    if not is_verbal_noun(words[index]) or index == 0:
        return False
    before = words[index - 1]
    return len(before) > 1 and before[-1] not in _CLOSE and not _stops(before)


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
            if word == "、" or (is_function(word) and at < stop):
                break
            if is_verb(word) and not (
                whole and (whole[0] in _NOUN_SUFFIXES or is_bare_generic(whole))
            ):
                break
        index -= 1
        at = starts[index]
    return stop if closed else at


def _verb_near(segmented: SegmentedArticle, draft: Draft) -> str:
    """Return the verb in front of a figure, else the words behind it that say what is done."""
    front = _front(segmented, draft.lead, draft.floor)
    if front.verb and not (is_empty(front.verb) or is_empty(front.verb[:-1])):
        return front.verb
    text, words, starts = segmented.article.text, segmented.words, segmented.starts
    index = bisect_right(starts, draft.span.end) - 1
    at = draft.span.end
    while index < len(words) and at - draft.span.end < _LONGEST_BEHIND // 2:
        word = words[index][at - starts[index] :]
        if word[0] in _STOPS or word[0] in _OPEN or word == "、" or is_numeral(word):
            break
        if word[0] in _CLOSE:
            return ""
        at += len(word)
        index += 1
    return text[draft.span.end : at].strip("的了")
