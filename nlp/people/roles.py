"""Reads the role of a person: the phrase in front of the name, or a statement behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .cues import Cues
from .evidence import by_name_in_front, is_role_end

_PACKAGE = __package__ or ""

#: A role in front of a name is no longer than this.
_LONGEST = 40
_ENDS = frozenset("，。；：！？,;:!?…\n“‘《（(”’》）)")
_LONGEST_BRACKET = 18
_BRACKETED = re.compile(
    r"(?:“[^“”，。；！？\n]+”|‘[^‘’，。；！？\n]+’|（[^（）。；！？\n]+）|\([^()。；！？\n]+\))$"
)
_BYLINE = re.compile("记者|通讯员|作者|摄")
_BODY = re.compile(r"^.{1,8}(?:局|厅|委|部|办|中心|站|所|科|股|院)")
_HAILS_FROM = re.compile(r"(?:来自|家住|住在)[^的，。]{2,20}的$|[^的，。]{2,8}来的$")
_OF_BODY = re.compile(
    r"(?:[省市县旗区乡镇村寨屯岛局院校司社部委所站厂家幢栋楼组队园木查道州盟店馆学心会团]|单元)的$"
)
# Rosters of posts: 某某，男，汉族，…，现任某镇党委书记，拟任….
_ROSTER = re.compile(r"[，,][男女][，,][^。；\n]{0,120}?(现任[^。；\n]{2,60})")
_ALSO = re.compile(
    r"[，,](?:也是|还是|又是|同时也是|同时是|也|还)?(?:[^，。；\n“”]{0,12}的)?(“[^“”，。\n]{2,8}”|[^，。；\n“”的]{2,10})(?=[，,。；—\n]|$)"
)
_BODY_END = re.compile(
    r"(?:大学|学院|学校|中学|小学|[院所站局队社厂馆]|中心|公司|医院|协会|集团|团队)$"
)
_THIS_BODY = re.compile(
    r"[该本](支队|大队|中队|公司|社区|合作社|学校|医院|街道|嘎查|苏木|集团|中心|协会|企业"
    r"|[所局行镇村县旗市乡区校院站厂馆园州盟])"
)
_CALLED = re.compile(r"的([^，。；！？：,;!?:“”\n]{2,12})")
_STATEMENT = re.compile(
    r"[，,]?(?:担任|出任|兼任|当选为?|任|是|作为)(?!时)((?:“[^“”\n]{1,10}”|[^，。；！？：,;!?:“”\n]){2,40})"
)
# 某某回乡当了兽医; 某某辞去工作，去某村当起了支部书记.
_BECAME = re.compile(
    r"(?:[^，。；！？：,;!?:“”\n]{0,20}，)?(?:(?!请|让|给|为|把|对|说|和|与)[^，。；！？：,;!?:“”\n]){0,10}"
    r"(?:当(?:起了?|上了?|选为?|了)?|担任|出任|任)(?![时前年地务职命由意过天场然])([^，。；！？：,;!?:“”\n]{2,30})"
)
# 某某今年50岁，是某镇的一名兽医.
_AGED_BEHIND = re.compile(
    r"[，,]?(?:今年|现年|已)?\d{1,3}岁[，,](?:也|曾)?(?:是|担任|任)([^，。；！？：,;!?:“”\n]{2,40})"
)
# 某某来了，他是某镇的司法所所长.
_OF_HIM = re.compile(
    r"[^。！？：“”\n]{0,24}[，；。](?:[他她](?:也|还)?(?:是|担任|当上|当选)|(?:如今|现在|目前|现)是)"
    r"([^，。；！？：,;!?:“”\n]{2,40})"
)
_ONE = frozenset(("一名", "一位", "一个", "一员"))
_ONE_MEASURE = frozenset(("名", "位", "个"))
_QUANTITY = re.compile("^一[名位个]")
# In a statement the role stands behind the last 的, unless a body stands in front of it.
_OF_WHOM = re.compile(r"^.*[^省市县旗区乡镇村局院校司社部委所站厂家木查道州盟园]的(?=[^的]{2,})")
# Prepositions that the segmenter glues to the next character (由区, 让村).
_GLUED = frozenset("由被把让")
_AFTER_ROLE = frozenset(("", "，", "。", "后", "时", "以", "、", ",", "；", "\n"))
_APPOSITION = re.compile(r"[，,]([^，。；！？：,;!?:“”\n]{3,30})[，,。]")
# Offices that stand behind a name as well.
_OFFICE = re.compile(
    "副?(?:书记|主任|[局处科股所站队院校会社镇乡县市区旗部馆厂村厅州盟店园行]长|支书|主席|经理|总经理|秘书长|董事长|理事长)"
)
_AND_OTHERS = re.compile(r"等(?:\d+|[一二两三四五六七八九十几多百]+)?[多余]?[名位]?")
_LONGEST_NOUN = 6
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
        "老人",
    )
)


@cache
def _kin() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "kin.txt"))


def is_kin(role: str) -> bool:
    """Tell whether a role only says whose relative or neighbour somebody is (儿子, 邻居)."""
    return role.rpartition("的")[2] in _kin()


@cache
def _breaks() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "role_breaks.txt"))


class Reading(NamedTuple):
    """A role as read at one mention of a person.

    Attributes:
        text: the role, "" if none.
        start: where the phrase in front of the name begins; the name's own start if there is none.
        behind: offset behind the statement that follows the name; the name's end if there is none.
    """

    text: str
    start: int
    behind: int


def role_of(
    segmented: SegmentedArticle, cues: Cues, name: Span, places: Sequence[Span] = ()
) -> Reading:
    """Return the role that the text gives a person at one mention.

    Args:
        segmented: the article.
        cues: its role nouns and titles.
        name: one mention of the person.
        places: mentions of places, ascending; the last of its kind stands in for 该镇.
    """
    text = segmented.article.text
    phrase = _in_front(segmented, cues, name.start)
    start = _place_start(places, phrase.start) if phrase else name.start
    front = text[start : name.start].strip("、的 ") if phrase else ""
    role = _named_body(segmented, cues, front, name, places)
    title = text[name.end : cues.title_ends.get(name.end, name.end)]
    if title in _ACADEMIC:
        begin = name.start if role else _body_in_front(segmented, cues, name.start)
        body = role or text[begin : name.start]
        whole = f"{body}、{title}" if role else body + title
        return Reading(whole, min(start, begin), name.end + len(title))
    behind = _behind(text, cues, name.end)
    if behind is not None:
        said = _QUANTITY.sub("", _OF_WHOM.sub("", behind.of(text)))
        said = _with_second(text, cues, said, behind.end)
        if not role or (said not in role and not is_kin(said)):
            both = f"{role}、{said}" if role and not is_kin(role) else said
            return Reading(both, behind.start if is_kin(role) else start, behind.end)
    if role:
        return Reading(role, start, name.end)
    title = _title_behind(text, cues, name.end)
    if title:
        begin = _body_in_front(segmented, cues, name.start)
        return Reading(text[begin : name.start] + title, begin, name.end + len(title))
    said = _apposed(text, cues, name.end) or _called(text, cues, name)
    said = said or _present_post(text, name.end) or _of_several(text, cues, name.end)
    at = text.find(said, name.end) if said else name.end
    return Reading(said, name.start, at + len(said))


def _in_front(segmented: SegmentedArticle, cues: Cues, start: int) -> Span | None:
    """Return where the phrase stands that ends in a role noun in front of a name."""
    text = segmented.article.text
    if text[start - 1 : start] in ("是", "的") and start - 1 in cues.role_starts:
        start -= 1
    noun = cues.role_starts.get(start, start)
    if noun == start:
        by_name = by_name_in_front(text, start)
        if by_name is not None:
            noun = by_name
        elif not is_role_end(segmented, start):
            return None
    return Span(_walk_back(segmented, cues, noun), start)


def _place_start(places: Sequence[Span], at: int) -> int:
    """Return where the place begins that is cut at ``at``, else ``at``."""
    index = bisect_left(places, at, key=lambda place: place.start) - 1
    return places[index].start if index >= 0 and places[index].end > at else at


def _body_in_front(segmented: SegmentedArticle, cues: Cues, start: int) -> int:
    """Return where the body begins in front of a name with title behind (某大学李某某教授)."""
    begin = _walk_back(segmented, cues, start)
    return begin if _BODY_END.search(segmented.article.text[begin:start]) else start


def _walk_back(segmented: SegmentedArticle, cues: Cues, noun: int) -> int:
    """Return where the phrase begins that ends with the noun at ``noun``."""
    text, starts = segmented.article.text, segmented.starts
    index, at = bisect_left(starts, noun), noun
    while index > 0 and noun - at < _LONGEST:
        bracket = _BRACKETED.search(text, max(0, at - _LONGEST_BRACKET), at)
        if bracket and not _BYLINE.search(bracket[0]):
            at = bracket.start()
            index = bisect_left(starts, at)
            continue
        if _ends_role(segmented, cues, index, noun):
            break
        index -= 1
        at = starts[index]
    return at


def _named_body(
    segmented: SegmentedArticle, cues: Cues, role: str, name: Span, places: Sequence[Span]
) -> str:
    """Put a name for 该所, 该旗 at the head of a role."""
    found = _THIS_BODY.match(role)
    if found is None:
        return role
    text, kind = segmented.article.text, found[1]
    end = name.start - len(role)
    for place in reversed(places):
        if place.end <= end and place.of(text).endswith(kind):
            return place.of(text) + role[found.end() :]
    at = text.rfind(kind, 0, end)
    while at > 0:
        stop = at + len(kind)
        if stop in segmented.boundaries and text[at - 1] not in "该本各全":
            begin = _walk_back(segmented, cues, stop)
            if stop - begin > len(kind) + 1:
                return text[begin:stop] + role[found.end() :]
        at = text.rfind(kind, 0, at)
    return role


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
    if word in _ONE or (word in _ONE_MEASURE and text[begin - 1 : begin] == "一"):
        return _OF_BODY.search(text, max(0, begin - 4), begin - (word in _ONE_MEASURE)) is None
    if word == "一" and text[after : after + 1] in _ONE_MEASURE:
        return _OF_BODY.search(text, max(0, begin - 4), begin) is None
    if len(word) == 2 and (word[0] in _GLUED or word[1] == "到"):
        return True
    return word in _breaks()


def _behind(text: str, cues: Cues, end: int) -> Span | None:
    """Return where a statement behind a name that ends at ``end`` says the role (担任…)."""
    for pattern in (_STATEMENT, _AGED_BEHIND, _BECAME, _OF_HIM):
        found = pattern.match(text, end)
        if found is None:
            continue
        for stop in range(found.end(1), found.start(1) + 1, -1):
            if stop in cues.role_starts and text[stop : stop + 1] in _AFTER_ROLE:
                return Span(found.start(1), stop)
    return None


def _with_second(text: str, cues: Cues, role: str, stop: int) -> str:
    """Add a second role that a statement goes on with: 是村医，也是“德高望重的人”."""
    also = _ALSO.match(text, stop)
    if also and text[stop + 1] in "也还又同":
        named = also[1].startswith("“") or also.end(1) in cues.role_starts
        return f"{role}、{also[1]}" if named else role
    return role


def _title_behind(text: str, cues: Cues, end: int) -> str:
    """Return the office that follows a name as a title (孙某某书记)."""
    for stop in range(end + 4, end + 1, -1):
        if cues.role_starts.get(stop) == end and _OFFICE.fullmatch(text, end, stop):
            return text[end:stop]
    return ""


def _of_several(text: str, cues: Cues, end: int) -> str:
    """Return what the people of a list are that ends here (甲、乙等村民)."""
    found = _AND_OTHERS.match(text, end)
    if found is None:
        return ""
    begin = found.end()
    for stop in range(begin + _LONGEST_NOUN, begin + 1, -1):
        if cues.role_starts.get(stop) == begin:
            return text[begin:stop]
    return ""


def _present_post(text: str, end: int) -> str:
    """Return the post that a roster gives behind sex and birth of a person."""
    found = _ROSTER.match(text, end)
    return found[1] if found else ""


def _apposed(text: str, cues: Cues, end: int) -> str:
    found = _APPOSITION.match(text, end)
    return found[1] if found and found.end(1) in cues.role_starts else ""


def _called(text: str, cues: Cues, name: Span) -> str:
    """Return what somebody is who is called so: 一位名叫某某的司机."""
    found = _CALLED.match(text, name.end)
    if not found or text[name.start - 1 : name.start] != "叫":
        return ""
    for stop in range(found.end(1), found.start(1) + 1, -1):
        if stop in cues.role_starts:
            return text[found.start(1) : stop]
    return ""
