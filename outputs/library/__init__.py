"""The library on disk: one SQLite file with pages, articles, facts, cases, refusals and runs."""

from .adding import AddSummary, JoinedPages
from .library import Library
from .reads import Counts, Entry, PageInfo, RunInfo, Tally
from .stamp import Run, data_stamp, describe_run
from .writes import Outcome

__all__ = [
    "AddSummary",
    "Counts",
    "Entry",
    "JoinedPages",
    "Library",
    "Outcome",
    "PageInfo",
    "Run",
    "RunInfo",
    "Tally",
    "data_stamp",
    "describe_run",
]
