"""Recognises the unit, measure word or counted noun behind a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...corpus.wordlists import read_rows, read_words

_PACKAGE = __package__ or ""

#: Hours are a quantity from here on (服务时长1200小时); below they are a duration.
_TOTAL_HOURS = 100
#: A number like this directly in front of a noun is a year or a telephone code (12345热线).
_LEAST_CODE = 1900
# 个 and these name a period, not a quantity of things.
_PERIODS = re.compile(
    "(?:半|多|来)*(?:月|小时|钟头|工作日|星期|礼拜|季度|学期|学年|年头|年度|世纪|昼夜|周|交易日"
    "|自然日|日夜|日历天|春秋|寒暑|回合)"
)
# With these a number behind the name of a place or building is an ordinal (红光村3组).
_NUMBERED = frozenset("组队期栋幢区座层段排")
_PLACE_END = frozenset("村区屯社查镇乡园苑府城庭里弄院庄寨坊楼馆厂线")
_STAGE = re.compile("工程|项目|建设|厂房|小区")
# A cohort: 2020届, 2023级.
_COHORT = range(1950, 2101)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in front of a possible unit.

    Attributes:
        start: where the numeral begins.
        end: where the numeral and the words inside it (余, 多) end.
        value: the number.
        chinese: written in Chinese numerals.
        bare: a rank alone (百, 千, 万), with no word that bounds it.
        bounded: 余, 多, 来 or 几 stands inside.
    """

    start: int
    end: int
    value: float
    chinese: bool = False
    bare: bool = False
    bounded: bool = False


@cache
def _units() -> tuple[dict[str, str], int]:
    units = {row[0]: row[1] for row in read_rows(_PACKAGE, "units.txt")}
    return units, max(map(len, units))


@cache
def _no_units() -> re.Pattern[str]:
    return re.compile("|".join(read_words(_PACKAGE, "not_units.txt")))


@cache
def _bare_units() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "bare_units.txt"))


def is_measure(unit: str) -> bool:
    """Tell whether a unit is money or a unit of measurement, not a measure word."""
    return _units()[0].get(unit, "measure") in ("money", "measure", "tenth")


def is_noun(unit: str) -> bool:
    """Tell whether a unit is a counted noun that stands without a measure word."""
    return _units()[0].get(unit) == "noun"


def unit_behind(text: str, number: Number) -> tuple[str, int]:
    """Return the unit behind a number and where it ends; "" if the number is no quantity.

    The longest unit of units.txt that stands behind the number wins, unless the characters begin
    another word (61234部队) or the two are a period, an ordinal or the name of a cohort.
    """
    units, longest = _units()
    at = number.end + 1 if text[number.end : number.end + 1] == " " else number.end
    for length in range(min(longest, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in units:
            if not _no_units().match(text, at) and _counts(text, number, word, at + length):
                return word, at + length
            break
    return "", number.end


def _counts(text: str, number: Number, unit: str, end: int) -> bool:
    kind = _units()[0][unit]
    after = text[end : end + 1]
    if unit.isascii() and unit.isalpha() and after.isascii() and after.isalnum():
        return False
    if unit == "个":
        return not _PERIODS.match(text, end)
    if number.bare and unit not in _bare_units():
        return False
    if unit in ("大", "届"):
        return not (number.chinese or number.value in _COHORT)
    if unit == "级":
        return number.value not in _COHORT
    if kind == "long":
        return number.value >= _TOTAL_HOURS
    if kind == "noun" and number.value >= _LEAST_CODE and not number.bounded:
        return number.chinese or number.value % 100 == 0
    before = text[number.start - 1 : number.start]
    if kind == "score":
        return before not in ("时", "点")
    if unit in _NUMBERED and not number.bounded:
        return before not in _PLACE_END and not (unit == "期" and _STAGE.match(text, end))
    return True
