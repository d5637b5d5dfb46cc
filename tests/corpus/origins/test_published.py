"""Dates and page numbers as web pages and tables hold them."""

from __future__ import annotations

import pytest

from anliku.corpus.origins.published import find_date, page_and_edition


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-05-16 08:30:00", "2023-05-16"),
        ("2023-05-16T08:30:00+08:00", "2023-05-16"),
        ("20230516", "2023-05-16"),
        ("45062", "2023-05-16"),
        ("1684195200", "2023-05-16"),
        ("1684195200000", "2023-05-16"),
        ("May 16, 2023", "2023-05-16"),
        ("见报日期：2023年5月16日 星期二", "2023-05-16"),
        ("二〇二三年五月十六日", "2023-05-16"),
        ("2023-05", "2023-05"),
        ("2023-02-30", ""),
        ("12345", ""),
        ("不详", ""),
    ],
)
def test_dates_are_read(text: str, date: str) -> None:
    assert find_date(text) == date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第03版：要闻", ("3", "要闻")),
        ("A02", ("A2", "")),
        ("T1", ("T1", "")),
        ("第十二版", ("12", "")),
        ("理论周刊", ("", "理论周刊")),
        ("要闻 3版", ("3", "要闻")),
        ("2023年5月16日", ("", "")),
    ],
)
def test_page_numbers_are_read(text: str, found: tuple[str, str]) -> None:
    assert page_and_edition(text) == found
