"""Takes out what is no text: markup, invisible characters; reads HTML entities and escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from .line import HAN_CLASS, Change, CleanLine, changed, without

#: Characters that may begin something to take out or to read, for a class of a pattern.
MARKED_CLASS = r"#*`<>\\$&|_\]"
#: Characters nobody sees, for a class of a pattern: controls, soft hyphen, zero-width and
#: direction marks, fillers, byte order mark, variation selectors, interlinear marks, tags.
INVISIBLE_CLASS = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0000-\U000e01ef"
)
_INVISIBLE = re.compile(f"[{INVISIBLE_CLASS}]+")
# Markdown and HTML marks; the words they wrap stay.
_MARKUP = re.compile(
    r"^\s*(?:>\s*)*#{1,6}(?=\s|[^#\d\s])\s*|^\s*(?:>\s+)+|^\s*[-*+]\s+(?=\S)|\s#+\s*$"
    r"|!\[[^\]\n]*\]\([^)\n]*\)|(?<=\])\(https?://[^)\s]*\)|</?[A-Za-z][^<>\n]{0,200}>|<!--.{0,400}?-->"
    r"|\*{2,3}|(?<![A-Za-z0-9])__(?=\S)|(?<=\S)__(?![A-Za-z0-9])|`+|\\(?=[%$&_#*(){}\[\]~.!|+\\-])"
    r"|\$(?=[^$\u4e00-\u9fff]{1,40}\$)|(?<=[\d%}])\$|^\s*\|(?=.*\|)|\|\s*$"
)
_MARKED = re.compile(rf"[{MARKED_CLASS}]|^\s*[-+]\s")

# An entity, perhaps escaped twice or more often.
_ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}[0-9]{0,2});")
# Line ends and tabs as a program writes them, beside Chinese.
_ESCAPED_BLANK = re.compile(rf"(?:\\[nrt])+(?=[\s{HAN_CLASS}“《（\d]|$)")
_ESCAPED_SIGN = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"'/])")


def drop_marks(line: CleanLine) -> CleanLine:
    """Drop Markdown and HTML marks and invisible characters; read entities and escapes."""
    if "&" in line.text:
        line = changed(line, _entities(line.text))
    if "\\" in line.text:
        line = changed(line, _escapes(line.text))
    if _MARKED.search(line.text):
        line = without(line, (found.span() for found in _MARKUP.finditer(line.text)))
    if _INVISIBLE.search(line.text):
        line = without(line, (found.span() for found in _INVISIBLE.finditer(line.text)))
    return line


def _entities(text: str) -> Iterator[Change]:
    """Yield a change for each entity that stands for one character."""
    for found in _ENTITY.finditer(text):
        start, end = found.span()
        sign = unescape(f"&{found[1]};")
        if len(sign) == 1:
            yield Change(start, end, " " if sign.isspace() else sign, (start,))


def _escapes(text: str) -> Iterator[Change]:
    r"""Yield a change for each escape of a programming language: ``\u4e2d``, ``\n``."""
    changes = [
        Change(*found.span(), " ", (found.start(),)) for found in _ESCAPED_BLANK.finditer(text)
    ]
    for found in _ESCAPED_SIGN.finditer(text):
        sign = chr(int(found[1], 16)) if found[1] else found[2]
        if not "\ud800" <= sign <= "\udfff":
            changes.append(Change(*found.span(), sign, (found.start(),)))
    yield from sorted(changes, key=lambda change: change.start)
