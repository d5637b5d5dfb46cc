"""Finds Chinese names: where one may begin, and the reading that weighs most."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from heapq import merge

from ...corpus.types import Span
from ..types import SegmentedArticle
from .cues import Cues
from .evidence import (
    BY_NAME_IN_FRONT,
    GRAMMATICAL,
    ROLE_IN_FRONT,
    is_aged,
    is_byline,
    is_role_end,
    is_verb,
    left_evidence,
)
from .forms import (
    COMMON_SURNAME,
    FREQUENT_BOTH,
    FUNCTION_WORD,
    form,
    given_odds,
    looks_given,
    nicknames,
    not_names,
    surnames,
    transcription,
)
from .judging import (
    ENOUGH,
    HOPELESS,
    after_role,
    as_words,
    has_two_surnames,
    holds_cue,
    weigh,
)

#: What it speaks for a name that one stands in front in a list.
LISTED = 3.5
_RARE_RANGES = "\u3400-\u4dbf\U00020000-\U0003ffff"
JOINING = frozenset("、和与及 ")
#: A foreign name without a dot is no longer than this; characters that begin other words.
_LONGEST_FOREIGN = 8
_NO_FOREIGN = GRAMMATICAL | frozenset("多特没把家同本先日今美英法德俄韩")
_AND = frozenset("和与及")
# Roles that the list does not know, and ages, end in one of these.
_ROLE_SIGNS = frozenset("员户主农工民手者族师的岁人长")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: where it stands, how sure it is, and what speaks for it."""

    start: int
    end: int
    score: float
    role: bool
    source: str


@cache
def _pattern() -> re.Pattern[str]:
    single = "".join(name for name in surnames() if len(name) == 1)
    double = "|".join(name for name in surnames() if len(name) == 2)
    given = "".join(given_odds()) + _RARE_RANGES
    return re.compile(f"(?:{double}|[{single}])[{given}]{{1,3}}")


@cache
def _starts() -> re.Pattern[str]:
    """Return what matches one character wherever a name may begin, words of grammar left out."""
    first = "".join(dict.fromkeys(name[0] for name in surnames() if name not in _function_words()))
    second = "".join(dict.fromkeys(name[1] for name in surnames() if len(name) == 2))
    return re.compile(f"[{first}](?=[{second}{''.join(given_odds())}{_RARE_RANGES}])")


@cache
def _function_words() -> frozenset[str]:
    """Return the family names that are words of grammar: only a role in front makes them names."""
    return frozenset(name for name, weight in surnames().items() if weight == FUNCTION_WORD)


def _possible_starts(text: str, cues: Cues) -> Iterator[int]:
    """Yield where names may begin, ascending."""
    words = _function_words()
    behind = sorted(at for at in cues.role_starts if text[at : at + 1] in words)
    return merge((begin.start() for begin in _starts().finditer(text)), behind)


def find_han_names(segmented: SegmentedArticle, cues: Cues) -> list[Candidate]:
    """Return the Chinese names of an article that have evidence enough, best reading each."""
    text = segmented.article.text
    found: list[Candidate] = []
    free = 0
    byline = -1
    roles, boundaries, match = cues.role_starts, segmented.boundaries, _pattern().match
    for start in _possible_starts(text, cues):
        if start < free or (
            start not in boundaries
            and start not in roles
            and text[start - 1 : start] not in _ROLE_SIGNS
        ):
            continue
        inside_role = start + 1 in roles and start not in roles
        if inside_role or not _may_start(segmented, cues, start):
            continue
        name = match(text, start)
        if name is None:
            continue
        if start <= byline or is_byline(text, start):
            byline = name.end() + 1
            continue
        listed = bool(found) and start == found[-1].end + 1 and text[start - 1] in JOINING
        best = _best_reading(segmented, cues, start, name.end(), listed=listed)
        if best is not None:
            best = _whole_foreign(text, best)
            found.append(best)
            free = best.end
    return found


def _whole_foreign(text: str, name: Candidate) -> Candidate:
    """Return a foreign name behind a role up to its end (总统阿利耶夫, not 阿利耶)."""
    signs, end = transcription(), name.end
    if not name.role or not signs.issuperset(text[name.start : end]):
        return name
    while (
        text[end : end + 1] in signs
        and end - name.start < _LONGEST_FOREIGN
        and text[end] not in _NO_FOREIGN
        and not is_verb(text[end : end + 2])
    ):
        end += 1
    return replace(name, end=end)


def _may_start(segmented: SegmentedArticle, cues: Cues, start: int) -> bool:
    text = segmented.article.text
    if text[start] in _AND and surnames().get(text[start + 1 : start + 2], 0.0) == COMMON_SURNAME:
        return False
    if start in cues.role_starts:
        # The segmenter may glue the last character of the role to the family name (店主江某某).
        near = (start, start - 1, cues.role_starts[start])
        aligned = not segmented.boundaries.isdisjoint(near)
        return aligned and text[start - 1 : start + 1] != "工程"
    if start not in segmented.boundaries:
        return is_role_end(segmented, start) or is_aged(text, start)
    return True


def _best_reading(
    segmented: SegmentedArticle, cues: Cues, start: int, stop: int, *, listed: bool
) -> Candidate | None:
    text = segmented.article.text
    family = 2 if text[start : start + 2] in surnames() and stop - start > 2 else 1
    left, role = left_evidence(segmented, cues, start)
    if listed:
        left = LISTED
    if left == BY_NAME_IN_FRONT and surnames().get(text[start], 0.0) < FREQUENT_BOTH:
        return None
    best: Candidate | None = None
    longest = stop
    if stop - start > family + 2 and not has_two_surnames(text, start, family, left):
        longest = start + family + 2
    for end in range(longest, start + family, -1):
        inside = left + form(text[start:end], family)
        if left >= ROLE_IN_FRONT:
            inside += after_role(segmented, start, end, stop, family)
        given = text[start + family : end]
        nickname = given in nicknames() or (len(given) > 2 and given[:2] in nicknames())
        if nickname:
            if end - start - family > 1 and not holds_cue(segmented, cues, start, end, family):
                return None
            continue
        inside += as_words(segmented, start, end)
        if inside < HOPELESS:
            continue
        score = weigh(segmented, cues, left, inside, Span(start, end), Span(start + family, stop))
        if score < ENOUGH or (best is not None and score <= best.score):
            continue
        if not holds_cue(segmented, cues, start, end, family):
            best = Candidate(start, end, score, role, "cue" if role else "context")
    return best


def given_name_alone(segmented: SegmentedArticle, cues: Cues) -> list[Candidate]:
    """Return given names alone, between a role and a verb of speech (牧民春梅说)."""
    text = segmented.article.text
    found: list[Candidate] = []
    for start, role in sorted(cues.role_starts.items()):
        name = text[start : start + 2]
        if not looks_given(name) or name[0] == name[1] or name in nicknames():
            continue
        if not {start, start + 2, role} <= segmented.boundaries or name in not_names():
            continue
        at = bisect_left(cues.speech, start + 2)
        if at == len(cues.speech) or cues.speech[at] != start + 2:
            continue
        found.append(Candidate(start, start + 2, ENOUGH, role=True, source="cue"))
    return found
