"""Reads newspaper, date, edition and page number from file names, folder names and addresses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..types import NO_ORIGIN, Origin
from .names import is_short_name, paper_of_address, paper_of_short, read_edition, read_newspaper
from .values import DATE, date_of, iso_date, read_number

#: What the two readings of a path are called in ``Origin.sources``.
FILE_NAME = "file name"
FOLDER_NAME = "folder name"

#: Short names of fewer letters (``jb``, ``shb``) are initials of anything.
MIN_SHORT = 4

#: Pages of one issue; a higher number counts articles.
MAX_PAGE = 200

# Eight digits that begin with a year; what stands directly before and behind decides.
_COMPACT = re.compile(
    r"(?<![A-Za-z0-9])(?P<before>[A-Za-z]{0,12})(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)"
    r"(?P<behind>[A-Za-z]?\d{0,2})(?![A-Za-z0-9])"
)
_HEX = re.compile(r"[a-f]+", re.IGNORECASE)
# A time of day behind a date: the name says when the file was made, not what it holds.
_CLOCK = re.compile(
    r"\s*(?:T\d|[-_ ]?\d{6}(?!\d)|[-_ ]\d{1,2}[-_:.时]\d{2}[-_:.分]\d{2}(?!\d)"
    r"|[-_ ]\d{1,2}[:：]\d{2})"
)
# Words of names that programs and people give to copies: the date is that of the copy.
_COPY = re.compile(
    r"img|dsc|scan|screen|mmexport|wechat|wx_|backup|bak|export|crawl|download|dump|log|edit|update"
    r"|微信|截图|截屏|扫描|备份|导出|下载|采集|抓取|整理|修改|更新|录音|照片|拍摄",
    re.IGNORECASE,
)
# What programs add to the name of a second copy.
_DOUBLE = re.compile(r"(?:[\s_-]*(?:[(（]\d{1,3}[)）]|副本|copy))+$", re.IGNORECASE)
# Names of articles: the number behind the date counts them.
_ARTICLE = re.compile(r"content|article|art|news|detail|t\d", re.IGNORECASE)
_PAGE = re.compile(
    r"(?<![共全今改新旧\d])第?\s*(?:[A-Z]?\d{1,3}(?:\s*[-—~、]\s*[A-Z]?\d{1,3})?|[二三]?十[一二三四五六七八九]?"
    r"|[一二三四五六七八九])\s*版(?!本|次|权)|头版",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}|[A-Z]\d{1,2}", re.IGNORECASE)
_PAGE_FILE = re.compile(r"(?:page|p|ban|版面?|node_?(?=0))[-_ ]?(0*\d{1,2}|[A-Z]\d{1,2})", re.I)
# Signs between tokens, and the joint between Chinese characters and letters or digits.
_SEPARATORS = re.compile(
    r"[\s_\-—–·.,，、:：()（）\[\]【】《》“”&+|]+|(?<=[\u4e00-\u9fff])(?=[A-Za-z\d])"
    r"|(?<=[A-Za-z\d])(?=[\u4e00-\u9fff])"
)
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
# 人民日报 and its sister papers: nbs.D110000renmrb_03.htm is a page, nw.D110000renmrb_20230516_2-03
# the second article of page 3.
_PEOPLES = re.compile(
    r"(?:nbs|nw)\.D\d{6}(?P<short>[a-z]+)_(?:(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)_\d+-)?(?P<page>\d\d)"
)
# 2023-05/16, 2023/05/16, 202305/16, 2023年/5月/16日, 2023/0516
_FOLDERS = re.compile(
    r"(?:^|/)(?P<y>(?:19|20)\d{2})(?:年|-)?/?(?P<m>\d{2}|\d月|\d{2}月)/?(?P<d>\d{2}|\d{1,2}日)(?=/|$)"
)
_SPLIT = re.compile(r"(?:^|/)(?P<y>(?:19|20)\d{2})[-年]?(?P<m>\d{1,2})月?/(?P<d>\d{1,2})日?(?=/|$)")
_ANYDATE = "\x00"
_ANYPAGE = "\x01"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a name is made of.

    Attributes:
        origin: what was recognised.
        complete: nothing else stands in the name.
    """

    origin: Origin
    complete: bool


@lru_cache(maxsize=4096)
def read_path(path: str) -> tuple[tuple[str, Origin], ...]:
    """Read what a path says about the page it leads to.

    Only what is certain is taken: a date must be whole, stand on its own or behind the short name
    of a paper, and not be followed by a time of day; folders count only if they hold nothing else.
    Parts of hashes, telephone numbers and identity numbers are no dates.

    Args:
        path: path or address with ``/``; ``issue.pdf#3`` and ``issue.zip!/03.txt`` too.

    Returns:
        (``file name``, what it says) and (``folder name``, what they say), in this order.
    """
    path = unicodedata.normalize("NFKC", path.split("#", 1)[0].split("?", 1)[0])
    *folders, name = path.replace("!/", "/").split("/")
    folders = [folder.removesuffix(".zip").removesuffix(".tar.gz") for folder in folders]
    stem = re.sub(r"(?:\.(?:[A-Za-z]{2,5}\d?|7z|mp3|mp4))+$", "", name)
    stem = _DOUBLE.sub("", stem)
    above = _read_folders(folders)
    own = _read_peoples(name) or _read_name(stem).origin
    if above.date or own.date:
        own = _with_bare_number(own, stem, folder_date=above.date)
    elif own.number and not own.newspaper and not above.newspaper:
        own = NO_ORIGIN
    return ((FILE_NAME, own), (FOLDER_NAME, above))


def _read_peoples(name: str) -> Origin | None:
    found = _PEOPLES.match(name)
    if found is None:
        return None
    day = iso_date(found["y"], found["m"], found["d"]) if found["y"] else ""
    return Origin(paper_of_short(found["short"]), day, "", read_number(found["page"]))


def _with_bare_number(origin: Origin, stem: str, *, folder_date: str) -> Origin:
    """Take ``03`` or ``page03`` for a page number where a folder gives the date."""
    if origin.number or origin.date or not folder_date:
        return origin
    found = _PAGE_FILE.fullmatch(stem)
    number = read_number(found[1] if found else stem) if found or _NUMBER.fullmatch(stem) else ""
    return Origin(origin.newspaper, "", origin.edition, number if _is_page(number) else "")


def _is_page(number: str) -> bool:
    digits = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return digits.isdecimal() and int(digits) <= MAX_PAGE


def _read_name(name: str) -> _Parts:
    """Read one name; the date first, then what stands around it."""
    rest, day, shorts, behind = _take_date(name)
    number = ""
    page = _PAGE.search(rest)
    if page:
        number = read_number(page[0])
        rest = f"{rest[: page.start()]} {_ANYPAGE} {rest[page.end() :]}"
    tokens = [token for token in _SEPARATORS.split(rest) if token]
    tokens = [token for token in tokens if not _WEEKDAY.fullmatch(token)]
    papers = [*shorts, *filter(None, (_paper(token, dated=bool(day)) for token in tokens))]
    tokens = [token for token in tokens if not _paper(token, dated=bool(day))]
    if day and not number:
        number, tokens = _number_behind(tokens, behind)
    edition = read_edition(tokens[-1]) if tokens and (day or papers) and number else ""
    if edition:
        tokens.pop()
    left = [token for token in tokens if token not in (_ANYDATE, _ANYPAGE)]
    paper = papers[0] if len(set(papers)) == 1 else ""
    return _Parts(Origin(paper, day, edition, number), not left)


def _paper(token: str, *, dated: bool) -> str:
    if token.isascii():
        return paper_of_short(token) if dated and len(token) >= MIN_SHORT else ""
    return read_newspaper(token)


def _take_date(name: str) -> tuple[str, str, list[str], str]:
    """Return the name with a mark for its date, the date, a paper before it, digits behind it."""
    found = [*DATE.finditer(name), *_COMPACT.finditer(name)]
    read = [(match, day) for match in found if (day := _certain(match, name))]
    if len({day for _, day in read}) != 1 or len(read) != len(found):
        return name, "", [], ""
    match, day = read[0]
    groups = match.groupdict()
    before, behind = groups.get("before") or "", groups.get("behind") or ""
    short = paper_of_short(before) if len(before) >= MIN_SHORT else ""
    rest = name[: match.start()]
    rest += f" {'' if short else before} {_ANYDATE} " + name[match.end() :]
    return rest, day, [short] if short else [], behind


def _certain(match: re.Match[str], name: str) -> str:
    """Return the date of a match if it can be nothing else."""
    if _COPY.search(name) or _CLOCK.match(name, match.end()):
        return ""
    if "before" not in match.groupdict():
        return date_of(match)
    before, behind = match["before"], match["behind"]
    if before and _HEX.fullmatch(before) and not is_short_name(before):
        return ""
    if behind.isdecimal() and not is_short_name(before):
        return ""
    return iso_date(match["y"], match["m"], match["d"])


def _number_behind(tokens: list[str], behind: str) -> tuple[str, list[str]]:
    """Return the page number that stands behind the date, and the tokens without it."""
    at = tokens.index(_ANYDATE)
    if behind:
        number = read_number(behind)
        return (number, tokens) if _is_page(number) else ("", tokens)
    if at and _ARTICLE.match(tokens[0]):
        return "", tokens
    after = tokens[at + 1 :]
    if not after or not _NUMBER.fullmatch(after[0]) or (len(after[0]) > 2 and _is_titled(after)):
        return "", tokens
    number = read_number(after[0])
    if not _is_page(number):
        return "", tokens
    return number, [*tokens[: at + 1], *after[1:]]


def _is_titled(after: list[str]) -> bool:
    """A three-digit number with a title behind it counts articles; ``A03`` does not."""
    return after[0].isdecimal() and len(after) > 1


def _read_folders(folders: list[str]) -> Origin:
    """Read the folders from the innermost outwards; each must be nothing but what it says."""
    joined = "/".join(folders)
    days = [*_FOLDERS.finditer(joined), *_SPLIT.finditer(joined)]
    paper = paper_of_address(joined)
    day = edition = number = ""
    if days:
        last = max(days, key=lambda match: match.end())
        day = iso_date(*(last[part].rstrip("年月日") for part in "ymd"))
        inner = joined[last.end() :].strip("/").split("/")[0]
        number = read_number(inner) if re.fullmatch(r"0\d{2}|0\d", inner) else ""
    for folder in reversed(folders):
        parts = _read_name(folder)
        found = parts.origin
        paper = paper or _short_folder(folder)
        if not parts.complete:
            continue
        paper = paper or found.newspaper
        day = day or found.date
        edition, number = edition or found.edition, number or found.number
    return Origin(paper, day, edition, number if day else "")


def _short_folder(folder: str) -> str:
    return paper_of_short(folder) if len(folder) >= MIN_SHORT else ""
