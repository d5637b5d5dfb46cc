"""Finds people who are called by family name and form of address: 张大娘, 李奶奶, 何先生."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.types import Span
from ...corpus.wordlists import read_words
from ..types import SegmentedArticle
from .cues import Cues
from .evidence import is_byline
from .forms import FREQUENT_BOTH, surnames
from .judging import ENOUGH
from .names import Candidate

_PACKAGE = __package__ or ""

#: Says in ``Person.source`` that a form of address makes the name.
SOURCE = "address"
# Behind these a family name is none (很多大爷大妈) or the address is part of a word.
_NOT_BEFORE = frozenset("们态")
_NOT_BEHIND = frozenset("老小多名位些个各")


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(
        list(read_words(_PACKAGE, "addresses.txt")), matchkind=MatchKind.LeftmostLongest
    )


def find_nicknames(
    segmented: SegmentedArticle, cues: Cues, taken: Iterable[Span]
) -> list[Candidate]:
    """Return the nicknames of an article that share no characters with a full name.

    Args:
        segmented: the article.
        cues: its roles; one may stand in front.
        taken: mentions of people with full names.
    """
    text = segmented.article.text
    used = {at for span in taken for at in range(span.start, span.end)}
    found: list[Candidate] = []
    for _, address, end in _automaton().find_matches_as_indexes(text):
        start = _surname(text, address)
        if start is None or start in used or text[end : end + 1] in _NOT_BEFORE:
            continue
        if not _begins(segmented, cues, start) or is_byline(text, start):
            continue
        found.append(Candidate(start, end, ENOUGH, start in cues.role_starts, SOURCE))
    return found


def _surname(text: str, end: int) -> int | None:
    """Return where the family name begins that ends at ``end``, None if none does."""
    if end > 1 and text[end - 2 : end] in surnames():
        return end - 2
    common = end > 0 and surnames().get(text[end - 1], 0.0) >= FREQUENT_BOTH
    return end - 1 if common else None


def _begins(segmented: SegmentedArticle, cues: Cues, start: int) -> bool:
    """Tell whether a word or a name may begin at ``start``."""
    if start in cues.role_starts:
        return True
    before = segmented.article.text[start - 1 : start]
    return start in segmented.boundaries and before not in _NOT_BEHIND
