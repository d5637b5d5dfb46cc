"""Saved web pages: e-paper pages, article pages, lists."""
