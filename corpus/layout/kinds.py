"""Decides what sort of text an article is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import ArticleKind
from .parts.fragments import Fragment, FragmentKind

_OF_FRAGMENT = {
    FragmentKind.CAPTION: ArticleKind.CAPTION,
    FragmentKind.BRIEF: ArticleKind.BRIEF,
    FragmentKind.STUDY: ArticleKind.STUDY,
}
_OPINION_COLUMN = re.compile(
    r"评论|[时短微快锐热社]评|评说|言论|来论|论坛|社论|杂谈|今日谈|漫笔|随笔|有话说|之声|视点|论语|编者按|编后|手记|札记|日记|感言|心语"
)
_STUDY_COLUMN = re.compile(
    r"每[日周月]一[学课问题]|问答|学堂|课堂|名词解释|知识|释义|解读|小贴士|学习园地|微党课|应知应会"
)
# What a commentary asks for; a report has verbs of saying instead.
_MODAL = re.compile(
    r"(?:要|必须|应当|应该|需要|只有|才能|唯有|切忌|不能|不妨|何以|当前|关键在于|根本在于|就要|方能|不可|务必)"
)
_SAID = re.compile(r"[说道讲](?:[：，。]|“)|表示|介绍|告诉记者|告诉笔者|了解到|图为|记者")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?[万亿余多]*[个名户亩元人次件支公米吨%]")
# Share of modal words per hundred characters above which a text without makers argues.
_ARGUES = 1.3
_MIN_ARGUED = 100
_MAX_BRIEF = 350
_ASKS = re.compile(
    r"^(?:什么(?:是|叫)|何为|何谓|为什么|如何)|(?:是什么|有哪些|是指什么|指的是什么)[^？]{0,8}？?$"
)
_MAX_STUDY = 900


def decide_kind(
    fragments: Sequence[Fragment],
    column: str,
    text: str,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    headline: bool,
) -> ArticleKind:
    """Return the kind of an article.

    Args:
        fragments: its fragments.
        column: label of its column, "" if none.
        text: its cleaned text.
        names: reporters and correspondents.
        headline: whether it has a headline.
    """
    first = fragments[0]
    if len(fragments) == 1 and first.kind in _OF_FRAGMENT:
        return _OF_FRAGMENT[first.kind]
    if _STUDY_COLUMN.search(column):
        return ArticleKind.STUDY
    if _OPINION_COLUMN.search(column):
        return ArticleKind.COMMENTARY
    if text.count("问：") >= 2 and text.count("答：") >= 2:
        return ArticleKind.STUDY
    if not any(names) and _ASKS.search(text.partition("\n")[0]) and len(text) <= _MAX_STUDY:
        return ArticleKind.STUDY
    last = fragments[-1].last
    if not headline and len(text) <= _MAX_BRIEF and last.tail is not None and last.byline:
        return ArticleKind.BRIEF
    return ArticleKind.COMMENTARY if argues(text, reported=bool(names[1])) else ArticleKind.REPORT


def argues(text: str, *, reported: bool) -> bool:
    """Tell whether a text argues: it asks for something and reports little.

    Args:
        text: the text.
        reported: correspondents are named; they write no opinions.
    """
    if reported or len(text) < _MIN_ARGUED:
        return False
    hundred = len(text) / 100
    modal = len(_MODAL.findall(text)) / hundred
    return (
        modal >= _ARGUES
        and modal
        >= _ARGUES
        + 1.5 * len(_SAID.findall(text)) / hundred
        + len(_QUANTITY.findall(text)) / hundred
    )
