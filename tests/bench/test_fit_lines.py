"""The fit of titles and labels: what lines of annotated pages are, and what is learnt of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotated import tables_written, write_set

from anliku.bench.fitting import lines
from anliku.bench.fitting.lines import Judged
from anliku.corpus.layout.parts.tagging import Tag

LOOKS = {Tag.BODY: "long", Tag.LABEL: "known", Tag.TITLE: "short"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few steps tell the sign of a weight."""
    monkeypatch.setattr(lines, "STEPS", 60)
    monkeypatch.setattr(lines, "FOLDS", 2)


def toy_page(*tags: Tag) -> Judged:
    """Return a page whose lines look like what they are."""
    return Judged([["any", LOOKS[tag]] for tag in tags], list(tags), [False] * len(tags))


def test_weights_point_to_what_lines_are() -> None:
    weights = lines.fit(*zip(*[(["any", look], tag) for tag, look in LOOKS.items()], strict=True))
    label, title = zip(*(weights[look] for look in ("long", "known", "short")), strict=True)
    assert label[1] > 0 > label[0]
    assert title[2] > 0 > title[0]


def test_the_same_lines_give_the_same_weights() -> None:
    rows = [["any", look] for look in LOOKS.values()]
    assert lines.fit(rows, list(LOOKS)) == lines.fit(rows, list(LOOKS))


def test_pages_that_can_be_told_apart_are_judged_right() -> None:
    pages = [toy_page(Tag.LABEL, Tag.TITLE, Tag.BODY, Tag.BODY)] * 4
    right, total, scores = lines.judge(pages)
    assert (right, total) == (16, 16)
    assert set(scores.values()) == {1.0}


def test_titles_that_are_crossheads_are_told_from_headlines() -> None:
    page = Judged([["inner"], ["first"], ["long"]], [Tag.TITLE, Tag.TITLE, Tag.BODY], [True] * 3)
    page.inner[1] = False
    weights = lines.fit_crossheads([page] * 3)
    assert weights["inner"][1] > 0 > weights["first"][1]
    assert "long" not in weights


def test_lines_of_annotated_pages_are_what_the_gold_says(tmp_path: Path) -> None:
    page = next(lines.judged_pages(write_set(tmp_path)))
    article = [Tag.TITLE, Tag.BODY, Tag.BODY, Tag.TITLE, Tag.BODY]
    assert page.tags == [Tag.LABEL, *article, *article]
    assert [at for at, inner in enumerate(page.inner) if inner] == [4, 9]


def test_articles_are_set_as_pages_of_their_own(tmp_path: Path) -> None:
    found = list(lines.judged_articles(write_set(tmp_path)))
    assert len(found) == 6
    assert all(Tag.TITLE in page.tags[:2] for page in found)
    assert len({len(page.tags) for page in found}) > 1


def test_a_fit_gives_the_same_table_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tables_written(lines, tmp_path, monkeypatch)
    assert first == second
    assert {look for look, *_ in first} >= {"1", "2", "3"}
    assert "first look" in capsys.readouterr().out
