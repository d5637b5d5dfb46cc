"""Where a name stands: the units an article speaks of, and the look-ups inside them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...types import Level, Status
from ..evidence import Upper
from ..gazetteer import Gazetteer, Gone, Names
from ..gazetteer.names import one_edit, township_core, village_core

#: Counties looked into for one name: the nearest ones; an article that lists more is an overview.
_COUNTIES = 8
#: A county mentioned so many characters before a name is nearer than the one most mentioned.
_CLOSE = 60
#: A repaired name keeps all but one character, so it must have at least this many before its type:
#: of names of two, most differ from some other one in the county by one character.
_REPAIRABLE = 3
#: A shortened name keeps at least this many characters without its type, and the whole has at
#: least so many as transcribed names have (乌兰 for 乌兰淖尔).
_SHORTENED, _TRANSCRIBED = 2, 4
#: Names of zones of so many characters are compared for misreadings, if they end in the same three.
_LONG_ZONE, _ZONE_TYPE = 6, 3
#: Where no unit is named, a village is found by a name of so many characters before its type: a
#: shorter one that only one county has is rather a street or something else.
_UNIQUE = 3
#: So many candidates of an ambiguous name are kept: of 城关镇 there are 99.
_CANDIDATES = 20
#: Digits of the codes of prefectures and counties.
_PREFECTURE, _COUNTY = 4, 6
#: Only Inner Mongolia has them.
_INNER_MONGOLIA = "15"
_MONGOLIAN = ("嘎查", "苏木")


@dataclass(frozen=True, slots=True)
class Located:
    """Where a name lies: its path, deepest known code, how sure, and what else would fit."""

    path: str
    code: str
    status: Status
    candidates: tuple[str, ...] = ()
    source: str = "county"
    scores: tuple[float, ...] = ()
    former: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A unit above a name: its path and the deepest code known of it."""

    path: str
    code: str
    level: Level


class Surroundings:
    """The units that one article names, and what lies inside them."""

    def __init__(self, uppers: Sequence[Upper], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        decided = [hit for hit in uppers if hit.status is not Status.AMBIGUOUS]
        counties = [hit for hit in decided if len(hit.code) == 6 and not hit.forms[0].former]
        self._at = [hit.start for hit in counties]
        self._codes = [hit.code for hit in counties]
        self._counts = Counter(self._codes)
        self._towns: set[str] = set()
        self._prefectures = list(dict.fromkeys(h.code[:4] for h in decided if len(h.code) >= 4))
        self._provinces = list(dict.fromkeys(h.code[:2] for h in decided if h.code))
        self._above = [(hit.start, hit.code) for hit in decided if 2 <= len(hit.code) <= 4]

    def note(self, offset: int, code: str) -> None:
        """Take note of a township or village: from there on its county is the nearest.

        Args:
            offset: where it stands.
            code: its code.
        """
        county = code[:6]
        self._towns.add(code[:9])
        at = bisect_left(self._at, offset)
        self._at.insert(at, offset)
        self._codes.insert(at, county)
        if county not in self._counts:
            self._prefectures.append(county[:4])
        self._counts[county] += 1

    def counties(self, offset: int) -> list[str]:
        """Return the counties a name at an offset can lie in, the likeliest first."""
        ranked = [code for code, _ in self._counts.most_common(_COUNTIES)]
        at = bisect_left(self._at, offset)
        if at:
            near = self._codes[at - 1]
            close = offset - self._at[at - 1] <= _CLOSE
            if close or self._counts[near] * 2 >= self._counts[ranked[0]]:
                ranked = list(dict.fromkeys([near, *ranked]))
        return ranked[:_COUNTIES]

    def anchor(self, offset: int, name: str = "") -> Anchor | None:
        """Return the unit in which an unknown name at an offset lies: county or what is known.

        Args:
            offset: where the name stands.
            name: the name; its type can exclude units (嘎查 lie in Inner Mongolia).
        """
        counties = self.counties(offset)
        above = [unit for start, unit in reversed(self._above) if start < offset]
        codes = [*counties[:1], *above]
        if name.endswith(_MONGOLIAN):
            codes = [code for code in codes if code.startswith(_INNER_MONGOLIA)]
        return self.anchor_of(self._only_town(codes[0])) if codes else None

    def _only_town(self, county: str) -> str:
        """Return the township of a county if the article speaks of no other one, else the county.

        What such an article names besides lies there: it reports on this township.
        """
        towns = [town for town in self._towns if town.startswith(county)]
        lone = len(county) == _COUNTY and len(towns) == 1 and len(self._counts) == 1
        return towns[0] if lone else county

    def province(self) -> str:
        """Return the name of the only province the article speaks of, "" if there are several."""
        codes = {*self._provinces, *(code[:2] for code in self._codes)}
        return self._gazetteer.name(codes.pop()) if len(codes) == 1 else ""

    def anchor_of(self, code: str) -> Anchor | None:
        """Return the anchor of a code."""
        unit = self._gazetteer.unit(code)
        return Anchor(unit.path, unit.code, unit.level) if unit else None

    def exists(self, name: str, level: Level) -> bool:
        """Tell whether a township or village of that name exists anywhere in the country."""
        if level is Level.TOWNSHIP:
            return name in self._gazetteer.town_index or name in self._gazetteer.gone_towns
        return self._gazetteer.village_owner(village_core(name)) is not None

    def has(self, name: str, county: str, level: Level) -> bool:
        """Tell whether a county has a township or village of exactly that name."""
        below = self._gazetteer.villages if level is Level.VILLAGE else self._gazetteer.towns
        return name in below(county).full

    def town(
        self, name: str, anchor: Anchor | None, offset: int, *, wide: bool = True
    ) -> Located | None:
        """Locate a township; None if the gazetteer has none of that name where it can lie.

        Args:
            name: full name of the township.
            anchor: the unit it must lie in, None if only the article tells.
            offset: where the name stands.
            wide: whether it may lie outside the counties that the article names.
        """
        if anchor and len(anchor.code) >= 6:
            county = anchor.code[:6]
            found = self._chosen(self._town_in(name, county), Status.EXACT, "chain")
            found = found or self._chosen(self._town_as(name, county), source="chain")
            return found or self._gone(self._gazetteer.gone_towns.of(county, name), name)
        everywhere = self._gazetteer.town_index.get(name, [])
        if anchor and anchor.code:
            within = [code for code in everywhere if code.startswith(anchor.code)]
            return self._chosen(within, source="chain")
        counties = self.counties(offset)
        for county in counties:
            found = self._chosen(self._town_in(name, county) or self._town_as(name, county))
            if found:
                return found
        for county in counties if name in self._gazetteer.gone_towns else ():
            found = self._gone(self._gazetteer.gone_towns.of(county, name), name)
            if found:
                return found
        for scope in (self._prefectures, self._provinces) if wide else ():
            near = [code for code in everywhere if any(code.startswith(s) for s in scope)]
            if near:
                return self._chosen(near, source="unique")
        everywhere = everywhere if wide and not self._provinces else []
        return self._chosen(everywhere, source="unique")

    def _gone(self, found: Sequence[Gone], name: str) -> Located | None:
        """Locate a unit that earlier editions have: it lies in the unit that took it in."""
        if len(found) != 1:
            return None
        path = f"{self._gazetteer.path(found[0].into)}/{name}"
        then = ("", found[0].code)
        return Located(path, found[0].into, Status.INFERRED, source="former", former=then)

    def _town_in(self, name: str, county: str) -> list[str]:
        towns = self._gazetteer.towns(county)
        return towns.full.get(name) or []

    def _town_as(self, name: str, county: str) -> list[str]:
        """Return the townships of a county with that name and another type, or one more."""
        core, cores = township_core(name), self._gazetteer.towns(county).cores
        found = cores.get(core, []) if len(core) > 1 else []
        return found or cores.get(name) or cores.get(f"{core}街", [])

    def town_again(self, name: str, anchor: Anchor | None, offset: int) -> Located | None:
        """Locate a township that changed its type or was misread, in the counties at hand."""
        counties = [anchor.code[:6]] if anchor and len(anchor.code) >= 6 else self.counties(offset)
        for county in counties:
            towns = self._gazetteer.towns(county)
            found = towns.cores.get(township_core(name)) or _shortened(name, towns)
            if len(found) == 1:
                return self._chosen(found)
            found = [] if self.exists(name, Level.TOWNSHIP) else _repair(name, towns)
            if len(found) == 1:
                return self._chosen(found, source="misread")
        return None

    def town_misread(self, name: str, offset: int) -> Located | None:
        """Locate a township that was misread in one character, in the counties at hand."""
        for county in self.counties(offset):
            found = _repair(name, self._gazetteer.towns(county))
            if len(found) == 1 and not self.exists(name, Level.TOWNSHIP):
                return self._chosen(found, source="misread")
        return None

    def zone(self, name: str, anchor: Anchor | None, offset: int) -> Located | None:
        """Locate a zone, farm or forest that the gazetteer lists among the townships.

        Its name may be misread in one character. Arguments as for ``town``.
        """
        near = (anchor.code,) if anchor and anchor.code else tuple(self.counties(offset))
        known = [code for code in self._gazetteer.town_index.get(name, ()) if code.startswith(near)]
        if len(known) == 1:
            return self._chosen(known)
        if known or len(name) < _LONG_ZONE:
            return None
        kind = name[-_ZONE_TYPE:]
        close = [
            code
            for county in self._counties_in(near)
            for full, codes in self._gazetteer.towns(county).full.items()
            if full.endswith(kind) and len(full) >= _LONG_ZONE and one_edit(full, name)
            for code in codes
        ]
        return self._chosen(close, source="misread") if len(close) == 1 else None

    def _counties_in(self, codes: Iterable[str]) -> Iterator[str]:
        """Yield counties: those of codes of six digits and more, and all of a prefecture's."""
        for code in codes:
            if len(code) >= _COUNTY:
                yield code[:_COUNTY]
            elif len(code) == _PREFECTURE:
                yield from (county.code for county in self._gazetteer.children(code))

    def village(
        self, name: str, anchor: Anchor | None, offset: int, *, wide: bool = True
    ) -> Located | None:
        """Locate a village; None if the gazetteer has none of that name where it can lie.

        Arguments as for ``town``.
        """
        if anchor and len(anchor.code) >= 6:
            return self._village_in(name, anchor.code, Status.EXACT, "chain")
        if anchor:
            return self._village_wide(name, (anchor.code,)) if anchor.code else None
        for county in self.counties(offset):
            found = self._village_in(name, county, Status.INFERRED)
            if found:
                return found
        return self._village_wide(name, self._prefectures) if wide and not self._counts else None

    def _village_wide(self, name: str, scopes: Iterable[str]) -> Located | None:
        """Locate a village that stands in one county only, of the country or of the scopes."""
        owner = self._gazetteer.village_owner(village_core(name))
        if owner is None:
            return None
        if owner:
            long = len(village_core(name)) >= _UNIQUE
            fit = owner[:2] in self._provinces if self._provinces else long
            return self._village_in(name, owner, Status.INFERRED, "unique") if fit else None
        found: list[str] = []
        for scope in scopes:
            if len(scope) == 4:
                for county in self._gazetteer.children(scope):
                    found.extend(self._gazetteer.villages(county.code).full.get(name, ()))
        return self._chosen(found, source="unique") if len(found) == 1 else None

    def _village_in(
        self, name: str, scope: str, status: Status, source: str = "county"
    ) -> Located | None:
        villages = self._gazetteer.villages(scope[:6])
        found = [code for code in villages.full.get(name, ()) if code.startswith(scope)]
        if found:
            return self._chosen(found, status, source)
        core = village_core(name)
        found = [code for code in villages.villages_of(core) if code.startswith(scope)]
        if found:
            return self._chosen(found, source=source)
        gone = [gone for gone in villages.gone.get(core, ()) if gone.into.startswith(scope)]
        return self._gone(gone, name)

    def village_again(self, name: str, anchor: Anchor) -> Located | None:
        """Locate a village whose name was misread, inside its township."""
        if anchor.level is not Level.TOWNSHIP or len(anchor.code) < 9:
            return None
        names = self._gazetteer.villages(anchor.code[:6])
        if self.exists(name, Level.VILLAGE):
            return None
        found = [code for code in _repair(name, names) if code.startswith(anchor.code)]
        return self._chosen(found, source="misread") if len(found) == 1 else None

    def _chosen(
        self, codes: list[str], status: Status = Status.INFERRED, source: str = "county"
    ) -> Located | None:
        """Return where a unit lies that can be any of the codes; None if there is none.

        Of several, the one is taken that lies in a township which the article names.
        """
        if len(codes) > 1:
            named = [code for code in codes if len(code) > 9 and code[:9] in self._towns]
            codes, status = (named, Status.INFERRED) if len(named) == 1 else (codes, status)
        if not codes:
            return None
        if len(codes) == 1:
            return Located(self._gazetteer.path(codes[0]), codes[0], status, source=source)
        codes = codes[:_CANDIDATES]
        paths = tuple(self._gazetteer.path(code) for code in codes)
        size = next((n for n in (9, 6, 4, 2) if len({code[:n] for code in codes}) == 1), 0)
        common = codes[0][:size]
        name = paths[0].rsplit("/", 1)[-1]
        path = f"{self._gazetteer.path(common)}/{name}" if common else ""
        weights = [1 + self._counts[code[:6]] for code in codes]
        scores = tuple(round(weight / sum(weights), 3) for weight in weights)
        return Located(path, common, Status.AMBIGUOUS, paths, source, scores)


def _shortened(name: str, names: Names) -> list[str]:
    """Return the codes of names of the same type that begin like ``name``: 乌兰镇, 乌兰淖尔镇."""
    core = township_core(name)
    kind = name[len(core) :]
    if len(core) < _SHORTENED or not kind:
        return []
    return [
        code
        for full, codes in names.full.items()
        if full.startswith(core) and full.endswith(kind) and len(full) - len(kind) >= _TRANSCRIBED
        for code in codes
    ]


def _repair(name: str, names: Names) -> list[str]:
    """Return the codes of names that differ from ``name`` in one character."""
    if len(village_core(township_core(name))) < _REPAIRABLE:
        return []
    return [code for full, codes in names.full.items() if one_edit(full, name) for code in codes]
