"""Titles and labels are told from running text by looks and neighbours."""

from __future__ import annotations

import pytest

from anliku.corpus.layout.parts.tagging import Tag, tag_lines
from anliku.corpus.lines.settling import read_lines
from anliku.corpus.types import Page

PAGE = """山里的茶厂请来新厂长
本报记者 方小舟
清明刚过，云岭县石桥镇的茶厂里机器
轰鸣，二十多名村民忙着摊青、杀青、揉
捻。厂长林海说，今年的春茶比去年早了
五天，价格也好。
湖畔时评
少一些“看过了” 多一些“办成了”
□陈一言
下去调研，最怕的是看过就算。看过了，
不等于办成了；办成了，群众才会点头。"""


def tags(text: str) -> dict[str, Tag]:
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", tuple(text.split("\n")))
    return {found.line.text: found.tag for found in tag_lines(read_lines(page)).values()}


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("山里的茶厂请来新厂长", Tag.TITLE),
        ("清明刚过，云岭县石桥镇的茶厂里机器", Tag.BODY),
        ("五天，价格也好。", Tag.BODY),
        ("湖畔时评", Tag.LABEL),
        ("少一些“看过了” 多一些“办成了”", Tag.TITLE),
    ],
)
def test_lines_of_a_page_without_blank_lines(line: str, tag: Tag) -> None:
    assert tags(PAGE)[line] is tag


def test_blank_page() -> None:
    assert tags("\n\n") == {}
