"""The model: how likely a candidate names a practice, from what was seen about it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from .lexicon import weights

#: A candidate is reported from this probability on. Swept 0.3 to 0.7, page by page: F1 flat to 0.6.
THRESHOLD = 0.5
#: From this probability on a finding counts as exact, below as inferred.
CERTAIN = 0.75


def probability(kind: str, features: Iterable[str]) -> float:
    """Return the probability that a candidate with these features names a practice.

    A logistic model: 1 / (1 + exp(-(bias + sum of the weights of the features seen))).

    Args:
        kind: ``quoted`` or ``plain``.
        features: names of what was seen; a feature without a weight counts nothing.
    """
    table = weights(kind)
    # The exact sum does not depend on the order in which a set is gone through.
    total = math.fsum(table.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-table["bias"] - total))


def raised(likely: float, by: float) -> float:
    """Return a probability with further evidence added.

    Args:
        likely: a probability between 0 and 1, both excluded.
        by: log-odds of the evidence.
    """
    return 1 / (1 + math.exp(-math.log(likely / (1 - likely)) - by))
