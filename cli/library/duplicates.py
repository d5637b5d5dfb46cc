"""``anliku duplicates``: the articles of a library that tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ..options.shared import DEFAULT_LIBRARY, LibraryOption, ListFormat
from ..screens.printing import note, print_rows

if TYPE_CHECKING:
    from ...outputs.library import Library

_COLUMNS = ("group", "id", "kind", "similarity", "newspaper", "date", "page", "headline")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("duplicates")(duplicates)


def duplicates(
    *,
    library: LibraryOption = DEFAULT_LIBRARY,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
) -> None:
    """List articles that are reprints or other versions of one another, the first to appear first.

    Example: anliku duplicates -L anliku.db --format csv
    """
    from ...outputs.library import Library

    with Library.open(library) as opened:
        rows = list(_rows(opened))
    if not rows and form is ListFormat.TABLE:
        note("No article is a reprint or another version of another one.")
        return
    print_rows(_COLUMNS, rows, form)


def _rows(library: Library) -> Iterator[tuple[str, ...]]:
    for number, group in enumerate(library.duplicate_groups(), 1):
        for place, item in enumerate(group):
            kind = item.kind or ("version" if place else "first")
            similarity = f"{item.similarity:.2f}" if item.kind else ""
            where = (item.newspaper, item.date, item.page, item.headline)
            yield (str(number), item.id, kind, similarity, *where)
