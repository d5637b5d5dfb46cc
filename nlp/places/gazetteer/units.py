"""The administrative divisions of China: units by code and by name, from province to village.

The table of provinces, prefectures and counties is loaded as a whole; townships with the first
question about them, villages county by county. Codes have 2, 4, 6, 9 or 12 digits, the longer one
begins with the shorter one.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from ....corpus.wordlists import read_rows, read_words
from ...types import Level
from .container import Container
from .entries import DOUBLED, Form, Kind, Names, Unit
from .history import Era, Eras, GoneTowns
from .names import abbreviations, short_name, village_core

_PACKAGE = __package__ or ""
_LEVELS = {
    2: Level.PROVINCE,
    4: Level.PREFECTURE,
    6: Level.COUNTY,
    9: Level.TOWNSHIP,
    12: Level.VILLAGE,
}
#: Entries of the statistics bureau that group units and are no units themselves.
_GROUPING = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
#: The same for villages that lie in no township: 某某区直辖村级区划.
_VILLAGES_ONLY = "直辖村级区划"
#: Counties whose villages are kept unpacked at a time; about 60 kB each.
_KEPT_COUNTIES = 512
_SEVERAL = 0xFFFF
#: Says in the table of former names that a name of today is told the first year of.
_SINCE = "="


class Gazetteer:
    """Look-ups in the packed gazetteer; use ``load_gazetteer`` to get the shared one."""

    def __init__(self, container: Container) -> None:
        self._container = container
        rows = (line.partition("\t") for line in container.read("units").decode().split("\n"))
        self._names = {code: name for code, _, name in rows}
        self.edition = container.edition
        self.forms = self._read_forms()
        self.surfaces = tuple(self.forms)
        self.automaton = AhoCorasick(self.surfaces, matchkind=MatchKind.Standard)
        self.villages = lru_cache(maxsize=_KEPT_COUNTIES)(self._read_villages)

    def _read_forms(self) -> dict[str, tuple[Form, ...]]:
        weak = weak_shorts()
        found: dict[str, dict[str, Form]] = {}

        def add(surface: str, form: Form) -> None:
            found.setdefault(surface, {}).setdefault(form.code + form.former, form)

        named = [(code, name) for code, name in self._names.items() if self._is_unit(code)]
        for code, name in named:
            add(name, Form(code, Kind.OFFICIAL))
        provinces = {short_name(name) for code, name in named if len(code) == 2}
        for code, name in named:
            short = short_name(name)
            if len(code) > 2 and short in provinces:
                continue  # 河北 is the province, not the district of Tianjin
            if not short.endswith("族"):  # 鄂温克族 is the nationality
                add(short, Form(code, Kind.WEAK if short in weak else Kind.SHORT))
            for form in abbreviations(name):
                add(form, Form(code, Kind.ABBREVIATION))
        for name, kind in (("aliases", Kind.ABBREVIATION), ("nicknames", Kind.NICKNAME)):
            for alias, code in read_rows(_PACKAGE, f"{name}.txt"):
                add(alias, Form(code, kind))
        for line in self._container.read("former").decode().split("\n"):
            name, code, gone, first, last = line.split("\t")
            if gone == _SINCE and code in found[name]:
                found[name][code] = replace(found[name][code], first=int(first))
            if gone == _SINCE:
                continue
            former = name if gone else ""
            add(name, Form(code, Kind.FORMER, former, gone, int(first), int(last)))
        return {surface: tuple(forms.values()) for surface, forms in found.items()}

    def _is_unit(self, code: str) -> bool:
        """Tell whether an entry is a unit of its own: not a group, not 东莞市 once more."""
        name = self._names[code]
        return name not in _GROUPING and (len(code) < 6 or self._names.get(code[:4]) != name)

    def name(self, code: str) -> str:
        """Return the official name of a code, "" if there is none."""
        if len(code) <= 6:
            return self._names.get(code, "")
        if len(code) == 9:
            return self.towns(code[:6]).names.get(code, "")
        return self.villages(code[:6]).names.get(code, "")

    @lru_cache(maxsize=8192)  # noqa: B019 -- the one shared gazetteer lives as long as the process
    def path(self, code: str) -> str:
        """Return the official names from the province down to the unit, joined by ``/``.

        Entries that only group units are left out, and so is a county that is the prefecture
        itself (东莞市).
        """
        names: list[str] = []
        for length in (2, 4, 6, 9, 12):
            if length > len(code):
                break
            name = self.name(code[:length])
            grouping = name in _GROUPING or name.endswith(_VILLAGES_ONLY)
            if name and not grouping and names[-1:] != [name]:
                names.append(name)
        return "/".join(names)

    def unit(self, code: str) -> Unit | None:
        """Return the unit of a code of 2, 4, 6, 9 or 12 digits; None if there is none."""
        name = self.name(code) if len(code) in _LEVELS else ""
        return Unit(code, name, self.path(code), _LEVELS[len(code)]) if name else None

    def children(self, code: str) -> tuple[Unit, ...]:
        """Return the units right below a unit, by code."""
        if len(code) == 6:
            codes = list(self.towns(code).names)
        elif len(code) == 9:
            codes = [village for village in self.villages(code[:6]).names if village[:9] == code]
        else:
            length = len(code) + 2
            codes = [c for c in self._names if len(c) == length and c.startswith(code)]
        return tuple(unit for unit in map(self.unit, codes) if unit)

    @cached_property
    def _town_rows(self) -> dict[str, str]:
        rows = self._container.read("townships").decode().split("\n")
        return {row[:6]: row[7:] for row in rows}

    @cached_property
    def town_index(self) -> dict[str, list[str]]:
        """Codes of all townships of the country by full name."""
        index: dict[str, list[str]] = {}
        for county, row in self._town_rows.items():
            for entry in row.split("|"):
                index.setdefault(entry[3:], []).append(county + entry[:3])
                if entry[-2:] in DOUBLED:
                    index.setdefault(entry[3:-1], []).append(county + entry[:3])
        return index

    @lru_cache(maxsize=4096)  # noqa: B019 -- the one shared gazetteer lives as long as the process
    def towns(self, county: str) -> Names:
        """Return the townships of a county (six digits)."""
        row = self._town_rows.get(county, "")
        entries = {county + entry[:3]: entry[3:] for entry in row.split("|") if entry}
        return Names(entries)

    def _read_villages(self, county: str) -> Names:
        entries: dict[str, str] = {}
        if county not in self._container:
            return Names(entries)
        today, _, gone = self._container.read(county).decode().partition("\n\n")
        for line in today.split("\n"):
            town = county + line[:3]
            entries.update((town + item[:3], item[3:]) for item in line[3:].split(",") if item)
        return Names(entries, county, tuple(filter(None, gone.split("\n"))))

    @cached_property
    def gone_towns(self) -> GoneTowns:
        """Townships that earlier editions have and today's has not."""
        return GoneTowns(self._container.read("gone").decode())

    @cached_property
    def eras(self) -> Eras:
        """Former names and codes of prefectures and counties, by year."""
        return Eras(self._container.read("eras").decode())

    def path_at(self, code: str, era: Era) -> str:
        """Return the path a prefecture or county had in an era.

        Args:
            code: its code of today, or of the unit it was merged into.
            era: what it was.
        """
        city = era.city or (self.name(code[:4]) if len(code) == 6 else "")
        city = "" if city in _GROUPING else city
        names = (self.name(code[:2]), city, era.name)
        return "/".join(dict.fromkeys(filter(None, names)))

    @cached_property
    def _centres(self) -> dict[str, tuple[float, float]]:
        rows = (line.split("\t") for line in self._container.read("centres").decode().split("\n"))
        return {code: (float(east), float(north)) for code, east, north in rows}

    def centre(self, code: str) -> tuple[float, float] | None:
        """Return where the seat of a county, prefecture or province lies.

        Args:
            code: a code of any length; of townships and villages the county's seat is returned,
                of the few districts founded after 2020 the prefecture's.

        Returns:
            Longitude and latitude in degrees (WGS 84, to 0.001 degrees), None for no known code.
            Source: table of the package cpca 0.5.5 (2020, MIT), whose GCJ-02 was turned to WGS 84.
        """
        sizes = (size for size in (6, 4, 2) if size <= len(code))
        return next((self._centres[code[:n]] for n in sizes if code[:n] in self._centres), None)

    @cached_property
    def _village_index(self) -> tuple[array[int], array[int], tuple[str, ...]]:
        raw = self._container.read("names")
        count = int.from_bytes(raw[:4], "little")
        hashes, owners = array("I"), array("H")
        hashes.frombytes(raw[4 : 4 + 4 * count])
        owners.frombytes(raw[4 + 4 * count :])
        if sys.byteorder == "big":
            hashes.byteswap()
            owners.byteswap()
        return hashes, owners, tuple(sorted(code for code in self._names if len(code) == 6))

    def village_owner(self, core: str) -> str | None:
        """Return the only county with a village of that core, "" if several, None if none.

        Args:
            core: name of the village without its type (``names.village_core``).
        """
        hashes, owners, counties = self._village_index
        key = zlib.crc32(core.encode())
        at = bisect_left(hashes, key)
        if at == len(hashes) or hashes[at] != key:
            return None
        return "" if owners[at] == _SEVERAL else counties[owners[at]]

    def resolve(self, text: str) -> tuple[Unit, ...]:
        """Return the units a user can mean: a code, a name in any form, or a path.

        Args:
            text: ``150902``, ``突泉``, ``科右前旗``, ``永安镇``, ``突泉县/永安镇``
                or ``突泉县永安镇``.

        Returns:
            Units by code; empty if nothing fits, several if the text is ambiguous.
        """
        if text.isdigit():
            unit = self.unit(text)
            return (unit,) if unit else ()
        codes: list[str] | None = None
        for step in filter(None, text.split("/")):
            codes = self._chain(step, codes)
        return tuple(unit for unit in map(self.unit, sorted(set(codes or ()))) if unit)

    def _chain(self, name: str, within: list[str] | None) -> list[str]:
        """Return the codes of a name, or of a chain of names without a sign between them."""
        found = self._step(name, within)
        for cut in range(len(name) - 2, 1, -1):
            if found:
                break
            outer = self._step(name[:cut], within)
            found = self._chain(name[cut:], outer) if outer else []
        return found

    def _step(self, name: str, within: list[str] | None) -> list[str]:
        """Return the codes of a name in any form, inside the given units if there are any."""
        found = [form.code for form in self.forms.get(name, ()) if not form.former]
        towns = [*self.town_index.get(name, ())]
        if within is None:
            owner = "" if found or towns else self.village_owner(village_core(name))
            villages = self.villages(owner).villages_of(village_core(name)) if owner else []
            return [*found, *towns, *villages]
        found.extend(towns)
        for code in within:
            if len(code) >= 6:
                found.extend(self.towns(code[:6]).cores.get(name, ()))
                found.extend(self.villages(code[:6]).villages_of(village_core(name)))
        return [code for code in found if any(code.startswith(outer) for outer in within)]


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer that comes with anliku; read once, on first use.

    Raises:
        AnlikuError: the data file is damaged.
    """
    return Gazetteer(Container(Path(str(files(_PACKAGE) / "data" / "gazetteer.bin"))))


@cache
def weak_shorts() -> frozenset[str]:
    """Return short names of units that are common words, too."""
    return frozenset(read_words(_PACKAGE, "weak_shorts.txt"))


def place_centre(code: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a place for a map; see ``Gazetteer.centre``.

    >>> place_centre("152224")
    (121.588, 45.38)
    """
    return load_gazetteer().centre(code)


def gazetteer_edition() -> str:
    """Return the edition of the gazetteer, to be named in every record."""
    return load_gazetteer().edition
