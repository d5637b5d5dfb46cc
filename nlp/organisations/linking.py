"""Puts the mentions of one body together: full and short forms, with and without the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...corpus.types import Span
from ..mentions import mentions_of
from ..types import Level, Organisation, Place, Status
from .fronts import COUNTRY, KNOWN, LEVEL, LIST, NAME, PLACE, WORD
from .levels import Context, Unit, level_of
from .readings import Mention

#: How sure a finding is by what its name begins with.
_CONFIDENCE = {
    KNOWN: 0.99,
    PLACE: 0.95,
    COUNTRY: 0.9,
    LEVEL: 0.9,
    LIST: 0.85,
    WORD: 0.9,
    NAME: 0.75,
}
_OWN_FORM = 0.9
_SEVERAL_UNITS = 0.7
_NO_UNIT = 0.6
# Long and short forms of one word, the long one first.
_SHORT = (
    ("村民委员会", "村委会"), ("居民委员会", "居委会"), ("人民政府", "政府"),
    ("人民法院", "法院"), ("人民检察院", "检察院"), ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"), ("街道办事处", "街道办"), ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"), ("股份有限公司", "公司"), ("有限责任公司", "公司"),
    ("有限公司", "公司"), ("农民专业合作社", "合作社"), ("专业合作社", "合作社"),
    ("妇女联合会", "妇联"), ("工商业联合会", "工商联"), ("残疾人联合会", "残联"),
)  # fmt: skip
# A level that the place has already (红光村村委会); 村务 and 村民 are words of their own.
_LEVEL_AHEAD = re.compile("^(?:[省市县区旗州盟乡镇村](?![务民])|社区|嘎查)(?=.)")
_SHORT_COUNTY = 2
_COMMITTEE = "委员会"
_OF_VILLAGERS = ("务监督", "民小组", "民理事", "民议事")
_NAMED_SO = re.compile(r"[（(]以下简称[：:]?[“\"]?([^“”\"（）()，。]{2,16})[”\"]?[）)]")
_OFFICIAL = frozenset(
    ("party", "government", "congress", "consultative", "justice", "police", "mass", "committee")
)
#: Countries stand in for 全国 and 中国; all others are abroad.
_HOME = ("中国", "中华", "全国", "国家", "中央", "中华全国", "中华人民共和国")
_BRANDED = frozenset(("company", "cooperative"))


@dataclass(slots=True)
class _Group:
    """The mentions of one body, and the unit it belongs to."""

    unit: Unit | None
    certain: bool
    mentions: list[Mention] = field(default_factory=list)


def link_mentions(
    text: str, mentions: Iterable[Mention], places: Mapping[Span, Place]
) -> tuple[Organisation, ...]:
    """Return one organisation for the mentions of each body, in the order of first mention.

    Args:
        text: the article.
        mentions: what ``read_mentions`` gives.
        places: the places of the article by the spans of their mentions.
    """
    context = Context(text, places)
    groups: dict[tuple[str, str], _Group] = {}
    for mention in mentions:
        unit, certain = _unit(mention, context)
        key = _key(mention, unit)
        group = groups.setdefault(key, _Group(unit, certain))
        group.certain |= certain
        group.mentions.append(mention)
    found = [_organisation(text, group) for group in _by_brand(groups)]
    return tuple(sorted(found, key=lambda body: (body.mentions[0], body.span)))


def _unit(mention: Mention, context: Context) -> tuple[Unit | None, bool]:
    place = mention.place
    if place is not None:
        exact = place.status is Status.EXACT
        return Unit(place.path or place.name, place.code, place.level), exact
    if mention.source in (LEVEL, LIST) and mention.level:
        return context.unit(mention.level, mention.span.start)
    return None, mention.source in (KNOWN, NAME, WORD, COUNTRY)


def _key(mention: Mention, unit: Unit | None) -> tuple[str, str]:
    if mention.full:
        return "", mention.full
    where = unit.path if unit else mention.level
    return where, _normal(mention.core, mention.kind)


def _normal(core: str, kind: str) -> str:
    """Return the short form of what stands behind place and level."""
    if kind == "party" and core.startswith(_COMMITTEE):
        core = "委" + core[len(_COMMITTEE) :]
    for long, short in _SHORT:
        core = core.replace(long, short)
    ahead = _LEVEL_AHEAD.match(core)
    return core[ahead.end() :] if ahead else core


def _by_brand(groups: dict[tuple[str, str], _Group]) -> Iterable[_Group]:
    """Join companies and cooperatives of one proper name, if the article has one full name."""
    brands: dict[tuple[str, str], _Group] = {}
    kept: list[_Group] = []
    for group in groups.values():
        first = group.mentions[0]
        brand = (first.kind, first.name)
        if first.kind not in _BRANDED or not first.name:
            kept.append(group)
        elif brand in brands:
            known = brands[brand]
            known.mentions.extend(group.mentions)
            known.unit = known.unit or group.unit
        else:
            brands[brand] = group
            kept.append(group)
    return kept


def _organisation(text: str, group: _Group) -> Organisation:
    mentions = sorted(group.mentions, key=lambda mention: mention.span)
    best = max(mentions, key=lambda mention: (mention.source != LIST, len(mention.span)))
    name = best.span.of(text)
    own = [mention.span for mention in mentions]
    spans = sorted([*own, *_short_mentions(text, best.span.end, own)])
    surfaces = dict.fromkeys(span.of(text) for span in spans)
    surfaces.pop(name, None)
    return Organisation(
        name=name,
        place=group.unit.path if group.unit else "",
        span=best.span,
        mentions=tuple(spans),
        status=_status(mentions, group),
        source=best.source,
        canonical=_canonical(best, group, text),
        aliases=tuple(surfaces),
        kind=best.kind,
        level=_level(best, group),
        code=group.unit.code if group.unit else "",
        within=best.within,
        confidence=_confidence(mentions, group),
    )


def _short_mentions(text: str, end: int, taken: Iterable[Span]) -> list[Span]:
    """Return where the short form stands that brackets behind a name give (以下简称“…”)."""
    short = _NAMED_SO.match(text, end)
    if short is None:
        return []
    known = list(taken)
    return [
        span
        for span in mentions_of(text, short[1])
        if not any(span.overlaps(other) for other in known)
    ]


def _status(mentions: list[Mention], group: _Group) -> Status:
    sources = {mention.source for mention in mentions}
    if sources & {KNOWN, COUNTRY, WORD} or (PLACE in sources and group.certain):
        return Status.EXACT
    return Status.INFERRED


def _canonical(best: Mention, group: _Group, text: str) -> str:
    """Return the name with its official place in front, for comparing articles."""
    if best.full:
        return best.full
    if group.unit is None or best.kind not in _OFFICIAL:
        return best.span.of(text)
    place = group.unit.path.rsplit("/", 1)[-1]
    if best.core.startswith(_OF_VILLAGERS):
        return place + best.level + best.core
    if best.kind == "party" and best.core == _COMMITTEE:
        return place + "委"
    ahead = _LEVEL_AHEAD.match(best.core)
    doubled = ahead is not None and place.endswith(ahead[0])
    core = best.core[ahead.end() :] if doubled and ahead else best.core
    # A county with a name of one character keeps its level: 理县县委.
    return place + (place[-1] if len(place) == _SHORT_COUNTY and core[0] == "委" else "") + core


def _level(best: Mention, group: _Group) -> Level:
    if best.source == KNOWN or (best.source == COUNTRY and best.level in _HOME):
        return Level.NATIONAL if best.kind != "international" else Level.OTHER
    if best.source == WORD and best.name.startswith(_HOME):
        return Level.NATIONAL
    return group.unit.level if group.unit else level_of(best.level)


def _confidence(mentions: list[Mention], group: _Group) -> float:
    sure = max(
        _OWN_FORM if one.source == NAME and one.need == "own" else _CONFIDENCE[one.source]
        for one in mentions
    )
    if any(one.source in (PLACE, KNOWN, COUNTRY, NAME, WORD) for one in mentions):
        return sure
    if group.unit is None:
        return _NO_UNIT
    return sure if group.certain else _SEVERAL_UNITS
