"""Figures, numerals and dates."""

from .dates import find_dates
from .figures import find_figures
from .numerals import parse_numeral

__all__ = ["find_dates", "find_figures", "parse_numeral"]
