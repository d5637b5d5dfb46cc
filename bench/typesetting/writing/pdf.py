"""Writes a drawn page as a PDF file (ISO 32000-1): text, rules, frames and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..drawing import Line, Mark, Sheet
from ..lines.breaking import width_of
from .fonts import embedded_font, named_font, stream

#: Number of the first object that belongs to a page.
_FIRST_PAGE = 3

_HEADER = b"%PDF-1.5\n%\xe4\xb8\xad\xe6\x96\x87\n"


@dataclass(frozen=True, slots=True)
class _Font:
    """A font of the file.

    Attributes:
        key: its name in the content.
        codes: code of each character; empty if the codes are those of Unicode.
    """

    key: str
    codes: Mapping[str, int]

    def encode(self, char: str) -> str:
        """Return the code of a character in hexadecimal."""
        return f"{self.codes.get(char, 0) if self.codes else ord(char):04x}"


def write_pdf(sheets: Sequence[Sheet], runs: str, *, embedded: bool) -> bytes:
    """Write pages; each one has fonts of its own, as those have that were put together later.

    Args:
        sheets: the pages.
        runs: what is positioned at once: ``line``, ``piece`` (up to a sign) or ``glyph``.
        embedded: the file carries its fonts.
    """
    bodies: list[bytes] = []
    kids: list[str] = []
    for sheet in sheets:
        number = _FIRST_PAGE + len(bodies)
        kids.append(f"{number} 0 R")
        bodies += _page(sheet, number, runs, embedded=embedded)
    pages = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return _file([b"<</Type/Catalog/Pages 2 0 R>>", pages, *bodies])


def _page(sheet: Sheet, number: int, runs: str, *, embedded: bool) -> list[bytes]:
    """Return the objects of a page: the page, its content, its fonts."""
    fonts: dict[str, _Font] = {}
    bodies: list[bytes] = []
    resources = ""
    for at, name in enumerate(sorted({line.type.face.name for line in sheet.lines}), 1):
        first = number + 2 + len(bodies)
        chars = sorted(
            {c for line in sheet.lines if line.type.face.name == name for c in line.text}
        )
        codes = {char: code for code, char in enumerate(chars, 1)} if embedded else {}
        fonts[name] = _Font(f"F{at}", codes)
        bodies += embedded_font(name, first, chars) if embedded else named_font(name, first)
        resources += f"/F{at} {first} 0 R"
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width:g} {sheet.height:g}]"
        f"/Contents {number + 1} 0 R/Resources<</Font<<{resources}>>>>>>"
    ).encode()
    return [page, stream(b"\n".join(_content(sheet, fonts, runs))), *bodies]


def _file(objects: Sequence[bytes]) -> bytes:
    """Put numbered objects together, with the table of their places."""
    out = bytearray(_HEADER)
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)


def _content(sheet: Sheet, fonts: Mapping[str, _Font], runs: str) -> Iterator[bytes]:
    for mark in sheet.marks:
        yield _mark(mark, sheet.height).encode()
    for line in sheet.lines:
        for time in range(line.times):
            yield _text(line, fonts[line.type.face.name], sheet.height, runs, 0.3 * time).encode()


def _mark(mark: Mark, height: float) -> str:
    """Draw a rule, a frame, a tinted area or a picture."""
    rect = mark.rect
    y = height - rect.bottom
    area = f"{rect.left:.2f} {y:.2f} {rect.width:.2f} {rect.height:.2f} re"
    if mark.kind == "picture":
        return f"q 0.6 g {area} f Q"
    if mark.kind == "tint":
        return f"q 0.92 g {area} f Q"
    if mark.kind == "frame":
        return f"q {mark.weight:g} w {area} S Q"
    end = f"{rect.right:.2f} {height - rect.top:.2f}"
    return f"q {mark.weight:g} w {rect.left:.2f} {y:.2f} m {end} l S Q"


def _text(line: Line, font: _Font, height: float, runs: str, aside: float) -> str:
    """Draw a line of text, in as many pieces as the program it plays would make of it."""
    kind = line.type
    mode = f"2 Tr {kind.size / 40:.2f} w" if kind.face.bold else "0 Tr"
    out = [f"q BT {kind.grey:g} g {mode} /{font.key} {kind.size:.2f} Tf"]
    for start, end in _pieces(line, runs):
        left, y = line.left + aside, height - line.baseline
        if line.vertical:
            y -= line.offsets[start]
        else:
            left += line.offsets[start]
        shown = _shown(line, font, start, end)
        out.append(f"{kind.width:g} 0 0 1 {left:.3f} {y:.3f} Tm {shown} TJ")
    out.append("ET Q")
    return " ".join(out)


def _pieces(line: Line, runs: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line that are positioned at once."""
    if runs == "glyph" or line.vertical:
        yield from ((at, at + 1) for at in range(len(line.text)))
        return
    start = 0
    for at, char in enumerate(line.text, 1):
        if at == len(line.text) or (runs == "piece" and char in "，。、；：”》）"):
            yield start, at
            start = at


def _shown(line: Line, font: _Font, start: int, end: int) -> str:
    """Return the array of a TJ operator: characters, and corrections where they stand apart."""
    size = line.type.size
    parts: list[str] = []
    for at in range(start, end):
        parts.append(f"<{font.encode(line.text[at])}>")
        if at + 1 < end:
            step = line.offsets[at + 1] - line.offsets[at]
            apart = width_of(line.text[at]) * 1000 - step / size / line.type.width * 1000
            if abs(apart) > 0.5:
                parts.append(f"{apart:.1f}")
    return f"[{''.join(parts)}]"
