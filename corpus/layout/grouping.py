"""Decides which fragments, titles and bylines make one article: the best consistent set of links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..types import Boundary
from .blocks import Block, BlockKind, width
from .evidence import Recurrence, continuation
from .fragments import Fragment, FragmentKind


@dataclass(slots=True)
class Group:
    """The blocks of one article while it is put together.

    Attributes:
        fragments: ordinals of its fragments in reading order.
        titles: ordinals of the blocks that are its headline.
        inner: title blocks inside it.
        bylines: byline blocks.
        labels: labels directly before it.
        boundaries: the decisions taken.
    """

    fragments: list[int]
    titles: list[int] = field(default_factory=list[int])
    inner: list[int] = field(default_factory=list[int])
    bylines: list[int] = field(default_factory=list[int])
    labels: list[int] = field(default_factory=list[int])
    boundaries: list[Boundary] = field(default_factory=list[Boundary])


@dataclass(frozen=True, slots=True, order=True)
class _Link:
    """A candidate: sorted so that the best comes first, ties in page order."""

    rank: float
    left: int
    right: int
    kind: str
    evidence: str = field(compare=False, default="")


# Scores behave like log-odds; a link below this is rather not one.
_JOIN_AT = 0.6
_HEAD_AT = 0.5
# Weight of the share of a title's words that the body holds, and the share a stranger has.
_FIT = 4.5
_FIT_CHANCE = 0.25
_COHESION = 3.0
_COHESION_CHANCE = 0.30
# A page whose headlines stand behind their texts must be clearly better explained that way.
_AFTER_PRIOR = 3.0

_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．，]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．]|0\d|第[一二三四五六七八九十]{1,2}[，、：:])"
)


class Grouper:
    """Finds the links of one page."""

    def __init__(self, blocks: Sequence[Block], fragments: Sequence[Fragment]) -> None:
        self.blocks = blocks
        self.fragments = fragments
        self.page = "\n".join(block.text for block in blocks)
        self.recurrence = Recurrence([fragment.text for fragment in fragments])
        self.titles = [b.index for b in blocks if b.kind is BlockKind.TITLE]
        self.bylines = [b.index for b in blocks if b.kind is BlockKind.BYLINE]
        self.owner = {b.index: n for n, f in enumerate(fragments) for b in f.blocks}
        named = [
            b for b in blocks if b.kind is BlockKind.BYLINE and b.byline and not b.byline.credit
        ]
        self.bylined = len(named) >= 2

    def run(self) -> list[Group]:
        """Return the groups in page order of their first block."""
        plain = _Solution(self, after=False)
        plain.solve()
        if len(self.titles) >= 2:
            behind = _Solution(self, after=True)
            behind.solve()
            if behind.total - _AFTER_PRIOR > plain.total:
                plain = behind
        return plain.finish()

    def before(self, fragment: int) -> list[Block]:
        """Blocks between a fragment and the fragment before it, nearest first."""
        out: list[Block] = []
        at = self.fragments[fragment].first.index - 1
        while at >= 0 and at not in self.owner:
            out.append(self.blocks[at])
            at -= 1
        return out

    def behind(self, fragment: int) -> list[Block]:
        """Blocks between a fragment and the next one, nearest first."""
        out: list[Block] = []
        at = self.fragments[fragment].last.index + 1
        while at < len(self.blocks) and at not in self.owner:
            out.append(self.blocks[at])
            at += 1
        return out

    def is_headed(self, fragment: int) -> bool:
        """A byline, or a title with its byline, stands directly before the fragment."""
        before = self.before(fragment)
        return bool(before) and any(is_maker(block) for block in before[:1])

    def head(self, title: int, fragment: int, *, after: bool) -> float:
        """Score a title as the headline of a fragment."""
        found = self.fragments[fragment]
        if found.kind is FragmentKind.BRIEF:
            return -9.0
        fit = self.recurrence.fit(self.blocks[title].text, [fragment]) - _FIT_CHANCE
        score = _FIT * fit + self._place(title, fragment, after=after)
        if _ORDINAL.match(self.blocks[title].text):
            score -= 3.0
        return score

    def _place(self, title: int, fragment: int, *, after: bool) -> float:
        """Score where a title stands relative to a fragment."""
        caption = self.fragments[fragment].kind is FragmentKind.CAPTION
        before = [block.index for block in self.before(fragment)]
        if title in before:
            between = before[: before.index(title)]
            makers = sum(is_maker(self.blocks[i]) for i in between)
            score = (2.0, 3.2, -0.5)[min(makers, 2)] - (1.2 if after else 0.0)
            score -= 0.2 * sum(self.blocks[i].kind is BlockKind.TITLE for i in between)
            return score - (0.8 if caption and makers else 0.0)
        behind = [block.index for block in self.behind(fragment)]
        if title in behind:
            between = behind[: behind.index(title)]
            if any(
                is_maker(self.blocks[i]) and not self.blocks[i].byline.credit
                for i in between
                if self.blocks[i].byline
            ):
                return -1.5
            return (2.2 if after else 0.2) + (0.6 if caption else 0.0)
        gap = abs(self.owner_near(title) - fragment)
        return -1.2 - 0.3 * gap

    def owner_near(self, block: int) -> int:
        """Ordinal of the fragment behind a block that is in none."""
        at = block
        while at < len(self.blocks) and at not in self.owner:
            at += 1
        return self.owner.get(at, len(self.fragments))

    def join(self, left: int, right: int) -> tuple[float, str]:
        """Score two fragments as parts of one article, ``right`` behind ``left``."""
        one, two = self.fragments[left], self.fragments[right]
        if one.kind is not FragmentKind.BODY or two.kind is not FragmentKind.BODY:
            return -9.0, ""
        if two.first.dateline or (one.last.tail is not None and one.last.byline):
            return -9.0, ""
        skipped = sum(
            self.fragments[i].kind is FragmentKind.BODY
            for i in range(min(left, right) + 1, max(left, right))
        )
        cohesion = _COHESION * (self.recurrence.cohesion([left], [right]) - _COHESION_CHANCE)
        if one.last.open:
            score = continuation(one.last.text, two.first.text, self.page) + 0.5 * cohesion
            score += -0.4 * skipped if right > left else -0.6 - 0.3 * skipped
            score += 1.0 if right > left and not skipped else 0.0
            return score - (2.0 if self.is_headed(right) else 0.0), "sentence goes on"
        if right < left or skipped:
            return -9.0, ""
        return self._crosshead(left, right) + cohesion, "same subject goes on"

    def _crosshead(self, left: int, right: int) -> float:
        """Score what stands between two finished fragments as something inside one article."""
        between = self.before(right)
        if any(self.owner_near(b.index) != right for b in between):
            return -9.0
        titles = [b for b in between if b.kind is BlockKind.TITLE]
        makers = [b for b in between if is_maker(b)]
        labels = [b for b in between if b.kind is BlockKind.LABEL]
        if right - left > 1:
            between_all = [b for f in range(left + 1, right + 1) for b in self.before(f)]
            titles = [b for b in between_all if b.kind is BlockKind.TITLE]
        if makers:
            return -5.0
        score = 1.0 - 2.0 * len(labels)
        if not titles:
            return score + 0.8
        return (
            score
            + sum(self._crosshead_form(b) for b in titles) / len(titles)
            - 1.0 * (len(titles) - 1)
        )

    def _crosshead_form(self, block: Block) -> float:
        score = 3.0 if _ORDINAL.match(block.text) else 0.0
        size = width(block.text)
        score += 0.4 if size <= 14 else (-0.6 if size > 22 else 0.0)
        if len(block.lines) > 1:
            score -= 1.0
        like = [
            i
            for i in self.titles
            if i != block.index
            and abs(width(self.blocks[i].text) - size) <= 1.5
            and self.blocks[i].level == block.level
            and not self._has_maker(i)
        ]
        score += 0.5 if like else 0.0
        headed = [self.blocks[i] for i in self.titles if self._has_maker(i)]
        if headed and block.level:
            score += 1.0 if block.level > min(b.level or 1 for b in headed) else 0.0
        return score + (0.8 if self.bylined else -0.3)

    def _has_maker(self, title: int) -> bool:
        after = title + 1
        return after < len(self.blocks) and is_maker(self.blocks[after])


def is_maker(block: Block) -> bool:
    """Tell whether a block names the makers of an article (not of a picture only)."""
    return (
        block.kind is BlockKind.BYLINE
        and block.byline is not None
        and not block.byline.credit
        and block.text[:1] not in "（("
    )


class _Solution:
    """One consistent set of links, found best first."""

    def __init__(self, grouper: Grouper, *, after: bool) -> None:
        self.g = grouper
        self.after = after
        self.total = 0.0
        self.groups = {n: Group([n]) for n in range(len(grouper.fragments))}
        self.of = list(range(len(grouper.fragments)))
        self.used: dict[int, int] = {}

    def _links(self) -> list[_Link]:
        g = self.g
        links: list[_Link] = []
        size = len(g.fragments)
        for left in range(size):
            for right in range(size):
                if left == right:
                    continue
                score, why = g.join(left, right)
                if score > _JOIN_AT:
                    links.append(_Link(-score, left, right, "join", why))
        for title in g.titles:
            for fragment in range(size):
                score = g.head(title, fragment, after=self.after)
                if score > _HEAD_AT:
                    links.append(_Link(-score, title, fragment, "head"))
        return sorted(links)

    def solve(self) -> None:
        """Accept links from the best down, as long as they contradict nothing accepted."""
        nexts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        for link in self._links():
            if link.kind == "head":
                self._accept_head(link)
            elif link.left not in nexts and link.right not in lasts and self._accept_join(link):
                nexts[link.left], lasts[link.right] = link.right, link.left

    def _accept_head(self, link: _Link) -> None:
        group = self.groups[self.of[link.right]]
        if link.left in self.used or group.titles:
            return
        if (
            link.left in group.inner
            and self.g.fragments[group.fragments[0]].first.index > link.left
        ):
            return
        group.titles.append(link.left)
        self.used[link.left] = self.of[link.right]
        self.total -= link.rank
        group.boundaries.append(self._boundary(link.left, -link.rank, "headline of this text"))

    def _boundary(self, block: int, score: float, why: str) -> Boundary:
        return Boundary(self.g.blocks[block].first, round(min(0.99, 0.5 + score / 12), 2), why)

    def _accept_join(self, link: _Link) -> bool:
        one, two = self.of[link.left], self.of[link.right]
        if one == two:
            return False
        a, b = self.groups[one], self.groups[two]
        if a.titles and b.titles:
            return False
        closed = not self.g.fragments[link.left].last.open
        between = [x.index for x in self.g.before(link.right) if x.kind is BlockKind.TITLE]
        if closed and any(i in self.used for i in between):
            return False
        if self.g.is_headed(link.right) and (a.titles or self.g.is_headed(a.fragments[0])):
            return False
        a.fragments.extend(b.fragments)
        a.titles.extend(b.titles)
        a.inner.extend(b.inner)
        if closed:
            a.inner.extend(between)
            self.used.update(dict.fromkeys(between, one))
        a.boundaries.extend(b.boundaries)
        first, last = self.g.fragments[link.right].first, self.g.fragments[link.left].last
        a.boundaries.append(
            self._boundary(first.index, -link.rank, f"{link.evidence} from line {last.last}")
        )
        for fragment in b.fragments:
            self.of[fragment] = one
        for title in b.titles:
            self.used[title] = one
        del self.groups[two]
        self.total -= link.rank
        return True

    def finish(self) -> list[Group]:
        """Give bylines, labels and left-over titles to the groups."""
        for byline in self.g.bylines:
            self._place_byline(byline)
        for block in self.g.blocks:
            if block.kind is BlockKind.TITLE and block.index not in self.used:
                self._place_title(block.index)
        for block in self.g.blocks:
            if block.kind is BlockKind.LABEL:
                self._place_label(block.index)
        return sorted(self.groups.values(), key=self._first_line)

    def _first_line(self, group: Group) -> int:
        blocks = [b.first for f in group.fragments for b in self.g.fragments[f].blocks]
        own = [*group.titles, *group.inner, *group.bylines]
        return min([*blocks, *(self.g.blocks[i].first for i in own)])

    def _place_byline(self, index: int) -> None:
        """A byline belongs to the text behind it, to the title before it, or to the text before."""
        g = self.g
        block = g.blocks[index]
        scores: list[tuple[float, int]] = []
        for number, group in sorted(self.groups.items()):
            scores.append((self._byline_score(block, group), -number))
        best, number = max(scores, default=(-9.0, 0))
        if best > 0:
            self.groups[-number].bylines.append(index)
            self.used[index] = -number

    def _byline_score(self, block: Block, group: Group) -> float:
        g = self.g
        ending = not is_maker(block)
        near_before = near_behind = False
        for fragment in group.fragments:
            near_before |= block in g.before(fragment)
            near_behind |= block in g.behind(fragment)
        score = 0.0
        taken = any(is_maker(g.blocks[i]) for i in group.bylines)
        if ending:
            score += 3.0 if near_behind else 0.0
            caption = g.fragments[group.fragments[0]].kind is FragmentKind.CAPTION
            score += 1.0 if near_behind and caption else 0.0
        else:
            first = group.fragments[0]
            direct = g.before(first)
            if block in direct:
                closer = sum(is_maker(b) for b in direct[: direct.index(block)])
                score += 3.0 - 2.0 * closer
            if near_behind:
                score += 0.6
            if block.index - 1 in group.titles or block.index - 1 in group.inner:
                score += 2.5
            names = block.byline.names if block.byline else ()
            tail = g.fragments[group.fragments[-1]].last
            if tail.byline and any(name in tail.byline.names for name in names):
                score += 2.0
        return score - (3.5 if taken and not ending else 0.0)

    def _place_title(self, index: int) -> None:
        """A title that heads nothing: beside a headline it is part of it, inside a text a crosshead."""
        g = self.g
        for near in (index + 1, index - 1):
            owner = self.used.get(near)
            if owner in self.groups and near in self.groups[owner].titles:
                self.groups[owner].titles.append(index)
                self.used[index] = owner
                return
        at = g.owner_near(index)
        if at < len(g.fragments) and at > 0 and self.of[at] == self.of[at - 1]:
            self.groups[self.of[at]].inner.append(index)
            self.used[index] = self.of[at]
            return
        if at < len(g.fragments) and g.before(at) and g.before(at)[0].index == index:
            group = self.groups[self.of[at]]
            if group.titles and group.fragments[0] == at:
                group.inner.append(index)
                self.used[index] = self.of[at]

    def _place_label(self, index: int) -> None:
        """A label directly before an article is the name of the column it ran under."""
        after = index + 1
        owner = self.used.get(after)
        if owner is None and after in self.g.owner:
            owner = self.of[self.g.owner[after]]
        if owner in self.groups:
            self.groups[owner].labels.append(index)
            self.used[index] = owner
