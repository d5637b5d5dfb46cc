"""Themes: cues counted where they stand, the residual theme, and the words that decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.types import Article, Span
from anliku.nlp.cases.codebook import Codebook, load_codebook
from anliku.nlp.cases.themes import (
    choose_themes,
    explain_text,
    explain_themes,
    score_themes,
)
from anliku.nlp.results import Analysis, Theme
from anliku.nlp.types import Program, Status

ArticleOf = Callable[..., Article]

TINY = Codebook(
    "小",
    "1",
    "Z",
    (
        Theme("A", "渠", "修渠", {"水渠": 3.0, "渠": 1.0}, ()),
        Theme("B", "桥", "修桥", {"石桥": 3.0, "桥": 1.0}, ()),
        Theme("Z", "其他", "别的", {"鱼塘": 3.0}, ()),
    ),
)


def bare(article: Article, programs: tuple[Program, ...] = ()) -> Analysis:
    return Analysis(article, (), programs, (), (), (), ())


def main_theme(analysis: Analysis, codebook: Codebook) -> tuple[str, str]:
    return choose_themes(explain_themes(analysis, codebook), codebook)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("柳湾村把旧祠堂改成便民服务站，设两名代办员，证照在村里就能办。", "T1"),
        ("清河街道给每个楼栋选出楼栋长，物业和业委会每周碰头，停车难有了办法。", "T2"),
        ("石桥县让年轻干部到信访岗位历练，平时考核成绩记入档案，激励担当作为。", "T3"),
        ("镇党委给流动党员建起线上支部，主题党日照常过，微党课每周一讲。", "T4"),
        ("村党支部领办合作社，荒坡种花椒，年底按股分红，村集体收入翻了一番。", "T5"),
        ("护边员和边境派出所民警结成小组，沿边境线轮流巡边。", "T6"),
        ("社区把困难群众的微心愿贴上墙，志愿者一周内认领完。", "T7"),
        ("开发区给小微企业配服务专员，惠企政策送上门，营商环境越来越好。", "T8"),
        ("镇里请法律明白人坐堂，人民调解员当场说和，矛盾纠纷不出村。", "T9"),
        ("村里办酒席限桌数，红白理事会上门劝，移风易俗记入积分超市。", "T10"),
        ("长者食堂每天开两餐，失能老人由邻居送饭，日间照料中心也开了门。", "T11"),
        ("各民族邻里节一年办四回，民族团结的故事越讲越多。", "T12"),
        ("人大代表每月到代表联络站接待选民。", "T0"),
        ("今天下了一场雨。", "T0"),
    ],
)
def test_default_codebook_knows_its_twelve_themes(
    article_of: ArticleOf, text: str, theme: str
) -> None:
    assert main_theme(bare(article_of(text)), load_codebook())[0] == theme


def test_the_headline_outweighs_the_body(article_of: ArticleOf) -> None:
    article = article_of("村里的石桥旧了。", headline="水渠通了")
    assert main_theme(bare(article), TINY)[0] == "A"


def test_the_name_of_a_practice_outweighs_what_is_said_in_passing(article_of: ArticleOf) -> None:
    text = "前山村有座石桥，村里今年开展“清水渠”行动，家家出工。"
    article = article_of(text)
    start = text.index("“清")
    span = Span(start, start + len("“清水渠”行动"))
    program = Program(span.of(text), (), span, (span,), Status.EXACT, "quoted", 1.0)
    with_program = dict(score_themes(bare(article, (program,)), TINY))
    without = dict(score_themes(bare(article), TINY))
    assert with_program["A"] > without["A"]


def test_a_repeated_cue_saturates() -> None:
    once, often = (explain_text("水渠。" * n, TINY)[0].evidence for n in (1, 50))
    assert once < often < 3 * once


def test_the_longest_cue_wins() -> None:
    (found,) = explain_text("水渠", TINY)
    assert [word for word, _ in found.words] == ["水渠"]


def test_words_that_decided_add_up_to_the_evidence() -> None:
    for theme in explain_text("水渠边的桥，渠上的石桥。", TINY):
        assert sum(part for _, part in theme.words) == pytest.approx(theme.evidence)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("", ("Z", "")),
        ("鱼塘", ("Z", "")),
        ("水渠，石桥", ("A", "B")),
        ("水渠，桥", ("A", "")),
        ("水渠，鱼塘", ("A", "")),
        ("桥，鱼塘", ("Z", "")),
    ],
)
def test_residual_theme_leads_only_when_nothing_else_fits(
    text: str, themes: tuple[str, str]
) -> None:
    assert choose_themes(explain_text(text, TINY), TINY) == themes


@given(st.text("水渠石桥鱼塘村党员网格。\n", max_size=200))
def test_scores_are_ordered_shares(text: str) -> None:
    scores = [theme.score for theme in explain_text(text, load_codebook())]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)
    assert sum(scores) < 1
