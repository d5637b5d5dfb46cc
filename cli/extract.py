"""``anliku extract``: pages in, records out, without a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from .inputs import files_named
from .options import (
    CodebookOption,
    DateOption,
    EditionOption,
    NewspaperOption,
    OcrOption,
    OutputOption,
    PageNumberOption,
    PathsArgument,
    RecordFormat,
    SegmenterOption,
    SidecarOption,
    SimplifyOption,
    StrictOption,
)
from .printing import note, open_output, print_table, report_rejections
from .published import latest_day, origin_given

if TYPE_CHECKING:
    from ..corpus.types import Rejected
    from ..nlp.types import AnalysedPage, Analysis, Case


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract")(extract)


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
    segmenter: SegmenterOption = "rjieba",
    codebook: CodebookOption = None,
    newspaper: NewspaperOption = "",
    date: DateOption = "",
    edition: EditionOption = "",
    page_number: PageNumberOption = "",
    sidecar: SidecarOption = None,
    simplify: SimplifyOption = False,
    ocr: OcrOption = False,
    strict: StrictOption = False,
) -> None:
    """Cut pages into articles and print what they report; no library is made.

    Example: anliku extract pages/ --format csv -o articles.csv
    """
    from ..corpus.reading.options import ReadingOptions
    from ..nlp.pipeline import Settings
    from ..outputs.export import write_cases_csv, write_facts_csv, write_jsonl
    from ..outputs.extraction import articles_of, extract_files, theme_names

    if form is RecordFormat.TABLE and output is not None:
        raise typer.BadParameter("a table goes to the terminal; use --format csv with -o")
    settings = Settings(segmenter, str(codebook) if codebook else "")
    reading = ReadingOptions(
        origin=origin_given(newspaper, date, edition, page_number),
        sidecar=str(sidecar or ""),
        simplify=simplify,
        ocr=ocr,
        latest=latest_day(),
    )
    themes = theme_names(settings)
    rejected: list[Rejected] = []
    pages = _kept(extract_files(files_named(paths), settings, reading), rejected)
    found = (pair for page in pages for pair in articles_of(page))
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
    report_rejections(rejected, strict=strict)


def _kept(
    items: Iterable[AnalysedPage | Rejected], rejected: list[Rejected]
) -> Iterator[AnalysedPage]:
    """Yield the analysed pages; put what was refused, pages and lines, on the list."""
    from ..corpus.types import Rejected as Refused

    for item in items:
        if isinstance(item, Refused):
            rejected.append(item)
        else:
            rejected.extend(item.cut.rejected)
            if not item.analyses:
                note(f"{item.cut.page.path}: no article found")
            yield item


_TABLE_COLUMNS = ("article", "kind", "headline", "place", "practice", "theme")


def _table_row(analysis: Analysis, case: Case | None, themes: dict[str, str]) -> tuple[str, ...]:
    article = analysis.article
    shown = (case.place, case.practice, themes[case.theme]) if case else ("", "", "")
    headline = article.headline or f"{article.text[:20]}…"
    return (article.id, article.kind.value, headline, *shown)
