"""Says which place of the article a word for a level means: 县 in 县委, 镇 in 镇政府."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ...corpus.types import Span
from ..types import Level, Place

_LEVELS = {
    "省": Level.PROVINCE, "自治区": Level.PROVINCE, "州": Level.PREFECTURE,
    "自治州": Level.PREFECTURE, "盟": Level.PREFECTURE, "市": Level.PREFECTURE,
    "县": Level.COUNTY, "自治县": Level.COUNTY, "旗": Level.COUNTY, "区": Level.COUNTY,
    "镇": Level.TOWNSHIP, "乡": Level.TOWNSHIP, "街道": Level.TOWNSHIP, "苏木": Level.TOWNSHIP,
    "村": Level.VILLAGE, "社区": Level.VILLAGE, "嘎查": Level.VILLAGE,
}  # fmt: skip
#: Digits of the official code of a unit of each level.
_DIGITS = {
    Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.VILLAGE: 12,
}  # fmt: skip
_NO_DISTRICT = ("自治区", "社区", "小区", "新区", "开发区", "林区", "园区", "地区", "景区")


class Unit(NamedTuple):
    """A unit that a level can mean: its path, code and level."""

    path: str
    code: str
    level: Level


def level_of(word: str) -> Level:
    """Return the level a word stands for; 市 counts as prefecture."""
    return _LEVELS.get(word, Level.OTHER)


class Context:
    """The units that the places of an article name, for one level word at a time."""

    def __init__(self, text: str, places: Mapping[Span, Place]) -> None:
        self._text = text
        self._places = sorted(places.items())
        self._units: dict[str, list[tuple[int, Unit]]] = {}

    def unit(self, word: str, at: int) -> tuple[Unit | None, bool]:
        """Return the unit that a level word at ``at`` means, and whether no other would do.

        The last one named before it in its paragraph; else the one named most often.
        """
        units = self._units.get(word)
        if units is None:
            units = [
                (span.start, unit)
                for span, place in self._places
                if (unit := _unit_in(place, word)) is not None
            ]
            self._units[word] = units
        if not units:
            return None, False
        counts = Counter(unit.path for _, unit in units)
        index = bisect_right(units, at, key=lambda pair: pair[0]) - 1
        if index >= 0 and "\n" not in self._text[units[index][0] : at]:
            path = units[index][1].path
        else:
            path = counts.most_common(1)[0][0]
        same = [unit for _, unit in units if unit.path == path]
        return max(same, key=lambda unit: len(unit.code)), len(counts) == 1


def _unit_in(place: Place, word: str) -> Unit | None:
    """Return the deepest unit in the path of a place whose name ends in the word."""
    parts = place.path.split("/")
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if not part.endswith(word) or (word == "区" and part.endswith(_NO_DISTRICT)):
            continue
        if index == len(parts) - 1:
            return Unit(place.path, place.code, place.level)
        level = _depth(parts, index) if word in "市区" else level_of(word)
        code = place.code[: _DIGITS.get(level, 0)]
        whole = len(code) == _DIGITS.get(level, 0)
        return Unit("/".join(parts[: index + 1]), code if whole else "", level)
    return None


def _depth(parts: list[str], index: int) -> Level:
    """Return the level of a 市 or 区 by where it stands in the path."""
    if index == 0:
        return Level.PROVINCE
    in_city = parts[0].endswith("市")
    return Level.PREFECTURE if index == 1 and not in_city else Level.COUNTY
