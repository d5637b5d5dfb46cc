"""The assignment of predecessors is the best one, and makes no circles."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.geometry.links.matching import best_predecessors, without_circles


@pytest.mark.parametrize(
    ("options", "alone", "chosen"),
    [
        ([], [], []),
        ([{0: 1.0}], [0.0], [0]),
        ([{0: -1.0}], [0.0], [None]),
        ([{0: 3.0, 1: 2.5}, {0: 2.9}], [0.0, 0.0], [1, 0]),
        ([{0: 3.0}, {0: 2.0}], [0.0, 0.0], [0, None]),
    ],
)
def test_the_best_total_wins(
    options: list[dict[int, float]], alone: list[float], chosen: list[int | None]
) -> None:
    assert best_predecessors(options, alone) == chosen


ROWS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 3), st.integers(-30, 50)), st.integers(-20, 20)),
    max_size=4,
)


@given(ROWS)
def test_no_other_assignment_is_much_better(rows: list[tuple[dict[int, int], int]]) -> None:
    options = [{at: value / 10 for at, value in row.items()} for row, _ in rows]
    alone = [value / 10 for _, value in rows]

    def total(chosen: tuple[int | None, ...]) -> float:
        return sum(alone[row] if at is None else options[row][at] for row, at in enumerate(chosen))

    chosen = tuple(best_predecessors(options, alone))
    taken = [at for at in chosen if at is not None]
    assert len(taken) == len(set(taken))
    every = product(*([None, *row] for row in options))
    allowed = (
        one
        for one in every
        if len([at for at in one if at is not None]) == len({at for at in one if at is not None})
    )
    assert total(chosen) >= max(map(total, allowed)) - 0.05 * len(rows)


def test_a_circle_is_cut_at_its_weakest_link() -> None:
    options = [{1: 2.0}, {2: 0.5}, {0: 3.0}]
    assert without_circles([1, 2, 0], options, {0: 0, 1: 1, 2: 2}) == [1, None, 0]
