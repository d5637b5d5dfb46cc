"""Files of a zip archive without table of contents: a truncated one has it no more.

The table stands at the end; every file also has a header of its own in front (APPNOTE.TXT 4.3.7).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile

from ...types import Reason, Rejected
from ..source import Source
from .budget import CHUNK, Budget
from .entries import Entry, damaged, entry_of, in_order
from .names import name_in_extra

# Bits of the general purpose flags (APPNOTE.TXT 4.4.4).
_ENCRYPTED, _SIZE_FOLLOWS, _UTF8_NAME = 0x1, 0x8, 0x800

# Signature, version, flags, method, time, date, checksum, packed size, size, lengths of name and
# of extra fields.
_HEADER = struct.Struct("<4s5H3L2H")
_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8


class _Local(NamedTuple):
    """What the header in front of a file says, and where its packed bytes stand.

    Attributes:
        name: bytes if their encoding is not said.
        flags: the general purpose flags.
        method: how the bytes are packed.
        checksum: CRC-32 of the unpacked bytes; None if it stands elsewhere.
        start: the first packed byte.
        size: number of packed bytes; None if they stop before their end.
    """

    name: str | bytes
    flags: int
    method: int
    checksum: int | None
    start: int
    size: int | None


def salvage_zip(source: Source, stream: BinaryIO, budget: Budget) -> Iterator[Entry | Rejected]:
    """List what is left of a zip archive, in the order of paths, and last that it is damaged.

    Args:
        source: what to call the archive.
        stream: its bytes.
        budget: counts the files, and the bytes that are unpacked to find where a file ends.

    Raises:
        ArchiveTooLargeError: there are too many of them.
    """
    left = list(_scan(stream, budget))
    yield from in_order(_entry(source, stream, local) for local in left)
    yield damaged(source, None, sum(local.size is not None for local in left))


def _entry(source: Source, stream: BinaryIO, local: _Local) -> Entry | Rejected | None:
    entry = entry_of(source, local.name, partial(_chunks, stream, local))
    if not isinstance(entry, Entry):
        return entry
    if local.flags & _ENCRYPTED:
        return entry.refused(Reason.ENCRYPTED, "it needs a password; get the whole archive again")
    if local.size is None:
        return entry.refused(Reason.BROKEN, "the archive ends inside this file; get it again")
    return entry


def _scan(stream: BinaryIO, budget: Budget) -> Iterator[_Local]:
    """Yield the local headers from the beginning of the archive as far as they follow each other.

    A file whose size stands behind it can only be passed by unpacking it; behind a data descriptor
    the next signature is looked for within the descriptor's length (4.3.9: 12 to 24 bytes).
    """
    at = 0
    while True:
        stream.seek(at)
        head = stream.read(_HEADER.size)
        if len(head) < _HEADER.size or not head.startswith(_MARK):
            return
        _, _, flags, method, _, _, checksum, packed, _, of_name, of_extra = _HEADER.unpack(head)
        raw, extra = stream.read(of_name), stream.read(of_extra)
        name = raw.decode("utf-8", "replace") if flags & _UTF8_NAME else None
        start = at + _HEADER.size + of_name + of_extra
        follows = bool(flags & _SIZE_FOLLOWS)
        budget.count_member()
        size = _packed_size(stream, start, method, budget) if follows else packed
        whole = size is not None and start + size <= _end(stream)
        yield _Local(
            name or name_in_extra(extra, raw) or raw,
            flags,
            method,
            None if follows else checksum,
            start,
            size if whole else None,
        )
        if size is None:
            return
        at = start + size
        if follows:
            stream.seek(at)
            at += max(0, stream.read(24 + len(_MARK)).find(_MARK))


def _end(stream: BinaryIO) -> int:
    return stream.seek(0, 2)


def _packed_size(stream: BinaryIO, start: int, method: int, budget: Budget) -> int | None:
    """Return how many bytes from ``start`` one deflated file takes; None if they do not end."""
    if method != _DEFLATED:
        return None
    inflation = _Inflation(stream, start, _end(stream) - start)
    try:
        for chunk in inflation.chunks():
            budget.count_bytes(len(chunk))
    except zlib.error:
        return None
    return inflation.used if inflation.ended else None


def _chunks(stream: BinaryIO, local: _Local) -> Iterator[bytes]:
    """Unpack one file.

    Raises:
        BadZipFile: the checksum does not fit.
        NotImplementedError: it is packed in another way.
        zlib.error: the packed bytes are damaged.
    """
    if local.method not in (_STORED, _DEFLATED):
        raise NotImplementedError("it is packed by a method that is not read")
    size = local.size or 0
    stored = local.method == _STORED
    packed = _stored(stream, local.start, size)
    checksum = 0
    for chunk in packed if stored else _Inflation(stream, local.start, size).chunks():
        checksum = zlib.crc32(chunk, checksum)
        yield chunk
    if local.checksum is not None and checksum != local.checksum:
        raise BadZipFile("its checksum does not fit")


def _stored(stream: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    stream.seek(start)
    while size and (chunk := stream.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk


class _Inflation:
    """Unpacks deflated bytes, at most ``CHUNK`` at once, however much the packed ones would give.

    Attributes:
        used: number of packed bytes read so far.
    """

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        self._packed = _stored(stream, start, size)
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self.used = 0

    @property
    def ended(self) -> bool:
        """Whether the end of the packed bytes was reached."""
        return self._inflater.eof

    def chunks(self) -> Iterator[bytes]:
        """Yield the unpacked bytes."""
        for packed in self._packed:
            self.used += len(packed)
            data = packed
            while data and not self.ended:
                yield self._inflater.decompress(data, CHUNK)
                data = self._inflater.unconsumed_tail
            if self.ended:
                self.used -= len(self._inflater.unused_data)
                return
