"""Decides which fragments, titles and bylines make one article: the best consistent links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from ..lines import LineKind
from ..types import Boundary
from .blocks import Block, BlockKind
from .fragments import Fragment, FragmentKind
from .links import NEVER, Links, is_maker


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


# Links below these scores are rather none.
_SECTION_AT = 0.0
_SURE_AT = 3.5
_JOIN_AT = 0.4
_HEAD_AT = 0.5
_STRAY_AT = 0.6
# A byline that stands nowhere near a text goes to an article that has none.
_LAST_RESORT = 0.4
# The words of a title: weight of their lead over the next best text, of their own, and the caps.
_LEAD = 1.2
_LEAD_CAP = 2.5
_OWN = 1.8
_FLOOR = 0.35
# A title before a text that continues a sentence from elsewhere at this score is no crosshead.
_GOES_ON = 1.5
_OWN_CAP = 1.5
# A page whose headlines stand behind their texts must be clearly better explained that way.
_AFTER_PRIOR = 1.5


def group_blocks(blocks: Sequence[Block], fragments: Sequence[Fragment]) -> list[Group]:
    """Link fragments, titles and bylines to articles.

    Sections under crossheads and sentences that surely go on are settled first. Then all other
    candidate links compete, best first, under the rule that an article has one headline and a
    text one continuation; once as if headlines stood before their texts, once behind; the better
    total wins.

    Args:
        blocks: blocks of the page, in page order.
        fragments: its paragraphs strung together, in page order.

    Returns:
        One group for each article.
    """
    links = Links(blocks, fragments)
    best = _Solution(links, after=False)
    best.solve()
    if links.titles and not best.all_headed():
        behind = _Solution(links, after=True)
        behind.solve()
        if behind.total - _AFTER_PRIOR > best.total:
            best = behind
    best.place_rest()
    return list(best.groups.values())


class _Solution:
    """One consistent set of links."""

    def __init__(self, links: Links, *, after: bool) -> None:
        self.links = links
        self.after = after
        self.total = 0.0
        size = len(links.fragments)
        self.groups = {n: Group([n]) for n in range(size)}
        self.of = list(range(size))
        self.used: dict[int, int] = {}
        self._followed: set[int] = set()
        self._preceded: set[int] = set()

    def solve(self) -> None:
        """Accept links from the best down, as long as they contradict nothing accepted."""
        self._settle()
        for link in self._candidates():
            if link.kind == "head":
                self._accept_head(link)
            else:
                self._join(link.left, link.right, -link.rank, "sentence goes on")
        self._take_strays()
        self._move_soft()

    def all_headed(self) -> bool:
        """Tell whether every title found its text directly behind it."""
        links = self.links
        before = [
            title in [b.index for b in links.before(group.fragments[0])]
            for group in self.groups.values()
            for title in group.titles
        ]
        return all(before) and len(self.used) == len(links.titles)

    def _settle(self) -> None:
        """Join what needs no competition: sentences surely going on, sections under crossheads."""
        links = self.links
        size = len(links.fragments)
        for right in range(1, size):
            if links.fragments[right].soft:
                self._join(right - 1, right, 0.0, "next paragraph")
        sure = [
            _Link(-score, left, right, "join")
            for left in range(size)
            if links.fragments[left].last.open
            for right in range(size)
            if left != right and (score := links.goes_on(left, right)) >= _SURE_AT
        ]
        for link in sorted(sure):
            self._join(link.left, link.right, -link.rank, "sentence goes on")
        for right in range(1, size):
            left = self._previous_body(right)
            if left is None or links.fragments[left].last.open or left in self._followed:
                continue
            chain = self.groups[self.of[left]].fragments
            score = links.same_article(chain, right) if chain[-1] == left else NEVER
            if score > _SECTION_AT:
                self._join(left, right, score, "same subject goes on")

    def _previous_body(self, right: int) -> int | None:
        for left in range(right - 1, -1, -1):
            if self.links.fragments[left].kind is FragmentKind.BODY:
                return left
        return None

    def _candidates(self) -> list[_Link]:
        links = self.links
        size = len(links.fragments)
        out: list[_Link] = []
        for left in range(size):
            if not links.fragments[left].last.open or left in self._followed:
                continue
            for right in range(size):
                if left != right and right not in self._preceded:
                    score = links.goes_on(left, right)
                    if score > _JOIN_AT:
                        out.append(_Link(-score, left, right, "join"))
        for title in links.titles:
            if title not in self.used:
                out.extend(self._head_links(title))
        return sorted(out)

    def _rather_crosshead(self, title: int, group: Group) -> bool:
        """On a page with bylines and interleaved columns, a crosshead's form tells more."""
        links = self.links
        first = group.fragments[0]
        if not (links.interleaved and links.bylined and first):
            return False
        before = links.before(first)
        if not before or before[0].index != title or links.has_maker(title):
            return False
        if links.crosshead_form(links.blocks[title]) <= 0:
            return False
        return not any(
            links.goes_on(left, first) > _GOES_ON
            for left, fragment in enumerate(links.fragments)
            if fragment.last.open and left not in self._followed
        )

    def _take_strays(self) -> None:
        """Give fragments without a headline to the article they share most words with."""
        links = self.links
        for right in range(1, len(links.fragments)):
            number = self.of[right]
            group = self.groups[number]
            if group.fragments[0] != right or group.titles:
                continue
            if links.fragments[right].kind is not FragmentKind.BODY:
                continue
            scores = [
                (links.stray(other.fragments, right), -n)
                for n, other in self.groups.items()
                if n != number
            ]
            best, home = max(scores, default=(NEVER, 0))
            if best > _STRAY_AT:
                self._absorb(-home, number, best)

    def _move_soft(self) -> None:
        """Move paragraphs after a change of subject to an article they resemble much more."""
        links = self.links
        for right, fragment in enumerate(links.fragments):
            number = self.of[right]
            group = self.groups[number]
            if not fragment.soft or group.fragments[0] == right:
                continue
            at = group.fragments.index(right)
            end = at + 1
            while (
                end < len(group.fragments) and links.fragments[group.fragments[end - 1]].last.open
            ):
                end += 1
            tail = group.fragments[at:end]
            rest = group.fragments[:at] + group.fragments[end:]
            own = links.stray(rest, right)
            scores = [
                (links.stray(other.fragments, right), -n)
                for n, other in self.groups.items()
                if n != number
            ]
            best, home = max(scores, default=(NEVER, 0))
            if best > max(own, _STRAY_AT):
                group.fragments[:] = rest
                self.groups[-1] = Group(tail)
                self._absorb(-home, -1, best)

    def _absorb(self, home: int, number: int, score: float) -> None:
        """Put a stray group into the article ``home`` where it stands on the page."""
        links = self.links
        a, b = self.groups[home], self.groups.pop(number)
        right = b.fragments[0]
        inner = [
            block.index for block in links.titles_before(right) if block.index not in self.used
        ]
        at = len(a.fragments)
        while at > 1 and (
            a.fragments[at - 1] > right or links.fragments[a.fragments[at - 1]].last.open
        ):
            at -= 1
        if a.fragments[at - 1] > right or links.fragments[a.fragments[at - 1]].last.open:
            at = len(a.fragments)
        a.fragments[at:at] = b.fragments
        a.inner.extend([*reversed(inner), *b.inner])
        self.used.update(dict.fromkeys([*inner, *b.inner], home))
        a.boundaries.extend(b.boundaries)
        first = links.fragments[right].first
        a.boundaries.append(self._boundary(first.index, score, "same words as this article"))
        for fragment in b.fragments:
            self.of[fragment] = home
        self.total += score

    def _head_links(self, title: int) -> list[_Link]:
        """Score a title as the headline of each group, by its words and its place."""
        links = self.links
        text = links.blocks[title].text
        numbers = list(self.groups)
        if len(numbers) == 1:
            words = [0.0]
        else:
            words = links.recurrence.shared(text, [self.groups[n].fragments for n in numbers])
        out: list[_Link] = []
        for at, number in enumerate(numbers):
            group = self.groups[number]
            kind = links.fragments[group.fragments[0]].kind
            if kind is FragmentKind.BRIEF:
                continue
            others = max((w for i, w in enumerate(words) if i != at), default=0.0)
            lead = _LEAD * log((words[at] + _FLOOR) / (others + _FLOOR))
            score = max(-_LEAD_CAP, min(_LEAD_CAP, lead)) + min(_OWN_CAP, words[at] / _OWN)
            score += links.place(title, group.fragments, after=self.after)
            score -= 3.0 if links.is_ordinal(title) else 0.0
            if kind is FragmentKind.BODY and self._rather_crosshead(title, group):
                score -= 2.0
            if score > _HEAD_AT:
                out.append(_Link(-score, title, group.fragments[0], "head"))
        return out

    def _accept_head(self, link: _Link) -> None:
        number = self.of[link.right]
        group = self.groups[number]
        if link.left in self.used or group.titles:
            return
        group.titles.append(link.left)
        self.used[link.left] = number
        self.total -= link.rank
        group.boundaries.append(self._boundary(link.left, -link.rank, "headline of this text"))

    def _boundary(self, block: int, score: float, why: str) -> Boundary:
        confidence = round(1 / (1 + 2.0 ** -max(-6.0, min(6.0, score))), 2)
        return Boundary(self.links.blocks[block].first, confidence, why)

    def _join(self, left: int, right: int, score: float, why: str) -> bool:
        """Put two groups together so that ``right`` follows ``left``."""
        one, two = self.of[left], self.of[right]
        if one == two or left in self._followed or right in self._preceded:
            return False
        a, b = self.groups[one], self.groups[two]
        headed = self.links.is_headed(right) and self.links.is_headed(a.fragments[0])
        if (a.titles and b.titles) or headed:
            return False
        if not self.links.fragments[left].last.open:
            inner = [block.index for block in self.links.titles_before(right)]
            if any(index in self.used for index in inner):
                return False
            a.inner.extend(reversed(inner))
            self.used.update(dict.fromkeys(inner, one))
        first, last = self.links.fragments[right].first, self.links.fragments[left].last
        a.boundaries.append(self._boundary(first.index, score, f"{why} from line {last.last}"))
        a.fragments.extend(b.fragments)
        a.titles.extend(b.titles)
        a.inner.extend(b.inner)
        a.boundaries.extend(b.boundaries)
        for fragment in b.fragments:
            self.of[fragment] = one
        for index in (*b.titles, *b.inner):
            self.used[index] = one
        del self.groups[two]
        self._followed.add(left)
        self._preceded.add(right)
        self.total += score
        return True

    def place_rest(self) -> None:
        """Give bylines, left-over titles and labels to the groups."""
        self._place_bylines()
        for index in self.links.titles:
            if index not in self.used:
                self._place_title(index)
        for block in self.links.blocks:
            if block.kind is BlockKind.LABEL:
                self._place_label(block.index)

    def _place_bylines(self) -> None:
        """Give each byline to the text behind it, to its title, or to the text before it."""
        blocks = [b for b in self.links.blocks if b.kind is BlockKind.BYLINE]
        pairs = sorted(
            (-score, block.index, number)
            for block in blocks
            for number, group in self.groups.items()
            if (score := self._byline_score(block, group)) > 0
        )
        named: set[int] = set()
        for _, index, number in pairs:
            maker = is_maker(self.links.blocks[index])
            if index in self.used or (maker and number in named):
                continue
            self.groups[number].bylines.append(index)
            self.used[index] = number
            if maker:
                named.add(number)

    def _byline_score(self, block: Block, group: Group) -> float:
        links = self.links
        behind = any(block in links.behind(f) for f in group.fragments)
        first = links.fragments[group.fragments[0]]
        if block.lines[0].kind is LineKind.TURN and "下" not in block.text:
            return 3.0 if any(block in links.before(f) for f in group.fragments) else 0.0
        if block.lines[0].kind is LineKind.SOURCE and block in links.before(group.fragments[0]):
            return 3.5 if block.index - 1 in group.titles else 0.5
        caption = first.kind is FragmentKind.CAPTION
        if not is_maker(block):
            return (2.5 if behind else -0.5) + (1.0 if behind and caption else 0.0)
        score = 0.6 if behind else 0.0
        direct = links.before(group.fragments[0])
        if block in direct:
            closer = sum(is_maker(b) for b in direct[: direct.index(block)])
            score += 3.0 - 2.0 * closer
        if block.index - 1 in group.titles or block.index - 1 in group.inner:
            score += 1.0 if block.gap and self.after else 2.5
        names = block.byline.names if block.byline else ()
        tail = links.fragments[group.fragments[-1]].last.byline
        credited = any(_credits(links.blocks[i]) for f in group.fragments for i in self._near(f))
        if caption and credited and not tail:
            score -= 2.0
        if tail:
            score += 2.0 if any(name in tail.names for name in names) else -2.0
        if (
            not score
            and group.titles
            and first.kind is FragmentKind.BODY
            and not first.first.dateline
        ):
            score = _LAST_RESORT / (1 + abs(group.fragments[0] - links.next_fragment(block.index)))
        return score

    def _near(self, fragment: int) -> list[int]:
        return [block.index for block in self.links.behind(fragment)[:2]]

    def _place_title(self, index: int) -> None:
        """A left-over title: beside a headline part of it, inside a text a crosshead."""
        links = self.links
        for near in (index + 1, index - 1):
            owner = self.used.get(near)
            if owner is None or owner not in self.groups:
                continue
            if near in self.groups[owner].titles and self._belongs(index, near):
                self.groups[owner].titles.append(index)
                self.used[index] = owner
                return
        if self._head_after_all(index):
            return
        at = links.next_fragment(index)
        if not 0 < at < len(links.fragments):
            return
        group = self.groups[self.of[at]]
        inside = self.of[at] == self.of[at - 1]
        directly = links.before(at)[0].index == index and group.titles and group.fragments[0] == at
        if inside or directly:
            group.inner.append(index)
            self.used[index] = self.of[at]

    def _head_after_all(self, index: int) -> bool:
        """Give a left-over title to the text beside it that has none."""
        links = self.links
        for number, group in self.groups.items():
            first = links.fragments[group.fragments[0]]
            if group.titles or first.kind not in (FragmentKind.BODY, FragmentKind.CAPTION):
                continue
            above = [b for b in links.before(group.fragments[0]) if not is_maker(b)]
            below = [b for b in links.behind(group.fragments[-1]) if not is_maker(b)]
            beside = (above[:1], below[:1]) if self.after else (above[:1],)
            if any(found and found[0].index == index for found in beside):
                group.titles.append(index)
                self.used[index] = number
                return True
        return False

    def _belongs(self, index: int, near: int) -> bool:
        """Tell whether a left-over title is part of the headline beside it."""
        blocks = self.links.blocks
        first, second = blocks[min(index, near)], blocks[max(index, near)]
        return not second.ruled

    def _place_label(self, index: int) -> None:
        """A label directly before an article is the name of the column it ran under."""
        blocks = self.links.blocks
        if index and blocks[index - 1].kind is BlockKind.LABEL:
            return
        owner = self.used.get(index + 1)
        if owner is None and index + 1 in self.links.owner:
            owner = self.of[self.links.owner[index + 1]]
        if owner in self.groups:
            self.groups[owner].labels.append(index)
            self.used[index] = owner


def _credits(block: Block) -> bool:
    return block.byline is not None and block.byline.credit
