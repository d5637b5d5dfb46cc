"""Reads the mentions of bodies in an article, from left to right, joint bodies one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...corpus.types import Span
from ..types import Level, Place, SegmentedArticle
from .fronts import BODY, LIST, NAME, PLACE, Front, Reader
from .heads import Head, find_heads
from .levels import level_of

# Between two bodies of which the second leaves out what the first says (县公安局、司法局; posts
# that one person holds, 县委常委、组织部部长, are as good as a comma).
_JOINTS = re.compile(
    "[、，,和与及]|以及|联合|会同|协同|携同"
    "|(?:常委|委员|党组成员|(?:党组|副)?书记|副?[省市县区旗州盟镇乡]长|副?主席|副?主任|副?部长)[、兼]"
)
_LONGEST_JOINT = 6
# Directly behind another body these are a second one, not a part of it (镇党委政府).
_BESIDE = frozenset(
    ("政府", "人民政府", "人大", "人大常委会", "政协", "法院", "人民法院", "检察院", "人民检察院",
     "纪委", "纪委监委", "武装部", "人武部")
)  # fmt: skip
_OFFICIAL = frozenset(
    ("party", "government", "congress", "consultative", "justice", "police", "mass", "committee")
)
#: A level as low as this says nothing of whose company, centre or institute it is.
_LOW = frozenset(("村", "社区", "嘎查"))
_NOT_OF_VILLAGES = frozenset(
    ("company", "institution", "research", "association", "media", "police", "justice", "military")
)
# With a county or more in front, and nothing else, these are any of their kind.
_BARE = frozenset(
    ("公司", "学校", "小学", "合作社", "专业合作社", "农民专业合作社", "幼儿园", "集团", "农场",
     "家庭农场", "服务中心", "敬老院", "养老院", "工作站", "服务站", "研究所", "实验室", "分公司",
     "子公司", "委员会", "领导小组", "指挥部", "大队", "中队", "支队", "协会", "研究中心",
     "中心小学", "卫生室", "法庭", "联合会", "基金会", "事务所", "律师事务所",
     "支行", "分行", "办事处", "党支部", "党组", "部队", "新闻中心", "办公室")
)  # fmt: skip
_HIGH = frozenset((Level.PROVINCE, Level.PREFECTURE, Level.COUNTY))
# Any of their kind with a country in front (中国公司, 美国大学).
_BARE_ABROAD = frozenset(("company", "school", "hospital", "research", "cooperative"))
#: The name of a part is no longer than this (某市公安局东风派出所).
_LONGEST_PART = 4
_HAVE_BRANCHES = frozenset(("police", "justice", "company", "school"))
_BRANCHES = ("所", "站", "分局")
_RELATED = frozenset((("school", "hospital"), ("school", "research"), ("hospital", "research")))
#: Plants and branches of banks need a place or a larger body in front.
_ONLY_WITH_PLACE = frozenset("厂行部")
#: These are called by the name of the place alone (室韦边境派出所).
_STATIONS = frozenset(("派出所", "边境派出所", "公安派出所", "人民法庭"))
# Bodies of several levels at once (街道、社区两级党群服务中心).
_LEVELS_TOGETHER = re.compile("[两三四五多各]级")
#: Names without place or level are taken for these.
_NAMED_ALONE = frozenset(
    ("company", "cooperative", "school", "hospital", "association", "media", "research")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a body.

    Attributes:
        span: where it stands.
        core: what stands behind place and level (``公安局``), the words left out included.
        kind: kind of body.
        source: what the name begins with, see ``fronts``.
        place: the last place it begins with, None if none.
        level: the word for a level it begins with, "" if none.
        name: the proper name in it, "" if none.
        within: surface of the larger body it begins with, "" if none.
        full: full name of a body known by name, else "".
        need: what its last word needs in front.
    """

    span: Span
    core: str
    kind: str
    source: str
    place: Place | None
    level: str
    name: str
    within: str
    full: str
    need: str


def read_mentions(segmented: SegmentedArticle, places: Mapping[Span, Place]) -> Iterator[Mention]:
    """Yield the mentions of named bodies, ascending, none inside another.

    Args:
        segmented: the article.
        places: its places by the spans of their mentions.
    """
    text = segmented.article.text
    reader = Reader(segmented, places)
    last: Mention | None = None
    for head in find_heads(text):
        floor = last.span.end if last else 0
        front = reader.read(head, floor)
        mention = None
        if front is not None and front.source == BODY:
            assert last is not None  # noqa: S101 - the front is the body before
            if _is_beside(text, head, last):
                mention = _beside(text, head, last)
            elif _is_part(head, front, last):
                last = _part(text, head, last)
                continue
        elif front is not None:
            mention = _mention(text, head, front, places)
            if last and _goes_on(mention, last):
                last = _part(text, head, last)
                continue
        elif last and _is_listed(text, head, last):
            mention = _beside(text, head, last)
        if mention is None or not _is_named(text, head, mention):
            continue
        # 中共 and 共青团 belong to the name when its place follows.
        if last and last.span.end <= mention.span.start:
            yield last
        last = mention
    if last:
        yield last


def _mention(text: str, head: Head, front: Front, places: Mapping[Span, Place]) -> Mention:
    return Mention(
        span=Span(front.start, head.end),
        core=text[front.core : head.end],
        kind=head.kind,
        source=front.source,
        place=places.get(front.place) if front.place else None,
        level=front.level,
        name=front.name,
        within="",
        full=head.full,
        need=head.need,
    )


def _part(text: str, head: Head, body: Mention) -> Mention:
    """Return a part of the body before: 县委 and 组织部."""
    return replace(
        body,
        span=Span(body.span.start, head.end),
        core=body.core + text[body.span.end : head.end],
        kind=head.kind,
        within=body.span.of(text),
        full=body.full and body.full + text[body.span.end : head.end],
        need=head.need,
    )


def _beside(text: str, head: Head, body: Mention) -> Mention:
    """Return a body that leaves out the place, level or larger body of the one before."""
    word = text[head.start : head.end]
    of_committee = head.kind == body.kind == "party" and word not in _BESIDE
    before = "委" if of_committee and body.core.startswith("委") else ""
    return replace(
        body,
        span=Span(head.start, head.end),
        core=before + word,
        kind=head.kind,
        source=LIST,
        name="",
        within="",
        full="",
        need=head.need,
    )


def _is_beside(text: str, head: Head, body: Mention) -> bool:
    """Tell whether a word directly behind a body is a second body rather than its part."""
    word = text[head.start : head.end]
    beside = head.start == body.span.end and word in _BESIDE
    return beside and (word != "纪委" or body.kind not in ("party", "government"))


def _is_part(head: Head, front: Front, body: Mention) -> bool:
    """Tell whether a word behind a body names its part; one with a name is of the same kind."""
    if not front.name:
        return True
    related = head.kind == body.kind or (body.kind, head.kind) in _RELATED
    return related and len(front.name) <= _LONGEST_PART


def _is_listed(text: str, head: Head, body: Mention) -> bool:
    official = head.need == "level" and body.need == "level" and body.source != NAME
    gap = text[body.span.end : head.start]
    joint = len(gap) <= _LONGEST_JOINT and _JOINTS.fullmatch(gap) is not None
    return official and joint and (body.place is not None or bool(body.level))


def _goes_on(mention: Mention, last: Mention) -> bool:
    """Tell whether a body with a place is a part of the one before (某县公安局某镇派出所)."""
    return (
        mention.source == PLACE
        and mention.span.start == last.span.end
        and mention.kind == last.kind
        and (mention.kind in _HAVE_BRANCHES or mention.core.endswith(_BRANCHES))
    )


def _is_named(text: str, head: Head, mention: Mention) -> bool:
    """Tell whether what stands in front of the last word makes a name of it."""
    word = text[head.start : head.end]
    if _LEVELS_TOGETHER.search(text, mention.span.start, mention.span.end):
        return False
    bare = mention.core == word and not mention.name
    match mention.source:
        case "place":
            high = mention.place is None or mention.place.level in _HIGH
            return not (bare and high and word in _BARE)
        case "level":
            low = mention.level in _LOW and mention.kind in _NOT_OF_VILLAGES
            high = level_of(mention.level) in _HIGH
            return not low and not (bare and high and word in _BARE)
        case "country":
            if mention.level == "全国" and not mention.name:
                return not bare
            return not (bare and (mention.kind in _BARE_ABROAD or word in _BARE))
        case "name":
            return _stands_alone(text, head, mention)
        case "word":
            with_place = word[-1] in _ONLY_WITH_PLACE
            return word in _STATIONS or not (head.need == "level" or with_place)
        case _:
            return True


def _stands_alone(text: str, head: Head, mention: Mention) -> bool:
    """Tell whether a proper name without place or level makes a name."""
    start, end = mention.span.start, mention.span.end
    quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    if head.need == "own":
        return not quoted
    if quoted:
        return False
    if head.need == "name":
        return mention.kind in _NAMED_ALONE and text[end - 1] not in _ONLY_WITH_PLACE
    return text[head.start : head.end] in _STATIONS or mention.name.isdigit()
