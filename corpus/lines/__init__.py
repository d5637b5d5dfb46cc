"""What a line is by itself: byline, label, item, running text."""
