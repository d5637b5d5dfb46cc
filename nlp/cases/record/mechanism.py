"""The named parts of a mechanism: what the five of “五共” are, what stands between plus signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....corpus.types import Span
from ...results import Analysis, Finding, Mechanism
from ...types import Program
from .sentences import Sentences

_DIGITS = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
# A numeral and the character its parts share (五共, 四定), or what they are (六个一, 三色, 四步).
_COUNTED = re.compile(r"([两二三四五六七八九十])([一-龥])")
_PLUS = re.compile(r"[+＋]")
_COMMA = re.compile("、")
# Names that list their parts: “一轮值、二联防、三共建”.
_LISTED = re.compile(r"“[^“”、]{1,12}(?:、[^“”、]{1,12})+”")
_EDGES = re.compile(r"^[“‘「《]+|[”’」》]+$")
# A part of a list is a short name; longer ones are clauses.
_LONGEST = 12
_LONGEST_CLAUSE = 30
# What stands between a name and the clauses that explain it: “三清”工作法——, （即.
_LED = re.compile(r"[”’」]?[一-龥]{0,6}(?:——|：|（)(?:即|是|就是)?")
_FULL_STOP = re.compile(r"——|[。！？\n）：]")
# How far from the name its parts are told.
_REACH = 400
_ITEM = r"(?:“[^“”\n]{1,14}”|‘[^‘’\n]{1,14}’|[^、，。；：！？\s“”‘’（）()—]{1,12})"
_LISTS = re.compile(rf"{_ITEM}(?:(?:、|(?<=”)(?=“)){_ITEM})+")
_ORDINALS = re.compile(r"([一二三四五六七八九十])(?:是|为|要)([^，。；：、]{2,20})")
_NUMERALS = "一二三四五六七八九十"
# What ends the last part of a list: 共享等机制, 共享的“五共”机制.
_BEHIND = re.compile(r"(?:等|的|为|是|和|，).*$")
# What leads in the first part: 即共商, 包括共商, 实行共商.
_BEFORE = re.compile(
    r"^.*(?:即|包括|配上|选出|设有|建有|设立|包含|分别是|分别为|就是|坚持|实行|推行|做到|围绕|通过|以|是)"
)


def find_mechanism(analysis: Analysis, sentences: Sentences) -> tuple[Mechanism, ...]:
    """Return the named parts of the programs that have some, in the order of the programs.

    A name with plus signs names its parts itself; one with a numeral (五共, 四定, 六个一) has as
    many parts in a list nearby, or one behind each 一是, 二是.
    """
    found: list[Mechanism] = []
    for program in analysis.programs:
        parts = _summed(program, sentences) or _counted(program, sentences)
        if parts:
            found.append(Mechanism(program.name, tuple(parts)))
    return tuple(found)


def _summed(program: Program, sentences: Sentences) -> list[Finding]:
    """Return the parts of a name such as “党支部+合作社+农户” or “带徒弟、带项目”."""
    forms = (program.name, *program.aliases)
    quoted = next((form for form in forms if _PLUS.search(form) or _LISTED.search(form)), "")
    if not quoted:
        return []
    core = re.search(r"“([^”]+)”", quoted)
    mark = _PLUS if _PLUS.search(quoted) else _COMMA
    pieces = mark.split(core[1] if core else quoted)
    pieces = [_EDGES.sub("", piece) for piece in pieces]
    if not any(len(piece) > 1 for piece in pieces):
        return []  # 1+3+N: numbers of parts, not their names
    rests = sentences.of([program.span])
    text, at = sentences.text, program.span.start
    parts: list[Finding] = []
    for piece in pieces:
        start = text.find(piece, at) if piece else -1
        if start < 0 or start >= program.span.end + _REACH:
            return []
        parts.append(Finding(piece, Span(start, start + len(piece)), rests))
        at = start + len(piece)
    return parts if len(parts) > 1 else []


def _counted(program: Program, sentences: Sentences) -> list[Finding]:
    """Return as many parts as the numeral in the name says, told near one of its mentions."""
    counted = next(
        (m for form in (program.name, *program.aliases) if (m := _COUNTED.search(form))), None
    )
    if counted is None:
        return []
    count, shared = _DIGITS[counted[1]], counted[2]
    for mention in program.mentions:
        for parts in _lists_near(sentences, mention, count, shared):
            rests = sentences.of([mention, *parts])
            return [Finding(span.of(sentences.text), span, rests) for span in parts]
    return []


def _lists_near(
    sentences: Sentences, mention: Span, count: int, shared: str
) -> Iterator[list[Span]]:
    """Yield lists of ``count`` parts near a mention, those of the shared character first."""
    text = sentences.text
    start = max(text.rfind("\n", 0, mention.start) + 1, mention.start - _REACH)
    stop = text.find("\n", mention.end)
    end = min(len(text) if stop < 0 else stop, mention.end + _REACH)
    lists = [_items(text, found) for found in _LISTS.finditer(text, start, end)]
    lists = [items for items in lists if len(items) == count]
    sharing = [
        [_ended(item, items, shared, text) for item in items]
        for items in lists
        if all(shared in item.of(text) for item in items)
    ]
    yield from sharing
    explained = _explained(text, mention.end, count)
    if explained:
        yield explained
    ordinals = _ordinals(text, mention.end, end, count)
    if ordinals:
        yield ordinals
    own = sentences.at(mention.start)
    for items in lists:
        quoted = all(text[item.start - 1] in "“‘" for item in items)
        near = own is not None and own.contains(items[0]) and items not in sharing
        led = text[mention.end : items[0].start].strip("”’」") if near else ""
        if near and (quoted or (led[:1] in ("：", "（", "(", "—", "，") and len(led) <= 6)):
            yield items


def _ended(item: Span, items: list[Span], shared: str, text: str) -> Span:
    """Return an item without its lead-in (从群众里选出楼长), if all end with what they share."""
    longest = max((len(other) for other in items if other != item), default=0)
    if len(item) <= longest or not all(other.of(text).endswith(shared) for other in items):
        return item
    return Span(item.end - longest, item.end)


def _items(text: str, found: re.Match[str]) -> list[Span]:
    """Return the items of a list without what leads it in and what follows it."""
    spans: list[Span] = []
    items = list(re.finditer(_ITEM, found[0]))
    for number, item in enumerate(items):
        start, end = found.start() + item.start(), found.start() + item.end()
        words = text[start:end]
        if words[0] in "“‘":
            spans.append(Span(start + 1, end - 1))
            continue
        if number == 0 and (lead := _BEFORE.match(words)) and lead.end() < len(words):
            start += lead.end()
        if number == len(items) - 1 and (tail := _BEHIND.search(text[start:end], 1)):
            end = start + tail.start()
        if 0 < end - start <= _LONGEST:
            spans.append(Span(start, end))
    return spans


def _ordinals(text: str, start: int, end: int, count: int) -> list[Span]:
    """Return what stands behind 一是, 二是 and so on, [] unless there are ``count`` of them."""
    parts: list[Span] = []
    for found in _ORDINALS.finditer(text, start, end):
        if len(parts) < len(_NUMERALS) and found[1] == _NUMERALS[len(parts)]:
            parts.append(Span(*found.span(2)))
    return parts if len(parts) == count else []


def _explained(text: str, start: int, count: int) -> list[Span]:
    """Return the clauses of “三清”——把底数摸清；把道理讲清；…, [] if they are not so many."""
    lead = _LED.match(text, start)
    if lead is None:
        return []
    end = _FULL_STOP.search(text, lead.end())
    at, stop = lead.end(), end.start() if end else len(text)
    for mark in "；，、":
        pieces = text[at:stop].split(mark)
        if len(pieces) == count:
            break
    else:
        return []
    parts: list[Span] = []
    for piece in pieces:
        parts.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    return parts if all(0 < len(part) <= _LONGEST_CLAUSE for part in parts) else []
