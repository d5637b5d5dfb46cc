"""Says which body and which place a role belongs to, and puts them ahead of a bare role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...corpus.types import Span
from ..types import Organisation, Place
from .homes import Homes
from .roles import Reading

#: A bare post (会长) belongs to a body named no further in front of it than this.
_FARTHEST = 90
#: How bodies end that have this post.
_BODIES = {
    "会长": ("会",), "理事长": ("社", "会"), "社长": ("社",), "院长": ("院",), "馆长": ("馆",),
    "校长": ("学", "校"), "园长": ("园",), "所长": ("所",), "站长": ("站",), "队长": ("队",),
    "团长": ("团",), "台长": ("台",), "厂长": ("厂",), "董事长": ("公司", "集团"),
    "总经理": ("公司", "集团"), "经理": ("公司", "集团"), "法人": ("公司",), "局长": ("局",),
    "主任": ("委员会", "村委会", "居委会", "中心", "办公室"), "行长": ("行",), "部长": ("部",),
    "庭长": ("庭",), "大队长": ("大队",), "支队长": ("支队",), "中队长": ("中队",),
    "教导员": ("所",), "政委": ("支队",), "理事": ("会",), "秘书长": ("会",),
}  # fmt: skip
_DEPUTY = re.compile("^(?:副|常务副|党支部书记、|负责人、)")
_JUNK = "、的 "
_SHORTEST_BODY = 3
_OF_VILLAGE = re.compile("党支部|党总支|党委|妇联|监委会|村委会|居委会")


class Affiliation(NamedTuple):
    """A role with what it belongs to; see ``Person`` for the fields."""

    role: str
    post: str
    body: str
    place: str
    code: str


class Affiliations:
    """Knows the bodies and places of one article.

    Attributes:
        text: the article.
    """

    def __init__(
        self, text: str, places: Sequence[Place], organisations: Sequence[Organisation]
    ) -> None:
        self.text = text
        self._homes = Homes(text, places)
        self._bodies = sorted(
            ((span, body) for body in organisations for span in body.mentions),
            key=lambda pair: pair[0],
        )
        self._surfaces = {span.of(text): body for span, body in self._bodies}
        self._places = sorted(
            ((span, place) for place in places for span in place.mentions),
            key=lambda pair: pair[0],
        )

    def of(self, reading: Reading, name: Span) -> Affiliation:
        """Return what the role read at one mention of a person belongs to."""
        role, home = self._homes.complete(reading.text, name)
        role = self._homes.at_level(role)
        inner: list[tuple[Span, Place]] = []
        for span in self._phrases(reading, name):
            body = self._body_in(span)
            if body is not None:
                return self._with_body(role, *body)
            inner.extend(self._places_in(span))
        found = self._beginning(role) or self._bare_post(role, reading, name)
        if found is not None:
            return found
        if inner:
            span, place = _first_chain(inner)
            post = role.partition(span.of(self.text))[2].strip(_JUNK)
            return Affiliation(role, post or role, "", place.path, place.code)
        if home is not None:
            return _of_village(role, reading.text, home)
        return Affiliation(role, role, "", "", "")

    def _beginning(self, role: str) -> Affiliation | None:
        """Find the body a role begins with that is not named beside the person (for 该所)."""
        surface = next((name for name in self._surfaces if role.startswith(name)), "")
        if len(surface) < _SHORTEST_BODY:
            return None
        body = self._surfaces[surface]
        post = role[len(surface) :].strip(_JUNK)
        return Affiliation(role, post or role, body.canonical, body.place, body.code)

    def _phrases(self, reading: Reading, name: Span) -> Iterator[Span]:
        if reading.start < name.start:
            yield Span(reading.start, name.start)
        if reading.behind > name.end:
            yield Span(name.end, reading.behind)

    def _body_in(self, span: Span) -> tuple[Span, Organisation] | None:
        """Return the first body that is named in a phrase, wholly."""
        index = bisect_left(self._bodies, span.start, key=lambda pair: pair[0].start)
        if index < len(self._bodies) and self._bodies[index][0].end <= span.end:
            return self._bodies[index]
        return None

    def _places_in(self, span: Span) -> Iterator[tuple[Span, Place]]:
        index = bisect_left(self._places, span.start, key=lambda pair: pair[0].start)
        while index < len(self._places) and self._places[index][0].end <= span.end:
            yield self._places[index]
            index += 1

    def _with_body(self, role: str, span: Span, body: Organisation) -> Affiliation:
        post = role.partition(span.of(self.text))[2].strip(_JUNK)
        return Affiliation(role, post or role, body.canonical, body.place, body.code)

    def _bare_post(self, role: str, reading: Reading, name: Span) -> Affiliation | None:
        """Find the body in front that a bare post belongs to (…协会…。会长某某)."""
        ends = _BODIES.get(_DEPUTY.sub("", role))
        if ends is None:
            return None
        at = min(reading.start, name.start)
        index = bisect_left(self._bodies, at, key=lambda pair: pair[0].start) - 1
        while index >= 0 and at - self._bodies[index][0].end <= _FARTHEST:
            span, body = self._bodies[index]
            surface = span.of(self.text)
            if surface.endswith(ends) and "\n" not in self.text[span.end : at]:
                return Affiliation(surface + role, role, body.canonical, body.place, body.code)
            index -= 1
        return None


def _first_chain(places: Sequence[tuple[Span, Place]]) -> tuple[Span, Place]:
    """Return the last of the places that stand one behind the other at the beginning."""
    last = places[0]
    for pair in places[1:]:
        if pair[0].start != last[0].end:
            break
        last = pair
    return last


def _of_village(role: str, read: str, home: Place) -> Affiliation:
    """Return a role of somebody in a village; what leads the village is a body of it."""
    body = _OF_VILLAGE.match(read)
    if body is None:
        return Affiliation(role, read, "", home.path, home.code)
    name = home.path.rsplit("/", 1)[-1] + body[0]
    return Affiliation(role, read[body.end() :], name, home.path, home.code)
