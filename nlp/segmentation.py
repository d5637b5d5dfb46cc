"""Cuts an article into words and sentences. The word segmenter is chosen by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import Protocol

from ..corpus.errors import AnlikuError
from ..corpus.types import Article, Span
from ..corpus.words import load_cutter
from .types import SegmentedArticle


class Segmenter(Protocol):
    """Cuts a string into words that, joined, give the string back."""

    def cut(self, text: str) -> Sequence[str]:
        """Return the words of ``text`` in order."""
        ...


class _Rjieba:
    """The Rust port of jieba: the same cuts about ten times as fast."""

    def __init__(self, names: Iterable[str]) -> None:
        words = tuple(names)
        if not words:
            self._jieba = load_cutter()
            return
        from rjieba import Jieba

        self._jieba = Jieba()
        for word in words:
            self._jieba.add_word(word, None, None)

    def cut(self, text: str) -> Sequence[str]:
        return self._jieba.cut(text, True)  # noqa: FBT003 - its only spelling


class _Jieba:
    """The original jieba, for results that must match earlier studies to the letter."""

    def __init__(self, names: Iterable[str]) -> None:
        import logging

        from jieba import Tokenizer, setLogLevel

        setLogLevel(logging.WARNING)
        self._jieba = Tokenizer()
        for name in names:
            self._jieba.add_word(name)

    def cut(self, text: str) -> Sequence[str]:
        return self._jieba.lcut(text)


_SEGMENTERS: dict[str, Callable[[Iterable[str]], Segmenter]] = {
    "rjieba": _Rjieba,
    "jieba": _Jieba,
}

#: The segmenter used when none is named.
DEFAULT_SEGMENTER = "rjieba"


def load_segmenter(name: str = DEFAULT_SEGMENTER, names: tuple[str, ...] = ()) -> Segmenter:
    """Return the segmenter called ``name``, its dictionary extended by ``names``; made once.

    Raises:
        AnlikuError: there is no segmenter of that name.
    """
    if name not in _SEGMENTERS:
        raise AnlikuError(f"no segmenter {name!r}; choose one of {', '.join(sorted(_SEGMENTERS))}")
    return _made(name, names)


@cache
def _made(name: str, names: tuple[str, ...]) -> Segmenter:
    return _SEGMENTERS[name](names)


# A sentence ends behind 。！？； or …… and the closing marks that follow; a line feed ends it too.
_SENTENCE = re.compile(r"[^\n。！？!?；;…]*(?:(?:[。！？!?；;]|…+)+[”’」』）)》]*|(?=\n)|$)")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of ``text``, without the blanks around them.

    >>> [s.of("好。“行！”他说。") for s in split_sentences("好。“行！”他说。")]
    ['好。', '“行！”', '他说。']
    """
    spans: list[Span] = []
    at = 0
    while at < len(text):
        found = _SENTENCE.match(text, at)
        end = found.end() if found and found.end() > at else at + 1
        start, stop = at, end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            spans.append(Span(start, stop))
        at = end
    return tuple(spans)


def segment(article: Article, segmenter: Segmenter) -> SegmentedArticle:
    """Cut the text of an article into words and sentences."""
    words = tuple(segmenter.cut(article.text))
    starts = tuple(accumulate(chain((0,), map(len, words))))
    if starts[-1] != len(article.text):
        raise AnlikuError(f"{article.id}: the segmenter changed the text; use another segmenter")
    return SegmentedArticle(
        article, words, starts, frozenset(starts), split_sentences(article.text)
    )
