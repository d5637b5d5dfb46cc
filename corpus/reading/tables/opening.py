"""Opens text tables of any size: encoding from a sample, bytes that do not fit kept visible."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from ...types import Reason, Rejected
from ..encodings import decode
from ..magic import detect_binary
from ..source import Source
from .rows import MAX_CELL, Fault, KeyedRow, Row, Sheet

#: Bytes looked at to tell the encoding.
SAMPLE = 1 << 20

# Share of the lines outside ASCII that must fit an encoding when some bytes are damaged.
_MOST_LINES = 0.8
_MAX_NULLS = 0.02
_DAMAGED = re.compile("[\ud800-\udfff]")


@contextmanager
def open_text(source: Source, encoding: str) -> Generator[io.TextIOWrapper]:
    """Open a table for reading text; bytes that do not fit become lone surrogates.

    Raises:
        OSError: the file cannot be read.
    """
    with source.open() as raw:
        # The wrapper must not close what the caller opened twice.
        yield io.TextIOWrapper(raw, encoding, errors="surrogateescape", newline="")


def only_sheet(
    source: Source, rows: Callable[[Source, str], Iterator[Row | KeyedRow | Fault]]
) -> Iterator[Sheet | Rejected]:
    """Yield the one table of a text file.

    Args:
        source: the file.
        rows: reads its rows, given the file and its encoding.

    Raises:
        OSError: the file cannot be read.
    """
    encoding = _encoding_of(source)
    if isinstance(encoding, Rejected):
        yield encoding
    else:
        yield Sheet("", rows(source, encoding), encoding)


def _encoding_of(source: Source) -> str | Rejected:
    """Tell the encoding of a text table by its first stretch that is not plain ASCII.

    Raises:
        OSError: the file cannot be read.
    """
    with source.open() as raw:
        sample = raw.read(SAMPLE)
        if not sample:
            return source.reject(Reason.EMPTY, "the file is empty (0 bytes)")
        kind = detect_binary(sample)
        if kind:
            return source.reject(Reason.BINARY, f"this is {kind}, not a text table; export it")
        head = sample
        while sample.isascii() and b"\x00" not in sample:
            sample = raw.read(SAMPLE)
            if not sample:
                return "utf-8"
    if sample is not head:
        # The stretch may begin inside a character; its first line end is safe.
        sample = sample[sample.find(b"\n") + 1 :]
    if sample.count(b"\x00") <= _MAX_NULLS * len(sample):
        # Databases fill up fields with them; text in UTF-16 has far more.
        sample = sample.replace(b"\x00", b"")
    found = decode(_whole(sample))
    if isinstance(found, tuple):
        return found[0]
    if not found.binary:
        for encoding in ("utf-8", "gb18030"):
            if _mostly(sample, encoding):
                return encoding
    what = "control bytes" if found.binary else "bytes of no encoding"
    return source.reject(
        Reason.BINARY if found.binary else Reason.ENCODING,
        f"byte {found.offset} and others are {what}; save the table as UTF-8 again",
    )


def _whole(sample: bytes) -> bytes:
    """Cut a sample where no character is broken."""
    if len(sample) < SAMPLE // 2:
        return sample
    if b"\x00" in sample:
        return sample[: len(sample) // 2 * 2]
    end = sample.rfind(b"\n")
    if end > 0:
        return sample[: end + 1]
    # Without a line end the last character may be cut; the longest has four bytes.
    cuts = (sample[: len(sample) - cut] for cut in range(4))
    return next((cut for cut in cuts if isinstance(decode(cut), tuple)), sample)


def _mostly(sample: bytes, encoding: str) -> bool:
    lines = [line for line in sample.split(b"\n")[:-1] if not line.isascii()]
    fitting = 0
    for line in lines:
        found = decode(line)
        fitting += isinstance(found, tuple) and found[0] == encoding
    return bool(lines) and fitting >= _MOST_LINES * len(lines)


def is_damaged(text: str) -> bool:
    """Tell whether bytes that did not fit the encoding stand in a text."""
    return not text.isascii() and _DAMAGED.search(text) is not None


def lines_of(stream: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines with their ends; one longer than ``MAX_CELL`` is cut, and ends what is read."""
    while line := stream.readline(MAX_CELL + 1):
        yield line
        if len(line) > MAX_CELL:
            return
