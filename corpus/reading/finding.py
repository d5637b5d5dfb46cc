"""Finds the files a user names: files, folders with all they hold, glob patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..types import Reason, Rejected
from .source import posix


def find_files(paths: Iterable[str | Path]) -> Iterator[Path | Rejected]:
    """Find the files that ``paths`` name: files, folders with all they hold, glob patterns.

    Folders are walked in sorted order, hidden files and folders left out. A file that is named
    twice, also through a symbolic link, comes once.

    Args:
        paths: files, folders or patterns such as ``pages/2023-*.txt``, as the user typed them.

    Yields:
        An absolute path for every file, whatever its extension, or a ``Rejected``: NOT_FOUND for a
        name that leads nowhere, UNREADABLE for a folder that must not be listed.
    """
    seen: set[str] = set()
    for named in paths:
        for found in _expand(Path(named).expanduser()):
            if isinstance(found, Rejected):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield Path(os.path.abspath(found))  # noqa: PTH100 (resolve() would follow links)


def _expand(path: Path) -> Iterator[Path | Rejected]:
    if path.is_dir():
        yield from _walk(path, frozenset())
    elif exists(path):
        yield path
    else:
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 (absolute patterns)
        for match in matches:
            yield from _expand(Path(match))
        if not matches:
            yield Rejected(
                posix(path),
                Reason.NOT_FOUND,
                "no such file or folder; check the spelling and the current folder",
            )


def exists(path: Path) -> bool:
    """Tell whether something is there, a dangling link and a forbidden file included."""
    return os.path.lexists(path)


def _walk(folder: Path, above: frozenset[str]) -> Iterator[Path | Rejected]:
    """List a folder; ``above`` holds the real paths of the folders on the way, to stop at loops."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Rejected(
            posix(folder),
            Reason.UNREADABLE,
            f"the folder cannot be listed ({error.strerror}); check its permissions",
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, above | {real})
        else:
            yield entry
