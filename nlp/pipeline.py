"""Pages in, analysed pages out: the cutter, the spaCy pipeline and the case recogniser in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..corpus.articles import cut_page
from ..corpus.issues.continuations import join_continuations
from ..corpus.types import Article, CutPage, Page, Rejected
from .cases.home import with_home_places
from .segmentation import DEFAULT_SEGMENTER, load_segmenter
from .types import AnalysedPage, Analysis, Case

if TYPE_CHECKING:
    from spacy.language import Language


#: Words that spaCy keeps for good, about 50 MB; making one is twenty times as slow as finding it.
KEPT_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose about the analysis; equal settings give equal results.

    Attributes:
        segmenter: name of the word segmenter, ``rjieba`` or ``jieba``.
        codebook: path of a codebook file, "" for the twelve default themes.
    """

    segmenter: str = DEFAULT_SEGMENTER
    codebook: str = ""


_DEFAULTS = Settings()


@lru_cache(maxsize=4)
def load_pipeline(settings: Settings = _DEFAULTS) -> Language:
    """Return the spaCy pipeline for these settings.

    Raises:
        AnlikuError: the segmenter is unknown or the codebook cannot be read.
    """
    load_segmenter(settings.segmenter)  # an unknown name fails here with our message, not spaCy's
    import spacy

    from .components import component_names

    tokenizer = {"@tokenizers": "anliku.ArticleTokenizer.v1", "segmenter": settings.segmenter}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    for name in component_names():
        config = {"codebook": settings.codebook} if name == "anliku_case" else {}
        nlp.add_pipe(name, config=config)
    return nlp


def analyse_page(page: Page, settings: Settings = _DEFAULTS) -> AnalysedPage:
    """Cut one page into articles and find the facts and cases in them.

    A plain function of its arguments, so that any ``concurrent.futures.Executor`` can run it.
    """
    return analyse_cut(cut_page(page), settings)


def analyse_cut(cut: CutPage, settings: Settings = _DEFAULTS) -> AnalysedPage:
    """Find the facts and cases in the articles of a page that is cut, and perhaps joined."""
    nlp = load_pipeline(settings)
    with _bounded(nlp):
        found = with_home_places(_analysed(nlp, cut.articles))
    analyses = tuple(analysis for analysis, _ in found)
    return AnalysedPage(cut, analyses, tuple(case for _, case in found if case is not None))


def _bounded(nlp: Language) -> AbstractContextManager[object]:
    """Keep spaCy's vocabulary flat over millions of pages.

    The first words met stay, so that common ones are not made anew for every page; once there are
    ``KEPT_WORDS``, what a page adds goes when the page is done.
    """
    return nullcontext() if len(nlp.vocab) < KEPT_WORDS else nlp.memory_zone()


def _analysed(
    nlp: Language, articles: Iterable[Article]
) -> tuple[tuple[Analysis, Case | None], ...]:
    """Run the pipeline; only plain facts come out, no document outlives the memory zone."""
    from .components import ArticleTokenizer, analysis_of

    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, ArticleTokenizer)  # noqa: S101 - set by load_pipeline
    docs = nlp.pipe(tokenizer.doc_of(article) for article in articles)
    return tuple((analysis_of(doc), doc._.anliku_case) for doc in docs)


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
