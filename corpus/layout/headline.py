"""Chooses headline and subhead from the title lines of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..repair.cleaning import CleanLine
from .parts.blocks import Block
from .scores.evidence import explains, is_place, width


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One line, or half a line, of a title.

    Attributes:
        number: raw line.
        clean: text with the blanks between phrases.
        level: number of ``#`` before it.
        block: ordinal of its block.
        label: probability that its block is the name of a column.
    """

    number: int
    clean: CleanLine
    level: int
    block: int
    label: float = 0.0

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.clean.text


@dataclass(frozen=True, slots=True)
class Headline:
    """What the title lines of an article are.

    Attributes:
        main: lines of the headline in order.
        sub: lines above or below it.
        labels: lines that are the name of a column after all.
    """

    main: tuple[TitleLine, ...] = ()
    sub: tuple[TitleLine, ...] = ()
    labels: tuple[TitleLine, ...] = ()


_DASHED = re.compile(r"(?<=[\u4e00-\u9fff”？！?!])\s*[—–―-]{2,}\s*(?=\S)")
_OPENING_DASH = re.compile(r"^[—–―-]{1,4}\s*")
_CLOSING_DASH = re.compile(r"[—–―]{1,4}$|[：:]$")
_SHOUT = re.compile(r"[！!？?：:]$")
_BODY_LIKE = re.compile(
    r"[，、]|我[省市县区州盟旗]|[省市县区州旗镇乡村](?:多措并举|积极|扎实|深入|推进|探索|打造|创新|坚持|以)"
)
# Halves of a line without ``#`` are told apart below all headings.
_UNMARKED = 7
_MUCH_LONGER = 4
_LEAST_HEAD = 4
_LEAST_CLAUSE = 12
_HALF = 15
_SHORT_HALF = 12
_MAX_LABEL = 6
# A title that looks like a label this much is one, beside one that does not.
_LABEL = 0.5
_MAX_SHOUT = 8
# A line that ends so is no clause; a line so short below another is no headline by itself.
_UNFINISHED = re.compile(r"[的了在来把让给与和及对向，、]$")
_REST = 4.5


def title_lines(blocks: Sequence[Block]) -> list[TitleLine]:
    """Return the lines of title blocks in page order, cut in two at a dash inside."""
    out: list[TitleLine] = []
    for block in sorted(blocks, key=lambda b: b.index):
        before = None
        for line in block.lines:
            # The second line of a heading has its level; one behind a blank line is another.
            tight = before is not None and line.number == before + 1
            level = line.level or (block.level if tight else 0)
            before = line.number
            found = _DASHED.search(line.text)
            if found and found.start() >= 6 and len(line.text) - found.end() >= 4:
                halves = line.clean.cut(0, found.start()), line.clean.cut(found.end())
                # Behind the dash stands the headline the first half leads to, or what it is about.
                about = _about(halves[0].text, halves[1].text)
            else:
                halves = _at_blank(line.clean)
                about = True
            if halves:
                top = level or _UNMARKED
                above, below = (top, top + 1) if about else (top + 1, top)
                out.append(TitleLine(line.number, halves[0], above, block.index))
                out.append(TitleLine(line.number, halves[1], below, -1))
            else:
                out.append(TitleLine(line.number, line.clean, level, block.index, block.label))
    return out


def _about(head: str, tail: str) -> bool:
    """Tell whether the second half of a title explains the first."""
    return explains(tail) or width(tail) >= width(head) + _MUCH_LONGER


def _at_blank(clean: CleanLine) -> tuple[CleanLine, CleanLine] | None:
    """Cut a line with headline and subhead at its blank: the second half is a whole clause."""
    at = clean.text.rfind(" ")
    if at < 0 or at != clean.text.find(" "):
        at = next((i for i, sign in enumerate(clean.text) if sign == " " and i >= _LEAST_HEAD), -1)
    if at < _LEAST_HEAD:
        return None
    head, tail = clean.text[:at], clean.text[at + 1 :]
    if width(tail) < max(_LEAST_CLAUSE, width(head) + _MUCH_LONGER):
        return None
    return (clean.cut(0, at), clean.cut(at + 1)) if explains(tail) else None


def choose(blocks: Sequence[Block]) -> Headline:
    """Decide which title lines are the headline and which stand above or below it."""
    lines = title_lines(blocks)
    lines, labels = _without_labels(lines)
    if len(lines) < 2:
        return Headline(tuple(lines), (), labels)
    levels = {line.level for line in lines if line.level}
    plain = any(not line.level for line in lines)
    if len(levels) > 1 or (levels and plain):
        top = min(levels)
        main = [line for line in lines if line.level == top]
        rest = [line for line in lines if line.level != top]
        if len(main) == 1:
            return Headline(tuple(main), tuple(rest), labels)
        inner = _by_form(main)
        return Headline(inner.main, (*inner.sub, *rest), labels)
    inner = _by_form(lines)
    return Headline(inner.main, inner.sub, labels)


_NAME = re.compile(r"^[\u4e00-\u9fff]{2,5}$")
_LONGER = 1.8


def _without_labels(lines: list[TitleLine]) -> tuple[list[TitleLine], tuple[TitleLine, ...]]:
    """Set aside very short lines that stand apart before or behind a longer title."""
    if len({line.number for line in lines}) < 2:
        return lines, ()
    longest = max(width(line.text) for line in lines)
    labels: list[TitleLine] = []
    for line in lines:
        short = width(line.text) <= _MAX_LABEL and " " not in line.text
        alone = sum(other.block == line.block for other in lines) == 1
        if is_place(line.text):
            break
        looks = line.label > _LABEL and any(other.label < _LABEL for other in lines)
        if looks or (
            short and alone and longest >= 1.6 * width(line.text) and not _SHOUT.search(line.text)
        ):
            labels.append(line)
        else:
            break
    if len(labels) == len(lines):
        return lines, ()
    lines = lines[len(labels) :]
    apart = len(lines) > 1 and lines[-1].number > lines[-2].number + 1
    if apart and _is_name(lines[-1], lines[:-1]):
        labels.append(lines.pop())
    if len(lines) > 1 and _is_name(lines[0], lines[1:]):
        labels.append(lines.pop(0))
    return lines, tuple(labels)


def _is_name(line: TitleLine, others: Sequence[TitleLine]) -> bool:
    """A line of few letters and nothing else beside one so much longer names a column."""
    if not _NAME.match(line.text) or is_place(line.text):
        return False
    return all(width(other.text) >= _LONGER * width(line.text) for other in others)


def _by_form(lines: Sequence[TitleLine]) -> Headline:
    """Choose by dashes, length and form; every line has the same level."""
    if len(lines) < 2:
        return Headline(tuple(lines))
    for i, line in enumerate(lines):
        if i and _OPENING_DASH.match(line.text):
            above = _by_form(lines[:i])
            return Headline(above.main, (*above.sub, *lines[i:]))
    for i, line in enumerate(lines[:-1]):
        if _CLOSING_DASH.search(line.text):
            below = _by_form(lines[i + 1 :])
            return Headline(below.main, (*lines[: i + 1], *below.sub))
    if len(lines) == 2:
        return _pair(lines[0], lines[1])
    first, second, *rest = lines
    if _is_half(first, second):
        return Headline((first, second), tuple(rest))
    inner = _pair(second, rest[0]) if len(rest) == 1 else Headline((second,), tuple(rest))
    return Headline(inner.main, (first, *inner.sub))


# Quotation marks are set narrow in headlines.
_QUOTE = re.compile("[“”‘’]")


def _is_half(first: TitleLine, second: TitleLine) -> bool:
    """Two lines of one headline: equally long halves, or a short cry and what it is about."""
    one, two = (width(_QUOTE.sub("", line.text)) for line in (first, second))
    apart = 3 if max(one, two) <= _SHORT_HALF else 1
    halves = abs(one - two) <= apart and max(one, two) <= _HALF
    halves = halves and " " not in first.text + second.text
    cry = one <= _MAX_SHOUT and bool(_SHOUT.search(first.text))
    return halves or cry or _goes_on(first.text, second.text)


def _goes_on(first: str, second: str) -> bool:
    """The clause of the first line ends with the second: 小院里的 · “连心桥”."""
    if width(first) > _HALF or width(second) > _HALF or second[:1] in "—–―":
        return False
    if _UNFINISHED.search(first):
        return True
    return width(second) <= _REST and not explains(first) and not _CLOSING_DASH.search(first)


def _pair(first: TitleLine, second: TitleLine) -> Headline:
    # A place alone says where; 乌镇 and the like are too short to tell.
    if is_place(first.text) and not is_place(second.text):
        return Headline((second,), (first,))
    about = explains(first.text), explains(second.text)
    if about == (False, True):
        return Headline((first,), (second,))
    if about == (True, False):
        return Headline((second,), (first,))
    if _is_half(first, second):
        return Headline((first, second))
    one, two = width(first.text), width(second.text)
    if _BODY_LIKE.search(second.text) and not _BODY_LIKE.search(first.text):
        return Headline((first,), (second,))
    if two >= one + 6 and " " not in first.text:
        return Headline((first,), (second,))
    return Headline((second,), (first,))


def strip_dashes(line: TitleLine) -> CleanLine:
    """Return the line without the dash that leads to or from the headline."""
    clean = line.clean
    found = _OPENING_DASH.match(clean.text)
    if found:
        clean = clean.cut(found.end())
    found = _CLOSING_DASH.search(clean.text)
    return clean.cut(0, found.start()) if found else clean
