"""Unpacks archives in memory or in a private temporary folder; nothing is written anywhere else."""
