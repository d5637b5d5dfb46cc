"""Candidates with quotation marks: a core, its head noun, and what speaks for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...corpus.types import Span
from .candidates import Candidate
from .clauses import in_trope_clause, is_trope_verb
from .lexicon import (
    Head,
    founding,
    head_of,
    is_nationwide,
    is_word,
    nouns_behind_quotes,
    tag,
    words,
)
from .quotes import (
    Quote,
    find_quotes,
    is_chain,
    is_measured,
    is_numbered,
    is_parallel,
    is_speech,
    sounds_spoken,
)
from .view import View

#: What may stand between two members of a list of quoted names.
_JOINTS = frozenset({"", "、", "和", "与", "及", "以及"})
#: What stands between the members of a practice and its number: “甲、乙、丙”的“三联”机制.
_MEMBERS_OF = frozenset({"的", "等", "等的"})
_ET_CETERA = re.compile(r"等(?:一系列|系列|多种|多个|各类|一揽子|为民|便民|品牌|特色)?的?")
#: Head nouns that may follow across 的: only names of methods and platforms are built that way.
_OVER_DE = frozenset({"method", "platform", "brand", "list"})
_COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十百千余多首几][个支处家所座项批条类名辆张块间场期]$"
)
_OPENED = re.compile(
    r"(?:正式|也|已|就|便|应运而生|顺利|全面)?(?:揭牌|挂牌|启用|成立|上线|启动|投用|投入使用|开张|开业|开课|开讲|应运而生|诞生|落地|亮相)"
)
#: Titles of honour, generations, goals: nobody runs "the most beautiful nurse" or "zero accidents".
_TITLE = re.compile(
    r"^(?:最美|最佳|十佳|优秀|先进|杰出|模范)|^[0-9零〇]{2}后$|^零[\u4e00-\u9fff]{1,3}$"
    r"|^[一两双三四五六七八]个?(?:提升|下降|上升|增长|提高|降低|满意|丰收)$"
    r"|(?:模范|标兵|楷模|之星|先进个人|奖章|勋章|奖)$"
)
#: 以“…”为主题: the words are a motto, not a name.
_THEME = re.compile(
    r"(?:作)?为(?:活动|实践|工作)?(?:主题|重点|主线|目标|标准|宗旨|导向|理念|题|由)"
    r"|(?:等|的)?(?:主题|内容|方面|问题|字样|口号|标语|标识|话题|横幅|说法|词|字|道理|念头)"
    r"(?![\u4e00-\u9fff]*活动)"
)
#: Inside a core of this length, so many verbs or one of these words make a clause of it.
_CLAUSE = 5
_CLAUSE_VERBS = 2
_CLAUSE_WORDS = re.compile(r"(?<=[\u4e00-\u9fff])[不在了把被让没](?=[\u4e00-\u9fff])")
#: 由“…”向“…”转变: both are figures of speech.
_TURNED = re.compile("向|变|转|到|升级|走向")
#: “…”变成“…”: so are these.
_BECOMES = re.compile("变成|变身|变为")
_FUNCTION = frozenset("不都就也还再没要能会可将已即且却才只最更很")
_SAID = re.compile(r"(?:[说道称讲问答喊念唱]|(?<![撰编填书])写)[：:，,]?$|[：:]$")
#: A noun phrase behind the marks that ends in no known head noun is taken along up to this length.
_LONGEST_TAIL = 4
#: A modifier before the quotation marks is taken into the name up to this length.
_LONGEST_MODIFIER = 4
#: Whose practice it is, not part of its name: 社区“…”志愿队.
_OWNERS = frozenset(
    {
        "社区",
        "公司",
        "集团",
        "企业",
        "学校",
        "医院",
        "街道",
        "单位",
        "机关",
        "支部",
        "党支部",
        "党委",
        "党总支",
    }
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
#: Numbers that count kinds of things mean nothing without what they count: 线索、问题“两本台账”.
_COUNTS_KINDS = re.compile(r"[两二三四五六七八][个本张份支项类条]")
_MEMBERS = re.compile(r"[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,7}$")


def quoted_candidates(view: View) -> Iterator[Candidate]:
    """Yield the quoted expressions of an article that may be names of practices."""
    quotes, members = _split_members(view.text, find_quotes(view.text))
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
        for found in _members(view, group, behind, listed=listed is not None, over_de=over_de):
            spelt_out = members.get(found.cores[-1])
            yield replace(found, cores=(spelt_out, *found.cores)) if spelt_out else found


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
        and (is_parallel(first.inner.of(text)) or is_chain(first.inner.of(text)))
        and is_numbered(second.inner.of(text))
    }
    spelt_out = frozenset(members.values())
    return tuple(quote for quote in quotes if quote.inner not in spelt_out), members


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
        features = _features(view, group[1], head, group[1].span.end) | {"pair"}
        yield Candidate("quoted", name, parts, head, frozenset(features))
        return
    for quote in group:
        core = _core(view, quote)
        if is_speech(core) or len(core) < 2:
            continue
        end = quote.span.end
        features = _features(view, quote, head, group[-1].span.end) | shared
        if behind and not listed and quote is group[-1]:
            end = behind[0]
        elif "noun_behind" in features:
            tail = sum(map(len, view.nouns_behind(end)))
            end += tail if tail <= _LONGEST_TAIL else 0
        if over_de:
            features.add("over_de")
        start = _modifier(view, quote) if _takes_modifier(head, core) else quote.span.start
        spelt_out = _enumeration(view, quote)
        whole = Span(spelt_out, end) if spelt_out is not None else None
        if whole and _COUNTS_KINDS.match(core):
            start, whole = whole.start, None
        elif whole:
            start = quote.span.start
        name = Span(start, end)
        yield Candidate("quoted", name, (quote.inner,), head, frozenset(features - {""}), whole)


def _core(view: View, quote: Quote) -> str:
    return quote.inner.of(view.text)


def _takes_modifier(head: Head | None, core: str) -> bool:
    """Tell whether a modifier before the marks belongs to the name: a name it must be."""
    return head is not None or is_numbered(core) or head_of(core) is not None


def _enumeration(view: View, quote: Quote) -> int | None:
    """Return where the members begin that the quoted number counts, None if none stand there."""
    text, start, core = view.text, quote.span.start, quote.inner.of(view.text)
    members = _MEMBERS.search(text, max(0, start - 60), start)
    if not members or _COUNTS.get(core[0]) != 1 + members.group().count("、"):
        return None
    parts = members.group().removesuffix("的").removesuffix("等").split("、")
    first = members.start() + len(parts[0])
    if len({len(part) for part in parts[1:]}) == 1 and len(parts[0]) >= len(parts[1]):
        return first - len(parts[1])
    begin = max(members.start(), view.phrase_before(first))
    return begin if begin < first else None


def _modifier(view: View, quote: Quote) -> int:
    """Return the start of the modifier that stands directly before the quotation mark."""
    start = quote.span.start
    begin = start
    index = view.word_before(start)
    while index >= 0 and start - view.starts[index] <= _LONGEST_MODIFIER:
        word = view.words[index]
        outside = view.breaks(word) or word in founding() or view.is_place(index) or word in _OWNERS
        if outside or tag(word)[0] not in "nbajl":
            break
        begin = view.starts[index]
        index -= 1
    if index >= 0 and not view.breaks(view.words[index]) and begin != start:
        # The phrase goes on to the left: a subject or a longer modifier, not ours to cut in two.
        return start
    return begin


def _features(view: View, quote: Quote, head: Head | None, end: int) -> set[str]:
    text, core = view.text, quote.inner.of(view.text)
    inner_head = head_of(core)
    before = view.previous_word(quote.span.start)
    features = {
        f"head{head.quoted}" if head else "no_head",
        f"inner{_grade(inner_head)}" if inner_head and _grade(inner_head) else "",
        "chain" if is_chain(core) else "",
        "numbered" if is_numbered(core) else "",
        "measured" if is_measured(core) else "",
        "parallel" if is_parallel(core) else "",
        "commentary" if view.commentary else "",
        _behind(view, quote, head, end),
        founding().get(before, ""),
        "counted" if _COUNTED.search(text, max(0, quote.span.start - 8), quote.span.start) else "",
        "opened" if _OPENED.match(text, quote.span.end) else "",
        f"suffix{min(len(core), 4)}" if core[-1] in words("suffixes") else "",
        "compound" if len(view.words_of(quote.inner)) > 1 and len(core) > 3 else "",
        "trope_before" if is_trope_verb(before) or _turns(text, quote) else "",
        "trope_clause" if in_trope_clause(text, quote.span.start) else "",
        "de_before" if text[quote.span.start - 1 : quote.span.start] == "的" else "",
        "clausal" if _is_clausal(view.words_of(quote.inner)) else "",
        "honour" if _honoured(view, quote, before) else "",
        _known(core, "common_quotes", "common", head),
        _known(core, "slogans", "slogan", head),
        "title" if _TITLE.search(core) else "",
        "theme" if _THEME.match(text, end) else "",
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


def _behind(view: View, quote: Quote, head: Head | None, end: int) -> str:
    """Return what the nouns behind the marks, or behind the head noun, make of the quote."""
    groups = nouns_behind_quotes()
    found = view.head_behind(end) if head is not None else None
    at = found[0] if found else end
    following = view.words[min(view.word_from(at), len(view.words) - 1)]
    if head is not None:
        return "post" if groups.get(following) == "post" else ""
    nouns = view.nouns_behind(end)
    if "post" in {groups.get(noun) for noun in (following, *nouns[-2:])}:
        return "post"
    if tag(following).startswith("nr"):
        return "person"
    if quote.span.end != end or not nouns:
        return ""
    return "attribute" if any(noun in groups for noun in nouns) else "noun_behind"


def _turns(text: str, quote: Quote) -> bool:
    """Tell whether the quote is what something no longer is: 由“…”向…转变, “…”变成…."""
    if _BECOMES.match(text, quote.span.end):
        return True
    return text[quote.span.start - 1] == "由" and bool(_TURNED.match(text, quote.span.end))


def _honoured(view: View, quote: Quote, before: str) -> bool:
    behind = view.words[min(view.word_from(quote.span.end), len(view.words) - 1)]
    return before in words("honours") or behind in words("honours")


def _grade(head: Head) -> int:
    """Return how surely a head noun inside the marks makes a name: marks help a weak one."""
    return min(3, max(head.plain, head.quoted - 1))


def _known(core: str, name: str, feature: str, head: Head | None) -> str:
    """Return a feature for a core of a word list; a sure head noun makes a name even of those."""
    if head is not None and is_nationwide(core + head.text):
        return feature
    if core not in words(name):
        return ""
    return f"{feature}_headed" if head is not None and head.quoted > 1 else feature


def _is_clausal(parts: tuple[str, ...]) -> bool:
    """Tell whether the quoted words hold function words, as clauses do and names do not."""
    core = "".join(parts)
    if len(core) >= _CLAUSE and not is_chain(core) and not is_parallel(core):
        verbs = sum(tag(part) == "v" for part in parts)
        if _CLAUSE_WORDS.search(core) or (len(core) > _CLAUSE and verbs >= _CLAUSE_VERBS):
            return True
    if any(tag(part)[0] in "pcru" or part in _FUNCTION for part in parts[:-1]):
        return True
    if tag(parts[-1])[0] in "pcru" or (parts[-1] in _FUNCTION and parts[-1] != "会"):
        return True
    return "、" in parts and any(len(member) == 1 for member in "".join(parts).split("、"))
