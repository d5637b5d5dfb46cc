"""Gives bylines, left-over titles and labels to the articles that were found."""

from __future__ import annotations

import re

from ...lines.sorting import LineKind
from ..parts.blocks import Block, BlockKind, is_maker
from ..parts.fragments import FragmentKind
from ..scores.makers import Makers, place_of
from .groups import Assignment, Group
from .matching import match

# Notices and boxes of advice are headed by what they are.
_SELF_TITLED = re.compile(
    r"(?:问答|要点|常识|须知|提示|指南|公告|通告|公示|启事|声明|信息|名单|一览|预告|攻略|小贴士)$"
)
# Shorter ones are the name of a column: 党务问答.
_MAX_NAME = 5


class Placer:
    """Finishes an assignment of fragments and headlines."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.links = assignment.links
        self.after = assignment.after
        self.groups = assignment.groups
        self.of = assignment.of
        self.used = assignment.used

    def place_rest(self) -> None:
        """Give bylines, left-over titles and labels to the groups."""
        self._place_bylines()
        for index in self.links.titles:
            if index not in self.used:
                self._place_title(index)
        for block in self.links.blocks:
            if block.kind is BlockKind.LABEL and block.index not in self.used:
                self._place_label(block.index)

    def _place_bylines(self) -> None:
        """Give the bylines to the articles so that all together stand where bylines stand.

        The second time, what was found tells where bylines stand on this page.
        """
        blocks = [b for b in self.links.blocks if b.kind is BlockKind.BYLINE]
        makers = {block.index: block for block in blocks if is_maker(block)}
        habit = self.links.byline_habit
        scores = Makers(self.assignment, makers)
        found: dict[int, int] = {}
        for _ in range(2):
            found = match(scores.scores(habit))
            places = [
                place_of(self.assignment, makers[index], self.groups[number])
                for index, number in found.items()
            ]
            habit = sum(places) / (len(places) + 1)
        for index, number in sorted(found.items()):
            self._give(index, number)
        for index in makers:
            if index not in found and index - 1 in found:
                self._give(index, found[index - 1])
        for block in blocks:
            if block.index not in makers:
                near = self.assignment.near(block.index)
                notes = [(self._note_score(block, self.groups[n]), -n) for n in near]
                score, number = max(notes, default=(0.0, 0))
                if score > 0:
                    self._give(block.index, -number)

    def _give(self, index: int, number: int) -> None:
        self.groups[number].bylines.append(index)
        self.used[index] = number

    def _note_score(self, block: Block, group: Group) -> float:
        """Score a credit, a source or a turn note as part of an article."""
        links = self.links
        over, below = links.beside(block.index)
        if block.lines[0].kind is LineKind.TURN and "下" not in block.text:
            return 3.0 if below in group.fragments else 0.0
        if block.lines[0].kind is LineKind.SOURCE and below == group.fragments[0]:
            return 3.5 if block.index - 1 in group.titles else 0.5
        behind = over in group.fragments
        caption = links.fragments[group.fragments[0]].kind is FragmentKind.CAPTION
        return (2.5 if behind else -0.5) + (1.0 if behind and caption else 0.0)

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
            group = self.groups[owner]
            heads = self._heads_itself(blocks[index], group)
            (group.titles if heads else group.labels).append(index)
            self.used[index] = owner
            if not heads:
                self._spread_label(index, owner)

    def _heads_itself(self, block: Block, group: Group) -> bool:
        """Tell whether what looks like a label is the headline of the one text below it."""
        first = self.links.fragments[group.fragments[0]]
        if group.titles or block.sign or first.kind is FragmentKind.BRIEF:
            return False
        text = block.text.replace(" ", "")
        return len(text) > _MAX_NAME and bool(_SELF_TITLED.search(text))

    def _spread_label(self, index: int, owner: int) -> None:
        """The label over a box of news items is the label of each of them."""
        links = self.links
        for at in range(self.groups[owner].fragments[0], len(links.fragments)):
            if links.fragments[at].kind is not FragmentKind.BRIEF:
                break
            if self.of[at] != owner:
                self.groups[self.of[at]].labels.append(index)
