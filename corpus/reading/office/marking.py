"""Turns paragraphs of a Word document into lines, with marks where they are set as titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...given.paragraphs import setting_of
from ...lines.bylines import parse_byline
from ...origins.values import DATE
from ...repair.cleaning import HAN
from .paragraphs import Paragraph

_MAX_TITLE = 60
_MAX_BOLD = 34
# Type larger than that of most text by this many half points is that of titles.
_LARGER = 3
_DEEPEST = 3
_ENDS = "。；，、：:"


def marked(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the lines of a document.

    Headings keep their level as ``#`` signs. Where the document has none, short lines that are
    centred or set in larger type are headings, the larger the higher; bold ones get ``**``.
    Blank lines stand between paragraphs, unless each line of a hard-wrapped text is one.

    Args:
        paragraphs: in reading order.
    """
    body = _body_size(paragraphs)
    styled = any(p.style.level for p in paragraphs)
    titles = [not styled and _is_set_as_title(p, body) for p in paragraphs]
    pairs = list(zip(paragraphs, titles, strict=True))
    sizes = sorted({p.style.size for p, title in pairs if title}, reverse=True)
    out: list[str] = []
    for paragraph, title in pairs:
        level = min(paragraph.style.level, 6)
        if level and len(paragraph.text.strip()) > _MAX_TITLE:
            level = 0
        if not level and title:
            level = min(_DEEPEST, sizes.index(paragraph.style.size) + 1)
        out.extend(_lines(paragraph, level))
    return tuple(out if setting_of([line for line in out if line]).wrapped else _apart(out))


def _apart(lines: Sequence[str]) -> list[str]:
    """Set paragraphs apart by blank lines, as they stand in the document."""
    out: list[str] = []
    for line in lines:
        if out and out[-1].strip() and line.strip():
            out.append("")
        out.append(line)
    return out


def _body_size(paragraphs: Sequence[Paragraph]) -> int:
    """Return the size of type that most characters are set in."""
    sizes: Counter[int] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.style.size] += len(paragraph.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0)


def _is_set_as_title(paragraph: Paragraph, body: int) -> bool:
    text = paragraph.text.strip()
    larger = body > 0 and paragraph.style.size >= body + _LARGER
    if not (paragraph.style.centred or larger) or not _may_head(text, _MAX_TITLE):
        return False
    return parse_byline(text) is None and DATE.search(text) is None


def _may_head(text: str, most: int) -> bool:
    if not 2 <= len(text) <= most or "\n" in text or not HAN.search(text):
        return False
    return text[-1] not in _ENDS and text[0] not in "（("


def _lines(paragraph: Paragraph, level: int) -> list[str]:
    lines = [line.rstrip() for line in paragraph.text.split("\n")]
    if level:
        return ["#" * level + " " + " ".join(line.strip() for line in lines if line.strip())]
    text = paragraph.text.strip()
    if paragraph.style.bold and _may_head(text, _MAX_BOLD) and parse_byline(text) is None:
        return [f"**{text}**"]
    if paragraph.style.indented and lines[0] and not lines[0][0].isspace():
        lines[0] = "\u3000\u3000" + lines[0]
    return lines
