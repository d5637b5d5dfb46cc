"""Links headlines, texts and crossheads of a printed page to articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp

from ..parts.heads import Head
from ..parts.nodes import Node
from .following import Following
from .ground import LEAST, NEVER, Ground, Score
from .heading import Heading
from .matching import best_predecessors, without_circles


@dataclass(slots=True)
class Link:
    """Why a part stands where it does."""

    why: str
    confidence: float


@dataclass(slots=True)
class Chain:
    """The parts of one article in reading order.

    Attributes:
        parts: headlines, crossheads and texts.
        links: for each part why it stands there.
    """

    parts: list[Head | Node]
    links: list[Link]
    bylines: list[Node] = field(default_factory=list[Node])
    labels: list[Node] = field(default_factory=list[Node])

    @property
    def texts(self) -> list[Node]:
        """Its pieces of text."""
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def head(self) -> Head | None:
        """Its headline."""
        first = self.parts[0]
        return first if isinstance(first, Head) else None


def link_parts(ground: Ground) -> list[Chain]:
    """Find the articles of a page: the chains of headlines, texts and crossheads.

    Every text and title gets at most one predecessor and is predecessor of at most one; the
    assignment with the best total of scores is taken.

    Args:
        ground: the parts of the page and their places.
    """
    heading, following = Heading(ground), Following(ground)
    size, titles = len(ground.texts), range(len(ground.heads))
    found: list[dict[int, Score]] = []
    for two in range(size):
        row = following.row(two)
        row.update({size + title: score for title, score in heading.row(two).items()})
        found.append({at: score for at, score in row.items() if score.value > LEAST})
    for title in titles:
        row = heading.crossed_by(title)
        found.append({at: score for at, score in row.items() if score.value > LEAST})
    alone = [heading.without_head(two) for two in range(size)]
    alone += [Score(-max(0.0, ground.cross[title]), "headline") for title in titles]
    options = [{at: score.value for at, score in row.items()} for row in found]
    chosen = best_predecessors(options, [score.value for score in alone])
    chosen = without_circles(chosen, options, {at: at for at in range(len(found))})
    return _chains([*ground.texts, *ground.heads], found, alone, chosen)


def _chains(
    parts: Sequence[Head | Node],
    found: Sequence[dict[int, Score]],
    alone: Sequence[Score],
    chosen: Sequence[int | None],
) -> list[Chain]:
    after = {before: row for row, before in enumerate(chosen) if before is not None}
    out: list[Chain] = []
    for row, before in enumerate(chosen):
        if before is not None:
            continue
        chain = Chain([parts[row]], [_link(found[row], alone[row], None)])
        at = after.get(row)
        while at is not None:
            chain.parts.append(parts[at])
            chain.links.append(_link(found[at], alone[at], chosen[at]))
            at = after.get(at)
        out.append(chain)
    return out


def _link(options: dict[int, Score], alone: Score, taken: int | None) -> Link:
    """Return why a predecessor was taken, and how sure that is beside the next best."""
    own = alone if taken is None else options[taken]
    others = [score.value for at, score in options.items() if at != taken]
    if taken is not None:
        others.append(alone.value)
    margin = own.value - max(others, default=NEVER)
    confidence = 1.0 / (1.0 + exp(-max(-6.0, min(6.0, margin))))
    return Link(own.why, round(confidence, 2))
