"""Cuts the names of bodies out of a text: from the word that ends one back to where it begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.types import Span
from ...corpus.wordlists import read_rows, read_words
from ..types import SegmentedArticle

_PACKAGE = __package__ or ""
_FIGURES = "anliku.nlp.figures"

#: The name of a body is no longer than this, its final word left out.
_LONGEST = 24
#: A proper name in front of a company or a cooperative has at least so many characters.
_LEAST_NAME = 2
_ENDS = frozenset("，。；：！？、,;:!?…\n“”‘’《》（）() 的")
_LEVEL = re.compile("(?:[省市县旗区州盟镇乡村]|自治区)(?:党?委|政府|人大|政协)?")
# Behind these the word is part of something else (人大代表, 大学路, 党委会议室).
_NOT_BEFORE = re.compile(
    "代表|[东西南北中]?路|生|城|工作者|会议|附近|门口|旁|之家|阵地|建设|领导|所在"
)
_OWN_NAME = re.compile("有限公司|责任公司|集团|专业合作社")
_GENERIC = re.compile(
    "^(?:[该本各某原多每两几]|一[家个所]|其他|所有|相关|有关|农民|农业|专业|种植|养殖|家庭|股份|民营|国有|龙头|建筑|物业|保险)"
)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[bool, ...]]:
    rows = read_rows(_PACKAGE, "bodies.txt")
    automaton = AhoCorasick([row[0] for row in rows], matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(row[1] == "organ" for row in rows)


@cache
def _breaks() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "role_breaks.txt")) | {"联合", "会同", "协同", "各", "原"}


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_words(_FIGURES, "verbs.txt"))


def body_spans(segmented: SegmentedArticle, places: list[Span]) -> list[Span]:
    """Return the spans of the names of bodies, ascending, none inside another.

    Joint bodies (县委组织部联合县公安局) come out one by one: 联合, 和 and 、 end a name.

    Args:
        segmented: the article.
        places: spans of the places named in it, ascending.
    """
    text = segmented.article.text
    automaton, organs = _automaton()
    spans: list[Span] = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        begin = _begin(segmented, places, start)
        if spans and spans[-1].end > begin:
            begin = min(begin, spans[-1].start)
            if _NOT_BEFORE.match(text, end):
                continue
            spans.pop()
        elif _NOT_BEFORE.match(text, end):
            continue
        if _is_named(text, places, Span(begin, start), Span(start, end), organ=organs[index]):
            spans.append(Span(begin, end))
    return spans


def _begin(segmented: SegmentedArticle, places: list[Span], start: int) -> int:
    """Walk back from the word that ends the name to where the name begins."""
    words, starts = segmented.words, segmented.starts
    index = bisect_left(starts, start)
    at = min(start, starts[index])
    while index > 0 and start - starts[index - 1] <= _LONGEST:
        word = words[index - 1]
        if word[-1] in _ENDS or word in _breaks() or word[-1].isascii():
            break
        if word in _verbs() and at < start:
            break
        index -= 1
        at = starts[index]
    inside = bisect_right(places, at, key=lambda span: span.start) - 1
    if inside >= 0 and places[inside].start < at < places[inside].end:
        at = places[inside].start
    first = bisect_left(places, at, key=lambda span: span.start)
    if first < len(places) and places[first].end <= start:
        return places[first].start
    return at


def _is_named(text: str, places: list[Span], front: Span, last: Span, *, organ: bool) -> bool:
    """Tell whether what stands in front of the final word makes a name of it."""
    name = front.of(text)
    first = bisect_left(places, front.start, key=lambda span: span.start)
    if name.endswith("原"):
        return False
    if first < len(places) and front.contains(places[first]):
        return True
    if organ:
        return _LEVEL.fullmatch(name) is not None
    own = _OWN_NAME.search(last.of(text)) and len(name) >= _LEAST_NAME
    return bool(own) and not _GENERIC.match(name)
