"""What a date that says too little is read by: the day of issue, and the dates before it."""

from __future__ import annotations

import re

from ..types import DateForm, DateMention
from .intervals import is_day, is_month

#: Months behind the month of issue in which a month without a year is one to come (6月1日起施行);
#: what lies further ahead was the year before. In the middle it may be either and stays open.
SOON = 2
LONG_AHEAD = 6
#: Until this month 年底 is the end of the year before.
_JUST_GONE = 2
#: Characters over which 同年, 次日 or a bare day lean on the date before them.
_REACH = 120
_PLANNED = re.compile(r"(?:将|拟|计划|预计|定于|于|力争|争取|确保)[^，。；！？\n]{0,6}$")
_FUTURE = re.compile(r"(?:将|拟|计划|预计|定于|力争|争取)[^，。；！？\n]{0,8}$")
_SENTENCE_END = re.compile(r"[。！？\n]")


class Context:
    """The date of issue, and the last date that was resolved.

    Attributes:
        text: the text of the article.
        issued: date of issue, ISO 8601 as far as known, "" if unknown.
    """

    __slots__ = ("_doubt", "_last", "_recurring", "issued", "text")

    def __init__(self, text: str, issued: str) -> None:
        self.text = text
        self.issued = issued
        self._last: DateMention | None = None
        self._recurring: DateMention | None = None
        self._doubt = False

    @property
    def day(self) -> str:
        """Return the day of issue, "" if it is not known to the day."""
        return self.issued if is_day(self.issued) else ""

    @property
    def year(self) -> int:
        """Return the year of issue, 0 if unknown."""
        return int(self.issued[:4] or 0)

    @property
    def month(self) -> int:
        """Return the month of issue, 0 if unknown."""
        return int(self.issued[5:7] or 0)

    def note(self, mention: DateMention) -> None:
        """Remember a date that is resolved; vague ones and those that recur give no hold."""
        self._recurring = mention if mention.form is DateForm.RECURRING else None
        if mention.first and mention.form in (DateForm.POINT, DateForm.PERIOD):
            self._last = mention

    def take_doubt(self) -> bool:
        """Tell whether the last date may have been of two years, and forget it."""
        doubt, self._doubt = self._doubt, False
        return doubt

    def listed(self, offset: int) -> str:
        """Return the month of a day that recurs if ``offset`` goes on with its list, else ""."""
        before = self._recurring
        if before is None or self.text[before.span.end : offset] not in ("、", "和", "及"):
            return ""
        return before.first[: len("XXXX-XX")] if is_day(before.first) else ""

    def anchor(self, offset: int) -> str:
        """Return the date named last before ``offset``, "" if there is none near by."""
        last = self._last
        if last is None or offset - last.span.end > _REACH:
            return ""
        between = self.text[last.span.end : offset]
        return "" if "\n" in between else last.last or last.first

    def year_at(self, offset: int, month: int) -> int:
        """Return the year of a month that stands at ``offset``, 0 if that is open.

        A month without a year takes the year named before it in the same sentence; it stays open
        where the paragraph speaks of another year than that of issue. Otherwise it is of the year
        of issue, or of the year before if it would lie far ahead.
        """
        last = self._last
        named = int(last.first[:4]) if last is not None else 0
        between = self.text[last.span.end : offset] if last is not None else ""
        if named and not _SENTENCE_END.search(between):
            return named
        if not self.year:
            return 0
        if named not in (0, self.year) and "\n" not in between:
            self._doubt = True
            return 0
        ahead = month - self.month
        if self.month and SOON < ahead < LONG_AHEAD:
            if _FUTURE.search(self.text, max(0, offset - 12), offset):
                return self.year
            self._doubt = True
            return 0
        return self.year - (ahead >= LONG_AHEAD) if self.month else 0

    def year_end_at(self, offset: int) -> int:
        """Return the year whose end 年底 is at ``offset``: that of issue, or the one just gone.

        A year named in the same sentence goes first; 0 if all is unknown.
        """
        last = self._last
        if last is not None and not _SENTENCE_END.search(self.text, last.span.end, offset):
            return int(last.first[:4])
        if not self.month:
            return self.year
        planned = _FUTURE.search(self.text, max(0, offset - 12), offset)
        gone = self.month <= _JUST_GONE and not planned
        return self.year - gone

    def month_at(self, offset: int, day: int) -> tuple[int, int]:
        """Return year and month of a day that stands at ``offset``, (0, 0) if that is open.

        A bare day is of the month named before it in the paragraph, else of the month of issue, or
        of the month before if it lies more than a few days ahead.
        """
        anchor = self.anchor(offset)
        if is_month(anchor):
            return int(anchor[:4]), int(anchor[5:7])
        if not self.day:
            return 0, 0
        months = self.year * 12 + self.month - 1
        if day > int(self.day[8:]) and not _PLANNED.search(self.text, max(0, offset - 10), offset):
            months -= 1
        return months // 12, months % 12 + 1
