"""Tables of articles: columns by name, rows to pages, in every format."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tablefiles import GOOD, NAMES, ROW, csv_of, pages, read, sheet_of, workbook

from anliku.corpus.errors import AnlikuError
from anliku.corpus.reading.files import read_source
from anliku.corpus.reading.options import ReadingOptions
from anliku.corpus.reading.source import Source
from anliku.corpus.reading.tables.articles import text_lines
from anliku.corpus.reading.tables.columns import find_columns
from anliku.corpus.types import Origin, Page, PageForm, Reason, Rejected


@pytest.mark.parametrize(("name", "data"), GOOD, ids=[name for name, _ in GOOD])
def test_a_row_is_an_article_in_every_format(name: str, data: bytes) -> None:
    first, second = pages(read(data, name))
    assert first.form is PageForm.ARTICLE
    assert first.lines == (ROW[0], ROW[2], "近日，食堂开张了。", "老人们都说好。")
    assert [role and role.value for role in first.roles] == ["headline", "byline", "body", "body"]
    assert (first.path, second.path) == (f"/pages/{name}#n1", f"/pages/{name}#n2")
    keyed = name.endswith((".jsonl", ".parquet"))
    assert (first.name, second.name) == (
        (f"{name}#1", f"{name}#2") if keyed else (f"{name}#2", f"{name}#3")
    )
    assert (first.origin.newspaper, first.origin.date) == ("松岭日报", "2023-05-16")
    assert (first.origin.number, first.origin.edition) == ("3", "要闻")
    assert ("date", "column 日期") in first.origin.sources
    assert second.origin.date == "2023-05-17"


@pytest.mark.parametrize(
    ("names", "text", "title"),
    [
        (["标题", "正文"], 1, 0),
        (["Title", "Content", "URL"], 1, 0),
        (["title", "full_text", "text"], 1, 0),
        (["Title-题名", "Full Text-全文"], 1, 0),
        (["标题（title）", "内容 (content)"], 1, 0),
        (["题 名", "全 文："], 1, 0),
        (["新闻标题", "新闻内容", "内容"], 1, 0),
        (["编号", "文本"], 1, None),
        (["甲", "乙"], None, None),
    ],
)
def test_columns_are_found_by_name(names: list[str], text: int | None, title: int | None) -> None:
    found = dict(find_columns(names, ()).at)
    assert (found.get("text"), found.get("title")) == (text, title)


def test_columns_can_be_named() -> None:
    data = csv_of(["甲", "乙", "标题"], ["一", "这是正文。", "这是标题"])
    (page,) = pages(read(data, "a.csv", ("text", "乙")))
    assert page.lines == ("这是标题", "这是正文。")
    (refused,) = read(data, "a.csv", ("text", "丙"))
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.COLUMNS
    assert "no column 丙; columns are 甲, 乙, 标题" in refused.detail
    with pytest.raises(AnlikuError, match="no field 'body'; fields are text, title"):
        read(data, "a.csv", ("body", "乙"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", csv_of(["甲", "乙", "丙"], ["1", "长长的正文。", "2"]).encode()),
        ("a.jsonl", orjson.dumps({"甲": "1", "乙": "2"})),
        ("a.xlsx", workbook({"S": sheet_of([["甲", "乙"], ["1", "2"]])})),
    ],
)
def test_a_table_without_texts_lists_its_columns(name: str, data: bytes) -> None:
    (refused,) = read(data, name)
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.COLUMNS
    assert "columns are 甲, 乙" in refused.detail
    assert "--map text=乙" in refused.detail


def test_the_header_may_stand_below_other_rows() -> None:
    data = csv_of(
        ["检索式：食堂", "", ""], [], ["导出时间", "2023"], ["题名", "全文"], ["甲", "乙丙。"]
    )
    (page,) = pages(read(data, "a.csv"))
    assert (page.name, page.lines) == ("a.csv#5", ("甲", "乙丙。"))


def test_ids_keep_rows_in_place_and_doubles_apart() -> None:
    table = [["编号", "正文"], ["7", "甲。"], ["7", "乙。"], ["", "丙。"]]
    before = [page.path for page in pages(read(csv_of(*table), "a.csv"))]
    table.insert(1, ["6", "丁。"])
    after = [page.path for page in pages(read(csv_of(*table), "a.csv"))]
    assert after[1:] == before
    assert before[0] == "/pages/a.csv#7"
    assert before[1].startswith("/pages/a.csv#7~")
    assert len(set(after)) == 4


def test_reprints_in_other_papers_are_other_rows() -> None:
    table = csv_of(["报纸", "正文"], ["松岭日报", "甲。"], ["东河日报", "甲。"])
    first, second = pages(read(table, "a.csv"))
    assert first.digest != second.digest


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("甲。\r\n\r\n乙。", ["甲。", "乙。"]),
        ("<p>甲&nbsp;村</p><p>乙<b>村</b></p>", ["甲\xa0村", "乙村"]),
        ("甲<br/>乙<script>x()</script>", ["甲", "乙"]),
        ("　　甲。　　乙。", ["　　甲。", "　　乙。"]),
        (r"甲。\n乙。", ["甲。", "乙。"]),
        ("5<6，7>3", ["5<6，7>3"]),
        ("AT&T &ldquo;甲&rdquo;", ["AT&T “甲”"]),
        (" \n\u3000\n", []),
    ],
)
def test_text_of_a_cell_is_cut_into_lines(cell: str, lines: list[str]) -> None:
    assert text_lines(cell) == lines


def test_what_the_user_says_goes_first() -> None:
    source = Source("a.csv", "/pages/a.csv", None, csv_of(NAMES, ROW).encode())
    options = ReadingOptions(origin=Origin(newspaper="东河日报"), simplify=True)
    (page,) = read_source(source, options)
    assert isinstance(page, Page)
    assert (page.origin.newspaper, page.origin.date) == ("东河日报", "2023-05-16")
    assert page.simplify


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=3),
        max_size=5,
    )
)
def test_every_row_comes_out(rows: list[list[str]]) -> None:
    table = csv_of(["标题", "正文", "作者"], *rows)
    items = read(table, "a.csv")
    texts = [page for page in items if isinstance(page, Page)]
    filled = [row for row in rows if len(row) > 1 and text_lines(row[1])]
    assert len(texts) == len(filled)
