"""Rivers, lakes, mountains and deserts that everybody knows by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.types import Span
from ...corpus.wordlists import read_rows
from ..types import Level, SegmentedArticle, Status
from .evidence import Upper
from .mentions import Found, stands_in_title
from .surroundings import Surroundings
from .upper import is_compound

# Regiments and companies of the Xinjiang Production and Construction Corps: 一四三团十连.
_REGIMENT = re.compile(
    r"(?<![第0-9〇○零一二三四五六七八九十百])([0-9〇○零一二三四五六七八九十]{2,3}团)(?![队长委员伙组购结])"
    r"([0-9一二三四五六七八九十]{1,3}连)?"
)
_CORPS, _XINJIANG = "兵团", "65"
#: Then the feature gives its name to a unit: 巢湖市, 大兴安岭地区.
_LONGER = frozenset("省市县区旗盟州镇乡村路街")
_UNITS = frozenset({"地区", "街道", "苏木", "社区", "大学", "学院", "日报", "大道", "大桥", "小区"})


@cache
def _features() -> tuple[tuple[str, ...], tuple[str, ...], AhoCorasick]:
    rows = read_rows(__package__ or "", "features.txt")
    names = tuple(row[0] for row in rows)
    paths = tuple(row[1] if len(row) > 1 else "" for row in rows)
    return names, paths, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def feature_spans(seg: SegmentedArticle, uppers: Sequence[Upper]) -> Iterator[Span]:
    """Yield where well-known features are named, ascending.

    Args:
        seg: the segmented article.
        uppers: mentions of units; one as long as the feature wins if the units around vouch for it.
    """
    names, _, automaton = _features()
    text = seg.article.text
    tied = {upper.start for upper in uppers if upper.chained or upper.leads}
    longest = {upper.start: upper.end for upper in uppers}
    for index, start, end in automaton.find_matches_as_indexes(text):
        follows = text[end : end + 2]
        if start not in seg.boundaries or follows[:1] in _LONGER or follows in _UNITS:
            continue
        if start not in tied and longest.get(start, 0) <= start + len(names[index]):
            yield Span(start, end)


def found_feature(span: Span, seg: SegmentedArticle, around: Surroundings) -> Found:
    """Turn the span of a feature into a mention.

    A feature that crosses provinces gets the province of the article if that is only one.
    """
    text = seg.article.text
    names, paths, _ = _features()
    name = span.of(text)
    known = paths[names.index(name)]
    outer = known or around.province()
    return Found(
        name,
        span.start,
        span.end,
        Level.OTHER,
        f"{outer}/{name}" if outer else "",
        "",
        Status.EXACT if known else Status.INFERRED,
        "gazetteer",
        in_name=is_compound(text, span.end) or stands_in_title(text, span.start),
        soft=True,
    )


def find_regiments(seg: SegmentedArticle, around: Surroundings) -> Iterator[Found]:
    """Yield regiments and their companies, in articles about the corps in Xinjiang only."""
    text = seg.article.text
    if _CORPS not in text:
        return
    for found in _REGIMENT.finditer(text):
        anchor = around.anchor(found.start())
        if not anchor or not anchor.code.startswith(_XINJIANG):
            anchor = around.anchor_of(_XINJIANG)
        path = anchor.path if anchor else ""
        for group, level in ((1, Level.TOWNSHIP), (2, Level.VILLAGE)):
            if found[group]:
                path = f"{path}/{found[group]}"
                code = anchor.code if anchor else ""
                start, end = found.span(group)
                yield Found(found[group], start, end, level, path, code, Status.INFERRED, "grammar")
