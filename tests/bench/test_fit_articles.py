"""The fit of what belongs to which article: questions of annotated pages, and what is learnt."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotated import tables_written, write_set

from anliku.bench.fitting import articles, sets
from anliku.bench.fitting.articles import Solved


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few steps tell the sign of a weight."""
    monkeypatch.setattr(articles, "STEPS", 60)
    monkeypatch.setattr(articles, "FOLDS", 2)
    monkeypatch.setattr(articles, "TURNS", 1)


@pytest.fixture
def solved(tmp_path: Path) -> list[Solved]:
    return [articles.solve(gold, page) for gold, page in sets.read_pages(*write_set(tmp_path))]


RIGHT, WRONG = {"near": 1.0, "any": 1.0}, {"far": 1.0, "any": 1.0}


def test_what_right_choices_have_in_common_weighs_for_them() -> None:
    weights = articles.fit([[[RIGHT, WRONG]], [[RIGHT, WRONG, WRONG]]])
    assert weights["near"] > 0 > weights["far"]
    assert weights["any"] == pytest.approx(0, abs=1e-9)
    assert articles.answered([[[RIGHT, WRONG]], [[RIGHT, WRONG, WRONG]]]) == (2, 2)


def test_a_greater_penalty_gives_smaller_weights() -> None:
    pages = [[[RIGHT, WRONG]]] * 3
    assert articles.fit(pages, 9.0)["near"] < articles.fit(pages, 0.3)["near"]


def test_what_stretches_of_one_article_share_weighs_for_them() -> None:
    pairs = [({"shared": 1.0}, True), ({"apart": 1.0}, False)] * 4
    weights = articles.fit_unions(pairs)
    assert weights["shared"] > 0 > weights["apart"]
    assert articles.told_apart([pairs, pairs]) == (16, 16)


def test_a_page_is_solved_as_the_gold_says(solved: list[Solved]) -> None:
    for page in solved:
        assert sorted(page.refiner.home.values()) == [0, 0, 1, 1]
        assert sorted(page.refiner.titles.values()) == [0, 1]
        assert sorted(page.makers.values()) == [0, 1]


def test_every_part_is_asked_for_its_article_first(solved: list[Solved]) -> None:
    page = solved[0]
    assert all(len(asked) > 1 for asked in articles.questions(page.refiner))
    assert all("above, tight" in asked[0] for asked in articles.titles(page) if asked[0])
    assert len(list(articles.bylines(page))) == 4
    assert {same for _, same in articles.unions(page.refiner, "0")} == {True, False}


def test_chance_is_the_same_every_time(solved: list[Solved]) -> None:
    first, second = (list(articles.unions(solved[0].refiner, "seed")) for _ in range(2))
    assert first == second


def test_a_fit_gives_the_same_table_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tables_written(articles, tmp_path, monkeypatch)
    assert first == second
    assert {step for step, *_ in first} == {"gather", "move", "head", "byline"}
    cohesion = [float(weight) for _, name, weight in first if name == "cohesion"]
    assert cohesion
    assert all(weight > 0 for weight in cohesion)
    assert "stretches in their article" in capsys.readouterr().out
