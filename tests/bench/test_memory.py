"""Memory over many texts: rows in time, and the part of the document."""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from anliku.bench import memory
from anliku.bench.peers.texts import news_texts


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_rows_come_after_so_many_texts_and_at_the_end() -> None:
    pages = memory.article_pages(["云和县办起夜校。"] * 5)
    rows = list(memory.watch(pages, 2))
    assert [number for number, *_ in rows] == [2, 4, 5]
    assert all(resident > 10 for *_, resident in rows)
    assert rows[-1][1] >= 5 * len("云和县办起夜校。")


def test_equal_texts_are_different_pages() -> None:
    one, other = memory.article_pages(["甲。\n乙。"] * 2)
    assert one.digest != other.digest
    assert one.lines == ("甲。", "乙。")


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(
        gzip.compress("\n".join([json.dumps({"text": "渡口办起夜校。"})] * 3).encode())
    )
    assert len(list(news_texts(path))) == 3
    memory.main([str(path), "--texts", "2"])
    out = capsys.readouterr().out
    assert "2 texts of news" in out
    assert "| texts | characters | seconds | resident MB |" in out
