"""Flows the paragraphs of a story into an area, and cuts the story so that it fills it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..drawing import Line, Type
from ..material import Paragraph
from ..style import HouseStyle
from .breaking import break_row, measure, spread
from .heads import halved

#: Signs that end a sentence, with what closes a quotation behind them.
_SENTENCE = re.compile(r"[^。！？…]*(?:[。！？…]+[”’）】]*|$)")

#: How many ways of leaving a sentence out are tried.
TRIES = 24

INDENT = "　　"

#: What a dateline begins with.
DATELINE = "本报讯"

#: Only an ideograph begins a text as a large character, never a sign or a digit.
FIRST_IDEOGRAPH, LAST_IDEOGRAPH = "一", "鿿"


@dataclass(frozen=True, slots=True)
class Flow:
    """What came out of setting a story.

    Attributes:
        lines: its lines.
        used: lines of the area that are filled.
        rest: the story did not find room.
    """

    lines: tuple[Line, ...]
    used: int
    rest: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a story as it is to be set.

    Attributes:
        paragraphs: the text.
        tail: what stands at the right of the last line, "" for nothing.
        lead: put before the first paragraph (本报讯), "".
    """

    paragraphs: tuple[Paragraph, ...]
    tail: str = ""
    lead: str = ""


Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets text of one kind.

    Attributes:
        style: the house.
        type: of the body.
        owner: of the lines.
        role: of the lines.
        indent: what paragraphs begin with.
        dropcap: the text begins with a large character.
    """

    style: HouseStyle
    type: Type
    owner: int
    role: str = "body"
    indent: str = INDENT
    dropcap: bool = False

    def flow(self, copy: Copy, places: Sequence[Place]) -> Flow:
        """Set a text into places, in order; what finds no room is left out."""
        lines: list[Line] = []
        at = 0
        paragraphs = list(copy.paragraphs)
        for number, paragraph in enumerate(paragraphs):
            if paragraph.crosshead:
                at = self._crosshead(paragraph.text, places, at, lines)
                continue
            lead = copy.lead if number == 0 else ""
            text = self.indent + lead + paragraph.text
            start = 0
            is_ideograph = FIRST_IDEOGRAPH <= paragraph.text[0] <= LAST_IDEOGRAPH
            if self.dropcap and number == 0 and is_ideograph and _block(places, at, 2):
                lines.append(self._cap(paragraph.text[0], places[at]))
                text, start = paragraph.text, 1
            count = len(lines)
            at = self._paragraph(text, start, places, at, lines)
            if lead and self.style.fat_dateline:
                lines[count : count + 1] = self._fat(lines[count])
            if at > len(places):
                return Flow(tuple(lines), len(places), rest=True)
        if copy.tail:
            at = self._tail(copy.tail, places, at, lines)
        return Flow(tuple(lines), min(at, len(places)), rest=at > len(places))

    def _paragraph(
        self, text: str, start: int, places: Sequence[Place], at: int, lines: list[Line]
    ) -> int:
        """Set a paragraph; returns the next place, one too many if there was no room."""
        first = at
        while start < len(text):
            if at >= len(places):
                return len(places) + 1
            left, right, top = places[at]
            if self.dropcap and text[0] != self.indent[:1] and at - first < 2 and not first:
                left += 2 * self.style.leading + 2
            row = break_row(text, start, right - left, self.type.size, self.style.ends)
            lines.append(self._line(row.text, row.offsets, left, top))
            start = row.end
            at += 1
        return at

    def _line(self, text: str, offsets: tuple[float, ...], left: float, top: float) -> Line:
        """Make a line; the blanks of an indent are room, not characters."""
        plain = text.lstrip("　")
        skip = len(text) - len(plain)
        base = offsets[skip]
        moved = tuple(one - base for one in offsets[skip:])
        baseline = top + (self.style.leading - self.type.size) / 2 + 0.86 * self.type.size
        return Line(plain, left + base, baseline, moved, self.type, self.owner, self.role)

    def _fat(self, line: Line) -> list[Line]:
        """Set 本报讯, with which a line begins, in another face than the rest."""
        end = len(DATELINE)
        kind = replace(line.type, face=self.style.faces.crosshead)
        base = line.offsets[end]
        rest = tuple(one - base for one in line.offsets[end:])
        return [
            replace(line, text=DATELINE, offsets=line.offsets[:end], type=kind),
            replace(line, text=line.text[end:], left=line.left + base, offsets=rest),
        ]

    def _crosshead(self, text: str, places: Sequence[Place], at: int, lines: list[Line]) -> int:
        """Set a crosshead in the middle of the column; it never ends a column."""
        rows = 2 if self.style.two_row_crosshead else 1
        while at < len(places) and not _block(places, at, rows + 2):
            at += 1
        if at + rows + 2 > len(places):
            return len(places) + 1
        left, right, top = places[at]
        size = self.type.size
        kind = Type(self.style.faces.crosshead, min(size * 1.1, (right - left) / measure(text)))
        middle = top + rows * self.style.leading / 2
        start = left + (right - left - measure(text) * kind.size) / 2
        if self.style.left_crosshead:
            start = left
        offsets = spread(text, kind.size)
        baseline = middle + 0.36 * kind.size
        lines.append(Line(text, start, baseline, offsets, kind, self.owner, "crosshead"))
        return at + rows

    def _cap(self, char: str, place: Place) -> Line:
        size = 2 * self.style.leading
        left, _, top = place
        kind = Type(self.style.faces.headline, size * 0.92)
        return Line(char, left, top + size * 0.82, (0.0,), kind, self.owner, self.role)

    def _tail(self, text: str, places: Sequence[Place], at: int, lines: list[Line]) -> int:
        """Set names at the right end of the last line, or of the next if they find no room."""
        size = self.type.size
        left, right, _ = places[at - 1]
        rows = halved(text) if measure(text) * size > right - left else [text]
        for row in rows:
            wide = measure(row) * size
            left, right, top = places[at - 1]
            if row is not rows[0] or lines[-1].box.right + size > right - wide:
                if at >= len(places):
                    return len(places) + 1
                left, right, top = places[at]
                at += 1
            kind = Type(self.style.faces.byline, min(size, (right - left) / measure(row)))
            start = right - measure(row) * kind.size
            baseline = top + (self.style.leading - size) / 2 + 0.86 * size
            offsets = spread(row, kind.size)
            lines.append(Line(row, start, baseline, offsets, kind, self.owner, "byline"))
        return at


def _block(places: Sequence[Place], at: int, rows: int) -> bool:
    """Tell whether the next places stand directly below one another."""
    if at + rows > len(places):
        return False
    lefts = {place[:2] for place in places[at : at + rows]}
    tops = [place[2] for place in places[at : at + rows]]
    return len(lefts) == 1 and tops == sorted(tops)


def fill(setter: Setter, copy: Copy, places: Sequence[Place]) -> tuple[Flow, Copy]:
    """Cut a story at the end of a sentence, so that it fills its places as well as it can.

    One sentence may be left out before the cut, if the last line then lies nearer to the end.
    """
    flow = setter.flow(copy, places)
    if not flow.rest:
        return flow, copy
    best = (flow, copy)
    left_free = len(places) + 1
    for shorter in _shorter(copy):
        cut = _longest(setter, shorter, places)
        if cut is None:
            continue
        free = len(places) - cut[0].used
        if free < left_free:
            best, left_free = cut, free
        if not free:
            break
    return best


def _longest(setter: Setter, copy: Copy, places: Sequence[Place]) -> tuple[Flow, Copy] | None:
    """Return the longest beginning of a story that finds room."""
    ends = list(_ends(copy.paragraphs))
    low, high = 0, len(ends)
    found: tuple[Flow, Copy] | None = None
    while low < high:
        middle = (low + high) // 2
        shorter = Copy(_cut(copy.paragraphs, ends[middle]), copy.tail, copy.lead)
        flow = setter.flow(shorter, places)
        if flow.rest:
            high = middle
        else:
            found, low = (flow, shorter), middle + 1
    return found


def _ends(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the places behind a sentence where no quotation is open: paragraph and offset."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.crosshead:
            continue
        for match in _SENTENCE.finditer(paragraph.text):
            head = paragraph.text[: match.end()]
            if match.group() and head.count("“") == head.count("”"):
                yield number, match.end()


def _cut(paragraphs: Sequence[Paragraph], end: tuple[int, int]) -> tuple[Paragraph, ...]:
    number, offset = end
    return (*paragraphs[:number], Paragraph(paragraphs[number].text[:offset]))


def _shorter(copy: Copy) -> Iterator[Copy]:
    """Yield the story, then the story without one of its sentences."""
    yield copy
    tried = 0
    for number, paragraph in enumerate(copy.paragraphs):
        # The first paragraph says who and where: it stays whole.
        if paragraph.crosshead or not number:
            continue
        ends = [end for at, end in _ends(copy.paragraphs) if at == number]
        for start, end in pairwise(ends):
            tried += 1
            if tried > TRIES:
                return
            shorter = Paragraph(paragraph.text[:start] + paragraph.text[end:])
            kept = (*copy.paragraphs[:number], shorter, *copy.paragraphs[number + 1 :])
            yield Copy(kept, copy.tail, copy.lead)
