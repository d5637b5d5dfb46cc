"""Joins articles that go on on another page of the same issue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..layout.assembly import DIGITS
from ..types import Article, Boundary, Continued, CutPage, Page, PageForm, Rejected
from .evidence import Link, Piece, find_links, find_pieces
from .joining import join_pieces
from .turns import Turn

#: Pages of the thickest issues; a folder with more pages of unknown origin is no issue.
MAX_ISSUE = 200

# How the notes begin that say of an article that a page it names was not found.
_FROM = "continues from page"
_ONWARD = "goes on on page"
_NOTES = (_FROM, _ONWARD)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Issue(Generic[Item]):
    """Pages that came one after another and are of one issue.

    Attributes:
        key: what they have in common, see ``issue_of``; "" for a page that is of no issue.
        items: the pages, and refusals that came between them, in the order they came.
        whole: False if they are too many for an issue; then nothing is joined.
    """

    key: str
    items: tuple[Item, ...]
    whole: bool = True


def issue_of(page: Page) -> str:
    """Return what the pages of one issue have in common.

    That is the file, if it holds several pages (heads are not on all of them); or newspaper and
    date; or, where one of them is unknown, the folder and what is known. "" for a page that holds
    one whole article.

    >>> issue_of(Page("03.txt", "/pages/03.txt", "", "utf-8", ()))
    '/pages/'
    """
    if page.form is PageForm.ARTICLE:
        return ""
    origin = page.origin
    file, mark, _ = page.path.rpartition("#")
    if mark and "/" not in page.path[len(file) :]:
        return file
    if origin.newspaper and origin.date:
        return f"{origin.newspaper} {origin.date}"
    folder = page.path.rpartition("/")[0] + "/"
    return " ".join(part for part in (folder, origin.newspaper, origin.date) if part)


def group_issues(
    items: Iterable[Item], page_of: Callable[[Item], Page | None]
) -> Iterator[Issue[Item]]:
    """Put pages of one issue that come one after another into groups, lazily.

    Files are read in sorted order, so the pages of an issue come together as a rule. At most
    ``MAX_ISSUE`` pages are kept in memory; a longer row of pages comes out page by page.

    Args:
        items: pages and other things.
        page_of: returns the page of an item; None for what is no page.
    """
    key = ""
    group: list[Item] = []
    many = False
    for item in items:
        page = page_of(item)
        own = key if page is None else issue_of(page)
        if own != key:
            if group:
                yield Issue(key, tuple(group))
            key, group, many = own, [], False
        if not own or many:
            yield Issue(own, (item,), whole=not many)
            continue
        group.append(item)
        if len(group) > MAX_ISSUE:
            yield Issue(key, tuple(group), whole=False)
            group, many = [], True
    if group:
        yield Issue(key, tuple(group))


def join_continuations(
    items: Iterable[CutPage | Rejected],
) -> Iterator[CutPage | Rejected]:
    """Join articles across the pages of their issue; refusals pass through.

    A whole issue is read before its first page comes out, in the order the pages came.
    """
    for issue in group_issues(items, lambda item: getattr(item, "page", None)):
        cuts = [item for item in issue.items if isinstance(item, CutPage)]
        groups = [cuts] if issue.key and issue.whole else [[cut] for cut in cuts]
        joined = iter([cut for group in groups for cut in join_issue(group)])
        for item in issue.items:
            yield next(joined) if isinstance(item, CutPage) else item


def split_issue(cuts: Sequence[CutPage]) -> tuple[CutPage, ...]:
    """Undo ``join_issue``: return the pages as each alone is cut.

    Args:
        cuts: all pages of an issue that were joined with each other.
    """
    tails: dict[str, list[Article]] = {}
    for cut in cuts:
        for article in cut.articles:
            for piece in article.pieces[1:]:
                tails.setdefault(_page_key(piece.id), []).append(piece)
    return tuple(_split(cut, tails.get(cut.page.digest[:DIGITS], ())) for cut in cuts)


def _page_key(article_id: str) -> str:
    return article_id.rpartition("-")[0]


def _split(cut: CutPage, tails: Sequence[Article]) -> CutPage:
    own = [article.pieces[0] if article.pieces else article for article in cut.articles]
    articles = [_without_notes(article) for article in own]
    articles = sorted([*articles, *tails], key=lambda one: int(one.id.rpartition("-")[2]))
    return replace(cut, articles=tuple(articles), continued=())


def _without_notes(article: Article) -> Article:
    kept = tuple(b for b in article.boundaries if not b.evidence.startswith(_NOTES))
    return article if kept == article.boundaries else replace(article, boundaries=kept)


def join_issue(cuts: Sequence[CutPage]) -> tuple[CutPage, ...]:
    """Join the articles of one issue that go on on another page.

    Evidence are the notes (下转第3版, 上接第1版) with the page numbers they name, a headline that
    is printed again, a sentence that stops open, and rare words that both pieces share; see
    ``find_links``. An article with such a note that nothing fits stays as it is, and says so in
    its boundaries. The result does not depend on the order of the pages.

    Args:
        cuts: the pages as each alone is cut.

    Returns:
        The pages in the same order. Lines of a piece that was joined to an article of another
        page are in ``CutPage.continued``.
    """
    order = sorted(range(len(cuts)), key=lambda at: (cuts[at].page.path, cuts[at].page.digest))
    pages = [cuts[at] for at in order]
    pieces = find_pieces(pages)
    if not pieces:
        return tuple(cuts)
    links = find_links(pieces)
    articles, owners = _join(pages, pieces, links)
    out = list(cuts)
    for at, cut in enumerate(pages):
        out[order[at]] = _with_articles(cut, at, articles, owners)
    return tuple(out)


#: Articles by their place: ordinal of the page in the issue, ordinal on the page.
_Place = tuple[int, int]


def _join(
    pages: Sequence[CutPage], pieces: Sequence[Piece], links: Sequence[Link]
) -> tuple[dict[_Place, Article], dict[_Place, Article]]:
    """Return the articles of all places, and for tails the article they belong to."""
    onward = {link.head: link for link in links}
    tails = {link.tail for link in links}
    articles: dict[_Place, Article] = {}
    owners: dict[_Place, Article] = {}
    numbers = {cut.page.origin.number for cut in pages}
    for at, piece in enumerate(pieces):
        if at in tails:
            continue
        chain = [at]
        while chain[-1] in onward:
            chain.append(onward[chain[-1]].tail)
        article = piece.article
        if len(chain) > 1:
            article = join_pieces(
                [pieces[one].article for one in chain],
                [onward[one] for one in chain[:-1]],
                [_name(pages[pieces[one].page].page) for one in chain],
            )
        article = _with_notes(article, piece.source, pieces[chain[-1]].onward, numbers)
        for one in chain[1:]:
            owners[pieces[one].page, pieces[one].index] = article
        articles[piece.page, piece.index] = article
    return articles, owners


def _name(page: Page) -> str:
    return f"page {page.origin.number} ({page.name})" if page.origin.number else page.name


def _with_notes(
    article: Article, source: Turn | None, onward: Turn | None, numbers: set[str]
) -> Article:
    """Add a note for each page that an article names and where nothing was found."""
    notes: list[Boundary] = []
    if source:
        notes.append(_missing(source.line, source, _FROM, numbers))
    if onward:
        line = article.lines[-1].last if article.pieces else onward.line
        notes.append(_missing(line, onward, _ONWARD, numbers))
    if not notes:
        return article
    return replace(
        article, boundaries=tuple(sorted([*article.boundaries, *notes], key=lambda b: b.line))
    )


def _missing(line: int, turn: Turn, verb: str, numbers: set[str]) -> Boundary:
    why = "where nothing certainly fits" if turn.number in numbers else "not given"
    return Boundary(line, 1.0, f"{verb} {turn.number}, {why}")


def _with_articles(
    cut: CutPage,
    page: int,
    articles: Mapping[_Place, Article],
    owners: Mapping[_Place, Article],
) -> CutPage:
    """Return a page with its joined articles; lines of tails are set down as continued."""
    kept: list[Article] = []
    continued: list[Continued] = []
    for index, article in enumerate(cut.articles):
        owner = owners.get((page, index))
        if owner is None:
            kept.append(articles[page, index])
        else:
            continued += (Continued(part, owner.id, owner.page) for part in article.lines)
    return replace(cut, articles=tuple(kept), continued=tuple(continued))
