"""Puts the candidates of an article together: one practice, one entry, with its short forms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from ...corpus.types import Article, Role
from .candidates import Candidate
from .scoring import THRESHOLD, probability

_ASIDE = re.compile(r"(?<=.)[(（][^()（）]*[)）]")
_MARKS = re.compile(r"[\s“”‘’「」『』《》\"()（）、，,—–\-+＋]")
_LINKS = re.compile(r"[+＋—–\-、，,]+")
#: Things: the club and the shop of one brand are two entries, its drive and its model are one.
_THINGS = frozenset({"team", "site", "thing", "platform", "body"})
#: Above this probability the longer name of a practice is the better one.
_SURE = 0.95
#: A short form has at least this many characters.
_SHORTEST_FORM = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that name one practice, in text order, and the best of them.

    Attributes:
        key: the core without marks.
        best: the candidate whose name is the entry's name.
        members: all candidates, ascending.
        features: what was seen about the best one and about the whole group.
        score: its probability.
    """

    key: str
    best: Candidate
    members: tuple[Candidate, ...]
    features: frozenset[str]
    score: float


def key_of(text: str) -> str:
    """Return a name without marks and blanks, for comparison.

    >>> key_of("“党建+养老”")
    '党建养老'
    """
    return _MARKS.sub("", _ASIDE.sub("", text))


def headline_end(article: Article) -> int:
    """Return where the headline and the subhead of an article end in its text."""
    ends = (
        part.span.end
        for part in article.parts
        if part.span is not None and part.role in {Role.HEADLINE, Role.SUBHEAD}
    )
    return max(ends, default=0)


def group(article: Article, candidates: Iterable[Candidate]) -> list[Group]:
    """Group candidates by their core and judge every group by its best member."""
    by_key: dict[tuple[str, str], list[Candidate]] = {}
    bare: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda one: (one.name, one.kind)):
        core = key_of(candidate.cores[-1].of(article.text))
        head = candidate.head
        if head is None or candidate.kind == "plain":
            bare.setdefault(core, []).append(candidate)
        else:
            thing = head.text if head.cls in _THINGS else ""
            by_key.setdefault((core, thing), []).append(candidate)
    for core, members in bare.items():
        named = [key for key in by_key if key[0] == core]
        by_key.setdefault(named[0] if named else (core, ""), []).extend(members)
    return [_judge(article, key[0], sorted(found, key=_place)) for key, found in by_key.items()]


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.name.start, candidate.name.end


def _judge(article: Article, key: str, members: list[Candidate]) -> Group:
    shared: set[str] = set()
    body = headline_end(article)
    core = members[0].cores[-1].of(article.text)
    count = article.text.count(core, body)
    if count >= 2:
        shared.add("recurs")
    if count >= 3:
        shared.add("recurs_often")
    if core in article.text[:body]:
        shared.add("in_headline")
        if count == 0:
            shared.add("only_headline")
    for sign in ("person", "taken_up"):
        if any(sign in member.features for member in members):
            shared.add(sign)
    judged = [_sharing(member, shared) for member in members]
    best = max(judged, key=_rank)
    return Group(key, best, tuple(judged), best.features, probability(best.kind, best.features))


def _sharing(member: Candidate, shared: set[str]) -> Candidate:
    return replace(member, features=member.features | shared) if shared else member


def _rank(candidate: Candidate) -> tuple[float, bool, bool, int, int]:
    """Order candidates of one practice: sure, quoted, with a sure head noun, long, early ones."""
    likely = min(_SURE, probability(candidate.kind, candidate.features))
    headed = candidate.head is not None and candidate.head.quoted > 1
    quoted = candidate.kind == "quoted"
    return likely, quoted, headed, len(candidate.name), -candidate.name.start


def settle(groups: list[Group], text: str) -> list[Group]:
    """Keep the likely groups, each mention in one of them only, short forms with their long one."""
    likely = [one for one in groups if one.score >= THRESHOLD]
    return _with_short_forms(_without_overlaps(likely), text)


def _without_overlaps(groups: list[Group]) -> list[Group]:
    """Let a name inside a longer one give way there; other overlaps go by probability.

    A group that keeps a mention of its own stays, named by the best of what is left.
    """
    ranked = sorted(
        ((member, one) for one in groups for member in one.members),
        key=lambda pair: (-len(pair[0].name), -pair[1].score, pair[0].name, pair[1].key),
    )
    taken: list[tuple[int, int]] = []
    free: dict[int, list[Candidate]] = {}
    for member, one in ranked:
        start, end = _place(member)
        at = bisect_left(taken, (start, end))
        before = at > 0 and taken[at - 1][1] > start
        behind = at < len(taken) and taken[at][0] < end
        if not before and not behind:
            taken.insert(at, (start, end))
            free.setdefault(id(one), []).append(member)
    kept: list[Group] = []
    for one in groups:
        members = sorted(free.get(id(one), []), key=_place)
        if members:
            kept.append(replace(one, members=tuple(members), best=max(members, key=_rank)))
    return kept


def _with_short_forms(groups: list[Group], text: str) -> list[Group]:
    """Join a name to the one longer name that ends in it; leave out members of a chain."""
    names = [key_of(one.best.name.of(text)) for one in groups]
    links = {link for one in groups for link in _chain_links(one, text)}
    joined: dict[int, list[int]] = {}
    dropped: set[int] = set()
    for at, one in enumerate(groups):
        if one.key in links and (one.best.kind == "plain" or one.best.head is None):
            dropped.add(at)
            continue
        longer = [other for other in range(len(groups)) if names[other] != names[at]]
        longer = [other for other in longer if names[other].endswith(names[at])] or [
            other for other in longer if _ends_in(groups[other].key, names[at])
        ]
        if longer and len(names[at]) >= _SHORTEST_FORM and _is_ladder([names[o] for o in longer]):
            joined.setdefault(min(longer, key=lambda o: len(names[o])), []).append(at)
            dropped.add(at)
    # Shortest first, so that a short form takes its own short forms along.
    for at in sorted(joined, key=lambda target: len(names[target])):
        groups[at] = _joined(groups[at], [groups[short] for short in joined[at]])
    return [one for at, one in enumerate(groups) if at not in dropped]


def _chain_links(one: Group, text: str) -> tuple[str, ...]:
    core = one.best.cores[-1].of(text)
    return tuple(_LINKS.split(core)) if "chain" in one.features else ()


def _ends_in(core: str, short: str) -> bool:
    return core != short and core.endswith(short)


def _is_ladder(names: list[str]) -> bool:
    """Tell whether every name ends in the next shorter one: they are all one practice."""
    ranked = sorted(names, key=len)
    return all(long.endswith(short) for short, long in pairwise(ranked))


def _joined(one: Group, short: list[Group]) -> Group:
    """Add short forms to an unquoted name; one in quotes, or used more often, gives the name."""
    members = [*one.members, *(member for other in short for member in other.members)]
    best = one.best
    for other in short:
        often = len(other.members) > len(one.members)
        if best.kind == "plain" and (other.best.kind == "quoted" or often):
            best = other.best
    return replace(one, best=best, members=tuple(sorted(members, key=_place)))
