"""``anliku eval``: precision, recall and F1 on annotated pages."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..options.analysing import settings_given
from ..options.bundles import bundled
from ..options.shared import ReportFormat
from ..screens.printing import print_table

if TYPE_CHECKING:
    from ...nlp.pipeline import Settings
    from ...outputs.evaluation import Evaluation


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("eval")(evaluate)


@bundled(settings=settings_given)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files (JSON).")],
    pages: Annotated[Path, typer.Argument(metavar="PAGES", help="Folder of their pages.")],
    *,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every miss and false hit.")
    ] = False,
    form: Annotated[
        ReportFormat, typer.Option("--format", help="How to print.")
    ] = ReportFormat.TABLE,
    settings: Settings,
) -> None:
    """Score the extraction on annotated pages, field by field.

    Example: anliku eval corpus/samples/gold corpus/samples --errors
    """
    from ...outputs.evaluation import evaluate as score
    from ...outputs.extraction import extract_records
    from ...outputs.goldpages import read_gold

    files = [pages / page.name for page in read_gold(gold, pages)]
    result = score(extract_records(files, settings), gold, pages)
    if form is ReportFormat.JSON:
        typer.echo(json.dumps(asdict(result), ensure_ascii=False, indent=1))
        return
    if errors:
        _print_errors(result)
    _print_measures(result)


def _print_errors(result: Evaluation) -> None:
    columns = ("article", "field", "", "found", "expected")
    rows = (
        (fault.article, fault.field, fault.outcome, fault.surface, fault.expected)
        for fault in result.errors
    )
    print_table(columns, rows)


def _print_measures(result: Evaluation) -> None:
    typer.echo(f"{result.pages} pages, {result.articles} articles")
    scores = (
        (s.name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", f"{s.tp}/{s.fp}/{s.fn}")
        for s in result.scores
    )
    print_table(("measure", "P", "R", "F1", "tp/fp/fn"), scores)
    rates = ((r.name, f"{r.value:.3f}", f"{r.hits} of {r.total}") for r in result.rates)
    print_table(("rate", "", ""), (*rates, ("theme_v_measure", f"{result.v_measure:.3f}", "")))
