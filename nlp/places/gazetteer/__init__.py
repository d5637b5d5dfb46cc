"""The gazetteer: units by code and name, names by rule, the packed file."""

from .entries import Form, Kind, Names, Unit
from .history import Era, Gone
from .units import (
    Gazetteer,
    gazetteer_edition,
    load_gazetteer,
    place_centre,
    weak_shorts,
)

__all__ = [
    "Era",
    "Form",
    "Gazetteer",
    "Gone",
    "Kind",
    "Names",
    "Unit",
    "gazetteer_edition",
    "load_gazetteer",
    "place_centre",
    "weak_shorts",
]
