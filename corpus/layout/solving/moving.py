"""Weighs every stretch of a page in every article, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..scores.cohesion import Commons, TitleWords, combine
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
        commons: what the paragraphs, and the titles behind them, have in common.
        words: the words of the titles in the paragraphs.
        titles: how many titles there are.
        index: block of each paragraph.
        likeness: weight of what a stretch has in common with an article.
        headline: weight of what it has in common with a headline.
    """

    commons: Commons
    words: TitleWords
    titles: int
    index: Places
    likeness: float
    headline: float

    def telling(self, sizes: Floats) -> Floats:
        """Return the weight of what stretches of some lengths have in common with an article."""
        return self.likeness * np.minimum(MOST_TELLING, sizes / TELLING)


@dataclass(slots=True)
class Reading:
    """One way to put a page together.

    Attributes:
        table: the weights of the paragraphs with the headlines there are.
        home: number of the article of each paragraph, from 0.
        heads: for each article the ordinals of its headlines among the titles.
    """

    table: Table
    home: Places
    heads: list[list[int]]


class _Stretches:
    """Stretches of a page: places of their first and last paragraphs, and what they hold."""

    def __init__(self, setting: Setting, spans: Sequence[tuple[int, int]]) -> None:
        self.setting = setting
        self.first, self.last = np.array(spans, dtype=np.intp).reshape(-1, 2).T
        self.own = setting.commons.own(self.first, self.last)
        self.telling = setting.telling(self.own[3])
        self.words = setting.words.of_stretches(self.first, self.last)
        # The paragraphs before and behind each stretch, if nothing stands between.
        tight = np.diff(setting.index, prepend=_FAR_OFF, append=_FAR_OFF) == 1
        self.before = np.where(tight[self.first], self.first - 1, _FAR_OFF)
        self.behind = np.where(tight[self.last + 1], self.last + 1, _FAR_OFF)


class _Articles:
    """Some articles of one or more readings, one a row."""

    def __init__(self, setting: Setting, readings: Sequence[tuple[Reading, Sequence[int]]]) -> None:
        """Take readings of the page, and which of their articles are meant."""
        self.member = np.concatenate(
            [one.home == np.array(articles, dtype=np.intp)[:, None] for one, articles in readings]
        )
        rows = [(one, one.heads[article]) for one, articles in readings for article in articles]
        self.headed = np.array([bool(heads) for _, heads in rows])
        #: Weight of each paragraph as the first of an article.
        self.starts = np.array(
            [one.table.headed if heads else one.table.unheaded for one, heads in rows]
        )
        number = self.member.shape[1]
        #: 1 where an article has a paragraph or, behind these, a title.
        self.groups = np.zeros((len(rows), number + setting.titles))
        self.groups[:, :number] = self.member
        for row, (_, heads) in enumerate(rows):
            for head in heads:
                self.groups[row, number + head] = 1.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What stretches are worth in some articles.

    Attributes:
        value: of each stretch (column) that moves into an article (row).
        stay: of stretches where they are.
        whole: whether these are all of their article.
    """

    value: Floats
    stay: Floats
    whole: Flags


def _weigh(
    table: Table, articles: _Articles, stretches: _Stretches, row: Places, run: Places
) -> _Weighed:
    """Weigh stretches in articles.

    Args:
        table: the weights of paragraphs as neighbours.
        articles: the articles.
        stretches: the stretches.
        row: articles of the stretches that stay.
        run: which stretches stay.
    """
    first, last, member = stretches.first, stretches.last, articles.member
    number = member.shape[1]
    at = np.arange(number)
    before = np.full((len(member), number + 1), -1)
    np.maximum.accumulate(np.where(member, at, -1), axis=1, out=before[:, 1:])
    after = np.full((len(member), number + 1), number)
    after[:, :-1] = np.minimum.accumulate(np.where(member, at, number)[:, ::-1], axis=1)[:, ::-1]
    left, right = before[:, first], after[:, last + 1]
    links, starts, ends = table.links, articles.starts, table.ends
    begin, end = after[:, 0], before[:, -1]
    value = links[left, first] + links[last, right] - links[left, right]
    begins = starts[:, first] - starts[np.arange(len(member)), begin][:, None]
    value += begins * (left < 0) + (ends[last] - ends[end][:, None]) * (right == number)
    one, two, head, tail = left[row, run], right[row, run], first[run], last[run]
    stay = links[one, head] + links[tail, two] - links[one, two]
    leads, closes = one < 0, two == number
    stay += (starts[row, head] - starts[row, two]) * leads + (ends[tail] - ends[one]) * closes
    whole = leads & closes
    likeness, staying = _alike(articles, stretches, row, run)
    near = (left == stretches.before) | (right == stretches.behind)
    place = (near | (likeness > _ALIEN)) & ~member[:, first] & (end >= 0)[:, None]
    value += stretches.telling * likeness
    stay += np.where(whole & ~articles.headed[row], 0.0, stretches.telling[run] * staying)
    if articles.headed.any():
        words = np.minimum(MOST_HEADLINE, articles.groups[:, number:] @ stretches.words)
        words *= stretches.setting.headline
        value += words
        stay += words[row, run]
    return _Weighed(np.where(place, value, NOWHERE), stay + table.article * whole, whole)


def _alike(
    articles: _Articles, stretches: _Stretches, row: Places, run: Places
) -> tuple[Floats, Floats]:
    """Return what all stretches (columns) have in common with articles, and some with the rest."""
    commons, own = stretches.setting.commons, stretches.own
    whole, cross, sizes = commons.cross(articles.groups, stretches.first, stretches.last)
    both, alone = cross[:, row, run], own[:, run]
    shared = np.concatenate([cross.reshape(3, -1), both - alone[:3]], axis=1)
    rest = whole[:2, row] - 2.0 * both[:2] + alone[:2]
    norms = np.concatenate(
        [(whole[:2, :, None] * own[:2, None]).reshape(2, -1), rest * alone[:2]], axis=1
    )
    others = np.maximum(1.0, sizes[row] - alone[3])
    products = np.outer(np.maximum(1.0, sizes), own[3]).ravel()
    products = np.concatenate([products, others * alone[3]])
    found = combine(shared, norms, products)
    size = cross[0].size
    return found[:size].reshape(cross.shape[1:]), found[size:]


class Moves:
    """Stretches of one reading of a page, and what each would be worth in each article.

    Places of paragraphs count from 0; the last entry of a table, -1, stands for none.
    """

    def __init__(
        self, reading: Reading, stretches: _Stretches, runs: Places, weighed: _Weighed
    ) -> None:
        """Take the reading.

        Args:
            reading: it changes with every move.
            stretches: stretches of this and of other readings.
            runs: which of them are stretches of this one.
            weighed: what all are worth in its articles, and what those of this one are worth.
        """
        self.reading, self.stretches, self.runs = reading, stretches, runs
        self._value = weighed.value
        self._stay, self._whole = weighed.stay, weighed.whole
        self._first, self._last = stretches.first[runs], stretches.last[runs]
        table = reading.table
        self._fresh = table.article + table.unheaded[self._first] + table.ends[self._last]

    def best(self) -> tuple[Floats, Places]:
        """Return what moving each stretch would gain at most, and where to; -1 is a new article."""
        value = self._value[:, self.runs]
        target = value.argmax(0)
        gain = value[target, np.arange(len(target))]
        gain = np.where(gain <= NOWHERE, NOWHERE, gain - self._stay)
        fresh = self._fresh - self._stay
        new = ~self._whole & (fresh > gain)
        return np.where(new, fresh, gain), np.where(new, -1, target)

    def may_move(self, run: int) -> bool:
        """Tell whether a stretch still stands together and leaves no headline without a text."""
        first, last = int(self._first[run]), int(self._last[run])
        home = self.reading.home[first : last + 1]
        if self._whole[run] and self.reading.heads[int(home[0])]:
            return False
        return bool((home == home[0]).all())

    def move(self, run: int, target: int) -> tuple[int, int]:
        """Move a stretch to an article, -1 for a new one; return its old and its new article.

        What stretches are worth in these is to be weighed again.
        """
        reading = self.reading
        if target < 0:
            target = len(reading.heads)
            reading.heads.append([])
            self._value = np.vstack([self._value, np.full(self._value.shape[1], NOWHERE)])
        source = int(reading.home[self._first[run]])
        reading.home[self._first[run] : self._last[run] + 1] = target
        return source, target

    def next_move(self, gains: Floats, start: int) -> int:
        """Return the first stretch from ``start`` on whose move betters the page, -1 if none."""
        good: list[int] = np.flatnonzero(gains[start:] > _GAIN).tolist()
        return next((start + at for at in good if self.may_move(start + at)), -1)

    def affected(self, articles: tuple[int, int]) -> tuple[Places, Places]:
        """Return the stretches in two articles, and which of both each is in."""
        source, target = articles
        home = self.reading.home[self._first]
        new = home == target
        at = np.flatnonzero(new | (home == source))
        return at, new[at].astype(np.intp)

    def take(self, articles: tuple[int, int], at: Places, weighed: _Weighed) -> None:
        """Take over what stretches are worth in two articles, and some where they are."""
        self._value[list(articles)] = weighed.value
        self._stay[at], self._whole[at] = weighed.stay, weighed.whole


def weigh_again(moved: Sequence[tuple[Moves, tuple[int, int]]]) -> None:
    """Weigh all stretches in the two articles that a move has changed, in each of some readings.

    Args:
        moved: the readings, weighed together before, and the articles.
    """
    found = [moves.affected(articles) for moves, articles in moved]
    first = moved[0][0]
    articles = _Articles(first.stretches.setting, [(one.reading, both) for one, both in moved])
    row = np.concatenate([2 * at + rows for at, (_, rows) in enumerate(found)])
    run = np.concatenate([one.runs[at] for (one, _), (at, _) in zip(moved, found, strict=True)])
    weighed = _weigh(first.reading.table, articles, first.stretches, row, run)
    start = 0
    for number, ((one, both), (at, _)) in enumerate(zip(moved, found, strict=True)):
        part, start = slice(start, start + len(at)), start + len(at)
        value = weighed.value[2 * number : 2 * number + 2]
        one.take(both, at, _Weighed(value, weighed.stay[part], weighed.whole[part]))


def weigh_moves(
    setting: Setting, readings: Sequence[tuple[Reading, Sequence[tuple[int, int]]]]
) -> list[Moves]:
    """Weigh the stretches of several readings of one page at once.

    Args:
        setting: what does not change.
        readings: the readings, each with first and last paragraph of each of its stretches.
    """
    places: dict[tuple[int, int], int] = {}
    runs = [
        np.array([places.setdefault(span, len(places)) for span in spans], dtype=np.intp)
        for _, spans in readings
    ]
    stretches = _Stretches(setting, list(places))
    articles = _Articles(setting, [(one, range(len(one.heads))) for one, _ in readings])
    starts = np.cumsum([0, *(len(one.heads) for one, _ in readings)]).tolist()
    rows = [
        start + one.home[stretches.first[found]]
        for (one, _), start, found in zip(readings, starts, runs, strict=False)
    ]
    table = readings[0][0].table
    found = _weigh(table, articles, stretches, np.concatenate(rows), np.concatenate(runs))
    out: list[Moves] = []
    at = 0
    for (one, _), start, own in zip(readings, starts, runs, strict=False):
        part, at = slice(at, at + len(own)), at + len(own)
        weighed = _Weighed(
            found.value[start : start + len(one.heads)], found.stay[part], found.whole[part]
        )
        out.append(Moves(one, stretches, own, weighed))
    return out


def weigh_page(setting: Setting, reading: Reading) -> float:
    """Weigh a page: its articles, and what each paragraph has in common with the others.

    Args:
        setting: what does not change.
        reading: the page; every article has paragraphs.
    """
    table, home = reading.table, reading.home
    total = 0.0
    for article, found in enumerate(reading.heads):
        at = np.flatnonzero(home == article)
        starts = table.headed if found else table.unheaded
        total += table.article + starts[at[0]] + table.ends[at[-1]]
        total += table.links[at[:-1], at[1:]].sum()
    units = np.arange(len(home))
    stretches = _Stretches(setting, list(zip(units.tolist(), units.tolist(), strict=True)))
    articles = _Articles(setting, [(reading, range(len(reading.heads)))])
    _, staying = _alike(articles, stretches, home, units)
    common = stretches.telling * staying
    common[(articles.member.sum(1) == 1)[home] & ~articles.headed[home]] = 0.0
    words = articles.groups[:, len(home) :] @ stretches.words
    common += setting.headline * np.minimum(MOST_HEADLINE, words[home, units])
    return float(total + _HALF * common.sum())
