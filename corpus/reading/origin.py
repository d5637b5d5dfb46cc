"""Puts together what user, tables, files, page heads and paths say of where a page appeared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..origins.heads import PAGE_HEAD, read_heads
from ..origins.paths import read_path
from ..types import NO_ORIGIN, Origin, Page, PageForm, Rejected
from .options import ReadingOptions
from .sidecar import SIDECAR, Sidecar

#: What the user's options, the file's own metadata and its address are called in
#: ``Origin.sources``.
OPTION = "option"
FILE = "file"
ADDRESS = "address"

_FIELDS = ("newspaper", "date", "edition", "number", "url")


class Origins:
    """Gives pages their origin, one run of reading long.

    Trust goes from what the user says (options, then the sidecar table) over what the file says
    (metadata, columns), its page head and its address to the names of file and folders. A field is
    taken from the first that gives it; what the others say of it is noted in ``Origin.sources``,
    as ``("date", "file name")`` where they agree and ``("date", "file name: 2023-05-17, not
    taken")`` where they do not.

    Args:
        options: what the user says, with the path of the sidecar table.

    Raises:
        AnlikuError: the sidecar table cannot be used.
    """

    def __init__(self, options: ReadingOptions) -> None:
        self._options = options
        self._sidecar = Sidecar(options.sidecar) if options.sidecar else None

    def apply(self, items: Iterable[Page | Rejected]) -> Iterator[Page | Rejected]:
        """Give each page its origin; refusals pass through."""
        for item in items:
            yield item if isinstance(item, Rejected) else self._with_origin(item)

    def leftovers(self) -> Iterator[Rejected]:
        """Yield, at the end of a run, the rows of the sidecar that fitted nothing."""
        if self._sidecar is not None:
            yield from self._sidecar.leftovers()

    def _with_origin(self, page: Page) -> Page:
        origin = merge_origins(tuple(self._readings(page)), latest=self._options.latest)
        return page if origin == page.origin else replace(page, origin=origin)

    def _readings(self, page: Page) -> Iterator[tuple[str, Origin]]:
        """Yield what each source says, the most trusted first."""
        said = self._options.origin
        yield OPTION, said
        if self._sidecar is not None:
            for origin in self._sidecar.origin_of(page):
                yield SIDECAR, origin
        yield FILE, _without(page.origin, said)
        if page.form is not PageForm.ARTICLE:
            yield PAGE_HEAD, read_heads(page.lines, page.layout)
        if page.origin.url:
            for _, origin in read_path(page.origin.url):
                yield ADDRESS, origin
        yield from read_path(page.path)


def _without(origin: Origin, said: Origin) -> Origin:
    """Return what the reader found itself: it begins with what the user says."""
    own = {
        field: value
        for field in _FIELDS
        if (value := getattr(origin, field)) != getattr(said, field)
    }
    return Origin(**own, sources=origin.sources)


def merge_origins(readings: tuple[tuple[str, Origin], ...], latest: str = "") -> Origin:
    """Merge what several sources say of a page, the most trusted first.

    Args:
        readings: (name of the source, what it says).
        latest: last day a page can be of, ISO 8601; what is later is noted and not taken.

    Returns:
        Each field from the first source that gives it, with all sources noted. A year is made
        whole by a later source that gives a day of it.
    """
    values: dict[str, str] = {}
    sources: dict[tuple[str, str], None] = {}
    for field in _FIELDS:
        for name, origin in readings:
            value = getattr(origin, field)
            if not value:
                continue
            where = dict(origin.sources).get(field, name)
            if field == "date" and latest and value > latest:
                sources[field, f"{where}: {value}, in the future, not taken"] = None
                continue
            taken = values.setdefault(field, value)
            if field == "date" and (value.startswith(taken) or taken.startswith(value)):
                values[field] = max(value, taken, key=len)
                taken = value
            note = where if value == taken else f"{where}: {value}, not taken"
            sources[field, note] = None
    return Origin(**values, sources=tuple(sources)) if sources else NO_ORIGIN
