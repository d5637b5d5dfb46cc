"""Hamlets (natural villages): no gazetteer has them, their type and their village tell them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ....corpus.wordlists import read_words
from ...types import Level, SegmentedArticle, Status
from ..mentions import Found
from .lower import common_words, is_generic, limits, running_words, surnames

_PACKAGE = __package__ or ""
#: Characters of a hamlet's name before its type.
_SHORTEST, _LONGEST = 1, 4
#: The same where only the words around tell: of names of one, most are common nouns (山沟).
_FREE = 2
#: Between a village and its hamlet.
_INSIDE = re.compile(r"(?:境内|辖区内?|下辖)?的?")
#: Behind the name of a hamlet one is at or goes to.
_THERE = re.compile(
    r"[，。、；：！？的里上下边村组屯住]|村民|居民|群众|老乡|人家|一带|附近|片区|院落|自然"
)
#: In front of it: 去, 到, 在 … the place.
_GOING = re.compile(r"(?:[在到从往去住至赴回]|来自|位于|地处|路过|翻过|对岸的|外的|远的|——)$")
_FRONT = 4
_ABOVE = (Level.TOWNSHIP, Level.VILLAGE)
#: Cities abroad that end like hamlets.
_ABROAD = frozenset({"新加坡", "吉隆坡"})
_HAN = re.compile(r"[\u3400-\u9fff]+")


@cache
def _types() -> re.Pattern[str]:
    kinds = sorted(read_words(_PACKAGE, "words/hamlets.txt"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(kinds)})")


def find_hamlets(seg: SegmentedArticle, mentions: Sequence[Found]) -> Iterator[Found]:
    """Yield hamlets that are named behind their village, in a list, or twice as a place.

    Args:
        seg: the segmented article.
        mentions: places found so far, ascending.
    """
    text = seg.article.text
    starts = [mention.start for mention in mentions]
    last: Found | None = None
    free: dict[str, list[Found]] = {}
    for kind, end in _ends(seg):
        at = bisect_right(starts, end - 1) - 1
        before = mentions[at] if at >= 0 else None
        if (before and before.end > kind) or (last and last.end > kind):
            continue
        tied = _tied(text, before, kind)
        if before and tied and _is_name(seg, tied, kind, end) and _ends_there(seg, end):
            last = _hamlet(text, tied, end, before)
        elif last and text.startswith("、", last.end) and _is_name(seg, last.end + 1, kind, end):
            last = _hamlet(text, last.end + 1, end, last)
        else:
            found = _untied(seg, kind, end, _unit(mentions[: at + 1]))
            if found:
                free.setdefault(found.name, []).append(found)
            continue
        yield last
    for found in free.values():
        if any(_is_there(text, one) for one in found):
            yield from found


def _ends(seg: SegmentedArticle) -> Iterator[tuple[int, int]]:
    """Yield where types begin and end; of two that touch, the second ends the name (大屋湾)."""
    for found in _types().finditer(seg.article.text):
        if found.end() in seg.boundaries and not _types().match(seg.article.text, found.end()):
            yield found.span()


def _tied(text: str, before: Found | None, kind: int) -> int:
    """Return where the name of a hamlet can begin behind the unit it lies in, 0 if nowhere."""
    if not before or before.level not in _ABOVE or before.in_name:
        return 0
    inside = _INSIDE.match(text, before.end, kind)
    return inside.end() if inside else before.end


def _untied(seg: SegmentedArticle, kind: int, end: int, before: Found | None) -> Found | None:
    """Return the name of two characters and a type that stands between words, if it is one."""
    start = kind - _FREE
    text = seg.article.text
    if start <= 0 or start not in seg.boundaries or text[start:end] in _ABROAD:
        return None
    plain = is_generic(text[start:kind], text[start:kind]) or not _HAN.fullmatch(text, start, kind)
    words = {text[start:kind], text[start], text[start + 1]}
    return None if plain or words & limits() else _hamlet(text, start, end, before)


def _unit(mentions: Sequence[Found]) -> Found | None:
    """Return the last unit named, the township in place of a village."""
    named = (m for m in reversed(mentions) if m.level is not Level.OTHER and m.path)
    unit = next(named, None)
    if not unit or unit.level is not Level.VILLAGE:
        return unit
    return replace(unit, path=unit.path.rpartition("/")[0], code=unit.code[:9])


def _is_there(text: str, found: Found) -> bool:
    """Tell whether the words around say that one is or goes there."""
    going = _GOING.search(text, max(0, found.start - _FRONT), found.start)
    return bool(going) and bool(_THERE.match(text, found.end))


def _ends_there(seg: SegmentedArticle, end: int) -> bool:
    """Tell whether what follows can stand behind a name: a sign, a verb, 的 or 村民."""
    text = seg.article.text
    if end == len(text) or _THERE.match(text, end) or not _HAN.match(text, end):
        return True
    at = bisect_right(seg.starts, end) - 1
    return seg.words[at] in running_words()


def _is_name(seg: SegmentedArticle, start: int, kind: int, end: int) -> bool:
    """Tell whether the words between are no running text and no common noun."""
    text = seg.article.text
    body = text[start:kind]
    if not _SHORTEST <= len(body) <= _LONGEST or not _HAN.fullmatch(body):
        return False
    if len(body) == 1 and body not in surnames():
        return False
    if is_generic(body, body):
        return False
    at = bisect_right(seg.starts, start) - 1
    until = bisect_right(seg.starts, end - 1)
    words = [
        text[max(start, seg.starts[n]) : min(end, seg.starts[n + 1])] for n in range(at, until)
    ]
    return not any(
        word in limits() or (len(word) > 1 and (word in running_words() or word in common_words()))
        for word in words
        if not (word[1:] == "家" and word[0] in surnames())
    )


def _hamlet(text: str, start: int, end: int, near: Found | None) -> Found:
    """Return the mention of a hamlet in the unit that is near, or beside the hamlet that is."""
    name = text[start:end]
    outer = near.outer if near and near.level is Level.OTHER else None
    if near and not outer:
        outer = (near.path, near.code, near.level)
    path, code, level = outer or ("", "", Level.OTHER)
    return Found(
        name,
        start,
        end,
        Level.OTHER,
        f"{path}/{name}" if path else "",
        code,
        Status.INFERRED,
        "grammar",
        outer=(path, code, level),
    )
