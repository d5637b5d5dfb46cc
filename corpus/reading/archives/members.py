"""An archive in, its files out, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ...types import Reason, Rejected
from ..source import Source
from .budget import DAMAGE, ArchiveTooLargeError, Budget, MemberTooLargeError, unpack
from .entries import Entry
from .tars import packed_entries, tar_entries
from .zips import zip_entries

#: Extensions of archives that are opened.
ARCHIVES = frozenset(
    (".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")
)  # fmt: skip


def members(
    source: Source, kind: str, budget: Budget, refuse: Callable[[Source], Rejected | None]
) -> Iterator[Source | Rejected]:
    """Unpack the files of an archive one by one, in the order of their paths.

    Small files are unpacked to memory, large ones to a private temporary folder; they are gone
    when the next one is asked for. Hidden files and what systems leave behind are left out, as
    they are in folders.

    Args:
        source: the archive.
        kind: ``.zip``, ``.tar``, or that of a packer: ``.gz``, ``.bz2``, ``.xz``.
        budget: what it may unpack.
        refuse: says of a file without its bytes why it would not be read; None if it would.

    Yields:
        The files; a ``Rejected`` for each that cannot be unpacked, and for the archive itself
        where it is damaged or unpacks to too much.

    Raises:
        OSError: the archive or the temporary folder cannot be opened.
    """
    empty = True
    with source.open() as stream, TemporaryDirectory(prefix="anliku-") as name:
        folder = Path(name)
        try:
            if kind == ".zip":
                entries = zip_entries(source, stream, budget)
            elif kind == ".tar":
                entries = tar_entries(source, stream, budget)
            else:
                entries = packed_entries(source, stream, budget, folder)
            for entry in entries:
                empty = False
                item = _unpacked(entry, budget, folder, refuse)
                yield item
                if isinstance(item, Source) and item.file is not None:
                    item.file.unlink(missing_ok=True)
        except (ArchiveTooLargeError, MemberTooLargeError) as error:
            yield source.reject(
                Reason.TOO_LARGE,
                f"{error}; what comes behind is not read: if you trust the archive, "
                "unpack it by hand and name the folder",
            )
            return
    if empty:
        yield source.reject(Reason.EMPTY, "there is no file in the archive")


def _unpacked(
    entry: Entry | Rejected,
    budget: Budget,
    folder: Path,
    refuse: Callable[[Source], Rejected | None],
) -> Source | Rejected:
    if isinstance(entry, Rejected):
        return entry
    refusal = entry.refusal or refuse(entry.member)
    if refusal is not None:
        return refusal
    try:
        return unpack(entry.chunks(), entry.member, budget, folder)
    except MemberTooLargeError as error:
        return entry.member.reject(Reason.TOO_LARGE, f"{error}; unpack the archive by hand")
    except DAMAGE as error:
        return entry.member.reject(
            Reason.BROKEN,
            f"it cannot be unpacked ({str(error) or 'it ends too early'}); get the archive again",
        )
