"""From sorted lines to articles: blocks, evidence that parts belong together, assignment, assembly."""
