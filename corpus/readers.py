"""Reads the files a user names: finds them, tells their encoding, cuts them into lines.

Nothing is dropped without a word: a file that cannot be read comes out as ``Rejected``.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from .encodings import DecodingFailure, decode
from .types import Page, Reason, Rejected

#: Extensions that ``read_page`` understands.
READABLE = (".md", ".txt")

#: Largest file that is read, in bytes. A newspaper page has about 20 kB; 50 MB is a whole library
#: in one file, which no page cutter can do anything sensible with.
MAX_BYTES = 50_000_000

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
    elif _exists(path):
        yield path
    else:
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 (absolute patterns)
        for match in matches:
            yield from _expand(Path(match))
        if not matches:
            yield Rejected(
                _posix(path),
                Reason.NOT_FOUND,
                "no such file or folder; check the spelling and the current folder",
            )


def _exists(path: Path) -> bool:
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
            _posix(folder),
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


def read_page(path: str | Path) -> Page | Rejected:
    """Read one text file as a page.

    UTF-8 (with or without byte order mark), GB18030 (GBK, GB2312) and UTF-16 are told apart by the
    bytes themselves. Lines end at LF, CR LF or CR and nowhere else: form feeds and the Unicode
    line separators stay in their line, so that line numbers agree with those of other tools.

    Args:
        path: the file.

    Returns:
        The page, or a ``Rejected`` that says what is wrong with the file and what to do.
    """
    path = Path(path)
    if path.suffix.lower() not in READABLE:
        return _reject(
            path,
            Reason.FORMAT,
            f"the format {path.suffix or 'without extension'} is not read; "
            f"readable are {', '.join(READABLE)}",
        )
    data = _read_bytes(path)
    if isinstance(data, Rejected):
        return data
    if not data:
        return _reject(path, Reason.EMPTY, "the file is empty (0 bytes)")
    kind = detect_binary(data)
    if kind:
        return _reject(path, Reason.BINARY, f"this is {kind}, not text; convert it to text first")
    decoded = decode(data)
    if isinstance(decoded, DecodingFailure):
        return _refuse_bytes(path, decoded)
    encoding, text = decoded
    if not text.strip():
        return _reject(path, Reason.EMPTY, "the file holds only white space")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Page(path.name, _posix(path), sha256(data).hexdigest(), encoding, tuple(lines))


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


def _read_bytes(path: Path) -> bytes | Rejected:
    try:
        if not path.is_file():
            reason = Reason.UNREADABLE if _exists(path) else Reason.NOT_FOUND
            return _reject(path, reason, "there is no readable file of that name; check the path")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _reject(
                path,
                Reason.TOO_LARGE,
                f"{size:,} bytes, more than the {MAX_BYTES:,} a page may have; "
                "cut it into one file a page",
            )
        return path.read_bytes()
    except OSError as error:
        return _reject(
            path,
            Reason.UNREADABLE,
            f"it cannot be opened ({error.strerror}); check its permissions",
        )


def _refuse_bytes(path: Path, failure: DecodingFailure) -> Rejected:
    if failure.binary:
        return _reject(
            path,
            Reason.BINARY,
            f"byte {failure.offset} and others are control bytes: this is no text; "
            "convert it to text first",
        )
    return _reject(
        path,
        Reason.ENCODING,
        f"neither UTF-8, GB18030 nor UTF-16: {failure.encoding} gets furthest and fails at byte "
        f"{failure.offset}; save the file as UTF-8 again",
    )


def _reject(path: Path, reason: Reason, detail: str) -> Rejected:
    return Rejected(_posix(path), reason, detail)


def _posix(path: Path) -> str:
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 (keeps the name the user knows)
