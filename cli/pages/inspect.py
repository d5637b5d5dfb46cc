"""``anliku inspect``: how a page was cut, line by line, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from ...corpus.reading.options import ReadingOptions
from ..options.bundles import bundled
from ..options.choosing import Chosen, choose_page, page_rows
from ..options.reading import reading_given
from ..options.shared import ListFormat
from ..screens.printing import note, print_rows, print_table, report_rejections

if TYPE_CHECKING:
    from ...corpus.types import Article, CutPage, Origin

_COLUMNS = ("line", "article", "role", "confidence", "evidence", "text")
_PAGE_COLUMNS = ("page", "origin", "lines", "characters", "begins")

#: Characters of a raw line that are shown.
_SHOWN = 40

#: Pages of a file that a table lists; a table of articles can have a million.
_LISTED = 200


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("inspect")(inspect)


@bundled(reading=reading_given)
def inspect(
    page: Annotated[
        str,
        typer.Argument(
            metavar="PAGE",
            help="A file; one page of several as issue.pdf#3, articles.csv#17, issue.zip#2.",
        ),
    ],
    *,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    reading: ReadingOptions,
) -> None:
    """Show how a page was cut into articles and why, line by line.

    Of a file that holds several pages (PDF, table, archive, folder) the pages are listed.

    Example: anliku inspect pages/2024-05-07-03.txt
    """
    chosen = choose_page(page, reading)
    report_rejections(chosen.rejected)
    if chosen.at is None:
        _print_pages(page, chosen, form)
        return
    cut = _cut(chosen, chosen.at)
    if form is not ListFormat.TABLE:
        print_rows(_COLUMNS, _line_rows(cut), form)
        return
    if cut.page.origin.sources:
        print_table(("origin", "value", "source"), _origin_rows(cut.page.origin))
    print_table(("article", "kind", "lines", "column", "headline", "byline"), _article_rows(cut))
    print_table(_COLUMNS, _line_rows(cut))
    if cut.notes:
        rows = ((str(item.line), item.kind, item.text) for item in cut.notes)
        print_table(("line", "note", "what"), rows)


def _print_pages(named: str, chosen: Chosen, form: ListFormat) -> None:
    """List the pages of a file."""
    if form is not ListFormat.TABLE:
        print_rows(_PAGE_COLUMNS, page_rows(chosen), form)
        return
    rows = islice(page_rows(chosen), _LISTED)
    print_table(_PAGE_COLUMNS, ((*row[:-1], row[-1][:_SHOWN]) for row in rows))
    total = len(chosen.pages)
    if total > _LISTED:
        note(f"{_LISTED} of {total} pages are listed; --format csv lists all.")
    note(f"{named} holds {total} pages. Look at one: anliku inspect '{chosen.names[0]}'")


def _cut(chosen: Chosen, at: int) -> CutPage:
    """Cut the page that is meant, and join its articles with those of its issue beside it."""
    from ...corpus.articles import cut_page
    from ...corpus.issues.continuations import MAX_ISSUE, issue_of, join_issue

    page = chosen.pages[at]
    issue = issue_of(page)
    pages = [one for one in chosen.pages if issue and issue_of(one) == issue]
    if not 0 < len(pages) <= MAX_ISSUE:
        pages = [page]
    return join_issue([cut_page(one) for one in pages])[pages.index(page)]


def _origin_rows(origin: Origin) -> Iterator[tuple[str, ...]]:
    """Yield what is known of where the page was published, and what each source says of it."""
    fields = ("newspaper", "date", "edition", "number", "url")
    values = (origin.newspaper, origin.date, origin.edition, origin.number, origin.url)
    for field, value in zip(fields, values, strict=True):
        said = "; ".join(where for name, where in origin.sources if name == field)
        if value or said:
            yield (field, value, said)


def _article_rows(cut: CutPage) -> Iterator[tuple[str, ...]]:
    for number, article in enumerate(cut.articles, 1):
        lines = ", ".join(f"{part.first}-{part.last}" for part in article.lines)
        for piece in article.pieces[1:]:
            there = ", ".join(f"{part.first}-{part.last}" for part in piece.lines)
            lines += f"; {piece.page} {there}"
        byline = " ".join((*article.reporters, *(f"通讯员 {n}" for n in article.correspondents)))
        yield (str(number), article.kind.value, lines, article.column, article.headline, byline)


def _line_rows(cut: CutPage) -> Iterator[tuple[str, ...]]:
    """Yield one row a line that is not blank; a line of two articles comes twice."""
    furniture = {item.line: item.kind for item in cut.furniture}
    refused = {
        line: item.detail
        for item in cut.rejected
        if item.lines
        for line in range(item.lines.first, item.lines.last + 1)
    }
    elsewhere = {
        line: f"article {item.article} of {item.page} goes on"
        for item in cut.continued
        for line in range(item.lines.first, item.lines.last + 1)
    }
    owners = [(number, _roles(article)) for number, article in enumerate(cut.articles, 1)]
    for line, raw in enumerate(cut.page.lines, 1):
        if not raw.strip():
            continue
        shown = raw.strip()[:_SHOWN]
        if line in refused:
            yield (str(line), "", "rejected", "", refused[line], shown)
        elif line in furniture:
            yield (str(line), "", furniture[line], "", "", shown)
        elif line in elsewhere:
            yield (str(line), "", "continued", "", elsewhere[line], shown)
        for number, roles in owners:
            if line in roles:
                confidence, evidence = _reason(cut.articles[number - 1], line)
                yield (str(line), str(number), roles[line], confidence, evidence, shown)


def _roles(article: Article) -> dict[int, str]:
    """Return the role of every raw line that an article has on its own page."""
    if article.pieces:
        return _roles(article.pieces[0])
    roles = {line: "" for part in article.lines for line in range(part.first, part.last + 1)}
    for part in article.parts:
        for lines in part.lines:
            roles.update(dict.fromkeys(range(lines.first, lines.last + 1), part.role.value))
    return roles


def _reason(article: Article, line: int) -> tuple[str, str]:
    """Return confidence and evidence of the decisions about a line."""
    found = [boundary for boundary in article.boundaries if boundary.line == line]
    if not found:
        return "", ""
    return f"{min(b.confidence for b in found):.2f}", "; ".join(b.evidence for b in found)
