"""People with their roles, and organisations."""

from .organisations import find_organisations
from .people import find_people

__all__ = ["find_organisations", "find_people"]
