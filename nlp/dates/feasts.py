"""Resolves festivals and days of the lunar calendar to days of ours."""

from __future__ import annotations

import re

from ..figures.numerals import parse_numeral
from ..types import DateForm
from .almanac import Festival, festival_day, festivals, lunar_day
from .context import Context
from .intervals import Interval, days_between, shift_days

#: A festival without a year is the last one if it lies at most so many days back …
_BACK = 200
#: … or the next one if it lies at most so many days ahead and nearer.
_AHEAD = 45
#: … or so many times as near as the last.
_PLAINLY = 3
#: 春节前夕 and 春节前后 reach so many days.
_EVE = 7
_SURE, _LIKELY = 0.95, 0.85
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_TWENTY = "廿"


def resolve_feast(match: re.Match[str], context: Context) -> Interval | None:
    """Resolve 春节, 去年重阳节, 国庆期间, 中秋前夕."""
    festival = festivals()[match["feastname"]]
    year, sure = _year(match["fy"], match["fry"], match.start(), context)
    day = festival_day(festival, year) if year else _nearest(festival, context)
    if not day:
        return None
    confidence = _SURE if sure else _LIKELY
    name = match["feastname"]
    if match["eve"]:
        return Interval(shift_days(day, -_EVE), shift_days(day, -1), DateForm.FUZZY, confidence)
    if match["around"]:
        return Interval(shift_days(day, -_EVE), shift_days(day, _EVE), DateForm.FUZZY, confidence)
    if match["fseason"] or name.endswith(("期间", "假期", "长假", "黄金周", "前夕")):
        season = (shift_days(day, festival.opens), shift_days(day, festival.closes))
        return Interval(*season, DateForm.PERIOD, confidence)
    return Interval(day, day, confidence=confidence)


def resolve_lunar(match: re.Match[str], context: Context) -> Interval | None:
    """Resolve 农历八月十五, 腊月廿三, 正月初八."""
    sign = match["lm"] or match["lm2"]
    month = _MONTHS.get(sign) or int(parse_numeral(sign) or 0)
    day = _lunar_number(match["ld"])
    year, sure = _year(match["ly"], match["lry"], match.start(), context)
    if year:
        found = lunar_day(year, month, day)
        return Interval(found, found, confidence=_SURE if sure else _LIKELY) if found else None
    if not context.day:
        return None
    found = _closest([lunar_day(context.year + step, month, day) for step in (-1, 0, 1)], context)
    return Interval(found, found, confidence=_LIKELY) if found else None


def _lunar_number(numeral: str) -> int:
    if numeral.startswith(_TWENTY):
        return 20 + int(parse_numeral(numeral[1:]) or 0)
    return int(parse_numeral(numeral.removeprefix("初")) or 0)


def _year(named: str | None, relative: str | None, at: int, context: Context) -> tuple[int, bool]:
    """Return the year that stands with a festival, 0 if none, and whether it is certain."""
    if named:
        return int(parse_numeral(named) or 0), True
    if relative in _YEARS and context.year:
        return context.year + _YEARS[relative], True
    if relative:
        anchor = context.anchor(at)
        return (int(anchor[:4]) if anchor else 0), False
    return 0, False


def _nearest(festival: Festival, context: Context) -> str:
    """Return the day of a festival without a year, "" if it may be the last or the next."""
    if not context.day:
        return ""
    days = [festival_day(festival, context.year + step) for step in (-1, 0, 1)]
    return _closest(days, context)


def _closest(days: list[str], context: Context) -> str:
    away = [(days_between(context.day, day), day) for day in days if day]
    back = max((one for one in away if one[0] <= 0), default=None)
    ahead = min((one for one in away if one[0] > 0), default=None)
    if ahead is not None and (back is None or ahead[0] < -back[0]):
        plain = back is None or -back[0] >= _PLAINLY * ahead[0]
        return ahead[1] if ahead[0] <= _AHEAD or plain else ""
    if back is None:
        return ""
    plain = ahead is not None and ahead[0] >= -_PLAINLY * back[0]
    return back[1] if -back[0] <= _BACK or plain else ""
