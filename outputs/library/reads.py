"""What a library can be asked. Long listings are read in short steps, so that nobody waits."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...corpus.errors import AnlikuError
from ...corpus.types import Continued, CutPage, Furniture, LineRange, Page, Reason, Rejected
from ...nlp.results import Analysis, Case
from .codec import (
    ORIGIN_COLUMNS,
    FactRow,
    analysis_from,
    article_from,
    case_from,
    origin_from,
)

#: Rows fetched in one step of a listing.
BATCH = 200

_ARTICLE = (
    "SELECT article, page, ordinal, kind, headline, subhead, label, reporters, correspondents,"
    " text, parts, lines, runs, boundaries, pieces, id FROM articles"
)

_ORIGIN = ", ".join(ORIGIN_COLUMNS)
_PAGE = f"SELECT name, path, {_ORIGIN} FROM pages"  # noqa: S608 - names of columns, no values


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page of the library in short.

    Attributes:
        key: row id, stable as long as the page is in the library.
        name: file name.
        path: where the file was when it was added.
        digest: SHA-256 of its bytes.
        articles: number of articles cut from it.
        cases: number of cases they report.
    """

    key: int
    name: str
    path: str
    digest: str
    articles: int
    cases: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the library with everything that was found in it.

    Attributes:
        key: row id of the article; changes when its page is replaced.
        page: row id of its page.
        path: path of its page.
        analysis: the article and its facts.
        case: the case it reports, None if it reports none.
    """

    key: int
    page: int
    path: str
    analysis: Analysis
    case: Case | None


@dataclass(frozen=True, slots=True)
class Change:
    """One page that was taken in, replaced or removed.

    Attributes:
        generation: number of the change, from 1.
        page: row id of the page; a removed page is not there any more.
        state: hash over all changes up to this one.
    """

    generation: int
    page: int
    state: str


def iterate_changes(connection: sqlite3.Connection, generation: int) -> Iterator[Change]:
    """Yield the changes after a generation, ascending, for each page its last one."""
    while True:
        rows = connection.execute(
            "SELECT generation, page, state FROM changes AS this WHERE generation > ?"
            " AND NOT EXISTS (SELECT 1 FROM changes AS later WHERE later.page = this.page"
            "  AND later.generation > this.generation) ORDER BY generation LIMIT ?",
            (generation, BATCH),
        ).fetchall()
        if not rows:
            return
        for row in rows:
            yield Change(*row)
        generation = rows[-1][0]


def iterate_pages(connection: sqlite3.Connection) -> Iterator[PageInfo]:
    """Yield the pages ordered by name, then by content."""
    name, digest = "", ""
    while True:
        rows = connection.execute(
            "SELECT id, name, path, digest,"
            " (SELECT count(*) FROM articles WHERE page = pages.id),"
            " (SELECT count(*) FROM articles JOIN cases ON cases.article = articles.id"
            "  WHERE page = pages.id)"
            " FROM pages WHERE (name, digest) > (?, ?) ORDER BY name, digest LIMIT ?",
            (name, digest, BATCH),
        ).fetchall()
        if not rows:
            return
        for row in rows:
            yield PageInfo(*row)
        name, digest = rows[-1][1], rows[-1][3]


def load_page_entries(connection: sqlite3.Connection, page: int) -> list[Entry]:
    """Return the articles of a page in the order of their ids."""
    found = connection.execute(_PAGE + " WHERE id = ?", (page,)).fetchone()
    if found is None:
        return []
    rows = connection.execute(_ARTICLE + " WHERE page = ? ORDER BY article", (page,)).fetchall()
    return [_entry(connection, row, found) for row in rows]


def load_entry(connection: sqlite3.Connection, key: int) -> Entry | None:
    """Return the article with row id ``key``."""
    row = connection.execute(_ARTICLE + " WHERE id = ?", (key,)).fetchone()
    if row is None:
        return None
    found = connection.execute(_PAGE + " WHERE id = ?", (row[1],)).fetchone()
    return _entry(connection, row, found)


def _entry(
    connection: sqlite3.Connection, row: tuple[object, ...], found: tuple[str, ...]
) -> Entry:
    key, page = int(str(row[15])), int(str(row[1]))
    name, path, *origin = found
    facts = connection.execute(
        "SELECT * FROM facts WHERE article = ? ORDER BY kind, ordinal", (key,)
    )
    analysis = analysis_from(
        article_from(row, name, origin_from(origin)), (FactRow(*fact) for fact in facts)
    )
    case = connection.execute("SELECT * FROM cases WHERE article = ?", (key,)).fetchone()
    if case is None:
        return Entry(key, page, path, analysis, None)
    scores = connection.execute(
        "SELECT theme, score FROM case_themes WHERE article = ? ORDER BY ordinal", (key,)
    ).fetchall()
    return Entry(key, page, path, analysis, case_from(analysis.article.id, case, scores))


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the search index takes of an article.

    Attributes:
        key: row id of the article; ``page`` is that of its page, ``id`` its lasting id.
        practice: name of the central practice of its case, "" if none.
        place: path and code of the place of its case, both "" if none.
        themes: ids of the themes of its case.
        places: path and code of the places it names, but for those that are ambiguous or stand
            only inside another name.
        names: its practices, with their other names.
    """

    key: int
    page: int
    id: str
    page_name: str
    kind: str
    headline: str
    subhead: str
    text: str
    practice: str
    place: tuple[str, str]
    themes: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]


def load_indexed(connection: sqlite3.Connection, pages: Sequence[int]) -> list[Indexed]:
    """Return what the index takes of the articles of pages, ordered by page as given, then by id.

    Two queries for all of them, and only the columns that are needed: a whole ``Entry`` would cost
    more than its terms.
    """
    rows = connection.execute(
        "SELECT articles.id, page, article, name, kind, headline, subhead, text FROM json_each(?)"
        " AS wanted CROSS JOIN articles ON page = wanted.value CROSS JOIN pages ON pages.id = page"
        " ORDER BY wanted.key, article",
        (json.dumps(list(pages)),),
    ).fetchall()
    keys = json.dumps([row[0] for row in rows])
    cases = {
        key: case
        for key, *case in connection.execute(
            "SELECT article, practice, place, code, theme, theme2 FROM json_each(?)"
            " AS wanted CROSS JOIN cases ON article = wanted.value",
            (keys,),
        )
    }
    facts: dict[int, dict[str, list[Any]]] = {row[0]: defaultdict(list) for row in rows}
    for article, kind, name, path, code, others in connection.execute(
        "SELECT article, kind, name, facts.path, code, others FROM json_each(?)"
        " AS wanted CROSS JOIN facts ON article = wanted.value"
        " WHERE kind IN ('program', 'person', 'organisation')"
        " OR (kind = 'place' AND facts.path <> '' AND in_name = 0 AND status <> 'ambiguous')"
        " ORDER BY article, kind, ordinal",
        (keys,),
    ):
        if kind == "place":
            facts[article][kind].append((path, code))
        else:
            facts[article][kind] += (name, *json.loads(others)) if others != "[]" else (name,)
    return [_indexed(row, cases.get(row[0]), facts[row[0]]) for row in rows]


def _indexed(
    row: tuple[Any, ...], case: Sequence[str] | None, facts: dict[str, list[Any]]
) -> Indexed:
    practice, place, code, *themes = case or ("", "", "")
    return Indexed(
        *row,
        practice=practice,
        place=(place, code),
        themes=tuple(filter(None, themes)),
        places=tuple(facts["place"]),
        names=tuple(facts["program"]),
        people=tuple(facts["person"]),
        organisations=tuple(facts["organisation"]),
    )


def load_ids(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, str]:
    """Return the ids of the articles with these row ids."""
    return dict(
        connection.execute(
            "SELECT articles.id, article FROM json_each(?) JOIN articles"
            " ON articles.id = json_each.value",
            (json.dumps(list(keys)),),
        ).fetchall()
    )


def find_articles(connection: sqlite3.Connection, prefix: str, limit: int) -> list[tuple[int, str]]:
    """Return (row id, id) of the articles whose id begins with ``prefix``, in order."""
    end = prefix + "\U0010ffff"
    return connection.execute(
        "SELECT id, article FROM articles WHERE article >= ? AND article < ?"
        " ORDER BY article LIMIT ?",
        (prefix, end, limit),
    ).fetchall()


def load_page(connection: sqlite3.Connection, key: int) -> Page | None:
    """Return the raw page as it was read when it was added."""
    row = connection.execute(
        f"SELECT name, path, digest, encoding, lines, simplify, {_ORIGIN} FROM pages WHERE id = ?",  # noqa: S608
        (key,),
    ).fetchone()
    if row is None:
        return None
    lines = tuple(row[4].split("\n"))
    return Page(*row[:4], lines=lines, origin=origin_from(row[6:]), simplify=bool(row[5]))


@dataclass(frozen=True, slots=True)
class StoredCut:
    """A page of the library as it was cut, and what analysed it.

    Attributes:
        cut: the page with its articles, furniture and refused lines.
        stamp: what analysed it; see ``data_stamp``.
    """

    cut: CutPage
    stamp: str


def load_issue(connection: sqlite3.Connection, issue: str) -> list[StoredCut]:
    """Return the pages of an issue, ordered by path."""
    rows = connection.execute(
        "SELECT id, stamp FROM pages WHERE issue = ? AND issue <> '' ORDER BY path", (issue,)
    ).fetchall()
    return [StoredCut(_load_cut(connection, key), stamp) for key, stamp in rows]


def count_issue(
    connection: sqlite3.Connection, issue: str, away: Collection[str], limit: int
) -> int:
    """Count the pages of an issue up to ``limit``, those at the paths ``away`` left out.

    That ``issue`` is not empty is said for SQLite, which only then takes the index of the others.
    """
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM pages WHERE issue = ? AND issue <> '' LIMIT ?)",
        (issue, limit + len(away)),
    ).fetchone()
    (gone,) = connection.execute(
        "SELECT count(*) FROM json_each(?) JOIN pages ON pages.path = json_each.value"
        " WHERE issue = ?",
        (json.dumps(sorted(away)), issue),
    ).fetchone()
    return min(limit, count - gone)


def has_notes(connection: sqlite3.Connection, issue: str) -> bool:
    """Tell whether any page of an issue may hold a note that an article goes on elsewhere."""
    row = connection.execute(
        "SELECT 1 FROM pages WHERE issue = ? AND noted = 1 LIMIT 1", (issue,)
    ).fetchone()
    return row is not None


def stored_digest(connection: sqlite3.Connection, path: str) -> str:
    """Return the digest of the page at a path, "" if there is none."""
    row = connection.execute("SELECT digest FROM pages WHERE path = ?", (path,)).fetchone()
    return row[0] if row else ""


def _load_cut(connection: sqlite3.Connection, key: int) -> CutPage:
    page = load_page(connection, key)
    if page is None:
        raise AnlikuError(f"the library holds no page with the number {key}; list the pages")
    rows = connection.execute(_ARTICLE + " WHERE page = ? ORDER BY ordinal", (key,)).fetchall()
    furniture = connection.execute(
        "SELECT line, kind FROM furniture WHERE page = ? ORDER BY ordinal", (key,)
    ).fetchall()
    refused = connection.execute(
        "SELECT item, reason, detail, first, last FROM rejected WHERE page = ? ORDER BY id", (key,)
    ).fetchall()
    continued = connection.execute(
        "SELECT first, last, article, beginning FROM continued WHERE page = ? ORDER BY ordinal",
        (key,),
    ).fetchall()
    return CutPage(
        page,
        tuple(article_from(row, page.name, page.origin) for row in rows),
        tuple(Furniture(*row) for row in furniture),
        tuple(_rejected(*row) for row in refused),
        continued=tuple(Continued(LineRange(*row[:2]), *row[2:]) for row in continued),
    )


def load_page_of(connection: sqlite3.Connection, article_id: str) -> Page | None:
    """Return the page that an article stands on: its id begins with the page's digest."""
    prefix = article_id.rpartition("-")[0]
    row = connection.execute(
        "SELECT id FROM pages WHERE digest >= ? AND digest < ?", (prefix, prefix + "g")
    ).fetchone()
    return load_page(connection, row[0]) if row and prefix else None


def load_issues_at(connection: sqlite3.Connection, paths: Sequence[str]) -> list[str]:
    """Return the issues that the pages at these paths are of, sorted."""
    rows = connection.execute(
        "SELECT DISTINCT issue FROM json_each(?) JOIN pages ON pages.path = json_each.value"
        " WHERE issue <> '' ORDER BY issue",
        (json.dumps(list(paths)),),
    )
    return [issue for (issue,) in rows]


def _rejected(item: str, reason: str, detail: str, first: int | None, last: int | None) -> Rejected:
    lines = None if first is None or last is None else LineRange(first, last)
    return Rejected(item, Reason(reason), detail, lines)


def iterate_rejected(connection: sqlite3.Connection) -> Iterator[Rejected]:
    """Yield refused files and refused lines in the order they came."""
    last = 0
    while True:
        rows = connection.execute(
            "SELECT id, item, reason, detail, first, last FROM rejected WHERE id > ?"
            " ORDER BY id LIMIT ?",
            (last, BATCH),
        ).fetchall()
        if not rows:
            return
        for row in rows:
            yield _rejected(*row[1:])
        last = rows[-1][0]
