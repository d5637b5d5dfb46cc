"""Finds organisations: a place or a proper name with the word for a kind of body behind it."""

from __future__ import annotations

from ..types import Organisation, Place, SegmentedArticle, Status
from .bodies import body_spans
from .mentions import mentions_of


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
    named: dict[str, str] = {}
    for span in body_spans(segmented, sorted(paths)):
        inner = [place for place in paths if span.contains(place)]
        path = paths[max(inner)] if inner else ""
        named[span.of(text)] = named.get(span.of(text)) or path
    mentions = {name: mentions_of(text, name) for name in named}
    found = [
        Organisation(
            name=name,
            place=path,
            span=mentions[name][0],
            mentions=mentions[name],
            status=Status.EXACT if path else Status.INFERRED,
            source="grammar",
        )
        for name, path in named.items()
    ]
    return tuple(sorted(found, key=lambda body: body.span))
