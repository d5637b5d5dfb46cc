"""Rivers, lakes, mountains and deserts that everybody knows by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ....corpus.types import Span
from ....corpus.wordlists import read_rows
from ...types import Level, SegmentedArticle, Status
from ..evidence import Upper
from ..mentions import Found, stands_in_name, stands_in_title
from ..upper import is_compound, is_person
from .lower import LEADING, limits
from .surroundings import Surroundings

# Regiments and companies of the Xinjiang Production and Construction Corps: 一四三团十连.
_REGIMENT = re.compile(
    r"(?<![第0-9〇○零一二三四五六七八九十百])([0-9〇○零一二三四五六七八九十]{2,3}团|(?<=[师市])[一二三四五六七八九十]团)(?![队长委员伙组购结])"
    r"([0-9一二三四五六七八九十]{1,3}连)?"
)
_CORPS, _XINJIANG = "兵团", "65"
#: Then the feature gives its name to a unit: 巢湖市, 大兴安岭地区.
_LONGER = frozenset("省市县区旗盟州镇乡村路街")
#: What a quotation says about a feature: longer ones are speech, and name the place itself.
_LONGEST_BRAND = 12
_BRAND = re.compile(r"[^“”，。、；！？,;\n]*”")
#: Zones lie where they lie, not where the article is.
_ZONE = "新区"
#: Rows of so many fields and more name a river that shares its name with a unit.
_MARKED = 2
#: Behind such a name the river is meant.
_RIVER = re.compile(
    r"[、和与][\u3400-\u9fff]{1,3}[江河]|[畔岸边]|江[畔边岸面水心]|沿岸|沿江|流域|[上中下]游|主航道|源头|干流|支流|水系|水位"
)
#: 罗霄山 is named 罗霄山脉, too.
_RANGE = "脉"
#: Names of so many characters can be the end of longer ones.
_SHORT = 2
_CJK = re.compile(r"[\u3400-\u9fff]")
#: Verbs of one character that rivers and mountains stand behind.
_VISITING = frozenset("登游望攀爬临护治跨过沿守渡濒环靠入通引抵达越穿傍依")
_UNITS = frozenset({"地区", "街道", "苏木", "社区", "大学", "学院", "日报", "大道", "大桥", "小区"})


@cache
def _features() -> tuple[tuple[str, ...], tuple[str, ...], AhoCorasick]:
    rows = read_rows(__package__ or "", "features.txt")
    names = tuple(row[0] for row in rows)
    paths = tuple(row[1] if len(row) > 1 else "" for row in rows)
    return names, paths, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


@cache
def _rivers_of_units() -> frozenset[str]:
    """Return rivers whose name is that of a unit, too: 黑龙江."""
    rows = read_rows(__package__ or "", "features.txt")
    return frozenset(row[0] for row in rows if len(row) > _MARKED)


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
        if names[index] in _rivers_of_units() and not _RIVER.match(text, end):
            continue
        body = is_compound(text, end) or stands_in_name(text, end, Level.COUNTY)
        if body or _in_brand(text, start, end):
            continue
        if is_person(text, start, seg.boundaries) or _in_word(text, start, end, seg):
            continue
        if text.startswith(_RANGE, end) and names[index].endswith("山"):
            end += len(_RANGE)  # noqa: PLW2901
        if start not in tied and longest.get(start, 0) <= start + len(names[index]):
            yield Span(start, end)


def _in_word(text: str, start: int, end: int, seg: SegmentedArticle) -> bool:
    """Tell whether a lone character in front makes a short name the end of another (二狼山)."""
    front = text[max(0, start - 1) : start]
    if end - start > _SHORT or not _CJK.match(front) or start - 1 not in seg.boundaries:
        return False
    return front not in limits() and front not in LEADING and front not in _VISITING


def _in_brand(text: str, start: int, end: int) -> bool:
    """Tell whether a name is one part of a short name in quotes: “黄河夜校”."""
    opened = text.rfind("“", max(0, start - _LONGEST_BRAND), start)
    closed = _BRAND.match(text, end) if opened >= 0 else None
    if not closed or not _BRAND.fullmatch(text, opened + 1, closed.end()):
        return False
    return closed.end() - opened <= _LONGEST_BRAND and closed.end() - opened > end - start + 2


def found_feature(span: Span, seg: SegmentedArticle, around: Surroundings) -> Found:
    """Turn the span of a feature into a mention.

    Its path leads to the unit the article speaks of if that can lie at the feature: of a river
    through many counties the text means the part that flows there.
    """
    text = seg.article.text
    names, paths, _ = _features()
    name = span.of(text)
    known = paths[names.index(name if name in names else name.removesuffix(_RANGE))]
    anchor = around.anchor(span.start)
    inside = anchor and not name.endswith(_ZONE)
    near = (
        anchor.path
        if inside and anchor and f"{anchor.path}/".startswith(known and f"{known}/")
        else ""
    )
    outer = near or known or around.province()
    return Found(
        name,
        span.start,
        span.end,
        Level.OTHER,
        f"{outer}/{name}" if outer else "",
        "",
        Status.EXACT if known and not near else Status.INFERRED,
        "feature",
        in_name=stands_in_title(text, span.start),
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
