"""The fit of the practice finder: what the labels teach, what the starting values keep."""

from pathlib import Path

import pytest

from anliku.bench import fit_programs
from anliku.bench.fit_programs import Example
from anliku.corpus.errors import AnlikuError

START = {"bias": 0.0, "good": 0.0, "bad": 0.0, "unseen": 0.7}


def many(feature: str, *, label: bool, page: str = "a", count: int = 60) -> list[Example]:
    return [Example(page, "quoted", frozenset({feature}), label)] * count


def test_weights_follow_the_labels_and_unseen_features_stay() -> None:
    weights = fit_programs.fit([*many("good", label=True), *many("bad", label=False)], START)
    assert weights["good"] > 0.5
    assert weights["bad"] < -0.5
    assert weights["unseen"] == START["unseen"]


def test_without_examples_the_starting_values_are_kept() -> None:
    start = START | {"good": 2.0}
    assert fit_programs.fit(many("other", label=True, count=1), start)["good"] == 2.0


def test_every_page_is_judged_by_the_other_pages() -> None:
    found = [
        *many("good", label=True),
        *many("bad", label=False),
        *many("good", label=True, page="b", count=3),
        *many("bad", label=True, page="b", count=2),
    ]
    right, wrong, missed = fit_programs.page_by_page(found, START)
    assert (wrong, missed) == (60, 2)
    assert right == 63


def test_written_weights_keep_comments_and_starting_values(tmp_path: Path) -> None:
    table = tmp_path / "weights.tsv"
    table.write_text("# why\nquoted\tbias\t-0.4\t0.00\nplain\tbias\t0.1\t0.00\n", "utf-8")
    fit_programs.write({"quoted": {"bias": -0.456}, "plain": {"bias": 1.0}}, table)
    assert table.read_text("utf-8") == "# why\nquoted\tbias\t-0.4\t-0.46\nplain\tbias\t0.1\t1.00\n"


def test_the_table_has_starting_values_for_both_kinds() -> None:
    for kind in fit_programs.KINDS:
        assert "bias" in fit_programs.starting_values(kind)


def test_missing_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AnlikuError, match="no gold files"):
        list(fit_programs.examples(tmp_path, tmp_path))
