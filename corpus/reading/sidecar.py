"""A table that says of files in which newspaper, on which day and on which page they appeared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path

from ..errors import AnlikuError
from ..origins.values import read_date, read_number
from ..types import Origin, Page, Reason, Rejected
from .source import Source, posix, source_of
from .tables.columns import find_columns
from .tables.rows import Fault, Row, Sheet

#: What this reading is called in ``Origin.sources``.
SIDECAR = "sidecar"

_FILE = re.compile(
    r"(?:file|filename|files|path|filepath|name|文件|文件名|文件名称|文件路径|路径|页面文件|页面)",
    re.IGNORECASE,
)
_WILD = re.compile(r"[*?\[]")
_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row: the file or pattern it names, and what it says."""

    number: int
    file: str
    origin: Origin


class Sidecar:
    """The rows of a sidecar table, and which of them were of use.

    Args:
        path: the table (.csv, .tsv or .xlsx) with a column ``file`` (文件) and any of newspaper
            (报纸), date (日期), edition (版名) and page (版次).

    Raises:
        AnlikuError: it cannot be read or has no column of file names.
    """

    def __init__(self, path: str) -> None:
        self._path = posix(path)
        self._faults: list[Rejected] = []
        self._used: set[int] = set()
        self._exact: dict[str, list[_Entry]] = {}
        self._patterns: list[tuple[re.Pattern[str], _Entry]] = []
        self._entries = list(self._read(source_of(path)))
        for entry in self._entries:
            self._exact.setdefault(entry.file, []).append(entry)
            if _WILD.search(entry.file):
                self._patterns.append((re.compile(translate(entry.file)), entry))

    def origin_of(self, page: Page) -> tuple[Origin, ...]:
        """Return what the rows say of a page: those that name it first, then patterns, in order.

        A row names a page by its name (``03.txt``, ``issue.pdf#3``), by the name of its file, or
        by its path, absolute or from the folder of the table.
        """
        names = self._names(page)
        found = [entry for name in names for entry in self._exact.get(name, ())]
        for pattern, entry in self._patterns:
            if any(pattern.match(name) for name in names):
                found.append(entry)
        self._used.update(entry.number for entry in found)
        return tuple(entry.origin for entry in found)

    def _names(self, page: Page) -> list[str]:
        folder = self._path.rsplit("/", 1)[0] + "/"
        names: dict[str, None] = {}
        for path in (page.path, page.path.split("#", 1)[0]):
            names[path] = None
            names[path.removeprefix(folder)] = None
            names[path.rsplit("/", 1)[-1]] = None
        names[page.name] = None
        return list(names)

    def leftovers(self) -> Iterator[Rejected]:
        """Yield the rows that say nothing readable, and those that fit no file that was read."""
        yield from self._faults
        for entry in self._entries:
            if entry.number not in self._used:
                yield self._reject(
                    entry.number,
                    Reason.NOT_FOUND,
                    f"no file that was read fits {entry.file!r}; check the name",
                )

    def _reject(self, number: int, reason: Reason, detail: str) -> Rejected:
        return Rejected(f"{self._path}#{number}", reason, f"row {number} of the sidecar: {detail}")

    def _read(self, source: Source) -> Iterator[_Entry]:
        rows = self._rows(source)
        head = next(rows, None)
        if head is None:
            raise AnlikuError(f"the sidecar {self._path} is empty; give it a row of column names")
        at = next((n for n, name in enumerate(head.cells) if _FILE.fullmatch(name.strip())), None)
        if at is None:
            raise AnlikuError(
                f"the sidecar {self._path} has no column of file names; call one file or 文件"
                f" (it has: {', '.join(head.cells)})"
            )
        columns = dict(find_columns(head.cells, (("id", head.cells[at]),)).at)
        for row in rows:
            file = _cell(row.cells, at).replace("\\", "/").removeprefix("./")
            if file:
                yield _Entry(row.number, file, self._origin(row, columns))

    def _rows(self, source: Source) -> Iterator[Row]:
        """Yield the rows of the first table of the file."""
        try:
            # The reader keeps the file open as long as it is not let go.
            sheets = self._reader(source)(source)
            sheet = next(sheets, None)
            if sheet is None or isinstance(sheet, Rejected):
                detail = sheet.detail if sheet else "it holds no table"
                raise AnlikuError(f"the sidecar {self._path} cannot be read: {detail}")
            for row in sheet.rows:
                if isinstance(row, Row):
                    yield row
                elif isinstance(row, Fault):
                    self._faults.append(self._reject(row.number, row.reason, row.detail))
        except OSError as error:
            raise AnlikuError(
                f"the sidecar {self._path} cannot be opened ({error.strerror}); check it"
            ) from error

    def _reader(self, source: Source) -> Callable[[Source], Iterator[Sheet | Rejected]]:
        if source.suffix not in _SUFFIXES:
            raise AnlikuError(
                f"the sidecar {self._path} must be a table: .csv, .tsv or .xlsx, not"
                f" {source.suffix or 'a file without extension'}"
            )
        if not Path(self._path).is_file():
            raise AnlikuError(f"there is no sidecar {self._path}; check the spelling")
        if source.suffix == ".xlsx":
            from .tables.workbook import read_workbook

            return read_workbook
        from .tables.delimited import read_delimited

        return read_delimited

    def _origin(self, row: Row, columns: dict[str, int]) -> Origin:
        def value(field: str) -> str:
            return _cell(row.cells, columns[field]) if field in columns else ""

        date, number = read_date(value("date")), read_number(value("page"))
        for name, given, read in (("date", value("date"), date), ("page", value("page"), number)):
            if given and not read:
                what = "day of the calendar" if name == "date" else "number of a page"
                self._faults.append(
                    self._reject(
                        row.number, Reason.FORMAT, f"{given!r} is no {what}; the rest is used"
                    )
                )
        return Origin(value("newspaper"), date, value("edition"), number, value("url"))


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
