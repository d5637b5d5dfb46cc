"""Articles whose bounds the source gives: roles in, one article out, every line accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.articles import cut_page
from anliku.corpus.given.assembly import given_article
from anliku.corpus.types import (
    Article,
    ArticleKind,
    CutPage,
    Origin,
    Page,
    PageForm,
    Role,
)

BODY = Role.BODY
HEAD = (Role.HEADLINE, "松岭镇办起老年食堂")
FIRST = "　　近日，松岭镇的老年食堂开张了，村里的老人都说饭菜热乎、价钱公道。"
SECOND = "　　镇上的志愿者每天送餐上门，半年来服务老人一千二百余人次。"


def page_with(*lines: tuple[Role | None, str]) -> Page:
    return Page(
        "table.csv#2",
        "/pages/table.csv#7",
        "0123456789abcdef" * 4,
        "utf-8",
        tuple(text for _, text in lines),
        PageForm.ARTICLE,
        None,
        tuple(role for role, _ in lines),
        Origin("松岭日报", "2023-05-16"),
    )


def article_of(*lines: tuple[Role | None, str]) -> Article:
    (article,) = cut_page(page_with(*lines)).articles
    return article


def parts(article: Article) -> list[tuple[str, str]]:
    return [(p.role.value, p.span.of(article.text)) for p in article.parts if p.span]


def test_all_parts_of_an_article() -> None:
    cut = given_article(
        page_with(
            (None, "首页 > 要闻"),
            (Role.COLUMN, "乡村振兴"),
            (Role.SUBHEAD, "把实事办到老人心坎上"),
            HEAD,
            (Role.BYLINE, "本报记者 王伟 通讯员 李强"),
            (BODY, FIRST),
            (Role.CROSSHEAD, "党建引领"),
            (BODY, SECOND),
            (BODY, "责任编辑：赵敏"),
        )
    )
    (article,) = cut.articles
    assert (article.headline, article.subhead, article.column) == (
        "松岭镇办起老年食堂",
        "把实事办到老人心坎上",
        "乡村振兴",
    )
    assert (article.reporters, article.correspondents) == (("王伟",), ("李强",))
    assert parts(article) == [
        ("subhead", "把实事办到老人心坎上"),
        ("headline", "松岭镇办起老年食堂"),
        ("body", FIRST.strip()),
        ("crosshead", "党建引领"),
        ("body", SECOND.strip()),
    ]
    assert article.id == "0123456789ab-01"
    assert article.origin == Origin("松岭日报", "2023-05-16")
    assert [(f.line, f.kind) for f in cut.furniture] == [
        (1, "outside the article"),
        (2, "column label"),
        (9, "editors"),
    ]
    assert not cut.rejected


@pytest.mark.parametrize(
    ("lines", "reporters", "correspondents"),
    [
        ([(Role.BYLINE, "王伟;李强")], ("王伟", "李强"), ()),
        ([(Role.BYLINE, "王伟、李强、赵敏")], ("王伟", "李强", "赵敏"), ()),
        ([(Role.BYLINE, "乌云其木格")], ("乌云其木格",), ()),
        ([(Role.BYLINE, "记者 王伟 通讯员 李强")], ("王伟",), ("李强",)),
        ([(Role.BYLINE, "松岭县委宣传部")], (), ()),
        ([(Role.BYLINE, "新华社")], (), ()),
        ([(BODY, "　　本报讯（记者 王伟 通讯员 李强）近日，食堂开张了。")], ("王伟",), ("李强",)),
        ([(BODY, "　　近日，食堂开张了，老人都说好。（王伟 李强）")], ("王伟", "李强"), ()),
        ([(BODY, "□本报记者 王伟"), (BODY, FIRST)], ("王伟",), ()),
        ([(BODY, FIRST), (BODY, "（通讯员 李强）")], (), ("李强",)),
        (
            [(Role.BYLINE, "王伟 李强"), (BODY, "　　本报讯（通讯员 李强）近日，食堂开张了。")],
            ("王伟",),
            ("李强",),
        ),
    ],
)
def test_makers_are_read_wherever_they_stand(
    lines: list[tuple[Role | None, str]],
    reporters: tuple[str, ...],
    correspondents: tuple[str, ...],
) -> None:
    article = article_of(HEAD, *lines, (BODY, SECOND))
    assert (article.reporters, article.correspondents) == (reporters, correspondents)


def test_hard_breaks_are_joined() -> None:
    article = article_of(
        HEAD,
        (BODY, "　　近日，松岭镇的老年食堂开张了，村"),
        (BODY, "里的老人都说饭菜热乎、价钱公道，志愿"),
        (BODY, "者每天送餐上门，半年来服务老人不少。"),
        (BODY, "　　食堂由村集体出场地、志愿者出人手，"),
        (BODY, "邻里之间也多了往来，冷清的院子热闹了。"),
    )
    assert [text for role, text in parts(article) if role == "body"] == [
        "近日，松岭镇的老年食堂开张了，村里的老人都说饭菜热乎、价钱公道，志愿者每天送餐上门，"
        "半年来服务老人不少。",
        "食堂由村集体出场地、志愿者出人手，邻里之间也多了往来，冷清的院子热闹了。",
    ]


def test_a_title_line_over_the_text_is_the_headline_if_no_role_says_so() -> None:
    article = article_of((BODY, HEAD[1]), (BODY, "□本报记者 王伟"), (BODY, FIRST), (BODY, SECOND))
    assert (article.headline, article.reporters) == (HEAD[1], ("王伟",))


def test_a_headline_repeated_in_the_text_is_left_out() -> None:
    cut = given_article(page_with(HEAD, (BODY, HEAD[1]), (BODY, FIRST)))
    assert cut.articles[0].text == f"{HEAD[1]}\n{FIRST.strip()}"
    assert [(f.line, f.kind) for f in cut.furniture] == [(2, "headline again")]


@pytest.mark.parametrize(
    ("headline", "main", "sub"),
    [
        ("守望相助一家——松岭县民族团结进步工作纪实", "守望相助一家", "松岭县民族团结进步工作纪实"),
        ("松岭镇办起 老年食堂", "松岭镇办起 老年食堂", ""),
        ("破冰", "破冰", ""),
    ],
)
def test_headlines_keep_both_halves(headline: str, main: str, sub: str) -> None:
    cut = given_article(page_with((Role.HEADLINE, headline), (BODY, FIRST), (BODY, SECOND)))
    assert {cut.articles[0].headline, cut.articles[0].subhead} == {main, sub}
    assert not cut.rejected


@pytest.mark.parametrize("text", ["乙", "老年食堂开张了", "【短评】"])
def test_a_text_of_one_short_line_is_a_text(text: str) -> None:
    article = article_of(HEAD, (BODY, text))
    assert parts(article)[-1][0] == "body"
    assert article.headline == HEAD[1]


def test_a_caption_is_a_caption() -> None:
    article = article_of(HEAD, (BODY, "　　图为老人们在食堂吃饭。王伟 摄"))
    assert (article.kind, article.reporters) == (ArticleKind.CAPTION, ("王伟",))


def test_without_text_there_is_no_article() -> None:
    cut = given_article(page_with(HEAD, (None, "首页"), (BODY, "")))
    assert not cut.articles
    assert [(r.lines and r.lines.first) for r in cut.rejected] == [1]
    assert [f.line for f in cut.furniture] == [2, 3]


ROLES = st.sampled_from([None, *Role])
LINES = st.text(
    st.sampled_from("松岭镇办起老年食堂。，“”：　 （）王伟记者通讯员□#*<>1２a\t"), max_size=40
)


def numbers(cut: CutPage) -> list[int]:
    taken = {n for a in cut.articles for r in a.lines for n in range(r.first, r.last + 1)}
    refused = [n for r in cut.rejected if r.lines for n in range(r.lines.first, r.lines.last + 1)]
    return sorted([*taken, *(f.line for f in cut.furniture), *refused])


@given(st.lists(st.tuples(ROLES, LINES), max_size=14))
def test_every_line_is_accounted_for_once(lines: list[tuple[Role | None, str]]) -> None:
    cut = given_article(page_with(*lines))
    assert numbers(cut) == list(range(1, len(lines) + 1))
    for article in cut.articles:
        for run in article.offsets.runs:
            raw = cut.page.lines[run.line - 1]
            assert run.column - 1 + run.length <= len(raw)
            assert run.start + run.length <= len(article.text)


@given(st.lists(st.tuples(ROLES, LINES), max_size=10), st.integers(0, 9))
def test_lines_behind_the_last_role_are_outside(
    lines: list[tuple[Role | None, str]], kept: int
) -> None:
    page = page_with(*lines)
    short = Page(
        **{name: getattr(page, name) for name in Page.__dataclass_fields__ if name != "roles"},
        roles=page.roles[:kept],
    )
    cut = given_article(short)
    assert all(r.last <= kept for a in cut.articles for r in a.lines)
    assert numbers(cut) == list(range(1, len(lines) + 1))
