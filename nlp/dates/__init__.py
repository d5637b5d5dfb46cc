"""Dates and periods, as written and resolved."""

from .finding import find_dates

__all__ = ["find_dates"]
