"""All facts of an article and the case it reports: the extractors in a row, each called once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .cases.codebook import Codebook
from .cases.recognise import recognise_case
from .dates import find_dates
from .dictionary import Dictionary
from .dictionary.obeying import Orders
from .figures import attach_figures, find_figures
from .organisations import find_organisations
from .people.people import find_people
from .places import find_places, find_references
from .programs import find_programs
from .results import Analysis, Case
from .types import SegmentedArticle

if TYPE_CHECKING:
    from .additions import AddedComponent


def find_facts(
    segmented: SegmentedArticle,
    codebook: Codebook,
    dictionary: Dictionary | None = None,
    added: Sequence[AddedComponent] = (),
) -> tuple[Analysis, Case | None]:
    """Return the facts of an article, and the case it reports or None.

    Args:
        segmented: the article cut into words and sentences.
        codebook: the themes to sort the case into.
        dictionary: terms that go before what the rules find, None if the user has none.
        added: components of the user that run when the facts are found.
    """
    orders = Orders(dictionary, segmented)
    places = orders.places(find_places(segmented, orders.own_places))
    organisations = orders.organisations(find_organisations(segmented, places), places)
    programs = orders.programs(find_programs(segmented, places))
    references = orders.outside(find_references(segmented, places))
    figures = orders.figures(find_figures(segmented))
    people = find_people(segmented, places, organisations)
    analysis = Analysis(
        article=segmented.article,
        places=places,
        programs=programs,
        figures=attach_figures(segmented, figures, places, programs, references),
        people=orders.people(people, places, organisations),
        organisations=organisations,
        dates=orders.outside(find_dates(segmented)),
        references=references,
    )
    for component in added:
        analysis = component.extend(analysis, segmented, orders)
    return analysis, recognise_case(segmented, analysis, codebook)
