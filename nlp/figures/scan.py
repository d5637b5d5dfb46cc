"""Finds matches of a pattern with many alternatives, tried only where one of them may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator


def scan(starts: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text)`` yields, faster.

    Args:
        starts: matches one character wherever ``pattern`` may begin; quick if it opens with a
            class of characters.
        pattern: never matches the empty string.
        text: the text to look through.
    """
    match = pattern.match
    free = 0
    for start in starts.finditer(text):
        at = start.start()
        if at >= free and (found := match(text, at)):
            free = found.end()
            yield found
