"""Lines are sorted by what stands around them: names, terms, columns, notes, heads of pages.

All texts are invented.
"""

from __future__ import annotations

import pytest

from anliku.corpus.lines.settling import read_lines
from anliku.corpus.lines.sorting import Line, LineKind
from anliku.corpus.types import Page

OPINION = "下去调研要带着问题去，不能走马观花。办事要实，不是填表。只有沉下去，才能听真话。"


def sort(text: str) -> dict[str, Line]:
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", tuple(text.split("\n")))
    return {line.text: line for line in read_lines(page) if line.kind is not LineKind.BLANK}


def kinds(text: str) -> dict[str, LineKind]:
    return {words: line.kind for words, line in sort(text).items()}


@pytest.mark.parametrize(
    ("page", "line", "kind"),
    [
        (f"少填表多办事\n\n{OPINION}\n\n石榴红\n", "石榴红", LineKind.NAMES),
        ("少填表多办事\n田 野\n\n下去调研要带着问题。", "田野", LineKind.NAMES),
        (f"少填表多办事\n\n{OPINION}\n◇甘 棠", "◇甘 棠", LineKind.NAMES),
        ("云岭村修了路。\n\n火塘边\n\n村里热闹起来。", "火塘边", LineKind.TEXT),
    ],
)
def test_pen_names(page: str, line: str, kind: LineKind) -> None:
    found = sort(page)[line]
    assert found.kind is kind
    assert (found.byline is not None) is (kind is LineKind.NAMES)


def test_terms_in_brackets_over_their_explanations_are_items() -> None:
    page = (
        "党务课\n【预备期】\n指入党以后的一年，从大会通过算起。\n"
        "【介绍人】\n指两名正式党员，要了解本人。"
    )
    found = kinds(page)
    assert found["预备期"] is found["介绍人"] is LineKind.ITEM


def test_terms_in_brackets_behind_running_text_are_crossheads() -> None:
    page = (
        "石桥村修了路，也开了会。\n【做法】\n村里每月议一次，事事上墙。\n"
        "【成效】\n一年办成十二件，人人看得见。"
    )
    found = kinds(page)
    assert found["做法"] is found["成效"] is LineKind.TITLE


def test_one_word_in_brackets_is_a_column() -> None:
    assert kinds("【枫桥故事】\n炕头上的调解室")["枫桥故事"] is LineKind.LABEL


def test_short_lines_with_the_sign_of_columns_are_columns() -> None:
    found = kinds("◆江畔党建微讯\n\n石桥村修了路。\n\n◆组工下基层\n\n茶厂开了工。")
    assert found["组工下基层"] is LineKind.LABEL


def test_short_lines_with_the_sign_of_items_are_items() -> None:
    page = (
        "■五边：指城边、路边、\n水边和村边。\n■四室：指村里的活动\n室和卫生室。\n"
        "■“五边四室”由县里统\n一建设。"
    )
    assert kinds(page)["“五边四室”由县里统"] is LineKind.ITEM


@pytest.mark.parametrize(
    "pair",
    [
        ("（作者系云岭县委", "党校讲师）"),
        ("（资料来源：云岭县", "农村局）"),
    ],
)
def test_notes_over_two_lines(pair: tuple[str, str]) -> None:
    found = kinds("石桥村修了路。\n" + "\n".join(pair))
    assert [found[line] for line in pair] == [LineKind.NOTE, LineKind.NOTE]


def test_the_middle_of_a_broken_dateline_is_no_byline() -> None:
    page = "本报石桥5月19日电（云岭日报全\n媒体记者 方小舟 通讯员 石\n磊）新茶开采了。"
    assert kinds(page)["媒体记者 方小舟 通讯员 石"] is LineKind.TEXT


def test_a_dateline_alone_on_its_line_is_text() -> None:
    page = "藏戏班里的小喇叭\n本报讯（记者 方小舟）\n一面鼓，一段腔，唱的是新政策。"
    assert kinds(page)["本报讯（记者 方小舟）"] is LineKind.TEXT


def test_names_and_number_beside_the_head_of_a_page() -> None:
    found = kinds("2024年5月20日 星期一\n云岭新闻 A06 综合\n\n石桥村修了路。")
    assert found["云岭新闻A06综合"] is LineKind.FURNITURE


@pytest.mark.parametrize("note", ["（连载之七 未完待续）", "（十七）", "（连载·之七）"])
def test_instalments_are_notes(note: str) -> None:
    assert kinds(f"江边茶馆\n{note}\n老街上的茶馆开了门。")[note] is LineKind.NOTE


def test_a_heading_is_no_bare_name() -> None:
    assert kinds("## 巴渝风\n\n枇杷树下坐着人。")["巴渝风"] is not LineKind.NAMES


@pytest.mark.parametrize(
    "note", ["（下转第3版）", "（下轉第3版）", "（緊接第1版）", "（上接第2版）"]
)
def test_notes_that_lead_to_other_pages(note: str) -> None:
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", ("石桥村修了路。", note))
    assert read_lines(page)[1].kind is LineKind.TURN
