"""Scores for links between the parts of a page. They behave like log-odds: above 0 rather yes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..lines import BOLD
from .blocks import Block, BlockKind, is_credit, is_maker, is_turned, parts_articles
from .evidence import Recurrence, continuation, starts_inside
from .fragments import Fragment, FragmentKind, other_column
from .titles import width

# Titles of notices stand over texts of their own.
_NOTICE = re.compile(r"(?:公示|公告|通知|通告|启事|声明|提示|更正|讣告)$")
_SHOUTS = re.compile(r"[！？!?]")
#: Parts of one article are no more blocks apart than this: a full newspaper page has fewer.
REACH = 120
# Blocks looked at below a title to find its text.
_BELOW = 6
#: A link that cannot be.
NEVER = -9.0
# Fragments shorter than this say little about their subject.
_TELLING = 200
# A paragraph that was parted from the one before it rather stays with it.
_STAYS = 1.5
# A title between two halves of a sentence asks for some sign that they are halves.
_SOME_SIGN = 1.0
# An article keeps the width of its column.
_SAME_COLUMN = 0.4
_OTHER_COLUMN = -2.5
_PRINTED = 60
# From this distance on, in fragments, a title is no farther from its text.
_FAR = 5
# Cohesion below which a crosshead on a page with interleaved columns settles nothing.
_DOUBTFUL = -1.0
# A title of this form is a crosshead all the same.
_FORMED = 2.0

_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．，]|[（(][一二三四五六七八九十\d]{1,2}[）)]"
    r"|\d{1,2}[、.．]|0\d|第[一二三四五六七八九十]{1,2}[，、：:])"
)


# A very short title line before a longer one is the name of a column.
_MAX_LABEL = 8


def labels(first: Block, title: Block) -> bool:
    """Tell whether a title block is rather a label over the title block behind it."""
    short = width(first.text) <= _MAX_LABEL and " " not in first.text
    deeper = first.level > title.level if title.level else False
    return (
        short and len(first.lines) == 1 and (deeper or width(title.text) >= 1.6 * width(first.text))
    )


class Links:
    """The blocks and fragments of one page, and what speaks for linking them."""

    def __init__(self, blocks: Sequence[Block], fragments: Sequence[Fragment]) -> None:
        self.blocks = blocks
        self.fragments = fragments
        self.page = "\n".join(block.text for block in blocks)
        self._starts = [fragment.first.index for fragment in fragments]
        self._goes_on: dict[tuple[int, int], float] = {}
        self._before: dict[int, list[Block]] = {}
        self._behind: dict[int, list[Block]] = {}
        self.titles = [b.index for b in blocks if b.kind is BlockKind.TITLE]
        self.owner = {b.index: n for n, f in enumerate(fragments) for b in f.blocks}
        makers = sum(is_maker(b) for b in blocks)
        #: Columns of this page are interleaved: paragraphs had to be parted.
        self.interleaved = any(self._is_interleaved(n) for n in range(len(fragments)))
        #: Articles of this page have bylines, as far as they begin like articles.
        self.bylined = makers >= 2

    @cached_property
    def recurrence(self) -> Recurrence:
        """The words the fragments share; built when first asked for."""
        return Recurrence([[block.text for block in f.blocks] for f in self.fragments])

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

    def next_fragment(self, block: int) -> int:
        """Return the ordinal of the first fragment behind a block, or the number of fragments."""
        while block < len(self.blocks) and block not in self.owner:
            block += 1
        return self.owner.get(block, len(self.fragments))

    def is_parted(self, fragment: int) -> bool:
        """Tell whether the fragment was parted from a paragraph directly before it."""
        found = self.fragments[fragment]
        before = self.owner.get(found.first.index - 1)
        if before is None or found.soft or found.first.ruled:
            return False
        return self.fragments[before].kind is not FragmentKind.CAPTION

    def _is_interleaved(self, fragment: int) -> bool:
        """The fragment was parted from another body of the same width."""
        if self.fragments[fragment].kind is not FragmentKind.BODY or not self.is_parted(fragment):
            return False
        return self.same_column(fragment - 1, fragment) >= 0

    def is_headed(self, fragment: int) -> bool:
        """Tell whether a byline stands directly before the fragment."""
        before = self.before(fragment)
        return bool(before) and is_maker(before[0])

    def is_signed(self, fragment: int) -> bool:
        """Tell whether a byline stands directly behind the fragment, and nothing it could head."""
        behind = self.behind(fragment)
        return (
            bool(behind) and is_maker(behind[0]) and not self.is_headed(fragment + 1)
            if fragment + 1 < len(self.fragments)
            else bool(behind) and is_maker(behind[0])
        )

    def titles_before(self, fragment: int) -> list[Block]:
        """Return the titles between a fragment and the one before it, nearest first."""
        return [b for b in self.before(fragment) if b.kind is BlockKind.TITLE]

    def can_join(self, left: int, right: int) -> bool:
        """Tell whether two fragments can be parts of one article at all."""
        one, two = self.fragments[left], self.fragments[right]
        if one.kind is not FragmentKind.BODY or two.kind is not FragmentKind.BODY:
            return False
        if two.first.dateline or is_turned(two.first):
            return False
        return not (one.last.tail is not None and one.last.byline)

    def goes_on(self, left: int, right: int) -> float:
        """Score ``right`` as the continuation of the sentence ``left`` leaves unfinished."""
        known = self._goes_on.get((left, right))
        if known is None:
            known = self._goes_on[left, right] = self._score_continuation(left, right)
        return known

    def _score_continuation(self, left: int, right: int) -> float:
        one, two = self.fragments[left], self.fragments[right]
        if not one.last.open or not self.can_join(left, right):
            return NEVER
        score = continuation(one.last.text, two.first.text, self.page)
        score += 0.5 * self._cohesion([left], [right])
        skipped = self._skipped(left, right)
        if right < left:
            score -= 0.6 + 0.3 * skipped
        elif skipped:
            score -= 0.4 * skipped
        else:
            score += self._next_bonus(left, right, score)
        if self.is_parted(right) and right != left + 1:
            score += 1.0
        score += self.same_column(left, right)
        return score - (2.5 if self.is_headed(right) else 0.0)

    def same_column(self, left: int, right: int) -> float:
        """Score two fragments by the widths of their columns."""
        one, two = self.fragments[left].column, self.fragments[right].column
        if other_column(one, two):
            return _OTHER_COLUMN
        return _SAME_COLUMN if 0 < min(one, two) <= max(one, two) <= _PRINTED else 0.0

    def _skipped(self, left: int, right: int) -> int:
        return sum(
            self.fragments[i].kind is FragmentKind.BODY
            for i in range(min(left, right) + 1, max(left, right))
        )

    def _cohesion(self, left: Sequence[int], right: Sequence[int]) -> float:
        small = min(
            sum(len(self.fragments[i].text) for i in left),
            sum(len(self.fragments[i].text) for i in right),
        )
        return min(1.0, small / _TELLING) * self.recurrence.cohesion(left, right)

    def _next_bonus(self, left: int, right: int, score: float) -> float:
        """What comes next on the page is the likeliest place for a sentence to go on."""
        between = [b for f in range(left + 1, right + 1) for b in self.before(f)]
        captions = sum(
            self.fragments[f].kind is FragmentKind.CAPTION for f in range(left + 1, right)
        )
        if not between and right == left + 1:
            return 2.2
        titles = [b for b in between if b.kind is BlockKind.TITLE]
        if len(titles) <= captions:
            return 1.4
        if score < _SOME_SIGN:
            return 0.0
        alone = self.bylined and not any(self.has_maker(b.index) for b in titles)
        return 1.4 if alone else 0.3

    def same_article(self, chain: Sequence[int], right: int) -> float:
        """Score a finished chain of fragments and the next one as sections of one article."""
        left = chain[-1]
        if not self.can_join(left, right) or self._skipped(left, right):
            return NEVER
        between = self.before(right)
        if any(parts_articles(b) for b in between) or self.is_parted(right):
            return NEVER
        titles = self.titles_before(right)
        form = sum(self.crosshead_form(b) for b in titles) / (len(titles) or 1)
        score = self._cohesion(chain, [right]) + self.same_column(left, right)
        score -= 4.0 * (self.fragments[right].first.ruled or any(b.ruled for b in between))
        score -= 3.0 * (len(titles) > 1 and labels(titles[-1], titles[0]))
        if self.interleaved and titles and score < _DOUBTFUL and form < _FORMED:
            return NEVER
        if not titles:
            return score + (1.0 if right == left + 1 else 3.0)
        signed = self.is_signed(right)
        score += -1.0 if signed else 1.5 if self.bylined else 0.0
        score -= 2.0 * (len(titles) - 1)
        # A caption or a box between, and then a title: rather something new.
        score -= 1.0 if right > left + 1 else 0.0
        return score + form

    def stray(self, group: Sequence[int], right: int) -> float:
        """Score a fragment without headline as a part of an article elsewhere on the page."""
        body = self.fragments[group[0]].kind is FragmentKind.BODY
        first = self.fragments[right].first
        if not body or first.dateline or is_turned(first):
            return NEVER
        before = self.before(right)
        if any(b.kind is BlockKind.LABEL or b.ruled or is_turned(b) for b in before):
            return NEVER
        score = self._cohesion(group, [right]) + max(self.same_column(n, right) for n in group)
        if right - 1 in group and self.fragments[right].soft:
            return score + _STAYS
        if right - 1 in group and self.is_parted(right):
            return score + (1.0 if self.fragments[right - 1].last.open else _STAYS)
        titles = self.titles_before(right)
        if titles and not self.interleaved:
            return NEVER
        score += sum(self.crosshead_form(b) for b in titles) / len(titles) if titles else 0.5
        if right - 1 in group and titles:
            score += 1.0
        return score - (1.7 if self.is_headed(right) else 0.0)

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

    def place(self, title: int, group: Sequence[int], *, after: bool) -> float:
        """Score where a title stands relative to the texts of a group.

        Args:
            title: block of the title.
            group: fragments in reading order.
            after: the page prints headlines behind their texts.
        """
        score = self._place(title, group, after=after) + self._set_tight(title, group)
        first = self.fragments[group[0]].first
        return score - (2.0 if starts_inside(first.text) else 0.0)

    def _ends_run(self, title: int) -> bool:
        """Nothing stands tight below a title."""
        return title + 1 >= len(self.blocks) or self.blocks[title + 1].gap

    def is_beside(self, title: int, group: Sequence[int]) -> bool:
        """Tell whether no text stands between a title and a text of a group."""
        near = self.next_fragment(title)
        return near in group or near - 1 in group

    def _set_tight(self, title: int, group: Sequence[int]) -> float:
        """No blank line between a title and one neighbour, and one to the other, says much."""
        block = self.blocks[title]
        after = self.blocks[title + 1] if title + 1 < len(self.blocks) else None
        # A byline set tight under its headline does not say where the text is.
        below = self.blocks[title + 1 : title + 1 + _BELOW]
        text = next((b for b in below if not is_maker(b)), None)
        loose_behind = text is None or any(b.gap for b in self.blocks[title + 1 : text.index + 1])
        credited = after is not None and not after.gap and is_credit(after)
        before = self.blocks[title - 1] if title else None
        is_behind = before is not None and title in [b.index for b in self.behind(group[-1])]
        is_before = title in [b.index for b in self.before(group[0])]
        score = 0.0
        if credited:
            score += 2.0 if is_behind else -2.0
        if not block.gap and loose_behind:
            score += 1.2 if is_behind else -1.0 if is_before else 0.0
        elif block.gap and not loose_behind:
            score += 0.8 if is_before else -0.8 if is_behind and not credited else 0.0
        return score

    def _place(self, title: int, group: Sequence[int], *, after: bool) -> float:
        caption = self.fragments[group[0]].kind is FragmentKind.CAPTION
        before = [block.index for block in self.before(group[0])]
        if title in before:
            between = [self.blocks[i] for i in before[: before.index(title)]]
            makers = sum(is_maker(b) for b in between)
            score = (2.0, 3.2, -0.5)[min(makers, 2)] - (1.2 if after else 0.0)
            score -= 0.2 * sum(b.kind is BlockKind.TITLE for b in between)
            return score - (0.8 if caption and makers else 0.0)
        behind = [block.index for block in self.behind(group[-1])]
        if title in behind:
            between = [self.blocks[i] for i in behind[: behind.index(title)]]
            if any(is_maker(b) for b in between):
                signed = is_maker(self.blocks[title - 1]) and not self.blocks[title].gap
                return 2.2 if signed and self._ends_run(title) else -1.5
            return (2.2 if after else 0.2) + (0.6 if caption else 0.0)
        if any(title in [b.index for b in self.before(f)] for f in group[1:]):
            return 0.5
        near = self.next_fragment(title)
        return -1.2 - 0.3 * min(_FAR, *(abs(near - f) for f in group))
