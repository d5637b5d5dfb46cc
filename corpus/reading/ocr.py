"""Reads pictures of pages, and scanned pages of PDF files, by recognising their text."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ..geometry.order import in_reading_order
from ..ocr.engine import RecogniserMissingError, recognise
from ..pdf.lines import PrintedLine, lines_of
from ..printed import Layout
from ..types import Page, PageForm, Reason, Rejected
from .magic import detect_binary
from .options import ReadingOptions
from .source import Source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image as Pictures

#: Stands for the encoding of recognised pages: no bytes were decoded.
ENCODING = "ocr"

#: Extensions of pictures.
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")

#: Most pixels a picture may have; a page of 420 by 594 mm has 140 million at 600 dpi.
MAX_PIXELS = 150_000_000

#: Pictures with more pixels are made smaller before they are read: the same page at 300 dpi.
_ENOUGH_PIXELS = 40_000_000

# A picture with fewer pixels on a side holds no line that could be read.
_LEAST_SIDE = 16

# Bytes that tell what sort of picture it is.
_HEAD = 64

# Most pictures in one TIFF file.
_MAX_FRAMES = 2000

# The scanners' usual resolution; taken where the file says none, or one of a screen.
_USUAL_DPI = 200.0
_CREDIBLE_DPI = (100.0, 1200.0)

# Resolution at which pages of PDF files are drawn, and the longest side in pixels: 9-point type is
# 31 pixels high, which is as much as the recogniser uses.
_DRAWN_DPI = 250.0
_DRAWN_SIDE = 6600.0

# Below this mean confidence the result is not worth keeping.
_LEAST_CONFIDENCE = 0.6

_INSTALL = "install the recogniser with: pip install 'anliku[ocr]'"
_SMALLER = f"the picture has more than {MAX_PIXELS:,} pixels; save it smaller, at 300 dpi"
_SCAN_AGAIN = "scan it again straight and at 300 dpi"

# The decoders that are let in; others start programs or are never pages.
_DECODERS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "MPO")

# What Pillow raises on damaged pictures.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Place:
    """What to call a page that is recognised.

    Attributes:
        name: name of the page.
        path: its path.
        digest: SHA-256 of the file; "" if it holds several pages, for that of the page's lines.
    """

    name: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of one page.

    Attributes:
        place: what to call it.
        pixels: rows, columns, red-green-blue.
        width: of the paper, in points.
    """

    place: Place
    pixels: NDArray[np.uint8]
    width: float


def read_image(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Recognise the text of a picture, or of all pictures of a TIFF file.

    Args:
        source: the file.
        options: what the user says about it.

    Yields:
        A page with layout for each picture; a ``Rejected`` without ``options.ocr``, without the
        extra ``anliku[ocr]``, and for pictures that are too large, damaged or hold no text.

    Raises:
        OSError: the file cannot be read.
    """
    with source.open() as stream:
        kind = detect_binary(stream.read(_HEAD)) or "a picture"
    if not options.ocr:
        yield source.reject(
            Reason.FORMAT,
            f"this is {kind}; say --ocr to have its text recognised (needs anliku[ocr])",
        )
        return
    try:
        from PIL import Image
    except ImportError:
        yield source.reject(Reason.FORMAT, f"this is {kind}; {_INSTALL}")
        return
    with source.open() as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of size and of odd metadata
        try:
            picture = Image.open(stream, formats=_DECODERS)
        except Image.DecompressionBombError:
            yield source.reject(Reason.TOO_LARGE, _SMALLER)
            return
        except _DAMAGE as error:
            yield _damaged(source.path, error)
            return
        yield from _frames(source, picture, options)


def _frames(
    source: Source, picture: Pictures.Image, options: ReadingOptions
) -> Iterator[Page | Rejected]:
    """Read the pictures of a file one after the other."""
    many = picture.format == "TIFF"
    count = min(getattr(picture, "n_frames", 1), _MAX_FRAMES) if many else 1
    for index in range(count):
        name, path, digest = source.name, source.path, source.digest() if count == 1 else ""
        if count > 1:
            name, path = f"{name}#{index + 1}", f"{path}#{index + 1}"
        try:
            if many:
                picture.seek(index)
            if picture.width * picture.height > MAX_PIXELS:
                yield Rejected(path, Reason.TOO_LARGE, _SMALLER)
                continue
            pixels, points = _pixels(picture)
        except _DAMAGE as error:
            yield _damaged(path, error)
            return
        sheet = Sheet(Place(name, path, digest), pixels, pixels.shape[1] * points)
        yield from pages_of(sheet, options)


def _damaged(path: str, error: Exception) -> Rejected:
    return Rejected(
        path, Reason.BROKEN, f"the picture is damaged ({error}); get it again or save it anew"
    )


def _pixels(picture: Pictures.Image) -> tuple[NDArray[np.uint8], float]:
    """Return a picture upright and not too large, and the points that one pixel measures."""
    import numpy as np
    from PIL import ImageOps

    points, full = 72.0 / _dpi(picture), picture.width
    shrink = 1
    while picture.width * picture.height > _ENOUGH_PIXELS * shrink**2:
        shrink += 1
    # JPEG files can be decoded at a fraction of their size; nothing happens for others.
    picture.draft("RGB", (picture.width // shrink, picture.height // shrink))
    left = shrink * picture.width // full
    smaller = picture.reduce(left) if left > 1 else picture
    points *= full / smaller.width
    return np.asarray(_on_white(ImageOps.exif_transpose(smaller))), points


def _on_white(picture: Pictures.Image) -> Pictures.Image:
    """Return a picture in red, green and blue; what is transparent becomes paper."""
    from PIL import Image

    if picture.mode.startswith("I"):
        deep = picture.convert("I").point(lambda value: value * (1 / 256))
        return deep.convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    painted = picture.convert("RGBA")
    paper = Image.new("RGBA", painted.size, "white")
    return Image.alpha_composite(paper, painted).convert("RGB")


def _dpi(picture: Pictures.Image) -> float:
    """Return the resolution that the file claims, if it can be that of a scan."""
    claimed = picture.info.get("dpi", (0.0, 0.0))
    across = float(claimed[0]) if isinstance(claimed, tuple) else 0.0
    least, most = _CREDIBLE_DPI
    return across if least <= across <= most else _USUAL_DPI


def drawing_scale(width: float, height: float) -> float:
    """Return the pixels a point of a PDF page should be drawn with to be recognised.

    Args:
        width: of the page, in points; scans often claim impossible sizes.
        height: of the page, in points.
    """
    return min(_DRAWN_DPI / 72.0, _DRAWN_SIDE / max(width, height, 1.0))


def pages_of(sheet: Sheet, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Recognise one picture of a page.

    Args:
        sheet: the picture.
        options: what the user says about it.

    Yields:
        The page with its layout, lines in reading order; a ``Rejected`` if nothing on it could be
        read, and one besides the page if some of its lines could not.
    """
    path = sheet.place.path
    if min(sheet.pixels.shape[:2]) < _LEAST_SIDE:
        yield Rejected(path, Reason.EMPTY, "the picture is too small to hold text")
        return
    try:
        found = recognise(sheet.pixels, sheet.width)
    except RecogniserMissingError:
        yield Rejected(path, Reason.FORMAT, f"this is a picture; {_INSTALL}")
        return
    lines = lines_of(found.glyphs, ())
    if not lines:
        yield Rejected(path, Reason.EMPTY, f"no text found in the picture; {_SCAN_AGAIN}")
        return
    if found.confidence < _LEAST_CONFIDENCE:
        yield Rejected(
            path,
            Reason.UNREADABLE,
            f"recognised with a confidence of {found.confidence:.2f} only; {_SCAN_AGAIN}",
        )
        return
    yield in_reading_order(_page(sheet, lines, options))
    if found.doubtful:
        yield Rejected(
            path,
            Reason.UNREADABLE,
            f"{found.doubtful} lines could not be recognised with confidence and are left out "
            f"(often lettering in photographs); {_SCAN_AGAIN} if text is missing",
        )


def _page(sheet: Sheet, lines: Sequence[PrintedLine], options: ReadingOptions) -> Page:
    """Return the page whose lines were recognised."""
    height, width = sheet.pixels.shape[:2]
    texts = tuple(line.text for line in lines)
    layout = Layout(sheet.width, sheet.width * height / width, tuple(line.box for line in lines))
    digest = sheet.place.digest or sha256("\n".join(texts).encode()).hexdigest()
    return Page(
        sheet.place.name,
        sheet.place.path,
        digest,
        ENCODING,
        texts,
        PageForm.LAYOUT,
        layout,
        origin=options.origin,
        simplify=options.simplify,
    )
