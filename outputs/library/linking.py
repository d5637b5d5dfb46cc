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

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import orjson

from ...corpus.duplicates import LEAST_KEYS, TITLES, body_from, compare, confirmed, keys_of_all
from .codec import dumps

#: Articles that are linked in one transaction.
BATCH = 5_000

# Characters of the articles that are linked in one transaction; they are held in memory.
_BATCH_SIZE = 5_000_000

#: So many of the articles that share a key are compared with all others that do. Twelve newspapers
#: print one dispatch, rarely thirty; the schema holds this number too (see ``migrations``).
LANDMARKS = 32

# Texts kept ready while a batch is compared: landmarks come up again and again.
_KEPT = 500


class _Article(NamedTuple):
    """An article that is to be linked: its row id, and its keys in order."""

    key: int
    keys: list[int]


def has_pending(connection: sqlite3.Connection) -> bool:
    """Tell whether there are articles that were not linked yet."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM fingerprints WHERE pending > 0)"
        " OR EXISTS (SELECT 1 FROM articles WHERE id > (SELECT article FROM linked))"
    ).fetchone()
    return bool(row[0])


def link_pending(connection: sqlite3.Connection) -> int:
    """Link the articles that came since the last call, the oldest first, some thousand at most.

    Row ids never come back, so those that came are those above the last that was linked. Keys are
    made, and put into their table in order, by the thousand: one by one they would cost as much as
    the analysis of a short article.

    Args:
        connection: the library, inside a transaction.

    Returns:
        How many articles were looked at; 0 if none is left.
    """
    moved = [
        _Article(article, orjson.loads(keys))
        for article, keys in connection.execute(
            "SELECT article, keys FROM fingerprints WHERE pending > 0 ORDER BY article LIMIT ?",
            (BATCH,),
        )
    ]
    texts = _unlinked(connection)
    fresh = _put_keys(connection, texts)
    batch = [*moved, *(article for article in fresh if article.keys)]
    linker = _Linker(connection, {key: text for key, _, text in texts})
    linker.link(batch, frozenset(article.key for article in fresh))
    connection.executemany(
        "UPDATE fingerprints SET pending = 0 WHERE article = ?", [(one.key,) for one in moved]
    )
    if texts:
        connection.execute("UPDATE linked SET article = ?", (texts[-1][0],))
    return len(moved) + len(texts)


def _unlinked(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Return row id, id and body of the next articles that are not linked."""
    rows = connection.execute(
        "SELECT id, article, text, parts FROM articles WHERE id > (SELECT article FROM linked)"
        " ORDER BY id LIMIT ?",
        (BATCH,),
    )
    found: list[tuple[int, str, str]] = []
    size = 0
    for key, article, text, parts in rows:
        found.append((key, article, _body(text, parts)))
        size += len(text)
        if size >= _BATCH_SIZE:
            break
    return found


def _put_keys(
    connection: sqlite3.Connection, texts: Sequence[tuple[int, str, str]]
) -> list[_Article]:
    """Note the keys of articles; texts that are too short have none."""
    keys = keys_of_all([text for *_, text in texts])
    connection.executemany(
        "INSERT INTO fingerprints VALUES (?, ?, ?, 0)",
        [
            (key, crc32(article.encode()), dumps(own))
            for (key, article, _), own in zip(texts, keys, strict=True)
            if own
        ],
    )
    return [_Article(key, own) for (key, *_), own in zip(texts, keys, strict=True)]


class _Linker:
    """Compares the articles of one batch.

    Args:
        connection: the library, inside a transaction.
        texts: bodies of the articles of the batch that are new, by row id.
    """

    def __init__(self, connection: sqlite3.Connection, texts: dict[int, str]) -> None:
        self._connection = connection
        self._texts = texts
        self._body = lru_cache(_KEPT)(body_from)
        self._stored = lru_cache(_KEPT)(partial(_stored_body, connection))
        self._names = lru_cache(4 * _KEPT)(partial(_names, connection))
        # The first of the articles that hold a key; only for keys that several hold.
        self._holders: dict[int, list[int]] = {}
        self._all_holders = lru_cache(_KEPT)(partial(_held_by_all, connection))

    def link(self, batch: Sequence[_Article], fresh: frozenset[int]) -> None:
        """Put in the keys of fresh articles, and link all to those that tell the same.

        Args:
            batch: articles that are new, or became landmarks.
            fresh: row ids of the new ones.
        """
        known = self._put_bands([article for article in batch if article.key in fresh])
        several = Counter(chain.from_iterable(article.keys for article in batch))
        shared = {key for key, times in several.items() if times > 1 or key in known}
        self._holders = self._held_by(shared)
        for article in self._displaced(known, fresh):
            self._unlink(article)
        links: list[tuple[int, int, str, float]] = []
        for article, other in self._pairs(batch):
            links += self._link(article, other)
        self._connection.executemany(
            "INSERT OR IGNORE INTO duplicates VALUES (?, ?, ?, ?)", sorted(links)
        )

    def _pairs(self, batch: Sequence[_Article]) -> list[tuple[int, int]]:
        """Return which articles are compared, each pair once.

        Those that come up in most pairs, as landmarks do, stand behind; so those before them need
        to be made ready only once.
        """
        pairs = {
            (min(article.key, other), max(article.key, other))
            for article in batch
            for other in self._compared(article)
        }
        times = Counter(chain.from_iterable(pairs))
        return sorted(
            (one, other) if (times[one], one) < (times[other], other) else (other, one)
            for one, other in pairs
        )

    def _put_bands(self, articles: Sequence[_Article]) -> set[int]:
        """Put in the keys of articles; return those that others held before."""
        ranks = dict(
            self._connection.execute(
                "SELECT article, rank FROM json_each(?) JOIN fingerprints"
                " ON article = json_each.value",
                (dumps([article.key for article in articles]),),
            ).fetchall()
        )
        bands = sorted(
            (key, ranks[article.key], article.key) for article in articles for key in article.keys
        )
        known = self._connection.execute(
            "SELECT DISTINCT value FROM json_each(?) WHERE EXISTS"
            " (SELECT 1 FROM bands WHERE key = value)",
            (dumps([key for key, *_ in bands]),),
        ).fetchall()
        self._connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)
        return {key for (key,) in known}

    def _held_by(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """Return the landmarks of each key that several hold, and one more if there are more."""
        rows = self._connection.execute(
            "SELECT value, (SELECT json_group_array(article) FROM (SELECT article FROM bands"
            " WHERE key = value ORDER BY rank, article LIMIT ?)) FROM json_each(?)",
            (LANDMARKS + 1, dumps(sorted(keys))),
        )
        held = ((key, orjson.loads(found)) for key, found in rows)
        return {key: found for key, found in held if len(found) > 1}

    def _link(self, article: int, other: int) -> Sequence[tuple[int, int, str, float]]:
        match = compare(self._body(self._text(article)), self._body(self._text(other)))
        if match and confirmed(match, self._names(article), self._names(other)):
            link = (match.kind.value, match.similarity)
            return (article, other, *link), (other, article, *link)
        return ()

    def _displaced(self, keys: Iterable[int], fresh: frozenset[int]) -> Sequence[int]:
        """Return the articles that were landmarks of a key until fresh ones came, ascending."""
        found: set[int] = set()
        for key in keys:
            first = self._holders.get(key, [])
            if len(first) > LANDMARKS and not fresh.isdisjoint(first[:LANDMARKS]):
                old = [article for article in self._all_holders(key) if article not in fresh]
                found.update(set(old[:LANDMARKS]).difference(first[:LANDMARKS]))
        return sorted(found)

    def _unlink(self, article: int) -> None:
        """Take back the links of an article that is compared with less than before."""
        linked: list[tuple[int]] = self._connection.execute(
            "SELECT other FROM duplicates WHERE article = ?", (article,)
        ).fetchall()
        if not linked:
            return
        (keys,) = self._connection.execute(
            "SELECT keys FROM fingerprints WHERE article = ?", (article,)
        ).fetchone()
        own = _Article(article, orjson.loads(keys))
        self._holders |= self._held_by(key for key in own.keys if key not in self._holders)
        kept = self._compared(own)
        gone = [pair for (other,) in linked if other not in kept for pair in _both(article, other)]
        self._connection.executemany("DELETE FROM duplicates WHERE article = ? AND other = ?", gone)

    def _compared(self, article: _Article) -> set[int]:
        """Return the articles with which one is compared: they share enough keys with it."""
        shared = [key for key in article.keys if key in self._holders]
        if len(shared) < LEAST_KEYS:
            return set()
        count: Counter[int] = Counter()
        for key in shared:
            first = self._holders[key][:LANDMARKS]
            count.update(self._all_holders(key) if article.key in first else first)
        return {other for other, times in count.items() if times >= LEAST_KEYS} - {article.key}

    def _text(self, key: int) -> str:
        return self._texts.get(key) or self._stored(key)


def _stored_body(connection: sqlite3.Connection, key: int) -> str:
    """Return the text of a stored article without its titles."""
    row = connection.execute("SELECT text, parts FROM articles WHERE id = ?", (key,))
    return _body(*row.fetchone())


def _held_by_all(connection: sqlite3.Connection, key: int) -> list[int]:
    """Return all articles that hold a key, landmarks first."""
    rows = connection.execute(
        "SELECT article FROM bands WHERE key = ? ORDER BY rank, article", (key,)
    )
    return [article for (article,) in rows]


def _both(one: int, other: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one, other), (other, one)


def _body(text: str, parts: str) -> str:
    """Return the text of a stored article without its titles: reprints have others."""
    kept = [span for role, _, span, *_ in orjson.loads(parts) if span and role not in TITLES]
    return "\n".join(text[start:end] for start, end in kept)


def _names(connection: sqlite3.Connection, key: int) -> frozenset[str]:
    """Return the names that were found in an article."""
    rows = connection.execute(
        "SELECT name FROM facts WHERE article = ? AND kind IN ('person', 'organisation', 'place')",
        (key,),
    )
    return frozenset(name for (name,) in rows)
