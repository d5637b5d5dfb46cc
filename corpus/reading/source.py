"""The bytes of one file, wherever they are: on disk or inside an archive."""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from ..types import Reason, Rejected

# Bytes read at once; tables can be larger than memory.
_CHUNK = 1 << 20

# Characters that would break a line of output or turn its direction.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be opened again and again.

    Attributes:
        name: file name without folders.
        path: absolute POSIX path; for a member of an archive ``/…/issue.zip!/03.txt``.
        file: where it is on disk; None for a member that was unpacked to memory.
        data: its bytes if ``file`` is None.
    """

    name: str
    path: str
    file: Path | None = None
    data: bytes = b""

    @property
    def suffix(self) -> str:
        """The extension in small letters with its dot, "" if there is none."""
        return Path(self.name).suffix.lower()

    @property
    def size(self) -> int:
        """Number of bytes.

        Raises:
            OSError: the file cannot be looked at.
        """
        return len(self.data) if self.file is None else self.file.stat().st_size

    def open(self) -> BinaryIO:
        """Open it for reading bytes.

        Raises:
            OSError: the file cannot be opened.
        """
        return io.BytesIO(self.data) if self.file is None else self.file.open("rb")

    def read(self) -> bytes:
        """Return all bytes.

        Raises:
            OSError: the file cannot be read.
        """
        return self.data if self.file is None else self.file.read_bytes()

    def digest(self) -> str:
        """Return the SHA-256 of the bytes, hexadecimal.

        Raises:
            OSError: the file cannot be read.
        """
        digest = sha256()
        with self.open() as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def reject(self, reason: Reason, detail: str) -> Rejected:
        """Return the refusal of this file."""
        return Rejected(self.path, reason, printable(detail))


def source_of(path: str | Path) -> Source:
    """Return the source for a file on disk."""
    path = Path(path)
    return Source(printable(path.name), posix(path), path)


def posix(path: str | Path) -> str:
    """Return a path as an absolute POSIX path, links not followed: the name the user knows."""
    absolute = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 (resolve() would follow links)
    return "/".join(map(printable, absolute.split("/")))


def printable(name: str) -> str:
    """Return the name of a file as it can be printed and stored.

    Bytes of a name that are no UTF-8 are read as GBK if they are that, control characters and
    what is left are written as escapes.

    Args:
        name: as the system gives it, bytes that it could not decode as lone surrogates.
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        name = _decode(name)
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)


def _decode(name: str) -> str:
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return name.encode("utf-8", "backslashreplace").decode()
