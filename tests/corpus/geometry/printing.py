"""Prints pages for tests: lines with places, without any file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from anliku.corpus.printed import Box, Layout, Shape
from anliku.corpus.types import Page, PageForm

SIZE = 10.0
LEADING = 15.0


@dataclass
class Print:
    """A page while it is put together; places are those of the upper left corner of a line."""

    width: float = 600
    height: float = 800
    lines: list[tuple[str, Box]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def line(
        self, x: float, y: float, text: str, size: float = SIZE, *, bold: bool = False
    ) -> None:
        """Print one line."""
        self.lines.append((text, Box(x, y, x + size * len(text), y + size, size, bold)))

    def down(self, x: float, y: float, text: str, size: float) -> None:
        """Print a line that runs down the page."""
        self.lines.append((text, Box(x, y, x + size, y + size * len(text), size, True)))

    def column(self, x: float, y: float, letters: int, paragraphs: Sequence[str]) -> float:
        """Print paragraphs in a column; return where it ends."""
        for paragraph in paragraphs:
            for at, row in enumerate(rows(paragraph, letters)):
                self.line(
                    x + (2 * SIZE if at == 0 and not paragraph.startswith("~") else 0), y, row
                )
                y += LEADING
        return y

    def shape(self, kind: str, left: float, top: float, right: float, bottom: float) -> None:
        """Print a rule, a frame or a picture."""
        self.shapes.append(Shape(kind, Box(left, top, right, bottom)))

    def page(self, order: Sequence[int] = ()) -> Page:
        """Return the page, its lines in the order printed or in another one."""
        chosen = [self.lines[at] for at in (order or range(len(self.lines)))]
        layout = Layout(self.width, self.height, tuple(b for _, b in chosen), tuple(self.shapes))
        texts = tuple(text for text, _ in chosen)
        return Page(
            "print.pdf", "/papers/print.pdf", "ab" * 32, "utf-8", texts,
            form=PageForm.LAYOUT, layout=layout,
        )  # fmt: skip


def rows(paragraph: str, letters: int) -> list[str]:
    """Cut a paragraph into lines; ``~`` at its start says that it goes on from another column."""
    if paragraph.startswith("~"):
        text, first = paragraph[1:], letters
    else:
        text, first = paragraph, letters - 2
    out = [text[:first]]
    out += [text[at : at + letters] for at in range(first, len(text), letters)]
    return [row for row in out if row]
