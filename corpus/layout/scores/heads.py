"""Scores title lines as the headlines of articles: by their words, their place and their looks.

The weights (``head`` in ``data/article_weights.tsv``) are fitted to annotated pages by
``bench/fitting/articles.py``: they make its own article the likeliest for each title, or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import log

from ...wordlists import read_rows
from ..parts.blocks import Block, BlockKind, is_credit, is_maker
from ..parts.fragments import Fragment, FragmentKind
from .cohesion import Floats, TitleWords
from .evidence import starts_inside
from .links import Links

#: The words of a title: a floor for their weight, caps of their lead over the next best text and
# of their own weight.
FLOOR = 0.35
LEAD_CAP = 2.5
OWN_CAP = 3.0
MOST_FAR = 6
_MOST_INNER = 3.0
_INSIDE = 2.0


@cache
def weights(step: str) -> dict[str, float]:
    """Return the fitted weights of one step: ``head``, ``gather`` or ``move``."""
    rows = read_rows("anliku.corpus.layout", "article_weights.tsv")
    return {name: float(weight) for which, name, weight in rows if which == step}


def score_head(features: Mapping[str, float]) -> float:
    """Return the log-odds of a title as the headline of an article, against none."""
    table = weights("head")
    return sum(table.get(name, 0.0) * value for name, value in features.items())


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """What a title would be worth as the headline of the texts beside it.

    Attributes:
        over: the last block of the text over it, -1 if there is none.
        below: the first block of the text below it, -1 if there is none.
        above: its score above the text below it, and the weight of the habit.
        behind: the same behind the text over it, but for how the text begins.
        looks: what its looks add, wherever it stands.
    """

    over: int
    below: int
    above: tuple[float, float]
    behind: tuple[float, float]
    looks: float


class Heads:
    """The titles of a page as headlines of articles; known once for all ways to group them."""

    def __init__(self, links: Links) -> None:
        """Take the page."""
        self._blocks = links.blocks
        self._recurrence = links.recurrence
        self._known: dict[tuple[int, tuple[int, ...]], tuple[float, float, float]] = {}
        self._places: list[TitlePlace] | None = None
        self._of_texts: dict[int, float] = {}

    def scores(
        self, links: Links, title: int, groups: Mapping[int, Sequence[int]], habit: float
    ) -> dict[int, float]:
        """Return the log-odds of a title as the headline of each article, against none.

        Args:
            links: the page as it is grouped now.
            title: block of the title.
            groups: the fragments of each article in reading order.
            habit: where headlines stand on this page, from -1 (above their texts) to 1 (behind).
        """
        table = weights("head")
        found = {
            number: self.of(links, title, group)
            for number, group in groups.items()
            if may_head(links, title, group)
        }
        words = sorted((own for _, _, own in found.values()), reverse=True)
        out: dict[int, float] = {}
        for number, (fixed, by_habit, own) in found.items():
            others = words[1] if len(words) > 1 and own == words[0] else 0.0
            others = others if own == words[0] else words[0]
            lead = table.get("lead", 0.0) * _lead(own, others)
            out[number] = fixed + habit * by_habit + lead
        return out

    def of(self, links: Links, title: int, group: Sequence[int]) -> tuple[float, float, float]:
        """Return the score but for habit and lead, the weight of the habit, and of the words."""
        blocks = links.indices(group)
        key = title, tuple(blocks)
        known = self._known.get(key)
        if known is None:
            own = self._recurrence.shared(title, [blocks])[0]
            features = {"bias": 1.0, "own words": min(OWN_CAP, own)}
            features.update(_stands(links, title, group, 0.0))
            by_habit = {name: 1.0 for name in features if name.endswith("habit")}
            known = score_head(features), score_head(by_habit), own
            self._known[key] = known
        return known

    def places(self, links: Links) -> list[TitlePlace]:
        """Return what each title of the page is worth beside its neighbours."""
        if self._places is None:
            self._places = [self._place(links, title) for title in links.titles]
        return self._places

    def _place(self, links: Links, title: int) -> TitlePlace:
        """Look at what stands above and below a title; it is the same in all ways to group them."""
        looks = score_head({"bias": 1.0, **dict(_looks(links, title))})
        above = behind = (0.0, 0.0)
        over, below = links.beside(title)
        if below >= 0:
            above = _scores(links, title, below)
        if over >= 0:
            fixed, by_habit = _scores(links, title, over)
            behind = fixed - self.of_text(links.fragments[over]), by_habit
        return TitlePlace(
            links.fragments[over].last.index if over >= 0 else -1,
            links.fragments[below].first.index if below >= 0 else -1,
            above,
            behind,
            looks,
        )

    def of_text(self, text: Fragment) -> float:
        """Return what the beginning of a text adds to the score of its titles."""
        known = self._of_texts.get(text.first.index)
        if known is None:
            known = self._of_texts[text.first.index] = score_head(dict(_begins(text)))
        return known

    @cached_property
    def _words(self) -> TitleWords:
        titles = [b.index for b in self._blocks if b.kind is BlockKind.TITLE]
        return TitleWords(self._recurrence, titles, range(len(self._blocks)))

    def words(self, groups: Floats) -> Floats:
        """Return the weight of the words of each title (row) in groups of blocks (column).

        Args:
            groups: 1 where a group (row) holds a block of the page (column).
        """
        return self._words.shared(groups)


def _scores(links: Links, title: int, fragment: int) -> tuple[float, float]:
    """Return the score of a title for a text but for its words, and the weight of the habit."""
    features = {"bias": 1.0, **dict(_stands(links, title, [fragment], 0.0))}
    by_habit = {name: 1.0 for name in features if name.endswith("habit")}
    return score_head(features), score_head(by_habit)


def may_head(links: Links, title: int, group: Sequence[int]) -> bool:
    """Tell whether a title may head an article: an item of a box has its own title or none."""
    brief = links.fragments[group[0]].kind is FragmentKind.BRIEF
    return not brief or links.is_item_title(title, group[0])


def _lead(own: float, others: float) -> float:
    return max(-LEAD_CAP, min(LEAD_CAP, log((own + FLOOR) / (others + FLOOR))))


def candidates(
    links: Links, title: int, groups: Mapping[int, Sequence[int]], habit: float
) -> dict[int, dict[str, float]]:
    """Return the features of a title as the headline of each article it could stand over.

    Args:
        links: the page.
        title: block of the title.
        groups: the fragments of each article in reading order.
        habit: where headlines stand on this page, from -1 (above their texts) to 1 (behind).
    """
    fit = {number: group for number, group in groups.items() if may_head(links, title, group)}
    words = links.recurrence.shared(title, [links.indices(group) for group in fit.values()])
    out: dict[int, dict[str, float]] = {}
    for at, (number, group) in enumerate(fit.items()):
        others = max((w for i, w in enumerate(words) if i != at), default=0.0)
        out[number] = {
            "bias": 1.0,
            "own words": min(OWN_CAP, words[at]),
            "lead": _lead(words[at], others),
            **dict(_stands(links, title, group, habit)),
        }
    return out


def _stands(
    links: Links, title: int, group: Sequence[int], habit: float
) -> Iterator[tuple[str, float]]:
    """Tell where a title stands relative to the texts of an article."""
    blocks = links.blocks
    block = blocks[title]
    first = links.fragments[group[0]]
    yield from _looks(links, title)
    yield from _begins(first)
    caption = first.kind is FragmentKind.CAPTION
    before, behind = links.before(group[0]), links.behind(group[-1])
    if block in before:
        yield from _place("above", before[: before.index(block)], caption=caption)
        yield "above, habit", habit
        yield "above, tight" if _is_tight(blocks, title, first.first.index) else "above, gap", 1.0
        if title and not block.gap and title - 1 in links.owner:
            yield "above, hangs on the text before", 1.0
    elif block in behind:
        yield from _place("behind", behind[: behind.index(block)], caption=caption)
        yield "behind, habit", habit
        yield "behind, gap" if block.gap else "behind, tight", 1.0
        if title + 1 in links.owner and not blocks[title + 1].gap:
            yield "behind, leans on the text after", 1.0
        if title + 1 < len(blocks) and is_credit(blocks[title + 1]):
            yield "behind, credited", 1.0
    elif any(block in links.before(fragment) for fragment in group[1:]):
        yield "inside", 1.0
    else:
        near = links.next_fragment(title)
        yield "elsewhere", 1.0
        yield "far", float(min(MOST_FAR, *(abs(near - fragment) for fragment in group)))


def _looks(links: Links, title: int) -> Iterator[tuple[str, float]]:
    yield "looks inner", max(-_MOST_INNER, min(_MOST_INNER, links.blocks[title].inner))
    if links.is_ordinal(title):
        yield "ordinal", 1.0


def _begins(text: Fragment) -> Iterator[tuple[str, float]]:
    if starts_inside(text.first.text) >= _INSIDE:
        yield "text starts inside", 1.0
    if text.first.dateline is not None:
        yield "dateline", 1.0
    if text.kind is FragmentKind.CAPTION:
        yield "caption", 1.0


def _is_tight(blocks: Sequence[Block], title: int, text: int) -> bool:
    return not any(blocks[i].gap for i in range(title + 1, text + 1))


def _place(name: str, between: Sequence[Block], *, caption: bool) -> Iterator[tuple[str, float]]:
    yield name, 1.0
    if caption:
        yield f"{name}, caption", 1.0
    for what, kind in (("titles", BlockKind.TITLE), ("labels", BlockKind.LABEL)):
        number = sum(b.kind is kind for b in between)
        if number:
            yield f"{name}, {what} between", float(min(3, number))
    makers = sum(is_maker(b) for b in between)
    if makers:
        yield f"{name}, makers between", 1.0
    if makers > 1:
        yield f"{name}, more makers between", 1.0


def places_of(links: Links, title: int, group: Sequence[int]) -> float:
    """Return 1 if a headline stands behind its text, -1 above it, 0 elsewhere."""
    over, below = links.beside(title)
    return -1.0 if below == group[0] else 1.0 if over == group[-1] else 0.0


def habit_of(places: Sequence[float]) -> float:
    """Return where headlines stand on a page, from -1 (above their texts) to 1 (behind)."""
    return sum(places) / (len(places) + 1)
