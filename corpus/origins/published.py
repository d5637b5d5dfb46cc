"""Reads dates and page numbers as metadata of web pages and columns of tables hold them."""

from __future__ import annotations

import datetime as dt
import re

from .values import DATE, date_of, iso_date, read_date, read_number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"\b(?:(?P<d1>\d{1,2})\s+)?(?P<m>[A-Z][a-z]{2})[a-z]*\.?\s+"
    r"(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<y>(?:19|20)\d\d)\b"
)
_COUNT = re.compile(r"^\d{5,13}(?:\.\d+)?$")
# Days since 30 December 1899, as spreadsheets count them: 1954 to 2064.
_DAYS = range(20_000, 60_000)
_EPOCH = dt.date(1899, 12, 30)
# Seconds since 1970, and thousandths: 2001 to 2065.
_SECONDS = range(1_000_000_000, 3_000_000_000)
_BEIJING = dt.timezone(dt.timedelta(hours=8))


def find_date(text: str) -> str:
    """Return the first date in ``text`` as ISO 8601, "" if there is none.

    Bare numbers are read as a spreadsheet's days (since 30 December 1899, ECMA-376 part 1,
    18.17.4.1) or as seconds since 1970, if they can be such.

    >>> find_date("2023年5月16日 星期二"), find_date("45062"), find_date("2023-05")
    ('2023-05-16', '2023-05-16', '2023-05')
    """
    text = text.strip()
    whole = read_date(text)
    if whole:
        return whole
    if _COUNT.match(text):
        return _counted(float(text))
    for found in DATE.finditer(text):
        if date := date_of(found):
            return date
    english = _ENGLISH.search(text)
    if english and english["m"].lower() in _MONTHS:
        month = str(_MONTHS.index(english["m"].lower()) + 1)
        day = english["d1"] or english["d2"]
        return iso_date(english["y"], month, day) if day else ""
    return ""


def _counted(number: float) -> str:
    if int(number) in _DAYS:
        return (_EPOCH + dt.timedelta(days=int(number))).isoformat()
    seconds = number / 1000 if number >= _SECONDS.stop else number
    if int(seconds) in _SECONDS:
        # Chinese papers count the days of Beijing.
        return dt.datetime.fromtimestamp(seconds, _BEIJING).date().isoformat()
    return ""


_PAGE = re.compile(
    r"第\s*[A-Za-z]?\s*-?\d{1,3}\s*[版页]?|(?<![A-Za-z0-9])[A-Za-z]?-?\d{1,3}(?![\d年月日.-])\s*[版页]?"
    r"|第?\s*[一二三四五六七八九十]{1,3}\s*版|头版"
)
_MAX_EDITION = 12
_EDITION = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9·•、/&—-]+$")
_PARTS = re.compile(r"[\s:：|｜()（）\[\]【】,，]+")


def page_and_edition(text: str) -> tuple[str, str]:
    """Return number and name of a page as a page head prints them, "" for what is not there.

    >>> page_and_edition("第03版：要闻"), page_and_edition("A02"), page_and_edition("理论周刊")
    (('3', '要闻'), ('A2', ''), ('', '理论周刊'))
    """
    text = re.sub(r"^版[面次号]\s*[:：]?\s*", "", text.strip())
    found = _PAGE.search(text)
    number = read_number("".join(found[0].split()).replace("-", "")) if found else ""
    if found and number and found[0] != "头版":
        text = text[: found.start()] + " " + text[found.end() :]
    names = [name for name in _PARTS.split(text) if name.strip("-—·")]
    fits = len(names) == 1 and len(names[0]) <= _MAX_EDITION and _EDITION.match(names[0])
    return number, names[0] if fits and not DATE.search(names[0]) else ""


__all__ = ["find_date", "page_and_edition"]
