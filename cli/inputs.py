"""The files that the arguments of a command name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .printing import report_rejections

if TYPE_CHECKING:
    from ..corpus.types import Rejected


def files_named(paths: list[str]) -> list[Path | Rejected]:
    """Return the files that ``paths`` name, and what was refused among them.

    Raises:
        AnlikuError: there is not one file to read.
    """
    from ..corpus.errors import AnlikuError
    from ..corpus.reading.finding import find_files
    from ..corpus.types import Rejected

    found = list(find_files(paths))
    refused = [item for item in found if isinstance(item, Rejected)]
    if len(refused) == len(found):
        report_rejections(refused)
        raise AnlikuError(f"nothing to read in {', '.join(paths)}; name files or folders of pages")
    return found
