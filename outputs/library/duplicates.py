"""Near-duplicates in a library: found when an article comes in, linked, counted once.

Everything is decided by two texts alone (see ``corpus.duplicates``), and links hold both ways, so
the links are the same whatever the order in which pages came. A link goes with either article.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from ...corpus.duplicates import LEAST_KEYS, TITLES, compare, confirmed, keys_of

#: Articles that are linked in one transaction.
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article in a group of reprints and other versions.

    Attributes:
        key: row id of the article.
        id: id of the article.
        headline: its headline, or its first words.
        page: name of its page.
        newspaper: the paper it stood in, "" if unknown.
        date: the day it appeared, "" if unknown.
        kind: how it hangs together with the article it is listed for, ``reprint`` or ``version``;
            "" if only by way of a third one, or if it is listed for no other.
        similarity: the part of the shorter of the two texts that stands in the longer one, 0 to 1.
    """

    key: int
    id: str
    headline: str
    page: str
    newspaper: str
    date: str
    kind: str = ""
    similarity: float = 0.0


def put_fingerprint(connection: sqlite3.Connection, key: int, text: str) -> None:
    """Note the keys of an article, for ``link_pending`` to find what tells the same.

    Args:
        connection: the library, inside a transaction.
        key: row id of the article.
        text: its body; see ``body_of``.
    """
    keys = keys_of(text)
    if keys:
        connection.execute("INSERT INTO fingerprints VALUES (?, ?, 1)", (key, json.dumps(keys)))


def link_pending(connection: sqlite3.Connection) -> int:
    """Link the articles that came since the last call, the oldest first, some thousand at most.

    Keys fall all over the table, so they are put in by the thousand and in order: one by one they
    would cost as much as the analysis of a short article.

    Args:
        connection: the library, inside a transaction.

    Returns:
        How many articles were looked at; 0 if none is left.
    """
    pending: list[tuple[int, str]] = connection.execute(
        "SELECT article, keys FROM fingerprints WHERE pending = 1 ORDER BY article LIMIT ?",
        (BATCH,),
    ).fetchall()
    bands = sorted((band, key) for key, keys in pending for band in orjson.loads(keys))
    connection.executemany("INSERT INTO bands VALUES (?, ?)", bands)
    for key, keys in pending:
        _link(connection, key, keys)
    connection.executemany(
        "UPDATE fingerprints SET pending = 0 WHERE article = ?", [(key,) for key, _ in pending]
    )
    return len(pending)


def has_pending(connection: sqlite3.Connection) -> bool:
    """Tell whether articles came that were not linked yet."""
    row = connection.execute("SELECT 1 FROM fingerprints WHERE pending = 1 LIMIT 1").fetchone()
    return row is not None


def _link(connection: sqlite3.Connection, key: int, keys: str) -> None:
    """Link an article to those before it that tell the same."""
    found = connection.execute(
        "SELECT article FROM bands WHERE key IN (SELECT value FROM json_each(?)) AND article < ?"
        " GROUP BY article HAVING count(*) >= ? ORDER BY article",
        (keys, key, LEAST_KEYS),
    ).fetchall()
    if not found:
        return
    text, names = _body(connection, key), _names(connection, key)
    for (other,) in found:
        match = compare(text, _body(connection, other))
        if match is not None and confirmed(match, names, _names(connection, other)):
            link = (match.kind.value, match.similarity)
            connection.executemany(
                "INSERT INTO duplicates VALUES (?, ?, ?, ?)",
                [(key, other, *link), (other, key, *link)],
            )


def fingerprint_all(connection: sqlite3.Connection) -> None:
    """Note the keys of all articles of a library that was made before there were any."""
    keys = connection.execute("SELECT id FROM articles ORDER BY id").fetchall()
    for (key,) in keys:
        put_fingerprint(connection, key, _body(connection, key))
    while link_pending(connection):
        pass


def _body(connection: sqlite3.Connection, key: int) -> str:
    """Return the text of a stored article without its titles, as ``body_of`` does."""
    text, parts = connection.execute(
        "SELECT text, parts FROM articles WHERE id = ?", (key,)
    ).fetchone()
    kept = [span for role, _, span, *_ in orjson.loads(parts) if span and role not in TITLES]
    return "\n".join(text[start:end] for start, end in kept)


def _names(connection: sqlite3.Connection, key: int) -> frozenset[str]:
    """Return the names that were found in an article."""
    rows = connection.execute(
        "SELECT name FROM facts WHERE article = ? AND kind IN ('person', 'organisation', 'place')",
        (key,),
    )
    return frozenset(name for (name,) in rows)


def load_duplicates(connection: sqlite3.Connection, key: int) -> list[Duplicate]:
    """Return the other articles of an article's group, the first to appear first."""
    links = {
        other: (kind, similarity)
        for other, kind, similarity in connection.execute(
            "SELECT other, kind, similarity FROM duplicates WHERE article = ?", (key,)
        )
    }
    if not links:
        return []
    group = connection.execute(
        "WITH RECURSIVE reached (article) AS (VALUES (?) UNION SELECT other FROM duplicates"
        " JOIN reached USING (article)) SELECT article FROM reached WHERE article <> ?",
        (key, key),
    ).fetchall()
    return _described(connection, [other for (other,) in group], links)


def iterate_groups(connection: sqlite3.Connection) -> Iterator[list[Duplicate]]:
    """Yield the groups of articles that tell the same, each with the first to appear first."""
    for group in _groups(connection):
        first, *others = group
        links = {
            other: (kind, similarity)
            for other, kind, similarity in connection.execute(
                "SELECT other, kind, similarity FROM duplicates WHERE article = ?", (first,)
            )
        }
        yield _described(connection, [first, *others], links)


def load_repeats(connection: sqlite3.Connection) -> list[int]:
    """Return the row ids of all articles but the first of each group, ascending."""
    return sorted(key for group in _groups(connection) for key in group[1:])


def _groups(connection: sqlite3.Connection) -> list[list[int]]:
    """Return the groups in order, each with its first article in front.

    The first is the one with the earliest date; without dates, or on the same day, the one with
    the smallest id: that is made of the page's content, so the order of adding makes no difference.
    """
    order = {
        key: place
        for place, (key,) in enumerate(
            connection.execute(
                "SELECT articles.id FROM articles JOIN pages ON pages.id = articles.page"
                " WHERE articles.id IN (SELECT article FROM duplicates)"
                " ORDER BY pages.date = '', pages.date, articles.article"
            )
        )
    }
    leader: dict[int, int] = {key: key for key in order}

    def lead(key: int) -> int:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other in connection.execute("SELECT article, other FROM duplicates"):
        first, second = sorted((lead(one), lead(other)), key=order.__getitem__)
        leader[second] = first
    groups: dict[int, list[int]] = {}
    for key in order:
        groups.setdefault(lead(key), []).append(key)
    return list(groups.values())


# Characters of the text that stand in for a missing headline.
_OPENING = 20


def _described(
    connection: sqlite3.Connection, keys: Sequence[int], links: dict[int, tuple[str, float]]
) -> list[Duplicate]:
    """Return the articles with what is known of them, the first to appear first."""
    rows: list[tuple[int, str, str, str, str, str]] = connection.execute(
        "SELECT articles.id, articles.article,"
        " CASE WHEN headline <> '' THEN headline ELSE substr(text, 1, ?) END,"
        " name, newspaper, date FROM json_each(?) JOIN articles ON articles.id = json_each.value"
        " JOIN pages ON pages.id = articles.page ORDER BY date = '', date, articles.article",
        (_OPENING, json.dumps(list(keys))),
    ).fetchall()
    found: list[Duplicate] = []
    for row in rows:
        kind, similarity = links.get(row[0], ("", 0.0))
        found.append(Duplicate(*row, kind=kind, similarity=similarity))
    return found
