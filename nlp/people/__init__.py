"""People with their roles."""

from .people import find_people

__all__ = ["find_people"]
