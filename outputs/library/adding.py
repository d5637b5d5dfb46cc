"""Adds pages, each wholly or not at all, and counts what happened."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from ...corpus.errors import AnlikuError
from ...corpus.issues.continuations import issue_of
from ...corpus.types import Page, Reason, Rejected
from ...nlp.results import AnalysedPage
from . import writes
from .codec import dumps
from .connection import QuickCommits
from .linking import BATCH, has_pending, link_pending
from .stamp import Run
from .writes import Outcome

#: Characters of pages that are written in one transaction: those of a newspaper page, at most this
#: many pages. So a newspaper page is a transaction of its own, and short ones, such as the rows of
#: a table, are taken together until they are as much: a transaction costs as much as writing six.
GROUP = 8_000
_GROUP_PAGES = 50

_WRITTEN = frozenset({Outcome.ADDED, Outcome.REPLACED})


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What an ``add`` did.

    Attributes:
        added: pages that are new.
        replaced: pages whose content or analysis changed.
        unchanged: pages that were there already.
        articles: articles on the new and replaced pages.
        cases: cases they report.
        rejected: files that were refused, duplicates among them, in order.
        rejected_lines: number of refused stretches of lines on the new and replaced pages.
    """

    added: int
    replaced: int
    unchanged: int
    articles: int
    cases: int
    rejected: tuple[Rejected, ...]
    rejected_lines: int


@dataclass(frozen=True, slots=True)
class JoinedPages:
    """Pages of an issue whose articles hang together: all of them are taken in, or none.

    Attributes:
        pages: the pages; also those the library has, if an article of theirs changes.
        stamps: for each page what it counts as analysed by, "" if it must be analysed again.
    """

    pages: tuple[AnalysedPage, ...]
    stamps: tuple[str, ...]


class PageWriter:
    """Takes in what one run brings. The run itself is recorded with its first change."""

    def __init__(self, connection: sqlite3.Connection, run: Run, commits: QuickCommits) -> None:
        self._connection = connection
        self._commits = commits
        self._run = run
        self._run_id = 0
        self._counts: Counter[str] = Counter()
        self._rejected: list[Rejected] = []
        self._unlinked = 0
        self._waiting = _Waiting()

    def take(self, item: AnalysedPage | JoinedPages | Page | Rejected) -> None:
        """Take in one page or refusal.

        Raises:
            AnlikuError: a bare page is given that the library does not know.
            sqlite3.DatabaseError: the file cannot be written; the pages before are safe.
        """
        match item:
            case Rejected():
                self.save()
                self._reject(item)
            case Page():
                self._skip(item)
            case AnalysedPage():
                self._put(item)
            case JoinedPages():
                self.save()
                self._put_joined(item)
        if self._unlinked >= BATCH:
            self._link()
            self._unlinked = 0

    def save(self) -> None:
        """Write what waits to be written together; if that fails, page by page."""
        waiting, self._waiting = self._waiting, _Waiting()
        if not waiting.pages:
            return
        try:
            found = self._write(waiting)
        except (AnlikuError, sqlite3.IntegrityError) as error:
            if len(waiting.pages) == 1:
                self._reject(_failure(waiting.pages[0].cut.page, error))
                return
            for analysed in waiting.pages:
                self._put(analysed)
                self.save()
            return
        for analysed, outcome in zip(waiting.pages, found, strict=True):
            if outcome is Outcome.DUPLICATE:
                self._put_duplicate(analysed.cut.page)
                continue
            self._counts[outcome.value] += 1
            if outcome in _WRITTEN:
                self._tally(analysed)

    def settle(self, marks: Iterable[str]) -> bool:
        """Write what waits if a page of one of these paths, contents or issues is among it."""
        if not self._waiting.has_any(marks):
            return False
        self.save()
        return True

    def finish(self) -> AddSummary:
        """Close the record of the run and sum up."""
        self.save()
        counts = self._counts
        self._link()
        if self._run_id:
            with self._transaction():
                self._connection.execute(
                    "UPDATE runs SET counts = ? WHERE id = ?",
                    (dumps(dict(sorted(counts.items()))), self._run_id),
                )
        return AddSummary(
            added=counts[Outcome.ADDED.value],
            replaced=counts[Outcome.REPLACED.value],
            unchanged=counts[Outcome.UNCHANGED.value],
            articles=counts["articles"],
            cases=counts["cases"],
            rejected=tuple(self._rejected),
            rejected_lines=counts["rejected_lines"],
        )

    def _link(self) -> None:
        """Link the articles that came, those too that a killed process left behind."""
        while has_pending(self._connection):
            with self._transaction():
                link_pending(self._connection)

    def _skip(self, page: Page) -> None:
        match self._outcome(page):
            case Outcome.UNCHANGED:
                self._counts[Outcome.UNCHANGED.value] += 1
            case Outcome.DUPLICATE:
                self._put_duplicate(page)
            case _:
                raise AnlikuError(f"{page.path} is not in the library yet; analyse it first")

    def _put(self, analysed: AnalysedPage) -> None:
        page = analysed.cut.page
        match self._outcome(page):
            case Outcome.UNCHANGED:
                self._counts[Outcome.UNCHANGED.value] += 1
            case Outcome.DUPLICATE:
                self._put_duplicate(page)
            case outcome:
                self._waiting.add(analysed, outcome)
                if self._waiting.is_full:
                    self.save()

    def _outcome(self, page: Page) -> Outcome:
        """Tell what adding a page would do; one that waits and has to do with it is written."""
        self.settle((page.path, page.digest))
        if not self._waiting.pages:
            self._waiting.version = writes.version(self._connection)
        return writes.find_outcome(self._connection, page, self._run.stamp)

    def _write(self, waiting: _Waiting) -> list[Outcome]:
        """Write pages; look again if another process wrote meanwhile, it may have been quicker."""
        with self._transaction():
            found = waiting.outcomes
            if writes.version(self._connection) != waiting.version:
                pages = (analysed.cut.page for analysed in waiting.pages)
                stamp = self._run.stamp
                found = [writes.find_outcome(self._connection, page, stamp) for page in pages]
            fresh = [
                (analysed, self._run.stamp)
                for analysed, outcome in zip(waiting.pages, found, strict=True)
                if outcome in _WRITTEN
            ]
            if fresh:
                writes.put_pages(self._connection, fresh, self._record_run())
        return found

    def _put_joined(self, joined: JoinedPages) -> None:
        """Write pages in one transaction, those too that are there as they are."""
        try:
            with self._transaction():
                found = [
                    self._overwrite(*pair) for pair in zip(joined.pages, joined.stamps, strict=True)
                ]
        except (AnlikuError, sqlite3.IntegrityError) as error:
            for analysed in joined.pages:
                self._reject(_failure(analysed.cut.page, error))
            return
        self._counts.update(outcome.value for outcome in found)

    def _overwrite(self, analysed: AnalysedPage, stamp: str) -> Outcome:
        """Write a page inside the open transaction; tell what that was."""
        outcome = writes.find_outcome(self._connection, analysed.cut.page, stamp)
        if outcome is Outcome.DUPLICATE:
            raise AnlikuError(f"{writes.twin(self._connection, analysed.cut.page)} is the same")
        writes.put_pages(self._connection, [(analysed, stamp)], self._record_run())
        self._tally(analysed)
        return Outcome.ADDED if outcome is Outcome.ADDED else Outcome.REPLACED

    def _tally(self, analysed: AnalysedPage) -> None:
        self._counts["articles"] += len(analysed.analyses)
        self._unlinked += len(analysed.analyses)
        self._counts["cases"] += len(analysed.cases)
        self._counts["rejected_lines"] += len(analysed.cut.rejected)

    def _put_duplicate(self, page: Page) -> None:
        """List a page whose content is there; what its own path held before goes."""
        other = writes.twin(self._connection, page)
        if writes.has_page(self._connection, page.path):
            self.save()
            with self._transaction():
                writes.remove_page(self._connection, page, self._record_run())
        self._reject(writes.duplicate_of(page, other))

    def _reject(self, rejected: Rejected) -> None:
        self._rejected.append(rejected)
        self._counts[f"rejected_{rejected.reason.value}"] += 1
        if not writes.knows_rejected(self._connection, rejected):
            with self._transaction():
                self._record_run()
                writes.put_rejected(self._connection, rejected)

    def _record_run(self) -> int:
        """Record the run inside the open transaction unless that is done; return its id."""
        if not self._run_id:
            self._run_id = writes.put_run(self._connection, self._run)
        return self._run_id

    @contextmanager
    def _transaction(self) -> Generator[None]:
        """Keep everything within, or nothing; a killed process leaves nothing half done."""
        known = self._run_id
        self._commits.begin()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._run_id = known
            raise


class _Waiting:
    """Pages that are written together, all of different paths and contents.

    Attributes:
        pages: the pages, in the order they came.
        outcomes: what writing each would do, as the library was at ``version``.
        version: what ``writes.version`` said before the first was looked up.
    """

    def __init__(self) -> None:
        self.pages: list[AnalysedPage] = []
        self.outcomes: list[Outcome] = []
        self.version = 0
        self._marks: set[str] = set()
        self._size = 0

    def add(self, analysed: AnalysedPage, outcome: Outcome) -> None:
        """Let a page wait."""
        page = analysed.cut.page
        self.pages.append(analysed)
        self.outcomes.append(outcome)
        self._marks.update((page.path, page.digest, issue_of(page)))
        self._size += sum(map(len, page.lines))

    def has_any(self, marks: Iterable[str]) -> bool:
        """Tell whether a page that waits has one of these paths, contents or issues."""
        return not self._marks.isdisjoint(marks)

    @property
    def is_full(self) -> bool:
        """Tell whether there is enough for a transaction."""
        return self._size >= GROUP or len(self.pages) >= _GROUP_PAGES


def _failure(page: Page, error: Exception) -> Rejected:
    """Say why a page could not be stored although it was analysed."""
    return Rejected(
        page.path,
        Reason.FAILED,
        f"its articles cannot be stored ({error}); please report this with the page",
    )
