"""How much a library holds, and what occurs most often in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds.

    Attributes:
        pages: number of pages.
        articles: number of articles; those that only repeat others are left out unless asked for.
        cases: number of cases they report.
        facts: number of facts by kind.
        rejected_files: number of refused files.
        rejected_lines: number of refused stretches of lines.
        runs: number of recorded runs.
        repeats: number of articles that are reprints or other versions of another one.
    """

    pages: int
    articles: int
    cases: int
    facts: dict[str, int]
    rejected_files: int
    rejected_lines: int
    runs: int
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A name with the number of articles it occurs in.

    Attributes:
        name: the surface form.
        path: path of a place, "" for other kinds.
        articles: number of articles.
    """

    name: str
    path: str
    articles: int


_APART = "NOT IN (SELECT value FROM json_each(?))"


def count_all(connection: sqlite3.Connection, repeats: Sequence[int], left_out: str) -> Counts:
    """Count what the library holds.

    Args:
        connection: the library.
        repeats: row ids of the articles that repeat others.
        left_out: JSON list of the row ids of articles that do not count.
    """

    def one(statement: str, *values: str) -> int:
        return connection.execute(statement, values).fetchone()[0]

    kinds = connection.execute(
        f"SELECT kind, count(*) FROM facts WHERE article {_APART} GROUP BY kind ORDER BY kind",  # noqa: S608 - constant
        (left_out,),
    )
    return Counts(
        pages=one("SELECT count(*) FROM pages"),
        articles=one(f"SELECT count(*) FROM articles WHERE id {_APART}", left_out),  # noqa: S608
        cases=one(f"SELECT count(*) FROM cases WHERE article {_APART}", left_out),  # noqa: S608
        facts=dict(kinds.fetchall()),
        rejected_files=one("SELECT count(*) FROM rejected WHERE page IS NULL"),
        rejected_lines=one("SELECT count(*) FROM rejected WHERE page IS NOT NULL"),
        runs=one("SELECT count(*) FROM runs"),
        repeats=len(repeats),
    )


def tally_facts(
    connection: sqlite3.Connection, kind: str, limit: int, left_out: str
) -> list[Tally]:
    """Return the most frequent names of one kind of fact, by number of articles.

    Places that stand only inside the name of something else do not count.
    """
    rows = connection.execute(
        f"SELECT name, path, count(DISTINCT article) AS n FROM facts"  # noqa: S608 - constant
        f" WHERE kind = ? AND in_name = 0 AND article {_APART} GROUP BY name, path"
        " ORDER BY n DESC, name, path LIMIT ?",
        (kind, left_out, limit),
    )
    return [Tally(*row) for row in rows]


def tally_themes(connection: sqlite3.Connection, left_out: str) -> list[tuple[str, str, int]]:
    """Return (id, name, number of cases) of the main themes, in the order of the codebook."""
    return connection.execute(
        "SELECT cases.theme, coalesce(themes.name, ''), count(*) FROM cases"  # noqa: S608 - constant
        f" LEFT JOIN themes ON themes.id = cases.theme WHERE cases.article {_APART}"
        " GROUP BY cases.theme ORDER BY coalesce(themes.ordinal, 1000000), cases.theme",
        (left_out,),
    ).fetchall()


def listed(keys: Sequence[int]) -> str:
    """Return row ids as the JSON list that the functions here take."""
    return json.dumps(list(keys))
