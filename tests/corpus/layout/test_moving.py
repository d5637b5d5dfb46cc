"""What is weighed on matrices is what the features of the page and their weights say."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import as_file, files

import pytest

from anliku.corpus.layout.parts.blocks import build_blocks
from anliku.corpus.layout.parts.fragments import find_fragments
from anliku.corpus.layout.scores.cohesion import Recurrence
from anliku.corpus.layout.scores.heads import weights
from anliku.corpus.layout.scores.links import Links
from anliku.corpus.layout.scores.pairing import Pairs
from anliku.corpus.layout.scores.tables import FORBIDDEN
from anliku.corpus.layout.scores.titles import Headlines
from anliku.corpus.layout.solving.refining import Refiner
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


def test_headlines_score_as_one_by_one(pairs: Pairs) -> None:
    links = pairs.links
    groups = {at: [at] for at in range(len(links.fragments))}
    together = Headlines(pairs.heads, links, groups).scores(0.3, -1e9)
    for title in links.titles:
        for number, score in pairs.heads.scores(links, title, groups, 0.3).items():
            assert together[title, number] == pytest.approx(score, abs=1e-9)
