"""Cleans one raw line and remembers where every kept character stood.

A clean line is shorter than its raw line or as long, never longer: every kept character came from
exactly one raw character (perhaps folded to another width), so a tuple of columns leads each one
back. Cleaning a clean line changes nothing.
"""

from __future__ import annotations

import re

from .blanks import is_letter_spaced, mend_blanks, solid
from .bold import mend_bold
from .glyphs import fold, folded_class
from .line import HAN, CleanLine, runs_of
from .marks import INVISIBLE_CLASS, MARKED_CLASS, drop_marks
from .mojibake import MOJIBAKE_CLASS, mend_mojibake
from .script import simplify_text
from .signs import WORK_CLASS, mend_digits, mend_signs, widen_signs

# What may call for another pass after one: everything but blanks and narrow signs.
_AGAIN_CLASS = rf"{WORK_CLASS}{MARKED_CLASS}{INVISIBLE_CLASS}{MOJIBAKE_CLASS}{folded_class()}"
_AGAIN = re.compile(f"[{_AGAIN_CLASS}]")
# Anything that may call for work: most lines of a clean page have nothing of the kind.
_TOUCHED = re.compile(rf"[\s,;:!?()\[{_AGAIN_CLASS}]")
_MAY_BE_MOJIBAKE = re.compile(f"[{MOJIBAKE_CLASS}]")
_SPACE = re.compile(r"\s")
_THOUSANDS = re.compile(r"，\d{3}")
_YEAR = re.compile("[一二]0")
# A repair may uncover work for another; each pass only takes away, so few are needed.
_MAX_PASSES = 8


def clean_line(
    raw: str, *, blanks: bool = False, widen: bool = True, simplify: bool = False
) -> CleanLine:
    """Clean one raw line.

    Wrong decoding, entities and escapes are read; markup, invisible characters, fake bold and
    blanks inside Chinese go; radicals, compatibility and vertical forms get their usual code
    points, full-width letters and digits become ASCII, half-width punctuation beside Chinese
    becomes full-width.

    Args:
        raw: the line without its line end.
        blanks: keep one blank where the line has a gap between two Chinese phrases, as a
            headline that breaks in two has; a letter-spaced line keeps only its wide gaps.
        widen: make half-width punctuation full-width; headlines are quoted with their own.
        simplify: turn Traditional characters into Simplified ones.

    Returns:
        The kept characters and their columns.
    """
    line = CleanLine(raw, range(1, len(raw) + 1))
    touched = _TOUCHED.search(raw)
    line = _settled(line, blanks=blanks, widen=widen) if touched else _mend_text(line)
    return CleanLine(simplify_text(line.text), line.columns) if simplify else line


def _settled(line: CleanLine, *, blanks: bool, widen: bool) -> CleanLine:
    """Repeat all repairs until nothing changes."""
    for _ in range(_MAX_PASSES):
        before = line.text
        line, closed = _pass(line, blanks=blanks, widen=widen)
        if line.text == before or not (closed or _AGAIN.search(line.text)):
            break
    return line


def _pass(line: CleanLine, *, blanks: bool, widen: bool) -> tuple[CleanLine, bool]:
    """Make every repair once; tell whether blanks inside the line were closed."""
    if _MAY_BE_MOJIBAKE.search(line.text):
        line = mend_mojibake(line)
    line = drop_marks(CleanLine(fold(line.text), line.columns))
    text = mend_signs(line.text)
    line = _mend_text(CleanLine(widen_signs(text) if widen else text, line.columns))
    if not _SPACE.search(line.text):
        return line, False
    return mend_blanks(line, blanks=blanks), bool(_SPACE.search(line.text.strip()))


def _mend_text(line: CleanLine) -> CleanLine:
    text = line.text
    if _THOUSANDS.search(text) or ("0" in text and _YEAR.search(text)):
        line = CleanLine(mend_digits(text), line.columns)
    return mend_bold(line)


__all__ = [
    "HAN",
    "CleanLine",
    "clean_line",
    "fold",
    "is_letter_spaced",
    "runs_of",
    "solid",
    "widen_signs",
]
