"""Reads names of townships, villages and features from left to right and locates them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from ...types import Level, Status
from ..gazetteer.names import MODIFIERS
from ..mentions import Found
from .locator import INSIDE, LIST, LOW
from .lower import (
    BEFORE,
    LEADING,
    NOT_LAST,
    NOT_LAST_FEATURE,
    Ending,
    Starts,
    common_words,
    ends_generic,
    is_generic,
    is_of_village,
    is_quoted,
    last_word,
    limits,
    name_starts,
    running_words,
    word_at,
)
from .surroundings import Anchor, Located
from .unknown import SIGN, UnknownNames

#: A chained name of so many characters may hold one of the soft limits.
_CHAIN_SOFT = 6
#: 甲居藏寨 is one name though a township is called 甲居.
_STOCKADE = re.compile(r"^(?:千户)?(?:藏|苗|侗|羌|彝|瑶|傣|壮|佤|布依|哈尼|土家)寨$")
#: State farms are numbered: 八五九农场.
_NUMBERED = re.compile("[〇零一二三四五六七八九]{3}(?:农场|林场|牧场)")
#: A sign or particle: what stands behind it is no part of the chain.
_PARTED = re.compile(r"[^\u3400-\u9fff]|[了的被把]")
#: No name of a unit below the county is longer, its type left out.
_REACH = 12
#: The same for those that name several nationalities.
_REACH_NATIONAL = 18
#: Behind a name in quotes these say that it is an honour: “红旗村”称号.
_HONOUR = re.compile(r"擂台|称号|评选|评比|创建|荣誉|奖|流动|行列|标准")
#: A name goes on behind that of a river or mountain for so many characters: 阳澄湖村社区.
_BEHIND_FEATURE = 2
#: A known name of so many characters may begin inside a word of the segmentation.
_FIRM = 3
#: So many characters between a unit and a known name belong to the name if they are no words of
#: running text: 乌苏镇|抓吉|赫哲族村.
_MISSED = 3
#: A short name behind its township may hold characters that else end names: 义和社区.
_SHORT_BODY = (2, 3)


class Reader(UnknownNames):
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
            and (
                self.mentions[kept - 1].level is not Level.OTHER
                or ending.start - self.mentions[kept - 1].end <= _BEHIND_FEATURE
            )
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
        if not last or last.in_name or not 0 < ending.start - last.end <= _REACH_NATIONAL:
            return False
        return not SIGN.search(self._text, last.end, ending.start)

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
                is_generic(body, "" if tie else self._last_word(ending, body))
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
        if not located and last.level is Level.TOWNSHIP and self._is_whole(ending, last.end):
            located = self._guess(ending, last.end, anchor)
        if located and last.soft and located.status is Status.EXACT:
            located = replace(located, status=Status.INFERRED)  # 宜川 may be no county here
        return [self._found(ending, last.end, located, anchor)] if located else []

    def _is_whole(self, ending: Ending, start: int) -> bool:
        """Tell whether a short name stands right behind its township, and exists elsewhere."""
        body = self._text[start : ending.start]
        free = not (ending.glued or ending.fused) and len(body) in _SHORT_BODY
        plain = body in running_words() or is_generic(body, body)
        village = ending.level is Level.VILLAGE
        return village and free and not plain and self._exists(ending, start)

    def _known(self, ending: Ending, starts: Starts, last: Found | None) -> list[Found]:
        """Read the longest name that the gazetteer has where the article is."""
        if ending.level is Level.OTHER:
            return []
        for start in self._raw_starts(ending, last):
            anchor, tie = self._anchor(last, start)
            body = self._text[start : ending.start]
            firm = tie in ("chain", "list")
            if not firm and (
                self._is_missed(last, start)
                or ending.glued
                or (start not in starts.offsets and not self._may_begin(start, body))
                or (ending.fused and not self._opened(start) and not self._begins(start))
                or self._is_word(ending, start)
                or (start not in self._seg.boundaries and self._text[start - 1] in MODIFIERS)
            ):
                continue
            wide = start in starts.offsets
            located = self._locate(ending, start, anchor, wide=wide)
            if not located and anchor and tie != "chain":
                located = self._locate(ending, start, None, wide=wide)
            whole = starts.closed and starts.offsets[:1] == (start,)
            if located and (firm or whole or located.status is not Status.AMBIGUOUS):
                return [self._found(ending, start, located, anchor)]
        return []

    def _last_word(self, ending: Ending, body: str) -> str:
        """Return the word before the type, "" if it is part of the name: 南岭村社区, 袁水河."""
        word = last_word(self._seg, ending)
        cut = len(word) == 1 < len(body) and self._by_water(ending, ending.start - len(body))
        return "" if cut or is_of_village(self._text, ending) else word

    def _is_missed(self, last: Found | None, start: int) -> bool:
        """Tell whether a few characters between a unit and a name rather begin the name."""
        if not last or last.in_name or last.soft or not 0 < start - last.end <= _MISSED:
            return False
        begin = bisect_right(self._seg.starts, last.end) - 1
        end = bisect_right(self._seg.starts, start - 1)
        return self._seg.starts[begin] == last.end and not any(
            word in limits()
            or word in running_words()
            or word in common_words()
            or SIGN.search(word)
            for word in self._seg.words[begin:end]
        )

    def _is_word(self, ending: Ending, start: int) -> bool:
        """Tell whether a known name is rather a word here, unless it begins a clause: ，古里镇.

        A village that is only generic by its first character counts behind 在, 到 …: 在全兴村.
        """
        body = self._text[start : ending.start]
        quoted = is_quoted(self._text, start, ending.end) and (
            body in common_words() or bool(_HONOUR.match(self._text, ending.end + 1))
        )
        running = body in running_words() and not self._opened(start)
        name = self._text[start : ending.end]
        if name in limits() or name in common_words():
            return True
        generic = is_generic(body, body)
        if not (quoted or running or generic):
            return False
        opened = self._opened(start) and not quoted
        if ending.level is Level.VILLAGE and (not opened or running or is_generic(body[1:], "")):
            return True
        counties = self._around.counties(start) if opened or self._begins(start) else ()
        return not any(self._around.has(name, county, ending.level) for county in counties)

    def _may_begin(self, start: int, body: str) -> bool:
        """Tell whether a known name may begin inside a word of the segmentation."""
        if start in self._seg.boundaries and self._begins(start):
            return True
        return len(body) >= _FIRM or self._text[start - 1 : start] in BEFORE

    def _raw_starts(self, ending: Ending, last: Found | None) -> range:
        """Return offsets behind the last sign or mention, the longest name first."""
        national = self._text[ending.start - 1 : ending.start] == "族"
        reach = _REACH_NATIONAL if national else _REACH
        floor = max(last.end if last else 0, ending.start - reach)
        signs = [found.end() for found in SIGN.finditer(self._text, floor, ending.start)]
        return range(signs[-1] if signs else floor, ending.start)

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
