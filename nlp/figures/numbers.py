"""Finds the numbers of a text: digits, Chinese numerals from ten on, shares, tenths, fractions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .bounds import bound_words
from .numerals import parse_numeral
from .scan import scan

_ARABIC = r"\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "〇零一二两三四五六七八九"
RANKS = "十百千万亿"
# 千 and 百 in front of these belong to the unit (亿千瓦时, 30千克, 925百帕).
_RANK = "(?:千(?![瓦米克伏卡帕焦赫周])|百(?!帕|分点)|[十百千万亿](?<![百千]))"
# A Chinese numeral is looked at from ten on, that is, when it holds a rank; 七成 is a share.
# With these 成 makes a word (成立, 成员, 成熟), not a tenth.
_NO_TENTH = "[立为员功长绩果就本交熟因效分品型形套堆全名家文像像年才气不变规章见竹龙都了群对片排亲]"
# 三四十, 十七八, 五六百: two neighbouring digits are a range.
_NEIGHBOURS = re.compile("(十?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)")
_PART = rf"(?:\d+|[{_HAN}{RANKS}]+)"
_NUMBER = re.compile(
    rf"(?P<below>{_PART})分之(?P<above>{_PART}(?:[.点](?:\d+|[{_HAN}]+))?)"
    rf"|(?P<arabic>(?:{_ARABIC})(?: ?{_RANK}+(?:\d+(?![\d.年月日]))?)*)"
    rf"|(?P<chinese>(?:[{_HAN}]+点)?[{_HAN}]*[{RANKS}][{_HAN}{RANKS}]*)"
    rf"|(?P<tenth>(?<![第{_HAN}])[{_HAN}]{{1,2}}(?=成(?!{_NO_TENTH})))"
)
# Where one of these may begin: a digit written in Chinese never makes a number alone.
_NUMBER_STARTS = re.compile(rf"[\d{_HAN}{RANKS}](?:(?<=[\d{RANKS}])|(?=[{_HAN}{RANKS}点成]|分之))")
# 余 and 多 inside a number (10余万名), and the plus sign of advertisements (100+家).
_INSIDE = re.compile(rf"([余多来几])?({_RANK}*)([余多来]|[+＋](?=[^\W\d_A-Za-zα-ω]))?")

_ANOTHER_RANK = re.compile("个([余多])?亿")
#: Digits beyond these make an identifier, not a quantity.
_MOST = 1e16
#: Denominators with a sign of their own.
_SIGNS = {"百": "%", "千": "‰"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in front of a possible unit.

    Attributes:
        start: where the numeral begins.
        end: where the numeral and the words inside it (余, 多) end.
        value: the number.
        chinese: written in Chinese numerals.
        bare: a rank alone (百, 千, 万), with no word that bounds it.
        bounded: 余, 多, 来, 几 or + stands inside.
        sign: the unit if it is written in front: ``%`` for 百分之, ``‰`` for 千分之, ``分之三``.
        rule: the form it has: ``unit``, ``share``, ``tenth``, ``fraction`` or ``neighbours``.
    """

    start: int
    end: int
    value: float
    chinese: bool = False
    bare: bool = False
    bounded: bool = False
    sign: str = ""
    rule: str = "unit"


def read_numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order; both of 三四十, which has one place for two."""
    numbers: list[Number] = []
    end = 0
    for found in scan(_NUMBER_STARTS, _NUMBER, text):
        if found.start() < end:
            continue
        for number in _neighbours(found) or [_read(text, found)]:
            if number is not None and number.value < _MOST:
                numbers.append(number)
                end = number.end
    return numbers


def _read(text: str, found: re.Match[str]) -> Number | None:
    """Turn a match into a number; a word inside it (10余万) is read as well."""
    if found["below"]:
        return _fraction(found)
    kind, numeral, end = found.lastgroup, found[0], found.end()
    inside = _INSIDE.match(text, end) if kind != "tenth" else None
    bounded = inside is not None and bool(inside[1] or inside[3])
    if inside and bounded:
        numeral, end = numeral + inside[2], inside.end()
    value = parse_numeral(numeral)
    if value is None:
        return None
    if hundred_million := _ANOTHER_RANK.match(text, end):  # 1.3个亿
        value, end = value * 10**8, hundred_million.end()
        bounded = bounded or bool(hundred_million[1])
        numeral += "亿"
    start = found.start()
    head = text[start - 1 : start] in bound_words("head")
    bare = numeral in tuple(RANKS) and not bounded and not head
    rule = "tenth" if kind == "tenth" else "unit"
    return Number(start, end, value, kind != "arabic", bare, bounded, rule=rule)


def _fraction(found: re.Match[str]) -> Number | None:
    """Read 百分之八十 (80, ``%``), 千分之三 (3, ``‰``) and 三分之二 (2, ``分之三``)."""
    below, above = parse_numeral(found["below"]), parse_numeral(found["above"])
    if not below or above is None:
        return None
    sign = _SIGNS.get(found["below"], "")
    rule = "share" if sign else "fraction"
    sign = sign or f"分之{found['below']}"
    return Number(found.start(), found.end(), above, chinese=True, sign=sign, rule=rule)


def _neighbours(found: re.Match[str]) -> list[Number | None]:
    """Return both numbers of a range of neighbouring digits (三四十), none if it is no range."""
    parts = _NEIGHBOURS.fullmatch(found[0])
    if parts is None:
        return []
    ten, first, second, ranks = parts.groups()
    low, high = (parse_numeral(ten + digit + ranks) for digit in (first, second))
    if low is None or high is None or not low < high:
        return []
    place = (found.start(), found.end())
    return [Number(*place, value, chinese=True, rule="neighbours") for value in (low, high)]
