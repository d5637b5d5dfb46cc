"""Puts pages and refusals into a library; what writes runs inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256

from ...corpus.issues.continuations import issue_of
from ...corpus.issues.turns import has_notes
from ...corpus.types import Page, Reason, Rejected
from ...nlp.results import AnalysedPage
from .codec import (
    ORIGIN_COLUMNS,
    FactRow,
    article_row,
    case_row,
    dumps,
    fact_rows,
    origin_row,
    theme_row,
)
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


def put_pages(
    connection: sqlite3.Connection, pages: Sequence[tuple[AnalysedPage, str]], run: int
) -> None:
    """Write pages with all that was found on them in place of what their paths held before.

    Args:
        connection: the library, inside a transaction.
        pages: pages of different paths, each with what it counts as analysed by.
        run: id of the run they came with.
    """
    paths = [(analysed.cut.page.path,) for analysed, _ in pages]
    connection.executemany("DELETE FROM rejected WHERE item = ? AND page IS NULL", paths)
    rows = _Rows(connection)
    for analysed, stamp in pages:
        rows.add(analysed, stamp)
    rows.write()
    pages_of = [analysed.cut.page for analysed, _ in pages]
    stamps = [stamp for _, stamp in pages]
    put_changes(connection, list(zip(pages_of, rows.keys, stamps, strict=True)), run)


class _Rows:
    """Gathers the rows of pages, so that each table is written with one statement.

    Args:
        connection: the library, inside a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # Row ids that SQLite would give next (AUTOINCREMENT: none ever comes back).
        last = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        self._page: int = last.get("pages", 0)
        self._article: int = last.get("articles", 0)
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _INSERTS}
        #: Row ids of the pages, in order.
        self.keys: list[int] = []

    def add(self, analysed: AnalysedPage, stamp: str) -> None:
        """Add the rows of one page; what hung on its row before is cleared."""
        rows = self._rows
        key = self._page_key(analysed.cut.page, stamp)
        self.keys.append(key)
        articles: dict[str, int] = {}
        for ordinal, analysis in enumerate(analysed.analyses, 1):
            self._article += 1
            articles[analysis.article.id] = self._article
            rows["articles"].append((self._article, *article_row(key, ordinal, analysis.article)))
            rows["facts"] += fact_rows(self._article, analysis)
        for case in analysed.cases:
            article = articles[case.article_id]
            rows["cases"].append(case_row(article, case))
            rows["case_themes"] += ((article, at, *score) for at, score in enumerate(case.scores))
        cut = analysed.cut
        rows["furniture"] += ((key, at, one.line, one.kind) for at, one in enumerate(cut.furniture))
        rows["continued"] += (
            (key, at, one.lines.first, one.lines.last, one.article, one.page)
            for at, one in enumerate(cut.continued)
        )
        rows["rejected"] += ((*_rejected_row(one), key) for one in cut.rejected)

    def write(self) -> None:
        """Write all rows; tables in the order in which they refer to each other."""
        for table, rows in self._rows.items():
            if rows:
                self._connection.executemany(_INSERTS[table], rows)

    def _page_key(self, page: Page, stamp: str) -> int:
        """Return the row id of a page; that of a path that is there stays for good."""
        columns: tuple[str | int, ...] = (page.name, page.digest, page.encoding)
        columns += ("\n".join(page.lines), stamp, int(page.simplify))
        columns += (*origin_row(page.origin), issue_of(page), int(has_notes(page.lines)))
        found = self._connection.execute(
            "SELECT id FROM pages WHERE path = ?", (page.path,)
        ).fetchone()
        if found is None:
            self._page += 1
            self._rows["pages"].append((self._page, page.path, *columns))
            return self._page
        key: int = found[0]
        self._connection.execute(
            "UPDATE pages SET name = ?, digest = ?, encoding = ?, lines = ?, stamp = ?,"
            " simplify = ?, newspaper = ?, date = ?, edition = ?, number = ?, url = ?,"
            " origin_sources = ?, issue = ?, noted = ? WHERE id = ?",
            (*columns, key),
        )
        for table in ("articles", "furniture", "rejected", "continued"):
            self._connection.execute(f"DELETE FROM {table} WHERE page = ?", (key,))  # noqa: S608
        return key


def _insert(table: str, columns: str) -> str:
    marks = ", ".join("?" * (columns.count(",") + 1))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names, no values


_INSERTS = {
    "pages": _insert(
        "pages",
        f"id, path, name, digest, encoding, lines, stamp, simplify, {_ORIGIN}, issue, noted",
    ),
    "articles": _insert(
        "articles",
        "id, article, page, ordinal, kind, headline, subhead, label, reporters, correspondents,"
        " text, parts, lines, runs, boundaries, pieces",
    ),
    "facts": _insert("facts", ", ".join(f'"{name}"' for name in FactRow._fields)),
    "cases": _insert(
        "cases",
        "article, title, practice, place, code, theme, theme2, confidence, evidence, record",
    ),
    "case_themes": _insert("case_themes", "article, ordinal, theme, score"),
    "furniture": _insert("furniture", "page, ordinal, line, kind"),
    "continued": _insert("continued", "page, ordinal, first, last, article, beginning"),
    "rejected": _insert("rejected", "item, reason, detail, first, last, page"),
}


def has_page(connection: sqlite3.Connection, path: str) -> bool:
    """Tell whether a page of this path is there."""
    found = connection.execute("SELECT 1 FROM pages WHERE path = ?", (path,)).fetchone()
    return found is not None


def remove_page(connection: sqlite3.Connection, page: Page, run: int) -> None:
    """Remove what the path of ``page`` held."""
    (key,) = connection.execute("SELECT id FROM pages WHERE path = ?", (page.path,)).fetchone()
    connection.execute("DELETE FROM pages WHERE id = ?", (key,))
    put_changes(connection, [(page, key, None)], run)


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


def put_changes(
    connection: sqlite3.Connection, changed: Sequence[tuple[Page, int, str | None]], run: int
) -> None:
    """Note that pages changed; ``state`` chains the hashes of all changes so far.

    Args:
        connection: the library, inside a transaction.
        changed: pages, their row ids, and their stamps or None for those that went.
        run: id of the run.
    """
    last = connection.execute(
        "SELECT generation, state FROM changes ORDER BY generation DESC LIMIT 1"
    ).fetchone()
    generation, state = last or (0, "")
    rows: list[tuple[int, int, int, str]] = []
    for page, key, stamp in changed:
        present = () if stamp is None else (stamp,)
        chained = repr((state, page.path, page.digest, present))
        generation, state = generation + 1, sha256(chained.encode()).hexdigest()[:16]
        rows.append((generation, key, run, state))
    connection.executemany(
        "INSERT INTO changes (generation, page, run, state) VALUES (?, ?, ?, ?)", rows
    )


def version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when another connection commits (``PRAGMA data_version``)."""
    return connection.execute("PRAGMA data_version").fetchone()[0]
