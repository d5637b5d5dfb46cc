"""How central a practice is to its article: the figure that picks the practice of a case."""

from __future__ import annotations

from dataclasses import dataclass

from ...corpus.types import Article, Span
from .merging import Group, headline_end

#: What each sign adds. Fitted as a softmax over the practices of an article whose central one is
#: known (67 articles of annotated pages, left out page by page: 60 right), then rounded.
_WEIGHTS = {
    "headline": 2.0,
    "early": 1.5,
    "first": 1.5,
    "often": 1.2,
    "method": 1.0,
    "found": 1.0,
    "named": 0.7,
    "quoted": 0.6,
    "likely": 0.5,
    "build": 0.3,
    "taken_up": 0.3,
}
_TOTAL = sum(_WEIGHTS.values())
#: Features that say what sort of thing is named.
_NAMED = frozenset({"inner1", "inner2", "inner3", "suffix2", "suffix3", "suffix4"})
#: More mentions than this say nothing more.
_MENTIONS = 5
#: A headline shares at least so many characters in a row with a name it refers to.
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the practices of an article stand.

    Attributes:
        body: offset where headline and subhead end.
        first: offset of the first practice mentioned behind it.
    """

    body: int
    first: int


def opening(article: Article, groups: list[Group]) -> Opening:
    """Return where the body begins and where its first practice stands."""
    body = headline_end(article)
    starts = [one.name.start for group in groups for one in group.members]
    return Opening(body, min((start for start in starts if start >= body), default=-1))


def weight(article: Article, one: Group, mentions: tuple[Span, ...], where: Opening) -> float:
    """Return 0 to 1: how much headline, place, frequency and wording make of a practice.

    Args:
        article: the article.
        one: the practice.
        mentions: all its mentions, ascending.
        where: what ``opening`` returned for the article.
    """
    text = article.text
    inside = [mention.start for mention in mentions if mention.start >= where.body]
    size = max(1, len(text) - where.body)
    seen = {feature for member in one.members for feature in member.features}
    head = one.best.head
    shares = {
        "headline": _shared(one.key, text[: where.body]) / max(1, len(one.key)),
        "early": 1 - (inside[0] - where.body) / size if inside else 0.0,
        "first": float(any(member.name.start == where.first for member in one.members)),
        "often": min(max(0, len(inside) - 1), _MENTIONS - 1) / (_MENTIONS - 1),
        "method": float(head is not None and head.cls == "method"),
        "found": float("found" in seen),
        "named": float(head is not None or bool(seen & _NAMED)),
        "quoted": float(one.best.kind == "quoted"),
        "likely": one.score,
        "build": float("build" in seen),
        "taken_up": float(
            head is not None and any(sign + head.text in text for sign in ("该", "这一", "这种"))
        ),
    }
    return round(sum(_WEIGHTS[name] * share for name, share in shares.items()) / _TOTAL, 4)


def _shared(core: str, headline: str) -> int:
    """Return the length of the longest piece of ``core`` that the headline has as well."""
    longest = 0
    for start in range(len(core)):
        while core[start : start + longest + 1] in headline and start + longest < len(core):
            longest += 1
    return longest if longest >= _SHARED else 0
