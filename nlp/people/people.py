"""Finds people: every full personal name, with the role the text gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...corpus.types import Span
from ..types import Person, Place, SegmentedArticle, Status
from .cues import Cues, find_cues
from .evidence import byline_spans
from .homes import village_spans, with_home, with_level
from .mentions import mentions_of
from .minority import SOURCE, find_minority_names
from .names import Candidate, find_han_names, given_name_alone
from .roles import role_of

#: A name with this much evidence is called exact, below it is inferred.
_SURE = 6.0
#: A role this short (村民, 队长) gives way to a longer one at a later mention.
_SHORT_ROLE = 4
#: A transcription of so many characters gains so much over a Han name that is a part of it.
_LONG = 4
_LONGER = 4.0


def find_people(segmented: SegmentedArticle, places: tuple[Place, ...]) -> tuple[Person, ...]:
    """Return the people of an article in the order of first mention.

    Args:
        segmented: the article.
        places: the places found in it; a name that lies inside a place is none. May be empty.
    """
    text = segmented.article.text
    cues = find_cues(text)
    taken = sorted(span for place in places for span in place.mentions)
    han = find_han_names(segmented, cues)
    found = [
        *han,
        *find_minority_names(segmented, cues, (one.end for one in han)),
        *given_name_alone(segmented, cues),
    ]
    best: dict[str, Candidate] = {}
    bylines = byline_spans(text)
    free = [
        one
        for one in found
        if not _is_place(taken, one)
        and not any(span.start <= one.start < span.end for span in bylines)
    ]
    for candidate in _without_overlaps(free):
        name = text[candidate.start : candidate.end]
        if name not in best or candidate.score > best[name].score:
            best[name] = candidate
    villages = village_spans(places, text)
    people = [
        _person(segmented, cues, name, best[name], taken, villages)
        for name in _drop_shortened(text, best)
    ]
    people = [replace(one, role=with_level(one.role, places)) for one in people]
    return _share_roles(text, tuple(sorted(people, key=lambda person: person.span)))


def _without_overlaps(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep the surest of the candidates that share characters, in the order of the text."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if _weight(one, kept[-1]) > _weight(kept[-1], one):
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _weight(one: Candidate, other: Candidate) -> float:
    """Return the score of a reading; a long transcription is the surer, the shorter cuts it."""
    long = one.source == SOURCE and one.end - one.start >= _LONG
    return one.score + (long and one.start <= other.start and one.end > other.end) * _LONGER


def _is_place(taken: list[Span], candidate: Candidate) -> bool:
    """Tell whether a place takes the characters; a given name may equal a place (李玉田)."""
    own = Span(candidate.start, candidate.end)
    for span in taken[max(0, bisect_left(taken, own) - 1) :]:
        if span.start >= own.end:
            break
        given = candidate.role and own.contains(span) and own != span
        if span.overlaps(own) and not given:
            return True
    return False


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


def _person(
    segmented: SegmentedArticle,
    cues: Cues,
    name: str,
    best: Candidate,
    places: list[Span],
    villages: Sequence[Span],
) -> Person:
    text = segmented.article.text
    mentions = mentions_of(text, name)
    role = ""
    for mention in mentions:
        read = with_home(text, role_of(segmented, cues, mention, places), mention, villages)
        if len(read) > len(role) and len(role) <= _SHORT_ROLE:
            role = read
    status = Status.EXACT if best.score >= _SURE else Status.INFERRED
    return Person(name, role, mentions[0], mentions, status, best.source)


def _share_roles(text: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Give the role in front of a list of names to all of them (村民甲、乙、丙)."""
    shared: list[Person] = []
    for person in people:
        before = shared[-1] if shared else None
        if before and before.role and not person.role:
            gap = text[before.span.end : person.span.start]
            if gap in ("、", "和", "与"):
                shared.append(replace(person, role=before.role))
                continue
        shared.append(person)
    return tuple(shared)
