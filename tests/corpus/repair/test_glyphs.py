"""Code points that fonts give, and the usual ones they are folded to."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.repair.cleaning import clean_line
from anliku.corpus.repair.glyphs import fold
from anliku.corpus.wordlists import read_rows

_PACKAGE = "anliku.corpus.repair"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("⼈⺠調解", "人民調解"),
        ("⻓⻋⺠⻝⻅⻔⻢⻥⻰⻩⻘⻛⻚⻦⻬", "长车民食见门马鱼龙黄青风页鸟齐"),
        ("农⼾⾸⻔⼝", "农户首门口"),
        ("㇐村㇐品", "一村一品"),
        ("金山不凉", "金山不凉"),
        ("︵试行︶︻三茶︼﹁统筹﹂︽公约︾︿章﹀", "（试行）【三茶】「统筹」《公约》〈章〉"),
        ("茶园﹐竹园﹑果园﹔好﹗行﹖", "茶园，竹园、果园；好！行？"),
        ("｢茶｣｡､", "「茶」。、"),
        ("〝茶香〞〝路宽〟", "“茶香”“路宽”"),
        ("Ａ类１２３．５％＋２＝＄", "A类123.5%+2=$"),
        ("２０２５－０５－０６", "2025-05-06"),
        ("零下−5‑6", "零下-5-6"),
        ("\ue5e5茶园", "\u3000茶园"),
        ("\ue863\ue81e", "䶮龴"),
        ("\uf06c重点\uf0b7要点", "●重点•要点"),
        ("，：；！？（）", "，：；！？（）"),
        ("零〇々〆ー", "零〇々〆ー"),
    ],
)
def test_fold(raw: str, plain: str) -> None:
    assert fold(raw) == plain
    assert len(plain) == len(raw)


def test_every_radical_has_its_ideograph() -> None:
    kangxi = [chr(code) for code in range(0x2F00, 0x2FD6)]
    supplement = [chr(code) for code in range(0x2E81, 0x2EF4) if code != 0x2E9A]
    for radical in kangxi + supplement:
        assert unicodedata.name(fold(radical)).startswith("CJK UNIFIED IDEOGRAPH"), radical


def test_radicals_agree_with_unicode() -> None:
    # The two that differ are explained in the table.
    modern = {"⼾": "户", "⾭": "青"}
    for code in (*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3):
        plain = modern.get(chr(code), unicodedata.normalize("NFKC", chr(code)))
        assert fold(chr(code)) == plain


def test_compatibility_ideographs_are_folded() -> None:
    for code in (*range(0xF900, 0xFA6E), *range(0x2F800, 0x2FA1E)):
        assert fold(chr(code)) == unicodedata.normalize("NFKC", chr(code))


@pytest.mark.parametrize("table", ["radicals.tsv", "signs.tsv", "private.tsv"])
def test_tables_give_each_code_point_once_and_finally(table: str) -> None:
    rows = read_rows(_PACKAGE, table)
    codes = [int(row[0], 16) for row in rows]
    assert len(codes) == len(set(codes))
    for row in rows:
        for sign in row[1:]:
            assert len(sign) == 1
            assert fold(sign) == sign


def test_private_characters_without_meaning_stay() -> None:
    assert clean_line("村民\ue123说").text == "村民\ue123说"


@given(st.text())
def test_folding_keeps_the_length_and_is_final(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
