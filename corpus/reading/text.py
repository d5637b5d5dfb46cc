"""Reads text files (.txt, .md) as pages."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from ..types import Page, Reason, Rejected
from .encodings import DecodingFailure, decode
from .magic import detect_binary
from .options import ReadingOptions
from .source import Source

#: Largest file that is read as one page, in bytes. A newspaper page has about 20 kB; 50 MB is a
#: whole library in one file, which no page cutter can do anything sensible with.
MAX_BYTES = 50_000_000


def read_text(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read one text file as a page.

    UTF-8 (with or without byte order mark), GB18030 (GBK, GB2312) and UTF-16 are told apart by the
    bytes themselves. Lines end at LF, CR LF or CR and nowhere else: form feeds and the Unicode
    line separators stay in their line, so that line numbers agree with those of other tools.

    Args:
        source: the file.
        options: what the user says about it.

    Yields:
        The page, or a ``Rejected`` that says what is wrong with the file and what to do.

    Raises:
        OSError: the file cannot be read.
    """
    if source.size > MAX_BYTES:
        yield source.reject(
            Reason.TOO_LARGE,
            f"{source.size:,} bytes, more than the {MAX_BYTES:,} a page may have; "
            "cut it into one file a page",
        )
        return
    data = source.read()
    text = text_of(source, data)
    if isinstance(text, Rejected):
        yield text
        return
    encoding, decoded = text
    yield Page(
        source.name,
        source.path,
        sha256(data).hexdigest(),
        encoding,
        cut_lines(decoded),
        origin=options.origin,
        simplify=options.simplify,
    )


def text_of(source: Source, data: bytes) -> tuple[str, str] | Rejected:
    """Return the encoding and the text of a text file, or why it is none.

    Args:
        source: what to call the file.
        data: its bytes.
    """
    if not data:
        return source.reject(Reason.EMPTY, "the file is empty (0 bytes)")
    kind = detect_binary(data)
    if kind:
        return source.reject(Reason.BINARY, f"this is {kind}, not text; convert it to text first")
    decoded = decode(data)
    if isinstance(decoded, DecodingFailure):
        return _refuse_bytes(source, decoded)
    if not decoded[1].strip():
        return source.reject(Reason.EMPTY, "the file holds only white space")
    return decoded


def cut_lines(text: str) -> tuple[str, ...]:
    r"""Cut a text at LF, CR LF and CR.

    >>> cut_lines("甲\r\n乙\r丙")
    ('甲', '乙', '丙')
    """
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _refuse_bytes(source: Source, failure: DecodingFailure) -> Rejected:
    if failure.binary:
        return source.reject(
            Reason.BINARY,
            f"byte {failure.offset} and others are control bytes: this is no text; "
            "convert it to text first",
        )
    return source.reject(
        Reason.ENCODING,
        f"neither UTF-8, GB18030 nor UTF-16: {failure.encoding} gets furthest and fails at byte "
        f"{failure.offset}; save the file as UTF-8 again",
    )
