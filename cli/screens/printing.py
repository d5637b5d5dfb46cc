"""What the commands print: data to standard output, progress and notes to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import typer

from ...corpus.errors import AnlikuError
from ...corpus.types import Reason, Rejected
from ..options.shared import ListFormat

if TYPE_CHECKING:
    from rich.console import Console

_T = TypeVar("_T")

#: Width of tables where the output is no terminal: wide enough for Chinese headlines.
PLAIN_WIDTH = 110

#: How many rejected items of one reason are listed before the rest is only counted.
LISTED_REJECTIONS = 20


def stdout_console() -> Console:
    """Return the console for data; without colours and at a fixed width when piped."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False)


def stderr_console() -> Console:
    """Return the console for progress and notes."""
    from rich.console import Console

    return Console(stderr=True, width=None if sys.stderr.isatty() else PLAIN_WIDTH, highlight=False)


def note(message: str) -> None:
    """Print one line to standard error."""
    typer.echo(message, err=True)


@contextmanager
def open_output(path: Path | None, *, bom: bool = False) -> Generator[TextIO]:
    """Yield the stream to write to: the file, replaced only when all is written, or stdout.

    Args:
        path: the file; None for standard output.
        bom: write a byte-order mark, by which Excel knows UTF-8.

    Raises:
        AnlikuError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
            yield stream
        draft.replace(path)
    except OSError as error:
        raise AnlikuError(
            f"{path}: cannot be written ({error.strerror}); name another file"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def tracked(items: Sequence[_T], what: str) -> Iterator[_T]:
    """Yield the items with a progress bar on standard error; no bar where that is no terminal."""
    from rich.progress import track

    yield from track(items, what, console=stderr_console(), disable=not sys.stderr.isatty())


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print a table to standard output."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, title=title or None, box=box.SIMPLE_HEAD, title_justify="left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    stdout_console().print(table)


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[str]], form: ListFormat) -> None:
    """Print rows as a table, as CSV with a header, or as one JSON list of objects."""
    if form is ListFormat.TABLE:
        print_table(columns, rows)
    elif form is ListFormat.CSV:
        from ...outputs.records import harmless_cell

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([harmless_cell(cell) for cell in row] for row in rows)
    else:
        items = [dict(zip(columns, row, strict=True)) for row in rows]
        typer.echo(json.dumps(items, ensure_ascii=False, indent=1))


def report_rejections(
    rejected: Sequence[Rejected], *, strict: bool = False, lines: int = 0
) -> None:
    """List what was refused and why, grouped by reason, on standard error.

    Args:
        rejected: files, pages and lines that were refused.
        strict: end the command with code 1 if there are any.
        lines: number of refused stretches of lines that are not in ``rejected``.

    Raises:
        typer.Exit: ``strict``, and something was refused.
    """
    by_reason: dict[Reason, list[Rejected]] = {reason: [] for reason in Reason}
    for item in rejected:
        by_reason[item.reason].append(item)
    stretches = lines + sum(item.lines is not None for item in rejected)
    files = len(rejected) - stretches + lines
    if rejected:
        counts = ", ".join(f"{len(items)} {reason}" for reason, items in by_reason.items() if items)
        note(f"Rejected: {counts}")
    for reason, items in by_reason.items():
        if items:
            note(f"  {reason}")
        for item in items[:LISTED_REJECTIONS]:
            where = f":{item.lines.first}-{item.lines.last}" if item.lines else ""
            note(f"    {item.item}{where}: {item.detail}")
        if len(items) > LISTED_REJECTIONS:
            note(f"    … and {len(items) - LISTED_REJECTIONS} more")
    if strict and (files or stretches):
        note(
            f"--strict: {files} files or pages and {stretches} stretches of lines were rejected;"
            " everything else is done, exit code 1"
        )
        raise typer.Exit(1)
