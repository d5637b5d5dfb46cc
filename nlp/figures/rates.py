"""Says what a figure is taken per: 每亩2000斤, 人均增收3000元, 12元一份, 8元/斤."""

from __future__ import annotations

import re
from bisect import bisect_left

from ...corpus.types import Span
from ..types import SegmentedArticle
from .units import is_counter, is_measure, is_noun, known_unit

#: Characters in front of a figure among which 每 and 均 are looked for, within its clause.
_WINDOW = 24
_CLAUSE_END = re.compile(r"[，。；！？：,;!?:\n（）()]")
_PERIOD = r"(?:年|季度|个?月|周|星期|天|日|晚|次|期|场|班|学期|小时|分钟|秒)"
_AVERAGE = re.compile(r"([人户亩村日月年周班场社天家件单车地旗县镇乡校企])均(?!衡|等|匀|可)")
_EACH = re.compile(r"每(?:一)?(\d+|[十百千万两三四五六七八九]+)?")
_PERIODS = re.compile(_PERIOD)
# 亩产800公斤, 月薪3000元, 日产5吨, 年产值9亿元
_WITHIN = re.compile(
    r"(亩)产|(月)(?:薪|工资|收入|租|租金|入)(?!党)|(日)(?:产|处理|接待|加工|供水|发电|销售|营业)"
    r"|(?<![0-9〇零一二三四五六七八九十去今前明后同往近多半几整全当本每历两周青少老成常学])"
    r"(年)(?=产|收入|增收|接待|加工|销售|供|出栏|发电|处理|营收|利润|营业|租金)"
)
_WITHIN_SIGNS = frozenset("亩月日年")
_BEHIND = re.compile(
    rf"(?:/|每)({_PERIOD}|[一-龥]{{1,2}})|一({_PERIOD}|[一-龥]{{1,2}})(?=[，。；！？、的）)\n]|$)"
)
_JOINT = "·"


def taken_per(segmented: SegmentedArticle, span: Span, unit: str) -> str:
    """Return the denominator of a figure as written, "" if it has none.

    Several are joined: 每人每年500元 is taken per ``人·年``.

    Args:
        segmented: the article.
        span: place of the figure, bound words included.
        unit: its unit; a stroke in it parts off the denominator.
    """
    text = segmented.article.text
    if "/" in unit:
        return unit.partition("/")[2]
    start = max(0, span.start - _WINDOW)
    clause = _CLAUSE_END.split(text[start : span.start])[-1]
    found: dict[int, str] = {}
    if "每" in clause:
        offset = span.start - len(clause)
        for each in _EACH.finditer(clause):
            at = each.end()
            found[each.start()] = (each[1] or "") + _counted(segmented, offset + at, span.start)
    for average in _AVERAGE.finditer(clause) if "均" in clause else ():
        found[average.start()] = average[1]
    for within in _WITHIN.finditer(clause) if not _WITHIN_SIGNS.isdisjoint(clause) else ():
        found[within.start()] = within[within.lastindex or 0]
    names = [found[at] for at in sorted(found) if found[at]]
    if not names and is_measure(unit) and (behind := _BEHIND.match(text, span.end)):
        names = [_denominator(behind[1] or behind[2])]
    return _JOINT.join(dict.fromkeys(name for name in names if name))


def _denominator(word: str) -> str:
    """Return the unit that a word behind a price begins with (12元一份), "" if it is none."""
    if _PERIODS.fullmatch(word):
        return word
    return known_unit(word)


def _counted(segmented: SegmentedArticle, at: int, end: int) -> str:
    """Return what stands behind 每: a period, a unit, or the noun behind a measure word."""
    text = segmented.article.text
    if at >= end:
        return ""
    period = _PERIODS.match(text, at, end)
    if period:
        return period[0]
    unit = known_unit(text[at:end])
    if not unit or not is_counter(unit):
        return unit
    noun = at + len(unit)
    if noun < end and noun in segmented.boundaries:
        word = segmented.words[bisect_left(segmented.starts, noun)]
        if (len(word) > 1 or is_noun(word)) and noun + len(word) <= end and "一" <= word[0] <= "龥":
            return word
    return unit
