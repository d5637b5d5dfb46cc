"""Gives everything on a page at most one predecessor so that all links together score best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Bids rise by at least this; with n rows the total is within n times it of the best.
_STEP = 0.01
# A page that cannot be settled in so many bids for each row is settled as far as it went.
_MOST_BIDS = 400


def best_predecessors(
    options: Sequence[Mapping[int, float]], alone: Sequence[float]
) -> list[int | None]:
    """Choose predecessors by an auction: rows bid for the column they gain most from.

    Bertsekas' auction algorithm for the assignment problem (Annals of Operations Research 14,
    1988); each row may also stay alone, so no row is forced into a bad link.

    Args:
        options: for each row the scores of its possible predecessors, by their number.
        alone: for each row its score without any.

    Returns:
        For each row its predecessor, None for a row that stays alone.
    """
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    chosen: list[int | None] = [None] * len(options)
    waiting = list(range(len(options) - 1, -1, -1))
    bids = 0
    while waiting and bids < _MOST_BIDS * len(options):
        bids += 1
        row = waiting.pop()
        best, second, at = alone[row], alone[row], None
        for column, score in options[row].items():
            gain = score - price.get(column, 0.0)
            if gain > best:
                best, second, at = gain, best, column
            elif gain > second:
                second = gain
        if at is None:
            chosen[row] = None
            continue
        price[at] = price.get(at, 0.0) + best - second + _STEP
        loser = owner.get(at)
        if loser is not None:
            chosen[loser] = None
            waiting.append(loser)
        owner[at] = row
        chosen[row] = at
    return chosen


def without_circles(
    chosen: Sequence[int | None], options: Sequence[Mapping[int, float]], same: Mapping[int, int]
) -> list[int | None]:
    """Cut the weakest link of every circle.

    Args:
        chosen: predecessor of each row.
        options: scores, as above.
        same: the row that each predecessor number is itself.
    """
    out = list(chosen)
    for start in range(len(out)):
        path: list[int] = []
        row: int | None = start
        while row is not None and row not in path:
            path.append(row)
            before = out[row]
            row = None if before is None else same.get(before)
        if row is None:
            continue
        circle = path[path.index(row) :]
        weakest = min(circle, key=lambda r: (options[r][out[r] or 0], r))
        out[weakest] = None
    return out
