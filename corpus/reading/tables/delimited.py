"""Reads the rows of .csv and .tsv tables, whatever their encoding and delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from ...types import Reason, Rejected
from ..source import Source
from .columns import find_columns
from .opening import is_damaged, lines_of, only_sheet, open_text
from .rows import MAX_CELL, Fault, Row, Sheet

_DELIMITERS = ",\t;|"
# Rows looked at to tell the delimiter.
_TRIED = 30
_SAMPLE = 200_000
_SEP_LINE = re.compile(r"^\ufeff?sep=(.)\r?\n?$", re.IGNORECASE)


def read_delimited(source: Source) -> Iterator[Sheet | Rejected]:
    """Yield the one table of a text file.

    Raises:
        OSError: the file cannot be read.
    """
    yield from only_sheet(source, _rows)


def _rows(source: Source, encoding: str) -> Iterator[Row | Fault]:
    with open_text(source, encoding) as stream:
        head = stream.read(_SAMPLE)
        first, _, _ = head.partition("\n")
        said = _SEP_LINE.match(first)
        delimiter = said[1] if said else _delimiter(head, source.suffix)
    with open_text(source, encoding) as stream:
        if said:
            stream.readline()
        # The limit belongs to the whole process; other readers set their own before they read.
        csv.field_size_limit(MAX_CELL)
        yield from _parsed(stream, delimiter)


def _parsed(stream: io.TextIOWrapper, delimiter: str) -> Iterator[Row | Fault]:
    """Yield the rows; a quotation mark that is never closed ends the table."""
    raw: list[str] = []

    def fed() -> Iterator[str]:
        for line in lines_of(stream):
            raw.append(line)
            yield line.replace("\x00", "")

    reader = csv.reader(fed(), delimiter=delimiter)
    number = 0
    while True:
        raw.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(number, Reason.FORMAT, _runaway(str(error)))
            return
        if raw and len(raw[-1]) > MAX_CELL:
            yield Fault(number, Reason.TOO_LARGE, _LONG)
            return
        if _is_unclosed(raw):
            yield Fault(number, Reason.FORMAT, _runaway("the table ends first"))
            return
        row = _row(number, cells)
        if row is not None:
            yield row


_LONG = f"a line has more than {MAX_CELL:,} characters; nothing is read from there on"


def _runaway(cause: str) -> str:
    return (
        f"a quotation mark is opened and never closed ({cause}); nothing is read from there on: "
        "close it, or write marks inside a text twice"
    )


def _is_unclosed(raw: list[str]) -> bool:
    """Only the last row of a table can be unclosed; it holds an odd number of marks."""
    if len(raw) < 2 and not (raw and '"' in raw[0] and not raw[0].endswith("\n")):
        return False
    if raw[-1].rstrip("\r\n").endswith('"') or sum(line.count('"') for line in raw) % 2 == 0:
        return False
    return len(raw) > 1 or raw[0].count('"') == 1


def _row(number: int, cells: list[str]) -> Row | Fault | None:
    if any(is_damaged(cell) for cell in cells):
        return Fault(
            number,
            Reason.ENCODING,
            "bytes in this row do not fit the encoding of the table; save it as UTF-8 again",
        )
    while cells and (not cells[-1] or cells[-1].isspace()):
        cells.pop()
    if number == 1 and cells:
        cells[0] = cells[0].lstrip("\ufeff")
    return Row(number, tuple(cells)) if any(not _is_blank(cell) for cell in cells) else None


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()


def _delimiter(head: str, suffix: str) -> str:
    """Return the sign that makes a header with a column of texts, else the one that cuts most."""
    order = "\t,;|" if suffix in (".tsv", ".tab") else _DELIMITERS
    best = (False, 0, "")
    for sign in order:
        csv.field_size_limit(MAX_CELL)
        reader = csv.reader(io.StringIO(head.replace("\x00", "")), delimiter=sign)
        rows = list(_readable(islice(reader, _TRIED)))
        widths = sorted(len(row) for row in rows if row)
        width = widths[len(widths) // 2] if widths else 0
        fits = width > 1 and any(find_columns(row, ()).complete for row in rows)
        if (fits, width) > best[:2]:
            best = (fits, width, sign)
    return best[2] or order[0]


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            yield next(rows)
        except (StopIteration, csv.Error):
            return
