"""The options on how pages are analysed, for every command that analyses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ...nlp.pipeline import Settings


def settings_given(
    *,
    segmenter: Annotated[
        str, typer.Option("--segmenter", help="Word segmenter: rjieba, or jieba (slower).")
    ] = "rjieba",
    codebook: Annotated[
        Path | None,
        typer.Option("--codebook", help="Themes to use instead of the twelve default ones (TOML)."),
    ] = None,
) -> Settings:
    """Return what the options say about the analysis."""
    from ...nlp.pipeline import Settings

    return Settings(segmenter, str(codebook) if codebook else "")
