"""Gives bylines, left-over titles and labels to the articles that were found."""

from __future__ import annotations

from collections.abc import Mapping

from ..lines import LineKind
from .blocks import Block, BlockKind, is_maker
from .fragments import FragmentKind
from .groups import Assignment, Group

# What it says that the makers of an article stand under or over its headline, above or behind its
# text; a blank line between says a little less.
_UNDER, _UNDER_GAP = 3.4, 2.6
_UNDER_INNER = 1.0
_OVER, _OVER_GAP = 3.0, 2.2
_ABOVE, _ABOVE_GAP = 2.4, 1.9
_BEHIND_TIGHT, _BEHIND = 2.8, 1.6
_INSIDE = 0.4
# The page has bylines behind its texts.
_HABIT = 0.8
_NEVER = -9.0
# A byline stands somewhere from this score on; what the habit of a page adds at most.
_SEEN = 1.0
_MOST_HABIT = 1.2
_LEAST_GAIN = 1e-6
# A byline that stands nowhere near a text goes to an article that has none.
_LAST_RESORT = 0.4


def _habits(near: Mapping[tuple[int, int], Mapping[str, float]]) -> dict[str, float]:
    """Tell how bylines stand on this page by those that stand at one article in one way only."""
    counts = dict.fromkeys(("title", "above", "behind"), 0)
    for byline in {index for index, _ in near}:
        ways = {
            way
            for (index, _), stands in near.items()
            if index == byline
            for way, found in stands.items()
            if found >= _SEEN
        }
        if len(ways) == 1:
            counts[ways.pop()] += 1
    total = sum(counts.values())
    return {way: _MOST_HABIT * n / (total + 1) for way, n in counts.items()}


def match(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Match bylines with articles one to one, so that the sum of the scores is high.

    The best pairs are taken first; then articles are exchanged as long as that betters the sum.

    Args:
        scores: score of each possible (byline, article).
    """
    found: dict[int, int] = {}
    for _, byline, article in sorted((-s, b, a) for (b, a), s in scores.items()):
        if byline not in found and article not in found.values():
            found[byline] = article
    bylines = sorted({byline for byline, _ in scores})
    articles = sorted({article for _, article in scores})
    better = True
    while better:
        better = False
        for byline in bylines:
            for article in articles:
                better = _exchange(scores, found, byline, article) or better
    return found


def _exchange(
    scores: Mapping[tuple[int, int], float], found: dict[int, int], byline: int, article: int
) -> bool:
    """Give a byline another article, and its own to that one's byline, if that is better."""
    own = found.get(byline)
    if own == article:
        return False
    other = next((b for b, a in found.items() if a == article), None)
    gain = scores.get((byline, article), _NEVER)
    gain -= scores[byline, own] if own is not None else 0.0
    swapped = other is not None and own is not None and (other, own) in scores
    if other is not None:
        gain -= scores[other, article]
        gain += scores[other, own] if swapped and own is not None else 0.0
    if gain <= _LEAST_GAIN:
        return False
    if other is not None:
        del found[other]
        if swapped and own is not None:
            found[other] = own
    found[byline] = article
    return True


class Placer:
    """Finishes an assignment of fragments and headlines."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.links = assignment.links
        self.after = assignment.after
        self.groups = assignment.groups
        self.of = assignment.of
        self.used = assignment.used
        self.signed_below = self._signs_below()
        self.habits: dict[str, float] = {}

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
        """Give the bylines to the articles so that all together stand where bylines stand."""
        blocks = [b for b in self.links.blocks if b.kind is BlockKind.BYLINE]
        makers = [block for block in blocks if is_maker(block)]
        near = {
            (block.index, number): self._stands(block, self.groups[number])
            for block in makers
            for number in self.assignment.near(block.index)
        }
        self.habits = _habits(near)
        scores = {
            (index, number): score
            for (index, number), stands in near.items()
            if (score := self._maker_score(index, self.groups[number], stands)) > 0
        }
        for index, number in sorted(match(scores).items()):
            self._give(index, number)
        for block in blocks:
            if is_maker(block):
                continue
            near = self.assignment.near(block.index)
            found = [(self._note_score(block, self.groups[n]), -n) for n in near]
            score, number = max(found, default=(0.0, 0))
            if score > 0:
                self._give(block.index, -number)

    def _give(self, index: int, number: int) -> None:
        self.groups[number].bylines.append(index)
        self.used[index] = number

    def _note_score(self, block: Block, group: Group) -> float:
        """Score a credit, a source or a turn note as part of an article."""
        links = self.links
        if block.lines[0].kind is LineKind.TURN and "下" not in block.text:
            return 3.0 if any(block in links.before(f) for f in group.fragments) else 0.0
        if block.lines[0].kind is LineKind.SOURCE and block in links.before(group.fragments[0]):
            return 3.5 if block.index - 1 in group.titles else 0.5
        behind = any(block in links.behind(f) for f in group.fragments)
        caption = links.fragments[group.fragments[0]].kind is FragmentKind.CAPTION
        return (2.5 if behind else -0.5) + (1.0 if behind and caption else 0.0)

    def _stands(self, block: Block, group: Group) -> dict[str, float]:
        """Score each way in which a byline can stand at an article."""
        return {
            "title": self._at_title(block, group),
            "above": self._above(block, group),
            "behind": self._behind(block, group),
        }

    def _maker_score(self, index: int, group: Group, stands: Mapping[str, float]) -> float:
        """Score the makers of an article by where they stand: at its headline, above, behind."""
        links = self.links
        block = links.blocks[index]
        first = links.fragments[group.fragments[0]]
        score = sum(stands.values())
        score += sum(self.habits[way] for way, found in stands.items() if found >= _SEEN)
        names = block.byline.names if block.byline else ()
        tail = links.fragments[group.fragments[-1]].last.byline
        credited = any(_credits(links.blocks[i]) for f in group.fragments for i in self._near(f))
        if first.kind is FragmentKind.CAPTION and credited and not tail:
            score -= 2.0
        if tail:
            same = score > 0 and any(name in tail.names for name in names)
            score += 2.0 if same else -2.0
        dated = first.first.dateline
        if dated is not None and dated.byline is not None:
            score -= 2.0
        if not score and group.titles and first.kind is FragmentKind.BODY and not dated:
            far = abs(group.fragments[0] - links.next_fragment(block.index))
            score = _LAST_RESORT / (1 + far)
        return score

    def _at_title(self, block: Block, group: Group) -> float:
        """Names directly under or over a headline are its makers."""
        blocks = self.links.blocks
        score = 0.0
        if block.index - 1 in group.titles:
            score += _UNDER_GAP if block.gap else _UNDER
        elif block.index - 1 in group.inner:
            score += _UNDER_INNER
        if block.index + 1 in group.titles:
            score += _OVER_GAP if blocks[block.index + 1].gap else _OVER
        return score

    def _above(self, block: Block, group: Group) -> float:
        """Names above the first words of a text, unless something else stands between."""
        blocks = self.links.blocks
        direct = self.links.before(group.fragments[0])
        if block not in direct:
            return 0.0
        between = direct[: direct.index(block)]
        if any(b.kind is BlockKind.LABEL for b in between):
            return 0.0
        closer = sum(is_maker(b) for b in between)
        foreign = sum(
            b.kind is BlockKind.TITLE and self.used.get(b.index, -1) != self._number(group)
            for b in between
        )
        after = blocks[block.index + 1]
        return (_ABOVE_GAP if after.gap else _ABOVE) - 2.0 * closer - 2.0 * foreign

    def _behind(self, block: Block, group: Group) -> float:
        """Names behind the last words of a text; tight under it and apart from what follows."""
        links, blocks = self.links, self.links.blocks
        if not any(block in links.behind(f) for f in group.fragments):
            return 0.0
        if block.index - 1 not in links.owner:
            return _INSIDE
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        parted = after is None or after.gap or after.kind is BlockKind.LABEL
        last = block in links.behind(group.fragments[-1])
        score = _BEHIND_TIGHT if parted and not block.gap else _BEHIND if last else _INSIDE
        return score + (_HABIT if self.signed_below and last else 0.0)

    def _number(self, group: Group) -> int:
        return self.of[group.fragments[0]]

    def _signs_below(self) -> bool:
        """Tell by the first and last bylines of a page whether names stand behind their texts.

        In between, a byline has a text above and a title below and may belong to either.
        """
        blocks = self.links.blocks
        above = below = 0
        for block in blocks:
            if not is_maker(block):
                continue
            before = blocks[block.index - 1] if block.index else None
            after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
            if after is None or after.kind is BlockKind.LABEL:
                below += before is not None and before.index in self.links.owner
            elif before is None or before.index not in self.links.owner:
                above += 1
        return below > above

    def _near(self, fragment: int) -> list[int]:
        return [block.index for block in self.links.behind(fragment)[:2]]

    def _place_title(self, index: int) -> None:
        """A left-over title: beside a headline part of it, inside a text a crosshead."""
        links = self.links
        for near in (index + 1, index - 1):
            owner = self.used.get(near)
            if owner is None or owner not in self.groups:
                continue
            ruled = links.blocks[max(index, near)].ruled
            if near in self.groups[owner].titles and not ruled:
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
        nearest = next((b.index for b in links.before(at)), None)
        directly = nearest == index and group.titles and group.fragments[0] == at
        if inside or directly:
            group.inner.append(index)
            self.used[index] = self.of[at]

    def _head_after_all(self, index: int) -> bool:
        """Give a left-over title to the text beside it that has none."""
        links = self.links
        for number in self.assignment.near(index):
            group = self.groups[number]
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
            self._spread_label(index, owner)

    def _spread_label(self, index: int, owner: int) -> None:
        """The label over a box of news items is the label of each of them."""
        links = self.links
        for at in range(self.groups[owner].fragments[0], len(links.fragments)):
            if links.fragments[at].kind is not FragmentKind.BRIEF:
                break
            if self.of[at] != owner:
                self.groups[self.of[at]].labels.append(index)


def _credits(block: Block) -> bool:
    return block.byline is not None and block.byline.credit
