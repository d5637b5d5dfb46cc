"""Decides which paragraphs, headlines and captions make one article: the page that reads best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp

from ...lines.labels import is_known_label
from ...types import Boundary
from ..parts.blocks import Block, BlockKind, is_maker
from ..parts.fragments import Fragment, FragmentKind, cut_fragments, find_fragments
from ..scores.cohesion import Recurrence
from ..scores.heads import habit_of, places_of
from ..scores.links import Links
from ..scores.pairing import Pairs
from ..scores.titles import Headlines
from .groups import Assignment, Group
from .matching import match
from .placing import Placer
from .refining import Refiner, refine_all
from .sections import join_sections

# Stretches are put together boldly, with care, and hardly at all; the page that then reads best
# is taken. More starts find no better pages.
_STARTS = (0.0, 1.0, 2.5)
# A title is the headline of an article from these log-odds on.
_HEAD_AT = 0.0
# What it says of a title to stand beside the headline of an article.
_SIBLING = 1.0
# A title that heads nothing is the headline of an article without one from this score on.
_LEFT_OVER_AT = -2.0
# What it says against a headline to look like the name of a column.
_UNLIKE_HEAD = 1.5
# Where headlines stand at first sight: rather above their texts.
_FIRST_HABIT = -0.3
# Pages with more stretches are no pages but volumes: only neighbours are put together.
_MOST_STRIPS = 160
# A caption shorter than this, without a headline of its own, is no photo news.
_NEWS = 60
# Signs before the names of columns.
_COLUMN_SIGNS = "◎◉⊙▍▌▎"
# Who issues a notice stands below it.
_ISSUER = re.compile(
    r"(?:公司|局|委员会|委员会办公室|办公室|人民政府|办事处|村委会|居委会|合作社)$"
)
_POINTER = re.compile(r"[↑↓←→▲△▼▽]|[上下左右]图")
# Below this confidence the page does not say where a piece belongs.
_DOUBT = 0.6
_HEADLINE = "headline of this text"


def group_blocks(
    blocks: Sequence[Block], recurrence: Recurrence
) -> tuple[Sequence[Fragment], list[Group]]:
    """Put the blocks of a page together to articles.

    Args:
        blocks: blocks of the page, in page order.
        recurrence: what they have in common.

    Returns:
        The fragments of the articles, and one group of them for each article.
    """
    links = Links(blocks, find_fragments(blocks), recurrence)
    pairs = Pairs(links)
    best = _best(pairs)
    home = join_sections(pairs, best.home)
    best = best if home == best.home else _Solution(pairs, home)
    best.note_boundaries()
    Placer(best.assignment).place_rest()
    return best.links.fragments, list(best.groups.values())


def _best(pairs: Pairs) -> _Solution:
    """Return the way to put the paragraphs together that reads best."""
    strips = pairs.strips
    if len(strips) < 2:
        return _Solution(pairs, strips)
    if len(set(strips.values())) > _MOST_STRIPS:
        return _Solution(pairs, _in_order(pairs))
    found: dict[tuple[int, ...], _Solution] = {}
    for home in Refiner(pairs, strips, {}).gather(_STARTS):
        key = _numbered(home)
        if key not in found:
            found[key] = _Solution(pairs, home)
    moved: dict[tuple[int, ...], _Solution] = {}
    refiners = [solution.refiner() for solution in found.values()]
    refine_all(refiners)
    for home in [refiner.home for refiner in refiners]:
        key = _numbered(home)
        if key not in moved:
            moved[key] = found.get(key) or _Solution(pairs, home)
    best = next(iter(moved.values()))
    if len(moved) > 1:
        best = max(moved.values(), key=lambda solution: solution.refiner().value())
    return best


def _numbered(home: Mapping[int, int]) -> tuple[int, ...]:
    """Return the articles of the paragraphs, numbered as they begin on the page."""
    numbers: dict[int, int] = {}
    return tuple([numbers.setdefault(home[unit], len(numbers)) for unit in sorted(home)])


def _in_order(pairs: Pairs) -> dict[int, int]:
    """Put each stretch to the article of the one before it, if that is better than a new one."""
    home: dict[int, int] = {}
    units: list[int] = []
    before = -1
    for unit, strip in pairs.strips.items():
        if strip != before and units:
            both = Refiner(pairs, {**dict.fromkeys(units, 0), unit: 1}, {})
            if both.gather([0.0])[0][unit] != 0:
                units = []
        units = [*units, unit][-8:]
        home[unit] = home[units[0]] if len(units) > 1 else unit
        before = strip
    return home


class _Solution:
    """One way to put a page together, with the headlines that fit it."""

    def __init__(self, pairs: Pairs, home: Mapping[int, int]) -> None:
        self.pairs = pairs
        self.home = dict(home)
        links = pairs.links
        self.links = Links(links.blocks, cut_fragments(links.fragments, home), links.recurrence)
        self.groups: dict[int, Group] = {}
        self.of: list[int] = []
        self.used: dict[int, int] = {}
        self.habit = _FIRST_HABIT
        self._string()
        self._find_heads()
        self._take_legends()
        self._take_crossheads()
        self.assignment = Assignment(self.links, self.habit > 0, self.groups, self.of, self.used)

    def refiner(self) -> Refiner:
        """Return the paragraphs in their articles, ready to be moved."""
        heads = {title: n for n, group in self.groups.items() for title in group.titles}
        named = {
            block.index: self.of[at]
            for at, fragment in enumerate(self.links.fragments)
            if fragment.kind is FragmentKind.BODY
            for block in fragment.blocks
        }
        return Refiner(self.pairs, named, heads)

    def _string(self) -> None:
        """Make a group of the fragments of each article; captions and items are their own."""
        first: dict[int, int] = {}
        for at, fragment in enumerate(self.links.fragments):
            article = self.home.get(fragment.first.index)
            number = at if article is None else first.setdefault(article, at)
            self.of.append(number)
            if number == at:
                self.groups[number] = Group([at])
            else:
                self._append(self.groups[number], at)

    def _append(self, group: Group, at: int) -> None:
        fragments = self.links.fragments
        before = fragments[group.fragments[-1]].last
        if before.open:
            group.continued.add(at)
        group.fragments.append(at)

    def _find_heads(self) -> None:
        """Give each article the title that stands and reads like its headline.

        The second time, what was found tells where headlines stand on this page.
        """
        found: dict[int, int] = {}
        fragments = {number: list(group.fragments) for number, group in self.groups.items()}
        titles = self.headlines = Headlines(self.pairs.heads, self.links, fragments)
        for _ in range(2):
            scores = self._scores(titles, _HEAD_AT)
            found = self._with_siblings(scores, match(scores))
            places = [
                places_of(self.links, title, self.groups[number].fragments)
                for title, number in found.items()
            ]
            self.habit = habit_of(places)
        scores = self._scores(titles, _LEFT_OVER_AT)
        found.update(match(self._left_over(scores, found)))
        for title, number in sorted(found.items()):
            self.groups[number].titles.append(title)
            self.used[title] = number

    def _scores(self, titles: Headlines, least: float) -> dict[tuple[int, int], float]:
        """Score titles as headlines; what looks like the name of a column rather is none."""
        blocks = self.links.blocks
        return {
            (title, number): left
            for (title, number), score in titles.scores(self.habit, least).items()
            if (left := score - _UNLIKE_HEAD * blocks[title].label) > least
        }

    def _left_over(
        self, scores: Mapping[tuple[int, int], float], found: Mapping[int, int]
    ) -> dict[tuple[int, int], float]:
        """Score titles that head nothing with articles that have no headline."""
        taken = set(found.values())
        return {
            (title, number): score - _LEFT_OVER_AT
            for (title, number), score in scores.items()
            if number not in taken
            and title not in found
            and not self._is_crosshead(title)
            and not _ISSUER.search(self.links.blocks[title].text)
        }

    def _is_crosshead(self, title: int) -> bool:
        """The text goes on below a title, in the same article."""
        at = self.links.next_fragment(title)
        return 0 < at < len(self.of) and self.of[at - 1] == self.of[at]

    def _with_siblings(
        self, scores: Mapping[tuple[int, int], float], found: dict[int, int]
    ) -> dict[int, int]:
        """Let a title beside another share its article, if its own has a better headline then."""
        free = [title for title in self.links.titles if title not in found]
        for title, number in sorted(found.items()):
            beside = any(near in found and found[near] != number for near in (title - 1, title + 1))
            others = [
                (scores[other, number], -other) for other in free if (other, number) in scores
            ]
            if beside and others:
                best, other = max(others)
                if best + _SIBLING > scores[title, number] and abs(-other - title) > 1:
                    del found[title]
                    found[-other] = number
                    free.remove(-other)
        return found

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
                self._absorb(home, number)

    def _absorb(self, home: int, number: int) -> None:
        """Put a group into the article ``home`` where it stands on the page."""
        fragments = self.links.fragments
        group, small = self.groups[home], self.groups.pop(number)
        right = small.fragments[0]
        at = next(
            (
                i
                for i, fragment in enumerate(group.fragments)
                if i and fragment > right and not fragments[group.fragments[i - 1]].last.open
            ),
            len(group.fragments),
        )
        group.fragments[at:at] = small.fragments
        for fragment in small.fragments:
            self.of[fragment] = home

    def _take_crossheads(self) -> None:
        """Titles between two pieces of an article are its crossheads."""
        for number, group in self.groups.items():
            for right in group.fragments[1:]:
                for block in reversed(self.links.titles_before(right)):
                    if block.index not in self.used and self._is_inside(block, group, right):
                        group.inner.append(block.index)
                        self.used[block.index] = number

            self._take_labels(number, group)

    def _take_labels(self, number: int, group: Group) -> None:
        """A label alone between two neighbouring pieces of an article is its crosshead."""
        for left, right in pairwise(group.fragments):
            between = self.links.before(right)
            if right != left + 1 or len(between) != 1 or right in group.continued:
                continue
            label = between[0]
            named = label.sign in _COLUMN_SIGNS if label.sign else is_known_label(label.text)
            if label.kind is BlockKind.LABEL and not named and label.index not in self.used:
                group.inner.append(label.index)
                self.used[label.index] = number

    def _is_inside(self, block: Block, group: Group, right: int) -> bool:
        """No other article's makers stand between a title and the text below it."""
        between = self.links.blocks[block.index + 1 : self.links.fragments[right].first.index]
        return not any(is_maker(b) for b in between) and right not in group.continued

    def note_boundaries(self) -> None:
        """Say for every piece why it is where it is, and how sure that is."""
        sure = {run[0]: score for run, score in self.refiner().surest()} if self.home else {}
        for at, group in self.groups.items():
            before: Block | None = None
            for number in group.fragments:
                fragment = self.links.fragments[number]
                for block in fragment.blocks:
                    if block.index in sure:
                        score = sure[block.index]
                        group.boundaries.append(self._boundary(block, before, score))
                    before = block
            for title in group.titles:
                score = self.headlines.alone(title, at, self.habit)
                line = self.links.blocks[title].first
                group.boundaries.append(Boundary(line, _confidence(score), _HEADLINE))

    def _boundary(self, block: Block, before: Block | None, score: float) -> Boundary:
        """Say why a piece stands behind another in its article."""
        sure = _confidence(score)
        if before is None:
            why = "the article begins"
        elif before.open:
            why = f"sentence goes on from line {before.last}"
        elif block.index == before.index + 1:
            why = f"next paragraph after line {before.last}"
        else:
            shared = self.links.recurrence.cohesion([before.index], [block.index])
            words = "same subject" if shared > 0 else "reads best"
            why = f"{words} as the piece that ends on line {before.last}"
        return Boundary(
            block.first, sure, why if sure >= _DOUBT else f"{why}; the page does not say"
        )


def _confidence(score: float) -> float:
    return round(1 / (1 + exp(-max(-6.0, min(6.0, score)))), 2)


def _credited(block: Block) -> bool:
    return block.byline is not None and block.byline.credit
