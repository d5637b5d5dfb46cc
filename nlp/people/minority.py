"""Finds names of national minorities, which have no family name in front: 斯琴高娃, 扎西顿珠.

Such a name begins with a known element (or one character before it), where a role, an age, a clause
or a word begins. How far it goes is decided by the elements that cover it and by what follows: a
sign, a verb, a word for grammar. Names with a dot (买买提·吐尔逊) need no announcement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .cues import Cues
from .evidence import (
    CALLED,
    GRAMMATICAL,
    SPEECH_BEHIND,
    is_acting,
    is_byline,
    is_closed,
    is_verb,
    left_evidence,
    right_evidence,
)
from .forms import not_names, surnames
from .judging import is_one_word
from .names import JOINING, LISTED, Candidate

_PACKAGE = __package__ or ""

# In the unit of evidence.py; set by hand on invented sentences of all nationalities, step 0.1.
_ENOUGH = 5.0
_PER_ELEMENT_SIGN = 0.6
_OFTEN_IN_NAMES = 0.0
_IN_NAMES = -0.3
_NOT_IN_NAMES = -1.2
_FOR_GRAMMAR = -4.0
_WORD_INSIDE = -3.0
#: Two elements of two characters: with a verb behind they need no role in front.
_TWO_ELEMENTS = 2.4
_ACTS_BEHIND = 1.5
_ONE_WORD = 1.0
_DOTTED = 9.0
_DOTTED_SIGN = 0.5
_CLOSED_DOTTED = 1.0
#: So many characters of an announced name may be in no list.
_MOST_STRANGE = 2
#: A name without a dot, and each part of one with, is no longer than this.
_LONGEST = 9
_LONGEST_PART = 7
#: A character in at least so many elements may stand alone in a name.
_OFTEN = 4
# Verbs of one character that are in few names: a name ends in front of them.
_DOES = frozenset(
    "开采修唱栽割绣卖买写跳弹吹挖捡收晒熬酿烤煮炒洗缝织编砍喂剪拍撒教住种养放骑打做搬赶来去到"
)
_VERB_TAKEN_IN = -1.5
#: Family names of the Jingpo that the list of family names lacks.
_JINGPO = frozenset("排跑恩番")
#: Says in ``Candidate.source`` that a name is a transcription.
SOURCE = "transcription"
_DOT = re.compile(r"(?<=[\u3400-\u9fff])[·•](?=[\u3400-\u9fff])")
_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def _elements() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "elements.txt"))


@cache
def _automaton() -> AhoCorasick:
    words = [word for word in read_words(_PACKAGE, "elements.txt") if len(word) > 1]
    return AhoCorasick(words, matchkind=MatchKind.Standard)


@cache
def _signs() -> dict[str, float]:
    """Return what a single character weighs in such a name."""
    counts = Counter(sign for element in sorted(_elements()) for sign in element)
    weights = dict.fromkeys(read_words(_PACKAGE, "transcription.txt"), _IN_NAMES)
    weights |= {
        sign: _OFTEN_IN_NAMES if count >= _OFTEN else _IN_NAMES for sign, count in counts.items()
    }
    return {
        sign: weight for sign, weight in weights.items() if sign not in GRAMMATICAL and sign != "一"
    }


def find_minority_names(
    segmented: SegmentedArticle, cues: Cues, ends: Iterable[int] = ()
) -> list[Candidate]:
    """Return names in transcription: with a dot, or announced by a role or a verb of speech.

    Args:
        segmented: the article.
        cues: its roles and verbs of speech.
        ends: where names found before end; 、 and 和 join the next of a list to them.
    """
    text = segmented.article.text
    found: list[Candidate] = []
    free = 0
    for dot in _DOT.finditer(text):
        if dot.start() >= free:
            name = _dotted_name(segmented, cues, dot.start())
            if name is not None:
                found.append(name)
                free = name.end
    tried: set[int] = set()
    closed = {*ends, *(name.end for name in found)}
    for _, begin, _ in _automaton().find_matches_as_indexes(text, overlapping=True):
        for start in (begin - 1, begin):
            if start < 0 or start in tried:
                continue
            tried.add(start)
            listed = start - 1 in closed and text[start - 1] in JOINING
            name = _best_from(segmented, cues, start, listed=listed)
            if name is not None:
                found.append(name)
                closed.add(name.end)
    return found


def _best_from(
    segmented: SegmentedArticle, cues: Cues, start: int, *, listed: bool
) -> Candidate | None:
    """Return the best name without a dot that begins at ``start``."""
    text = segmented.article.text
    if _HAN.match(text, start) is None or text[start] in "的":
        return None
    left, role = left_evidence(segmented, cues, start)
    left = max(left, LISTED) if listed else left
    if left < 0 or is_byline(text, start):
        return None
    cover = _cover(text, start, min(len(text), start + _LONGEST))
    best: Candidate | None = None
    for length in range(2, len(cover)):
        end = start + length
        if text[end : end + 1] in ("·", "•") or text[start - 1 : start] in ("·", "•"):
            continue
        sure = left >= CALLED or cover[length] >= _TWO_ELEMENTS
        score = left + right_evidence(segmented, cues, end, announced=sure) + cover[length]
        if sure and not role and is_acting(text, end):
            score += _ACTS_BEHIND
        if role and length > 2 and is_one_word(segmented, start, end):
            score += _ONE_WORD
        word = text[start:end] in not_names()
        if word or score < _ENOUGH or is_verb(text[end - 1 : end + 1]):
            continue
        score += _words_inside(segmented, start, end)
        if length > 2 and text[end - 1] in _DOES and text[end - 2 : end] not in _elements():
            score += _VERB_TAKEN_IN
        if score >= _ENOUGH and (best is None or score >= best.score):
            best = Candidate(start, end, score, role, SOURCE)
    return best


def _cover(text: str, start: int, stop: int) -> list[float]:
    """Return for every length the best sum over cuts into elements and single characters."""
    best = [0.0]
    for end in range(start + 1, stop + 1):
        sign = text[end - 1]
        if _HAN.match(sign) is None:
            break
        weight = _signs().get(
            sign, _FOR_GRAMMAR if sign in GRAMMATICAL or sign == "一" else _NOT_IN_NAMES
        )
        if end == start + 1 and (surnames().get(sign, -1.0) > -1.0 or sign in _JINGPO):
            weight = 0.0
        score = best[-1] + weight
        for length in range(2, min(8, end - start) + 1):
            if text[end - length : end] in _elements():
                score = max(score, best[end - start - length] + _PER_ELEMENT_SIGN * length)
        best.append(score)
    return best


def _words_inside(segmented: SegmentedArticle, start: int, end: int) -> float:
    """Speak against a name for every verb in it that is no element of names."""
    text = segmented.article.text
    return sum(
        _WORD_INSIDE
        for at in range(start, end - 1)
        if is_verb(text[at : at + 2])
        and at in segmented.boundaries
        and at + 2 in segmented.boundaries
        and text[at : at + 2] not in _elements()
    )


def _dotted_name(segmented: SegmentedArticle, cues: Cues, dot: int) -> Candidate | None:
    """Fit a name around a dot: its first part to the left, one or two parts to the right."""
    text = segmented.article.text
    start = _part_start(segmented, cues, dot)
    if start is None or is_byline(text, start):
        return None
    end = _part_end(segmented, cues, dot + 1)
    while end is not None and text[end : end + 1] in ("·", "•"):
        end = _part_end(segmented, cues, end + 1)
    if end is None:
        return None
    left, role = left_evidence(segmented, cues, start)
    if not _is_transcribed(text[start:end], announced=left >= CALLED):
        return None
    return Candidate(start, end, _DOTTED + left, role, SOURCE)


def _is_transcribed(name: str, *, announced: bool) -> bool:
    """Tell a name with a dot from a motto with one (和美乡村·美丽某地)."""
    signs = [sign for sign in name if sign not in "·•"]
    strange = sum(sign not in _signs() for sign in signs)
    covered = any(
        part[at : at + 2] in _elements() or part[at : at + 3] in _elements()
        for part in re.split("[·•]", name)
        for at in range(len(part) - 1)
    )
    if announced:
        return strange <= _MOST_STRANGE and (covered or not strange)
    foreign = frozenset(read_words(_PACKAGE, "transcription.txt"))
    return not strange and (covered or foreign.issuperset(signs))


def _part_start(segmented: SegmentedArticle, cues: Cues, dot: int) -> int | None:
    text = segmented.article.text
    best: tuple[float, int] | None = None
    for start in range(dot - 1, max(-1, dot - _LONGEST_PART - 1), -1):
        if _HAN.match(text, start) is None:
            break
        left, _ = left_evidence(segmented, cues, start)
        score = left + _part_weight(text, start, dot)
        if best is None or score > best[0]:
            best = score, start
    if best is None:
        return None
    alone = dot - best[1] == 1 and left_evidence(segmented, cues, best[1])[1]
    return best[1] if alone or dot - best[1] > 1 else None


def _part_end(segmented: SegmentedArticle, cues: Cues, begin: int) -> int | None:
    text = segmented.article.text
    best: tuple[float, int] | None = None
    for end in range(begin + 1, min(len(text), begin + _LONGEST_PART) + 1):
        if _HAN.match(text, end - 1) is None:
            break
        right = right_evidence(segmented, cues, end, announced=True)
        dotted = text[end : end + 1] in ("·", "•")
        closed = dotted or right > SPEECH_BEHIND or is_closed(text, end)
        if right < SPEECH_BEHIND and is_verb(text[end - 1 : end + 1]):
            continue
        score = max(right, -1.5) + _part_weight(text, begin, end) + closed * _CLOSED_DOTTED
        if best is None or score > best[0]:
            best = score, end
        if right > SPEECH_BEHIND and end - begin > 1:
            break
    return None if best is None else best[1]


def _part_weight(text: str, start: int, end: int) -> float:
    """Weigh one part of a dotted name: elements most, signs of transcription a little."""
    weight = _cover(text, start, end)[-1]
    return weight + _DOTTED_SIGN * sum(sign in _signs() for sign in text[start:end])
