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
_HEADS = re.compile(
    r"党(?:支部|总支|委)(?:副?书记|委员)$|(?:老)?支书$|(?:驻村)?第一书记$|村医$|(?:妇联|监委会)主[席任]$"
)
_ENDS = ("村", "社区", "嘎查", "屯", "寨", "新村", "牧委会", "队", "连")
_TOWNSHIP = ("镇", "乡", "街道", "苏木")
# Whose home is named directly in front of the name (红光村的某某; 红光村，76岁的某某).
_DIRECTLY = re.compile(r"的|[，,里]?(?:现年)?\d+岁的|[，,]?年[近过逾][^，。]{1,4}的")


class Homes:
    """The villages of one article.

    Attributes:
        text: the article.
    """

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self.text = text
        self._villages = _villages(text, places)
        self._places = places

    def complete(self, role: str, name: Span) -> tuple[str, Place | None]:
        """Return a role with the village it belongs to ahead, and that village, None if unknown.

        Args:
            role: the role as read, "" if none.
            name: the mention of the person.
        """
        index = bisect_left(self._villages, name.start, key=lambda pair: pair[0].end) - 1
        if self.text[name.start - 1 : name.start] == "的" and index + 1 < len(self._villages):
            index += self._villages[index + 1][0].end == name.start - 1
        if index < 0:
            return role, None
        span, place = self._villages[index]
        between = self.text[span.end : name.start]
        if not role:
            return "", place if _DIRECTLY.fullmatch(between) else None
        home = span.of(self.text)
        generic = _GENERIC.match(role)
        if generic and home.endswith(generic[0]):
            return home + role[generic.end() :], place
        if len(between) > _FARTHEST or "\n" in between:
            return role, None
        bare = _VILLAGERS.fullmatch(role) or _MEMBERS.match(role) or _HEADS.match(role)
        return (home + role, place) if bare else (role, None)

    def at_level(self, role: str) -> str:
        """Name the county or township that a role calls 县, 旗, 镇 or 乡, if there is only one."""
        found = _LEVEL.match(role) or _HEAD.match(role)
        if found is None:
            return role
        names = {
            place.path: place.name
            for place in self._places
            if place.name.endswith(found[1]) and place.level in (Level.COUNTY, Level.TOWNSHIP)
        }
        if len(names) != 1:
            return role
        (name,) = names.values()
        return name + role[0 if role.endswith("长") and found.end() == len(role) else 1 :]


def _villages(text: str, places: Sequence[Place]) -> list[tuple[Span, Place]]:
    """Return the mentions of villages, ascending, each with the township in front of it."""
    mentions = {span: place for place in places for span in place.mentions}
    ends = {
        span.end: span.start
        for span, place in mentions.items()
        if place.level is Level.TOWNSHIP or span.of(text).endswith(_TOWNSHIP)
    }
    return [
        (Span(ends.get(span.start, span.start), span.end), mentions[span])
        for span in sorted(mentions)
        if mentions[span].level is Level.VILLAGE and span.of(text).endswith(_ENDS)
    ]
