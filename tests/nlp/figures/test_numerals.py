"""Numerals: Arabic, Chinese, and both mixed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.nlp.figures import parse_numeral

_DIGITS = "零一二三四五六七八九"


def _below_ten_thousand(number: int) -> str:
    written, gap = "", False
    for rank, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // rank % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written


def _chinese(number: int) -> str:
    """Write a whole number the way a newspaper does."""
    if not number:
        return "零"
    written = ""
    for size, name in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        section = number // size % (10_000 if size < 100_000_000 else 10**8)
        if section:
            joint = "零" if written and section < 1000 else ""
            written += joint + _below_ten_thousand(section) + name
    return written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,100万", 11_000_000),
        ("2.57亿", 257_000_000),
        ("3万4000", 34_000),
        ("3亿2000万", 320_000_000),
        ("5千", 5_000),
        ("1万亿", 10**12),
        ("一千二百", 1_200),
        ("一百零五", 105),
        ("一百五", 150),
        ("两万五", 25_000),
        ("一亿二千万", 120_000_000),
        ("二〇二三", 2023),
        ("三点五万", 35_000),
        ("百", 100),
        ("千", 1_000),
        ("万", 10_000),
        ("十", 10),
        ("半", 0.5),
        ("１２．５", 12.5),
        ("3亿5千万", 350_000_000),
        ("1.2千", 1_200),
        ("1,234.5万", 12_345_000),
        ("十万零五百", 100_500),
        ("三万二", 32_000),
        ("两千零二十", 2_020),
        ("壹佰贰拾", 120),
        ("一点二万", 12_000),
        ("二十三", 23),
        ("一百一十", 110),
        ("三千零五", 3_005),
        ("零点五", 0.5),
        ("12.50", 12.5),
    ],
)
def test_reads_a_numeral(text: str, value: float) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize("text", ["", "余", "三个", "12a", "点五点", "多", "万一千名"])
def test_refuses_what_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@given(st.integers(min_value=0, max_value=9_999_9999_9999))
def test_reads_back_every_chinese_whole_number(number: int) -> None:
    assert parse_numeral(_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_reads_back_every_number_with_separators(number: int) -> None:
    assert parse_numeral(f"{number:,}") == number
    assert parse_numeral(str(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_reads_back_mixed_numerals(ten_thousands: int, rest: int) -> None:
    assert parse_numeral(f"{ten_thousands}万{rest:04d}") == ten_thousands * 10_000 + rest
    assert parse_numeral(f"{ten_thousands}亿{rest}万") == ten_thousands * 10**8 + rest * 10**4


@given(st.integers(0, 9999), st.integers(1, 99), st.sampled_from([("万", 4), ("亿", 8), ("", 0)]))
def test_reads_back_decimals(whole: int, hundredths: int, rank: tuple[str, int]) -> None:
    expected = float(Decimal(f"{whole}.{hundredths:02d}") * 10 ** rank[1])
    assert parse_numeral(f"{whole}.{hundredths:02d}{rank[0]}") == expected


@given(st.text(max_size=12))
def test_never_fails(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0
