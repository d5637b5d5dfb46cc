"""Resolves dates that say less than a year (今年, 去年3月, 5月16日) by the date of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..types import DateMention, Status
from .numerals import parse_numeral

_YEARS = {"今年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_MONTHS = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
_DAYS = {"昨天": -1, "昨日": -1}
_QUARTERS = {char: at // 2 for at, char in enumerate("一1二2三3四4")}

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SHAPE = re.compile(
    r"(?P<year>今年|本年度|去年|前年|明年|后年)?"
    r"(?:(?P<relative>本月|上个?月|下个?月)"
    rf"|(?P<month>{_NUMERAL})(?:月(?:份|(?P<day>{_NUMERAL})[日号])?)?"
    rf"(?P<until>(?:至|到|—{{1,2}}|–|-|~|～)(?:(?P<month2>{_NUMERAL})月"
    rf"(?:份|(?P<day2>{_NUMERAL})[日号])?|(?P<day3>{_NUMERAL})[日号]))?"
    r"|(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度)?"
    r"(?:年?[初末中底]|[上中下]旬)?(?P<since>以来|起|开始)?"
)

#: Months behind the month of issue in which a month without a year is one to come (6月1日起施行);
#: what lies further ahead was the year before. In the middle it may be either and stays open.
SOON = 2
LONG_AHEAD = 6


def resolve_by_issue(
    mentions: Sequence[DateMention], text: str, issued: str
) -> tuple[DateMention, ...]:
    """Fill the bounds of dates that need the date of issue.

    A month without a year takes the year named before it in the same sentence, if there is one;
    it stays open where the paragraph speaks of another year than that of issue. Otherwise it is
    of the year of issue, or of the year before if it would lie far ahead.

    Args:
        mentions: dates of an article, in text order.
        text: the text of the article.
        issued: date of issue, ISO 8601 as far as known; "" leaves everything as it is.

    Returns:
        The same mentions; what was resolved has status ``inferred``.
    """
    if not issued:
        return tuple(mentions)
    out: list[DateMention] = []
    context = _Context(text, issued)
    for mention in mentions:
        found = mention if mention.first else _resolved(mention, context)
        context.note(found)
        out.append(found)
    return tuple(out)


@dataclass(slots=True)
class _Context:
    """The date of issue, and the last year that was named.

    Attributes:
        text: the text of the article.
        issued: date of issue.
    """

    text: str
    issued: str
    _year: int = 0
    _end: int = 0

    @property
    def issue_year(self) -> int:
        return int(self.issued[:4])

    @property
    def issue_month(self) -> int:
        return int(self.issued[5:7] or 0)

    def note(self, mention: DateMention) -> None:
        """Remember the year of a date that is resolved."""
        if mention.first:
            self._year, self._end = int(mention.first[:4]), mention.span.end

    def year_at(self, offset: int, month: int) -> int:
        """Return the year of a month that stands at ``offset``, 0 if that is open."""
        between = self.text[self._end : offset]
        if self._year and not re.search(r"[。！？\n]", between):
            return self._year
        if self._year not in (0, self.issue_year) and "\n" not in between:
            return 0
        ahead = month - self.issue_month
        if not self.issue_month or SOON < ahead < LONG_AHEAD:
            return 0
        return self.issue_year - (ahead >= LONG_AHEAD)


def _resolved(mention: DateMention, context: _Context) -> DateMention:
    """Resolve one date; what is not understood comes back as it is."""
    if mention.text in _DAYS:
        return _day_before(mention, context)
    shape = _SHAPE.fullmatch(mention.text)
    if shape is None:
        return mention
    bounds = _bounds(shape, mention.span.start, context)
    if bounds is None:
        return mention
    first, last = bounds
    return replace(
        mention, first=first, last="" if shape["since"] else last, status=Status.INFERRED
    )


def _day_before(mention: DateMention, context: _Context) -> DateMention:
    if len(context.issued) != len("2023-05-16") or context.text.startswith("的", mention.span.end):
        return mention
    day = date.fromisoformat(context.issued) + timedelta(days=_DAYS[mention.text])
    first = day.isoformat()
    return replace(mention, first=first, last=first, status=Status.INFERRED)


def _bounds(shape: re.Match[str], at: int, context: _Context) -> tuple[str, str] | None:
    """Return first and last day of a date, as precise as written."""
    if shape["relative"]:
        return None if shape["year"] else _relative_month(shape["relative"], context)
    named = context.issue_year + _YEARS[shape["year"]] if shape["year"] else 0
    if shape["half"] or shape["quarter"]:
        return _span_of_months(shape, named) if named else None
    if not shape["month"]:
        return (str(named), str(named)) if named and len(shape["year"]) <= len(shape[0]) else None
    month = _small(shape["month"])
    year = named or context.year_at(at, month)
    if not year or not _has_month(shape):
        return None
    first = _iso(year, month, shape["day"])
    if not shape["until"]:
        return (first, first) if first else None
    until = _small(shape["month2"]) if shape["month2"] else month
    last = _iso(year + (until < month), until, shape["day2"] or shape["day3"])
    return (first, last) if first and last else None


def _has_month(shape: re.Match[str]) -> bool:
    """Tell whether the word 月 stands in the date; ``3-5`` alone is none."""
    return "月" in shape[0]


def _relative_month(word: str, context: _Context) -> tuple[str, str] | None:
    if not context.issue_month:
        return None
    months = context.issue_year * 12 + context.issue_month - 1 + _MONTHS[word]
    month = f"{months // 12}-{months % 12 + 1:02d}"
    return month, month


def _span_of_months(shape: re.Match[str], year: int) -> tuple[str, str]:
    if shape["half"]:
        months = (1, 6) if shape["half"] == "上半年" else (7, 12)
    else:
        start = _QUARTERS[shape["quarter"]] * 3
        months = (start + 1, start + 3)
    return f"{year}-{months[0]:02d}", f"{year}-{months[1]:02d}"


def _small(numeral: str) -> int:
    return int(parse_numeral(numeral) or 0)


def _iso(year: int, month: int, day: str | None) -> str:
    """Return a month or a day, "" if the calendar has none such."""
    try:
        found = date(year, month, _small(day) if day else 1).isoformat()
    except ValueError:
        return ""
    return found if day else found[:7]
