"""The forms in which results leave anliku: one JSON record an article, flat rows for tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..corpus.types import Article, Origin, Span
from ..nlp.cases.record.plain import RECORD_COLUMNS, describe_record, describe_spans, record_cells
from ..nlp.places import gazetteer_edition, place_centre
from ..nlp.results import Analysis, Case
from ..nlp.types import (
    DateMention,
    Figure,
    Organisation,
    Person,
    Place,
    PlaceReference,
    Program,
)

Cell = str | int | float
Fact = Place | Program | Figure | Person | Organisation | DateMention | PlaceReference

#: First characters that make a spreadsheet take a cell for a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

#: Joins several values in one cell of a table.
_JOINT = "；"

#: Columns of the table of articles and the cases they report, in order.
CASE_COLUMNS = (
    "page", "newspaper", "date", "edition", "page_number", "url", "article", "duplicate_of", "kind",
    "headline", "subhead", "column", "reporters", "correspondents", "lines", "is_case", "title",
    "practice", "place", "code", "longitude", "latitude", "theme", "theme_name", "theme2",
    "theme2_name", "confidence", "evidence", *RECORD_COLUMNS, "characters", "places", "programs",
    "figures", "people", "organisations", "dates",
)  # fmt: skip

#: Columns of the table of facts, in order. ``line`` and ``column`` are those of the raw page that
#: ``page`` names, which is another than the article's where an article goes on there; newspaper,
#: date and page number are always those of the article.
FACT_COLUMNS = (
    "page", "newspaper", "date", "edition", "page_number", "article", "fact", "text", "path",
    "code", "level", "value", "unit", "bound", "of", "per", "base_value", "base_unit", "link",
    "partner", "program", "role", "post", "body", "canonical", "kind", "aliases", "first", "last",
    "edtf", "form", "in_name", "official_code", "former_path", "former_code",
    "status", "source", "confidence", "mentions", "start", "end", "line", "column",
)  # fmt: skip


def article_record(
    analysis: Analysis, case: Case | None, themes: Mapping[str, str] | None = None
) -> dict[str, object]:
    """Return everything known about an article as one JSON record; keys in a fixed order.

    Args:
        analysis: the article and its facts.
        case: the case it reports, None if it reports none.
        themes: names of themes by id, to be written beside the ids; may be left out.

    Returns:
        A dictionary of strings, numbers, lists and dictionaries. Spans are ``start`` and ``end``
        in ``text``; ``lines`` are [first, last] of the raw page, counted from 1, and those of
        other pages of the issue on which the article goes on are in ``continued``.
    """
    article = analysis.article
    return {
        "page": article.page,
        **_origin(article.origin),
        "id": article.id,
        "kind": article.kind.value,
        "headline": article.headline,
        "subhead": article.subhead,
        "column": article.column,
        "reporters": list(article.reporters),
        "correspondents": list(article.correspondents),
        "text": article.text,
        "lines": _lines(article),
        "continued": [_continued(piece) for piece in article.pieces[1:]],
        "places": [_place(fact) for fact in analysis.places],
        "programs": [_program(fact) for fact in analysis.programs],
        "figures": [_figure(fact) for fact in analysis.figures],
        "people": [_person(fact) for fact in analysis.people],
        "organisations": [_organisation(fact) for fact in analysis.organisations],
        "dates": [_date(fact) for fact in analysis.dates],
        "references": [_reference(fact) for fact in analysis.references],
        "gazetteer": gazetteer_edition(),
        "case": None if case is None else _case(article, case, themes or {}),
    }


def _lines(article: Article) -> list[list[int]]:
    return [[part.first, part.last] for part in article.lines]


def _continued(piece: Article) -> dict[str, object]:
    """Return where an article goes on: the page, the piece as it would be alone, its lines."""
    return {
        "page": piece.page,
        "page_number": piece.origin.number,
        "id": piece.id,
        "lines": _lines(piece),
    }


def _origin(origin: Origin) -> dict[str, object]:
    return {
        **_origin_cells(origin),
        "url": origin.url,
        "origin_sources": [list(pair) for pair in origin.sources],
    }


def _origin_cells(origin: Origin) -> dict[str, str]:
    return {
        "newspaper": origin.newspaper,
        "date": origin.date,
        "edition": origin.edition,
        "page_number": origin.number,
    }


def plain_number(value: float) -> int | float:
    """Return whole numbers as ``int``, so that 3 people are not written as 3.0.

    >>> plain_number(11000.0), plain_number(2.57)
    (11000, 2.57)
    """
    return int(value) if value.is_integer() else value


def _tail(fact: Fact, mentions: Iterable[Span] = ()) -> dict[str, object]:
    """Return the keys every fact ends with."""
    tail: dict[str, object] = {
        "status": fact.status.value,
        "source": fact.source,
        "confidence": plain_number(fact.confidence),
        "start": fact.span.start,
        "end": fact.span.end,
    }
    spans = [[span.start, span.end] for span in mentions]
    return tail | {"mentions": spans} if spans else tail


def _place(fact: Place) -> dict[str, object]:
    return {
        "name": fact.name,
        "path": fact.path,
        "code": fact.code,
        "level": fact.level.value,
        "in_name": fact.in_name,
        "official_code": fact.official_code,
        "former_path": fact.former_path,
        "former_code": fact.former_code,
        "candidates": list(fact.candidates),
        "scores": list(fact.scores),
        **_tail(fact, fact.mentions),
    }


def _reference(fact: PlaceReference) -> dict[str, object]:
    where = {"path": fact.path, "code": fact.code, "level": fact.level.value}
    return {"text": fact.text, **where, **_tail(fact)}


def _centre(code: str) -> dict[str, Cell]:
    """Return the cells of a map: where the county of a code has its seat, empty if unknown."""
    east, north = place_centre(code) or ("", "")
    return {"longitude": east, "latitude": north}


def _program(fact: Program) -> dict[str, object]:
    return {
        "name": fact.name,
        "canonical": fact.canonical,
        "code": fact.code,
        "aliases": list(fact.aliases),
        "weight": plain_number(fact.weight),
        **_tail(fact, fact.mentions),
    }


def _amount(fact: Figure) -> dict[str, Cell]:
    return {
        "text": fact.text,
        "value": plain_number(fact.value),
        "unit": fact.unit,
        "bound": fact.bound.value,
        "of": fact.of,
        "per": fact.per,
        "base_unit": fact.base_unit,
        "link": fact.link.value,
        "program": fact.program,
    }


def _figure(fact: Figure) -> dict[str, object]:
    return {
        **_amount(fact),
        "base_value": None if fact.base_value is None else plain_number(fact.base_value),
        "partner": [fact.partner.start, fact.partner.end] if fact.partner else None,
        "place": fact.place,
        **_tail(fact),
    }


def _person(fact: Person) -> dict[str, object]:
    return {
        "name": fact.name,
        "canonical": fact.canonical,
        "nickname": fact.nickname,
        "role": fact.role,
        "post": fact.post,
        "body": fact.body,
        "place": fact.place,
        "code": fact.code,
        **_tail(fact, fact.mentions),
    }


def _organisation(fact: Organisation) -> dict[str, object]:
    return {
        "name": fact.name,
        "canonical": fact.canonical,
        "aliases": list(fact.aliases),
        "kind": fact.kind,
        "level": fact.level.value,
        "place": fact.place,
        "code": fact.code,
        "within": fact.within,
        **_tail(fact, fact.mentions),
    }


def _date(fact: DateMention) -> dict[str, object]:
    bounds = {"first": fact.first, "last": fact.last, "edtf": fact.edtf, "form": fact.form.value}
    return {"text": fact.text, **bounds, **_tail(fact)}


def _case(article: Article, case: Case, themes: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": case.title,
        "practice": case.practice,
        "place": case.place,
        "code": case.code,
        **_centre(case.code),
        "theme": case.theme,
        "theme_name": themes.get(case.theme, ""),
        "theme2": case.theme2,
        "theme2_name": themes.get(case.theme2, ""),
        "confidence": plain_number(case.confidence),
        "scores": [[theme, plain_number(score)] for theme, score in case.scores],
        "evidence": describe_spans(case.evidence, article.text),
        **describe_record(case.record, article.text),
    }


def case_row(
    analysis: Analysis,
    case: Case | None,
    themes: Mapping[str, str] | None = None,
    duplicate_of: str = "",
) -> dict[str, Cell]:
    """Return one article as a row of the table of cases; keys are ``CASE_COLUMNS``.

    Args:
        analysis: the article and its facts.
        case: the case it reports; without one the cells of the case are empty.
        themes: names of themes by id.
        duplicate_of: id of the article that it repeats, "" if it is none's reprint or version.
    """
    article, named = analysis.article, themes or {}
    row: dict[str, Cell] = {
        "page": article.page,
        **_origin_cells(article.origin),
        "url": article.origin.url,
        "article": article.id,
        "duplicate_of": duplicate_of,
        "kind": article.kind.value,
        "headline": article.headline,
        "subhead": article.subhead,
        "column": article.column,
        "reporters": _JOINT.join(article.reporters),
        "correspondents": _JOINT.join(article.correspondents),
        "lines": _JOINT.join(_ranges(article)),
        "is_case": int(case is not None),
        "title": case.title if case else "",
        "practice": case.practice if case else "",
        "place": case.place if case else "",
        "code": case.code if case else "",
        **_centre(case.code if case else ""),
        "theme": case.theme if case else "",
        "theme_name": named.get(case.theme, "") if case else "",
        "theme2": case.theme2 if case else "",
        "theme2_name": named.get(case.theme2, "") if case else "",
        "confidence": plain_number(case.confidence) if case else "",
        "evidence": "\n".join(span.of(article.text) for span in case.evidence) if case else "",
        **record_cells(case.record if case else None, article.text),
        "characters": len(article.text),
        "places": _JOINT.join(fact.name for fact in analysis.places if not fact.in_name),
        "programs": _JOINT.join(fact.name for fact in analysis.programs),
        "figures": _JOINT.join(fact.text for fact in analysis.figures),
        "people": _JOINT.join(fact.name for fact in analysis.people),
        "organisations": _JOINT.join(fact.name for fact in analysis.organisations),
        "dates": _JOINT.join(fact.text for fact in analysis.dates),
    }
    return _harmless(row)


def _ranges(article: Article) -> Iterator[str]:
    """Yield the lines of an article as ``3-9``, those of other pages with the name of the page."""
    yield from (f"{part.first}-{part.last}" for part in article.lines)
    for piece in article.pieces[1:]:
        yield from (f"{piece.page}:{part.first}-{part.last}" for part in piece.lines)


def fact_rows(analysis: Analysis) -> Iterator[dict[str, Cell]]:
    """Return one row a fact with its place on the raw page; keys are ``FACT_COLUMNS``.

    Args:
        analysis: the article and its facts.

    Yields:
        Places, programs, figures, people, organisations, dates and words that point at places,
        each kind in text order.
    """
    for kind, facts in facts_by_kind(analysis):
        for fact in facts:
            yield _harmless(_fact_row(analysis.article, kind, fact))


def facts_by_kind(analysis: Analysis) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Return the facts of an article under the names of their kinds, in a fixed order."""
    return (
        ("place", analysis.places),
        ("program", analysis.programs),
        ("figure", analysis.figures),
        ("person", analysis.people),
        ("organisation", analysis.organisations),
        ("date", analysis.dates),
        ("reference", analysis.references),
    )


def _fact_row(article: Article, kind: str, fact: Fact) -> dict[str, Cell]:
    location = article.offsets.locate(fact.span.start)
    row: dict[str, Cell] = dict.fromkeys(FACT_COLUMNS, "")
    row |= {"page": location.page, "article": article.id, "fact": kind, "mentions": 1}
    row |= _origin_cells(article.origin)
    match fact:
        case Place():
            row |= {"text": fact.name, "path": fact.path, "code": fact.code}
            row |= {"level": fact.level.value, "in_name": int(fact.in_name)}
            row |= {"official_code": fact.official_code}
            row |= {"former_path": fact.former_path, "former_code": fact.former_code}
        case PlaceReference():
            row |= {"text": fact.text, "path": fact.path, "code": fact.code}
            row |= {"level": fact.level.value}
        case Program():
            row |= {"text": fact.name, "aliases": _JOINT.join(fact.aliases)}
            row |= {"canonical": fact.canonical, "code": fact.code}
        case Figure():
            base = "" if fact.base_value is None else plain_number(fact.base_value)
            row |= _amount(fact) | {"path": fact.place, "base_value": base}
            row["partner"] = fact.partner.of(article.text) if fact.partner else ""
        case Person():
            row |= {"text": fact.name, "path": fact.place, "code": fact.code}
            row |= {"role": fact.role, "post": fact.post, "body": fact.body}
            row |= {"canonical": fact.canonical}
        case Organisation():
            row |= {"text": fact.name, "path": fact.place, "code": fact.code}
            row |= {"level": fact.level.value, "kind": fact.kind, "canonical": fact.canonical}
            row |= {"aliases": _JOINT.join(fact.aliases)}
        case DateMention():
            row |= {"text": fact.text, "first": fact.first, "last": fact.last}
            row |= {"edtf": fact.edtf, "form": fact.form.value}
    if not isinstance(fact, Figure | DateMention | PlaceReference):
        row["mentions"] = len(fact.mentions)
    row |= {"status": fact.status.value, "source": fact.source}
    row |= {"confidence": plain_number(fact.confidence)}
    row |= {"start": fact.span.start, "end": fact.span.end}
    return row | {"line": location.line, "column": location.column}


def _harmless(row: dict[str, Cell]) -> dict[str, Cell]:
    """Put an apostrophe before cells that a spreadsheet would run as a formula."""
    return {key: harmless_cell(value) for key, value in row.items()}


def harmless_cell(value: Cell) -> Cell:
    """Return the cell so that a spreadsheet shows it and does not compute it.

    >>> harmless_cell("=1+1"), harmless_cell(-3)
    ("'=1+1", -3)
    """
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
