"""Reads text again that was decoded with the wrong encoding, where the right one is certain.

Bytes in GBK or UTF-8 read as Latin-1 (ÖÐ¹ú), in UTF-8 or Big5 read as GBK (锛 and 銆 for ， and
。). A stretch is mended when it can be turned back, when what comes out is common Chinese, and when
what went in is not. A character that lost a byte becomes U+FFFD: that it was there is known, which
one is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..reading.encodings import common_characters
from ..words import cut_words
from .line import Change, CleanLine, changed

# What Windows-1252 has at 0x80 to 0x9F; five bytes there are free and stay controls.
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_BYTE_OF = {sign: sign.encode("cp1252") for sign in _CP1252}

#: Characters that hardly occur in Chinese text but in every stretch of mojibake, for a class of a
#: pattern: letters of Latin-1 with marks; what the first two of the three bytes of an ideograph
#: in UTF-8 are in GBK (lead bytes E4 to E9, and those of ， 。 “ ”); kana and private-use
#: characters, which Big5 read as GBK is full of.
MOJIBAKE_CLASS = (
    r"\x80-\x9f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u3041-\u30f6\ue000-\ue765"
    + "".join(
        sorted(
            {
                bytes((lead, trail)).decode("gb18030")
                for lead in range(0xE4, 0xEA)
                for trail in range(0x80, 0xC0)
            }
            | {
                b"\xef\xbc".decode("gb18030"),
                b"\xe3\x80".decode("gb18030"),
                b"\xe2\x80".decode("gb18030"),
            }
        )
    )
)
_SINGLE = rf"\x80-\xff{_CP1252}"
# Bytes read one by one; ASCII may stand between.
_LATIN_RUN = re.compile(rf"[{_SINGLE}](?:[{_SINGLE}\x20-\x7e]*[{_SINGLE}])?")
_LATIN_LETTER = re.compile(r"[\x80-\x9f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
# Bytes read two by two: everything outside ASCII, and ASCII between.
_WIDE_RUN = re.compile(r"[^\x00-\x7f]+(?:[\x20-\x7e]+[^\x00-\x7f]+)*")
_WIDE_PART = re.compile(r"[^\x00-\x7f]{2,}")

# Share of the characters outside ASCII that must be common, and least number of ideographs.
_COMMON = 0.9
_MIN_HAN = 2
# A stretch is Chinese when at least this share of its ideographs stands in words of two or more
# (news reach .7), and mojibake when less than this share does (it reaches .2).
_CHINESE_WORDS = 0.45
_NO_WORDS = 0.35
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LOST = "\ufffd"


def mend_mojibake(line: CleanLine) -> CleanLine:
    """Read again the stretches of a line that were certainly decoded with the wrong encoding."""
    return changed(line, find_mojibake(line.text))


def find_mojibake(text: str) -> list[Change]:
    """Return a change for each stretch of ``text`` that was decoded with the wrong encoding."""
    found = list(_stretches(text, _LATIN_RUN, ("utf-8", "gb18030", "big5")))
    return found or list(_wide(text))


def _wide(text: str) -> Iterator[Change]:
    """Yield the stretches of GBK that were UTF-8 or Big5, as long as they can be."""
    if not _MARK.search(text):
        return
    changes = list(_stretches(text, _WIDE_RUN, ("utf-8", "big5")))
    yield from changes or _stretches(text, _WIDE_PART, ("utf-8",))


_MARK = re.compile(f"[{MOJIBAKE_CLASS}]")


def _stretches(text: str, pattern: re.Pattern[str], encodings: tuple[str, ...]) -> Iterator[Change]:
    for found in pattern.finditer(text):
        if not _MARK.search(found[0]):
            continue
        for encoding in encodings:
            change = _read_again(found[0], encoding, single=pattern is _LATIN_RUN)
            if change is not None:
                origins = tuple(found.start() + i for i in change.origins)
                yield Change(found.start(), found.end(), change.text, origins)
                break


def _read_again(run: str, encoding: str, *, single: bool) -> Change | None:
    """Return the change that reads a stretch with ``encoding``, None if that is not certain."""
    chunks = [_bytes_of(sign, single=single) for sign in run]
    if not all(chunks):
        return None
    data = b"".join(chunks)
    lost = False
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # The last character may have lost its last byte to a cut.
        if encoding != "utf-8" or error.start < len(data) - 2 or not error.start:
            return None
        text = data[: error.start].decode(encoding)
        lost = True
    if not _is_certain(run, text, encoding, single=single):
        return None
    at_byte = [i for i, chunk in enumerate(chunks) for _ in chunk]
    origins: list[int] = []
    at = 0
    for sign in text:
        origins.append(at_byte[at])
        at += len(sign.encode(encoding))
    if lost:
        text += _LOST
        origins.append(len(run) - 1)
    return Change(0, len(run), text, origins) if len(set(origins)) == len(origins) else None


def _bytes_of(sign: str, *, single: bool) -> bytes:
    """Return the bytes that were read as ``sign``, none if no such reading gives it."""
    if single:
        return _BYTE_OF.get(sign) or (sign.encode("latin-1") if sign < "\u0100" else b"")
    try:
        return sign.encode("gb18030")
    except UnicodeEncodeError:
        return b""


def _is_certain(run: str, text: str, encoding: str, *, single: bool) -> bool:
    """Tell whether ``text`` is common Chinese and ``run`` is not."""
    others = [sign for sign in text if sign > "\x7f"]
    han = _HAN.findall(text)
    if len(han) < _MIN_HAN:
        # Only signs of punctuation: in UTF-8 three bytes fit no other text.
        return (
            encoding == "utf-8" and bool(others) and all(s in common_characters() for s in others)
        )
    usual = _usual(text) if encoding == "big5" else text
    others = [sign for sign in usual if sign > "\x7f"]
    if sum(sign in common_characters() for sign in others) < _COMMON * len(others):
        return False
    if single:
        # Letters with marks stand alone in names: a whole ideograph is two of them.
        letters = len(_LATIN_LETTER.findall(run))
        return encoding == "utf-8" or letters >= _MIN_HAN * 2 - 1 or _share_in_words(usual) > 0
    return _share_in_words(run) <= _NO_WORDS and _share_in_words(usual) >= _CHINESE_WORDS


def _share_in_words(text: str) -> float:
    """Return the share of ideographs that stand in words of two or more of the dictionary."""
    han = len(_HAN.findall(text))
    words = (word for word in cut_words(text) if len(word) > 1 and _HAN.match(word))
    return sum(map(len, words)) / han if han else 0.0


@cache
def _usual(text: str) -> str:
    from .script import simplify_text

    return simplify_text(text)
