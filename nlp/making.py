"""Makes facts of characters that somebody else names: a user's dictionary, another tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..corpus.types import Span
from .people.affiliation import Affiliation, Affiliations
from .people.cues import find_cues
from .people.roles import role_of
from .places import load_gazetteer
from .types import Level, Organisation, Person, Place, Program, SegmentedArticle, Status

#: A practice that no rule weighed is as central as the average one.
_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that is named in an article.

    Attributes:
        mentions: where, ascending; not empty. The name is the longest form of these.
        source: what found it, as the facts say it.
        status: how sure that is.
        confidence: 0 to 1.
        canonical: the name it goes by, "" if that is the form in the text.
        code: official code of the place it is or belongs to; of a practice any code; "" if none.
        also: further mentions, of other forms.
    """

    mentions: tuple[Span, ...]
    source: str
    status: Status = Status.EXACT
    confidence: float = 1.0
    canonical: str = ""
    code: str = ""
    also: tuple[Span, ...] = ()

    @property
    def everywhere(self) -> tuple[Span, ...]:
        """All mentions, ascending."""
        return tuple(sorted((*self.mentions, *self.also)))

    def name_in(self, text: str) -> tuple[str, Span, tuple[str, ...]]:
        """Return its longest form in a text, where that stands first, and the other forms."""
        best = max(self.mentions, key=lambda span: (len(span), -span.start))
        name = best.of(text)
        forms = dict.fromkeys(span.of(text) for span in self.everywhere)
        return name, best, tuple(form for form in forms if form != name)


def make_place(text: str, named: Named) -> Place:
    """Return a place of unknown path."""
    name, span, _ = named.name_in(text)
    place = (name, "", "", Level.OTHER, span, named.everywhere, Status.UNLOCATED, named.source)
    return Place(*place, confidence=named.confidence)


def make_program(text: str, named: Named) -> Program:
    """Return a practice."""
    name, span, aliases = named.name_in(text)
    return Program(
        name, aliases, span, named.everywhere, named.status, named.source,
        weight=_WEIGHT, confidence=named.confidence, canonical=named.canonical, code=named.code,
    )  # fmt: skip


def make_organisation(text: str, named: Named, places: Sequence[Place]) -> Organisation:
    """Return a body; its place is that of its code, or the one with which its name begins.

    Args:
        text: the article.
        named: the body.
        places: the places of the article.
    """
    name, span, aliases = named.name_in(text)
    path, code, level = _home(named, places)
    return Organisation(
        name, path, span, named.everywhere, named.status, named.source,
        canonical=named.canonical or name, aliases=aliases, level=level, code=code,
        confidence=named.confidence,
    )  # fmt: skip


def _home(named: Named, places: Sequence[Place]) -> tuple[str, str, Level]:
    """Return path, code and level of the place of a body; empty ones if it is not known."""
    unit = load_gazetteer().unit(named.code) if named.code else None
    if unit is not None:
        return unit.path, unit.code, unit.level
    for place in places:
        for span in place.mentions:
            if any(one.start == span.start and one.contains(span) for one in named.mentions):
                return place.path or place.name, place.code, place.level
    return "", "", Level.OTHER


def make_people(
    segmented: SegmentedArticle,
    named: Sequence[Named],
    places: Sequence[Place],
    organisations: Sequence[Organisation],
) -> tuple[Person, ...]:
    """Return people with the roles that the text gives them.

    Args:
        segmented: the article.
        named: the people.
        places: its places.
        organisations: its bodies.
    """
    text = segmented.article.text
    cues = find_cues(text)
    taken = sorted(span for place in places for span in place.mentions)
    belongs = Affiliations(text, places, organisations)
    people: list[Person] = []
    for one in named:
        name, span, _ = one.name_in(text)
        read = (belongs.of(role_of(segmented, cues, at, taken), at) for at in one.mentions)
        role = max(read, key=lambda found: len(found.role))
        people.append(_person(name, span, one, role))
    return tuple(people)


def _person(name: str, span: Span, named: Named, role: Affiliation) -> Person:
    unit = load_gazetteer().unit(named.code) if named.code else None
    return Person(
        name, role.role, span, named.everywhere, named.status, named.source, role.post, role.body,
        unit.path if unit else role.place, unit.code if unit else role.code,
        confidence=named.confidence, canonical=named.canonical,
    )  # fmt: skip
