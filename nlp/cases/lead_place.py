"""Whose practice is it? The place whose bodies act in the sentences that report the measures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...corpus.types import ArticleKind, Role, Span
from ..results import Analysis
from ..types import Level, Place
from .roles import RoledSentence, SentenceRole

# What a mention is worth. The place that acts counts most, then the one the headline names and the
# one a scene is said to stand for; a place that is only mentioned counts little, and one that only
# leads to a smaller one (乌海市 in 乌海市乌达区) next to nothing, as does a province in passing.
# Named with its parts (某区多个社区推出 …) it acts as a whole, whatever its parts do later.
_ACTOR = 3.0
_HEADLINE = 3.0
_STANDS_FOR = 3.0
_SPREAD = 5.0
_ANAPHOR = 1.5
_SPEAKER = 0.7
_MENTION = 0.5
_STEP = 0.05
# The first place of the text sets the scene; in a brief or caption it nearly always is the actor.
_OPENING = 1.0
_OPENING_BRIEF = 3.0
# Inside quoted speech a place is spoken of, it does not act.
_SPEECH = 0.3

# Longest name of a body between its place and its verb (突泉县|委组织部|着力).
_BODY_REACH = 16
# A quotation of at least this length is speech, a shorter one is a name.
_SPEECH_LENGTH = 16

# A name this long is no other thing by chance.
_SURE_NAME = 3

# The last part of a report tells what others plan to take over; a place there counts less.
_TAIL = 0.85
_IN_TAIL = 0.6

# Areas outside the administrative hierarchy that run practices of their own.
_FUNCTIONAL = re.compile(
    r"(?:开发区|示范区|高新区|新区|园区|管理区|风景区|保税区|合作区|经开区|农场|林场|牧场|团场|兵团|师|团|连队)$"
)
_CHINESE = re.compile(r"(?:省|市|自治区|特别行政区|兵团)$")
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」")
_CLAUSE_BREAK = re.compile(r"[，。；：！？,;:!?“”‘’「」\n的是]")
_CLAUSE_START = frozenset("，。；：！？,;:!?”」】）)\n ")
_PARTS = re.compile(
    r"(?:各|多个|所辖|辖区|全部|部分|\d+个)(?:旗县|县区|区县|县|乡镇|镇|苏木|街道|社区|嘎查|村)"
)
_DATELINE = re.compile(r"\s?\d{0,2}月?\d{1,2}日[电讯]|[】讯电]")
_TIME_LEAD = re.compile(
    r"(?:近日|日前|近年|今年|年来|以来|如今|目前|为此|同时|此外|其中|不久前|年初)$"
)
_UNIT = (
    r"县|旗|市|区|州|盟|镇|乡|苏木|街道|村|社区|嘎查|开发区|示范区|支队|大队|派出所|农场|林场|园区|"
    r"法院|检察院|医院|学校|公司|合作社|居委会|党委|党支部|单位|地"
)
_ANAPHORS = re.compile(rf"(该|全|我|本)({_UNIT})")
_BODY = re.compile(r"[局委部办院厅]|大队|支队|总队")
_BARE = re.compile(
    r"(?:(?<=[，。；：！？,;:!?”\n])|^)(社区|街道|村里|镇里|乡里|县里|区里|旗里|市里|村党支部|村“两委”)"
)
# 全区 and 我区 mean the autonomous region as often as the district; they prove nothing.
_VAGUE = frozenset({"全区", "我区", "全地", "该地", "我地", "本地", "本区", "全单位"})


@dataclass(frozen=True, slots=True)
class LeadPlace:
    """The place whose practice an article reports.

    Attributes:
        path: official names from the province down, joined by ``/``.
        code: official code, "" if unknown.
        share: part of all evidence that stands at or below this place, 0 to 1.
        acting: how many mentions of Chinese places are the actor of a measure.
        mentions: mentions of the place itself, ascending.
    """

    path: str
    code: str
    share: float
    acting: int
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    path: tuple[str, ...]


class _Reading:
    """The parts of an article that the weights look at."""

    def __init__(self, analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> None:
        article = analysis.article
        self.text = article.text
        self.brief = article.kind in (ArticleKind.BRIEF, ArticleKind.CAPTION)
        self.sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]
        self.heads = [
            part.span for part in article.parts
            if part.span is not None and part.role in (Role.HEADLINE, Role.SUBHEAD)
        ]  # fmt: skip
        quotes = (m.span() for m in _QUOTED.finditer(self.text))
        self._speech = [q for q in quotes if q[1] - q[0] >= _SPEECH_LENGTH]
        self.measures = [at for sentence in sentences for at in sentence.measures]

    def sentence_at(self, offset: int) -> RoledSentence | None:
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 else None

    def in_headline(self, offset: int) -> bool:
        return any(head.start <= offset < head.end for head in self.heads)

    def in_speech(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self._speech)

    def acts(self, end: int) -> bool:
        """Tell whether a measure follows what ends at ``end``, with only a body's name between."""
        at = bisect_left(self.measures, end)
        if at == len(self.measures) or self.measures[at] > end + _BODY_REACH:
            return False
        return _CLAUSE_BREAK.search(self.text, end, self.measures[at]) is None

    def begins_clause(self, start: int) -> bool:
        return (
            start == 0
            or self.text[start - 1] in _CLAUSE_START
            or _TIME_LEAD.search(self.text, max(0, start - 4), start) is not None
        )


def find_lead_place(analysis: Analysis, sentences: tuple[RoledSentence, ...]) -> LeadPlace | None:
    """Return the finest place that covers the whole practice, None if no place is known.

    Every mention gives its place weight by where it stands and what it does there; then the tree
    of places is walked from the province down, as long as one branch holds more than all the rest:
    one village with all the weight is the lead place, three townships of a county leave the county.

    Args:
        analysis: the facts of the article; only places and organisations are read.
        sentences: the sentences of the article with their roles.
    """
    reading = _Reading(analysis, sentences)
    mentions = _mentions(analysis)
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    opening = _first_of_body(mentions, reading)
    acting = 0
    for at, mention in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        acts = _acts(mention, mentions, reading)
        acting += acts
        weights[mention.path] += _weight(mention, following, opening, reading, acts=acts)
    if not weights:
        return None
    for path, weight in _anaphors(reading, mentions, weights):
        weights[path] += weight
    path, share = _descend(weights)
    own = tuple(mention.span for mention in mentions if mention.path == path)
    return LeadPlace("/".join(path), code_of(path, analysis.places), share, acting, own)


def _mentions(analysis: Analysis) -> list[_Mention]:
    """Return all mentions of areas that can own a practice, ascending.

    A name of three characters or more is the same place wherever else it stands in the article.
    """
    text = analysis.article.text
    taken = bytearray(len(text))
    for place in analysis.places:
        for span in place.mentions:
            taken[span.start : span.end] = b"\1" * len(span)
    found: list[_Mention] = []
    for place in analysis.places:
        path = _lead_path(place)
        if not path:
            continue
        found += [_Mention(span, path) for span in place.mentions]
        if len(place.name) >= _SURE_NAME:
            found += [_Mention(span, path) for span in _free(place.name, text, taken)]
    for body in analysis.organisations:
        path = tuple(part for part in body.place.split("/") if part)
        if path and _CHINESE.search(path[0]):
            found += [_Mention(m, path) for m in body.mentions if not taken[m.start]]
    return sorted(found, key=lambda mention: (mention.span, -len(mention.path)))


def _free(name: str, text: str, taken: bytearray) -> Iterator[Span]:
    """Yield where ``name`` stands outside every known mention."""
    at = text.find(name)
    while at >= 0:
        if not any(taken[at : at + len(name)]):
            yield Span(at, at + len(name))
        at = text.find(name, at + len(name))


def _lead_path(place: Place) -> tuple[str, ...]:
    """Return the path of an area that can own a practice, () for rivers and foreign places."""
    path = tuple(part for part in place.path.split("/") if part)
    if not path or not _CHINESE.search(path[0]):
        return ()
    if place.level is Level.OTHER and not _FUNCTIONAL.search(path[-1]):
        return ()
    return path


def _acts(mention: _Mention, mentions: list[_Mention], reading: _Reading) -> bool:
    """Tell whether the place, or a body named after it, is the subject of a measure."""
    start, end = mention.span.start, mention.span.end
    return (
        reading.acts(end)
        and not reading.in_headline(start)
        and not reading.in_speech(start)
        and reading.begins_clause(_chain_start(mention, mentions, reading.text))
    )


def _weight(
    mention: _Mention,
    following: _Mention | None,
    opening: int,
    reading: _Reading,
    *,
    acts: bool,
) -> float:
    """Return what one mention says for its place; ``opening`` is the offset of the first one."""
    start = mention.span.start
    passing = (following is not None and _leads_to(mention, following)) or _DATELINE.match(
        reading.text, mention.span.end
    )
    if passing:
        return _STEP
    if reading.in_headline(start):
        return _HEADLINE
    if reading.in_speech(start):
        return _MENTION * _SPEECH
    sentence = reading.sentence_at(start)
    weight = _STEP if len(mention.path) == 1 else _MENTION
    if acts:
        weight = _SPREAD if _PARTS.match(reading.text, mention.span.end) else _ACTOR
    elif sentence is not None and sentence.weight(SentenceRole.VOICE):
        weight = _SPEAKER
    if sentence is not None and sentence.weight(SentenceRole.GENERALISE):
        weight = max(weight, _STANDS_FOR)
    if len(mention.path) > 1 and start == opening:
        weight += _OPENING_BRIEF if reading.brief else _OPENING
    return weight * _IN_TAIL if start > _TAIL * len(reading.text) else weight


def _leads_to(mention: _Mention, following: _Mention) -> bool:
    """Tell whether ``following`` stands right behind and lies inside the same area."""
    adjacent = following.span.start == mention.span.end
    known = min(len(mention.path), len(following.path) - 1)
    # A township that was misread keeps its place in the chain: the county above has to agree.
    shared = max(1, min(known, _COUNTY_DEPTH))
    inside = following.path[:shared] == mention.path[:shared]
    return adjacent and inside and len(following.path) > len(mention.path)


def _chain_start(mention: _Mention, mentions: list[_Mention], text: str) -> int:
    """Return where the chain (甲市乙县) or list (甲村、乙村) begins that ends with ``mention``."""
    start = mention.span.start
    for other in reversed(mentions):
        joint = text[other.span.end : start] if other.span.end <= start else None
        if joint in ("", "、"):
            start = other.span.start
    return start


def _first_of_body(mentions: list[_Mention], reading: _Reading) -> int:
    """Return the offset of the last place of the first chain outside the headline, -1 if none."""
    body = [
        m
        for m in mentions
        if not reading.in_headline(m.span.start) and not _DATELINE.match(reading.text, m.span.end)
    ]
    for at, mention in enumerate(body):
        if at + 1 == len(body) or not _leads_to(mention, body[at + 1]):
            return mention.span.start
    return -1


def _anaphors(
    reading: _Reading, mentions: list[_Mention], weights: dict[tuple[str, ...], float]
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield what 该县, 全旗, 该支队 and a bare 社区 add to the place they stand for."""
    before = dict(weights)
    for found in _ANAPHORS.finditer(reading.text):
        if found[0] in _VAGUE:
            continue
        path = (
            _last_named(found[2], found.start(), mentions, reading.text)
            if found[1] == "该"
            else _strongest(found[2], before)
        )
        if path:
            speech = _SPEECH if reading.in_speech(found.start()) else 1.0
            acts = 2.0 if reading.acts(found.end()) else 1.0
            yield path, _ANAPHOR * acts * speech
    for found in _BARE.finditer(reading.text):
        path = _strongest(found[1][0] if found[1].endswith("里") else found[1][:2], before)
        if path and reading.acts(found.end()) and not reading.in_speech(found.start()):
            yield path, _ANAPHOR


def _last_named(unit: str, before: int, mentions: list[_Mention], text: str) -> tuple[str, ...]:
    """Return the last place before an offset that is, or begins the name of, such a unit."""
    for mention in reversed(mentions):
        if mention.span.start >= before:
            continue
        if mention.path[-1].endswith(unit):
            return mention.path
        tail = text[mention.span.end : min(before, mention.span.end + _BODY_REACH)]
        at = tail.find(unit)
        if at >= 0 and _CLAUSE_BREAK.search(tail[:at]) is None:
            # 某县公安局某乡派出所: the unit belongs to a smaller place than the mention.
            return () if _BODY.search(tail[:at]) else mention.path
    return ()


def _strongest(unit: str, weights: dict[tuple[str, ...], float]) -> tuple[str, ...]:
    """Return the place of that kind with the most weight, the first one in a tie."""
    fitting = [path for path in weights if path[-1].endswith(unit)]
    return max(fitting, key=lambda path: weights[path], default=())


def _descend(weights: dict[tuple[str, ...], float]) -> tuple[tuple[str, ...], float]:
    """Walk down from the country while one branch outweighs everything else at that level."""
    totals: dict[tuple[str, ...], float] = defaultdict(float)
    for path, weight in weights.items():
        for depth in range(1, len(path) + 1):
            totals[path[:depth]] += weight
    here: tuple[str, ...] = ()
    while True:
        children = [path for path in totals if path[:-1] == here]
        best = max(children, key=lambda path: totals[path], default=None)
        if best is None:
            break
        rest = sum(totals[path] for path in children) - totals[best] + weights.get(here, 0.0)
        if here and totals[best] <= rest:
            break
        here = best
    everything = sum(weights.values())
    return here, totals[here] / everything if everything else 0.0


# Depth of a county in a path.
_COUNTY_DEPTH = 3

# Digits of an official code by depth of the path: province, prefecture, county, township, village.
_DIGITS = (2, 4, 6, 9, 12)


def code_of(path: tuple[str, ...], places: Iterable[Place]) -> str:
    """Return the official code of a path: its own, or the leading digits of one inside it.

    Args:
        path: official names from the province down.
        places: places that may carry the code; "" is returned if none does.
    """
    inside = ""
    for place in places:
        parts = tuple(place.path.split("/"))
        if parts == path and place.code:
            return place.code
        regular = len(parts) <= len(_DIGITS) and len(place.code) == _DIGITS[len(parts) - 1]
        if not inside and regular and parts[: len(path)] == path:
            inside = place.code[: _DIGITS[len(path) - 1]]
    return inside
