"""Gazetteer and place names: found, resolved to the official hierarchy, or refused."""
