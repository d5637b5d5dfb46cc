"""Names that the gazetteer does not have: kept where the words around say that they are names."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...types import Level
from ..gazetteer.names import MODIFIERS
from ..mentions import Found
from .locator import Locator
from .lower import (
    BEFORE,
    COMMON,
    LEADING,
    OPENING,
    Ending,
    Starts,
    common_words,
    generic_words,
    is_named_feature,
    is_quoted,
    qualities,
    running_words,
)
from .surroundings import Anchor

#: Lengths of the part before the type.
_SHORTEST, _LONGEST, _LONGEST_URBAN = 2, 5, 7
#: The same for rivers, lakes and islands: 白沟河.
_LONGEST_WATER = 3
#: The longest name of a compound before its type.
_LONGEST_COMPOUND = 6
#: What is said of rivers and lakes in front of their names.
_ALONG = re.compile(
    r"(?:支流|干流|[隔沿临挨靠傍顺绕跨过]着|流经|横跨|汇入|注入|濒临|毗邻|紧邻|流过|穿过)$"
)
_FRONT = 2
SIGN = re.compile(r"[^\u3400-\u9fff]")
#: These before a name say that things are counted: 3个奶牛村.
_COUNTING = frozenset("个座处家类种片")


class UnknownNames(Locator):
    """Reads names that only their type and the words around them vouch for."""

    def _opened(self, start: int) -> bool:
        """Tell whether a word or sign stands in front that a name follows."""
        return start == 0 or self._text[start - 1] in OPENING

    def _begins(self, start: int) -> bool:
        """Tell whether a clause begins there."""
        return start == 0 or bool(SIGN.match(self._text, start - 1))

    def _chained(self, ending: Ending, starts: Starts, anchor: Anchor | None) -> list[Found]:
        start = starts.offsets[0]
        water = ending.level is Level.OTHER and ending.end - ending.start == 1
        if water and ending.start - start > _LONGEST_WATER:
            return []
        if not anchor or self._is_running(ending, start) or ending.start - start < _SHORTEST:
            return []
        above = anchor.level in (Level.PROVINCE, Level.PREFECTURE)
        if above and ending.level is Level.VILLAGE and not self._exists(ending, start):
            return []
        return [self._found(ending, start, self._guess(ending, start, anchor), anchor)]

    def _is_running(self, ending: Ending, start: int) -> bool:
        """Tell whether what stands before the type is running text: 推进社区治理."""
        if self._text[start : ending.start] in running_words():
            return bool(COMMON.match(self._text, ending.end)) or not self._exists(ending, start)
        begin = bisect_right(self._seg.starts, start) - 1
        end = bisect_right(self._seg.starts, ending.start - 1)
        return any(word in running_words() for word in self._seg.words[begin:end])

    def _feature(
        self, ending: Ending, starts: Starts, anchor: Anchor | None, tie: str
    ) -> list[Found]:
        """Read a compound or feature that follows no unit."""
        start = starts.offsets[0]
        if not tie and ending.natural and self._text[start] in BEFORE:
            start += 1
        compound = ending.estate or self._text[ending.start : ending.end] == "小区"
        fits = _SHORTEST <= ending.start - start <= _LONGEST_COMPOUND
        natural = ending.natural or self._by_water(ending, start)
        free = starts.closed and ((compound and fits) or natural)
        quality = ending.estate and self._text[start : ending.start] in qualities()
        if (tie != "list" and not free) or (not quality and self._is_running(ending, start)):
            return []
        if not tie and natural and not is_named_feature(self._seg, ending, start):
            return []
        if not natural and not self._around.anchor(start):
            return []
        if natural and not tie:
            anchor = None  # the township named last is no more likely than the others
        return [self._found(ending, start, self._guess(ending, start, anchor), anchor)]

    def _by_water(self, ending: Ending, start: int) -> bool:
        """Tell whether what stands in front says that a river or lake is named: 隔着巴河."""
        water = ending.end - ending.start == 1
        return water and bool(_ALONG.search(self._text, max(0, start - _FRONT), start))

    def _after_town(self, ending: Ending) -> list[Found]:
        """Read a feature that has the name of a township of the county: 悦城河, 鲁朗林海."""
        for start in range(max(0, ending.start - _LONGEST), ending.start - 1):
            inside = self.mentions and start < self.mentions[-1].end
            body = "" if inside else self._text[start : ending.start]
            for code in self._around.counties(start):
                towns = self._gazetteer.towns(code).cores.get(body, ())
                if len(towns) == 1:
                    anchor = self._around.anchor_of(towns[0])
                    return [self._found(ending, start, self._guess(ending, start, anchor), anchor)]
        return []

    def _loose(
        self, ending: Ending, starts: Starts, anchor: Anchor | None, tie: str
    ) -> list[Found]:
        """Read a name that follows no unit and is not known where the article is."""
        longest = _LONGEST if ending.level is Level.TOWNSHIP else _LONGEST_URBAN
        for start in starts.offsets:
            body = self._text[start : ending.start]
            if self._is_common(start, ending):
                continue
            if _SHORTEST <= len(body) <= longest and self._exists(ending, start):
                while start - 1 in starts.offsets and self._text[start - 1] in MODIFIERS:
                    start -= 1  # noqa: PLW2901
                guess = self._guess(ending, start, anchor)
                return [self._found(ending, start, guess, anchor)]
        first = starts.offsets[0]
        size = ending.start - first
        body = self._text[first : ending.start]
        if self._is_running(ending, first) or body in running_words():
            return []
        if self._is_common(first, ending):
            return []
        county = not COMMON.match(self._text, ending.end) and self._around.counties(first)
        if self._text[first] in LEADING:
            if not self._exists(ending, first + 1):
                return []
            first, size = first + 1, size - 1
        sure = starts.closed and self._opened(first) and county and len(starts.offsets) <= 2
        if tie == "list" or (sure and _SHORTEST <= size <= 4):
            guess = self._guess(ending, first, anchor)
            return [self._found(ending, first, guess, anchor)]
        return []

    def _is_common(self, start: int, ending: Ending) -> bool:
        """Tell whether a name is rather a common noun: 3个奶牛村, 山区单村, 村归村, “甲村”."""
        body = self._text[start : ending.start]
        verb = body[-_SHORTEST:] if len(body) > _SHORTEST + 1 else body
        if verb in running_words() or is_quoted(self._text, start, ending.end):
            return True
        if self._text[start - 1 : start] in _COUNTING or body[0] in "村镇乡":
            return True
        if body in common_words() and not self._opened(start):
            return True
        begin = bisect_right(self._seg.starts, start) - 1
        end = bisect_right(self._seg.starts, ending.start - 1)
        words = self._seg.words[begin:end] if ending.end - ending.start == 1 else ()
        return len(words) > 1 and any(len(w) > 1 and w in generic_words() for w in words)
