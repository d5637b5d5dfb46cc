"""Reads names of townships, villages and features from left to right and locates them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from ...types import Level, Status
from ..gazetteer.names import MODIFIERS
from ..mentions import Found
from .locator import INSIDE, LIST, LOW, Locator
from .lower import (
    BEFORE,
    COMMON,
    LEADING,
    NOT_LAST,
    NOT_LAST_FEATURE,
    OPENING,
    Ending,
    Starts,
    ends_generic,
    is_generic,
    is_named_feature,
    is_quoted,
    last_word,
    limits,
    name_starts,
    qualities,
    running_words,
    word_at,
)
from .surroundings import Anchor, Located

#: Lengths of the part before the type for names that only grammar vouches for.
_SHORTEST, _LONGEST, _LONGEST_URBAN = 2, 5, 7
#: The same for rivers, lakes and islands: 白沟河.
_LONGEST_WATER = 3
#: The longest name of a compound before its type.
_LONGEST_COMPOUND = 6
#: A chained name of so many characters may hold one of the soft limits.
_CHAIN_SOFT = 6
#: 甲居藏寨 is one name though a township is called 甲居.
_STOCKADE = re.compile(r"^(?:千户)?(?:藏|苗|侗|羌|彝|瑶|傣|壮|佤|布依|哈尼|土家)寨$")
#: What is said of rivers and lakes in front of their names.
_ALONG = re.compile(
    r"(?:支流|干流|[隔沿临挨靠傍顺绕跨过]着|流经|横跨|汇入|注入|濒临|毗邻|紧邻|流过|穿过)$"
)
_FRONT = 2
#: State farms are numbered: 八五九农场.
_NUMBERED = re.compile("[〇零一二三四五六七八九]{3}(?:农场|林场|牧场)")
_SIGN = re.compile(r"[^\u3400-\u9fff]")
#: A sign or particle: what stands behind it is no part of the chain.
_PARTED = re.compile(r"[^\u3400-\u9fff]|[了的被把]")
#: No name of a unit below the county is longer, its type left out.
_REACH = 12
#: A known name of so many characters may begin inside a word of the segmentation.
_FIRM = 3


class Reader(Locator):
    """Goes through an article and keeps what was found so far."""

    def add(self, found: Found) -> None:
        """Take in a mention, unless it lies inside the last one."""
        if not self.mentions or found.start >= self.mentions[-1].end:
            self.mentions.append(found)

    def read(self, ending: Ending) -> None:
        """Take in the name that ends with a type, if it is one."""
        last = self.mentions[-1] if self.mentions else None
        if last and ending.start < last.end:
            return
        for found in self._over_short_forms(ending) or self._behind(ending, last):
            while self.mentions and self.mentions[-1].end > found.start:
                self.mentions.pop()
            if self.mentions and self.mentions[-1].end == found.start:
                self.mentions[-1] = replace(self.mentions[-1], in_name=False)
            self.mentions.append(found)
            if found.status is not Status.AMBIGUOUS:
                self._seen.setdefault(found.name, found)

    def _over_short_forms(self, ending: Ending) -> list[Found]:
        """Read a name that begins with a short form of a unit: 乌兰察布东路街道."""
        kept = len(self.mentions)
        while (
            kept
            and self.mentions[kept - 1].soft
            and ending.start - self.mentions[kept - 1].start <= _REACH
        ):
            kept -= 1
        if kept == len(self.mentions):
            return []
        before = self.mentions[kept - 1] if kept else None
        first = self.mentions[kept]
        if ending.zone and ending.start == self.mentions[-1].end:
            named = len(first.code) > 2 and first.level is not Level.OTHER
            return self._zone(ending, before) if named or not ending.natural else []
        if self._close(before, ending) and before and not first.code.startswith(before.code or "-"):
            return self._behind(ending, before)
        for start in name_starts(self._seg, ending, before.end if before else 0).offsets:
            if start > self.mentions[-1].start:
                break
            anchor, _ = self._anchor(before, start)
            located = self._locate(ending, start, anchor)
            if located and located.status is not Status.AMBIGUOUS:
                return [self._found(ending, start, located, anchor)]
        return []

    def _zone(self, ending: Ending, before: Found | None) -> list[Found]:
        """Read a zone named after a unit: 阿拉善高新技术产业开发区."""
        unit = self.mentions[-1]
        outer = before if before and before.end == unit.start else unit
        anchor = Anchor(outer.path, outer.code, outer.level)
        return [self._found(ending, unit.start, self._guess(ending, unit.start, anchor), anchor)]

    def _close(self, last: Found | None, ending: Ending) -> bool:
        """Tell whether nothing but a possible name stands between a mention and a type."""
        if not last or last.in_name or not 0 < ending.start - last.end <= _REACH:
            return False
        return not _SIGN.search(self._text, last.end, ending.start)

    def _behind(self, ending: Ending, last: Found | None) -> list[Found]:
        if last and self._close(last, ending):
            found = self._directly(ending, last)
            if found:
                return found
        again = self._again_there(ending) if ending.level is Level.OTHER else None
        if again:
            return [again]
        starts = self._starts(ending, last)
        known = self._known(ending, starts, last)
        if not starts.offsets and ending.level is Level.OTHER and not ending.glued:
            return self._after_town(ending)
        if known or ending.glued or ending.fused or not starts.offsets:
            return known
        first = starts.offsets[0]
        body = self._text[first : ending.start]
        anchor, tie = self._anchor(last, first)
        free = ending.level is Level.OTHER or tie or ending.end in self._seg.boundaries
        if not free:
            return []
        feature = ending.level is Level.OTHER
        estate = ending.estate and (tie or starts.closed)
        numbered = feature and _NUMBERED.fullmatch(self._text, first, ending.end)
        if (
            not estate
            and not numbered
            and (
                is_generic(body, "" if tie else last_word(self._seg, ending))
                or (not tie and ends_generic(body))
            )
        ):
            return []
        if body[-1] in (NOT_LAST_FEATURE if feature else NOT_LAST):
            return []
        if word_at(self._seg, ending) in limits():
            return []
        if tie == "chain" and body[0] not in LEADING:
            chained = self._chained(ending, starts, anchor)
            starts = name_starts(self._seg, ending, last.end if last else 0)
            if chained or not ending.natural or not starts.offsets:
                return chained
            tie = ""
        if feature:
            return self._after_town(ending) or self._feature(ending, starts, anchor, tie)
        return self._misread(ending, last) or self._loose(ending, starts, anchor, tie)

    def _misread(self, ending: Ending, last: Found | None) -> list[Found]:
        """Read a township whose name is wrong in one character."""
        if ending.level is not Level.TOWNSHIP:
            return []
        for start in self._raw_starts(ending, last):
            if start in self._seg.boundaries and ending.start - start >= _FIRM:
                located = self._around.town_misread(self._text[start : ending.end], start)
                if located:
                    return [self._found(ending, start, located, None)]
        return []

    def _again_there(self, ending: Ending) -> Found | None:
        """Return a feature that was named before and is named again here."""
        for name, seen in self._seen.items():
            start = ending.end - len(name)
            if seen.level is Level.OTHER and self._text.startswith(name, max(0, start)):
                return replace(seen, start=start, end=ending.end)
        return None

    def _starts(self, ending: Ending, last: Found | None) -> Starts:
        """Return where the name can begin; behind its unit or in a list it may hold 下, 中, 都."""
        starts = name_starts(self._seg, ending, last.end if last else 0)
        if not last or last.in_name or ending.start - last.end > _CHAIN_SOFT:
            return starts
        listed = LIST.match(self._text, last.end)
        floor = listed.end() if listed else last.end
        if last.level in LOW and not listed:
            inside = INSIDE.match(self._text, floor, ending.start)
            floor = inside.end() if inside else floor
        led = not listed and self._text[floor] in BEFORE
        if led or floor >= ending.start or _PARTED.search(self._text, floor, ending.start):
            return starts
        loose = name_starts(self._seg, ending, floor, chained=True)
        return loose if loose.offsets[:1] == (floor,) else starts

    def _directly(self, ending: Ending, last: Found) -> list[Found]:
        """Read a known or slightly damaged name right behind the unit it lies in."""
        anchor = Anchor(last.path, last.code, last.level)
        located = self._locate(ending, last.end, anchor)
        if not located and ending.level is Level.VILLAGE and len(anchor.code) == 6:
            split = self._short_town(ending, last.end, anchor)
            if split:
                return split
        if not located and not ending.glued and not ending.fused:
            located = self._again(ending, last.end, anchor)
        return [self._found(ending, last.end, located, anchor)] if located else []

    def _known(self, ending: Ending, starts: Starts, last: Found | None) -> list[Found]:
        """Read the longest name that the gazetteer has where the article is."""
        if ending.level is Level.OTHER:
            return []
        for start in self._raw_starts(ending, last):
            anchor, tie = self._anchor(last, start)
            body = self._text[start : ending.start]
            firm = tie in ("chain", "list")
            if not firm and (
                ending.glued
                or (start not in starts.offsets and not self._may_begin(start, body))
                or (ending.fused and not self._opened(start) and not self._begins(start))
                or is_generic(body, body)
                or (body in running_words() and not self._is_clause(ending, start))
                or (start not in self._seg.boundaries and self._text[start - 1] in MODIFIERS)
            ):
                continue
            wide = start in starts.offsets
            located = self._locate(ending, start, anchor, wide=wide)
            if not located and anchor and tie != "chain":
                located = self._locate(ending, start, None, wide=wide)
            if located and (firm or located.status is not Status.AMBIGUOUS):
                return [self._found(ending, start, located, anchor)]
        return []

    def _opened(self, start: int) -> bool:
        """Tell whether a word or sign stands in front that a name follows."""
        return start == 0 or self._text[start - 1] in OPENING

    def _is_clause(self, ending: Ending, start: int) -> bool:
        """Tell whether a running word may be a name: behind a sign, or a township: ，古里镇."""
        if self._opened(start):
            return True
        town = ending.level is Level.TOWNSHIP and self._begins(start)
        name = self._text[start : ending.end]
        counties = self._around.counties(start) if town else ()
        return any(name in self._gazetteer.towns(county).full for county in counties)

    def _begins(self, start: int) -> bool:
        """Tell whether a clause begins there."""
        return start == 0 or bool(_SIGN.match(self._text, start - 1))

    def _may_begin(self, start: int, body: str) -> bool:
        """Tell whether a known name may begin inside a word of the segmentation."""
        if start in self._seg.boundaries and self._begins(start):
            return True
        return len(body) >= _FIRM or self._text[start - 1 : start] in BEFORE

    def _raw_starts(self, ending: Ending, last: Found | None) -> range:
        """Return offsets behind the last sign or mention, the longest name first."""
        floor = max(last.end if last else 0, ending.start - _REACH)
        signs = [found.end() for found in _SIGN.finditer(self._text, floor, ending.start)]
        return range(signs[-1] if signs else floor, ending.start)

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

    def _short_town(self, ending: Ending, start: int, anchor: Anchor) -> list[Found]:
        """Read 上库力前进村 behind a county: a township without its type, then a village."""
        cores = self._gazetteer.towns(anchor.code).cores
        for cut in range(ending.start - 1, start + 1, -1):
            codes = cores.get(self._text[start:cut].removesuffix("街"), ())
            if len(codes) == 1 and not _STOCKADE.search(self._text[cut : ending.end]):
                town = Located(self._gazetteer.path(codes[0]), codes[0], Status.INFERRED)
                inner = Anchor(town.path, town.code, Level.TOWNSHIP)
                name = self._text[start:cut]
                first = Found(
                    name,
                    start,
                    cut,
                    Level.TOWNSHIP,
                    town.path,
                    town.code,
                    town.status,
                    town.source,
                    outer=(anchor.path, anchor.code, anchor.level),
                )
                located = self._locate(ending, cut, inner) or self._guess(ending, cut, inner)
                return [first, self._found(ending, cut, located, inner)]
        return []

    def _loose(
        self, ending: Ending, starts: Starts, anchor: Anchor | None, tie: str
    ) -> list[Found]:
        """Read a name that follows no unit and is not known where the article is."""
        longest = _LONGEST if ending.level is Level.TOWNSHIP else _LONGEST_URBAN
        for start in starts.offsets:
            body = self._text[start : ending.start]
            if body in running_words() or is_quoted(self._text, start, ending.end):
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
        if is_quoted(self._text, first, ending.end):
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
