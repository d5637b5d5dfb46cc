"""Says which place and which practice a figure belongs to.

A figure belongs to the place named last before it in its sentence, if one is named
(甲村投入3万元，乙村投入5万元). 全村, 该镇 and 县里 stand for the place of that level named last. A
sentence that names none goes on about the place of those before it in the paragraph, else about
the one place named so far, or the county that those have in common. The same holds for practices,
but theirs reach two sentences only. Whatever is open stays empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...corpus.types import Span
from ..types import Figure, Level, Place, PlaceReference, Program, SegmentedArticle, Status

# Places joined like this to a figure are counted by it (甲乡、乙乡等28个乡镇).
_LISTED = re.compile(r"(?:等|等地)?(?:的)?$")
_WHOLE = re.compile(
    r"(?:全|该|本|我)([国省市州盟县区旗镇乡村社])|([省市县区旗镇乡村])(?:里|上)(?![一-龥]?路)"
)
# Waters and mountains are no places whose figures are told.
_LANDSCAPE = ("河", "江", "湖", "海", "山", "岭", "草原", "沙漠", "水库", "高原")
#: What the names of units of a level end with, by the sign that stands for the level.
_ENDINGS = {
    "省": ("省", "自治区"),
    **dict.fromkeys("市州盟", ("市", "州", "盟", "地区")),
    **dict.fromkeys("县区旗", ("县", "区", "旗", "市")),
    **dict.fromkeys("镇乡", ("镇", "乡", "街道", "苏木")),
    **dict.fromkeys("村社", ("村", "嘎查", "社区", "屯", "寨")),
}
_NO_COUNTIES = ("小区", "社区", "园区", "景区", "片区", "校区")
#: Parts of a path down to the county.
_COUNTY = 3
#: Sentences over which a practice is still spoken of.
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention of a place or practice: its span and what it stands for."""

    span: Span
    name: str


def attach_figures(
    segmented: SegmentedArticle,
    figures: Sequence[Figure],
    places: Iterable[Place],
    programs: Iterable[Program],
    references: Iterable[PlaceReference] = (),
) -> tuple[Figure, ...]:
    """Return the figures with the place and the practice that each belongs to.

    Args:
        segmented: the article.
        figures: its figures, in text order.
        places: its places; those of unknown or ambiguous path are left aside.
        programs: its practices.
        references: words that point at places (该旗), resolved; without them 全村 and 县里 are read
            by the places named last.

    Returns:
        The same figures, but for numbers inside names of places; ``place`` is a path,
        ``program`` the name of a practice, "" if open.
    """
    located = [
        place
        for place in places
        if place.path
        and place.status is not Status.AMBIGUOUS
        and not (place.level is Level.OTHER and place.name.endswith(_LANDSCAPE))
    ]
    named = _mentions(
        (
            *((place.mentions, place.path) for place in located),
            *(((reference.span,), reference.path) for reference in references),
        )
    )
    practised = _mentions((program.mentions, program.name) for program in programs)
    sentences = segmented.sentences
    starts = [sentence.start for sentence in sentences]
    out: list[Figure] = []
    for figure in figures:
        if _in_name(figure, named):
            continue
        at = bisect_right(starts, figure.span.start) - 1
        place = _place(segmented, figure, at, named)
        program = _program(segmented, figure, at, practised)
        out.append(replace(figure, place=place, program=program))
    return tuple(out)


def _mentions(facts: Iterable[tuple[tuple[Span, ...], str]]) -> list[_Mention]:
    found = [_Mention(span, name) for spans, name in facts for span in spans]
    return sorted(found, key=lambda mention: (mention.span, mention.name))


def _in_name(figure: Figure, named: Sequence[_Mention]) -> bool:
    """Tell whether a figure is part of the name of a place (四十里城子镇)."""
    at = bisect_right(named, figure.span.start, key=lambda mention: mention.span.start) - 1
    return at >= 0 and figure.span.end <= named[at].span.end


def _shared_place(named: Sequence[_Mention]) -> str:
    """Return the deepest place if all others lead to it, else the county all are in, else ""."""
    paths = list(dict.fromkeys(mention.name for mention in named))
    if not paths:
        return ""
    deepest = max(paths, key=lambda path: path.count("/"))
    if all(f"{deepest}/".startswith(f"{path}/") for path in paths):
        return deepest
    shared = _common(named)
    return shared if shared.count("/") >= _COUNTY - 1 else ""


def _common(named: Sequence[_Mention]) -> str:
    """Return the unit in which several places lie; of one alone, the unit above it."""
    paths = [mention.name.split("/") for mention in named]
    if len(paths) == 1:
        return "/".join(paths[0][:-1])
    shared: list[str] = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared)


def _place(
    segmented: SegmentedArticle, figure: Figure, sentence: int, named: Sequence[_Mention]
) -> str:
    text = segmented.article.text
    begins = segmented.sentences[sentence].start if sentence >= 0 else 0
    before = bisect_left(named, figure.span.start, key=lambda mention: mention.span.start)
    whole = _whole(text, begins, figure.span.start)
    while before and named[before - 1].span.start >= begins:
        mention = named[before - 1]
        if whole and whole[0] >= mention.span.end:
            break
        if not _LISTED.fullmatch(text, mention.span.end, figure.span.start):
            return _spoken_of(text, named, before - 1)
        before = _before_list(text, named, before - 1)
    paragraph = text.rfind("\n", 0, figure.span.start) + 1
    if whole:
        return _of_level(named[:before], whole[1])
    while before and text.startswith("等", named[before - 1].span.end):
        before = _before_list(text, named, before - 1)  # 卖到宁波等地 is no subject
    if before and named[before - 1].span.start >= paragraph:
        return _spoken_of(text, named, before - 1)
    return _shared_place(named[:before])


def _spoken_of(text: str, named: Sequence[_Mention], index: int) -> str:
    """Return the place of a mention, or what a list of places that ends with it has in common."""
    first = _before_list(text, named, index)
    if first < index or text.startswith("等", named[index].span.end):
        return _common(named[first : index + 1])
    return named[index].name


def _whole(text: str, begins: int, end: int) -> tuple[int, str] | None:
    """Return where 全村 or 县里 stands last in front of a figure, and its sign of level."""
    last = None
    for found in _WHOLE.finditer(text, begins, end):
        last = found
    return (last.start(), last[1] or last[2]) if last is not None else None


def _before_list(text: str, named: Sequence[_Mention], index: int) -> int:
    """Return how many mentions stand in front of a list of places that ends at ``index``."""
    while index and text[named[index - 1].span.end : named[index].span.start] in ("、", "和", "及"):
        index -= 1
    return index


def _of_level(named: Sequence[_Mention], sign: str) -> str:
    """Return the path up to the unit of a level, by the place named last that has one."""
    for mention in reversed(named) if sign in _ENDINGS else ():  # 全国 is no unit
        parts = mention.name.split("/")
        for depth in range(len(parts), 0, -1):
            part = parts[depth - 1]
            above = sign in "县区旗" and part.endswith("市")  # a prefecture is no county
            if part.endswith(_NO_COUNTIES) and sign in "县区旗":
                continue
            if part.endswith(_ENDINGS[sign]) and depth > (sign != "省") + above:
                return "/".join(parts[:depth])
    return ""


def _program(
    segmented: SegmentedArticle, figure: Figure, sentence: int, practised: Sequence[_Mention]
) -> str:
    text = segmented.article.text
    for mention in practised:  # 120支“红石榴服务队” counts the practice itself
        if figure.span.end <= mention.span.start <= figure.span.end + len(figure.of) and figure.of:
            return mention.name
    first = segmented.sentences[max(0, sentence - _SENTENCES)].start if sentence >= 0 else 0
    begins = segmented.sentences[sentence].start if sentence >= 0 else 0
    first = max(first, text.rfind("\n", 0, figure.span.start) + 1)
    end = bisect_left(practised, figure.span.start, key=lambda mention: mention.span.start)
    near = [mention for mention in practised[:end] if mention.span.start >= first]
    if not near:
        return ""
    if near[-1].span.start >= begins:
        return near[-1].name
    return near[-1].name if len({mention.name for mention in near}) == 1 else ""
