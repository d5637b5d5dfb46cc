"""The articles of a page while they are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...types import Boundary
from ..scores.links import Links


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
        continued: fragments that go on with the sentence of the one before them in the list.
    """

    fragments: list[int]
    titles: list[int] = field(default_factory=list[int])
    inner: list[int] = field(default_factory=list[int])
    bylines: list[int] = field(default_factory=list[int])
    labels: list[int] = field(default_factory=list[int])
    boundaries: list[Boundary] = field(default_factory=list[Boundary])
    continued: set[int] = field(default_factory=set[int])


@dataclass(slots=True)
class Assignment:
    """Who belongs to whom on a page.

    Attributes:
        links: what speaks for it.
        after: headlines were looked for behind their texts first.
        groups: the articles, by number.
        of: number of the group of each fragment.
        used: number of the group of each title, byline and label that has one.
    """

    links: Links
    after: bool
    groups: dict[int, Group] = field(default_factory=dict[int, Group])
    of: list[int] = field(default_factory=list[int])
    used: dict[int, int] = field(default_factory=dict[int, int])

    def near(self, block: int) -> list[int]:
        """Return the numbers of the groups with a fragment within reach of a block, in order."""
        return list(dict.fromkeys(self.of[fragment] for fragment in self.links.near(block)))
