"""Sets text in lines: breaking, flowing into columns, headlines."""
