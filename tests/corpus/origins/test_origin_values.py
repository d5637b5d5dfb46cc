"""Dates, page numbers and newspapers as texts say them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.origins.heads import read_heads
from anliku.corpus.origins.names import paper_of_short, read_newspaper
from anliku.corpus.origins.paths import read_path
from anliku.corpus.origins.values import iso_date, read_date, read_number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年5月16日", "2023-05-16"),
        ("二〇二三年五月十六日", "2023-05-16"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("2023-05-16 08:30", "2023-05-16"),
        ("2023-05-16T00:00:00", "2023-05-16"),
        ("2023.5.6", "2023-05-06"),
        ("20230516", "2023-05-16"),
        ("2023", "2023"),
        ("2023年5月", "2023-05"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", ""),
        ("2023-02-30", ""),
        ("2023-13-01", ""),
        ("2023-05/16", ""),
        ("13912345678", ""),
        ("五月十六日", ""),
        ("", ""),
    ],
)
def test_only_whole_dates_of_the_calendar_are_read(text: str, date: str) -> None:
    assert read_date(text) == date


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert read_date(day.strftime("%Y%m%d")) == day.isoformat()
    assert iso_date(str(day.year), str(day.month), str(day.day)) == day.isoformat()


@given(st.text("0123456789第版A年月日二三十〇.-/ ", max_size=12))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    assert len(read_date(text)) in (0, 4, 7, 10)
    assert not read_number(text).startswith("0")
    read_path(text)
    read_heads([text, f"某地日报 {text}"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第3版", "3"),
        ("03", "3"),
        ("A02", "A2"),
        ("第十二版", "12"),
        ("头版", "1"),
        ("4—5版", "4-5"),
        ("要闻", ""),
        ("00", ""),
        ("第一书记", ""),
        ("", ""),
    ],
)
def test_page_numbers_lose_their_zeros(text: str, number: str) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("内蒙古日报", "内蒙古日报"),
        ("河 口 晚 报", "河口晚报"),
        ("《临江都市报》", "临江都市报"),
        ("解放军报", "解放军报"),
        ("临江日报社", "临江日报"),
        ("工作日报", ""),
        ("今日报", ""),
        ("据人民日报报道", ""),
        ("及时报", ""),
    ],
)
def test_newspapers_are_known_by_list_and_form(text: str, paper: str) -> None:
    assert read_newspaper(text) == paper


def test_a_short_name_that_two_papers_share_names_neither() -> None:
    assert paper_of_short("NMGRB") == "内蒙古日报"
    assert paper_of_short("hbrb") == ""
