"""``anliku add``: pages into a library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ...corpus.reading.options import ReadingOptions
from ..options.analysing import settings_given
from ..options.bundles import bundled
from ..options.inputs import check_columns, files_named
from ..options.reading import reading_given
from ..options.shared import DEFAULT_LIBRARY, LibraryOption, PathsArgument, StrictOption
from ..screens.printing import note, report_rejections, tracked

if TYPE_CHECKING:
    from ...nlp.pipeline import Settings
    from ...outputs.library import AddSummary


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("add")(add)


@bundled(settings=settings_given, reading=reading_given)
def add(
    paths: PathsArgument,
    *,
    library: LibraryOption = DEFAULT_LIBRARY,
    settings: Settings,
    reading: ReadingOptions,
    strict: StrictOption = False,
) -> None:
    """Add pages to a library; made if there is none, pages it knows already are passed over.

    Example: anliku add pages/ -L anliku.db
    """
    summary = add_paths(paths, library, settings, reading)
    pages = summary.added + summary.replaced + summary.unchanged
    check_columns(reading, pages, summary.rejected)
    note(
        f"{library}: {summary.added} pages added, {summary.replaced} replaced,"
        f" {summary.unchanged} unchanged; {summary.articles} articles, {summary.cases} cases"
    )
    if summary.rejected_lines:
        note(
            f"{summary.rejected_lines} stretches of lines belong to no article; see anliku inspect"
        )
    report_rejections(summary.rejected, strict=strict, lines=summary.rejected_lines)


def add_paths(
    paths: list[str], path: Path, settings: Settings, reading: ReadingOptions
) -> AddSummary:
    """Add pages with a progress bar, bring the search index up to date, and sum up."""
    from ...nlp.pipeline import load_tools
    from ...outputs.extraction import codebook_of, own_digests, read_files
    from ...outputs.index import update_index
    from ...outputs.issues import analyse_unknown
    from ...outputs.library import Library, describe_run

    themes = codebook_of(settings).themes
    load_tools(settings)  # a wrong setting is told before a library is made
    own = own_digests(settings)
    run = describe_run(sys.argv[1:], segmenter=settings.segmenter, themes=themes, own=own)
    found = files_named(paths)
    with Library.open(path, create=True) as library:
        try:
            pages = read_files(tracked(found, "Adding pages"), reading)
            summary = library.add(analyse_unknown(pages, library, run, settings), run)
            for message in update_index(library):
                note(message)
        except KeyboardInterrupt:
            note(f"Stopped. What was added is safe in {path}; the same command goes on from there.")
            raise typer.Exit(1) from None
    return summary
