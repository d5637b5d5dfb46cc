"""Cleaning one line: what goes, what stays, and where each kept character stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.repair.cleaning import clean_line, fold, runs_of, widen_signs


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("春茶开采了。", "春茶开采了。"),
        ("日 前 ，““三茶统筹””（试 行)见效。", "日前，“三茶统筹”（试行）见效。"),
        ("⼀、１，０００⺠众&nbsp;**点赞**", "一、1,000民众点赞"),
        ("   ", ""),
    ],
)
def test_repairs_work_together(raw: str, clean: str) -> None:
    assert clean_line(raw).text == clean


def test_headlines_keep_the_width_of_their_signs() -> None:
    assert clean_line("有事找代表!", widen=False).text == "有事找代表!"
    assert clean_line("有事找代表!").text == "有事找代表！"


_PIECES = st.sampled_from(
    [
        *"茶园高兴家户的二一十年亩，。：“”‘’()!,.?…—～·•・○O",
        *"0123aAＡ１ ⼈⻓\u3000\u00a0\t\u200b\ufeff\ue5e5\ufffd#*<>-|`$\\&_~'\"",
        "茶园茶园",
        "““茶园””",
        "茶茶园园",
        "1，000",
        "&nbsp;",
        "&amp;",
        "&ldquo;",
        "lt;",
        "&#8220;",
        "\\n",
        "\\u8336",
        "ÖÐ¹ú",
        "ä¸\u00ad",
        "涓\ue15e浗",
        "<b>",
        "![](",
        "](http://a)",
    ]
)
_RAW = st.lists(_PIECES, max_size=24).map("".join)


@given(_RAW, st.booleans(), st.booleans(), st.booleans())
def test_every_kept_character_has_its_column(
    raw: str, blanks: bool, widen: bool, simplify: bool
) -> None:
    line = clean_line(raw, blanks=blanks, widen=widen, simplify=simplify)
    assert len(line.text) == len(line.columns) <= len(raw)
    assert list(line.columns) == sorted(set(line.columns))
    assert all(1 <= column <= len(raw) for column in line.columns)
    runs = runs_of(line, 7, 3)
    assert sum(run.length for run in runs) == len(line.text)
    for run in runs:
        for i in range(run.length):
            assert line.columns[run.start - 3 + i] == run.column + i


@given(_RAW, st.booleans(), st.booleans(), st.booleans())
def test_a_clean_line_is_left_alone(raw: str, blanks: bool, widen: bool, simplify: bool) -> None:
    text = clean_line(raw, blanks=blanks, widen=widen, simplify=simplify).text
    assert clean_line(text, blanks=blanks, widen=widen, simplify=simplify).text == text


@given(st.text(max_size=60))
def test_any_text_is_cleaned_once_and_for_all(raw: str) -> None:
    line = clean_line(raw, blanks=True)
    assert clean_line(line.text, blanks=True).text == line.text
    assert len(line.text) <= len(raw)


@given(st.text("茶园高兴12aA，。“”()!,ＡＢ１ \u3000⼈⻓", max_size=60))
def test_letters_are_what_stood_there(raw: str) -> None:
    line = clean_line(raw)
    for sign, column in zip(line.text, line.columns, strict=True):
        origin = raw[column - 1]
        assert sign in {origin, fold(origin), widen_signs(f"茶{fold(origin)}")[-1], " "}
