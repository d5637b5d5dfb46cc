"""Finds organisations: a place or a proper name with the word for a kind of body behind it."""

from __future__ import annotations

from ...corpus.types import Span
from ..types import Organisation, Place, SegmentedArticle, Status
from .bodies import body_spans


def find_organisations(
    segmented: SegmentedArticle, places: tuple[Place, ...]
) -> tuple[Organisation, ...]:
    """Return the named bodies of an article in the order of first mention.

    Args:
        segmented: the article.
        places: the places found in it; they begin the names of most bodies. May be empty.
    """
    text = segmented.article.text
    paths = {span: place.path for place in places for span in place.mentions}
    mentions: dict[str, list[Span]] = {}
    sources: dict[str, str] = {}
    for span in body_spans(segmented, sorted(paths)):
        name = span.of(text)
        mentions.setdefault(name, []).append(span)
        inner = [place for place in paths if span.contains(place)]
        if inner and name not in sources:
            sources[name] = paths[max(inner)]
    found = [
        Organisation(
            name=name,
            place=sources.get(name, ""),
            span=spans[0],
            mentions=tuple(spans),
            status=Status.EXACT if name in sources else Status.INFERRED,
            source="grammar",
        )
        for name, spans in mentions.items()
    ]
    return tuple(sorted(found, key=lambda body: body.span))
