"""Weighs one reading of a name: its form, the words, and what stands around it."""

from __future__ import annotations

from bisect import bisect_left

from ...corpus.types import Span
from ..types import SegmentedArticle
from .cues import Cues
from .evidence import (
    CALLED,
    FROM,
    GRAMMATICAL,
    IMPOSSIBLE,
    ROLE_IN_FRONT,
    SPEECH_BEHIND,
    is_acting,
    is_closed,
    is_role_end,
    is_verb,
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
    not_names,
    surnames,
    transcription,
)

# Weights of the evidence, in the unit of a natural logarithm; set by hand on the gold pages and on
# the PER spans of two public collections, in steps of 0.5. A name needs ENOUGH.
ENOUGH = 4.5
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
# Words of grammar that are frequent family names: behind a role, with a given name, they are.
_SURNAMES_TOO = frozenset("于常向关和时应")
_PEOPLE = frozenset(
    ("大家", "家人", "客人", "老人", "群众", "记者", "党员", "村民", "居民", "志愿")
)
_GOOD_GIVEN = 1.5
_ROLE_AND_FUNCTION_WORD = 3.0
_NEXT_IN_LIST = 1.5
_LIKE_A_NAME = 2.0
_LIKE_A_PLACE = -1.5
_RECURS = 0.7
_MOST_RECURRENCES = 3
# Below this, the best that can stand behind and recur does not make ENOUGH.
HOPELESS = ENOUGH - SPEECH_BEHIND - 0.5 - _RECURS * _MOST_RECURRENCES
_ALWAYS_LONGER = -2.0
#: Roles that are given names as well.
_NAMELIKE_ROLES = frozenset(("英雄", "冠军", "模范", "博士", "先锋", "好人"))
# How somebody speaks: the first character belongs to no name (周某欣喜地).
_FEELINGS = frozenset(
    ("欣喜", "欣慰", "欣然", "喜悦", "高兴", "开心", "激动", "兴奋", "满意", "感慨", "坦言", "坦然")
)
_PLACE_ENDS = frozenset(
    "岛村镇乡县市区旗州省屯寨沟街路巷桥河湖山庄湾坡岭坪塘滩江海港城关店堡营梁峪洼岗口坝堰园苑庙寺塔宫殿祠陵"
)
#: Of these, what given names end in as well.
_NAMELIKE_PLACE_ENDS = frozenset("山海江河湖港城")


def after_role(segmented: SegmentedArticle, start: int, end: int, stop: int, family: int) -> float:
    """Return what a role in front adds to readings of three characters, and takes from shorter."""
    text, odds = segmented.article.text, given_odds()
    if end - start == family + 2:
        if text[start + family : end] in _PEOPLE:
            return IMPOSSIBLE
        taken_in = odds.get(text[end - 1], -1.0) < 0.0 and is_acting(text, end - 1)
        if taken_in or text[end - 1 : end + 1] in _FEELINGS:
            return _NO_FULL_NAME
        surname = surnames().get(text[start : start + family], 0.0)
        word = text[start : start + 2]
        closed = end in segmented.boundaries and is_closed(text, end)
        if surname == FUNCTION_WORD:
            given = form(text[start:end], family) - surname
            real = closed and text[start] in _SURNAMES_TOO and given >= _GOOD_GIVEN
            return _ROLE_AND_FUNCTION_WORD if real else 0.0
        frequent = not_names().get(word, 0.0) <= FREQUENT_WORD
        full = 0.0 if frequent else _FULL_NAME
        unlike = form(text[start:end], family) < 0.0 or is_verb(word)
        return 0.0 if unlike or surname < RARE_SURNAME else full + closed * _CLOSED
    if end - start > family + 1 or end == stop:
        return 0.0
    alone = segmented.boundaries.issuperset((end, end + 1)) and text[end] not in GRAMMATICAL
    likely = alone and odds.get(text[end], -1.0) >= _LIKELY_ALONE
    return _LEFT_OVER if likely and not is_acting(text, end) else 0.0


def as_words(segmented: SegmentedArticle, start: int, end: int) -> float:
    """Return what it adds that the segmenter takes a name for one word, or for two."""
    boundaries = segmented.boundaries
    if end - start == 2 or end not in boundaries:
        return 0.0
    if boundaries.isdisjoint(range(start + 1, end)):
        return _ONE_WORD
    whole = end - start == 3 and start in boundaries and start + 1 in boundaries
    return _SURNAME_AND_WORD if whole else 0.0


def holds_cue(segmented: SegmentedArticle, cues: Cues, start: int, end: int, family: int) -> bool:
    """Tell whether a role ends in these characters or a verb of speech begins in them."""
    return _holds_role(segmented, cues, start, end, family) or _holds_speech(cues, start, end)


def weigh(
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


def _holds_speech(cues: Cues, start: int, end: int) -> bool:
    """Tell whether a verb of speech begins in the name (乐呵呵, 时强调)."""
    at = bisect_left(cues.speech, start)
    return at < len(cues.speech) and cues.speech[at] < end


def has_two_surnames(text: str, start: int, family: int, left: float) -> bool:
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
