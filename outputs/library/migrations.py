"""The schema of a library, as a list of named steps.

A step is a decorated function; its name is its id for ever. Each runs once a library, in one
transaction with the record that it ran. Steps are only ever appended.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from ...corpus.errors import AnlikuError

#: "anlk" in ASCII: tells a library from any other SQLite file (``PRAGMA application_id``).
APPLICATION_ID = 0x616E6C6B

Migration = Callable[[sqlite3.Connection], None]

_MIGRATIONS: dict[str, Migration] = {}


def migration(step: Migration) -> Migration:
    """Append a step to the schema under its function name."""
    _MIGRATIONS[step.__name__] = step
    return step


def migrate(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Bring a library to the present schema.

    Args:
        connection: an open connection in autocommit mode.
        name: what to call the file in messages.

    Returns:
        Ids of the steps that ran now.

    Raises:
        AnlikuError: the library was made by a newer anliku.
    """
    done = applied(connection)
    unknown = sorted(done - _MIGRATIONS.keys())
    if unknown:
        raise AnlikuError(
            f"{name} was made by a newer anliku (it has the schema step {unknown[0]}); "
            "install the newest anliku: pip install --upgrade anliku"
        )
    ran: list[str] = []
    for step_id, step in _MIGRATIONS.items():
        if step_id not in done and _run_once(connection, step_id, step):
            ran.append(step_id)
    return tuple(ran)


def pending(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of the steps that have not run yet."""
    done = applied(connection)
    return tuple(step_id for step_id in _MIGRATIONS if step_id not in done)


def applied(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the steps that ran on this file."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return frozenset()
    return frozenset(row[0] for row in connection.execute("SELECT id FROM migrations"))


def _run_once(connection: sqlite3.Connection, step_id: str, step: Migration) -> bool:
    """Run a step unless another process was quicker; tell whether it ran."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        ran = step_id not in applied(connection)
        if ran:
            step(connection)
            connection.execute("INSERT INTO migrations (id) VALUES (?)", (step_id,))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return ran


def _execute_all(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one; ``executescript`` would commit the open transaction."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)


@migration
def create_library(connection: sqlite3.Connection) -> None:
    """Pages and what came of them, what was refused, themes, and who wrote what when."""
    connection.execute("CREATE TABLE migrations (id TEXT PRIMARY KEY) WITHOUT ROWID")
    _execute_all(connection, _PAGES)
    _execute_all(connection, _FACTS)
    _execute_all(connection, _LEDGER)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")


# AUTOINCREMENT: a row id never comes back, so an index that is behind cannot show a wrong article.
_PAGES = """
CREATE TABLE pages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    encoding TEXT NOT NULL,
    lines TEXT NOT NULL,
    stamp TEXT NOT NULL
);
CREATE INDEX pages_name ON pages (name, digest);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL UNIQUE,
    page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    headline TEXT NOT NULL,
    subhead TEXT NOT NULL,
    label TEXT NOT NULL,
    reporters TEXT NOT NULL,
    correspondents TEXT NOT NULL,
    text TEXT NOT NULL,
    parts TEXT NOT NULL,
    lines TEXT NOT NULL,
    runs TEXT NOT NULL,
    boundaries TEXT NOT NULL
);
CREATE INDEX articles_page ON articles (page, ordinal);
CREATE TABLE furniture (
    page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (page, ordinal)
) WITHOUT ROWID;
CREATE TABLE rejected (
    id INTEGER PRIMARY KEY,
    item TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    first INTEGER,
    last INTEGER,
    page INTEGER REFERENCES pages (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX rejected_file ON rejected (item) WHERE page IS NULL;
CREATE INDEX rejected_page ON rejected (page)
"""

_FACTS = """
CREATE TABLE facts (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    level TEXT NOT NULL,
    value REAL,
    unit TEXT NOT NULL,
    bound TEXT NOT NULL,
    counted TEXT NOT NULL,
    role TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    in_name INTEGER NOT NULL,
    weight REAL,
    others TEXT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    mentions TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    PRIMARY KEY (article, kind, ordinal)
) WITHOUT ROWID;
CREATE INDEX facts_name ON facts (kind, name);
CREATE INDEX facts_code ON facts (code) WHERE code <> '';
CREATE TABLE cases (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    practice TEXT NOT NULL,
    place TEXT NOT NULL,
    code TEXT NOT NULL,
    theme TEXT NOT NULL,
    theme2 TEXT NOT NULL,
    confidence REAL NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX cases_theme ON cases (theme);
CREATE INDEX cases_code ON cases (code);
CREATE TABLE case_themes (
    article INTEGER NOT NULL REFERENCES cases (article) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    theme TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE TABLE themes (
    id TEXT PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    cues TEXT NOT NULL,
    examples TEXT NOT NULL
) WITHOUT ROWID
"""

# A change is one page taken in, replaced or removed. ``state`` is a hash over all changes so far:
# the search index notes the last change it holds, and the hash tells whether it is of this library.
_LEDGER = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    anliku TEXT NOT NULL,
    python TEXT NOT NULL,
    sqlite TEXT NOT NULL,
    segmenter TEXT NOT NULL,
    stamp TEXT NOT NULL,
    arguments TEXT NOT NULL,
    files TEXT NOT NULL,
    counts TEXT NOT NULL
);
CREATE TABLE changes (
    generation INTEGER PRIMARY KEY,
    page INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    state TEXT NOT NULL
);
CREATE INDEX changes_page ON changes (page, generation)
"""


@migration
def add_origin(connection: sqlite3.Connection) -> None:
    """Where a page was published: newspaper, date, edition, number, address, and who says so."""
    for column in ("newspaper", "date", "edition", "number", "url"):
        connection.execute(f"ALTER TABLE pages ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE pages ADD COLUMN origin_sources TEXT NOT NULL DEFAULT '[]'")
    connection.execute("CREATE INDEX pages_issue ON pages (newspaper, date)")
    connection.execute("CREATE INDEX pages_date ON pages (date)")


@migration
def add_continuations(connection: sqlite3.Connection) -> None:
    """Articles that go on on other pages of their issue: their pieces, and whose lines are where.

    ``articles.pieces`` holds the articles as each page alone gives them; ``facts.page`` is the
    page of a fact that does not stand on the article's own; ``pages.issue`` is what the pages of
    an issue have in common.
    """
    connection.execute("ALTER TABLE pages ADD COLUMN issue TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX pages_of_issue ON pages (issue) WHERE issue <> ''")
    connection.execute("ALTER TABLE articles ADD COLUMN pieces TEXT NOT NULL DEFAULT '[]'")
    connection.execute("CREATE INDEX articles_joined ON articles (page) WHERE pieces <> '[]'")
    connection.execute("ALTER TABLE facts ADD COLUMN page TEXT NOT NULL DEFAULT ''")
    connection.execute(_CONTINUED)


_CONTINUED = """
CREATE TABLE continued (
    page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    article TEXT NOT NULL,
    beginning TEXT NOT NULL,
    PRIMARY KEY (page, ordinal)
) WITHOUT ROWID
"""


@migration
def add_near_duplicates(connection: sqlite3.Connection) -> None:
    """Which articles tell the same, and the keys by which they are found; pages read simplified.

    A row of ``duplicates`` stands both ways. ``bands`` is ``fingerprints`` the other way round; a
    trigger keeps it so when an article goes. What is ``pending`` is not in it yet.
    """
    connection.execute("ALTER TABLE pages ADD COLUMN simplify INTEGER NOT NULL DEFAULT 0")
    _execute_all(connection, _DUPLICATES)
    connection.execute(
        "CREATE TRIGGER forget_bands AFTER DELETE ON fingerprints BEGIN"
        " DELETE FROM bands WHERE article = old.article"
        " AND key IN (SELECT value FROM json_each(old.keys)); END"
    )


_DUPLICATES = """
CREATE TABLE fingerprints (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    keys TEXT NOT NULL,
    pending INTEGER NOT NULL
);
CREATE INDEX fingerprints_pending ON fingerprints (article) WHERE pending = 1;
CREATE TABLE bands (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE TABLE duplicates (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    similarity REAL NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX duplicates_other ON duplicates (other)
"""


@migration
def add_landmarks(connection: sqlite3.Connection) -> None:
    """By which of them articles that share a key are compared.

    ``rank`` orders the holders of a key, and the first 32 are its landmarks. ``pending`` is set for
    an article that took the place of a landmark that went, and must be compared again.
    """
    for table in ("duplicates", "bands", "fingerprints"):
        connection.execute(f"DROP TABLE {table}")
    _execute_all(connection, _LANDMARKS)
    connection.execute(_FORGET)


_LANDMARKS = """
CREATE TABLE fingerprints (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    keys TEXT NOT NULL,
    pending INTEGER NOT NULL
);
CREATE INDEX fingerprints_pending ON fingerprints (article) WHERE pending > 0;
CREATE TABLE bands (
    key INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, rank, article)
) WITHOUT ROWID;
CREATE TABLE duplicates (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    similarity REAL NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX duplicates_other ON duplicates (other)
"""

_FORGET = """
CREATE TRIGGER forget_bands AFTER DELETE ON fingerprints BEGIN
    UPDATE fingerprints SET pending = 2 WHERE pending = 0 AND article IN (
        SELECT (
            SELECT article FROM bands WHERE key = value ORDER BY rank, article LIMIT 1 OFFSET 32
        ) FROM json_each(old.keys) WHERE old.article IN (
            SELECT article FROM bands WHERE key = value ORDER BY rank, article LIMIT 32
        )
    );
    DELETE FROM bands WHERE rank = old.rank AND article = old.article
        AND key IN (SELECT value FROM json_each(old.keys));
END
"""


@migration
def add_noted(connection: sqlite3.Connection) -> None:
    """Whether a page holds a note that an article goes on elsewhere; unknown is taken for yes."""
    connection.execute("ALTER TABLE pages ADD COLUMN noted INTEGER NOT NULL DEFAULT 1")
    connection.execute("CREATE INDEX pages_noted ON pages (issue) WHERE noted = 1")


@migration
def add_linked(connection: sqlite3.Connection) -> None:
    """How far near-duplicates are linked; the confidence of facts, and what has no column.

    Keys are made in another way than before, so all articles are linked again. Indexes that no
    query uses go: they made three of four writes of a page.
    """
    from .linking import has_pending, link_pending

    connection.execute("ALTER TABLE facts ADD COLUMN confidence REAL NOT NULL DEFAULT 1")
    connection.execute("ALTER TABLE facts ADD COLUMN more TEXT NOT NULL DEFAULT '{}'")
    for index in ("facts_name", "facts_code", "pages_issue", "pages_date"):
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    for table in ("duplicates", "fingerprints", "bands"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constant
    connection.execute("CREATE TABLE linked (article INTEGER NOT NULL)")
    connection.execute("INSERT INTO linked VALUES (0)")
    while has_pending(connection):
        link_pending(connection)


@migration
def add_records(connection: sqlite3.Connection) -> None:
    """What a case tells, as a JSON object; empty until its page is analysed again."""
    connection.execute("ALTER TABLE cases ADD COLUMN record TEXT NOT NULL DEFAULT '{}'")
