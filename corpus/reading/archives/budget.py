"""How much an archive may unpack, counted while it unpacks: declared sizes can lie."""

from __future__ import annotations

import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Protocol

from ...errors import AnlikuError
from ..source import Source

#: Most files in one archive. A daily paper's year of articles is about 60,000.
MAX_MEMBERS = 200_000

#: Largest single file in an archive, in bytes; tables of a whole newspaper stay below.
MAX_MEMBER = 4_000_000_000

#: Most bytes all files of an archive may have together, those of archives inside it included.
MAX_UNPACKED = 40_000_000_000

#: An archive may unpack to this many times its own size. Text shrinks to a third or a tenth,
#: tables that repeat themselves to a fiftieth; a bomb reaches a thousand.
MAX_RATIO = 200

#: The ratio is not asked below this many bytes: small files can shrink to nearly nothing.
FREE_BYTES = 50_000_000

#: Files up to this many bytes are unpacked to memory, larger ones to a temporary file.
MEMORY_BYTES = 32_000_000

#: Bytes unpacked at once.
CHUNK = 1 << 20

#: What the standard library raises on damaged or strange archives, as its documentation and its
#: sources say; ``OSError`` is bz2's and gzip's word for damage, ``ValueError`` that of bad names.
DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
)


class ArchiveTooLargeError(AnlikuError):
    """The whole archive unpacks to too much: nothing more of it may be read."""


class MemberTooLargeError(AnlikuError):
    """One file of an archive is too large; the others can be read."""


class OneReadStream(Protocol):
    """A stream that hands out what one read of its source gives."""

    def read1(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes."""
        ...


@dataclass(slots=True)
class Budget:
    """What an archive and the archives inside it have used up so far.

    Attributes:
        packed: size of the outermost archive, in bytes.
        members: files met.
        unpacked: bytes unpacked.
    """

    packed: int
    members: int = 0
    unpacked: int = 0

    def count_member(self) -> None:
        """Count one file.

        Raises:
            ArchiveTooLargeError: there are too many.
        """
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise ArchiveTooLargeError(f"more than {MAX_MEMBERS:,} files")

    def count_bytes(self, number: int) -> None:
        """Count unpacked bytes.

        Raises:
            ArchiveTooLargeError: there are too many, for any archive or for one of this size.
        """
        self.unpacked += number
        if self.unpacked > MAX_UNPACKED:
            raise ArchiveTooLargeError(f"more than {MAX_UNPACKED:,} bytes unpacked")
        if self.unpacked > FREE_BYTES + MAX_RATIO * self.packed:
            raise ArchiveTooLargeError(
                f"{self.packed:,} bytes unpack to more than {self.unpacked:,}, "
                f"over {MAX_RATIO} times as many: this looks like an archive bomb"
            )


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what a stream holds, piece by piece."""
    while chunk := stream.read(CHUNK):
        yield chunk


def steady_chunks_of(stream: OneReadStream) -> Iterator[bytes]:
    """Yield what a stream holds, everything that comes before damage included."""
    while chunk := stream.read1(CHUNK):
        yield chunk


def unpack(chunks: Iterable[bytes], member: Source, budget: Budget, folder: Path) -> Source:
    """Put the bytes of a member where they can be read: small ones in memory, else in a file.

    Args:
        chunks: its bytes.
        member: its name and path.
        budget: counts the bytes.
        folder: for a large member; whoever reads it removes ``Source.file`` afterwards.

    Raises:
        MemberTooLargeError: the member alone is too large.
        ArchiveTooLargeError: the archive is.
        OSError: the temporary file cannot be written.
    """
    kept: list[bytes] = []
    size = 0
    spool = None
    try:
        for chunk in chunks:
            budget.count_bytes(len(chunk))
            size += len(chunk)
            if size > MAX_MEMBER:
                raise MemberTooLargeError(f"more than {MAX_MEMBER:,} bytes")
            if spool is None and size > MEMORY_BYTES:
                spool = tempfile.NamedTemporaryFile(dir=folder, delete=False)  # noqa: SIM115
                spool.writelines(kept)
                kept.clear()
            if spool is None:
                kept.append(chunk)
            else:
                spool.write(chunk)
    finally:
        if spool is not None:
            spool.close()
    if spool is None:
        return replace(member, data=b"".join(kept))
    return replace(member, file=Path(spool.name))
