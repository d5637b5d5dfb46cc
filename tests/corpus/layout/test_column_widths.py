"""Columns are told from the widths of hard-wrapped lines."""

from __future__ import annotations

from anliku.corpus.layout.parts.columns import find_columns


def columns(*widths: float) -> list[float]:
    return find_columns(widths, [True] * len(widths), [False] * len(widths))


def test_one_column_keeps_its_short_lines() -> None:
    assert columns(18, 18, 18, 6, 16, 18, 18, 3) == [18.0] * 8


def test_a_narrow_column_behind_a_wide_one() -> None:
    found = columns(18, 18, 18, 18, 12, 12, 12, 12)
    assert found == [18.0] * 4 + [12.0] * 4


def test_one_odd_line_is_no_column() -> None:
    assert set(columns(18, 18, 18, 12, 18, 18, 18)) == {18.0}


def test_paragraphs_on_one_line_have_no_printed_column() -> None:
    assert all(column == 0 or column > 60 for column in columns(200, 310, 150))


def test_no_lines() -> None:
    assert find_columns([], [], []) == []
