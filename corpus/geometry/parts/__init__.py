"""What a printed page is made of: its lines, columns, pieces of text, headlines and captions."""
