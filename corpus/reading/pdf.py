"""Reads PDF files with a text layer: every page with its printed lines and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

from ..errors import AnlikuError
from ..geometry.order import in_reading_order
from ..pdf.glyphs import glyphs_of
from ..pdf.legible import Legibility, judge
from ..pdf.lines import lines_of
from ..pdf.paper import Handle, paper_of
from ..pdf.shapes import shapes_of
from ..printed import Layout
from ..types import Page, PageForm, Reason, Rejected
from .ocr import Place, Sheet, drawing_scale, pages_of
from .options import ReadingOptions
from .source import Source

#: Largest file that is opened, in bytes; an issue with all its pictures has some 50 MB.
MAX_BYTES = 1_000_000_000

_GET_OCR = "to have it recognised: pip install 'anliku[ocr]', and say --ocr"
_ENCRYPTED = 4
# Where PDFium looks for the first bytes of the format.
_HEAD = 1024


def read_pdf(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read the pages of a PDF file.

    Args:
        source: the file.
        options: what the user says about it.

    Yields:
        A page for each printed page with text, lines in reading order, and a ``Rejected`` with
        what to do for a file that cannot be opened and a page that has no text.

    Raises:
        OSError: the file cannot be read.
    """
    refused = _look(source)
    if refused:
        yield refused
        return
    try:
        import pypdfium2 as pdfium
    except ImportError as error:
        raise AnlikuError(
            f"{source.name}: PDF files need pypdfium2; pip install pypdfium2"
        ) from error
    try:
        document = pdfium.PdfDocument(source.file or source.data)
    except pdfium.PdfiumError as error:
        yield _unopened(source, error)
        return
    with closing(document):
        total = len(document)
        if not total:
            yield source.reject(Reason.EMPTY, "the PDF has no pages")
        for index in range(total):
            yield from _read(source, options, document, index)


def _look(source: Source) -> Rejected | None:
    """Refuse what need not be opened."""
    size = source.size
    if not size:
        return source.reject(Reason.EMPTY, "the file is empty (0 bytes)")
    if size > MAX_BYTES:
        return source.reject(
            Reason.TOO_LARGE,
            f"{size:,} bytes, more than the {MAX_BYTES:,} a PDF may have; cut it into issues",
        )
    with source.open() as stream:
        head = stream.read(_HEAD)
    if b"%PDF-" not in head:
        return source.reject(
            Reason.BROKEN, "it does not begin like a PDF file; look what it is and rename it"
        )
    return None


def _unopened(source: Source, error: Handle) -> Rejected:
    if getattr(error, "err_code", None) == _ENCRYPTED or "password" in str(error).lower():
        return source.reject(
            Reason.ENCRYPTED,
            "the PDF asks for a password; save it without one, e.g. with a PDF viewer's print",
        )
    return source.reject(
        Reason.BROKEN,
        "the PDF is broken or cut off and cannot be opened; fetch it again, "
        "or save it again with a PDF viewer",
    )


def _read(
    source: Source, options: ReadingOptions, document: Handle, index: int
) -> Iterator[Page | Rejected]:
    name, path = source.name, source.path
    if len(document) > 1:
        name, path = f"{name}#{index + 1}", f"{path}#{index + 1}"
    printed = _printed(document, index)
    if printed is None:
        yield Rejected(
            path, Reason.BROKEN, "this page of the PDF is broken and cannot be opened; save the "
            "file again with a PDF viewer",
        )  # fmt: skip
        return
    layout, lines = printed
    found = judge("".join(lines))
    digest = source.digest() if len(document) == 1 else ""
    if found is not Legibility.READABLE and options.ocr:
        yield from _recognised(Place(name, path, digest), document, index, options)
        return
    if found is Legibility.MISSING:
        yield Rejected(
            path, Reason.EMPTY, f"the page has no text layer, it is a scan or empty; {_GET_OCR}"
        )
        return
    if found is Legibility.GARBLED:
        yield Rejected(
            path,
            Reason.ENCODING,
            f"the text layer is garbled, its fonts do not say which letters they hold; {_GET_OCR}",
        )
        return
    page = Page(
        name, path, "", "utf-8", lines,
        form=PageForm.LAYOUT, layout=layout, origin=options.origin, simplify=options.simplify,
    )  # fmt: skip
    page = in_reading_order(page)
    of_lines = sha256("\n".join(page.lines).encode("utf-8", "surrogatepass")).hexdigest()
    yield replace(page, digest=digest or of_lines)


def _recognised(
    place: Place, document: Handle, index: int, options: ReadingOptions
) -> Iterator[Page | Rejected]:
    """Draw a page without a text layer that can be used, and recognise it."""
    import pypdfium2 as pdfium

    with closing(document[index]) as page:
        width, height = page.get_size()
        try:
            drawn = page.render(scale=drawing_scale(width, height), rev_byteorder=True)
        except pdfium.PdfiumError:
            yield Rejected(
                place.path, Reason.BROKEN, "this page of the PDF cannot be drawn; save the file "
                "again with a PDF viewer",
            )  # fmt: skip
            return
        pixels = drawn.to_numpy()[:, :, :3].copy()
    yield from pages_of(Sheet(place, pixels, width), options)


def _printed(document: Handle, index: int) -> tuple[Layout, tuple[str, ...]] | None:
    """Return the layout and the lines of a page, None if it cannot be opened."""
    import pypdfium2 as pdfium

    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    with closing(page):
        paper = paper_of(page.raw)
        shapes = shapes_of(page.raw, paper)
        try:
            textpage = page.get_textpage()
        except pdfium.PdfiumError:
            return None
        with closing(textpage):
            found = lines_of(glyphs_of(textpage.raw, paper), shapes)
    found.sort(key=lambda line: (line.box.top, line.box.left, line.text))
    boxes = tuple(line.box for line in found)
    return Layout(paper.width, paper.height, boxes, shapes), tuple(line.text for line in found)
