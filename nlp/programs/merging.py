"""Puts the candidates of an article together: one practice, one entry, with its short forms."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...corpus.types import Span
from .candidates import Candidate
from .lexicon import weights

_MARKS = re.compile(r"[\s“”‘’「」『』\"()（）、，,—–\-+＋]")


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that name one practice, in text order, and the best of them."""

    key: str
    best: Candidate
    members: tuple[Candidate, ...]
    features: frozenset[str]
    score: float


def key_of(text: str) -> str:
    """Return a name without marks and blanks, for comparison."""
    return _MARKS.sub("", text)


def score(kind: str, features: Iterable[str]) -> float:
    """Return the probability that a candidate with these features names a practice.

    A logistic model: 1 / (1 + exp(-(bias + sum of the weights of the features seen))).
    """
    table = weights(kind)
    total = table["bias"] + sum(table.get(feature, 0.0) for feature in sorted(features))
    return 1 / (1 + math.exp(-total))


def group(text: str, headline: str, candidates: list[Candidate]) -> list[Group]:
    """Group candidates by their core and judge every group by its best member."""
    by_key: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda one: (one.name, one.kind)):
        by_key.setdefault(key_of(candidate.cores[-1].of(text)), []).append(candidate)
    return [_judge(text, headline, key, members) for key, members in by_key.items()]


def _judge(text: str, headline: str, key: str, members: list[Candidate]) -> Group:
    shared: set[str] = set()
    body_starts = text.find("\n") + 1 if headline else 0
    core = members[0].cores[-1].of(text)
    body_count = text.count(core, body_starts)
    if body_count >= 2:
        shared.add("recurs")
    if body_count >= 3:
        shared.add("recurs_often")
    if headline and core in text[:body_starts]:
        shared.add("in_headline")
        if body_count == 0:
            shared.add("only_headline")
    judged = [replace(member, features=member.features | shared) for member in members]
    best = max(judged, key=lambda one: (score(one.kind, one.features), len(one.name)))
    return Group(key, best, tuple(judged), best.features, score(best.kind, best.features))


def without_contained(groups: list[Group]) -> list[Group]:
    """Drop groups all of whose mentions lie inside the name of a better group."""
    ranked = sorted(groups, key=lambda one: (-one.score, one.best.name))
    kept: list[Group] = []
    for one in ranked:
        if any(_inside(member.name, kept) for member in one.members):
            continue
        kept.append(one)
    return kept


def _inside(name: Span, kept: list[Group]) -> bool:
    return any(member.name.overlaps(name) for other in kept for member in other.members)
