"""Judges whether characters are a personal name, by themselves and by what surrounds them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from ...corpus.wordlists import read_rows, read_words
from ..types import SegmentedArticle
from .cues import Cues

_PACKAGE = __package__ or ""
_CORPUS = "anliku.corpus"

# Weights of the evidence, in the unit of a natural logarithm; set by hand on the gold pages and on
# the PER spans of two public collections, in steps of 0.5. A name needs ENOUGH.
ENOUGH = 4.5
_ROLE_IN_FRONT = 3.5
_LISTED = 3.5
_CALLED = 2.5
_BY_NAME_IN_FRONT = 3.5
_FROM = 1.5
_AFTER_DE = 0.8
_CLAUSE_START = 0.8
_INSIDE_CLAUSE = -0.5
_SPEECH_BEHIND = 2.5
_SIGN_BEHIND = 0.7
_WORD_END = 0.5
_NO_WORD_END = -1.5
_NO_WORD_START = -1.5
_COMMON_SURNAME = 1.0
_FREQUENT_BOTH = 0.5
_RARE_SURNAME = -0.5
_OFTEN_FUNCTION_WORD = -2.5
_FUNCTION_WORD = -4.0
_GRAMMATICAL_END = -1.5
_FREQUENT_WORD = -4.0
_DICTIONARY_WORD = -2.0
_ONE_WORD = 1.5
_SURNAME_AND_WORD = 0.8
_SHORT_WITHOUT_CUE = -3.0
_SHORT_AND_RARE = -1.0
_LONG_WITHOUT_CUE = -1.0
_IMPOSSIBLE = -99.0
_PER_CHARACTER = 0.6
_PER_ODD_CHARACTER = 0.4
_UNKNOWN_CHARACTER = -3.0
_RECURS = 0.7
_MOST_RECURRENCES = 3

_SIGNS = frozenset("，。、；：！？,;:!?”’）)》…\n“（(")
_CALLED_LEFT = re.compile(r"(?:名叫|叫|叫作|叫做|姓名|岁的|取名|化名|名为|户主)$")
_CLAUSE_SIGNS = frozenset("，。；：！？,;:!?“”‘’\n… ")
# A word for grammar rather than for a name: a name may end in front of it, seldom with it.
_GRAMMATICAL = frozenset(
    "为的在是和有与向对把被给将就也都不了着过到从当让等性还又个们说要会能可上下里后时及"
)
_JOINING = frozenset("、和与及 ")
# Behind a name of a person: the family, the home, others that come with them.
_KIN_BEHIND = re.compile(
    r"的?(?:家里|家中|家门口|家的|家院|家庭|家是|家有|一家|夫妇|夫妻|两口子|父子|母女|母子|姐妹|兄弟)|等(?:\d|[一二三四五六七八九十多数]|人|同志|几)|(?:自豪|高兴|激动|笑)"
)
# A role may also end in one of these, in a word that the list does not know.
_ROLE_ENDS = re.compile(
    r"[^，。、；：“”][^人动全复裁成党议官]员$|[^大老教律出]师$|[技电焊瓦钳]工$|(?:能手|标兵|模范|先锋)$"
    r"|[养种][^，。、；：“”]户$|[棚摊店船户业雇房园车牧货]主$"
)
_FROM_PLACE = re.compile(r"(?:[村区县镇乡市旗道屯寨组省州]|嘎查|苏木)的$|岁的$")
_EXPLAINED = re.compile(r"[，,]([^，。；！？：,;!?:“”\n]{1,25})[，,。]")
# A by-name in quotes in front of a name says who it is (“铁人”王某某).
_BY_NAME = re.compile(r"“[^“”，。；！？+＋、\n]{2,8}”$")
# A byline, or the second part of a foreign name.
_NOT_BEHIND = re.compile(
    r"(?:记者|实习生|通讯员|摄影|撰文|作者|编辑|校对|审核|终审|初审|复审|责编|供图"
    r"|[文图摄][/／]|[·•])[：:/／ ]?$|[（(]$"
)
_PLACE_ENDS = frozenset(
    "村镇乡县市区旗州省屯寨沟街路巷桥河湖山庄湾坡岭坪塘滩江海港城关店堡营梁峪洼岗口坝堰园苑庙寺塔宫殿祠陵"
)
# The same characters in front of these belong to a doctrine, a place, a body or a byline.
_NOT_BEFORE = re.compile(
    r"[·•]|新时代|[东南西北左右前后中]旗|同志为核心|总书记|主席|思想|理论|[村镇乡县市区旗州省屯寨沟街路巷桥河湖山庄湾坡岭坪塘]|嘎查|苏木|社区|小区"
    r"|公司|集团|大学|学院|中学|小学|医院|摄|家庄|家村|家沟"
)
_ADVERB = re.compile(
    r"(?:[^，。；！？：,;!?:“”\n]{0,8}(?:地|着|得|道)|也|还|则|这样|如此|向?(?:对|向)?记者|常|经常|总|总是|笑|高兴|激动|由衷|感慨|"
    r"(?:在)?接受(?:记者|本报记者)?采访时|自豪|欣喜|欣慰|动情|满怀深情|满意|介绍情况时|在会上)?$"
)
_LONGEST_ADVERB = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: where it stands, how sure it is, and what speaks for it."""

    start: int
    end: int
    score: float
    role: bool
    source: str


@cache
def surnames() -> dict[str, float]:
    """Return the family names and how much each speaks for a name: function words speak against."""
    weights = {
        "": _COMMON_SURNAME,
        "both": _FREQUENT_BOTH,
        "rare": _RARE_SURNAME,
        "weak": _OFTEN_FUNCTION_WORD,
        "function": _FUNCTION_WORD,
    }
    names: dict[str, float] = {}
    for package, name in ((_CORPUS, "surnames.txt"), (_PACKAGE, "more_surnames.txt")):
        for row in read_rows(package, name):
            names[row[0]] = weights[(*row, "")[1]]
    return names


@cache
def _given() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in read_rows(_PACKAGE, "given_characters.txt")}


@cache
def _not_names() -> dict[str, float]:
    rows = read_rows(_PACKAGE, "not_names.txt")
    return {row[0]: _FREQUENT_WORD if len(row) > 1 else _DICTIONARY_WORD for row in rows}


@cache
def _nicknames() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "nicknames.txt"))


@cache
def _transcription() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "transcription.txt"))


@cache
def _pattern() -> re.Pattern[str]:
    single = "".join(name for name in surnames() if len(name) == 1)
    double = "|".join(name for name in surnames() if len(name) == 2)
    given = "".join(_given())
    return re.compile(f"(?=((?:{double}|[{single}])[{given}]{{1,2}}))")


def find_han_names(segmented: SegmentedArticle, cues: Cues) -> list[Candidate]:
    """Return the Chinese names of an article that have evidence enough, best reading each."""
    text = segmented.article.text
    found: list[Candidate] = []
    free = 0
    byline = -1
    for match in _pattern().finditer(text):
        start = match.start()
        if start + 1 in cues.role_starts and start not in cues.role_starts:
            continue
        if start < free or not _may_start(segmented, cues, start):
            continue
        if start <= byline or _NOT_BEHIND.search(text, max(0, start - 5), start):
            byline = match.end(1) + 1
            continue
        listed = bool(found) and start == found[-1].end + 1 and text[start - 1] in _JOINING
        best = _best_reading(segmented, cues, start, match.end(1), listed=listed)
        if best is not None:
            found.append(best)
            free = best.end
    return found


def _may_start(segmented: SegmentedArticle, cues: Cues, start: int) -> bool:
    if start in cues.role_starts:
        return segmented.article.text[start - 1 : start + 1] != "工程"
    text = segmented.article.text
    if start not in segmented.boundaries and text[start - 1 : start] not in ("员", "户", "主"):
        return False
    return surnames().get(text[start], 0.0) != _FUNCTION_WORD


def _best_reading(
    segmented: SegmentedArticle, cues: Cues, start: int, stop: int, *, listed: bool
) -> Candidate | None:
    text = segmented.article.text
    family = 2 if text[start : start + 2] in surnames() and stop - start > 2 else 1
    left, role = left_evidence(segmented, cues, start)
    if listed:
        left = _LISTED
    best: Candidate | None = None
    for end in range(stop, start + family, -1):
        if text[start + family : end] in _nicknames():
            if end == stop:
                return None
            continue
        right = right_evidence(segmented, cues, end)
        score = left + right + _form(text, start, end, family)
        if end - start > 2 and _is_one_word(segmented, start, end):
            score += _ONE_WORD
        elif end - start == 3 and segmented.boundaries.issuperset((start, start + 1, end)):
            score += _SURNAME_AND_WORD
        announced = left >= _CALLED or right >= _SPEECH_BEHIND
        if not announced:
            score += _without_cue(text, start, end)
        if score < ENOUGH - _RECURS * _MOST_RECURRENCES:
            continue
        common = surnames().get(text[start], 0.0) == _COMMON_SURNAME
        if end - start == 2 and not common and (left < 0 or right < _SPEECH_BEHIND):
            score += _SHORT_AND_RARE
        elif end - start > 2 or (announced and common):
            score += _RECURS * min(_MOST_RECURRENCES, text.count(text[start:end]) - 1)
        if score >= ENOUGH and (best is None or score > best.score):
            best = Candidate(start, end, score, role, "cue" if role else "context")
    return best


def _is_one_word(segmented: SegmentedArticle, start: int, end: int) -> bool:
    inner = range(start + 1, end)
    return end in segmented.boundaries and segmented.boundaries.isdisjoint(inner)


def _without_cue(text: str, start: int, end: int) -> float:
    """A word that nothing announces as a person has to look more like a name than others."""
    name = text[start:end]
    if (
        name in _not_names()
        or name[-1] in _PLACE_ENDS
        or surnames().get(name[0], _COMMON_SURNAME) < _COMMON_SURNAME
    ):
        return _IMPOSSIBLE
    if _transcription().issuperset(name) or text[start - 1 : start] in ("“", "‘"):
        return _IMPOSSIBLE
    return _SHORT_WITHOUT_CUE if len(name) == 2 else _LONG_WITHOUT_CUE


def _form(text: str, start: int, end: int, family: int) -> float:
    """How much the characters themselves look like a name."""
    name = text[start:end]
    score = surnames().get(name[:family], _COMMON_SURNAME)
    given = _given()
    for sign in name[family:]:
        odds = given.get(sign, _UNKNOWN_CHARACTER)
        score += odds * (_PER_CHARACTER if odds > 0 else _PER_ODD_CHARACTER)
    if name[-1] in _GRAMMATICAL:
        score += _GRAMMATICAL_END
    score += _not_names().get(name, 0.0)
    if family == 1 and len(name) == 3:
        score += _not_names().get(name[:2], 0.0) / 2
    return score


def left_evidence(segmented: SegmentedArticle, cues: Cues, start: int) -> tuple[float, bool]:
    """Return how much what stands in front speaks for a name, and whether it is a role."""
    text = segmented.article.text
    if start in cues.role_starts:
        return _ROLE_IN_FRONT, True
    if is_role_end(segmented, start):
        return _ROLE_IN_FRONT, True
    if by_name_in_front(text, start):
        return _BY_NAME_IN_FRONT, False
    if text[start - 1 : start] == "是" and start - 1 in cues.role_starts:
        return _CALLED, False
    if _CALLED_LEFT.search(text, max(0, start - 3), start):
        return _CALLED, False
    if _FROM_PLACE.search(text, max(0, start - 4), start):
        return _FROM, False
    if text[start - 1 : start] == "的":
        return _AFTER_DE, False
    if start == 0 or text[start - 1] in _CLAUSE_SIGNS:
        return _CLAUSE_START, False
    return (_INSIDE_CLAUSE if start in segmented.boundaries else _NO_WORD_START), False


def by_name_in_front(text: str, start: int) -> int:
    """Return where a quoted by-name that ends at ``start`` begins (“铁人”王某某), 0 if none."""
    found = _BY_NAME.search(text, max(0, start - 10), start)
    return found.start() if found else 0


def is_role_end(segmented: SegmentedArticle, at: int) -> bool:
    """Tell whether a word that ends at ``at`` sounds like a role that the list does not know."""
    return bool(_ROLE_ENDS.search(segmented.article.text, max(0, at - 3), at))


def right_evidence(segmented: SegmentedArticle, cues: Cues, end: int) -> float:
    """Return how much what stands behind speaks for a name that ends here."""
    text = segmented.article.text
    if _NOT_BEFORE.match(text, end):
        return _IMPOSSIBLE
    closed = end in segmented.boundaries or text[end : end + 1] in _GRAMMATICAL
    score = _WORD_END if closed else _NO_WORD_END
    if end in cues.title_ends or _KIN_BEHIND.match(text, end):
        return _SPEECH_BEHIND + _WORD_END
    gap = _speech_gap(text, cues, end)
    if gap is not None:
        return _SPEECH_BEHIND + (score if gap else _WORD_END)
    if _is_explained(text, cues, end):
        return score + _SPEECH_BEHIND
    if text[end : end + 1] in _SIGNS or end == len(text):
        return score + _SIGN_BEHIND
    return score


def _is_explained(text: str, cues: Cues, end: int) -> bool:
    """Tell whether the words behind a comma say who somebody is: a role, or 男 and 女."""
    found = _EXPLAINED.match(text, end)
    return bool(found) and (found[1] in "男女" or found.end(1) in cues.role_starts)


def _speech_gap(text: str, cues: Cues, end: int) -> int | None:
    """Return how far behind ``end`` a verb of speech stands, adverbs between; None if none does."""
    at = bisect_left(cues.speech, end)
    if at == len(cues.speech) or cues.speech[at] - end > _LONGEST_ADVERB:
        return None
    return cues.speech[at] - end if _ADVERB.fullmatch(text, end, cues.speech[at]) else None
