"""Links figures that belong together: ends of ranges, and what a change begins and ends with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ...corpus.types import Span
from ..types import Bound, Link, SegmentedArticle, Status
from .numerals import parse_numeral
from .units import in_base_unit

RANGE = re.compile(r" ?(?:至|到|[-—－–~～∼]{1,2}) ?")
# 从5元到20元不等 is a range, 从5元到20元 a change.
_SPREAD = re.compile(r"(?:之间|不等|区间|的?(?:范围|幅度))")
_OUT_OF = re.compile(r"(?:从|由|自)[^，。；！？：“”\n从由自]{0,14}$")
_MOVE = (
    r"(?:增加|增长|增多|增|提高|提升|上升|升高|升|上涨|涨|攀升|跃升|飙升|扩大|扩展|扩充|扩|拓展|发展|壮大"
    r"|下降|降低|降|减少|减|缩短|缩减|缩小|压缩|压减|精简|下调|上调|调整|跌|回落|提|翻|变|改|优化|拉长|延长)"
)
_LATER = r"(?:[今去前]年|目前|现在|如今|当前|当年|年底|(?:19|20)\d\d年|\d{1,2}月)?(?:的|底)*"
#: Between the two numbers of a change, with the bound words of the second to follow.
_BECOMES = re.compile(
    rf"[，,、]?(?:已|再|又|逐步|逐年|迅速|直接|一下子|一路|进一步|又|陆续|一举|大幅|快速)?"
    rf"(?:{_MOVE}(?:到|至|为|成|了)*|到|至|达到){_LATER}"
)
_LONGEST_BETWEEN = 20

# 比例为3:1, 按3:3:4的比例, 投入产出比1比3; scores of games stand behind other words.
_RATIO = re.compile(
    r"(?<![\d.:：∶比])(\d+(?:\.\d+)?)((?:[:：∶比]\d+(?:\.\d+)?){1,3})(?![\d.:：∶]|分(?!配))"
)
_RATIO_CUE = re.compile(
    r"(?:比例|配比|比率|比值|比重|[一-龥](?<![同环对相评类攀好无正反分])比)"
    r"(?:[约为是达近到至仅从由在]|缩小|扩大|优化|调整|提高|下降|稳定|高达|控制|不低于|不超过|接近){0,3}$"
)
_RATIO_TAIL = re.compile("的?(?:比例|配比|比率|股比|占比)")
_CUE_WINDOW = 14


@dataclass(slots=True)
class Draft:
    """A figure while it is being read; offsets of the number alone are kept for its neighbours.

    Attributes:
        span: the surface, bound words included.
        number_start: where the numeral begins.
        value: the number.
        unit: the unit, "" if it has none.
        bound: how it limits the quantity.
        rule: what found it.
        status: how sure it is.
        link: what it is to ``partner``.
        partner: the other end of the range or change.
        of: what is counted.
        per: what it is taken per.
        lead: what is in front of it ends here; 从 and what follows it are passed over.
        floor: end of the figure before it, 0 if it is the first.
    """

    span: Span
    number_start: int
    value: float
    unit: str
    bound: Bound
    rule: str
    status: Status = Status.EXACT
    link: Link = Link.NONE
    partner: Draft | None = None
    of: str = ""
    per: str = ""
    lead: int = -1
    floor: int = 0


def link(text: str, drafts: list[Draft]) -> None:
    """Link the figures of an article that are next to each other, in place.

    Two are a range if only 至, 到 or a dash stands between, a change if 从 or 由 stands in front of
    the first or a verb of change (增加到) between. Both must have the same unit.
    """
    floor = 0
    for draft in drafts:
        draft.lead, draft.floor = draft.span.start, floor
        floor = draft.span.end
    for first, second in pairwise(drafts):
        if first.link or not _comparable(first.unit, second.unit):
            continue
        begins = max(first.span.start, first.number_start)
        if second.span.start < first.span.end:
            _pair(first, second, Link.LOW, Link.HIGH)
            continue
        if second.span.start - first.span.end > _LONGEST_BETWEEN:
            continue
        between = text[first.span.end : second.span.start]
        started = _OUT_OF.search(text, max(0, begins - _LONGEST_BETWEEN), first.span.start)
        if RANGE.fullmatch(between) and (
            not started or _SPREAD.match(text, second.span.end) is not None
        ):
            _pair(first, second, Link.LOW, Link.HIGH)
        elif _BECOMES.fullmatch(between) and (
            started or between.lstrip("，,、")[0] not in "到至达"
        ):
            _pair(first, second, Link.FROM, Link.TO)
            first.lead = started.start() if started else first.lead


def _comparable(unit: str, other: str) -> bool:
    """Tell whether two units measure the same: 成 and %, 公里 and 米."""
    base = in_base_unit(1, unit)[1]
    return unit == other or bool(base and base == in_base_unit(1, other)[1])


def joins_change(text: str, start: int, end: int, later: int) -> bool:
    """Tell whether a number without a unit at ``start`` to ``end`` changes to that at ``later``."""
    if later - end > _LONGEST_BETWEEN or not _BECOMES.fullmatch(text, end, later):
        return False
    return _OUT_OF.search(text, max(0, start - _LONGEST_BETWEEN), start) is not None


def _pair(first: Draft, second: Draft, one: Link, other: Link) -> None:
    first.link, second.link = one, other
    first.partner, second.partner = second, first


def find_ratios(segmented: SegmentedArticle) -> list[Draft]:
    """Return the ratios of an article: 3:1 has value 3 and unit ``:1``.

    Only numbers that words such as 比例 or 投入产出比 say to be a ratio are taken; others are times
    of day or scores of games.
    """
    text = segmented.article.text
    if "比" not in text:
        return []
    drafts: list[Draft] = []
    for found in _RATIO.finditer(text):
        start, end = found.span()
        cue = _RATIO_CUE.search(text, max(0, start - _CUE_WINDOW), start)
        if cue is None and not _RATIO_TAIL.match(text, end):
            continue
        value = parse_numeral(found[1])
        if value is not None:
            unit = re.sub("[:：∶比]", ":", found[2])
            drafts.append(Draft(Span(start, end), start, value, unit, Bound.EXACT, "ratio"))
    return drafts
