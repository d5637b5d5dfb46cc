"""Options and arguments that several commands share, each defined once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[
    Path,
    typer.Option(
        "-L",
        "--library",
        envvar="ANLIKU_LIBRARY",
        help="The library, one SQLite file.",
        show_default=True,
    ),
]

#: Where a library is looked for when neither -L nor ANLIKU_LIBRARY says so.
DEFAULT_LIBRARY = Path("anliku.db")

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders (searched through) or patterns such as 'pages/*.txt'.",
    ),
]

StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="When all is done, exit with code 1 if any file, page or line was rejected.",
    ),
]

OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="File to write; standard output if not given."),
]


class RecordFormat(StrEnum):
    """Forms in which records are written."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


class ListFormat(StrEnum):
    """Forms in which a list of hits is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class ShowFormat(StrEnum):
    """Forms in which one article is shown."""

    PAGE = "page"
    JSON = "json"


class ReportFormat(StrEnum):
    """Forms of a report: for people or for programs."""

    TABLE = "table"
    JSON = "json"
