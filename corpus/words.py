"""Cuts Chinese text into the words of a dictionary, and tells words from names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol


class Cutter(Protocol):
    """What the Rust port of jieba does; the flag lets it guess words its dictionary has not."""

    def cut(self, text: str, guess: bool, /) -> Sequence[str]:  # noqa: FBT001
        """Return the words of ``text`` in order."""
        ...

    def tag(self, text: str, guess: bool, /) -> Sequence[tuple[str, str]]:  # noqa: FBT001
        """Return the words of ``text`` in order, each with its part of speech."""
        ...


@cache
def load_cutter() -> Cutter:
    """Return the segmenter with its dictionary as shipped, made once for the whole program."""
    from rjieba import Jieba

    return Jieba()


def cut_words(text: str) -> Sequence[str]:
    """Cut ``text`` into words of the dictionary, without guesses at new words."""
    return load_cutter().cut(text, False)  # noqa: FBT003 - its only spelling


def is_word(text: str) -> bool:
    """Tell whether ``text`` is one word of the dictionary and not a person's name.

    >>> is_word("简讯"), is_word("王小雨")
    (True, False)
    """
    found = load_cutter().tag(text, False)  # noqa: FBT003 - its only spelling
    return len(found) == 1 and len(text) > 1 and not found[0][1].startswith("nr")
