"""Tells which title lines that follow each other are one headline with its decks.

A linear model over what two lines look like and what stands around them; the weights (look 4 in
``data/line_weights.tsv``) are fitted to annotated pages by ``bench/fitting/lines.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...lines.sorting import Line, LineKind
from ..scores.evidence import explains, splits_word, width
from .tagging import Tag, TaggedLine, weights_of

#: Which look of ``data/line_weights.tsv`` has the weights.
LOOK = 4
# Upper ends of the classes of widths and of their differences, in ideographs.
_WIDTHS = (4.5, 6.5, 9.5, 14.5, 20)
_APART = (-8, -3.5, -1.5, 1.5, 3.5, 8)
# From this probability on a title looks like the name of a column.
_LABEL = 0.5
# A pair of letters in more stretches of text tells nothing; a line is at home in a text with so
# many of its pairs.
_MOST_TEXTS = 3
_LEAST_SHARED = 2
_RUNNING = frozenset({LineKind.TEXT, LineKind.ITEM})
_DASHES = "—–―-"
_LEADS = "—–―：:"
_OPEN_END = re.compile(r"[的了在来把让给与和及对向，、]$|[“（《][^”）》]*$")
_TERSE = re.compile(r"^[“”‘’\u4e00-\u9fff]{1,6}$")
_BLANK = re.compile(r"\s")


def stacked(lines: Sequence[Line], tagged: Mapping[int, TaggedLine]) -> dict[int, float]:
    """Return the log-odds that a title line belongs to the title line before it.

    Args:
        lines: the lines of a page.
        tagged: what is known of them, by number.

    Returns:
        Log-odds by the number of the second line, for each two title lines that follow each other.
    """
    table = weights_of(LOOK)
    out: dict[int, float] = {}
    for _, below, names in pairs(lines, tagged):
        score = sum(table[name][1] for name in names if name in table)
        # Below the deck of a headline another one begins.
        new = "dash above" in names and "dash below" not in names
        # A line that is no clause yet goes on in the next one.
        goes_on = "open above" in names and "tight" in names
        out[below] = min(score, -1.0) if new else max(score, 1.0) if goes_on else score
    return out


def pairs(
    lines: Sequence[Line], tagged: Mapping[int, TaggedLine]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the numbers and the features of each two title lines that follow each other."""
    filled = [line for line in lines if line.kind is not LineKind.BLANK]
    titles = [_is_title(line, tagged) for line in filled]
    gaps = [two.number - one.number > 1 for one, two in pairwise(filled)]
    spaced = f"{sum(gaps) * 4 // max(1, len(gaps))}/4 of lines parted"
    words = _Words(filled, titles)
    tight = any(
        one and two and not gap for one, two, gap in zip(titles, titles[1:], gaps, strict=False)
    )
    start = 0
    while start < len(filled):
        end = start
        while end < len(filled) and titles[end]:
            end += 1
        for at in range(start + 1, end):
            around = (
                filled[start - 1] if start else None,
                filled[end] if end < len(filled) else None,
            )
            names = list(_features(filled[start:end], at - start, tagged))
            names += list(_around(filled[start:end], at - start, around))
            names.append(words.meet(at - 1, at))
            names.append(f"{'gap' if gaps[at - 1] else 'tight'}, {spaced}")
            if gaps[at - 1]:
                names.append("gap, others tight" if tight else "gap, none tight")
            yield filled[at - 1].number, filled[at].number, names
        start = max(end, start + 1)


class _Words:
    """The words of title lines in the stretches of text between the titles of a page."""

    def __init__(self, lines: Sequence[Line], titles: Sequence[bool]) -> None:
        self._lines = lines
        self._texts: list[str] = []
        text = ""
        for line, title in zip((*lines, None), (*titles, True), strict=True):
            if line is not None and not title and line.kind in _RUNNING:
                text += line.text
            elif text:
                self._texts.append(text)
                text = ""

    def meet(self, above: int, below: int) -> str:
        """Tell whether the words of two lines recur in the same stretch of text."""
        one, two = (self._counts(self._lines[at].text) for at in (above, below))
        if max(one, default=0) < _LEAST_SHARED or max(two, default=0) < _LEAST_SHARED:
            return "words unknown"
        best = max(range(len(one)), key=lambda at: min(one[at], two[at]))
        if min(one[best], two[best]) >= _LEAST_SHARED:
            return "words meet"
        return "words part"

    def _counts(self, text: str) -> list[int]:
        """Count the telling pairs of letters of a line in each stretch of text."""
        out = [0] * len(self._texts)
        for pair in sorted(_bigrams(text)):
            found = [at for at, stretch in enumerate(self._texts) if pair in stretch]
            if len(found) <= _MOST_TEXTS:
                for at in found:
                    out[at] += 1
        return out


def _is_title(line: Line, tagged: Mapping[int, TaggedLine]) -> bool:
    found = tagged.get(line.number)
    return found is not None and found.tag is Tag.TITLE


def _features(run: Sequence[Line], at: int, tagged: Mapping[int, TaggedLine]) -> Iterator[str]:
    """Tell what two title lines of a run of them look like."""
    above, below = run[at - 1], run[at]
    gap = below.number - above.number > 1
    yield "gap" if gap else "tight"
    yield f"lines={min(len(run), 5)}{'/gap' if gap else ''}"
    yield f"levels={_levels(above.level, below.level)}"
    one, two = width(above.text), width(below.text)
    yield f"above{_class(one, _WIDTHS)}"
    yield f"below{_class(two, _WIDTHS)}"
    yield f"apart{_class(two - one, _APART)}"
    if below.text[:1] in _DASHES:
        yield "dash below"
    if above.text[-1:] in _LEADS:
        yield "leads"
    if above.text[:1] in _DASHES:
        yield "dash above"
    if _OPEN_END.search(above.text):
        yield "open above"
    if not gap and splits_word(above.text, below.text):
        yield "word split"
    if explains(above.text) != explains(below.text):
        yield "one explains"
    if _TERSE.match(below.text) and two < one - 1:
        yield "terse below"
    for name, line in (("above", above), ("below", below)):
        if tagged[line.number].label > _LABEL:
            yield f"label {name}"
        if " " in line.text:
            yield f"blank {name}"
    if bool(above.sign) != bool(below.sign):
        yield "other sign"
    if above.indented != below.indented:
        yield "other indent"
    shared = _bigrams(above.text) & _bigrams(below.text)
    yield f"shared={min(2, len(shared))}"


def _around(run: Sequence[Line], at: int, around: tuple[Line | None, Line | None]) -> Iterator[str]:
    """Tell what stands above and below a run of title lines."""
    before, after = around
    if at == 1:
        yield f"first, {_kind(before)} above"
    if at == len(run) - 1:
        yield f"last, {_kind(after)} below"
    gaps = [two.number - one.number > 1 for one, two in pairwise(run)]
    gap = gaps[at - 1]
    if gap and not all(gaps):
        yield "gap among tight lines"
    if not gap and any(gaps):
        yield "tight among gaps"


def _levels(above: int, below: int) -> str:
    if not above and not below:
        return "none"
    if not above or not below:
        return "above" if above else "below"
    return "same" if above == below else "rise" if below < above else "fall"


def _class(value: float, ends: Sequence[float]) -> str:
    for end in ends:
        if value < end:
            return f"<{end}"
    return f">={ends[-1]}"


def _kind(line: Line | None) -> str:
    return "edge" if line is None else line.kind.value


def _bigrams(text: str) -> set[str]:
    solid = _BLANK.sub("", text)
    return {solid[i : i + 2] for i in range(len(solid) - 1)}
