"""Units of the past: former names with their years, and townships and villages that were merged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .names import township_core, village_core

#: The century of the two digits that stand for the year of an edition.
_CENTURY = "20"
_UNKNOWN = "---"


@dataclass(frozen=True, slots=True)
class Era:
    """Years in which a prefecture or county was called or coded otherwise than today.

    Attributes:
        code: six digits, as then.
        name: official name then.
        city: official name of the prefecture it lay in then, "" if it is that of today.
        first: first year.
        last: last year.
    """

    code: str
    name: str
    city: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A township or village that earlier editions have and today's has not.

    Attributes:
        name: its last name.
        code: its last code, 9 or 12 digits.
        into: code of the township of today it lies in, of the county if that is not known.
        last: year of the last edition that has it.
    """

    name: str
    code: str
    into: str
    last: int


class Eras:
    """The eras of all units, by the unit's lasting id: its code of today, or its last one."""

    def __init__(self, table: str) -> None:
        self._eras: dict[str, list[Era]] = {}
        for line in filter(None, table.split("\n")):
            unit, code, name, city, first, last = line.split("\t")
            self._eras.setdefault(unit, []).append(Era(code, name, city, int(first), int(last)))

    def at(self, unit: str, year: int) -> Era | None:
        """Return what a unit was in a year, None if it was what it is today.

        Args:
            unit: its code of today (four or six digits), or the last one of a unit that is gone.
            year: the year.
        """
        eras = self._eras.get(f"{unit}00" if len(unit) == 4 else unit, ())
        return next((era for era in eras if era.first <= year <= era.last), None)

    def last(self, unit: str) -> Era | None:
        """Return the last era of a unit that is gone, None if there is none."""
        eras = self._eras.get(unit, ())
        return eras[-1] if eras else None


class GoneTowns:
    """Townships that are gone, by county of today."""

    def __init__(self, table: str) -> None:
        rows = (line.split("\t") for line in filter(None, table.split("\n")))
        self._rows: dict[str, str] = {row[0]: row[1] for row in rows}
        self._names = sorted({gone.name for county in self._rows for gone in self._read(county)})

    def __contains__(self, name: str) -> bool:
        at = bisect_left(self._names, name)
        return self._names[at : at + 1] == [name]

    def _read(self, county: str) -> Iterator[Gone]:
        for item in filter(None, self._rows.get(county, "").split("|")):
            yield _gone(item[:6], item[6:], 3, county)

    def of(self, county: str, name: str) -> list[Gone]:
        """Return the townships of that name, its type left out, that the county had."""
        core = township_core(name)
        return [gone for gone in self._read(county) if township_core(gone.name) == core]


def gone_villages(lines: Iterable[str], county: str) -> dict[str, list[Gone]]:
    """Return the villages that a county has no more, by name without type.

    Args:
        lines: the lines of the county's block behind the blank one.
        county: its code.
    """
    found: dict[str, list[Gone]] = {}
    for line in lines:
        before, _, items = line.partition(":")
        for item in items.split(","):
            gone = _gone(before or county, item, 6, county)
            found.setdefault(village_core(gone.name), []).append(gone)
    return found


def _gone(before: str, item: str, size: int, county: str) -> Gone:
    """Read one entry: code below the old county, township of today, year, name."""
    code, into, year = item[:size], item[size : size + 3], item[size + 3 : size + 5]
    home = county if into == _UNKNOWN else county + into
    return Gone(item[size + 5 :], before + code, home, int(_CENTURY + year))
