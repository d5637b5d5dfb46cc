"""Reads files of any known format; what cannot be read comes out as ``Rejected``."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..errors import AnlikuError
from ..types import Page, Reason, Rejected
from ..wordlists import read_rows
from .archives.budget import Budget
from .archives.members import ARCHIVES, members
from .finding import exists
from .magic import LOCKED_OFFICE, Kind, identify
from .ocr import PICTURES, read_image
from .office.docx import read_docx
from .options import DEFAULT_OPTIONS, ReadingOptions
from .origin import Origins
from .pdf import read_pdf
from .source import Source, source_of
from .tables.reader import (
    read_excel_table,
    read_json_table,
    read_parquet_table,
    read_text_table,
)
from .text import read_text
from .web.reader import read_html

Reader = Callable[[Source, ReadingOptions], Iterator[Page | Rejected]]

#: The reader of each extension.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".csv": read_text_table,
    ".tsv": read_text_table,
    ".xlsx": read_excel_table,
    ".jsonl": read_json_table,
    ".ndjson": read_json_table,
    ".parquet": read_parquet_table,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    **dict.fromkeys(PICTURES, read_image),
}

#: Longest line that is read, in characters; a long article has 10,000. What is longer has lost its
#: line ends or never was text, and the time that a line takes grows with its square.
MAX_LINE = 300_000

#: Most characters of one page: 140 newspaper pages. Lines are compared with each other to find what
#: belongs together, so that a year in one file would take hours.
MAX_CHARACTERS = 1_000_000

# Longest detail of a refusal, in characters.
_MOST_DETAIL = 600

# An archive inside an archive is opened, one inside that is not: nobody packs pages so deep.
_MAX_DEPTH = 2

# Archives of the first tar programs have no mark by which they could be known.
_OLD_TAR = ".tar"

# Office files are zip archives of parts that are no pages.
_OFFICE = (".docx", ".xlsx")

# What a web page may be called besides its own extensions. Under any other name it is what a
# server sent instead of the file: an error or a login page.
_TEXT_SUFFIXES = ("", ".txt", ".md")


def read_files(
    found: Iterable[Path | Rejected], options: ReadingOptions = DEFAULT_OPTIONS
) -> Iterator[Page | Rejected]:
    """Read files one by one; what was refused before passes through.

    Args:
        found: files, as ``find_files`` gives them.
        options: what the user says about them.
    """
    origins = Origins(options)
    for item in found:
        if isinstance(item, Rejected):
            yield item
        else:
            yield from origins.apply(_read_file(item, options))
    yield from origins.leftovers()


def read_file(
    path: str | Path, options: ReadingOptions = DEFAULT_OPTIONS
) -> Iterator[Page | Rejected]:
    """Read the pages of one file; its bytes and its extension say how.

    A file whose bytes certainly are of another format than its extension says is read as what it
    is: a PDF named ``.txt`` as PDF. Archives are opened, those inside them too, once.

    Args:
        path: the file.
        options: what the user says about it.

    Yields:
        Its pages, and a ``Rejected`` for whatever cannot be read, with what to do.
    """
    yield from Origins(options).apply(_read_file(path, options))


def _read_file(path: str | Path, options: ReadingOptions) -> Iterator[Page | Rejected]:
    source = source_of(path)
    before = _state(path)
    if before is None or not stat.S_ISREG(before[0]):
        yield _refuse_place(source, Path(path), before)
        return
    yield from read_source(source, options)
    if _state(path) != before:
        yield source.reject(
            Reason.UNREADABLE,
            "the file changed while it was read; read it again when nobody writes to it",
        )


def _state(path: str | Path) -> tuple[int, int, int] | None:
    """Return mode, size and time of the last change; None if the file cannot be looked at."""
    try:
        found = os.stat(path)  # noqa: PTH116 (a name with a null byte is a ValueError here too)
    except (OSError, ValueError):
        return None
    return found.st_mode, found.st_size, found.st_mtime_ns


def _refuse_place(source: Source, path: Path, state: tuple[int, int, int] | None) -> Rejected:
    """Say why there is no file to read at a path."""
    if state is not None:
        kind = (
            "a folder; name it to the command instead"
            if stat.S_ISDIR(state[0])
            else ("a device, pipe or socket; save its content to a file first")
        )
        return source.reject(Reason.UNREADABLE, f"this is no file but {kind}")
    if os.path.islink(path):  # noqa: PTH114 (Path raises for impossible names)
        return source.reject(
            Reason.NOT_FOUND, "this is a link that leads nowhere; mend or remove it"
        )
    if exists(path):
        return source.reject(
            Reason.UNREADABLE, "it must not be looked at; check its permissions and its folder's"
        )
    return source.reject(Reason.NOT_FOUND, "there is no file of that name; check the spelling")


def read_source(
    source: Source,
    options: ReadingOptions,
    depth: int = 0,
    budget: Budget | None = None,
) -> Iterator[Page | Rejected]:
    """Read the pages of a file on disk or in an archive.

    Args:
        source: the file.
        options: what the user says about it.
        depth: in how many archives it stands.
        budget: what the outermost of them may still unpack; None outside of archives.
    """
    refusal = _refuse_suffix(source)
    if refusal is not None:
        yield refusal
        return
    try:
        if source.size == 0:
            yield source.reject(Reason.EMPTY, "the file is empty (0 bytes)")
            return
        kind = identify(source)
        suffix = _format_of(source, kind)
        if isinstance(suffix, Rejected):
            yield suffix
        elif suffix not in ARCHIVES:
            yield from map(_refuse_endless, READERS[suffix](source, options))
        elif depth == _MAX_DEPTH:
            yield source.reject(
                Reason.FORMAT, "an archive inside two others is not opened; unpack it by hand"
            )
        else:
            budget = budget or Budget(source.size)
            for member in members(source, suffix, budget, _refuse_suffix):
                if isinstance(member, Rejected):
                    yield member
                else:
                    yield from read_source(member, options, depth + 1, budget)
    except OSError as error:
        yield source.reject(
            Reason.UNREADABLE,
            f"it cannot be read ({error.strerror or error}); check that it is still there "
            "and its permissions",
        )


def _refuse_endless(item: Page | Rejected) -> Page | Rejected:
    """Refuse a page with a line that is none, or with more text than a page could have.

    The detail of a refusal that quotes a file at length is cut short.
    """
    if isinstance(item, Rejected):
        short = len(item.detail) <= _MOST_DETAIL
        return item if short else replace(item, detail=f"{item.detail[:_MOST_DETAIL]}…")
    for number, line in enumerate(item.lines, 1):
        if len(line) > MAX_LINE:
            return Rejected(
                item.path,
                Reason.TOO_LARGE,
                f"line {number} has {len(line):,} characters, more than the {MAX_LINE:,} a line "
                "may have; give the text its line ends back",
            )
    size = sum(map(len, item.lines))
    if size > MAX_CHARACTERS:
        return Rejected(
            item.path,
            Reason.TOO_LARGE,
            f"{size:,} characters, more than the {MAX_CHARACTERS:,} a page may have; cut it into "
            "one file a page, or make it a table with one article a row",
        )
    return item


def _refuse_suffix(source: Source) -> Rejected | None:
    """Refuse a file whose extension says that it is nothing to read."""
    suffix = source.suffix
    if not suffix or suffix in READERS or suffix in ARCHIVES:
        return None
    known = _unread_formats().get(suffix)
    if known is not None:
        return source.reject(Reason.FORMAT, f"{known[0]} is not read; {known[1]}")
    return source.reject(
        Reason.FORMAT, f"the format {suffix} is not read; readable are {_readable()}"
    )


@cache
def _unread_formats() -> dict[str, tuple[str, str]]:
    """Return name and advice for the extensions of known formats that are not read."""
    rows = read_rows(__package__ or "", "unread_formats.txt")
    return {suffix: (name, advice) for suffix, name, advice in rows}


def _readable() -> str:
    return ", ".join(sorted({*READERS, *ARCHIVES}))


def _format_of(source: Source, kind: Kind | None) -> str | Rejected:
    """Return the extension of the reader or archive that a file needs.

    What the bytes certainly are goes before the extension, but a web page under the name of
    something else is refused: it is an error or login page.
    """
    own = source.suffix
    if kind is None and own in ARCHIVES and own != _OLD_TAR:
        return source.reject(Reason.BROKEN, f"this is no archive, though named {own}; get it again")
    if kind is None:
        return own or source.reject(
            Reason.FORMAT, f"a file without extension; give it one of {_readable()}"
        )
    if kind is LOCKED_OFFICE:
        return source.reject(
            Reason.ENCRYPTED, "it needs a password; open it and save it without one"
        )
    if own in READERS and READERS[own] is READERS.get(kind.suffix):
        return own
    if own in _OFFICE and kind.suffix == ".zip":
        # Cut off behind its first bytes, an Office file looks like any archive.
        return own
    if kind.suffix == ".html" and own not in _TEXT_SUFFIXES:
        return source.reject(
            Reason.BROKEN,
            f"this is {kind.name}, not a {own} file: probably the error or login page of a "
            "download; download it again, or name it .html if you want it read",
        )
    if kind.suffix in READERS or kind.suffix in ARCHIVES:
        return kind.suffix
    advice = _unread_formats().get(kind.suffix, ("", "convert it to text first"))[1]
    return source.reject(
        Reason.BINARY, f"this is {kind.name}, not a {own or 'text'} file; {advice}"
    )


def read_page(path: str | Path, options: ReadingOptions = DEFAULT_OPTIONS) -> Page | Rejected:
    """Read a file that holds one page.

    Args:
        path: the file.
        options: what the user says about it.

    Returns:
        The page, or a ``Rejected`` that says what is wrong with the file and what to do.

    Raises:
        AnlikuError: the file holds several pages; use ``read_file``.
    """
    items = list(read_file(path, options))
    if len(items) != 1:
        raise AnlikuError(f"{path} holds {len(items)} pages; read them with read_file")
    return items[0]
