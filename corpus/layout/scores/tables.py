"""Weighs what speaks for two paragraphs as neighbours in an article, for all two of a page at once.

The same as the features of ``Pairs.features`` and ``Refiner.article_features`` with their weights,
but counted on matrices: a page asks for thousands of pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ..parts.blocks import Block, BlockKind, is_dialogue, is_left, is_maker, is_turned
from ..parts.columns import MAX_COLUMN
from ..parts.fragments import OTHER_COLUMN
from .manner import argues_how_surely

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

#: Nothing goes on behind the names of the makers, and nothing stands before a dateline.
FORBIDDEN = -15.0
#: What is told of how an article is signed, by its first paragraph (two) and by its last.
SIGNED = ("starts signed", "starts signed, habit", "ends signed", "ends signed, habit")
#: From this many paragraphs on, two are no farther from each other.
MOST_FAR = 8


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of one step for the paragraphs of a page; the last place stands for none.

    Attributes:
        links: of a paragraph (row) directly before another (column) in an article.
        headed: of a paragraph as the first of an article that has a headline.
        unheaded: the same for one without.
        ends: of a paragraph as the last of an article.
        article: of an article more.
    """

    links: Floats
    headed: Floats
    unheaded: Floats
    ends: Floats
    article: float


_FLAGS = (
    "begins inside a sentence",
    "taken up from another page",
    "dateline",
    "ended by names",
    "open end",
    "goes on on another page",
    "ruled",
    "gap",
    "dialogue",
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the table is made from.

    Attributes:
        index: block of each paragraph.
        flags: what is true (row) of each paragraph (column), see ``_FLAGS``.
        column: width of the column each is set in.
        manner: how surely each argues, as in a commentary; NaN if it is too short to tell.
        before: how many texts (row 0) and turns from other pages (row 1) stand before each block.
    """

    index: Places
    flags: Flags
    column: Floats
    manner: Floats
    before: Places

    def part(self, at: Places) -> Traits:
        """Return the traits of some of the paragraphs."""
        return Traits(
            self.index[at], self.flags[:, at], self.column[at], self.manner[at], self.before
        )


def read_traits(blocks: Sequence[Block], units: Sequence[int], inside: Sequence[bool]) -> Traits:
    """Look at every paragraph of a page.

    Args:
        blocks: of the page.
        units: which of them are paragraphs.
        inside: whether each paragraph begins like the rest of a sentence.
    """
    own = [blocks[unit] for unit in units]
    turns = [is_turned(b) for b in blocks]
    after = (*blocks[1:], None)
    flags = [
        inside,
        [turns[unit] for unit in units],
        [b.dateline is not None for b in own],
        [b.tail is not None and bool(b.byline) for b in own],
        [b.open for b in own],
        [next_one is not None and is_left(next_one) for next_one in map(after.__getitem__, units)],
        [b.ruled for b in own],
        [b.gap for b in own],
        [is_dialogue(b) for b in own],
    ]
    texts = [b.kind in (BlockKind.BODY, BlockKind.ITEM) for b in blocks]
    return Traits(
        np.array(units, dtype=np.intp),
        np.array(flags, dtype=np.bool_).reshape(len(_FLAGS), len(units)),
        np.array([b.column for b in own], dtype=np.float64),
        np.array([argues_how_surely(b.text) for b in own], dtype=np.float64),
        np.array([[0, *accumulate(texts)], [0, *accumulate(turns)]], dtype=np.intp),
    )


def other_columns(column: Floats) -> tuple[Flags, Flags]:
    """Tell of each two paragraphs whether their columns differ, and whether they are alike."""
    one, two = column[:, None], column[None, :]
    known = np.minimum(one, two) > 0
    other = known & (np.maximum(one, two) <= MAX_COLUMN) & (np.abs(one - two) >= OTHER_COLUMN)
    return other, known & ~other


def weigh_links(traits: Traits, above: Floats, weight: Mapping[str, float]) -> Floats:
    """Return the weight of each two paragraphs as neighbours, but for open ends.

    Args:
        traits: the paragraphs.
        above: weight of what stands directly above each of them.
        weight: the fitted weights by name.
    """
    get = weight.get
    inside, turned, dated, ended, is_open, _, ruled, gap, spoken = traits.flags
    left, right = traits.index + 1, traits.index
    next_one = left[:, None] == right
    texts, turns = traits.before[:, right][:, None, :] - traits.before[:, left][:, :, None]
    begins = (turned | dated) | ((turns > 0) & ~next_one)
    far = get("apart", 0.0) + get("far", 0.0) * np.minimum(MOST_FAR, texts)
    between = above + np.where(texts == 0, get("next but for that", 0.0), far)
    following = np.where(gap, get("next, gap", 0.0), get("next", 0.0))
    other, same = other_columns(traits.column)
    out = FORBIDDEN * begins + np.where(next_one, following, between)
    out += (FORBIDDEN * ended)[:, None] + get("ruled", 0.0) * ruled
    out += get("question beside prose", 0.0) * (spoken[:, None] != spoken)
    manner = traits.manner
    out += get("other manner", 0.0) * np.nan_to_num(np.abs(manner[:, None] - manner))
    out += get("other column", 0.0) * other + get("same column", 0.0) * same
    return out + get("starts inside", 0.0) * (~is_open[:, None] & inside)


def weigh_above(
    above: Sequence[Sequence[Block]], forms: Sequence[float], weight: Mapping[str, float]
) -> Floats:
    """Return the weight of what stands directly above each paragraph.

    Args:
        above: titles, makers and labels above each paragraph.
        forms: how much the titles above each look like crossheads, on the average.
        weight: the fitted weights by name.
    """
    get = weight.get
    out = np.zeros(len(above))
    for at, (blocks, form) in enumerate(zip(above, forms, strict=True)):
        if not blocks:
            continue
        titles = [b for b in blocks if b.kind is BlockKind.TITLE]
        if any(b.kind is BlockKind.LABEL for b in blocks):
            out[at] += get("label between", 0.0)
        if any(map(is_maker, blocks)):
            out[at] += get("makers between", 0.0)
        if titles:
            inner = sum(b.inner for b in titles) / len(titles)
            out[at] += get("title between", 0.0) + get("crosshead", 0.0) * form
            out[at] += get("crosshead by looks", 0.0) * inner
    return out


def weigh_edges(
    traits: Traits, signed: Floats, weight: Mapping[str, float]
) -> tuple[Floats, Floats]:
    """Return the weight of each paragraph as the first one under a headline, and as the last one.

    Args:
        traits: the paragraphs.
        signed: what ``SIGNED`` names (row) of each paragraph (column).
        weight: the fitted weights by name.
    """
    get = weight.get
    inside, turned, _, _, is_open, leaves, *_ = traits.flags
    above, above_habit, behind, behind_habit = (get(name, 0.0) for name in SIGNED)
    headed = get("starts inside", 0.0) * (inside & ~turned)
    headed = headed + above * signed[0] + above_habit * signed[1]
    ends = get("ends open", 0.0) * (is_open & ~leaves)
    ends = ends + behind * signed[2] + behind_habit * signed[3]
    none = np.zeros(1)
    return np.concatenate([headed, none]), np.concatenate([ends, none])


def weigh_bare(
    traits: Traits, headed: Floats, crowned: Flags, weight: Mapping[str, float]
) -> Floats:
    """Return the weight of each paragraph as the first of an article without a headline.

    Args:
        traits: the paragraphs.
        headed: the weight of each as the first of an article that has one, and of none.
        crowned: whether a byline, or a title of no other article, stands directly above each.
        weight: the fitted weights by name.
    """
    get, dated = weight.get, traits.flags[2]
    bare = np.where(crowned, get("unheaded, titled", 0.0), get("unheaded", 0.0)) * ~dated
    return headed + np.append(bare, 0.0)
