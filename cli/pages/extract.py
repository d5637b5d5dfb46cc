"""``anliku extract``: pages in, records out, without a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ...corpus.reading.options import ReadingOptions
from ...corpus.types import Rejected
from ..options.analysing import settings_given
from ..options.bundles import bundled
from ..options.inputs import check_columns, files_named
from ..options.reading import reading_given
from ..options.shared import OutputOption, PathsArgument, RecordFormat, StrictOption
from ..screens.printing import note, open_output, print_table, report_rejections

if TYPE_CHECKING:
    from ...nlp.pipeline import Settings
    from ...nlp.results import AnalysedPage, Analysis, Case


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract")(extract)


@bundled(settings=settings_given, reading=reading_given)
def extract(  # noqa: PLR0913 - every option of the command is a parameter
    paths: PathsArgument,
    *,
    form: Annotated[
        RecordFormat, typer.Option("--format", help="One record an article, or a table.")
    ] = RecordFormat.JSONL,
    output: OutputOption = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="With csv: one row a fact instead of an article.")
    ] = False,
    settings: Settings,
    reading: ReadingOptions,
    strict: StrictOption = False,
) -> None:
    """Cut pages into articles and print what they report; no library is made.

    Example: anliku extract pages/ --format csv -o articles.csv
    """
    from ...outputs.export import write_cases_csv, write_facts_csv, write_jsonl
    from ...outputs.extraction import articles_of, extract_files, theme_names

    if form is RecordFormat.TABLE and output is not None:
        raise typer.BadParameter("a table goes to the terminal; use --format csv with -o")
    themes = theme_names(settings)
    kept = _Kept(extract_files(files_named(paths), settings, reading), reading)
    found = (pair for page in kept for pair in articles_of(page))
    if form is RecordFormat.TABLE:
        print_table(_TABLE_COLUMNS, (_table_row(*pair, themes) for pair in found))
    else:
        with open_output(output, bom=form is RecordFormat.CSV) as stream:
            if form is RecordFormat.JSONL:
                write_jsonl(found, stream, themes)
            elif facts:
                write_facts_csv(found, stream)
            else:
                write_cases_csv(found, stream, themes)
    report_rejections(kept.rejected, strict=strict)


class _Kept:
    """The analysed pages; what was refused, pages and lines, is put on a list.

    Attributes:
        rejected: what was refused so far.
    """

    def __init__(self, items: Iterable[AnalysedPage | Rejected], reading: ReadingOptions) -> None:
        self._items = items
        self._reading = reading
        self.rejected: list[Rejected] = []

    def __iter__(self) -> Iterator[AnalysedPage]:
        pages = 0
        for item in self._items:
            if isinstance(item, Rejected):
                self.rejected.append(item)
                continue
            pages += 1
            self.rejected.extend(item.cut.rejected)
            if not item.analyses:
                note(f"{item.cut.page.path}: no article found")
            yield item
        check_columns(self._reading, pages, self.rejected)


_TABLE_COLUMNS = ("article", "kind", "headline", "place", "practice", "theme")


def _table_row(analysis: Analysis, case: Case | None, themes: dict[str, str]) -> tuple[str, ...]:
    article = analysis.article
    shown = (case.place, case.practice, themes[case.theme]) if case else ("", "", "")
    headline = article.headline or f"{article.text[:20]}…"
    return (article.id, article.kind.value, headline, *shown)
