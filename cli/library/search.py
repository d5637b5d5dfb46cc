"""``anliku search``: find articles and cases in a library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ..options.shared import DEFAULT_LIBRARY, LibraryOption, ListFormat
from ..screens.printing import note, print_rows, stdout_console

if TYPE_CHECKING:
    from ...outputs.search import Hit, Results

_COLUMNS = ("id", "score", "title", "practice", "place", "theme", "kind", "page", "lines", "text")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("search")(search)


def search(  # noqa: PLR0913 - every option of the command is a parameter
    words: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words, “phrases in quotes”, or a question.")
    ],
    *,
    library: LibraryOption = DEFAULT_LIBRARY,
    place: Annotated[
        str, typer.Option("--place", help="Only this region: name, path or official code.")
    ] = "",
    theme: Annotated[str, typer.Option("--theme", help="Only this theme: id or name.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="Only report, brief, caption, commentary or study.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Greatest number of hits.")] = 10,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Give every reprint and version of an article.")
    ] = False,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
) -> None:
    """Search a library; the best hits first.

    Example: anliku search "积分 超市" --place 浙江 --theme T10
    """
    from ...outputs.library import Library
    from ...outputs.search import Query
    from ...outputs.search import search as find

    with Library.open(library) as opened:
        results = find(opened, Query(words, place, theme, kind, limit, duplicates))
    for message in results.notes:
        note(message)
    print_hits(results, form)


def print_hits(results: Results, form: ListFormat) -> None:
    """Print hits for people, as JSON or as CSV."""
    if form is ListFormat.JSON:
        hits = [asdict(hit) for hit in results]
        typer.echo(json.dumps(hits, ensure_ascii=False, indent=1))
    elif form is ListFormat.CSV:
        print_rows(_COLUMNS, _rows(results), form)
    elif not len(results):
        note("Nothing found.")
    else:
        for number, hit in enumerate(results, 1):
            _print_hit(number, hit)


def _rows(results: Results) -> Iterator[tuple[str, ...]]:
    for hit in results:
        lines = "；".join(f"{part.first}-{part.last}" for part in hit.lines)
        where = (hit.place, hit.theme, hit.kind, hit.page, lines, hit.snippet)
        yield (hit.id, f"{hit.score:.4f}", hit.title, hit.practice, *where)


def _print_hit(number: int, hit: Hit) -> None:
    """Print a hit in three lines: title, origin, text around the match."""
    from rich.padding import Padding
    from rich.text import Text

    snippet = Text(hit.snippet)
    for mark in hit.marks:
        snippet.stylize("bold reverse", mark.start, mark.end)
    lines = ", ".join(f"{part.first}-{part.last}" for part in hit.lines)
    theme = f"{hit.theme} {hit.theme_name}".strip()
    also = f"also {', '.join(hit.others)}" if hit.others else ""
    facts = (hit.id, hit.place, theme, hit.practice, f"{hit.page} lines {lines}", also)
    console = stdout_console()
    console.print(Text.assemble((f"{number:3}. ", "bold"), (hit.title, "bold")))
    origin = Text(" · ".join(fact for fact in facts if fact), style="dim")
    for line in (origin, snippet):
        console.print(Padding(line, (0, 0, 0, 5)))
