"""Tells titles and labels from lines of running text: a linear model over what lines look like.

``bench/fitting/lines.py`` fits the weights in ``data/line_weights.tsv`` to annotated pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import exp

from ...lines.labels import is_known_label, is_label_like
from ...lines.sorting import BOLD, Line, LineKind
from ...wordlists import read_rows
from ..scores.evidence import is_open, is_place, width
from .looks import MAX_TITLE, Surroundings, features, second_look


class Tag(StrEnum):
    """What a line is in the make-up of the page."""

    BODY = "body"
    TITLE = "title"
    LABEL = "label"


# A short line is rather a title that heads nothing than a label, unless it is one this surely.
_SURE_LABEL = 0.6
# No half of a headline is wider and ends with a comma.
_LONGEST_HALF = 16
# Nor does a headline stop one or two letters behind a comma.
_CUT = re.compile(r"，[^，。！？“”]{1,2}$")
_CREDITED = re.compile(r"(?:^|\s)[\u4e00-\u9fff]{1,4}\s?(?:摄|供图)[)）]?$")
# Log-odds of the first title of a page as a crosshead.
_NEVER_INNER = -8.0
# The name of a column does not end so.
_UNFINISHED = re.compile(r"[的了在把让与和]$")
# Words in brackets that were found to stand inside a text.
_BRACKETS = frozenset("[【〔［")
_UNLABELLED = frozenset({"n.dateline", "quoted"})


@dataclass(frozen=True, slots=True)
class TaggedLine:
    """A line and what the model makes of it.

    Attributes:
        line: the line.
        column: width of the column it is set in, in ideographs; 0 if unknown.
        tag: the likeliest reading.
        confidence: probability of that reading, 0 to 1.
        inner: log-odds that a title is a crosshead inside a text, not the headline over one.
        label: probability that a title is the name of a column after all.
    """

    line: Line
    column: float
    tag: Tag
    confidence: float
    inner: float = 0.0
    label: float = 0.0


Weights = dict[str, tuple[float, float]]


@cache
def weights_of(look: int) -> Weights:
    """Return the fitted weights of a look.

    Looks 1 and 2 have those of label and of title against body; in looks 3 (crosshead against
    headline) and 4 (one headline against two) only the second counts.
    """
    return {
        name: (float(label), float(title))
        for which, name, label, title in read_rows("anliku.corpus.layout", "line_weights.tsv")
        if int(which) == look
    }


def probabilities(
    names: Sequence[str], weights: dict[str, tuple[float, float]]
) -> tuple[float, float]:
    """Return the probabilities of label and title (softmax against body, whose score is 0)."""
    label = title = 0.0
    for name in names:
        found = weights.get(name)
        if found is not None:
            label += found[0]
            title += found[1]
    top = max(label, title, 0.0)
    one, two, rest = exp(label - top), exp(title - top), exp(-top)
    total = one + two + rest
    return one / total, two / total


def _goes_on(line: Line) -> bool:
    """A long line that ends with a comma, or the end of a credit, is a piece of a sentence."""
    text = line.text
    comma = text.endswith(("，", "、")) and width(text) > _LONGEST_HALF
    return not line.level and (comma or bool(_CREDITED.search(text) or _CUT.search(text)))


def _opens(page: Surroundings, at: int) -> bool:
    """The first line of a text whose paragraphs are not wrapped, if it is short and no sentence."""
    line = page.lines[at]
    if is_label_like(line.text):
        return False
    after = page.lines[at + 1] if at + 1 < len(page.lines) else None
    if after is None or after.kind is not LineKind.TEXT or width(after.text) <= MAX_TITLE:
        return False
    return is_open(line.text) and width(line.text) <= MAX_TITLE and "。" not in line.text


def tag_lines(lines: Sequence[Line]) -> dict[int, TaggedLine]:
    """Judge every line of a page that could be a title or a label.

    Args:
        lines: all lines of a page, as ``read_lines`` gives them.

    Returns:
        The judged text lines by their numbers.
    """
    page = Surroundings(lines)
    found = [None if page.is_plain(at) else features(page, at) for at in range(len(page.lines))]
    one, two, three = weights_of(1), weights_of(2), weights_of(3)
    first = [None if names is None else probabilities(names, one) for names in found]
    out: dict[int, TaggedLine] = {}
    opening = next((at for at, one in enumerate(page.lines) if one.kind is LineKind.TEXT), -1)
    for at, (line, names) in enumerate(zip(page.lines, found, strict=True)):
        column = page.columns.get(line.number, 0.0)
        if at == opening and _opens(page, at):
            out[line.number] = TaggedLine(line, column, Tag.TITLE, 1.0, _NEVER_INNER)
            continue
        if line.kind is LineKind.TITLE and line.sign in _BRACKETS:
            out[line.number] = TaggedLine(line, column, Tag.TITLE, 1.0, -_NEVER_INNER)
            continue
        if names is None:
            out[line.number] = TaggedLine(line, column, Tag.BODY, 1.0)
            continue
        label, title = probabilities([*names, *second_look(first, at)], two)
        best, tag = max((1.0 - label - title, Tag.BODY), (label, Tag.LABEL), (title, Tag.TITLE))
        sure = label >= _SURE_LABEL and _UNLABELLED.isdisjoint(names)
        sure = sure and "，" not in line.text and line.sign != BOLD
        sure = sure and not (is_place(line.text) or _UNFINISHED.search(line.text))
        if is_known_label(line.text):
            best, tag = max(label, title), Tag.LABEL
        elif tag is not Tag.BODY and _goes_on(line):
            best, tag = 1.0 - label - title, Tag.BODY
        elif tag is Tag.LABEL and not sure and not is_label_like(line.text):
            best, tag = label + title, Tag.TITLE
        inner = sum(three[name][1] for name in names if name in three)
        out[line.number] = TaggedLine(line, column, tag, best, inner, label / (label + title))
    return out
