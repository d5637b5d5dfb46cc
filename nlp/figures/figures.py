"""Finds figures: numbers with a unit or a counted noun, their bound, and what they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import Bound, Figure, SegmentedArticle, Status
from .bounds import bound_after, bound_before, bound_words
from .counted import counted_noun
from .numerals import parse_numeral
from .scan import scan
from .units import Number, is_measure, is_noun, unit_behind

_PACKAGE = __package__ or ""

_ARABIC = r"\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "〇零一二两三四五六七八九"
_RANKS = "十百千万亿"
# 千 and 百 in front of these belong to the unit (亿千瓦时, 30千克, 925百帕).
_RANK = "(?:千(?![瓦米克伏卡帕焦赫周])|百(?!帕|分点)|[十百千万亿](?<![百千]))"
# A Chinese numeral is looked at from ten on, that is, when it holds a rank; 七成 is a share.
# With these 成 makes a word (成立, 成员, 成熟), not a tenth.
_NO_TENTH = "[立为员功长绩果就本交熟因效分品型形套堆全名家文像像年才气不变规章见竹龙都了群对片排亲]"
# 三四十, 十七八, 五六百: two neighbouring digits are a range.
_NEIGHBOURS = re.compile("(十?)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)")
# Behind a number in 万 or 亿 that has no unit: a sign, or a word that leads on.
_NO_UNIT_NEEDED = re.compile(
    r"[余多]?(?:[，。；、！？,;!?）)”\n]|的|左右|以上|以下|[到增升提降减涨飙跃至]|$)"
)
_NUMBER = re.compile(
    rf"(?P<arabic>(?:{_ARABIC})(?: ?{_RANK}+(?:\d+(?![\d.年月日]))?)*)"
    rf"|(?P<share>[百千]分之)(?:(?P<portion>{_ARABIC}|[{_HAN}{_RANKS}]+(?:点[{_HAN}]+)?))"
    rf"|(?P<chinese>(?:[{_HAN}]+点)?[{_HAN}]*[{_RANKS}][{_HAN}{_RANKS}]*)"
    rf"|(?P<tenth>(?<![第{_HAN}])[{_HAN}]{{1,2}}(?=成(?!{_NO_TENTH})))"
)
# Where one of these may begin: a digit written in Chinese never makes a number alone.
_NUMBER_STARTS = re.compile(rf"[\d{_HAN}{_RANKS}](?:(?<=[\d{_RANKS}])|(?=[{_HAN}{_RANKS}点成]))")
_INSIDE = re.compile(rf"([余多来几])?({_RANK}*)([余多来])?")
_RANGE = re.compile(r" ?(?:至|到|[-—–－~～∼]{1,2}) ?")

# A figure never begins right behind these: ordinals, identifiers, versions, ratios, fractions.
_NO_START = re.compile(
    r"第\d{1,3}[-—–－~～至到、]$|[第+＋×·•/:：∶*#№=＝.A-Za-zα-ω][-—–－]?$|[A-Za-z][-—–－]$"
)
_NO_END = frozenset("+＋·•∶×")
_LONGEST_NAME = 16
_NAMED = re.compile(
    rf"“[^“”。，；！？\n]{{1,{_LONGEST_NAME}}}”"
    rf"|‘[^‘’。，；！？\n]{{1,{_LONGEST_NAME}}}’"
    r"|《[^《》\n]{1,40}》"
)
# A short quotation with one of these is something said, no name.
_SPEECH = re.compile(r"[了的我你是就]")


@cache
def _idioms() -> re.Pattern[str]:
    words = sorted(read_words(_PACKAGE, "idioms.txt"), key=len, reverse=True)
    return re.compile("|".join(words))


def find_figures(segmented: SegmentedArticle) -> tuple[Figure, ...]:
    """Return the figures of an article in the order of the text.

    A figure is a number with a unit, a measure word or a counted noun: any number in digits, and
    Chinese numerals from ten on. Dates, ages, durations, ordinals, identifiers and numbers inside
    quoted names are left out. A range gives two figures; the first borrows the unit of the second
    and its text covers both (``3至5名``).
    """
    text = segmented.article.text
    named = [
        found.span()
        for found in _NAMED.finditer(text)
        if found[0][0] == "《" or not _SPEECH.search(found[0])
    ]
    found: list[Figure] = []
    numbers = _numbers(text)
    closed = 0
    for index, (number, sign) in enumerate(numbers):
        if number.chinese and (idiom := _idioms().match(text, number.start)):
            closed = idiom.end()
        if number.start < closed or _inside(named, number.start) or _is_code(text, number):
            continue
        later = numbers[index + 1] if index + 1 < len(numbers) else None
        figure = _figure(segmented, number, sign, later)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def _numbers(text: str) -> list[tuple[Number, str]]:
    """Return the numbers of a text, each with ``%`` or ``‰`` if it is written as 百分之."""
    numbers: list[tuple[Number, str]] = []
    end = 0
    for found in scan(_NUMBER_STARTS, _NUMBER, text):
        if found.start() < end:
            continue
        sign = {"百": "%", "千": "‰"}.get((found["share"] or " ")[0], "")
        for number in _neighbours(found) or [_read_number(text, found)]:
            if number is not None:
                numbers.append((number, sign))
                end = number.end
    return numbers


def _read_number(text: str, found: re.Match[str]) -> Number | None:
    """Turn a match into a number; a word inside it (10余万) is read as well."""
    kind, numeral, end = found.lastgroup, found[0], found.end()
    if kind == "portion":
        value = parse_numeral(found["portion"])
        return None if value is None else Number(found.start(), end, value, chinese=True)
    inside = _INSIDE.match(text, end) if kind != "tenth" else None
    bounded = inside is not None and bool(inside[1] or inside[3])
    if inside and bounded:
        numeral, end = numeral + inside[2], inside.end()
    value = parse_numeral(numeral)
    if value is None:
        return None
    start = found.start()
    head = text[start - 1 : start] in bound_words("head")
    bare = numeral in tuple(_RANKS) and not bounded and not head
    return Number(start, end, value, chinese=kind != "arabic", bare=bare, bounded=bounded)


def _neighbours(found: re.Match[str]) -> list[Number | None]:
    """Return both numbers of a range of neighbouring digits (三四十), none if it is no range."""
    parts = _NEIGHBOURS.fullmatch(found[0])
    if parts is None:
        return []
    ten, first, second, ranks = parts.groups()
    low, high = (parse_numeral(ten + digit + ranks) for digit in (first, second))
    if low is None or high is None or not low < high:
        return []
    return [Number(found.start(), found.end(), value, chinese=True) for value in (low, high)]


def _is_code(text: str, number: Number) -> bool:
    """Tell whether what stands around a number makes an ordinal, identifier or ratio of it."""
    if _NO_START.search(text, max(0, number.start - 5), number.start):
        return True
    return text[number.end : number.end + 1] in _NO_END


def _figure(
    segmented: SegmentedArticle, number: Number, sign: str, later: tuple[Number, str] | None
) -> Figure | None:
    text = segmented.article.text
    unit, end = (sign, number.end) if sign else unit_behind(text, number)
    value, status = number.value, Status.EXACT
    if not unit and later is not None:
        joined = _RANGE.match(text, number.end)
        if joined is not None and joined.end() == later[0].start:
            unit, end = (later[1], later[0].end) if later[1] else unit_behind(text, later[0])
            value, status = _shared_rank(text, number, later[0]), Status.INFERRED
    if not unit and not _stands_alone(text, number):
        return None
    rank = number.chinese and text[number.start] in _RANKS
    start, before = bound_before(text, number.start, value, rank=rank)
    if not is_noun(unit):
        end, after = bound_after(text, end)
    else:
        after = Bound.EXACT
    span = Span(start, end)
    return Figure(
        text=span.of(text),
        value=value,
        unit=unit.replace("％", "%"),
        bound=before or _inner_bound(text, number) or after,
        of=counted_noun(segmented, span, measure=is_measure(unit)),
        span=span,
        status=status,
        source="grammar",
    )


def _stands_alone(text: str, number: Number) -> bool:
    """Tell whether a number in 万 or 亿 is a quantity without a unit (常住人口2.7万)."""
    numeral = text[number.start : number.end].rstrip("余多来")
    return (
        not number.chinese
        and numeral[-1:] in ("万", "亿")
        and _NO_UNIT_NEEDED.match(text, number.end) is not None
    )


def _inner_bound(text: str, number: Number) -> Bound:
    if not number.bounded:
        return Bound.EXACT
    words = [sign for sign in text[number.start : number.end] if sign in bound_words("inside")]
    return bound_words("inside")[words[-1]]


def _shared_rank(text: str, number: Number, later: Number) -> float:
    """Give the first number of a range the rank of the second: 3至5万元 begins at 30000."""
    rank = re.search(r"[万亿]+$", text[later.start : later.end].rstrip("余多来"))
    if rank is None or number.chinese or text[number.end - 1] in _RANKS:
        return number.value
    return parse_numeral(text[number.start : number.end] + rank[0]) or number.value


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]
