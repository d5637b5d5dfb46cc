"""Reads newspaper, date, edition and number from the head and the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..repair.cleaning import fold
from ..types import NO_ORIGIN, Origin
from .names import read_edition, read_masthead, read_newspaper
from .values import DATE, date_of, read_number

#: What this reading is called in ``Origin.sources``.
PAGE_HEAD = "page head"

#: Lines that are not blank, from the top and from the foot, among which heads are looked for: a
#: masthead with date, numbers and editors on lines of their own takes seven.
TOP = 8
FOOT = 4

#: Longer lines are text.
MAX_HEAD = 90

#: Words of a head line that are nothing we know (slogans, names of columns), and their length.
MAX_UNKNOWN = 3
MAX_WORD = 10

_TEXT = re.compile(r"[。，；！？]|[下上]?[转接]第?\s*[A-Z]?\d|[紧上]接|导读|来源|报讯|电[（(]")
_LUNAR = re.compile(
    r"农历\s?\S{2,14}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{0,10}"
    r"|(?<![年一二三四五六七八九十])(?:正|冬|腊|[一二三四五六七八九十]{1,2})月(?:初|十|廿)[一二三四五六七八九十]"
)
_FOUNDED = re.compile(r"(?:创刊|创办|始创|复刊|成立|创建)\s*于?\s*\d{4}\s*[年.-][\d\s年月日.-]*")
_FOUNDING = re.compile(r"\s*(?:创刊|创办|复刊|试刊|成立|创建)")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)\s?([一二三四五六日天])")
_WEEKDAYS = {char: at for at, char in enumerate("一二三四五六日")} | {"天": 6}
# Numbers that are none of the page: issue numbers, codes, the number of pages, telephones.
_CODES = re.compile(
    r"(?:国内)?统一(?:连续出版物|刊)?号?[:：\s]*|CN\s?\d\d\s?[-—]\s?\d{4}|ISSN[\d\s-]*|(?:邮发)?代号[:：\s]*[\d-]+"
    r"|总?第\s*\d+\s*[期号]|(?:总|期)\s*\d{3,}|(?:今日|本期|共|今)\S{0,4}?[\d一二三四五六七八九十]{1,3}\s*[版页]|[\d-]{7,}"
    r"|\S*www\.\S+|https?://\S+|\S+@\S+"
)
_STAFF = re.compile(
    r"(?:责任编辑|本版编辑|责编|编辑|主编|编委|主任|版式设计|版式|版面|美编|美术编辑|校对|校检|审校|组版|组稿|制图|视觉|统筹"
    r"|监制|审读|检校|值班\S{0,3})\s*[:：/]?\s*[\u4e00-\u9fff]{1,4}(?:[\s、]+[\u4e00-\u9fff]{2,4}(?=\s|$|、))?"
)
_PAGE = re.compile(
    r"第\s*(?:[A-Z]?\d{1,3}(?:\s*[-—~、至到]\s*[A-Z]?\d{1,3})?|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[版页]"
    r"|(?<![\d.])[A-Z]?\d{1,3}(?:\s*[-—~、至到]\s*[A-Z]?\d{1,3})?\s*版(?!本)|头版"
)
_TOKEN = re.compile(r"[\s|·•｜/:：\[\]【】〖〗—–_<>《》■□◆●★]+")
_MARKS = "#*>-_=|·—~ \t\u3000"
_SHEET = re.compile(r"[A-Z]\d{1,2}")
_BARE = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line of a head says.

    Attributes:
        days: dates, in order; a date whose weekday is another is left out.
        sure: the line has a weekday that fits its date.
        papers: names of newspapers.
        numbers: page numbers.
        editions: names of sections.
        kinds: how many kinds of pieces of a head it has.
        signs: it has a weekday, a page number, editors or codes, which no text ends in.
    """

    days: tuple[str, ...]
    sure: bool
    papers: tuple[str, ...]
    numbers: tuple[str, ...]
    editions: tuple[str, ...]
    kinds: int
    signs: bool


def read_heads(lines: Sequence[str]) -> Origin:
    """Read what the first and the last lines of a page say about it.

    A line counts if it holds two pieces of a head (date, weekday, newspaper, page number, editors,
    codes of the press) and hardly anything else, or if it is one piece beside others. Lunar dates,
    the day a paper was founded, issue numbers and numbers of pages are passed over; a date whose
    weekday is another day's was misread and is left out; two dates, papers or numbers are none.

    Args:
        lines: the raw lines of the page.
    """
    filled = [at for at, line in enumerate(lines) if line and not line.isspace()]
    top = [*_heads((lines[at] for at in filled[:TOP]), foot=False)]
    foot = [*_heads((lines[at] for at in reversed(filled[TOP:][-FOOT:])), foot=True)]
    found = [*top, *foot]
    if not found:
        return NO_ORIGIN
    sure = [day for line in found if line.sure for day in line.days]
    days = sure or [day for line in found for day in line.days]
    return Origin(
        _only(paper for line in found for paper in line.papers),
        _only(days),
        _only(edition for line in found for edition in line.editions),
        _only(number for line in found for number in line.numbers),
    )


def _only(values: Iterable[str]) -> str:
    kept = dict.fromkeys(values)
    return next(iter(kept)) if len(kept) == 1 else ""


def _heads(lines: Iterable[str], *, foot: bool) -> Iterator[_Line]:
    """Yield the head lines of one end of a page, given from the edge inwards."""
    group: list[_Line] = []
    for raw in lines:
        line = _read_line(raw)
        if line is not None:
            group.append(line)
            continue
        yield from _settled(group, foot=foot)
        group = []
    yield from _settled(group, foot=foot)


def _settled(group: list[_Line], *, foot: bool) -> Iterator[_Line]:
    """Yield the lines of a group that together are a head; at the foot a text may end in a date."""
    if sum(line.kinds for line in group) < 2 or (foot and not any(line.signs for line in group)):
        return
    yield from group


def _read_line(raw: str) -> _Line | None:
    """Read one line; None if it is text or says nothing."""
    if len(raw) > MAX_HEAD:
        return None
    text = fold(raw).strip(_MARKS)
    if not text or _TEXT.search(text):
        return None
    text, lunar = _LUNAR.subn(" ", _FOUNDED.sub(" ", text))
    weekdays = [_WEEKDAYS[found[1]] for found in _WEEKDAY.finditer(text)]
    dated = [found for found in DATE.finditer(text) if not _FOUNDING.match(text, found.end())]
    days, sure = _fitting([day for found in dated if (day := date_of(found))], weekdays)
    text = _WEEKDAY.sub(" ", DATE.sub(" ", text))
    text, staff = _STAFF.subn(" ", text)
    text, codes = _CODES.subn(" ", text)
    numbers = [read_number(found[0].replace("页", "版")) for found in _PAGE.finditer(text)]
    tokens = [token for token in _TOKEN.split(_PAGE.sub(" ", text)) if token]
    papers = [paper for token in tokens if (paper := read_newspaper(token) or read_masthead(token))]
    editions = [edition for token in tokens if (edition := read_edition(token))]
    rest = [t for t in tokens if not (read_newspaper(t) or read_masthead(t) or read_edition(t))]
    others = (bool(dated), bool(weekdays) or bool(lunar), bool(papers), bool(staff), bool(codes))
    bare = _bare_numbers(rest, others=sum(others) + bool(editions))
    rest = [token for token in rest if token not in bare]
    if len(rest) > MAX_UNKNOWN or any(len(token) > MAX_WORD for token in rest):
        return None
    numbers += [read_number(token) for token in bare]
    kinds = sum(others) + bool(numbers)
    if (rest and kinds < 2) or not (kinds or editions):
        return None
    signs = bool(weekdays or lunar or numbers or staff or codes)
    kept = tuple(filter(None, numbers))
    return _Line(tuple(days), sure, tuple(papers), kept, tuple(editions), kinds, signs)


def _bare_numbers(tokens: list[str], others: int) -> list[str]:
    """Return the tokens that are page numbers without 版: ``A06``; ``07`` beside others."""
    sheets = [token for token in tokens if _SHEET.fullmatch(token)]
    if sheets or not others:
        return sheets if others else []
    bare = [token for token in tokens if _BARE.fullmatch(token)]
    return bare if len(bare) == 1 else []


def _fitting(days: list[str], weekdays: list[int]) -> tuple[list[str], bool]:
    """Return the dates that fit the weekday of their line, and whether there was one."""
    if len(weekdays) != 1 or not days:
        return days, False
    fitting = [day for day in days if date.fromisoformat(day).weekday() == weekdays[0]]
    return fitting, bool(fitting)
