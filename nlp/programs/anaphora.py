"""Names taken up again by a demonstrative: 该模式, 这一机制, 这种做法.

What a report takes up so it has introduced by name, so the demonstrative is evidence for the name
before it, and a later mention of the practice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...corpus.types import Span
from .candidates import Candidate
from .lexicon import Head, heads
from .scoring import probability

_DEMONSTRATIVE = re.compile(r"(?:该|这[一种个套项支款]|此[项种]|上述|这些?)(?:创新|特色|新)?")
_LONGEST_NOUN = 4
#: What any practice can be called, whatever its head noun is.
_ANY = frozenset({"模式", "做法", "机制", "办法", "举措", "方式", "经验", "项目", "活动", "品牌"})
#: How far back the name may stand, in characters: with the same noun, and with another one.
_REACH_SAME = 400
_REACH_ANY = 120
#: What another noun takes up must possibly be a name without that: not “土办法”.
_POSSIBLE = 0.3


def taken_up(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those with their demonstratives that a demonstrative takes up again.

    Args:
        text: the text of the article.
        candidates: all places where a practice may be named, in any order.
    """
    found: dict[int, list[Span]] = {}
    for match in _DEMONSTRATIVE.finditer(text):
        noun = _noun_at(text, match.end())
        at = _antecedent(match.start(), noun, candidates) if noun else None
        if noun and at is not None:
            found.setdefault(at, []).append(Span(match.start(), match.end() + len(noun.text)))
    return [
        replace(one, taken_up=tuple(found[at]), features=one.features | {"taken_up"})
        if at in found
        else one
        for at, one in enumerate(candidates)
    ]


def _noun_at(text: str, at: int) -> Head | None:
    known = heads()
    for size in range(_LONGEST_NOUN, 1, -1):
        noun = known.get(text[at : at + size])
        if noun is not None:
            return noun
    return None


def _antecedent(at: int, noun: Head, candidates: Sequence[Candidate]) -> int | None:
    """Return the index of the candidate nearest before ``at`` that the noun can stand for."""
    best: tuple[int, int] | None = None
    for index, one in enumerate(candidates):
        distance = at - one.name.end
        if distance < 0 or distance > _REACH_SAME:
            continue
        same = one.head is not None and one.head.text.endswith(noun.text)
        loose = distance <= _REACH_ANY and one.kind == "quoted" and noun.text in _ANY
        if not same and not (loose and probability(one.kind, one.features) >= _POSSIBLE):
            continue
        rank = (distance, index)
        best = rank if best is None or rank < best else best
    return best[1] if best else None
