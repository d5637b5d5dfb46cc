"""The search index: a Tantivy folder beside the library, derived from it and never the truth.

The index notes, in a document of its own, up to which change of the library it reaches. When it is
opened it is caught up if it is behind, and built anew if it is missing, damaged, of another layout
or of another library.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import TracebackType

from tantivy import Document, Index, IndexWriter, Query, Schema, SchemaBuilder, Searcher

from ..corpus.errors import AnlikuError
from .library import Indexed, Library
from .regions import place_terms
from .terms import index_pairs, index_terms

#: Raised when the fields or the terms change: an index of another layout is built anew.
LAYOUT = "2"

#: Articles between two commits: a killed build goes on from the last one.
COMMIT_EVERY = 20_000

# Pages that are read from the library together.
_GROUP = 100

#: Bytes Tantivy may use before it writes a segment to disk.
WRITER_HEAP = 128_000_000

#: Seconds to wait for another process that builds the very first index.
BUILD_TIMEOUT = 60.0

# Files by which a folder is known to be an index of Tantivy, even if some are lost.
_INDEX_FILES = frozenset({"meta.json", ".managed.json", ".tantivy-writer.lock"})

# Text fields: name and whether positions are kept (needed for phrases).
_TEXT_FIELDS = (
    ("bigrams", "position"),
    ("characters", "freq"),
    ("words", "freq"),
    ("headline", "freq"),
    ("names", "freq"),
)

# Those that hold the text of the article, as ``index_terms`` gives them.
_TEXT_TERMS = ("bigrams", "characters", "words")

# Fields with whole values, for filters.
_VALUE_FIELDS = ("kind", "theme", "place", "person", "organisation", "page", "page_key", "marker")


class DamagedIndexError(AnlikuError):
    """The files of the index contradict each other; it must be built anew."""


class reading:  # noqa: N801 - reads as a statement: with reading(path)
    """Turn what Tantivy raises on damaged files into ``DamagedIndexError``.

    A panic of the Rust code arrives as an exception outside ``Exception`` whose class cannot be
    imported; it is known by its name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, ValueError) or (kind and kind.__name__ == "PanicException"):
            raise DamagedIndexError(
                f"the search index {self._path} cannot be used ({error}); make room on the disk, "
                "or delete the folder: it is built anew from the library"
            ) from error


@dataclass(frozen=True, slots=True)
class _Marker:
    """How far an index reaches: the last change it holds, and the state of the library then."""

    generation: int
    state: str


@dataclass(frozen=True, slots=True)
class _Opened:
    index: Index
    marker: _Marker


@dataclass(slots=True)
class SearchIndex:
    """An open index. Close it, or use it as a context manager.

    Attributes:
        index: the Tantivy index.
        notes: what the user should know, e.g. that the newest pages are missing.
    """

    index: Index
    notes: tuple[str, ...] = ()
    _folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def schema(self) -> Schema:
        """The fields."""
        return self.index.schema

    def searcher(self) -> Searcher:
        """Return a view of the last commit."""
        self.index.reload()
        return self.index.searcher()

    def close(self) -> None:
        """Delete the temporary folder, if the index lives in one."""
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> SearchIndex:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_index(library: Library) -> SearchIndex:
    """Open the index of a library, caught up with it.

    On read-only media the index is copied or built in a temporary folder. While another process
    writes to the index it is used as it is, with a note.

    Args:
        library: an open library.

    Raises:
        AnlikuError: another process is building the first index and does not finish in time, or
            there is no room for an index.
    """
    opened = _usable(library.index_path, library)
    if opened and opened.marker.generation == library.generation()[0]:
        return SearchIndex(opened.index)
    return _bring_up_to_date(library, opened)


def rebuild_index(library: Library) -> SearchIndex:
    """Throw the index away, build it anew from the library and open it.

    Raises:
        AnlikuError: as for ``open_index``.
    """
    return _bring_up_to_date(library, None)


def update_index(library: Library) -> tuple[str, ...]:
    """Catch the index up with the library, or build it; return notes for the user."""
    with open_index(library) as index:
        return index.notes


def _bring_up_to_date(library: Library, opened: _Opened | None) -> SearchIndex:
    path = library.index_path
    try:
        if not library.writable:
            return _open_elsewhere(library)
        if opened is None:
            _clear(path)
            opened = _create(path)
        return _fill(library, opened, path)
    except OSError as error:
        raise AnlikuError(
            f"the search index {path} cannot be written ({error.strerror or error}); "
            "make room or check the permissions; the library itself is safe"
        ) from error


def _create(path: Path) -> _Opened:
    path.mkdir(parents=True, exist_ok=True)
    with reading(path):
        return _Opened(Index(_schema(), str(path)), _Marker(0, ""))


def _fill(library: Library, opened: _Opened, path: Path) -> SearchIndex:
    writer = _writer(opened.index, path, wait=opened.marker.generation == 0)
    if writer is None:
        note = "another process is writing the search index; the newest pages may be missing"
        return SearchIndex(opened.index, (note,))
    # Another process may have gone on with the index before this one got the writer.
    reached = (_usable(path, library) or opened).marker
    with reading(path):
        _catch_up(library, reached, writer)
    opened.index.reload()
    return SearchIndex(opened.index)


def _writer(index: Index, path: Path, *, wait: bool) -> IndexWriter | None:
    """Return the one writer of an index, None if another process has it.

    Args:
        index: the index.
        path: its folder, for messages.
        wait: wait for the other process, because there is nothing to search yet.
    """
    deadline = time.monotonic() + (BUILD_TIMEOUT if wait else 0.0)
    while True:
        try:
            return index.writer(WRITER_HEAP, num_threads=1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise AnlikuError(
                    f"the search index {path} cannot be written ({error}); "
                    "delete the folder, it is built anew from the library"
                ) from error
        if not wait:
            return None
        if time.monotonic() > deadline:
            raise AnlikuError(
                f"another process is building the search index {path}; try again when it is done"
            )
        time.sleep(0.1)


def _open_elsewhere(library: Library) -> SearchIndex:
    """Make an index in a temporary folder, from the one beside the library where that helps."""
    folder = tempfile.TemporaryDirectory(prefix="anliku-index-")
    path = Path(folder.name) / "index"
    note = f"{library.path} is read-only: the search index was made in a temporary folder"
    if library.index_path.is_dir():
        shutil.copytree(library.index_path, path, ignore=shutil.ignore_patterns("*.lock"))
    opened = _usable(path, library)
    if opened is None:
        _clear(path)
        opened = _create(path)
    made = _fill(library, opened, path)
    return SearchIndex(made.index, (note, *made.notes), folder)


def _usable(path: Path, library: Library) -> _Opened | None:
    """Open an index that is whole, of this layout and of this library's past; else None."""
    if not path.is_dir():
        return None
    try:
        with reading(path):
            index = Index.open(str(path))
            searcher = index.searcher()
            hits = searcher.search(Query.term_query(index.schema, "marker", LAYOUT), 1).hits
            marker = _marker_of(searcher.doc(hits[0][1]).to_dict()) if hits else _Marker(0, "")
            whole = bool(hits) or searcher.num_docs == 0
    except (DamagedIndexError, OSError):
        return None
    return _Opened(index, marker) if whole and _belongs(marker, library) else None


def _marker_of(stored: dict[str, list[object]]) -> _Marker:
    generation, _, state = str(stored["reached"][0]).partition(" ")
    return _Marker(int(generation), state)


def _belongs(marker: _Marker, library: Library) -> bool:
    return marker.generation == 0 or library.state_at(marker.generation) == marker.state


def _clear(path: Path) -> None:
    """Move an unusable index out of the way, then delete it; open readers are not disturbed."""
    if not path.exists():
        return
    held = {entry.name for entry in path.iterdir()} if path.is_dir() else {""}
    if held and not held & _INDEX_FILES:
        raise AnlikuError(
            f"{path} is in the way: it is no search index; rename it, the index goes there"
        )
    away = Path(tempfile.mkdtemp(prefix=f"{path.name}-old-", dir=path.parent))
    path.replace(away / path.name)
    shutil.rmtree(away, ignore_errors=True)


def _catch_up(library: Library, reached: _Marker, writer: IndexWriter) -> None:
    """Index the pages changed since the marker; the marker moves with every commit."""
    pending = 0
    changes = library.changes_since(reached.generation)
    while group := list(islice(changes, _GROUP)):
        for change in group:
            writer.delete_documents_by_term("page_key", str(change.page))
        for article in library.indexed([change.page for change in group]):
            writer.add_document(_document(article))
            pending += 1
        reached = _Marker(group[-1].generation, group[-1].state)
        if pending >= COMMIT_EVERY:
            _commit(writer, reached)
            pending = 0
    _commit(writer, reached)
    writer.wait_merging_threads()


def _commit(writer: IndexWriter, reached: _Marker) -> None:
    marker = Document()
    marker.add_text("marker", LAYOUT)
    marker.add_text("reached", f"{reached.generation} {reached.state}")
    writer.delete_documents_by_term("marker", LAYOUT)
    writer.add_document(marker)
    writer.commit()


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name, option in _TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    for name in _VALUE_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("reached", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("key", fast=True)
    builder.add_unsigned_field("order", fast=True)
    return builder.build()


def _document(article: Indexed) -> Document:
    """Turn an article into the terms it can be found by."""
    document = Document()
    for field, terms in zip(_TEXT_TERMS, index_terms(article.text), strict=True):
        document.add_text(field, terms)
    document.add_text("headline", index_pairs(f"{article.headline}\n{article.subhead}"))
    names = (*article.names, article.practice) if article.practice else article.names
    document.add_text("names", index_pairs("\n".join(names)))
    for field, values in _values(article):
        for value in values:
            document.add_text(field, value)
    # As text: Tantivy's Python binding does not delete by a term of an unsigned field.
    document.add_text("page_key", str(article.page))
    document.add_unsigned("key", article.key)
    document.add_unsigned("order", order_of(article.id))
    return document


def _values(article: Indexed) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the fields with whole values."""
    yield "kind", (article.kind,)
    yield "page", (article.page_name,)
    yield "theme", article.themes
    yield "place", place_terms(article.places, article.place)
    yield "person", article.people
    yield "organisation", article.organisations


def order_of(article_id: str) -> int:
    """Return a number that sorts articles the same way in every index, by a hash of the id."""
    return int.from_bytes(sha256(article_id.encode()).digest()[:7], "big")
