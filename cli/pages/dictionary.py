"""``anliku dict``: looks a user's dictionary through before it is used."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from ..screens.printing import note


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.callback()(dictionary)
    group.command("check")(check)
    app.add_typer(group, name="dict")


def dictionary() -> None:
    """Look a dictionary of your own terms through, before extract and add use it with --dict.

    Example: anliku dict check terms.csv
    """


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The dictionary, CSV or TOML.")],
) -> None:
    """Name the lines of a dictionary that cannot be obeyed; exit with code 1 if there are any.

    A table has a header and the columns term,type,canonical,code; TOML has an [[entry]] for each
    term with these keys. Types: place, program, person, organisation, none.

    Example: anliku dict check terms.csv
    """
    from ...nlp.dictionary import check_dictionary

    checked = check_dictionary(file)
    for problem in checked.problems:
        typer.echo(str(problem))
    counts = Counter(str(entry.type) for entry in checked.entries)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    found = f"{len(checked.entries)}{f' ({kinds})' if kinds else ''}"
    note(f"{file}: terms that can be obeyed: {found}; problems: {len(checked.problems)}")
    if checked.problems:
        raise typer.Exit(1)
