"""Candidates without quotation marks: a specific modifier before a strong head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....corpus.types import Span
from ..lexicon import (
    Head,
    beside,
    breaking_words,
    founding,
    founding_group,
    is_nationwide,
    plain_heads,
    tag,
    words,
)
from .candidate import Candidate
from .clauses import in_trope_clause, is_trope_verb
from .view import ABBREVIATION, View, counts

#: Parts of names of organisations, which are no practices.
_BODY = re.compile(
    r"公司|集团|大学|医院|银行|学校|中学|小学|委员会|研究院|检察院|法院|公安|[一二三四五六七八九十0-9][楼层]"
)
_NATIONAL = re.compile(r"国家|全国|中央|国务院|世界|国际|中国|全球|我国|亚洲|美国|央行")
#: Nouns behind a head noun that make something else of it: the plan of an action, a member.
_TAILS = frozenset({"方案", "意见", "办法", "条例", "规划", "计划", "部", "中心", "委员会", "公司"})
#: How somebody acts, not what the action is called: 积极行动.
_MANNER = frozenset(
    {"积极", "迅速", "立即", "实际", "主动", "马上", "紧急", "自觉", "立刻", "闻讯"}
)
#: Verbs that are nouns inside names, at the left edge of one: 落实带薪休假制度.
_GOVERNING = frozenset({"提升", "落实", "深化", "优化", "推广", "规范", "转换", "改革"})
#: Categories of awards.
_BEST = re.compile("优秀|最佳|十佳|先进|最美")
#: Grade of a head noun that is a name without any modifier.
_BY_ITSELF = 4
#: A modifier with so many specific characters leaves little doubt what it names.
_DETAILED = 5
#: Classes of things one can count and visit: an all-purpose modifier is enough for a name.
_CONCRETE = frozenset({"team", "site", "thing"})
#: A word that begins so was cut off from the word before it: 长|者饭堂.
_ENDINGS = frozenset("者员性们")
_LEADING = re.compile(
    r"(?:[0-9]+[余多]?万?[余多]?|[这那该此本每某])(?:人|支|个|名|处|家|所|座|项|批|条|类|辆|张|块|间|级|亩|里|公里|本|份|套)"
    r"|[这那该此某]|小小的?|全[省市州盟县旗区镇乡村]"
)
#: One of many, told to set a scene: 一处徽派小院, 一本红皮存折.
_INDEFINITE = re.compile(r"[一某几][支个处家所座项条类名辆张块间本册份套]$|某$")
#: Where somebody is: 驿站里, 议事厅门口.
_LOCATIVE = re.compile(r"(?:里|内|前|旁|外|门口|门前|门外|中|上)(?!容|外|化)")
#: Lengths of abbreviations by numbers: 四定, 三联三帮, 一村一业一品.
_NUMBERED = (6, 4, 2)
_QUANTITY = re.compile(r"[0-9一二两三四五六七八九十百千余多]+[支个处家所座项批条类名辆张块间]$")


def plain_candidates(view: View) -> Iterator[Candidate]:
    """Yield the unquoted phrases of an article that may be names of practices."""
    matcher, heads = plain_heads()
    for pattern, start, end in matcher.find_matches_as_indexes(view.text):
        # The cutter takes 等 into rare words: 邻里节等.
        if len(heads[pattern].text) == 1 and start not in view.boundaries:
            continue
        if end not in view.boundaries and not view.text.startswith("等", end):
            continue
        found = _candidate(view, start, end, heads[pattern])
        if found is not None:
            yield found


def _candidate(view: View, head_start: int, end: int, head: Head) -> Candidate | None:
    following = view.words[view.word_from(end)] if end < len(view.text) else ""
    if following in _TAILS:
        return None
    start = _left_edge(view, head_start, end, head)
    name = Span(start, end)
    text = name.of(view.text)
    if (start >= head_start and head.plain < _BY_ITSELF) or is_nationwide(text):
        return None
    modifiers = view.pieces(Span(start, head_start))
    if modifiers and modifiers[-1] in _MANNER:
        return None
    modifier = view.text[start:head_start]
    if modifier in breaking_words() or (modifier.isascii() and modifier):
        return None
    specific = sum(
        len(word) for word in modifiers if word not in words("generic") and not word.isascii()
    )
    if not specific and not _names_without_detail(head, len(modifiers)):
        return None
    before = view.previous_word(start)
    features = {
        f"head{head.plain}",
        "concrete" if head.cls in _CONCRETE else "",
        f"specific{min(specific, 3) if specific < _DETAILED else _DETAILED}",
        "found" if view.text.endswith("组成的", 0, start) else founding_group(before),
        "many" if len(modifiers) > 2 else "",
        "trope_before" if is_trope_verb(before) else "",
        "honour" if {before, following} & beside("honour") or _BEST.search(text) else "",
        "trope_clause" if in_trope_clause(view.text, start) else "",
        "over_de" if view.text[start - 1 : start] == "的" else "",
        "listed" if view.text[start - 1 : start] == "、" or following == "、" else "",
        _number_before(view.text, start),
        "locative" if _LOCATIVE.match(view.text, end) else "",
        "commentary" if view.commentary else "",
        view.distance,
        "national" if _NATIONAL.search(text) else "",
        "body" if _BODY.search(text) else "",
        "long" if len(text) > 12 else "",
        "verb_first" if tag(view.words[view.word_from(start)])[0] == "v" else "",
    }
    return Candidate("plain", name, (name,), head, frozenset(features - {""}))


def _left_edge(view: View, head_start: int, end: int, head: Head) -> int:
    """Return where the name begins whose head noun stands there."""
    start = view.phrase_before(_edge(view, head_start, end))
    if head.plain >= _BY_ITSELF and head_start not in view.boundaries:
        start = head_start
    start = _without_verb(view, start, head_start)
    if start >= head_start and head.plain > 1:
        start -= _numbered_before(view, head_start)
    if view.text[start] in _ENDINGS and start in view.boundaries:
        start = view.starts[max(0, view.word_from(start) - 1)]
    while quantity := _LEADING.match(view.text, start, head_start):
        start = quantity.end()
    word = view.words[view.word_from(start)]
    if word in _GOVERNING and start in view.boundaries and start + len(word) < head_start:
        start += len(word)
    # The cutter parts 里|份 and leaves a measure word that counts nothing.
    word = view.words[view.word_from(start)]
    return start + len(word) if counts(word) and start in view.boundaries else start


def _numbered_before(view: View, head_start: int) -> int:
    """Return the length of an abbreviation by numbers before a head noun: 四定工作法."""
    for size in _NUMBERED:
        piece = view.text[max(0, head_start - size) : head_start]
        whole = len(piece) == size and head_start - size in view.boundaries
        if whole and ABBREVIATION.fullmatch(piece):
            return size
    return 0


def _number_before(text: str, start: int) -> str:
    """Tell a number of things from one of many: 成立5支…, 来到一处…."""
    if _INDEFINITE.search(text, max(0, start - 4), start):
        return "indefinite"
    return "counted" if _QUANTITY.search(text, max(0, start - 8), start) else ""


def _names_without_detail(head: Head, modifiers: int) -> bool:
    """Tell whether all-purpose modifiers are enough: 便民服务车队, 干部队伍整体优化提升行动."""
    if head.plain >= _BY_ITSELF:
        return True
    if head.cls in _CONCRETE:
        return head.plain > 1 and modifiers > 0
    return head.cls == "campaign" and modifiers > 2


def _without_verb(view: View, start: int, head_start: int) -> int:
    """Leave out a verb at the left end that governs the phrase rather than being part of it."""
    index = view.word_from(start)
    before = view.words[index - 1] if index else ""
    if start not in view.boundaries or before in founding() or before in {"的", "、", "了"}:
        return start
    while view.starts[index] < head_start and tag(view.words[index]) == "v":
        index += 1
    return view.starts[index]


def _edge(view: View, head_start: int, end: int) -> int:
    """Return the start of the word that the head noun begins in."""
    index = view.word_before(end)
    while view.starts[index] > head_start:
        index -= 1
    return view.starts[index]
