"""Puts what a user's dictionary says in the place of what the rules found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ...corpus.types import Span
from ..making import Named, make_organisation, make_people, make_program
from ..places import OwnPlaces
from ..places.mentions import Found
from ..types import (
    DateMention,
    Figure,
    Link,
    Organisation,
    Person,
    Place,
    PlaceReference,
    Program,
    SegmentedArticle,
)
from .entries import EntryType
from .matching import Dictionary, Match

#: What facts of a user's dictionary name as their source.
SOURCE = "dictionary"

_Named = TypeVar("_Named", Place, Program, Person, Organisation)
_Single = TypeVar("_Single", DateMention, PlaceReference, Figure)
#: Names of these may have places in them.
_HOLD_PLACES = frozenset((EntryType.PROGRAM, EntryType.ORGANISATION))


class Orders:
    """What a user's dictionary says of one article.

    Nothing is read inside a term, but places inside names of practices and bodies. Of names of its
    own kind a term takes the place of all that it overlaps; longer names of other kinds stay.

    Args:
        dictionary: the dictionary, None if the user has none.
        segmented: the article.
    """

    def __init__(self, dictionary: Dictionary | None, segmented: SegmentedArticle) -> None:
        self._segmented = segmented
        self._text = segmented.article.text
        self._matches = dictionary.matches(self._text) if dictionary else ()
        self._starts = [match.span.start for match in self._matches]
        given = [match for match in self._matches if match.entry.type is EntryType.PLACE]
        self.own_places = _OwnPlaces(dictionary.places, given) if dictionary and given else None

    def places(self, found: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return the places; ``found`` are those of the rules, which knew ``own_places``."""
        if not self._matches:
            return found
        self.knowing(found)
        kept = map(self._placed, self._cleared(found, EntryType.PLACE))
        return tuple(sorted(kept, key=lambda place: place.mentions[0]))

    def knowing(self, places: Sequence[Place]) -> Orders:
        """Leave out terms for places that stand inside longer names of the gazetteer.

        Args:
            places: what the finder of places made of the terms.
        """
        if self.own_places is not None and places:
            own = {span for place in places if place.source == SOURCE for span in place.mentions}
            kept = [match for match in self._matches if not _is_place(match) or match.span in own]
            self._matches = tuple(kept)
            self._starts = [match.span.start for match in kept]
        return self

    def _placed(self, place: Place) -> Place:
        """Say of a place that stands only inside terms that it is part of their names."""
        inside = all(self.takes(span) for span in place.mentions)
        return replace(place, in_name=True) if inside and place.source != SOURCE else place

    def organisations(
        self, found: tuple[Organisation, ...], places: tuple[Place, ...]
    ) -> tuple[Organisation, ...]:
        """Return the bodies: those of the dictionary, and those of the rules beside them."""
        if not self._matches:
            return found
        own: list[Organisation] = []
        pairs, found = self._paired(EntryType.ORGANISATION, found)
        for named, known in pairs:
            made = make_organisation(self._text, named, places)
            if known is not None:
                made = replace(made, kind=known.kind, within=known.within)
                if not named.code:
                    made = replace(
                        made, place=known.place, code=known.code, level=known.level,
                        canonical=named.canonical or known.canonical,
                    )  # fmt: skip
            own.append(made)
        kept = self._cleared(found, EntryType.ORGANISATION)
        return tuple(sorted([*kept, *own], key=lambda body: (body.mentions[0], body.span)))

    def programs(self, found: tuple[Program, ...]) -> tuple[Program, ...]:
        """Return the practices: those of the dictionary, and those of the rules beside them."""
        if not self._matches:
            return found
        own: list[Program] = []
        pairs, found = self._paired(EntryType.PROGRAM, found)
        for named, known in pairs:
            made = make_program(self._text, named)
            if known is not None:
                made = replace(made, weight=known.weight, taken_up=known.taken_up)
            own.append(made)
        kept = self._cleared(found, EntryType.PROGRAM)
        return tuple(sorted([*kept, *own], key=lambda one: (one.mentions[0], one.span, one.name)))

    def people(
        self,
        found: tuple[Person, ...],
        places: tuple[Place, ...],
        organisations: tuple[Organisation, ...],
    ) -> tuple[Person, ...]:
        """Return the people: those of the dictionary, and those of the rules beside them."""
        if not self._matches:
            return found
        pairs, found = self._paired(EntryType.PERSON, found)
        named = [one for one, _ in pairs]
        made = make_people(self._segmented, named, places, organisations) if named else ()
        own = [_as_known(one, known) for one, (_, known) in zip(made, pairs, strict=True)]
        kept = self._cleared(found, EntryType.PERSON)
        return tuple(sorted([*kept, *own], key=lambda person: person.span))

    def figures(self, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Return the figures outside of terms; what lost its partner has none."""
        kept = self.outside(found)
        if len(kept) == len(found):
            return found
        spans = {figure.span for figure in kept}
        return tuple(
            replace(figure, partner=None, link=Link.NONE)
            if figure.partner is not None and figure.partner not in spans
            else figure
            for figure in kept
        )

    def outside(self, found: tuple[_Single, ...]) -> tuple[_Single, ...]:
        """Return the facts that do not stand in terms."""
        if not self._matches:
            return found
        return tuple(
            fact
            for fact in found
            if not self.takes(fact.span, place=isinstance(fact, PlaceReference))
        )

    def takes(self, span: Span, kind: EntryType | None = None, *, place: bool = False) -> bool:
        """Tell whether a term takes the characters, so that the rules' reading is void.

        Args:
            span: what the rules read.
            kind: as what; None for figures, dates and what points at places.
            place: it is a place, or points at one.
        """
        first = max(0, bisect_left(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return any(
            match.span.overlaps(span) and _voids(match, span, kind, place=place)
            for match in self._matches[first:last]
        )

    def _paired(
        self, kind: EntryType, found: tuple[_Named, ...]
    ) -> tuple[list[tuple[Named, _Named | None]], tuple[_Named, ...]]:
        """Return what the dictionary names with what the rules know of it, and the other facts.

        What the rules found to be the same, in other forms, is mentioned there too.
        """
        pairs: list[tuple[Named, _Named | None]] = []
        for named in self._named(kind):
            known = _same(named, found)
            if known is not None:
                found = tuple(fact for fact in found if fact is not known)
                also = (span for span in known.mentions if not self.takes(span, kind))
                named = replace(named, also=tuple(also))  # noqa: PLW2901 - the same, completed
            pairs.append((named, known))
        return pairs, found

    def _named(self, kind: EntryType) -> list[Named]:
        """Return what the dictionary names of a kind: terms of one canonical form and code."""
        groups: dict[tuple[str, str], list[Match]] = {}
        for match in self._matches:
            entry = match.entry
            if entry.type is kind:
                key = (entry.canonical or entry.term, entry.code)
                groups.setdefault(key, []).append(match)
        return [
            Named(
                tuple(match.span for match in group), SOURCE,
                canonical=group[0].entry.canonical or group[0].entry.term, code=code,
            )
            for (_, code), group in groups.items()
        ]  # fmt: skip

    def _cleared(self, found: Sequence[_Named], kind: EntryType) -> Iterator[_Named]:
        """Yield the facts without the mentions that terms take."""
        for fact in found:
            if fact.source == SOURCE:
                yield fact
                continue
            place = kind is EntryType.PLACE
            kept = [span for span in fact.mentions if not self.takes(span, kind, place=place)]
            if len(kept) == len(fact.mentions):
                yield fact
            elif kept:
                yield self._moved(fact, kept)

    def _moved(self, fact: _Named, kept: list[Span]) -> _Named:
        """Return a fact that keeps some of its mentions only."""
        best = fact.span if fact.span in kept else max(kept, key=len)
        name = best.of(self._text)
        changed = replace(fact, name=name, span=best, mentions=tuple(kept))
        if isinstance(changed, Program | Organisation):
            surfaces = {span.of(self._text) for span in kept}
            aliases = (form for form in changed.aliases if form in surfaces and form != name)
            return replace(changed, aliases=tuple(aliases))
        return changed


@dataclass(frozen=True, slots=True)
class _OwnPlaces:
    """The terms of an article that are places, for the finder of places."""

    places: OwnPlaces
    matches: Sequence[Match]

    def found(self, text: str) -> Iterator[Found]:
        """Yield their mentions."""
        for match in self.matches:
            yield self.places.mention(match.entry.term, text, match.span)


def _is_place(match: Match) -> bool:
    return match.entry.type is EntryType.PLACE


def _voids(match: Match, span: Span, kind: EntryType | None, *, place: bool) -> bool:
    """Tell whether a term voids what the rules read on characters that it overlaps."""
    if match.entry.type is kind:
        return True
    if span != match.span and span.contains(match.span):
        return False
    return not (
        place
        and match.span.contains(span)
        and (span != match.span and match.entry.type in _HOLD_PLACES)
    )


def _same(named: Named, found: Sequence[_Named]) -> _Named | None:
    """Return the fact of the rules that a term names: with the same mention, or that in quotes."""
    spans = frozenset(named.mentions)
    quoted = frozenset(Span(span.start - 1, span.end + 1) for span in spans)
    for wanted in (spans, quoted):
        known = next((fact for fact in found if not wanted.isdisjoint(fact.mentions)), None)
        if known is not None:
            return known
    return None


def _as_known(person: Person, known: Person | None) -> Person:
    """Return a person with the role that the rules found, if they know the name too."""
    if known is None or not known.role:
        return person
    made = replace(
        person, role=known.role, post=known.post, body=known.body, nickname=known.nickname
    )
    return made if person.code else replace(made, place=known.place, code=known.code)
