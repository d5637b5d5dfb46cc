"""All facts of an article and the case it reports: the extractors in a row, each called once."""

from __future__ import annotations

from .cases.codebook import Codebook
from .cases.recognise import recognise_case
from .dates import find_dates
from .figures import attach_figures, find_figures
from .organisations import find_organisations
from .people.people import find_people
from .places import find_places, find_references
from .programs import find_programs
from .results import Analysis, Case
from .types import SegmentedArticle


def find_facts(segmented: SegmentedArticle, codebook: Codebook) -> tuple[Analysis, Case | None]:
    """Return the facts of an article, and the case it reports or None.

    Args:
        segmented: the article cut into words and sentences.
        codebook: the themes to sort the case into.
    """
    places = find_places(segmented)
    organisations = find_organisations(segmented, places)
    programs = find_programs(segmented, places)
    references = find_references(segmented, places)
    figures = find_figures(segmented)
    analysis = Analysis(
        article=segmented.article,
        places=places,
        programs=programs,
        figures=attach_figures(segmented, figures, places, programs, references),
        people=find_people(segmented, places, organisations),
        organisations=organisations,
        dates=find_dates(segmented),
        references=references,
    )
    return analysis, recognise_case(segmented, analysis, codebook)
