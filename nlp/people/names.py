"""Judges whether characters are a personal name, by themselves and by what surrounds them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from heapq import merge

from ...corpus.types import Span
from ..types import SegmentedArticle
from .cues import Cues
from .evidence import (
    BY_NAME_IN_FRONT,
    CALLED,
    FROM,
    GRAMMATICAL,
    IMPOSSIBLE,
    ROLE_IN_FRONT,
    SPEECH_BEHIND,
    is_acting,
    is_aged,
    is_byline,
    is_closed,
    is_role_end,
    is_verb,
    left_evidence,
    right_evidence,
)
from .forms import (
    COMMON_SURNAME,
    FREQUENT_BOTH,
    FREQUENT_WORD,
    FUNCTION_WORD,
    GRAMMATICAL_END,
    RARE_SURNAME,
    body_words,
    form,
    given_odds,
    looks_given,
    nicknames,
    not_names,
    surnames,
    transcription,
)

# Weights of the evidence, in the unit of a natural logarithm; set by hand on the gold pages and on
# the PER spans of two public collections, in steps of 0.5. A name needs ENOUGH.
ENOUGH = 4.5
LISTED = 3.5
_ONE_WORD = 1.5
_SURNAME_AND_WORD = 0.8
_SHORT_WITHOUT_CUE = -3.0
_SHORT_AND_RARE = -1.0
_LONG_WITHOUT_CUE = 0.0
# Behind a role a name has two given characters rather than one, if the next one may be given.
_FULL_NAME = 0.5
_CLOSED = 0.5
_NO_FULL_NAME = -1.5
_LEFT_OVER = -1.0
_LIKELY_ALONE = -0.5
_NEXT_IN_LIST = 1.5
_LIKE_A_NAME = 2.0
_LIKE_A_PLACE = -1.5
_RECURS = 0.7
_MOST_RECURRENCES = 3
_ALWAYS_LONGER = -2.0
# Below this, the best that can stand behind and recur does not make ENOUGH.
_HOPELESS = ENOUGH - SPEECH_BEHIND - 0.5 - _RECURS * _MOST_RECURRENCES

_RARE_RANGES = "\u3400-\u4dbf\U00020000-\U0003ffff"
#: Roles that are given names as well.
_NAMELIKE_ROLES = frozenset(("英雄", "冠军", "模范", "博士", "先锋", "好人"))
# How somebody speaks: the first character belongs to no name (周某欣喜地).
_FEELINGS = frozenset(
    ("欣喜", "欣慰", "欣然", "喜悦", "高兴", "开心", "激动", "兴奋", "满意", "感慨", "坦言", "坦然")
)
JOINING = frozenset("、和与及 ")
#: A foreign name without a dot is no longer than this; characters that begin other words.
_LONGEST_FOREIGN = 8
_NO_FOREIGN = GRAMMATICAL | frozenset("多特没把家同本先日今美英法德俄韩")
_AND = frozenset("和与及")
# Roles that the list does not know, and ages, end in one of these.
_ROLE_SIGNS = frozenset("员户主农工民手者族师的岁人长")
_PLACE_ENDS = frozenset(
    "岛村镇乡县市区旗州省屯寨沟街路巷桥河湖山庄湾坡岭坪塘滩江海港城关店堡营梁峪洼岗口坝堰园苑庙寺塔宫殿祠陵"
)
#: Of these, what given names end in as well.
_NAMELIKE_PLACE_ENDS = frozenset("山海江河湖港城")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: where it stands, how sure it is, and what speaks for it."""

    start: int
    end: int
    score: float
    role: bool
    source: str


@cache
def _pattern() -> re.Pattern[str]:
    single = "".join(name for name in surnames() if len(name) == 1)
    double = "|".join(name for name in surnames() if len(name) == 2)
    given = "".join(given_odds()) + _RARE_RANGES
    return re.compile(f"(?:{double}|[{single}])[{given}]{{1,3}}")


@cache
def _starts() -> re.Pattern[str]:
    """Return what matches one character wherever a name may begin, words of grammar left out."""
    first = "".join(dict.fromkeys(name[0] for name in surnames() if name not in _function_words()))
    second = "".join(dict.fromkeys(name[1] for name in surnames() if len(name) == 2))
    return re.compile(f"[{first}](?=[{second}{''.join(given_odds())}{_RARE_RANGES}])")


@cache
def _function_words() -> frozenset[str]:
    """Return the family names that are words of grammar: only a role in front makes them names."""
    return frozenset(name for name, weight in surnames().items() if weight == FUNCTION_WORD)


def _possible_starts(text: str, cues: Cues) -> Iterator[int]:
    """Yield where names may begin, ascending."""
    words = _function_words()
    behind = sorted(at for at in cues.role_starts if text[at : at + 1] in words)
    return merge((begin.start() for begin in _starts().finditer(text)), behind)


def find_han_names(segmented: SegmentedArticle, cues: Cues) -> list[Candidate]:
    """Return the Chinese names of an article that have evidence enough, best reading each."""
    text = segmented.article.text
    found: list[Candidate] = []
    free = 0
    byline = -1
    roles, boundaries, match = cues.role_starts, segmented.boundaries, _pattern().match
    for start in _possible_starts(text, cues):
        if start < free or (
            start not in boundaries
            and start not in roles
            and text[start - 1 : start] not in _ROLE_SIGNS
        ):
            continue
        inside_role = start + 1 in roles and start not in roles
        if inside_role or not _may_start(segmented, cues, start):
            continue
        name = match(text, start)
        if name is None:
            continue
        if start <= byline or is_byline(text, start):
            byline = name.end() + 1
            continue
        listed = bool(found) and start == found[-1].end + 1 and text[start - 1] in JOINING
        best = _best_reading(segmented, cues, start, name.end(), listed=listed)
        if best is not None:
            best = _whole_foreign(text, best)
            found.append(best)
            free = best.end
    return found


def _whole_foreign(text: str, name: Candidate) -> Candidate:
    """Return a foreign name behind a role up to its end (总统阿利耶夫, not 阿利耶)."""
    signs, end = transcription(), name.end
    if not name.role or not signs.issuperset(text[name.start : end]):
        return name
    while (
        text[end : end + 1] in signs
        and end - name.start < _LONGEST_FOREIGN
        and text[end] not in _NO_FOREIGN
        and not is_verb(text[end : end + 2])
    ):
        end += 1
    return replace(name, end=end)


def _may_start(segmented: SegmentedArticle, cues: Cues, start: int) -> bool:
    text = segmented.article.text
    if text[start] in _AND and surnames().get(text[start + 1 : start + 2], 0.0) == COMMON_SURNAME:
        return False
    if start in cues.role_starts:
        # The segmenter may glue the last character of the role to the family name (店主江某某).
        near = (start, start - 1, cues.role_starts[start])
        aligned = not segmented.boundaries.isdisjoint(near)
        return aligned and text[start - 1 : start + 1] != "工程"
    if start not in segmented.boundaries:
        return is_role_end(segmented, start) or is_aged(text, start)
    return True


def _best_reading(
    segmented: SegmentedArticle, cues: Cues, start: int, stop: int, *, listed: bool
) -> Candidate | None:
    text = segmented.article.text
    family = 2 if text[start : start + 2] in surnames() and stop - start > 2 else 1
    left, role = left_evidence(segmented, cues, start)
    if listed:
        left = LISTED
    if left == BY_NAME_IN_FRONT and surnames().get(text[start], 0.0) < FREQUENT_BOTH:
        return None
    best: Candidate | None = None
    longest = stop
    if stop - start > family + 2 and not _has_two_surnames(text, start, family, left):
        longest = start + family + 2
    for end in range(longest, start + family, -1):
        inside = left + form(text[start:end], family)
        if left >= ROLE_IN_FRONT:
            inside += _after_role(segmented, start, end, stop, family)
        given = text[start + family : end]
        nickname = given in nicknames() or (len(given) > 2 and given[:2] in nicknames())
        if nickname:
            if end - start - family > 1 and not _holds_cue(segmented, cues, start, end, family):
                return None
            continue
        inside += _as_words(segmented, start, end)
        if inside < _HOPELESS:
            continue
        score = _score(segmented, cues, left, inside, Span(start, end), Span(start + family, stop))
        if score < ENOUGH or (best is not None and score <= best.score):
            continue
        if not _holds_cue(segmented, cues, start, end, family):
            best = Candidate(start, end, score, role, "cue" if role else "context")
    return best


def _as_words(segmented: SegmentedArticle, start: int, end: int) -> float:
    """Return what it adds that the segmenter takes a name for one word, or for two."""
    boundaries = segmented.boundaries
    if end - start == 2 or end not in boundaries:
        return 0.0
    if boundaries.isdisjoint(range(start + 1, end)):
        return _ONE_WORD
    whole = end - start == 3 and start in boundaries and start + 1 in boundaries
    return _SURNAME_AND_WORD if whole else 0.0


def _after_role(segmented: SegmentedArticle, start: int, end: int, stop: int, family: int) -> float:
    """Return what a role in front adds to readings of three characters, and takes from shorter."""
    text, odds = segmented.article.text, given_odds()
    if end - start == family + 2:
        if text[end - 1 : end + 1] in _FEELINGS:
            return _NO_FULL_NAME
        surname = surnames().get(text[start : start + family], 0.0)
        word = text[start : start + 2]
        closed = end in segmented.boundaries and is_closed(text, end)
        frequent = not_names().get(word, 0.0) <= FREQUENT_WORD
        full = 0.0 if frequent else _FULL_NAME
        unlike = form(text[start:end], family) < 0.0 or is_verb(word)
        return 0.0 if unlike or surname < RARE_SURNAME else full + closed * _CLOSED
    if end - start > family + 1 or end == stop:
        return 0.0
    alone = segmented.boundaries.issuperset((end, end + 1)) and text[end] not in GRAMMATICAL
    likely = alone and odds.get(text[end], -1.0) >= _LIKELY_ALONE
    return _LEFT_OVER if likely and not is_acting(text, end) else 0.0


def _holds_cue(segmented: SegmentedArticle, cues: Cues, start: int, end: int, family: int) -> bool:
    """Tell whether a role ends in these characters or a verb of speech begins in them."""
    return _holds_role(segmented, cues, start, end, family) or _holds_speech(cues, start, end)


def _score(
    segmented: SegmentedArticle,
    cues: Cues,
    left: float,
    inside: float,
    name: Span,
    given: Span,
) -> float:
    """Weigh one reading.

    Args:
        segmented: the article.
        cues: its roles and verbs of speech.
        left: what stands in front speaks so much for a name.
        inside: ``left`` and what the characters and words themselves say.
        name: the reading.
        given: the characters that may belong to the given name, in the longest reading.
    """
    text, start, end = segmented.article.text, name.start, name.end
    announced = left >= CALLED
    right = right_evidence(segmented, cues, end, announced=announced)
    score = inside + right
    if text[end : end + 1] == "、" and _is_like_a_name(text, end + 1):
        score += _NEXT_IN_LIST
    cued = announced or right >= SPEECH_BEHIND
    if not cued:
        score += _without_cue(text, start, end, from_place=left == FROM)
    if score < ENOUGH - _RECURS * _MOST_RECURRENCES:
        return score
    common = surnames().get(text[start], 0.0) == COMMON_SURNAME
    if end - start == 2 and not common and (left < 0 or right < SPEECH_BEHIND):
        return score + _SHORT_AND_RARE
    if end - start > 2 or (cued and common):
        score += _recurrence(text, start, end, given.end)
        if announced and text[end - 1] in GRAMMATICAL and text.count(text[start:end]) > 1:
            score -= GRAMMATICAL_END
    return score


def _is_like_a_name(text: str, start: int) -> bool:
    """Tell whether the next item of a list looks like a full name too."""
    name = text[start : start + 3]
    if surnames().get(name[:1], 0.0) != COMMON_SURNAME or len(name) < len("张某某"):
        return False
    return form(name, 1) >= _LIKE_A_NAME and is_closed(text, start + 3)


def _holds_role(segmented: SegmentedArticle, cues: Cues, start: int, end: int, family: int) -> bool:
    """Tell whether a role ends in these characters: 谷农某, 田保姆 are no names."""
    text = segmented.article.text
    if any(cues.role_starts.get(at, at) == start for at in (end + 1, end + 2)):
        return True
    given = text[start + family : end]
    if given in body_words() or (
        len(given) == 2 and given[0] == given[1] and text[end : end + 1] in ("的", "地")
    ):
        return True
    if cues.role_starts.get(end, end) <= start + family:
        return text[start + family : end] not in _NAMELIKE_ROLES
    return any(
        cues.role_starts.get(at, at) <= start
        or (text[at - 1] in "农民员户工" and is_role_end(segmented, at))
        for at in range(start + 2, end)
    )


def given_name_alone(segmented: SegmentedArticle, cues: Cues) -> list[Candidate]:
    """Return given names alone, between a role and a verb of speech (牧民春梅说)."""
    text = segmented.article.text
    found: list[Candidate] = []
    for start, role in sorted(cues.role_starts.items()):
        name = text[start : start + 2]
        if not looks_given(name) or name[0] == name[1] or name in nicknames():
            continue
        if not {start, start + 2, role} <= segmented.boundaries or name in not_names():
            continue
        at = bisect_left(cues.speech, start + 2)
        if at == len(cues.speech) or cues.speech[at] != start + 2:
            continue
        found.append(Candidate(start, start + 2, ENOUGH, role=True, source="cue"))
    return found


def _holds_speech(cues: Cues, start: int, end: int) -> bool:
    """Tell whether a verb of speech begins in the name (乐呵呵, 时强调)."""
    at = bisect_left(cues.speech, start)
    return at < len(cues.speech) and cues.speech[at] < end


def _has_two_surnames(text: str, start: int, family: int, left: float) -> bool:
    """Tell whether four characters may be a name with the names of both parents (张王某某)."""
    if family != 1 or left < ROLE_IN_FRONT:
        return False
    first, second = (surnames().get(sign, 0.0) for sign in text[start : start + 2])
    return first == second == COMMON_SURNAME


def _recurrence(text: str, start: int, end: int, stop: int) -> float:
    """Return what further mentions add; none if the same character always follows the name."""
    times = text.count(text[start:end]) - 1
    if times and end < stop and text.count(text[start : end + 1]) == times + 1:
        return _ALWAYS_LONGER
    return _RECURS * min(_MOST_RECURRENCES, times)


def is_one_word(segmented: SegmentedArticle, start: int, end: int) -> bool:
    """Tell whether the segmenter takes the characters for one word."""
    inner = range(start + 1, end)
    return end in segmented.boundaries and segmented.boundaries.isdisjoint(inner)


def _without_cue(text: str, start: int, end: int, *, from_place: bool) -> float:
    """A word that nothing announces as a person has to look more like a name than others."""
    name = text[start:end]
    surname = surnames().get(name[0], COMMON_SURNAME)
    perhaps = len(name) > 2 and name[-1] in _NAMELIKE_PLACE_ENDS
    if name in not_names() or (name[-1] in _PLACE_ENDS and not perhaps):
        return IMPOSSIBLE
    least = RARE_SURNAME if from_place else FREQUENT_BOTH
    if surname < COMMON_SURNAME and not (surname >= least and looks_given(name[1:])):
        return IMPOSSIBLE
    if (transcription().issuperset(name) and not from_place) or text[start - 1 : start] in (
        "“",
        "‘",
    ):
        return IMPOSSIBLE
    if perhaps:
        return _LIKE_A_PLACE
    return _SHORT_WITHOUT_CUE if len(name) == 2 else _LONG_WITHOUT_CUE
