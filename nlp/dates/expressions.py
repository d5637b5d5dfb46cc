"""The grammar of dates and periods: one pattern a kind of expression, tried where it may begin.

Groups carry the parts: ``y`` is a year in figures, ``ry`` a relative one (今年), ``m`` and ``m2``
are months, ``d`` and ``d2`` days, ``x`` a third of a month, and so on. Those of the end of a range
have an ``e`` in front (``ey``, ``em``, ``ed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ...corpus.wordlists import read_rows, read_words
from .almanac import festivals

_PACKAGE = __package__ or ""

_HAN = "〇○零一二三四五六七八九"
_YEAR = rf"(?:(?:1[89]|20)\d{{2}}|[一二][{_HAN}]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4}|[数几]十|[数几半])"
_DASH = r"(?:至|到|—{1,2}|–|－|-|~|～)"
_THIRD = r"上旬|中旬|下旬|初(?![中级步一二三次选赛伏])|末|底(?![层线])"
_SEASON = r"[春夏秋冬](?:季|天|日)?(?![节运耕播种收训招风晚联游蚕茶雨笋暖燕令粮冠衣奥装])"
_PART = r"年初|年中|年末|年底|初(?![中级步一二三次具衷心])|末|底(?![层线座部价蕴数细])"
_RELATIVE = r"今年|去年|前年|明年|后年|大前年|上年|本年度|同年|次年|翌年|当年"

#: Behind a number and 日 these make another word or a stretch of days.
_NO_DAY = "(?![内均游元线龄志前后用产光式杂制之本])"
_SINCE = "以来|起(?![草点来初诉义步伏码重到飞降源案])|开始|至今"


def _point(e: str) -> str:
    """Return the pattern of one date; ``e`` is put in front of the names of its groups."""
    of_year = rf"(?:的(?={_MONTH}月|[上下]半年|第?[一二三四1-4]季|[前年春夏秋冬]))?"
    year = rf"(?P<{e}hy>(?P<{e}y>{_YEAR})年|(?P<{e}ry>{_RELATIVE}){of_year})"
    month = (
        rf"(?<![\d个第几数])(?P<{e}m>{_MONTH})(?:{_DASH}(?P<{e}m2>{_MONTH}))?月份?"
        rf"(?:(?P<{e}d>{_DAY})(?:[、—–－~～至到-]{{1,2}}(?P<{e}d2>{_DAY}))?[日号](?![线楼院机])"
        rf"|(?P<{e}x>{_THIRD}))?"
    )
    parts = (
        rf"(?P<{e}half>[上下]半年)"
        rf"|第?(?P<{e}q>[一二三四1-4])(?:{_DASH}(?P<{e}q2>[二三四2-4]))?季度"
        rf"|前(?P<{e}pq>[二两三2-3])个?季度"
        rf"|前(?P<{e}pm>1[0-2]|[2-9]|十一|[二两三四五六七八九十])个?月"
        rf"|(?P<{e}part>{_PART})|(?P<{e}season>{_SEASON})|度(?!假)"
    )
    relative = (
        rf"(?P<{e}rm>本月|上个?月|下个?月|这个月|当月|同月|次月)"
        rf"(?:(?P<{e}rd>{_DAY})[日号]|(?P<{e}rx>{_THIRD}))?"
    )
    return rf"(?:{year})?(?:{month}|(?({e}hy)(?:{parts})?|{relative}))"


def _words(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _named() -> tuple[str, ...]:
    """Return the patterns of what has a name or is written in figures throughout."""
    feasts = _words(festivals())
    eras = _words(read_words(_PACKAGE, "eras.txt"))
    season = "期间|假期|小长假|长假|黄金周"
    feast_year = rf"(?:(?P<fy>{_YEAR})年|(?P<fry>今年|去年|前年|明年|当年)的?)?"
    lunar_year = r"(?:(?P<ly>(?:19|20)\d\d)年|(?P<lry>今年|去年|前年|明年)的?)?"
    lunar_day = (
        "初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十[一二三四五六七八九]?"
        "|廿[一二三四五六七八九]?"
    )
    return (
        r"(?<![\d.])(?P<iso>(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])(?P=sep)"
        r"(?P<id>3[01]|[12]\d|0?[1-9]))(?!\d)",
        r"(?P<plan>“?(?P<nth>十[一二三四五六七八九]?|[七八九])五”?(?:规划)?"
        r"(?P<planpart>期间|时期|以来|实施以来|末|初|开局之年|收官之年))",
        rf"(?P<era>(?P<event>{eras})(?:胜利召开|召开|成立|实施)?以来)",
        r"(?<!\d)(?P<decade>(?:(?P<cy>[上本]个?|1\d|2[01]|二十|十[五六七八九])世纪|(?P<cc>1[6-9]|20))?"
        r"(?P<tens>[二三四五六七八九]十|\d0)年代(?P<dpart>初|中|末)?期?(?P<dsince>以来|起|开始)?)",
        rf"(?P<lunar>{lunar_year}(?:[农阴旧]历(?P<lm>正|冬|腊|十[一二]?|[一二三四五六七八九])"
        rf"|(?P<lm2>正|冬|腊))月(?P<ld>{lunar_day}))",
        rf"(?P<feast>{feast_year}(?P<feastname>{feasts})(?:(?P<fseason>{season})|(?P<eve>前夕)"
        r"|(?P<around>前后)|当天|当日|这天)?)(?!联欢|晚会|上河|联防)",
        rf"(?P<word>(?P<name>{_words(row[0] for row in read_rows(_PACKAGE, 'periods.txt'))})"
        r"(?P<wsince>以来)?)",
    )


def _reckoned() -> tuple[str, ...]:
    """Return the patterns of what is made of numbers."""
    unit = "年|月|天|日|周|星期"
    behind = "年|月|天|周|星期"
    free = r"(?<![\d第年月数几多])"
    return (
        rf"(?P<recur>每年的?(?:(?P<cm>{_MONTH})(?:{_DASH}(?P<cm2>{_MONTH}))?月份?"
        rf"(?:(?P<cd>{_DAY})[日号](?:{_DASH}(?P<cm3>{_MONTH})月(?P<cd3>{_DAY})[日号])?)?"
        rf"|(?P<cfeast>{_words(festivals())}))"
        rf"|每个?月的?(?P<md>{_DAY})[日号]|每个?逢?(?:周|星期)(?P<wd>[一二三四五六日天]))",
        rf"(?P<ago>(?:(?P<ahead>未来|今后|此后)|(?P<back>过去|(?<![了时达续用花最])近|最近|这(?!一[天年])))的?(?P<n>{_COUNT})"
        rf"(?P<more>[多余来几])?个?(?P<unit>{unit})多?(?:来|以来|间|里|内|中)?"
        rf"|{free}(?P<n2>{_COUNT})(?P<more2>[多余来几])?个?(?P<unit2>{behind})(?P<more3>多)?"
        r"(?P<sofar>来|以来|间(?!隔))"
        rf"|{free}(?P<n3>{_COUNT})(?P<more4>[多余来几])?个?(?P<unit3>{behind})(?P<more5>多)?"
        r"以?前(?![夕后期列来往进置十三五]))",
        rf"(?P<years>(?P<fromyear>{_YEAR})年?{_DASH}(?P<toyear>{_YEAR})年(?:度|间)?)(?!\d{{1,2}}月)",
        r"(?P<week>(?P<rw>[上本这下])个?(?:周|星期)(?P<rwd>[一二三四五六日天]))",
        rf"(?P<date>{_point('')}(?:{_DASH}(?:{_point('e')}|(?P<eb>{_DAY})[日号]))?"
        rf"(?P<since>{_SINCE})?)",
        r"(?P<day>(?<![\d.月/-])(?P<b>3[01]|[12]\d|[1-9])"
        rf"(?:日?{_DASH}(?P<b2>3[01]|[12]\d|[1-9]))?日{_NO_DAY}"
        r"(?P<bsince>起(?![草点来初诉义步伏]))?)",
    )


def _patterns() -> tuple[str, ...]:
    """Return all patterns in the order in which they are tried."""
    *named, word = _named()
    return (*named, *_reckoned(), word)


@cache
def grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what may begin an expression, and the expressions."""
    words = (
        *festivals(),
        *read_words(_PACKAGE, "eras.txt"),
        *read_words(_PACKAGE, "periods.txt"),
    )
    pairs = sorted({word[:2] for word in words})
    seconds: dict[str, str] = {}
    for pair in pairs:
        seconds[pair[0]] = seconds.get(pair[0], "") + pair[1:]
    return re.compile(_starts(seconds)), re.compile("|".join(_patterns()))


def _starts(seconds: dict[str, str]) -> str:
    """Return a pattern for the two characters with which an expression may begin."""
    numeral = rf"[\d{_HAN}两十百几数半]"
    followed = rf"[\d{_HAN}十百千年月日号个天周星多余来几至到—–－~～/.-]"
    groups: dict[str, list[str]] = {}
    for first, others in seconds.items():
        groups.setdefault(others, []).append(first)
    lists = "|".join(
        rf"[{''.join(firsts)}](?=[{others}])" for others, firsts in sorted(groups.items())
    )
    counts = r"\d一二两三四五六七八九十几数"
    relative = f"[今去前明后大上本同次翌当这下未此过最近每](?=[年后月个度周星来去{counts}])"
    lunar = "[农阴旧](?=历)|[正冬腊](?=月)"
    return rf"{numeral}(?={followed})|“(?=[十七八九])|[上本](?=世)|{lunar}|{relative}|{lists}"
