"""Commands that work on a library: search, show, compare, export."""
