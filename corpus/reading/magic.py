"""Tells what kind of file bytes are by how they begin, whatever the file is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

from .archives.budget import DAMAGE, ArchiveTooLargeError
from .archives.zips import open_zip
from .source import Source


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is.

    Attributes:
        suffix: the extension such a file should have; "" if no reader could want it.
        name: for people, with its article: ``a PDF file``.
    """

    suffix: str
    name: str


# Magic numbers of the formats' own specifications, as file(1) lists them.
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n", Kind(".png", "a PNG image")),
    (b"\xff\xd8\xff", Kind(".jpg", "a JPEG image")),
    (b"GIF8", Kind(".gif", "a GIF image")),
    (b"BM", Kind(".bmp", "a BMP image")),
    (b"II*\x00", Kind(".tiff", "a TIFF image")),
    (b"MM\x00*", Kind(".tiff", "a TIFF image")),
    (b"%PDF-", Kind(".pdf", "a PDF file")),
    (b"PK\x03\x04", Kind(".zip", "a zip archive or an Office file (docx, xlsx)")),
    (b"PK\x05\x06", Kind(".zip", "an empty zip archive")),
    (b"PK\x07\x08", Kind(".zip", "a part of a zip archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind(".doc", "an old Office file (doc, xls, ppt)")),
    (b"\x1f\x8b", Kind(".gz", "a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", Kind(".7z", "a 7-Zip archive")),
    (b"Rar!\x1a\x07", Kind(".rar", "a RAR archive")),
    (b"BZh", Kind(".bz2", "a bzip2 archive")),
    (b"\xfd7zXZ\x00", Kind(".xz", "an xz archive")),
    (b"PAR1", Kind(".parquet", "a Parquet table")),
    (b"SQLite format 3\x00", Kind(".db", "an SQLite file")),
    (b"\x7fELF", Kind("", "a program")),
    (b"MZ", Kind("", "a program")),
    (b"{\\rtf", Kind(".rtf", "an RTF file")),
)

# These prefixes could begin a text; they count only if control characters follow.
_WEAK_MAGIC = (b"BM", b"MZ", b"BZh", b"GIF8", b"PAR1")

_HTML = Kind(".html", "a web page")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)

# Markdown made by OCR can begin with a table as ``<html><body><table>``; that is no web page.
_HTML_HEAD = re.compile(rb"<(?:!doctype|head|meta|title)\b", re.IGNORECASE)

# Bytes looked at; a web page can begin with comments.
_HEAD = 4096

# Where a tar archive has its mark (POSIX ustar).
_TAR_MARK = slice(257, 262)
_TAR = Kind(".tar", "a tar archive")

# Kinds of Office files by a file that only they hold.
_OFFICE: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind(".docx", "a Word file")),
    ("xl/workbook.xml", Kind(".xlsx", "an Excel file")),
    ("xl/workbook.bin", Kind(".xlsb", "a binary Excel file")),
    ("ppt/presentation.xml", Kind(".pptx", "a PowerPoint file")),
    ("META-INF/container.xml", Kind(".epub", "an EPUB book")),
    ("content.xml", Kind(".odt", "an OpenDocument file")),
    ("OFD.xml", Kind(".ofd", "an OFD file")),
)

# The stream that holds the content of an Office file with a password ([MS-OFFCRYPTO] 1.3).
_PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")

#: An Office file that needs a password; it looks like an old Office file from outside.
LOCKED_OFFICE = Kind(".locked", "an Office file that needs a password")

# How far that mark is looked for.
_OLE_REACH = 8_000_000


def detect_binary(data: bytes) -> str:
    """Name the kind of binary file that ``data`` begins like; "" for anything else.

    >>> detect_binary(b"%PDF-1.7 ...")
    'a PDF file'
    """
    kind = _by_prefix(data)
    return kind.name if kind else ""


def identify(source: Source) -> Kind | None:
    """Tell what a file certainly is by its bytes; None if they do not say.

    Office files are told from zip archives by what they hold. A web page is one that begins with
    its own declaration or element, nothing else in front but white space and comments.

    Args:
        source: the file.

    Raises:
        OSError: the file cannot be read.
    """
    with source.open() as stream:
        head = stream.read(_HEAD)
        kind = _by_prefix(head)
        if kind is None:
            start = head.removeprefix(b"\xef\xbb\xbf")
            if head[_TAR_MARK] == b"ustar":
                return _TAR
            return _HTML if _HTML_START.match(start) and _HTML_HEAD.search(start) else None
        if kind.suffix == ".zip":
            return _office(stream) or kind
        if kind.suffix == ".doc" and _PASSWORD_MARK in head + stream.read(_OLE_REACH):
            return LOCKED_OFFICE
        return kind


def _by_prefix(data: bytes) -> Kind | None:
    for prefix, kind in _MAGIC:
        if data.startswith(prefix) and (prefix not in _WEAK_MAGIC or b"\x00" in data[:512]):
            return kind
    return None


def _office(stream: BinaryIO) -> Kind | None:
    """Tell an Office file from a zip archive."""
    try:
        with open_zip(stream) as archive:
            return next((kind for name, kind in _OFFICE if name in archive.NameToInfo), None)
    except (ArchiveTooLargeError, *DAMAGE):
        return None
