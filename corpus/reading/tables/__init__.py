"""Tables of articles: a row is an article, its columns are found by their names."""
