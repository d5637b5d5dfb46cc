"""What the formats of archives have in common: entries with a name and bytes to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ...types import Reason, Rejected
from ..source import Source
from .names import decode_name, member_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive that is not yet unpacked.

    Attributes:
        member: its name and path, without bytes.
        chunks: gives its bytes piece by piece; raises one of ``DAMAGE``.
        refusal: why it cannot be unpacked; None if it can.
    """

    member: Source
    chunks: Callable[[], Iterator[bytes]]
    refusal: Rejected | None = None

    def refused(self, reason: Reason, detail: str) -> Entry:
        """Return the entry with the reason why it cannot be unpacked."""
        return replace(self, refusal=self.member.reject(reason, detail))


def entry_of(
    archive: Source, name: str | bytes, chunks: Callable[[], Iterator[bytes]]
) -> Entry | Rejected | None:
    """Return the entry of one name; None for litter and folders, ``Rejected`` for unsafe names.

    Args:
        archive: where it stands in.
        name: bytes if the archive does not say their encoding.
        chunks: gives its bytes.
    """
    member = member_of(archive, name if isinstance(name, str) else decode_name(name))
    return Entry(member, chunks) if isinstance(member, Source) else member


def in_order(found: Iterable[Entry | Rejected | None]) -> Iterator[Entry | Rejected]:
    """Sort entries by path; of several with one path the last counts, as for who unpacks them."""
    last: dict[str, Entry | Rejected] = {}
    earlier: list[Entry] = []
    for item in found:
        if item is None:
            continue
        path = item.member.path if isinstance(item, Entry) else item.item
        before = last.get(path)
        if isinstance(before, Entry):
            earlier.append(before)
        last[path] = item
    yield from (last[path] for path in sorted(last))
    yield from (
        entry.refused(Reason.DUPLICATE, "a later file of the archive has the same name; it is read")
        for entry in earlier
    )


def damaged(archive: Source, error: Exception | None, read: int) -> Rejected:
    """Return the refusal of the rest of an archive.

    Args:
        archive: which.
        error: what the damage looks like; None if it simply ends too early.
        read: number of files found before the damage.
    """
    what = f"is damaged ({error})" if error and str(error) else "ends too early"
    left = f"the {read} files before that are read" if read else "nothing of it can be read"
    return archive.reject(Reason.BROKEN, f"the archive {what}; {left}; get it again")
