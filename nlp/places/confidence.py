"""How sure a place is, by what found it: shares that were counted on annotated pages."""

from __future__ import annotations

from ..types import Status

#: Share of the facts of a source whose name and path agree with the annotated pages.
_RIGHT = {
    "official": 0.99,
    "short": 0.97,
    "abbreviation": 0.97,
    "former": 0.9,
    "misread": 0.9,
    "chain": 0.99,
    "county": 0.97,
    "unique": 0.9,
    "feature": 0.95,
    "grammar": 0.85,
    "dictionary": 1.0,
}
#: What is ambiguous is in none of its candidates for certain.
_AMBIGUOUS = 0.5


def confidence_of(source: str, status: Status) -> float:
    """Return the confidence of a place, 0 to 1.

    Args:
        source: what found it, as in ``Place.source``.
        status: how it was established.
    """
    return _AMBIGUOUS if status is Status.AMBIGUOUS else _RIGHT[source]
