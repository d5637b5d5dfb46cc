"""Finds the places of an article: mentions from left to right, each with its surroundings."""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.types import Span
from ..types import Place, SegmentedArticle, Status
from .gazetteer import load_gazetteer
from .grammar import Reader
from .lower import find_endings
from .mentions import Found, found_upper, short_forms
from .surroundings import Surroundings
from .upper import find_uppers


def find_places(segmented: SegmentedArticle) -> tuple[Place, ...]:
    """Find the named places of an article, in the order of their first mention.

    Args:
        segmented: the article, cut into words.

    Returns:
        One ``Place`` for every name of a unit; a short form that only leaves out the type
        (呼伦贝尔 for 呼伦贝尔市) counts as a mention of the long one.
    """
    gazetteer = load_gazetteer()
    uppers = find_uppers(segmented, gazetteer)
    reader = Reader(segmented, gazetteer, Surroundings(uppers, gazetteer))
    waiting = iter(uppers)
    ahead = next(waiting, None)
    for ending in find_endings(segmented):
        while ahead and ahead.start < ending.start:
            reader.add(found_upper(ahead, segmented, gazetteer))
            ahead = next(waiting, None)
        reader.read(ending)
    while ahead:
        reader.add(found_upper(ahead, segmented, gazetteer))
        ahead = next(waiting, None)
    mentions = sorted(
        [*reader.mentions, *short_forms(segmented, reader.mentions)], key=lambda m: m.start
    )
    return tuple(_merge(mentions))


def _merge(mentions: list[Found]) -> Iterator[Place]:
    """Yield one place for the mentions of each name, the first mention's facts leading."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for mention in mentions:
        groups.setdefault((mention.path or mention.name, mention.core), []).append(mention)
    for group in sorted(groups.values(), key=lambda g: _first(g).start):
        first = _first(group)
        yield Place(
            name=first.name,
            path=first.path,
            code=first.code,
            level=first.level,
            span=Span(first.start, first.end),
            mentions=tuple(Span(m.start, m.end) for m in group),
            status=min((m.status for m in group), key=list(Status).index),
            source=first.source,
            in_name=all(m.in_name for m in group),
            candidates=first.candidates,
        )


def _first(group: list[Found]) -> Found:
    return next((mention for mention in group if not mention.in_name), group[0])
