"""Says which code and data made an analysis, so that it is repeated when one of them changes."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ...nlp.results import Theme

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

#: Packages whose code and data decide what is found on a page.
_ANALYSING = ("anliku.corpus", "anliku.nlp")

# Samples for the demo and compiled files do not change what is found.
_IGNORED = ("samples", "__pycache__")


@dataclass(frozen=True, slots=True)
class Run:
    """One call of ``add``: what ran, for the table of runs.

    Attributes:
        stamp: hash of everything that decides the analysis; see ``data_stamp``.
        started: when, UTC, ISO 8601 to the second. The only clock reading in a library.
        anliku: version of anliku.
        python: version of Python.
        sqlite: version of SQLite.
        segmenter: name of the word segmenter.
        arguments: what the user typed.
        files: SHA-256 of every data file of the analysis, as (name, digest), sorted; the user's
            own behind them.
        themes: the codebook in use.
    """

    stamp: str
    started: str
    anliku: str
    python: str
    sqlite: str
    segmenter: str
    arguments: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A recorded run: when, with which versions, and what it did.

    Attributes as for ``Run``; ``counts`` is empty if the run was cut short.
    """

    id: int
    started: str
    anliku: str
    python: str
    sqlite: str
    segmenter: str
    stamp: str
    arguments: tuple[str, ...]
    files: dict[str, str]
    counts: dict[str, int]


def describe_run(
    arguments: Sequence[str] = (),
    *,
    segmenter: str = "rjieba",
    themes: Sequence[Theme] = (),
    own: Sequence[tuple[str, str]] = (),
) -> Run:
    """Describe the run that begins now.

    Args:
        arguments: what the user typed, for the record.
        segmenter: name of the word segmenter.
        themes: the codebook in use, in its order.
        own: dictionary and components of the user, as ``own_digests`` gives them.
    """
    return Run(
        stamp=data_stamp(segmenter, themes, own),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        anliku=_version("anliku"),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        segmenter=segmenter,
        arguments=tuple(arguments),
        files=(*(item for item in _digests() if not item[0].endswith(".py")), *own),
        themes=tuple(themes),
    )


def data_stamp(
    segmenter: str = "rjieba",
    themes: Sequence[Theme] = (),
    own: Sequence[tuple[str, str]] = (),
) -> str:
    """Return a short hash of code, data files, segmenter, codebook and what the user adds.

    Two analyses of the same page with the same stamp are equal, so the second can be left out.

    Args:
        segmenter: name of the word segmenter; its version counts too.
        themes: the codebook in use.
        own: dictionary and components of the user, as ``own_digests`` gives them.
    """
    lines = [f"{name} {digest}" for name, digest in (*_digests(), *own)]
    lines += [f"{name} {_version(name)}" for name in ("anliku", segmenter)]
    for theme in themes:
        cues = sorted(theme.cues.items())
        lines.append(repr((theme.id, theme.name, theme.description, cues, theme.examples)))
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def load_runs(connection: sqlite3.Connection) -> list[RunInfo]:
    """Return all recorded runs, the oldest first."""
    rows = connection.execute(
        "SELECT id, started, anliku, python, sqlite, segmenter, stamp, arguments, files, counts"
        " FROM runs ORDER BY id"
    )
    return [
        RunInfo(
            *row[:7],
            arguments=tuple(json.loads(row[7])),
            files=json.loads(row[8]),
            counts=json.loads(row[9]),
        )
        for row in rows
    ]


@cache
def _digests() -> tuple[tuple[str, str], ...]:
    """Return (name, SHA-256) of all files of the analysing packages, sorted by name."""
    found = (item for package in _ANALYSING for item in _walk(files(package), package))
    return tuple(sorted((name, sha256(file.read_bytes()).hexdigest()) for name, file in found))


def _walk(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name in _IGNORED or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{name}/{entry.name}")
        else:
            yield f"{name}/{entry.name}", entry


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
