"""Named practices: initiatives, mechanisms, models, brands, platforms, teams.

``find_programs`` reads one article. ``KnownNames`` and ``with_known_names`` are a second pass over
many, which finds what single articles leave uncertain.
"""

from .finding import find_programs
from .recurrence import KnownNames, with_known_names

__all__ = ["KnownNames", "find_programs", "with_known_names"]
