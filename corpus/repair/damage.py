"""Finds what cannot be mended on a page, and what was read again, so that people can look."""

from __future__ import annotations

import re

from ..types import Note, Page
from .glyphs import fold
from .mojibake import MOJIBAKE_CLASS, find_mojibake

# Signs that a careful person wants to see: lost characters, what empty memory and lost bytes look
# like when read as GBK, private-use code points, controls, UTF-8 that was read as GBK.
_SUSPECT = re.compile(
    rf"[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd锟烫屯葺{MOJIBAKE_CLASS}]|\?{{4}}"
)
_DAMAGED = (
    (re.compile("锟斤拷|锟斤|斤拷|\ufffd"), "characters were lost when the text was converted"),
    (re.compile("烫{3,}|屯{3,}|葺{3,}"), "memory that was never filled stands here"),
    (
        re.compile(r"(?<=[\u4e00-\u9fff])\?{4,}|\?{4,}(?=[\u4e00-\u9fff])"),
        "characters were lost when the text was converted",
    ),
    (
        re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]"),
        "a glyph of the font has no known character",
    ),
    (
        re.compile("[锛銆鈥](?:[\u4e00-\u9fff\ue000-\uf8ff?]|$)"),
        "UTF-8 was read as GBK and bytes were lost",
    ),
    (
        re.compile(
            r"(?:[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2}"
        ),
        "text was read with the wrong encoding and bytes were lost",
    ),
)
# Characters of the line that a note shows.
_SHOWN = 20


def find_notes(page: Page) -> tuple[Note, ...]:
    """Return a note for each line of a page that is damaged or was read again.

    Args:
        page: the page as read.

    Returns:
        Notes in the order of the lines: ``repaired`` for mojibake that could be turned back,
        ``damaged`` for what could not.
    """
    return tuple(
        note
        for number, raw in enumerate(page.lines, 1)
        if _SUSPECT.search(raw)
        for note in _notes_of(raw, number)
    )


def _notes_of(raw: str, number: int) -> list[Note]:
    notes: list[Note] = []
    text = raw
    for change in reversed(find_mojibake(raw)):
        old = raw[change.start : change.end]
        notes.insert(
            0, Note(number, "repaired", f"{_shown(old)} was read again as {_shown(change.text)}")
        )
        text = text[: change.start] + change.text + text[change.end :]
    text = fold(text)
    for pattern, reason in _DAMAGED:
        found = pattern.search(text)
        if found:
            around = text[max(0, found.start() - _SHOWN // 2) : found.end() + _SHOWN // 2]
            notes.append(
                Note(number, "damaged", f"{reason}: {_shown(around)}; compare the original")
            )
    return notes


def _shown(text: str) -> str:
    """Return the beginning of ``text``, with what cannot be printed as code points."""
    signs = (sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text[:_SHOWN])
    return "".join(signs) + ("…" if len(text) > _SHOWN else "")
