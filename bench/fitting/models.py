"""The mathematics that the fits share: models, what is left out of a fit, tables of weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_T = TypeVar("_T")

Vector = NDArray[np.float64]

#: Newton's method has converged long before.
NEWTON_STEPS = 30
#: What a step of gradient descent keeps of the one before.
MOMENTUM = 0.9


def folds(items: Sequence[_T], number: int) -> Iterator[tuple[list[_T], Sequence[_T]]]:
    """Yield the items of all folds but one, to fit to, and those of that one, to judge by.

    Args:
        items: e.g. pages; every ``number``-th is of the same fold.
        number: how many folds there are.
    """
    for fold in range(min(number, len(items))):
        yield [one for at, one in enumerate(items) if at % number != fold], items[fold::number]


def by_group(
    items: Sequence[_T], group: Callable[[_T], str]
) -> Iterator[tuple[list[_T], list[_T]]]:
    """Yield the items of all groups but one, to fit to, and those of that one, to judge by."""
    for name in dict.fromkeys(map(group, items)):
        yield [one for one in items if group(one) != name], [o for o in items if group(o) == name]


def fit_logistic(seen: Vector, labels: Vector, penalty: Vector, origin: Vector) -> Vector:
    """Return the weights of a logistic model, by Newton's method.

    They are the maximum a posteriori estimate under a normal prior around ``origin``.

    Args:
        seen: a row an example, a column a feature.
        labels: 1 or 0 an example.
        penalty: L2 penalty of each weight, the inverse of its prior variance.
        origin: what each weight is drawn to.
    """
    weights = origin.copy()
    for _ in range(NEWTON_STEPS):
        likely: Vector = 1 / (1 + np.exp(-(seen @ weights)))
        slope = seen.T @ (likely - labels) + penalty * (weights - origin)
        curve = (seen * (likely * (1 - likely))[:, None]).T @ seen + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def descend(slope: Callable[[Vector], Vector], start: Vector, rate: float, steps: int) -> Vector:
    """Return where gradient descent with momentum ends; L-BFGS would need SciPy.

    Args:
        slope: the gradient at a point.
        start: the first point.
        rate: how far a step goes, in gradients.
        steps: how many.
    """
    weights = start.copy()
    speed: Vector = np.zeros_like(weights)
    for _ in range(steps):
        speed = MOMENTUM * speed - rate * slope(weights)
        weights = weights + speed
    return weights


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Vector:
    """Return a row an example and a column a feature; features without a name here are left out."""
    index = {name: at for at, name in enumerate(names)}
    out: Vector = np.zeros((len(rows), len(names)))
    for row, features in enumerate(rows):
        for name, value in features.items():
            if name in index:
                out[row, index[name]] = value
    return out


def write_last_column(path: Path, weights: Mapping[tuple[str, ...], float]) -> None:
    """Write weights into the last column of a table; comments and other columns stay.

    Args:
        path: a table, cells parted by tabs.
        weights: by the first cells of a row.

    Raises:
        KeyError: a row of the table has no weight.
    """
    width = len(next(iter(weights)))
    lines: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            *cells, _ = line.split("\t")
            lines.append("\t".join([*cells, f"{weights[tuple(cells[:width])]:.2f}"]))
        else:
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")
