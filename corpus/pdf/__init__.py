"""Reads what is printed on a page of a PDF: glyphs, lines of text, rules, frames and pictures."""
