"""Named practices: initiatives, mechanisms, models, brands, platforms, teams."""
