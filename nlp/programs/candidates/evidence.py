"""What speaks for and against a quoted expression being the name of a practice."""

from __future__ import annotations

import re

from ....corpus.types import Span
from ..lexicon import (
    Head,
    beside,
    founding_group,
    head_of,
    heads,
    is_nationwide,
    is_word,
    nationwide,
    nouns_behind_quotes,
    tag,
    words,
)
from .clauses import clause_before, in_trope_clause, is_trope_verb
from .quotes import Quote, is_chain, is_measured, is_numbered, is_parallel, sounds_spoken
from .view import View

_COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十百千余多首几][个支处家所座项批条类名辆张块间场期]$"
)
_OPENED = re.compile(
    r"(?:正式|也|已|就|便|应运而生|顺利|全面)?(?:揭牌|挂牌|启用|成立|上线|启动|投用|投入使用|开张|开业|开课|开讲|应运而生|诞生|落地|亮相)"
)
#: Titles of honour, generations, goals: nobody runs "the most beautiful nurse" or "zero accidents".
_TITLE = re.compile(
    r"^(?:最美|最佳|十佳|优秀|先进|杰出|模范)|^[0-9零〇一二三四五六七八九]{2}后$|^零[\u4e00-\u9fff]{1,3}$"
    r"|^[一两双三四五六七八]个?(?:提升|下降|上升|增长|提高|降低|满意|丰收)$"
    r"|(?:模范|标兵|楷模|之星|先进个人|奖章|勋章|奖|之效|之力)$"
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
_BECOMES = re.compile("变成|变身|变为|比作|当作|看作|视为|喻为")
#: 把“…”办成“…”: the second one.
_MADE = re.compile("”[\u4e00-\u9fff]{0,3}[成为]$")
_MADE_REACH = 5
#: What numbers of things are called that a practice demands: “五统一”标准.
_RULES = frozenset({"标准", "原则", "要求", "规范"})
#: 他是村里的“…”: what people call somebody.
_CALLED = re.compile("[他她][是当].{0,8}$")
#: Lengths of nouns that label quotes; the cutter parts 公众|号.
_LABELS = (2, 3, 4, 5)
#: 开启“清洁”模式, 进入“冲刺”模式: how somebody does something, as a machine is switched.
_SWITCHED = re.compile("(?:开启|启动|切换|打开|进入|解锁|调至|不惧)了?….*模式$")
#: Lists that are made anew: 年度十大难题.
_SOME = re.compile("[一二两三四五六七八九十百][大件个项]|[年月季]度")
#: Wishes: who hangs up “想学修车” wants it.
_WISHES = re.compile("^(?:[想缺怕愁]|没有)")
#: “…”，就是…: the article explains a word that it, or the place, has coined.
_DEFINED = re.compile(r"[，,]?(?:就是|即|是指|指的是|意思是|意为|取意|寓意|取自)")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,3}[省市县州盟旗]")
#: Groups of verbs that tell whose a practice is: 由县供销社牵头的“…”.
_MAKING = frozenset({"found", "build", "lead"})
_FUNCTION = frozenset("不都就也还再没要能会可将已即且却才只最更很")
_SAID = re.compile(r"(?:[说道称讲问答喊念唱]|(?<![撰编填书])写)[：:，,]?$|[：:]$")


def features(view: View, quote: Quote, head: Head | None, listed: Span) -> set[str]:
    """Return the names of what was seen about a quoted expression, see ``data/weights.tsv``.

    Args:
        view: the article.
        quote: the expression.
        head: the head noun of its name, None if it has none behind the marks.
        listed: the list of quotes in which it stands, from the first mark to the last.
    """
    seen = {
        f"head{head.quoted}" if head else "no_head",
        "commentary" if view.commentary else "",
        view.distance,
        _behind(view, quote, head, listed.end),
        "theme" if _THEME.match(view.text, listed.end) else "",
        "trope_before" if head and _SWITCHED.search(_moment(view, quote, head)) else "",
        *_inside(view, quote, head),
        *_around(view, quote, listed),
    }
    seen.discard("")
    return seen


def _moment(view: View, quote: Quote, head: Head) -> str:
    """Return the verb before a quote and the head noun behind it: 开启…模式."""
    return f"{view.previous_word(quote.span.start)}…{head.text}"


def _inside(view: View, quote: Quote, head: Head | None) -> tuple[str, ...]:
    """Return what the words between the marks say."""
    core, parts = quote.inner.of(view.text), view.words_of(quote.inner)
    inner_head = head_of(core)
    return (
        f"inner{_grade(inner_head)}" if inner_head and _grade(inner_head) else "",
        "chain" if is_chain(core) else "",
        "numbered" if is_numbered(core) else "",
        "measured" if is_measured(core) else "",
        "parallel" if is_parallel(core) else "",
        f"suffix{min(len(core), 4)}" if _ends_like_a_thing(core, parts) else "",
        "compound" if len(parts) > 1 and len(core) > 3 else "",
        "clausal" if _is_clausal(parts) else "",
        _known(core, words("common_quotes"), "common", head),
        _known(core, nationwide("whole"), "slogan", head),
        "title" if _TITLE.search(core) else "",
        "word" if len(core) <= 4 and is_word(core) else "",
        "abstract" if _is_abstract(parts) else "",
        "spoken" if sounds_spoken(core) else "",
        "place" if _names_a_place(view, quote) else "",
        "shi" if core.endswith("式") else "",
        "short" if len(core) == 2 else "",
        "long" if len(core) > 14 else "",
        "comma" if "，" in core or "," in core else "",
    )


def _around(view: View, quote: Quote, listed: Span) -> tuple[str, ...]:
    """Return what stands before and behind the marks."""
    text, start, end = view.text, quote.span.start, quote.span.end
    before = view.previous_word(listed.start)
    return (
        founding_group(before),
        "counted" if _COUNTED.search(text, max(0, start - 8), start) else "",
        "opened" if _OPENED.match(text, end) else "",
        "trope_before" if is_trope_verb(before) or _turns(text, quote) else "",
        "trope_clause" if in_trope_clause(text, start) else "",
        "de_before" if text[start - 1 : start] == "的" else "",
        "honour" if _honoured(view, listed.end, before) else "",
        "person" if _CALLED.search(clause_before(text, listed.start)) else "",
        "said" if _SAID.search(text, max(0, start - 3), start) else "",
        "nested" if quote.depth else "",
        "label" if _labelled(text, listed.start) else "",
        "of_place" if view.behind_place(start) else "",
        "found_de" if _made_by(view, quote) else "",
        "defined" if _DEFINED.match(text, end) else "",
    )


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
    if is_numbered(quote.inner.of(view.text)) and nouns[0] in _RULES:
        return "noun_behind"
    return "attribute" if any(noun in groups for noun in nouns) else "noun_behind"


def _names_a_place(view: View, quote: Quote) -> bool:
    """Tell whether the quoted words are the name of a place: 当地人叫“沙县”."""
    core = quote.inner.of(view.text)
    if _COUNTY.fullmatch(core):
        return True
    return head_of(core) is None and view.behind_place(quote.span.end - 1)


def _made_by(view: View, quote: Quote) -> bool:
    """Tell whether a relative clause with a verb of founding qualifies the quote."""
    if not view.text.endswith("的", 0, quote.span.start):
        return False
    verb = view.previous_word(quote.span.start - 1)
    return founding_group(verb) in _MAKING


def _turns(text: str, quote: Quote) -> bool:
    """Tell whether the quote is what something no longer is: 由“…”向…转变, “…”变成…."""
    before = text[max(0, quote.span.start - _MADE_REACH) : quote.span.start]
    if _BECOMES.match(text, quote.span.end) or _MADE.search(before):
        return True
    return text[quote.span.start - 1] == "由" and bool(_TURNED.match(text, quote.span.end))


def _honoured(view: View, end: int, before: str) -> bool:
    """Tell whether a word of awards stands before the list of quotes or behind it."""
    et_cetera = view.text.startswith("等", end)
    behind = view.words[min(view.word_from(end + et_cetera), len(view.words) - 1)]
    return before in beside("honour") or behind.removeprefix("等") in beside("honour")


def _labelled(text: str, start: int) -> bool:
    """Tell whether a noun before the list of quotes says what else they name: 公众号“…”和“…”."""
    return any(text[max(0, start - size) : start] in beside("label") for size in _LABELS)


def _grade(head: Head) -> int:
    """Return how surely a head noun inside the marks makes a name: marks help a weak one."""
    return min(3, max(head.plain, head.quoted - 1))


def _known(core: str, names: frozenset[str], feature: str, head: Head | None) -> str:
    """Return a feature for a core of a word list; a sure head noun makes a name even of those."""
    if head is not None and is_nationwide(core + head.text):
        return feature
    if core not in names:
        return ""
    return f"{feature}_headed" if head is not None and head.quoted > 1 else feature


def _ends_like_a_thing(core: str, parts: tuple[str, ...]) -> bool:
    """Tell whether the words end as things do, not as verbs: 网格证, but not 实名认证."""
    if core[-1] not in words("suffixes"):
        return False
    return len(parts[-1]) < 2 or parts[-1] in heads() or tag(parts[-1])[0] != "v"


def _is_abstract(parts: tuple[str, ...]) -> bool:
    """Tell whether the quoted words end in a noun that quotes only qualify: 购房陷阱, 恋爱关系."""
    if _SOME.search("".join(parts)):
        return False
    return len(parts) > 1 and nouns_behind_quotes().get(parts[-1]) == "attribute"


def _is_clausal(parts: tuple[str, ...]) -> bool:
    """Tell whether the quoted words hold function words, as clauses do and names do not."""
    core = "".join(parts)
    if _WISHES.match(core):
        return True
    if len(core) >= _CLAUSE and not is_chain(core) and not is_parallel(core):
        verbs = sum(tag(part) == "v" for part in parts)
        if _CLAUSE_WORDS.search(core) or (len(core) > _CLAUSE and verbs >= _CLAUSE_VERBS):
            return True
    if any(tag(part)[0] in "pcru" or part in _FUNCTION for part in parts[:-1]):
        return True
    if tag(parts[-1])[0] in "pcru" or (parts[-1] in _FUNCTION and parts[-1] != "会"):
        return True
    return "、" in parts and any(len(member) == 1 for member in "".join(parts).split("、"))
