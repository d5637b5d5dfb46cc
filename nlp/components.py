"""The extractors as spaCy components, registered by entry point.

``spacy.blank("zh")`` with our tokenizer holds the article; each component reads
``doc._.anliku_segmented``, leaves its facts in ``doc._.anliku_<kind>`` and their spans in
``doc.spans["anliku_<kind>"]``, so that displaCy, DocBin, Matcher and trained components of the user
work on the same document.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from ..corpus.types import Article, ArticleKind, OffsetMap, Span
from .cases.codebook import load_codebook
from .cases.recognise import recognise_case
from .dates import find_dates
from .figures import attach_figures, find_figures
from .organisations import find_organisations
from .people.people import find_people
from .places import find_places, find_references
from .programs import find_programs
from .results import Analysis
from .segmentation import DEFAULT_SEGMENTER, load_segmenter, segment
from .types import SegmentedArticle

#: Kinds of facts, in the order in which the components run; each may read those before it.
FACT_KINDS = ("places", "dates", "figures", "organisations", "people", "programs")

for _kind in (*FACT_KINDS, "references"):
    Doc.set_extension(f"anliku_{_kind}", default=(), force=True)
Doc.set_extension("anliku_segmented", default=None, force=True)
Doc.set_extension("anliku_case", default=None, force=True)


class _Fact(Protocol):
    @property
    def span(self) -> Span: ...


def _bare_article(text: str) -> Article:
    """Wrap a plain string, so that ``nlp("…")`` works without a page."""
    return Article("", "", ArticleKind.REPORT, "", "", "", (), (), text, (), (), OffsetMap("", ()))


class ArticleTokenizer(DummyTokenizer):
    """Makes a ``Doc`` of a string or of an article that is already segmented."""

    def __init__(self, vocab: Vocab, segmenter: str) -> None:
        self.vocab = vocab
        self._segmenter = load_segmenter(segmenter)

    def __call__(self, text: str) -> Doc:
        """Segment a plain string."""
        return self.doc_of(_bare_article(text))

    def doc_of(self, article: Article) -> Doc:
        """Segment an article; ``doc.text`` equals ``article.text``."""
        segmented = segment(article, self._segmenter)
        doc = Doc(self.vocab, words=list(segmented.words), spaces=[False] * len(segmented.words))
        doc._.anliku_segmented = segmented
        return doc


@registry.tokenizers("anliku.ArticleTokenizer.v1")
def create_tokenizer(segmenter: str = DEFAULT_SEGMENTER):  # noqa: ANN201 - spaCy inspects it
    """Return the factory of the tokenizer that cuts with the segmenter of this name."""

    def make(nlp: Language) -> ArticleTokenizer:
        return ArticleTokenizer(nlp.vocab, segmenter)

    return make


def _keep(doc: Doc, kind: str, facts: tuple[_Fact, ...]) -> Doc:
    """Leave the facts and their spans in the document."""
    setattr(doc._, f"anliku_{kind}", facts)
    spans = (doc.char_span(f.span.start, f.span.end, kind, alignment_mode="expand") for f in facts)
    doc.spans[f"anliku_{kind}"] = SpanGroup(doc, spans=[span for span in spans if span is not None])
    return doc


def _segmented(doc: Doc) -> SegmentedArticle:
    return doc._.anliku_segmented


@Language.component("anliku_places", assigns=["doc._.anliku_places", "doc._.anliku_references"])
def places_component(doc: Doc) -> Doc:
    """Find named places and resolve them to the official hierarchy; resolve what points at them."""
    places = find_places(_segmented(doc))
    _keep(doc, "references", find_references(_segmented(doc), places))
    return _keep(doc, "places", places)


@Language.component("anliku_dates", assigns=["doc._.anliku_dates"])
def dates_component(doc: Doc) -> Doc:
    """Find dates and periods."""
    return _keep(doc, "dates", find_dates(_segmented(doc)))


@Language.component("anliku_figures", assigns=["doc._.anliku_figures"])
def figures_component(doc: Doc) -> Doc:
    """Find quantities with unit, bound and what is counted."""
    return _keep(doc, "figures", find_figures(_segmented(doc)))


@Language.component(
    "anliku_people",
    assigns=["doc._.anliku_people"],
    requires=["doc._.anliku_places", "doc._.anliku_organisations"],
)
def people_component(doc: Doc) -> Doc:
    """Find people with their roles."""
    found = find_people(_segmented(doc), doc._.anliku_places, doc._.anliku_organisations)
    return _keep(doc, "people", found)


@Language.component(
    "anliku_organisations",
    assigns=["doc._.anliku_organisations"],
    requires=["doc._.anliku_places"],
)
def organisations_component(doc: Doc) -> Doc:
    """Find named bodies."""
    return _keep(doc, "organisations", find_organisations(_segmented(doc), doc._.anliku_places))


@Language.component(
    "anliku_programs", assigns=["doc._.anliku_programs"], requires=["doc._.anliku_places"]
)
def programs_component(doc: Doc) -> Doc:
    """Find named practices."""
    return _keep(doc, "programs", find_programs(_segmented(doc), doc._.anliku_places))


@Language.component(
    "anliku_belonging",
    assigns=["doc._.anliku_figures"],
    requires=["doc._.anliku_figures", "doc._.anliku_places", "doc._.anliku_programs"],
)
def belonging_component(doc: Doc) -> Doc:
    """Say which place and which practice each figure belongs to."""
    places, references = doc._.anliku_places, doc._.anliku_references
    doc._.anliku_figures = attach_figures(
        _segmented(doc), doc._.anliku_figures, places, doc._.anliku_programs, references
    )
    return doc


class CaseComponent:
    """Decides whether the article reports a case, and which."""

    def __init__(self, codebook: str) -> None:
        self._codebook = load_codebook(Path(codebook) if codebook else None)

    def __call__(self, doc: Doc) -> Doc:
        """Leave the case in ``doc._.anliku_case``, or None."""
        doc._.anliku_case = recognise_case(_segmented(doc), analysis_of(doc), self._codebook)
        return doc


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_case",
    default_config={"codebook": ""},
    assigns=["doc._.anliku_case"],
    requires=[f"doc._.anliku_{kind}" for kind in FACT_KINDS],
)
def make_case_component(nlp: Language, name: str, codebook: str) -> CaseComponent:  # noqa: ARG001 - spaCy passes them
    """Return the case component for a codebook file ("" for the default codebook)."""
    return CaseComponent(codebook)


def analysis_of(doc: Doc) -> Analysis:
    """Gather the facts that the components left in a document."""
    return Analysis(
        article=_segmented(doc).article,
        places=doc._.anliku_places,
        programs=doc._.anliku_programs,
        figures=doc._.anliku_figures,
        people=doc._.anliku_people,
        organisations=doc._.anliku_organisations,
        dates=doc._.anliku_dates,
        references=doc._.anliku_references,
    )


def component_names() -> Iterable[str]:
    """Return the names of all components in running order."""
    return (*(f"anliku_{kind}" for kind in FACT_KINDS), "anliku_belonging", "anliku_case")
