"""What is drawn on a page, and what is known about it: the gold comes with the drawing."""

from __future__ import annotations

from dataclasses import dataclass

#: Owner of what belongs to no article.
FURNITURE = -1


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface as a page uses it.

    Attributes:
        name: of the font, as the PDF names it.
        bold: drawn fat by an outline, as programs do that have no bold font.
    """

    name: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How a line looks.

    Attributes:
        face: typeface.
        size: in points.
        tracking: space between two characters, in ems.
        grey: 0 is black, 1 is white.
        width: of its characters, in parts of their own: below 1 they are condensed.
    """

    face: Face
    size: float
    tracking: float = 0.0
    grey: float = 0.0
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Rect:
    """An area in points from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Distance between the sides."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Distance between the upper and the lower edge."""
        return self.bottom - self.top

    def overlaps(self, other: Rect) -> bool:
        """Tell whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.1 and down > 0.1

    def inset(self, across: float, down: float) -> Rect:
        """Return the rectangle made smaller on all sides."""
        return Rect(self.left + across, self.top + down, self.right - across, self.bottom - down)


#: Parts of an em above and below the baseline, as the fonts of the pages say.
ASCENT, DESCENT = 0.86, 0.14


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line of text.

    Attributes:
        text: its characters.
        left: of the first character.
        baseline: distance from the upper edge of the page; of the first character if vertical.
        offsets: of each character from the first, along the line.
        type: how it looks.
        owner: number of its article on the page, or ``FURNITURE``.
        role: ``headline``, ``kicker``, ``deck``, ``byline``, ``crosshead``, ``body``, ``label``,
            ``caption``, ``masthead``, ``slogan`` or ``advert``.
        vertical: the characters stand one below the other.
        times: how often it is drawn, twice for a bold made by drawing it again a little aside.
    """

    text: str
    left: float
    baseline: float
    offsets: tuple[float, ...]
    type: Type
    owner: int
    role: str
    vertical: bool = False
    times: int = 1

    @property
    def box(self) -> Rect:
        """Where the line stands."""
        size = self.type.size
        top, bottom = self.baseline - ASCENT * size, self.baseline + DESCENT * size
        if self.vertical:
            return Rect(self.left, top, self.left + size, bottom + self.offsets[-1])
        last = size * self.type.width * (0.5 if self.text[-1].isascii() else 1.0)
        return Rect(self.left, top, self.left + self.offsets[-1] + last, bottom)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn that is no text.

    Attributes:
        kind: ``rule``, ``frame``, ``tint`` or ``picture``.
        rect: where it stands; a rule is a rectangle without height or width.
        weight: thickness of a rule or of the line of a frame, in points.
    """

    kind: str
    rect: Rect
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What is true of an article on a page.

    Attributes:
        kind: of article.
        headline: main headline, "" if none.
        subhead: kicker and deck, "" if none.
        column: label it runs under, "" if none.
        reporters: names, in order.
        correspondents: names, in order.
    """

    kind: str
    headline: str
    subhead: str
    column: str
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, drawn.

    Attributes:
        width: in points.
        height: in points.
        lines: of text, in drawing order.
        marks: rules, frames and pictures, drawn before the text.
        articles: gold; ``Line.owner`` is an index in it.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    articles: tuple[GoldArticle, ...]
