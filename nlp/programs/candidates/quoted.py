"""Candidates with quotation marks: a core, its head noun, and what speaks for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ....corpus.types import Span
from ..lexicon import (
    Head,
    founding_group,
    head_of,
    heads,
    is_word,
    tag,
)
from .candidate import Candidate
from .chains import chain_candidates
from .evidence import features
from .quotes import (
    Quote,
    find_quotes,
    is_chain,
    is_numbered,
    is_parallel,
    is_speech,
)
from .view import THINGS, View, breaks

#: What may stand between two members of a list of quoted names.
_JOINTS = frozenset({"", "、", "和", "与", "及", "以及"})
#: What stands between the members of a practice and its number: “甲、乙、丙”的“三联”机制.
_MEMBERS_OF = frozenset({"的", "等", "等的"})
_ET_CETERA = re.compile(r"等(?:一系列|系列|多种|多个|各类|一揽子|为民|便民|品牌|特色)?的?")
#: Head nouns that may follow across 的: only names of methods and platforms are built that way.
_OVER_DE = frozenset({"method", "platform", "brand", "list"})
#: A noun phrase behind the marks that ends in no known head noun is taken along up to this length.
_LONGEST_TAIL = 4
#: A modifier before the quotation marks is taken into the name up to this length.
_LONGEST_MODIFIER = 6
#: The same where no head noun follows.
_LONGEST_BARE = 4
#: Units whose people are meant: 村干部, 社区党组织.
_UNITS = frozenset({"村", "镇", "乡", "社区", "乡镇", "嘎查"})
#: Nouns that the tagger takes for times.
_AGES = frozenset({"青年", "少年", "老年", "中年"})
#: Whose practice it is, not part of its name: 社区“…”志愿队.
_OWNERS = re.compile(
    "(?:社区|公司|集团|企业|学校|学院|大学|高校|中学|小学|医院|银行|协会|街道|单位|机关|支部|党委|党总支"
    "|国家|农历|手机|媒体|用户|网友|博主|频道|法院|检察院|政府|[局厅署网]|[省市县区旗盟州镇乡]委)$"
)
#: What makes a name of a quote whatever stands around it.
_SURE = frozenset({"inner3", "inner2", "suffix4", "chain"})
_COUNTS = {
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
#: Numbers that count kinds of things mean nothing without what they count: 线索、问题“两本台账”.
_COUNTS_KINDS = re.compile(r"[两二三四五六七八][个本张份支项类条]")
_MEMBERS = re.compile(r"[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,7}$")


def quoted_candidates(view: View) -> Iterator[Candidate]:
    """Yield the quoted expressions of an article that may be names of practices."""
    found_quotes = find_quotes(view.text)
    yield from chain_candidates(view, found_quotes)
    quotes, members = _split_members(view.text, found_quotes)
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
        found = list(_members(view, group, behind, listed=listed is not None, over_de=over_de))
        for one in _among_sure_ones(found):
            spelt_out = members.get(one.cores[-1])
            yield replace(one, cores=(spelt_out, *one.cores)) if spelt_out else one


def _split_members(
    text: str, quotes: tuple[Quote, ...]
) -> tuple[tuple[Quote, ...], dict[Span, Span]]:
    """Take out the quotes that spell out the number behind them: “甲、乙、丙”的“三联”机制.

    Returns:
        The other quotes, and what is between the marks of the quotes taken out by what is between
        the marks of those that stand for them.
    """
    members = {
        second.inner: first.inner
        for first, second in pairwise(quotes)
        if text[first.span.end : second.span.start] in _MEMBERS_OF
        and _spells_out(first.inner.of(text), second.inner.of(text))
    }
    spelt_out = frozenset(members.values())
    return tuple(quote for quote in quotes if quote.inner not in spelt_out), members


def _among_sure_ones(found: list[Candidate]) -> Iterator[Candidate]:
    """Mark the members of a list in which others end in sure head nouns: what goes with names."""
    sure = [bool(one.features & _SURE) for one in found]
    for at, one in enumerate(found):
        beside = any(sure[:at]) or any(sure[at + 1 :])
        yield replace(one, features=one.features | {"sure_list"}) if beside else one


def _spells_out(members: str, number: str) -> bool:
    """Tell whether quoted members are those that a quoted number behind them counts."""
    if is_numbered(number) and (is_parallel(members) or is_chain(members)):
        return True
    return len(members) > 1 and _COUNTS.get(number[:1]) == 1 + members.count("、")


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
    if adjacent and behind and not listed and not any(is_speech(_core(view, q)) for q in group):
        name = Span(group[0].span.start, behind[0])
        parts = tuple(Span(quote.inner.start, quote.inner.end) for quote in group)
        seen = features(view, group[1], head, Span(group[0].span.start, group[1].span.end)) | {
            "pair"
        }
        yield Candidate("quoted", name, parts, head, frozenset(seen))
        return
    around = Span(group[0].span.start, group[-1].span.end)
    for quote in group:
        core = _core(view, quote)
        if is_speech(core) or len(core) < 2:
            continue
        end = quote.span.end
        seen = features(view, quote, head, around) | shared
        if behind and not listed and quote is group[-1]:
            end = behind[0]
        elif "noun_behind" in seen:
            end += _tail(view, end)
        if over_de:
            seen.add("over_de")
        longest = _LONGEST_MODIFIER if head is not None else _LONGEST_BARE
        start = _modifier(view, quote, longest) if _takes_modifier(head, core) else quote.span.start
        spelt_out = _enumeration(view, quote)
        whole = Span(spelt_out, end) if spelt_out is not None else None
        if whole and _COUNTS_KINDS.match(core):
            start, whole = whole.start, None
        elif whole:
            start = quote.span.start
        name = Span(start, end)
        yield Candidate("quoted", name, (quote.inner,), head, frozenset(seen - {""}), whole)


def _tail(view: View, end: int) -> int:
    """Return the length of the noun phrase behind the marks that belongs to the name."""
    nouns = view.nouns_behind(end)
    if not nouns:
        return 0
    size = sum(map(len, nouns))
    known = all(is_word(noun) or noun[-1] in THINGS for noun in nouns)
    return size if known and size <= _LONGEST_TAIL and len(nouns[-1]) > 1 else 0


def _core(view: View, quote: Quote) -> str:
    return quote.inner.of(view.text)


def _takes_modifier(head: Head | None, core: str) -> bool:
    """Tell whether a modifier before the marks belongs to the name: a name it must be."""
    return head is not None or is_numbered(core) or head_of(core) is not None


def _qualifies(word: str, *, last: bool) -> bool:
    """Tell whether a word may be part of a modifier: nouns, and verbs before nouns (返乡青年)."""
    kind = tag(word)
    if word in _AGES:
        return True
    if kind == "v":
        return len(word) == 2 and (not last or word in heads())
    return kind[0] in "nbajl" or kind == "vn"


def _enumeration(view: View, quote: Quote) -> int | None:
    """Return where the members begin that the quoted number counts, None if none stand there."""
    text, start, core = view.text, quote.span.start, quote.inner.of(view.text)
    members = _MEMBERS.search(text, max(0, start - 60), start)
    if not members or _COUNTS.get(core[0]) != 1 + members.group().count("、"):
        return None
    if breaks(view.words[view.word_before(start)].removesuffix("的").removesuffix("等") or "的"):
        return None
    parts = members.group().removesuffix("的").removesuffix("等").split("、")
    first = members.start() + len(parts[0])
    if len({len(part) for part in parts[1:]}) == 1 and len(parts[0]) >= len(parts[1]):
        return first - len(parts[1])
    begin = max(members.start(), view.phrase_before(first))
    return begin if begin < first else None


def _modifier(view: View, quote: Quote, longest: int) -> int:
    """Return the start of the modifier that stands directly before the quotation mark."""
    start = quote.span.start
    begin = start
    index = view.word_before(start)
    while index >= 0 and start - view.starts[index] <= longest:
        word = view.words[index]
        if _is_unit(view, index):
            return view.starts[index]
        if breaks(word) or founding_group(word) or view.is_place(index):
            return begin
        if len(word) == 1 or _OWNERS.search(word) or not _qualifies(word, last=begin == start):
            break
        begin = view.starts[index]
        index -= 1
    # The phrase goes on to the left: a subject or a longer modifier, not ours to cut in two.
    return start if index >= 0 and not breaks(view.words[index]) else begin


def _is_unit(view: View, index: int) -> bool:
    """Tell whether a word is 村 or 社区 as such, not behind a name: 推行村干部“…”制度."""
    word, before = view.words[index], view.words[index - 1] if index else ""
    alone = not before or bool(founding_group(before)) or breaks(before)
    return word in _UNITS and alone
