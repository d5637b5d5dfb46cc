"""The gazetteer: units by code and name, names by rule, the packed file."""

from .history import Era, Gone
from .units import (
    Form,
    Gazetteer,
    Kind,
    Names,
    Unit,
    gazetteer_edition,
    load_gazetteer,
    place_centre,
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
]
