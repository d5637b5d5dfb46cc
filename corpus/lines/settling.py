"""Reads the lines of a page: each by itself first, then by what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ..layout.scores.evidence import is_open
from ..types import Page
from ..words import is_word
from .bylines import Byline, parse_dateline
from .labels import is_known_label, is_label_like, is_short
from .sorting import BOLD, LABEL_WORDS, PUNCTUATED, SIGNS, Line, LineKind, sort_line

# News items may begin with a place in brackets instead of a sign; one alone is a lead.
_LED = re.compile(r"^【[^】]{2,12}】.{4,}")
_MIN_LED = 2
# Signs that open labels as well as items and little titles.
_MARKS = frozenset("●○◆◇■□★☆▲△▶►▷▪•※✦❖")
_TERM_SIGNS = frozenset("[【〔［")


def read_lines(page: Page) -> tuple[Line, ...]:
    """Clean and sort every line of a page."""
    simplify = page.simplify
    lines = [sort_line(raw, at, simplify=simplify) for at, raw in enumerate(page.lines, 1)]
    led = [
        at for at, line in enumerate(lines) if line.kind is LineKind.TEXT and _LED.match(line.text)
    ]
    if len(led) >= _MIN_LED:
        for at in led:
            lines[at] = replace(lines[at], kind=LineKind.ITEM, sign="【")
    _settle(lines)
    _settle_heads(lines)
    _settle_signs(lines)
    _close_notes(lines)
    _settle_terms(lines)
    return tuple(lines)


# Names of sections around a page number: 某某新闻 A06 综合.
_HEAD_WORDS = re.compile(
    r"^(?:[\u4e00-\u9fff·]{2,8}\s?){0,2}第?[A-Z]?\d{1,3}\s?版?(?:\s?[\u4e00-\u9fff·]{2,8}){0,2}$"
)
_HEAD_NOTES = frozenset({"page head", "date", "editors", "masthead", "page number"})


def _settle_heads(lines: list[Line]) -> None:
    """Take a line of names and a page number beside the head of the page for a part of it."""
    for at, line in enumerate(lines):
        if line.kind not in (LineKind.TEXT, LineKind.TITLE, LineKind.LABEL):
            continue
        beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
        head = any(b.kind is LineKind.FURNITURE and b.note in _HEAD_NOTES for b in beside)
        if head and _HEAD_WORDS.match(line.text):
            lines[at] = replace(line, kind=LineKind.FURNITURE, note="page head")


def _settle_signs(lines: list[Line]) -> None:
    """Take short lines of a page with the sign of its columns, or of its items, for such."""
    for at, (line, after) in enumerate(pairwise(lines)):
        if line.kind is LineKind.TITLE and line.sign in _MARKS and after.kind is LineKind.TEXT:
            items = [b for b in lines if b.sign == line.sign and b.kind is LineKind.ITEM]
            full = items and len(line.text) >= min(len(item.text) for item in items)
            if len(items) > 1 and full and not line.level:
                lines[at] = replace(line, kind=LineKind.ITEM)
    signs = {line.sign for line in lines if line.kind is LineKind.LABEL and line.sign in _MARKS}
    for sign in sorted(signs):
        same = [at for at, line in enumerate(lines) if line.sign == sign]
        if all(lines[at].kind in (LineKind.LABEL, LineKind.TITLE) for at in same):
            for at in same:
                if LABEL_WORDS.match(lines[at].text) and not lines[at].level:
                    lines[at] = replace(lines[at], kind=LineKind.LABEL)


# Terms in brackets over their explanations: so many of them are a box, one may be a column.
_MIN_TERMS = 2


def _settle_terms(lines: list[Line]) -> None:
    """Take words in brackets over running text, several on a page, for terms or crossheads."""
    terms = [
        at
        for at, (line, after) in enumerate(pairwise(lines))
        if line.kind is LineKind.LABEL
        and line.sign in _TERM_SIGNS
        and after.kind is LineKind.TEXT
        and not is_known_label(line.text)
        and (after.indented or "，" in after.text or len(after.text) > _MAX_HEADLINE)
    ]
    if len(terms) < _MIN_TERMS or len({lines[at].text for at in terms}) < len(terms):
        return
    above = next((b for b in reversed(lines[: terms[0]]) if b.kind is not LineKind.BLANK), None)
    # Below running text they are the crossheads of a report.
    inside = above is not None and above.kind is LineKind.TEXT and not _is_titled(above)
    for at in terms:
        lines[at] = replace(lines[at], kind=LineKind.TITLE if inside else LineKind.ITEM)


def _is_titled(line: Line) -> bool:
    """A line that can be a headline: short, and no sentence."""
    return len(line.text) <= _MAX_HEADLINE and not line.text.endswith(("。", "，", "；", "”"))


# A note on the author that breaks over two lines.
_NOTE_BEGINS = re.compile(
    r"^\s*[（(]\s*(?:(?:本文)?(?:第[一二]?)?作者(?:单位|系|为|分别|是|简介|：|:)"
    r"|(?:资料|数据|文章|稿件|消息)?来源[：:]|摘自|摘编自|据《)[^）)]*$"
)
# 本报某地5月19日电（某某日报全 · 媒体记者 某某 通讯员 某 · 某）……
_BRACKET_OPEN = re.compile(r"(?:讯|电|消息|报道)\s*[（(][^）)]{0,24}$")
_NOTE_ENDS = re.compile(r"^[^（(。]{1,24}[）)]$")


def _close_notes(lines: list[Line]) -> None:
    """Take both lines of a note on the author or source for one; join broken datelines."""
    for at, (one, two) in enumerate(pairwise(lines)):
        if _NOTE_BEGINS.match(one.text) and _NOTE_ENDS.match(two.text):
            lines[at] = replace(one, kind=LineKind.NOTE)
            lines[at + 1] = replace(two, kind=LineKind.NOTE)
        elif (
            two.kind in (LineKind.BYLINE, LineKind.NAMES)
            and one.kind is LineKind.TEXT
            and _BRACKET_OPEN.search(one.text)
            and any("）" in after.text or ")" in after.text for after in lines[at + 1 : at + 3])
        ):
            lines[at + 1] = replace(two, kind=LineKind.TEXT, byline=None)


def _settle(lines: list[Line]) -> None:
    """Sort signed and short lines again, now that their neighbours are known."""
    filled = [at for at, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    for n, at in enumerate(filled):
        line = lines[at]
        after = lines[filled[n + 1]] if n + 1 < len(filled) else None
        tight = after is not None and filled[n + 1] == at + 1
        signed = line.sign != "" and line.sign in SIGNS
        if line.kind in (LineKind.TEXT, LineKind.TITLE) and _is_pen_name(lines, at, signed=signed):
            byline = Byline((line.text,), (), marked=signed)
            lines[at] = replace(line, kind=LineKind.NAMES, byline=byline)
        elif _is_pen_name_behind(lines, at, after):
            byline = Byline((line.text.replace(" ", ""),), (), marked=False)
            lines[at] = replace(line, kind=LineKind.NAMES, byline=byline)
        elif line.kind is LineKind.TITLE and signed and _over_label(line, after):
            lines[at] = replace(line, kind=LineKind.LABEL)
        elif line.kind is LineKind.ITEM and tight and after is not None:
            if _is_item_title(line, after):
                lines[at] = replace(line, kind=LineKind.TITLE)
        elif line.kind in (LineKind.TEXT, LineKind.TITLE) and not signed and line.sign != BOLD:
            before = lines[filled[n - 1]] if n else None
            apart = before is None or filled[n - 1] < at - 1 or not is_open(before.text)
            if apart and not line.indented and is_label_like(line.text):
                lines[at] = replace(line, kind=LineKind.LABEL)


_PEN_NAME = re.compile(r"^[\u4e00-\u9fff]{2,5}$")
_MODAL = re.compile(r"要|必须|应当|应该|不能|只有|才能|唯有|不妨|方能|不可|务必|不是|更是")
_SAID = re.compile(r"记者|介绍|表示|说[，：]|说。")
_ARGUED = 12
_LEAST_MODAL = 4
# How many lines, and how many letters, above a name tell whether they are an opinion.
_LOOKED_BACK = 30
_MOST_ARGUED = 400


def _is_pen_name(lines: list[Line], at: int, *, signed: bool) -> bool:
    """A very short line tight between title and text names an author, if signed or an opinion."""
    line = lines[at]
    if not _PEN_NAME.match(line.text) or not 0 < at < len(lines) - 1 or is_word(line.text):
        return False
    title, after = lines[at - 1], lines[at + 1]
    if title.kind not in (LineKind.TEXT, LineKind.TITLE) or after.kind is not LineKind.TEXT:
        return False
    if PUNCTUATED.search(title.text[-1:]) or len(title.text) < len(line.text) + 2:
        return False
    if at > 1 and lines[at - 2].kind not in (LineKind.BLANK, LineKind.LABEL):
        return False
    if signed or line.level:
        return signed
    text = "".join(one.text for one in lines[at + 1 : at + _ARGUED])
    return len(_MODAL.findall(text)) >= _LEAST_MODAL and not _SAID.search(text)


_SPACED_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff] [\u4e00-\u9fff]$")


def _is_pen_name_behind(lines: list[Line], at: int, after: Line | None) -> bool:
    """A very short line behind the finished text of an opinion names its author."""
    line = lines[at]
    if line.kind not in (LineKind.TEXT, LineKind.TITLE, LineKind.LABEL) or line.level or line.sign:
        return False
    words = line.text.replace(" ", "")
    if not _SPACED_NAME.match(line.text) or is_word(words) or is_label_like(words):
        return False
    if after is not None and after.kind is LineKind.TEXT and after.number == line.number + 1:
        return False
    above = [one for one in lines[max(0, at - _LOOKED_BACK) : at] if one.kind is not LineKind.BLANK]
    if not above or above[-1].kind is not LineKind.TEXT or is_open(above[-1].text):
        return False
    text = ""
    for one in reversed(above):
        if one.kind is not LineKind.TEXT or len(text) > _MOST_ARGUED:
            break
        text = one.text + text
    return len(_MODAL.findall(text)) >= _LEAST_MODAL and not _SAID.search(text)


def _over_label(line: Line, after: Line | None) -> bool:
    """A short signed line over a title, a byline or an item names a column."""
    if not is_short(line.text) or after is None:
        return False
    if after.kind in (LineKind.BYLINE, LineKind.ITEM):
        return True
    titled = after.kind is LineKind.TITLE and after.sign != line.sign
    words = after.text
    return titled or (
        after.kind is LineKind.TEXT
        and not after.indented
        and len(line.text) < len(words) <= _MAX_HEADLINE
        and not PUNCTUATED.search(words[-1:])
        and "，" not in words
        and parse_dateline(words) is None
    )


def _is_item_title(line: Line, after: Line) -> bool:
    """A signed line that is short and finished, over the text of its item."""
    text = line.text
    return (
        after.kind is LineKind.TEXT
        and len(text) <= _MAX_HEADLINE
        and not PUNCTUATED.search(text[-1:])
        and "。" not in text
        and (after.indented or len(text) + 5 <= len(after.text))
        and "，" not in text
        and not _JOINED.search(text[-1:] + after.text[:1])
    )


# Longer lines can be nothing but a piece of text.
_MAX_HEADLINE = 22
# A line that ends or begins so goes on.
_JOINED = re.compile(r"^[的了在和与及把被从对为以而将向由让使]|[，。、；：！？”’）》」』…%]$")
