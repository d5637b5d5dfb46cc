"""Where a page was published: what paths, page heads and tables say."""
