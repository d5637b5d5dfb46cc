"""Reads the sheets of Excel workbooks (.xlsx), row by row.

The format is that of ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...types import Reason, Rejected
from ..office.package import PART_ERRORS, Element, Package, local, open_package
from ..source import Source
from .rows import Fault, Row, Sheet

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
# The texts of a workbook stand in one part that must be held in memory.
_MAX_STRINGS = 600_000_000
# No sheet has more columns (18.3.1.73).
_MAX_COLUMN = 16_384
# Formats of dates that every workbook knows (18.8.30), those of the Far East included.
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NO_CODE = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
_DATE_CODE = re.compile(r"[ymd年月日]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all sheets refer to."""

    package: Package
    strings: list[str]
    dates: frozenset[int]
    epoch: dt.date


def read_workbook(source: Source) -> Iterator[Sheet | Rejected]:
    """Yield the sheets of a workbook in their order; sheets without a cell are left out.

    Raises:
        OSError: the file cannot be opened.
    """
    with source.open() as stream:
        package = open_package(source, stream, "xlsx")
        if isinstance(package, Rejected):
            yield package
            return
        try:
            sheets = _sheets(package)
            book = _book(source, package) if sheets else None
        except PART_ERRORS as error:
            yield source.reject(Reason.BROKEN, _broken(error))
            return
        if isinstance(book, Rejected):
            yield book
            return
        if book is None:
            yield source.reject(
                Reason.BROKEN, "the file holds no workbook; open it and save it as .xlsx again"
            )
            return
        for at, (name, part) in enumerate(sheets):
            yield Sheet(name if at else "", _rows(book, part))


def _broken(error: Exception) -> str:
    return f"the workbook is damaged ({str(error)[:120]}); open it in Excel and save it again"


def _sheets(package: Package) -> list[tuple[str, str]]:
    """Return name and part of every sheet."""
    if _WORKBOOK not in package.names:
        return []
    relations = package.relations(_WORKBOOK)
    out: list[tuple[str, str]] = []
    for element in package.elements(_WORKBOOK, ("sheet",)):
        ids = (str(value) for key, value in element.attrib.items() if str(key).endswith("}id"))
        part = relations.get(next(ids, ""), "")
        if part in package.names and "chartsheet" not in part:
            out.append(((element.get("name") or ""), part))
    return out


def _book(source: Source, package: Package) -> _Book | Rejected:
    strings: list[str] = []
    if _STRINGS in package.names:
        size = 0
        for element in package.elements(_STRINGS, ("si",)):
            strings.append(_joined(element))
            size += len(strings[-1])
            if size > _MAX_STRINGS:
                return source.reject(
                    Reason.TOO_LARGE,
                    f"the workbook holds more than {_MAX_STRINGS:,} characters; save it as .csv",
                )
    epoch = dt.date(1899, 12, 30)
    for element in package.elements(_WORKBOOK, ("workbookPr",)):
        if (element.get("date1904") or "") in ("1", "true"):
            epoch = dt.date(1904, 1, 1)
    return _Book(package, strings, _date_styles(package), epoch)


def _date_styles(package: Package) -> frozenset[int]:
    """Return the numbers of the cell styles that show dates."""
    if _STYLES not in package.names:
        return frozenset()
    formats = set(_DATE_FORMATS)
    out: set[int] = set()
    for element in package.elements(_STYLES, ("numFmt", "cellXfs")):
        if local(element) == "numFmt":
            code = _NO_CODE.sub("", (element.get("formatCode") or ""))
            if _DATE_CODE.search(code):
                formats.add(int(element.get("numFmtId") or "0"))
            continue
        for at, style in enumerate(element):
            if int(style.get("numFmtId") or "0") in formats:
                out.add(at)
    return frozenset(out)


def _joined(element: Element) -> str:
    """Return the text of a string, signs of pronunciation left out."""
    if len(element) == 1 and local(element[0]) == "t":
        text = str(element[0].text or "")
    else:
        text = "".join(
            str(one.text or "")
            for one in element.iter("{*}t")
            if not any(local(up) == "rPh" for up in one.iterancestors())
        )
    return _unescaped(text)


def _unescaped(text: str) -> str:
    """Return a text with its escaped characters (22.9.2.19); half of a pair is none."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _rows(book: _Book, part: str) -> Iterator[Row | Fault]:
    number = 0
    try:
        for element in book.package.elements(part, ("row",)):
            number = int((element.get("r") or "") or number + 1)
            cells = _cells(book, element)
            if any(cell and not cell.isspace() for cell in cells):
                yield Row(number, tuple(cells))
    except PART_ERRORS as error:
        yield Fault(number + 1, Reason.BROKEN, _broken(error))


def _cells(book: _Book, row: Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local(cell) != "c":
            continue
        found = _REFERENCE.match(cell.get("r") or "")
        at = _ordinal(found[1]) if found else len(cells)
        if at >= _MAX_COLUMN:
            continue
        text = _text(book, cell)
        if not text:
            continue
        cells.extend([""] * (at + 1 - len(cells)))
        cells[at] = text
    return cells


@cache
def _ordinal(letters: str) -> int:
    """Return the place of a column, from 0.

    >>> _ordinal("A"), _ordinal("AA")
    (0, 26)
    """
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _text(book: _Book, cell: Element) -> str:
    kind = str(cell.get("t") or "n")
    if kind == "inlineStr":
        inline = next(iter(cell.iter("{*}is")), None)
        return "" if inline is None else _joined(inline)
    value = next((one for one in cell if local(one) == "v"), None)
    text = "" if value is None else str(value.text or "")
    if kind == "s":
        at = int(text) if text.isdecimal() else -1
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if kind in ("e", "b"):
        return ""
    if kind == "n" and text and int(cell.get("s") or "0") in book.dates:
        return _date(book, text)
    return _unescaped(text)


def _date(book: _Book, text: str) -> str:
    days = float(text)
    if not 1 <= days < 2_000_000:
        return text
    return (book.epoch + dt.timedelta(days=int(days))).isoformat()
