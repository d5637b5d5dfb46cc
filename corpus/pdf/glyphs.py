"""Takes the glyphs of a PDF page with their places: printed once, inside the page, upright."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

from .paper import Handle, Paper

# Share of the size that stands above the baseline; ideographs fill the rest below it.
_ABOVE = 0.88
# Glyphs of one character closer than this share of their size are one glyph printed again, as
# fake bold and shadows are; words that repeat a character set it a whole size apart.
_AGAIN = 0.25
# Font names that say that the type is heavy: Latin words, and those of Chinese foundries.
_HEAVY = (
    "bold", "black", "heavy", "hei", "-b", "demi", "cubs", "dbs", "xbs", "cuhei", "粗", "黑",
    "大标", "小标", "特", "超",
)  # fmt: skip
_HEAVY_WEIGHT = 600
_STROKED = 2
_INVISIBLE = 3
# Characters that PDFium puts for what it makes up or cannot tell.
_NOTHING = frozenset({0x00, 0x02, 0x0A, 0x0D, 0xFFFE, 0xFFFF})
_MIN_SIZE = 2.0
_MAX_SIZE = 400.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character, in the frame in which it stands upright.

    Attributes:
        char: the character as the file names it.
        left: left end.
        right: right end.
        base: the baseline, downwards.
        size: size of the type.
        bold: printed heavily.
        turn: quarter turns clockwise by which it stands on the page.
        order: ordinal in the file.
        thing: number of the text object it comes from.
        hidden: it is not painted, as the text that OCR lays behind a picture.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    turn: int = 0
    order: int = 0
    thing: int = 0
    hidden: bool = False

    @property
    def top(self) -> float:
        """The upper end of its square."""
        return self.base - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        """The lower end of its square."""
        return self.base + (1.0 - _ABOVE) * self.size


@dataclass(slots=True)
class _Style:
    """What the glyphs of one text object have in common."""

    number: int
    size: float
    stretch: float
    turn: int
    bold: bool
    hidden: bool


def glyphs_of(textpage: Handle, paper: Paper) -> list[Glyph]:
    """Take the glyphs of a page, in the order of the file.

    Args:
        textpage: handle of a text page of PDFium.
        paper: the visible part of the page.
    """
    inside = [glyph for glyph in _read(textpage, paper) if _shows(glyph, paper)]
    return _painted(_once(inside))


def _read(textpage: Handle, paper: Paper) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    styles: dict[int, _Style] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        thing = pdfium.FPDFText_GetTextObject(textpage, index)
        if code in _NOTHING or not thing or pdfium.FPDFText_IsGenerated(textpage, index):
            continue
        key = ctypes.addressof(thing.contents)
        style = styles.get(key)
        if style is None:
            style = _style(textpage, index, thing, paper, len(styles))
            styles[key] = style
        if not _MIN_SIZE <= style.size <= _MAX_SIZE:
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(textpage, index, loose)
        upright = (style.turn - paper.turn) % 2 == 0
        wide = loose.right - loose.left if upright else loose.top - loose.bottom
        square = style.size * style.stretch
        wide = min(wide, square) if wide > 0.1 * square else 0.5 * square
        across, down = _upright(*paper.point(x.value, y.value), style.turn)
        yield Glyph(
            _char(code), across, across + wide, down, style.size, style.bold, style.turn,
            index, style.number, style.hidden,
        )  # fmt: skip


def _char(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _style(textpage: Handle, index: int, thing: Handle, paper: Paper, number: int) -> _Style:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    tall = hypot(matrix.c, matrix.d) or 1.0
    size = pdfium.FPDFText_GetFontSize(textpage, index) * tall
    turn = (_turn(matrix.a, matrix.b) + paper.turn) % 4
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    bold = mode == _STROKED or _is_heavy(textpage, index)
    stretch = hypot(matrix.a, matrix.b) / tall or 1.0
    return _Style(number, size, stretch, turn, bold, mode == _INVISIBLE)


def _is_heavy(textpage: Handle, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(textpage, index) >= _HEAVY_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(textpage, index, name, 128, None)
    said = name.value.decode("utf-8", "replace").lower()
    return any(word in said for word in _HEAVY)


def _turn(a: float, b: float) -> int:
    """Return the quarter turns clockwise of text that runs along (a, b), y upwards."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1


def _upright(x: float, y: float, turn: int) -> tuple[float, float]:
    """Turn a point back so that text that stands turned on the page runs to the right."""
    if turn == 0:
        return x, y
    if turn == 1:
        return y, -x
    return (-x, -y) if turn == 2 else (-y, x)


def on_page(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """Return where on the page a box of the upright frame is: left, top, right, bottom.

    >>> on_page((10, -60, 50, -40), 1)
    (40, 10, 60, 50)
    """
    left, top, right, bottom = box
    if turn == 0:
        return box
    if turn == 1:
        return -bottom, left, -top, right
    return (-right, -bottom, -left, -top) if turn == 2 else (top, -right, bottom, -left)


def _shows(glyph: Glyph, paper: Paper) -> bool:
    """Tell whether the middle of a glyph lies on the visible part of the page."""
    left, top, right, bottom = on_page(
        (glyph.left, glyph.top, glyph.right, glyph.bottom), glyph.turn
    )
    x, y = (left + right) / 2, (top + bottom) / 2
    return 0.0 <= x <= paper.width and 0.0 <= y <= paper.height


def _cells(glyph: Glyph) -> tuple[int, int]:
    return int(glyph.left / glyph.size * 2), int(glyph.base / glyph.size * 2)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out glyphs that were printed again on the same spot; what remains is bold."""
    kept: list[Glyph | None] = []
    seen: dict[tuple[str, int, int, int], list[int]] = {}
    for glyph in glyphs:
        if glyph.char.isspace():
            kept.append(glyph)
            continue
        column, row = _cells(glyph)
        twin = next(
            (
                at
                for i in (0, -1, 1)
                for j in (0, -1, 1)
                for at in seen.get((glyph.char, glyph.turn, column + i, row + j), ())
                if _same(kept[at], glyph)
            ),
            None,
        )
        if twin is None:
            seen.setdefault((glyph.char, glyph.turn, column, row), []).append(len(kept))
            kept.append(glyph)
            continue
        first = kept[twin]
        if first is not None:
            hidden = first.hidden and glyph.hidden
            bold = first.bold or not (first.hidden or glyph.hidden)
            kept[twin] = replace(first, bold=bold, hidden=hidden)
    return [glyph for glyph in kept if glyph is not None]


def _same(one: Glyph | None, two: Glyph) -> bool:
    if one is None:
        return False
    near = _AGAIN * min(one.size, two.size)
    return abs(one.left - two.left) <= near and abs(one.base - two.base) <= near


def _painted(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out hidden glyphs behind painted ones."""
    if not any(glyph.hidden for glyph in glyphs) or all(glyph.hidden for glyph in glyphs):
        return list(glyphs)
    painted = _covered(glyph for glyph in glyphs if not glyph.hidden and not glyph.char.isspace())
    return [glyph for glyph in glyphs if not glyph.hidden or _spot(glyph) not in painted]


# Side of the squares, in points, in which painted and hidden text are compared.
_SPOT = 6.0


def _spot(glyph: Glyph) -> tuple[int, int]:
    left, top, right, bottom = on_page(
        (glyph.left, glyph.top, glyph.right, glyph.bottom), glyph.turn
    )
    return int((left + right) / 2 / _SPOT), int((top + bottom) / 2 / _SPOT)


def _covered(glyphs: Iterable[Glyph]) -> set[tuple[int, int]]:
    """Return the squares of the page that glyphs cover."""
    out: set[tuple[int, int]] = set()
    for glyph in glyphs:
        box = on_page((glyph.left, glyph.top, glyph.right, glyph.bottom), glyph.turn)
        left, top, right, bottom = (int(value / _SPOT) for value in box)
        out.update((i, j) for i in range(left, right + 1) for j in range(top, bottom + 1))
    return out
