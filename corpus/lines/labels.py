"""Tells the names of columns and boxes from titles and news items, by form and surroundings."""

from __future__ import annotations

import re
from functools import cache

from ..repair.cleaning import HAN, fold
from ..wordlists import read_words

_PACKAGE = __package__ or "anliku.corpus.lines"
# Longer lines are titles, whatever they end in.
_MAX_LABEL = 8
# A section of the page and a theme: 要闻·乡村治理.
_SECTION = re.compile(r"^([\u4e00-\u9fff]{2,4})\s*[·•|｜/]\s*[\u4e00-\u9fff]{2,8}$")
_WORDS = re.compile(r"^[\u4e00-\u9fff·]{2,8}$")


@cache
def _labels() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "column_labels.txt"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(read_words(_PACKAGE, "label_endings.txt"))


def is_known_label(text: str) -> bool:
    """Tell whether ``text`` is a usual name of a column or of a box."""
    return text.replace(" ", "") in _labels()


def is_label_like(text: str) -> bool:
    """Tell whether ``text`` is a usual name of a column or ends like one.

    >>> is_label_like("湖畔时评"), is_label_like("把时评写在田野上")
    (True, False)
    """
    solid = text.replace(" ", "")
    if solid in _labels():
        return True
    return bool(_WORDS.match(solid)) and len(solid) > 3 and solid.endswith(_endings())


def is_section(text: str) -> bool:
    """Tell whether ``text`` names a section of the page and its theme.

    >>> is_section("要闻·乡村治理")
    True
    """
    found = _SECTION.match(text)
    return found is not None and found[1] in _labels()


def is_short(text: str) -> bool:
    """Tell whether ``text`` is short enough for a label and has no punctuation."""
    return bool(_WORDS.match(text.replace(" ", ""))) and len(text) <= _MAX_LABEL


# What the head or foot of a page is made of, in any order; what is left over must be short names.
_HEAD_PIECES = (
    re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"),
    re.compile(r"(?:星期|周)[一二三四五六日天]|农历\S{2,12}"),
    re.compile(
        r"(?:责任编辑|责编|编辑|主编|版式|版面|美编|校对|校检|审校|组版|组稿|值班\S{0,3}|审读|检校)"
        r"\s*[:：/]?\s*[\u4e00-\u9fff]{1,4}(?:[\s、]+[\u4e00-\u9fff]{2,4})?(?=\s|$)"
    ),
    re.compile(
        r"第?\s*[A-Z]?\d{1,3}\s*版|第[一二三四五六七八九十]{1,3}版|(?:^|(?<=\s))[A-Z]?\d{1,3}(?=\s|$)"
    ),
    re.compile(r"(?:^|(?<=\s))[\u4e00-\u9fff]{2,8}[报刊](?=\s|$)"),
    re.compile(r"总?第\s*\d+\s*期"),
)
_MAX_HEAD = 80
_MAX_SECTION = 8
_MAX_SECTIONS = 2


def is_head_line(raw: str) -> bool:
    """Tell whether a raw line is put together from date, weekday, page, paper and editors.

    >>> is_head_line("乡村周刊　　某地日报　　6"), is_head_line("2024年的春天")
    (True, False)
    """
    rest = raw.strip().lstrip("#").strip()
    if len(rest) > _MAX_HEAD or "。" in rest or "，" in rest:
        return False
    kinds = 0
    for piece in _HEAD_PIECES:
        rest, found = piece.subn("  ", rest)
        kinds += bool(found)
    names = [name for name in re.split(r"[\s|·｜]+", rest) if name]
    return (
        kinds >= 2
        and len(names) <= _MAX_SECTIONS
        and all(len(name) <= _MAX_SECTION for name in names)
    )


_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = (
    r"(?:\d{4}|[一二〇○零三四五六七八九]{4})\s*[年./-]\s*"
    + _DAY
    + r"\s*[月./-]\s*"
    + _DAY
    + r"\s*日?"
)
_FURNITURE = (
    # The name of a section with its spelling: 选贤任能 XUANXIANRENNENG.
    ("page head", re.compile(r"^[\u4e00-\u9fff·]{2,8}\s*[A-Z]{5}[A-Z ]*$")),
    (
        "date",
        re.compile(
            rf"^[^，。]{{0,16}}{_DATE}\s*(?:(?:星期|周)[一二三四五六日天])?[^，。]{{0,24}}$"
        ),
    ),
    (
        "date",
        re.compile(
            r"^(?:(?:星期|周)[一二三四五六日天]|农历.{2,16}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年.{2,12})$"
        ),
    ),
    (
        "page number",
        re.compile(
            r"^(?:第?\s*[A-Z]?\s*[0-9]{1,3}\s*版?|第[一二三四五六七八九十]{1,3}版)(?:\s*[:：·|/]?\s*[\u4e00-\u9fff·]{2,10})?$"
        ),
    ),
    (
        "page number",
        re.compile(
            r"^[\u4e00-\u9fff·]{2,10}\s*[|·/]?\s*(?:第?\s*[A-Z]?[0-9]{1,3}\s*版?|第[一二三四五六七八九十]{1,3}版|[A-Z][0-9]{1,2})$"
        ),
    ),
    ("page number", re.compile(r"^[-—·\s]*\d{1,4}[-—·\s]*$")),
    (
        "masthead",
        re.compile(
            r"^[\u4e00-\u9fff]{2,10}(?:日报|晚报|早报|时报|都市报|周报|导报|商报|青年报|晨报"
            r"|农民报|工人报|法治报|法制报)(?:社|社出版|\s*[A-Z][A-Z .]*)?$"
        ),
    ),
    (
        "masthead",
        re.compile(
            r"(?:国内统一(?:连续出版物|刊)号|邮发代号|CN\s?\d\d-\d{4}|ISSN|今日\S{0,4}\d+版|总第?\s*\d+\s*[期号]|代号\s?\d+-\d+|刊号)"
        ),
    ),
    (
        "contact",
        re.compile(
            r"^(?:本报|本刊|本社|新闻)?(?:热线|电话|邮箱|电子邮箱|投稿邮箱|网址|社址|地址|邮编|传真|微信|客户端|扫码|扫一扫|E-?mail|https?://|www\.)[^，。]{0,60}$",
            re.I,
        ),
    ),
    (
        "editors",
        re.compile(
            r"^(?:本版|本期|今日|值班)?\s*(?:责任编辑|责编|编辑|主编|副主编|执行主编|值班主任|值班编委|编委|版式|版式设计|美编|美术编辑|校对|检校|制图|统筹|视觉|监制|一审|二审|三审|初审|复审|终审|组版|组稿|审读|审核|总策划|策划|见习编辑|图片编辑|编校|照排)\s*[:：/|\s]\s*[^，。]{0,60}$"
        ),
    ),
    (
        "editors",
        re.compile(r"^[^，。]{0,20}(?:责任编辑|责编|美编|校对|版式|编辑)\s*[:：]\s*[^，。]{2,40}$"),
    ),
    (
        "contact",
        re.compile(
            r"^[^。]{0,30}(?:热线|邮箱|电话|传真|网址)\s*[:：]\s*(?:[\w.-]+@[\w.-]+|[\d\s()（）—-]{7,}|\S*www\.\S+)\s*$"
        ),
    ),
    (
        "contact",
        re.compile(
            r"^(?:本报|本刊|本社)?(?:社址|地址)\s*[:：].{2,60}(?:邮编|邮政编码|电话)\s*[:：]?\s*\d{5,}"
        ),
    ),
    (
        "editors",
        re.compile(
            r"^(?:责任编辑|责编|编辑|主编|美编|校对|版式)\s*[:：]?\s*[\u4e00-\u9fff ]{2,8}\s*"
            r"(?:责任编辑|责编|编辑|美编|校对|版式|组版)\s*[:：]?\s*[\u4e00-\u9fff ]{2,8}\s.{0,60}$"
        ),
    ),
    (
        "contact",
        re.compile(
            r"^(?:(?:广告|订阅|发行|投诉|报料|新闻|读者|印刷|零售)[\u4e00-\u9fff·]{0,6}\s*[:：]\s*[\d()（）-]{5,}\s*){2,}"
        ),
    ),
    ("advertisement", re.compile(r"^(?:广告|公益广告|分类广告)(?:\s|$)")),
    (
        "weather",
        re.compile(
            r"^(?:今日|今天|明日|明天|本市|我[市县区省])?天气(?:预报)?\s*[:：].{2,80}(?:℃|度|风|晴|雨|云|雪)"
        ),
    ),
    (
        "picture note",
        re.compile(
            r"^[（(]?(?:本版|本报|除署名外|文中|本组|版面)[^，。]{0,8}(?:图片|照片|稿件|文图|摄影)[^。]{0,40}[)）]?$"
        ),
    ),
)
# A line with a full date and something else only a page head has.
_PAGE_HEAD = re.compile(
    r"(?:星期|周)[一二三四五六日天]|第?\s*[A-Z]?\d{1,3}\s*版|第\s*\d+\s*[期页]|农历|版面|编辑|总第|[日晚早时]报|都市报|^[^，。]{2,10}[报刊]\s"
)
_HAS_DATE = re.compile(_DATE)
_RULE = re.compile(r"^[^\w\u3400-\u9fff]*$")


def furniture_of(text: str, raw: str) -> str:
    """Return what piece of page furniture a line is, "" if none.

    Args:
        text: the cleaned line.
        raw: the line as it stands on the page.
    """
    if _RULE.match(text) and not HAN.search(text):
        return "debris"
    if is_head_line(fold(raw)):
        return "page head"
    for note, pattern in _FURNITURE:
        if pattern.search(text):
            return note
    dated = _HAS_DATE.search(text) and _PAGE_HEAD.search(text) and not re.search("[，。]", text)
    return "page head" if dated else ""
