"""Finds dates and periods as written and resolves them as far as the text says."""

from __future__ import annotations

import re
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_rows
from ..types import DateMention, SegmentedArticle, Status
from .issued import resolve_by_issue
from .numerals import parse_numeral
from .scan import scan

_PACKAGE = __package__ or ""

_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = (
    r"(?:年?[末初底中]|上半年|下半年|[一二三四1-4]季度|第[一二三四1-4]季度|春节|元旦|春|夏|秋|冬)"
)
_RELATIVE_YEAR = r"(?:今年|去年|前年|明年|后年|当年|同年|次年|本年度)"
_RELATIVE_MONTH = r"(?:本月|上个?月|下个?月|当月|次月|同月)"
_TENTH = r"(?:上旬|中旬|下旬|[初底末])"
_SINCE = r"(?:以来|起|开始)"
_DASH = r"(?:至|到|—{1,2}|–|-|~|～)"

# Alternatives are ordered: the longest form that begins at a place is tried first.
_DATE = re.compile(
    rf"(?P<years>{_YEAR})年?{_DASH}(?P<until>{_YEAR})年(?:度|间)?"
    rf"|(?P<year>{_YEAR})年(?:(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]|{_TENTH})?|度|(?P<half>[上下]半年)|{_PART})?(?P<since>{_SINCE})?"
    rf"|{_RELATIVE_YEAR}(?:{_MONTH}月份?(?:{_DAY}[日号]|{_TENTH})?|年?[初底末]|[上下]半年|{_PART})?{_SINCE}?"
    rf"|(?<![\d个第]){_MONTH}月(?:份|{_DAY}[日号]|{_TENTH})?(?:{_DASH}(?:{_MONTH}月(?:份|{_DAY}[日号])?|{_DAY}[日号]))?{_SINCE}?"
    rf"|(?<!\d)(?:1[0-2]|[1-9])(?:{_DASH})(?:1[0-2]|[1-9])月份?"
    rf"|{_RELATIVE_MONTH}{_TENTH}?{_SINCE}?"
    rf"|(?:上|本)?(?:19|20|21|上|本)?世纪(?:[二三四五六七八九]十|\d0)年代[初中末]?"
    rf"|(?<![\d年月第])(?:\d{{1,2}}|[一二三四五六七八九十两几数]{{1,3}})(?:多|余)?年(?:来|间|以来)"
    rf"|“十[一二三四五六]五”(?:期间|时期|以来)|“十[一二三四五六]五”规划(?:期间|实施以来)"
    rf"|党的十[六七八九]大以来|党的二十大以来|党的十[八九]届[一二三四五六七]中全会以来|(?:新中国|建党|建国|改革开放)(?:成立)?以来"
)
# Where one of these may begin: two characters that no date begins without.
_DATE_STARTS = re.compile(
    r"[\d一二三四五六七八九十两几数今去前明后当同次本上下世“党新建改]"
    r"(?=[\d〇○零一二三四五六七八九十两几数年月个世纪上本多余至到—–~～的中党国革-])"
)
_BARE_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月")


@cache
def _fixed() -> re.Pattern[str]:
    words = sorted((row[0] for row in read_rows(_PACKAGE, "periods.txt")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def find_dates(segmented: SegmentedArticle) -> tuple[DateMention, ...]:
    """Return the dates and periods of an article in the order of the text.

    Full dates get ISO 8601 bounds as precise as written (``2023年3月`` is 2023-03 to 2023-03,
    ``2012年以来`` begins 2012 and has no end). What needs a date of issue to be understood
    (今年, a month without a year) is resolved by that of the page, and keeps empty bounds if it
    is not known; 日前 and the like always do.
    """
    text = segmented.article.text
    found = [_read(match) for match in scan(_DATE_STARTS, _DATE, text) if _is_date(match)]
    taken = [mention.span for mention in found]
    for match in _fixed().finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            found.append(DateMention(match[0], "", "", span, Status.INFERRED, "list"))
    found.sort(key=lambda mention: mention.span)
    return resolve_by_issue(found, text, segmented.article.origin.date)


def _is_date(match: re.Match[str]) -> bool:
    """A bare Chinese month (一月) may be part of a longer word: it needs a sign behind it."""
    if not _BARE_MONTH.fullmatch(match[0]):
        return True
    after = match.string[match.end() : match.end() + 1]
    return after in ("", "，", "。", "的", "、", "里", ",")


def _read(match: re.Match[str]) -> DateMention:
    first = last = ""
    if match["years"]:
        first, last = _digits(match["years"], 4), _digits(match["until"], 4)
    elif match["year"]:
        first = last = _digits(match["year"], 4)
        if match["month"]:
            first = last = f"{first}-{_digits(match['month'], 2)}"
        if match["day"]:
            first = last = f"{first}-{_digits(match['day'], 2)}"
        if match["half"]:
            months = ("01", "06") if match["half"] == "上半年" else ("07", "12")
            first, last = (f"{first}-{month}" for month in months)
        if match["since"]:
            last = ""
    status = Status.EXACT if first else Status.INFERRED
    return DateMention(match[0], first, last, Span(*match.span()), status, "grammar")


def _digits(numeral: str, width: int) -> str:
    return f"{int(parse_numeral(numeral) or 0):0{width}d}"
