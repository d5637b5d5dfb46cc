"""Writes a library, or articles that never were in one, as JSON lines or as tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from ..nlp.results import Analysis, Case
from .records import CASE_COLUMNS, FACT_COLUMNS, Cell, article_record, case_row, fact_rows

Found = tuple[Analysis, Case | None]


def write_jsonl(
    found: Iterable[Found],
    stream: TextIO,
    themes: Mapping[str, str] | None = None,
    repeats: Mapping[str, str] | None = None,
) -> int:
    """Write one JSON record a line, with ``duplicate_of`` as its last key.

    Args:
        found: articles with their facts, each with the case it reports or None; read lazily.
        stream: where to write; open files with ``encoding="utf-8"`` and ``newline=""``.
        themes: names of themes by id.
        repeats: for reprints and other versions the id of the article they repeat; see
            ``Library.repeats``.

    Returns:
        The number of records.
    """
    count = 0
    for analysis, case in found:
        record = article_record(analysis, case, themes)
        record["duplicate_of"] = (repeats or {}).get(analysis.article.id, "")
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count


def write_cases_csv(
    found: Iterable[Found],
    stream: TextIO,
    themes: Mapping[str, str] | None = None,
    repeats: Mapping[str, str] | None = None,
) -> int:
    """Write one row an article, with the case it reports; columns are ``CASE_COLUMNS``.

    Args:
        found: articles with their facts and cases; read lazily.
        stream: where to write; open files with ``encoding="utf-8-sig"`` and ``newline=""``.
        themes: names of themes by id.
        repeats: for reprints and other versions the id of the article they repeat; see
            ``Library.repeats``.

    Returns:
        The number of rows, the head not counted.
    """
    first = repeats or {}
    rows = (
        case_row(analysis, case, themes, first.get(analysis.article.id, ""))
        for analysis, case in found
    )
    return _write_rows(rows, CASE_COLUMNS, stream)


def write_facts_csv(found: Iterable[Found], stream: TextIO) -> int:
    """Write one row a fact with its place on the raw page; columns are ``FACT_COLUMNS``.

    Args:
        found: articles with their facts; read lazily.
        stream: where to write; open files with ``encoding="utf-8-sig"`` and ``newline=""``.

    Returns:
        The number of rows, the head not counted.
    """
    rows = (row for analysis, _ in found for row in fact_rows(analysis))
    return _write_rows(rows, FACT_COLUMNS, stream)


def _write_rows(rows: Iterable[dict[str, Cell]], columns: tuple[str, ...], stream: TextIO) -> int:
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    return count
