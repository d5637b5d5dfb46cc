"""An article of the library as a page for people: case, evidence, facts, raw lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from ...outputs.records import facts_by_kind, plain_number
from .printing import stdout_console
from .record_page import print_record, where

if TYPE_CHECKING:
    from ...corpus.types import Article, LineRange, Origin, Page, Span
    from ...nlp.results import Analysis
    from ...nlp.types import Figure, Place
    from ...outputs.library import Duplicate, Entry

#: Colour of each kind of fact in the raw lines.
_STYLES = {
    "place": "green",
    "program": "bold magenta",
    "figure": "cyan",
    "person": "yellow",
    "organisation": "blue",
    "date": "dim",
    "reference": "dim green",
}

#: Column, length, kind and surface of the facts that begin or go on on a line, by the ordinal of
#: the page and the number of the line.
_Marks = dict[tuple[int, int], list[tuple[int, int, str, str]]]

_BOUNDS = {"": "", "over": ">", "about": "≈", "under": "<"}


def print_case(entry: Entry, themes: Mapping[str, str]) -> None:
    """Print title, origin, case and facts of an article."""
    console = stdout_console()
    article = entry.analysis.article
    console.print()
    console.print(Text(article.headline or "(no headline)", style="bold"))
    if article.subhead:
        console.print(Text(article.subhead))
    console.print(Text(_origin(article), style="dim"))
    if entry.case is None:
        console.print(Text("\nNo case: the article reports no practice that could be copied."))
    else:
        print_record(article, entry.case, themes)
    console.print()
    for title, columns, rows in _fact_tables(entry.analysis):
        if rows:
            _print_facts(title, columns, rows)


def print_duplicates(others: Sequence[Duplicate]) -> None:
    """Print where else an article stands, whole or in another version."""
    if others:
        rows = [
            (
                item.id,
                f"{item.kind} {item.similarity:.2f}" if item.kind else "version of a version",
                " ".join(part for part in (item.newspaper, item.date) if part) or item.page,
                item.headline,
            )
            for item in others
        ]
        _print_facts("Also printed as", ("id", "", "where", "headline"), rows)


def _origin(article: Article) -> str:
    pieces = article.pieces or (article,)
    where = "; ".join(f"{piece.page} lines {_lines(piece)}" for piece in pieces)
    names = [*article.reporters, *(f"通讯员 {name}" for name in article.correspondents)]
    column = f"◎{article.column}" if article.column else ""
    parts = (article.id, article.kind.value, column, where)
    parts = (_published(article.origin), *parts)
    return " · ".join(part for part in (*parts, " ".join(names)) if part)


def _lines(article: Article) -> str:
    return ", ".join(f"{part.first}-{part.last}" for part in article.lines)


def _published(origin: Origin) -> str:
    """Return where an article was published, e.g. ``临江日报 2023-05-16 第3版 要闻``."""
    number = f"第{origin.number}版" if origin.number else ""
    parts = (origin.newspaper, origin.date, number, origin.edition)
    return " ".join(part for part in parts if part)


def _place_row(article: Article, place: Place) -> tuple[str, ...]:
    status = place.status.value + (" (in a name)" if place.in_name else "")
    return (place.name, place.path, place.code, status, where(article, place.span))


def _figure_row(article: Article, figure: Figure) -> tuple[str, ...]:
    value = f"{_BOUNDS[figure.bound.value]}{plain_number(figure.value):,}"
    return (figure.text, value, figure.unit, figure.of, where(article, figure.span))


def _fact_tables(
    analysis: Analysis,
) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield title, columns and rows of each kind of fact."""
    article = analysis.article
    yield (
        "Places",
        ("name", "path", "code", "status", "line"),
        [_place_row(article, place) for place in analysis.places],
    )
    yield (
        "Programs",
        ("name", "also", "line"),
        [(p.name, " ".join(p.aliases), where(article, p.span)) for p in analysis.programs],
    )
    yield (
        "Figures",
        ("text", "value", "unit", "of", "line"),
        [_figure_row(article, figure) for figure in analysis.figures],
    )
    yield (
        "People",
        ("name", "role", "line"),
        [(p.name, p.role, where(article, p.span)) for p in analysis.people],
    )
    yield (
        "Organisations",
        ("name", "kind", "place", "line"),
        [(o.name, o.kind, o.place, where(article, o.span)) for o in analysis.organisations],
    )
    yield (
        "Dates",
        ("text", "first", "last", "line"),
        [(d.text, d.first, d.last, where(article, d.span)) for d in analysis.dates],
    )


def _print_facts(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = Table(*columns, title=title, title_justify="left", title_style="bold", box=box.SIMPLE)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    stdout_console().print(table)


def print_source(entry: Entry, pages: Sequence[Page]) -> None:
    """Print the raw lines of an article; facts are coloured, and named below their line.

    Args:
        entry: the article and its facts.
        pages: its page, then those on which it goes on.
    """
    article = entry.analysis.article
    marks = _marks(entry.analysis)
    for ordinal, (page, piece) in enumerate(zip(pages, article.pieces or (article,), strict=True)):
        stdout_console().print(Text(page.path, style="bold"))
        _print_lines(page, piece.lines, marks, ordinal)


def _print_lines(page: Page, lines: Sequence[LineRange], marks: _Marks, ordinal: int) -> None:
    console = stdout_console()
    for part in lines:
        for number in range(part.first, part.last + 1):
            raw = Text(page.lines[number - 1])
            here = marks.get((ordinal, number), [])
            for column, length, kind, _ in here:
                raw.stylize(_STYLES[kind], column - 1, column - 1 + length)
            console.print(Text.assemble((f"{number:5}  ", "dim"), raw), soft_wrap=True)
            if here:
                names = "  ".join(f"{kind} {name}" for _, _, kind, name in here)
                console.print(Text(f"       ^ {names}", style="dim"), soft_wrap=True)


def _marks(analysis: Analysis) -> _Marks:
    """Return what each raw line holds of the facts."""
    article = analysis.article
    marks: _Marks = {}
    for kind, facts in facts_by_kind(analysis):
        for fact in facts:
            surface = fact.span.of(article.text)
            for line, column, length in _pieces(article, fact.span):
                marks.setdefault(line, []).append((column, length, kind, surface))
    return {line: sorted(found) for line, found in marks.items()}


def _pieces(article: Article, span: Span) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield ((page, line), column, length) of the stretches of raw text a span came from."""
    for run in article.offsets.runs:
        start, end = max(run.start, span.start), min(run.start + run.length, span.end)
        if start < end:
            yield (run.page, run.line), run.column + start - run.start, end - start
