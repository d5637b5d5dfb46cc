"""``anliku export``: the library as JSON lines or tables."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ..options.shared import DEFAULT_LIBRARY, LibraryOption, OutputOption
from ..screens.printing import note, open_output


class ExportFormat(StrEnum):
    """Forms in which a library leaves."""

    JSONL = "jsonl"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export")(export)


def export(
    *,
    library: LibraryOption = DEFAULT_LIBRARY,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="One record an article, or a table.")
    ] = ExportFormat.JSONL,
    output: OutputOption = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="With csv: one row a fact instead of an article.")
    ] = False,
) -> None:
    """Write all articles with their cases and facts.

    Example: anliku export --format csv --facts -o facts.csv
    """
    from ...outputs.export import write_cases_csv, write_facts_csv, write_jsonl
    from ...outputs.library import Library

    with Library.open(library) as opened:
        themes, repeats = opened.theme_names(), opened.repeats()
        found = ((entry.analysis, entry.case) for entry in opened.entries())
        with open_output(output, bom=form is ExportFormat.CSV) as stream:
            if form is ExportFormat.JSONL:
                count, what = write_jsonl(found, stream, themes, repeats), "articles"
            elif facts:
                count, what = write_facts_csv(found, stream), "facts"
            else:
                count, what = write_cases_csv(found, stream, themes, repeats), "articles"
    if output is not None:
        note(f"{output}: {count} {what}")
