"""Weighs every stretch of a page in every article, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..scores.cohesion import Commons, TitleWords
from ..scores.tables import Flags, Floats, Places, Table

#: A stretch of this length tells its subject; longer ones do so better, but not without end.
TELLING = 120
MOST_TELLING = 2.0
MOST_HEADLINE = 3.0
# Articles that have less than this in common with a stretch are no place for it.
_ALIEN = -1.2
#: What a stretch gains that can be nowhere else.
NOWHERE = -99.0
# A move must better the page by this much, in log-odds.
_GAIN = 0.7
# What two paragraphs have in common is counted for both.
_HALF = 0.5
# No paragraph stands beside this one.
_FAR_OFF = -9


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change while stretches of a page move.

    Attributes:
        table: the weights.
        commons: what the paragraphs, and the titles behind them, have in common.
        words: the words of the titles in the paragraphs.
        titles: how many titles there are.
        index: block of each paragraph.
        likeness: weight of what a stretch has in common with an article.
        headline: weight of what it has in common with a headline.
    """

    table: Table
    commons: Commons
    words: TitleWords
    titles: int
    index: Places
    likeness: float
    headline: float

    def telling(self, sizes: Floats) -> Floats:
        """Return the weight of what stretches of some lengths have in common with an article."""
        return self.likeness * np.minimum(MOST_TELLING, sizes / TELLING)

    def groups(self, member: Flags, heads: Sequence[Sequence[int]]) -> Floats:
        """Return 1 where an article (row) has a paragraph or a headline (column), else 0.

        Args:
            member: whether it has a paragraph.
            heads: the ordinals of its headlines among the titles.
        """
        number = member.shape[1]
        out = np.zeros((len(member), number + self.titles))
        out[:, :number] = member
        for row, found in enumerate(heads):
            for head in found:
                out[row, number + head] = 1.0
        return out


class Moves:
    """Stretches of a page, and what each would be worth in each article.

    Places of paragraphs count from 0; the last entry of a table, -1, stands for none.
    """

    def __init__(
        self,
        setting: Setting,
        runs: Sequence[tuple[int, int]],
        home: Sequence[int],
        heads: Sequence[Sequence[int]],
    ) -> None:
        """Take the page.

        Args:
            setting: what does not change.
            runs: first and last paragraph of each stretch.
            home: number of the article of each paragraph, from 0.
            heads: for each article the ordinals of its headlines among the titles.
        """
        self._setting = setting
        self._first, self._last = np.array(runs, dtype=np.intp).reshape(-1, 2).T
        self.home = np.array(home, dtype=np.intp)
        self._heads = [list(found) for found in heads]
        self._words = setting.words.of_stretches(self._first, self._last)
        self._own = setting.commons.own(self._first, self._last)
        self._telling = setting.telling(self._own[3])
        self._edge = np.append(setting.index, _FAR_OFF)
        self._value = np.full((len(heads), len(runs)), NOWHERE)
        self._stay, self._common = np.zeros(len(runs)), np.zeros(len(runs))
        self._whole = np.zeros(len(runs), dtype=np.bool_)
        self._update(np.arange(len(heads)))

    def _update(self, articles: Places) -> None:
        """Weigh all stretches in some articles, again if these have changed."""
        setting, number = self._setting, len(self.home)
        member = self.home == articles[:, None]
        heads = [self._heads[article] for article in articles.tolist()]
        groups = setting.groups(member, heads)
        headed = np.array([bool(found) for found in heads])[:, None]
        inside = self.home[self._first] == articles[:, None]
        count = member.sum(1)[:, None]
        whole = inside & (self._last - self._first + 1 == count)
        stretches = self._first, self._last
        like = setting.commons.likeness(groups, stretches, self._own, inside)
        value, near = self._stand(member, headed)
        common = np.where(whole & ~headed, 0.0, self._telling * like)
        if headed.any():
            words = np.minimum(MOST_HEADLINE, groups[:, number:] @ self._words)
            common += setting.headline * words
        value += common
        row, run = np.nonzero(inside)
        self._common[run] = common[row, run]
        self._whole[run] = whole[row, run]
        self._stay[run] = value[row, run] + setting.table.article * self._whole[run]
        place = (near | (like > _ALIEN)) & ~inside & (count > 0)
        self._value[articles] = np.where(place, value, NOWHERE)

    def _stand(self, member: Flags, headed: Flags) -> tuple[Floats, Flags]:
        """Weigh what stands before and behind every stretch in an article, and tell if it is next.

        Args:
            member: whether an article (row) has a paragraph.
            headed: whether it has a headline.
        """
        table, first, last = self._setting.table, self._first, self._last
        number = member.shape[1]
        at = np.arange(number)
        before = np.full((len(member), number + 1), -1)
        before[:, 1:] = np.maximum.accumulate(np.where(member, at, -1), axis=1)
        after = np.full((len(member), number + 1), number)
        after[:, :-1] = np.minimum.accumulate(np.where(member, at, number)[:, ::-1], axis=1)[
            :, ::-1
        ]
        left, right = before[:, first], after[:, last + 1]
        links = table.links
        value = links[left, first] + links[last, right] - links[left, right]
        begin, end = after[:, :1], before[:, -1:]
        begin = np.where(begin == first, right, begin)
        end = np.where(end == last, left, end)
        starts = np.where(headed, table.headed[first], table.unheaded[first])
        starts -= np.where(headed, table.headed[begin], table.unheaded[begin])
        value += np.where(first < begin, starts, 0.0)
        value += np.where(last > end, table.ends[last] - table.ends[end], 0.0)
        edge = self._edge
        near = (edge[left] == edge[first] - 1) | (edge[right] == edge[last] + 1)
        return value, near

    def best(self) -> tuple[Floats, Places]:
        """Return what moving each stretch would gain at most, and where to; -1 is a new article."""
        table = self._setting.table
        target = self._value.argmax(0)
        gain = self._value[target, np.arange(len(target))]
        none = gain <= NOWHERE
        gain = np.where(none, NOWHERE, gain - self._stay)
        fresh = table.article + table.unheaded[self._first] + table.ends[self._last] - self._stay
        new = ~self._whole & (fresh > gain)
        return np.where(new, fresh, gain), np.where(new, -1, target)

    def may_move(self) -> Flags:
        """Tell which stretches still stand together and leave no headline without a text."""
        turns = np.zeros(len(self.home), dtype=np.intp)
        turns[1:] = np.cumsum(self.home[1:] != self.home[:-1])
        headed = np.array([bool(found) for found in self._heads], dtype=np.bool_)
        kept = ~(self._whole & headed[self.home[self._first]])
        return kept & (turns[self._first] == turns[self._last])

    def move(self, run: int, target: int) -> int:
        """Move a stretch to an article, -1 for a new one; return the article's number."""
        if target < 0:
            target = len(self._heads)
            self._heads.append([])
            self._value = np.vstack([self._value, np.full(self._value.shape[1], NOWHERE)])
        source = int(self.home[self._first[run]])
        self.home[self._first[run] : self._last[run] + 1] = target
        self._update(np.array([source, target], dtype=np.intp))
        return target

    def next_move(self, gains: Floats, start: int) -> int:
        """Return the first stretch from ``start`` on whose move betters the page, -1 if none."""
        good = np.flatnonzero((gains[start:] > _GAIN) & self.may_move()[start:])
        return start + int(good[0]) if len(good) else -1


def weigh_page(setting: Setting, home: Places, heads: Sequence[Sequence[int]]) -> float:
    """Weigh a page: its articles, and what each paragraph has in common with the others.

    Args:
        setting: what does not change.
        home: number of the article of each paragraph, from 0; each has paragraphs.
        heads: for each article the ordinals of its headlines among the titles.
    """
    table, number = setting.table, len(home)
    total = 0.0
    for article, found in enumerate(heads):
        at = np.flatnonzero(home == article)
        starts = table.headed if found else table.unheaded
        total += table.article + starts[at[0]] + table.ends[at[-1]]
        total += table.links[at[:-1], at[1:]].sum()
    units = np.arange(number)
    member = home == np.arange(len(heads))[:, None]
    groups = setting.groups(member, heads)
    own = setting.commons.own(units, units)
    common = setting.telling(own[3]) * setting.commons.staying(groups, home, own)
    headed = np.array([bool(found) for found in heads])
    common[(member.sum(1) == 1)[home] & ~headed[home]] = 0.0
    words = groups[:, number:] @ setting.words.of_stretches(units, units)
    common += setting.headline * np.minimum(MOST_HEADLINE, words[home, units])
    return float(total + _HALF * common.sum())
