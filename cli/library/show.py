"""``anliku show``: one article with its case, its facts and, if asked, the raw lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from ..options.shared import DEFAULT_LIBRARY, LibraryOption, ShowFormat

if TYPE_CHECKING:
    from ...outputs.library import Duplicate


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show")(show)


def show(
    article: Annotated[
        str, typer.Argument(metavar="ID", help="Id of the article, or its beginning.")
    ],
    *,
    library: LibraryOption = DEFAULT_LIBRARY,
    source: Annotated[
        bool, typer.Option("--source", help="Show the raw lines of the page with the facts marked.")
    ] = False,
    form: Annotated[ShowFormat, typer.Option("--format", help="How to print.")] = ShowFormat.PAGE,
) -> None:
    """Show an article: the case it reports, all facts, and where they stand.

    Example: anliku show 0ea5424526b1-03 --source
    """
    from ...outputs.library import Library
    from ...outputs.records import article_record
    from ..screens.case_page import print_case, print_duplicates, print_source

    with Library.open(library) as opened:
        entry = opened.entry(article)
        themes = opened.theme_names()
        others = opened.duplicates_of(entry.key)
        if form is ShowFormat.JSON:
            record = article_record(entry.analysis, entry.case, themes)
            record["duplicates"] = [_other(item) for item in others]
            typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
            return
        print_case(entry, themes)
        print_duplicates(others)
        if source:
            pieces = entry.analysis.article.pieces[1:]
            pages = [opened.raw_page(entry.page), *map(opened.page_of_piece, pieces)]
            print_source(entry, pages)


def _other(item: Duplicate) -> dict[str, object]:
    """Return what is said of another version of the article."""
    return {
        "id": item.id,
        "kind": item.kind,
        "similarity": item.similarity,
        "newspaper": item.newspaper,
        "date": item.date,
        "page": item.page,
        "headline": item.headline,
    }
