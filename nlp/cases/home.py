"""The area a page reports on, for cases whose organ is named without it (省委组织部, 我市)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..results import Analysis, Case
from ..types import Place
from .lead_place import code_of

# Words that name an organ or area by its level alone, by the depth of its path. The larger area
# comes first: 自治区党委 is no district, and what a province runs is not one county's.
_LEVELS = (
    (1, re.compile(r"自治区|(?:全|我|本)省|省(?:委|政府|直|级|[一-龥]{1,6}[厅局])")),
    (2, re.compile(r"(?:全|我|本)[市州盟]|[市州盟](?:委|政府|直|级)")),
    (3, re.compile(r"(?:全|我|本)[县旗]|[县旗区](?:委|政府|直)")),
)

# The page speaks of one area when this part of its articles agree, and at least so many of them.
_AGREE = 0.6
_LEAST_ARTICLES = 2

# A name this long is the same place in two articles of one page.
_SURE_NAME = 3


def with_home_places(
    found: Sequence[tuple[Analysis, Case | None]],
) -> tuple[tuple[Analysis, Case | None], ...]:
    """Return the cases of a page, empty places filled from what the other articles agree on.

    A case without a place gets the place of another article whose name its text gives. Failing
    that, if its text names an organ or area by its level alone, it gets the area of that level
    which most articles of the page are about.

    Args:
        found: analysis and case of every article of one page.
    """
    return tuple(
        (analysis, _completed(analysis, case, found) if case and not case.place else case)
        for analysis, case in found
    )


def _completed(
    analysis: Analysis, case: Case, found: Sequence[tuple[Analysis, Case | None]]
) -> Case:
    shared = _shared_place(analysis, found)
    if shared is not None:
        return replace(case, place=shared.path, code=shared.code)
    text = analysis.article.text
    depth = next((depth for depth, pattern in _LEVELS if pattern.search(text)), 0)
    votes = Counter(path for other, _ in found if (path := _area(other, depth)))
    if not depth or not votes:
        return case
    path, agreeing = max(votes.items(), key=lambda item: (item[1], item[0]))
    if agreeing < max(_LEAST_ARTICLES, _AGREE * votes.total()):
        return case
    parts = tuple(path.split("/"))
    code = code_of(parts, (place for other, _ in found for place in other.places))
    return replace(case, place=path, code=code)


def _shared_place(
    analysis: Analysis, found: Sequence[tuple[Analysis, Case | None]]
) -> Place | None:
    """Return the located place of another article whose full name stands here without a path."""
    unlocated = [
        place.name for place in analysis.places if not place.path and len(place.name) >= _SURE_NAME
    ]
    located = {
        place.path.rsplit("/", 1)[-1]: place
        for other, _ in reversed(found)
        for place in other.places
        if place.path
    }
    return next((located[name] for name in unlocated if name in located), None)


def _area(analysis: Analysis, depth: int) -> str:
    """Return the area of that depth an article names most, "" if it names none."""
    areas = Counter(_areas(analysis, depth))
    return max(areas, key=lambda area: (areas[area], area), default="")


def _areas(analysis: Analysis, depth: int) -> Iterator[str]:
    for place in analysis.places:
        parts = place.path.split("/")
        if depth and len(parts) >= depth and parts[0]:
            yield from ("/".join(parts[:depth]) for _ in place.mentions)
