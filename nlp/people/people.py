"""Finds people: every full personal name, with the role the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...corpus.types import Span
from ..types import Person, Place, SegmentedArticle, Status
from .cues import Cues, find_cues
from .minority import find_minority_names
from .names import Candidate, find_han_names
from .roles import role_of

#: A name with this much evidence is called exact, below it is inferred.
_SURE = 6.0


def find_people(segmented: SegmentedArticle, places: tuple[Place, ...]) -> tuple[Person, ...]:
    """Return the people of an article in the order of first mention.

    Args:
        segmented: the article.
        places: the places found in it; a name that lies inside a place is none. May be empty.
    """
    text = segmented.article.text
    cues = find_cues(text)
    taken = sorted(span for place in places for span in place.mentions)
    found = [*find_han_names(segmented, cues), *find_minority_names(segmented, cues)]
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda one: (one.start, -one.end)):
        if _overlaps(taken, candidate.start, candidate.end):
            continue
        name = text[candidate.start : candidate.end]
        if name not in best or candidate.score > best[name].score:
            best[name] = candidate
    names = _drop_shortened(text, best)
    people = [_person(segmented, cues, name, best[name]) for name in names]
    return tuple(sorted(people, key=lambda person: person.span))


def _overlaps(taken: list[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in taken)


def _drop_shortened(text: str, names: Iterable[str]) -> list[str]:
    """Leave out names that only begin a longer one, or stand only inside longer ones."""
    ordered = list(names)
    kept: list[str] = []
    for name in ordered:
        longer = [other for other in ordered if other != name and name in other]
        begins = any(other.startswith(name) for other in longer)
        if not begins and text.count(name) > sum(text.count(other) for other in longer):
            kept.append(name)
    return kept


def _person(segmented: SegmentedArticle, cues: Cues, name: str, best: Candidate) -> Person:
    text = segmented.article.text
    mentions = tuple(Span(*found.span()) for found in re.finditer(re.escape(name), text))
    role = ""
    for mention in mentions:
        read = role_of(segmented, cues, mention)
        if len(read) > len(role) and len(role) <= 4:
            role = read
    status = Status.EXACT if best.score >= _SURE else Status.INFERRED
    return Person(name, role, mentions[0], mentions, status, best.source)
