"""``anliku duplicates``, ``show`` and ``search`` on reprints; ``--simplify`` and notes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

Anliku = Callable[..., Done]

_STORY = (
    "　　日前，云和县石塘镇的茶农们在村口的茶园里忙着采摘今年的春茶。去年秋天，镇里把三百多户茶农"
    "请到一张桌子旁，商量怎样把零散的茶园连成片。镇党委书记田野介绍，村里的党员带头让出晒场，合作社统一收鲜叶，"
    "检测站就设在路边。到今年四月，全镇1260亩茶园都装上了水管，86户人家学会了用手机卖茶，给村集体带来收入42万元。"
)


@pytest.fixture
def reprinted(anliku: Anliku, tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, head in (("one.txt", "石塘镇的茶园连成了片"), ("two.txt", "一张桌子商量出新茶园")):
        (folder / name).write_text(f"{head}\n\n{_STORY}\n", "utf-8")
    library = tmp_path / "a.db"
    assert anliku("add", str(folder), "-L", str(library)).code == 0
    return library


def test_duplicates_are_listed(anliku: Anliku, reprinted: Path) -> None:
    done = anliku("duplicates", "-L", str(reprinted), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert done.code == 0
    assert [(row["group"], row["kind"], row["similarity"]) for row in rows] == [
        ("1", "first", ""),
        ("1", "reprint", "1.00"),
    ]
    assert {row["page"] for row in rows} == {"one.txt", "two.txt"}


def test_an_article_names_the_others(anliku: Anliku, reprinted: Path) -> None:
    rows = json.loads(anliku("duplicates", "-L", str(reprinted), "--format", "json").out)
    first, again = (row["id"] for row in rows)
    record = json.loads(anliku("show", first, "-L", str(reprinted), "--format", "json").out)
    assert [(item["id"], item["kind"]) for item in record["duplicates"]] == [(again, "reprint")]
    assert "Also printed as" in anliku("show", first, "-L", str(reprinted)).out


def test_search_gives_one_of_them(anliku: Anliku, reprinted: Path) -> None:
    command = ("search", "茶园", "-L", str(reprinted), "--format", "json")
    (hit,) = json.loads(anliku(*command).out)
    assert len(hit["others"]) == 1
    assert len(json.loads(anliku(*command, "--duplicates").out)) == 2


def test_a_library_without_duplicates(anliku: Anliku, tmp_path: Path) -> None:
    page, library = tmp_path / "one.txt", str(tmp_path / "a.db")
    page.write_text(f"石塘镇的茶园连成了片\n\n{_STORY}\n", "utf-8")
    anliku("add", str(page), "-L", library)
    done = anliku("duplicates", "-L", library)
    assert done.code == 0
    assert "No article" in done.err


def test_simplify(anliku: Anliku, tmp_path: Path) -> None:
    page = tmp_path / "t.txt"
    page.write_text(
        "茶園裡的調解室\n\n　　本報訊（記者 張偉）日前，雲和縣的茶農採下了第一批春茶。\n", "utf-8"
    )
    plain = json.loads(anliku("extract", str(page)).out.splitlines()[0])
    simple = json.loads(anliku("extract", str(page), "--simplify").out.splitlines()[0])
    assert "雲和縣" in plain["text"]
    assert "云和县" in simple["text"]
    assert simple["reporters"] == ["张伟"]


def test_inspect_shows_notes(anliku: Anliku, tmp_path: Path) -> None:
    page = tmp_path / "t.txt"
    page.write_text(f"石塘镇的茶园连成了片\n\n{_STORY}锟斤拷\n", "utf-8")
    done = anliku("inspect", str(page))
    assert "damaged" in done.out
    assert "锟斤拷" in done.out
