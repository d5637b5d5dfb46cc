"""Judges what stands around a possible name: roles and ages in front, speech and verbs behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .cues import Cues

_PACKAGE = __package__ or ""
_FIGURES = "anliku.nlp.figures"

# Weights of the evidence, in the unit of a natural logarithm; set by hand on the gold pages and on
# the PER spans of two public collections, in steps of 0.5.
ROLE_IN_FRONT = 3.5
CALLED = 2.5
BY_NAME_IN_FRONT = 2.5
SPEECH_BEHIND = 2.5
FROM = 2.0
_AFTER_DE = 0.8
_CLAUSE_START = 0.8
_INSIDE_CLAUSE = -0.5
_SIGN_BEHIND = 0.7
_ACTS_BEHIND = 1.0
_WORD_END = 0.5
_NO_WORD_END = -1.5
_NO_WORD_START = -1.5
IMPOSSIBLE = -99.0

_SIGNS = frozenset("，。、；：！？,;:!?”’）)》…\n“（(")
_CALLED_LEFT = re.compile(r"(?:名叫|叫|叫作|叫做|姓名|取名|化名|名为|户主|当选|评为|丈夫|妻子)$")
# An age in front of a name is as good as a role: 58岁的, 年近七旬的, 年过半百的, “90后”.
_AGED = re.compile(
    r"(?:岁的?|年[近过逾][^，。的]{2,4}的|[六七八九]旬的?|[0-9０-９]{2}后”?|古稀之年的|花甲之年的)$"
)
_CLAUSE_SIGNS = frozenset("，。；：！？,;:!?“”‘’\n… ")
# A word for grammar rather than for a name: a name may end in front of it, seldom with it.
GRAMMATICAL = frozenset(
    "为的在是和有与向对把被给将就也都不了着过到从当让等性还又个们说要会能可上下里后时及"
)
# Verbs of one character that follow the name of somebody who acts.
_ACTS = frozenset(
    "开采修唱栽割绣卖买写画跳弹吹挖捡收晒熬酿烤煮炒洗缝织编砍喂剪拍撒刻教住于一站坐拿拉看走指笑骑放种养翻闲捧拎端忙赶带领抱背推扛牵搬打做没刚正曾今每第"
)
_PREPOSITIONS = frozenset(
    ("通过", "经过", "按照", "根据", "为了", "由于", "因为", "于是", "不但", "不仅", "那天", "一边")
)
# Behind a name of a person: the family, the home, others that come with them.
_KIN_BEHIND = re.compile(
    r"的?(?:家里|家中|家门口|家的|家院|家庭|家是|家有|一家|夫妇|夫妻|两口子|父子|母女|母子|姐妹|兄弟)"
    r"|等(?:\d|[一二三四五六七八九十多数]|人|同志|几)|(?:自豪|高兴|激动|笑)"
    r"|(?:一|边|便)?(?:揉|擦|抹)着?(?:眼|汗)|[，,]?(?:今年|现年)\d"
    r"|是(?:土生土长|地地道道|[^，。；！？“”\n]{2,9}人[，。])"
)
# Behind a name: who somebody is, and verbs that only somebody who acts has.
_IDENTIFIED = re.compile(r"是([^，。；！？：,;!?:“”\n]{2,24})[，。,;；\n]")
_AGENT = re.compile(
    r"把(?![握手关控])|就是|只有?\d|于\d{4}年|才\d|今年[\d一二三四五六七八九]|[两三四五六七八九十]人|\d+人|被(?:推选|评|选|授|聘)"
)
# A role may also end in one of these, in a word that the list does not know.
_ROLE_ENDS = re.compile(
    r"[^，。、；：“”][^人动全复裁成党议官]员$|[^大老教律出一二三四五六七八九十]师$|[技电焊瓦钳]工$|(?:能手|标兵|模范|先锋)$"
    r"|[养种][^，。、；：“”]户$|[棚摊店船户业雇房园车牧货]主$|[业营植殖创访讲歌舞]者$"
    r"|[谷葵椒果菜茶花药棉烟蔗瓜粮菌蜂蚕林桑麻豆薯姜蒜葱枣梨桃柑橘橙柚莓杏梅桔藕莲菇耳参胶竹笋稻麦米盐牛羊猪鸡鸭鹅鱼虾蟹奶苗草藤苹芒蕉荔栗杞糖老新女青]农$|[猎渔边移选灾股网]民$"
    r"|(?:[^，。、；：“”民]族)$|[鼓歌车机飞骑棋]手$|[省市县区旗州乡镇村寨岛]人$"
)
_FROM_PLACE = re.compile(r"(?:[村区县镇乡市旗道屯寨组省州]|嘎查|苏木)的$")
_EXPLAINED = re.compile(r"[，,]([^，。；！？：,;!?:“”\n]{1,25})[，,。]")
# A by-name in quotes in front of a name says who it is (“铁人”王某某).
_BY_NAME = re.compile(r"“[^“”，。；！？+＋、\n]{2,8}”$")
# A by-name with a number is one of a practice (“四长一员”).
_COUNTED = re.compile(r"[一二三四五六七八九十两\d+＋]")
# The same characters in front of these belong to a doctrine, a place, a body or a byline.
_NOT_BEFORE = re.compile(
    r"[·•]|新时代|主义|列宁|[东南西北左右前后中]旗|同志为核心|总书记|主席|思想|理论|[村镇乡县市区旗州省屯寨沟街路巷桥河湖山庄湾坡岭坪塘]|嘎查|苏木|社区|小区"
    r"|公司|集团|大学|学院|中学|小学|医院|[ ?]?摄(?!影师)|[ ?]?供图|家庄|家村|家沟"
)
# A byline, or the second part of a foreign name.
_NOT_BEHIND = re.compile(
    r"(?:记者|评论员|观察员|实习生|通讯员|摄影|撰文|作者|编辑|校对|审核|终审|初审|复审|责编|供图"
    r"|[文图摄][/／]|[·•])[：:/／ ]{0,2}$|[（(]$"
)
_BYLINES = re.compile(
    r"[（(][^（）()。]{0,14}(?:记者|通讯员|作者|图文|文[/／]?图|图[/／]文|摄影|供稿|供图)[^（）()。]{0,60}[）)]"
    r"|[（(] ?[\u4e00-\u9fff]{2,4}(?:[ 、]+[\u4e00-\u9fff]{2,4})+ ?[）)](?=\n|$)"
    r"|(?:记者|通讯员|作者|摄影)[：: ]+[\u4e00-\u9fff]{2,4}(?:[ 、]+[\u4e00-\u9fff]{2,4})*"
)
_ADVERB = re.compile(
    r"(?:[^，。；！？：,;!?:“”\n]{0,8}(?:地|着|得|道)|也|还|则|这样|如此|向?(?:对|向)?记者|常|经常|总|总是|笑|高兴|激动|由衷|感慨|"
    r"(?:在)?接受(?:记者|本报记者)?采访时|自豪|欣喜|欣慰|动情|满怀深情|满意|介绍情况时|在会上)?$"
)
_LONGEST_ADVERB = 14
# What a role, an age, a by-name, 名叫 or a place ends in: nothing else in front of a name tells.
_LEFT_ENDS = frozenset("人员师工手兵范锋户主者农民族岁的旬后”是叫作做名为选夫子\n")
# What a byline ends in.
_BYLINE_ENDS = frozenset("者员生影文辑对核审编图/／·•：: （(\n")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_words(_FIGURES, "verbs.txt"))


def is_verb(word: str) -> bool:
    """Tell whether a word of two characters is a verb of everyday use or a preposition."""
    return word in _verbs() or word in _PREPOSITIONS


def is_acting(text: str, at: int) -> bool:
    """Tell whether a verb that persons do begins at ``at`` (站在, 第一个报名)."""
    return text[at : at + 1] in _ACTS


def byline_spans(text: str) -> list[Span]:
    """Return where brackets and lists name reporters, who are no people of the story."""
    return [Span(*found.span()) for found in _BYLINES.finditer(text)]


def is_byline(text: str, at: int) -> bool:
    """Tell whether a byline or a credit names the person that begins at ``at``."""
    return (
        text[at - 1 : at] in _BYLINE_ENDS
        and _NOT_BEHIND.search(text, max(0, at - 5), at) is not None
    )


def is_aged(text: str, at: int) -> bool:
    """Tell whether an age ends at ``at``: 58岁的, 年近七旬的."""
    return _AGED.search(text, max(0, at - 8), at) is not None


def left_evidence(segmented: SegmentedArticle, cues: Cues, start: int) -> tuple[float, bool]:
    """Return how much what stands in front speaks for a name, and whether it is a role."""
    text = segmented.article.text
    if start in cues.role_starts:
        return ROLE_IN_FRONT, True
    if text[start - 1 : start] not in _LEFT_ENDS:
        return _without_announcement(segmented, start), False
    if is_role_end(segmented, start) or is_aged(text, start):
        return ROLE_IN_FRONT, True
    if by_name_in_front(text, start) is not None:
        named = start - 1 in cues.role_starts
        return (ROLE_IN_FRONT, True) if named else (BY_NAME_IN_FRONT, False)
    if text[start - 1 : start] == "是" and start - 1 in cues.role_starts:
        return CALLED, False
    if _CALLED_LEFT.search(text, max(0, start - 3), start):
        return CALLED, False
    if _FROM_PLACE.search(text, max(0, start - 4), start):
        return FROM, False
    if text[start - 1 : start] == "的":
        return (FROM if start - 1 in cues.role_starts else _AFTER_DE), False
    return _without_announcement(segmented, start), False


def _without_announcement(segmented: SegmentedArticle, start: int) -> float:
    """Weigh a place that nothing announces: where a clause, a word or none begins."""
    if start == 0 or segmented.article.text[start - 1] in _CLAUSE_SIGNS:
        return _CLAUSE_START
    return _INSIDE_CLAUSE if start in segmented.boundaries else _NO_WORD_START


def by_name_in_front(text: str, start: int) -> int | None:
    """Return where a quoted by-name that ends at ``start`` begins (“铁人”王某某), or None."""
    found = _BY_NAME.search(text, max(0, start - 10), start)
    return found.start() if found and _COUNTED.search(found[0]) is None else None


def is_role_end(segmented: SegmentedArticle, at: int) -> bool:
    """Tell whether a word that ends at ``at`` sounds like a role that the list does not know."""
    return bool(_ROLE_ENDS.search(segmented.article.text, max(0, at - 3), at))


def right_evidence(
    segmented: SegmentedArticle, cues: Cues, end: int, *, announced: bool = False
) -> float:
    """Return how much what stands behind speaks for a name that ends here.

    Args:
        segmented: the article.
        cues: its roles and verbs of speech.
        end: where the name would end.
        announced: a role stands in front, so a verb behind ends the name even inside a word.
    """
    text = segmented.article.text
    if _NOT_BEFORE.match(text, end):
        return IMPOSSIBLE
    closed = end in segmented.boundaries or (
        text[end : end + 1] in GRAMMATICAL and not is_verb(text[end - 1 : end + 1])
    )
    score = _WORD_END if closed or (announced and is_closed(text, end)) else _NO_WORD_END
    if end in cues.title_ends or _KIN_BEHIND.match(text, end):
        return SPEECH_BEHIND + _WORD_END
    if _is_identified(text, cues, end):
        return score + SPEECH_BEHIND
    gap = _speech_gap(text, cues, end)
    if gap is not None:
        return SPEECH_BEHIND + (score if gap else _WORD_END)
    if _is_explained(text, cues, end):
        return score + SPEECH_BEHIND
    if text[end : end + 1] in _SIGNS or end == len(text):
        return score + _SIGN_BEHIND
    return score + (_ACTS_BEHIND if _AGENT.match(text, end) else 0.0)


def is_closed(text: str, end: int) -> bool:
    """Tell whether a sign, a word for grammar or a verb begins at ``end``."""
    sign = text[end : end + 1]
    return (
        sign in _SIGNS
        or sign in GRAMMATICAL
        or sign in _ACTS
        or is_verb(text[end : end + 2])
        or end == len(text)
    )


def _is_explained(text: str, cues: Cues, end: int) -> bool:
    """Tell whether the words behind a comma say who somebody is: a role, or 男 and 女."""
    found = _EXPLAINED.match(text, end)
    return bool(found) and (found[1] in "男女" or found.end(1) in cues.role_starts)


def _is_identified(text: str, cues: Cues, end: int) -> bool:
    """Tell whether the words behind say that somebody is something: 某某是某村村民."""
    if text[end : end + 1] != "是":
        return False
    found = _IDENTIFIED.match(text, end)
    return bool(found) and (found.end(1) in cues.role_starts or found[1].endswith("人"))


def _speech_gap(text: str, cues: Cues, end: int) -> int | None:
    """Return how far behind ``end`` a verb of speech stands, adverbs between; None if none does."""
    at = bisect_left(cues.speech, end)
    if at == len(cues.speech) or cues.speech[at] - end > _LONGEST_ADVERB:
        return None
    return cues.speech[at] - end if _ADVERB.fullmatch(text, end, cues.speech[at]) else None
