"""Finds the places of an article: mentions from left to right, each with its surroundings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from ...corpus.types import Span
from ..types import Place, SegmentedArticle, Status
from .below.features import feature_spans, find_regiments, found_feature
from .below.grammar import Reader
from .below.hamlets import find_hamlets
from .below.lower import find_endings
from .below.short_towns import find_short_towns
from .below.surroundings import Surroundings
from .confidence import confidence_of
from .gazetteer import load_gazetteer
from .mentions import Found, deepened, found_upper, fully_named, is_dubious, repeated, short_forms
from .own_names import OwnMentions, replaced
from .upper import find_uppers, year_of


def find_places(segmented: SegmentedArticle, own: OwnMentions | None = None) -> tuple[Place, ...]:
    """Find the named places of an article, in the order of their first mention.

    Args:
        segmented: the article, cut into words.
        own: places of a user's dictionary, which go before all others.

    Returns:
        One ``Place`` for every name of a unit; a short form that only leaves out the type
        (呼伦贝尔 for 呼伦贝尔市) counts as a mention of the long one.
    """
    gazetteer = load_gazetteer()
    uppers = find_uppers(segmented, gazetteer)
    spans = tuple(feature_spans(segmented, uppers))
    if spans:
        taken = [Span(upper.start, upper.end) for upper in uppers]
        uppers = [
            upper
            for upper, place in zip(uppers, taken, strict=True)
            if not any(place.overlaps(span) for span in spans)
        ]
    around = Surroundings(uppers, gazetteer)
    reader = Reader(segmented, gazetteer, around)
    year = year_of(segmented)
    units = [found_upper(upper, segmented, gazetteer, year) for upper in uppers]
    features = [found_feature(span, segmented, around) for span in spans]
    regiments = find_regiments(segmented, around)
    waiting = deque(sorted([*units, *features, *regiments], key=_start))
    for ending in find_endings(segmented):
        while waiting and waiting[0].start < ending.start:
            reader.add(waiting.popleft())
        if not waiting or waiting[0].soft or waiting[0].start >= ending.end:
            reader.read(ending)
    for found in waiting:
        reader.add(found)
    mentions = [*reader.mentions, *find_hamlets(segmented, reader.mentions)]
    mentions = repeated(segmented, sorted(mentions, key=_start))
    mentions.extend(short_forms(segmented, mentions))
    mentions.extend(find_short_towns(segmented, mentions, around, gazetteer))
    text = segmented.article.text
    mentions = [mention for mention in deepened(mentions) if not is_dubious(mention, text)]
    mentions = fully_named(mentions, gazetteer)
    if own:
        mentions = replaced(mentions, tuple(own.found(text)))
    return tuple(_merge(sorted(mentions, key=_start)))


def _start(mention: Found) -> int:
    return mention.start


def _merge(mentions: list[Found]) -> Iterator[Place]:
    """Yield one place for the mentions of each name, the facts of the fullest form leading."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for mention in mentions:
        groups.setdefault((mention.path or mention.name, mention.core), []).append(mention)
    for group in sorted(groups.values(), key=lambda g: g[0].start):
        lead = _lead(group)
        status = min((m.status for m in group), key=list(Status).index)
        yield Place(
            name=lead.name,
            path=lead.path,
            code=lead.code,
            level=lead.level,
            span=Span(lead.start, lead.end),
            mentions=tuple(Span(m.start, m.end) for m in group),
            status=status,
            source=lead.source,
            in_name=all(m.in_name for m in group),
            candidates=lead.candidates,
            scores=lead.scores,
            confidence=confidence_of(lead.source, status),
            former_path=lead.former[0],
            former_code=lead.former[1],
        )


def _lead(group: list[Found]) -> Found:
    """Return the first mention that has the official name, or else the first one.

    What the user's dictionary says goes before both.
    """
    own = [mention for mention in group if mention.source == "dictionary"]
    own = own or [mention for mention in group if not mention.in_name] or group
    return next((mention for mention in own if not mention.soft), own[0])
