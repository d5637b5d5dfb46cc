"""Files in zip archives."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from ...types import Reason, Rejected
from ..source import Source
from .budget import DAMAGE, ArchiveTooLargeError, Budget, chunks_of
from .entries import Entry, entry_of, in_order
from .names import name_in_extra
from .salvage import salvage_zip

# Bits of the general purpose flags (APPNOTE.TXT 4.4.4).
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800

# Largest directory of a zip archive that is read, in bytes; 200,000 long names have about half.
_MAX_DIRECTORY = 64_000_000

# The record at the end: signature, ..., size of the directory; a comment of 64 KiB may follow.
_END_MARK = b"PK\x05\x06"
_END_SIZE = struct.Struct("<12xL")
_END_REACH = 22 + (1 << 16)

# Size of the directory in the end record of long archives (4.3.14).
_LONG_END_MARK = b"PK\x06\x06"
_LONG_END_SIZE = struct.Struct("<40xQ")

_ENCRYPTED_ADVICE = "it needs a password; unpack it with the password and name the folder"


def zip_entries(source: Source, stream: BinaryIO, budget: Budget) -> Iterator[Entry | Rejected]:
    """List the files of a zip archive in the order of their paths.

    Args:
        source: what to call the archive.
        stream: its bytes.
        budget: counts the files.

    Raises:
        ArchiveTooLargeError: there are too many files.
    """
    try:
        archive = open_zip(stream)
    except DAMAGE:
        stream.seek(0)
        yield from salvage_zip(source, stream, budget)
        return
    files = [info for info in archive.infolist() if not info.is_dir()]
    if files and all(info.flag_bits & _ENCRYPTED for info in files):
        yield source.reject(Reason.ENCRYPTED, _ENCRYPTED_ADVICE)
        return
    yield from in_order(_entries(source, archive, files, budget))


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Open a zip archive whose table of contents is small enough to be read into memory.

    Args:
        stream: its bytes.

    Raises:
        ArchiveTooLargeError: the table is too large.
        BadZipFile: this is no zip archive, or a damaged one (also ``ValueError`` and
            ``NotImplementedError``, see ``DAMAGE``).
    """
    size = _directory_size(stream)
    if size > _MAX_DIRECTORY:
        raise ArchiveTooLargeError(f"a table of contents of {size:,} bytes")
    return zipfile.ZipFile(stream)


def _directory_size(stream: BinaryIO) -> int:
    """Return the size of the table of contents that the end of the archive claims, 0 if none."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - _END_REACH))
    tail = stream.read()
    stream.seek(0)
    for mark, record in ((_LONG_END_MARK, _LONG_END_SIZE), (_END_MARK, _END_SIZE)):
        at = tail.rfind(mark)
        if at >= 0 and at + record.size <= len(tail):
            return record.unpack_from(tail, at)[0]
    return 0


def _entries(
    source: Source, archive: zipfile.ZipFile, files: Iterable[zipfile.ZipInfo], budget: Budget
) -> Iterator[Entry | Rejected | None]:
    for info in files:
        budget.count_member()
        entry = entry_of(source, _name_of(info), partial(_chunks, archive, info))
        if not isinstance(entry, Entry):
            yield entry
        elif info.flag_bits & _ENCRYPTED:
            yield entry.refused(Reason.ENCRYPTED, _ENCRYPTED_ADVICE)
        elif stat.S_ISLNK(info.external_attr >> 16):
            yield entry.refused(Reason.UNSAFE, "a link, not a file; add the file it leads to")
        else:
            yield entry


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        yield from chunks_of(stream)


def _name_of(info: zipfile.ZipInfo) -> str | bytes:
    """Return the name, as bytes where the archive does not say their encoding."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437")  # how zipfile decoded it, one character a byte
    return name_in_extra(info.extra, raw) or raw
