"""Resolves each kind of expression to an interval; None if it stays open."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ...corpus.wordlists import read_rows
from ..figures.numerals import parse_numeral
from ..types import DateForm
from .almanac import festivals
from .context import Context
from .feasts import resolve_feast, resolve_lunar
from .intervals import (
    Interval,
    is_month,
    shift_days,
    shift_months,
    single_day,
    weekday,
    whole_month,
    whole_year,
)
from .points import resolve_date

_PACKAGE = __package__ or ""

#: So many are "several" (几年来); a window, not a count.
_SEVERAL = 5.0
#: How sure a reading is: by the day of issue, by windows of vague words, by counting back.
_BY_ISSUE, _VAGUE, _COUNTED = 0.95, 0.8, 0.7
#: The first five-year plan began in 1953; from the third (1966) on they follow without a gap.
_THIRD_PLAN = (3, 1966)
_PLAN_YEARS = 5
_WEEKDAYS = {sign: at for at, sign in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_CENTURIES = {"上": -1, "本": 0, "上个": -1, "本个": 0}
#: Parts of a decade: years from its beginning to the first and last year meant.
_DECADE_PARTS = {"": (0, 9), "初": (0, 3), "中": (4, 6), "末": (7, 9)}
#: Until the first of these months a winter is the last one, from the second on the next.
_SPRING, _AUTUMN = 4, 10
#: These are of the year of issue unless the sentence names another.
_OPENINGS = frozenset(("年初", "开年"))
_CLOSINGS = frozenset(("年底", "年末", "岁末"))
_DAYS_OF = {"天": 1, "日": 1, "周": 7, "星期": 7}


def _number(numeral: str) -> int:
    return int(parse_numeral(numeral) or 0)


def _iso(match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    day = single_day(int(match["iy"]), int(match["im"]), int(match["id"]))
    return Interval(day, day) if day else None


def _years(match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    first, last = _number(match["fromyear"]), _number(match["toyear"])
    return Interval(whole_year(first), whole_year(last), DateForm.PERIOD) if first <= last else None


def _plan(match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    nth, begun = _THIRD_PLAN
    first = begun + _PLAN_YEARS * (_number(match["nth"]) - nth)
    last = first + _PLAN_YEARS - 1
    part = match["planpart"]
    if part in ("初", "开局之年"):
        return Interval(whole_year(first), whole_year(first))
    if part in ("末", "收官之年"):
        return Interval(whole_year(last), whole_year(last))
    return Interval(whole_year(first), "" if "以来" in part else whole_year(last), DateForm.PERIOD)


@cache
def _eras() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows(_PACKAGE, "eras.txt")}


def _era(match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    return Interval(_eras()[match["event"]], "", DateForm.PERIOD)


def _decade(match: re.Match[str], context: Context) -> Interval | None:
    century = (match["cy"] or "").removesuffix("世纪")
    if century in _CENTURIES:
        if not context.year:
            return None
        begins = (context.year // 100 + _CENTURIES[century]) * 100
    elif match["cc"]:
        begins = _number(match["cc"]) * 100
    else:  # 80年代 is of the twentieth century
        begins = (_number(century or "20") - 1) * 100
    opens, closes = _DECADE_PARTS[match["dpart"] or ""]
    begins += _number(match["tens"])
    last = "" if match["dsince"] else whole_year(begins + closes)
    return Interval(whole_year(begins + opens), last, DateForm.PERIOD)


def _recur(match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    if match["wd"]:
        found = f"XXXX-WXX-{_WEEKDAYS[match['wd']] + 1}"
    elif match["md"]:
        found = f"XXXX-XX-{_number(match['md']):02d}"
    elif match["cm"]:
        found = f"XXXX-{_number(match['cm']):02d}"
        if match["cm2"]:
            return Interval(found, f"XXXX-{_number(match['cm2']):02d}", DateForm.RECURRING)
        if match["cd"]:
            found += f"-{_number(match['cd']):02d}"
        if match["cm3"]:
            until = f"XXXX-{_number(match['cm3']):02d}-{_number(match['cd3']):02d}"
            return Interval(found, until, DateForm.RECURRING)
    else:
        feast = festivals()[match["cfeast"]]
        found = f"XXXX-{feast.day}" if feast.calendar == "sun" else "XXXX"
    return Interval(found, found, DateForm.RECURRING)


def _ago(match: re.Match[str], context: Context) -> Interval | None:
    """Resolve 近三年, 未来五年, 三年来 and 三年前 by the day of issue."""
    written = match["n"] or match["n2"] or match["n3"]
    unit = match["unit"] or match["unit2"] or match["unit3"]
    number = _SEVERAL if written in ("几", "数") else parse_numeral(written)
    if number is None or not context.issued:
        return None
    if number < 1:  # 半年来
        unit, number = ("月", 6.0) if unit == "年" else (unit, 0.0)
    if number < 1:
        return None
    more = written in ("几", "数") or bool(
        match["more"] or match["more2"] or match["more3"] or match["more4"]
    )
    count = int(number)
    if match["n3"]:
        then = _moved(context, unit, -count)
        vague = DateForm.FUZZY if more or match["more5"] else DateForm.POINT
        return Interval(then, then, vague, _COUNTED) if then else None
    confidence = _COUNTED if more else _VAGUE
    if match["ahead"]:
        return Interval(
            _now(context, unit), _moved(context, unit, count), DateForm.PERIOD, confidence
        )
    begun = _moved(context, unit, -count)
    return Interval(begun, _now(context, unit), DateForm.PERIOD, confidence) if begun else None


def _now(context: Context, unit: str) -> str:
    """Return the time of issue as precise as a unit."""
    return context.issued[: {"年": 4, "月": 7}.get(unit, 10)]


def _moved(context: Context, unit: str, count: int) -> str:
    """Return the time so many units from that of issue, "" if that is not known so precisely."""
    if unit == "年":
        return whole_year(context.year + count)
    if unit == "月":
        return shift_months(context.issued, count) if context.month else ""
    return shift_days(context.day, count * _DAYS_OF[unit]) if context.day else ""


def _week(match: re.Match[str], context: Context) -> Interval | None:
    if not context.day:
        return None
    week = {"上": -7, "下": 7}.get(match["rw"], 0)
    day = shift_days(context.day, week + _WEEKDAYS[match["rwd"]] - weekday(context.day))
    return Interval(day, day, confidence=_BY_ISSUE)


def _bare_day(match: re.Match[str], context: Context) -> Interval | None:
    """Resolve 11日 and 14日至15日 by the month named before or that of issue."""
    first = int(match["b"])
    if context.listed(match.start()):  # 每月8日、18日
        found = f"{context.listed(match.start())}-{first:02d}"
        return Interval(found, found, DateForm.RECURRING, _BY_ISSUE)
    year, month = context.month_at(match.start(), first)
    if not year:
        return None
    begin = single_day(year, month, first)
    end = single_day(year, month, int(match["b2"])) if match["b2"] else begin
    if not begin or not end or end < begin:
        return None
    if match["bsince"]:
        return Interval(begin, "", DateForm.PERIOD, _BY_ISSUE)
    form = DateForm.PERIOD if match["b2"] else DateForm.POINT
    return Interval(begin, end, form, _BY_ISSUE)


@cache
def _periods() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], (*row, "")[2]) for row in read_rows(_PACKAGE, "periods.txt")}


def _word(match: re.Match[str], context: Context) -> Interval | None:
    rule, value = _periods()[match["name"]]
    found = _RULES[rule](value, match, context) if rule in _RULES else None
    if found is None or not match["wsince"]:
        return found
    return Interval(found.first, "", DateForm.PERIOD, found.confidence)


def _days(value: str, match: re.Match[str], context: Context) -> Interval | None:
    first, _, last = value.partition("..")
    loose = not last and match.string.startswith("的", match.end())
    if not context.day or loose:
        return None  # 昨日的荒滩 means any time before
    begin = shift_days(context.day, int(first))
    if not last:
        return Interval(begin, begin, confidence=_BY_ISSUE)
    return Interval(begin, shift_days(context.day, int(last)), DateForm.FUZZY, _VAGUE)


def _past(value: str, match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    if not context.issued:
        return None
    unit = {"y": "年", "m": "月", "d": "天"}[value[-1]]
    begun = _moved(context, unit, -int(value[:-1]))
    return Interval(begun, _now(context, unit), DateForm.PERIOD, _COUNTED) if begun else None


def _weeks(value: str, match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    if not context.day:
        return None
    monday = shift_days(context.day, 7 * int(value) - weekday(context.day))
    return Interval(monday, shift_days(monday, 6), DateForm.PERIOD, _BY_ISSUE)


def _weekend(value: str, match: re.Match[str], context: Context) -> Interval | None:
    week = _weeks(value, match, context)
    if week is None:
        return None
    return Interval(shift_days(week.last, -1), week.last, DateForm.PERIOD, _BY_ISSUE)


def _month(value: str, match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    if not context.month:
        return None
    month = shift_months(context.issued, int(value))
    return Interval(month, month, confidence=_BY_ISSUE)


def _months(value: str, match: re.Match[str], context: Context) -> Interval | None:
    """Resolve a season or 年底 to months of the year that its first month has here."""
    first, _, last = value.partition("..")
    if match["name"] in _CLOSINGS:
        year = context.year_end_at(match.start())
    else:
        year = context.year_at(match.start(), int(first))
    if not year and match["name"] in _OPENINGS:
        year = context.year
    if not year:
        return None
    begin = whole_month(year, int(first))
    if not last:
        return Interval(begin, "", DateForm.PERIOD, _VAGUE)
    form = DateForm.POINT if first == last else DateForm.PERIOD
    return Interval(begin, whole_month(year, int(last)), form, _VAGUE)


def _winter(value: str, match: re.Match[str], context: Context) -> Interval | None:  # noqa: ARG001 - one signature
    """Resolve 冬天 to the winter next to the day of issue; it stays open in summer."""
    first, _, last = value.partition("..")
    if not context.month or _SPRING < context.month < _AUTUMN:
        return None
    year = context.year - (context.month <= _SPRING)
    begin = whole_month(year, int(first))
    if not last:
        return Interval(begin, "", DateForm.PERIOD, _COUNTED)
    return Interval(begin, whole_month(year, int(last)), DateForm.PERIOD, _COUNTED)


def _anchored(value: str, match: re.Match[str], context: Context) -> Interval | None:
    """Resolve 当日, 同月 and 次年 by the date named before."""
    anchor = context.anchor(match.start())
    count, unit = int(value[:-1]), value[-1]
    if not anchor or "X" in anchor:
        return None
    if unit == "y":
        found = whole_year(int(anchor[:4]) + count)
        if match.string.startswith("的", match.end()):
            return None  # 当年的老支书 means any time before
    elif unit == "m":
        found = shift_months(anchor, count) if is_month(anchor) else ""
    else:
        found = shift_days(anchor, count) if len(anchor) > len("2023-05") else ""
    return Interval(found, found, confidence=_VAGUE) if found else None


_Rule = Callable[[str, re.Match[str], Context], Interval | None]
_RULES: dict[str, _Rule] = {
    "day": _days,
    "past": _past,
    "week": _weeks,
    "weekend": _weekend,
    "month": _month,
    "months": _months,
    "winter": _winter,
    "anchor": _anchored,
}

_Resolver = Callable[[re.Match[str], Context], Interval | None]
#: What resolves each kind of expression, by the name of its group in the grammar.
KINDS: dict[str, _Resolver] = {
    "iso": _iso,
    "plan": _plan,
    "era": _era,
    "decade": _decade,
    "recur": _recur,
    "lunar": resolve_lunar,
    "feast": resolve_feast,
    "ago": _ago,
    "years": _years,
    "week": _week,
    "date": resolve_date,
    "day": _bare_day,
    "word": _word,
}
