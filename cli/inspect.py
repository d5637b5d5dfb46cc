"""``anliku inspect``: how a page was cut, line by line, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from .options import (
    DateOption,
    EditionOption,
    ListFormat,
    NewspaperOption,
    PageNumberOption,
    SidecarOption,
    SimplifyOption,
)
from .printing import print_rows, print_table
from .published import latest_day, origin_given

if TYPE_CHECKING:
    from ..corpus.types import Article, CutPage, Origin

_COLUMNS = ("line", "article", "role", "confidence", "evidence", "text")

#: Characters of a raw line that are shown.
_SHOWN = 40


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("inspect")(inspect)


def inspect(  # noqa: PLR0913 - every option of the command is a parameter
    page: Annotated[str, typer.Argument(metavar="PAGE", help="The file of one page.")],
    *,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    newspaper: NewspaperOption = "",
    date: DateOption = "",
    edition: EditionOption = "",
    page_number: PageNumberOption = "",
    sidecar: SidecarOption = None,
    simplify: SimplifyOption = False,
) -> None:
    """Show how a page was cut into articles and why, line by line.

    Example: anliku inspect pages/2024-05-07-03.txt
    """
    from ..corpus.articles import cut_page
    from ..corpus.continuations import join_issue
    from ..corpus.errors import AnlikuError
    from ..corpus.reading.files import read_page
    from ..corpus.reading.options import ReadingOptions
    from ..corpus.types import Rejected

    reading = ReadingOptions(
        origin=origin_given(newspaper, date, edition, page_number),
        sidecar=str(sidecar or ""),
        simplify=simplify,
        latest=latest_day(),
    )
    read = read_page(page, reading)
    if isinstance(read, Rejected):
        raise AnlikuError(f"{read.item}: {read.detail}")
    (cut,) = join_issue([cut_page(read)])
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
    owners = [(number, _roles(article)) for number, article in enumerate(cut.articles, 1)]
    for line, raw in enumerate(cut.page.lines, 1):
        if not raw.strip():
            continue
        shown = raw.strip()[:_SHOWN]
        if line in refused:
            yield (str(line), "", "rejected", "", refused[line], shown)
        elif line in furniture:
            yield (str(line), "", furniture[line], "", "", shown)
        for number, roles in owners:
            if line in roles:
                confidence, evidence = _reason(cut.articles[number - 1], line)
                yield (str(line), str(number), roles[line], confidence, evidence, shown)


def _roles(article: Article) -> dict[int, str]:
    """Return the role of every raw line of an article."""
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
