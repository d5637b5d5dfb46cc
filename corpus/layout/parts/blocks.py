"""Puts sorted lines together to blocks: titles, paragraphs, items, bylines, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...lines.bylines import Byline, Dateline, parse_dateline, parse_ending
from ...lines.sorting import BOLD, Line, LineKind
from ...repair.cleaning import CleanLine
from ...words import is_word
from ..scores.evidence import is_open, splits_word, width
from .looks import stops
from .runs import Run, find_runs, is_page_head
from .stacks import stacked
from .tagging import Tag, TaggedLine, tag_lines


class BlockKind(StrEnum):
    """What a block is before anybody decided which article it belongs to."""

    TITLE = "title"
    BYLINE = "byline"
    LABEL = "label"
    BODY = "body"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stay together whatever the page cutter decides.

    Attributes:
        index: ordinal on the page.
        kind: title, byline, label, paragraph or item.
        lines: its lines.
        text: their text joined; blanks between phrases are kept, except at line ends.
        gap: a blank line or the start of the page stands before it.
        byline: names of a byline block, or names at the end of a paragraph.
        tail: offset in ``text`` where closing names, credits or a turn note begin.
        dateline: dateline that opens the paragraph.
        ruled: a ruled line stands before it.
        column: width of the column it is set in, in ideographs; 0 if too short to tell.
        inner: log-odds that a title is a crosshead, not a headline.
        label: probability that a title is the name of a column after all.
    """

    index: int
    kind: BlockKind
    lines: tuple[Line, ...]
    text: str
    gap: bool
    byline: Byline | None = None
    tail: int | None = None
    dateline: Dateline | None = None
    ruled: bool = False
    column: float = 0.0
    inner: float = 0.0
    label: float = 0.0

    @property
    def first(self) -> int:
        """Number of its first raw line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """Number of its last raw line."""
        return self.lines[-1].number

    @property
    def level(self) -> int:
        """Number of ``#`` before its first line."""
        return self.lines[0].level

    @property
    def sign(self) -> str:
        """The sign that opens it, else ""."""
        return self.lines[0].sign

    @property
    def open(self) -> bool:
        """The text stops in mid-sentence."""
        return self.tail is None and is_open(self.text)


# The bracket with the names at the end of a text, begun on a line of its own and cut off.
_BRACKET = re.compile(r"^[（(][^（）()]{1,20}$")


def build_blocks(lines: Sequence[Line]) -> list[Block]:
    """Put the lines of a page together to blocks, in page order.

    Furniture and blank lines are left out.
    """
    tagged = tag_lines(lines)
    settled = _with_pen_names([_settled(line, tagged.get(line.number)) for line in lines])
    runs = find_runs(settled, tagged)
    builder = _Builder(stacked(lines, tagged))
    for run in runs:
        builder.gap, builder.turned = run.gap, not run.gap
        if is_page_head(run.lines):
            builder.close()
            continue
        for line in run.lines:
            builder.add(line, run, title=line.kind is LineKind.TITLE)
            builder.gap = builder.turned = False
    builder.close()
    blocks = [
        replace(
            block,
            inner=min(tagged[line.number].inner for line in block.lines),
            label=min(tagged[line.number].label for line in block.lines),
        )
        if block.kind is BlockKind.TITLE
        else block
        for block in builder.blocks
    ]
    for at, block in enumerate(blocks[:-1]):
        if _names_column(block, blocks[at + 1]):
            blocks[at] = replace(block, kind=BlockKind.LABEL)
    return blocks


_KINDS = {Tag.TITLE: LineKind.TITLE, Tag.LABEL: LineKind.LABEL, Tag.BODY: LineKind.TEXT}


def _settled(line: Line, tagged: TaggedLine | None) -> Line:
    """Return the line with the kind that its looks and its neighbours speak for."""
    if tagged is None or line.kind not in (LineKind.TEXT, LineKind.TITLE, LineKind.LABEL):
        return line
    return replace(line, kind=_KINDS[tagged.tag])


_PEN_NAME = re.compile(r"^[\u4e00-\u9fff]{1,4} ?[\u4e00-\u9fff]{1,2}$")
_MAX_PEN_NAME = 5
_NAME_SIGNS = "□■◇◆"


def _with_pen_names(lines: list[Line]) -> list[Line]:
    """Take a very short line between a title and the first line of a text for its author's name."""
    filled = [at for at, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    for above, at, below in zip(filled, filled[1:], filled[2:], strict=False):
        line, title, after = lines[at], lines[above], lines[below]
        words = line.text.replace(" ", "")
        signed = line.sign[:1] in _NAME_SIGNS and line.sign != ""
        if not (line.kind is LineKind.TEXT or signed) or line.level:
            continue
        if not _PEN_NAME.match(line.text):
            continue
        if title.kind is not LineKind.TITLE or after.kind is not LineKind.TEXT:
            continue
        if (
            len(words) <= _MAX_PEN_NAME
            and not is_word(words)
            and width(after.text) > 2 * len(words)
        ):
            byline = Byline((words,), (), marked=bool(line.sign))
            lines[at] = replace(line, kind=LineKind.NAMES, byline=byline)
    return lines


# A title so short, apart from a title so much longer, is the name of a column.
_MAX_NAME = 5
_LONGER_TITLE = 1.6


def _names_column(block: Block, after: Block) -> bool:
    titles = block.kind is after.kind is BlockKind.TITLE
    if not titles or block.level or after.level or block.sign == BOLD:
        return False
    if not (block.gap and after.gap):
        return False
    size = width(block.text)
    short = size <= _MAX_NAME and len(block.lines) == 1 and block.text.isalpha()
    return short and width(after.lines[0].text) >= _LONGER_TITLE * size


_MAX_BRACKET = 14
# Title lines with a blank line between them are one title only from these log-odds on.
_APART = 1.5


class _Builder:
    """Collects lines until a block is complete."""

    def __init__(self, stacks: Mapping[int, float]) -> None:
        """Take the log-odds that title lines belong to the ones before them, by number."""
        self._stacks = stacks
        self.blocks: list[Block] = []
        self.gap = True
        #: Another column begins here without a gap.
        self.turned = False
        self._lines: list[Line] = []
        self._kind = BlockKind.BODY
        self._gap_before = True
        self._ruled = False
        self._ruled_before = False

    def add(self, line: Line, run: Run, *, title: bool) -> None:
        """Take the next line of the page."""
        if line.kind is LineKind.FURNITURE:
            if line.note != "debris":
                self.close()
            self._ruled = self._ruled or line.note == "rule"
            return
        if title:
            stacks = self._lines and self._kind is BlockKind.TITLE
            joins = bool(stacks) and self._stacks.get(line.number, 0.0) > (
                _APART if self.gap else 0.0
            )
            self._next(line, BlockKind.TITLE, joins=joins)
        elif line.kind in (LineKind.BYLINE, LineKind.SOURCE, LineKind.NOTE, LineKind.TURN) or (
            line.kind is LineKind.NAMES and self._names_fit()
        ):
            self._next(line, BlockKind.BYLINE, joins=not self.gap and self._signs_too(line))
        elif line.kind is LineKind.LABEL:
            self._next(line, BlockKind.LABEL, joins=False)
        elif line.kind is LineKind.ITEM:
            self._next(line, BlockKind.ITEM, joins=False)
        else:
            self._next(line, BlockKind.BODY, joins=self._continues(line, run))

    def _signs_too(self, line: Line) -> bool:
        """A second line of names directly below the first."""
        if not self._lines or self._kind is not BlockKind.BYLINE:
            return False
        one, two = self._lines[-1].byline, line.byline
        if one is None or two is None or not one.names:
            return False
        if one.reporters and two.reporters and one.marked and two.marked:
            # Reporters are named in one line: these are the bylines of two articles in a row.
            return False
        return (two.credit and not two.names) or (bool(two.names) and one.credit == two.credit)

    def _names_fit(self) -> bool:
        """Bare names are a byline under a title or behind a finished paragraph."""
        if not self._lines:
            return True
        if self._kind in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.LABEL):
            return True
        return stops(self._lines[-1].text)

    def _continues(self, line: Line, run: Run) -> bool:
        """Tell whether a text line goes on with the paragraph before it."""
        if not self._lines or self._kind not in (BlockKind.BODY, BlockKind.ITEM):
            return False
        last = self._lines[-1].text
        if self.gap:
            return False
        if _BRACKET.match(line.text) or any(
            _BRACKET.match(one.text) for one in self._lines[1:][-1:]
        ):
            return True
        # Names in brackets at the end of a text may break over two lines.
        if last.rfind("（") > last.rfind("）") and line.text.find("）") in range(_MAX_BRACKET):
            return True
        if self.turned:
            return False
        if is_open(last):
            return run.wrapped or splits_word(last, line.text)
        if not run.wrapped or line.indented:
            return False
        if last.endswith(("）", ")")) and parse_ending(last)[1] is not None:
            return False
        return width(last) > run.column - 2.0

    def _next(self, line: Line, kind: BlockKind, *, joins: bool) -> None:
        if joins:
            self._lines.append(line)
            return
        self.close()
        self._lines = [line]
        self._kind = kind
        self._gap_before = self.gap
        self._ruled_before, self._ruled = self._ruled, False

    def close(self) -> None:
        """Finish the block that is being collected."""
        if not self._lines:
            return
        block = _finish(len(self.blocks), self._kind, tuple(self._lines), gap=self._gap_before)
        self.blocks.append(replace(block, ruled=True) if self._ruled_before else block)
        self._lines = []


def _finish(index: int, kind: BlockKind, lines: tuple[Line, ...], *, gap: bool) -> Block:
    text = "".join(line.text for line in lines)
    if kind is BlockKind.BYLINE:
        return Block(index, kind, lines, text, gap, _together(lines))
    if kind not in (BlockKind.BODY, BlockKind.ITEM):
        return Block(index, kind, lines, text, gap)
    tail, byline = parse_ending(text)
    dateline = parse_dateline(text)
    return Block(index, kind, lines, text, gap, byline, tail, dateline, column=_column(lines))


def _column(lines: tuple[Line, ...]) -> float:
    """Return the width of the column some lines are set in, in ideographs; 0 for one line."""
    inner = sorted(width(line.text) for line in lines[1:-1])
    if inner:
        return inner[len(inner) // 2]
    if len(lines) > 1:
        return width(lines[0].text) + (2.0 if lines[0].indented else 0.0)
    return 0.0


def _together(lines: tuple[Line, ...]) -> Byline | None:
    """Return the names of all lines of a byline block."""
    found = [line.byline for line in lines if line.byline is not None]
    if len(found) < 2:
        return lines[0].byline
    reporters = dict.fromkeys(name for one in found for name in one.reporters)
    correspondents = dict.fromkeys(name for one in found for name in one.correspondents)
    marked = any(one.marked for one in found)
    credit = any(one.credit for one in found)
    return Byline(tuple(reporters), tuple(correspondents), credit, marked)


def pieces_of(block: Block, start: int, end: int) -> list[tuple[int, CleanLine]]:
    """Return the parts of the block's lines that make up ``block.text[start:end]``."""
    pieces: list[tuple[int, CleanLine]] = []
    at = 0
    for line in block.lines:
        size = len(line.text)
        first, last = max(start, at), min(end, at + size)
        if first < last:
            pieces.append((line.number, line.clean.cut(first - at, last - at)))
        at += size
    return pieces


def is_maker(block: Block) -> bool:
    """Tell whether a block names the makers of an article (not of a picture only)."""
    return (
        block.kind is BlockKind.BYLINE
        and block.byline is not None
        and not block.byline.credit
        and block.text[:1] not in "（("
    )


_TURNED = re.compile(r"^[（(]\s*(?:[紧緊]接|上接|接)\s*第?[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版")


def is_turned(block: Block) -> bool:
    """Tell whether a block says that its text, or the text behind it, began on another page."""
    if block.lines[0].kind is LineKind.TURN:
        return "接" in block.text and "下" not in block.text
    return bool(_TURNED.match(block.text))


_GOES_ON = re.compile("下[转轉]")


def is_left(block: Block) -> bool:
    """Tell whether a block says that the text before it goes on on another page."""
    return bool(_GOES_ON.search(block.text))


_DIALOGUE = re.compile(r"^(?:[问問]|答|[QA])\s*[：:]")


def is_dialogue(block: Block) -> bool:
    """Tell whether a block is a question or an answer of a box of questions."""
    return bool(_DIALOGUE.match(block.text))


def is_credit(block: Block) -> bool:
    """Tell whether a block credits a picture."""
    return block.kind is BlockKind.BYLINE and block.byline is not None and block.byline.credit
