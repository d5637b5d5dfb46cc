"""Gazetteer and place names: found, resolved to the official hierarchy, or refused."""

from .find import find_places
from .gazetteer import Gazetteer, Unit, gazetteer_edition, load_gazetteer, place_centre
from .own_names import OwnMentions, OwnPlace, OwnPlaces
from .references import find_references

__all__ = [
    "Gazetteer",
    "OwnMentions",
    "OwnPlace",
    "OwnPlaces",
    "Unit",
    "find_places",
    "find_references",
    "gazetteer_edition",
    "load_gazetteer",
    "place_centre",
]
