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

SegmenterOption = Annotated[
    str, typer.Option("--segmenter", help="Word segmenter: rjieba, or jieba (slower).")
]

CodebookOption = Annotated[
    Path | None,
    typer.Option("--codebook", help="Themes to use instead of the twelve default ones (TOML)."),
]

NewspaperOption = Annotated[
    str, typer.Option("--newspaper", metavar="NAME", help="Newspaper of all pages.")
]

DateOption = Annotated[
    str, typer.Option("--date", metavar="DATE", help="Date of issue of all pages, 2023-05-16.")
]

EditionOption = Annotated[
    str, typer.Option("--edition", metavar="NAME", help="Section all pages are of, e.g. 要闻.")
]

PageNumberOption = Annotated[
    str, typer.Option("--page-number", metavar="NUMBER", help="Number of the page: 3, A02.")
]

SidecarOption = Annotated[
    Path | None,
    typer.Option(
        "--sidecar",
        metavar="FILE",
        help="Table (csv, tsv, xlsx) with columns file, newspaper, date, edition, page.",
    ),
]

SimplifyOption = Annotated[
    bool,
    typer.Option(
        "--simplify", help="Read Traditional characters as Simplified ones; pages stay as they are."
    ),
]

OcrOption = Annotated[
    bool,
    typer.Option(
        "--ocr", help="Recognise the text of pictures and scanned pages (needs anliku[ocr]; slow)."
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
