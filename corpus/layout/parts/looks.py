"""What lines look like: the features by which titles and labels are told from running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...lines.bylines import parse_dateline, parse_ending
from ...lines.labels import is_known_label, is_label_like
from ...lines.sorting import BOLD, Line, LineKind
from ..scores.evidence import is_open, splits_word, starts_inside, width
from .columns import MAX_COLUMN, find_columns

#: Lines that are sorted by the model; the others say themselves what they are.
TEXTUAL = frozenset({LineKind.TEXT, LineKind.ITEM, LineKind.TITLE, LineKind.LABEL, LineKind.NAMES})
_OPEN_KINDS = frozenset({LineKind.TEXT, LineKind.TITLE, LineKind.LABEL})

#: Wider lines, in ideographs, are no titles; a line with a heading sign may be.
MAX_TITLE = 60
# Without one it is narrower.
_MAX_PLAIN_TITLE = 42
# A line this near to the width of its column is full.
_FULL = 1.4
# Paragraphs of a page are indented when at least this many are, and this share of all.
_LEAST_INDENTED = 3
_INDENTED_SHARE = 0.6

# A page with so many lines of one to so many ``#`` marks its titles.
_LEAST_HEADINGS = 3
_HEADINGS = range(1, 5)

_FUNCTION_WORDS = frozenset("的了在是和与就也都把被从到对为这那我他她它们说着过")
_ENDS_IN_FUNCTION = re.compile(r"[的了在和与及把被从对为以而且并或将向由让使是有就也都到着]$")
_FRESH = re.compile(
    r"^(?:近日|日前|近年来|今年|去年|目前|如今|截至|连日来|据了解|据悉|此外|同时|为了|走进|家住"
    r"|记者|\d{4}年|\d{1,2}月|[一二三四]年来|“)"
)
_SAID = re.compile(r"说[，：。]|表示|介绍|告诉|记者")
_NOTICE = re.compile(
    r"^关于.{4,40}的(?:通知|通告|公告|公示|启事|决定)$"
    r"|^[^，。]{2,24}(?:启事|公告|通告|公示|声明|告示|须知|小常识|小贴士|问答)$"
)
_DATE = re.compile(r"\d{1,2}月\d{1,2}日|\d{4}年")
_NUMBERED = re.compile(r"^\d|^[（(]?[一二三四五六七八九十]{1,3}[）)、．.]")
_DIGIT = re.compile(r"\d")
_ENDS = (
    ("shout", "！？!?"),
    ("stop", "。；;"),
    ("comma", "，、：:,"),
    ("close", "”’）)》」"),
    ("dash", "—–"),
)

# Upper ends of the classes that widths, differences of widths and shares are sorted into.
_WIDTHS = (4.5, 6.5, 9.5, 13.5, 18.5, 24, 32, 42)
_OFF_COLUMN = (-8, -5, -3, -1.4, 1.4, 3, 6)
_SHARES = (0.01, 0.06, 0.12, 0.2)
_BEFORE = (-6, -2, 2, 6)
_BEHIND = (-6, -2, 2, 6, 12)
_NEXT_OFF = (-5, -1.4, 1.4, 4)
_RATIOS = (0.5, 0.8, 1.2)
_BLANK_WIDTHS = (8, 26)
# From this probability on a neighbour counts as a title or label in the second look.
_SURE = 0.5


def stops(text: str) -> bool:
    """Tell whether ``text`` is finished: by a full stop, by names in brackets or by a credit."""
    return not is_open(text) or parse_ending(text)[0] is not None


class Surroundings:
    """The lines of a page that are not blank, with what must be known to judge each of them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Measure the columns and the habits of the page."""
        self.lines = [
            line
            for line in lines
            if line.kind is not LineKind.BLANK
            and not (line.kind is LineKind.FURNITURE and line.note == "debris")
        ]
        texts = [line for line in self.lines if line.kind in TEXTUAL]
        self.stopped = {line.number: stops(line.text) for line in texts}
        before = [True, *(self.stopped[line.number] for line in texts[:-1])]
        gaps = [True, *(one.number + 1 < two.number for one, two in pairwise(texts))]
        found = find_columns([width(line.text) for line in texts], before[: len(texts)], gaps)
        self.columns = {line.number: column for line, column in zip(texts, found, strict=False)}
        self.indents = self._has_indents(texts)
        signed = [
            one
            for one, two in pairwise(self.lines)
            if one.kind in _OPEN_KINDS and _kind(two) == "byline" and len(one.text) < MAX_TITLE
        ]
        #: Headlines of this page have bylines below them.
        self.signed = len(signed) > 1
        #: Titles of this page are marked as headings.
        self.headed = sum(line.level in _HEADINGS for line in self.lines) >= _LEAST_HEADINGS
        #: Number of ``#`` before headlines with bylines, 0 if they have none.
        self.top = min((line.level for line in signed if line.level), default=0)

    def _has_indents(self, texts: Sequence[Line]) -> bool:
        """Paragraphs of this page begin with an indent."""
        starts = [
            two.indented
            for one, two in pairwise(texts)
            if one.kind is two.kind is LineKind.TEXT
            and self.stopped[one.number]
            and width(one.text) < self.columns[one.number] - 2
        ]
        return len(starts) >= _LEAST_INDENTED and sum(starts) >= _INDENTED_SHARE * len(starts)

    def is_plain(self, at: int) -> bool:
        """Tell whether a line is running text beyond doubt, so that it need not be judged."""
        line = self.lines[at]
        if line.kind is not LineKind.TEXT:
            return line.kind not in _OPEN_KINDS
        if line.level or line.sign:
            return False
        text = line.text
        if "。" in text or width(text) > _MAX_PLAIN_TITLE:
            return True
        if not 0 < at < len(self.lines) - 1 or " " in text:
            return False
        before, after = self.lines[at - 1], self.lines[at + 1]
        if before.kind is not LineKind.TEXT or after.kind is not LineKind.TEXT:
            return False
        if after.number - before.number > 2:
            return False
        column = self.columns[line.number]
        if not 0 < column <= MAX_COLUMN or abs(width(text) - column) > _FULL:
            return False
        return not self.stopped[before.number] or "，" in text


def features(page: Surroundings, at: int) -> list[str]:
    """Return the names of the features that hold of a line.

    Args:
        page: the lines of the page.
        at: which of ``page.lines``.
    """
    line = page.lines[at]
    before = page.lines[at - 1] if at else None
    after = page.lines[at + 1] if at + 1 < len(page.lines) else None
    gap_before = before is None or line.number - before.number > 1
    gap_after = after is None or after.number - line.number > 1
    out = ["bias", f"gaps={gap_before:d}{gap_after:d}"]
    out.extend(_form(page, line))
    out.append(f"p={_kind(before)}{'/gap' if gap_before else ''}")
    if before is not None and before.kind in TEXTUAL:
        out.extend(_behind(page, before, line, gap=gap_before))
    out.append(f"n={_kind(after)}{'/gap' if gap_after else ''}")
    if after is not None and after.kind in TEXTUAL:
        out.extend(_over(page, line, after, tight=not gap_after))
        second = page.lines[at + 2] if at + 2 < len(page.lines) else None
        out.append(f"n2={_kind(second)}")
        if second is not None and second.kind is LineKind.TEXT and parse_dateline(second.text):
            out.append("n2.dateline")
    out.append(f"p2={_kind(page.lines[at - 2] if at > 1 else None)}")
    if page.signed:
        below = (after, page.lines[at + 2] if at + 2 < len(page.lines) else None)
        own = any(_kind(one) == "byline" for one in below)
        out.append("signed page, byline below" if own else "signed page, none below")
    if page.top and line.level:
        out.append("below the headlines" if line.level > page.top else "level with headlines")
    elif page.headed and not line.level:
        out.append("no heading among headings")
    return out


def _class(value: float, ends: Sequence[float]) -> str:
    for end in ends:
        if value < end:
            return f"<{end}"
    return f">={ends[-1]}"


def _kind(line: Line | None) -> str:
    if line is None:
        return "edge"
    if line.kind is LineKind.BYLINE:
        credit = line.byline is not None and line.byline.credit
        return "credit" if credit else "bracket" if line.text[:1] in "（(" else "byline"
    return line.kind.value


def _form(page: Surroundings, line: Line) -> Iterator[str]:
    """What a line looks like by itself."""
    text = line.text
    wide, column = width(text), page.columns.get(line.number, 0.0)
    yield f"kind={_kind(line)}"
    yield f"w{_class(wide, _WIDTHS)}"
    in_column = 0 < column <= MAX_COLUMN
    yield f"r{_class(wide - column, _OFF_COLUMN)}" if in_column else "wide"
    yield from _signs(text)
    if " " in text:
        yield "blank"
        yield f"blank&w{_class(wide, _BLANK_WIDTHS)}"
    for name, pattern in (
        ("fresh", _FRESH), ("said", _SAID), ("date", _DATE), ("num1", _NUMBERED), ("digit", _DIGIT)
    ):  # fmt: skip
        if pattern.search(text):
            yield name
    share = sum(sign in _FUNCTION_WORDS for sign in text) / max(1, len(text))
    yield f"func{_class(share, _SHARES)}"
    if line.level:
        yield "level"
    if line.sign:
        yield "bold" if line.sign == BOLD else "sign"
    if line.indented:
        yield "ind"
    if is_known_label(text):
        yield "knownlabel"
    elif is_label_like(text):
        yield "labellike"
    if "·" in text and wide < 12:
        yield "dot"
    if _NOTICE.search(text):
        yield "notice"


def _signs(text: str) -> Iterator[str]:
    """What the punctuation of a line says."""
    last = text[-1:]
    ending = next((name for name, signs in _ENDS if last in signs), "")
    yield f"end={ending or ('func' if _ENDS_IN_FUNCTION.search(text) else 'han')}"
    if "。" in text[:-1]:
        yield "stopinside"
    yield f"commas={min(text.count('，'), 2)}"
    if "；" in text:
        yield "semi"
    if text.count("“") != text.count("”") or text.count("（") != text.count("）"):
        yield "unbalanced"
    elif "“" in text:
        yield "quoted"
    if text[:1] in "—–-":
        yield "dash1"
    if text[:1] in "，。、；：！？”’）》」』…%":
        yield "mid1"


def _behind(page: Surroundings, before: Line, line: Line, *, gap: bool) -> Iterator[str]:
    """How a line follows the text line before it."""
    column, own = page.columns[before.number], page.columns.get(line.number, 0.0)
    stopped = page.stopped[before.number]
    in_column = 0 < column <= MAX_COLUMN
    full = width(before.text) >= column - _FULL
    if page.indents and not line.indented and line.kind is not LineKind.ITEM:
        yield f"noind&{'pstop' if stopped else 'popen'}"
    yield "p.stop" if stopped else "p.open"
    if not stopped:
        yield "p.split" if splits_word(before.text, line.text) else "p.nosplit"
        yield f"p.open{'gap' if gap else 'tight'}"
        if starts_inside(line.text) >= 2:
            yield "inside"
    if in_column:
        yield f"{'ps' if stopped else 'p'}.{'full' if full else 'short'}"
        if not stopped and not gap and column == own:
            flows = full and abs(width(line.text) - own) <= _FULL
            yield "flows" if flows else "breaks" if not full else "flows, short"
        if 0 < own <= MAX_COLUMN and abs(column - own) > 2:
            yield "p.othercol"
    yield f"pw{_class(width(before.text) - width(line.text), _BEFORE)}"


def _over(page: Surroundings, line: Line, after: Line, *, tight: bool) -> Iterator[str]:
    """How the text line behind it follows a line."""
    column = page.columns[after.number]
    if is_open(line.text):
        yield "n.split" if splits_word(line.text, after.text) else "n.nosplit"
    if after.indented:
        yield "n.ind"
    if after.kind is LineKind.TEXT and parse_dateline(after.text):
        yield "n.dateline"
    if starts_inside(after.text) >= 2:
        yield "n.inside"
    if _FRESH.match(after.text):
        yield "n.fresh"
    stopped = page.stopped[after.number]
    yield "n.stop" if stopped else "n.open"
    yield f"nw{_class(width(after.text) - width(line.text), _BEHIND)}"
    if 0 < column <= MAX_COLUMN:
        yield f"nr{_class(width(after.text) - column, _NEXT_OFF)}"
    if tight and not stopped and line.text[-1:] not in "。！？；":
        yield f"w/nw{_class(width(line.text) / max(1.0, width(after.text)), _RATIOS)}"


def second_look(first: Sequence[tuple[float, float] | None], at: int) -> Iterator[str]:
    """What the first look made of the lines around one.

    Args:
        first: for each line the probabilities of label and title, None for other lines.
        at: which of them.
    """
    for name, i in (("p", at - 1), ("n", at + 1), ("p2", at - 2), ("n2", at + 2)):
        found = first[i] if 0 <= i < len(first) else None
        if found is None:
            yield f"{name}.first=none"
        else:
            label, title = found
            which = "label" if label > _SURE else "title" if title > _SURE else "text"
            yield f"{name}.first={which}"
