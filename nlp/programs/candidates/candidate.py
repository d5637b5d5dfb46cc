"""What the two finders hand to the model: a possible name and what was seen about it."""

from __future__ import annotations

from dataclasses import dataclass

from ....corpus.types import Span
from ..lexicon import Head


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place of the text where a practice may be named.

    Attributes:
        kind: ``quoted`` or ``plain``, the part of the weight table that judges it.
        name: the whole name, modifier and head noun included.
        cores: what is between the quotation marks; the name itself if there are none.
        head: the head noun, if one was found.
        features: names of what was seen, see ``data/weights.tsv``.
        extended: the name with the members it abbreviates: 点单、派单、评单“三单”机制.
        taken_up: where it is taken up again by a demonstrative: 该机制.
    """

    kind: str
    name: Span
    cores: tuple[Span, ...]
    head: Head | None
    features: frozenset[str]
    extended: Span | None = None
    taken_up: tuple[Span, ...] = ()
