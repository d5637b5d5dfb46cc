"""Scripts that fit the weights in data files to annotated pages."""
