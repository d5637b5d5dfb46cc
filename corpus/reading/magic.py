"""Tells what kind of file bytes are by how they begin."""

from __future__ import annotations

# Magic numbers of files that are often renamed to .txt by mistake: prefix, name for people.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office file (docx, xlsx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, ppt)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "an RTF file"),
)

# These two-letter prefixes could begin a text; they count only if control characters follow.
_WEAK_MAGIC = (b"BM", b"MZ", b"BZh")


def detect_binary(data: bytes) -> str:
    """Name the kind of binary file that ``data`` begins like; "" for anything else.

    Magic numbers are those of the formats' own specifications, as ``file(1)`` lists them.

    >>> detect_binary(b"%PDF-1.7 ...")
    'a PDF file'
    """
    for prefix, name in _MAGIC:
        if data.startswith(prefix) and (prefix not in _WEAK_MAGIC or b"\x00" in data[:512]):
            return name
    return ""
