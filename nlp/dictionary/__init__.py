"""A user's dictionary: terms that are obeyed to the letter, whatever the rules say."""

from .checking import Checked, check_dictionary
from .entries import Entry, EntryType, Problem
from .matching import Dictionary, Match, load_dictionary

__all__ = [
    "Checked",
    "Dictionary",
    "Entry",
    "EntryType",
    "Match",
    "Problem",
    "check_dictionary",
    "load_dictionary",
]
