"""Fixtures shared by all tests: small pages and articles built by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from anliku.corpus.types import (
    Article,
    ArticleKind,
    LineRange,
    OffsetMap,
    Page,
    Part,
    Role,
    Run,
    Span,
)
from anliku.nlp.segmentation import load_segmenter, segment
from anliku.nlp.types import SegmentedArticle

# Timings say nothing on a busy machine; a fixed seed makes a red run red again.
settings.register_profile("anliku", deadline=None, derandomize=True, database=None)
settings.load_profile("anliku")


def build_article(*paragraphs: str, headline: str = "", kind: str = "report") -> Article:
    """Make an article whose raw page has one line a paragraph, the headline first."""
    lines = [line for line in (headline, *paragraphs) if line]
    parts: list[Part] = []
    runs: list[Run] = []
    start = 0
    for number, line in enumerate(lines, 1):
        role = Role.HEADLINE if line == headline and number == 1 else Role.BODY
        parts.append(Part(role, (LineRange(number, number),), Span(start, start + len(line))))
        runs.append(Run(start, len(line), number, 1))
        start += len(line) + 1
    return Article(
        id="0123456789-01",
        page="page.txt",
        kind=ArticleKind(kind),
        headline=headline,
        subhead="",
        column="",
        reporters=(),
        correspondents=(),
        text="\n".join(lines),
        parts=tuple(parts),
        lines=(LineRange(1, len(lines)),),
        offsets=OffsetMap("page.txt", tuple(runs)),
    )


@pytest.fixture
def article_of() -> Callable[..., Article]:
    """Return a function that makes an article from paragraphs (and headline=, kind=)."""
    return build_article


@pytest.fixture
def segmented() -> Callable[..., SegmentedArticle]:
    """Return a function that makes a segmented article from paragraphs (and headline=, kind=)."""

    def make(*paragraphs: str, headline: str = "", kind: str = "report") -> SegmentedArticle:
        article = build_article(*paragraphs, headline=headline, kind=kind)
        return segment(article, load_segmenter())

    return make


@pytest.fixture
def page_of() -> Callable[..., Page]:
    """Return a function that makes a page from its raw text."""

    def make(text: str, name: str = "page.txt") -> Page:
        return Page(
            name, f"/pages/{name}", "0123456789" * 6 + "0123", "utf-8", tuple(text.split("\n"))
        )

    return make
