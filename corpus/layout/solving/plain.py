"""Knows pages that hold one article and nothing else, so that nothing need be weighed on them."""

from __future__ import annotations

from collections.abc import Sequence

from ...types import Boundary
from ..parts.blocks import Block, BlockKind, is_maker
from ..parts.fragments import Fragment, FragmentKind, find_fragments
from .groups import Group

# A page with more letters than this is a newspaper page, whatever it looks like; one without any
# headline from fewer on.
_MOST_LETTERS = 6_000
_MOST_UNTITLED = 3_000


def read_plain(blocks: Sequence[Block]) -> tuple[list[Fragment], list[Group]] | None:
    """Put a page with one headline over finished paragraphs together.

    Args:
        blocks: blocks of the page, in page order.

    Returns:
        Its only fragment and group; None if the page may hold more than one article.
    """
    body = [at for at, block in enumerate(blocks) if block.kind is BlockKind.BODY]
    if not body or body[-1] - body[0] + 1 != len(body):
        return None
    above, texts, below = blocks[: body[0]], blocks[body[0] : body[-1] + 1], blocks[body[-1] + 1 :]
    titles = [block.index for block in above if block.kind is BlockKind.TITLE]
    letters = sum(len(block.text) for block in texts)
    if len(titles) > 1 or letters > (_MOST_LETTERS if titles else _MOST_UNTITLED):
        return None
    labels = [block.index for block in above if block.kind is BlockKind.LABEL]
    makers = [block.index for block in (*above, *below) if block.kind is BlockKind.BYLINE]
    if len(labels) > 1 or any(block.kind is not BlockKind.BYLINE for block in below):
        return None
    if len(makers) > 1 or not all(is_maker(blocks[at]) for at in makers):
        return None
    if any(block.open or block.ruled or block.dateline for block in texts[1:]) or texts[0].open:
        return None
    fragments = find_fragments(blocks)
    if len(fragments) != 1 or fragments[0].kind is not FragmentKind.BODY:
        return None
    group = Group([0], titles=titles, bylines=makers, labels=labels)
    group.boundaries.append(Boundary(texts[0].first, 1.0, "the article begins"))
    for at in titles:
        group.boundaries.append(Boundary(blocks[at].first, 1.0, "the only headline of the page"))
    return fragments, [group]
