"""Finds quoted expressions, nested ones too, and tells the shapes that names of practices have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ....corpus.types import Span

#: Opening mark → closing mark.
PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_CLOSING = {close: opening for opening, close in PAIRS.items()}
_MARK = re.compile(r"[“”‘’「」『』\"\n]")

#: A quoted expression longer than this is speech; the longest names seen are chains of ten members.
LONGEST_QUOTE = 48

_NUMERAL = "[一二两三四五六七八九十百千万双多零0-9]"
_SHORT = re.compile(rf"(?:{_NUMERAL}{{1,3}}[个项大张支类点式]?[\u4e00-\u9fff]{{1,3}}){{1,4}}")
_DIGITS = re.compile(r"[0-9Nn一二三四五六七八九X]+(?:[+＋\-—][0-9NnXx]+)+|[1-9][0-9]{1,5}")
_MEASURE = "[张个条根件本把双只份家户枚名位人次块片盘台部盏间杯碗粒颗道支元分斤亩天小年月]"
_MEASURED = re.compile(
    rf"一{_MEASURE}(?!{_NUMERAL})[\u4e00-\u9fff]{{1,2}}|[0-9.]+[余多]?[万亿千百]?[余多]?{_MEASURE}[\u4e00-\u9fff]{{0,2}}"
    rf"|{_NUMERAL}+{_MEASURE}"
)
_CHAIN = re.compile(r"[^+＋—–-]+(?:(?:[+＋]|—+|–+|-+)[^+＋—–-]+)+")
_END = re.compile(r"[。！？!?；;：:]")
_TALK = re.compile(r"^[想缺怕愁别]|[我你您咱俺谁]|[吗呢吧啊呀啦了][—…]*$|什么|怎么|这|那")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted expression.

    Attributes:
        span: the marks included.
        inner: the characters between the marks.
        depth: 0 outside other quotes, 1 in a quote, …
    """

    span: Span
    inner: Span
    depth: int


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quoted expressions of ``text`` by start; marks without partner are passed over.

    >>> [q.inner.of("“甲‘乙’丙”") for q in find_quotes("“甲‘乙’丙”")]
    ['甲‘乙’丙', '乙']
    """
    found: list[Quote] = []
    open_marks: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            open_marks.clear()
        elif mark == '"':
            partner = _last(open_marks, mark)
            if partner is None:
                open_marks.append((mark, at))
            else:
                _close(found, open_marks, partner, at)
        elif mark in PAIRS:
            # The same mark opened twice: the first one lost its partner.
            partner = _last(open_marks, mark)
            if partner is not None:
                del open_marks[partner:]
            open_marks.append((mark, at))
        else:
            partner = _last(open_marks, _CLOSING[mark])
            if partner is not None:
                _close(found, open_marks, partner, at)
    return tuple(sorted(found, key=lambda quote: quote.span))


def _last(open_marks: list[tuple[str, int]], mark: str) -> int | None:
    for index in range(len(open_marks) - 1, -1, -1):
        if open_marks[index][0] == mark:
            return index
    return None


def _close(found: list[Quote], open_marks: list[tuple[str, int]], partner: int, at: int) -> None:
    start = open_marks[partner][1]
    del open_marks[partner:]
    if at - start > 1:
        found.append(Quote(Span(start, at + 1), Span(start + 1, at), partner))


def is_chain(core: str) -> bool:
    """Tell whether the core joins members by plus signs or dashes: ``党支部+公司+农户``."""
    return bool(_CHAIN.fullmatch(core)) and len(core) >= 3


def is_numbered(core: str) -> bool:
    """Tell whether the core is an abbreviation by numbers: ``三务合一``, ``双建``, ``1+N``."""
    if is_measured(core):
        return False
    return bool(_SHORT.fullmatch(core) or _DIGITS.fullmatch(core))


def is_measured(core: str) -> bool:
    """Tell whether the core counts something and says no more: ``一张单``, ``3个人``."""
    return bool(_MEASURED.fullmatch(core))


def is_parallel(core: str) -> bool:
    """Tell whether the core lists members of like length: ``马上办、线上办、预约办``."""
    members = re.split(r"[、，,]", core)
    if len(members) < 2:
        return False
    sizes = [len(member) for member in members]
    return min(sizes) >= 2 and max(sizes) - min(sizes) <= 1


def is_speech(core: str) -> bool:
    """Tell whether the quoted words are somebody's speech or a slogan rather than a name."""
    return len(core) > LONGEST_QUOTE or bool(_END.search(core))


def sounds_spoken(core: str) -> bool:
    """Tell whether the words have the pronouns and particles of spoken language."""
    return bool(_TALK.search(core))
