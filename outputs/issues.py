"""Analyses what a library does not know, and joins it with what it has of the same issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..corpus.articles import cut_page
from ..corpus.issues.continuations import MAX_ISSUE, Issue, group_issues, join_issue, split_issue
from ..corpus.issues.turns import has_notes
from ..corpus.types import CutPage, Page, Rejected
from ..nlp.pipeline import Settings, analyse_cut
from ..nlp.results import AnalysedPage
from .library import JoinedPages, Library, Run, StoredCut

_DEFAULTS = Settings()

# Issues that are remembered to see that their pages come again.
_RECENT = 1_000


def analyse_unknown(
    pages: Iterable[Page | Rejected], library: Library, run: Run, settings: Settings = _DEFAULTS
) -> Iterator[AnalysedPage | JoinedPages | Page | Rejected]:
    """Analyse the pages that ``library`` does not know; the others come out as they went in.

    Pages are looked at issue by issue. Where an article goes on on a page of the same issue,
    given now or in the library already, the pages come out together as ``JoinedPages``, those of
    the library included whose articles change. So it makes no difference whether the pages of an
    issue are added in one run or in several, and in which order.
    """
    adder = _Adder(library, run, settings)
    issues = group_issues(pages, lambda item: item if isinstance(item, Page) else None)
    for issue in _gathered(issues):
        yield from adder.add(issue)


def _gathered(issues: Iterable[Issue[Page | Rejected]]) -> Iterator[Issue[Page | Rejected]]:
    """Put pages of an issue together that come again and again between those of others.

    Page by page, all pages of their issue would be read from the library as often. The first
    pages of an issue are passed on at once, later ones when there are ``MAX_ISSUE``.
    """
    seen: dict[str, None] = {}
    held: dict[str, list[Page | Rejected]] = {}
    for issue in issues:
        if not issue.key or not issue.whole or issue.key not in seen:
            seen[issue.key] = None
            if len(seen) > _RECENT:
                del seen[next(iter(seen))]
            yield issue
            continue
        held.setdefault(issue.key, []).extend(issue.items)
        if sum(map(len, held.values())) >= MAX_ISSUE:
            yield from _let_go(held)
    yield from _let_go(held)


def _let_go(held: dict[str, list[Page | Rejected]]) -> Iterator[Issue[Page | Rejected]]:
    for key, items in held.items():
        yield Issue(key, tuple(items))
    held.clear()


@dataclass(frozen=True, slots=True)
class _Write:
    """A page to be written: as it is cut and joined, by what, and whether it is new here."""

    cut: CutPage
    stamp: str
    fresh: bool


class _Adder:
    """Decides, issue by issue, which pages must be written."""

    def __init__(self, library: Library, run: Run, settings: Settings) -> None:
        self._library = library
        self._run = run
        self._settings = settings

    def add(
        self, issue: Issue[Page | Rejected]
    ) -> Iterator[AnalysedPage | JoinedPages | Page | Rejected]:
        """Yield what became of the pages of one issue."""
        pages = [item for item in issue.items if isinstance(item, Page)]
        known = {page.path for page in pages if self._library.knows(page, self._run.stamp)}
        digests: dict[str, str] = {}
        for page in pages:
            if page.path not in known:
                digests.setdefault(page.digest, page.path)
        fresh = {page.path: page for page in pages if digests.get(page.digest) == page.path}
        gone = [page.path for page in pages if self._leaves(page, known)]
        writes = self._writes(issue, fresh, gone) if fresh or gone else []
        written = {write.cut.page.path for write in writes}
        yield from self._analysed(writes)
        for item in issue.items:
            if isinstance(item, Rejected) or item.path not in written:
                yield item

    def _leaves(self, page: Page, known: set[str]) -> bool:
        """Tell whether a page that is a duplicate now had a place in the library before."""
        return page.path in known and self._library.is_displaced(page)

    def _writes(
        self, issue: Issue[Page | Rejected], fresh: dict[str, Page], gone: Sequence[str]
    ) -> list[_Write]:
        """Return the pages to be written: the new ones, and those whose articles change."""
        cuts = [cut_page(page) for page in fresh.values()]
        away = frozenset((*fresh, *gone))
        found = self._joined(issue.key, cuts, away, whole=issue.whole)
        for key in self._library.issues_at(sorted(away)):
            if key != issue.key:
                found += self._joined(key, (), away, whole=True)
        return found

    def _joined(
        self, key: str, cuts: Sequence[CutPage], away: frozenset[str], *, whole: bool
    ) -> list[_Write]:
        """Join new pages with those of the library, less those that are replaced or go away."""
        stored, whole = self._stored(key, cuts, away, whole=whole)
        single = split_issue([item.cut for item in stored])
        before = {item.cut.page.path: item for item in stored}
        kept = [cut for cut in single if cut.page.path not in away]
        both = [*cuts, *kept]
        if whole:
            joined = join_issue(both)
        else:
            joined = tuple(one for cut in both for one in join_issue([cut]))
        out = [_Write(cut, self._run.stamp, fresh=True) for cut in joined[: len(cuts)]]
        for cut in joined[len(cuts) :]:
            item = before[cut.page.path]
            if cut != item.cut:
                stamp = item.stamp if item.stamp == self._run.stamp else ""
                out.append(_Write(cut, stamp, fresh=False))
        return out

    def _stored(
        self, key: str, cuts: Sequence[CutPage], away: frozenset[str], *, whole: bool
    ) -> tuple[Sequence[StoredCut], bool]:
        """Return the pages of the library whose articles may change, and whether all are an issue.

        Nothing can change where no page has a note that an article goes on elsewhere, nor where
        the library alone has too many pages for an issue: their articles are parted already.
        """
        if not key:
            return (), False
        others = self._library.count_issue(key, away, MAX_ISSUE + 1)
        if others > MAX_ISSUE:
            return (), False
        noted = self._library.has_notes(key) or any(has_notes(cut.page.lines) for cut in cuts)
        whole = whole and others + len(cuts) <= MAX_ISSUE
        return (self._library.issue(key) if noted else ()), whole

    def _analysed(self, writes: Sequence[_Write]) -> Iterator[AnalysedPage | JoinedPages]:
        """Analyse pages; those that hang together come out in one piece, and first.

        So no run that is cut short leaves more pages than an issue has with articles still joined.
        """
        together = [write for write in writes if not write.fresh or _is_joined(write.cut)]
        alone = [write for write in writes if write.fresh and not _is_joined(write.cut)]
        if together:
            pages = tuple(analyse_cut(write.cut, self._settings) for write in together)
            yield JoinedPages(pages, tuple(write.stamp for write in together))
        for write in alone:
            yield analyse_cut(write.cut, self._settings)


def _is_joined(cut: CutPage) -> bool:
    return bool(cut.continued) or any(article.pieces for article in cut.articles)
