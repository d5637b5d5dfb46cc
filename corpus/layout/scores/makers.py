"""Scores bylines as naming the makers of articles: by where they stand and who is named already.

The weights (``byline`` in ``data/article_weights.tsv``) are fitted to annotated pages by
``bench/fitting/articles.py``: they make its own article the likeliest for each byline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ..kinds import argues
from ..parts.blocks import Block, BlockKind, is_maker
from ..parts.fragments import FragmentKind
from ..solving.groups import Assignment, Group
from .heads import weights

_MOST_FAR = 6
# A score, in log-odds, from which on a byline stands at an article and not merely on its page.
_OFFSET = 4.0
_OPINION = "reporter of an opinion"


def score_maker(features: Mapping[str, float]) -> float:
    """Return how well a byline fits an article; not above 0 if it does not at all."""
    table = weights("byline")
    return _OFFSET + sum(table.get(name, 0.0) * value for name, value in features.items())


class Makers:
    """The bylines of a page as naming the makers of its articles."""

    def __init__(self, assignment: Assignment, makers: Mapping[int, Block]) -> None:
        """Take the page, headlines assigned, and its bylines by block."""
        self._assignment = assignment
        self._makers = makers
        self._named: dict[tuple[int, tuple[str, ...]], float] = {}
        self._argued: dict[int, bool] = {}

    def scores(self, habit: float) -> dict[tuple[int, int], float]:
        """Score every byline with every article near it; those above 0 only.

        Args:
            habit: where bylines stand on this page, from -1 (above their texts) to 1 (behind).
        """
        return {
            key: score
            for key, (fixed, by_habit) in self._parts.items()
            if (score := fixed + habit * by_habit) > 0
        }

    @cached_property
    def _parts(self) -> dict[tuple[int, int], tuple[float, float]]:
        """The score of each byline and article but for the habit, and the weight of the habit."""
        page, table = self._assignment, weights("byline")
        out: dict[tuple[int, int], tuple[float, float]] = {}
        for index, block in self._makers.items():
            beside = {page.of[at] for at in page.links.beside(index) if at >= 0}
            beside.update(page.used[at] for at in (index - 1, index + 1) if at in page.used)
            at = page.links.next_fragment(index)
            for number in page.near(index):
                if number in beside:
                    features = features_of(page, block, page.groups[number], 1.0)
                    by_habit = sum(
                        table.get(name, 0.0) for name in features if name.endswith("habit")
                    )
                    out[index, number] = score_maker(features) - by_habit, by_habit
                else:
                    far = min(abs(at - f) for f in page.groups[number].fragments)
                    score = _OFFSET + table.get("elsewhere", 0.0)
                    score += table.get("far", 0.0) * min(_MOST_FAR, far)
                    out[index, number] = score + self._says(block, number, score), 0.0
        return out

    def _says(self, block: Block, number: int, score: float) -> float:
        """Return what an article says of its makers itself, weighed.

        Whether it argues is not looked at where that would change nothing: the score is below 0.
        """
        names = block.byline.names if block.byline else ()
        group, table = self._assignment.groups[number], weights("byline")
        known = self._named.get((number, names))
        if known is None:
            found = _named(self._assignment, block, group)
            known = sum(table.get(name, 0.0) * value for name, value in found)
            self._named[number, names] = known
        weight = table.get(_OPINION, 0.0)
        if score + known + max(0.0, weight) <= 0 or not _may_argue(self._assignment, block, group):
            return known
        argued = self._argued.get(number)
        if argued is None:
            argued = self._argued[number] = _argued(self._assignment, group)
        return known + weight * argued


def features_of(
    assignment: Assignment, block: Block, group: Group, habit: float
) -> dict[str, float]:
    """Return the features of a byline as naming the makers of an article.

    Args:
        assignment: the page, headlines assigned.
        block: the byline.
        group: the article.
        habit: where bylines stand on this page, from -1 (above their texts) to 1 (behind).
    """
    out: dict[str, float] = {}
    places = [
        *_at_title(assignment, block, group),
        *_above(assignment, block, group),
        *_behind(assignment, block, group),
    ]
    for name, value in places:
        out[name] = out.get(name, 0.0) + value
    for side in ("above", "under", "over", "behind"):
        if any(name.startswith(side) for name in out):
            out[f"{side}, habit"] = habit
    if not out:
        near = assignment.links.next_fragment(block.index)
        out["elsewhere"] = 1.0
        out["far"] = float(min(_MOST_FAR, *(abs(near - f) for f in group.fragments)))
    out.update(_named(assignment, block, group))
    if _may_argue(assignment, block, group) and _argued(assignment, group):
        out[_OPINION] = 1.0
    return out


def place_of(assignment: Assignment, block: Block, group: Group) -> float:
    """Return 1 if a byline stands behind the text of its article, -1 above it, 0 elsewhere."""
    over, below = assignment.links.beside(block.index)
    if below == group.fragments[0]:
        return -1.0
    return 1.0 if over in group.fragments else 0.0


def _at_title(assignment: Assignment, block: Block, group: Group) -> Iterator[tuple[str, float]]:
    """Names directly under or over a headline."""
    blocks = assignment.links.blocks
    if block.index - 1 in group.titles:
        yield "under, gap" if block.gap else "under, tight", 1.0
    elif block.index - 1 in group.inner:
        yield "under a crosshead", 1.0
    if block.index + 1 in group.titles:
        yield "over, gap" if blocks[block.index + 1].gap else "over, tight", 1.0


def _above(assignment: Assignment, block: Block, group: Group) -> Iterator[tuple[str, float]]:
    """Names above the first words of a text, and what stands between."""
    links = assignment.links
    first = group.fragments[0]
    if links.beside(block.index)[1] != first:
        return
    between = links.blocks[block.index + 1 : links.fragments[first].first.index]
    yield "above, gap" if links.blocks[block.index + 1].gap else "above, tight", 1.0
    own = sum(b.index in group.titles for b in between)
    counts = (
        ("own titles", own),
        ("other titles", sum(b.kind is BlockKind.TITLE for b in between) - own),
        ("labels", sum(b.kind is BlockKind.LABEL for b in between)),
        ("makers", sum(is_maker(b) for b in between)),
    )
    for what, number in counts:
        if number:
            yield f"above, {what} between", float(min(2, number))


def _behind(assignment: Assignment, block: Block, group: Group) -> Iterator[tuple[str, float]]:
    """Names behind the last words of a text, or behind others of its words."""
    links = assignment.links
    found = links.beside(block.index)[0]
    if found not in group.fragments:
        return
    if found != group.fragments[-1]:
        yield "inside", 1.0
        return
    between = links.blocks[links.fragments[found].last.index + 1 : block.index]
    yield "behind, gap" if block.gap else "behind, tight", 1.0
    after = links.blocks[block.index + 1] if block.index + 1 < len(links.blocks) else None
    if after is None or after.gap or after.kind is BlockKind.LABEL:
        yield "behind, parted from the rest", 1.0
    if links.fragments[found].last.open:
        yield "behind, text open", 1.0
    for what, kind in (("titles", BlockKind.TITLE), ("bylines", BlockKind.BYLINE)):
        number = sum(b.kind is kind for b in between)
        if number:
            yield f"behind, {what} between", float(min(2, number))


def _named(assignment: Assignment, block: Block, group: Group) -> Iterator[tuple[str, float]]:
    """What the article says of its makers itself, and what sort of text it is."""
    links = assignment.links
    fragments = [links.fragments[f] for f in group.fragments]
    names = block.byline.names if block.byline else ()
    tail = fragments[-1].last.byline
    if tail is not None:
        same = any(name in tail.names for name in names)
        yield "signed by the same" if same else "signed by others", 1.0
    dated = fragments[0].first.dateline
    if dated is not None:
        yield "dateline with names" if dated.byline is not None else "dateline", 1.0
    kind = fragments[0].kind
    if kind is not FragmentKind.BODY:
        yield kind.value, 1.0
        if _is_credited(links.blocks, fragments[-1].last.index):
            yield "credited", 1.0
    if not group.titles:
        yield "no headline", 1.0


def _may_argue(assignment: Assignment, block: Block, group: Group) -> bool:
    """Tell whether reporters are named by office, and the article is not a box or a caption."""
    first = assignment.links.fragments[group.fragments[0]]
    return block.byline is not None and block.byline.marked and first.kind is FragmentKind.BODY


def _argued(assignment: Assignment, group: Group) -> bool:
    fragments = assignment.links.fragments
    return argues("".join([fragments[at].text for at in group.fragments]), reported=False)


def _is_credited(blocks: Sequence[Block], last: int) -> bool:
    return any(b.byline is not None and b.byline.credit for b in blocks[last : last + 3])
