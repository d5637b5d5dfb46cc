"""Makes the entries of an article: its names with their short forms, mentions and weights."""

from __future__ import annotations

from collections import Counter

from ...corpus.types import Span
from ..types import Program, SegmentedArticle, Status
from .centrality import Opening, opening, weight
from .lexicon import is_nationwide
from .merging import Group, key_of
from .scoring import CERTAIN


def entries(segmented: SegmentedArticle, groups: list[Group]) -> tuple[Program, ...]:
    """Return an entry for each group, in the order of first mention.

    Args:
        segmented: the article.
        groups: what was found to be names of practices, each mention in one group only.
    """
    where = opening(segmented.article, groups)
    keys = Counter(one.key for one in groups)
    shared = frozenset(key for key, count in keys.items() if count > 1)
    programs = [_program(segmented, one, where, shared) for one in groups]
    return tuple(sorted(programs, key=in_text_order))


def in_text_order(program: Program) -> tuple[Span, Span, str]:
    """Return what entries are sorted by: first mention, then place and wording of the name."""
    return program.mentions[0], program.span, program.name


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
    if one.best.kind == "plain" or "unquoted" in one.features:
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
