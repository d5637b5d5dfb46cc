"""Scores all titles of a page as the headlines of all its articles at once.

The same as ``Heads.scores`` title by title: most titles stand elsewhere than an article, and all
that differs is how far, and the words they share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..parts.fragments import FragmentKind
from .cohesion import WINDOW, Floats
from .heads import FLOOR, LEAD_CAP, MOST_FAR, OWN_CAP, Heads, may_head, weights
from .links import REACH, Links


class Headlines:
    """The titles of a page as headlines of its articles, as it is grouped now."""

    def __init__(self, heads: Heads, links: Links, groups: Mapping[int, Sequence[int]]) -> None:
        """Take the page.

        Args:
            heads: what is known of its titles.
            links: the page as it is grouped now.
            groups: the fragments of each article in reading order.
        """
        self._heads = heads
        self._links = links
        self._groups = groups
        self._numbers = list(groups)
        self._score = self._by_habit = self._alone = np.zeros((0, 0))
        if groups and links.titles and len(links.blocks) <= WINDOW:
            self._weigh()

    def _weigh(self) -> None:
        links, groups = self._links, self._groups
        columns = np.empty(len(links.fragments), dtype=np.intp)
        members = np.zeros((len(groups), len(links.blocks)))
        for column, group in enumerate(groups.values()):
            columns[group] = column
            members[column, links.indices(group)] = 1.0
        own = self._heads.words(members)
        self._score = self._elsewhere()
        self._by_habit = np.zeros_like(self._score)
        self._place_near(columns.tolist())
        get = weights("head").get
        self._score += get("own words", 0.0) * np.minimum(OWN_CAP, own)
        self._alone = self._score + get("lead", 0.0) * _leads_alone(own)
        allowed = self._allowed(columns)
        self._score += get("lead", 0.0) * _leads(np.where(allowed, own, -1.0))
        self._score[~allowed] = -np.inf

    def scores(self, habit: float, least: float) -> dict[tuple[int, int], float]:
        """Return the log-odds of titles as the headlines of articles, against none.

        Args:
            habit: where headlines stand on this page, from -1 (above their texts) to 1 (behind).
            least: lower scores are left out.

        Returns:
            The scores by block of the title and number of the article.
        """
        if len(self._links.blocks) > WINDOW:
            return self._one_by_one(habit, least)
        scores = self._score + habit * self._by_habit
        titles = self._links.titles
        rows, columns = np.nonzero(scores > least)
        return {
            (titles[row], self._numbers[column]): score
            for row, column, score in zip(
                rows.tolist(), columns.tolist(), scores[rows, columns].tolist(), strict=True
            )
        }

    def alone(self, title: int, number: int, habit: float) -> float:
        """Return the log-odds of a title as the headline of an article if there were no other.

        Args:
            title: block of the title.
            number: the article.
            habit: where headlines stand on this page, from -1 (above their texts) to 1 (behind).
        """
        links = self._links
        if len(links.blocks) > WINDOW:
            group = {0: self._groups[number]}
            return self._heads.scores(links, title, group, habit).get(0, 0.0)
        at = links.titles.index(title), self._numbers.index(number)
        return float(self._alone[at] + habit * self._by_habit[at])

    def _one_by_one(self, habit: float, least: float) -> dict[tuple[int, int], float]:
        """Score the titles of a volume, each with the articles near it."""
        links = self._links
        of = {fragment: number for number, group in self._groups.items() for fragment in group}
        out: dict[tuple[int, int], float] = {}
        for title in links.titles:
            near = dict.fromkeys(of[fragment] for fragment in links.near(title))
            groups = {number: self._groups[number] for number in near}
            for number, score in self._heads.scores(links, title, groups, habit).items():
                if score > least:
                    out[title, number] = score
        return out

    def _elsewhere(self) -> Floats:
        """Score titles (rows) that stand neither above, behind nor in an article (column)."""
        get = weights("head").get
        links, heads, groups = self._links, self._heads, self._groups
        titles = np.array([place.looks for place in heads.places(links)])
        texts = np.array([heads.of_text(links.fragments[group[0]]) for group in groups.values()])
        near = np.array([links.next_fragment(title) for title in links.titles], dtype=np.intp)
        order = np.array([at for group in groups.values() for at in group], dtype=np.intp)
        starts = np.cumsum([0, *map(len, groups.values())])[:-1]
        nearest = np.minimum.reduceat(np.abs(near[:, None] - order), starts, axis=1)
        away = get("elsewhere", 0.0) + get("far", 0.0) * np.minimum(MOST_FAR, nearest)
        return titles[:, None] + texts + away

    def _place_near(self, columns: Sequence[int]) -> None:
        """Score titles that stand beside or inside an article.

        Args:
            columns: the article of each fragment.
        """
        links, of_text = self._links, self._heads.of_text
        groups = list(self._groups.values())
        inside = weights("head").get("inside", 0.0)
        score, by_habit = self._score, self._by_habit
        for row, place in enumerate(self._heads.places(links)):
            below = links.owner[place.below] if place.below >= 0 else -1
            own = columns[below] if below >= 0 else -1
            if below >= 0:
                if groups[own][0] == below:
                    score[row, own], by_habit[row, own] = place.above
                else:
                    first = links.fragments[groups[own][0]]
                    score[row, own] = place.looks + of_text(first) + inside
            over = links.owner[place.over] if place.over >= 0 else -1
            other = columns[over] if over >= 0 else -1
            if over < 0 or groups[other][-1] != over:
                continue
            if own != other or groups[own][0] != below:
                first = links.fragments[groups[other][0]]
                score[row, other] = place.behind[0] + of_text(first)
                by_habit[row, other] = place.behind[1]

    def _allowed(self, columns: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which titles (rows) may head which articles (columns).

        Args:
            columns: the article of each fragment.
        """
        links = self._links
        out = np.ones(self._score.shape, dtype=np.bool_)
        for column, group in enumerate(self._groups.values()):
            if links.fragments[group[0]].kind is FragmentKind.BRIEF:
                out[:, column] = [may_head(links, title, group) for title in links.titles]
        if len(links.blocks) > REACH:
            for row, title in enumerate(links.titles):
                near = links.near(title)
                known = np.zeros(out.shape[1], dtype=np.bool_)
                known[columns[near.start : near.stop]] = True
                out[row] &= known
        return out


def _leads_alone(own: Floats) -> Floats:
    """Return how far the words of titles lead those of none."""
    leads = np.log((own + FLOOR) / FLOOR)
    return np.minimum(LEAD_CAP, np.maximum(-LEAD_CAP, leads))


def _leads(own: Floats) -> Floats:
    """Return how far the words of each title (row) in an article lead those in the next best.

    Args:
        own: weight of the words; below 0 where a title cannot head an article.
    """
    ordered = np.sort(np.hstack([own, np.zeros((len(own), 2))]), axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    others = np.where(own == best, second, best)
    leads = np.log((np.maximum(0.0, own) + FLOOR) / (others + FLOOR))
    return np.minimum(LEAD_CAP, np.maximum(-LEAD_CAP, leads))
