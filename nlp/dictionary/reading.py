"""Reads the file of a user's dictionary, CSV or TOML, into rows with the lines they stand on."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ...corpus.errors import AnlikuError
from ...corpus.reading.encodings import DecodingFailure, decode
from .entries import Problem

#: The fields of an entry, and the names of columns and keys that mean them.
FIELDS: dict[str, tuple[str, ...]] = {
    "term": ("term", "词", "词语", "词条", "术语", "名称"),
    "type": ("type", "类型", "类别"),
    "canonical": ("canonical", "规范名", "规范名称", "标准名", "标准名称", "全称"),
    "code": ("code", "代码", "编码"),
}
_NEEDED = ("term", "type")
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
_TABLE = "entry"
_HEAD = re.compile(r"\s*\[\[\s*(?:entry|\"entry\"|'entry')\s*\]\]")
_HEADER = "term,type,canonical,code"
_DELIMITERS = (",", "\t", ";", "，")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as written.

    Attributes:
        line: line on which it begins, counted from 1; 0 if that is not known.
        cells: what it gives, by field; blanks around it are gone.
    """

    line: int
    cells: Mapping[str, str]


def read_rows_of(path: Path) -> tuple[list[Row], list[Problem]]:
    """Read the rows of a dictionary file, and what is wrong with the lines that are none.

    Args:
        path: a file that ends in ``.toml``, or else a table with a header (CSV, TSV).

    Raises:
        AnlikuError: the file cannot be read as text.
    """
    text = _text_of(path)
    read = _read_toml if path.suffix.lower() == ".toml" else _read_table
    rows: list[Row] = []
    problems: list[Problem] = []
    for item in read(text, str(path)):
        if isinstance(item, Row):
            rows.append(item)
        else:
            problems.append(item)
    return rows, problems


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AnlikuError(
            f"{path}: cannot read the dictionary ({error.strerror}); check the name"
        ) from error
    decoded = decode(data)
    if isinstance(decoded, DecodingFailure):
        raise AnlikuError(
            f"{path}: the dictionary is no text that can be read (byte {decoded.offset});"
            " save it as CSV or TOML in UTF-8"
        )
    return decoded[1]


def _read_table(text: str, source: str) -> Iterator[Row | Problem]:
    """Yield the rows of a table whose first row names the columns."""
    first = text.lstrip("\n\r").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns:
                yield _row(cells, columns, source, line)
                continue
            columns = [_FIELD_OF.get(cell.strip().lower(), "") for cell in cells]
            problem = _header_problem(cells, columns, source, line)
            if problem:
                yield problem
                return
    except csv.Error as error:
        yield Problem(
            source, begins, f"not valid CSV from here on ({error})",
            'close the quotation mark; inside quoted cells write "" for one',
        )  # fmt: skip
    if not columns:
        yield Problem(source, 0, "the file is empty", f"begin it with the header {_HEADER}")


def _header_problem(
    cells: Sequence[str], columns: Sequence[str], source: str, line: int
) -> Problem | None:
    for field in _NEEDED:
        if field not in columns:
            what = f"the header has no column {field}"
            return Problem(source, line, what, f"write {_HEADER} as the first line")
    for at, (cell, field) in enumerate(zip(cells, columns, strict=True)):
        if cell.strip() and not field:
            cure = f"leave it out, or name it one of {', '.join(FIELDS)}"
            return Problem(source, line, f"the column {cell.strip()!r} is unknown", cure)
        if field and field in columns[:at]:
            return Problem(source, line, f"the column {field} stands twice", "keep one of them")
    return None


def _row(cells: Sequence[str], columns: Sequence[str], source: str, line: int) -> Row | Problem:
    if any(cell.strip() for cell in cells[len(columns) :]):
        what = f"{len(cells)} cells, but the header has {len(columns)}"
        cure = 'put cells that have the separator in them between quotation marks: "a,b"'
        return Problem(source, line, what, cure)
    pairs = zip(columns, cells, strict=False)
    return Row(line, {field: cell.strip() for field, cell in pairs if field})


def _read_toml(text: str, source: str) -> Iterator[Row | Problem]:
    """Yield the ``[[entry]]`` tables of a TOML file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        cure = "mend that line (are quotes and brackets closed?); terms with \\ go between '…'"
        yield Problem(source, int(at[1]) if at else 0, f"not valid TOML: {error}", cure)
        return
    tables = data.pop(_TABLE, None)
    for key in data:
        yield Problem(source, 0, f"the key {key!r} is unknown", f"write [[{_TABLE}]] tables only")
    if not isinstance(tables, list) or not tables:
        yield Problem(source, 0, f"there is no [[{_TABLE}]]", f"add one [[{_TABLE}]] for each term")
        return
    heads = [number for number, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    entries = cast(list[object], tables)
    known = len(heads) == len(entries)
    for at, table in enumerate(entries):
        yield _entry(table, source, heads[at] if known else 0, at + 1)


def _entry(table: object, source: str, line: int, number: int) -> Row | Problem:
    which = "" if line else f"entry {number}: "
    if not isinstance(table, dict):
        what = f"{which}an entry is no table"
        return Problem(source, line, what, f"start it with [[{_TABLE}]]")
    cells: dict[str, str] = {}
    for key, value in cast(dict[str, object], table).items():
        field = _FIELD_OF.get(key.lower(), "")
        if not field:
            cure = f"use one of {', '.join(FIELDS)}"
            return Problem(source, line, f"{which}the key {key!r} is unknown", cure)
        whole = isinstance(value, int) and not isinstance(value, bool) and field == "code"
        if not isinstance(value, str) and not whole:
            return Problem(source, line, f"{which}{key} is no text", f'write {key} = "…"')
        if field in cells:
            return Problem(source, line, f"{which}{field} is given twice", "keep one of them")
        cells[field] = str(value).strip()
    return Row(line, cells)
