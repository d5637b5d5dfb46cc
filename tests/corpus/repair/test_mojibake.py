"""Text read with the wrong encoding: turned back when certain, noted when damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.articles import cut_page
from anliku.corpus.repair.cleaning import clean_line
from anliku.corpus.repair.damage import find_notes
from anliku.corpus.types import Note, Page

_LINE = "云岭县青山镇的茶农们，今年5月18日采下了第1批春茶。"
_TRADITIONAL = "雲嶺縣青山鎮的茶農們今年五月採下了第一批春茶"


def _misread(text: str, right: str, wrong: str, errors: str = "strict") -> str:
    """Return what comes out when bytes in ``right`` are read as ``wrong``.

    What Windows-1252 leaves free is read as controls, as browsers do.
    """
    data = text.encode(right)
    if wrong != "cp1252":
        return data.decode(wrong, errors)
    return "".join(
        bytes((byte,)).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252")
        for byte in data
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("gbk", "latin-1"), ("gbk", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1252")],
)
@pytest.mark.parametrize(
    "text", [_LINE, "春茶", "茶农李明亮", "“三茶统筹”模式", "第３届（共２天）"]
)
def test_chinese_read_byte_by_byte(text: str, right: str, wrong: str) -> None:
    assert clean_line(_misread(text, right, wrong)).text == clean_line(text).text


def test_utf8_read_as_gbk() -> None:
    text = "云岭县青山镇的茶农采下了春茶"
    line = clean_line(_misread(text, "utf-8", "gb18030"))
    assert line.text == text
    assert list(line.columns)[:4] == [1, 2, 4, 5]


def test_big5_read_as_gbk() -> None:
    assert clean_line(_misread(_TRADITIONAL, "big5", "gb18030")).text == _TRADITIONAL


def test_only_the_stretch_is_read_again() -> None:
    line = clean_line("茶园新闻：" + _misread("春茶开采", "gbk", "latin-1"))
    assert line.text == "茶园新闻：春茶开采"
    assert list(line.columns) == [1, 2, 3, 4, 5, 6, 8, 10, 12]


def test_lost_bytes_leave_a_mark() -> None:
    text = "茶农们今年采下了第一批春茶。"
    line = clean_line(_misread(text, "utf-8", "gb18030", "replace"))
    assert line.text.count("\ufffd") <= 1
    assert line.text.replace("\ufffd", "") in text


@pytest.mark.parametrize(
    "line",
    [
        "José和Müller、Citroën、Pokémon、naïve",
        "São Paulo，Île-de-France",
        "àèìòù、āáǎà",
        "面积15㎡×3°±2²",
        "（记者王璐）",
        "【刘姣】潍坊漯河涞水",
        "涓涓细流、渎职、璀璨、纾困",
        "おもてなし、トヨタ、斑鸠ルカ",
        "《ハルタ》编辑部",
        "©2024®",
    ],
)
def test_real_letters_stay(line: str) -> None:
    assert clean_line(line).text == line
    assert not find_notes(Page("p.txt", "/p.txt", "0" * 64, "utf-8", (line,)))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (_misread("春茶开采", "gbk", "latin-1"), "repaired"),
        ("锟斤拷锟斤拷", "damaged"),
        ("茶园烫烫烫烫", "damaged"),
        ("张\ufffd军", "damaged"),
        ("茶农\ue123说", "damaged"),
        ("茶园的????春天", "damaged"),
        ("茶园锛?路宽銆?", "damaged"),
    ],
)
def test_notes(raw: str, kind: str) -> None:
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", ("春茶开采", raw, "完"))
    notes = find_notes(page)
    assert [(note.line, note.kind) for note in notes] == [(2, kind)]
    assert cut_page(page).notes == notes


def test_a_note_says_what_stands_there() -> None:
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", ("茶农\ue123说",))
    text = "a glyph of the font has no known character: 茶农<U+E123>说; compare the original"
    assert find_notes(page) == (Note(1, "damaged", text),)


@given(st.text("\x80\x9däåèéÖÐ涓浗鐨勪锛銆鈥\ue15e中国，？?\ufffda5 い", max_size=30))
def test_reading_again_keeps_columns_in_order(raw: str) -> None:
    line = clean_line(raw)
    columns = list(line.columns)
    assert len(columns) == len(line.text) <= len(raw)
    assert columns == sorted(set(columns))
    assert clean_line(line.text).text == line.text
