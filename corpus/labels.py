"""Tells the names of columns and boxes from titles and news items, by form and surroundings."""

from __future__ import annotations

import re
from functools import cache

from .wordlists import read_words

_PACKAGE = __package__ or "anliku.corpus"
# Longer lines are titles, whatever they end in.
_MAX_LABEL = 8
# A section of the page and a theme: 要闻·乡村治理.
_SECTION = re.compile(r"^([\u4e00-\u9fff]{2,4})\s*[·•|｜/]\s*[\u4e00-\u9fff]{2,8}$")
_WORDS = re.compile(r"^[\u4e00-\u9fff·]{2,8}$")


@cache
def _labels() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "column_labels.txt"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(read_words(_PACKAGE, "label_endings.txt"))


def is_known_label(text: str) -> bool:
    """Tell whether ``text`` is a usual name of a column or of a box."""
    return text.replace(" ", "") in _labels()


def is_label_like(text: str) -> bool:
    """Tell whether ``text`` is a usual name of a column or ends like one.

    >>> is_label_like("湖畔时评"), is_label_like("把时评写在田野上")
    (True, False)
    """
    solid = text.replace(" ", "")
    if solid in _labels():
        return True
    return bool(_WORDS.match(solid)) and len(solid) > 3 and solid.endswith(_endings())


def is_section(text: str) -> bool:
    """Tell whether ``text`` names a section of the page and its theme.

    >>> is_section("要闻·乡村治理")
    True
    """
    found = _SECTION.match(text)
    return found is not None and found[1] in _labels()


def is_short(text: str) -> bool:
    """Tell whether ``text`` is short enough for a label and has no punctuation."""
    return bool(_WORDS.match(text.replace(" ", ""))) and len(text) <= _MAX_LABEL


# What the head or foot of a page is made of, in any order; what is left over must be short names.
_HEAD_PIECES = (
    re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"),
    re.compile(r"(?:星期|周)[一二三四五六日天]|农历\S{2,12}"),
    re.compile(
        r"(?:责任编辑|责编|编辑|主编|版式|版面|美编|校对|校检|审校|组版|组稿|值班\S{0,3}|审读|检校)"
        r"\s*[:：/]?\s*[\u4e00-\u9fff]{1,4}(?:[\s、]+[\u4e00-\u9fff]{2,4})?(?=\s|$)"
    ),
    re.compile(
        r"第?\s*[A-Z]?\d{1,3}\s*版|第[一二三四五六七八九十]{1,3}版|(?:^|(?<=\s))[A-Z]?\d{1,3}(?=\s|$)"
    ),
    re.compile(r"(?:^|(?<=\s))[\u4e00-\u9fff]{2,8}[报刊](?=\s|$)"),
    re.compile(r"总?第\s*\d+\s*期"),
)
_MAX_HEAD = 80
_MAX_SECTION = 8
_MAX_SECTIONS = 2


def is_head_line(raw: str) -> bool:
    """Tell whether a raw line is put together from date, weekday, page, paper and editors.

    >>> is_head_line("乡村周刊　　某地日报　　6"), is_head_line("2024年的春天")
    (True, False)
    """
    rest = raw.strip().lstrip("#").strip()
    if len(rest) > _MAX_HEAD or "。" in rest or "，" in rest:
        return False
    kinds = 0
    for piece in _HEAD_PIECES:
        rest, found = piece.subn("  ", rest)
        kinds += bool(found)
    names = [name for name in re.split(r"[\s|·｜]+", rest) if name]
    return (
        kinds >= 2
        and len(names) <= _MAX_SECTIONS
        and all(len(name) <= _MAX_SECTION for name in names)
    )
