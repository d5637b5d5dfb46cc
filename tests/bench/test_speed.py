"""The speed table: pages to measure on, and every stage of the chain in it."""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from anliku.bench import speed
from anliku.nlp import pipeline


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_sample_pages_never_end_and_are_never_the_same() -> None:
    pages = list(islice(speed.sample_pages(), 25))
    assert len({page.digest for page in pages}) == len({page.name for page in pages}) == 25


def test_pages_are_taken_until_there_are_enough_characters() -> None:
    assert len(speed.take(speed.sample_pages(), 1)) == 1
    taken = speed.take(speed.sample_pages(), 10_000)
    characters = [sum(map(len, page.lines)) for page in taken]
    assert sum(characters[:-1]) < 10_000 <= sum(characters)


def test_news_are_pages_with_the_title_on_top(tmp_path: Path) -> None:
    items = [
        {"title": "渡口夜校开课", "text": "镇里办了夜校。\n老人都来。"},
        {"text": "只有正文。"},
    ]
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, items)).encode()))
    first, second = speed.news_pages(path)
    assert first.lines == ("渡口夜校开课", "镇里办了夜校。", "老人都来。")
    assert second.lines == ("", "只有正文。")


def test_stages_are_timed_inside_the_chain_and_left_as_they_were() -> None:
    pages = list(islice(speed.sample_pages(), 1))
    before = pipeline.cut_page
    with speed.watch_stages() as seconds:
        watched = list(pipeline.analyse(pages))
        assert pipeline.cut_page is not before
    assert pipeline.cut_page is before
    assert watched == list(pipeline.analyse(pages))
    assert {"cut page", "segment", "places", "figures", "people"} <= set(seconds)
    assert all(used > 0 for used in seconds.values())


def test_the_table_has_a_row_for_every_stage(capsys: pytest.CaptureFixture[str]) -> None:
    speed.main(["--characters", "2000"])
    lines = capsys.readouterr().out.splitlines()
    with speed.watch_stages() as seconds:
        stages = [*seconds, "store and index (the rest)", "whole chain, page to library"]
    at = next(at for at, line in enumerate(lines) if line.startswith("stage"))
    assert [line[:32].strip() for line in lines[at + 1 : -1]] == stages
    assert lines[-1].startswith("peak memory")
