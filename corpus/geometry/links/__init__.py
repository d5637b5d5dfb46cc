"""What follows what on a printed page: the evidence, and the assignment that fits it best."""
