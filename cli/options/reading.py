"""The options on how files are read, for every command that reads files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ...corpus.reading.options import ReadingOptions
    from ...corpus.types import Origin

# Papers are dated by the clock of Beijing.
_BEIJING = timezone(timedelta(hours=8))

# One pair ends where the next field begins: names of columns may have commas. Chinese keyboards
# write both signs in full width.
_NEXT_PAIR = re.compile(r"[,，]\s*(?=[A-Za-z]+\s*[=＝])")
_EQUALS = re.compile(r"\s*[=＝]\s*")


_Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Columns of tables, where they are not found by their names:"
        " text=正文,title=标题,date=日期. Fields: text, title, subtitle, kicker, author, date,"
        " newspaper, page, edition, column, url, id.",
    ),
]
_Newspaper = Annotated[
    str, typer.Option("--newspaper", metavar="NAME", help="Newspaper of all pages.")
]
_Date = Annotated[
    str, typer.Option("--date", metavar="DATE", help="Date of issue of all pages, 2023-05-16.")
]
_Edition = Annotated[
    str, typer.Option("--edition", metavar="NAME", help="Section all pages are of, e.g. 要闻.")
]
_PageNumber = Annotated[
    str, typer.Option("--page-number", metavar="NUMBER", help="Number of the page: 3, A02.")
]
_Sidecar = Annotated[
    Path | None,
    typer.Option(
        "--sidecar",
        metavar="FILE",
        help="Table (csv, tsv, xlsx) with columns file, newspaper, date, edition, page.",
    ),
]
_Simplify = Annotated[
    bool,
    typer.Option(
        "--simplify",
        help="Read Traditional characters as Simplified ones; pages stay as they are.",
    ),
]
_Ocr = Annotated[
    bool,
    typer.Option(
        "--ocr",
        help="Recognise the text of pictures and scanned pages (needs anliku[ocr]; slow).",
    ),
]


def reading_given(  # noqa: PLR0913 - the options themselves
    *,
    columns: _Columns = None,
    newspaper: _Newspaper = "",
    date: _Date = "",
    edition: _Edition = "",
    page_number: _PageNumber = "",
    sidecar: _Sidecar = None,
    simplify: _Simplify = False,
    ocr: _Ocr = False,
) -> ReadingOptions:
    """Return what the options say about the files that are to be read.

    Raises:
        typer.BadParameter: an option says what cannot be.
    """
    from ...corpus.reading.options import ReadingOptions

    return ReadingOptions(
        columns=_columns_given(columns or ()),
        origin=_origin_given(newspaper, date, edition, page_number),
        sidecar=str(sidecar or ""),
        latest=_latest_day(),
        simplify=simplify,
        ocr=ocr,
    )


def _columns_given(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the (field, column) pairs of ``--map text=正文,title=标题``."""
    from ...corpus.errors import AnlikuError
    from ...corpus.reading.tables.columns import check_fields

    pairs: dict[str, str] = {}
    for pair in (pair for text in given for pair in _NEXT_PAIR.split(text)):
        field, *column = _EQUALS.split(pair.strip(" ,，"), maxsplit=1)
        if not field or not column or not column[0]:
            raise typer.BadParameter(
                f"{pair!r} is no pair; write FIELD=COLUMN, e.g. text=正文,title=标题",
                param_hint="--map",
            )
        if field in pairs:
            raise typer.BadParameter(
                f"{field} is given twice, {pairs[field]} and {column[0]}; keep one of them",
                param_hint="--map",
            )
        pairs[field] = column[0]
    try:
        check_fields(tuple(pairs.items()))
    except AnlikuError as error:
        raise typer.BadParameter(f"{error}; write FIELD=COLUMN", param_hint="--map") from error
    return tuple(pairs.items())


def _origin_given(newspaper: str, date: str, edition: str, page_number: str) -> Origin:
    """Return the origin that the options give."""
    from ...corpus.origins.values import read_date, read_number
    from ...corpus.types import Origin

    day, number = read_date(date), read_number(page_number)
    if date and not day:
        raise typer.BadParameter(
            f"{date}: the calendar has no such day; write it as 2023-05-16, 2023-05 or 2023",
            param_hint="--date",
        )
    if page_number and not number:
        raise typer.BadParameter(
            f"{page_number}: write it as 3, A02 or 第3版", param_hint="--page-number"
        )
    return Origin(newspaper.strip(), day, edition.strip(), number)


def _latest_day() -> str:
    """Return today, the last day that a page can be of; in Beijing, where it begins early."""
    return datetime.now(UTC).astimezone(_BEIJING).date().isoformat()
