"""Finds the files a user names: files, folders with all they hold, glob patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..types import Reason, Rejected
from .source import posix

# What systems leave in every folder; nobody means it to be read.
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db", "$recycle.bin"})


def find_files(paths: Iterable[str | Path]) -> Iterator[Path | Rejected]:
    """Find the files that ``paths`` name: files, folders with all they hold, glob patterns.

    Folders are walked in sorted order; hidden files and what systems leave behind (``Thumbs.db``,
    lock files) are left out, unless they are named themselves. A file that is named twice, also
    through a symbolic link, comes once.

    Args:
        paths: files, folders or patterns such as ``pages/2023-*.txt``, as the user typed them.

    Yields:
        An absolute path for every file, whatever its extension, or a ``Rejected``: NOT_FOUND for a
        name that leads nowhere, UNREADABLE for a folder that must not be listed.
    """
    seen: set[str] = set()
    for named in paths:
        for found in _expand(named):
            if isinstance(found, Rejected):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield Path(os.path.abspath(found))  # noqa: PTH100 (resolve() would follow links)


def is_litter(name: str) -> bool:
    """Tell whether a file or folder was left by a system: hidden, a cache, a lock.

    >>> [is_litter(name) for name in (".DS_Store", "Thumbs.db", "~$稿.docx", "稿.docx")]
    [True, True, True, False]
    """
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def exists(path: Path) -> bool:
    """Tell whether something is there, a dangling link and a forbidden file included."""
    return os.path.lexists(path)


def _expand(named: str | Path) -> Iterator[Path | Rejected]:
    path = Path(os.path.expanduser(named))  # noqa: PTH111 (Path raises for unknown users)
    if _is_folder(path):
        yield from _walk(path)
    elif exists(path):
        yield path
    else:
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 (absolute patterns)
        for match in matches:
            if _is_folder(Path(match)):
                yield from _walk(Path(match))
            else:
                yield Path(match)
        if not matches:
            yield Rejected(
                posix(path),
                Reason.NOT_FOUND,
                "no such file or folder; check the spelling and the current folder",
            )


def _is_folder(path: Path) -> bool:
    """Tell whether this is a folder; what must not be looked at is none (``Path`` would raise)."""
    return os.path.isdir(path)  # noqa: PTH112


def _walk(top: Path) -> Iterator[Path | Rejected]:
    """List a folder with all it holds, depth first; links that lead back up are not followed."""
    todo: list[tuple[Path, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while todo:
        path, above = todo.pop()
        if not _is_folder(path):
            yield path
            continue
        try:
            state = path.stat()
            entries = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield Rejected(
                posix(path),
                Reason.UNREADABLE,
                f"the folder cannot be listed ({error.strerror}); check its permissions",
            )
            continue
        itself = (state.st_dev, state.st_ino)
        if itself not in above:
            inside = above | {itself}
            todo.extend((entry, inside) for entry in entries if not is_litter(entry.name))
