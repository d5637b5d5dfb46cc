"""Reads tables of articles: .csv, .tsv, .xlsx, .jsonl, .parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from ...types import Page, Reason, Rejected
from ..options import ReadingOptions
from ..source import Source
from .articles import Table, page_of
from .columns import Columns, check_fields, find_columns, listed, missing
from .rows import Fault, KeyedRow, Row, Sheet

# The header stands in one of the first rows; above it exports put title, query and date.
_HEADER_ROWS = 30
# Rows looked at to learn the columns of a table without a header.
_HEAD_ROWS = 100


def read_text_table(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read a .csv or .tsv table: each row below its header is an article.

    Encoding and delimiter are told from the file; the header may stand below other rows.

    Args:
        source: the file.
        options: what the user says about it; ``columns`` names columns for fields.

    Yields:
        A page for every row, and a ``Rejected`` for every row that is none. Rows without any
        cell between others are refused too; those behind the last one are no rows.

    Raises:
        OSError: the file cannot be read.
        AnlikuError: the user names a field that articles do not have.
    """
    from .delimited import read_delimited

    yield from _read_sheets(source, options, read_delimited)


def read_excel_table(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read the sheets of an .xlsx workbook; see ``read_text_table``."""
    from .workbook import read_workbook

    yield from _read_sheets(source, options, read_workbook)


def read_json_table(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read a table of one JSON object a line (.jsonl, .ndjson); see ``read_text_table``."""
    from .jsonlines import read_json_lines

    yield from _read_sheets(source, options, read_json_lines)


def read_parquet_table(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read a .parquet table; see ``read_text_table``."""
    from .parquet import read_parquet

    yield from _read_sheets(source, options, read_parquet)


_SheetReader = Callable[[Source], Iterator[Sheet | Rejected]]


def _read_sheets(
    source: Source, options: ReadingOptions, read: _SheetReader
) -> Iterator[Page | Rejected]:
    """Read tables whose columns are named by a header or by each row."""
    check_fields(options.columns)
    state = _State(source, options)
    for sheet in read(source):
        if isinstance(sheet, Rejected):
            yield sheet
            return
        yield from _sheet(state, sheet)
    yield from _finish(state)


@dataclass(slots=True)
class _State:
    """What was learnt of a file while its sheets were read.

    Attributes:
        source: the file.
        options: what the user says about it.
        read: a sheet held articles.
        unfit: refusals of sheets without a column of texts or one the user names.
    """

    source: Source
    options: ReadingOptions
    read: bool = False
    unfit: list[Rejected] = field(default_factory=list[Rejected])


def _finish(state: _State) -> Iterator[Rejected]:
    """Say what was no table of articles."""
    yield from state.unfit
    if not state.read and not state.unfit:
        yield state.source.reject(Reason.EMPTY, "there is no row in the table")


def _fitting(state: _State, names: Sequence[str], sheet: str, longest: str) -> Columns | None:
    """Return the columns of a header if it has one for texts; otherwise note why not.

    ``longest`` is the column with most text, the likeliest one to be meant.
    """
    mapped = state.options.columns
    lacking = missing(names, mapped)
    columns = find_columns(names, mapped)
    if columns.complete and not lacking:
        state.read = True
        return columns
    place = f"{state.source.path}#{sheet.rstrip('!')}" if sheet else state.source.path
    detail = (
        f"there is no column {', '.join(lacking)}"
        if lacking
        else "no column is known to hold texts"
    )
    detail += f"; columns are {listed(names)}; name the one, e.g. --map text={longest or '正文'}"
    state.unfit.append(Rejected(place, Reason.COLUMNS, detail))
    return None


def _sheet(state: _State, sheet: Sheet) -> Iterator[Page | Rejected]:
    """Read the rows of one sheet once its columns are known."""
    rows = iter(sheet.rows)
    head = list(islice(rows, _HEAD_ROWS))
    prefix = f"{sheet.name}!" if sheet.name else ""
    table = Table(state.source, state.options, Columns((), ()), prefix, sheet.encoding)
    keyed = [row for row in head if isinstance(row, KeyedRow)]
    plain = [row for row in head if isinstance(row, Row)]
    if keyed:
        names = tuple(dict.fromkeys(name for row in keyed for name in row.cells))
        sizes = [sum(len(row.cells.get(name, "")) for row in keyed) for name in names]
        columns, below, last = _fitting(state, names, prefix, _longest(names, sizes)), head, 0
    elif plain:
        header = _header(plain, state.options.columns) or _widest(plain)
        names, last = _names(header.cells), header.number
        below = [row for row in head if row.number > last]
        cells = [row.cells for row in below if isinstance(row, Row)]
        sizes = [sum(len(row[at]) for row in cells if at < len(row)) for at in range(len(names))]
        columns = _fitting(state, names, prefix, _longest(names, sizes))
    else:
        state.unfit.extend(_fault(table, row) for row in head if isinstance(row, Fault))
        return
    if columns is not None:
        table.columns = columns
        row = None
        for row in _pages(table, chain(below, rows), last):
            yield row
        if row is None:
            place = f"{state.source.path}#{sheet.name}" if sheet.name else state.source.path
            yield Rejected(place, Reason.EMPTY, "there is a header and no row below it")


def _header(rows: Sequence[Row], mapped: Sequence[tuple[str, str]]) -> Row | None:
    """Return the first row that names a column of texts."""
    for row in rows[:_HEADER_ROWS]:
        names = _names(row.cells)
        if find_columns(names, mapped).complete and not missing(names, mapped):
            return row
    return None


def _longest(names: Sequence[str], sizes: Sequence[int]) -> str:
    """Return the column with most text; of equal ones the last."""
    return max(zip(sizes, range(len(names)), names, strict=True), default=(0, 0, ""))[2]


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def _widest(rows: Sequence[Row]) -> Row:
    """Return the row that most likely is the header: the first of those with most cells."""
    most = max(sum(bool(cell) for cell in row.cells) for row in rows)
    return next(row for row in rows if sum(bool(cell) for cell in row.cells) == most)


def _pages(
    table: Table, rows: Iterable[Row | KeyedRow | Fault], last: int
) -> Iterator[Page | Rejected]:
    """Make the articles of the rows below row ``last``."""
    for row in rows:
        if row.number > last + 1:
            yield _gap(table, last + 1, row.number - 1)
        last = row.number
        if isinstance(row, Fault):
            yield _fault(table, row)
        elif isinstance(row, KeyedRow):
            yield page_of(table, row.number, _keyed(table.columns, row))
        elif len(row.cells) > len(table.columns.names):
            yield table.reject(row.number, Reason.FORMAT, _too_wide(table, row))
        else:
            cells = row.cells
            named = {field: cells[at] for field, at in table.columns.at if at < len(cells)}
            yield page_of(table, row.number, named)


def _keyed(columns: Columns, row: KeyedRow) -> dict[str, str]:
    named = ((field, columns.names[at]) for field, at in columns.at)
    return {field: row.cells[name] for field, name in named if name in row.cells}


def _too_wide(table: Table, row: Row) -> str:
    return (
        f"it has {len(row.cells)} cells, the header {len(table.columns.names)}: a delimiter stands "
        "in a text without quotation marks around it; add them"
    )


def _gap(table: Table, first: int, last: int) -> Rejected:
    if first == last:
        return table.reject(first, Reason.EMPTY, "the row is empty; delete it")
    return Rejected(
        f"{table.source.path}#{table.sheet}{first}",
        Reason.EMPTY,
        f"rows {first} to {last} are empty; delete them",
    )


def _fault(table: Table, fault: Fault) -> Rejected:
    return table.reject(fault.number, fault.reason, fault.detail)
