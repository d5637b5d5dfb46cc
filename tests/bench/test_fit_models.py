"""What the fits share: folds, models, tables of weights, the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from annotated import write_set
from hypothesis import given
from hypothesis import strategies as st

from anliku.bench.fitting import models, sets
from anliku.corpus.errors import AnlikuError


@given(st.lists(st.integers(), max_size=12), st.integers(1, 9))
def test_every_item_is_left_out_once(items: list[int], number: int) -> None:
    pairs = list(models.folds(items, number))
    assert sorted(one for _, left in pairs for one in left) == sorted(items)
    assert all(sorted([*others, *left]) == sorted(items) for others, left in pairs)


def test_every_group_is_left_out_once() -> None:
    pairs = list(models.by_group(["b1", "a1", "b2"], lambda one: one[0]))
    assert pairs == [(["a1"], ["b1", "b2"]), (["b1", "b2"], ["a1"])]


def test_a_matrix_has_a_column_for_each_name_and_leaves_the_rest_out() -> None:
    found = models.matrix([{"b": 2.0, "c": 9.0}, {"a": 1.0}], ["a", "b"])
    assert found.tolist() == [[0.0, 2.0], [1.0, 0.0]]


def test_both_ways_of_fitting_find_the_same_weights() -> None:
    seen = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]])
    labels = np.array([0.0, 1.0, 0.0, 1.0, 0.0])
    penalty, origin = np.array([0.5, 2.0]), np.array([0.1, -0.3])

    def slope(weights: models.Vector) -> models.Vector:
        likely = 1 / (1 + np.exp(-(seen @ weights)))
        return seen.T @ (likely - labels) + penalty * (weights - origin)

    newton = models.fit_logistic(seen, labels, penalty, origin)
    assert newton == pytest.approx(models.descend(slope, origin, 0.05, 500))
    assert np.abs(slope(newton)).max() < 1e-9


def test_only_the_last_column_is_written(tmp_path: Path) -> None:
    table = tmp_path / "weights.tsv"
    table.write_text("# why\nx\tbias\t-0.4\t0.00\ny\tbias\t0.1\t0.00\n", "utf-8")
    models.write_last_column(table, {("x", "bias"): -0.456, ("y", "bias"): 1.0})
    assert table.read_text("utf-8") == "# why\nx\tbias\t-0.4\t-0.46\ny\tbias\t0.1\t1.00\n"
    table.write_text("# why\nbias\t0\t-1.00\t-2.00\n", "utf-8")
    models.write_last_column(table, {("bias",): 0.25})
    assert table.read_text("utf-8") == "# why\nbias\t0\t-1.00\t0.25\n"


def test_further_sets_are_added_to_the_samples() -> None:
    found, write = sets.read_arguments(["--set", "g", "p", "--set", "h", "q"], "What it does.")
    assert found == [sets.SAMPLES, (Path("g"), Path("p")), (Path("h"), Path("q"))]
    assert not write
    assert sets.read_arguments(["--write"], None) == ([sets.SAMPLES], True)


def test_pages_come_with_their_gold(tmp_path: Path) -> None:
    found = list(sets.read_pages(*write_set(tmp_path)))
    assert [gold["page"] for gold, _ in found] == ["1.txt", "2.txt", "3.txt"]
    gold, page = found[0]
    owner = sets.owners(gold)
    assert [owner.get(line) for line in (1, 2, 3, 7, 8, 9, 13)] == [None, None, 0, 0, None, 1, 1]
    assert sets.solid(page.lines[2]) == gold["articles"][0]["headline"]


def test_a_missing_page_is_an_error(tmp_path: Path) -> None:
    write_set(tmp_path)
    (tmp_path / "2.txt").unlink()
    with pytest.raises(AnlikuError, match=r"2\.txt"):
        list(sets.read_pages(tmp_path / "gold", tmp_path))
