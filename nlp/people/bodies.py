"""Cuts the names of bodies out of a text: from the word that ends one back to where it begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.types import Span
from ...corpus.wordlists import read_rows, read_words
from ..types import SegmentedArticle

_PACKAGE = __package__ or ""

#: The name of a body is no longer than this.
_LONGEST = 24
_ENDS = frozenset("，。；：！？、,;:!?…\n“”‘’《》（）() 的")
_LEVELS = frozenset("省市县旗区州盟镇乡村")


@cache
def _automaton() -> tuple[AhoCorasick, tuple[bool, ...]]:
    rows = read_rows(_PACKAGE, "bodies.txt")
    automaton = AhoCorasick([row[0] for row in rows], matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(row[1] == "organ" for row in rows)


@cache
def _breaks() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "role_breaks.txt")) | {"联合", "会同", "协同", "各"}


def body_spans(segmented: SegmentedArticle, places: list[Span]) -> list[Span]:
    """Return the spans of the names of bodies, ascending, none inside another.

    Args:
        segmented: the article.
        places: spans of the places named in it, ascending.
    """
    text = segmented.article.text
    automaton, organs = _automaton()
    spans: list[Span] = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        begin = _begin(segmented, places, start)
        while spans and spans[-1].start >= begin:
            spans.pop()
        if spans and spans[-1].end > begin:
            begin = spans[-1].start
            spans.pop()
        if _is_named(segmented, places, Span(begin, start), organ=organs[index]):
            spans.append(Span(begin, end))
    return spans


def _begin(segmented: SegmentedArticle, places: list[Span], start: int) -> int:
    """Walk back from the word that ends the name to where the name begins."""
    words, starts = segmented.words, segmented.starts
    index = bisect_left(starts, start)
    at = start
    while index > 0 and start - starts[index - 1] <= _LONGEST:
        word = words[index - 1]
        if word[-1] in _ENDS or word in _breaks() or word[-1].isascii():
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


def _is_named(segmented: SegmentedArticle, places: list[Span], front: Span, *, organ: bool) -> bool:
    """Tell whether what stands in front of the final word makes a name of it."""
    first = bisect_left(places, front.start, key=lambda span: span.start)
    if first < len(places) and front.contains(places[first]):
        return True
    text = front.of(segmented.article.text)
    if organ:
        return len(text) == 1 and text in _LEVELS
    return False
