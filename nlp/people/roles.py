"""Reads the role of a person: the phrase in front of the name, or a statement behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .cues import Cues
from .names import is_role_end

_PACKAGE = __package__ or ""

#: A role in front of a name is no longer than this.
_LONGEST = 40
_ENDS = frozenset("，。；：！？,;:!?…\n“‘《（(”’》）)")
_LONGEST_BRACKET = 18
_BRACKETED = re.compile(
    r"(?:“[^“”，。；！？\n]+”|‘[^‘’，。；！？\n]+’|（[^（）。；！？\n]+）|\([^()。；！？\n]+\))$"
)
_BODY = re.compile(r"^.{1,8}(?:局|厅|委|部|办|中心|站|所|科|股|院)")
_HAILS_FROM = re.compile(r"(?:来自|家住|住在)[^的，。]{2,20}的$")
_OF_BODY = re.compile(r"[省市县旗区乡镇村局院校司社部委所站厂家]的$")
_STATEMENT = re.compile(
    r"(?:担任|出任|兼任|当选为?|任|是|作为)(?!时)([^，。；！？：,;!?:“”\n]{2,30})"
)
_APPOSITION = re.compile(r"[，,]([^，。；！？：,;!?:“”\n]{3,30})[，,。]")
_ACADEMIC = frozenset(
    (
        "教授",
        "副教授",
        "博士",
        "研究员",
        "副研究员",
        "院士",
        "律师",
        "法官",
        "检察官",
        "警官",
        "医生",
        "医师",
    )
)


@cache
def _breaks() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "role_breaks.txt"))


def role_of(segmented: SegmentedArticle, cues: Cues, name: Span) -> str:
    """Return the role that the text gives a person at one mention, "" if none."""
    text = segmented.article.text
    role = _in_front(segmented, cues, name.start)
    title = text[name.end : cues.title_ends.get(name.end, name.end)]
    if title in _ACADEMIC:
        return f"{role}、{title}" if role else title
    behind = _behind(text, cues, name.end)
    if behind and role:
        return f"{role}、{behind}"
    return role or behind


def _in_front(segmented: SegmentedArticle, cues: Cues, start: int) -> str:
    if start not in cues.role_starts and not is_role_end(segmented, start):
        return ""
    text, starts = segmented.article.text, segmented.starts
    noun = cues.role_starts.get(start, start)
    index = bisect_left(starts, noun)
    at = noun
    while index > 0 and start - at < _LONGEST:
        begin = starts[index - 1]
        bracket = _BRACKETED.search(text, max(0, at - _LONGEST_BRACKET), at)
        if bracket:
            at = bracket.start()
            index = bisect_left(starts, at)
            continue
        if _ends_role(segmented, cues, index, noun):
            break
        at = begin
        index -= 1
    return text[at:start].strip("、的 ")


def _ends_role(segmented: SegmentedArticle, cues: Cues, index: int, noun: int) -> bool:
    text, word, begin = (
        segmented.article.text,
        segmented.words[index - 1],
        segmented.starts[index - 1],
    )
    after = begin + len(word)
    if word[-1] in _ENDS:
        return True
    if word == "、":
        return begin not in cues.role_starts
    if word == "的":
        before = text[max(0, after - 24) : after]
        return not (_HAILS_FROM.search(before) or _OF_BODY.search(before))
    if word == "和":
        return not _BODY.match(text[after : noun + 2])
    return word in _breaks()


def _behind(text: str, cues: Cues, end: int) -> str:
    for pattern in (_STATEMENT, _APPOSITION):
        found = pattern.match(text, end)
        if found is None:
            continue
        phrase = found[1]
        for stop in range(found.end(1), found.start(1) + 1, -1):
            if stop in cues.role_starts and text[stop : stop + 1] in (
                "，",
                "。",
                "后",
                "时",
                "以",
                "、",
                ",",
                "；",
            ):
                return text[found.start(1) : stop]
        if pattern is _STATEMENT and found.end(1) in cues.role_starts:
            return phrase
    return ""
