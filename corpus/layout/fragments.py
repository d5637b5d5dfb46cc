"""Strings paragraphs that follow each other into fragments: what surely is one article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .blocks import Block, BlockKind
from .evidence import continuation, is_open, starts_inside


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
    """

    kind: FragmentKind
    blocks: tuple[Block, ...]
    text: str

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
# paragraphs of the page compete for the place, and one must lead by this much to win it.
_GOES_ON = 2.0
_CLAIMS = 2.5
_LEAD = 1.5
# What comes next on the page is the likeliest place for a sentence to go on.
_NEXT = 2.0
_QUESTION = re.compile(r"[：:？?]$")
_MAX_TERM = 40


def is_caption(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the paragraph at ``at`` is the text under a picture."""
    block = blocks[at]
    if block.kind is not BlockKind.BODY or len(block.text) > _MAX_CAPTION or block.dateline:
        return False
    if block.byline and block.byline.credit:
        return True
    if _SHOWS.search(block.text):
        return True
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    credited = after is not None and after.byline is not None and after.byline.credit
    return credited and after is not None and after.kind is BlockKind.BYLINE


def find_breaks(blocks: Sequence[Block]) -> frozenset[int]:
    """Find the paragraphs that go on with another one than the one directly before them.

    Args:
        blocks: all blocks of the page.

    Returns:
        Indices of paragraphs that must not be joined to their predecessor.
    """
    page = "\n".join(block.text for block in blocks)
    texts = [b for b in blocks if b.kind in (BlockKind.BODY, BlockKind.ITEM)]
    unsettled: list[Block] = []
    settled: set[int] = set()
    nearby: dict[int, float] = {}
    for block in texts:
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        if not block.open:
            continue
        if after is not None and after.kind is BlockKind.BODY:
            nearby[after.index] = continuation(block.text, after.text, page)
            if nearby[after.index] >= _GOES_ON:
                settled.add(after.index)
                continue
        unsettled.append(block)
    heads = [b for b in texts if b.gap and b.kind is BlockKind.BODY and b.index not in settled]
    breaks: set[int] = set()
    for block in unsettled:
        claims = [
            (continuation(block.text, head.text, page), -head.index)
            for head in heads
            if head.index not in (block.index, block.index + 1) and not head.dateline
        ]
        best, index = max(claims, default=(0.0, 0))
        own = nearby.get(block.index + 1, -_NEXT) + _NEXT
        if best >= _CLAIMS and best >= own + _LEAD:
            rival = nearby.get(-index)
            if rival is None or best >= rival + _NEXT:
                breaks.add(-index)
            if block.index + 1 in nearby:
                breaks.add(block.index + 1)
    for block in heads:
        before = blocks[block.index - 1] if block.index else None
        if before in texts and not before.open and starts_inside(block.text) >= _CLAIMS:
            breaks.add(block.index)
    return frozenset(breaks)


def find_fragments(blocks: Sequence[Block]) -> list[Fragment]:
    """String the paragraphs and items of a page into fragments, in page order."""
    breaks = find_breaks(blocks)
    out: list[Fragment] = []
    current: list[Block] = []
    kind = FragmentKind.BODY

    def close() -> None:
        if current:
            out.append(Fragment(kind, tuple(current), "".join(b.text for b in current)))
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
            parted = block.index in breaks or block.ruled or caption
            if parted or not current or not _follows(current, kind, block):
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
    if block.dateline or (last.tail is not None and last.byline is not None):
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
    terms = sum(
        bool(_QUESTION.search(i.first.lines[0].text)) and len(i.first.lines[0].text) <= _MAX_TERM
        for i in items
    )
    if terms * 2 > len(items):
        blocks = tuple(block for item in items for block in item.blocks)
        return [Fragment(FragmentKind.STUDY, blocks, "".join(b.text for b in blocks))]
    return items
