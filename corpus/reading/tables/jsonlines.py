"""Reads tables of one JSON object a line (.jsonl, .ndjson)."""

from __future__ import annotations

import io
from collections.abc import Iterator

import orjson

from ...types import Reason, Rejected
from ..source import Source
from .opening import lines_of, only_sheet, open_text
from .rows import MAX_CELL, Fault, KeyedRow, Sheet


def read_json_lines(source: Source) -> Iterator[Sheet | Rejected]:
    """Yield the one table of a file; a line that is none is a fault, the others go on.

    Raises:
        OSError: the file cannot be read.
    """
    yield from only_sheet(source, _rows)


def _rows(source: Source, encoding: str) -> Iterator[KeyedRow | Fault]:
    with open_text(source, encoding) as stream:
        yield from _objects(stream)


def _objects(stream: io.TextIOWrapper) -> Iterator[KeyedRow | Fault]:
    for number, line in enumerate(lines_of(stream), 1):
        if len(line) > MAX_CELL:
            yield Fault(
                number,
                Reason.TOO_LARGE,
                f"the line has more than {MAX_CELL:,} characters; nothing is read from there on",
            )
            return
        text = line.strip().lstrip("\ufeff")
        if text:
            yield _object(number, text)


def _object(number: int, text: str) -> KeyedRow | Fault:
    try:
        found: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return Fault(number, Reason.FORMAT, f"the line is no JSON ({error}); mend or delete it")
    if not isinstance(found, dict):
        return Fault(number, Reason.FORMAT, 'the line is no JSON object such as {"text": "…"}')
    return KeyedRow(number, {str(key): as_text(value) for key, value in found.items()})


def as_text(value: object) -> str:
    r"""Return a cell as text, "" for what holds none; members of a list stand in lines.

    >>> as_text(["甲", "乙"]), as_text(None), as_text(3.0)
    ('甲\n乙', '', '3')
    """
    match value:
        case str():
            return value
        case None | bool() | dict():
            return ""
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case list() | tuple():
            return "\n".join(text for one in value if (text := as_text(one)))
        case _:
            return str(value)
