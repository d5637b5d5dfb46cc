"""A page goes in, articles come out, and every raw line is accounted for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.articles import cut_page, cut_pages
from anliku.corpus.types import TEXT_ROLES, Article, ArticleKind, CutPage, Page, Role

MakePage = Callable[..., Page]

TEA = """山里的茶厂请来新厂长

本报记者 王小雨 通讯员 李大山

云岭县青石镇的茶厂今年换了当家人。四月初，在外打拼多年的茶农赵春生回到村里，接过了厂长的担子。
茶厂推行“保底收购、年底分红”的办法，全镇320户茶农签了约，户均增收4100元。
“有人管销路，我们只管种好茶。”青石镇柳溪村茶农孙梅说。"""

COURT = """院坝里的调解室

本报记者 周明

傍晚，白沙市河口街道的院坝里坐满了人，人民调解员吴建国正在调解一起相邻纠纷。
河口街道把调解室搬进院坝，去年调解纠纷286件，成功率达到97%。
吴建国说，把话说到院坝里，心结就解开了一半。"""

WRAPPED = """“以前交电费要走十里路，现在家门口
就办了。”三月的一天，松岭县石桥乡村
民郑老伯在便民点办完业务，满意地说。
石桥乡有14个村，山高路远。去年乡
里建起“背包代办队”，由32名村干部

轮流上门，代办证件、代缴费用，一年
跑了2600多趟。
“跑得多了，情况就熟了。”石桥乡
党委书记何文说。

背包里装着百姓事
□本报记者 高远"""


def lines_of(cut: CutPage) -> list[int]:
    """Every line number the cut accounts for, once for each time."""
    articles = [n for a in cut.articles for r in a.lines for n in range(r.first, r.last + 1)]
    refused = [n for r in cut.rejected if r.lines for n in range(r.lines.first, r.lines.last + 1)]
    return sorted(chain(articles, (f.line for f in cut.furniture), refused))


def check(cut: CutPage) -> None:
    """What holds for every page."""
    assert lines_of(cut) == list(range(1, len(cut.page.lines) + 1))
    firsts = [a.lines[0].first for a in cut.articles]
    assert firsts == sorted(firsts)
    for number, article in enumerate(cut.articles, 1):
        assert article.id == f"{cut.page.digest[:12]}-{number:02d}"
        check_text(article, cut.page)


def check_text(article: Article, page: Page) -> None:
    owned = {n for r in article.lines for n in range(r.first, r.last + 1)}
    mapped: set[int] = set()
    for run in article.offsets.runs:
        assert run.line in owned
        assert run.column >= 1
        assert run.column + run.length - 1 <= len(page.lines[run.line - 1])
        mapped.update(range(run.start, run.start + run.length))
    unmapped = [c for i, c in enumerate(article.text) if i not in mapped]
    assert set(unmapped) <= {"\n", " "}
    for part in article.parts:
        assert (part.span is not None) == (part.role in TEXT_ROLES)
        if part.span:
            assert part.span.of(article.text).strip()


def only(cut: CutPage) -> Article:
    check(cut)
    assert len(cut.articles) == 1
    return cut.articles[0]


def test_two_clean_articles(page_of: MakePage) -> None:
    cut = cut_page(page_of(TEA + "\n\n" + COURT))
    check(cut)
    assert [a.headline for a in cut.articles] == ["山里的茶厂请来新厂长", "院坝里的调解室"]
    assert [a.reporters for a in cut.articles] == [("王小雨",), ("周明",)]
    assert cut.articles[0].correspondents == ("李大山",)
    assert cut.articles[0].text.startswith("山里的茶厂请来新厂长\n云岭县青石镇")


def test_hard_wrapped_text_with_headline_behind(page_of: MakePage) -> None:
    article = only(cut_page(page_of(WRAPPED)))
    assert article.headline == "背包里装着百姓事"
    assert article.reporters == ("高远",)
    assert "32名村干部轮流上门" in article.text
    assert "家门口就办了" in article.text


def test_sentence_goes_on_behind_another_article(page_of: MakePage) -> None:
    tea = TEA.replace("户均增收4100元。", "户均增收4100元，还办起了茶叶合作")
    tail = "社，统一采摘、统一加工。赵春生介绍，茶厂明年还要扩建青石镇的茶园。"
    cut = cut_page(page_of("\n\n".join([tea.rsplit("\n", 1)[0], COURT, tail])))
    check(cut)
    assert len(cut.articles) == 2
    assert "还办起了茶叶合作社，统一采摘" in cut.articles[0].text
    assert any("goes on" in b.evidence for b in cut.articles[0].boundaries)


def test_crossheads_stay_inside(page_of: MakePage) -> None:
    paragraphs = TEA.split("\n")
    text = "\n\n".join([*paragraphs[:5], "## 合同签到茶园里", *paragraphs[5:]])
    article = only(cut_page(page_of("# " + text)))
    heads = [p.span.of(article.text) for p in article.parts if p.role is Role.CROSSHEAD and p.span]
    assert heads == ["合同签到茶园里"]


def test_news_items(page_of: MakePage) -> None:
    cut = cut_page(
        page_of(
            "◎短讯\n\n●云岭县组织干部进村宣讲，受众达3000人次。（王小雨）\n\n"
            "●白沙市建成社区食堂12个，方便老人就餐。（本报记者 周明）"
        )
    )
    check(cut)
    assert [a.kind for a in cut.articles] == [ArticleKind.BRIEF, ArticleKind.BRIEF]
    assert [a.reporters for a in cut.articles] == [("王小雨",), ("周明",)]
    assert cut.articles[0].text == "云岭县组织干部进村宣讲，受众达3000人次。"
    assert cut.articles[0].column == "短讯"


def test_caption_with_its_headline_behind(page_of: MakePage) -> None:
    article = only(
        cut_page(
            page_of(
                "近日，云岭县青石镇的志愿者帮茶农采茶。图为志愿者在茶园里劳动。\n"
                "赵小红 摄\n\n茶园里的志愿者"
            )
        )
    )
    assert article.kind is ArticleKind.CAPTION
    assert article.headline == "茶园里的志愿者"
    assert article.reporters == ("赵小红",)


def test_dateline_leaves_the_text(page_of: MakePage) -> None:
    article = only(
        cut_page(
            page_of("春茶开采\n本报讯（记者 王小雨 通讯员 李大山）四月三日，云岭县的春茶开采了。")
        )
    )
    assert article.text == "春茶开采\n四月三日，云岭县的春茶开采了。"
    assert article.reporters == ("王小雨",)
    assert article.correspondents == ("李大山",)


@pytest.mark.parametrize(
    ("lines", "headline", "subhead"),
    [
        ("党建引领促振兴\n乡村处处展新颜", "党建引领促振兴 乡村处处展新颜", ""),
        ("茶香飘出幸福路\n——云岭县发展茶产业纪实", "茶香飘出幸福路", "云岭县发展茶产业纪实"),
        (
            "办事难，难在哪？破题路，路在何方——\n把窗口开到村里",
            "把窗口开到村里",
            "办事难，难在哪？破题路，路在何方",
        ),
        ("建强“主心骨” 架起“连心路”", "建强“主心骨” 架起“连心路”", ""),
        ("茶香飘出幸福路茶香飘出幸福路", "茶香飘出幸福路", ""),
    ],
)
def test_headline_and_subhead(page_of: MakePage, lines: str, headline: str, subhead: str) -> None:
    body = TEA.split("\n\n", 1)[1]
    article = only(cut_page(page_of(f"{lines}\n\n{body}")))
    assert (article.headline, article.subhead) == (headline, subhead)


def test_page_furniture(page_of: MakePage) -> None:
    head = "云岭日报\n2025年4月3日 星期四\n03版 要闻\n责任编辑：王五 美编：赵六\n\n"
    cut = cut_page(page_of(head + TEA + "\n\n新闻热线：0000-1234567"))
    check(cut)
    kinds = {f.line: f.kind for f in cut.furniture if f.kind != "blank"}
    assert set(kinds) == {1, 2, 3, 4, len(cut.page.lines)}


@pytest.mark.parametrize(
    "text", ["", "好", "。", "# ", "●", "（", "山里的茶厂", "臺灣與大陸的鄉村", "\n\n\n"]
)
def test_tiny_pages(page_of: MakePage, text: str) -> None:
    check(cut_page(page_of(text)))


def test_titles_around_a_line_of_page_furniture(page_of: MakePage) -> None:
    check(cut_page(page_of("## 茶园里的调解室\n03版 要闻\n## 合同签到茶园里\n春茶开采了。")))


def test_pages_are_cut_lazily(page_of: MakePage) -> None:
    assert [len(cut.articles) for cut in cut_pages([page_of(TEA), page_of("")])] == [1, 0]


PIECES = [
    *TEA.split("\n"),
    *COURT.split("\n"),
    *WRAPPED.split("\n"),
    "◎乡音",
    "## 合同签到茶园里",
    "●云岭县组织干部进村宣讲。（王小雨）",
    "图为茶园一角。赵小红 摄",
    "（上接第1版）",
    "03版 要闻",
    "---",
    "本报讯（记者 王五）近日，茶园开采。",
    "（本报记者 周明）",
    "★什么是村民议事会？",
    "来源：某网站",
    "  日 前 ，茶 园 开 采 了 。",
]


@given(
    st.lists(
        st.sampled_from(PIECES) | st.text("茶，。“”（）●# a1\t—摄记者", max_size=12), max_size=40
    )
)
def test_every_line_is_accounted_for(pieces: list[str]) -> None:
    page = Page("page.txt", "/page.txt", "0123456789" * 6 + "0123", "utf-8", tuple(pieces))
    cut = cut_page(page)
    check(cut)
    assert cut_page(page) == cut
