"""Finds the named practices of an article."""

from __future__ import annotations

import re

from ...corpus.types import Span
from ..types import Place, Program, SegmentedArticle
from .anaphora import taken_up
from .candidates import Candidate, View, plain_candidates, quoted_candidates, titled_candidates
from .entries import entries
from .merging import Group, group, settle

#: Titles of documents, films and books name no practice, whatever stands in them.
_DOCUMENT = re.compile(r"《[^《》\n]{1,80}》")


def find_programs(
    segmented: SegmentedArticle, places: tuple[Place, ...] = ()
) -> tuple[Program, ...]:
    """Return the named practices of an article in the order of first mention.

    Args:
        segmented: the article, cut into words.
        places: its places; their names are kept out of the names of practices.

    Returns:
        One entry a practice; ``weight`` says how central it is to the article, 0 to 1.
    """
    groups = settle(judged(segmented, places), segmented.article.text)
    return entries(segmented, groups)


def judged(segmented: SegmentedArticle, places: tuple[Place, ...]) -> list[Group]:
    """Return every candidate practice of an article with its features and its probability."""
    view = View(segmented, places)
    candidates: list[Candidate] = [*quoted_candidates(view), *plain_candidates(view)]
    titles = [Span(*match.span()) for match in _DOCUMENT.finditer(view.text)]
    named = [one for one in candidates if not any(title.overlaps(one.name) for title in titles)]
    named = taken_up(view.text, [*named, *titled_candidates(view)])
    return group(segmented.article, named)
