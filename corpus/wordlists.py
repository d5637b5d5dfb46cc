"""Reads the word lists that steer the extractors.

A list is a UTF-8 text file in a ``data`` folder beside the code that uses it: one entry a line,
``#`` starts a comment, blank lines are skipped. Tab-separated fields make a table.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .errors import AnlikuError


def read_rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated list, comments and blank lines left out.

    Args:
        package: importable package that holds the ``data`` folder, usually ``__package__``.
        name: file name inside ``data``.

    Raises:
        AnlikuError: the file is not part of this installation.
    """
    try:
        text = (files(package) / "data" / name).read_text("utf-8")
    except FileNotFoundError as error:
        raise AnlikuError(
            f"word list {name} is missing from {package}/data; install anliku again"
        ) from error
    kept = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in kept if line.strip())


@cache
def read_words(package: str, name: str) -> tuple[str, ...]:
    """Return the first field of every row of a list, in file order, without doubles."""
    return tuple(dict.fromkeys(row[0].strip() for row in read_rows(package, name)))
