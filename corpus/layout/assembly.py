"""Builds the article of a group of blocks: parts in reading order, text, offsets, lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..lines.bylines import Byline
from ..repair.cleaning import CleanLine, clean_line, runs_of, solid
from ..repair.signs import pair_quotes
from ..types import Article, LineRange, OffsetMap, Page, Part, Role, Run, Span
from .headline import Headline, choose, strip_dashes
from .kinds import decide_kind
from .parts.blocks import Block, BlockKind, pieces_of
from .parts.fragments import Fragment, FragmentKind
from .solving.groups import Group

#: Digits of a page's digest in the ids of its articles: enough for a million pages without doubles.
DIGITS = 12


@dataclass(frozen=True, slots=True)
class PageParts:
    """What the articles of a page are built from."""

    page: Page
    blocks: Sequence[Block]
    fragments: Sequence[Fragment]


class _Text:
    """The text of an article while it grows, with the runs that lead back."""

    def __init__(self) -> None:
        self.text = ""
        self.runs: list[Run] = []
        self.parts: list[Part] = []

    def add(
        self, role: Role, pieces: Sequence[tuple[int, CleanLine]], *, goes_on: bool = False
    ) -> None:
        """Add a part; ``goes_on`` puts it on the paragraph before it without a line feed."""
        pieces = [(number, line) for number, line in pieces if line.text.strip()]
        if not pieces:
            return
        chunks: list[str] = []
        begin = start = len(self.text) if goes_on or not self.text else len(self.text) + 1
        if start > len(self.text):
            chunks.append("\n")
        for i, (number, line) in enumerate(pieces):
            if i and role in (Role.HEADLINE, Role.SUBHEAD):
                chunks.append(" ")
                start += 1
            chunks.append(line.text)
            self.runs.extend(runs_of(line, number, start))
            start += len(line.text)
        self.text += "".join(chunks)
        lines = ranges(number for number, _ in pieces)
        if goes_on and self.parts and self.parts[-1].role is role and self.parts[-1].span:
            last = self.parts.pop()
            old = [n for r in last.lines for n in range(r.first, r.last + 1)]
            new = [n for r in lines for n in range(r.first, r.last + 1)]
            span = Span(last.span.start if last.span else begin, start)
            self.parts.append(Part(role, ranges([*old, *new]), span))
        else:
            self.parts.append(Part(role, lines, Span(begin, start)))

    def note(self, role: Role, numbers: Iterable[int]) -> None:
        """Add a part that is not in the text."""
        self.parts.append(Part(role, ranges(numbers), None))


def ranges(numbers: Iterable[int]) -> tuple[LineRange, ...]:
    """Return ascending ranges that cover exactly ``numbers``."""
    ordered = sorted(set(numbers))
    if not ordered:
        return ()
    if ordered[-1] - ordered[0] == len(ordered) - 1:
        return (LineRange(ordered[0], ordered[-1]),)
    out: list[LineRange] = []
    first = 0
    for i, number in enumerate(ordered, 1):
        if i == len(ordered) or ordered[i] != number + 1:
            out.append(LineRange(ordered[first], number))
            first = i
    return tuple(out)


def build_article(parts: PageParts, group: Group) -> Article:
    """Build the article that ``group`` describes; its number on the page is left open."""
    page, blocks = parts.page, parts.blocks
    head = choose([blocks[i] for i in group.titles])
    text = _Text()
    if head.sub:
        text.add(Role.SUBHEAD, [(t.number, strip_dashes(t)) for t in head.sub])
    if head.main:
        text.add(Role.HEADLINE, [(t.number, strip_dashes(t)) for t in head.main])
    bylines = [blocks[i].byline for i in group.bylines]
    for i in group.bylines:
        role = Role.BYLINE if blocks[i].byline else Role.CREDIT
        text.note(role, (line.number for line in blocks[i].lines))
    bylines.extend(_add_body(parts, group, text))
    fragments = [parts.fragments[n] for n in group.fragments]
    column = _column(group, head, blocks)
    names = _names(bylines)
    return Article(
        id=page.digest[:DIGITS],
        page=page.name,
        kind=decide_kind(fragments, column, text.text, names, headline=bool(head.main)),
        headline=_printed(page, head, main=True),
        subhead=_printed(page, head, main=False),
        column=column,
        reporters=names[0],
        correspondents=names[1],
        text=pair_quotes(text.text),
        parts=tuple(text.parts),
        lines=_lines(parts, group, head),
        offsets=OffsetMap(page.name, tuple(sorted(text.runs, key=lambda run: run.start))),
        boundaries=tuple(sorted(group.boundaries, key=lambda b: b.line)),
    )


def _add_body(parts: PageParts, group: Group, text: _Text) -> list[Byline | None]:
    """Add paragraphs and crossheads in reading order; return the names found in them."""
    found: list[Byline | None] = []
    inner = sorted(group.inner)
    before: Block | None = None
    for number in group.fragments:
        if number not in group.continued:
            before = None
        for block in parts.fragments[number].blocks:
            while inner and inner[0] < block.index and not (before and before.open):
                title = parts.blocks[inner.pop(0)]
                text.add(Role.CROSSHEAD, [(n.number, n.clean) for n in title.lines])
                before = None
            found.extend(_add_paragraph(block, text, goes_on=bool(before and before.open)))
            before = block
    for index in inner:
        text.add(Role.CROSSHEAD, [(n.number, n.clean) for n in parts.blocks[index].lines])
    return found


def _add_paragraph(block: Block, text: _Text, *, goes_on: bool) -> list[Byline | None]:
    start = block.dateline.end if block.dateline else 0
    end = block.tail if block.tail is not None else len(block.text)
    numbers = [line.number for line in block.lines]
    found: list[Byline | None] = []
    if block.dateline:
        text.note(Role.BYLINE, numbers[:1])
        found.append(block.dateline.byline)
    pieces = [(number, solid(line)) for number, line in pieces_of(block, start, end)]
    text.add(Role.BODY, pieces, goes_on=goes_on and not block.dateline)
    if block.tail is not None:
        text.note(Role.CREDIT, numbers[-1:])
        found.append(block.byline)
    return found


def _names(bylines: Iterable[Byline | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    reporters: dict[str, None] = {}
    correspondents: dict[str, None] = {}
    for byline in bylines:
        if byline is not None:
            reporters.update(dict.fromkeys(byline.reporters))
            correspondents.update(dict.fromkeys(byline.correspondents))
    return tuple(reporters), tuple(name for name in correspondents if name not in reporters)


def _printed(page: Page, head: Headline, *, main: bool) -> str:
    """Return the headline (or subhead) with its punctuation as printed."""
    out: list[str] = []
    for line in head.main if main else head.sub:
        kept = strip_dashes(line)
        raw = clean_line(
            page.lines[line.number - 1], blanks=True, widen=False, simplify=page.simplify
        )
        columns = set(kept.columns)
        out.append("".join(c for c, at in zip(raw.text, raw.columns, strict=True) if at in columns))
    return pair_quotes(" ".join(out))


def _column(group: Group, head: Headline, blocks: Sequence[Block]) -> str:
    """Return the one label that stands directly before the article."""
    labels = [blocks[i].text for i in group.labels] + [line.text for line in head.labels]
    return labels[0] if len(labels) == 1 else ""


def _lines(parts: PageParts, group: Group, head: Headline) -> tuple[LineRange, ...]:
    """Return the raw lines of an article, the blank lines between them included."""
    labels = {line.number for line in head.labels}
    owned = [block for n in group.fragments for block in parts.fragments[n].blocks]
    owned += [parts.blocks[i] for i in (*group.titles, *group.inner, *group.bylines)]
    numbers = {line.number for block in owned for line in block.lines} - labels
    out: list[LineRange] = []
    for part in ranges(numbers):
        if out and _all_blank(parts.page, out[-1].last + 1, part.first):
            out[-1] = LineRange(out[-1].first, part.last)
        else:
            out.append(part)
    return tuple(out)


def _all_blank(page: Page, first: int, end: int) -> bool:
    return not any(page.lines[i - 1].strip() for i in range(first, end))


_BLANK = re.compile(r"\s+")


def is_label_left(block: Block) -> bool:
    """A title that heads nothing and is as short as the name of a column."""
    return block.kind is BlockKind.LABEL or len(_BLANK.sub("", block.text)) <= 10


__all__ = ["DIGITS", "FragmentKind", "PageParts", "build_article", "is_label_left", "ranges"]
