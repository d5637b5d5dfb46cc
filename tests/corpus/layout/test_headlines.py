"""Headlines, their decks, and the names of columns beside them. All texts are invented."""

from __future__ import annotations

import pytest

from anliku.corpus.articles import cut_page
from anliku.corpus.types import Article, Page, Role

ONE = (
    "清明刚过，云岭县石桥镇的茶厂里机器轰鸣，二十多名村民忙着摊青、杀青、揉捻。"
    "厂长林海说，今年的春茶比去年早了五天，价格也好。"
)
TWO = (
    "茶厂去年改成合作社，茶农拿鲜叶入股，年底按股分红。三百二十户茶农都成了股东，户均增收两千多元。"
)
TEA = f"{ONE}\n\n{TWO}"


def cut(text: str) -> tuple[Article, ...]:
    page = Page("p.txt", "/p.txt", "0" * 64, "utf-8", tuple(text.split("\n")))
    return cut_page(page).articles


@pytest.mark.parametrize(
    ("titles", "headline", "subhead"),
    [
        (
            "# 茶厂里来了新股东\n\n——云岭县石桥镇改革见闻",
            "茶厂里来了新股东",
            "云岭县石桥镇改革见闻",
        ),
        ("云岭县石桥镇：\n茶厂里来了新股东", "茶厂里来了新股东", "云岭县石桥镇"),
        ("云岭县石桥镇\n茶厂里来了新股东", "茶厂里来了新股东", "云岭县石桥镇"),
        ("茶山上的\n“新股东”", "茶山上的 “新股东”", ""),
        ("茶香里的“新股东”\n山里的“好日子”", "茶香里的“新股东” 山里的“好日子”", ""),
    ],
)
def test_headline_and_deck(titles: str, headline: str, subhead: str) -> None:
    (article,) = cut(f"{titles}\n\n□本报记者 方小舟\n\n{TEA}")
    assert (article.headline, article.subhead) == (headline, subhead)
    assert article.reporters == ("方小舟",)


def test_the_name_of_a_column_is_no_deck() -> None:
    (article,) = cut(f"云岭笔谈\n茶厂里来了三百二十个新股东\n\n□本报记者 方小舟\n\n{TEA}")
    assert article.headline == "茶厂里来了三百二十个新股东"
    assert article.subhead == ""


def test_one_headline_over_finished_paragraphs_is_one_article() -> None:
    (article,) = cut(f"茶厂里来了新股东\n{TEA}")
    assert article.headline == "茶厂里来了新股东"
    assert {boundary.confidence for boundary in article.boundaries} == {1.0}


def test_the_short_first_line_over_a_long_paragraph_is_its_headline() -> None:
    title = "前八个月两千三百万元茶款直达茶农手中"
    (article,) = cut(f"{title}\n" + TEA.replace("\n\n", "\n"))
    assert article.headline == title


def test_what_looks_like_a_column_inside_a_text_is_a_crosshead() -> None:
    (article,) = cut(
        f"# 茶厂里来了新股东\n\n□本报记者 方小舟\n\n{ONE}\n\n【做法】\n{TWO}\n\n【成效】\n"
        "茶厂去年给茶农分红六十四万元，厂里的新机器也是用股金买的，茶农脸上有了笑。"
    )
    crossheads = [part for part in article.parts if part.role is Role.CROSSHEAD]
    assert len(crossheads) == 2


def test_every_line_of_gathered_headlines_is_accounted_for() -> None:
    page = f"{TEA}\n\n茶厂里来了新股东\n——云岭县石桥镇改革见闻\n渠水流进了旱地\n□本报记者 方小舟"
    result = cut_page(Page("p.txt", "/p.txt", "0" * 64, "utf-8", tuple(page.split("\n"))))
    taken = {n for a in result.articles for r in a.lines for n in range(r.first, r.last + 1)}
    taken |= {found.line for found in result.furniture}
    taken |= {n for r in result.rejected if r.lines for n in range(r.lines.first, r.lines.last + 1)}
    assert taken >= {n for n, line in enumerate(page.split("\n"), 1) if line.strip()}
