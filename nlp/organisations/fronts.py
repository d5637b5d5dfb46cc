"""Reads what stands in front of the word that ends the name of a body: where the name begins.

A name is built as [place or larger body or level] [proper name] [purpose] [last word]:
``北京 | 华云 | 科技 | 有限公司``, ``县 | 第一 | 中学``. The words are read from right to left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .heads import ALONE, OWN, Head

_PACKAGE = __package__ or ""
_PEOPLE = "anliku.nlp.people"
_FIGURES = "anliku.nlp.figures"

#: What a name begins with; also the ``source`` of a finding. WORD: a name that the segmenter knows.
PLACE, LEVEL, BODY, NAME, WORD, LIST, COUNTRY, KNOWN = (
    "place", "level", "body", "name", "word", "list", "country", "known",
)  # fmt: skip
#: A proper name has so many characters at the most, and so many words.
_LONGEST_NAME = 8
_MOST_WORDS = 4
_SHORTEST_NAME = 2
#: A known name as short as this has to be a word of its own (中办 is none in 集中办公).
_SHORT_FORM = 2
_SHORT_ENDS = ("办", "行", "总")
#: One in front of 委员会 and 领导小组 says what they are for and may be longer.
_LONGEST_PURPOSE = 16
_LONG_PURPOSE = frozenset(("委员会", "领导小组", "指挥部", "指导委员会", "组委会"))
#: Characters and words for a level of administration.
_LEVELS = frozenset("省市县区旗州盟乡镇村")
_LEVEL_WORDS = ("自治区", "自治州", "自治县", "街道", "社区", "嘎查", "苏木")
_LOW_LEVELS = frozenset(("村", "社区", "嘎查"))
# In front of a level these make it any of its kind (各县公安局, 全镇合作社).
_ANY = frozenset("各全每两几多跨外邻数某三四五六级大个")
# The segmenter glues these to the level behind them (由县, 请区).
_GLUED = frozenset("驻由请在向到被与和经为从让给对把将同去往进等及")
# In front of a level these point at the one of the article (我县, 该村).
_THIS = frozenset("我该本原")
_NATIONAL = frozenset(("中国", "中华", "全国", "国家", "中央", "中华全国", "中华人民共和国"))
_PREFIXES = re.compile("(?:中国共产党|中共|共青团|中国人民政治协商会议|政协|国家|国网|中国)$")
_CLOSERS = {"”": "“", "）": "（", ")": "(", "》": "《", "’": "‘"}
_LONGEST_QUOTE = 10
_LATIN = re.compile(r"[A-Za-z0-9&\-]{2,12}$")
_DIGITS = re.compile(r"[0-9]+$")
#: Units of the army are called by a number (93609部队).
_UNIT = "部队"
# The segmenter glues these to the proper name behind them.
_NO_NAME_STARTS = frozenset("由至对经据与于到在向被把让给从为")
_AND = frozenset("和与及同")
_SHORT_COUNTY = 2
# A proper name does not end in these.
_NO_NAME_ENDS = frozenset("有是在为的了和与及等到去个家所")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands in front of the last word of a name.

    Attributes:
        start: where the name begins.
        core: where the part behind place and level begins.
        source: what the name begins with, one of the constants above.
        place: the last place it begins with, None if none.
        level: the word for a level it begins with, "" if none.
        name: the proper name in it, "" if none.
    """

    start: int
    core: int
    source: str
    place: Span | None = None
    level: str = ""
    name: str = ""


class Reader:
    """Reads the fronts of one article.

    Attributes:
        text: the article.
    """

    def __init__(self, segmented: SegmentedArticle, places: Iterable[Span]) -> None:
        self.text = segmented.article.text
        self._segmented = segmented
        self._begins: dict[int, int] = {}
        for place in places:
            begin = self._begins.get(place.end, place.start)
            self._begins[place.end] = min(begin, place.start)

    def read(self, head: Head, floor: int) -> Front | None:
        """Return the front of a name, None if nothing in front makes the word one.

        Args:
            head: the word that ends the name.
            floor: where the name of the body before ends.
        """
        if head.need == ALONE:
            short = self.text[head.start : head.end].endswith(_SHORT_ENDS)
            short = short and head.end - head.start == _SHORT_FORM
            whole = {head.start, head.end} <= self._segmented.boundaries
            return Front(head.start, head.start, KNOWN) if whole or not short else None
        overlapping = self._place_into(head)
        if overlapping:
            return overlapping
        own = self._level_inside(head, floor)
        if own:
            return own
        at = head.start
        while True:
            front = self._beginning(at, floor)
            if front is not None:
                return front
            in_round = self.text[at - 1 : at] in (")", "）")
            step = self._bracket(at) if in_round else self._purpose(at)
            if not step or at - step < floor:
                break
            at -= step
        return self._named(head, at, floor)

    def _purpose(self, at: int) -> int:
        """Return the length of a word for a purpose that ends at ``at``, 0 if there is none."""
        word = self._word_before(at)
        return len(word) if word in _inner() else 0

    def _bracket(self, at: int) -> int:
        """Return the length of a bracket or quotation that ends at ``at``, 0 if there is none."""
        closer = self.text[at - 1 : at]
        if closer not in _CLOSERS:
            return 0
        begin = self.text.rfind(_CLOSERS[closer], max(0, at - _LONGEST_QUOTE), at)
        if begin < 0:
            return 0
        blank = self.text[begin - 1 : begin] == " " and closer in ")）"
        return at - begin + blank

    def _place_into(self, head: Head) -> Front | None:
        """Read a place whose end begins the word (湖南省 and 省委, 红光社区 and 社区党委)."""
        for end in (head.start + 1, head.start + 2):
            begin = self._begins.get(end)
            level = self.text[head.start : end]
            if begin is None or begin >= head.start:
                continue
            if level in _LEVELS or level in _LEVEL_WORDS:
                return Front(self._chain(begin), end, PLACE, Span(begin, end))
        return None

    def _level_inside(self, head: Head, floor: int) -> Front | None:
        """Read a word that begins with its own level (县委, 村委会, 社区党支部)."""
        word = self.text[head.start : head.end]
        level = next((one for one in _LEVEL_WORDS if word.startswith(one)), "")
        level = level or (word[0] if word[0] in _LEVELS else "")
        if not level:
            return None
        before = self._begins.get(head.start)
        if before is not None:
            return Front(self._chain(before), head.start, PLACE, Span(before, head.start))
        if not self._is_level_start(head.start, floor):
            return None
        return Front(head.start, head.start + len(level), LEVEL, level=level)

    def _is_level_start(self, at: int, floor: int) -> bool:
        before = self.text[at - 1 : at]
        if at > floor and (before in _ANY or self._ends_level(at)):
            return False
        return (
            at in self._segmented.boundaries or at == floor or before in _THIS or before in _GLUED
        )

    def _ends_level(self, at: int) -> bool:
        """Tell whether a word for a level ends at ``at`` that names no place (乡镇, 盟市)."""
        if self.text[at - 1] not in _LEVELS and not self.text.endswith(_LEVEL_WORDS, 0, at):
            return False
        return at not in self._begins and self.text[at - 2 : at - 1] not in _THIS

    def _beginning(self, at: int, floor: int) -> Front | None:
        """Return the front if a place, a level or the body before ends at ``at``."""
        begin = self._begins.get(at)
        if begin is not None and begin >= floor and not self._is_joined(begin, at):
            return Front(self._chain(begin), at, PLACE, Span(begin, at))
        level = next((one for one in _LEVEL_WORDS if self.text.endswith(one, 0, at)), "")
        if not level and self.text[at - 1 : at] in _LEVELS:
            level = self.text[at - 1]
        start = at - len(level)
        if level and start >= floor and self._is_level_start(start, floor):
            return Front(start, at, LEVEL, level=level)
        if at == floor and at:
            return Front(at, at, BODY)
        word = self._word_before(at)
        if word in _NATIONAL or word in _countries():
            return Front(at - len(word), at, COUNTRY, level=word)
        return None

    def _is_joined(self, begin: int, end: int) -> bool:
        """Tell whether what looks like a county is a conjunction and a level (镇里和县医院)."""
        if end - begin != _SHORT_COUNTY or self.text[begin] not in _AND:
            return False
        before = self.text[begin - 1 : begin]
        return begin not in self._begins and _HAN.match(before) is not None

    def _chain(self, begin: int) -> int:
        """Return where the places begin that stand one behind the other, 中共 included."""
        while begin in self._begins:
            begin = self._begins[begin]
        prefix = _PREFIXES.search(self.text, max(0, begin - 12), begin)
        return prefix.start() if prefix else begin

    def _word_before(self, at: int) -> str:
        """Return the word that ends at ``at``, or its part up to there."""
        starts = self._segmented.starts
        index = bisect_left(starts, at) - 1
        return self.text[starts[index] : at] if index >= 0 else ""

    def _named(self, head: Head, at: int, floor: int) -> Front | None:
        """Read a proper name that ends at ``at``, and what the whole name begins with."""
        whole = self._inside_word(head, at, floor)
        if whole is not None:
            return whole
        begin, front = self._walk(head, at, floor)
        name = self.text[begin:at]
        if front is not None:
            if not name or is_generic(name):
                return None
            return Front(front.start, front.core, front.source, front.place, front.level, name)
        if head.need != OWN:
            begin = self._strictly(at, begin)
        begin += self.text[begin] in _NO_NAME_STARTS
        name = self.text[begin:at]
        if len(name) < _SHORTEST_NAME or is_generic(name) or name[-1] in _NO_NAME_ENDS:
            return None
        return Front(begin, begin, NAME, name=name)

    def _inside_word(self, head: Head, at: int, floor: int) -> Front | None:
        """Read a name that is one word for the segmenter (清华大学, 扬子晚报)."""
        if at != head.start or at in self._segmented.boundaries:
            return None
        name = self._word_before(at)
        begin = at - len(name)
        if len(name) < _SHORTEST_NAME or is_generic(name):
            return None
        front = self._beginning(begin, floor)
        if front is not None:
            return Front(front.start, front.core, front.source, front.place, front.level, name)
        if name[-1] in _LEVELS:
            return Front(begin, at, PLACE, level=name[-1])
        return Front(begin, begin, WORD, name=name)

    def _walk(self, head: Head, at: int, floor: int) -> tuple[int, Front | None]:
        """Walk back over the words of a name to what it begins with, if that comes."""
        long = self.text[head.start : head.end] in _LONG_PURPOSE
        most, end = (_LONGEST_PURPOSE if long else _LONGEST_NAME), at
        for _ in range(_MOST_WORDS):
            step = self._step(at, head)
            if not step or at - step < floor or end - at + step > most:
                break
            at -= step
            front = self._beginning(at, floor)
            if front is not None:
                return at, front
        return at, None

    def _strictly(self, at: int, floor: int) -> int:
        """Return where a name without place begins: at the first everyday word before ``at``."""
        while at > floor:
            sign = self.text[at - 1]
            word = self._word_before(at)
            if _HAN.match(sign) and (word in _common() or word in _inner() or word in _generic()):
                break
            at -= len(word) if _HAN.match(sign) else at - floor
        return max(at, floor)

    def _step(self, at: int, head: Head) -> int:
        """Return how many characters of a proper name end at ``at``; 0 where none does."""
        sign = self.text[at - 1 : at]
        if sign in _CLOSERS:
            return self._bracket(at)
        if sign.isascii():
            latin = _LATIN.search(self.text, max(0, at - 12), at)
            unit = self.text.startswith(_UNIT, head.start)
            return at - latin.start() if latin and (unit or not _DIGITS.match(latin[0])) else 0
        if _HAN.match(sign) is None:
            return 0
        word = self._word_before(at)
        return 0 if word in _stops() else len(word)


def is_generic(name: str) -> bool:
    """Tell whether words in front of the last word of a name name nothing (龙头, 有关)."""
    return name in _generic() or (name[:1] in _ANY and name[1:] in _generic())


@cache
def _inner() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "inner.txt"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "generic.txt")) | _inner()


@cache
def _common() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "common.txt"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "countries.txt"))


@cache
def _stops() -> frozenset[str]:
    return (
        frozenset(read_words(_PACKAGE, "stops.txt"))
        | frozenset(read_words(_PEOPLE, "role_breaks.txt"))
        | frozenset(read_words(_FIGURES, "verbs.txt"))
    )
