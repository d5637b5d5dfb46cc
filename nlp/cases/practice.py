"""The central practice of an article: which of its named programs the report is about."""

from __future__ import annotations

from math import log2

from ...corpus.types import Role
from ..types import Analysis, Program
from .roles import RoledSentence, SentenceRole

# Parts of the score, largest first. The extractor's own weight already counts recurrence and form;
# the headline, a founding verb before the name and an early place in the text tell what the rest of
# the programs serve.
_OWN_WEIGHT = 2.0
_HEADLINE = 2.0
_FOUNDED = 1.0
_STANDS_FOR = 0.7
_RECURRENCE = 0.5
_EARLY = 0.6
_WHOLE = 0.5

# Head nouns of a whole way of working, against parts of it such as a team, a list or an event.
_WHOLE_HEADS = ("模式", "机制", "工作法", "体系", "制度", "行动", "工程", "计划", "格局", "品牌")
_FOUNDING = (
    "推行", "实施", "建立", "打造", "探索", "创新", "构建", "推出", "成立", "组建", "创建", "开展",
    "设立", "推广", "采取", "形成", "搭建", "健全", "深化", "制定", "开设",
)  # fmt: skip
# How far before the name the founding verb may stand.
_FOUNDING_REACH = 16


def central_practice(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> Program | None:
    """Return the program the article is about, None if it names none."""
    if not analysis.programs:
        return None
    return max(analysis.programs, key=lambda p: (_score(p, analysis, sentences), -p.span.start))


def _score(program: Program, analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> float:
    text = analysis.article.text
    score = _OWN_WEIGHT * program.weight + _RECURRENCE * log2(1 + len(program.mentions))
    score += _HEADLINE * _headline_overlap(program, analysis)
    if any(program.name.rstrip("”").endswith(head) for head in _WHOLE_HEADS):
        score += _WHOLE
    body = [m for m in program.mentions if not _in_headline(m.start, analysis)]
    if body:
        score += _EARLY * (1 - body[0].start / max(1, len(text)))
    for mention in body:
        before = text[max(0, mention.start - _FOUNDING_REACH) : mention.start]
        if any(verb in before for verb in _FOUNDING):
            score += _FOUNDED
            break
    if any(
        sentence.weight(SentenceRole.GENERALISE) and sentence.span.contains(mention)
        for sentence in sentences
        for mention in body
    ):
        score += _STANDS_FOR
    return score


def _in_headline(offset: int, analysis: Analysis) -> bool:
    heads = (part.span for part in analysis.article.parts if part.role is Role.HEADLINE)
    return any(head is not None and head.start <= offset < head.end for head in heads)


def _headline_overlap(program: Program, analysis: Analysis) -> float:
    """Return the longest run of a name's characters in the headline, as a part of the name."""
    headline = analysis.article.headline
    best = 0.0
    for form in (program.name, *program.aliases):
        core = form.strip("“”‘’")
        run = max(
            (size for size in range(len(core), 1, -1) if _any_run(core, size, headline)), default=0
        )
        best = max(best, run / len(core) if core else 0.0)
    return best


def _any_run(core: str, size: int, headline: str) -> bool:
    return any(core[at : at + size] in headline for at in range(len(core) - size + 1))
