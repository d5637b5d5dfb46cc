"""Finds the named practices of an article."""

from __future__ import annotations

import re
from collections import Counter

from ...corpus.types import Span
from ..types import Place, Program, SegmentedArticle, Status
from .anaphora import taken_up
from .candidates import Candidate, View, plain_candidates, quoted_candidates, titled_candidates
from .centrality import Opening, opening, weight
from .lexicon import is_nationwide
from .merging import Group, group, key_of, settle
from .scoring import CERTAIN

#: Titles of documents, films and books name no practice, whatever stands in them.
_DOCUMENT = re.compile(r"《[^《》\n]{1,80}》")


def find_programs(
    segmented: SegmentedArticle, places: tuple[Place, ...] = ()
) -> tuple[Program, ...]:
    """Return the named practices of an article in the order of first mention.

    Args:
        segmented: the article, cut into words.
        places: its places; their names are kept out of the names of practices.

    Returns:
        One entry a practice; ``weight`` says how central it is to the article, 0 to 1.
    """
    settled = settle(judged(segmented, places), segmented.article.text)
    where = opening(segmented.article, settled)
    keys = Counter(one.key for one in settled)
    shared = frozenset(key for key, count in keys.items() if count > 1)
    programs = [_program(segmented, one, where, shared) for one in settled]
    return tuple(sorted(programs, key=lambda one: (one.mentions[0], one.span, one.name)))


def judged(segmented: SegmentedArticle, places: tuple[Place, ...]) -> list[Group]:
    """Return every candidate practice of an article with its features and its probability."""
    view = View(segmented, places)
    candidates: list[Candidate] = [*quoted_candidates(view), *plain_candidates(view)]
    titles = [Span(*match.span()) for match in _DOCUMENT.finditer(view.text)]
    named = [one for one in candidates if not any(title.overlaps(one.name) for title in titles)]
    named = taken_up(view.text, [*named, *titled_candidates(view)])
    return group(segmented.article, named)


def _program(
    segmented: SegmentedArticle, one: Group, where: Opening, shared: frozenset[str]
) -> Program:
    text = segmented.article.text
    name = one.best.name.of(text)
    aliases = _aliases(text, one, shared)
    mentions = _mentions(text, (name, *aliases))
    first = Span(text.index(name), text.index(name) + len(name))
    return Program(
        name=name,
        aliases=aliases,
        span=first,
        mentions=mentions,
        status=Status.EXACT if one.score >= CERTAIN else Status.INFERRED,
        source=_source(one),
        weight=weight(segmented.article, one, mentions, where),
        confidence=round(one.score, 4),
        taken_up=tuple(sorted(span for member in one.members for span in member.taken_up)),
    )


def _source(one: Group) -> str:
    if one.best.kind == "plain":
        return "pattern"
    return "titled" if "titled" in one.features else "quoted"


def _aliases(text: str, one: Group, shared: frozenset[str]) -> tuple[str, ...]:
    """Return the other names of a practice and its bare cores.

    A core that two practices share (the club and the shop of one brand) belongs to neither, a core
    that is a nation-wide slogan names nothing by itself.
    """
    forms = [member.name.of(text) for member in one.members]
    for member in one.members:
        forms += [member.extended.of(text)] if member.extended else []
        forms += [
            core.of(text)
            for core in member.cores
            if key_of(core.of(text)) not in shared and not is_nationwide(core.of(text))
        ]
    name = one.best.name.of(text)
    return tuple(dict.fromkeys(form for form in forms if form != name))


def _mentions(text: str, forms: tuple[str, ...]) -> tuple[Span, ...]:
    """Return where any of the forms stands, the longest form first, without overlaps."""
    found: list[Span] = []
    for form in sorted(dict.fromkeys(forms), key=lambda one: (-len(one), one)):
        at = text.find(form)
        while at >= 0:
            span = Span(at, at + len(form))
            if not any(span.overlaps(other) for other in found):
                found.append(span)
            at = text.find(form, span.end)
    return tuple(sorted(found))
