"""Puts the parts of a page together to articles."""
