"""Strings paragraphs that follow each other into fragments: what surely is one article's text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..scores.evidence import is_open
from .blocks import Block, BlockKind, is_turned


class FragmentKind(StrEnum):
    """What a fragment is."""

    BODY = "body"
    CAPTION = "caption"
    BRIEF = "brief"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Paragraphs in a row that belong to one article.

    Attributes:
        kind: body text, photo caption, item of a news box, or box of questions and terms.
        blocks: its paragraphs, in page order.
        text: their text, for evidence.
        column: width of the column it is set in, in ideographs; 0 if too short to tell.
    """

    kind: FragmentKind
    blocks: tuple[Block, ...]
    text: str
    column: float = 0.0

    @property
    def first(self) -> Block:
        """The first paragraph."""
        return self.blocks[0]

    @property
    def last(self) -> Block:
        """The last paragraph."""
        return self.blocks[-1]


# Captions are short; a longer paragraph with a credit is the end of a report with pictures.
_MAX_CAPTION = 330
_SHOWS = re.compile(
    r"图为|[上下左右如题]图[为：，是]|(?:^|[▲△▼])图[①-⑩一二三四五六1-9]?[：为]|（资料图|资料照片）"
)
# From this score on a paragraph surely continues the unfinished one before it; below, all
# paragraphs of the page compete for the place, if they score at least the second figure.
_GOES_ON = 2.0
_CLAIMS = 2.2
# What comes next on the page is the likeliest place for a sentence to go on.
_NEXT = 2.2
# Columns are read downwards: a sentence seldom goes on further up.
_BACK = 0.8
# A pair far apart is looked at more closely from this score on: by subject and distance.
_WORTH = 1.0
_SUBJECT = 0.3
_FAR = 0.01
# Paragraphs shorter than this say little about their subject.
_TELLING = 200
# Cohesion below which a paragraph may belong to another column, looking back this far.
_ANOTHER = -1.0
_WINDOW = 3
# Parts of one article are no more blocks apart than a full newspaper page has.
_REACH = 120
_QUESTION = re.compile(r"[：:？?]$")
_MAX_TERM = 40
_BRACKETS = frozenset("[【〔［")
# 五边：指城边、路边…… · 怎样办理：由党支部……
_TERM = re.compile(
    r"^[^，。；：:]{1,12}[：:](?:是?指|就是|即)"
    r"|^(?=[^：:]{0,12}(?:怎|什么|如何|哪|为何|几|多久|多少|吗|是否))[^，。；：:]{2,16}[：:？?]"
)


def is_caption(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the paragraph at ``at`` is the text under a picture."""
    block = blocks[at]
    if block.kind is not BlockKind.BODY or len(block.text) > _MAX_CAPTION or block.dateline:
        return False
    if block.byline and block.byline.credit:
        return True
    if ("图" in block.text or "照片" in block.text) and _SHOWS.search(block.text):
        return True
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    credited = after is not None and after.byline is not None and after.byline.credit
    return credited and after is not None and after.kind is BlockKind.BYLINE


# Widths of columns that differ by more than this are two columns, and so two articles: on annotated
# pages 3 in 100 pairs of neighbouring paragraphs of one article differ so much, 68 of two.
OTHER_COLUMN = 2.1
# A paragraph of two lines may lack an indent of two.
_OTHER_SHORT = 4.1
# Lines wider than this are not set in columns.
_MAX_COLUMN = 60


def other_column(one: float, two: float) -> bool:
    """Tell whether two widths, in ideographs, are those of different columns."""
    return min(one, two) > 0 and max(one, two) <= _MAX_COLUMN and abs(one - two) >= OTHER_COLUMN


def column_of(blocks: Sequence[Block]) -> float:
    """Return the width of the column some paragraphs are set in, 0 if they are too short."""
    long = sorted(block.column for block in blocks if len(block.lines) > 2)
    return long[len(long) // 2] if long else max(block.column for block in blocks)


def find_fragments(blocks: Sequence[Block]) -> list[Fragment]:
    """String the paragraphs and items of a page into fragments, in page order."""
    out: list[Fragment] = []
    current: list[Block] = []
    kind = FragmentKind.BODY

    def close() -> None:
        if current:
            text = "".join(b.text for b in current)
            out.append(Fragment(kind, tuple(current), text, column_of(current)))
            current.clear()

    for at, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM:
            close()
            kind = FragmentKind.BRIEF
            current.append(block)
        elif block.kind is not BlockKind.BODY:
            close()
            kind = FragmentKind.BODY
        else:
            caption = is_caption(blocks, at)
            if block.ruled or caption or not current or not _follows(current, kind, block):
                close()
                kind = FragmentKind.CAPTION if caption else FragmentKind.BODY
            current.append(block)
    close()
    return _sort_items(out)


def _follows(current: list[Block], kind: FragmentKind, block: Block) -> bool:
    """Tell whether a paragraph goes on with the fragment directly before it."""
    last = current[-1]
    if kind is FragmentKind.CAPTION:
        return last.open and not block.dateline
    if block.dateline or is_turned(block) or (last.tail is not None and last.byline is not None):
        return False
    if kind is FragmentKind.BRIEF:
        term = len(last.text) <= _MAX_TERM and (is_open(last.text) or _QUESTION.search(last.text))
        return bool(term) or last.open or not block.gap
    return True


def _sort_items(fragments: list[Fragment]) -> list[Fragment]:
    """Tell news items from terms of a study box, and from lists inside a report."""
    out: list[Fragment] = []
    at = 0
    while at < len(fragments):
        if fragments[at].kind is not FragmentKind.BRIEF:
            out.append(fragments[at])
            at += 1
            continue
        end = at
        while end < len(fragments) and fragments[end].kind is FragmentKind.BRIEF:
            end += 1
        out.extend(_sort_box(fragments[at:end]))
        at = end
    return out


def _sort_box(items: list[Fragment]) -> list[Fragment]:
    terms = sum(map(_is_term, items))
    if terms * 2 > len(items):
        blocks = tuple(block for item in items for block in item.blocks)
        return [Fragment(FragmentKind.STUDY, blocks, "".join(b.text for b in blocks))]
    return items


def _is_term(item: Fragment) -> bool:
    """Tell whether an item explains the words on its first line."""
    first = item.first.lines[0]
    if _TERM.match(first.text):
        return True
    if len(first.text) > _MAX_TERM:
        return False
    boxed = first.sign in _BRACKETS and first.text[:1] != first.sign
    return boxed or bool(_QUESTION.search(first.text))


def cut_fragments(fragments: Sequence[Fragment], home: Mapping[int, int]) -> list[Fragment]:
    """Cut fragments where the article of their paragraphs changes.

    Args:
        fragments: the fragments of a page.
        home: the article of each paragraph, by block; others stay whole.
    """
    out: list[Fragment] = []
    for fragment in fragments:
        first = 0
        for at in range(1, len(fragment.blocks) + 1):
            blocks = fragment.blocks[first:at]
            end = at == len(fragment.blocks)
            here = home.get(blocks[-1].index)
            if end or home.get(fragment.blocks[at].index) != here:
                text = "".join(block.text for block in blocks)
                out.append(Fragment(fragment.kind, blocks, text, column_of(blocks)))
                first = at
    return out
