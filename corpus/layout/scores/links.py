"""What stands beside what on a page, and the form of its titles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from ...lines.sorting import BOLD
from ..parts.blocks import Block, BlockKind, is_maker
from ..parts.fragments import Fragment, FragmentKind
from .cohesion import Recurrence
from .evidence import width

# Titles of notices stand over texts of their own.
_NOTICE = re.compile(r"(?:公示|公告|通知|通告|启事|声明|提示|更正|讣告)$")
_SHOUTS = re.compile(r"[！？!?]")
#: Parts of one article are no more blocks apart than this: a full newspaper page has fewer.
REACH = 120

_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．，]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[、.．]|0\d|第[一二三四五六七八九十]{1,2}[，、：:])"
)


# A very short title line before a longer one is the name of a column.
_MAX_LABEL = 8


class Links:
    """The blocks and fragments of one page and their neighbours."""

    def __init__(
        self, blocks: Sequence[Block], fragments: Sequence[Fragment], recurrence: Recurrence
    ) -> None:
        """Take a page.

        Args:
            blocks: its blocks, in page order.
            fragments: the fragments of its texts, in page order.
            recurrence: what the blocks have in common.
        """
        self.blocks = blocks
        self.recurrence = recurrence
        self.fragments = fragments
        self._starts = [fragment.first.index for fragment in fragments]
        self._before: dict[int, list[Block]] = {}
        self._behind: dict[int, list[Block]] = {}
        self.titles = [b.index for b in blocks if b.kind is BlockKind.TITLE]
        self.owner = {b.index: n for n, f in enumerate(fragments) for b in f.blocks}

    @cached_property
    def page(self) -> str:
        """The text of the page."""
        return "\n".join([block.text for block in self.blocks])

    def near(self, block: int) -> range:
        """Return the ordinals of the fragments within reach of a block."""
        first = bisect_left(self._starts, block - REACH)
        return range(first, bisect_right(self._starts, block + REACH))

    def before(self, fragment: int) -> list[Block]:
        """Return the blocks between a fragment and the fragment before it, nearest first."""
        known = self._before.get(fragment)
        if known is None:
            known = self._before[fragment] = self._look_back(fragment)
        return known

    def _look_back(self, fragment: int) -> list[Block]:
        out: list[Block] = []
        at = self.fragments[fragment].first.index - 1
        while at >= 0 and at not in self.owner:
            out.append(self.blocks[at])
            at -= 1
        return out

    def behind(self, fragment: int) -> list[Block]:
        """Return the blocks between a fragment and the next one, nearest first."""
        known = self._behind.get(fragment)
        if known is None:
            known = self._behind[fragment] = self._look_ahead(fragment)
        return known

    def _look_ahead(self, fragment: int) -> list[Block]:
        out: list[Block] = []
        at = self.fragments[fragment].last.index + 1
        while at < len(self.blocks) and at not in self.owner:
            out.append(self.blocks[at])
            at += 1
        return out

    def beside(self, block: int) -> tuple[int, int]:
        """Return the fragments that end above and begin below a block outside of them.

        No other text stands between. -1 for none: at the ends of a page and inside a box.
        """
        over, below = block - 1, block + 1
        while over >= 0 and over not in self.owner:
            over -= 1
        while below < len(self.blocks) and below not in self.owner:
            below += 1
        above, behind = self.owner.get(over, -1), self.owner.get(below, -1)
        if above >= 0 and self.fragments[above].last.index != over:
            above = -1
        if behind >= 0 and self.fragments[behind].first.index != below:
            behind = -1
        return above, behind

    def next_fragment(self, block: int) -> int:
        """Return the ordinal of the first fragment behind a block, or the number of fragments."""
        while block < len(self.blocks) and block not in self.owner:
            block += 1
        return self.owner.get(block, len(self.fragments))

    def titles_before(self, fragment: int) -> list[Block]:
        """Return the titles between a fragment and the one before it, nearest first."""
        return [b for b in self.before(fragment) if b.kind is BlockKind.TITLE]

    def indices(self, fragments: Sequence[int]) -> list[int]:
        """Return the ordinals of the blocks of some fragments."""
        return [block.index for number in fragments for block in self.fragments[number].blocks]

    def crosshead_form(self, block: Block) -> float:
        """Score the form of a title as a crosshead's: short, like others, below the headlines."""
        size = width(block.text)
        score = 0.8 if size <= 12 else 0.2 if size <= 16 else -0.5 if size <= 20 else -1.2
        score += 4.0 if _ORDINAL.match(block.text) else 0.0
        score -= 1.5 * (len(block.lines) - 1)
        score -= 2.5 if block.sign == BOLD else 0.0
        score -= 0.8 if " " in block.text else 0.0
        score -= 1.0 if _SHOUTS.search(block.text) else 0.0
        score -= 4.0 if _NOTICE.search(block.text) else 0.0
        near = (i for i in self.titles if i != block.index and abs(i - block.index) <= REACH)
        score += 0.8 if any(self._is_like(i, block) for i in near) else 0.0
        if self._top and block.level:
            top = self._top
            score += 1.5 if block.level > top else -2.0 if block.level < top else self._at_top
        return score

    @cached_property
    def byline_habit(self) -> float:
        """Whether names stand behind (1) or above (-1) their texts, 0 if the page does not tell.

        The first and last bylines of a page tell. In between, a byline has a text above and a
        title below and may belong to either.
        """
        above = below = 0
        for block in self.blocks:
            if not is_maker(block):
                continue
            before = self.blocks[block.index - 1] if block.index else None
            after = self.blocks[block.index + 1] if block.index + 1 < len(self.blocks) else None
            if after is None or after.kind is BlockKind.LABEL:
                below += before is not None and before.index in self.owner
            elif before is None or before.index not in self.owner:
                above += 1
        return (below - above) / (below + above + 1)

    def signed_above(self, text: int) -> bool:
        """Tell whether the makers are named between a paragraph and the text before it."""
        at = text - 1
        while at >= 0 and at not in self.owner:
            if is_maker(self.blocks[at]):
                return True
            at -= 1
        return False

    def signed_behind(self, text: int) -> bool:
        """Tell whether makers stand directly behind a paragraph."""
        after = text + 1
        return after < len(self.blocks) and is_maker(self.blocks[after])

    def is_lower(self, title: Block) -> bool:
        """Tell whether a title has more ``#`` than the headlines of the page."""
        return title.level > self._top > 0

    @cached_property
    def _top(self) -> int:
        """Lowest number of ``#`` before a headline with byline, 0 if there is none."""
        levels: list[int] = []
        for title in self.titles:
            at = title if self.has_maker(title) else -1
            while at >= 0 and self.blocks[at].kind is BlockKind.TITLE:
                levels.append(self.blocks[at].level or 1)
                at -= 1
        return min(levels, default=0)

    @cached_property
    def _at_top(self) -> float:
        """What it says of a crosshead to be as high as the headlines: much if others are lower."""
        lower = sum(self.blocks[i].level > self._top for i in self.titles)
        return -1.5 if lower > 1 else -0.3

    def _is_like(self, index: int, block: Block) -> bool:
        other = self.blocks[index]
        return (
            other.level == block.level
            and not self.has_maker(index)
            and abs(width(other.text) - width(block.text)) <= 1
        )

    def has_maker(self, title: int) -> bool:
        """Tell whether a byline stands directly behind a title."""
        after = title + 1
        return after < len(self.blocks) and is_maker(self.blocks[after])

    def is_item_title(self, title: int, item: int) -> bool:
        """Tell whether a title is the little headline of the news item directly below it.

        One short title over a box of several items is the name of the box.
        """
        before = self.before(item)
        if not before or before[0].index != title:
            return False
        boxed = item + 1 < len(self.fragments) and not self.before(item + 1)
        box = boxed and self.fragments[item + 1].kind is FragmentKind.BRIEF
        return not box or width(self.blocks[title].text) > _MAX_LABEL

    def is_ordinal(self, title: int) -> bool:
        """Tell whether a title begins with a number, as crossheads do."""
        return bool(_ORDINAL.match(self.blocks[title].text))
