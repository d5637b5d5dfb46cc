"""Reads who made an article: bylines, photo credits, datelines, names in brackets, author notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..repair.cleaning import fold
from ..wordlists import read_words
from ..words import is_word


@dataclass(frozen=True, slots=True)
class Byline:
    """The makers of an article, as one line or one bracket names them.

    Attributes:
        reporters: reporters, photographers and authors, in order.
        correspondents: correspondents (通讯员), in order.
        credit: the line credits a picture (摄, 图, 供图).
        marked: a word such as 记者, 通讯员 or 摄 says that these are names; without it only
            the family names speak for it, and the place on the page must confirm.
    """

    reporters: tuple[str, ...]
    correspondents: tuple[str, ...] = ()
    credit: bool = False
    marked: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """All names, reporters first."""
        return self.reporters + self.correspondents


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline that opens a paragraph, e.g. ``本报讯（记者 …）``.

    Attributes:
        end: offset of the first character behind it.
        byline: the names in it, None if it names nobody.
    """

    end: int
    byline: Byline | None


_H = r"\u3400-\u4dbf\u4e00-\u9fff"
_SIGN = r"[□■◎●○◆◇▲△★☆▪•\-—*]"
_LEAD = re.compile(rf"^\s*{_SIGN}*\s*")
# Papers, agencies and desks before 记者: unknown ones are accepted only where a word can begin.
_DESK = (
    r"(?:本报|本网|本刊|本台|新华社|驻[\u4e00-\u9fff]{2,4}|全媒体|融媒体|全媒|融媒|见习|实习|首席|高级|资深|特约"
    r"|[\u4e00-\u9fff]{2,8}(?:日报|晚报|早报|时报|都市报|新闻网|新闻|在线|客户端|网|台)|记者站){0,4}"
)
_ROLE = re.compile(
    rf"(?:(?<![{_H}])[{_H}·]{{0,16}}?|{_DESK})(?P<role>记者|通讯员|特约撰稿人?|撰稿人?|实习生|评论员|摄影师|摄影报道|摄影"
    r"|作者|撰文|采写|执笔|文字整理|整理|文字|供图|绘图|制图|漫画|(?<![\u4e00-\u9fff])[文图](?=[/／:：\s])|共享联盟[·•][\u4e00-\u9fff]{2,4})"
    r"\s*[:：/／]?\s*"
)
_CREDIT_ROLES = frozenset({"摄影师", "摄影报道", "摄影", "供图", "图", "绘图", "制图", "漫画"})
# What may stand behind a name and names no other person.
_AFTER = re.compile(
    rf"(?:\s*(?P<close>摄影报道|摄影|摄)|(?<!\s[{_H}])\s*[\s/／·•(（]\s*(?P<what>文[/／、\s]?图|图[/／、\s]?文|文[/／、\s]?摄"
    r"|摄制|供图|图片?|文|报道|整理|绘|撰|著|发自\S{2,8}))\s*[)）]?(?=$|[\s、，/／；;。])"
)
_PHOTO = frozenset({"摄影报道", "摄影", "摄", "供图", "图", "图片", "绘", "摄制"})
_SEPARATOR = re.compile(r"[\s、，,/／;；|]+")
_NAME = re.compile(rf"[{_H}]{{2,6}}|[{_H}]{{1,8}}(?:[·•．.][{_H}]{{1,8}}){{1,3}}")
_NO_NAME = re.compile(
    r"[的了这吗呢我你他她它们]|提供|报道|走进|来到|供稿|办公室$|[局厅委]$"
    # Instalments: （十七）, （连载·之七）, （未完待续）
    r"|连载|未完|待续|^之?[一二三四五六七八九十百〇零上中下完续]+$|·之[一二三四五六七八九十]+$"
)
_BRACKETED = re.compile(r"^\s*[（(【\[]\s*(.+?)\s*[)）】\]]\s*$")
_GIVEN = re.compile(
    r"^\s*[（(]?\s*(?:图片|照片|本版图片|图|均)+[^。]{0,4}由[^。，]{2,30}(?:提供|摄)\s*[)）]?\s*$"
)
_AUTHOR_NOTE = re.compile(
    r"^\s*[（(]\s*(?:本文)?(?:第[一二]?)?作者(?:单位|系|为|分别|是|简介|：|:)[^）)]*[)）]?\s*$"
    r"|^\s*[（(]\s*(?:本报|本刊)?(?:综合|记者|编辑部?|见习|通讯员|实习生)*(?:整理|综合|供稿|提供|绘制|编辑|摘编)\s*[)）]$"
)
#: A line that says where a text was taken from.
SOURCE = re.compile(
    r"^\s*[（(]?\s*(?:稿件来源|文章来源|资料来源|数据来源|消息来源|来源|摘自|摘编自|据)\s*[:：]?\s*[^。，]{2,30}[)）]?\s*$"
)
_SOURCE_WORD = re.compile(
    r"^\s*[（(]?\s*(?:稿件来源|文章来源|资料来源|数据来源|消息来源|来源\s*[:：]|摘自|摘编自"
    r"|据(?:《[^》]{2,24}》|[^。，]{2,14}(?:社|报|网|台|号))\s*[)）]?$)"
)

# Names behind a box need not all have a Chinese family name.
_BOX = re.compile(r"^\s*[□■◇◆]\s*\S")
_MAX_BYLINE = 90
_MAX_LISTED = 40
_MAX_BARE_NAMES = 6
_MAX_GIVEN = 2


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Family names of one and of more characters."""
    words = read_words(__package__ or "anliku.corpus.lines", "surnames.txt")
    return frozenset(w for w in words if len(w) == 1), frozenset(w for w in words if len(w) > 1)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(read_words(__package__ or "anliku.corpus.lines", "not_names.txt"))


# Names are cut apart without a gap only at family names among the most frequent ones.
_FREQUENT = 150


@cache
def _frequent() -> frozenset[str]:
    return frozenset(read_words(__package__ or "anliku.corpus.lines", "surnames.txt")[:_FREQUENT])


def has_surname(name: str) -> bool:
    """Tell whether ``name`` is a family name and one or two more characters."""
    single, compound = _surnames()
    if name[:2] in compound:
        return 3 <= len(name) <= 4
    return name[:1] in single and 2 <= len(name) <= 3


def _is_name(token: str) -> bool:
    return bool(_NAME.fullmatch(token)) and token not in _not_names() and not _NO_NAME.search(token)


def _run_on(token: str) -> list[str] | None:
    """Split names written without a gap (``王伟李强``) at frequent family names."""
    _, compound = _surnames()
    if len(token) <= 3 or token[:2] in compound:
        return [token] if has_surname(token) else None
    if token[0] not in _frequent():
        return None
    for size in (3, 2):
        head, tail = token[:size], token[size:]
        starts = tail[:1] in _frequent() or tail[:2] in compound
        if starts and has_surname(head) and (rest := _run_on(tail)) is not None:
            return [head, *rest]
    return None


def _names(chunk: str) -> list[str] | None:
    """Return the names in ``chunk``, or None if anything else stands in it."""
    tokens = [token for token in _SEPARATOR.split(chunk) if token]
    if len(tokens) > 2 and all(len(token) == 1 for token in tokens):
        apart = _run_on("".join(tokens))
        if apart:
            return apart
    joined: list[str] = []
    for token in tokens:
        # A lone character is the family name, however far the rest of the name stands off.
        if joined and len(joined[-1]) == 1 and len(token) <= _MAX_GIVEN and "·" not in token:
            joined[-1] += token
        else:
            joined.append(token)
    out: list[str] = []
    for token in joined:
        if not _is_name(token):
            return None
        split = _run_on(token) if len(token) >= 4 and "·" not in token else None
        out.extend(split or [token.replace("•", "·").replace("．", "·")])
    return out


def parse_byline(text: str) -> Byline | None:
    """Read a line, or the inside of a bracket, that names makers and nothing else.

    Args:
        text: one line, or ``（本报记者 甲）`` with or without its brackets.

    Returns:
        The names, or None when the line says anything else.

    >>> parse_byline("□本报记者 王伟 通讯员 李强 赵敏")
    Byline(reporters=('王伟',), correspondents=('李强', '赵敏'), credit=False, marked=True)
    """
    if not 2 <= len(text) <= _MAX_BYLINE:
        return None
    line = _LEAD.sub("", fold(text)).strip()
    inner = _BRACKETED.match(line)
    bracketed = inner is not None
    line = inner[1] if inner else line
    if "。" in line.rstrip("。") or ("，" in line and len(line) > _MAX_LISTED):
        return None
    line = line.rstrip("。 ")
    found = _AUTHOR.match(text)
    if found and _is_name(found[1]):
        return Byline((found[1],))
    if _ROLE.search(line) or _AFTER.search(line):
        return _marked(_SOURCE_BEHIND.sub("摄", _BRAND.sub("", line)))
    found = _WRITER.match(line)
    who = found["who"].replace(" ", "") if found else ""
    if has_surname(who) and not is_word(who) and who[-1] not in _PLACE_ENDS:
        return Byline((who,))
    if _GIVEN.match(line):
        return Byline((), (), credit=True)
    if _APART.match(line):
        called = line[0] in _FAMILIAR and line[-1] in _surnames()[0]
        if called or has_surname(line[0] + line[-1]):
            return Byline((line[0] + line[-1],), (), marked=False)
    names = _names(line) if bracketed or not text.rstrip().endswith("。") else None
    if not names or len(names) > _MAX_BARE_NAMES:
        return None
    if bracketed and text.strip()[:1] not in "（(":
        return None
    signed = _BOX.match(text) is not None and (
        any(has_surname(n) or "·" in n for n in names) or _APART.match(line) is not None
    )
    if not bracketed and not signed and not all(has_surname(name) for name in names):
        return None
    if not bracketed and not signed and all(is_word(name) for name in names):
        return None
    return Byline(tuple(names), (), marked=False)


def _marked(line: str) -> Byline | None:
    """Read a line in which at least one word announces names."""
    reporters: list[str] = []
    correspondents: list[str] = []
    credit = False
    at = 0
    target = reporters
    while at < len(line):
        role = _ROLE.match(line, at)
        if role and role.end() > at:
            target = correspondents if role["role"] == "通讯员" else reporters
            # Behind the writers a photographer may be named: that is no photo credit.
            written = (reporters or correspondents) and line[role.end() :].strip(" ）)")
            credit |= role["role"] in _CREDIT_ROLES and not written
            at = role.end()
            # 记者走进…: a verb behind the bare word looks like a name; a family name must vouch.
            if line[at - 1 : at] == role["role"][-1] and not _vouched(line, at):
                return None
            continue
        after = _AFTER.match(line, at)
        if after and at:
            credit |= (after["close"] or after["what"]) in _PHOTO
            at = after.end()
            continue
        if line[at] in " 、，/／;；|·（）()":
            at += 1
            continue
        end = _chunk_end(line, at)
        names = _names(line[at:end])
        if names is None:
            return None
        target.extend(names)
        at = end
    if not reporters and not correspondents:
        return None
    credit = credit and not _WRITTEN.search(line)
    return Byline(
        tuple(dict.fromkeys(reporters)), tuple(dict.fromkeys(correspondents)), credit=credit
    )


# Behind the credit the picture agency: 摄/某某网.
_SOURCE_BEHIND = re.compile(rf"摄\s*[/／]\s*[{_H}]{{2,8}}$")
# A name of two characters is set as wide as one of three.
_APART = re.compile(rf"^[{_H}]\s[{_H}]$")
# 老 杨: columnists sign so.
_FAMILIAR = "老小阿"
# The paper's service on the net before the paper: 某某云/某某日报记者.
_BRAND = re.compile(rf"^[{_H}]{{2,6}}[/／](?=[{_H}·]{{2,12}}记者)")
# 文/甲 图/乙: who wrote is named as well.
_WRITTEN = re.compile(rf"(?<![{_H}])文\s*[/／:：]\s*[{_H}]{{2}}")


def _vouched(line: str, at: int) -> bool:
    """Tell whether what follows directly at ``at`` begins like a name or like another role."""
    single, compound = _surnames()
    rest = line[at : at + 2]
    return rest[:1] in single or rest in compound or bool(_ROLE.match(line, at)) or not rest


def _chunk_end(line: str, at: int) -> int:
    """Return where the names that begin at ``at`` end: at the next word that announces others."""
    ends = [len(line)]
    for pattern in (_ROLE, _AFTER):
        found = pattern.search(line, at + 1)
        if found:
            ends.append(found.start())
    return min(ends)


# 本报讯（记者 甲 通讯员 乙） · 本报某地5月3日电 记者甲报道： · 新华社北京5月3日电（记者甲、乙）
_DATELINE = re.compile(
    r"\s*[【\[]?(?:据)?(?:(?P<paper>本报|本网|本刊|本台|新华社|新华网|中新社|中新网|人民网|央视网"
    rf"|[{_H}]{{2,6}}(?:日报|晚报|早报|时报|都市报|新闻网|在线|通讯社|电视台)|[{_H}]{{2,8}}[报刊网](?=[讯电][（(]))"
    rf"(?:[{_H}]{{0,10}}?)(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)?\s*(?:综合)?(?:讯|电|消息|报道)"
    rf"|(?:[{_H}]{{2,6}})?\d{{1,2}}月\d{{1,2}}日(?:讯|电)|讯(?=[（(]))[】\]]?\s*"
    rf"(?:[（(](?P<inside>[^（）()]{{2,90}})[)）]|(?P<open>(?:[{_H}]{{0,8}}记者|通讯员)\s*[{_H}·\s、]{{2,40}}?报道[:：]?))?[:：]?\s*"
)
_PLACE_ENDS = "省市县区旗州盟乡镇村"
# （作者：某某，系某县干部） · 某省某县 某某 (the writer of a letter) · 。□记者 某某 报道
_AUTHOR = re.compile(
    rf"^\s*[（(]\s*(?:本文)?作者\s*[:：]\s*([{_H}·]{{2,8}})(?:\s*[，,。；;][^）)]*)?[)）]?\s*$"
)
_WRITER = re.compile(
    rf"^\s*(?P<where>[{_H}]{{2,6}}?(?:省|市|县|区|旗|州|盟|乡|镇|村|街道|社区|苏木|嘎查)[{_H}]{{0,10}}"
    rf"|[{_H}]{{2,12}}读者|读者"
    rf"|(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建"
    rf"|江西|山东|河南|湖北|湖南"
    rf"|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)[{_H}]{{1,8}})"
    rf"\s+(?P<who>[{_H}]{{2,3}}|[{_H}] [{_H}])\s*$"
)
_END_BOX = re.compile(r"(?<=[。！？”）!?])\s*([□■◇◆]\s*[^。！？!?]{2,46}?)\s*$")
_OPENING = re.compile(r"\s*(?:【[^】]{2,12}】\s*)?[（(](?P<inside>[^（）()，。]{2,60})[)）]\s*")
_WHO = re.compile(r"记者|通讯员")


def parse_dateline(text: str) -> Dateline | None:
    """Read the dateline at the beginning of a paragraph.

    Args:
        text: the paragraph, blanks kept or not.

    >>> parse_dateline("本报讯（记者 王伟）春茶开采了。").byline.reporters
    ('王伟',)
    """
    found = _DATELINE.match(text)
    if found and found.end() < len(text):
        who = found["inside"] or (found["open"] or "").removesuffix("：").removesuffix(":")
        byline = parse_byline(who.removesuffix("报道")) if who else None
        if found["inside"] and byline is None:
            return Dateline(found.end() if _WHO.search(who) else found.start("inside") - 1, None)
        return Dateline(found.end(), byline)
    found = _OPENING.match(text)
    if found and _WHO.search(found["inside"]) and found.end() < len(text):
        byline = parse_byline(found["inside"])
        if byline:
            return Dateline(found.end(), byline)
    return None


def is_author_note(text: str) -> bool:
    """Tell whether a line is a note on the author, e.g. ``（作者单位：某县委党校）``."""
    return bool(_AUTHOR_NOTE.match(text))


def is_source(text: str) -> bool:
    """Tell whether a line names the source a text was taken from."""
    return bool(SOURCE.match(text)) and bool(_SOURCE_WORD.match(text))


_END_BRACKET = re.compile(r"\s*[（(]([^（）()]{2,60})[)）]\s*。?$")
_END_CREDIT = re.compile(
    r"(?<=[。！？”）!?])\s*([^。！？!?]{2,46}(?:摄影报道|摄影|摄|供图|文/图))\s*$"
)
_END_TURN = re.compile(r"\s*[（(]\s*(?:下[转轉]|上接|[紧緊]接)[^（）()]{2,12}[)）]\s*$")
_SENTENCE_END = "。！？”…!?）"


def parse_ending(text: str) -> tuple[int | None, Byline | None]:
    """Find the names, the credit or the turn note at the end of a paragraph.

    Returns:
        The offset where it begins and the names in it; (None, None) if there is none.
    """
    if text[-1:] in "）)。" and text.removesuffix("。").rstrip()[-1:] in "）)":
        found = _END_TURN.search(text)
        if found:
            return found.start(), None
        found = _END_BRACKET.search(text)
        if found and found.start():
            byline = parse_byline(f"（{found[1]}）")
            ended = text[found.start() - 1] in _SENTENCE_END
            if byline and (byline.marked or ended):
                return found.start(), byline
    if text[-1:] not in _SENTENCE_END and any(sign in text[-48:] for sign in "□■◇◆"):
        found = _END_BOX.search(text)
        byline = parse_byline(found[1]) if found else None
        if found and byline:
            return found.start(), byline
    if text[-1:] in "摄道影图":
        found = _END_CREDIT.search(text)
        byline = parse_byline(found[1].strip()) if found else None
        if found and byline and byline.marked:
            return found.start(), byline
    return None, None
