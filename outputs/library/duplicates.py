"""Near-duplicates in a library: their groups, of which the first article counts.

Links are made by ``linking``, hold both ways and go with either article.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


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


def load_firsts(connection: sqlite3.Connection) -> dict[str, str]:
    """Return for all articles but the first of each group the id of the first, by their ids."""
    ids: dict[int, str] = dict(
        connection.execute(
            "SELECT id, article FROM articles WHERE id IN (SELECT article FROM duplicates)"
        ).fetchall()
    )
    return {ids[key]: ids[group[0]] for group in _groups(connection) for key in group[1:]}


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
