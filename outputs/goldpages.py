"""Gold pages: annotated newspaper pages, read from JSON and checked before anything is scored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ..corpus.errors import AnlikuError
from ..corpus.reading.files import read_page
from ..corpus.types import LineRange, Rejected

#: The four lists of facts of an annotated article, in the order in which they are scored.
FACT_FIELDS = ("places", "programs", "figures", "people")

#: The key under which a fact of each list keeps its surface form.
SURFACE_KEYS = {"places": "name", "programs": "name", "figures": "text", "people": "name"}


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One annotated fact; fields that its kind does not have are empty.

    Attributes:
        surface: the form in the text: a name, or the words of a figure.
        must: it has to be found; an optional fact is neither asked for nor held against.
        alts: other forms of a programme that a reader would accept.
        path: administrative path of a place.
        value: the plain number of a figure.
        unit: unit of a figure.
        bound: ``over``, ``about``, ``under`` or "" of a figure.
        role: role of a person.
    """

    surface: str
    must: bool
    alts: tuple[str, ...] = ()
    path: str = ""
    value: float = 0.0
    unit: str = ""
    bound: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article of a page.

    Attributes:
        id: id of the article in the gold file.
        headline: main headline, "" if the page has none.
        makers: names of reporters and correspondents.
        lines: raw lines of the page that belong to it.
        is_case: it reports a practice that somebody else could copy.
        theme: id of its main theme.
        lead_place: path of the place whose practice it is, "" if none.
        practice: the central named practice; None if it has no name of its own.
        facts: the facts by field, see ``FACT_FIELDS``.
    """

    id: str
    headline: str
    makers: frozenset[str]
    lines: tuple[LineRange, ...]
    is_case: bool
    theme: str
    lead_place: str
    practice: GoldFact | None
    facts: Mapping[str, tuple[GoldFact, ...]]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """An annotated page.

    Attributes:
        name: file name of the page.
        source: the gold file it was read from.
        articles: its articles.
        weights: characters on each raw line that are not white space; the first line is at 0.
    """

    name: str
    source: Path
    articles: tuple[GoldArticle, ...]
    weights: tuple[int, ...]


def gold_files(gold_dir: Path) -> tuple[Path, ...]:
    """Return the gold files of a folder in the order of their names.

    Raises:
        AnlikuError: there is no such folder, or no ``*.json`` in it.
    """
    found = tuple(sorted(gold_dir.glob("*.json")))
    if not found:
        raise AnlikuError(f"{gold_dir}: no gold files (*.json) here; name the folder that has them")
    return found


def read_gold(gold_dir: Path, pages_dir: Path) -> Iterator[GoldPage]:
    """Read every gold file of a folder together with the page it annotates.

    Args:
        gold_dir: folder with one JSON file a page.
        pages_dir: folder with the pages that the gold files name.

    Yields:
        The pages in the order of the names of their gold files.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing or cannot be read.
    """
    for path in gold_files(gold_dir):
        record = _json_object(path)
        name = _text(record, "page", str(path))
        weights = _weights(pages_dir / name, path)
        articles = tuple(
            _article(item, f"{path}, article {number}", len(weights))
            for number, item in enumerate(_objects(record, "articles", str(path)), 1)
        )
        yield GoldPage(name, path, articles, weights)


def _json_object(path: Path) -> Mapping[str, object]:
    """Return the object that a gold file holds."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise AnlikuError(f"{path}: cannot be read as JSON in UTF-8 ({error}); mend it") from error
    if not isinstance(record, dict):
        raise AnlikuError(f"{path}: holds no JSON object; write page, furniture and articles")
    return cast("dict[str, object]", record)


def _weights(path: Path, gold: Path) -> tuple[int, ...]:
    """Return the number of visible characters of every line of a page."""
    page = read_page(path)
    if isinstance(page, Rejected):
        raise AnlikuError(
            f"{path}: the page that {gold} annotates cannot be used: {page.detail}; "
            "put it there or name the right folder of pages"
        )
    return tuple(sum(not sign.isspace() for sign in line) for line in page.lines)


def _article(item: Mapping[str, object], where: str, lines: int) -> GoldArticle:
    """Check and return one annotated article."""
    name = _text(item, "id", where)
    where = f"{where} ({name})"
    practice = item.get("practice")
    if not isinstance(practice, dict):
        raise _missing("practice", "an object with name and alts", where)
    central = _fact(cast("dict[str, object]", practice) | {"must": True}, "programs", where)
    return GoldArticle(
        id=name,
        headline=_text(item, "headline", where),
        makers=frozenset(_texts(item, "reporters", where) + _texts(item, "correspondents", where)),
        lines=_lines(item, where, lines),
        is_case=_flag(item, "is_case", where),
        theme=_text(item, "theme", where),
        lead_place=_text(item, "lead_place", where),
        practice=central if central.surface else None,
        facts={
            field: tuple(_fact(fact, field, where) for fact in _objects(item, field, where))
            for field in FACT_FIELDS
        },
    )


def _fact(item: Mapping[str, object], field: str, where: str) -> GoldFact:
    """Check and return one annotated fact."""
    surface = _text(item, SURFACE_KEYS[field], f"{where}, {field}")
    must = _flag(item, "must", where)
    where = f"{where}, {field}, {surface}"
    if field == "places":
        return GoldFact(surface, must, path=_text(item, "path", where))
    if field == "programs":
        return GoldFact(surface, must, alts=tuple(_texts(item, "alts", where)))
    if field == "people":
        return GoldFact(surface, must, role=_text(item, "role", where))
    value = item.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _missing("value", "a number", where)
    unit, bound = _text(item, "unit", where), _text(item, "bound", where)
    return GoldFact(surface, must, value=float(value), unit=unit, bound=bound)


def _lines(item: Mapping[str, object], where: str, count: int) -> tuple[LineRange, ...]:
    """Check and return the line ranges of an article."""
    found: list[LineRange] = []
    pairs = item.get("lines")
    for pair in cast("list[object]", pairs) if isinstance(pairs, list) else []:
        match pair:
            case [int(first), int(last)] if 1 <= first <= last <= count:
                found.append(LineRange(first, last))
            case _:
                raise AnlikuError(
                    f"{where}: lines {pair} are not on the page; give [first, last] of 1 to {count}"
                )
    if not found:
        raise _missing("lines", "a list of [first, last]", where)
    return tuple(found)


def _missing(key: str, form: str, where: str) -> AnlikuError:
    return AnlikuError(f"{where}: {key} is missing or of another form; write {form}")


def _text(item: Mapping[str, object], key: str, where: str) -> str:
    value = item.get(key)
    if not isinstance(value, str):
        raise _missing(key, "a string", where)
    return value


def _texts(item: Mapping[str, object], key: str, where: str) -> list[str]:
    values = item.get(key)
    texts = cast("list[object]", values) if isinstance(values, list) else [None]
    if not all(isinstance(text, str) for text in texts):
        raise _missing(key, "a list of strings", where)
    return cast("list[str]", texts)


def _flag(item: Mapping[str, object], key: str, where: str) -> bool:
    value = item.get(key)
    if not isinstance(value, bool):
        raise _missing(key, "true or false", where)
    return value


def _objects(item: Mapping[str, object], key: str, where: str) -> list[Mapping[str, object]]:
    values = item.get(key)
    objects = cast("list[object]", values) if isinstance(values, list) else [None]
    if not all(isinstance(value, dict) for value in objects):
        raise _missing(key, "a list of objects", where)
    return cast("list[Mapping[str, object]]", objects)
