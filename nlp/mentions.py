"""Finds every mention of a name in a text."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.types import Span


def mentions_of(text: str, name: str) -> tuple[Span, ...]:
    """Return where a name stands, ascending, no mention overlapping another.

    Args:
        text: the article.
        name: the name, not empty.
    """
    return tuple(_mentions(text, name))


def _mentions(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        yield Span(at, end)
        at = text.find(name, end)
