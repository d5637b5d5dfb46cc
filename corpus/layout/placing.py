"""Gives bylines, left-over titles and labels to the articles that were found."""

from __future__ import annotations

from ..lines import LineKind
from .blocks import Block, BlockKind, is_maker
from .fragments import FragmentKind
from .groups import Assignment, Group

# A byline that stands nowhere near a text goes to an article that has none.
_LAST_RESORT = 0.4
# Names tight under a text rather sign it than the next one.
_SIGNED = 3.4


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
            for number in self.assignment.near(block.index)
            if (score := self._byline_score(block, self.groups[number])) > 0
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
        if behind and (self._signs_above(block) or (self.signed_below and self._is_between(block))):
            score = _SIGNED
        elif block in direct and not any(
            b.kind is BlockKind.LABEL for b in direct[: direct.index(block)]
        ):
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

    def _signs_above(self, block: Block) -> bool:
        """Names set tight under a text and apart from what follows sign that text."""
        blocks = self.links.blocks
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        parted = after is None or after.gap or after.kind is BlockKind.LABEL
        return not block.gap and parted and block.index - 1 in self.links.owner

    def _is_between(self, block: Block) -> bool:
        """A byline between the text of one article and the title of the next."""
        blocks = self.links.blocks
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        titled = after is not None and after.gap and after.kind is BlockKind.TITLE
        return titled and block.gap and block.index - 1 in self.links.owner

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
