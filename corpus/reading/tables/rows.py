"""Rows of a table before anybody knows what their columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...types import Reason


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that stand side by side.

    Attributes:
        number: of the row, from 1, as the program shows it with which people open such files.
        cells: their texts, without the empty ones at the end.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """Cells that carry the names of their columns.

    Attributes:
        number: of the row or line, from 1.
        cells: text of each named cell; those that hold no text are left out.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A row, or everything from it on, that cannot be read.

    Attributes:
        number: of the row or line, from 1; 0 for the whole table.
        reason: the class of the cause.
        detail: what is wrong and what to do.
    """

    number: int
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    Attributes:
        name: of the sheet, "" for the first or only one.
        rows: its rows, lazily; blank ones are left out.
        encoding: of the file.
    """

    name: str
    rows: Iterator[Row | KeyedRow | Fault]
    encoding: str = "utf-8"


#: Longest line or cell that is read, in characters: a book has about a million.
MAX_CELL = 20_000_000
