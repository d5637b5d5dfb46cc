"""Office files: zip archives of XML parts, opened with care."""
