"""Reads newspaper, date, edition and number from the head and the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..printed import Layout
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

#: Parts of the height of the paper in which heads and feet stand.
UPPER = 0.12
LOWER = 0.93

#: Longer lines are text.
MAX_HEAD = 90

#: Words of a head line that are nothing we know (slogans, names of columns), and their length.
MAX_UNKNOWN = 3
MAX_WORD = 10

# What no head holds: sentences, notes that lead to other pages, items of a list, times of day,
# places and times of events, sources, names under a text.
_TEXT = re.compile(
    r"[。，；！？]|[下上]?[转接]第?\s*[A-Z]?\d|[紧上]接|导读|来源|报讯|报道|电[（(]|^[一二三四五六七八九十\d]{1,3}、"
    r"|\d\s*[:：∶]\s*\d\d|上午|下午|凌晨|时间|地点|作者|[写摄于]于"
)
_LUNAR = re.compile(
    r"农历\s?(?:(?!星期|周)[\u4e00-\u9fff〇○]){2,12}"
    r"|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年(?:(?!星期|周)[\u4e00-\u9fff]){0,9}"
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
# Codes that only newspapers carry; lotteries and bulletins have numbers of issue as well.
_PRESS = re.compile(
    r"CN\s?\d\d\s?[-—]|刊号|邮发|代号|今日\S{0,4}?[\d一二三四五六七八九十]{1,3}\s*版"
)
_STAFF = re.compile(
    r"(?:责任编辑|本版编辑|责编|编辑|主编|编委|主任|版式设计|版式|版面|美编|美术编辑|校对|校检|审校|组版|组稿|制图|视觉|统筹"
    r"|监制|审读|检校|值班\S{0,3})\s*[:：/]?\s*[\u4e00-\u9fff]{1,4}(?:[\s、]+(?![\u4e00-\u9fff]{2,8}[报刊版])[\u4e00-\u9fff]{2,4}(?=\s|$|、))?"
)
_PAGE = re.compile(
    r"第\s*(?:[A-Z]?\d{1,3}(?:\s*[-—~、至到]\s*[A-Z]?\d{1,3})?|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[版页]"
    r"|(?<![\d.])[A-Z]?\d{1,3}(?:\s*[-—~、至到]\s*[A-Z]?\d{1,3})?\s*版(?!本)|头版"
)
# What stands behind the name of a paper in a masthead.
_PUBLISHED = re.compile(r"(?<=报)社?(?:主管|主办|出版|编辑|数字报|电子版|电子报|发行)+$")
_TOKEN = re.compile(r"[\s|·•｜/:：()（）\[\]【】〖〗—–_<>《》■□◆●★]+")
_NUMBERED = re.compile(r"([\u4e00-\u9fff]+)(\d{1,2})")
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
        signs: it has a page number, editors, or codes of the press, which no text has.
    """

    days: tuple[str, ...]
    sure: bool
    papers: tuple[str, ...]
    numbers: tuple[str, ...]
    editions: tuple[str, ...]
    kinds: int
    signs: bool


def read_heads(lines: Sequence[str], layout: Layout | None = None) -> Origin:
    """Read what the first and the last lines of a page say about it.

    A line counts if it holds two pieces of a head (date, weekday, newspaper, page number, editors,
    codes of the press) and hardly anything else, or if it is one piece beside others. Lunar dates,
    the day a paper was founded, issue numbers and numbers of pages are passed over; a date whose
    weekday is another day's was misread and is left out; two dates, papers or numbers are none.

    Where the layout is known, the lines at the upper and the lower edge of the paper are read,
    wherever they stand in the text. A line that alone holds date, weekday and paper or page
    number counts anywhere: text layers put heads behind texts.

    Args:
        lines: the raw lines of the page.
        layout: where they stand on the paper.
    """
    top, foot = _edges(lines, layout)
    found = [*_heads(top, foot=False), *_heads(foot, foot=True)]
    if not found:
        found = [*_inner(lines)]
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


_Row = tuple[str, ...]


def _edges(lines: Sequence[str], layout: Layout | None) -> tuple[list[_Row], list[_Row]]:
    """Return the rows at the top and at the foot of a page, from the edge inwards."""
    filled = [at for at, line in enumerate(lines) if line and not line.isspace()]
    if layout is None:
        top, foot = filled[:TOP], filled[TOP:][-FOOT:]
        return [(lines[at],) for at in top], [(lines[at],) for at in reversed(foot)]
    boxes, height = layout.boxes, layout.height
    upper = [at for at in filled if boxes[at].bottom <= UPPER * height]
    lower = [at for at in filled if boxes[at].top >= LOWER * height]
    rows = _rows(lines, upper, layout)
    return rows[:TOP], _rows(lines, lower, layout)[::-1][:FOOT]


def _rows(lines: Sequence[str], kept: Iterable[int], layout: Layout) -> list[_Row]:
    """Return lines that stand side by side as rows, from the top down, each from the left."""
    rows: list[list[int]] = []
    boxes = layout.boxes
    for at in sorted(kept, key=lambda n: (boxes[n].top + boxes[n].bottom, boxes[n].left)):
        middle = (boxes[at].top + boxes[at].bottom) / 2
        if rows and boxes[rows[-1][-1]].top <= middle <= boxes[rows[-1][-1]].bottom:
            rows[-1].append(at)
        else:
            rows.append([at])
    return [tuple(lines[at] for at in sorted(row, key=lambda n: boxes[n].left)) for row in rows]


def _inner(lines: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines anywhere on a page that can be nothing but its head."""
    for raw in lines:
        if len(raw) <= MAX_HEAD and ("星期" in raw or "周" in raw):
            line = _read_line(raw)
            if line and line.sure and (line.papers or line.numbers):
                yield line


def _read_row(row: _Row) -> list[_Line]:
    """Read what stands side by side as one line, or else each piece that is a head."""
    whole = _read_line(" | ".join(row))
    if whole is not None or len(row) == 1:
        return [whole] if whole else []
    return [line for raw in row if (line := _read_line(raw)) is not None and line.kinds > 1]


def _heads(rows: Iterable[_Row], *, foot: bool) -> Iterator[_Line]:
    """Yield the head lines of one end of a page, given from the edge inwards."""
    group: list[_Line] = []
    for row in rows:
        found = _read_row(row)
        if found:
            group += found
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
    pressed = bool(_PRESS.search(text))
    text, codes = _CODES.subn(" ", text)
    numbers = [read_number(found[0].replace("页", "版")) for found in _PAGE.finditer(text)]
    tokens = [*_tokens(_PAGE.sub(" ", text))]
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
    signs = bool(numbers or staff or pressed)
    if (rest and (kinds < 2 or not (signs or papers))) or not (kinds or editions):
        return None
    kept = tuple(filter(None, numbers))
    return _Line(tuple(days), sure, tuple(papers), kept, tuple(editions), kinds, signs)


def _tokens(text: str) -> Iterator[str]:
    """Yield the words of a line; ``要闻3`` is two."""
    for token in _TOKEN.split(text):
        numbered = _NUMBERED.fullmatch(token)
        if numbered and read_edition(numbered[1]):
            yield from numbered.groups()
        elif token:
            yield _PUBLISHED.sub("", token)


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
