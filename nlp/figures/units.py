"""Recognises the unit, measure word or counted noun behind a number; knows base units."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from ...corpus.wordlists import read_rows, read_words
from ..types import SegmentedArticle
from .numbers import Number
from .numerals import parse_numeral

_PACKAGE = __package__ or ""

#: Hours are a quantity from here on (服务时长1200小时); below they are a duration.
_TOTAL_HOURS = 100
#: A number like this directly in front of a noun is a year or a telephone code (12345热线).
_LEAST_CODE = 1900
#: From here on it is part of a name if the name of a place stands in front.
_LEAST_NAME = 100
# 个 and these name a period, not a quantity of things.
_PERIODS = re.compile(
    "(?:半|多|来)*(?:月|小时|钟头|工作日|星期|礼拜|季度|学期|学年|年头|年度|世纪|昼夜|周|交易日"
    "|自然日|日夜|日历天|春秋|寒暑|回合)"
)
# With these a number behind the name of a place or building is an ordinal (红光村3组).
_NUMBERED = frozenset("组队期栋幢区座层段排")
_PLACE_END = frozenset("村区屯社查镇乡园苑府城庭里弄院庄寨坊楼馆厂线")
# 村里22座鼓楼 is a count; 东风里5栋 is an address.
_IN_PLACE = re.compile("[村镇乡县市区旗家院屋园厂校城]里")
#: 点 is an hour up to here; above, or with a fraction, points of an index.
_LAST_HOUR = 24
_STAGE = re.compile("工程|项目|建设|厂房|小区")
# Behind these a rank alone is a number too (近百米).
_BOUND_BARE = frozenset("近约超逾")
# 十里铺, 四十里城子: names of places. 北纬29.6度: a position.
_LI_NAMES = frozenset("铺堡城店庄河桥屯台沟岗坪坡营湾甸海塘墩井泉牌街巷园畈渡闸洋村镇乡")
_LATITUDE = re.compile("[北南]纬|[东西]经")
# 9幢的楼长 at the beginning of a sentence: a house number.
_SENTENCE_START = ("", "\n", "。", "！", "？", "；", "“")
_HOUSE = re.compile("的|前后|单元|[0-9]")
# In front of a sum: 全区119社区; without them 119社区 is a name.
_SUMMED = frozenset("全共有等及辖盖涉")
# Measure words behind 每 that leave what is counted to the noun (每名党员, 每个村).
_COUNTERS = frozenset("名位个家支条座项块")
# A cohort: 2020届, 2023级.
_COHORT = range(1950, 2101)


#: Units of fractions begin so: 三分之二 is 2 分之三.
_PARTS = "分之"
#: Base values keep so many decimals: more than any newspaper prints, fewer than floats blur.
_DECIMALS = 9


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows(_PACKAGE, "units.txt")}


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Return the units by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for unit in sorted(_kinds(), key=len, reverse=True):
        found.setdefault(unit[0], []).append(unit)
    return {first: tuple(units) for first, units in found.items()}


@cache
def _no_units() -> re.Pattern[str]:
    return re.compile("|".join(read_words(_PACKAGE, "not_units.txt")))


@cache
def _bare_units() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "bare_units.txt"))


def is_measure(unit: str) -> bool:
    """Tell whether a unit is money or a unit of measurement, not a measure word."""
    return _kinds().get(unit, "measure") in ("money", "measure", "tenth")


def is_noun(unit: str) -> bool:
    """Tell whether a unit is a counted noun that stands without a measure word."""
    return _kinds().get(unit) == "noun"


def is_counter(unit: str) -> bool:
    """Tell whether a unit is a measure word that says nothing of what it counts (名, 个)."""
    return unit in _COUNTERS


def known_unit(text: str) -> str:
    """Return the longest unit that ``text`` begins with, "" if it begins with none."""
    return next((unit for unit in _by_first().get(text[:1], ()) if text.startswith(unit)), "")


def unit_behind(segmented: SegmentedArticle, number: Number) -> tuple[str, int]:
    """Return the unit behind a number and where it ends; "" if the number is no quantity.

    The longest unit of units.txt that stands behind the number wins, the longest that ends where
    a word ends before others (12项|目标), unless the characters begin another word (61234部队) or
    the two are a period, an ordinal or the name of a cohort.
    """
    text = segmented.article.text
    at = number.end + 1 if text[number.end : number.end + 1] == " " else number.end
    fits = [unit for unit in _by_first().get(text[at : at + 1], ()) if text.startswith(unit, at)]
    if not fits:
        return "", number.end
    unit = fits[0]
    for shorter in fits:
        if at + len(shorter) in segmented.boundaries:
            unit = shorter
            break
    other = _no_units().match(text, at)
    if other is not None and other.end() in segmented.boundaries:
        return "", number.end
    end = at + len(unit)
    return (unit, end) if _counts(text, number, unit, end) else ("", number.end)


def _counts(text: str, number: Number, unit: str, end: int) -> bool:
    kind = _kinds()[unit]
    after = text[end : end + 1]
    if unit.isascii() and unit.isalpha() and after.isascii() and after.isalnum():
        return False
    if unit == "个":
        return not _PERIODS.match(text, end)
    before = text[number.start - 1 : number.start]
    if number.bare and unit not in _bare_units() and before not in _BOUND_BARE:
        return False
    if unit in ("大", "届"):
        return not (number.chinese or number.value in _COHORT)
    if unit == "级":
        return number.value not in _COHORT
    if kind == "long":
        return number.value >= _TOTAL_HOURS
    if kind == "noun" and number.value >= _LEAST_CODE and not number.bounded:
        return number.chinese or number.value % 100 == 0
    if kind == "noun" and number.value >= _LEAST_NAME and not (number.bounded or number.chinese):
        if unit in ("社区", "小区"):
            return before in _SUMMED
        return before not in _PLACE_END  # 青山区119村
    if kind == "score":
        return before not in ("时", "点")
    if unit == "点":
        return number.value > _LAST_HOUR or number.value % 1 != 0
    return not _is_named(text, number, unit, end)


def _is_named(text: str, number: Number, unit: str, end: int) -> bool:
    """Tell whether number and unit name or number something: 3组, 9幢, 十里铺, 北纬29.6度."""
    before, after = text[number.start - 1 : number.start], text[end : end + 1]
    if unit == "里" and number.chinese and after in _LI_NAMES:
        return True
    if unit == "度" and _LATITUDE.match(text, number.start - 2):
        return True
    if unit in ("栋", "幢") and before in _SENTENCE_START and _HOUSE.match(text, end):
        return True
    if unit not in _NUMBERED or number.bounded:
        return False
    if before in _PLACE_END and _IN_PLACE.match(text, number.start - 2) is None:
        return True
    return unit == "期" and _STAGE.match(text, end) is not None


@cache
def _bases() -> dict[str, tuple[str, Fraction]]:
    return {row[0]: (row[1], Fraction(row[2])) for row in read_rows(_PACKAGE, "bases.txt")}


@lru_cache(maxsize=8192)
def in_base_unit(value: float, unit: str) -> tuple[float | None, str]:
    """Return a quantity in its base unit, (None, "") if the unit is a measure word.

    Of a unit with a denominator only what stands above the stroke is converted. The factors and
    where they come from stand in ``data/bases.txt``.

    >>> in_base_unit(1.5, "亩"), in_base_unit(8, "元/斤"), in_base_unit(3, "名")
    ((1000.0, '平方米'), (8.0, '元'), (None, ''))
    """
    if unit.startswith(_PARTS):
        below = parse_numeral(unit.removeprefix(_PARTS))
        return (round(value / below * 100, _DECIMALS), "%") if below else (None, "")
    base = _bases().get(unit.partition("/")[0])
    if base is None:
        return None, ""
    unit, factor = base
    return round(float(Fraction(str(value)) * factor), _DECIMALS), unit
