"""Writes what was measured as a part of ``docs/benchmarks.md``."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from anliku import __version__

from .contest import ROUNDS, Speed
from .environment import REQUIREMENTS, requirements
from .readings import Reading
from .scoring import Count

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"

_TITLE = """# Benchmarks

Each part is written by the command that it names; measure again rather than mend it by hand.
"""

_NONE = "–"


@dataclass(frozen=True, slots=True)
class SetResult:
    """What was found of one set.

    Attributes:
        name: what the report calls the set.
        texts: how many there are.
        characters: how many they hold.
        annotated: the fields that were annotated.
        paths: places are annotated with their paths.
        counts: by name of the reading and scope.
    """

    name: str
    texts: int
    characters: int
    annotated: frozenset[str]
    paths: bool
    counts: Mapping[tuple[str, str], Count]


@dataclass(frozen=True, slots=True)
class Result:
    """All that one run measured.

    Attributes:
        sets: accuracy, set by set.
        readings: the readings, in the order of the tables.
        speeds: by name of the reading.
        timed: what speed was measured on.
        versions: version by package.
        left_out: why something could not be installed or run, by name.
    """

    sets: tuple[SetResult, ...]
    readings: tuple[Reading, ...]
    speeds: Mapping[str, Speed]
    timed: str
    versions: Mapping[str, str]
    left_out: Mapping[str, str]


_RULES = """\
Everybody gets the same clean text of whole articles, cut as the gold says, bylines left out. A
thing counts once an article. The rules are those of `anliku eval`: place names agree without their
level word (云和 for 云和县), a path is right if it holds every level of the gold, people must be
named in full, optional gold entries neither help nor hurt, reporters are nobody's mistake. Each
tool is asked only for what it claims to find, and read in the way that suits it best. Mind that
anliku was developed on the sample pages and on other annotated pages; its peers never saw them:

"""


_OTHER_GUIDE = """\
Single sentences, annotated by another guide than anliku's: most of their places are countries,
which anliku leaves out, and many of their people are named without the roles that reports give.
*counties* are the places in China that have an official name.
"""


def with_part(document: str, name: str, text: str) -> str:
    """Return the document with its part of that name replaced, or put at its end."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    part = f"{begin}\n{text.strip()}\n{end}\n"
    old = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}\n", re.DOTALL)
    if old.search(document):
        return old.sub(lambda _: part, document)
    return f"{document.rstrip() or _TITLE.rstrip()}\n\n{part}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown, the first column to the left and numbers to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def page(result: Result) -> str:
    """Return the whole part of the document."""
    sections = [
        "## Beside other tools\n\n`make bench-peers`, or `python -m bench.peers --write`.\n",
        f"{machine()}\n",
        _RULES + _read_how(result.readings),
        *(_accuracy(found, result.readings) for found in result.sets),
        _speed(result),
        _packages(result),
    ]
    return "\n".join(sections)


def machine() -> str:
    """Return date, machine and load in a sentence."""
    now = dt.datetime.now(dt.UTC)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Measured {now:%Y-%m-%d}: anliku {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} on {_processor()}, {os.cpu_count()} cores{load}."
    )


def _processor() -> str:
    """Return the name of the processor; Linux tells it in a file, others by the module."""
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        text = ""
    model = re.search(r"model name\s*:\s*(.+)", text)
    return model[1] if model else platform.processor() or platform.machine()


def _read_how(readings: Sequence[Reading]) -> str:
    return "".join(f"- {reading.name}: {reading.how}.\n" for reading in readings)


def _accuracy(found: SetResult, readings: Sequence[Reading]) -> str:
    """Return the tables of one set."""
    parts = [f"### {found.name}: {found.texts:,} texts, {found.characters:,} characters\n"]
    if "places" in found.annotated:
        parts.append(_places(found, readings))
    names = [name for name in ("people", "organisations") if name in found.annotated]
    if names:
        parts.append(_rates(found, readings, names))
    if "figures" in found.annotated:
        parts.append(
            _rates(found, readings, ["figures", "values", "measures", "money"])
            + "\n*figures*: value and unit; *values*: of all figures, whatever the unit; "
            "*measures*: those with a unit of money, measure or share; *money*: amounts of money.\n"
        )
    if not found.paths:
        parts.append(_OTHER_GUIDE)
    return "\n".join(parts)


def _places(found: SetResult, readings: Sequence[Reading]) -> str:
    head = ("places", "P", "R", "F1", "path", "counties: P", "R", "F1", "path")
    rows: list[list[str]] = []
    for reading in readings:
        cells: list[str] = []
        for scope, path in (("places", "paths"), ("counties", "county paths")):
            count = found.counts.get((reading.name, scope))
            cells += _cells(count)
            right = found.paths and path in reading.scopes
            cells.append(f"{count.path:.3f}" if count and right else _NONE)
        if set(cells) != {_NONE}:
            rows.append([reading.name, *cells])
    return table(head, rows) + (
        "\n*counties*: names of counties and of units above them alone. *path*: share of the names "
        "found whose whole path is right.\n"
    )


def _rates(found: SetResult, readings: Sequence[Reading], scopes: Sequence[str]) -> str:
    """Return a table of precision, recall and F1 of some scopes."""
    head = ["", *(cell for scope in scopes for cell in (f"{scope}: P", "R", "F1"))]
    rows: list[list[str]] = []
    for reading in readings:
        cells = [c for scope in scopes for c in _cells(found.counts.get((reading.name, scope)))]
        if set(cells) != {_NONE}:
            rows.append([reading.name, *cells])
    return table(head, rows)


def _cells(count: Count | None) -> list[str]:
    if count is None:
        return [_NONE] * 3
    return [f"{value:.3f}" for value in (count.precision, count.recall, count.f1)]


def _speed(result: Result) -> str:
    head = ("characters a second", "by the clock", "of processor time", "memory at most, MB")
    rows = [
        (name, f"{speed.clock:,.0f}", f"{speed.processor:,.0f}", f"{speed.peak:,.0f}")
        for name, speed in result.speeds.items()
    ]
    return (
        f"### Speed\n\n{result.timed}, read once to warm up and then {ROUNDS} times; medians. Each "
        "tool is one process, and they take turns.\n\n" + table(head, rows)
    )


def _packages(result: Result) -> str:
    """Return versions and licences, and what is missing."""
    rows = [
        (wanted, result.versions.get(re.split("[=<>]", wanted)[0].lower(), _NONE), licence)
        for wanted, licence in requirements(REQUIREMENTS.read_text("utf-8"))
    ]
    text = "### Versions\n\n" + table(("asked for", "installed", "licence"), rows)
    if result.left_out:
        text += "\nNot measured:\n\n"
        text += "".join(f"- {name}: {why}\n" for name, why in result.left_out.items())
    return text
