"""Finds which column of a table holds which field of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...errors import AnlikuError
from ...wordlists import read_rows

#: Fields of an article that a table can give, as ``--map`` calls them.
FIELDS = (
    "text",
    "title",
    "subtitle",
    "kicker",
    "author",
    "date",
    "newspaper",
    "page",
    "edition",
    "column",
    "url",
    "id",
)

_FILLERS = re.compile(r"[\s_＿*：:#“”\"']+")
_HALVES = re.compile(r"[-/|(（\[【)）\]】]+")
# Messages list no more columns than this.
_MAX_LISTED = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of an article stand in the rows of a table.

    Attributes:
        names: all columns as the table calls them.
        at: (field, ordinal of its column), in the order of ``FIELDS``.
    """

    names: tuple[str, ...]
    at: tuple[tuple[str, int], ...]

    @property
    def complete(self) -> bool:
        """A column holds texts."""
        return any(field == "text" for field, _ in self.at)

    def name_of(self, field: str) -> str:
        """Return how the table calls the column of a field, "" if it has none."""
        return next((self.names[at] for name, at in self.at if name == field), "")


def find_columns(names: Sequence[str], mapped: Sequence[tuple[str, str]]) -> Columns:
    """Find the columns of a table by what the user says, then by their names.

    Args:
        names: the columns as the table calls them.
        mapped: (field, column name) pairs of the user; names that the table does not have are
            left out, see ``missing``.

    Raises:
        AnlikuError: there is no field of that name.
    """
    check_fields(mapped)
    out: dict[str, int] = {}
    for field, name in mapped:
        at = _named(names, name)
        if at is not None:
            out[field] = at
    taken = set(out.values())
    said = {field for field, _ in mapped}
    for field, at in _guessed(names):
        if field not in said and at not in taken and field not in out:
            out[field] = at
            taken.add(at)
    return Columns(tuple(names), tuple((field, out[field]) for field in FIELDS if field in out))


def check_fields(mapped: Sequence[tuple[str, str]]) -> None:
    """Refuse fields that articles do not have.

    Raises:
        AnlikuError: a field is none of ``FIELDS``.
    """
    for field, _ in mapped:
        if field not in FIELDS:
            raise AnlikuError(f"an article has no field {field!r}; fields are {', '.join(FIELDS)}")


def missing(names: Sequence[str], mapped: Sequence[tuple[str, str]]) -> list[str]:
    """Return the columns the user names that the table does not have."""
    return [name for _, name in mapped if _named(names, name) is None]


def listed(names: Sequence[str]) -> str:
    """Return the columns of a table for a message."""
    shown = ", ".join(name or "(no name)" for name in names[:_MAX_LISTED])
    return f"{shown} and {len(names) - _MAX_LISTED} more" if len(names) > _MAX_LISTED else shown


def _named(names: Sequence[str], name: str) -> int | None:
    if name in names:
        return list(names).index(name)
    wanted = _plain(name)
    return next((at for at, one in enumerate(names) if _plain(one) == wanted), None)


def _guessed(names: Sequence[str]) -> list[tuple[str, int]]:
    """Return (field, ordinal) for every column whose name is known, best names first."""
    known = _known()
    found: list[tuple[int, int, str]] = []
    for at, name in enumerate(names):
        whole = _plain(name)
        if whole in known:
            field, rank = known[whole]
            found.append((rank, at, field))
            continue
        halves = [_plain(half) for half in _HALVES.split(name)]
        ranked = sorted(
            (known[half][1], known[half][0]) for half in halves if half and half in known
        )
        if ranked:
            rank, field = ranked[0]
            found.append((rank + len(known), at, field))
    return [(field, at) for _, at, field in sorted(found)]


@cache
def _plain(name: str) -> str:
    return _FILLERS.sub("", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _known() -> dict[str, tuple[str, int]]:
    """Return field and rank of every known column name."""
    rows = read_rows(__package__ or "anliku.corpus.reading.tables", "columns.txt")
    out: dict[str, tuple[str, int]] = {}
    for rank, (field, name) in enumerate(rows):
        out.setdefault(_plain(name), (field, rank))
    return out
