"""Finds the notes by which a page says that an article goes on elsewhere, or comes from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..origins.values import read_number
from ..repair.cleaning import fold
from ..types import Article, CutPage

#: Lines that are not blank between a note on a line of its own and its article.
NEAR = 3

_NUMBER = (
    r"第?\s*(?P<{0}>[A-Z]?\d{{1,3}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*版"
    r"|(?P<{0}f>头版)"
)
# A line without any of these has no note.
_LEADS = frozenset("转轉接→")
_ONWARD = (
    r"(?:下\s*[转轉]|[转轉]\s*下|[紧緊]\s*[转轉]|[续續]\s*[转轉]|[转轉]\s*入|下\s*接|[转轉]|→)\s*"
    rf"(?:{_NUMBER.format('n')})"
)
_FROM = rf"(?:上\s*接|[紧緊]\s*接|接\s*上|承\s*接|[续續]\s*接|接)\s*(?:{_NUMBER.format('m')})"
_NOTE = rf"(?:(?P<on>{_ONWARD})|(?P<from>{_FROM}))[\u4e00-\u9fff·\s]{{0,8}}(?P<mark>[①-⑳]?)"
_BRACKETED = re.compile(rf"[（(【\[〔]\s*[▲▼▶■●→]?\s*{_NOTE}[^（()）\]】]{{0,30}}(?:[)）】\]〕]|$)")
_WHOLE = re.compile(rf"^[▲▼▶■●*\s]*{_NOTE}\s*[▲▼▶■●*]?$")
_LEADING = re.compile(rf"^\s*(?:{_BRACKETED.pattern})\s*")
_TRAILING = re.compile(rf"\s*(?:{_BRACKETED.pattern})\s*$")
# Longest note at the end of a text.
_TAIL = 40
_CLOSED = re.compile(r"[（(【\[][^（()）】\]]{0,10}$")


@dataclass(frozen=True, slots=True)
class Turn:
    """A note such as ``下转第3版`` or ``上接第1版``.

    Attributes:
        onward: the article goes on there; otherwise it comes from there.
        number: number of the other page.
        mark: ``①`` where a page has several such notes, "" if none.
        line: the raw line of the note.
        article: ordinal of its article on the page, from 0.
    """

    onward: bool
    number: str
    mark: str
    line: int
    article: int


def find_turns(cut: CutPage) -> tuple[Turn, ...]:
    """Find the notes of a page and the articles they stand in, or directly beside.

    A note stands in brackets or fills its line; it may be broken over two lines.
    """
    lines = cut.page.lines
    found: list[Turn] = []
    for number, match in _notes(lines):
        onward = match["on"] is not None
        there = _number_of(match, onward=onward)
        if match["from"] and not re.match(r"上|接\s*上", match["from"]):
            onward = _is_behind(there, cut.page.origin.number)
        article = _owner(cut.articles, lines, number, onward=onward)
        if article is not None and there:
            found.append(Turn(onward, there, match["mark"], number, article))
    return tuple(found)


def has_notes(lines: Sequence[str]) -> bool:
    """Tell whether any of the raw lines of a page holds a note; without one nothing is joined."""
    return any(True for _ in _notes(lines))


def _notes(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(lines, 1):
        if ("转" not in line and "轉" not in line and "接" not in line and "→" not in line) or len(
            line
        ) > 20_000:
            continue
        text = fold(line)
        after = fold(lines[number]) if number < len(lines) and _CLOSED.search(text) else ""
        joined = text + after.lstrip()[:8]
        whole = _WHOLE.match(text)
        if whole:
            yield number, whole
            continue
        for match in _BRACKETED.finditer(joined):
            if match.start() < len(text):
                yield number, match


def _number_of(match: re.Match[str], *, onward: bool) -> str:
    group = "n" if onward else "m"
    return "1" if match[f"{group}f"] else read_number(match[group] or "")


def _is_behind(there: str, here: str) -> bool:
    """``紧接第3版`` on page 1 leads onward, on page 4 back."""
    return there.isdecimal() and here.isdecimal() and int(there) > int(here)


def _owner(
    articles: Sequence[Article], lines: Sequence[str], number: int, *, onward: bool
) -> int | None:
    """Return the article of a note: the one it stands in, else the nearest above or below."""
    holding = [
        at for at, article in enumerate(articles) if any(number in part for part in article.lines)
    ]
    if holding:
        edge = max if onward else min
        return edge(holding, key=lambda at: _edge(articles[at], onward=onward) == number)
    best: tuple[int, int] | None = None
    for at, article in enumerate(articles):
        for part in article.lines:
            first, last = (part.last + 1, number) if onward else (number + 1, part.first)
            if first > last:
                continue
            gap = sum(bool(line.strip()) for line in lines[first - 1 : last - 1])
            if gap <= NEAR and (best is None or gap < best[0]):
                best = (gap, at)
    return best[1] if best else None


def _edge(article: Article, *, onward: bool) -> int:
    return article.lines[-1].last if onward else article.lines[0].first


def opening_note(text: str) -> int:
    """Return the length of a note such as ``（上接第1版）`` at the beginning of a text."""
    found = _LEADING.match(text)
    return found.end() if found else 0


def closing_note(text: str) -> int:
    """Return the length of a note such as ``（下转第3版）`` at the end of a text."""
    found = _TRAILING.search(text, max(0, len(text) - _TAIL))
    return len(text) - found.start() if found else 0
