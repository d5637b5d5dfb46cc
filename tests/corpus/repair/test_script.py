"""Traditional characters read as Simplified ones, one for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.articles import cut_page
from anliku.corpus.repair.cleaning import clean_line
from anliku.corpus.repair.script import simplify_text
from anliku.corpus.types import Page


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("雲嶺縣的茶農", "云岭县的茶农"),
        ("乾隆年間，茶葉曬乾", "乾隆年间，茶叶晒干"),
        ("頭髮和發展，皇后在後面", "头发和发展，皇后在后面"),
        ("已经是简体的文字", "已经是简体的文字"),
        ("張偉 Anna 12%", "张伟 Anna 12%"),
    ],
)
def test_simplify(raw: str, plain: str) -> None:
    assert simplify_text(raw) == plain


@given(st.text("雲嶺縣乾隆發髮後裏裡麵面臺台隻只 a，", max_size=30))
def test_the_length_stays(raw: str) -> None:
    assert len(simplify_text(raw)) == len(raw)


def test_only_by_option() -> None:
    assert clean_line("茶農").text == "茶農"
    assert clean_line("茶 農 說 ：好", simplify=True).text == "茶农说：好"


def test_makers_are_read_and_the_page_stays() -> None:
    lines = (
        "茶鄉調解室開進茶園",
        "",
        "　　本報訊（記者 張偉 通訊員 李強）日前，雲嶺縣的茶農採下了今年的第一批春茶。",
    )
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", lines, simplify=True)
    (article,) = cut_page(page).articles
    assert article.headline == "茶乡调解室开进茶园"
    assert (article.reporters, article.correspondents) == (("张伟",), ("李强",))
    place = article.offsets.locate(article.text.index("云岭县"))
    assert page.lines[place.line - 1][place.column - 1 :].startswith("雲嶺縣")
