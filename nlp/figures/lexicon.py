"""The classes of words that decide where a noun phrase beside a figure ends."""

from __future__ import annotations

from functools import cache, lru_cache

from ...corpus.wordlists import read_rows, read_words

_PACKAGE = __package__ or ""

_HAN_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿几数每各")
# What completes a verb: 增加到, 变成, 卖出.
_COMPLEMENTS = frozenset("到至成为出了过着得上下起入给掉完进走回")
_NO_COMPOUNDS = frozenset(
    ("收入", "支出", "投入", "产出", "输入", "输出", "付出", "出入", "为了", "除了")
)
#: Words whose class is remembered; a running text has a few thousand beside figures.
_REMEMBERED = 16_384


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, name))


@cache
def _class(name: str) -> frozenset[str]:
    rows = read_rows(_PACKAGE, "word_classes.txt")
    return frozenset(word for word, kind in rows if kind == name)


@lru_cache(maxsize=_REMEMBERED)
def is_verb(word: str) -> bool:
    """Tell whether a word is a verb, alone or with what completes it (增加到)."""
    if word in _list("verbs.txt") or word in _class("linking"):
        return True
    if word in _NO_COMPOUNDS or len(word) < 2:
        return False
    return word[-1] in _COMPLEMENTS and is_verb(word[:-1])


@lru_cache(maxsize=_REMEMBERED)
def is_linking(word: str) -> bool:
    """Tell whether a verb is one of change or being, whose subject is what is measured."""
    linking = _class("linking")
    return word in linking or (word[-1] in _COMPLEMENTS and word[:-1] in linking)


def begins_with_verb(word: str) -> bool:
    """Tell whether a word of four characters is a verb and its object (提拔干部)."""
    return len(word) == len("提拔干部") and word[:2] in _list("verbs.txt")


def is_verbal_noun(word: str) -> bool:
    """Tell whether a verb is used as a noun too, also in front of nouns (调解小组)."""
    return word in _list("verbal_nouns.txt")


@lru_cache(maxsize=_REMEMBERED)
def is_function(word: str) -> bool:
    """Tell whether a word is a preposition, conjunction, adverb, time or 每 with a unit."""
    if word in _list("function_words.txt") or word in _class("time"):
        return True
    return word[0] == "每" and len(word) <= len("每公斤")


def is_adverb(word: str) -> bool:
    """Tell whether a word is an adverb, or an adjective used as one, that may open a phrase."""
    return word in _class("adverb")


def is_empty(word: str) -> bool:
    """Tell whether a verb or noun says nothing of what is counted (占到, 最高)."""
    return word in _class("empty")


def is_numeral(word: str) -> bool:
    """Tell whether a word begins another figure."""
    return word[0].isdigit() or (word[0] in _HAN_NUMERALS and word not in ("数据", "万众"))


def is_attribute(phrase: str) -> bool:
    """Tell whether a phrase ends with the name of what is measured (海拔, 总价值)."""
    return phrase.endswith(_ends("attribute"))


def is_generic(phrase: str) -> bool:
    """Tell whether a phrase ends with a noun that says nothing without its verb (报名人数)."""
    return phrase.endswith(_ends("generic"))


def is_bare_generic(phrase: str) -> bool:
    """Tell whether a phrase is nothing but such a noun."""
    return phrase in _class("generic")


@cache
def _ends(name: str) -> tuple[str, ...]:
    return tuple(sorted(_class(name)))
