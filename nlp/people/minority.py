"""Finds names of national minorities, which have no family name in front: 斯琴高娃, 扎西顿珠."""

from __future__ import annotations

import re
from functools import cache

from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .cues import Cues
from .names import Candidate, left_evidence, right_evidence, surnames

_PACKAGE = __package__ or ""

#: Evidence from the surroundings that such a name needs: one cue in front or behind, and a sign.
_ENOUGH = 3.0
_PER_ELEMENT = 1.0
_NOT_COVERED = -0.7
_SCORE_FLOOR = 3.0
_LONGEST = 8
_DOTTED = 6.0
_CONJUNCTIONS = frozenset("和与及在的不是家也都就")


@cache
def _elements() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "elements.txt"))


@cache
def _pattern() -> re.Pattern[str]:
    signs = "".join(dict.fromkeys("".join(sorted(_elements()))))
    return re.compile(f"[{signs}]{{2,}}(?:[·•][{signs}]{{1,8}})*")


@cache
def _dotted() -> re.Pattern[str]:
    signs = "".join((*read_words(_PACKAGE, "transcription.txt"), *sorted(_elements())))
    return re.compile(f"([{signs}]{{1,6}})(?:[·•][{signs}]{{1,8}})+")


def find_minority_names(segmented: SegmentedArticle, cues: Cues) -> list[Candidate]:
    """Return names in transcription: with a dot, or announced by a role or a verb of speech."""
    text = segmented.article.text
    found = [_dotted_name(segmented, cues, match) for match in _dotted().finditer(text)]
    for run in _pattern().finditer(text):
        if run.end() - run.start() < 3:
            continue
        best = _best_in_run(segmented, cues, run)
        if best is not None:
            found.append(best)
    return found


def _dotted_name(segmented: SegmentedArticle, cues: Cues, match: re.Match[str]) -> Candidate:
    """Fit a name with a dot to the words around: 和, 在 may be caught at its end."""
    start, end = match.span()
    for at in range(start, match.end(1)):
        if at in cues.role_starts or at in segmented.boundaries:
            start = at
            break
    last = max(segmented.article.text.rfind(dot, start, end) for dot in "·•")
    while segmented.article.text[end - 1] in _CONJUNCTIONS and end - last > 2:
        end -= 1
    return Candidate(start, end, _DOTTED, start in cues.role_starts, "transcription")


def _best_in_run(segmented: SegmentedArticle, cues: Cues, run: re.Match[str]) -> Candidate | None:
    text = segmented.article.text
    best: Candidate | None = None
    for start in range(run.start(), run.end() - 1):
        left, role = left_evidence(segmented, cues, start)
        if left < 0:
            continue
        for end in range(run.end(), start + 2, -1):
            name = text[start:end]
            if name[-1] in "·•" or (len(name) > _LONGEST and "·" not in name):
                continue
            around = left + right_evidence(segmented, cues, end)
            if around < _ENOUGH:
                continue
            score = around + _covered(name)
            if score >= _ENOUGH + _SCORE_FLOOR - 1 and (best is None or score > best.score):
                best = Candidate(start, end, score, role, "cue" if role else "context")
    return best


@cache
def _covered(name: str) -> float:
    """Return the best sum over cuts of a name into elements and single characters."""
    best = [0.0] * (len(name) + 1)
    for end in range(1, len(name) + 1):
        best[end] = best[end - 1] + (0.5 if name[end - 1] in "·•" else _NOT_COVERED)
        if end == 1 and name[0] in surnames():
            best[end] = 0.0
        for length in range(2, min(5, end) + 1):
            if name[end - length : end] in _elements():
                best[end] = max(best[end], best[end - length] + _PER_ELEMENT * length / 2)
    return best[-1]
