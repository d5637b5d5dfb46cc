"""Components and trained taggers of spaCy that the user adds: their entities become facts."""

from .configuration import Addition, read_additions
from .identity import digests
from .running import AddedComponent, load_added

__all__ = ["AddedComponent", "Addition", "digests", "load_added", "read_additions"]
