"""Looks left and right of an offset, word by word, for the nominal phrase that stands there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from ....corpus.types import ArticleKind, Span
from ...types import Place, SegmentedArticle
from ..lexicon import Head, breaking_words, head_of, heads, is_word, nouns_behind_quotes, tag, words

#: What is known about so many words is kept.
_WORDS = 100_000
#: Characters between a quoted core and the end of its head noun ("边境地区治理模式").
LONGEST_RIGHT = 16
#: Characters before the head noun of an unquoted name.
LONGEST_LEFT = 24

_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.·]+")
#: First letters of parts of speech that end a noun phrase: prepositions, conjunctions, adverbs,
#: pronouns, particles, interjections, punctuation.
_BREAKING = frozenset("pcdruyex")
#: Verbs of founding that are nouns inside names as well.
_NOMINAL = frozenset(
    {"建设", "创新", "创建", "优化", "深化", "落实", "推广", "培育", "开发", "研发"}
)
#: Verbs that stand between a quoted core and its head noun: "“…”的发展模式".
_INSIDE = frozenset(
    {
        "共建",
        "招募",
        "联合",
        "设计",
        "推介",
        "发布",
        "发展",
        "运行",
        "参与",
        "处理",
        "办理",
        "受理",
        "整合",
        "延伸",
        "展示",
        "申报",
        "派",
        "接",
    }
)
#: Meetings and ceremonies about a practice are not the practice: “…”工程培训会.
_EVENT = re.compile(
    r"(?:培训|推进|现场|座谈|发布|动员|启动|总结|交流|表彰|部署|调度|研讨)(?:会议?|仪式)$|仪式$"
)
#: Members of a head noun may be joined: “…”文旅+助残服务项目.
_PLUS = frozenset("+＋")
_PLACE_WORD = re.compile("社区|村|乡村|镇|街道|小区|[县市区]域")
#: What stands before head nouns though its words break phrases.
_IDIOMS = (
    "全流程",
    "全链条",
    "全周期",
    "全过程",
    "全域",
    "全科",
    "全员",
    "接诉即办",
    "未诉先办",
    "党建引领",
    "即接即办",
    "首接负责",
    "快处",
    "快办",
    "联办",
)
#: "the whole county", "this village": no part of a name.
_DEICTIC = re.compile(r"[全该各本我][省市州盟县旗区镇乡村]")
_PLACE_END = re.compile(r".+(?:省|市|州|盟|县|旗|区|镇|乡|苏木|街道|社区|村|嘎查|屯|组)")
_PLACE_UNITS = frozenset("省市州盟县旗区镇乡村屯")
_PLACE_WORDS = frozenset({"社区", "街道", "小区", "嘎查", "苏木", "乡镇", "镇街", "园区", "校区"})
#: Numerals that count members of the name itself ("三方联动模式"), not the things named.
_LEVELS = re.compile(r"[一二两三四五六七八九十]+(?:方|级|位|链|网|员|社|治|融|联).*")
_MEASURES = frozenset("支个名位家处条项件批座所户张块间场辆台次期类份套册")
#: Function words inside a word that the dictionary does not have: a wrong cut ("由村", "给院").
_FUNCTION = re.compile("[经由被把给让在对与及的了是从向将就也都还要]")
#: Numerals that abbreviate when no measure word follows: 四定, 三联三帮.
ABBREVIATION = re.compile(
    r"(?:[一二两三四五六七八九十双]"
    r"(?![支个名位家处条项件批座所户张块间场辆台次期类种些起份套册本组对双只头口道元人年月日天时分岁亩斤里米"
    r"成倍层楼地期届轮代户级方点]|[一二三四五六七八九十])[\u4e00-\u9fff]){1,3}"
)
_NUMBER = re.compile(r"[一二两三四五六七八九十百千万亿几数多半第]")
_PASSED = frozenset({"了", "起", "着", "出", "好", "起来", "“", "‘"})
#: Verbs with a complement (收到, 认为, 送给, 驶入), which no name contains.
_WITH_COMPLEMENT = re.compile(
    "[\u4e00-\u9fff][到为给过掉]|[驶走踏迈闯涌飞跑搬冲录导载登写嵌][入进出上向]"
)
#: Last characters of what is set up or handed out, in nouns too many to list.
THINGS = frozenset("队团组社站室厅院坊馆堂亭角岗卡簿册单榜券会赛墙屋铺廊营班栏库仓坝")
#: Nouns of two characters (医院, 剧团) are common ones, longer ones than this are phrases.
_LONGEST_THING = 5
#: Articles with fewer words of the list ``grassroots`` a character are far from the subject, or
#: somewhat off it. Of the annotated articles that name practices the scarcest has .0118; of other
#: news three in four have less than .004, and half of the others less than .009.
_FAR = 0.004
_OFF = 0.009
#: In shorter articles their number says nothing.
_SHORT_ARTICLE = 250
#: Words that look like part of a noun phrase but begin or end a clause.
_STRAY = frozenset(
    {"所谓", "连续", "一律", "专门", "专管", "在线", "人人", "家家", "户户", "个个", "处处"}
) | frozenset(
    "经的了着过等在是为以把被将与和及或让使向对从到由于并也都又就还不有上中下内里后前时地得所之其该各每全指已正曾仍更最很再才只均很太越不没未"
)


@lru_cache(maxsize=_WORDS)
def breaks(word: str) -> bool:
    """Tell whether a word cannot be part of a nominal phrase."""
    if word in _NOMINAL:
        return False
    if not _WORD.fullmatch(word) or word in _STRAY:
        return True
    if len(word) > 1 and _FUNCTION.search(word) and not is_word(word):
        return True
    if word in breaking_words() or (len(word) == 4 and word[2:] in breaking_words()):
        return True
    kind = "x" if word.isascii() else tag(word)
    if kind == "v" and _WITH_COMPLEMENT.fullmatch(word):
        return True
    if word.isascii() or kind[0] not in _BREAKING:
        return False
    # One-character adverbs are parts of coined compounds: 快处办法.
    return kind != "d" or len(word) > 1


@lru_cache(maxsize=_WORDS)
def counts(word: str) -> bool:
    """Tell whether a word counts things: numerals and measure words."""
    if word in _MEASURES:
        return True
    if not _NUMBER.match(word) or tag(word)[0] not in "mq":
        return False
    return not _LEVELS.fullmatch(word) and not ABBREVIATION.fullmatch(word)


def _heads_in_a_row(word: str, following: str) -> bool:
    """Tell whether both are head nouns, so that the first is no verb: 大走访|活动."""
    head = heads().get(following)
    return word in heads() and head is not None and head.quoted > 1


def _is_nominal(word: str) -> bool:
    kind = tag(word)
    return kind[0] in "nbj" or kind in {"vn", "an"}


def _distance(text: str) -> str:
    """Return the feature that says how little an article speaks of villages and communities."""
    if len(text) < _SHORT_ARTICLE:
        return ""
    density = sum(map(text.count, sorted(words("grassroots")))) / len(text)
    if density < _FAR:
        return "far"
    return "off" if density < _OFF else ""


class View:
    """The words of an article with the questions the candidate finders ask."""

    def __init__(self, segmented: SegmentedArticle, places: Sequence[Place]) -> None:
        """Index the words and the mentions of places."""
        self.text = segmented.article.text
        self.distance = _distance(self.text)
        self.commentary = segmented.article.kind is ArticleKind.COMMENTARY
        self.words = segmented.words
        self.starts = segmented.starts
        self.boundaries = segmented.boundaries
        self._place_ends = {
            mention.end: mention.start for place in places for mention in place.mentions
        }

    def word_from(self, offset: int) -> int:
        """Return the index of the first word that begins at or behind ``offset``."""
        return bisect_left(self.starts, offset)

    def word_before(self, offset: int) -> int:
        """Return the index of the last word that ends at or before ``offset``, -1 if none."""
        return bisect_right(self.starts, offset) - 2

    def head_behind(self, offset: int) -> tuple[int, Head] | None:
        """Return the end and the head noun of the nominal phrase that begins at ``offset``."""
        best: tuple[int, Head] | None = None
        index = self.word_from(offset)
        while index < len(self.words):
            word, end = self.words[index], self.starts[index + 1]
            if end - offset > LONGEST_RIGHT or not (self._goes_on(index) or word in _INSIDE):
                break
            if best is not None and best[1].quoted > 1 and _EVENT.search(self.text, offset, end):
                break
            head = head_of("　" + self.text[offset:end]) or self._thing(offset, index)
            if head is not None and len(head.text) == 1 and not self._stands_alone(index):
                head = None
            if head is not None and head.quoted >= (min(best[1].quoted, 2) if best else 1):
                best = (end, head)
            elif best is not None and best[1].quoted > 1 and not self._carries_on(index):
                break
            index += 1
        return best

    def _goes_on(self, index: int) -> bool:
        """Tell whether the phrase behind a quote has this word."""
        word, following = self.words[index], self.words[index + 1 : index + 2]
        if self.starts[index + 1] in self._place_ends and not _PLACE_WORD.fullmatch(word):
            return False
        if not breaks(word) or word in _PLUS:
            return True
        if following and (word + following[0] in heads() or _heads_in_a_row(word, following[0])):
            return True
        around = "".join(self.words[max(0, index - 2) : index + 3])
        return any(idiom in around for idiom in _IDIOMS)

    def _carries_on(self, index: int) -> bool:
        """Tell whether a word may stand between head nouns: ``工程2.0计划``, ``结对培养机制``."""
        word, following = self.words[index], self.words[index + 1 : index + 2]
        if tag(word)[0] == "n" or word[0].isdigit():
            return True
        head = heads().get(following[0]) if following else None
        return tag(word)[0] == "v" and head is not None and head.quoted > 1

    def _thing(self, offset: int, index: int) -> Head | None:
        """Return a weak head noun for a word that ends like a thing: ``“…”督办单``."""
        text = self.text[offset : self.starts[index + 1]]
        if not 2 < len(text) <= _LONGEST_THING or text[-1] not in THINGS:
            return None
        if self.words[index] in nouns_behind_quotes() or tag(self.words[index])[0] != "n":
            return None
        return Head(text, "thing", 1, 0)

    def _stands_alone(self, index: int) -> bool:
        """Tell whether a head noun of one character is a word of its own, and no date."""
        return len(self.words[index]) == 1 and not self.words[index - 1].isdigit()

    def nouns_behind(self, offset: int) -> tuple[str, ...]:
        """Return the words of the noun phrase that begins at ``offset``, () if none does."""
        found: list[str] = []
        index = self.word_from(offset)
        while index < len(self.words) and self.starts[index + 1] - offset <= LONGEST_RIGHT:
            word = self.words[index]
            if breaks(word) or self.is_place(index) or not _is_nominal(word):
                break
            found.append(word)
            index += 1
        return tuple(found)

    def phrase_before(self, offset: int) -> int:
        """Return where the nominal phrase that ends at ``offset`` begins."""
        start = offset
        index = self.word_before(offset)
        while index >= 0 and offset - self.starts[index] <= LONGEST_LEFT:
            word = self.words[index]
            whole = word == "全" and self.text.startswith(_IDIOMS, self.starts[index])
            if (breaks(word) and not whole) or self.is_place(index) or counts(word):
                break
            start = self.starts[index]
            index -= 1
        return start

    def is_place(self, index: int) -> bool:
        """Tell whether a word is, or ends, the name of a place."""
        word = self.words[index]
        if self.starts[index + 1] in self._place_ends:
            return True
        if len(word) == 1:
            return word in _PLACE_UNITS
        if word in _PLACE_WORDS:
            # Behind a name it ends the name of a place, alone it is an ordinary noun.
            return index > 0 and not breaks(self.words[index - 1])
        return (
            tag(word) == "ns"
            or bool(_DEICTIC.fullmatch(word))
            or (len(word) > 2 and bool(_PLACE_END.fullmatch(word)))
        )

    def behind_place(self, offset: int) -> bool:
        """Tell whether the name of a place ends at ``offset``, or one character (的) before it."""
        return offset in self._place_ends or (
            offset - 1 in self._place_ends and self.text[offset - 1] == "的"
        )

    def words_of(self, span: Span) -> tuple[str, ...]:
        """Return the words that lie wholly inside ``span``."""
        return self.words[self.word_from(span.start) : self.word_before(span.end) + 1] or (
            span.of(self.text),
        )

    def pieces(self, span: Span) -> tuple[str, ...]:
        """Return the words that share characters with ``span``, cut off at its edges."""
        index = bisect_right(self.starts, span.start) - 1
        found: list[str] = []
        while index < len(self.words) and self.starts[index] < span.end:
            start, end = self.starts[index], self.starts[index + 1]
            found.append(self.text[max(start, span.start) : min(end, span.end)])
            index += 1
        return tuple(found)

    def previous_word(self, offset: int) -> str:
        """Return the word that ends at ``offset``, particles and quantities passed over."""
        index = self.word_before(offset)
        while index >= 0 and (self.words[index] in _PASSED or counts(self.words[index])):
            index -= 1
        return self.words[index] if index >= 0 else ""
