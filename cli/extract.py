"""``anliku extract``: pages in, records out, without a library."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from .options import CodebookOption, OutputOption, PathsArgument, RecordFormat, SegmenterOption
from .printing import note, open_output, print_table, report_rejections

if TYPE_CHECKING:
    from ..corpus.types import Rejected
    from ..nlp.types import AnalysedPage


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
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with code 1 if anything was rejected.")
    ] = False,
) -> None:
    """Cut pages into articles and print what they report; no library is made.

    Example: anliku extract pages/ --format csv -o articles.csv
    """
    from ..nlp.pipeline import Settings
    from ..outputs.extraction import extract as extract_pages
    from ..outputs.extraction import theme_names

    settings = Settings(segmenter, str(codebook) if codebook else "")
    themes = theme_names(settings)
    rejected: list[Rejected] = []
    analysed = _kept(extract_pages(paths, settings), rejected)
    if form is RecordFormat.TABLE:
        print_table(_TABLE_COLUMNS, _table_rows(analysed, themes))
    else:
        with open_output(output, bom=form is RecordFormat.CSV and output is not None) as stream:
            if form is RecordFormat.JSONL:
                _write_jsonl(stream, analysed, themes)
            else:
                _write_csv(stream, analysed, themes, facts=facts)
    report_rejections(rejected)
    if strict and rejected:
        raise typer.Exit(1)


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


def _table_rows(
    pages: Iterable[AnalysedPage], themes: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    for page in pages:
        cases = {case.article_id: case for case in page.cases}
        for analysis in page.analyses:
            article = analysis.article
            case = cases.get(article.id)
            shown = (case.place, case.practice, themes[case.theme]) if case else ("", "", "")
            headline = article.headline or f"{article.text[:20]}…"
            yield (article.id, article.kind.value, headline, *shown)


def _write_jsonl(
    stream: TextIO, pages: Iterable[AnalysedPage], themes: dict[str, str]
) -> None:
    from ..outputs.extraction import records_of

    for page in pages:
        for record in records_of(page, themes):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def _write_csv(
    stream: TextIO, pages: Iterable[AnalysedPage], themes: dict[str, str], *, facts: bool
) -> None:
    from ..outputs.records import CASE_COLUMNS, FACT_COLUMNS, case_row, fact_rows

    writer = csv.DictWriter(stream, FACT_COLUMNS if facts else CASE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for page in pages:
        cases = {case.article_id: case for case in page.cases}
        for analysis in page.analyses:
            if facts:
                writer.writerows(fact_rows(analysis))
            else:
                writer.writerow(case_row(analysis, cases.get(analysis.article.id), themes))
