"""An article in, facts out: segmentation, places, programs, figures, people, cases, themes."""
