"""Sections under crossheads: which go with the article above them, which begin something new."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anliku.corpus.articles import cut_page
from anliku.corpus.types import Page

MakePage = Callable[..., Page]

BEFORE = """\
渡口镇夜校教老人用手机挂号缴费
本报记者 柳枝青
渡口镇的夜校每周二开课，教老人用手机挂号、缴费。头一批学员
有八十六人。夜校请中学生当助教，一人带两位老人，三个月没有
一个人掉队。
"""

SIGNED = """\
一条河带活三个村
——柳溪县沿河三村合作小记
本报记者 田一禾
春天来了，柳溪河的水清了。沿河三个村的干部坐在一起，商量
怎么把河边的荒地用起来。会开了四次，三个村定下一个办法：河
滩归一家管，收益三家分。这个办法，村民叫它“一河三家”。
"""

ORCHARD = """\
东岸的苹果树下埋了传感器，土壤干了手机就会响。果农常大海说，
浇水再也不用猜。去年三个村的果园少用水三成，苹果甜度高了两
度，订单排到了冬天。
"""

FERRY = """\
码头换上新颜
西岸的渡口拆了旧木板，换成浮桥和候船亭。老船工魏长水如今开
电动船，一天跑六趟。游客沿河看三个村的风景，下船带走一张手
绘的地图。
"""

REEDS = """\
荒滩有了收益
河边的荒地种上了芦笋，收益分到了户。村民魏长水说，这个办法
好，谁家也不吃亏。
"""

QUESTIONS = """\
河长有话说
问：三个村为什么要合在一起管河滩？
答：河只有一条，收益三家分，谁也不吃亏。
问：以后还做什么？
答：办法要写进村规。
"""

AFTER = """\
石桥社区三个月修好三十二部电梯
本报记者 路远
石桥社区的电梯用了二十年，常常停在半空。居民投票动用维修资
金，三个月修好三十二部电梯。电梯修好以后，物业每周张贴检查
记录。"""

_SIGNED = "一条河带活三个村"
_TITLE = "果园装上“耳朵”\n"


@pytest.mark.parametrize(
    ("sections", "headlines"),
    [
        pytest.param(_TITLE + ORCHARD + FERRY + REEDS, [_SIGNED], id="crossheads only"),
        pytest.param(
            f"{_TITLE}本报记者 路远\n{ORCHARD}{FERRY}{REEDS}",
            [_SIGNED, "果园装上“耳朵”"],
            id="a section with a byline begins an article that has sections itself",
        ),
        pytest.param(
            f"{_TITLE}本报柳溪讯 {ORCHARD}{FERRY}{REEDS}",
            [_SIGNED, "果园装上“耳朵”"],
            id="so does one with a dateline",
        ),
        pytest.param(
            f"{_TITLE}{ORCHARD[:-1]}（魏东）\n",
            [_SIGNED, "果园装上“耳朵”"],
            id="and one that is signed by others at its end",
        ),
        pytest.param(
            QUESTIONS, [_SIGNED, "河长有话说"], id="questions and answers are no section of prose"
        ),
    ],
)
def test_sections_under_a_signed_article(
    page_of: MakePage, sections: str, headlines: list[str]
) -> None:
    text = BEFORE + SIGNED + sections + AFTER
    found = [article.headline for article in cut_page(page_of(text)).articles]
    assert found == [BEFORE.partition("\n")[0], *headlines, AFTER.partition("\n")[0]]


def test_a_section_becomes_a_crosshead_and_paragraphs_of_the_article(page_of: MakePage) -> None:
    text = BEFORE + SIGNED + FERRY + REEDS + AFTER
    article = cut_page(page_of(text)).articles[1]
    roles = [part.role.value for part in article.parts]
    assert roles == ["subhead", "headline", "byline", "body", *["crosshead", "body"] * 2]
    assert article.reporters == ("田一禾",)
