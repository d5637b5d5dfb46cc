"""``anliku show`` prints what a case tells, and JSON and tables hold it too."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

Anliku = Callable[..., Done]

STORY = """石凳上议出好日子

过去，浙江省丽水市云和县石塘镇小顺村办事难，村民一件小事要跑三趟。针对议事难的问题，2022年3月，云和县委组织部推行“石凳议事”工作法，组建议事小组，定期上门收集意见。

“石凳议事”工作法讲究“三问”机制：问需于民、问计于民、问效于民。

截至目前，全县累计化解纠纷312起，办结率达98%。

“不怕意见多，就怕没处说。”云和县委组织部副部长陈立群介绍。
"""


@pytest.fixture
def article(anliku: Anliku, tmp_path: Path) -> str:
    """Return the id of the story in a library at the default place."""
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    assert anliku("add", "story.txt").code == 0
    (hit,) = json.loads(anliku("search", "议事", "--format", "json").out)
    return hit["id"]


def test_the_page_tells_the_case(anliku: Anliku, article: str) -> None:
    page = anliku("show", article).out
    heads = ("Practice", "The problem", "What was done", "How it is built", "What came of it")
    places = [page.index(part) for part in (*heads, "Voices", "Places")]
    assert places == sorted(places)
    for part in (
        "针对议事难的问题",
        "问需于民 + 问计于民 + 问效于民",
        "— 陈立群",
        "累计化解纠纷312起",
    ):
        assert part in page


def test_no_word_of_a_long_passage_is_lost(anliku: Anliku, article: str) -> None:
    page = anliku("show", article).out
    assert "…" not in page
    assert "定期上门收集意见" in page.replace("\n", "").replace(" ", "")


def test_json_and_tables_hold_the_record(anliku: Anliku, article: str) -> None:
    case = json.loads(anliku("show", article, "--format", "json").out)["case"]
    assert case["voices"][0]["speaker"] == "陈立群"
    assert case["results"][0]["figures"][0]["text"] == "312起"
    (line,) = anliku("export", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["case"] == case
    (row,) = csv.DictReader(io.StringIO(anliku("export", "--format", "csv").out))
    assert row["problem"].endswith("针对议事难的问题")
    assert row["mechanism"] == "“三问”机制：问需于民、问计于民、问效于民"
