"""Quantities and dates: numerals, units, bounds, what is counted."""
