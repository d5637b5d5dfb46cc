"""From sorted lines to articles: blocks, evidence what belongs together, assignment, assembly."""
