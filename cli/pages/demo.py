"""``anliku demo``: a library from the sample pages, and a look around in it."""

from __future__ import annotations

from heapq import nlargest
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..library.search import print_hits
from ..options.shared import ListFormat
from ..screens.printing import note, print_table, report_rejections
from .add import add_paths

if TYPE_CHECKING:
    from ...outputs.library import Library, Tally

#: What the demo searches for: words, and a question with a place.
SEARCHES = (("积分 兑换", ""), ("老人吃饭难怎么解决", "浙江"))

_PLURALS = {
    "place": "places",
    "program": "programs",
    "figure": "figures",
    "person": "people",
    "organisation": "organisations",
    "date": "dates",
    "reference": "references to places",
}

#: How many names of each kind the demo lists.
_SHOWN = 6


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where the library is made.")
    ] = Path("anliku-demo"),
) -> None:
    """Build a library from the project's own fictional pages and show what it found.

    Example: anliku demo
    """
    from ...corpus.reading.options import DEFAULT_OPTIONS
    from ...nlp.pipeline import Settings
    from ...outputs.library import Library

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "anliku.db"
    with as_file(files("anliku.corpus") / "samples") as samples:
        pages = sorted(str(p) for p in samples.glob("[0-9]*") if p.suffix in {".txt", ".md"})
        summary = add_paths(pages, path, Settings(), DEFAULT_OPTIONS)
    report_rejections(summary.rejected)
    with Library.open(path) as library:
        _overview(library)
        for words, place in SEARCHES:
            typer.echo(f"$ anliku search {words!r}{f' --place {place}' if place else ''} -L {path}")
            _search(library, words, place)
        _one_case(library, path)
    note(f"The library is {path}. Next: anliku search 议事 -L {path}")


def _overview(library: Library) -> None:
    """Print what the library holds: pages, names, figures, themes."""
    counts = library.counts()
    facts = (f"{number} {_PLURALS[kind]}" for kind, number in counts.facts.items())
    typer.echo(
        f"{counts.pages} pages, {counts.articles} articles, {counts.cases} cases; "
        + ", ".join(facts)
    )
    pages = ((p.name, str(p.articles), str(p.cases)) for p in library.pages())
    print_table(("page", "articles", "cases"), pages)
    themes = library.cases_by_theme()
    print_table(("theme", "", "cases"), ((key, name, str(n)) for key, name, n in themes if n))
    kinds = ("place", "program", "person")
    names = [[_tallied(tally) for tally in library.top(kind, _SHOWN)] for kind in kinds]
    print_table([_PLURALS[kind] for kind in kinds], zip(*names, strict=False), "In most articles")
    print_table(
        ("figure", "value", "unit", "of"), _largest(library), "Figures of the largest value"
    )


def _tallied(tally: Tally) -> str:
    return f"{tally.name} ({tally.articles})"


def _largest(library: Library) -> list[tuple[str, ...]]:
    """Return the figures of the largest value as rows."""
    from ...outputs.records import plain_number

    figures = (figure for entry in library.entries() for figure in entry.analysis.figures)
    largest = nlargest(_SHOWN, figures, key=lambda figure: figure.value)
    return [(f.text, f"{plain_number(f.value):,}", f.unit, f.of) for f in largest]


def _search(library: Library, words: str, place: str) -> None:
    from ...outputs.search import Query, search

    print_hits(search(library, Query(words, place=place, limit=3)), ListFormat.TABLE)


def _one_case(library: Library, path: Path) -> None:
    """Show the best hit of the first search as ``anliku show`` does."""
    from ...outputs.search import Query, search
    from ..screens.case_page import print_case

    hits = search(library, Query(SEARCHES[0][0], limit=1))
    if len(hits):
        typer.echo(f"$ anliku show {hits.hits[0].id} -L {path}")
        print_case(library.entry(hits.hits[0].id), library.theme_names())
