"""Files in, articles out: readers, cleaning with offset maps, page to articles, bylines."""
