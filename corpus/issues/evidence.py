"""Weighs which article of an issue goes on in which piece on another page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..types import Article, CutPage, Role
from .turns import Turn, find_turns

#: A pair is joined from this score on. Two notes that name each other's page give 8 alone; one
#: note with the right page and the headline again 6; two notes between pages whose numbers nobody
#: knows 1.5, so that headline or sentence and names must agree as well.
JOIN = 4.0

#: What other ways to pair the pieces must be worth less.
MARGIN = 0.5

_NAMED = 3.0
_NAMED_PERHAPS = 1.5
_BOTH = 2.0
_SAME_MARK = 1.0
_SAME_TITLE = 3.0
_OTHER_TITLE = -3.0
_OPEN = 1.0
# Two notes between pages of which one has no number.
_BOTH_BLIND = 1.5
# Strings of three characters that a pair shares and hardly another article has. The halves of one
# article share 7 to 13 in the middle; of 30 strangers the most similar one 3, in one case of ten
# 7, with tails of 600 characters. Strings of two or four parted them less well. What chance gives
# grows with the tail, so the surplus counts in standard deviations of that (Poisson).
_STRING = 3
_CHANCE = 4 / 600
_PER_SHARED = 0.6
_MOST_SHARED = 3.0

# Share of the pairs of characters of the shorter headline that are in the other.
_TITLE_AGREES = 0.6
_TITLE_DIFFERS = 0.2
# What counts as rare: in no more articles of the issue than the two.
_RARE = 2
# Larger groups of pieces that could all be each other's are paired by score alone.
_MOST_PAIRED = 7

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ENDS = tuple("。！？!?…”’）)》；;：")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of one page as a part of the issue.

    Attributes:
        page: ordinal of its page in the issue.
        index: ordinal of the article on the page.
        number: number of its page, "" if unknown.
        ordinal: number in the name of its file or its place in it, which may be the page number.
        article: the article.
        onward: the note that says where it goes on, None if there is none.
        source: the note that says where it comes from, None if there is none.
    """

    page: int
    index: int
    number: str
    ordinal: str
    article: Article
    onward: Turn | None
    source: Turn | None


@dataclass(frozen=True, slots=True)
class Link:
    """One piece goes on in another.

    Attributes:
        head: ordinal of the piece that goes on.
        tail: ordinal of the piece in which it does.
        score: the sum of the evidence.
        reasons: the evidence in words.
    """

    head: int
    tail: int
    score: float
    reasons: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """How sure the link is, 0 to 1: scores behave like log-odds."""
        return round(1 / (1 + math.exp(JOIN - 1 - self.score)), 3)


def find_pieces(cuts: Sequence[CutPage]) -> tuple[Piece, ...]:
    """Return the articles of an issue if any of its pages has a note, () otherwise."""
    turns = [find_turns(cut) for cut in cuts]
    if not any(turns):
        return ()
    pieces: list[Piece] = []
    for page, (cut, found) in enumerate(zip(cuts, turns, strict=True)):
        for index, article in enumerate(cut.articles):
            own = [turn for turn in found if turn.article == index]
            onward = next((turn for turn in own if turn.onward), None)
            source = next((turn for turn in own if not turn.onward), None)
            number, ordinal = cut.page.origin.number, _ordinal(cut.page.name)
            pieces.append(Piece(page, index, number, ordinal, article, onward, source))
    return tuple(pieces)


_ORDINAL = re.compile(r"(?:.*#|[^\d#]{0,6}0*)(?P<n>\d{1,3})(?:\.\w+)?")


def _ordinal(name: str) -> str:
    """Return 3 for ``03.txt``, ``p3.txt`` and ``issue.pdf#3``, "" for other names."""
    found = _ORDINAL.fullmatch(name)
    return found["n"].lstrip("0") if found else ""


def find_links(pieces: Sequence[Piece]) -> tuple[Link, ...]:
    """Pair pieces one to one; what could as well be paired otherwise is left alone.

    Returns:
        The links in the order of their heads. A piece is the tail of one link at most and the
        head of one, and no chain comes back to where it began.
    """
    seen = _Issue(pieces)
    candidates = [
        link
        for head, first in enumerate(pieces)
        for tail, second in enumerate(pieces)
        if (first.onward or second.source) and first.page != second.page
        if (link := _weigh(seen, head, tail)) is not None and link.score >= JOIN
    ]
    chosen = [link for group in _groups(candidates) for link in _paired(group)]
    chosen.sort(key=lambda link: (-link.score, link.head, link.tail))
    kept: list[Link] = []
    for link in chosen:
        if not _leads_back(kept, link):
            kept.append(link)
    return tuple(sorted(kept, key=lambda link: link.head))


class _Issue:
    """What is asked of the pieces again and again."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        articles = [piece.article for piece in pieces]
        self._strings = [_strings_of(article.text, _STRING) for article in articles]
        self._spread = Counter(one for strings in self._strings for one in strings)
        self._again = [_pairs_of(article.headline) for article in articles]
        self._titles = [_pairs_of(f"{one.headline} {one.subhead}") for one in articles]
        self.unfinished = [is_unfinished(article) for article in articles]

    def shared(self, head: int, tail: int) -> float:
        """Weigh the rare strings of characters that two pieces share."""
        both = self._strings[head] & self._strings[tail]
        count = sum(self._spread[one] <= _RARE for one in both)
        chance = _CHANCE * len(self._strings[tail])
        surplus = max(0.0, count - chance) / math.sqrt(chance + 1)
        return min(_MOST_SHARED, surplus * _PER_SHARED)

    def title_score(self, head: int, tail: int) -> float:
        """Compare the headline of a tail, which is often shortened, with that of a head."""
        return _compare_titles(self._titles[head], self._again[tail])


def _strings_of(text: str, length: int) -> frozenset[str]:
    """Return all strings of Chinese characters of a length."""
    runs = _HAN.findall(text)
    return frozenset(run[at : at + length] for run in runs for at in range(len(run) - length + 1))


def _pairs_of(text: str) -> frozenset[str]:
    return _strings_of(text, 2)


def _weigh(issue: _Issue, head: int, tail: int) -> Link | None:
    """Weigh one pair; None if a note excludes it."""
    first, second = issue.pieces[head], issue.pieces[tail]
    onward, source = first.onward, second.source
    if _of_two_issues(first.article, second.article):
        return None
    score, reasons = 0.0, list[str]()
    for turn, there in ((onward, second), (source, first)):
        if turn and there.number and turn.number != there.number:
            return None
        if turn and turn.number in (there.number, there.ordinal):
            score += _NAMED if there.number else _NAMED_PERHAPS
            reasons.append(f"line {turn.line} names page {turn.number}")
    if onward and source:
        if onward.mark and source.mark and onward.mark != source.mark:
            return None
        score += _BOTH if first.number and second.number else _BOTH_BLIND
        score += _SAME_MARK if onward.mark and onward.mark == source.mark else 0
        reasons.append("both pages say so")
    title, is_open = issue.title_score(head, tail), issue.unfinished[head]
    if title <= 0 and not is_open and not (onward and source):
        return None
    if title > 0:
        reasons.append("headline again")
    shared = issue.shared(head, tail)
    if shared >= 1:
        reasons.append("the same names")
    if is_open:
        reasons.append("sentence goes on")
    score += title + shared + (_OPEN if is_open else 0)
    if not (onward and source) and not (title > 0 or (is_open and shared >= 1)):
        return None
    return Link(head, tail, score, tuple(reasons))


def _of_two_issues(head: Article, tail: Article) -> bool:
    """Tell whether two pages of one file are known to be of different papers or days."""
    pairs = (
        (head.origin.newspaper, tail.origin.newspaper),
        (head.origin.date, tail.origin.date),
    )
    return any(one and other and one != other for one, other in pairs)


def _compare_titles(titles: frozenset[str], again: frozenset[str]) -> float:
    if not again or not titles:
        return 0.0
    share = len(again & titles) / min(len(again), len(titles))
    if share >= _TITLE_AGREES:
        return _SAME_TITLE
    return _OTHER_TITLE if share < _TITLE_DIFFERS else 0.0


def is_unfinished(article: Article) -> bool:
    """Tell whether the last paragraph stops within a sentence."""
    body = [part.span for part in article.parts if part.role is Role.BODY and part.span]
    if not body:
        return False
    text = body[-1].of(article.text).rstrip()
    return bool(text) and not text.endswith(_ENDS)


def repeats_headline(head: Article, tail: Article) -> bool:
    """Tell whether the headline of ``tail`` is that of ``head``, perhaps shortened."""
    titles = _pairs_of(f"{head.headline} {head.subhead}")
    return _compare_titles(titles, _pairs_of(tail.headline)) > 0


def _groups(links: Sequence[Link]) -> Iterable[list[Link]]:
    """Part links into groups that share no piece."""
    groups: list[list[Link]] = []
    for link in links:
        touching = [
            group
            for group in groups
            if any(one.head == link.head or one.tail == link.tail for one in group)
        ]
        groups = [group for group in groups if group not in touching]
        groups.append([*(one for group in touching for one in group), link])
    return groups


def _paired(group: list[Link]) -> list[Link]:
    """Choose the links of the best pairing that no other pairing comes near."""
    by_head: dict[int, list[Link]] = {}
    for link in sorted(group, key=lambda one: (-one.score, one.head, one.tail)):
        by_head.setdefault(link.head, []).append(link)
    if len(by_head) > _MOST_PAIRED:
        return _greedy(group)
    total, best = _best(by_head, list(by_head), frozenset())
    return [link for link in best if total - _without(by_head, link) >= MARGIN]


def _greedy(group: list[Link]) -> list[Link]:
    kept: list[Link] = []
    for link in sorted(group, key=lambda one: (-one.score, one.head, one.tail)):
        if not any(one.head == link.head or one.tail == link.tail for one in kept):
            kept.append(link)
    return kept


def _best(
    by_head: Mapping[int, Sequence[Link]], heads: Sequence[int], used: frozenset[int]
) -> tuple[float, list[Link]]:
    """Return the pairing with the highest total of scores."""
    if not heads:
        return 0.0, []
    total, best = _best(by_head, heads[1:], used)
    for link in by_head[heads[0]]:
        if link.tail not in used:
            rest, links = _best(by_head, heads[1:], used | {link.tail})
            if rest + link.score > total:
                total, best = rest + link.score, [link, *links]
    return total, best


def _without(by_head: Mapping[int, Sequence[Link]], link: Link) -> float:
    """Return the best total of a pairing that has another partner for the tail or the head."""
    others = {head: [one for one in links if one != link] for head, links in by_head.items()}
    total, best = _best(others, list(others), frozenset())
    paired = any(one.head == link.head or one.tail == link.tail for one in best)
    return total if paired else -math.inf


def _leads_back(links: Sequence[Link], link: Link) -> bool:
    onward = {one.head: one.tail for one in links}
    at = link.tail
    while at in onward:
        at = onward[at]
        if at == link.head:
            return True
    return False
