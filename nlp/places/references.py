"""Words that point at a place (该旗, 全区, 我市, 当地), resolved to the unit they refer to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...corpus.types import Span
from ..types import Level, Place, PlaceReference, SegmentedArticle, Status
from .gazetteer import Gazetteer, load_gazetteer

_TYPES = "自治区|自治州|自治县|街道|苏木|嘎查|社区|省|市|县|区|旗|盟|州|镇|乡|村"
_POINTING = re.compile(
    rf"(?P<near>该|这个|本)(?P<type>{_TYPES})|(?P<all>全|我们|我|咱们?|整个)(?P<type2>{_TYPES})|(?P<here>当地)"
)
#: Behind these the last character belongs to another word: 全市场, 我区域, 该村民.
_GLUED = re.compile(r"[场民域值容庄官落级镇]|长(?!期)|委|政府|人大|政协")
_NAME_OF_PAPER = re.compile(
    r"(?:农村|法治|法制|新闻)?(?:日报|晚报|晨报|早报|都市报|商报|时报|周报|报)$"
)
#: Digits of codes from the province to the village.
_SIZES = (2, 4, 6, 9, 12)
_COUNTY = 6
_LEVELS = {
    2: Level.PROVINCE,
    4: Level.PREFECTURE,
    6: Level.COUNTY,
    9: Level.TOWNSHIP,
    12: Level.VILLAGE,
}
#: A named unit is what 该 points at only so many characters behind it.
_NEAR = 400
#: Share of the mentions of counties that the county of the article has at least.
_MOST = 0.5
#: Share of references of each source that were right when read.
_RIGHT = {"last": 0.95, "article": 0.95, "newspaper": 0.9, "here": 0.85}


@dataclass(frozen=True, slots=True)
class _Weights:
    """How often the units of an article are spoken of, those above them included.

    Attributes:
        units: mentions by code, those of places inside the unit included.
        names: official names by code.
        named: codes of the units that are named themselves.
    """

    units: Counter[str]
    names: dict[str, str]
    named: frozenset[str]

    def of_type(self, kind: str, sizes: Sequence[int]) -> list[str]:
        """Return the codes of units whose name ends with a type, the most spoken of first."""
        fit = [
            (-count, at, code)
            for at, (code, count) in enumerate(self.units.items())
            if len(code) in sizes and self.names[code].endswith(kind)
        ]
        return [code for _, _, code in sorted(fit)]


def find_references(
    segmented: SegmentedArticle, places: Sequence[Place]
) -> tuple[PlaceReference, ...]:
    """Resolve the words of an article that point at a place.

    Args:
        segmented: the article, cut into words.
        places: its places, as ``find_places`` returns them.

    Returns:
        One reference for each place where such words stand and what they refer to is certain, in
        the order of the text. What stays open (two districts, 全区) has none.
    """
    return tuple(_found(segmented, places)) if places else ()


def _found(segmented: SegmentedArticle, places: Sequence[Place]) -> Iterator[PlaceReference]:
    text, gazetteer = segmented.article.text, load_gazetteer()
    weights = _weigh(places, gazetteer)
    named = sorted(
        ((span, place) for place in places if place.code for span in place.mentions),
        key=lambda pair: pair[0].start,
    )
    paper = _paper(segmented.article.origin.newspaper, gazetteer)
    for found in _POINTING.finditer(text):
        if _GLUED.match(text, found.end()) or found.start() not in segmented.boundaries:
            continue
        before = [
            place for span, place in named if found.start() - _NEAR <= span.end <= found.start()
        ]
        at = bisect_right(segmented.sentences, found.start(), key=lambda span: span.start) - 1
        begin = segmented.sentences[at].start if at >= 0 else 0
        if found["here"]:
            code, source = _here(before), "here"
        else:
            kind = found["type"] or found["type2"]
            same = [place for span, place in named if begin <= span.end <= found.start()]
            near = _last(before, kind, gazetteer) if found["near"] else _one(same, kind, gazetteer)
            code, source = (near, "last") if near else (_whole(weights, kind), "article")
            if not code and found["all"]:
                code, source = _of_paper(paper, kind, gazetteer), "newspaper"
        if code:
            yield _reference(found, code, source, gazetteer)


def _reference(
    found: re.Match[str], code: str, source: str, gazetteer: Gazetteer
) -> PlaceReference:
    return PlaceReference(
        found[0],
        gazetteer.path(code),
        code,
        _LEVELS[len(code)],
        Span(*found.span()),
        Status.INFERRED if source == "newspaper" else Status.RESOLVED,
        "last" if source == "here" else source,
        _RIGHT[source],
    )


def _weigh(places: Sequence[Place], gazetteer: Gazetteer) -> _Weights:
    units, names = Counter[str](), dict[str, str]()
    for place in places:
        for size in _SIZES if place.status is not Status.AMBIGUOUS else ():
            code = place.code[:size]
            name = gazetteer.name(code) if len(code) == size else ""
            if name:
                units[code] += len(place.mentions)
                names[code] = name
    return _Weights(units, names, frozenset(place.code for place in places))


def _whole(weights: _Weights, kind: str) -> str:
    """Return the unit of a type that the article is about, "" if it is about none or several."""
    counties = weights.of_type("", (_COUNTY,))
    total = sum(weights.units[code] for code in counties)
    main = counties[0] if counties and weights.units[counties[0]] > _MOST * total else ""
    if kind in ("市", "区"):
        if main and weights.names[main].endswith(kind):
            return main
        fit = weights.of_type("自治区", (2,)) if kind == "区" else weights.of_type(kind, (4, 2))
        return _only([code for code in fit if kind == "市" or code in weights.named])
    fit = weights.of_type(kind, _SIZES)
    return main if main in fit else _only(fit, weights)


def _only(codes: Sequence[str], weights: _Weights | None = None) -> str:
    """Return the first code if it is the only one, or is spoken of more than the second."""
    if len(codes) > 1 and weights and weights.units[codes[0]] > weights.units[codes[1]]:
        return codes[0]
    return codes[0] if len(codes) == 1 else ""


def _one(same: Sequence[Place], kind: str, gazetteer: Gazetteer) -> str:
    """Return the unit of a type that a sentence names, "" if there is none or several."""
    codes = {_last([place], kind, gazetteer) for place in same} - {""}
    return codes.pop() if len(codes) == 1 else ""


def _last(before: Sequence[Place], kind: str, gazetteer: Gazetteer) -> str:
    """Return the unit of a type that was named last, "" if there is none."""
    for place in reversed(before):
        own = place.status is not Status.AMBIGUOUS and _LEVELS.get(len(place.code)) is place.level
        if own and gazetteer.name(place.code).endswith(kind):
            return place.code
    return ""


def _here(before: Sequence[Place]) -> str:
    """Return the unit below the prefecture that was named last, not inside another name."""
    for place in reversed(before):
        low = place.level not in (Level.PROVINCE, Level.PREFECTURE) and not place.in_name
        if low and place.status is not Status.AMBIGUOUS:
            return place.code if len(place.code) in _LEVELS else ""
    return ""


def _paper(name: str, gazetteer: Gazetteer) -> str:
    """Return the code of the unit a newspaper is named after, "" if it is none."""
    unit = _NAME_OF_PAPER.sub("", name)
    found = gazetteer.resolve(unit) if unit and unit != name else ()
    high = [one for one in found if len(one.code) <= _COUNTY]
    return high[0].code if len(high) == 1 else ""


def _of_paper(code: str, kind: str, gazetteer: Gazetteer) -> str:
    """Return the unit of a type that a newspaper writes for, "" if it is another one."""
    return code if code and gazetteer.name(code).endswith(kind) else ""
