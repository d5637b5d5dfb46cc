"""Names of the files in an archive: decoded and checked."""

from __future__ import annotations

import re
import struct
import zlib

from ...types import Reason, Rejected
from ..finding import is_litter
from ..source import Source, printable

#: Between the path of an archive and the name of a file in it.
INSIDE = "!/"

# Extra field of a zip entry with its name in UTF-8: kind and size, then version, checksum of the
# plain name, name (APPNOTE.TXT 4.5.1 and 4.6.9).
_UNICODE_PATH = 0x7075
_FIELD = struct.Struct("<HH")
_UNICODE_HEAD = struct.Struct("<BL")

_DRIVE = re.compile(r"[A-Za-z]:")


def decode_name(raw: bytes) -> str:
    """Decode the name of a member whose encoding the archive does not say.

    Chinese systems wrote GBK, Linux and macOS UTF-8; UTF-8 is strict enough to be tried first.
    What is neither is kept readable as Latin letters of code page 437, the one of old zips.

    >>> decode_name("第三版.txt".encode("gbk"))
    '第三版.txt'
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def name_in_extra(extra: bytes, raw: bytes) -> str:
    """Return the name that the extra fields of a zip entry give in UTF-8, "" if they do not.

    Args:
        extra: all extra fields of the entry.
        raw: its plain name; a field that was made for another name is passed over.
    """
    at = 0
    while at + _FIELD.size <= len(extra):
        kind, size = _FIELD.unpack_from(extra, at)
        field = extra[at + _FIELD.size : at + _FIELD.size + size]
        if kind == _UNICODE_PATH and len(field) > _UNICODE_HEAD.size:
            version, checksum = _UNICODE_HEAD.unpack_from(field)
            if version == 1 and checksum == zlib.crc32(raw):
                return field[_UNICODE_HEAD.size :].decode("utf-8", "replace")
        at += _FIELD.size + size
    return ""


def member_of(archive: Source, name: str) -> Source | Rejected | None:
    r"""Return the source for a member without its bytes.

    Args:
        archive: where it stands in.
        name: its decoded name, folders divided by ``/`` or ``\``.

    Returns:
        The source; None for a folder or litter; a ``Rejected`` for a name that leads out of the
        archive (absolute, with a drive letter or with ``..``).
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or name.startswith(("/", "\\")) or _DRIVE.match(name):
        return Rejected(
            archive.path + INSIDE + printable(name),
            Reason.UNSAFE,
            "its name leads out of the archive; unpack it by hand if you trust it",
        )
    if not parts or name.endswith(("/", "\\")) or any(map(is_litter, parts)):
        return None
    return Source(printable(parts[-1]), archive.path + INSIDE + printable("/".join(parts)))
