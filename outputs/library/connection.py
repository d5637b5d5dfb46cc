"""Opens the SQLite file of a library and turns its errors into words for people."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from ...corpus.errors import AnlikuError
from .migrations import APPLICATION_ID, migrate, pending

#: Seconds a writer or reader waits for another process. A page takes some hundredths of a second,
#: so only a process that hangs with the file open lets this run out.
LOCK_TIMEOUT = 30.0

# Size of the page cache in KiB (SQLite takes a negative number as KiB).
_CACHE = -65_536

# Database pages of 4 KiB that the write-ahead log may hold before they go into the file: 40 MB.
_LOG_PAGES = 10_000

_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, create: bool) -> tuple[sqlite3.Connection, bool]:
    """Open a library, bring it to the present schema, or create it.

    At rest the rollback journal is used, not the write-ahead log: it works on network drives,
    leaves one file behind, and lets a library on read-only media be read. See ``QuickCommits``.

    Args:
        path: the SQLite file.
        create: make a new library if there is none.

    Returns:
        The connection, in autocommit mode, and whether it may write.

    Raises:
        AnlikuError: there is no file, it is no library, it is from a newer anliku, or it cannot
            be opened.
    """
    if path.is_dir():
        raise AnlikuError(f"{path} is a folder; name a file such as {path / 'anliku.db'}")
    fresh = not path.exists()
    if fresh and not create:
        raise AnlikuError(f"there is no library {path}; make one with: anliku add PATH -L {path}")
    if fresh and not path.parent.is_dir():
        raise AnlikuError(f"the folder {path.parent} does not exist; create it first")
    if not fresh:
        _check_header(path, create=create)
    writable = fresh or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    with explained(path):
        connection = _open(path, "rwc" if fresh else "rw" if writable else "ro")
        try:
            _prepare(connection, path, writable=writable)
        except BaseException:
            connection.close()
            raise
    return connection, writable


def _open(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=LOCK_TIMEOUT,
        isolation_level=None,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {_CACHE:d}")
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise AnlikuError(
            f"{path} is an SQLite file but no anliku library; name another file with -L"
        )
    if writable:
        migrate(connection, str(path))
    elif pending(connection):
        raise AnlikuError(
            f"{path} was made by an older anliku and is read-only; "
            "make it writable once, so that it can be brought up to date"
        )


class QuickCommits:
    """Commits by the write-ahead log while much is written; at the end the file is plain again.

    A commit then needs no wait for the disk: a killed process loses nothing, a power cut at most
    the last pages, which the next ``add`` brings again; the file is never damaged (SQLite, "Write-
    Ahead Logging", section 3.2). Where the log does not work, as on network drives, or while
    another process has the file open, SQLite keeps the mode it has, which is safe too.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._begun = False

    def begin(self) -> None:
        """Turn the log on, once; call it before the first transaction that writes."""
        if not self._begun:
            self._begun = True
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES:d}")

    def end(self) -> None:
        """Turn the log off; a library that was not written to is left as it was."""
        if self._begun:
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute("PRAGMA journal_mode = DELETE")


def _check_header(path: Path, *, create: bool) -> None:
    """Refuse a file that is no SQLite file; an empty one is a library that was never begun."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        raise AnlikuError(
            f"{path} cannot be read ({error.strerror}); check its permissions"
        ) from error
    if head != _HEADER and not (create and not head):
        raise AnlikuError(f"{path} is no anliku library; name another file with -L")


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn SQLite's errors into one sentence with what to do.

    Raises:
        AnlikuError: for every ``sqlite3.OperationalError`` and ``sqlite3.DatabaseError`` within.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise AnlikuError(f"{path}: {_advice(error)}") from error


def _advice(error: sqlite3.DatabaseError) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return (
                f"another process has held the library for {LOCK_TIMEOUT:.0f} seconds; "
                "wait until it is done and try again"
            )
        case sqlite3.SQLITE_FULL:
            return "the disk is full; make room and run the same command again, nothing is lost"
        case sqlite3.SQLITE_READONLY:
            return "the library is read-only; copy it to a folder where you may write"
        case sqlite3.SQLITE_CANTOPEN:
            return "the file cannot be opened; check the permissions of the file and its folder"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return f"the file is damaged ({error}); restore it from a copy"
        case sqlite3.SQLITE_IOERR:
            return (
                f"the disk reports an error ({error}); "
                "check that the drive works and has room, nothing is lost"
            )
        case _:
            return f"SQLite says: {error}"
