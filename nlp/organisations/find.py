"""Finds the organisations of an article."""

from __future__ import annotations

from ..types import Organisation, Place, SegmentedArticle
from .linking import link_mentions
from .readings import read_mentions


def find_organisations(
    segmented: SegmentedArticle, places: tuple[Place, ...] = ()
) -> tuple[Organisation, ...]:
    """Return the named bodies of an article in the order of first mention.

    Args:
        segmented: the article.
        places: the places found in it; they begin the names of most bodies. May be empty.

    Returns:
        One organisation for all forms of its name; joint bodies (县委组织部、县民政局) apart,
        bodies that are named in general (有关部门, 各县公安局) left out.
    """
    text = segmented.article.text
    known = {span: place for place in places for span in place.mentions}
    return link_mentions(text, read_mentions(segmented, known), known)
