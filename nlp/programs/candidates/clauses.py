"""What the clause around a name says about it."""

from __future__ import annotations

import re

from ..lexicon import founding, tag, words

#: Clauses that call one thing another: what they quote is rarely a name.
_EQUATING = re.compile(
    "成为|成了|变成|变为|变身|打造成|建设成|建成|转化为|化作|化为|当作|作为"
    "|既是|更是|也是|就是|不是|不再是|像|如同|堪称"
)
_RESULTS = frozenset("好住牢紧稳起实活足亮准细密响透")
#: Verbs of telling say nothing about what is told: 说起, 聊起.
_TELLING = frozenset("说提聊谈讲问")
_CLAUSE_MARK = re.compile("[，。；！？：,;!?:\n]")
#: How far back a clause is read, in characters.
_REACH = 40


def clause_before(text: str, at: int) -> str:
    """Return the words of the clause that stand before ``at``.

    >>> clause_before("他来了，推行“三联”", 6)
    '推行'
    """
    return _CLAUSE_MARK.split(text[max(0, at - _REACH) : at])[-1]


def in_trope_clause(text: str, at: int) -> bool:
    """Tell whether the clause before ``at`` equates: ``让阵地成为群众的“…”``."""
    return bool(_EQUATING.search(clause_before(text, at)))


def is_trope_verb(word: str) -> bool:
    """Tell whether the verb before a quoted expression makes a figure of speech of it.

    Verbs with a result (守好, 拧紧, 织密) take metaphors for objects far more often than names.
    """
    if word in words("tropes"):
        return founding().get(word) != "found"
    if len(word) != 2 or word in founding() or word[0] in _TELLING:
        return False
    return word[1] in _RESULTS and tag(word)[0] == "v"
