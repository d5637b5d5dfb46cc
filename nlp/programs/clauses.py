"""What the clause around a name says about it."""

from __future__ import annotations

import re

#: Clauses that call one thing another: what they quote is rarely a name.
_EQUATING = re.compile(
    "成为|成了|变成|变为|变身|打造成|建设成|建成|转化为|化作|化为|当作|作为"
    "|既是|更是|也是|就是|不是|不再是|像|如同|堪称"
)
_CLAUSE_MARKS = "，。；！？：,;!?:\n"
#: How far back a clause is read, in characters.
_REACH = 40


def clause_before(text: str, at: int) -> str:
    """Return the words of the clause that stand before ``at``.

    >>> clause_before("他来了，推行“三联”", 6)
    '推行'
    """
    low = max(0, at - _REACH)
    start = max(text.rfind(mark, low, at) for mark in _CLAUSE_MARKS)
    return text[max(start + 1, low) : at]


def in_trope_clause(text: str, at: int) -> bool:
    """Tell whether the clause before ``at`` equates: ``让阵地成为群众的“…”``."""
    return bool(_EQUATING.search(clause_before(text, at)))
