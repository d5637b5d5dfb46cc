"""``anliku eval``: precision, recall and F1 on annotated pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import CodebookOption, SegmenterOption


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("eval")(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files (JSON).")],
    pages: Annotated[Path, typer.Argument(metavar="PAGES", help="Folder of their pages.")],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and false hit.")] = False,
    segmenter: SegmenterOption = "rjieba",
    codebook: CodebookOption = None,
) -> None:
    """Score the extraction on annotated pages, field by field.

    Example: anliku eval corpus/samples/gold corpus/samples --errors
    """
    raise NotImplementedError
