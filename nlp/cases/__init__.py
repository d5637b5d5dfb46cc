"""Cases: which articles report a practice, whose it is, and its theme."""
