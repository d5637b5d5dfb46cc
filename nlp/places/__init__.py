"""Gazetteer and place names: found, resolved to the official hierarchy, or refused."""

from .find import find_places
from .gazetteer import Gazetteer, Unit, gazetteer_edition, load_gazetteer, place_centre

__all__ = [
    "Gazetteer",
    "Unit",
    "find_places",
    "gazetteer_edition",
    "load_gazetteer",
    "place_centre",
]
