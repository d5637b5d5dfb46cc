"""The sentences of an article as a case record cites them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from ....corpus.types import Article, Role, Span
from ...results import Analysis, Finding
from ..roles import RoledSentence


class Sentences:
    """The sentences of an article, to be found by what stands in them.

    Attributes:
        text: ``Article.text``.
        spans: all sentences, ascending.
        body: those of the paragraphs, with their roles.
    """

    def __init__(self, analysis: Analysis, roled: tuple[RoledSentence, ...]) -> None:
        self.text = analysis.article.text
        self.spans = tuple(sentence.span for sentence in roled)
        heads = _heads(analysis.article)
        self.body = tuple(s for s in roled if s.span.start not in heads)
        self._starts = [span.start for span in self.spans]
        self._figures = sorted(figure.span for figure in analysis.figures)
        self._figure_starts = [span.start for span in self._figures]

    def at(self, offset: int) -> Span | None:
        """Return the sentence of the character at ``offset``, None if it is of none."""
        at = bisect_right(self._starts, offset) - 1
        return self.spans[at] if at >= 0 and offset < self.spans[at].end else None

    def of(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return the sentences in which the spans begin, ascending, each once."""
        found = {self.at(span.start) for span in spans}
        return tuple(sorted(span for span in found if span is not None))

    def figures(self, span: Span) -> tuple[Span, ...]:
        """Return the spans of the figures inside ``span``, ascending."""
        first = bisect_left(self._figure_starts, span.start)
        last = bisect_left(self._figure_starts, span.end)
        return tuple(figure for figure in self._figures[first:last] if figure.end <= span.end)

    def finding(self, value: str, mentions: tuple[Span, ...]) -> Finding:
        """Return a finding that rests on the sentences of its mentions."""
        return Finding(value, mentions[0], self.of(mentions))


def _heads(article: Article) -> frozenset[int]:
    """Return the offsets of the lines of heads, where their sentences begin."""
    return frozenset(
        offset
        for part in article.parts
        if part.role is not Role.BODY and part.span
        for offset in range(part.span.start, part.span.end)
    )
