"""Matches two kinds of things one to one: headlines or bylines with articles."""

from __future__ import annotations

from collections.abc import Mapping

_NEVER = -9.0
_LEAST_GAIN = 1e-6


def match(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Match bylines with articles one to one, so that the sum of the scores is high.

    The best pairs are taken first; then articles are exchanged as long as that betters the sum.

    Args:
        scores: score of each possible (byline, article).
    """
    found: dict[int, int] = {}
    for _, byline, article in sorted((-s, b, a) for (b, a), s in scores.items()):
        if byline not in found and article not in found.values():
            found[byline] = article
    bylines = sorted({byline for byline, _ in scores})
    articles = sorted({article for _, article in scores})
    better = True
    while better:
        better = False
        for byline in bylines:
            for article in articles:
                better = _exchange(scores, found, byline, article) or better
    return found


def _exchange(
    scores: Mapping[tuple[int, int], float], found: dict[int, int], byline: int, article: int
) -> bool:
    """Give a byline another article, and its own to that one's byline, if that is better."""
    own = found.get(byline)
    if own == article:
        return False
    other = next((b for b, a in found.items() if a == article), None)
    gain = scores.get((byline, article), _NEVER)
    gain -= scores[byline, own] if own is not None else 0.0
    swapped = other is not None and own is not None and (other, own) in scores
    if other is not None:
        gain -= scores[other, article]
        gain += scores[other, own] if swapped and own is not None else 0.0
    if gain <= _LEAST_GAIN:
        return False
    if other is not None:
        del found[other]
        if swapped and own is not None:
            found[other] = own
    found[byline] = article
    return True
