"""Strings paragraphs that follow each other into fragments: what surely is one article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .blocks import Block, BlockKind, is_turned
from .evidence import Recurrence, continuation, is_open, starts_inside


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
        soft: it was parted from the fragment before it only because the subject seems to change.
        column: width of the column it is set in, in ideographs; 0 if too short to tell.
    """

    kind: FragmentKind
    blocks: tuple[Block, ...]
    text: str
    soft: bool = False
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


def find_breaks(blocks: Sequence[Block]) -> tuple[frozenset[int], frozenset[int]]:
    """Find the paragraphs that go on with another one than the one directly before them.

    Every paragraph that stops in mid-sentence is matched with the one that continues it, best
    pairs first; what comes next on the page has an advantage.

    Args:
        blocks: all blocks of the page.

    Returns:
        Indices of paragraphs that must not be joined to their predecessor, and of those that
        perhaps belong to another article because the subject changes.
    """
    texts = [b for b in blocks if b.kind in (BlockKind.BODY, BlockKind.ITEM)]
    page = "\n".join(block.text for block in blocks)
    unsettled, settled = _unsettled(blocks, page)
    heads = [b for b in texts if b.gap and b.kind is BlockKind.BODY and b.index not in settled]
    breaks = {
        b.index for b in heads if starts_inside(b.text) >= _CLAIMS and _follows_finished(blocks, b)
    }
    pairs = _match(_pairs(unsettled, heads, page))
    apart = [(one, two) for one, two in pairs if two != one + 1]
    breaks.update(index for one, two in apart for index in (one + 1, two))
    breaks.update(_changes_of_width(texts))
    turned = any(is_turned(block) for block in blocks)
    changes = _changes_of_subject(blocks, settled) if apart or turned else []
    return frozenset(breaks), frozenset(changes) - breaks


def _pairs(
    unsettled: Sequence[Block], heads: Sequence[Block], page: str
) -> list[tuple[float, int, int]]:
    """Score each unfinished paragraph with each that may continue it, best first."""
    if not unsettled:
        return []
    order = {b.index: n for n, b in enumerate([*unsettled, *heads])}
    recurrence = Recurrence([[b.text] for b in (*unsettled, *heads)])
    out: list[tuple[float, int, int]] = []
    for block in unsettled:
        for head in heads:
            if head.index == block.index or head.dateline:
                continue
            if abs(head.index - block.index) > _REACH:
                continue
            if other_column(block.column, head.column):
                continue
            score = continuation(block.text, head.text, page)
            if head.index == block.index + 1:
                score += _NEXT
            elif score >= _WORTH:
                cohesion = recurrence.cohesion([order[block.index]], [order[head.index]])
                telling = min(1.0, min(len(block.text), len(head.text)) / _TELLING)
                score += _SUBJECT * telling * cohesion - _FAR * abs(head.index - block.index)
                score -= _BACK if head.index < block.index else 0.0
            if score >= _CLAIMS:
                out.append((-score, block.index, head.index))
    return sorted(out)


def _match(pairs: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Take pairs from the best down, every paragraph once on each side."""
    left: set[int] = set()
    right: set[int] = set()
    out: list[tuple[int, int]] = []
    for _, one, two in pairs:
        if one not in left and two not in right:
            left.add(one)
            right.add(two)
            out.append((one, two))
    return out


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


def _changes_of_width(texts: Sequence[Block]) -> list[int]:
    """Find paragraphs behind a blank line that are set wider or narrower than the one before."""
    out: list[int] = []
    measured: Block | None = None
    for before, block in pairwise(texts):
        if before.index + 1 != block.index:
            measured = None
            continue
        measured = before if before.column else measured
        if measured is None or not block.gap or before.open:
            continue
        short = min(len(measured.lines), len(block.lines)) <= 2
        apart = abs(measured.column - block.column) >= _OTHER_SHORT
        if other_column(measured.column, block.column) and (apart or not short):
            out.append(block.index)
    return out


def column_of(blocks: Sequence[Block]) -> float:
    """Return the width of the column some paragraphs are set in, 0 if they are too short."""
    long = sorted(block.column for block in blocks if len(block.lines) > 2)
    return long[len(long) // 2] if long else max(block.column for block in blocks)


def _changes_of_subject(blocks: Sequence[Block], settled: set[int]) -> list[int]:
    """On a page with interleaved columns, find finished paragraphs followed by another subject."""
    texts = [b for b in blocks if b.kind is BlockKind.BODY]
    recurrence = Recurrence([[b.text] for b in texts])
    out: list[int] = []
    for at in range(1, len(texts)):
        before, block = texts[at - 1], texts[at]
        if before.index + 1 != block.index or before.open or block.index in settled:
            continue
        run = [at - 1]
        while run[0] and texts[run[0] - 1].index + 1 == texts[run[0]].index and len(run) < _WINDOW:
            run.insert(0, run[0] - 1)
        if block.gap and recurrence.cohesion(run, [at]) < _ANOTHER:
            out.append(block.index)
    return out


def _follows_finished(blocks: Sequence[Block], block: Block) -> bool:
    before = blocks[block.index - 1] if block.index else None
    texts = (BlockKind.BODY, BlockKind.ITEM)
    return before is not None and before.kind in texts and not before.open


def _unsettled(blocks: Sequence[Block], page: str) -> tuple[list[Block], set[int]]:
    """Return unfinished paragraphs whose continuation is open, and settled continuations."""
    unsettled: list[Block] = []
    settled: set[int] = set()
    for block in blocks:
        if block.kind not in (BlockKind.BODY, BlockKind.ITEM) or not block.open:
            continue
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        goes_on = (
            after is not None
            and after.kind is BlockKind.BODY
            and continuation(block.text, after.text, page) >= _GOES_ON
        )
        if goes_on:
            settled.add(block.index + 1)
        else:
            unsettled.append(block)
    return unsettled, settled


def find_fragments(blocks: Sequence[Block]) -> list[Fragment]:
    """String the paragraphs and items of a page into fragments, in page order."""
    breaks, changes = find_breaks(blocks)
    out: list[Fragment] = []
    current: list[Block] = []
    kind = FragmentKind.BODY

    def close() -> None:
        if current:
            soft = current[0].index in changes and kind is FragmentKind.BODY
            soft = soft and not is_turned(current[0])
            text = "".join(b.text for b in current)
            out.append(Fragment(kind, tuple(current), text, soft, column_of(current)))
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
            parted = block.index in breaks or block.index in changes or block.ruled or caption
            if parted or not current or not _follows(current, kind, block):
                alone = not current or kind is not FragmentKind.BODY
                close()
                if alone:
                    changes -= {block.index}
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
    terms = sum(
        bool(_QUESTION.search(i.first.lines[0].text)) and len(i.first.lines[0].text) <= _MAX_TERM
        for i in items
    )
    if terms * 2 > len(items):
        blocks = tuple(block for item in items for block in item.blocks)
        return [Fragment(FragmentKind.STUDY, blocks, "".join(b.text for b in blocks))]
    return items
