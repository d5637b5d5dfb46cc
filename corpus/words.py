"""Cuts Chinese text into the words of a dictionary, and tells words from names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol


class _Cutter(Protocol):
    def cut(self, text: str, guess: bool, /) -> Sequence[str]: ...  # noqa: FBT001
    def tag(self, text: str, guess: bool, /) -> Sequence[tuple[str, str]]: ...  # noqa: FBT001


@cache
def _segmenter() -> _Cutter:
    from rjieba import Jieba

    return Jieba()


def cut_words(text: str) -> Sequence[str]:
    """Cut ``text`` into words of the dictionary, without guesses at new words."""
    return _segmenter().cut(text, False)  # noqa: FBT003 - its only spelling


def is_word(text: str) -> bool:
    """Tell whether ``text`` is one word of the dictionary and not a person's name.

    >>> is_word("简讯"), is_word("王小雨")
    (True, False)
    """
    found = _segmenter().tag(text, False)  # noqa: FBT003 - its only spelling
    return len(found) == 1 and len(text) > 1 and not found[0][1].startswith("nr")
