"""Mends what typesetting, extraction and recognition did to the text, with offset maps."""
