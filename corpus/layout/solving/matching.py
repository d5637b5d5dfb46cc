"""Matches two kinds of things one to one: headlines or bylines with articles."""

from __future__ import annotations

from collections.abc import Mapping

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
    """Give a byline another article if that is better; who had it gets the old or a free one."""
    own = found.get(byline)
    if own == article or (byline, article) not in scores:
        return False
    gain = scores[byline, article] - (scores[byline, own] if own is not None else 0.0)
    other = next((b for b, a in found.items() if a == article), None)
    instead: int | None = None
    if other is not None:
        gain -= scores[other, article]
        taken = set(found.values()) - ({own} if own is not None else set())
        free = [(s, -a) for (b, a), s in scores.items() if b == other and a not in taken]
        if free:
            best, instead = max(free)[0], -max(free)[1]
            gain += best
    if gain <= _LEAST_GAIN:
        return False
    if other is not None:
        del found[other]
        if instead is not None:
            found[other] = instead
    found[byline] = article
    return True
