"""What the options of a command say about where pages were published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..corpus.types import Origin

# Papers are dated by the clock of Beijing.
_BEIJING = timezone(timedelta(hours=8))


def origin_given(newspaper: str, date: str, edition: str, page_number: str) -> Origin:
    """Return the origin that the options give.

    Raises:
        AnlikuError: the date is none of the calendar, or the number is none of a page.
    """
    from ..corpus.errors import AnlikuError
    from ..corpus.origins.values import read_date, read_number
    from ..corpus.types import Origin

    day, number = read_date(date), read_number(page_number)
    if date and not day:
        raise AnlikuError(
            f"--date {date}: the calendar has no such day; write it as 2023-05-16, 2023-05 or 2023"
        )
    if page_number and not number:
        raise AnlikuError(f"--page-number {page_number}: write it as 3, A02 or 第3版")
    return Origin(newspaper.strip(), day, edition.strip(), number)


def latest_day() -> str:
    """Return today, the last day that a page can be of; in Beijing, where it begins early."""
    return datetime.now(UTC).astimezone(_BEIJING).date().isoformat()
