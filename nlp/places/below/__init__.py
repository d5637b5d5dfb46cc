"""Below the county: names of townships, villages and features, and where they lie."""
