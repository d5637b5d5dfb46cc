"""The lunar calendar, the solar terms, and festivals of each year as days of our calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ...corpus.wordlists import read_rows
from .intervals import single_day

_PACKAGE = __package__ or ""

_LONG_MONTH, _SHORT_MONTH = 30, 29
#: Stands in festivals.txt for the last day of the lunar year, the 29th or 30th.
_LAST_DAY = 99


@dataclass(frozen=True, slots=True)
class Festival:
    """A day of the year with a name.

    Attributes:
        calendar: ``sun``, ``moon`` or ``term``.
        day: month and day in that calendar, or the name of the solar term.
        opens: days from it to the first day of its season.
        closes: days from it to the last day of its season.
    """

    calendar: str
    day: str
    opens: int
    closes: int


@cache
def festivals() -> dict[str, Festival]:
    """Return all festivals by name."""
    found: dict[str, Festival] = {}
    for name, calendar, day, season in read_rows(_PACKAGE, "festivals.txt"):
        opens, closes = season.split("..")
        found[name] = Festival(calendar, day, int(opens), int(closes))
    return found


def festival_day(festival: Festival, year: int) -> str:
    """Return the day of a festival in a year, "" if the tables do not hold the year.

    A lunar festival is of the lunar year that begins in ``year``: 除夕 of 2023 is 9 February 2024,
    but as a day of the year 2023 it is 21 January: the one that falls in ``year`` is returned.
    """
    if festival.calendar == "term":
        return _term(festival.day, year)
    month, day = (int(part) for part in festival.day.split("-"))
    if festival.calendar == "sun":
        return single_day(year, month, day)
    for lunar_year in (year, year - 1):
        found = lunar_day(lunar_year, month, day)
        if found[:4] == f"{year:04d}":
            return found
    return ""


def lunar_day(year: int, month: int, day: int) -> str:
    """Return the day of our calendar for a lunar one, "" if there is none or no table for it.

    Args:
        year: lunar year, by the year in which it begins.
        month: 1 to 12, never a leap month.
        day: 1 to 30; 99 is the last day of the month.
    """
    known = _years().get(year)
    if known is None:
        return ""
    first, leap, lengths = known
    index = month - 1 + (0 < leap < month)
    length = lengths[index]
    if day == _LAST_DAY:
        day = length
    if not 0 < day <= length:
        return ""
    return (first + timedelta(days=sum(lengths[:index]) + day - 1)).isoformat()


@cache
def _years() -> dict[int, tuple[date, int, tuple[int, ...]]]:
    found: dict[int, tuple[date, int, tuple[int, ...]]] = {}
    for year, first, leap, months in read_rows(_PACKAGE, "lunar_years.txt"):
        lengths = tuple(_LONG_MONTH if sign == "b" else _SHORT_MONTH for sign in months)
        found[int(year)] = (date(int(year), int(first[:2]), int(first[2:])), int(leap), lengths)
    return found


@cache
def _terms() -> dict[int, str]:
    return {int(year): days for year, days in read_rows(_PACKAGE, "solar_terms.txt")}


#: From January on, two a month.
_TERM_NAMES = (
    "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至"
    "小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至"
)


def _term(name: str, year: int) -> str:
    days = _terms().get(year)
    if days is None:
        return ""
    index = _TERM_NAMES.index(name) // 2
    return single_day(year, index // 2 + 1, int(days[2 * index : 2 * index + 2]))
