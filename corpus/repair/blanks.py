"""Closes up letter-spaced lines and drops the blanks inside Chinese."""

from __future__ import annotations

import re

from .line import HAN_CLASS, QUOTE_CLASS, CleanLine, kept

_WIDE_SIGN = "，。、；：！？（）《》〈〉「」『』【】〔〕％…—～·"
# A line counts as letter-spaced when at least this many gaps between wide characters hold one
# blank, and at least this share of all such gaps; a headline that breaks in two has one or two.
_MIN_SPACED = 3
_SPACED_SHARE = 0.7
_WIDE = f"[{HAN_CLASS}{_WIDE_SIGN}{QUOTE_CLASS}]"
_ONE_BLANK = re.compile(rf"(?<={_WIDE})\s(?={_WIDE})")
# Signs have white of their own, and so need no blank.
_NO_BLANK = re.compile(f"(?<=[{HAN_CLASS}])(?=[{HAN_CLASS}])")

_BLANKS = re.compile(r"\s+")
_NARROW = re.compile(r"[!-~]")
_CHINESE = re.compile(f"[{HAN_CLASS}{QUOTE_CLASS}《》「」！？—·]")
# A chain of characters that stand alone, one blank between two: 日 前 ，or 谢 朝 政.
_ALONE = rf"[^\s\da-zA-Z{_WIDE_SIGN}{QUOTE_CLASS}]"
_CHAIN = re.compile(rf"(?<!{_ALONE})[{HAN_CLASS}](?:\s[{HAN_CLASS}])+(?!{_ALONE})")
_MIN_CHAIN = 3
_SIGN_BEHIND = re.compile(r"\s?[，。；：！？]")
# Among the makers of a page two lone characters are a name, and four are two.
_PAIRS = (2, 4)
_MAKERS = re.compile(
    r"^\s*[（(](?:[\u4e00-\u9fff]\s){1,5}[\u4e00-\u9fff][）)]$|记者|通讯员|編輯|编辑|责编|校对|版式|美编|排版|供图|摄|[文图][/／]|^\s*[□■]|記者|通訊員"
)
# Names in brackets sign a text.
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_CREDIT = "摄攝文图圖"


def mend_blanks(line: CleanLine, *, blanks: bool) -> CleanLine:
    """Drop blanks at the ends and inside Chinese; keep one between two Latin words.

    Args:
        line: the line.
        blanks: keep one blank between two Chinese phrases; a letter-spaced line keeps only its
            wide gaps.
    """
    start = len(line.text) - len(line.text.lstrip())
    line = line.cut(start, max(start, len(line.text.rstrip())))
    text = line.text
    if not _BLANKS.search(text):
        return line
    makers = blanks and bool(_MAKERS.search(text))
    spaced = blanks and not makers and is_letter_spaced(text)
    chained = _chained(text, makers=makers) if blanks else set[int]()
    places: list[int] = []
    at = 0
    for found in _BLANKS.finditer(text):
        start, end = found.span()
        places.extend(range(at, start))
        at = end
        before, after = text[start - 1], text[end]
        latin = _NARROW.match(before) and _NARROW.match(after)
        phrases = blanks and _CHINESE.match(before) and _CHINESE.match(after)
        tight = end - start == 1 and (spaced or start in chained)
        if latin or (phrases and not tight):
            places.append(start)
    places.extend(range(at, len(text)))
    line = kept(line, places)
    return CleanLine(_BLANKS.sub(" ", line.text), line.columns)


def _chained(text: str, *, makers: bool) -> set[int]:
    """Return the offsets of the blanks inside words that are spaced out."""
    closed: set[int] = set()
    for found in _CHAIN.finditer(text):
        start, end = found.span()
        size = (end - start + 1) // 2
        enclosed = text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING
        if enclosed and size in _PAIRS:
            continue
        if not _SIGN_BEHIND.match(text, end):
            if makers and text[end - 1] in _CREDIT and size - 1 in _PAIRS:
                if size > _MIN_CHAIN:
                    continue
                end -= 2
            elif size in _PAIRS if makers else size < _MIN_CHAIN and size * 2 <= len(text):
                continue
        closed.update(range(start + 1, end, 2))
    return closed


def solid(line: CleanLine) -> CleanLine:
    """Return the line without the blanks inside Chinese."""
    return mend_blanks(line, blanks=False) if " " in line.text else line


def is_letter_spaced(text: str) -> bool:
    """Tell whether single blanks stand between most characters: ``日 前 ，茶 园 开 采``."""
    spaced = len(_ONE_BLANK.findall(text))
    if spaced < _MIN_SPACED:
        return False
    gaps = len(_NO_BLANK.findall(text)) + spaced
    return spaced >= _SPACED_SHARE * gaps
