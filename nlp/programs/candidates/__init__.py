"""Places of a text where a practice may be named: in quotation marks, in titles, or without."""

from .candidate import Candidate
from .plain import plain_candidates
from .quoted import quoted_candidates
from .titled import titled_candidates
from .view import View

__all__ = ["Candidate", "View", "plain_candidates", "quoted_candidates", "titled_candidates"]
