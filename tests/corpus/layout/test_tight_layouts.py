"""Invented pages set tight: no blank lines to part articles, names behind every text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anliku.corpus.articles import cut_page
from anliku.corpus.types import Page

MakePage = Callable[..., Page]

# No blank lines.
TIGHT = """\
村级“小微权力”晒在阳光下
我市推行村务公开“码上查”
本报记者 高远 通讯员 周小明
　　“谁家领了补贴，领了多少，扫一下就知道。”日前，清河市柳
林镇双槐村村民马大爷用手机扫了扫村口的二维码，村里的账目一
笔一笔列在眼前。
　　去年，清河市推行村务公开“码上查”制度，把三十六项小微权
力全部上网，接受群众监督。目前，全市二百一十八个村全部开通，
群众查询二十六万人次。
　　“账目清了，心就顺了。”双槐村党支部书记夏天明说。
一碗长寿面 情暖九旬翁
本报讯（通讯员 何小文）2月8日，清河市南关社区的志愿者来
到九十二岁的孙大爷家，给他过生日。志愿者煮了长寿面，陪老人唱
了戏。南关社区有八十岁以上老人一百六十名，社区给每位老人建立
了生日档案。
让“夜校”点亮乡村夜
——东河县“田间夜校”见闻
本报记者 林小雅
　　晚上七点半，东河县石桥村的会议室里坐满了人，一堂果树管理
课正在进行。
　　　　夜里学，白天用
　　石桥村的果农白天忙，县里就把课安排在晚上。去年以来，田间
夜校开课三百多场。
　　　　学得会，用得上
　　果农李强学了嫁接，自家的梨园每亩增收八百元。
　　石桥村党支部书记方国平说，夜校要一直办下去。"""

# Names behind every text.
SIGNED = """\
要闻
“三张单子”管住“一支笔”
“过去签字心里没底，现在有单子照着办。”11月
6日，丰宁县黄旗镇会计王秀芝说。
黄旗镇推行“三张单子”制度，把村级开支分成
必报、可报、不报三类，开支先看单子再签字。去
年全镇村级开支下降两成。

本报记者 张小山 通讯员 李林

花甲书记的“民情本”
在丰宁县北岭村，老书记赵国栋有一个习惯：走到
哪里，记到哪里。三十年，他记了六十八本“民情
本”，哪家缺劳力，哪家有病人，都在本子上。
村里修路、引水、建卫生室，都是从本子里来的。
“记下来，就不能忘；答应了，就要办。”赵国栋说。

本报记者 孙小雨

山里来了“流动银行”
一辆蓝色的面包车，每周二开进丰宁县的深山里，
车上有存取款机，也有穿制服的客户经理。村民
取养老金，再不用翻两座山。
县农商行行长郑直说，流动银行开通以来，已为
山区群众办理业务三万多笔。

本报通讯员 周全"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            TIGHT,
            [
                ("村级“小微权力”晒在阳光下", ["高远", "周小明"]),
                ("一碗长寿面 情暖九旬翁", ["何小文"]),
                ("让“夜校”点亮乡村夜", ["林小雅"]),
            ],
            id="tight",
        ),
        pytest.param(
            SIGNED,
            [
                ("“三张单子”管住“一支笔”", ["张小山", "李林"]),
                ("花甲书记的“民情本”", ["孙小雨"]),
                ("山里来了“流动银行”", ["周全"]),
            ],
            id="signed",
        ),
    ],
)
def test_articles_set_tight(
    page_of: MakePage, page: str, expected: list[tuple[str, list[str]]]
) -> None:
    cut = cut_page(page_of(page))
    found = [(a.headline, [*a.reporters, *a.correspondents]) for a in cut.articles]
    assert found == expected
    assert not cut.rejected


def test_title_lines_below_a_byline_and_over_a_wider_text(page_of: Callable[..., Page]) -> None:
    text = (
        "□ 本报记者 田秋实\n□ 通讯员 郭远志\n灯亮一盏 心安一片\n一部电话守着半条街\n\n"
        "　　入夜之后，河西街的老槐树下还亮着灯，值班的网\n"
        "格员唐素梅接起电话，一边记一边往外走。这部电话装\n"
        "了三年，街坊有事就打，打了就有人来。\n"
    )
    (article,) = cut_page(page_of(text)).articles
    assert article.headline == "一部电话守着半条街"
    assert article.subhead == "灯亮一盏 心安一片"
    assert article.reporters == ("田秋实",)
    assert article.correspondents == ("郭远志",)


@pytest.mark.parametrize(
    ("line", "headline", "subhead"),
    [
        (
            "山坳里的“星星讲堂” 清河以“一村一师”补上夜校短板",
            "山坳里的“星星讲堂”",
            "清河以“一村一师”补上夜校短板",
        ),
        (
            "河湾“摆渡人” 一位老船工和他的助学小船队",
            "河湾“摆渡人”",
            "一位老船工和他的助学小船队",
        ),
        ("党建搭台 产业唱戏", "党建搭台 产业唱戏", ""),
    ],
)
def test_headline_and_subhead_in_one_line(
    page_of: Callable[..., Page], line: str, headline: str, subhead: str
) -> None:
    body = "入夏以来，清河镇的河湾里每晚都坐满了人，老船工把船泊在岸边，孩子们在灯下写字。"
    (article,) = cut_page(page_of(f"# {line}\n\n本报记者 田秋实\n\n{body}\n")).articles
    assert (article.headline, article.subhead) == (headline, subhead)
