"""Recognises the text of pictures, with the place of every character."""
