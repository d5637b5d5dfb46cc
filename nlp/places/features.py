"""Rivers, lakes, mountains and deserts that everybody knows by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.wordlists import read_rows
from ..types import Level, SegmentedArticle, Status
from .mentions import Found, stands_in_title
from .surroundings import Surroundings
from .upper import is_compound


@cache
def _features() -> tuple[tuple[str, ...], tuple[str, ...], AhoCorasick]:
    rows = read_rows(__package__ or "", "features.txt")
    names = tuple(row[0] for row in rows)
    paths = tuple(row[1] if len(row) > 1 else "" for row in rows)
    return names, paths, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def find_features(seg: SegmentedArticle, around: Surroundings) -> Iterator[Found]:
    """Yield the mentions of well-known features that begin at a word, ascending.

    A feature that crosses provinces gets the province that the article speaks of.
    """
    names, paths, automaton = _features()
    text = seg.article.text
    for index, start, end in automaton.find_matches_as_indexes(text):
        follows = text[end : end + 2]
        if start not in seg.boundaries or follows[:1] in _LONGER or follows in _UNITS:
            continue
        anchor = around.anchor(start)
        outer = paths[index] or (anchor.path.split("/")[0] if anchor else "")
        yield Found(
            names[index],
            start,
            end,
            Level.OTHER,
            f"{outer}/{names[index]}" if outer else "",
            "",
            Status.EXACT if paths[index] else Status.INFERRED,
            "gazetteer",
            in_name=is_compound(text, end) or stands_in_title(text, start),
            soft=True,
        )


#: Then the feature gives its name to a unit: 巢湖市, 大兴安岭地区.
_LONGER = frozenset("省市县区旗盟州镇乡村路街")
_UNITS = frozenset({"地区", "街道", "苏木", "社区", "大学", "学院", "日报", "大道", "大桥", "小区"})
