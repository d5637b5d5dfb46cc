"""Benchmarks and the gold gate: commands, never timed tests."""
