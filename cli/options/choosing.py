"""The page that a user means: a file of one page, or one of several as ``issue.pdf#3``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...corpus.errors import AnlikuError
from ...corpus.types import Page, Rejected
from ..screens.printing import report_rejections
from .inputs import check_columns, files_named

if TYPE_CHECKING:
    from ...corpus.reading.options import ReadingOptions

# What stands between a file and one of its pages, and between an archive and one of its members.
_MARKS = "#!"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a user named.

    Attributes:
        pages: all pages of the file, archive or folder.
        at: ordinal of the page that is meant; None if only the file is named and it holds several.
        rejected: what of it could not be read.
        names: what each page is called on the command line.
    """

    pages: tuple[Page, ...]
    at: int | None
    rejected: tuple[Rejected, ...]
    names: tuple[str, ...]


def choose_page(named: str, reading: ReadingOptions) -> Chosen:
    """Read the file a user names, and tell which of its pages is meant.

    A page is named by its number in the file (``issue.pdf#3``, ``articles.csv#17`` for row 17,
    ``articles.xlsx#二月!17``), a member of an archive by its path (``issue.zip!/03.txt``) or by
    its number among all pages (``issue.zip#2``).

    Args:
        named: file, archive or folder, with the page behind ``#`` or ``!``.
        reading: what the user says about it.

    Raises:
        AnlikuError: there is no such file or page, or none that can be read.
    """
    from ...corpus.reading.files import read_file

    file, wanted = _split(named)
    items: list[Page | Rejected] = []
    for found in files_named([file]):
        items += [found] if isinstance(found, Rejected) else read_file(found, reading)
    pages = tuple(item for item in items if isinstance(item, Page))
    rejected = tuple(item for item in items if isinstance(item, Rejected))
    names = tuple(_shown(page, file) for page in pages)
    if wanted and pages:
        return Chosen(pages, _find(file, wanted, pages, rejected, names), (), names)
    check_columns(reading, len(pages), rejected)
    if not pages and len(rejected) == 1:
        raise AnlikuError(f"{rejected[0].item}: {rejected[0].detail}")
    if not pages:
        report_rejections(rejected)
        raise AnlikuError(f"{named}: no page of it can be read; see the reasons above")
    return Chosen(pages, 0 if len(pages) == 1 else None, rejected, names)


def _split(named: str) -> tuple[str, str]:
    """Part a file from the page of it that is named.

    >>> _split("no-such-issue.pdf#3")
    ('no-such-issue.pdf#3', '')
    """
    if os.path.lexists(named):
        return named, ""
    for at in range(len(named) - 1, 0, -1):
        if named[at] in _MARKS and Path(named[:at]).is_file():
            return named[:at], named[at:]
    return named, ""


def _shown(page: Page, file: str) -> str:
    """Return how a user calls a page: by the path they typed and its name."""
    from ...corpus.reading.source import posix

    stem, mark, _ = page.name.rpartition("#")
    at = page.path.find(f"/{stem}#") if mark else -1
    path = page.path[: at + 1] + page.name if at >= 0 else page.path
    typed = posix(file)
    return file + path.removeprefix(typed) if path.startswith(typed) else path


def _find(
    file: str,
    wanted: str,
    pages: Sequence[Page],
    rejected: Sequence[Rejected],
    names: Sequence[str],
) -> int:
    """Return the ordinal of the page that is meant."""
    from ...corpus.reading.source import posix

    for at, page in enumerate(pages):
        if names[at] == file + wanted or page.path == posix(file) + wanted:
            return at
    for item in rejected:
        if item.item == posix(file) + wanted:
            raise AnlikuError(f"{item.item}: {item.detail}")
    number = wanted.removeprefix("#")
    counted = not any(name.startswith(f"{file}#") for name in names)
    if counted and number.isascii() and number.isdigit() and 0 < int(number) <= len(pages):
        return int(number) - 1
    raise AnlikuError(
        f"{file} has no page {wanted}; it has {len(pages)}, from {names[0]} to {names[-1]};"
        f" anliku inspect {file} lists them"
    )


def page_rows(chosen: Chosen) -> Iterator[tuple[str, ...]]:
    """Yield a row for each page: its name, where it was published, its size, how it begins."""
    for page, name in zip(chosen.pages, chosen.names, strict=True):
        origin = page.origin
        number = f"第{origin.number}版" if origin.number else ""
        parts = (origin.newspaper, origin.date, number, origin.edition)
        filled = [line.strip() for line in page.lines if line.strip()]
        size = (str(len(page.lines)), str(sum(map(len, filled))))
        yield (name, " ".join(part for part in parts if part), *size, filled[0] if filled else "")
