"""Files in tar archives, packed or not, and single files packed by gzip, bzip2 or xz."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from ...types import Reason, Rejected
from ..source import Source
from .budget import (
    CHUNK,
    DAMAGE,
    Budget,
    OneReadStream,
    chunks_of,
    steady_chunks_of,
    unpack,
)
from .entries import Entry, damaged, entry_of, in_order

# How packed streams begin (RFC 1952 and the formats' own documents), and who unpacks them.
_PACKERS = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))

# Endings that fall off when one file is unpacked.
_ENDINGS = (".gz", ".bz2", ".xz")


class _Guarded:
    """A stream for tarfile that refuses reads no honest header needs.

    A header names the length of names and attributes behind it, and tarfile reads that much at
    once; a negative length would make it read all.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell
        self.close = stream.close

    def read(self, size: int = -1) -> bytes:
        """Read up to two chunks.

        Raises:
            tarfile.ReadError: more is asked for.
        """
        if not 0 <= size <= 2 * CHUNK:
            raise tarfile.ReadError("a header claims an impossible length")
        return self._stream.read(size)


def packed_entries(
    source: Source, stream: BinaryIO, budget: Budget, folder: Path
) -> Iterator[Entry | Rejected]:
    """List what a packed stream holds: the files of a tar archive or one file.

    Args:
        source: what to call the archive.
        stream: its bytes.
        budget: counts files and unpacked bytes.
        folder: where a large archive is unpacked to before its files are listed.

    Raises:
        ArchiveTooLargeError: it holds too much.
    """
    head = stream.read(8)
    stream.seek(0)
    open_packed = next(opener for mark, opener in _PACKERS if head.startswith(mark))
    trouble: list[Exception] = []
    with open_packed(stream) as packed:
        hollow = Source(source.name, source.path)
        inner = unpack(_until_damage(packed, trouble), hollow, budget, folder)
    with inner.open() as unpacked:
        if _is_tar(unpacked):
            yield from tar_entries(source, unpacked, budget, trouble)
        elif trouble:
            yield source.reject(
                Reason.BROKEN, f"the archive is damaged ({trouble[0]}); get it again"
            )
        else:
            name = source.name[: -len(source.suffix)] if source.suffix in _ENDINGS else source.name
            entry = entry_of(source, name, partial(chunks_of, unpacked))
            if entry is not None:
                yield entry


def _until_damage(packed: OneReadStream, trouble: list[Exception]) -> Iterator[bytes]:
    """Yield what can be unpacked; put what stops it on the list."""
    try:
        yield from steady_chunks_of(packed)
    except DAMAGE as error:
        trouble.append(error)


def _is_tar(stream: BinaryIO) -> bool:
    """Tell whether a stream begins with the header of a tar archive, and rewind it."""
    block = stream.read(tarfile.BLOCKSIZE)
    stream.seek(0)
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def tar_entries(
    source: Source, stream: BinaryIO, budget: Budget, trouble: list[Exception] | None = None
) -> Iterator[Entry | Rejected]:
    """List the files of a tar archive in the order of their paths, and last where it is damaged.

    Args:
        source: what to call the archive.
        stream: its bytes.
        budget: counts the files.
        trouble: damage found while the archive was unpacked.

    Raises:
        ArchiveTooLargeError: there are too many files.
    """
    # tarfile asks for nothing but read, seek and tell.
    guarded = cast("BinaryIO", _Guarded(stream))
    try:
        archive = tarfile.open(  # noqa: SIM115 (there is nothing to close but the stream)
            fileobj=guarded, mode="r:", encoding="utf-8", errors="surrogateescape"
        )
    except (*DAMAGE, RecursionError) as error:
        yield damaged(source, error, 0)
        return
    trouble = trouble or []
    found: list[Entry | Rejected | None] = []
    try:
        while info := archive.next():
            budget.count_member()
            found.append(_entry(source, archive, info))
        _demand_end(archive, stream)
    except (*DAMAGE, RecursionError) as error:
        trouble.append(error)
    yield from in_order(found)
    if trouble:
        yield damaged(source, trouble[0], sum(isinstance(item, Entry) for item in found))


def _demand_end(archive: tarfile.TarFile, stream: BinaryIO) -> None:
    """Demand the block of zeros that ends an archive: without it files may be missing.

    Raises:
        ReadError: there is none.
    """
    stream.seek(archive.offset)
    if stream.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise tarfile.ReadError("it has no end mark, so files may be missing")


def _entry(
    source: Source, archive: tarfile.TarFile, info: tarfile.TarInfo
) -> Entry | Rejected | None:
    if info.size < 0:
        raise tarfile.ReadError("a header claims a negative length")
    if info.isdir():
        return None
    raw = info.name.encode("utf-8", "surrogateescape")
    entry = entry_of(source, raw, partial(_chunks, archive, info))
    if isinstance(entry, Entry) and not info.isreg():
        kind = "a link" if info.islnk() or info.issym() else "a device"
        return entry.refused(Reason.UNSAFE, f"{kind}, not a file; add the file itself")
    return entry


def _chunks(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream = archive.extractfile(info)
    if stream is not None:
        with stream:
            yield from chunks_of(stream)
