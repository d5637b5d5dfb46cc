"""The files that the arguments of a command name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..screens.printing import report_rejections

if TYPE_CHECKING:
    from ...corpus.reading.options import ReadingOptions
    from ...corpus.types import Rejected


def files_named(paths: list[str]) -> list[Path | Rejected]:
    """Return the files that ``paths`` name, and what was refused among them.

    Raises:
        AnlikuError: there is not one file to read.
    """
    from ...corpus.errors import AnlikuError
    from ...corpus.reading.finding import find_files
    from ...corpus.types import Rejected

    found = list(find_files(paths))
    refused = [item for item in found if isinstance(item, Rejected)]
    if len(refused) == len(found):
        report_rejections(refused)
        raise AnlikuError(f"nothing to read in {', '.join(paths)}; name files or folders of pages")
    return found


def check_columns(reading: ReadingOptions, pages: int, rejected: Iterable[Rejected]) -> None:
    """Tell of ``--map`` that it fits no table, if that is why there is nothing.

    Args:
        reading: what the user said about the files.
        pages: number of pages that were read.
        rejected: what was refused.

    Raises:
        typer.BadParameter: nothing was read, and a table lacks the columns that ``--map`` names.
    """
    from ...corpus.types import Reason

    if pages or not reading.columns:
        return
    for item in rejected:
        if item.reason is Reason.COLUMNS:
            raise typer.BadParameter(f"{item.item}: {item.detail}", param_hint="--map")
