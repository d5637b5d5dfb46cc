"""Tells where a name lies: by the unit it stands behind, its list, its sentence, its article."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...types import Level, SegmentedArticle, Status
from ..gazetteer import Gazetteer
from ..mentions import Found, only_town, stands_in_name, town_since
from .lower import Ending
from .surroundings import Anchor, Located, Surroundings

#: What stands between the names of a list.
LIST = re.compile(r"[、和与及]|以及")
INSIDE = re.compile(r"(?:辖区|所辖|下辖|境内|辖内)?的?")
#: Levels whose parts may be named with 的 between: 甲镇的乙村.
LOW = (Level.TOWNSHIP, Level.VILLAGE)


class Locator:
    """Knows an article, its surroundings and the places read so far."""

    def __init__(self, seg: SegmentedArticle, gazetteer: Gazetteer, around: Surroundings) -> None:
        self._seg = seg
        self._text = seg.article.text
        self._gazetteer = gazetteer
        self._around = around
        self.mentions: list[Found] = []
        self._seen: dict[str, Found] = {}

    def _exists(self, ending: Ending, start: int) -> bool:
        return self._around.exists(self._text[start : ending.end], ending.level)

    def _locate(
        self, ending: Ending, start: int, anchor: Anchor | None, *, wide: bool = True
    ) -> Located | None:
        name = self._text[start : ending.end]
        seen = self._seen.get(name)
        if seen and not anchor:
            return Located(
                seen.path, seen.code, seen.status, source=seen.source, former=seen.former
            )
        if ending.level is Level.TOWNSHIP:
            return self._around.town(name, anchor, start, wide=wide)
        if ending.level is Level.VILLAGE:
            return self._around.village(name, anchor, start, wide=wide)
        return None

    def _again(self, ending: Ending, start: int, anchor: Anchor | None) -> Located | None:
        """Locate a name that changed its type or was misread."""
        name = self._text[start : ending.end]
        if ending.level is Level.TOWNSHIP:
            return self._around.town_again(name, anchor, start)
        if ending.level is Level.VILLAGE and anchor:
            return self._around.village_again(name, anchor)
        return self._around.zone(name, anchor, start) if ending.zone else None

    def _guess(self, ending: Ending, start: int, anchor: Anchor | None) -> Located:
        """Locate a name by repair, or give it the path of its surroundings."""
        name = self._text[start : ending.end]
        several = self._locate(ending, start, anchor)
        if several and several.status is Status.AMBIGUOUS:
            return several
        again = self._again(ending, start, anchor)
        if again and (anchor is None or anchor.level is not Level.TOWNSHIP):
            return again
        outer = anchor or self._around.anchor(start, name)
        if not anchor and outer and ending.level is Level.VILLAGE:
            town = only_town(self.mentions, outer.path)
            outer = Anchor(town.path, town.code, town.level) if town else outer
        path = f"{outer.path}/{name}" if outer and outer.path else ""
        if not path:
            return Located("", "", Status.UNLOCATED, source="grammar")
        return Located(path, outer.code if outer else "", Status.INFERRED, source="grammar")

    def _anchor(self, last: Found | None, start: int) -> tuple[Anchor | None, str]:
        """Return the unit above a name at ``start`` and what ties them: chain, list or ""."""
        if last:
            gap = self._text[last.end : start]
            if not gap or (last.level in LOW and INSIDE.fullmatch(gap)):
                return Anchor(last.path, last.code, last.level), "chain"
            if LIST.fullmatch(gap) and last.outer:
                return Anchor(*last.outer), "list"
        return self._near(start), ""

    def _near(self, start: int) -> Anchor | None:
        """Return the township of the same sentence, None if there is none."""
        spans = self._seg.sentences
        at = bisect_right(spans, start, key=lambda span: span.start) - 1
        town = town_since(self.mentions, spans[at].start if at >= 0 else 0)
        return Anchor(town.path, town.code, town.level) if town else None

    def _found(self, ending: Ending, start: int, located: Located, anchor: Anchor | None) -> Found:
        outer = anchor or self._around.anchor(start)
        if len(located.code) > 6:
            self._around.note(start, located.code)
        return Found(
            self._text[start : ending.end],
            start,
            ending.end,
            ending.level,
            located.path,
            located.code,
            located.status,
            located.source,
            in_name=stands_in_name(self._text, ending.end, ending.level),
            outer=(outer.path, outer.code, outer.level) if outer else None,
            candidates=located.candidates,
            scores=located.scores,
            former=located.former,
        )
