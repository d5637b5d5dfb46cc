"""Fonts for the pages: names only, or with an embedded font that has a block for every character.

A program that reads text asks a font for widths, heights and the characters that its codes stand
for, not for beautiful outlines: so the embedded fonts are made here, a rectangle for a character,
as large and as high above the baseline as the character itself is. Nothing must be downloaded.

Sources: the OpenType specification 1.9 for the tables; ISO 32000-1, 9.7 for composite fonts.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

from ..lines.breaking import width_of

#: Units of an em.
EM = 1000

_Box = tuple[int, int, int, int]

#: Where the ink of signs is: left, bottom, right, top.
_LOW, _HIGH_LEFT, _HIGH_RIGHT = (60, -90, 320, 140), (80, 560, 420, 850), (580, 560, 920, 850)
_SIGNS: Mapping[str, _Box] = {
    **dict.fromkeys("，。、；：！？", _LOW),
    **dict.fromkeys("”’", _HIGH_LEFT),
    **dict.fromkeys("“‘", _HIGH_RIGHT),
    **dict.fromkeys("（《【", (600, -120, 940, 850)),
    **dict.fromkeys("）》】", (60, -120, 400, 850)),
    **dict.fromkeys("一—", (40, 340, 960, 430)),
    **dict.fromkeys("…", (60, 330, 940, 430)),
    "·": (440, 320, 560, 440),
}
_IDEOGRAPH: _Box = (50, -80, 950, 820)
_NARROW: _Box = (40, 0, 460, 700)


def _ink(char: str) -> _Box:
    if char in _SIGNS:
        return _SIGNS[char]
    return _NARROW if char.isascii() else _IDEOGRAPH


def _glyph(box: _Box) -> bytes:
    """Return a simple glyph of one contour, the four corners of a rectangle."""
    left, bottom, right, top = box
    points = [(left, bottom), (left, top), (right, top), (right, bottom)]
    head = struct.pack(">hhhhhHH", 1, left, bottom, right, top, 3, 0)
    across = [x - before for (x, _), before in zip(points, (0, left, left, right), strict=True)]
    up = [y - before for (_, y), before in zip(points, (0, bottom, top, top), strict=True)]
    body = head + bytes([1, 1, 1, 1]) + struct.pack(">4h4h", *across, *up)
    return body + b"\0" * (-len(body) % 4)


def truetype(chars: Sequence[str]) -> bytes:
    """Return a TrueType font; glyph 0 is empty, glyph ``n + 1`` is the block of ``chars[n]``."""
    glyphs = [b"", *(b"" if char.isspace() else _glyph(_ink(char)) for char in chars)]
    places = [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    count = len(glyphs)
    widths = [EM, *(int(width_of(char) * EM) for char in chars)]
    tables = {
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, EM, 0, 0),
            *(0, -140, EM, 860, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x00010000, 860, -140, 0, EM, *[0] * 11, count),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in widths),
        b"loca": struct.pack(f">{len(places)}I", *places),
        b"maxp": struct.pack(">IH13H", 0x00010000, count, 4, 1, 0, 0, 1, *[0] * 8),
    }
    return _with_directory(tables)


def _with_directory(tables: Mapping[bytes, bytes]) -> bytes:
    number = len(tables)
    power = number.bit_length() - 1
    search = 16 << power
    out = struct.pack(">IHHHH", 0x00010000, number, search, power, 16 * number - search)
    offset = len(out) + 16 * number
    body = b""
    for tag, table in sorted(tables.items()):
        out += struct.pack(">4sIII", tag, _checksum(table), offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return out + body


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def stream(data: bytes, extra: str = "") -> bytes:
    """Return a compressed PDF stream."""
    packed = zlib.compress(data, 9)
    head = f"<</Length {len(packed)}/Filter/FlateDecode{extra}>>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def named_font(name: str, number: int) -> list[bytes]:
    """Return the objects of a font that is not embedded, with the encoding UniGB-UCS2-H.

    ASCII characters, CIDs 1 to 95 of Adobe-GB1, are half an em wide.

    Args:
        name: of the font.
        number: of its first object.
    """
    return [
        (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/UniGB-UCS2-H"
            f"/DescendantFonts[{number + 1} 0 R]>>"
        ).encode(),
        (
            f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/DW 1000/W[1 95 500]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
            f"/FontDescriptor {number + 2} 0 R>>"
        ).encode(),
        _descriptor(name, ""),
    ]


def embedded_font(name: str, number: int, chars: Sequence[str]) -> list[bytes]:
    """Return the objects of an embedded font; the code of ``chars[n]`` is ``n + 1``.

    Args:
        name: of the font.
        number: of its first object.
        chars: its characters.
    """
    widths = " ".join(f"{width_of(char) * 1000:.0f}" for char in chars)
    data = truetype(chars)
    return [
        (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{number + 1} 0 R]/ToUnicode {number + 3} 0 R>>"
        ).encode(),
        (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 1000/W[1[{widths}]]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/CIDToGIDMap/Identity/FontDescriptor {number + 2} 0 R>>"
        ).encode(),
        _descriptor(name, f"/FontFile2 {number + 4} 0 R"),
        stream(_to_unicode(chars)),
        stream(data, f"/Length1 {len(data)}"),
    ]


def _descriptor(name: str, file: str) -> bytes:
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -140 1000 860]"
        f"/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 700/StemV 80{file}>>"
    ).encode()


def _to_unicode(chars: Sequence[str]) -> bytes:
    """Return the table from codes to characters, in blocks of at most 100 entries."""
    out = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Codes def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(chars), 100):
        block = chars[start : start + 100]
        out.append(f"{len(block)} beginbfchar")
        for code, char in enumerate(block, start + 1):
            out.append(f"<{code:04X}> <{char.encode('utf-16-be').hex()}>")
        out.append("endbfchar")
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(out).encode()
