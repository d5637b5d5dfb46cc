"""Reads Word files (.docx): one page of lines, a paragraph a line.

The format is that of ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...types import Page, Reason, Rejected
from ..options import ReadingOptions
from ..source import Source
from .marking import marked
from .package import PART_ERRORS, Package, attribute, local, open_package
from .paragraphs import Paragraph, Styles, paragraphs_of, read_styles

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
#: Largest part that is read, unpacked, in bytes: a page has some hundred kilobytes.
MAX_PART = 200_000_000


def read_docx(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read a Word file as one page, which may hold many articles.

    A paragraph is a line, with a blank line behind it unless the lines are those of a hard-wrapped
    text; line breaks inside end lines too. Headings, and short lines that are centred or set
    larger than the text, carry ``#``; bold ones ``**``. Text boxes and notes stand behind the
    paragraph they are anchored to, short rows of tables are lines. What was deleted under revision
    is left out, what was inserted is read.

    Args:
        source: the file.
        options: what the user says about it.

    Yields:
        The page, or a ``Rejected`` that says what is wrong with the file and what to do.

    Raises:
        OSError: the file cannot be read.
    """
    with source.open() as stream:
        package = open_package(source, stream, "docx")
        if isinstance(package, Rejected):
            yield package
            return
        try:
            found = _read(source, package)
        except PART_ERRORS as error:
            yield source.reject(
                Reason.BROKEN,
                f"the document is damaged ({str(error)[:120]}); open it in Word and save it again",
            )
            return
    if isinstance(found, Rejected):
        yield found
        return
    lines = marked(found)
    if not any(line.strip() for line in lines):
        yield source.reject(
            Reason.EMPTY, "there is no text in the document; pictures of text are not read"
        )
        return
    yield Page(
        source.name,
        source.path,
        source.digest(),
        "utf-8",
        lines,
        origin=options.origin,
        simplify=options.simplify,
    )


def _read(source: Source, package: Package) -> list[Paragraph] | Rejected:
    part = _DOCUMENT if _DOCUMENT in package.names else ""
    part = part or next((name for name in package.names if name.endswith("/document.xml")), "")
    if not part:
        return source.reject(
            Reason.BROKEN, "the file holds no Word document; open it and save it as .docx again"
        )
    for name in (part, *_NOTES):
        if name in package.names and package.size(name) > MAX_PART:
            return source.reject(
                Reason.TOO_LARGE,
                f"{name} has {package.size(name):,} bytes; cut the document into smaller ones",
            )
    styles = read_styles(package)
    notes = {key: text for name in _NOTES for key, text in _notes(package, name, styles)}
    body = package.tree(part)
    return list(paragraphs_of(body, styles, notes))


def _notes(package: Package, name: str, styles: Styles) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield kind and id of each footnote or endnote with its text."""
    if name not in package.names:
        return
    for element in package.tree(name):
        if local(element) not in ("footnote", "endnote") or attribute(element, "type"):
            continue
        texts = (paragraph.text.strip() for paragraph in paragraphs_of(element, styles, {}))
        text = " ".join(text for text in texts if text)
        if text:
            yield (local(element), attribute(element, "id")), text
