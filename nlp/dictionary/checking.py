"""Makes entries of the rows of a dictionary file, and says which rows cannot be obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..places import load_gazetteer
from .entries import Entry, EntryType, Problem
from .reading import Row, read_rows_of
from .surfaces import fold, surfaces_of

#: Names of types that people write, beside the types themselves.
_TYPES = {
    **{str(kind): kind for kind in EntryType},
    "organization": EntryType.ORGANISATION,
    **dict.fromkeys(("地名", "地点", "地方"), EntryType.PLACE),
    **dict.fromkeys(("项目", "做法", "举措", "实践"), EntryType.PROGRAM),
    **dict.fromkeys(("人名", "人物", "人"), EntryType.PERSON),
    **dict.fromkeys(("机构", "组织", "单位", "机构名"), EntryType.ORGANISATION),
    "无": EntryType.NONE,
}
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_SPOILT_NUMBER = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+$|\d+\.0+$")
_OFFICIAL = frozenset((EntryType.PLACE, EntryType.ORGANISATION, EntryType.PERSON))


@dataclass(frozen=True, slots=True)
class Checked:
    """A dictionary file that was read.

    Attributes:
        entries: what can be obeyed, in the order of the file.
        problems: what cannot, by line.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def check_dictionary(path: Path) -> Checked:
    """Read a dictionary file and look for rows that cannot be obeyed, or not all of them.

    Raises:
        AnlikuError: the file cannot be read at all.
    """
    rows, problems = read_rows_of(path)
    source = str(path)
    entries: list[Entry] = []
    for row in rows:
        found = _entry(row, source)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            entries.append(found)
    conflicts = tuple(_conflicts(entries, source))
    faulty = {problem.line for problem in conflicts if problem.line}
    kept = tuple(entry for entry in entries if entry.line not in faulty)
    return Checked(kept, tuple(sorted([*problems, *conflicts], key=lambda one: one.line)))


def _entry(row: Row, source: str) -> Entry | Problem:
    """Return the entry of a row, or why it is none."""
    cells = row.cells
    term, kind = cells.get("term", ""), cells.get("type", "")
    canonical, code = cells.get("canonical", ""), cells.get("code", "")

    def problem(what: str, cure: str) -> Problem:
        return Problem(source, row.line, what, cure)

    if not term:
        return problem("there is no term", "give it one, or leave the line out")
    if _BREAK.search(term):
        return problem(f"the term {term!r} has a line break", "write it on one line")
    if not any(char.isalnum() for char in term):
        return problem(f"the term {term!r} has no letter, character or digit", "add some")
    if not kind:
        return problem(f"{term}: there is no type", f"give one of {_choices()}")
    known = _TYPES.get(kind.lower())
    if known is None:
        return problem(f"{term}: the type {kind!r} is unknown", f"choose one of {_choices()}")
    if known is EntryType.NONE and (canonical or code):
        return problem(f"{term}: of type none, but with canonical form or code", "leave these out")
    if code and known in _OFFICIAL and load_gazetteer().unit(code) is None:
        return problem(*_wrong_code(term, code))
    return Entry(term, known, canonical, code, row.line)


def _choices() -> str:
    return ", ".join(EntryType)


def _wrong_code(term: str, code: str) -> tuple[str, str]:
    if _SPOILT_NUMBER.match(code):
        return (
            f"{term}: the code {code} was made a number by a spreadsheet",
            "make the column text, and type the code again",
        )
    edition = load_gazetteer().edition
    return (
        f"{term}: the gazetteer ({edition}) has no unit with the code {code}",
        "give a code of 2, 4, 6, 9 or 12 digits that it has, or none",
    )


def _conflicts(entries: Iterable[Entry], source: str) -> Iterable[Problem]:
    """Yield the entries that say of a term something else than those before, or the same again."""
    first: dict[str, Entry] = {}
    codes: dict[str, Entry] = {}
    for entry in entries:
        forms = surfaces_of(entry.term)
        other = next((first[form] for form in forms if form in first), None)
        if other is not None:
            yield _conflict(entry, other, source)
            continue
        first.update(dict.fromkeys(forms, entry))
        if entry.type is not EntryType.PROGRAM or not entry.code:
            continue
        name = fold(entry.canonical or entry.term)
        named = codes.setdefault(name, entry)
        if named.code != entry.code:
            what = f"{name}: the code {entry.code}, but {named.code} on line {named.line}"
            yield Problem(source, entry.line, what, "give both the same code")


def _conflict(entry: Entry, other: Entry, source: str) -> Problem:
    told = (entry.type, entry.canonical, entry.code)
    before = (other.type, other.canonical, other.code)
    where = f"line {other.line}" if other.line else "another entry"
    if told == before:
        what = f"{entry.term}: stands already on {where}"
        return Problem(source, entry.line, what, "leave one of them out")
    says = " / ".join(part for part in before if part)
    what = f"{entry.term}: {where} says something else of it ({says})"
    return Problem(source, entry.line, what, "keep the one that is meant")
