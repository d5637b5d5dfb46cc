"""Puts an article together from its pieces on several pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..types import Article, Boundary, OffsetMap, Part, Role, Run, Span
from .evidence import Link, is_unfinished, repeats_headline
from .turns import closing_note, opening_note

_TITLES = frozenset({Role.HEADLINE, Role.SUBHEAD})


def join_pieces(pieces: Sequence[Article], links: Sequence[Link], names: Sequence[str]) -> Article:
    """Join the pieces of an article.

    The text of the first is followed by that of the others. A sentence that stops at the end of a
    page goes on without a line feed, as a part of its own; the notes ``（下转第3版）`` and
    ``（上接第1版）`` and a headline that is printed again leave the text, another headline becomes
    a crosshead.

    Args:
        pieces: the articles as each page alone gives them, in reading order, at least two.
        links: why each goes on in the next, one less than pieces.
        names: what to call each page for people, e.g. ``page 3 (03.txt)``.

    Returns:
        The article, with the id, page, lines, kind, headline and origin of its first piece and
        the pieces in ``Article.pieces``.
    """
    head = pieces[0]
    text = _Text()
    for page, piece in enumerate(pieces):
        goes_on = bool(page) and is_unfinished(pieces[page - 1])
        text.add(piece, page, goes_on=goes_on, head=head)
    boundaries = [
        Boundary(head.lines[-1].last, link.confidence, f"goes on on {name}: {_listed(link)}")
        for link, name in zip(links, names[1:], strict=True)
    ]
    others = tuple(piece.page for piece in pieces[1:])
    reporters = _names(piece.reporters for piece in pieces)
    correspondents = _names(piece.correspondents for piece in pieces)
    return replace(
        head,
        reporters=reporters,
        correspondents=tuple(name for name in correspondents if name not in reporters),
        text="".join(text.chunks),
        parts=tuple(text.parts),
        offsets=OffsetMap(head.page, tuple(sorted(text.runs, key=lambda r: r.start)), others),
        boundaries=tuple(sorted([*head.boundaries, *boundaries], key=lambda b: b.line)),
        pieces=tuple(pieces),
    )


def _listed(link: Link) -> str:
    return ", ".join(link.reasons)


def _names(pieces: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in pieces for name in names))


class _Text:
    """The text of an article while pieces are put behind each other."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.parts: list[Part] = []
        self.runs: list[Run] = []
        self._length = 0

    def add(self, piece: Article, page: int, *, goes_on: bool, head: Article) -> None:
        """Add the text of a piece; ``goes_on`` puts its first paragraph on the last one."""
        again = bool(page) and repeats_headline(head, piece)
        limit = len(piece.text) - closing_note(piece.text)
        gap = "\n" if self._length and not goes_on else ""
        before: Span | None = None
        opened = page == 0
        for part in piece.parts:
            if part.span is None or (page and again and part.role in _TITLES):
                self.parts.append(replace(part, span=None, page=page))
                continue
            start, end = part.span.start, min(part.span.end, limit)
            if part.role is Role.BODY and not opened:
                start += opening_note(part.span.of(piece.text))
                opened = True
            title = bool(page) and part.role in _TITLES
            role = Role.CROSSHEAD if title else part.role
            if before is not None:
                gap = piece.text[before.end : part.span.start]
            elif title:
                gap = "\n"
            before = part.span
            self._take(piece, Part(role, part.lines, Span(start, max(start, end)), page), gap)

    def _take(self, piece: Article, part: Part, gap: str) -> None:
        """Take the characters of a part over, with the runs that lead back."""
        span = part.span
        if not span:
            self.parts.append(replace(part, span=None))
            return
        begin = self._length + len(gap)
        self.chunks += (gap, span.of(piece.text))
        self._length = begin + len(span)
        self.parts.append(replace(part, span=Span(begin, self._length)))
        for run in piece.offsets.runs:
            first, last = max(run.start, span.start), min(run.start + run.length, span.end)
            if first < last:
                start, column = begin + first - span.start, run.column + first - run.start
                self.runs.append(Run(start, last - first, run.line, column, part.page))
