"""Says whose villager somebody is: completes a short role with the village named in front of it.

``在柳树镇红光村，58岁的谷农甲`` makes ``柳树镇红光村谷农``; ``村党支部书记`` gets the name of the
village for 村. Only the paragraph up to the name counts, and only the last village named in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ...corpus.types import Span
from ..types import Level, Place

#: The village stands no further in front of the person than this.
_FARTHEST = 90
_GENERIC = re.compile(r"(?:嘎查|社区|村|居委会)(?=[^民史风规居])")
_VILLAGERS = re.compile(r"(?:[村居牧猎渔]民|[^，。、]农|[养种]?[殖植茶渔牧农]户|大户)$")
_MEMBERS = re.compile(
    r"(?:(?:老|青年|流动)?党员|老人|网格员|楼长|单元长|楼栋长|乡贤|组长|青年|退休(?:党员|干部|教师|工人|职工|民警))$"
)
# 镇党委书记, 县农业局局长, 副镇长: the level stands for the one place of that level.
_LEVEL = re.compile(
    r"([县旗镇乡])(?=委|党委|政府|人大|政协|纪委|[^，。、]{2,14}(?:局|站|中心|办|协会|部|院|所))"
)
_HEAD = re.compile(r"副?([县旗镇乡])长$")
_ENDS = ("村", "社区", "嘎查", "屯", "寨", "新村", "牧委会", "队", "连")
_TOWNSHIP = ("镇", "乡", "街道", "苏木")
# Who lives where 的 stands between the place and the name (红光村的某某).
_INHABITANTS = (("村", "村民"), ("社区", "居民"), ("嘎查", "牧民"))


def village_spans(places: Sequence[Place], text: str) -> tuple[Span, ...]:
    """Return the mentions of villages, ascending, each with the township in front of it."""
    mentions = {span: place.level for place in places for span in place.mentions}
    ends = {
        span.end: span.start
        for span, level in mentions.items()
        if level is Level.TOWNSHIP or span.of(text).endswith(_TOWNSHIP)
    }
    return tuple(
        Span(ends.get(span.start, span.start), span.end)
        for span in sorted(mentions)
        if mentions[span] is Level.VILLAGE and span.of(text).endswith(_ENDS)
    )


def with_home(text: str, role: str, name: Span, villages: Sequence[Span]) -> str:
    """Return a role with the village it belongs to, unchanged if the text names none nearby.

    Args:
        text: the article.
        role: the role as read, "" if none.
        name: the mention of the person.
        villages: what ``village_spans`` gives.
    """
    index = bisect_left(villages, name.start, key=lambda span: span.end) - 1
    if text[name.start - 1 : name.start] == "的" and index + 1 < len(villages):
        index += villages[index + 1].end == name.start - 1
    if index < 0:
        return role
    village = villages[index]
    between = text[village.end : name.start]
    if not role:
        return _inhabitant(village.of(text)) if between == "的" else ""
    home = village.of(text)
    generic = _GENERIC.match(role)
    if generic and home.endswith(generic[0]):
        return home + role[generic.end() :]
    near = len(between) <= _FARTHEST and "\n" not in between
    return home + role if near and (_VILLAGERS.fullmatch(role) or _MEMBERS.match(role)) else role


def with_level(role: str, places: Sequence[Place]) -> str:
    """Name the county or township that a role calls 县, 旗, 镇 or 乡, if the article has only one.

    Args:
        role: the role as read.
        places: the places of the article.
    """
    found = _LEVEL.match(role) or _HEAD.match(role)
    if found is None:
        return role
    names = {
        place.name
        for place in places
        if place.name.endswith(found[1]) and place.level in (Level.COUNTY, Level.TOWNSHIP)
    }
    if len(names) != 1:
        return role
    (name,) = names
    return name + role[0 if role.endswith("长") and found.end() == len(role) else 1 :]


def _inhabitant(home: str) -> str:
    return next((home + who for end, who in _INHABITANTS if home.endswith(end)), "")
