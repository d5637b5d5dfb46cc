"""Arithmetic on days, months and years written in ISO 8601, as precise as they are known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ..types import DateForm

_MONTH = len("2023-05")
_DAY = len("2023-05-16")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time.

    Attributes:
        first: its first day, month or year.
        last: its last one; "" if it goes on.
        form: what it stands for.
        confidence: 0 to 1, that the bounds are right.
    """

    first: str
    last: str
    form: DateForm = DateForm.POINT
    confidence: float = 1.0


def whole_year(year: int) -> str:
    """Return a year, "" outside the years that ISO 8601 writes with four digits."""
    return f"{year:04d}" if 0 < year < 10_000 else ""


def whole_month(year: int, month: int) -> str:
    """Return a month; those before January and after December are of other years."""
    months = year * 12 + month - 1
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def single_day(year: int, month: int, day: int) -> str:
    """Return a day, "" if the calendar has none such."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def month_end(year: int, month: int) -> int:
    """Return the number of the last day of a month."""
    return monthrange(year, month)[1]


def is_day(iso: str) -> bool:
    """Tell whether a date is known to the day."""
    return len(iso) == _DAY


def is_month(iso: str) -> bool:
    """Tell whether a date is known to the month or better."""
    return len(iso) >= _MONTH


def shift_days(iso: str, days: int) -> str:
    """Return the day that lies so many days behind a day (before it if negative)."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def shift_months(iso: str, months: int) -> str:
    """Return the month that lies so many months behind that of a date."""
    return whole_month(int(iso[:4]), int(iso[5:7]) + months)


def days_between(first: str, last: str) -> int:
    """Return how many days lie from one day to another; negative if the second is earlier."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def weekday(iso: str) -> int:
    """Return the day of the week, Monday 0."""
    return date.fromisoformat(iso).weekday()
