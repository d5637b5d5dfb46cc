"""Finds dates and periods and resolves them against the date of issue."""

from __future__ import annotations

import re

from ...corpus.types import Span
from ..figures.scan import scan
from ..types import DateForm, DateMention, SegmentedArticle, Status
from .context import Context
from .expressions import grammar
from .intervals import Interval
from .resolving import KINDS

_BARE_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月")
_DAYTIME = re.compile("[上下中]午|[早晚]上|[凌清]晨|傍晚")
_SIGNS = ("", "，", "。", "的", "、", "里", ",", "份", "；", "：")
#: Kinds that must begin and end where words do: their characters make other words as well.
_WORDS = frozenset(("feast", "word", "era"))
#: Kinds whose bounds stand in the text.
_WRITTEN = frozenset(("iso", "plan", "era", "years"))
_SOURCES = {"word": "list", "feast": "festival", "lunar": "festival", "plan": "plan", "era": "plan"}


def find_dates(segmented: SegmentedArticle) -> tuple[DateMention, ...]:
    """Return the dates and periods of an article in the order of the text.

    Full dates get ISO 8601 bounds as precise as written (``2023年3月`` is 2023-03 to 2023-03,
    ``2012年以来`` begins 2012 and has no end). What needs a date of issue to be understood
    (今年, 日前, a month without a year) is resolved by that of the page, what needs another date
    (同年, 次日) by the one before it; what stays open has empty bounds, and status ``ambiguous`` if
    it may be of two years.
    """
    text = segmented.article.text
    context = Context(text, segmented.article.origin.date)
    starts, expressions = grammar()
    found: list[DateMention] = []
    for match in scan(starts, expressions, text):
        kind = match.lastgroup or ""
        kind = next(name for name in KINDS if match[name] is not None)
        if not _is_date(segmented, match, kind):
            continue
        interval = KINDS[kind](match, context)
        mention = _mention(match, kind, interval, context)
        context.note(mention)
        found.append(mention)
    return tuple(found)


def _is_date(segmented: SegmentedArticle, match: re.Match[str], kind: str) -> bool:
    """Leave out what only looks like a date: part of another word, or of a name."""
    text = match.string
    if match["name"] == "最近" and text.startswith("的", match.end()):
        return False
    if kind in _WORDS:
        return match.start() in segmented.boundaries and (
            match.end() in segmented.boundaries
            or kind == "era"
            or _DAYTIME.match(text, match.end()) is not None
        )
    if _BARE_MONTH.fullmatch(match[0]):
        return text[match.end() : match.end() + 1] in _SIGNS
    return True


def _mention(
    match: re.Match[str], kind: str, interval: Interval | None, context: Context
) -> DateMention:
    span, source = Span(*match.span()), _SOURCES.get(kind, "grammar")
    if interval is None or not interval.first:
        status = Status.AMBIGUOUS if context.take_doubt() else Status.INFERRED
        return DateMention(match[0], "", "", span, status, source, DateForm.POINT, 0.0)
    written = kind in _WRITTEN or (match["y"] if kind == "date" else False)
    status = Status.EXACT if written else Status.INFERRED
    return DateMention(
        match[0],
        interval.first,
        interval.last,
        span,
        status,
        source,
        interval.form,
        interval.confidence,
    )
