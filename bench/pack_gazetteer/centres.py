"""Coordinates of provinces, prefectures and counties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import cos, pi, radians, sin, sqrt

from .counties import Successors
from .sources import Rows

#: Half axis and eccentricity squared of the ellipsoid in the published form of GCJ-02 (Krasovsky).
_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323
_ORIGIN_EAST, _ORIGIN_NORTH = 105.0, 35.0


def centre_rows(units: Mapping[str, str], centres: Rows, after: Successors) -> Iterator[str]:
    """Yield code, longitude and latitude in WGS 84 of every unit that the table or its past has."""
    places: dict[str, tuple[float, float]] = {}
    named: dict[tuple[str, str], tuple[float, float]] = {}
    for row in sorted(centres, key=lambda row: row["adcode"]):
        if row["longitude"]:
            code = row["adcode"][:6]
            code = code[:2] if code.endswith("0000") else code.removesuffix("00")
            code = code if code in units else after.of_code(code)
            centre = _wgs84(float(row["longitude"]), float(row["latitude"]))
            places.setdefault(code, centre)
            named.setdefault((row["adcode"][:2], row["name"]), centre)
    for code, name in units.items():
        east, north = places.get(code) or named.get((code[:2], name)) or (0.0, 0.0)
        if east:
            yield f"{code}\t{east:.3f}\t{north:.3f}"


def _wgs84(east: float, north: float) -> tuple[float, float]:
    """Return a position of the Chinese GCJ-02 grid in WGS 84, right within a few metres.

    The shift of GCJ-02 is known from published reverse engineering (Krasovsky's ellipsoid and a
    sum of sines); taken back once, what is left of it is below the rounding to 0.001 degrees.
    """
    x, y = east - _ORIGIN_EAST, north - _ORIGIN_NORTH
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    up = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    up += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    up += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    across = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    across += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    across += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    bend = 1 - _ECCENTRICITY * sin(radians(north)) ** 2
    up = up * 180 / (_AXIS * (1 - _ECCENTRICITY) / (bend * sqrt(bend)) * pi)
    across = across * 180 / (_AXIS / sqrt(bend) * cos(radians(north)) * pi)
    return east - across, north - up
