"""Figures and numerals."""

from .belonging import attach_figures
from .figures import find_figures
from .numerals import parse_numeral

__all__ = ["attach_figures", "find_figures", "parse_numeral"]
