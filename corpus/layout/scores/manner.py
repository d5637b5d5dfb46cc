"""Tells whether a paragraph argues, as in a commentary, or reports.

A commentary often takes up the report beside it, so that both share their words; it differs in
manner: it speaks of what should be, with few numbers, names and places. The weights in
``data/manner_weights.tsv`` are fitted to annotated pages by ``bench/fitting/manner.py``.
"""

from __future__ import annotations

import re
from functools import cache
from math import exp, log

from ...wordlists import read_rows

#: A cue counts no more often than this in a hundred letters.
MOST_TIMES = 3.0
#: Shorter paragraphs say nothing of their manner.
SHORTEST = 30
_HUNDRED = 100.0
# Below this many letters a single cue would weigh as much as in a long text.
_LEAST = 60
_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 10.0


@cache
def manner_weights() -> dict[str, float]:
    """Return the weight of each cue, of ``numbers``, ``length`` and ``bias``."""
    return {
        cue: float(weight)
        for cue, weight in read_rows("anliku.corpus.layout", "manner_weights.tsv")
    }


def cues_of(text: str, cues: list[str]) -> dict[str, float]:
    """Return how often cues stand in a text, per hundred letters, and what else tells.

    Args:
        text: a paragraph.
        cues: words that commentaries or reports have more often.
    """
    hundreds = max(_LEAST, len(text)) / _HUNDRED
    found = {cue: min(MOST_TIMES, text.count(cue) / hundreds) for cue in cues if cue in text}
    numbers = len(_NUMBER.findall(text)) / hundreds
    return {**found, "numbers": min(_MOST_NUMBERS, numbers), "length": log(len(text)), "bias": 1.0}


def argues_how_surely(text: str) -> float | None:
    """Return the probability that a paragraph is of a commentary, None if it is too short."""
    if len(text) < SHORTEST:
        return None
    weights = manner_weights()
    score = sum(weights.get(cue, 0.0) * times for cue, times in cues_of(text, _cues()).items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


@cache
def _cues() -> list[str]:
    return [cue for cue in manner_weights() if cue not in ("numbers", "length", "bias")]
