"""Takes rules, frames, tinted areas and pictures from a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

from ..printed import Box, Shape
from .paper import SAME, Handle, Matrix, Paper, chain, moved

Bounds = tuple[float, float, float, float]

# A rule is at most this thick, and at least so long and so many times longer than thick, in points.
_THICK = 5.0
_LONG = 24.0
_SLENDER = 6.0
# The sides of a frame in points, and the share of the page above which it is the page's ground.
_SIDE = 16.0
_GROUND = 0.8
# Pictures smaller than this are ornaments.
_PICTURE = 28.0
# Paths with more segments are drawings: letters turned to outlines, maps, logos.
_DRAWING = 400
# A rectangle, perhaps with round corners, has no more segments than this.
_ROUNDED = 20
# Paint lighter than this is the paper itself.
_WHITE = 250
_DEPTH = 6
# Four rules make a frame if their ends meet within this distance.
_MEET = 4.0
# No page needs more things than this; a map may have a hundred thousand.
_MOST = 20_000
_MOST_RULES = 400


def shapes_of(page: Handle, paper: Paper) -> tuple[Shape, ...]:
    """Take what is printed on a page and is no text.

    Args:
        page: handle of a page of PDFium.
        paper: the visible part of the page.

    Returns:
        Shapes in the order of their places, none twice.
    """
    found: set[tuple[str, Bounds]] = set()
    for kind, bounds in _things(page, paper):
        left, top, right, bottom = bounds
        cut = (
            max(0.0, left),
            max(0.0, top),
            min(paper.width, right),
            min(paper.height, bottom),
        )
        what = _sort(kind, cut, paper)
        if what:
            left, top, right, bottom = (round(side, 1) for side in cut)
            found.add((what, (left, top, right, bottom)))
    found.update(("frame", bounds) for bounds in _closed([b for k, b in found if k == "rule"]))
    ordered = sorted(found, key=lambda one: (one[1][1], one[1][0], one[0], one[1]))
    return tuple(Shape(kind, Box(*bounds)) for kind, bounds in ordered)


def _sort(kind: str, bounds: Bounds, paper: Paper) -> str:
    """Say what a printed thing is, "" if nothing that matters."""
    wide, tall = bounds[2] - bounds[0], bounds[3] - bounds[1]
    if wide < 0 or tall < 0:
        return ""
    thin, long = min(wide, tall), max(wide, tall)
    if thin <= _THICK:
        return "rule" if long >= _LONG and long >= _SLENDER * thin else ""
    if wide * tall >= _GROUND * paper.width * paper.height:
        return ""
    if kind == "picture":
        return "picture" if thin >= _PICTURE else ""
    return "frame" if kind == "frame" and thin >= _SIDE else ""


def _things(page: Handle, paper: Paper) -> Iterator[tuple[str, Bounds]]:
    import pypdfium2.raw as pdfium

    stack: list[tuple[Handle, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, at), SAME, 0)
        for at in range(min(_MOST, pdfium.FPDFPage_CountObjects(page)))
    ]
    seen = 0
    while stack and seen < _MOST:
        thing, matrix, depth = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = chain(_matrix(thing), matrix)
            stack.extend(
                (pdfium.FPDFFormObj_GetObject(thing, at), inner, depth + 1)
                for at in range(min(_MOST, max(0, pdfium.FPDFFormObj_CountObjects(thing))))
            )
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield from _placed("picture", [_bounds(thing)], matrix, paper)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            yield from _placed("frame", [_bounds(thing)], matrix, paper)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_inked(thing):
            own = chain(_matrix(thing), matrix)
            yield from _placed("frame", _pieces(thing), own, paper)


def _matrix(thing: Handle) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _bounds(thing: Handle) -> Bounds | None:
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _placed(
    kind: str, pieces: Sequence[Bounds | None], matrix: Matrix, paper: Paper
) -> Iterator[tuple[str, Bounds]]:
    for piece in pieces:
        if piece is None:
            continue
        corners = [moved(matrix, x, y) for x in piece[::2] for y in piece[1::2]]
        across, up = [x for x, _ in corners], [y for _, y in corners]
        yield kind, paper.box(min(across), min(up), max(across), max(up))


def _is_inked(path: Handle) -> bool:
    """Tell whether a path paints anything darker than paper."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return False
    if stroke.value:
        return True
    if not fill.value:
        return False
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(path, *parts):
        return True
    red, green, blue, alpha = (part.value for part in parts)
    return alpha > 0 and min(red, green, blue) < _WHITE


def _pieces(path: Handle) -> list[Bounds | None]:
    """Return the bounds of each closed or open line of a path, in its own space."""
    import pypdfium2.raw as pdfium

    total = pdfium.FPDFPath_CountSegments(path)
    if not 0 < total <= _DRAWING:
        return []
    out: list[Bounds | None] = []
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(total):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            out.append(_around(points))
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
    out.append(_around(points))
    return out


def _around(points: Sequence[tuple[float, float]]) -> Bounds | None:
    if not 2 <= len(points) <= _ROUNDED:
        return None
    across, up = [x for x, _ in points], [y for _, y in points]
    bounds = min(across), min(up), max(across), max(up)
    slanted = len(points) == 2 and min(bounds[2] - bounds[0], bounds[3] - bounds[1]) > _THICK
    return None if slanted else bounds


def _closed(rules: Sequence[Bounds]) -> list[Bounds]:
    """Find rectangles whose four sides were drawn as single rules."""
    if len(rules) > _MOST_RULES:
        return []
    level = sorted(b for b in rules if b[2] - b[0] > b[3] - b[1])
    upright = sorted(b for b in rules if b[2] - b[0] <= b[3] - b[1])
    out: list[Bounds] = []
    for at, one in enumerate(level):
        for two in level[at + 1 :]:
            if abs(one[0] - two[0]) > _MEET:
                break
            if abs(one[2] - two[2]) > _MEET:
                continue
            upper, lower = sorted((one, two), key=lambda b: b[1])
            if lower[1] - upper[3] < _SIDE:
                continue
            if all(_joins(upright, x, upper[1], lower[3]) for x in (one[0], one[2])):
                out.append((one[0], upper[1], one[2], lower[3]))
    return out


def _joins(upright: Sequence[Bounds], x: float, top: float, bottom: float) -> bool:
    return any(
        abs((b[0] + b[2]) / 2 - x) <= _MEET
        and abs(b[1] - top) <= _MEET
        and abs(b[3] - bottom) <= _MEET
        for b in upright
    )
