"""The library: one SQLite file that holds pages, articles, facts, cases and what was refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from ...corpus.errors import AnlikuError
from ...corpus.types import Article, Page, Rejected
from ...nlp.results import AnalysedPage, Theme
from . import duplicates, reads, statistics, writes
from .adding import AddSummary, JoinedPages, PageWriter
from .codec import theme_from
from .connection import QuickCommits, connect, explained
from .stamp import Run, RunInfo, load_runs
from .writes import Outcome


class Library:
    """A library on disk. Use it as a context manager, or call ``close``.

    The SQLite file is the truth; the search index beside it is derived from it.

    Attributes:
        path: the SQLite file.
        writable: False if the file or its folder is read-only.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection
        self._writer: PageWriter | None = None

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Library:
        """Open a library; an older one is brought to the present schema.

        Args:
            path: the SQLite file.
            create: make a new library if there is none.

        Raises:
            AnlikuError: there is none, the file is no library or of a newer anliku, or it cannot
                be opened.
        """
        path = Path(path)
        connection, writable = connect(path, create=create)
        return cls(path, connection, writable=writable)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def index_path(self) -> Path:
        """The folder of the search index: ``anliku.index`` beside ``anliku.db``."""
        stem = self.path.stem if self.path.suffix == ".db" else self.path.name
        return self.path.with_name(f"{stem}.index")

    def knows(self, page: Page, stamp: str) -> bool:
        """Tell whether analysing ``page`` again would be of no use.

        Args:
            page: the page as read.
            stamp: what would analyse it now; see ``data_stamp``.

        Returns:
            True if the same path, content and stamp are there, or another path has this content.
        """
        with explained(self.path):
            self._settle(page.path, page.digest)
            outcome = writes.find_outcome(self._connection, page, stamp)
        return outcome in {Outcome.UNCHANGED, Outcome.DUPLICATE}

    def add(
        self, pages: Iterable[AnalysedPage | JoinedPages | Page | Rejected], run: Run
    ) -> AddSummary:
        """Take pages in, each wholly or not at all, and list what was refused.

        A page whose path, content and stamp are there already changes nothing. Content that is
        there under another path is listed as rejected. A page whose path is there with other
        content, or was analysed by other code or data, is replaced.

        Args:
            pages: analysed pages; those whose articles hang together; refusals; and bare pages
                that ``knows`` knew, which are counted
                without having been analysed. Read lazily, one at a time.
            run: the run they belong to; see ``describe_run``. It is recorded with the first
                change, so a run that changes nothing leaves no trace.

        Raises:
            AnlikuError: the library is read-only, locked for too long, or the disk is full; all
                pages before are safe.
        """
        if not self.writable:
            raise AnlikuError(
                f"{self.path} or its folder is read-only; copy it to a folder where you may write"
            )
        commits = QuickCommits(self._connection)
        self._writer = writer = PageWriter(self._connection, run, commits)
        with explained(self.path):
            try:
                for item in pages:
                    writer.take(item)
                return writer.finish()
            finally:
                self._writer = None
                try:
                    writer.save()  # what was taken before an interruption is kept
                finally:
                    commits.end()

    def _settle(self, *marks: str) -> bool:
        """Write the pages that wait in ``add`` if one has this path, content or issue.

        The pages that ``add`` is given may depend on what the library holds.
        """
        return self._writer is not None and self._writer.settle(marks)

    def generation(self) -> tuple[int, str]:
        """Return number and state of the last change; (0, "") for an empty library."""
        row = self._one("SELECT generation, state FROM changes ORDER BY generation DESC LIMIT 1")
        return (row[0], row[1]) if row else (0, "")

    def state_at(self, generation: int) -> str:
        """Return the state after a change, "" if there was no such change."""
        row = self._one("SELECT state FROM changes WHERE generation = ?", generation)
        return row[0] if row else ""

    def changes_since(self, generation: int) -> Iterator[reads.Change]:
        """Yield the changes after a generation, ascending, for each page its last one."""
        with explained(self.path):
            yield from reads.iterate_changes(self._connection, generation)

    def pages(self) -> Iterator[reads.PageInfo]:
        """Yield the pages in short, ordered by name, then by content."""
        with explained(self.path):
            yield from reads.iterate_pages(self._connection)

    def entries(self) -> Iterator[reads.Entry]:
        """Yield all articles with their facts, ordered by page name, then by id."""
        for page in self.pages():
            yield from self.page_entries(page.key)

    def page_entries(self, page: int) -> list[reads.Entry]:
        """Return the articles of the page with this row id, in the order of their ids."""
        with explained(self.path):
            return reads.load_page_entries(self._connection, page)

    def indexed(self, pages: Sequence[int]) -> list[reads.Indexed]:
        """Return what the search index takes of the articles of the pages with these row ids."""
        with explained(self.path):
            return reads.load_indexed(self._connection, pages)

    def entry_at(self, key: int) -> reads.Entry | None:
        """Return the article with this row id, None if there is none (any more)."""
        with explained(self.path):
            return reads.load_entry(self._connection, key)

    def article_ids(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the ids of the articles with these row ids; those that are gone are left out."""
        with explained(self.path):
            return reads.load_ids(self._connection, keys)

    def entry(self, article_id: str) -> reads.Entry:
        """Return the article with this id, or whose id alone begins so.

        Raises:
            AnlikuError: there is none, or several ids begin so.
        """
        with explained(self.path):
            found = reads.find_articles(self._connection, article_id, 6) if article_id else []
        exact = [item for item in found if item[1] == article_id]
        found = exact or found
        if len(found) > 1:
            names = ", ".join(name for _, name in found[:5])
            raise AnlikuError(
                f"several articles begin with {article_id!r}: {names}; give more of it"
            )
        entry = self.entry_at(found[0][0]) if found else None
        if entry is None:
            raise AnlikuError(
                f"there is no article {article_id!r} in {self.path}; "
                "search prints the ids, or list them with: anliku export"
            )
        return entry

    def raw_page(self, key: int) -> Page:
        """Return the page with this row id as it was read, even if the file is long gone.

        Raises:
            AnlikuError: there is no such page.
        """
        with explained(self.path):
            page = reads.load_page(self._connection, key)
        if page is None:
            raise AnlikuError(f"{self.path} holds no page with the number {key}; list the pages")
        return page

    def issue(self, key: str) -> list[reads.StoredCut]:
        """Return the pages of an issue as they were cut and joined, ordered by path.

        Args:
            key: what its pages have in common; see ``issue_of``.
        """
        with explained(self.path):
            self._settle(key)
            return reads.load_issue(self._connection, key)

    def count_issue(self, key: str, away: Collection[str], limit: int) -> int:
        """Count the pages of an issue up to ``limit``, those at the paths ``away`` left out."""
        with explained(self.path):
            count = reads.count_issue(self._connection, key, away, limit)
            if count < limit and self._settle(key):
                count = reads.count_issue(self._connection, key, away, limit)
            return count

    def has_notes(self, key: str) -> bool:
        """Tell whether any page of an issue may hold a note that an article goes on elsewhere."""
        with explained(self.path):
            self._settle(key)
            return reads.has_notes(self._connection, key)

    def is_displaced(self, page: Page) -> bool:
        """Tell whether another content than that of ``page`` is stored under its path."""
        with explained(self.path):
            self._settle(page.path)
            digest = reads.stored_digest(self._connection, page.path)
        return digest not in ("", page.digest)

    def issues_at(self, paths: Sequence[str]) -> list[str]:
        """Return the issues that the pages at these paths are of, sorted."""
        with explained(self.path):
            self._settle(*paths)
            return reads.load_issues_at(self._connection, paths)

    def page_of_piece(self, piece: Article) -> Page:
        """Return the raw page that an article or a piece of one stands on.

        Raises:
            AnlikuError: there is no such page.
        """
        with explained(self.path):
            page = reads.load_page_of(self._connection, piece.id)
        if page is None:
            raise AnlikuError(f"{self.path} has no page {piece.page} any more; add it again")
        return page

    def rejected(self) -> Iterator[Rejected]:
        """Yield refused files and refused lines in the order they came."""
        with explained(self.path):
            yield from reads.iterate_rejected(self._connection)

    def themes(self) -> tuple[Theme, ...]:
        """Return the codebook of the library, in its order."""
        rows = self._all(
            "SELECT id, ordinal, name, description, cues, examples FROM themes ORDER BY ordinal, id"
        )
        return tuple(theme_from(row) for row in rows)

    def theme_names(self) -> dict[str, str]:
        """Return the names of the themes by id."""
        return dict(self._all("SELECT id, name FROM themes ORDER BY ordinal, id"))

    def runs(self) -> tuple[RunInfo, ...]:
        """Return the recorded runs, the oldest first."""
        with explained(self.path):
            return tuple(load_runs(self._connection))

    def duplicates_of(self, key: int) -> tuple[duplicates.Duplicate, ...]:
        """Return the reprints and other versions of an article, the first to appear first.

        Args:
            key: row id of the article.
        """
        with explained(self.path):
            return tuple(duplicates.load_duplicates(self._connection, key))

    def duplicate_groups(self) -> Iterator[tuple[duplicates.Duplicate, ...]]:
        """Yield the groups of articles that tell the same, each with its first article in front."""
        with explained(self.path):
            yield from map(tuple, duplicates.iterate_groups(self._connection))

    def repeats(self) -> dict[str, str]:
        """Return for each reprint or other version of an article the id of the first of its group.

        What counts once in statistics is what is not in it.
        """
        with explained(self.path):
            return duplicates.load_firsts(self._connection)

    def counts(self, *, repeats: bool = False) -> statistics.Counts:
        """Count what the library holds.

        Args:
            repeats: count reprints and other versions of an article too, not only the first.
        """
        with explained(self.path):
            again = duplicates.load_repeats(self._connection)
            left_out = statistics.listed([] if repeats else again)
            return statistics.count_all(self._connection, again, left_out)

    def top(
        self, kind: str, limit: int = 20, *, repeats: bool = False
    ) -> tuple[statistics.Tally, ...]:
        """Return the most frequent names of a kind of fact.

        Args:
            kind: ``place``, ``program``, ``figure``, ``person``, ``organisation`` or ``date``.
            limit: how many.
            repeats: count reprints and other versions of an article too.
        """
        with explained(self.path):
            left_out = self._left_out(repeats=repeats)
            return tuple(statistics.tally_facts(self._connection, kind, limit, left_out))

    def cases_by_theme(self, *, repeats: bool = False) -> tuple[tuple[str, str, int], ...]:
        """Return (theme id, theme name, number of cases) in the order of the codebook.

        Args:
            repeats: count reprints and other versions of an article too.
        """
        with explained(self.path):
            left_out = self._left_out(repeats=repeats)
            return tuple(statistics.tally_themes(self._connection, left_out))

    def _left_out(self, *, repeats: bool) -> str:
        again = [] if repeats else duplicates.load_repeats(self._connection)
        return statistics.listed(again)

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        with explained(self.path):
            return self._connection.execute(statement, values).fetchone()

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with explained(self.path):
            return self._connection.execute(statement, values).fetchall()
