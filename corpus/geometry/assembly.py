"""Builds the article of a chain of printed parts: paragraphs, headline, offsets, lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..layout.assembly import DIGITS, ranges
from ..layout.headline import TitleLine, strip_dashes
from ..layout.kinds import decide_kind
from ..layout.parts.blocks import Block, BlockKind, pieces_of
from ..layout.parts.fragments import Fragment, FragmentKind
from ..lines.bylines import Byline, parse_byline, parse_dateline, parse_ending
from ..lines.labels import is_label_like
from ..lines.sorting import LineKind
from ..repair.cleaning import CleanLine, clean_line, runs_of, solid
from ..repair.signs import pair_quotes
from ..types import Article, Boundary, OffsetMap, Page, Part, Role, Run, Span
from .links.linking import Chain
from .parts.heads import Head
from .parts.nodes import Node, NodeKind, is_indented, is_short
from .parts.sheet import Printed

# Lines of a headline differ in size by no more than this; smaller ones are subheads.
_ONE_SIZE = 1.2
# Lines in which a dateline, or the names at the end, stand.
_OPENING = 5
_ROLES = ("通讯员", "记者", "本报", "特约", "实习")
_DASHES = ("—", "–", "―", "--")


@dataclass(slots=True)
class _Titles:
    main: list[Printed] = field(default_factory=list[Printed])
    sub: list[Printed] = field(default_factory=list[Printed])
    labels: list[Printed] = field(default_factory=list[Printed])


class _Text:
    """The text of an article while it grows, with the runs that lead back."""

    def __init__(self) -> None:
        self.text = ""
        self.runs: list[Run] = []
        self.parts: list[Part] = []

    def add(self, role: Role, pieces: Sequence[tuple[int, CleanLine]], between: str = "") -> None:
        """Add a part; ``between`` stands between its lines."""
        pieces = [(number, line) for number, line in pieces if line.text.strip()]
        if not pieces:
            return
        if self.text:
            self.text += "\n"
        begin = len(self.text)
        for at, (number, line) in enumerate(pieces):
            self.text += between if at else ""
            self.runs.extend(runs_of(line, number, len(self.text)))
            self.text += line.text
        lines = ranges(number for number, _ in pieces)
        self.parts.append(Part(role, lines, Span(begin, len(self.text))))

    def note(self, role: Role, numbers: Iterable[int]) -> None:
        """Add a part that is not in the text."""
        self.parts.append(Part(role, ranges(numbers), None))


def build(page: Page, chain: Chain, *, indents: bool) -> Article:
    """Build the article of a chain; its number on the page is left open.

    Args:
        page: the page.
        chain: its parts in reading order.
        indents: paragraphs of the page begin with an indent.
    """
    text = _Text()
    titles = _titles(chain.head)
    if titles.sub:
        text.add(Role.SUBHEAD, [_titled(one) for one in titles.sub], " ")
    if titles.main:
        text.add(Role.HEADLINE, [_titled(one) for one in titles.main], " ")
    bylines: list[Byline | None] = []
    for node in chain.bylines:
        known = [one.line.byline for one in node.lines]
        if len(node.lines) > 1:
            known = [parse_byline(_spaced(node.lines))]
        text.note(Role.BYLINE if any(known) else Role.CREDIT, _numbers(node.lines))
        bylines.extend(known)
    blocks: list[Block] = []
    for part in _paragraphs(chain, indents=indents):
        if isinstance(part, Head):
            lines = [one for node in part.nodes for one in node.lines]
            text.add(Role.CROSSHEAD, [(one.line.number, one.line.clean) for one in lines])
        else:
            block = _block(part, len(blocks))
            blocks.append(block)
            bylines.extend(_add_paragraph(block, text))
    column = _column(chain, titles)
    names = _names(bylines)
    return Article(
        id=page.digest[:DIGITS],
        page=page.name,
        kind=decide_kind(
            _fragments(chain, blocks), column, text.text, names, headline=bool(titles.main)
        ),
        headline=_printed(page, titles.main),
        subhead=_printed(page, titles.sub),
        column=column,
        reporters=names[0],
        correspondents=names[1],
        text=pair_quotes(text.text),
        parts=tuple(text.parts),
        lines=ranges(_owned(chain, titles)),
        offsets=OffsetMap(page.name, tuple(text.runs)),
        boundaries=_boundaries(chain),
    )


def _titles(head: Head | None) -> _Titles:
    """Tell headline, subheads and labels by the sizes of their type."""
    out = _Titles()
    if head is None:
        return out
    top = max(node.size for node in head.nodes)
    several = len(head.nodes) > 1
    for node in head.nodes:
        for one in node.lines:
            smaller = one.size * _ONE_SIZE < top
            if several and not out.main and smaller and is_label_like(one.text):
                out.labels.append(one)
            elif smaller or (out.main and one.text.startswith(_DASHES)):
                out.sub.append(one)
            else:
                out.main.append(one)
    return out


def _titled(one: Printed) -> tuple[int, CleanLine]:
    return one.line.number, strip_dashes(TitleLine(one.line.number, one.line.clean, 0, 0))


def _printed(page: Page, lines: Sequence[Printed]) -> str:
    """Return title lines with their punctuation as printed."""
    out: list[str] = []
    for one in lines:
        number, kept = _titled(one)
        raw = clean_line(page.lines[number - 1], blanks=True, widen=False, simplify=page.simplify)
        columns = set(kept.columns)
        out.append("".join(c for c, at in zip(raw.text, raw.columns, strict=True) if at in columns))
    return pair_quotes(" ".join(out))


def _paragraphs(chain: Chain, *, indents: bool) -> Iterator[list[Printed] | Head]:
    """Cut the texts of a chain into paragraphs by indents and by lines that end early."""
    current: list[Printed] = []
    before: tuple[Printed, Node] | None = None
    for at, part in enumerate(chain.parts):
        if isinstance(part, Head):
            if at == 0:
                continue
            if current:
                yield current
            current, before = [], None
            yield part
            continue
        for one in part.lines:
            if current and before and _begins(before, one, part, indents=indents):
                yield current
                current = []
            current.append(one)
            before = one, part
    if current:
        yield current


def _begins(before: tuple[Printed, Node], one: Printed, node: Node, *, indents: bool) -> bool:
    """Tell whether a line begins a paragraph behind another line."""
    last, home = before
    if one.line.kind is LineKind.ITEM:
        return True
    short = is_short(last, home.right)
    if is_indented(one, node.left) and (indents or not last.open):
        return True
    if last.open:
        return False
    return short or (node is not home and not indents and node.apart in ("gap", "dateline"))


def _block(lines: Sequence[Printed], index: int) -> Block:
    own = tuple(line for one in lines for line in one.own)
    text = "".join(line.text for line in own)
    tail, byline = parse_ending(text)
    dateline = parse_dateline(text)
    if dateline is not None:
        told = parse_dateline(_spaced(lines[:_OPENING]))
        dateline = replace(dateline, byline=(told or dateline).byline)
    if byline is not None:
        byline = parse_ending(_spaced(lines[-_OPENING:]))[1] or byline
    return Block(
        index, BlockKind.BODY, own, text, gap=True, byline=byline, tail=tail, dateline=dateline
    )


def _spaced(lines: Sequence[Printed]) -> str:
    """Join lines as names are read: with a blank between roles and names."""
    out = ""
    for one in lines:
        apart = one.text.startswith(_ROLES) or out.endswith(_ROLES)
        out += f" {one.text}" if apart else one.text
    return out


def _add_paragraph(block: Block, text: _Text) -> list[Byline | None]:
    start = block.dateline.end if block.dateline else 0
    end = block.tail if block.tail is not None else len(block.text)
    found: list[Byline | None] = []
    if block.dateline:
        text.note(Role.BYLINE, [block.lines[0].number])
        found.append(block.dateline.byline)
    text.add(Role.BODY, [(n, solid(line)) for n, line in pieces_of(block, start, end)])
    if block.tail is not None:
        text.note(Role.CREDIT, [block.lines[-1].number])
        found.append(block.byline)
    return found


def _fragments(chain: Chain, blocks: Sequence[Block]) -> list[Fragment]:
    first = chain.texts[0] if chain.texts else None
    kind = FragmentKind.BODY
    if first is not None and first.kind is NodeKind.CAPTION:
        kind = FragmentKind.CAPTION
    elif first is not None and first.lines[0].line.kind is LineKind.ITEM and chain.head is None:
        kind = FragmentKind.BRIEF
    return [Fragment(kind, tuple(blocks), "".join(block.text for block in blocks))]


def _names(bylines: Iterable[Byline | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    reporters: dict[str, None] = {}
    correspondents: dict[str, None] = {}
    for byline in bylines:
        if byline is not None:
            reporters.update(dict.fromkeys(byline.reporters))
            correspondents.update(dict.fromkeys(byline.correspondents))
    return tuple(reporters), tuple(name for name in correspondents if name not in reporters)


def _column(chain: Chain, titles: _Titles) -> str:
    """Return the one label that stands directly before the article."""
    labels = [node.text for node in chain.labels] + [one.text for one in titles.labels]
    return labels[0] if len(labels) == 1 else ""


def _numbers(lines: Iterable[Printed]) -> list[int]:
    return [line.number for one in lines for line in one.own]


def _owned(chain: Chain, titles: _Titles) -> list[int]:
    out: list[int] = []
    for part in chain.parts:
        for node in part.nodes if isinstance(part, Head) else (part,):
            out.extend(_numbers(node.lines))
    for node in chain.bylines:
        out.extend(_numbers(node.lines))
    labels = set(_numbers(titles.labels))
    return [number for number in out if number not in labels]


def _boundaries(chain: Chain) -> tuple[Boundary, ...]:
    out: list[Boundary] = []
    for part, link in zip(chain.parts, chain.links, strict=True):
        first = part.nodes[0] if isinstance(part, Head) else part
        out.append(Boundary(first.lines[0].line.number, link.confidence, link.why))
    return tuple(sorted(out, key=lambda b: b.line))
