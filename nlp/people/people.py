"""Finds people: every full personal name, with the role the text gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from ...corpus.types import Span
from ..mentions import mentions_of
from ..types import Organisation, Person, Place, SegmentedArticle, Status
from .affiliation import Affiliation, Affiliations
from .cues import Cues, find_cues
from .evidence import byline_spans
from .judging import ENOUGH
from .minority import SOURCE, find_minority_names
from .names import Candidate, find_han_names, given_name_alone
from .nicknames import SOURCE as NICKNAME
from .nicknames import find_nicknames
from .roles import is_kin, role_of

#: A name with this much evidence is called exact, below it is inferred.
_SURE = 6.0
#: A role this short (村民, 队长) gives way to a longer one at a later mention.
_SHORT_ROLE = 4
#: What the names of villages end in.
_VILLAGES = ("村", "社区", "嘎查", "寨", "屯", "镇", "乡", "街道", "县", "市", "区", "小区")
#: What people of one role share.
_OF_ROLE = ("role", "post", "body", "place", "code")
_LISTED = frozenset(("、", "和", "与"))
# The confidence of a name by its score.
_LEAST_SURE = 0.8
_PER_SCORE = 0.06
_MOST_SURE = 0.99
#: A transcription of so many characters gains so much over a Han name that is a part of it.
_LONG = 4
_LONGER = 4.0


def find_people(
    segmented: SegmentedArticle,
    places: tuple[Place, ...],
    organisations: tuple[Organisation, ...] = (),
) -> tuple[Person, ...]:
    """Return the people of an article in the order of first mention.

    Args:
        segmented: the article.
        places: the places found in it; a name that lies inside a place is none. May be empty.
        organisations: the bodies found in it, to which roles belong. May be empty.
    """
    text = segmented.article.text
    cues = find_cues(text)
    taken = sorted(span for place in places for span in place.mentions)
    best = _best(text, _candidates(segmented, cues, places, taken))
    belongs = Affiliations(text, places, organisations)
    people = [
        _person(segmented, cues, best[name], taken, belongs) for name in _drop_shortened(text, best)
    ]
    spans = [span for person in people for span in person.mentions]
    called = _best(text, find_nicknames(segmented, cues, spans))
    people += [_person(segmented, cues, one, taken, belongs) for one in called.values()]
    return _share_roles(text, tuple(sorted(people, key=lambda person: person.span)))


def _candidates(
    segmented: SegmentedArticle, cues: Cues, places: tuple[Place, ...], taken: list[Span]
) -> list[Candidate]:
    """Return the possible names that are no places and no bylines, none overlapping another."""
    text = segmented.article.text
    han = find_han_names(segmented, cues)
    found = [
        *han,
        *find_minority_names(segmented, cues, (one.end for one in han)),
        *given_name_alone(segmented, cues),
    ]
    bylines = byline_spans(text)
    authors = {*segmented.article.reporters, *segmented.article.correspondents}
    named = {place.name for place in places}
    return _without_overlaps(
        one
        for one in found
        if not (_is_place(taken, one) or _names_a_place(text[one.start : one.end], one, named))
        and text[one.start : one.end] not in authors
        and not any(span.start <= one.start < span.end for span in bylines)
    )


def _best(text: str, found: Iterable[Candidate]) -> dict[str, Candidate]:
    """Return the surest candidate of each name, names in the order of the candidates."""
    best: dict[str, Candidate] = {}
    for candidate in found:
        name = text[candidate.start : candidate.end]
        if name not in best or candidate.score > best[name].score:
            best[name] = candidate
    return best


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


def _names_a_place(name: str, candidate: Candidate, places: set[str]) -> bool:
    """Tell whether a name without a role is that of a village of the article (红光 for 红光村)."""
    return not candidate.role and any(name + end in places for end in _VILLAGES)


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
    best: Candidate,
    places: list[Span],
    belongs: Affiliations,
) -> Person:
    text = segmented.article.text
    name = text[best.start : best.end]
    mentions = mentions_of(text, name)
    chosen = Affiliation("", "", "", "", "")
    for mention in mentions:
        read = belongs.of(role_of(segmented, cues, mention, places), mention)
        short = len(chosen.role) <= _SHORT_ROLE
        if short and (len(read.role) > len(chosen.role) or _says_more(read.role, chosen.role)):
            chosen = (
                read
                if read.place or not chosen.place
                else read._replace(place=chosen.place, code=chosen.code)
            )
        elif not chosen.role and not chosen.place:
            chosen = read
    return Person(
        name,
        chosen.role,
        mentions[0],
        mentions,
        Status.EXACT if best.score >= _SURE else Status.INFERRED,
        best.source,
        chosen.post,
        chosen.body,
        chosen.place,
        chosen.code,
        nickname=best.source == NICKNAME,
        confidence=_confidence(best.score),
    )


def _says_more(role: str, than: str) -> bool:
    """Tell whether one role goes before another because that only names a relative."""
    return bool(role) and is_kin(than) and not is_kin(role)


def _confidence(score: float) -> float:
    """Return the share of names with this score that are names, measured on annotated news."""
    return round(min(_MOST_SURE, _LEAST_SURE + _PER_SCORE * (score - ENOUGH)), 2)


def _share_roles(text: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Give the role in front of a list of names to all of them (村民甲、乙、丙; 甲、乙等村民)."""
    shared: list[Person] = []
    for person in _share_backwards(text, people):
        before = shared[-1] if shared else None
        listed = before and text[before.span.end : person.span.start] in _LISTED
        shared.append(_with_role_of(before, person) if before and listed else person)
    return tuple(shared)


def _share_backwards(text: str, people: tuple[Person, ...]) -> list[Person]:
    """Give the role behind a list of names to all of them."""
    shared: list[Person] = []
    behind = False
    for person in reversed(people):
        after = shared[-1] if shared else None
        listed = after and text[person.span.end : after.span.start] in _LISTED
        behind = text.startswith("等", person.span.end) or bool(behind and listed)
        given = after and listed and behind
        shared.append(_with_role_of(after, person) if after and given else person)
    return shared[::-1]


def _with_role_of(other: Person, person: Person) -> Person:
    """Return a person without a role with that of another."""
    if person.role or not other.role:
        return person
    return replace(person, **{name: getattr(other, name) for name in _OF_ROLE})
