"""Reads files of any known format; what cannot be read comes out as ``Rejected``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import AnlikuError
from ..types import Page, Reason, Rejected
from .finding import exists
from .options import DEFAULT_OPTIONS, ReadingOptions
from .source import Source, source_of
from .text import read_text

Reader = Callable[[Source, ReadingOptions], Iterator[Page | Rejected]]

#: The reader of each extension.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
}


def read_files(
    found: Iterable[Path | Rejected], options: ReadingOptions = DEFAULT_OPTIONS
) -> Iterator[Page | Rejected]:
    """Read files one by one; what was refused before passes through.

    Args:
        found: files, as ``find_files`` gives them.
        options: what the user says about them.
    """
    for item in found:
        if isinstance(item, Rejected):
            yield item
        else:
            yield from read_file(item, options)


def read_file(
    path: str | Path, options: ReadingOptions = DEFAULT_OPTIONS
) -> Iterator[Page | Rejected]:
    """Read the pages of one file; the extension says how.

    Args:
        path: the file.
        options: what the user says about it.

    Yields:
        Its pages, and a ``Rejected`` for whatever cannot be read, with what to do.
    """
    source = source_of(path)
    if not Path(path).is_file():
        reason = Reason.UNREADABLE if exists(Path(path)) else Reason.NOT_FOUND
        yield source.reject(reason, "there is no readable file of that name; check the path")
        return
    yield from read_source(source, options)


def read_source(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read the pages of a file on disk or in an archive."""
    reader = READERS.get(source.suffix)
    if reader is None:
        yield source.reject(
            Reason.FORMAT,
            f"the format {source.suffix or 'without extension'} is not read; "
            f"readable are {', '.join(sorted(READERS))}",
        )
        return
    try:
        yield from reader(source, options)
    except OSError as error:
        yield source.reject(
            Reason.UNREADABLE,
            f"it cannot be opened ({error.strerror}); check its permissions",
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
