"""Puts the lines of one article together to blocks, by their roles and by how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..layout.parts.blocks import Block, BlockKind
from ..layout.scores.evidence import is_open, splits_word
from ..lines.bylines import parse_dateline, parse_ending
from ..lines.sorting import Line, LineKind
from ..types import Role

# Lines are hard-wrapped when at least this share of the full ones stops in mid-sentence; a line is
# full when it is no shorter than its column by so many ideographs. No printed column is wider or
# narrower.
_OPEN_SHARE = 0.4
_SHORTER = 3.5
_MIN_COLUMN = 10
_MAX_COLUMN = 60
_LEAST_LINES = 3
# What heads a part of a text is shorter than this, and than what follows it.
_MAX_HEAD = 30
_LONGER = 4
_LONG = 30
_LEAST_HEAD = 2
_NO_HEAD = re.compile(
    r"[。；，、：:;,…？?！!]$|[。；]|^[，。、；：！？”’）》」』…%（(“]|^(?:问|答|[QA]|记者|主持人)\s*[：:]"
)
# A paragraph cut in two was no shorter.
_LEAST_CUT = 20
_TEXTUAL = (LineKind.TEXT, LineKind.ITEM)
_NAMED = (LineKind.BYLINE, LineKind.NAMES, LineKind.NOTE)


_ASCII = re.compile(r"[!-~]")


def _width(text: str) -> float:
    """Return the printed width of a text in ideographs; Latin characters count half."""
    solid = text.replace(" ", "")
    return len(solid) - len(_ASCII.findall(solid)) / 2


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of a text are set.

    Attributes:
        column: width of the column in ideographs.
        wrapped: lines are broken at the edge of the column.
    """

    column: float
    wrapped: bool


def setting_of(texts: Sequence[str]) -> Setting:
    """Tell whether the lines of a text are paragraphs or pieces of them."""
    if len(texts) < _LEAST_LINES:
        return Setting(0.0, wrapped=False)
    widths = sorted(_width(text) for text in texts)
    column = widths[(len(widths) - 1) * 3 // 4]
    if not _MIN_COLUMN <= column <= _MAX_COLUMN or widths[-1] > column + _LONGER:
        # A line longer than the column shows that there is none.
        return Setting(column, wrapped=False)
    full = [text for text in texts[:-1] if _width(text) >= column - _SHORTER]
    open_ends = sum(is_open(text) for text in full)
    return Setting(column, wrapped=open_ends > _OPEN_SHARE * len(full))


def build_paragraphs(lines: Sequence[Line], roles: Sequence[Role | None]) -> list[Block]:
    """Put the lines of an article together to blocks, in page order.

    Titles, makers and labels are what the roles say. Lines of the text are joined where they are
    hard-wrapped, or where a word is cut in two; short lines over longer ones are titles.

    Args:
        lines: as ``read_lines`` sorts them, furniture already told apart.
        roles: of each line.
    """
    kept = [
        (line, role)
        for line, role in zip(lines, roles, strict=True)
        if line.kind not in (LineKind.BLANK, LineKind.FURNITURE)
    ]
    texts = [line.text for line, role in kept if role is Role.BODY and line.kind in _TEXTUAL]
    setting = setting_of(texts)
    numbers = {line.number for line, _ in kept}
    blocks: list[Block] = []
    pending: list[Line] = []

    def close() -> None:
        if pending:
            blocks.append(_text_block(len(blocks), tuple(pending)))
            pending.clear()

    for at, (line, role) in enumerate(kept):
        below = kept[at + 1] if at + 1 < len(kept) else None
        kind = _kind(line, role, below, pending, setting)
        if kind is BlockKind.BODY:
            tight = line.number - 1 in numbers
            if not pending or not _goes_on(pending, line, setting, tight=tight):
                close()
            pending.append(line)
            continue
        close()
        blocks.append(Block(len(blocks), kind, (line,), line.text, gap=False, byline=line.byline))
    close()
    return blocks


def _text_block(index: int, lines: tuple[Line, ...]) -> Block:
    text = "".join(line.text for line in lines)
    tail, byline = parse_ending(text)
    dateline = parse_dateline(text)
    return Block(
        index, BlockKind.BODY, lines, text, gap=False, byline=byline, tail=tail, dateline=dateline
    )


def _kind(
    line: Line,
    role: Role | None,
    below: tuple[Line, Role | None] | None,
    above: Sequence[Line],
    setting: Setting,
) -> BlockKind:
    """Tell what block a line belongs to."""
    if role in (Role.HEADLINE, Role.SUBHEAD, Role.CROSSHEAD):
        return BlockKind.TITLE
    if role is Role.COLUMN or (line.kind is LineKind.LABEL and below is not None):
        return BlockKind.LABEL
    if role in (Role.BYLINE, Role.CREDIT) or line.kind in (LineKind.SOURCE, LineKind.TURN):
        return BlockKind.BYLINE
    stopped = not above or not is_open("".join(one.text for one in above[-2:]))
    if line.kind in _NAMED and (line.kind is not LineKind.NAMES or stopped):
        return BlockKind.BYLINE
    if line.kind is LineKind.TITLE:
        return BlockKind.TITLE
    if below is None or not stopped or _is_full(line, setting):
        return BlockKind.BODY
    signed = below[0].kind in _NAMED or below[1] is Role.BYLINE
    heads = _may_head(line.text) and (signed or _leads(line.text, below[0].text))
    return BlockKind.TITLE if heads else BlockKind.BODY


def _is_full(line: Line, setting: Setting) -> bool:
    """Tell whether a line fills its column, as pieces of a paragraph do."""
    indent = 2.0 if line.indented else 0.0
    return setting.wrapped and _width(line.text) + indent >= setting.column - _SHORTER


def _may_head(text: str) -> bool:
    """Tell whether a line has the form of a headline or crosshead."""
    fits = _LEAST_HEAD <= _width(text) <= _MAX_HEAD and not _NO_HEAD.search(text)
    return fits and text.count("“") == text.count("”")


def _leads(text: str, below: str) -> bool:
    """Tell whether what stands below a short line is long enough to be headed by it."""
    size = _width(text)
    return _width(below) >= min(size + _LONGER, _LONG) and not splits_word(text, below)


def _goes_on(above: Sequence[Line], line: Line, setting: Setting, *, tight: bool) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    last = above[-1].text
    if is_open(last):
        cut = splits_word(last, line.text) and _width(last) >= _LEAST_CUT
        return (setting.wrapped and (tight or cut)) or cut
    full = _width(last) > setting.column - 2.0
    return setting.wrapped and tight and full and not line.indented
