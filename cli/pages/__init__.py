"""Commands that read pages: cut, add to a library, look at the cuts, evaluate."""
