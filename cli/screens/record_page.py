"""What a case tells, for people: problem, measures, results, voices, mechanism."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .printing import stdout_console

if TYPE_CHECKING:
    from ...corpus.types import Article, Span
    from ...nlp.results import Case, Finding, Mechanism, Passage, Voice

# Confidence is drawn with so many marks.
_MARKS = 10
_JOINT = "、"


def print_record(article: Article, case: Case, themes: Mapping[str, str]) -> None:
    """Print the fields of a case, then what it tells, each with its line on the page."""
    record = case.record
    _print_fields(_fields(case, themes))
    _print_passages("The problem", article, record.problem, "yellow")
    _print_passages("What was done", article, record.measures, "magenta")
    _print_mechanism(record.mechanism)
    _print_passages("What came of it", article, record.results, "green")
    _print_voices(article, record.voices)
    if not (record.measures or record.results):
        _print_spans("Evidence", article, case.evidence)


def where(article: Article, span: Span) -> str:
    """Return line and column of a span on the raw page, with the page if it is another one."""
    place = article.offsets.locate(span.start)
    page = f"{place.page} " if article.offsets.page_at(span.start) else ""
    return f"{page}{place.line}:{place.column}"


def _fields(case: Case, themes: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    record = case.record
    second = f" · {case.theme2} {themes.get(case.theme2, '')}" if case.theme2 else ""
    named = Text(case.practice or "(no name of its own)", "bold magenta" if case.practice else "")
    yield "Practice", named
    if record.aliases:
        yield "Also called", Text(_JOINT.join(record.aliases))
    yield (
        "Place",
        Text.assemble(case.place.replace("/", " › ") or "(none)", (f"  {case.code}", "dim")),
    )
    yield "Theme", Text(f"{case.theme} {themes.get(case.theme, '')}{second}")
    yield from _names("Run by", record.bodies)
    yield from _names("Serves", record.beneficiaries)
    yield from _names("Also named", record.programs)
    if record.period:
        yield "Time", Text(f"{record.period.first} – {record.period.last}".rstrip(" –"))
    if record.first_seen:
        yield "First seen", Text(record.first_seen)
    full = round(case.confidence * _MARKS)
    bar = (("━" * full, "green"), ("━" * (_MARKS - full), "dim"), f" {case.confidence:.2f}")
    yield "Confidence", Text.assemble(*bar)


def _names(label: str, found: Sequence[Finding]) -> Iterator[tuple[str, Text]]:
    if found:
        yield label, Text(_JOINT.join(one.value for one in found))


def _print_fields(fields: Iterator[tuple[str, Text]]) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in fields:
        grid.add_row(Text(name, style="dim"), value)
    stdout_console().print(Padding(grid, (1, 0, 0, 0)))


def _heading(title: str) -> None:
    stdout_console().print(Text(f"\n{title}", style="bold"))


def _print_passages(title: str, article: Article, passages: Sequence[Passage], colour: str) -> None:
    if not passages:
        return
    _heading(title)
    grid = _grid()
    for passage in passages:
        words = Text(passage.span.of(article.text))
        for figure in passage.figures:
            start = figure.start - passage.span.start
            words.stylize("bold cyan", start, start + len(figure))
        grid.add_row(Text("▍", colour), words, Text(where(article, passage.span), "dim"))
    stdout_console().print(grid)


def _print_spans(title: str, article: Article, spans: Sequence[Span]) -> None:
    _heading(title)
    grid = _grid()
    for span in spans:
        grid.add_row("", Text(span.of(article.text)), Text(where(article, span), "dim"))
    stdout_console().print(grid)


def _print_mechanism(found: Sequence[Mechanism]) -> None:
    if found:
        _heading("How it is built")
    for one in found:
        parts = Text(" + ").join(Text(part.value, "magenta") for part in one.parts)
        line = Text.assemble((one.name, "bold"), " = ", parts)
        line.overflow = "fold"
        stdout_console().print(Padding(line, (0, 0, 0, 2)))


def _print_voices(article: Article, voices: Sequence[Voice]) -> None:
    if not voices:
        return
    _heading("Voices")
    grid = _grid()
    for voice in voices:
        speech = "".join(quote.of(article.text) for quote in voice.quotes)
        words = Text(f"“{speech}”", "italic")
        if voice.speaker:
            words.append(f"\n— {voice.speaker}", "not italic bold")
            words.append(f" {voice.role}" if voice.role else "", "not italic dim")
        grid.add_row(Text("▍", "blue"), words, Text(where(article, voice.quotes[0]), "dim"))
    stdout_console().print(grid)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    return grid
