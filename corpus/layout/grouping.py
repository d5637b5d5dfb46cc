"""Decides which fragments, titles and bylines make one article: the best consistent links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ..types import Boundary
from .blocks import Block
from .fragments import Fragment, FragmentKind
from .groups import Assignment, Group
from .links import NEVER, Links
from .placing import Placer


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
# A caption shorter than this, without a headline of its own, is no photo news.
_NEWS = 60
_POINTER = re.compile(r"[↑↓←→▲△▼▽]|[上下左右]图")
_STRAY_AT = 0.6
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
    Placer(best.assignment).place_rest()
    return list(best.groups.values())


def _credited(block: Block) -> bool:
    return block.byline is not None and block.byline.credit


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
        self.assignment = Assignment(links, after, self.groups, self.of, self.used)
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
        self._take_legends()

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
            for right in links.near(links.fragments[left].last.index)
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
            for right in links.near(links.fragments[left].last.index):
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
            for left in links.near(title)
            if links.fragments[left].last.open and left not in self._followed
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
                (links.stray(self.groups[n].fragments, right), -n)
                for n in self.assignment.near(links.fragments[right].first.index)
                if n != number
            ]
            best, home = max(scores, default=(NEVER, 0))
            if best > _STRAY_AT:
                self._absorb(-home, number, best)

    def _take_legends(self) -> None:
        """Give a line under a picture that is no news by itself to the article it stands in."""
        links = self.links
        for at, fragment in enumerate(links.fragments):
            number = self.of[at]
            if fragment.kind is not FragmentKind.CAPTION or self.groups[number].titles:
                continue
            if number != at or any(b.index not in self.used for b in links.titles_before(at)):
                continue
            credited = fragment.last.byline or any(_credited(b) for b in links.behind(at)[:1])
            if credited and not _POINTER.search(fragment.text[:8]):
                continue
            if len(fragment.text) >= _NEWS and not _POINTER.match(fragment.text):
                continue
            near = [i for i in (at - 1, at + 1) if 0 <= i < len(links.fragments)]
            home = next(
                (self.of[i] for i in near if links.fragments[i].kind is FragmentKind.BODY), None
            )
            if home is not None:
                self._absorb(home, number, 0.0)

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
                (links.stray(self.groups[n].fragments, right), -n)
                for n in self.assignment.near(links.fragments[right].first.index)
                if n != number
            ]
            best, home = max(scores, default=(NEVER, 0))
            if best > max(own, _STRAY_AT):
                group.fragments[:] = rest
                self.groups[-1] = Group(tail, continued=group.continued & set(tail))
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
        a.continued.update(b.continued)
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
        numbers = self.assignment.near(title)
        if len(numbers) == 1:
            words = [0.0]
        else:
            words = links.recurrence.shared(text, [self.groups[n].fragments for n in numbers])
        out: list[_Link] = []
        for at, number in enumerate(numbers):
            group = self.groups[number]
            kind = links.fragments[group.fragments[0]].kind
            if kind is FragmentKind.BRIEF and not links.is_item_title(title, group.fragments[0]):
                continue
            if not words[at] and not links.is_beside(title, group.fragments):
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
        if self.links.fragments[left].last.open:
            a.continued.add(right)
        else:
            inner = [block.index for block in self.links.titles_before(right)]
            if any(index in self.used for index in inner):
                return False
            a.inner.extend(reversed(inner))
            self.used.update(dict.fromkeys(inner, one))
        first, last = self.links.fragments[right].first, self.links.fragments[left].last
        a.boundaries.append(self._boundary(first.index, score, f"{why} from line {last.last}"))
        a.fragments.extend(b.fragments)
        a.continued.update(b.continued)
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
