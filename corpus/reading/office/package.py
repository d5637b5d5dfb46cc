"""Opens Office files (docx, xlsx): zip archives of XML parts, perhaps tampered with."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any, Protocol

from ...types import Reason, Rejected
from ..source import Source


class Element(Protocol):
    """What is used of an XML element; lxml has no types of its own."""

    tag: str
    text: str | None
    attrib: Mapping[str, str]

    def get(self, name: str, /) -> str | None:
        """Return the value of an attribute."""
        ...

    def iter(self, tag: str, /) -> Iterator[Element]:
        """Yield the element itself and all below it with a tag, in document order."""
        ...

    def iterancestors(self) -> Iterator[Element]:
        """Yield the elements above, from the nearest up."""
        ...

    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, at: int, /) -> Element: ...


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    # Comments have a function for a tag.
    return str(element.tag).rpartition("}")[2]


#: Unpacked bytes of all parts together, and unpacked bytes for one packed, above which a file is
#: refused. XML packs ten- to thirtyfold, tables of equal rows up to a hundredfold.
MAX_UNPACKED = 2_000_000_000
MAX_RATIO = 250
# Small parts may pack better than that.
_FREE = 20_000_000

#: What reading a damaged part can raise; lxml's errors are syntax errors.
PART_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    ValueError,
    KeyError,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def attribute(element: Element, name: str) -> str:
    """Return the value of an attribute by its local name, "" if it is missing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _refuse_entities(tree: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Refuse a part that declares a document type: entities are defined there.

    Raises:
        ValueError: it does; no program for Office files writes any.
    """
    if tree.docinfo.doctype:
        raise ValueError("it declares entities, as Office files never do")


class Package:
    """The parts of an Office file.

    Attributes:
        names: the parts in the order of the archive.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = tuple(archive.namelist())

    def open(self, name: str) -> IO[bytes]:
        """Open a part.

        Raises:
            KeyError: there is no such part.
        """
        return self._archive.open(name)

    def size(self, name: str) -> int:
        """Return the unpacked bytes of a part.

        Raises:
            KeyError: there is no such part.
        """
        return self._archive.getinfo(name).file_size

    def tree(self, name: str) -> Element:
        """Return the root of a part that is small enough to be held in memory.

        Entities are not resolved, nothing is fetched, and text or nesting beyond the parser's
        limits is an error.

        Raises:
            One of ``PART_ERRORS``: the part is missing or damaged.
        """
        from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        with self.open(name) as stream:
            tree = etree.parse(stream, parser)
        _refuse_entities(tree)
        root: Element = tree.getroot()
        return root

    def elements(self, name: str, tags: tuple[str, ...]) -> Iterator[Element]:
        """Yield the elements of a part with these local names, and forget each afterwards.

        Entities are not resolved, nothing is fetched, and text beyond the parser's limits is an
        error.

        Raises:
            One of ``PART_ERRORS``: the part is missing or damaged.
        """
        from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

        with self.open(name) as stream:
            parsed = etree.iterparse(
                stream,
                events=("end",),
                tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            checked = False
            for _, element in parsed:
                if not checked:
                    _refuse_entities(element.getroottree())
                    checked = True
                yield element
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def relations(self, name: str) -> dict[str, str]:
        """Return the parts that a part refers to, by the ids of the references."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        if rels not in self.names:
            return {}
        out: dict[str, str] = {}
        for element in self.elements(rels, ("Relationship",)):
            target = str(element.get("Target") or "")
            whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            out[str(element.get("Id") or "")] = whole
        return out


def open_package(source: Source, stream: IO[bytes], kind: str) -> Package | Rejected:
    """Open an Office file, or say why it is none.

    Args:
        source: what to call it.
        stream: its bytes.
        kind: its extension without dot, for messages.
    """
    head = stream.read(8)
    stream.seek(0)
    if not head:
        return source.reject(Reason.EMPTY, "the file is empty (0 bytes)")
    if head.startswith(_OLE):
        return source.reject(
            Reason.ENCRYPTED,
            f"it is protected by a password, or an old Office file under a new name; "
            f"open it and save it as .{kind} without password",
        )
    if not head.startswith(_ZIP):
        return source.reject(
            Reason.BROKEN, f"this is no .{kind} file, whatever its name says; save it again"
        )
    try:
        archive = zipfile.ZipFile(stream)
    except PART_ERRORS as error:
        return source.reject(
            Reason.BROKEN,
            f"the file is cut off or damaged ({error}); copy, download or save it again",
        )
    return _unlocked(source, archive, kind)


def _unlocked(source: Source, archive: zipfile.ZipFile, kind: str) -> Package | Rejected:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        return source.reject(
            Reason.ENCRYPTED, f"its parts are encrypted; save it as .{kind} without password"
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED or (unpacked > _FREE and unpacked / packed > MAX_RATIO):
        return source.reject(
            Reason.UNSAFE,
            f"its {packed:,} bytes unpack to {unpacked:,}, as those of an archive bomb do; "
            "cut it into smaller files if it is none",
        )
    return Package(archive)
