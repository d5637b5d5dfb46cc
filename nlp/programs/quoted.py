"""Candidates with quotation marks: a core, its head noun, and what speaks for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...corpus.types import Span
from .candidates import Candidate
from .clauses import in_trope_clause
from .lexicon import Head, founding, head_of, is_word, tag, words
from .quotes import (
    Quote,
    find_quotes,
    is_chain,
    is_numbered,
    is_parallel,
    is_speech,
    sounds_spoken,
)
from .view import View

#: What may stand between two members of a list of quoted names.
_JOINTS = frozenset({"", "、", "和", "与", "及", "以及"})
_ET_CETERA = re.compile(r"等(?:一系列|系列|多种|多个|各类|一揽子|为民|便民|品牌|特色)?的?")
#: Head nouns that may follow across 的: only names of methods and platforms are built that way.
_OVER_DE = frozenset({"method", "platform", "brand", "list"})
_COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十百千余多首几][个支处家所座项批条类名辆张块间场期]$"
)
_OPENED = re.compile(
    r"(?:正式|也|已|就|便|应运而生|顺利|全面)?(?:揭牌|挂牌|启用|成立|上线|启动|投用|投入使用|开张|开业|开课|开讲|应运而生|诞生|落地|亮相)"
)
_SAID = re.compile(r"[说道称讲问答喊写念唱][：:，,]?$|[：:]$")
#: A modifier before the quotation marks is taken into the name up to this length.
_LONGEST_MODIFIER = 4
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_MEMBERS = re.compile(r"[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,7}$")


def quoted_candidates(view: View) -> Iterator[Candidate]:
    """Yield the quoted expressions of an article that may be names of practices."""
    quotes = find_quotes(view.text)
    for group in _lists(view.text, quotes):
        last = group[-1].span.end
        listed = _ET_CETERA.match(view.text, last)
        behind = view.head_behind(listed.end() if listed else last)
        over_de = False
        if behind is None and not listed and view.text.startswith("的", last):
            behind = view.head_behind(last + 1)
            over_de = behind is not None
            if behind is not None and (behind[1].cls not in _OVER_DE or behind[1].quoted < 2):
                behind = None
        yield from _members(view, group, behind, listed=listed is not None, over_de=over_de)


def _lists(text: str, quotes: tuple[Quote, ...]) -> Iterator[list[Quote]]:
    """Put quotes of one depth that only a joint parts into one list."""
    for depth in sorted({quote.depth for quote in quotes}):
        group: list[Quote] = []
        for quote in quotes:
            if quote.depth != depth:
                continue
            if group and text[group[-1].span.end : quote.span.start] not in _JOINTS:
                yield group
                group = []
            group.append(quote)
        if group:
            yield group


def _members(
    view: View,
    group: list[Quote],
    behind: tuple[int, Head] | None,
    *,
    listed: bool,
    over_de: bool,
) -> Iterator[Candidate]:
    head = behind[1] if behind else None
    shared = {f"list{min(len(group), 2)}" if len(group) > 1 else "", "deng" if listed else ""}
    adjacent = len(group) == 2 and group[0].span.end == group[1].span.start
    if adjacent and behind and not listed:
        name = Span(group[0].span.start, behind[0])
        parts = tuple(Span(quote.inner.start, quote.inner.end) for quote in group)
        features = _features(view, group[1], head) | {"pair"}
        yield Candidate("quoted", name, parts, head, frozenset(features))
        return
    for quote in group:
        core = quote.inner.of(view.text)
        if is_speech(core) or len(core) < 2:
            continue
        end = quote.span.end
        if behind and not listed and quote is group[-1]:
            end = behind[0]
        features = _features(view, quote, head) | shared
        if over_de:
            features.add("over_de")
        start = _modifier(view, quote) if _takes_modifier(head, core) else quote.span.start
        yield Candidate(
            "quoted", Span(start, end), (quote.inner,), head, frozenset(features - {""})
        )


def _takes_modifier(head: Head | None, core: str) -> bool:
    """Tell whether a modifier before the marks belongs to the name: a name it must be."""
    return head is not None or is_numbered(core) or head_of(core) is not None


def _modifier(view: View, quote: Quote) -> int:
    """Return the start of the modifier that stands directly before the quotation mark."""
    text, start, core = view.text, quote.span.start, quote.inner.of(view.text)
    members = _MEMBERS.search(text, max(0, start - 60), start)
    if members and _COUNTS.get(core[0]) == 1 + members.group().count("、"):
        first = view.boundaries
        return members.start() if members.start() in first else start
    begin = start
    index = view.word_before(start)
    while index >= 0 and start - view.starts[index] <= _LONGEST_MODIFIER:
        word = view.words[index]
        if view.breaks(word) or view.is_place(index) or tag(word)[0] not in "nbajl":
            break
        begin = view.starts[index]
        index -= 1
    if index >= 0 and not view.breaks(view.words[index]) and begin != start:
        # The phrase goes on to the left: a subject or a longer modifier, not ours to cut in two.
        return start
    return begin


def _features(view: View, quote: Quote, head: Head | None) -> set[str]:
    text, core = view.text, quote.inner.of(view.text)
    inner_head = head_of(core)
    before = view.previous_word(quote.span.start)
    features = {
        f"head{head.quoted}" if head else "no_head",
        f"inner{inner_head.plain}" if inner_head and inner_head.plain else "",
        "chain" if is_chain(core) else "",
        "numbered" if is_numbered(core) else "",
        "parallel" if is_parallel(core) else "",
        founding().get(before, ""),
        "counted" if _COUNTED.search(text, max(0, quote.span.start - 8), quote.span.start) else "",
        "opened" if _OPENED.match(text, quote.span.end) else "",
        f"suffix{min(len(core), 4)}" if core[-1] in words("suffixes") else "",
        "compound" if len(view.words_of(quote.inner)) > 1 and len(core) > 3 else "",
        "trope_before" if before in words("tropes") else "",
        "trope_clause" if in_trope_clause(text, quote.span.start) else "",
        "de_before" if text[quote.span.start - 1 : quote.span.start] == "的" else "",
        "clausal" if _is_clausal(view.words_of(quote.inner)) else "",
        "honour" if _honoured(view, quote, before) else "",
        "common" if core in words("common_quotes") else "",
        "slogan" if core in words("slogans") else "",
        "word" if len(core) <= 4 and is_word(core) else "",
        "spoken" if sounds_spoken(core) else "",
        "said" if _SAID.search(text, max(0, quote.span.start - 3), quote.span.start) else "",
        "nested" if quote.depth else "",
        "shi" if core.endswith("式") else "",
        "short" if len(core) == 2 else "",
        "long" if len(core) > 14 else "",
        "comma" if "，" in core or "," in core else "",
    }
    features.discard("")
    return features


def _honoured(view: View, quote: Quote, before: str) -> bool:
    behind = view.words[min(view.word_from(quote.span.end), len(view.words) - 1)]
    return before in words("honours") or behind in words("honours")


def _is_clausal(parts: tuple[str, ...]) -> bool:
    """Tell whether the quoted words hold function words, as clauses do and names do not."""
    return any(tag(part)[0] in "pcdru" and not part[0].isdigit() for part in parts)
