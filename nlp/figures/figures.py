"""Finds figures: numbers with a unit or a counted noun, their bound, and what they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import Bound, Figure, SegmentedArticle, Status
from .bounds import bound_after, bound_before, bound_words
from .counted import count_nouns
from .numbers import RANKS, Number, read_numbers
from .numerals import parse_numeral
from .rates import taken_per
from .relations import RANGE, Draft, find_ratios, joins_change, link
from .units import in_base_unit, is_noun, unit_behind

_PACKAGE = __package__ or ""

#: How often a figure that a rule finds is one, in parts of one; read on annotated reports.
_CONFIDENCE = {
    "unit": 0.99,
    "share": 0.99,
    "tenth": 0.95,
    "alone": 0.95,
    "borrowed": 0.97,
    "ratio": 0.9,
    "fraction": 0.9,
    "neighbours": 0.95,
}
# 九成半, 六成五: parts of a tenth, so 95 and 65 %.
_TENTH_PART = re.compile("半|[一二三四五六七八九](?=[，。；、！？以的左]|$)")
# Behind a number in 万 or 亿 these make a time or a part of it, or name something by its size.
_NO_QUANTITY = re.compile("[余多]?(?:[年岁月日天夜时分秒周次代级字号多余]|里长|众)")

# A figure never begins right behind these: ordinals, identifiers, versions, ratios, fractions.
_NO_START = re.compile(
    r"第\d{1,3}[-—–－~～至到、]$|\d[:：∶]$|[第+＋×·•/*#№=＝.A-Za-zα-ω][-—–－]?$|[A-Za-z][-—–－]$"
)
_NO_END = frozenset("+＋·•∶×")
_LONGEST_NAME = 16
_NAMED = re.compile(
    rf"“[^“”。，；！？\n]{{1,{_LONGEST_NAME}}}”"
    rf"|‘[^‘’。，；！？\n]{{1,{_LONGEST_NAME}}}’"
    r"|《[^《》\n]{1,40}》"
)
# A short quotation with one of these is something said, no name.
_SPEECH = re.compile(r"[了的我你是就着咱都还才没吗呢吧啊]")


@cache
def _idioms() -> re.Pattern[str]:
    words = sorted(read_words(_PACKAGE, "idioms.txt"), key=len, reverse=True)
    return re.compile("|".join(words))


def find_figures(segmented: SegmentedArticle) -> tuple[Figure, ...]:
    """Return the figures of an article in the order of the text.

    A figure is a number with a unit, a measure word or a counted noun: any number in digits, and
    Chinese numerals from ten on. Dates, ages, durations, ordinals, identifiers and numbers inside
    quoted names are left out. A range gives two figures; the first borrows the unit of the second
    and its text covers both (``3至5名``). Ratios (3:1) and fractions (三分之二) are figures too.
    """
    text = segmented.article.text
    drafts = _drafts(segmented)
    ratios = find_ratios(segmented)
    if ratios:
        taken = [draft.span for draft in drafts]
        free = (one for one in ratios if not any(one.span.overlaps(span) for span in taken))
        drafts = sorted((*drafts, *free), key=lambda draft: draft.span)
    link(text, drafts)
    for draft in drafts:
        draft.per = taken_per(segmented, draft.span, draft.unit)
    count_nouns(segmented, drafts)
    return tuple(_finished(text, draft) for draft in drafts)


def _finished(text: str, draft: Draft) -> Figure:
    base_value, base_unit = in_base_unit(draft.value, draft.unit)
    return Figure(
        text=draft.span.of(text),
        value=draft.value,
        unit=draft.unit,
        bound=draft.bound,
        of=draft.of,
        span=draft.span,
        status=draft.status,
        source=draft.rule,
        confidence=_CONFIDENCE[draft.rule],
        base_value=base_value,
        base_unit=base_unit,
        per=draft.per,
        link=draft.link,
        partner=draft.partner.span if draft.partner else None,
    )


def _drafts(segmented: SegmentedArticle) -> list[Draft]:
    text = segmented.article.text
    named = [
        found.span()
        for found in _NAMED.finditer(text)
        if found[0][0] == "《" or not _SPEECH.search(found[0])
    ]
    drafts: list[Draft] = []
    numbers = read_numbers(text)
    closed = 0
    for index, number in enumerate(numbers):
        if number.chinese and (idiom := _idioms().match(text, number.start)):
            closed = idiom.end()
        if number.start < closed or _inside(named, number.start) or _is_code(text, number):
            continue
        later = numbers[index + 1] if index + 1 < len(numbers) else None
        draft = _draft(segmented, number, later)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _is_code(text: str, number: Number) -> bool:
    """Tell whether what stands around a number makes an ordinal, identifier or ratio of it."""
    if _NO_START.search(text, max(0, number.start - 5), number.start):
        return True
    return text[number.end : number.end + 1] in _NO_END


def _draft(segmented: SegmentedArticle, number: Number, later: Number | None) -> Draft | None:
    text = segmented.article.text
    unit, end = (number.sign, number.end) if number.sign else unit_behind(segmented, number)
    value, rule, borrowed = number.value, number.rule, False
    if rule == "tenth" and unit and (behind := _TENTH_PART.match(text, end)):
        part = parse_numeral(behind[0]) or 0.0
        value = value * 10 + (part * 10 if part < 1 else part)
        unit, end = "%", behind.end()
    if not unit and later is not None:
        joined = RANGE.match(text, number.end)
        if joined is not None and joined.end() == later.start:
            unit, end = (later.sign, later.end) if later.sign else unit_behind(segmented, later)
            value, borrowed = _shared_rank(text, number, later), bool(unit)
        elif joins_change(text, number.start, number.end, later.start):
            unit, borrowed = unit_behind(segmented, later)[0], True
    if not unit:
        if not _stands_alone(text, number):
            return None
        rule, borrowed = "alone", False
    if rule == "fraction" and text.startswith("决赛", number.end):
        return None
    rank = number.chinese and text[number.start] in RANKS
    start, before = bound_before(segmented, number.start, value, rank=rank)
    end, after = (end, Bound.EXACT) if is_noun(unit) else bound_after(segmented, end)
    return Draft(
        span=Span(start, end),
        number_start=number.start,
        value=value,
        unit=unit.replace("％", "%"),
        bound=before or _inner_bound(text, number) or after,
        rule="borrowed" if borrowed else rule,
        status=Status.INFERRED if borrowed else Status.EXACT,
    )


def _stands_alone(text: str, number: Number) -> bool:
    """Tell whether a number in 万 or 亿 is a quantity without a unit (常住人口2.7万)."""
    numeral = text[number.start : number.end].rstrip("余多来+＋")
    after = text[number.end : number.end + 1]
    return (
        not number.chinese
        and numeral[-1:] in ("万", "亿")
        and not (after.isascii() and after.isalnum())
        and _NO_QUANTITY.match(text, number.end) is None
    )


def _inner_bound(text: str, number: Number) -> Bound:
    if not number.bounded:
        return Bound.EXACT
    words = [sign for sign in text[number.start : number.end] if sign in bound_words("inside")]
    return bound_words("inside")[words[-1]]


def _shared_rank(text: str, number: Number, later: Number) -> float:
    """Give the first number of a range the rank of the second: 3至5万元 begins at 30000."""
    rank = re.search(r"[万亿]+$", text[later.start : later.end].rstrip("余多来+＋"))
    if rank is None or number.chinese or text[number.end - 1] in RANKS:
        return number.value
    return parse_numeral(text[number.start : number.end] + rank[0]) or number.value


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]
