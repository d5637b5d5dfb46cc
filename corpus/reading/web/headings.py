"""Finds headline, lines above and below it, makers and notes over the text of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...lines.bylines import has_surname, parse_byline
from ...lines.labels import is_known_label
from ...origins.values import DATE
from ...types import Role
from .blocks import TextBlock

# A title is looked for in so many lines over the text.
_REACH = 60
_MAX_TITLE = 90
_MAX_INFO = 10
_MAX_MAKERS = 60
# More of a line than this leads elsewhere: it is a button, or the title of another article.
LINKED = 0.5

# Words in ids and classes that systems give to titles and to what stands around them.
_TITLE_WORDS = frozenset(
    {"title", "headline", "biaoti", "bt", "tit", "newstitle", "titlecss", "font01", "activity"}
)
_SUB_WORDS = frozenset(
    {
        "sub",
        "pre",
        "subtitle",
        "subhead",
        "intro",
        "introtitle",
        "yinti",
        "yt",
        "futi",
        "fubiaoti",
        "ft",
    }
    | {"jianti", "pretitle", "kicker", "lead", "font02", "titlecss2"}
)
_MAKER_WORDS = frozenset({"author", "zuozhe", "byline", "reporter", "writer", "editor", "sec"})
_OTHER_WORDS = frozenset({"site", "logo", "list", "column", "channel", "lanmu", "paper"})
_FIELD = re.compile(
    r"^[【\[]?\s*(?:作\s*者|记\s*者|通讯员|文字?|撰文|采写)\s*[:：/／]\s*(.{2,40}?)\s*[】\]]?$"
)
_OTHER_FIELD = r"来源|时间|日期|编辑|责编|发布|浏览|字号|通讯员"
_FIELD_INSIDE = re.compile(
    r"(?:作\s*者|记\s*者)\s*[:：]\s*([^|丨\s：:\d]{2,8}"
    rf"(?:[、，, ]+(?!{_OTHER_FIELD})[^|丨\s、，：:\d]{{2,6}}(?![：:\w]))*)"
)
_NOTED = re.compile(
    r"来源|时间|日期|作者|记者|编辑|浏览|点击|发布|阅读|\d{4}[-年./]\d|字号|字体|责编|版次|第\s*[A-Z]?\d+\s*版"
)
_NOTE_BEGINS = re.compile(r"来源|时间|日期|发布|\d{4}[-年./]")
_SIGNS = re.compile(r"^[□■◎●○◆◇▲△★☆•\s]+")
_EDGES = re.compile(r"^[\s|·：:]+|[\s|·：:]+$")
_SOLID = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the text of an article.

    Attributes:
        lines: (role, line) in order; lines without a role say where and when.
        begin: how many of the lines given stand before all of them.
        sure: a headline was found among the lines.
    """

    lines: tuple[tuple[Role | None, TextBlock], ...]
    begin: int
    sure: bool


def solid(text: str) -> str:
    """Return a text without its blanks."""
    return _SOLID.sub("", text)


def find_heading(lines: Sequence[TextBlock], title: str, site: str) -> Heading:
    """Find the headline in the lines over a text, and what else belongs to the article there.

    Args:
        lines: all lines between the article before, or the top of the page, and the text.
        title: the headline, if the page says elsewhere what it is, else "".
        site: title of the whole page.
    """
    best: tuple[float, int] | None = None
    start = max(0, len(lines) - _REACH)
    for at in range(start, len(lines)):
        score = _title_score(lines[at], solid(title), solid(site))
        if score > 0 and (best is None or score + (at - best[1]) / (10 * _REACH) >= best[0]):
            best = (score, at)
    if best is None:
        info = tuple((None, line) for line in lines[-_MAX_INFO:] if is_info(line))
        return Heading(info, len(lines), sure=False)
    first, end = _whole_title(lines, best[1])
    above = _above(lines, first)
    joined = " ".join(line.text for line in lines[first:end])
    head = lines[first]
    whole = TextBlock(joined, head.tag, head.level, head.bold, 0.0, head.names)
    out: list[tuple[Role | None, TextBlock]] = [(Role.SUBHEAD, line) for line in above]
    out.append((Role.HEADLINE, whole))
    for line in lines[end:]:
        if line.linked <= LINKED and solid(line.text) != solid(joined):
            out.extend(_below(line))
    return Heading(tuple(out[: _MAX_INFO + len(above) + 1]), first - len(above), sure=True)


def _title_score(line: TextBlock, title: str, site: str) -> float:
    text = solid(line.text)
    if not 2 <= len(text) <= _MAX_TITLE or line.linked > LINKED:
        return 0.0
    names = frozenset(line.names.split())
    score = max(0.0, 4.0 - line.level) if line.level else 0.0
    near = names & _TITLE_WORDS
    score += 2.0 if near else 0.0
    score -= 2.5 if names & _SUB_WORDS and line.level != 1 else 0.0
    score -= 1.0 if names & _MAKER_WORDS else 0.0
    score -= 1.5 if names & _OTHER_WORDS and line.level != 1 else 0.0
    score += 1.0 if line.tag == "founder-title" else 0.0
    if title:
        score += 6.0 if text == title else 4.0 if len(text) >= 4 and text in title else 0.0
    elif len(text) >= 4 and text in site:
        score += 4.0
    if score and (_NOTED.search(line.text) and line.level != 1):
        score -= 3.0
    return score


def _whole_title(lines: Sequence[TextBlock], at: int) -> tuple[int, int]:
    """Return the range of lines that one headline was broken into."""
    first, end = at, at + 1

    def same(line: TextBlock) -> bool:
        kind = (line.tag, line.level, line.names) == (
            lines[at].tag,
            lines[at].level,
            lines[at].names,
        )
        titled = line.level > 0 or bool(frozenset(line.names.split()) & _TITLE_WORDS)
        return kind and titled and not _NOTED.search(line.text) and line.linked <= LINKED

    while first and same(lines[first - 1]):
        first -= 1
    while end < len(lines) and same(lines[end]):
        end += 1
    return first, end


def _above(lines: Sequence[TextBlock], first: int) -> list[TextBlock]:
    """Return the lines directly above a headline that lead to it."""
    above: list[TextBlock] = []
    for line in reversed(lines[max(0, first - 2) : first]):
        named = frozenset(line.names.split()) & _SUB_WORDS
        fits = (line.level >= 2 or named) and line.linked <= LINKED and not _is_section(line.text)
        if not fits or _NOTED.search(line.text) or len(line.text) > _MAX_TITLE:
            break
        above.insert(0, line)
    return above


# Shorter lines over a headline name the section it stands in.
_MAX_SECTION = 4


def _is_section(text: str) -> bool:
    return len(solid(text)) <= _MAX_SECTION or is_known_label(text)


def _below(line: TextBlock) -> list[tuple[Role | None, TextBlock]]:
    """Tell what a line between headline and text is."""
    names = frozenset(line.names.split())
    text = line.text.strip()
    found = _FIELD.match(text)
    if found:
        return [(Role.BYLINE, line)]
    if len(text) <= _MAX_MAKERS and (byline := parse_byline(text)) and byline.marked:
        return [(Role.BYLINE, line)]
    inside = _FIELD_INSIDE.search(text)
    if inside:
        return [(Role.BYLINE, replace(line, text=inside[1])), (None, line)]
    rest = _EDGES.sub("", DATE.sub(" ", text))
    if rest != text and (byline := parse_byline(rest)) and byline.marked:
        return [(Role.BYLINE, replace(line, text=rest)), (None, line)]
    first = _NOTE_BEGINS.split(text)[0].strip(" |｜丨")
    if first != text and first and all(has_surname(name) for name in first.split()):
        return [(Role.BYLINE, replace(line, text=first)), (None, line)]
    if _NOTED.search(text):
        return [(None, line)]
    sub = bool(names & _SUB_WORDS) or line.level in (2, 3)
    if sub and len(text) <= 2 * _MAX_TITLE:
        return [(Role.SUBHEAD, line)]
    made = names & _MAKER_WORDS or line.level >= 4
    if len(text) <= _MAX_MAKERS and made and parse_byline(f"作者：{_SIGNS.sub('', text)}"):
        return [(Role.BYLINE, line)]
    return [(None, line)]


def is_info(line: TextBlock) -> bool:
    """Tell whether a line says when, where or by whom something was published."""
    return line.linked <= LINKED and bool(_NOTED.search(line.text)) and len(line.text) <= 120
