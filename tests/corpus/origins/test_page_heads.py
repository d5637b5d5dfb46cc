"""Where pages appeared, by what is printed at their heads and feet."""

from __future__ import annotations

import pytest

from anliku.corpus.origins.heads import read_heads
from anliku.corpus.printed import Box, Layout
from anliku.corpus.types import Origin


def fields(origin: Origin) -> tuple[str, str, str, str]:
    return (origin.newspaper, origin.date, origin.edition, origin.number)


NOTHING = ("", "", "", "")
BODY = ["走进石门村，家家户户门前都种上了青菜。"] * 12


@pytest.mark.parametrize(
    ("head", "foot", "expected"),
    [
        (
            ["临江日报 2023年5月16日 星期二 第3版 要闻 责编:张三 版式:李四"],
            [],
            ("临江日报", "2023-05-16", "要闻", "3"),
        ),
        (
            ["临江日报", "农历癸卯年三月廿七", "2023年5月16日", "星期二", "第三版", "要闻"],
            [],
            ("临江日报", "2023-05-16", "要闻", "3"),
        ),
        (
            ["国内统一连续出版物号 CN 15-0001 总第12345期 今日8版", "二〇二三年五月十六日 星期二"],
            [],
            ("", "2023-05-16", "", ""),
        ),
        (["创刊于1949年5月1日 星期二 2023年5月16日"], [], ("", "2023-05-16", "", "")),
        ([], ["2023年5月16日 星期二 责编 张三", "A06 基层"], ("", "2023-05-16", "基层", "A6")),
        (
            ["## 江城报", "2023.5.16 星期二 综合新闻 07"],
            [],
            ("江城报", "2023-05-16", "综合新闻", "7"),
        ),
        (["农历癸卯年三月廿七2023年5月16日", "临江日报"], [], ("临江日报", "2023-05-16", "", "")),
        (["编辑 张三  临江日报 2023年5月16日"], [], ("临江日报", "2023-05-16", "", "")),
        (["2023年5月16日 编辑:张三 乡村治理1"], [], ("", "2023-05-16", "乡村治理", "1")),
        ([], ["《 临江日报 》（ 2023年05月16日   03 版）"], ("临江日报", "2023-05-16", "", "3")),
        (["临江日报社出版 星期二 2023年5月16日"], [], ("临江日报", "2023-05-16", "", "")),
        (
            ["03 | 要闻 NEWS | 2023年5月16日 星期二 | 电话:010-12345678"],
            [],
            ("", "2023-05-16", "要闻", "3"),
        ),
        (["乡村周刊　　临江日报　　6"], [], ("临江日报", "", "乡村周刊", "6")),
        (["第27期 · 第4—5页 · 2024年7月5日"], [], ("", "2024-07-05", "", "4-5")),
    ],
)  # fmt: skip
def test_page_heads_are_read(head: list[str], foot: list[str], expected: object) -> None:
    assert fields(read_heads([*head, *BODY, *foot])) == expected


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (["2023年5月16日，记者在临江日报社采访。"], []),
        (["关于疏通河道的通告"], ["临江县水务局", "2023年5月16日"]),
        ([], ["临江日报社", "2023年5月16日"]),
        (["人民日报"], []),
        (["（下转第3版）"], ["（上接第1版）"]),
        (["导读 2版 要闻 3版 社会"], []),
        (["农历二〇二三年三月廿七"], []),
        (["13912345678"], ["20230516"]),
        (["1、召开时间：2006年5月9日(星期二)上午10:30", "大厦六楼会议室"], []),
        (["2006年5月13日(星期六) 电视直播表"], []),
        ([], ["2005年4月3日 星期日"]),
        ([], ["编辑：张三     共找到87", "个相关网页."]),
        (["某省彩票 第06120期 2006年05月08日 开奖 332"], []),
    ],
)
def test_what_is_no_head_says_nothing(head: list[str], foot: list[str]) -> None:
    assert fields(read_heads([*head, *BODY, *foot])) == NOTHING


def test_a_head_behind_the_text_is_found() -> None:
    lines = [*BODY, "临江日报 2023年5月16日 星期二 第3版", *BODY]
    assert fields(read_heads(lines)) == ("临江日报", "2023-05-16", "", "3")


def test_heads_are_found_at_the_edges_of_the_paper() -> None:
    lines = [
        "村里办起了食堂",
        "第3版",
        "老人吃上热饭。",
        "2023年5月16日",
        "临江日报",
        "责编 张三",
        "星期二",
    ]
    tops = [200.0, 30.0, 300.0, 31.0, 29.5, 1180.0, 45.0]
    boxes = tuple(
        Box(60.0 + 90 * at, top, 140.0 + 90 * at, top + 12) for at, top in enumerate(tops)
    )
    layout = Layout(800, 1200, boxes)
    assert fields(read_heads(lines, layout)) == ("临江日报", "2023-05-16", "", "3")


def test_a_date_whose_weekday_is_another_was_misread() -> None:
    # The 16th of May 2023 was a Tuesday.
    assert read_heads(["临江日报 2023年5月16日 星期三 第3版", *BODY]).date == ""


def test_two_dates_are_none() -> None:
    head = ["临江日报 2023年5月16日 第3版", "河口日报 2023年5月17日 第3版", *BODY]
    assert fields(read_heads(head)) == ("", "", "", "3")
