"""Reads text again that was decoded with the wrong encoding, where the right one is certain.

Bytes in GBK or UTF-8 read as Latin-1 (ÖÐ¹ú), in UTF-8 or Big5 read as GBK (锛 and 銆 for ， and
。). A stretch is mended when it can be turned back, when what comes out is common Chinese, and when
what went in is not. A character that lost a byte becomes U+FFFD: that it was there is known, which
one is not.
"""

from __future__ import annotations

import re

from ..reading.encodings import common_characters
from ..words import cut_words
from .line import Change, CleanLine, changed
from .script import simplify_text

# What Windows-1252 has at 0x80 to 0x9F; five bytes there are free and stay controls.
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_BYTE_OF = {sign: sign.encode("cp1252") for sign in _CP1252}


def _leads() -> str:
    """Return what GBK makes of the first two of three bytes of UTF-8.

    Lead bytes E4 to E9 open the ideographs; the other three pairs open ， 。 and “ ”.
    """
    pairs = [bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0)]
    return b"".join((*pairs, b"\xef\xbc\xe3\x80\xe2\x80")).decode("gb18030")


_LETTER_CLASS = r"\x80-\x9f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
#: Characters that hardly occur in Chinese text but in every stretch of mojibake, for a class of a
#: pattern: letters of Latin-1 with marks, what UTF-8 begins with when read as GBK, kana and
#: private-use characters, which Big5 read as GBK is full of.
MOJIBAKE_CLASS = rf"{_LETTER_CLASS}\u3041-\u30f6\ue000-\ue765{_leads()}"
_MARK = re.compile(f"[{MOJIBAKE_CLASS}]")

_SINGLE = rf"\x80-\xff{_CP1252}\ufffd"
# Bytes read one by one; ASCII may stand between.
_LATIN_RUN = re.compile(rf"[{_SINGLE}](?:[{_SINGLE}\x20-\x7e]*[{_SINGLE}])?")
_LETTER = re.compile(f"[{_LETTER_CLASS}]")
# Bytes read two by two: everything outside ASCII, and ASCII between; a question mark behind it
# may stand for a lost byte.
_WIDE_RUN = re.compile(r"[^\x00-\x7f]+(?:[\x20-\x7e]+[^\x00-\x7f]+)*\??")
_WIDE_PART = re.compile(r"[^\x00-\x7f]{2,}\??")

_LOST = "\ufffd"
# A byte that no encoding has stands for a lost one.
_LOST_BYTE = b"\xff"
# Share of the characters outside ASCII that must be common, of those that must not be lost, and
# least number of ideographs: two letters with marks happen to be an ideograph, four hardly two.
_COMMON = 0.9
_WHOLE = 0.7
_FEW = 3
_MIN_HAN = {True: 2, False: 3}
# A stretch is Chinese when at least this share of its ideographs stands in words of two or more
# (news reach .7), and mojibake when at most this share does (it reaches .2).
_CHINESE_WORDS = 0.45
_NO_WORDS = 0.35
_HAN = re.compile(r"[\u4e00-\u9fff]")


def mend_mojibake(line: CleanLine) -> CleanLine:
    """Read again the stretches of a line that were certainly decoded with the wrong encoding."""
    return changed(line, find_mojibake(line.text))


def find_mojibake(text: str) -> list[Change]:
    """Return a change for each stretch of ``text`` that was decoded with the wrong encoding."""
    if not _MARK.search(text):
        return []
    return (
        _stretches(text, _LATIN_RUN, ("utf-8", "gb18030", "big5"))
        or _stretches(text, _WIDE_RUN, ("utf-8", "big5"))
        or _stretches(text, _WIDE_PART, ("utf-8",))
    )


def _stretches(text: str, pattern: re.Pattern[str], encodings: tuple[str, ...]) -> list[Change]:
    single = pattern is _LATIN_RUN
    changes: list[Change] = []
    for found in pattern.finditer(text):
        if not _MARK.search(found[0]):
            continue
        for encoding in encodings:
            change = _read_again(found[0], encoding, single=single)
            if change is not None:
                origins = tuple(found.start() + i for i in change.origins)
                end = found.start() + change.end
                changes.append(Change(found.start(), end, change.text, origins))
                break
    return changes


def _read_again(run: str, encoding: str, *, single: bool) -> Change | None:
    """Return the change that reads a stretch with ``encoding``, None if that is not certain."""
    end = len(run) - 1 if run.endswith("?") and not single else len(run)
    chunks = [_bytes_of(sign, single=single) for sign in run[:end]]
    if not all(chunks):
        return None
    signs, places = _decoded(b"".join(chunks), encoding)
    text = "".join(signs)
    if _LOST in text and encoding != "utf-8":
        return None
    if not _is_certain(run[:end], text, encoding, single=single):
        return None
    at_byte = [i for i, chunk in enumerate(chunks) for _ in chunk]
    origins: list[int] = []
    kept: list[str] = []
    for sign, place in zip(signs, places, strict=True):
        if origins and at_byte[place] == origins[-1]:
            continue
        origins.append(at_byte[place])
        kept.append(sign)
    # A question mark that stands for the lost end of the last character goes with it.
    whole = len(run) if text.endswith(_LOST) else end
    return Change(0, whole, "".join(kept), origins)


def _decoded(data: bytes, encoding: str) -> tuple[list[str], list[int]]:
    """Return the characters of ``data`` and the byte at which each begins.

    A character of which bytes are missing becomes one U+FFFD. Stops when too many are.
    """
    signs: list[str] = []
    places: list[int] = []
    at = lost = 0
    while at < len(data) and lost <= _FEW + (1 - _WHOLE) * len(signs):
        try:
            good, bad = data[at:].decode(encoding), len(data)
        except UnicodeDecodeError as error:
            good, bad = data[at : at + error.start].decode(encoding), at + error.start
            after = at + error.end
        else:
            after = len(data)
        for sign in good:
            signs.append(sign)
            places.append(at)
            at += len(sign.encode(encoding))
        if bad < len(data) and signs[-1:] != [_LOST]:
            signs.append(_LOST)
            places.append(bad)
            lost += 1
        at = after
    return signs, places


def _bytes_of(sign: str, *, single: bool) -> bytes:
    """Return the bytes that were read as ``sign``, none if no such reading gives it."""
    if sign == _LOST:
        return _LOST_BYTE
    if single:
        return _BYTE_OF.get(sign) or (sign.encode("latin-1") if sign < "\u0100" else b"")
    try:
        return sign.encode("gb18030")
    except UnicodeEncodeError:
        return b""


def _is_certain(run: str, text: str, encoding: str, *, single: bool) -> bool:
    """Tell whether ``text`` is common Chinese and ``run`` is not."""
    others = [sign for sign in text if sign > "\x7f"]
    whole = [sign for sign in others if sign != _LOST]
    if len(whole) < _WHOLE * len(others) or (_LOST in run and len(whole) == len(others)):
        return False
    usual = simplify_text("".join(whole)) if encoding == "big5" else "".join(whole)
    if sum(sign in common_characters() for sign in usual) < _COMMON * len(usual):
        return False
    han = _HAN.findall(usual)
    if single and encoding == "utf-8" and len(whole) == len(others) and others:
        # Three bytes that fit UTF-8 fit nothing else.
        return all(len(sign.encode()) >= 3 for sign in others)
    if len(han) < _MIN_HAN[single]:
        return False
    if single and 2 * len(_LETTER.findall(run)) >= len(han):
        # Letters with marks in such numbers, all of them halves of ideographs of daily use.
        return True
    if single:
        return _share_in_words(usual) >= _CHINESE_WORDS
    return _share_in_words(run) <= _NO_WORDS and _share_in_words(usual) >= _CHINESE_WORDS


def _share_in_words(text: str) -> float:
    """Return the share of ideographs that stand in words of two or more of the dictionary."""
    han = len(_HAN.findall(text))
    words = (word for word in cut_words(text) if len(word) > 1 and _HAN.match(word))
    return sum(map(len, words)) / han if han else 0.0
