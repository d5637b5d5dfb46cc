"""Resolves dates made of year, month and day, and the periods between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..figures.numerals import parse_numeral
from ..types import DateForm
from .context import Context
from .intervals import (
    Interval,
    is_month,
    month_end,
    shift_months,
    single_day,
    whole_month,
    whole_year,
)

_YEARS = {
    "今年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "后年": 2,
}
_ANCHORED = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
_MONTHS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
_ANCHORED_MONTHS = {"当月": 0, "同月": 0, "次月": 1}
#: Months of the parts of a year; 初 and 底 by newspaper usage.
_PARTS = {"初": (1, 2), "中": (6, 7), "底": (12, 12), "末": (12, 12)}
#: Months of the seasons; winter goes on into the next year (meteorological seasons).
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
#: Days of the thirds of a month.
_THIRDS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_WRITTEN, _BY_ISSUE, _BY_CONTEXT, _VAGUE = 1.0, 0.98, 0.93, 0.8


@dataclass(frozen=True, slots=True)
class _Part:
    """One date of an expression; groups of the end of a range have a prefix."""

    match: re.Match[str]
    prefix: str = ""

    def __getitem__(self, name: str) -> str:
        """Return what a group holds, "" if it is not there."""
        return self.match[self.prefix + name] or ""


def _number(numeral: str) -> int:
    return int(parse_numeral(numeral) or 0)


def resolve_date(match: re.Match[str], context: Context) -> Interval | None:
    """Resolve 2023年3月, 去年6月30日, 今年以来, 3月至5月, 去年底, 本月12日, 同年9月."""
    first = _point(_Part(match), context, "")
    if first is None:
        return None
    if match["eb"]:
        last = single_day(*_year_and_month(first.last), _number(match["eb"]))
        return _between(first, Interval(last, last)) if last else None
    end = _Part(match, "e")
    if end["y"] or end["ry"] or end["m"] or end["rm"]:
        last = _point(end, context, first.first)
        return _between(first, last) if last is not None else None
    if match["since"]:
        return Interval(first.first, "", DateForm.PERIOD, first.confidence)
    return first


def _year_and_month(iso: str) -> tuple[int, int]:
    return int(iso[:4]), int(iso[5:7] or 0)


def _between(first: Interval, last: Interval) -> Interval | None:
    if not last.last or last.last < first.first:
        return None
    confidence = min(first.confidence, last.confidence)
    return Interval(first.first, last.last, DateForm.PERIOD, confidence)


def _point(part: _Part, context: Context, begun: str) -> Interval | None:
    """Resolve one date; one that ends a range takes what it does not say from the beginning."""
    if part["rm"]:
        return _relative_month(part, context)
    at = part.match.start()
    year, confidence = _named_year(part, context, at, begun)
    if (part["y"] or part["ry"]) and not year:
        return None
    if not part["m"]:
        return _within_year(part, year, confidence) if year else None
    month = _number(part["m"])
    if not year and begun:
        year = int(begun[:4]) + (is_month(begun) and month < int(begun[5:7]))
        confidence = _BY_CONTEXT
    if not year:
        year, confidence = context.year_at(at, month), _BY_CONTEXT
    return _within_month(part, year, month, confidence) if year else None


def _named_year(part: _Part, context: Context, at: int, begun: str) -> tuple[int, float]:
    """Return the year that is written or named by a word, 0 if none, and how sure it is."""
    if part["y"]:
        return _number(part["y"]), _WRITTEN
    word = part["ry"]
    if word in _YEARS:
        return (context.year + _YEARS[word] if context.year else 0), _BY_ISSUE
    if word in _ANCHORED:
        anchor = begun or context.anchor(at)
        far = word == "当年" and part.match.string.startswith("的", part.match.end())
        return (int(anchor[:4]) + _ANCHORED[word] if anchor and not far else 0), _BY_CONTEXT
    return 0, 0.0


def _months(year: int, months: tuple[int, int], confidence: float) -> Interval:
    first, last = (whole_month(year, month) for month in months)
    form = DateForm.POINT if first == last else DateForm.PERIOD
    return Interval(first, last, form, confidence)


def _within_year(part: _Part, year: int, confidence: float) -> Interval:
    """Resolve a year, or a half, quarter, season or end of it."""
    if part["half"]:
        return _months(year, (1, 6) if part["half"] == "上半年" else (7, 12), confidence)
    if part["q"]:
        first = _number(part["q"])
        last = _number(part["q2"]) if part["q2"] else first
        return _months(year, (first * 3 - 2, last * 3), confidence)
    if part["pq"]:
        return _months(year, (1, _number(part["pq"]) * 3), confidence)
    if part["pm"]:
        return _months(year, (1, _number(part["pm"])), confidence)
    if part["part"]:
        return _months(year, _PARTS[part["part"][-1]], min(confidence, _VAGUE))
    if part["season"]:
        return _months(year, _SEASONS[part["season"][0]], min(confidence, _VAGUE))
    whole = whole_year(year)
    return Interval(whole, whole, confidence=confidence)


def _within_month(part: _Part, year: int, month: int, confidence: float) -> Interval | None:
    """Resolve a month, a day or third of it, or several months or days."""
    if part["m2"]:
        last = _number(part["m2"])
        found = _months(year, (month, last + 12 * (last < month)), confidence)
        return found if not part["d"] else None
    if part["d"]:
        first = single_day(year, month, _number(part["d"]))
        last = single_day(year, month, _number(part["d2"])) if part["d2"] else first
        if not first or last < first:
            return None
        form = DateForm.PERIOD if part["d2"] else DateForm.POINT
        return Interval(first, last, form, confidence)
    if part["x"]:
        return _third(year, month, part["x"], confidence)
    whole = whole_month(year, month)
    return Interval(whole, whole, confidence=confidence)


def _third(year: int, month: int, word: str, confidence: float) -> Interval:
    first, last = _THIRDS[word]
    last = min(last, month_end(year, month))
    days = (single_day(year, month, first), single_day(year, month, last))
    return Interval(*days, DateForm.FUZZY, min(confidence, _VAGUE))


def _relative_month(part: _Part, context: Context) -> Interval | None:
    word = part["rm"]
    if word in _MONTHS:
        base, step = context.issued if context.month else "", _MONTHS[word]
    else:
        base, step = context.anchor(part.match.start()), _ANCHORED_MONTHS[word]
    if not is_month(base):
        return None
    whole = shift_months(base, step)
    year, month = _year_and_month(whole)
    if part["rx"]:
        return _third(year, month, part["rx"], _BY_ISSUE)
    if part["rd"]:
        day = single_day(year, month, _number(part["rd"]))
        return Interval(day, day, confidence=_BY_ISSUE) if day else None
    return Interval(whole, whole, confidence=_BY_ISSUE)
