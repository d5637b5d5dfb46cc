"""Finds the lines that are titles by their form and by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from ..bylines import parse_dateline, parse_ending
from ..lines import Line, LineKind
from .evidence import is_open, splits_word

# Widths in ideographs. A line this much off the width of its column is no line of a paragraph.
_SHORTER = 3.5
_LONGER = 4.0
# The first line of a paragraph has lost its indent of two, and may end before a long word.
_FIRST_SHORTER = 5.5
# Column widths above this are not printed columns: every line is a paragraph of its own.
_MAX_COLUMN = 60
# A run of lines is hard-wrapped when at least this share of its full lines stops in mid-sentence.
_OPEN_SHARE = 0.4
_MAX_TITLE = 42
_MAX_STACKED_TITLE = 34
_MAX_STACK = 3

_HEAD_NOTES = frozenset({"date", "page number", "masthead", "editors", "page head"})

_TEXTUAL = (LineKind.TEXT, LineKind.ITEM)
_BREAKS = (LineKind.BYLINE, LineKind.LABEL, LineKind.TITLE)

_NOT_TITLE_END = re.compile(r"[。；，、：:;,…]$|[的了在和与及把被从对为以而且并或将向由让使]$")
_NOT_TITLE_START = re.compile(r"^[，。、；：！？”’）》」』…%]")
# A headline may begin with a line that says where: 某某县：
_PLACE_LED = re.compile(r"^[\u4e00-\u9fff]{2,8}[：:]$")
_DIALOGUE = re.compile(r"^(?:问|答|[QA]|记者|主持人)\s*[：:]")
_ASCII = re.compile(r"[!-~]")


# The lines of a page are measured again and again; no page has more than this.
@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """Return the printed width of ``text`` in ideographs; Latin characters count half."""
    solid = text.replace(" ", "")
    return len(solid) - len(_ASCII.findall(solid)) / 2


def looks_like_title(text: str) -> bool:
    """Tell whether ``text`` has the form of a headline or crosshead."""
    return (
        2 <= width(text) <= _MAX_TITLE
        and "。" not in text
        and text.count("，") <= 2
        and not _NOT_TITLE_END.search(text)
        and not _NOT_TITLE_START.match(text)
        and "图为" not in text
        and not (text[0] in "（(" and text[-1] in "）)")
        and not _DIALOGUE.match(text)
        and text.count("“") == text.count("”")
        and text.count("（") == text.count("）")
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Lines without a blank line between them."""

    lines: list[Line]
    column: float
    wrapped: bool


def find_runs(lines: Sequence[Line]) -> list[Run]:
    """Cut the lines of a page at blank lines and measure each run."""
    runs: list[Run] = []
    current: list[Line] = []
    for line in lines:
        if line.kind is LineKind.BLANK:
            if current:
                runs.append(_measured(current))
            current = []
        else:
            current.append(line)
    if current:
        runs.append(_measured(current))
    return runs


def _measured(lines: list[Line]) -> Run:
    """Find the column width of a run and whether its lines are hard-wrapped."""
    texts = [line.text for line in lines if line.kind in (LineKind.TEXT, LineKind.ITEM)]
    if len(texts) < 2:
        return Run(lines, 0.0, wrapped=False)
    # The last line of a paragraph may be short; a longer one shows that the others are titles.
    widths = [width(text) for text in texts]
    column = sorted(widths[:-1])[(len(widths) - 1) * 3 // 4]
    if widths[-1] > column + _LONGER:
        return Run(lines, widths[-1], wrapped=False)
    full = [text for text in texts[:-1] if width(text) >= column - _SHORTER]
    wide_open = sum(is_open(text) for text in full)
    wrapped = column <= _MAX_COLUMN and wide_open > _OPEN_SHARE * len(full)
    return Run(lines, column, wrapped=wrapped)


def stops(text: str) -> bool:
    """Tell whether ``text`` is finished: by a full stop, by names in brackets or by a credit."""
    return not is_open(text) or parse_ending(text)[0] is not None


def names_makers(line: Line) -> bool:
    """Tell whether a line names the makers of an article, or is a dateline that does."""
    if line.kind is LineKind.TEXT:
        return parse_dateline(line.text) is not None
    return (
        line.kind in (LineKind.BYLINE, LineKind.NAMES)
        and line.text[:1] not in "（("
        and not (line.byline and line.byline.credit)
    )


def is_page_head(lines: Sequence[Line]) -> bool:
    """Tell whether lines without a gap are the head or foot of a page and nothing else."""
    heads = sum(line.kind is LineKind.FURNITURE and line.note in _HEAD_NOTES for line in lines)
    texts = [line for line in lines if line.kind is LineKind.TEXT]
    others = len(lines) - heads - len(texts)
    return (
        heads > 0
        and others == 0
        and len(texts) <= heads
        and all(looks_like_title(line.text) for line in texts)
    )


def _goes_below(after: Line) -> bool:
    """An indented line over an unindented one is the first line of a paragraph."""
    return after.kind is LineKind.TEXT and not after.indented


def _opens(line: Line, after: Line, leads: bool) -> bool:  # noqa: FBT001
    """Tell whether what stands below shows that a line is a title.

    An item has its little headline directly over its sign; where paragraphs are indented, an
    unindented line over one is none; questions and answers stand under a title.
    """
    if line.indented or line.sign:
        return False
    if after.kind is LineKind.ITEM:
        return True
    return leads and (after.indented or bool(_DIALOGUE.match(after.text)))


class TitleFinder:
    """Finds lines that are titles by form and place; knows the text line before each run."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self.found: set[int] = set()
        self.before: Line | None = None
        self.above = ""
        self.column = 0.0

    def find(self) -> set[int]:
        """Return the numbers of the title lines."""
        for at, run in enumerate(self.runs):
            if is_page_head(run.lines):
                continue
            announced = self._announced(at)
            found = self._stacked(at, announced=announced)
            if found is None:
                single = len(run.lines) == 1
                found = self._single(at, announced=announced) if single else self._inside(at)
            self.found.update(found)
            for line in run.lines:
                if line.kind in _TEXTUAL and line.number not in self.found:
                    above = self.before.text if self.before is not None else ""
                    self.above, self.before = above + line.text, line
                elif line.kind in _BREAKS or line.number in self.found:
                    self.before = None
            if run.wrapped:
                self.column = run.column
        return self.found

    def _announced(self, at: int) -> bool:
        """The run after this one begins with the makers of an article."""
        after = self.runs[at + 1].lines[0] if at + 1 < len(self.runs) else None
        return after is not None and names_makers(after)

    def _unfinished(self) -> bool:
        return self.before is not None and not stops(self.before.text) and not stops(self.above)

    def _stacked(self, at: int, *, announced: bool) -> list[int] | None:
        """Two to four short lines, alone or below labels and makers: a headline."""
        lines = self.runs[at].lines
        head = list(takewhile(lambda line: line.kind is not LineKind.TEXT, lines))
        texts = lines[len(head) :]
        if not 2 <= len(texts) <= _MAX_STACK + 1:
            return None
        if any(line.kind is not LineKind.TEXT for line in texts):
            return None
        signed = any(names_makers(line) for line in head)
        if signed and not announced and not self._stands_over(texts, at):
            return None
        announced = announced or signed
        for line in texts:
            if line is texts[0] and _PLACE_LED.match(line.text):
                continue
            if not looks_like_title(line.text) or width(line.text) > _MAX_STACKED_TITLE:
                return None
            if "，" in line.text and not announced:
                return None
        if self._unfinished() and not announced:
            return None
        return [line.number for line in texts]

    def _stands_over(self, texts: Sequence[Line], at: int) -> bool:
        """Tell whether the text in the next run is set wider than these lines, or indented."""
        after = self._next_text(at)
        if after is None or any(splits_word(a.text, b.text) for a, b in pairwise(texts)):
            return False
        widest = max(width(line.text) for line in texts)
        return after.indented or width(after.text) > widest + _LONGER

    def _single(self, at: int, *, announced: bool) -> list[int]:
        """A line between two blank lines: a title unless it is a piece of a paragraph."""
        line = self.runs[at].lines[0]
        text = line.text
        if line.kind is not LineKind.TEXT or not looks_like_title(text):
            return []
        if announced:
            return [line.number]
        if self._unfinished() and self.before is not None:
            full = abs(width(text) - self.column) < _SHORTER
            if full or splits_word(self.before.text, text):
                return []
        spoken = text[0] in "“‘「『" and text[-1] in "”’」』"
        if spoken and re.search(r"[！？!?…，]", text):
            return []
        return [] if self._is_first_line(line, self._next_text(at)) else [line.number]

    def _next_text(self, at: int) -> Line | None:
        after = self.runs[at + 1].lines[0] if at + 1 < len(self.runs) else None
        return after if after is not None and after.kind is LineKind.TEXT else None

    def _is_first_line(self, line: Line, after: Line | None) -> bool:
        """The first line of a hard-wrapped paragraph, cut off from the rest."""
        if after is None or not self.column:
            return False
        size = width(line.text)
        fits = self.column - _FIRST_SHORTER <= size <= self.column + 2
        return fits and ("，" in line.text or splits_word(line.text, after.text))

    def _inside(self, at: int) -> list[int]:
        """Lines of a longer run that are much shorter or longer than its column and unfinished."""
        run = self.runs[at]
        found = self._leading(run)
        for i, line in enumerate(run.lines):
            text = line.text
            if line.kind is not LineKind.TEXT or not looks_like_title(text):
                continue
            if line.number in found:
                continue
            if line.indented and i + 1 < len(run.lines) and _goes_below(run.lines[i + 1]):
                continue
            previous = run.lines[i - 1] if i else self.before
            leads = previous is None or previous.number in found or previous.kind not in _TEXTUAL
            if not leads and previous is not None and not self._stopped(run, i):
                continue
            last = i + 1 == len(run.lines)
            after = self._next_text(at) if last else run.lines[i + 1]
            announced = after is not None and (names_makers(after) or _opens(line, after, leads))
            # Two phrases with a gap between them, and nothing goes on: a headline set tight.
            ends = last and " " in text and "，" not in text
            if announced or ends or self._off_column(run, line, after, first=not i or leads):
                found.append(line.number)
        return found

    def _stopped(self, run: Run, at: int) -> bool:
        """The text above a line is finished; names in brackets may run over two lines."""
        above = [line.text for line in run.lines[max(0, at - 2) : at] if line.kind in _TEXTUAL]
        if not above:
            return not self._unfinished()
        return stops(above[-1]) or stops("".join(above))

    def _leading(self, run: Run) -> list[int]:
        """Up to three lines directly over the makers of an article."""
        for i, line in enumerate(run.lines[: _MAX_STACK + 1]):
            if line.kind is LineKind.TEXT and looks_like_title(line.text):
                continue
            above = run.lines[:i]
            return [above_line.number for above_line in above] if i and names_makers(line) else []
        return []

    def _off_column(self, run: Run, line: Line, after: Line | None, *, first: bool) -> bool:
        size = width(line.text)
        if not run.wrapped:
            return size <= _MAX_TITLE and not self._is_first_line(line, after)
        if after is not None and splits_word(line.text, after.text):
            return False
        shorter = _FIRST_SHORTER if first and " " not in line.text else _SHORTER
        if "，" in line.text:
            shorter += 2
        return size <= run.column - shorter or size >= run.column + _LONGER
