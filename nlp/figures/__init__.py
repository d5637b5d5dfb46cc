"""Figures and numerals."""

from .figures import find_figures
from .numerals import parse_numeral

__all__ = ["find_figures", "parse_numeral"]
