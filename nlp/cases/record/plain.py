"""Case records as lists, numbers and strings: for a library, for JSON, for the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, cast, get_type_hints

from ....corpus.types import Span
from ...plain import from_plain, to_plain
from ...results import CaseRecord, Finding, Passage, Voice

#: Columns of a record in a table, in order.
RECORD_COLUMNS = (
    "aliases", "bodies", "first", "last", "first_seen", "problem", "measures", "results", "voices",
    "mechanism", "beneficiaries",
)  # fmt: skip

_JOINT = "；"
_EMPTY = CaseRecord()

_hints = cache(get_type_hints)


def record_to_plain(record: CaseRecord) -> dict[str, object]:
    """Return a record by names of fields, those that are empty left out."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: to_plain(value) for name, value in values.items() if value}


def record_from_plain(stored: Mapping[str, object]) -> CaseRecord:
    """Return what ``record_to_plain`` was given; fields that it does not know are passed over."""
    hints = _hints(CaseRecord)
    known = {name: from_plain(hints[name], stored[name]) for name in hints if name in stored}
    return CaseRecord(**cast("dict[str, Any]", known))


def describe_record(record: CaseRecord, text: str) -> dict[str, object]:
    """Return everything a record holds, with the words its spans stand for.

    Args:
        record: the record.
        text: ``Article.text``, which its spans are of.

    Returns:
        Values for JSON; ``sentences`` and ``rests_on`` are lists of [start, end] in ``text``.
    """
    period = record.period
    return {
        "aliases": list(record.aliases),
        "programs": _findings(record.programs),
        "bodies": _findings(record.bodies),
        "people": _findings(record.people),
        "period": period
        and {"first": period.first, "last": period.last, "sentences": _pairs(period.sentences)},
        "first_seen": record.first_seen,
        "problem": _passages(record.problem, text),
        "measures": _passages(record.measures, text),
        "results": _passages(record.results, text),
        "voices": [_voice(voice, text) for voice in record.voices],
        "mechanism": [
            {"name": one.name, "parts": _findings(one.parts)} for one in record.mechanism
        ],
        "beneficiaries": _findings(record.beneficiaries),
        "rests_on": {"practice": _pairs(record.practice), "place": _pairs(record.place)},
    }


def describe_spans(spans: Iterable[Span], text: str) -> list[dict[str, object]]:
    """Return the words of each span of ``text``, and where they stand."""
    return [_words(span, text) for span in spans]


def record_cells(record: CaseRecord | None, text: str) -> dict[str, str]:
    """Return the main fields of a record as cells; keys are ``RECORD_COLUMNS``.

    Passages stand on lines of their own, names are joined by ``；``.

    Args:
        record: the record; without one all cells are empty.
        text: ``Article.text``, which its spans are of.
    """
    record = record or _EMPTY
    voices = (f"{_speaker(voice)}“{_speech(voice, text)}”" for voice in record.voices)
    mechanism = (
        f"{one.name}：{'、'.join(part.value for part in one.parts)}" for one in record.mechanism
    )
    return {
        "aliases": _JOINT.join(record.aliases),
        "bodies": _JOINT.join(body.value for body in record.bodies),
        "first": record.period.first if record.period else "",
        "last": record.period.last if record.period else "",
        "first_seen": record.first_seen,
        **{
            name: "\n".join(passage.span.of(text) for passage in passages)
            for name, passages in (
                ("problem", record.problem),
                ("measures", record.measures),
                ("results", record.results),
            )
        },
        "voices": "\n".join(voices),
        "mechanism": "\n".join(mechanism),
        "beneficiaries": _JOINT.join(group.value for group in record.beneficiaries),
    }


def _speaker(voice: Voice) -> str:
    named = f"{voice.speaker}（{voice.role}）" if voice.role else voice.speaker
    return f"{named}：" if named else ""


def _speech(voice: Voice, text: str) -> str:
    return "".join(quote.of(text) for quote in voice.quotes)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _words(span: Span, text: str) -> dict[str, object]:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _findings(found: Iterable[Finding]) -> list[dict[str, object]]:
    return [
        {
            "value": one.value,
            "start": one.span.start,
            "end": one.span.end,
            "sentences": _pairs(one.sentences),
        }
        for one in found
    ]


def _passages(found: Iterable[Passage], text: str) -> list[dict[str, object]]:
    return [
        {
            **_words(one.span, text),
            "figures": describe_spans(one.figures, text),
            "sentences": _pairs(one.sentences),
        }
        for one in found
    ]


def _voice(voice: Voice, text: str) -> dict[str, object]:
    return {
        "speaker": voice.speaker,
        "role": voice.role,
        "quotes": describe_spans(voice.quotes, text),
        "sentences": _pairs(voice.sentences),
    }
