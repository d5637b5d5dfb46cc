"""Tells the encoding of Chinese text files by strict decoding and by how the result looks."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

#: Characters looked at to judge a decoded text; a page has about 7,000.
SAMPLE = 20_000

#: Share of the characters outside ASCII that must be common Chinese ones for a guess to stand.
#: Newspaper pages reach .99, Traditional ones about .6; the same pages read with the wrong one of
#: the three encodings stay below .14.
MIN_PLAUSIBLE = 0.40

#: Share of control characters tolerated in a text: some text layers carry stray ones.
MAX_CONTROL = 0.005

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class DecodingFailure:
    """Why bytes are no text.

    Attributes:
        encoding: the encoding that got furthest.
        offset: the first byte, counted from 0, that does not fit.
        binary: the bytes hold so many control codes that they were never text.
    """

    encoding: str
    offset: int
    binary: bool = False


def decode(data: bytes) -> tuple[str, str] | DecodingFailure:
    """Decode the bytes of a text file.

    A byte order mark decides. Without one UTF-8 is tried strictly, and a file that is valid UTF-8
    is UTF-8 (Chinese text in another encoding practically never is). Otherwise the strict readings
    as GB18030 and as UTF-16 compete by the share of common Chinese characters.

    Args:
        data: the whole file.

    Returns:
        Name of the encoding and the text without byte order mark, or what failed and where.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _strict(data, encoding)
            return text if isinstance(text, DecodingFailure) else _accept(encoding, text)
    text = _strict(data, "utf-8")
    if isinstance(text, str) and not _is_binary(text):
        return "utf-8", text
    failures = [text] if isinstance(text, DecodingFailure) else []
    best = ("", "", 0.0)
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        attempt = _strict(data, encoding)
        if isinstance(attempt, DecodingFailure):
            failures.append(attempt)
        elif (share := _plausibility(attempt)) > best[2]:
            best = (encoding, attempt, share)
    if best[2] >= MIN_PLAUSIBLE:
        return best[0], best[1]
    return _explain(data, failures)


def _accept(encoding: str, text: str) -> tuple[str, str] | DecodingFailure:
    found = _CONTROL.search(text)
    if found and _is_binary(text):
        return DecodingFailure(encoding, found.start(), binary=True)
    return encoding, text


def _strict(data: bytes, encoding: str) -> str | DecodingFailure:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        return DecodingFailure(encoding, error.start)


def _is_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    return "\x00" in sample or len(_CONTROL.findall(sample)) > MAX_CONTROL * len(sample) + 1


def _plausibility(text: str) -> float:
    """Return the share of common characters outside ASCII, 0 for a text with control codes."""
    sample = text[:SAMPLE]
    if not sample or _is_binary(sample):
        return 0.0
    others = [char for char in sample if char > "\x7f" and not char.isspace()]
    common = common_characters()
    return sum(char in common for char in others) / len(others) if others else 1.0


@cache
def common_characters() -> frozenset[str]:
    """Return CJK punctuation, full-width forms and the 3,755 characters of GB 2312 level 1.

    The standard puts the characters of daily use at bytes 0xB0A1 to 0xD7F9.
    """
    signs = (*range(0x2010, 0x2028), *range(0x3000, 0x3040), *range(0xFF01, 0xFF5F))
    level1 = bytes(
        byte for row in range(0xB0, 0xD8) for at in range(0xA1, 0xFF) for byte in (row, at)
    )
    return frozenset(map(chr, signs)) | frozenset(level1.decode("gb2312", errors="ignore"))


def _explain(data: bytes, failures: list[DecodingFailure]) -> DecodingFailure:
    """Tell binary data from a damaged text, and name the encoding that got furthest."""
    sample = data[:SAMPLE]
    controls = [at for at, byte in enumerate(sample) if byte < 9 or 13 < byte < 27]
    # UTF-16 accepts nearly any bytes, so how far it gets says nothing.
    bytewise = [failure for failure in failures if not failure.encoding.startswith("utf-16")]
    if not bytewise or 0 in sample or len(controls) > MAX_CONTROL * len(sample) + 1:
        return DecodingFailure("", controls[0] if controls else 0, binary=True)
    return max(bytewise, key=lambda failure: failure.offset)
