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
    dictionary: Annotated[
        Path | None,
        typer.Option(
            "--dict",
            metavar="FILE",
            help="Your terms, which go before all rules (CSV or TOML; see anliku dict check).",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="Components and taggers of spaCy to be run after anliku's own (TOML).",
        ),
    ] = None,
) -> Settings:
    """Return what the options say about the analysis."""
    from ...nlp.pipeline import Settings

    return Settings(*(str(given or "") for given in (segmenter, codebook, dictionary, config)))
