"""Turns the types of the layers below into rows of a library and back, losing nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, cast, get_type_hints

import orjson

from ...corpus.types import (
    NO_ORIGIN,
    Article,
    ArticleKind,
    Boundary,
    LineRange,
    OffsetMap,
    Origin,
    Part,
    Role,
    Run,
    Span,
)
from ...nlp.cases.record.plain import record_from_plain, record_to_plain
from ...nlp.results import Analysis, Case, Theme
from ...nlp.types import (
    Bound,
    DateMention,
    Figure,
    Level,
    Organisation,
    Person,
    Place,
    PlaceReference,
    Program,
    Status,
)
from ..records import Fact, facts_by_kind


def dumps(value: object) -> str:
    """Return ``value`` as compact JSON."""
    return orjson.dumps(value).decode()


class FactRow(NamedTuple):
    """A fact as the table ``facts`` holds it; the fields are its columns, in order.

    ``name`` is the surface form of every kind; ``path`` the path of a place or of the place of an
    organisation; ``counted`` the ``of`` of a figure; ``others`` the aliases of a program or the
    candidate paths of a place; ``more`` a JSON object of the fields that have no column.
    """

    article: int
    kind: str
    ordinal: int
    name: str
    path: str
    code: str
    level: str
    value: float | None
    unit: str
    bound: str
    counted: str
    role: str
    first: str
    last: str
    in_name: int
    weight: float | None
    others: str
    status: str
    source: str
    start: int
    end: int
    mentions: str
    line: int
    column: int
    page: str
    confidence: float
    more: str


#: Values of ``FactRow`` from ``name`` to ``others``.
_Cells = tuple[
    str, str, str, str, float | None, str, str, str, str, str, str, int, float | None, str
]


def article_row(page: int, ordinal: int, article: Article) -> tuple[str | int, ...]:
    """Return the columns of ``articles`` behind the row id.

    Runs and parts of a page on which the article goes on carry its ordinal as a last number.
    """
    parts = [
        [
            part.role.value,
            _ranges(part.lines),
            [part.span.start, part.span.end] if part.span else 0,
            *([part.page] if part.page else ()),
        ]
        for part in article.parts
    ]
    runs = [
        [run.start, run.length, run.line, run.column, *([run.page] if run.page else ())]
        for run in article.offsets.runs
    ]
    return (
        article.id,
        page,
        ordinal,
        article.kind.value,
        article.headline,
        article.subhead,
        article.column,
        dumps(article.reporters),
        dumps(article.correspondents),
        article.text,
        dumps(parts),
        dumps(_ranges(article.lines)),
        dumps(runs),
        dumps([[b.line, b.confidence, b.evidence] for b in article.boundaries]),
        _pieces_row(article),
    )


def _pieces_row(article: Article) -> str:
    """Return the pieces of an article, each with the name and the origin of its page."""
    pieces = article.pieces
    return dumps([[p.page, origin_row(p.origin), article_row(0, 0, p)] for p in pieces])


#: Columns of ``pages`` that hold the origin of a page, in the order of ``origin_row``.
ORIGIN_COLUMNS = ("newspaper", "date", "edition", "number", "url", "origin_sources")


def origin_row(origin: Origin) -> tuple[str, ...]:
    """Return the columns that say where a page was published."""
    fields = (origin.newspaper, origin.date, origin.edition, origin.number, origin.url)
    return (*fields, dumps(origin.sources))


def origin_from(row: Sequence[str]) -> Origin:
    """Rebuild an origin from the columns that ``origin_row`` made."""
    *fields, sources = row
    return Origin(*fields, sources=tuple((field, where) for field, where in _listed(sources)))


def article_from(row: Sequence[Any], page: str, origin: Origin = NO_ORIGIN) -> Article:
    """Rebuild an article from the columns that ``article_row`` made.

    Args:
        row: the columns, in the same order.
        page: name of its page.
        origin: where its page was published.
    """
    pieces = tuple(
        article_from(cells, name, origin_from(published))
        for name, published, cells in _listed(row[14])
    )
    others = tuple(piece.page for piece in pieces[1:])
    return Article(
        id=row[0],
        page=page,
        kind=ArticleKind(row[3]),
        headline=row[4],
        subhead=row[5],
        column=row[6],
        reporters=tuple(orjson.loads(row[7])),
        correspondents=tuple(orjson.loads(row[8])),
        text=row[9],
        parts=tuple(
            Part(Role(role), _line_ranges(lines), Span(*span) if span else None, *page)
            for role, lines, span, *page in orjson.loads(row[10])
        ),
        lines=_line_ranges(orjson.loads(row[11])),
        offsets=OffsetMap(page, tuple(Run(*run) for run in orjson.loads(row[12])), others),
        boundaries=tuple(Boundary(*item) for item in orjson.loads(row[13])),
        origin=origin,
        pieces=pieces,
    )


def fact_rows(article: int, analysis: Analysis) -> Iterator[tuple[str | int | float | None, ...]]:
    """Yield the rows of all facts of an article; their cells are those of ``FactRow``.

    Args:
        article: row id of the article.
        analysis: the article with its facts.

    Raises:
        AnlikuError: a fact stands where no line of the page is.
    """
    offsets = analysis.article.offsets
    starts = [run.start for run in offsets.runs]
    for kind, facts in facts_by_kind(analysis):
        for ordinal, fact in enumerate(facts):
            start, end = fact.span.start, fact.span.end
            at = bisect_right(starts, start) - 1
            if at < 0:
                offsets.locate(start)  # says what is wrong
            run = offsets.runs[at]
            yield (
                article,
                kind,
                ordinal,
                *_cells(fact),
                fact.status.value,
                fact.source,
                start,
                end,
                "[]" if isinstance(fact, _ONCE) else _spans(fact.mentions),
                run.line,
                run.column + min(start - run.start, run.length - 1),
                offsets.others[run.page - 1] if run.page else "",
                fact.confidence,
                _more(fact),
            )


def _cells(fact: Fact) -> _Cells:
    """Return what stands in the columns that only some kinds use."""
    match fact:
        case Place():
            where = (fact.name, fact.path, fact.code, fact.level.value)
            others = dumps(fact.candidates) if fact.candidates else "[]"
            return (*where, None, "", "", "", "", "", "", int(fact.in_name), None, others)
        case Figure():
            amount = (fact.value, fact.unit, fact.bound.value, fact.of)
            return (fact.text, "", "", "", *amount, "", "", "", 0, None, "[]")
        case DateMention():
            head = (fact.text, "", "", "", None, "", "", "", "")
            return (*head, fact.first, fact.last, 0, None, "[]")
        case PlaceReference():
            where = (fact.text, fact.path, fact.code, fact.level.value)
            return (*where, None, "", "", "", "", "", "", 0, None, "[]")
        case Person():
            return (fact.name, "", "", "", None, "", "", "", fact.role, "", "", 0, None, "[]")
        case Organisation():
            return (fact.name, fact.place, "", "", None, "", "", "", "", "", "", 0, None, "[]")
        case Program():
            head = (fact.name, "", "", "", None, "", "", "", "", "", "", 0, fact.weight)
            return (*head, dumps(fact.aliases) if fact.aliases else "[]")


# Fields with a column of their own; ``path`` stands for the ``place`` of an organisation.
_IN_COLUMNS: dict[type, frozenset[str]] = {
    Place: frozenset({"name", "path", "code", "level", "in_name", "candidates"}),
    Program: frozenset({"name", "aliases", "weight"}),
    Figure: frozenset({"text", "value", "unit", "bound", "of"}),
    Person: frozenset({"name", "role"}),
    Organisation: frozenset({"name", "place"}),
    DateMention: frozenset({"text", "first", "last"}),
    PlaceReference: frozenset({"text", "path", "code", "level"}),
}
#: Facts that stand in one place only.
_ONCE = (Figure, DateMention, PlaceReference)
_COMMON = frozenset({"span", "mentions", "status", "source", "confidence"})


@cache
def _further(kind: type) -> tuple[tuple[str, ...], tuple[object, ...], Callable[[Fact], Any]]:
    """Return names and defaults of the fields of a kind of fact without column, and their getter.

    It gets ``source`` twice more, so that it returns a tuple whatever else there is.
    """
    known = _IN_COLUMNS[kind] | _COMMON
    found = [(field.name, field.default) for field in fields(kind) if field.name not in known]
    names = tuple(name for name, _ in found)
    return names, tuple(default for _, default in found), attrgetter(*names, "source", "source")


def _more(fact: Fact) -> str:
    """Return the fields without a column as a JSON object; those at their defaults are left out."""
    names, defaults, getter = _further(type(fact))
    values: tuple[object, ...] = getter(fact)[:-2]
    if values == defaults:
        return "{}"
    found = zip(names, values, defaults, strict=True)
    return dumps({name: value for name, value, default in found if value != default})


_hints = cache(get_type_hints)


def _with_more(fact: Fact, row: FactRow) -> Fact:
    """Add the confidence, and the fields that ``_more`` wrote."""
    values: dict[str, Any] = {"confidence": row.confidence}
    if row.more != "{}":
        hints = _hints(type(fact))
        stored: dict[str, object] = orjson.loads(row.more)
        values |= {name: _typed(hints[name], value) for name, value in stored.items()}
    return replace(fact, **values)


def _typed(hint: object, value: object) -> object:
    """Give a value read from JSON back its type: span, tuple, member of an enumeration."""
    if isinstance(value, dict):
        value = cast("dict[str, int]", value)
        return Span(value["start"], value["end"])
    if isinstance(value, list):
        return tuple(_typed(None, item) for item in cast("list[object]", value))
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


def analysis_from(article: Article, rows: Iterable[FactRow]) -> Analysis:
    """Rebuild the facts of an article from their rows, given in the order of their ordinals."""
    facts: dict[str, list[Any]] = {}
    for row in rows:
        facts.setdefault(row.kind, []).append(_with_more(_fact_from(row), row))
    kinds = ("place", "program", "figure", "person", "organisation", "date", "reference")
    return Analysis(article, *(tuple(facts.get(kind, ())) for kind in kinds))


def _listed(text: str) -> list[Any]:
    """Read a JSON list; most are empty."""
    return [] if text == "[]" else orjson.loads(text)


def _fact_from(row: FactRow) -> Fact:
    span, status, source = Span(row.start, row.end), Status(row.status), row.source
    mentions = tuple(Span(*pair) for pair in _listed(row.mentions))
    others: tuple[str, ...] = tuple(_listed(row.others))
    match row.kind:
        case "place":
            where = (row.name, row.path, row.code, Level(row.level), span, mentions)
            return Place(*where, status, source, bool(row.in_name), others)
        case "program":
            return Program(row.name, others, span, mentions, status, source, row.weight or 0.0)
        case "figure":
            amount = (row.name, row.value or 0.0, row.unit, Bound(row.bound), row.counted)
            return Figure(*amount, span, status, source)
        case "person":
            return Person(row.name, row.role, span, mentions, status, source)
        case "organisation":
            return Organisation(row.name, row.path, span, mentions, status, source)
        case "reference":
            where = (row.name, row.path, row.code, Level(row.level), span)
            return PlaceReference(*where, status, source)
        case _:
            return DateMention(row.name, row.first, row.last, span, status, source)


def case_row(article: int, case: Case) -> tuple[str | int | float, ...]:
    """Return the columns of ``cases``; ``article`` is the row id of its article."""
    return (
        article,
        case.title,
        case.practice,
        case.place,
        case.code,
        case.theme,
        case.theme2,
        case.confidence,
        _spans(case.evidence),
        dumps(record_to_plain(case.record)),
    )


def case_from(article_id: str, row: Sequence[Any], scores: Iterable[tuple[str, float]]) -> Case:
    """Rebuild a case from the columns that ``case_row`` made and the rows of ``case_themes``."""
    return Case(
        article_id,
        *row[1:7],
        scores=tuple(scores),
        confidence=row[7],
        evidence=tuple(Span(*pair) for pair in orjson.loads(row[8])),
        record=record_from_plain(orjson.loads(row[9])),
    )


def theme_row(ordinal: int, theme: Theme) -> tuple[str | int, ...]:
    """Return the columns of ``themes``."""
    head = (theme.id, ordinal, theme.name, theme.description)
    return (*head, dumps(dict(theme.cues)), dumps(theme.examples))


def theme_from(row: Sequence[Any]) -> Theme:
    """Rebuild a theme from the columns that ``theme_row`` made."""
    return Theme(row[0], row[2], row[3], orjson.loads(row[4]), tuple(orjson.loads(row[5])))


def _ranges(lines: Iterable[LineRange]) -> list[list[int]]:
    return [[part.first, part.last] for part in lines]


def _line_ranges(pairs: Iterable[Sequence[int]]) -> tuple[LineRange, ...]:
    return tuple(LineRange(*pair) for pair in pairs)


def _spans(spans: Iterable[Span]) -> str:
    return dumps([[span.start, span.end] for span in spans])
