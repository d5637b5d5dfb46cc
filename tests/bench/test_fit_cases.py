"""Fitting the case model: towards the labels, near the start, never across zero."""

from __future__ import annotations

import pytest

from anliku.bench.fitting import cases
from anliku.bench.fitting.cases import Example

START = {"bias": -1.0, "good": 1.0, "bad": -1.0}


def many(feature: str, *, label: bool, count: int = 40) -> list[Example]:
    return [Example(f"{at % 4}.txt", "x", {feature: 1.0}, label) for at in range(count)]


def test_weights_move_towards_the_labels() -> None:
    weights = cases.fit([*many("good", label=True), *many("bad", label=False)], START)
    assert weights["good"] > START["good"]
    assert weights["bad"] < START["bad"]


def test_weights_keep_their_sign() -> None:
    weights = cases.fit(many("good", label=False) + many("bad", label=True), START)
    assert weights["good"] >= 0
    assert weights["bad"] <= 0


def test_examples_are_judged_by_fits_on_other_groups() -> None:
    found = [
        *many("good", label=True),
        *many("bad", label=False),
        *many("bad", label=True, count=1),
    ]
    assert [one.label for one, _ in cases.mistaken(found, START)] == [True]


def test_items_of_the_project_are_labelled_both_ways() -> None:
    found = list(cases.item_examples(cases.ITEMS))
    assert {one.label for one in found} == {True, False}
    start = cases.starting_values()
    assert all(set(one.features) <= set(start) for one in found)
    right = sum((cases.odds(start, one.features) >= 0) == one.label for one in found)
    assert right / len(found) == pytest.approx(1, abs=0.1)
