"""Cuts a page into articles. Every raw line ends in an article, in the furniture or is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .geometry.cutting import cut_layout
from .given.assembly import given_article
from .layout.assembly import DIGITS, PageParts, build_article, is_label_left, ranges
from .layout.parts.blocks import Block, BlockKind, build_blocks
from .layout.scores.cohesion import Recurrence
from .layout.solving.grouping import group_blocks
from .layout.solving.plain import read_plain
from .lines.settling import read_lines
from .lines.sorting import Line, LineKind
from .repair.damage import find_notes
from .types import Article, CutPage, Furniture, Page, PageForm, Reason, Rejected


def cut_page(page: Page) -> CutPage:
    """Cut a page into articles.

    Lines are cleaned and sorted, joined to paragraphs, and paragraphs, headlines and bylines are
    linked by evidence: sentences that go on, words that recur, places on the page.

    Args:
        page: the page as read.

    Returns:
        Its articles in the order of their first lines, the lines that belong to no article
        and why, the lines that could not be placed, and notes on damaged lines.
    """
    return replace(_cut(page), notes=find_notes(page))


def _cut(page: Page) -> CutPage:
    if page.form is PageForm.ARTICLE:
        return given_article(page)
    if page.form is PageForm.LAYOUT:
        return cut_layout(page)
    lines = read_lines(page)
    blocks = build_blocks(lines)
    fragments, groups = read_plain(blocks) or group_blocks(
        blocks, Recurrence([block.text for block in blocks])
    )
    parts = PageParts(page, blocks, fragments)
    articles = [build_article(parts, group) for group in groups]
    articles = [a for a in articles if a.text]
    order = sorted(range(len(articles)), key=lambda i: articles[i].lines[0].first)
    numbered = [
        replace(articles[i], id=f"{page.digest[:DIGITS]}-{ordinal:02d}", origin=page.origin)
        for ordinal, i in enumerate(order, 1)
    ]
    return _account(page, lines, blocks, tuple(numbered))


def cut_pages(pages: Iterable[Page]) -> Iterator[CutPage]:
    """Cut pages one by one, lazily."""
    return map(cut_page, pages)


def _account(
    page: Page, lines: Sequence[Line], blocks: Sequence[Block], articles: tuple[Article, ...]
) -> CutPage:
    """Say of every line that is in no article what it is."""
    taken = {n for a in articles for r in a.lines for n in range(r.first, r.last + 1)}
    of_block = {line.number: block for block in blocks for line in block.lines}
    furniture: list[Furniture] = []
    refused: list[int] = []
    for line in lines:
        if line.number in taken:
            continue
        block = of_block.get(line.number)
        if block is None:
            furniture.append(Furniture(line.number, line.note or "page head"))
        elif block.kind in (BlockKind.LABEL, BlockKind.TITLE) and is_label_left(block):
            furniture.append(Furniture(line.number, "column label"))
        elif line.kind in (LineKind.SOURCE, LineKind.NOTE, LineKind.TURN):
            furniture.append(Furniture(line.number, line.kind.value))
        else:
            refused.append(line.number)
    rejected = tuple(
        Rejected(page.name, Reason.UNPLACED, "no article claims these lines; look at the page", r)
        for r in ranges(refused)
    )
    return CutPage(page, articles, tuple(furniture), rejected)


__all__ = ["cut_page", "cut_pages"]
