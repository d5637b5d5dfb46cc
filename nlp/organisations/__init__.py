"""Organisations: named bodies with their place, level and kind."""

from .find import find_organisations

__all__ = ["find_organisations"]
