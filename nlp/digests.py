"""Digests of files that a user gives to the analysis."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ..corpus.errors import AnlikuError


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of the names and contents of all files of a folder.

    Raises:
        AnlikuError: it cannot be read.
    """
    try:
        if not path.is_dir():
            return sha256(path.read_bytes()).hexdigest()
        found = sha256()
        for file in sorted(item for item in path.rglob("*") if item.is_file()):
            found.update(f"{file.relative_to(path).as_posix()} {digest_of(file)}\n".encode())
        return found.hexdigest()
    except OSError as error:
        raise AnlikuError(f"{path}: cannot read it ({error.strerror}); check the name") from error
