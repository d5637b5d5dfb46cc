"""The ``anliku`` command: gathers the sub-commands and turns errors into one line."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from .. import __version__
from ..corpus.errors import AnlikuError
from .library import duplicates, export, search, show
from .pages import add, demo, dictionary, evaluate, extract, inspect
from .start import INTERRUPTED, STOPPED

#: New objects between two runs of the cyclic garbage collector. Pages make many small objects and
#: hardly a cycle; with Python's 700 the collector takes some 3 % of the time of ``anliku add``.
GC_THRESHOLD = 50_000

app = typer.Typer(
    name="anliku",
    help="Chinese newspaper pages in, a searchable library of local practices out (案例库).",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if wanted:
        typer.echo(f"anliku {__version__}")
        raise typer.Exit


@app.callback()
def _main(  # pyright: ignore[reportUnusedFunction] - typer calls it
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Chinese newspaper pages in, a searchable library of local practices out (案例库)."""


for _command in (
    extract, add, search, show, duplicates, export, inspect, dictionary, evaluate, demo,
):  # fmt: skip
    _command.register(app)


def run() -> None:
    """Run the command line; what the user can mend is shown as one line, never as a traceback."""
    gc.set_threshold(GC_THRESHOLD)
    try:
        app()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            typer.echo(STOPPED, err=True)
        raise
    except AnlikuError as error:
        typer.echo(f"anliku: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (head, less) has left; that is no error of anybody's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
