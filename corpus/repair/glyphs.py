"""Gives every glyph its usual code point: one character for one, wherever it stands."""

from __future__ import annotations

import unicodedata

from ..wordlists import read_rows

# Full-width signs of punctuation keep their width.
_KEPT_WIDE = "，：；！？（）"
# Full-width ASCII, small forms, compatibility ideographs, currency signs: NFKC knows them all.
_NFKC = ((0xFF01, 0xFF5E), (0xFE50, 0xFE6B), (0xF900, 0xFAFF), (0x2F800, 0x2FA1D), (0xFFE0, 0xFFE6))
# Radicals and strokes are not equal to ideographs for NFKC: the tables know them.
_TABLES = ("radicals.tsv", "signs.tsv", "private.tsv")


def _folding() -> dict[int, str]:
    """Return the character for each code point that is not the usual one."""
    table: dict[int, str] = {}
    for first, last in _NFKC:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code) and chr(code) not in _KEPT_WIDE:
                table[code] = plain
    for name in _TABLES:
        for row in read_rows(__package__ or "anliku.corpus.repair", name):
            code, *sign = row
            table[int(code, 16)] = sign[0] if sign else "\u3000"
    return table


_FOLD = _folding()


def folded_class() -> str:
    """Return the code points that `fold` changes, as ranges for a class of a pattern."""
    spans: list[list[int]] = []
    for code in sorted(_FOLD):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


def fold(text: str) -> str:
    """Give every glyph its usual code point.

    Full-width letters, digits and signs of calculation become ASCII; radicals, strokes and
    compatibility ideographs ideographs; vertical, small and narrow signs the signs of running
    text; private-use code points the signs they certainly stand for. The length stays the same.
    Signs of punctuation keep their width.

    >>> fold("２０２５年，Ａ类占５％")
    '2025年，A类占5%'
    >>> fold("⼈⺠⻓寿︵二︶")
    '人民长寿（二）'
    """
    return text.translate(_FOLD)
