"""Candidates without quotation marks that join members: 党支部+公司+农户产业发展模式, 1+3+N模式."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....corpus.types import Span
from ..lexicon import Head, founding_group
from .candidate import Candidate
from .quotes import Quote
from .view import View

_PLUS = re.compile("[+＋]")
_CHAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+(?:[+＋][\u4e00-\u9fffA-Za-z0-9]+)+")
#: Members that are numbers end where their letters and digits end.
_NUMBER = re.compile("[0-9A-Za-z]+")
#: How sure a head noun must be: sums and brands (A+级, 5G+) have none.
_SURE = 2


def chain_candidates(view: View, quotes: tuple[Quote, ...]) -> Iterator[Candidate]:
    """Yield chains of members outside quotation marks that a sure head noun follows."""
    if not _PLUS.search(view.text):
        return
    for match in _CHAIN.finditer(view.text):
        span = Span(*match.span())
        if any(quote.span.overlaps(span) or quote.span.end == span.start for quote in quotes):
            continue
        marks = [span.start + mark.start() for mark in _PLUS.finditer(match.group())]
        last = marks[-1] + 1
        number = _NUMBER.match(view.text, last, span.end)
        core_end = number.end() if number else last
        behind = view.head_behind(core_end)
        if behind is None or behind[1].quoted < _SURE:
            continue
        start = _left_edge(view, span.start, marks[0])
        if start < marks[0]:
            yield _candidate(view, Span(start, behind[0]), behind[1], core_end if number else None)


def _left_edge(view: View, low: int, plus: int) -> int:
    """Return where the first member begins: its number, or the noun phrase before the sign."""
    for number in _NUMBER.finditer(view.text, low, plus):
        if number.end() == plus:
            return number.start()
    return max(low, view.phrase_before(plus))


def _candidate(view: View, name: Span, head: Head, core_end: int | None) -> Candidate:
    core = Span(name.start, core_end) if core_end else name
    before = view.previous_word(name.start)
    seen = {
        "unquoted",
        "chain",
        f"head{head.quoted}",
        founding_group(before),
        view.distance,
        "commentary" if view.commentary else "",
    }
    return Candidate("quoted", name, (core,), head, frozenset(seen - {""}))
