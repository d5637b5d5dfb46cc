"""Markup, invisible characters, entities and escapes."""

from __future__ import annotations

import pytest

from anliku.corpus.repair.cleaning import clean_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("茶\u200b园\ufeff里\u00ad有\u2060路", "茶园里有路"),
        ("茶\u202c园\u200e里\u2066的\u2069人", "茶园里的人"),
        ("茶\ufe00园\U000e0101里", "茶园里"),
        ("茶\x00园\x1b里\x7f\u0090", "茶园里"),
        ("**重点**工作", "重点工作"),
        ("## 茶园里的调解室  ", "茶园里的调解室"),
        ("#3楼", "#3楼"),
        ("<b>茶园</b>&nbsp;开采", "茶园开采"),
        ("增长 $15\\%$ 左右", "增长15%左右"),
        ("![图](images/1.jpg)", ""),
        ("&ldquo;三茶&rdquo;统筹&middot;试点", "“三茶”统筹·试点"),
        ("&#8220;三茶&#x201D;", "“三茶”"),
        ("&amp;ldquo;三茶&amp;amp;rdquo;", "“三茶”"),
        ("R&amp;D经费", "R&D经费"),
        ("AT&T的R&D", "AT&T的R&D"),
        ("\\u8336\\u56ed开采", "茶园开采"),
        ("第一段\\n第二段\\t完", "第一段第二段完"),
        ("C:\\new\\text", "C:\\new\\text"),
    ],
)
def test_what_is_no_text_goes(raw: str, clean: str) -> None:
    assert clean_line(raw).text == clean


def test_an_entity_stands_where_it_began() -> None:
    line = clean_line("茶&ldquo;园&rdquo;")
    assert line.text == "茶“园”"
    assert list(line.columns) == [1, 2, 9, 10]


def test_a_lost_character_stays() -> None:
    assert clean_line("张\ufffd军").text == "张\ufffd军"
