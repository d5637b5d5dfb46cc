"""Compares anliku with what a user would pick instead, side by side in one run.

    python -m bench.peers [--set GOLD PAGES]... [--spans FILE] [--news NEWS.jsonl.gz] [--only NAME]
                          [--environment FOLDER] [--write]

Peers live in an environment of their own, which the command makes. Each reading of a peer runs in
a process of its own; all take turns with the same texts.
"""
