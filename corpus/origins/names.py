"""Knows newspapers by name, by the form of a name, by short names and by addresses."""

from __future__ import annotations

import re
from functools import cache

from ..wordlists import read_rows, read_words

_PACKAGE = __package__ or "anliku.corpus.origins"
_HAN = "\u4e00-\u9fff"


@cache
def _papers() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return (name, short names, hosts) of the listed papers."""
    rows = (tuple([*row, "", ""][:3]) for row in read_rows(_PACKAGE, "newspapers.txt"))
    return tuple((name.strip(), _listed(short), _listed(hosts)) for name, short, hosts in rows)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@cache
def _known() -> frozenset[str]:
    return frozenset(name for name, _, _ in _papers())


@cache
def _shape() -> re.Pattern[str]:
    endings = "|".join(map(re.escape, read_words(_PACKAGE, "newspaper_endings.txt")))
    return re.compile(rf"[{_HAN}]{{2,8}}(?:{endings})")


@cache
def _reports() -> re.Pattern[str]:
    """Return a pattern of what looks like a newspaper and is a report or half a word."""
    words = "|".join(map(re.escape, read_words(_PACKAGE, "not_newspapers.txt")))
    return re.compile(rf"(?:.*(?:{words})|今|昨|近|每|本|据|在|及|要|应)(?:[日周晚早晨时]报)")


def read_newspaper(text: str) -> str:
    """Return the name of a newspaper if ``text`` is nothing else, "" otherwise.

    A name is in the list, or has the form of most: two to eight characters and 日报, 晚报 ….
    Blanks between letters, the word 社 behind the name and quotation marks are left out.

    >>> read_newspaper("临江日报"), read_newspaper("《河口晚报》"), read_newspaper("疫情日报")
    ('临江日报', '河口晚报', '')
    """
    name = "".join(text.split()).strip("《》“”\"'")
    name = name.removesuffix("社") if name.endswith("报社") else name
    if name in _known():
        return name
    return name if _shape().fullmatch(name) and not _reports().fullmatch(name) else ""


_MASTHEAD = re.compile(rf"[{_HAN}]{{2,7}}报")


def read_masthead(text: str) -> str:
    """Return the name of a newspaper that need only end in 报; for tokens of a page head.

    >>> read_masthead("河口报"), read_masthead("天气预报")
    ('河口报', '')
    """
    name = "".join(text.split()).removesuffix("社")
    if not _MASTHEAD.fullmatch(name) or name.endswith(read_words(_PACKAGE, "other_reports.txt")):
        return ""
    return name if not _reports().fullmatch(name) else ""


@cache
def _shorts() -> dict[str, str]:
    """Return the papers by their short names; those that several papers share are left out."""
    papers: dict[str, str] = {}
    for name, shorts, _ in _papers():
        for short in shorts:
            papers[short] = "" if short in papers else name
    return {short: name for short, name in papers.items() if name}


def is_short_name(text: str) -> bool:
    """Tell whether a listed paper has this short name, perhaps several papers."""
    return any(text.lower() in shorts for _, shorts, _ in _papers())


def paper_of_short(text: str) -> str:
    """Return the one newspaper with a short name such as ``nmgrb``, "" if none or several.

    >>> paper_of_short("nmgrb"), paper_of_short("hnrb")
    ('内蒙古日报', '')
    """
    return _shorts().get(text.lower(), "")


@cache
def _hosts() -> tuple[tuple[str, str], ...]:
    """Return (host and path, name), the longest first."""
    pairs = [(host, name) for name, _, hosts in _papers() for host in hosts]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def paper_of_address(path: str) -> str:
    """Return the newspaper whose e-paper a web address, or a folder named like one, belongs to.

    >>> paper_of_address("/saved/hnrb.voc.com.cn/html/2023-05/16/")
    '湖南日报'
    """
    if "." not in path:
        return ""
    padded = f"/{path.lower()}/"
    return next((name for host, name in _hosts() if f"/{host}/" in padded), "")


@cache
def _editions() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "editions.txt"))


_EDITION = re.compile(rf"[{_HAN}·]{{1,8}}(?:新闻|周刊|专刊|副刊|特刊|专版)")


def read_edition(text: str) -> str:
    """Return the name of a section such as ``要闻`` if ``text`` is nothing else, "" otherwise.

    >>> read_edition("要闻"), read_edition("乡村周刊"), read_edition("张三")
    ('要闻', '乡村周刊', '')
    """
    name = "".join(text.split())
    return name if name in _editions() or _EDITION.fullmatch(name) else ""
