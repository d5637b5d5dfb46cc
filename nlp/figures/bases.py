"""Converts quantities to base units: 亩 to 平方米, 斤 to 千克, 公里 to 米, 毛 to 元, 成 to %."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache

from ...corpus.wordlists import read_rows
from .numerals import parse_numeral

_PACKAGE = __package__ or ""

#: Units of fractions begin so: 三分之二 is 2 分之三.
_PARTS = "分之"
#: Base values keep so many decimals: more than any newspaper prints, fewer than floats blur.
_DECIMALS = 9


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
