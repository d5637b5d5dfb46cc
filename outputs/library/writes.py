"""Puts one page, or one refusal, into a library; every function runs inside a transaction."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from hashlib import sha256

from ...corpus.duplicates import body_of
from ...corpus.issues.continuations import issue_of
from ...corpus.issues.turns import has_notes
from ...corpus.types import Page, Reason, Rejected
from ...nlp.types import AnalysedPage
from .codec import (
    ORIGIN_COLUMNS,
    article_row,
    case_row,
    dumps,
    fact_rows,
    origin_row,
    theme_row,
)
from .linking import put_fingerprint
from .stamp import Run

_ORIGIN = ", ".join(ORIGIN_COLUMNS)


class Outcome(StrEnum):
    """What became of a page that was given to a library."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


def find_outcome(connection: sqlite3.Connection, page: Page, stamp: str) -> Outcome:
    """Tell what adding ``page`` would do.

    Args:
        connection: the library.
        page: the page as read.
        stamp: what would analyse it now; see ``data_stamp``.

    Returns:
        UNCHANGED if path, content, origin and stamp are there already, DUPLICATE if another path
        has the same content, REPLACED if the path is there with other content, origin or stamp.
    """
    other = twin(connection, page)
    if other:
        return Outcome.DUPLICATE
    row = connection.execute(
        f"SELECT digest, stamp, simplify, {_ORIGIN} FROM pages WHERE path = ?",  # noqa: S608 - constant
        (page.path,),
    ).fetchone()
    if row is None:
        return Outcome.ADDED
    present = (page.digest, stamp, int(page.simplify), *origin_row(page.origin))
    return Outcome.UNCHANGED if tuple(row) == present else Outcome.REPLACED


def twin(connection: sqlite3.Connection, page: Page) -> str:
    """Return the path of another page with the same content, "" if there is none."""
    row = connection.execute(
        "SELECT path FROM pages WHERE digest = ? AND path <> ?", (page.digest, page.path)
    ).fetchone()
    return row[0] if row else ""


def duplicate_of(page: Page, other: str) -> Rejected:
    """Say that a page is already there under another path."""
    return Rejected(
        page.path,
        Reason.DUPLICATE,
        f"the library has the same content as {other}; it is not counted twice",
    )


def put_run(connection: sqlite3.Connection, run: Run) -> int:
    """Record a run and its codebook; return the id of the run."""
    cursor = connection.execute(
        "INSERT INTO runs (started, anliku, python, sqlite, segmenter, stamp, arguments, files,"
        " counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')",
        (
            run.started,
            run.anliku,
            run.python,
            run.sqlite,
            run.segmenter,
            run.stamp,
            dumps(run.arguments),
            dumps(dict(run.files)),
        ),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO themes (id, ordinal, name, description, cues, examples)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [theme_row(ordinal, theme) for ordinal, theme in enumerate(run.themes)],
    )
    return cursor.lastrowid or 0


def put_page(connection: sqlite3.Connection, analysed: AnalysedPage, stamp: str, run: int) -> None:
    """Write a page with all that was found on it in place of what its path held before."""
    page = analysed.cut.page
    connection.execute("DELETE FROM rejected WHERE item = ? AND page IS NULL", (page.path,))
    key = _page_key(connection, page, stamp)
    for ordinal, analysis in enumerate(analysed.analyses, 1):
        row = article_row(key, ordinal, analysis.article)
        cursor = connection.execute(
            "INSERT INTO articles (article, page, ordinal, kind, headline, subhead, label,"
            " reporters, correspondents, text, parts, lines, runs, boundaries, pieces)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        connection.executemany(
            "INSERT INTO facts VALUES"
            " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            fact_rows(cursor.lastrowid or 0, analysis),
        )
        article = analysis.article
        put_fingerprint(connection, cursor.lastrowid or 0, article.id, body_of(article))
    _put_cases(connection, analysed)
    _put_rest(connection, analysed, key)
    put_change(connection, page, key, run)


def _page_key(connection: sqlite3.Connection, page: Page, stamp: str) -> int:
    """Write the row of a page and clear what hung on it; its row id stays for good."""
    found = connection.execute("SELECT id FROM pages WHERE path = ?", (page.path,)).fetchone()
    columns: tuple[str | int, ...] = (page.name, page.digest, page.encoding)
    columns += ("\n".join(page.lines), stamp, int(page.simplify))
    columns += (*origin_row(page.origin), issue_of(page), int(has_notes(page.lines)))
    if found is None:
        cursor = connection.execute(
            f"INSERT INTO pages (path, name, digest, encoding, lines, stamp, simplify, {_ORIGIN},"  # noqa: S608
            " issue, noted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (page.path, *columns),
        )
        return cursor.lastrowid or 0
    key: int = found[0]
    connection.execute(
        "UPDATE pages SET name = ?, digest = ?, encoding = ?, lines = ?, stamp = ?, simplify = ?,"
        " newspaper = ?, date = ?, edition = ?, number = ?, url = ?, origin_sources = ?, issue = ?,"
        " noted = ? WHERE id = ?",
        (*columns, key),
    )
    connection.execute("DELETE FROM articles WHERE page = ?", (key,))
    connection.execute("DELETE FROM furniture WHERE page = ?", (key,))
    connection.execute("DELETE FROM rejected WHERE page = ?", (key,))
    connection.execute("DELETE FROM continued WHERE page = ?", (key,))
    return key


def _put_cases(connection: sqlite3.Connection, analysed: AnalysedPage) -> None:
    for case in analysed.cases:
        row = connection.execute(
            "SELECT id FROM articles WHERE article = ?", (case.article_id,)
        ).fetchone()
        connection.execute(
            "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", case_row(row[0], case)
        )
        connection.executemany(
            "INSERT INTO case_themes VALUES (?, ?, ?, ?)",
            [(row[0], ordinal, *score) for ordinal, score in enumerate(case.scores)],
        )


def _put_rest(connection: sqlite3.Connection, analysed: AnalysedPage, key: int) -> None:
    """Write the lines that belong to no article."""
    connection.executemany(
        "INSERT INTO furniture VALUES (?, ?, ?, ?)",
        [
            (key, ordinal, item.line, item.kind)
            for ordinal, item in enumerate(analysed.cut.furniture)
        ],
    )
    connection.executemany(
        "INSERT INTO continued VALUES (?, ?, ?, ?, ?, ?)",
        [
            (key, ordinal, item.lines.first, item.lines.last, item.article, item.page)
            for ordinal, item in enumerate(analysed.cut.continued)
        ],
    )
    connection.executemany(
        "INSERT INTO rejected (item, reason, detail, first, last, page) VALUES (?, ?, ?, ?, ?, ?)",
        [(*_rejected_row(item), key) for item in analysed.cut.rejected],
    )


def has_page(connection: sqlite3.Connection, path: str) -> bool:
    """Tell whether a page of this path is there."""
    found = connection.execute("SELECT 1 FROM pages WHERE path = ?", (path,)).fetchone()
    return found is not None


def remove_page(connection: sqlite3.Connection, page: Page, run: int) -> None:
    """Remove what the path of ``page`` held."""
    (key,) = connection.execute("SELECT id FROM pages WHERE path = ?", (page.path,)).fetchone()
    connection.execute("DELETE FROM pages WHERE id = ?", (key,))
    put_change(connection, page, key, run)


def put_rejected(connection: sqlite3.Connection, rejected: Rejected) -> None:
    """List a refused file, in place of an earlier refusal of the same file."""
    connection.execute("DELETE FROM rejected WHERE item = ? AND page IS NULL", (rejected.item,))
    connection.execute(
        "INSERT INTO rejected (item, reason, detail, first, last) VALUES (?, ?, ?, ?, ?)",
        _rejected_row(rejected),
    )


def knows_rejected(connection: sqlite3.Connection, rejected: Rejected) -> bool:
    """Tell whether exactly this refusal is listed already."""
    row = connection.execute(
        "SELECT item, reason, detail, first, last FROM rejected WHERE item = ? AND page IS NULL",
        (rejected.item,),
    ).fetchone()
    return row is not None and tuple(row) == _rejected_row(rejected)


def _rejected_row(rejected: Rejected) -> tuple[str | int | None, ...]:
    lines = rejected.lines
    first, last = (lines.first, lines.last) if lines else (None, None)
    return (rejected.item, rejected.reason.value, rejected.detail, first, last)


def put_change(connection: sqlite3.Connection, page: Page, key: int, run: int) -> None:
    """Note that a page changed; ``state`` chains the hashes of all changes so far."""
    last = connection.execute(
        "SELECT generation, state FROM changes ORDER BY generation DESC LIMIT 1"
    ).fetchone()
    generation, state = last or (0, "")
    present = connection.execute("SELECT stamp FROM pages WHERE id = ?", (key,)).fetchone()
    chained = repr((state, page.path, page.digest, tuple(present or ())))
    connection.execute(
        "INSERT INTO changes (generation, page, run, state) VALUES (?, ?, ?, ?)",
        (generation + 1, key, run, sha256(chained.encode()).hexdigest()[:16]),
    )
