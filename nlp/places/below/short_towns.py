"""Townships named without their type: in lists (陈村、乐从、杏坛三个镇) and behind their county."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...types import Level, SegmentedArticle, Status
from ..gazetteer import Gazetteer, weak_shorts
from ..mentions import Found, stands_in_name
from .lower import common_words, is_generic, limits, running_words
from .surroundings import Surroundings

#: Counties whose townships are looked for: those the article speaks of most.
_COUNTIES = 3
#: Characters of a township's name without its type.
_SHORTEST = 2
_HOW = (Status.INFERRED, "county")
_JOINT = re.compile(r"[、和及与]|以及")
#: What follows a list of townships, and tells that it is one.
_COUNTED = re.compile(
    r"等?(?:地的)?(?:[0-9０-９]+|[两三四五六七八九十]+)(?:多|余)?个(?:乡镇|镇街|街镇|镇|乡|街道|苏木)"
)
#: Townships named after a street or zone: without 街道 the street is meant.
_STREETS = ("路", "街", "道", "大桥", "区", "园")
#: Behind these it is a facility that has the township's name.
_FACILITY = re.compile(r"[\u3400-\u9fff]{0,4}?(?:站|大桥|中心|渔港|学校|基地|电场|厂|港区)")


def find_short_towns(
    seg: SegmentedArticle, mentions: Sequence[Found], around: Surroundings, gazetteer: Gazetteer
) -> Iterator[Found]:
    """Yield townships of the article's counties that are named without their type.

    A name counts behind its county, in a list with other townships or with their number behind it.

    Args:
        seg: the segmented article.
        mentions: places found so far, ascending.
        around: the units the article speaks of.
        gazetteer: the gazetteer.
    """
    text = seg.article.text
    towns = {m.start: m for m in mentions if m.level is Level.TOWNSHIP}
    ends = {m.end: m for m in mentions}
    group: list[Found] = []
    for town in sorted(_candidates(seg, mentions, around, gazetteer), key=lambda t: t.start):
        if group and not _JOINT.fullmatch(text, group[-1].end, town.start):
            yield from group if _is_list(text, group, towns, ends) else ()
            group = []
        above = ends.get(town.start)
        if above and above.level is Level.COUNTY and town.code.startswith(above.code):
            yield from () if _is_word(town.name) else (town,)
        else:
            group.append(town)
    yield from group if _is_list(text, group, towns, ends) else ()


def _is_list(
    text: str, group: Sequence[Found], towns: Mapping[int, Found], ends: Mapping[int, Found]
) -> bool:
    """Tell whether names joined by signs are townships: two of them, or one among others."""
    names = sum(not _is_word(town.name) for town in group)
    if names != 1:
        return names > 1
    if _COUNTED.match(text, group[-1].end):
        return True
    behind = _JOINT.match(text, group[-1].end)
    start = group[0].start
    sizes = (size for size in (1, 2) if _JOINT.fullmatch(text, start - size, start))
    before = next((ends.get(start - size) for size in sizes), None)
    return bool(behind and behind.end() in towns) or bool(before and before.level is Level.TOWNSHIP)


def _candidates(
    seg: SegmentedArticle, mentions: Sequence[Found], around: Surroundings, gazetteer: Gazetteer
) -> Iterator[Found]:
    """Yield where the name of a township stands between word boundaries, as a word of its own."""
    text = seg.article.text
    taken = [(m.start, m.end) for m in mentions]
    seen: set[str] = set()
    for county in around.counties(len(text))[:_COUNTIES]:
        for core, codes in gazetteer.towns(county).cores.items():
            if len(core) < _SHORTEST or len(codes) > 1 or core in seen:
                continue
            at = text.find(core)
            if at < 0 or core.endswith(_STREETS):
                continue
            seen.add(core)
            path = gazetteer.path(codes[0])
            while at >= 0:
                end = at + len(core)
                free = not any(start < end and at < stop for start, stop in taken)
                begins = at in seg.boundaries or text[at - 1] == "、"
                if free and begins and (end in seg.boundaries or text[end] in "、等"):
                    found = Found(core, at, end, Level.TOWNSHIP, path, codes[0], *_HOW)
                    body = stands_in_name(text, end, Level.TOWNSHIP) or _FACILITY.match(text, end)
                    yield replace(found, soft=True, in_name=bool(body))
                at = text.find(core, end)


def _is_word(core: str) -> bool:
    """Tell whether a name is a word of running text rather than a name."""
    known = core in running_words() or core in common_words() or core in limits()
    return known or is_generic(core, core) or core in weak_shorts()
