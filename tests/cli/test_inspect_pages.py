"""``anliku inspect`` on files that hold several pages."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import OTHER, PAGE, Done

Anliku = Callable[..., Done]

_TABLE = "标题,正文\n村里修好了桥,桥修好了。\n,\n镇上开了食堂,食堂开了。\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive with two pages, a table, and an empty file."""
    path = tmp_path / "issue.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("第一版/01.md", PAGE)
        opened.writestr("第二版/02.txt", OTHER)
        opened.writestr("第三版/03.txt", "")
        opened.writestr("第四版/稿.csv", _TABLE)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "稿#件.csv"
    path.write_text(_TABLE, "utf-8")
    return path


def names(done: Done) -> list[str]:
    assert done.code == 0
    return [row["page"] for row in csv.DictReader(io.StringIO(done.out))]


def test_pages_are_listed_by_names_that_can_be_typed(anliku: Anliku, archive: Path) -> None:
    listed = names(anliku("inspect", "issue.zip", "--format", "csv"))
    assert listed == [
        "issue.zip!/第一版/01.md",
        "issue.zip!/第二版/02.txt",
        "issue.zip!/第四版/稿.csv#2",
        "issue.zip!/第四版/稿.csv#4",
    ]
    for name in (*listed, str(archive) + listed[0].removeprefix("issue.zip")):
        assert anliku("inspect", name).code == 0
    shown = anliku("inspect", "issue.zip")
    assert "01.md" in shown.out
    assert "holds 4 pages" in shown.err
    assert "2 empty" in shown.err


@pytest.mark.parametrize(
    ("wanted", "text"),
    [("#1", "小凳子"), ("#2", "积分换来"), ("#4", "食堂"), ("!/第四版/稿.csv#4", "食堂")],
)
def test_one_of_them_is_shown(anliku: Anliku, archive: Path, wanted: str, text: str) -> None:
    rows = json.loads(anliku("inspect", f"{archive}{wanted}", "--format", "json").out)
    assert text in rows[0]["text"]
    assert rows[0]["line"] == "1"


def test_rows_of_a_table_are_named_by_their_number(anliku: Anliku, table: Path) -> None:
    assert names(anliku("inspect", table.name, "--format", "csv")) == ["稿#件.csv#2", "稿#件.csv#4"]
    assert "食堂" in anliku("inspect", "稿#件.csv#4").out


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("稿#件.csv#9", "has no page #9; it has 2, from 稿#件.csv#2 to 稿#件.csv#4"),
        ("稿#件.csv#1", "has no page #1"),
        ("稿#件.csv#3", "row 3: "),
        ("无.csv#3", "no such file"),
        ("issue.zip!/9.txt", "has no page !/9.txt"),
        ("issue.zip!/第三版/03.txt", "the file is empty"),
    ],
)
@pytest.mark.usefixtures("archive", "table")
def test_a_page_that_is_not_there(anliku: Anliku, wanted: str, message: str) -> None:
    done = anliku("inspect", wanted)
    assert (done.code, done.out) == (1, "")
    assert message in done.err


def test_a_folder_is_listed_too(anliku: Anliku, pages: Path) -> None:
    done = anliku("inspect", "pages", "--format", "csv")
    assert names(done) == ["pages/a.md", "pages/b.txt"]
    assert len(list(pages.iterdir())) == 2


def test_a_story_that_goes_on_is_shown_on_both_pages(anliku: Anliku, tmp_path: Path) -> None:
    first = (
        "临江日报 2023年5月16日 第1版\n\n石桥村的茶园连成了片\n本报记者 柳青\n"
        "　　石桥村把三百多户的茶园连成了片，茶农请来了农技员，今年的春茶卖得（下转第3版）\n"
    )
    second = (
        "临江日报 2023年5月16日 第3版\n\n（上接第1版）比往年都好。石桥村的茶农说，"
        "茶园连成片以后，农技员一个月来两次。\n"
    )
    with zipfile.ZipFile(tmp_path / "i.zip", "w") as opened:
        opened.writestr("1.txt", first)
        opened.writestr("3.txt", second)
    assert "3.txt" in " ".join(anliku("inspect", "i.zip!/1.txt").out.split())
    rows = json.loads(anliku("inspect", "i.zip!/3.txt", "--format", "json").out)
    assert [row["role"] for row in rows][-1] == "continued"
    assert "of 1.txt goes on" in rows[-1]["evidence"]
