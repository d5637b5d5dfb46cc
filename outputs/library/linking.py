"""Finds the near-duplicates of an article when it comes in, and links them both ways.

What is linked depends on which articles the library holds and not on the order in which they came.
Whether two articles tell the same is decided by their texts alone (see ``corpus.duplicates``), and
so is which of them are compared, but for texts that share a key with more than ``LANDMARKS``
others, as reports made from one form do: comparing each with each would take time that grows with
their square. By a hash of their ids, which falls like chance, the first of those that hold a key
are its landmarks, and the others are compared with these alone. A newcomer that becomes a landmark
takes the place of another, whose links then go unless something else holds them, and when one goes
the next takes its place: per article that is a constant number of comparisons on average.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from zlib import crc32

import orjson

from ...corpus.duplicates import LEAST_KEYS, TITLES, compare, confirmed, keys_of

#: Articles that are linked in one transaction.
BATCH = 5_000

#: So many of the articles that share a key are compared with all others that do. Twelve newspapers
#: print one dispatch, rarely thirty; the schema holds this number too (see ``migrations``).
LANDMARKS = 32

# States of a fingerprint: its keys are still to be put in, or are there but it has become a
# landmark and must be compared again.
_NEW = 1

# Texts kept while a batch is compared: landmarks come up again and again.
_KEPT = 2_000


def put_fingerprint(connection: sqlite3.Connection, key: int, article: str, text: str) -> None:
    """Note the keys of an article, for ``link_pending`` to find what tells the same.

    Args:
        connection: the library, inside a transaction.
        key: row id of the article.
        article: its id.
        text: its body; see ``body_of``.
    """
    keys = keys_of(text)
    if keys:
        connection.execute(
            "INSERT INTO fingerprints VALUES (?, ?, ?, ?)",
            (key, crc32(article.encode()), json.dumps(keys), _NEW),
        )


def has_pending(connection: sqlite3.Connection) -> bool:
    """Tell whether there are articles that were not linked yet."""
    row = connection.execute("SELECT 1 FROM fingerprints WHERE pending > 0 LIMIT 1").fetchone()
    return row is not None


def link_pending(connection: sqlite3.Connection) -> int:
    """Link the articles that came since the last call, the oldest first, some thousand at most.

    Keys fall all over the table, so they are put in by the thousand and in order: one by one they
    would cost as much as the analysis of a short article.

    Args:
        connection: the library, inside a transaction.

    Returns:
        How many articles were looked at; 0 if none is left.
    """
    pending: list[tuple[int, int, str, int]] = connection.execute(
        "SELECT article, rank, keys, pending FROM fingerprints WHERE pending > 0"
        " ORDER BY article LIMIT ?",
        (BATCH,),
    ).fetchall()
    fresh = frozenset(article for article, _, _, state in pending if state == _NEW)
    bands = sorted(
        (band, rank, article)
        for article, rank, keys, _ in pending
        if article in fresh
        for band in orjson.loads(keys)
    )
    connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)
    linker = _Linker(connection, frozenset(article for article, *_ in pending))
    for article in linker.displaced({band for band, *_ in bands}, fresh):
        linker.unlink(article)
    for article, _, keys, _ in pending:
        linker.link(article, keys)
    connection.executemany(
        "UPDATE fingerprints SET pending = 0 WHERE article = ?", [(one,) for one, *_ in pending]
    )
    return len(pending)


class _Linker:
    """Compares the articles of one batch, whose keys are all in.

    Args:
        connection: the library, inside a transaction.
        batch: row ids of the articles of the batch.
    """

    def __init__(self, connection: sqlite3.Connection, batch: frozenset[int]) -> None:
        self._connection = connection
        self._batch = batch
        self._body = lru_cache(_KEPT)(partial(_body, connection))
        self._names = lru_cache(_KEPT)(partial(_names, connection))

    def link(self, article: int, keys: str) -> None:
        """Link an article to those that tell the same; two of the batch are compared once."""
        for other in sorted(self._compared(article, keys)):
            if other in self._batch and other > article:
                continue
            match = compare(self._body(article), self._body(other))
            if match and confirmed(match, self._names(article), self._names(other)):
                link = (match.kind.value, match.similarity)
                self._connection.executemany(
                    "INSERT OR IGNORE INTO duplicates VALUES (?, ?, ?, ?)",
                    [(article, other, *link), (other, article, *link)],
                )

    def displaced(self, keys: Iterable[int], fresh: frozenset[int]) -> Sequence[int]:
        """Return the articles that were landmarks of a key until fresh ones came, ascending."""
        full: list[tuple[int]] = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE (SELECT 1 FROM bands WHERE key = value"
            " LIMIT 1 OFFSET ?) IS NOT NULL",
            (json.dumps(sorted(keys)), LANDMARKS),
        ).fetchall()
        found: set[int] = set()
        for (key,) in full:
            old = 0
            rows = self._connection.execute(
                "SELECT article FROM bands WHERE key = ? ORDER BY rank, article", (key,)
            )
            for place, (article,) in enumerate(rows):
                if article in fresh:
                    continue
                old += 1
                if old > LANDMARKS:
                    break
                if place >= LANDMARKS:
                    found.add(article)
        return sorted(found)

    def unlink(self, article: int) -> None:
        """Take back the links of an article that is compared with less than before."""
        linked: list[tuple[int]] = self._connection.execute(
            "SELECT other FROM duplicates WHERE article = ?", (article,)
        ).fetchall()
        if not linked:
            return
        (keys,) = self._connection.execute(
            "SELECT keys FROM fingerprints WHERE article = ?", (article,)
        ).fetchone()
        kept = self._compared(article, keys)
        gone = [pair for (other,) in linked if other not in kept for pair in _both(article, other)]
        self._connection.executemany("DELETE FROM duplicates WHERE article = ? AND other = ?", gone)

    def _compared(self, article: int, keys: str) -> set[int]:
        """Return the articles with which one is compared: they share enough keys with it."""
        shared: list[tuple[int]] = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE (SELECT 1 FROM bands WHERE key = value"
            " LIMIT 1 OFFSET 1) IS NOT NULL",
            (keys,),
        ).fetchall()
        if len(shared) < LEAST_KEYS:
            return set()
        count: Counter[int] = Counter()
        for (key,) in shared:
            first = self._holders(key, LANDMARKS)
            count.update(self._holders(key, -1) if article in first else first)
        return {other for other, times in count.items() if times >= LEAST_KEYS} - {article}

    def _holders(self, key: int, limit: int) -> list[int]:
        """Return the articles that hold a key, landmarks first; a limit of -1 is none."""
        rows = self._connection.execute(
            "SELECT article FROM bands WHERE key = ? ORDER BY rank, article LIMIT ?", (key, limit)
        )
        return [article for (article,) in rows]


def _both(one: int, other: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one, other), (other, one)


def fingerprint_all(connection: sqlite3.Connection) -> None:
    """Note the keys of all articles of a library that was made before there were any."""
    articles = connection.execute("SELECT id, article FROM articles ORDER BY id").fetchall()
    for key, article in articles:
        put_fingerprint(connection, key, article, _body(connection, key))
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
