"""What is weighed on matrices is what the features of the page and their weights say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files

import pytest

from anliku.corpus.layout.parts.blocks import build_blocks
from anliku.corpus.layout.parts.fragments import find_fragments
from anliku.corpus.layout.scores.cohesion import Recurrence
from anliku.corpus.layout.scores.evidence import (
    continuation,
    continuations,
    is_open,
    splits_word,
)
from anliku.corpus.layout.scores.heads import weights
from anliku.corpus.layout.scores.links import Links
from anliku.corpus.layout.scores.pairing import Pairs
from anliku.corpus.layout.scores.tables import FORBIDDEN
from anliku.corpus.layout.scores.titles import Headlines
from anliku.corpus.layout.solving.moving import NOWHERE
from anliku.corpus.layout.solving.refining import Refiner, refine_all
from anliku.corpus.lines.settling import read_lines
from anliku.corpus.reading.files import read_page
from anliku.corpus.types import Page

_FORBIDDEN = frozenset({"begins anew", "ended by names"})
_SAMPLES = ("01", "05", "09", "10")


@pytest.fixture(scope="module", params=_SAMPLES)
def pairs(request: pytest.FixtureRequest) -> Pairs:
    with as_file(files("anliku.corpus") / "samples") as folder:
        page = read_page(next(folder.glob(f"{request.param}-*")))
    assert isinstance(page, Page)
    blocks = build_blocks(read_lines(page))
    recurrence = Recurrence([block.text for block in blocks])
    return Pairs(Links(blocks, find_fragments(blocks), recurrence))


def _weigh(step: str, features: Mapping[str, float]) -> float:
    table = weights(step)
    return sum(
        (FORBIDDEN if name in _FORBIDDEN else table.get(name, 0.0)) * value
        for name, value in features.items()
    )


@pytest.mark.parametrize("step", ["gather", "move"])
def test_links_weigh_what_their_features_do(pairs: Pairs, step: str) -> None:
    units = list(pairs.strips)
    links = pairs.table(step, units, {}).links
    for row, left in enumerate(units):
        for column, right in enumerate(units[row + 1 :], row + 1):
            wanted = _weigh(step, pairs.features(left, right))
            assert links[row, column] == pytest.approx(wanted, abs=1e-9)


def test_parts_of_a_page_are_weighed_like_the_page(pairs: Pairs) -> None:
    units = list(pairs.strips)[1::2]
    whole = pairs.table("move", list(pairs.strips), {}).links
    part = pairs.table("move", units, {}).links
    rows = [list(pairs.strips).index(unit) for unit in units]
    for i, row in enumerate(rows):
        for k, column in enumerate(rows[i + 1 :], i + 1):
            assert part[i, k] == pytest.approx(whole[row, column])


def test_the_bolder_the_fewer_articles(pairs: Pairs) -> None:
    homes = Refiner(pairs, pairs.strips, {}).gather([1e6, 0.0, -1e6])
    apart, some, one = (len(set(home.values())) for home in homes)
    assert homes[0] == pairs.strips
    assert apart >= some >= one == 1


def test_no_move_is_left_that_betters_the_page(pairs: Pairs) -> None:
    home = Refiner(pairs, pairs.strips, {}).gather([0.0])[0]
    settled = dict(Refiner(pairs, home, {}).refine())
    assert settled.keys() == home.keys()
    assert Refiner(pairs, settled, {}).refine() == settled


def test_ways_are_refined_together_as_each_alone(pairs: Pairs) -> None:
    homes = Refiner(pairs, pairs.strips, {}).gather([0.0, 1.0, 2.5])
    together = [Refiner(pairs, home, {}) for home in homes]
    refine_all(together)
    assert [one.home for one in together] == [Refiner(pairs, h, {}).refine() for h in homes]


def test_moves_gain_what_the_page_does(pairs: Pairs) -> None:
    """A stretch is worth in an article what the features of both articles change by."""
    home = Refiner(pairs, pairs.strips, {}).gather([0.0])[0]
    refiner = Refiner(pairs, home, {})
    for run, score in refiner.surest():
        if score < -NOWHERE:
            others = [_gain(refiner, run, to) for to in {*home.values(), refiner.fresh}]
            assert -score in [pytest.approx(gain, abs=1e-3) for gain in others]


def _gain(refiner: Refiner, run: Sequence[int], target: int) -> float:
    own = refiner.home[run[0]]
    rest = [unit for unit in refiner.members[own] if unit not in run]
    there = [unit for unit in refiner.members.get(target, []) if unit not in run]

    def weigh(article: int, members: Sequence[int]) -> float:
        features = refiner.article_features(article, members) if members else {}
        return _weigh("move", features)

    gain = weigh(target, sorted([*there, *run])) - weigh(target, there)
    gain += weigh(own, rest) - weigh(own, sorted([*rest, *run]))
    gain += _weigh("move", refiner.shared(target, there, run))
    return gain - _weigh("move", refiner.shared(own, rest, run))


def test_neighbours_are_as_alike_as_one_by_one(pairs: Pairs) -> None:
    units = list(range(1, len(pairs.blocks)))
    recurrence = pairs.links.recurrence
    found = recurrence.neighbours(units)
    wanted = [recurrence.cohesion([unit - 1], [unit]) for unit in units]
    assert found == pytest.approx(wanted, abs=1e-6)


def test_sentences_go_on_as_one_by_one(pairs: Pairs) -> None:
    starts = [pairs.blocks[unit].text for unit in pairs.strips]
    ends = [*(text for text in starts if is_open(text)), "他说：“", "全村今年新修了12"]
    scores, splits = continuations(ends, starts, pairs.links.page)
    for row, end in enumerate(ends):
        for column, start in enumerate(starts):
            wanted = continuation(end, start, pairs.links.page)
            assert scores[row, column] == pytest.approx(wanted)
            assert splits[row, column] == splits_word(end, start)


def test_titles_alone_score_as_one_by_one(pairs: Pairs) -> None:
    links = pairs.links
    groups = {at: [at] for at in range(len(links.fragments))}
    headlines = Headlines(pairs.heads, links, groups)
    for title in links.titles:
        for number, group in groups.items():
            wanted = pairs.heads.scores(links, title, {0: group}, 0.3)
            if wanted:
                assert headlines.alone(title, number, 0.3) == pytest.approx(wanted[0], abs=1e-9)


def test_headlines_score_as_one_by_one(pairs: Pairs) -> None:
    links = pairs.links
    groups = {at: [at] for at in range(len(links.fragments))}
    together = Headlines(pairs.heads, links, groups).scores(0.3, -1e9)
    for title in links.titles:
        for number, score in pairs.heads.scores(links, title, groups, 0.3).items():
            assert together[title, number] == pytest.approx(score, abs=1e-9)
