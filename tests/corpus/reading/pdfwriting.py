"""Writes small PDF files for tests: Chinese letters as squares, rules, boxes, several pages."""

from __future__ import annotations

from dataclasses import dataclass, field

_GLYPH = (
    b"<</Length 60>>stream\n1000 0 0 -120 1000 880 d1 0 -120 1000 1000 re f             \nendstream"
)
_CODES = 200
_MAP = (
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
    "endcodespacerange {count} beginbfchar {rows} endbfchar endcmap end"
)


@dataclass
class Sheet:
    """One page: what is drawn, from the top left corner."""

    width: float = 400
    height: float = 600
    turn: int = 0
    crop: str = ""
    ops: list[str | tuple[str, str, str]] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, size: float = 10, *, mode: int = 0, matrix: str = ""
    ) -> None:
        """Draw a line whose baseline begins at (x, y)."""
        place = matrix or "1 0 0 1"
        head = f"BT {mode} Tr /F{{font}} {size} Tf {place} {x} {self.height - y} Tm"
        self.ops.append((head, words, "ET"))

    def down(self, x: float, y: float, words: str, size: float = 20) -> None:
        """Draw a line that runs down the page."""
        for at, char in enumerate(words):
            self.text(x, y + at * size * 1.1, char, size)

    def box(self, x: float, y: float, wide: float, tall: float) -> None:
        """Draw the four sides of a box."""
        self.ops.append(f"{x} {self.height - y - tall} {wide} {tall} re S")

    def rule(self, x: float, y: float, x1: float, y1: float) -> None:
        """Draw a rule."""
        self.ops.append(f"{x} {self.height - y} m {x1} {self.height - y1} l S")


def write_pdf(*sheets: Sheet) -> bytes:
    """Return a PDF file with some pages; each line holds letters of one font of 200 letters."""
    fonts: list[str] = []
    count = len(sheets)
    bodies = [_body(sheet, fonts) for sheet in sheets]
    first = 4 + 2 * count
    used = " ".join(f"/F{at} {first + 2 * at} 0 R" for at in range(len(fonts)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode())
    objects.append(_GLYPH)
    for at, sheet in enumerate(sheets):
        extra = f"/Rotate {sheet.turn}" + (f"/CropBox[{sheet.crop}]" if sheet.crop else "")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]{extra}"
            f"/Contents {5 + 2 * at} 0 R/Resources<</Font<<{used}>>>>>>".encode()
        )
        body = bodies[at].encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(body), body))
    for at, letters in enumerate(fonts):
        objects += _font(letters, first + 2 * at + 1)
    return _file(objects)


def _body(sheet: Sheet, fonts: list[str]) -> str:
    out: list[str] = []
    for op in sheet.ops:
        if isinstance(op, str):
            out.append(op)
            continue
        head, words, end = op
        if not fonts or len(set(fonts[-1]) | set(words)) > _CODES:
            fonts.append("")
        fonts[-1] += "".join(sorted(set(words) - set(fonts[-1])))
        code = "".join(f"{fonts[-1].index(char):02x}" for char in words)
        out.append(f"{head.format(font=len(fonts) - 1)} <{code}> Tj {end}")
    return "\n".join(out)


def _font(letters: str, unicode: int) -> list[bytes]:
    names = " ".join(f"/g{at}" for at in range(len(letters)))
    procs = " ".join(f"/g{at} 3 0 R" for at in range(len(letters)))
    widths = " ".join("500" if char.isascii() else "1000" for char in letters)
    rows = " ".join(
        f"<{at:02x}> <{char.encode('utf-16-be').hex()}>" for at, char in enumerate(letters)
    )
    table = _MAP.format(count=len(letters), rows=rows).encode()
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 -120 1000 880]/FontMatrix[.001 0 0 .001 0 0]"
        f"/FirstChar 0/LastChar {len(letters) - 1}/Widths[{widths}]"
        f"/Encoding<</Differences[0 {names}]>>"
        f"/CharProcs<<{procs}>>/ToUnicode {unicode} 0 R>>"
    )
    return [font.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(table), table)]


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
