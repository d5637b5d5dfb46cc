"""The visible part of a PDF page and the way from its coordinates to those of a reader's eye."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, TypeAlias

#: An object of PDFium: its Python binding has no types.
Handle: TypeAlias = Any

Matrix = tuple[float, float, float, float, float, float]

#: Leaves every point where it is.
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# A trim box smaller than this share of the page is a mistake of the producer.
_LEAST_TRIM = 0.5


@dataclass(frozen=True, slots=True)
class Paper:
    """The visible part of a page.

    Attributes:
        left: smallest x of the visible part, in points of the PDF's own space.
        bottom: smallest y.
        right: largest x.
        top: largest y.
        turn: quarter turns clockwise by which the page is shown, 0 to 3.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Width as shown, in points."""
        across, along = self.right - self.left, self.top - self.bottom
        return along if self.turn % 2 else across

    @property
    def height(self) -> float:
        """Height as shown, in points."""
        across, along = self.right - self.left, self.top - self.bottom
        return across if self.turn % 2 else along

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is, from the top left corner of the page as shown.

        >>> Paper(0, 0, 100, 200).point(10, 190), Paper(0, 0, 100, 200, 1).point(10, 190)
        ((10, 10), (190, 10))
        """
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a rectangle as shown."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def paper_of(page: Handle) -> Paper:
    """Return the visible part of a page: what is left of it once it is trimmed.

    Args:
        page: handle of a page of PDFium.
    """
    import pypdfium2.raw as pdfium

    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    shown = (bounds.left, bounds.bottom, bounds.right, bounds.top)
    trim = [ctypes.c_float() for _ in range(4)]
    if pdfium.FPDFPage_GetTrimBox(page, *trim):
        left, bottom, right, top = (value.value for value in trim)
        cut = (
            max(min(left, right), shown[0]),
            max(min(bottom, top), shown[1]),
            min(max(left, right), shown[2]),
            min(max(bottom, top), shown[3]),
        )
        if _area(cut) >= _LEAST_TRIM * _area(shown):
            shown = cut
    return Paper(*shown, turn=pdfium.FPDFPage_GetRotation(page) % 4)


def _area(box: tuple[float, float, float, float]) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def chain(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
