"""Packs the gazetteer file from the packages it is made of."""
