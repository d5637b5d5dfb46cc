"""Reads dates of issue and page numbers; what is no certain date or number reads as ""."""

from __future__ import annotations

import re
from datetime import date

#: First and last year that a date of issue can have. The oldest modern Chinese daily, 申报, began
#: in 1872; dates after today are refused by the caller, who may know what day it is.
FIRST_YEAR = 1870
LAST_YEAR = 2099

_DIGITS = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0}
_YEAR = r"(?:[12]\d{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"

#: A whole date; groups: Y, M, D of the written forms or y, m, d of digits with one kind of sign.
DATE = re.compile(
    rf"(?<![\d.vV])(?:(?P<Y>{_YEAR})\s*年\s*(?P<M>{_SMALL})\s*月\s*(?P<D>{_SMALL})\s*[日号]"
    r"|(?P<y>(?:18|19|20)\d{2})(?P<sign>[-./_])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2}))(?![\d])"
)
_COMPACT = re.compile(r"(?P<y>(?:18|19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_PARTIAL = re.compile(r"(?P<y>(?:18|19|20)\d{2})(?:年|[-./年](?P<m>\d{1,2})月?)?")

_PAGE = re.compile(
    r"第?\s*(?:(?P<n>[A-Z]?\d{1,3}(?:\s*[-—~～、至到]\s*[A-Z]?\d{1,3})?)|(?P<h>[二三]?十[一二三四五六七八九]?"
    r"|[一二三四五六七八九]))\s*[版页叠]?|(?P<first>头版)",
    re.IGNORECASE,
)
_RANGE_SIGNS = re.compile(r"\s*[-—~～、至到]\s*")


def iso_date(year: str, month: str, day: str) -> str:
    """Return a date in ISO 8601, "" if the calendar has no such day.

    >>> iso_date("2023", "5", "16"), iso_date("二〇二三", "五", "十六"), iso_date("2023", "2", "30")
    ('2023-05-16', '2023-05-16', '')
    """
    first = _number(year)
    if not FIRST_YEAR <= first <= LAST_YEAR:
        return ""
    try:
        return date(first, _number(month), _number(day)).isoformat()
    except ValueError:
        return ""


def _number(text: str) -> int:
    """Return the value of Arabic digits, of a row of Chinese digits, or of a numeral below 40."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def date_of(found: re.Match[str]) -> str:
    """Return the date that ``DATE`` matched in ISO 8601, "" if the calendar has no such day."""
    if found["Y"]:
        return iso_date(found["Y"], found["M"], found["D"])
    return iso_date(found["y"], found["m"], found["d"])


def read_date(text: str) -> str:
    """Read a text that is nothing but a date, or a year, or a year and a month.

    >>> [read_date(t) for t in ("2023年5月16日", "20230516", "2023/5/16", "2023-05", "2023-02-30")]
    ['2023-05-16', '2023-05-16', '2023-05-16', '2023-05', '']
    """
    text = text.strip()
    head = text.split("T")[0].split(" ")[0] if text[:4].isdecimal() else text
    whole = DATE.fullmatch(head) or DATE.fullmatch(text)
    if whole:
        return date_of(whole)
    compact = _COMPACT.fullmatch(head)
    if compact:
        return iso_date(compact["y"], compact["m"], compact["d"])
    part = _PARTIAL.fullmatch(text)
    if part and FIRST_YEAR <= int(part["y"]) <= LAST_YEAR:
        if part["m"] is None:
            return part["y"]
        return f"{part['y']}-{int(part['m']):02d}" if 1 <= int(part["m"]) <= 12 else ""
    return ""


def read_number(text: str) -> str:
    """Read a text that is nothing but the number of a page, zeros in front cut off.

    >>> [read_number(t) for t in ("第3版", "03", "A02", "第三版", "头版", "4—5版", "B12版", "要闻")]
    ['3', '3', 'A2', '3', '1', '4-5', 'B12', '']
    """
    found = _PAGE.fullmatch(text.strip())
    if found is None:
        return ""
    if found["first"]:
        return "1"
    if found["h"]:
        return str(_number(found["h"]))
    numbers = [_plain(part) for part in _RANGE_SIGNS.split(found["n"].upper())]
    return "-".join(numbers) if all(numbers) else ""


def _plain(number: str) -> str:
    """Cut the zeros of a page number; "" if nothing is left."""
    letter = number[:1] if number[:1].isalpha() else ""
    digits = number[len(letter) :].lstrip("0")
    return letter + digits if digits else ""
