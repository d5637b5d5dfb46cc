"""Sorts the lines of a page by what each one can be by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ..layout.scores.evidence import is_open
from ..repair.cleaning import CleanLine, clean_line
from ..types import Page
from ..words import is_word
from .bylines import Byline, is_author_note, is_source, parse_byline, parse_dateline
from .labels import furniture_of, is_known_label, is_label_like, is_section, is_short


class LineKind(StrEnum):
    """What a line is, as far as the line alone says."""

    BLANK = "blank"
    TEXT = "text"
    TITLE = "title"
    BYLINE = "byline"
    NAMES = "names"
    LABEL = "label"
    ITEM = "item"
    SOURCE = "source"
    NOTE = "note"
    TURN = "turn"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Line:
    """A raw line, cleaned and sorted.

    Attributes:
        number: its number on the page, from 1.
        clean: its text with the blanks between phrases kept, label words and signs cut off.
        kind: what it can be.
        level: number of ``#`` before it, 0 if none.
        indented: the raw line begins with a paragraph's indent.
        byline: the names, for bylines.
        sign: the sign that opens an item or a label, else "".
        note: why it is furniture.
    """

    number: int
    clean: CleanLine
    kind: LineKind
    level: int = 0
    indented: bool = False
    byline: Byline | None = None
    sign: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """The cleaned text, blanks between phrases kept."""
        return self.clean.text


_LEVEL = re.compile(r"^\s*(#{1,6})(?=\s|[^#\d\s])")
_INDENT = re.compile(r"^(?:\u3000{1,4}|[ \t]{2,8}|\u3000[ ]|&emsp;)\S")
_SIGNS = "◎◉●○◆◇■□★☆▲△▶►▷▪•※⊙✦❖"
# Signs that open labels as well as items and little titles.
_MARKS = frozenset("●○◆◇■□★☆▲△▶►▷▪•※✦❖")
_SIGNED = re.compile(rf"^([{_SIGNS}]+)\s*")
_BOXED = re.compile(r"^[\[【〔［]\s*([^\[\]【】〔〕［］，。]{2,14})\s*[\]】〕］]$")
_LABEL_WORDS = re.compile(r"^[^，。；！？：,.;!?]{2,12}$")
_PUNCTUATED = re.compile(r"[，。；！？、：]")
_TERM_SIGNS = frozenset("[【〔［")

_FIELD = re.compile(
    r"^(标题|原标题|题目|主标题|正标题|副标题|副题|引题|肩题|作者|记者|来源|日期|时间|发布时间|发布日期|栏目|版次|版面|正文|内容|摘要)\s*[:：]\s*"
)
_TITLE_FIELDS = frozenset(
    {"标题", "原标题", "题目", "主标题", "正标题", "副标题", "副题", "引题", "肩题"}
)
_BODY_FIELDS = frozenset({"正文", "内容", "摘要"})

# Who signs without a name: a desk, or behind a sign an office.
_OFFICE = re.compile(
    r"^(?:[□■◇◆]?\s*(?:本报|新华社|本刊)?(?:特约)?(?:评论员|编辑部)"
    r"|[□■◇◆]\s*[\u4e00-\u9fff]{2,24}(?:部|委|委员会|党组|政府|办公室|研究室|课题组|调研组|联合会|局|厅|党校))$"
)
# The end of a photo credit, pushed to a line of its own.
_PHOTO_END = re.compile(r"^(?:摄影?|摄?影?报道|影|影报道|摄影报道|供图|文/图|图/文)[)）]?$")
_INSTALMENT = re.compile(
    r"^[（(](?:连载|之|第)?[·：:\s]*(?:之|第)?[\d一二三四五六七八九十百]{1,4}[回集期篇章]?[，,\s]*(?:未完待续|待续|完)?[)）]$"
    r"|^[（(](?:连载|未完待续|待续|全文完|上|中|下|完|节选|续)[)）]$"
)
# 本报讯（记者 某某） alone on a line: the text goes on below.
_RUN_IN = re.compile(r"^\s*[\u4e00-\u9fff\d]{2,16}[讯电]\s*[（(]")
_TWO_APART = re.compile(r"^\s*[\u4e00-\u9fff]\s[\u4e00-\u9fff]\s*$")
_BOLD_ONLY = re.compile(r"^\s*\*\*[^*]{2,40}\*\*\s*$")
# News items may begin with a place in brackets instead of a sign; one alone is a lead.
_LED = re.compile(r"^【[^】]{2,12}】.{4,}")
_MIN_LED = 2
# Most lines of a hard-wrapped page are pieces of sentences and hold no word of a byline or notice.
_SENTENCE = re.compile(r"，|[。！？；”]$")
_NOTICE = re.compile(
    r"记者|通讯员|作者|评论员|编辑|责编|校对|版|期|刊|电话|热线|邮箱|来源|据|摄|图|文|\d{4}|星期|农历|[（(][^）)]*[)）]$|^[（(【\[]"
)
# Bold lines stand below all headings.
_BOLD_LEVEL = 6
_BOLD_RATIO = 1.8
_SPACES = re.compile(r"\s+")
_RULER = re.compile(r"^\s*(?:[-*_=—─━]\s*){3,}$")
_TURN = re.compile(
    r"^[（(【▲▼▶■●\s]*(?:紧接|上接|下转|接|转)(?:第?\s*[A-Z]?[0-9一二三四五六七八九十]{1,3}\s*版)[^，。]{0,16}$"
)


#: Sign of a title whose glyphs were printed twice.
BOLD = "bold"


def read_lines(page: Page) -> tuple[Line, ...]:
    """Clean and sort every line of a page."""
    simplify = page.simplify
    lines = [_read_line(raw, at, simplify=simplify) for at, raw in enumerate(page.lines, 1)]
    led = [
        at for at, line in enumerate(lines) if line.kind is LineKind.TEXT and _LED.match(line.text)
    ]
    if len(led) >= _MIN_LED:
        for at in led:
            lines[at] = replace(lines[at], kind=LineKind.ITEM, sign="【")
    _settle(lines)
    _settle_heads(lines)
    _settle_signs(lines)
    _close_notes(lines)
    _settle_terms(lines)
    return tuple(lines)


_NUMBERED_HEAD = re.compile(r"(?:^|\s)[A-Z]?\d{1,3}(?:\s|版|$)")
_HEAD_WORDS = re.compile(
    r"^(?:[\u4e00-\u9fff·]{2,8}|第?[A-Z]?\d{1,3}版?)(?:\s+(?:[\u4e00-\u9fff·]{2,8}|第?[A-Z]?\d{1,3}版?)){1,3}$"
)
_HEAD_NOTES = frozenset({"page head", "date", "editors", "masthead", "page number"})


def _settle_heads(lines: list[Line]) -> None:
    """Take a line of names and a page number beside the head of the page for a part of it."""
    for at, line in enumerate(lines):
        if line.kind not in (LineKind.TEXT, LineKind.TITLE, LineKind.LABEL):
            continue
        beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
        head = any(b.kind is LineKind.FURNITURE and b.note in _HEAD_NOTES for b in beside)
        if head and _HEAD_WORDS.match(line.text) and _NUMBERED_HEAD.search(line.text):
            lines[at] = replace(line, kind=LineKind.FURNITURE, note="page head")


def _settle_signs(lines: list[Line]) -> None:
    """Take short lines of a page with the sign of its columns, or of its items, for such."""
    for at, (line, after) in enumerate(pairwise(lines)):
        if line.kind is LineKind.TITLE and line.sign in _MARKS and after.kind is LineKind.TEXT:
            items = [b for b in lines if b.sign == line.sign and b.kind is LineKind.ITEM]
            full = items and len(line.text) >= min(len(item.text) for item in items)
            if len(items) > 1 and full and not line.level:
                lines[at] = replace(line, kind=LineKind.ITEM)
    signs = {line.sign for line in lines if line.kind is LineKind.LABEL and line.sign in _MARKS}
    for sign in sorted(signs):
        same = [at for at, line in enumerate(lines) if line.sign == sign]
        if all(lines[at].kind in (LineKind.LABEL, LineKind.TITLE) for at in same):
            for at in same:
                if _LABEL_WORDS.match(lines[at].text) and not lines[at].level:
                    lines[at] = replace(lines[at], kind=LineKind.LABEL)


# Terms in brackets over their explanations: so many of them are a box, one may be a column.
_MIN_TERMS = 2


def _settle_terms(lines: list[Line]) -> None:
    """Take words in brackets over running text, several on a page, for terms or crossheads."""
    terms = [
        at
        for at, (line, after) in enumerate(pairwise(lines))
        if line.kind is LineKind.LABEL
        and line.sign in _TERM_SIGNS
        and after.kind is LineKind.TEXT
        and not is_known_label(line.text)
        and (after.indented or "，" in after.text or len(after.text) > _MAX_HEADLINE)
    ]
    if len(terms) < _MIN_TERMS or len({lines[at].text for at in terms}) < len(terms):
        return
    above = next((b for b in reversed(lines[: terms[0]]) if b.kind is not LineKind.BLANK), None)
    # Below running text they are the crossheads of a report.
    inside = above is not None and above.kind is LineKind.TEXT and not _is_titled(above)
    for at in terms:
        lines[at] = replace(lines[at], kind=LineKind.TITLE if inside else LineKind.ITEM)


def _is_titled(line: Line) -> bool:
    """A line that can be a headline: short, and no sentence."""
    return len(line.text) <= _MAX_HEADLINE and not line.text.endswith(("。", "，", "；", "”"))


# A note on the author that breaks over two lines.
_NOTE_BEGINS = re.compile(
    r"^\s*[（(]\s*(?:(?:本文)?(?:第[一二]?)?作者(?:单位|系|为|分别|是|简介|：|:)"
    r"|(?:资料|数据|文章|稿件|消息)?来源[：:]|摘自|摘编自|据《)[^）)]*$"
)
# 本报某地5月19日电（某某日报全 · 媒体记者 某某 通讯员 某 · 某）……
_BRACKET_OPEN = re.compile(r"(?:讯|电|消息|报道)\s*[（(][^）)]{0,24}$")
_NOTE_ENDS = re.compile(r"^[^（(。]{1,24}[）)]$")


def _close_notes(lines: list[Line]) -> None:
    """Take both lines of a note on the author or source for one; join broken datelines."""
    for at, (one, two) in enumerate(pairwise(lines)):
        if _NOTE_BEGINS.match(one.text) and _NOTE_ENDS.match(two.text):
            lines[at] = replace(one, kind=LineKind.NOTE)
            lines[at + 1] = replace(two, kind=LineKind.NOTE)
        elif (
            two.kind in (LineKind.BYLINE, LineKind.NAMES)
            and one.kind is LineKind.TEXT
            and _BRACKET_OPEN.search(one.text)
            and any("）" in after.text or ")" in after.text for after in lines[at + 1 : at + 3])
        ):
            lines[at + 1] = replace(two, kind=LineKind.TEXT, byline=None)


def _settle(lines: list[Line]) -> None:
    """Sort signed and short lines again, now that their neighbours are known."""
    filled = [at for at, line in enumerate(lines) if line.kind is not LineKind.BLANK]
    for n, at in enumerate(filled):
        line = lines[at]
        after = lines[filled[n + 1]] if n + 1 < len(filled) else None
        tight = after is not None and filled[n + 1] == at + 1
        signed = line.sign != "" and line.sign in _SIGNS
        if line.kind in (LineKind.TEXT, LineKind.TITLE) and _is_pen_name(lines, at, signed=signed):
            byline = Byline((line.text,), (), marked=signed)
            lines[at] = replace(line, kind=LineKind.NAMES, byline=byline)
        elif _is_pen_name_behind(lines, at, after):
            byline = Byline((line.text.replace(" ", ""),), (), marked=False)
            lines[at] = replace(line, kind=LineKind.NAMES, byline=byline)
        elif line.kind is LineKind.TITLE and signed and _over_label(line, after):
            lines[at] = replace(line, kind=LineKind.LABEL)
        elif line.kind is LineKind.ITEM and tight and after is not None:
            if _is_item_title(line, after):
                lines[at] = replace(line, kind=LineKind.TITLE)
        elif line.kind in (LineKind.TEXT, LineKind.TITLE) and not signed and line.sign != BOLD:
            before = lines[filled[n - 1]] if n else None
            apart = before is None or filled[n - 1] < at - 1 or not is_open(before.text)
            if apart and not line.indented and is_label_like(line.text):
                lines[at] = replace(line, kind=LineKind.LABEL)


_PEN_NAME = re.compile(r"^[\u4e00-\u9fff]{2,5}$")
_MODAL = re.compile(r"要|必须|应当|应该|不能|只有|才能|唯有|不妨|方能|不可|务必|不是|更是")
_SAID = re.compile(r"记者|介绍|表示|说[，：]|说。")
_ARGUED = 12
_LEAST_MODAL = 4
# How many lines, and how many letters, above a name tell whether they are an opinion.
_LOOKED_BACK = 30
_MOST_ARGUED = 400


def _is_pen_name(lines: list[Line], at: int, *, signed: bool) -> bool:
    """A very short line tight between title and text names an author, if signed or an opinion."""
    line = lines[at]
    if not _PEN_NAME.match(line.text) or not 0 < at < len(lines) - 1 or is_word(line.text):
        return False
    title, after = lines[at - 1], lines[at + 1]
    if title.kind not in (LineKind.TEXT, LineKind.TITLE) or after.kind is not LineKind.TEXT:
        return False
    if _PUNCTUATED.search(title.text[-1:]) or len(title.text) < len(line.text) + 2:
        return False
    if at > 1 and lines[at - 2].kind not in (LineKind.BLANK, LineKind.LABEL):
        return False
    if signed or line.level:
        return signed
    text = "".join(one.text for one in lines[at + 1 : at + _ARGUED])
    return len(_MODAL.findall(text)) >= _LEAST_MODAL and not _SAID.search(text)


_SPACED_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff] [\u4e00-\u9fff]$")


def _is_pen_name_behind(lines: list[Line], at: int, after: Line | None) -> bool:
    """A very short line behind the finished text of an opinion names its author."""
    line = lines[at]
    if line.kind not in (LineKind.TEXT, LineKind.TITLE, LineKind.LABEL) or line.level or line.sign:
        return False
    words = line.text.replace(" ", "")
    if not _SPACED_NAME.match(line.text) or is_word(words) or is_label_like(words):
        return False
    if after is not None and after.kind is LineKind.TEXT and after.number == line.number + 1:
        return False
    above = [one for one in lines[max(0, at - _LOOKED_BACK) : at] if one.kind is not LineKind.BLANK]
    if not above or above[-1].kind is not LineKind.TEXT or is_open(above[-1].text):
        return False
    text = ""
    for one in reversed(above):
        if one.kind is not LineKind.TEXT or len(text) > _MOST_ARGUED:
            break
        text = one.text + text
    return len(_MODAL.findall(text)) >= _LEAST_MODAL and not _SAID.search(text)


def _over_label(line: Line, after: Line | None) -> bool:
    """A short signed line over a title, a byline or an item names a column."""
    if not is_short(line.text) or after is None:
        return False
    if after.kind in (LineKind.BYLINE, LineKind.ITEM):
        return True
    titled = after.kind is LineKind.TITLE and after.sign != line.sign
    words = after.text
    return titled or (
        after.kind is LineKind.TEXT
        and not after.indented
        and len(line.text) < len(words) <= _MAX_HEADLINE
        and not _PUNCTUATED.search(words[-1:])
        and "，" not in words
        and parse_dateline(words) is None
    )


def _is_item_title(line: Line, after: Line) -> bool:
    """A signed line that is short and finished, over the text of its item."""
    text = line.text
    return (
        after.kind is LineKind.TEXT
        and len(text) <= _MAX_HEADLINE
        and not _PUNCTUATED.search(text[-1:])
        and "。" not in text
        and (after.indented or len(text) + 5 <= len(after.text))
        and "，" not in text
        and not _JOINED.search(text[-1:] + after.text[:1])
    )


# Longer lines can be nothing but a piece of text.
_MAX_HEADLINE = 22
# A line that ends or begins so goes on.
_JOINED = re.compile(r"^[的了在和与及把被从对为以而将向由让使]|[，。、；：！？”’）》」』…%]$")


# Longer lines can be nothing but text, or an item that begins with a sign.
_MAX_SHORT = 90
# One name behind such a sign and nothing else signs a text; so short no item is.
_NAME_SIGNS = "◇◆"
_MAX_SIGNED = 5


def _read_line(raw: str, number: int, *, simplify: bool) -> Line:
    clean = clean_line(raw, blanks=True, simplify=simplify)
    text = clean.text
    if not raw or raw.isspace():
        return Line(number, clean, LineKind.BLANK, note="blank")
    if not text or _RULER.match(raw):
        return Line(
            number, clean, LineKind.FURNITURE, note="rule" if _RULER.match(raw) else "debris"
        )
    found = _LEVEL.match(raw) if "#" in raw else None
    level = len(found[1]) if found else _BOLD_LEVEL if "**" in raw and _BOLD_ONLY.match(raw) else 0
    indented = bool(_INDENT.match(raw))
    if text[0] in _SIGNS:
        return _signed(number, clean, level)
    if len(text) > _MAX_SHORT:
        return Line(number, clean, LineKind.TEXT, level, indented)
    field = _FIELD.match(text) if "：" in text or ":" in text else None
    if field:
        return _field(number, clean, field)
    return _short(number, clean, level, raw)


def _short(number: int, clean: CleanLine, level: int, raw: str) -> Line:
    """Sort a line that is short enough to be more than text."""
    text = clean.text
    if not level and _SENTENCE.search(text) and not _NOTICE.search(text):
        return Line(number, clean, LineKind.TEXT, indented=bool(_INDENT.match(raw)))
    note = "" if level else furniture_of(text, raw)
    if note:
        return Line(number, clean, LineKind.FURNITURE, note=note)
    if _OFFICE.match(text):
        return Line(number, clean, LineKind.BYLINE, level, byline=Byline((), ()))
    if _TURN.match(text):
        return Line(number, clean, LineKind.TURN)
    boxed = _BOXED.match(text)
    if boxed and parse_byline(text) is None:
        return Line(number, clean.cut(*boxed.span(1)), LineKind.LABEL, level, sign=text[0])
    if is_author_note(text) or is_source(text) or _INSTALMENT.match(text):
        kind = LineKind.SOURCE if is_source(text) else LineKind.NOTE
        return Line(number, clean, kind)
    spaced = raw.strip() if _TWO_APART.match(raw) else text
    byline = Byline((), (), credit=True) if _PHOTO_END.match(text) else parse_byline(spaced)
    if byline and _RUN_IN.match(text):
        return Line(number, clean, LineKind.TEXT, indented=bool(_INDENT.match(raw)))
    # A heading is none of bare names: 巴渝风.
    if byline and (byline.marked or level in (0, _BOLD_LEVEL)):
        kind = LineKind.BYLINE if byline.marked or text[0] in "（(" else LineKind.NAMES
        return Line(number, clean, kind, level, byline=byline)
    if is_known_label(text) or is_section(text):
        return Line(number, clean, LineKind.LABEL, level)
    if level or _is_bold(clean, raw):
        title = len(text) <= 60 and not text.endswith(("。", "；", "，"))
        sign = "" if level else BOLD
        return Line(number, clean, LineKind.TITLE if title else LineKind.TEXT, level, sign=sign)
    return Line(number, clean, LineKind.TEXT, indented=bool(_INDENT.match(raw)))


def _is_bold(clean: CleanLine, raw: str) -> bool:
    """The glyphs of the raw line were printed twice: only titles are set that way."""
    text = clean.text
    kept = len(text.replace(" ", ""))
    twice = all(raw.count(sign) >= 2 * text.count(sign) for sign in (text[0], text[-1]))
    return twice and len(_SPACES.sub("", raw)) >= _BOLD_RATIO * kept


def _signed(number: int, clean: CleanLine, level: int) -> Line:
    """Sort a line that opens with a sign: byline, label, little title or item."""
    text = clean.text
    sign = text[0]
    if _OFFICE.match(text):
        return Line(number, clean, LineKind.BYLINE, level, byline=Byline((), ()), sign=sign)
    byline = parse_byline(text) if len(text) <= _MAX_SHORT else None
    if byline and (byline.marked or (sign in "□■" and not is_label_like(text[1:]))):
        return Line(number, clean, LineKind.BYLINE, level, byline=byline, sign=sign)
    if byline and sign in _NAME_SIGNS and len(byline.reporters) == 1 and len(text) <= _MAX_SIGNED:
        return Line(number, clean, LineKind.NAMES, level, byline=byline, sign=sign)
    opening = _SIGNED.match(text)
    rest = clean.cut(opening.end() if opening else 0)
    if not rest.text:
        return Line(number, clean, LineKind.FURNITURE, note="debris")
    if _LABEL_WORDS.match(rest.text):
        label = sign in "◎◉⊙" or is_label_like(rest.text)
        return Line(number, rest, LineKind.LABEL if label else LineKind.TITLE, level, sign=sign)
    short = len(rest.text) <= 30 and not _PUNCTUATED.search(rest.text[-1:])
    return Line(
        number, rest, LineKind.TITLE if short and level else LineKind.ITEM, level, sign=sign
    )


def _field(number: int, clean: CleanLine, field: re.Match[str]) -> Line:
    """Sort a line such as ``标题：…`` or ``来源：…``."""
    name = field[1]
    rest = clean.cut(field.end())
    if name in _TITLE_FIELDS and rest.text:
        return Line(
            number,
            rest,
            LineKind.TITLE,
            1 if name not in {"副标题", "副题", "引题", "肩题"} else 2,
            sign=name,
        )
    if name in {"作者", "记者"}:
        byline = parse_byline(clean.text)
        if byline:
            return Line(number, clean, LineKind.BYLINE, byline=byline)
    if name in _BODY_FIELDS and rest.text:
        return Line(number, rest, LineKind.TEXT, indented=True)
    if name == "来源":
        return Line(number, clean, LineKind.SOURCE)
    if name == "栏目" and rest.text:
        return Line(number, rest, LineKind.LABEL)
    if (
        name in {"日期", "时间", "发布时间", "发布日期", "版次", "版面"}
        and len(rest.text) <= 24
        and re.search(r"\d|版", rest.text)
    ):
        return Line(number, clean, LineKind.FURNITURE, note="head field")
    if not rest.text:
        return Line(number, clean, LineKind.FURNITURE, note="head field")
    return Line(number, clean, LineKind.TEXT)
