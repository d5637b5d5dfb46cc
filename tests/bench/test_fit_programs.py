"""The fit of the practice finder: what the labels teach, what the starting values keep."""

from pathlib import Path

import pytest

from anliku.bench.fitting import programs
from anliku.bench.fitting.programs import Example
from anliku.corpus.errors import AnlikuError

START = {"bias": 0.0, "good": 0.0, "bad": 0.0, "unseen": 0.7}


def many(feature: str, *, label: bool, page: str = "a", count: int = 60) -> list[Example]:
    return [Example(page, "quoted", frozenset({feature}), label)] * count


def test_weights_follow_the_labels_and_unseen_features_stay() -> None:
    weights = programs.fit([*many("good", label=True), *many("bad", label=False)], START)
    assert weights["good"] > 0.5
    assert weights["bad"] < -0.5
    assert weights["unseen"] == START["unseen"]


def test_without_examples_the_starting_values_are_kept() -> None:
    start = START | {"good": 2.0}
    assert programs.fit(many("other", label=True, count=1), start)["good"] == 2.0


def test_every_page_is_judged_by_the_other_pages() -> None:
    found = [
        *many("good", label=True),
        *many("bad", label=False),
        *many("good", label=True, page="b", count=3),
        *many("bad", label=True, page="b", count=2),
    ]
    right, wrong, missed = programs.page_by_page(found, START)
    assert (wrong, missed) == (60, 2)
    assert right == 63


def test_the_table_has_starting_values_for_both_kinds() -> None:
    for kind in programs.KINDS:
        assert "bias" in programs.starting_values(kind)


def test_missing_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AnlikuError, match="no gold files"):
        list(programs.examples((tmp_path, tmp_path)))
