"""Writes drawn pages as PDF files."""
