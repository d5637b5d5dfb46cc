"""Cuts a readable piece out of an article around what a query found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..corpus.types import Span
from .terms import Terms, bigrams, fold_with_offsets, words

#: Characters of a snippet; two lines of a terminal.
WIDTH = 76

#: Characters shown before the first match.
LEAD = 12


def make_snippet(text: str, terms: Terms, opening: int = 0) -> tuple[str, tuple[Span, ...]]:
    """Return the stretch of ``text`` with the most matches, and the matches in it.

    Args:
        text: text of an article.
        terms: what was searched for.
        opening: where to begin if nothing matches; the body, because the headline is shown apart.

    Returns:
        One line of at most ``WIDTH`` characters and an ellipsis at each cut end, and the spans of
        the matches in that line, ascending and apart.
    """
    matches = find_matches(text, terms)
    start = _best_start(matches, len(text)) if matches else opening
    end = min(len(text), start + WIDTH)
    head, tail = "…" * (start not in {0, opening}), "…" * (end < len(text))
    line = head + text[start:end].replace("\n", " ") + tail
    shift = len(head) - start
    inside = [match for match in matches if match.start < end and match.end > start]
    marks = [Span(max(match.start, start) + shift, min(match.end, end) + shift) for match in inside]
    return line, tuple(marks)


def find_matches(text: str, terms: Terms) -> tuple[Span, ...]:
    """Return the spans of ``text`` that match a query, ascending and apart.

    Phrases and the words of the query are marked; if none of them occurs, pairs of characters.
    """
    folded, offsets = fold_with_offsets(text)
    wanted = [
        *terms.phrases,
        *(word for part in terms.required + terms.loose for word in words(part)),
    ]
    wanted += [part for part in terms.all() if len(part) == 1]
    spans = _occurrences(folded, wanted)
    if not spans:
        spans = _occurrences(folded, [pair for part in terms.all() for pair in bigrams(part)])
    return tuple(Span(offsets[span.start], offsets[span.end - 1] + 1) for span in spans)


def _occurrences(folded: str, wanted: Iterable[str]) -> list[Span]:
    """Return where any of the strings stands; spans that touch or overlap are joined."""
    found: list[Span] = []
    for term in dict.fromkeys(wanted):
        at = folded.find(term)
        while at >= 0:
            found.append(Span(at, at + len(term)))
            at = folded.find(term, at + 1)
    joined: list[Span] = []
    for span in sorted(found):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _best_start(matches: Sequence[Span], length: int) -> int:
    """Return where a window holds most matched characters; the first such place."""
    best, most = 0, 0
    for at, first in enumerate(matches):
        start = max(0, first.start - LEAD)
        covered = 0
        for match in matches[at:]:
            if match.end > start + WIDTH:
                break
            covered += len(match)
        if covered > most:
            best, most = start, covered
    return max(0, min(best, length - WIDTH))
