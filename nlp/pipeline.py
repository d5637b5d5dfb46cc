"""Pages in, analysed pages out: the cutter, the extractors and the case recogniser in a row.

``load_pipeline`` has the same extractors as a spaCy pipeline, for people who want documents. None
is made to fill a library: that would take a third of the time of the analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus.articles import cut_page
from ..corpus.issues.continuations import join_continuations
from ..corpus.types import CutPage, Page, Rejected
from .cases.codebook import Codebook, load_codebook
from .cases.home import with_home_places
from .dictionary import Dictionary, load_dictionary
from .facts import find_facts
from .results import AnalysedPage
from .segmentation import DEFAULT_SEGMENTER, Segmenter, load_segmenter, segment

if TYPE_CHECKING:
    from spacy.language import Language

    from .additions import AddedComponent


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose about the analysis; equal settings give equal results.

    Attributes:
        segmenter: name of the word segmenter, ``rjieba`` or ``jieba``.
        codebook: path of a codebook file, "" for the twelve default themes.
        dictionary: path of a user's dictionary, "" for none; see ``dictionary``.
        config: path of a file that adds components, "" for none; see ``additions``.
    """

    segmenter: str = DEFAULT_SEGMENTER
    codebook: str = ""
    dictionary: str = ""
    config: str = ""


_DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Tools:
    """What the analysis needs besides the article.

    Attributes:
        segmenter: cuts into words.
        codebook: the themes.
        dictionary: the user's dictionary, None if there is none.
        added: the user's components.
    """

    segmenter: Segmenter
    codebook: Codebook
    dictionary: Dictionary | None = None
    added: tuple[AddedComponent, ...] = ()


@lru_cache(maxsize=4)
def load_tools(settings: Settings = _DEFAULTS) -> Tools:
    """Return what the settings name.

    Raises:
        AnlikuError: the segmenter is unknown, or the codebook, the dictionary or the file of
            components cannot be read or has a fault.
    """
    codebook = load_codebook(Path(settings.codebook) if settings.codebook else None)
    segmenter = load_segmenter(settings.segmenter)
    dictionary = load_dictionary(Path(settings.dictionary)) if settings.dictionary else None
    if not settings.config:
        return Tools(segmenter, codebook, dictionary)
    from .additions import load_added  # with spaCy, which takes half a second

    return Tools(segmenter, codebook, dictionary, load_added(Path(settings.config)))


@lru_cache(maxsize=4)
def load_pipeline(settings: Settings = _DEFAULTS) -> Language:
    """Return the extractors as a spaCy pipeline.

    Raises:
        AnlikuError: the segmenter is unknown or the codebook cannot be read.
    """
    load_tools(settings)  # what is wrong fails here with our message, not spaCy's
    import spacy

    from .components import component_names

    tokenizer = {"@tokenizers": "anliku.ArticleTokenizer.v1", "segmenter": settings.segmenter}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    own = {"dictionary": settings.dictionary}
    given = {
        "anliku_added": {**own, "config": settings.config},
        "anliku_case": {"codebook": settings.codebook},
        "anliku_belonging": {},
    }
    for name in component_names(added=bool(settings.config)):
        nlp.add_pipe(name, config=given.get(name, own))
    return nlp


def analyse_page(page: Page, settings: Settings = _DEFAULTS) -> AnalysedPage:
    """Cut one page into articles and find the facts and cases in them.

    A plain function of its arguments, so that any ``concurrent.futures.Executor`` can run it.
    """
    return analyse_cut(cut_page(page), settings)


def analyse_cut(cut: CutPage, settings: Settings = _DEFAULTS) -> AnalysedPage:
    """Find the facts and cases in the articles of a page that is cut, and perhaps joined."""
    tools = load_tools(settings)
    own = (tools.codebook, tools.dictionary, tools.added)
    found = with_home_places(
        [find_facts(segment(article, tools.segmenter), *own) for article in cut.articles]
    )
    analyses = tuple(analysis for analysis, _ in found)
    return AnalysedPage(cut, analyses, tuple(case for _, case in found if case is not None))


def analyse(
    pages: Iterable[Page | Rejected], settings: Settings = _DEFAULTS
) -> Iterator[AnalysedPage | Rejected]:
    """Analyse pages one after another; what was refused before passes through.

    Articles that go on on another page of their issue are joined first, see
    ``join_continuations``.
    """
    cuts = (page if isinstance(page, Rejected) else cut_page(page) for page in pages)
    for cut in join_continuations(cuts):
        yield cut if isinstance(cut, Rejected) else analyse_cut(cut, settings)
