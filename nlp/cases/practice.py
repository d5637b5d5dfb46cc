"""The central practice of an article: which of its named programs the report is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from ...corpus.types import Article, Role, Span
from ..results import Analysis
from ..types import Program
from .roles import RoledSentence, SentenceRole

# Weights of what speaks for a program, by a conditional logit over the programs of an article
# whose central one is known (113 articles of annotated pages, an L2 penalty of 0.7 a weight; left
# out page by page it picks 111 right). Adding 该模式 behind the name, 还 or 同时 before it, or the
# shape of its number gained nothing.
_WEIGHTS = {
    "own": 1.7,  # the extractor's judgement, which counts form and position
    "headline": 2.6,  # share of its characters that headline and subhead have
    "founded": 0.8,  # a verb of founding stands right before a mention
    "recurrence": 1.3,  # base-2 logarithm of the number of mentions
    "early": 1.7,  # 1 at the beginning of the text, 0 at its end
    "whole": 1.5,  # a way of working (模式, 机制 …), against a part of it (team, list, event)
    "stands_for": 0.3,  # named where the report says what its scene stands for
    "first": 1.9,  # the first one named in the body
}

_WHOLE_HEADS = ("模式", "机制", "工作法", "体系", "制度", "行动", "工程", "计划", "格局", "品牌")
_FOUNDING = (
    "推行", "实施", "建立", "打造", "探索", "创新", "构建", "推出", "成立", "组建", "创建", "开展",
    "设立", "推广", "采取", "形成", "搭建", "健全", "深化", "制定", "开设", "办起", "建起", "开办",
    "开通", "启动", "试行", "上线", "发起", "创办",
)  # fmt: skip
_MARKS = re.compile(r"[^\w]")
# How far before the name the founding verb may stand.
_FOUNDING_REACH = 16


@dataclass(frozen=True, slots=True)
class RankedProgram:
    """A program with what speaks for it being the central one.

    Attributes:
        program: the program.
        score: weighted sum of ``reasons``.
        reasons: value by name, the names of the weight table.
    """

    program: Program
    score: float
    reasons: tuple[tuple[str, float], ...]


def central_practice(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> Program | None:
    """Return the program the article is about, None if it names none."""
    ranked = rank_programs(analysis, sentences)
    return ranked[0].program if ranked else None


def rank_programs(
    analysis: Analysis, sentences: tuple[RoledSentence, ...]
) -> tuple[RankedProgram, ...]:
    """Return the programs of an article, the most central one first."""
    heads = [p.span for p in analysis.article.parts if p.role is Role.HEADLINE and p.span]
    bodies = [
        [m for m in program.mentions if not any(head.contains(m) for head in heads)]
        for program in analysis.programs
    ]
    first = min((body[0].start for body in bodies if body), default=-1)
    ranked: list[RankedProgram] = []
    for program, body in zip(analysis.programs, bodies, strict=True):
        reasons = dict(_reasons(program, body, analysis, sentences))
        reasons["first"] = float(bool(body) and body[0].start == first)
        score = sum(_WEIGHTS[name] * value for name, value in reasons.items())
        ranked.append(RankedProgram(program, score, tuple(reasons.items())))
    return tuple(sorted(ranked, key=lambda r: (-r.score, r.program.span, r.program.name)))


def _reasons(
    program: Program,
    body: list[Span],
    analysis: Analysis,
    sentences: tuple[RoledSentence, ...],
) -> Iterator[tuple[str, float]]:
    text = analysis.article.text
    yield "own", program.weight
    yield "headline", _headline_overlap(program, analysis.article)
    yield "founded", float(any(_founded(mention, text) for mention in body))
    yield "recurrence", log2(1 + len(program.mentions))
    yield "early", 1 - body[0].start / len(text) if body else 0.0
    yield "whole", float(program.name.rstrip("”’").endswith(_WHOLE_HEADS))
    telling = [s.span for s in sentences if s.weight(SentenceRole.GENERALISE)]
    yield "stands_for", float(any(span.contains(m) for span in telling for m in body))


def _founded(mention: Span, text: str) -> bool:
    before = text[max(0, mention.start - _FOUNDING_REACH) : mention.start]
    return any(verb in before for verb in _FOUNDING)


def _headline_overlap(program: Program, article: Article) -> float:
    """Return the share of a name's characters that stand in headline or subhead, in any order.

    Headlines play on names rather than quote them: 村里有个“茶话亭” for “茶亭夜话”. The core
    without its head noun counts where there is one.
    """
    title = frozenset(article.headline + article.subhead)
    forms = [program.name, *program.aliases]
    cores = [frozenset(_MARKS.sub("", form)) for form in forms]
    return max((len(core & title) / len(core) for core in cores if core), default=0.0)
