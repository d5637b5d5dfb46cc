"""Collects the paragraphs of a Word document in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .package import Element, Package, attribute, local

_STYLES = "word/styles.xml"
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题|大标题|主标题)$", re.IGNORECASE)
# What was there before a revision, another form of what is there already, or no text at all.
_DROPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rt", "pPr", "sectPr"}
)
_BREAKS = frozenset({"br", "cr"})
_OFF = frozenset({"0", "false", "none", "off"})
# Cells with more text than this hold articles, not data.
_MAX_CELL = 40


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set.

    Attributes:
        level: of a heading, 1 to 6; 0 for text.
        size: of the type in half points, 0 if not said.
        bold: the type is bold.
        centred: lines are centred.
        indented: the first line is indented.
    """

    level: int = 0
    size: int = 0
    bold: bool = False
    centred: bool = False
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        text: its text, with line feeds where lines are broken by hand.
        style: how it is set; bold and size are those of most of its characters.
    """

    text: str
    style: Style = Style()


Styles = Mapping[str, Style]
Notes = Mapping[tuple[str, str], str]


def read_styles(package: Package) -> Styles:
    """Return the paragraph styles of a document; "" is the default one."""
    if _STYLES not in package.names:
        return {}
    raw: dict[str, Element] = {}
    default = ""
    for element in package.tree(_STYLES):
        if local(element) == "style" and attribute(element, "type") in ("paragraph", ""):
            name = attribute(element, "styleId")
            raw[name] = element
            if attribute(element, "default") not in ("", *_OFF):
                default = name
    out = {name: _resolved(name, raw) for name in raw}
    out[""] = out.get(default, Style())
    return out


def _resolved(name: str, raw: Mapping[str, Element]) -> Style:
    """Return a style with what it takes over from the styles it is based on."""
    chain: list[Element] = []
    while name in raw and raw[name] not in chain:
        chain.append(raw[name])
        based = child(raw[name], "basedOn")
        name = attribute(based, "val") if based is not None else ""
    style = Style()
    for element in reversed(chain):
        style = _with(style, child(element, "pPr"))
        style = _with_run(style, child(element, "rPr"))
    named = child(chain[0], "name") if chain else None
    title = attribute(named, "val") if named is not None else ""
    found = _HEADING.match(title)
    level = int(found[1]) if found else 1 if _TITLE.match(title) else style.level
    return replace(style, level=level)


def child(element: Element, name: str) -> Element | None:
    """Return the first child with a local name."""
    return next((one for one in element if local(one) == name), None)


def _with(style: Style, properties: Element | None) -> Style:
    """Return a style changed by the properties of a paragraph (17.3.1)."""
    for one in properties if properties is not None else ():
        match local(one):
            case "outlineLvl":
                level = attribute(one, "val")
                style = replace(style, level=int(level) + 1 if level in "012345" else 0)
            case "jc":
                style = replace(style, centred=attribute(one, "val") == "center")
            case "ind":
                first = attribute(one, "firstLineChars") or attribute(one, "firstLine")
                if first:
                    style = replace(style, indented=first not in ("0", "0.0"))
            case _:
                pass
    return style


def _with_run(style: Style, properties: Element | None) -> Style:
    """Return a style changed by the properties of a run (17.3.2)."""
    for one in properties if properties is not None else ():
        match local(one):
            case "b":
                style = replace(style, bold=attribute(one, "val") not in _OFF)
            case "sz":
                size = attribute(one, "val")
                style = replace(style, size=int(size) if size.isdecimal() else style.size)
            case _:
                pass
    return style


def paragraphs_of(root: Element, styles: Styles, notes: Notes) -> Iterator[Paragraph]:
    """Yield the paragraphs of a part in reading order.

    Args:
        root: the body, a cell or a text box.
        styles: paragraph styles by id.
        notes: texts of foot- and endnotes by kind and id.
    """
    for element in root:
        name = local(element)
        if name == "p":
            yield from _paragraph(element, styles, notes)
        elif name == "tbl":
            yield from _table(element, styles, notes)
        elif name not in _DROPPED:
            yield from paragraphs_of(element, styles, notes)


def _paragraph(element: Element, styles: Styles, notes: Notes) -> Iterator[Paragraph]:
    """Yield a paragraph, then the text boxes and notes anchored in it."""
    properties = child(element, "pPr")
    named = child(properties, "pStyle") if properties is not None else None
    style = styles.get(
        attribute(named, "val") if named is not None else "", styles.get("", Style())
    )
    style = _with(style, properties)
    reading = _Reading(style)
    reading.read(element)
    yield Paragraph(reading.text, reading.style())
    for box in reading.boxes:
        yield Paragraph("")
        yield from paragraphs_of(box, styles, notes)
        yield Paragraph("")
    for key in reading.notes:
        if key in notes:
            yield Paragraph(f"注：{notes[key]}")


class _Reading:
    """The text of a paragraph while it is read."""

    def __init__(self, style: Style) -> None:
        self.text = ""
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []
        self._style = style
        self._sizes: dict[tuple[int, bool], int] = {}

    def style(self) -> Style:
        """Return the style of the paragraph with the type that most of it is set in."""
        if not self._sizes:
            return self._style
        size, bold = max(self._sizes, key=lambda key: (self._sizes[key], key))
        return replace(self._style, size=size, bold=bold)

    def read(self, element: Element, run: Style | None = None) -> None:
        """Read all below an element."""
        for one in element:
            name = local(one)
            if name in _DROPPED:
                continue
            if name == "txbxContent":
                self.boxes.append(one)
            elif name == "t":
                self._add(one.text or "", run or self._style)
            elif name == "tab":
                self._add("\t", run or self._style)
            elif name in _BREAKS:
                self._add("\n", run or self._style)
            elif name == "noBreakHyphen":
                self._add("-", run or self._style)
            elif name == "sym":
                self._add(_symbol(attribute(one, "char")), run or self._style)
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), attribute(one, "id")))
            elif name == "r":
                self.read(one, _with_run(self._style, child(one, "rPr")))
            else:
                self.read(one, run)

    def _add(self, text: str, style: Style) -> None:
        self.text += text
        key = style.size, style.bold
        self._sizes[key] = self._sizes.get(key, 0) + len(text.strip())


def _symbol(code: str) -> str:
    """Return the character of a symbol; fonts of signs have theirs in a private area."""
    at = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return "■" if 0xF000 <= at <= 0xF0FF else chr(at) if at >= 0x20 else ""


def _table(element: Element, styles: Styles, notes: Notes) -> Iterator[Paragraph]:
    """Yield rows of data as lines, and cells that hold articles as paragraphs."""
    rows = [[list(paragraphs_of(cell, styles, notes)) for cell in row] for row in _rows(element)]
    yield Paragraph("")
    for row in rows:
        texts = [[p.text.strip() for p in cell if p.text.strip()] for cell in row]
        if all(len(cell) <= 1 and len("".join(cell)) <= _MAX_CELL for cell in texts):
            yield Paragraph(" ".join(text for cell in texts for text in cell))
            continue
        for cell in row:
            yield from cell
            yield Paragraph("")
    yield Paragraph("")


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in _below(table, "tr"):
        yield list(_below(row, "tc"))


def _below(element: Element, name: str) -> Iterable[Element]:
    """Yield children of a name, those inside content controls and revisions too."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _below(one, name)
