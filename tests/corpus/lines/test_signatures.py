"""Names that sign letters, notes on authors and captions."""

from __future__ import annotations

import pytest

from anliku.corpus.lines.bylines import parse_byline, parse_ending


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("青石县白沙镇读者　林小雨", ("林小雨",)),
        ("湖南云岭 何文秀", ("何文秀",)),
        ("（作者：周明远，系云岭县委党校讲师）", ("周明远",)),
        ("林一苇 著", ("林一苇",)),
        ("□江平", ("江平",)),
        ("本报记者 罗 小 刚 陈 诗 月", ("罗小刚", "陈诗月")),
        ("□ 本报记者 杨 晓 冯 海", ("杨晓", "冯海")),
    ],
)
def test_signatures(line: str, names: tuple[str, ...]) -> None:
    found = parse_byline(line)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize("line", ["（作者单位：云岭县委党校）", "浙江宁波 杭州"])
def test_no_signatures(line: str) -> None:
    assert parse_byline(line) is None


def test_a_box_of_names_behind_the_last_sentence() -> None:
    text = "今年的海带收了三千吨。□记者 方小舟 通讯员 石磊 报道"
    start, byline = parse_ending(text)
    assert start == text.index("□")
    assert byline is not None
    assert byline.names == ("方小舟", "石磊")
