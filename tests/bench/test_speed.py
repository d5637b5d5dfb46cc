"""The speed table: pages to measure on, and every stage of the chain in it."""

from __future__ import annotations

import gc
import gzip
import json
import time
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


def test_the_stages_of_the_chain_add_up_and_are_left_as_they_were() -> None:
    pages = list(islice(speed.sample_pages(), 1))
    before = pipeline.cut_page
    start = time.perf_counter()
    stages = speed.time_chain(pages)
    whole = time.perf_counter() - start
    assert pipeline.cut_page is before
    assert {"places", "figures", "people", "store", "link near-duplicates", "index"} <= set(stages)
    assert all(clock > 0 for clock, _ in stages.values())
    assert sum(clock for clock, _ in stages.values()) < whole


def test_what_a_stage_calls_counts_for_its_own_stage() -> None:
    stages = speed.Stages(("inner", "outer"))
    inner = stages.watched(lambda: time.sleep(0.05), "inner")
    items = stages.iterated((inner() for _ in range(3)), "outer")
    assert list(items) == [None, None, None]
    assert stages.used["inner"][0] >= 0.15
    assert stages.used["outer"][0] < 0.05


def test_the_table_has_a_row_for_every_stage(capsys: pytest.CaptureFixture[str]) -> None:
    speed.main(["--characters", "2000"])
    lines = capsys.readouterr().out.splitlines()
    stages = list(speed.time_chain([]))
    at = next(at for at, line in enumerate(lines) if line.startswith("stage"))
    rows = [line[:32].strip() for line in lines[at + 1 : -1]]
    assert rows == [*stages, "whole chain, page to library"]
    assert lines[-1].startswith("peak memory")
