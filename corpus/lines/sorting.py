"""Sorts a line by what it can be by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..repair.cleaning import CleanLine, clean_line
from .bylines import Byline, is_author_note, is_source, parse_byline
from .labels import furniture_of, is_known_label, is_label_like, is_section


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
#: Signs that open lines.
SIGNS = "▍▌▎◎◉●○◆◇■□★☆▲△▶►▷▪•※⊙✦❖"
_SIGNED = re.compile(rf"^([{SIGNS}]+)\s*")
_BOXED = re.compile(r"^[\[【〔［]\s*([^\[\]【】〔〕［］，。]{2,14})\s*[\]】〕］]$")
#: Few words without punctuation.
LABEL_WORDS = re.compile(r"^[^，。；！？：,.;!?]{2,12}$")
#: Punctuation of sentences.
PUNCTUATED = re.compile(r"[，。；！？、：]")

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
    r"^[（(【▲▼▶■●\s]*(?:[紧緊]接|上接|下[转轉]|接|[转轉])(?:第?\s*[A-Z]?[0-9一二三四五六七八九十]{1,3}\s*版)[^，。]{0,16}$"
)


#: Sign of a title whose glyphs were printed twice.
BOLD = "bold"


# Longer lines can be nothing but text, or an item that begins with a sign.
_MAX_SHORT = 90
# One name behind such a sign and nothing else signs a text; so short no item is.
_NAME_SIGNS = "◇◆"
_MAX_SIGNED = 5


def sort_line(raw: str, number: int, *, simplify: bool) -> Line:
    """Clean a raw line and say what it can be.

    Args:
        raw: the line as it stands on the page.
        number: its number, from 1.
        simplify: turn Traditional characters into Simplified ones.
    """
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
    if text[0] in SIGNS:
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
    if LABEL_WORDS.match(rest.text):
        label = sign in "◎◉⊙▍▌▎" or is_label_like(rest.text)
        return Line(number, rest, LineKind.LABEL if label else LineKind.TITLE, level, sign=sign)
    short = len(rest.text) <= 30 and not PUNCTUATED.search(rest.text[-1:])
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
