"""What users say about where pages were published, and how it comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

Anliku = Callable[..., Done]


def test_options_reach_every_record(anliku: Anliku, pages: Path) -> None:
    given = ("--newspaper", "临江日报", "--date", "2023年5月16日", "--page-number", "第03版")
    done = anliku("extract", str(pages), *given, "--edition", "要闻")
    assert done.code == 0
    for line in done.out.splitlines():
        record = json.loads(line)
        assert record["newspaper"] == "临江日报"
        assert record["date"] == "2023-05-16"
        assert (record["page_number"], record["edition"]) == ("3", "要闻")
        assert ["date", "option"] in record["origin_sources"]


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [("--date", "2023-02-30", "no such day"), ("--page-number", "要闻", "write it as 3")],
)
def test_what_cannot_be_is_told(
    anliku: Anliku, pages: Path, option: str, value: str, message: str
) -> None:
    done = anliku("extract", str(pages), option, value)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_sidecar_is_used_and_its_leftovers_are_told(
    anliku: Anliku, pages: Path, tmp_path: Path
) -> None:
    sidecar = tmp_path / "where.csv"
    sidecar.write_text("file,newspaper,date\na.md,临江日报,2023-05-16\nc.txt,河口日报,\n", "utf-8")
    library = tmp_path / "new.db"
    done = anliku("add", str(pages), "--sidecar", str(sidecar), "-L", str(library))
    assert done.code == 0
    assert "no file that was read fits 'c.txt'" in done.err
    exported = anliku("export", "-L", str(library), "--format", "jsonl")
    papers = {(r["page"], r["newspaper"]) for r in map(json.loads, exported.out.splitlines())}
    assert papers == {("a.md", "临江日报"), ("b.txt", "")}


def test_inspect_shows_what_each_source_says(anliku: Anliku, tmp_path: Path) -> None:
    page = tmp_path / "2023-05-17_02版.txt"
    page.write_text(
        "临江日报 2023年5月16日 星期二 第3版\n\n村里修好了桥\n　　桥修好了。\n", "utf-8"
    )
    done = anliku("inspect", str(page))
    assert "临江日报" in done.out
    assert "2023-05-17, not taken" in " ".join(done.out.split())
    future = tmp_path / "2090-05-16.txt"
    future.write_text("村里修好了桥\n　　桥修好了。\n", "utf-8")
    assert "in the future" in " ".join(anliku("inspect", str(future)).out.split())


def test_show_says_where_an_article_appeared(anliku: Anliku, pages: Path, tmp_path: Path) -> None:
    library = str(tmp_path / "new.db")
    anliku("add", str(pages), "--newspaper", "临江日报", "--date", "2023-05-16", "-L", library)
    exported = anliku("export", "-L", library, "--format", "jsonl")
    first = json.loads(exported.out.splitlines()[0])["id"]
    assert "临江日报 2023-05-16" in anliku("show", first, "-L", library).out
