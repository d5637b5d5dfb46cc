"""Makes newspaper pages as PDFs, with gold, from invented articles: see ``typeset``."""

from __future__ import annotations

from .drawing import FURNITURE, GoldArticle, Line, Sheet
from .houses import STYLES
from .page import draw_page
from .style import HouseStyle
from .writing.pdf import write_pdf

__all__ = [
    "FURNITURE",
    "STYLES",
    "GoldArticle",
    "HouseStyle",
    "Line",
    "Sheet",
    "typeset",
    "typeset_issue",
]


def typeset(style: HouseStyle, number: int) -> tuple[bytes, Sheet]:
    """Make a page of a newspaper.

    Args:
        style: house style, one of ``STYLES`` or one's own.
        number: of the page, from 1; it chooses the plan of the page and its stories.

    Returns:
        The PDF, and what is drawn on it with its gold; the same bytes for the same arguments.
    """
    sheet, _ = draw_page(style, number)
    return write_pdf([sheet], style.runs, embedded=style.embedded), sheet


def typeset_issue(style: HouseStyle) -> tuple[bytes, tuple[Sheet, ...]]:
    """Make an issue of a newspaper: a page of each plan, with an article that goes on if it may.

    Args:
        style: house style.

    Returns:
        The PDF, and what is drawn on its pages.
    """
    sheets: list[Sheet] = []
    carried = None
    for number in range(1, len(style.plans) + 1):
        sheet, carried = draw_page(style, number, carried)
        sheets.append(sheet)
    return write_pdf(sheets, style.runs, embedded=style.embedded), tuple(sheets)
