"""The library on disk: one SQLite file with pages, articles, facts, cases, refusals and runs."""

from .adding import AddSummary, JoinedPages
from .duplicates import Duplicate
from .library import Library
from .reads import Entry, Indexed, PageInfo, StoredCut
from .stamp import Run, RunInfo, data_stamp, describe_run
from .statistics import Counts, Tally
from .writes import Outcome

__all__ = [
    "AddSummary",
    "Counts",
    "Duplicate",
    "Entry",
    "Indexed",
    "JoinedPages",
    "Library",
    "Outcome",
    "PageInfo",
    "Run",
    "RunInfo",
    "StoredCut",
    "Tally",
    "data_stamp",
    "describe_run",
]
