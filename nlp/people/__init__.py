"""People with their roles, and organisations."""
