"""Named practices: initiatives, mechanisms, models, brands, platforms, teams."""

from .finding import find_programs

__all__ = ["find_programs"]
