"""The extractors as spaCy components, registered by entry point.

Each reads the document of any tokenizer, leaves its facts in ``doc._.anliku_<kind>`` and all their
mentions in ``doc.spans["anliku_<kind>"]``, so that displaCy, DocBin, Matcher and trained components
of the user work on the same document. What is in the attributes is saved with the document
(``doc.to_bytes``, ``DocBin(store_user_data=True)``).

``spacy.blank("zh")`` with our tokenizer holds an article with its headline, bylines and date; with
another tokenizer the text is read as one bare paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from ..corpus.types import Article, ArticleKind, OffsetMap, Span
from .cases.codebook import load_codebook
from .cases.recognise import recognise_case
from .dates import find_dates
from .dictionary import load_dictionary
from .dictionary.obeying import Orders
from .figures import attach_figures, find_figures
from .organisations import find_organisations
from .people.people import find_people
from .places import find_places, find_references
from .plain import from_plain, to_plain
from .programs import find_programs
from .results import Analysis, Case
from .segmentation import DEFAULT_SEGMENTER, load_segmenter, segment
from .spans import OURS, put_spans
from .types import (
    DateMention,
    Figure,
    Organisation,
    Person,
    Place,
    PlaceReference,
    Program,
    SegmentedArticle,
)

#: Kinds of facts, in the order in which the components run; each may read those before it.
FACT_KINDS = ("places", "dates", "figures", "organisations", "people", "programs")

_Fact = Place | Program | Figure | Person | Organisation | DateMention | PlaceReference

#: What the attributes of a document hold.
_TYPES: dict[str, Any] = {
    "article": Article,
    "words": tuple[str, ...],
    "places": tuple[Place, ...],
    "references": tuple[PlaceReference, ...],
    "dates": tuple[DateMention, ...],
    "figures": tuple[Figure, ...],
    "organisations": tuple[Organisation, ...],
    "people": tuple[Person, ...],
    "programs": tuple[Program, ...],
    "case": Case,
}


#: What the plain forms in ``doc.user_data`` stand for, for as long as the document lives.
_LIVE: WeakKeyDictionary[Doc, dict[str, Any]] = WeakKeyDictionary()


def _set(doc: Doc, kind: str, value: object) -> None:
    """Keep a value: as it is for who asks now, in plain form for when the document is saved."""
    _LIVE.setdefault(doc, {})[kind] = value
    doc.user_data[f"anliku_{kind}"] = to_plain(value)


def _get(doc: Doc, kind: str, default: object = ()) -> Any:  # noqa: ANN401 - of the type that the kind has
    live = _LIVE.setdefault(doc, {})
    if kind not in live:
        if f"anliku_{kind}" not in doc.user_data:
            return default
        live[kind] = from_plain(_TYPES[kind], doc.user_data[f"anliku_{kind}"])
    return live[kind]


def _bare_article(text: str) -> Article:
    """Wrap a plain string, so that ``nlp("…")`` works without a page."""
    return Article("", "", ArticleKind.REPORT, "", "", "", (), (), text, (), (), OffsetMap("", ()))


class _Words:
    """A segmenter that gives back words that are known."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)

    def cut(self, text: str) -> tuple[str, ...]:  # noqa: ARG002 - the interface of segmenters
        return self._words


def _segmented(doc: Doc) -> SegmentedArticle:
    """Return the article of a document; one that another tokenizer made is segmented now."""
    live = _LIVE.setdefault(doc, {})
    if "segmented" not in live:
        article = _get(doc, "article", None)
        if article is None:
            _set_segmented(doc, segment(_bare_article(doc.text), load_segmenter()))
        else:
            live["segmented"] = segment(article, _Words(_get(doc, "words")))
    return live["segmented"]


def _set_segmented(doc: Doc, segmented: SegmentedArticle) -> None:
    _set(doc, "article", segmented.article)
    _set(doc, "words", segmented.words)
    _LIVE[doc]["segmented"] = segmented


def _register(kind: str, default: object) -> None:
    """Make ``doc._.anliku_<kind>``."""
    Doc.set_extension(
        f"anliku_{kind}",
        getter=lambda doc: _get(doc, kind, default),
        setter=lambda doc, value: _set(doc, kind, value),
        force=True,
    )


for _kind in (*FACT_KINDS, "references"):
    _register(_kind, ())
_register("case", None)
Doc.set_extension("anliku_segmented", getter=_segmented, setter=_set_segmented, force=True)


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
        return _document(self.vocab, segment(article, self._segmenter))


@registry.tokenizers("anliku.ArticleTokenizer.v1")
def create_tokenizer(segmenter: str = DEFAULT_SEGMENTER):  # noqa: ANN201 - spaCy inspects it
    """Return the factory of the tokenizer that cuts with the segmenter of this name."""

    def make(nlp: Language) -> ArticleTokenizer:
        return ArticleTokenizer(nlp.vocab, segmenter)

    return make


def _mentions(facts: Iterable[_Fact]) -> list[tuple[Span, str]]:
    """Return where facts stand, ascending, each with its official code or ""."""
    found: list[tuple[Span, str]] = []
    for fact in facts:
        code = "" if isinstance(fact, Figure | DateMention) else fact.code
        single = isinstance(fact, Figure | DateMention | PlaceReference)
        found += [(span, code) for span in ((fact.span,) if single else fact.mentions)]
    return sorted(found)


def keep_facts(doc: Doc, kind: str, facts: tuple[_Fact, ...]) -> Doc:
    """Leave facts and the spans of all their mentions in a document.

    Args:
        doc: the document.
        kind: one of ``FACT_KINDS``, or ``references``.
        facts: the facts.
    """
    _set(doc, kind, facts)
    put_spans(doc, f"anliku_{kind}", kind, _mentions(facts))
    return doc


class _Step:
    """A component that finds facts, obeying a user's dictionary if there is one."""

    def __init__(self, run: Callable[[Doc, Orders], Doc], dictionary: str) -> None:
        self._run = run
        self._dictionary = load_dictionary(Path(dictionary)) if dictionary else None

    def __call__(self, doc: Doc) -> Doc:
        """Find the facts and leave them in the document."""
        orders = Orders(self._dictionary, _segmented(doc))
        return self._run(doc, orders.knowing(doc._.anliku_places))


_CONFIG = {"dictionary": ""}


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_places",
    default_config=_CONFIG,
    assigns=["doc._.anliku_places", "doc._.anliku_references"],
)
def places_component(nlp: Language, name: str, dictionary: str) -> _Step:  # noqa: ARG001 - spaCy passes them
    """Find named places and resolve them to the official hierarchy; resolve what points at them."""

    def run(doc: Doc, orders: Orders) -> Doc:
        segmented = _segmented(doc)
        places = orders.places(find_places(segmented, orders.own_places))
        keep_facts(doc, "references", orders.outside(find_references(segmented, places)))
        return keep_facts(doc, "places", places)

    return _Step(run, dictionary)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_dates", default_config=_CONFIG, assigns=["doc._.anliku_dates"]
)
def dates_component(nlp: Language, name: str, dictionary: str) -> _Step:  # noqa: ARG001 - spaCy passes them
    """Find dates and periods."""

    def run(doc: Doc, orders: Orders) -> Doc:
        return keep_facts(doc, "dates", orders.outside(find_dates(_segmented(doc))))

    return _Step(run, dictionary)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_figures", default_config=_CONFIG, assigns=["doc._.anliku_figures"]
)
def figures_component(nlp: Language, name: str, dictionary: str) -> _Step:  # noqa: ARG001 - spaCy passes them
    """Find quantities with unit, bound and what is counted."""

    def run(doc: Doc, orders: Orders) -> Doc:
        return keep_facts(doc, "figures", orders.figures(find_figures(_segmented(doc))))

    return _Step(run, dictionary)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_people",
    default_config=_CONFIG,
    assigns=["doc._.anliku_people"],
    requires=["doc._.anliku_places", "doc._.anliku_organisations"],
)
def people_component(nlp: Language, name: str, dictionary: str) -> _Step:  # noqa: ARG001 - spaCy passes them
    """Find people with their roles."""

    def run(doc: Doc, orders: Orders) -> Doc:
        around = (doc._.anliku_places, doc._.anliku_organisations)
        found = find_people(_segmented(doc), *around)
        return keep_facts(doc, "people", orders.people(found, *around))

    return _Step(run, dictionary)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_organisations",
    default_config=_CONFIG,
    assigns=["doc._.anliku_organisations"],
    requires=["doc._.anliku_places"],
)
def organisations_component(nlp: Language, name: str, dictionary: str) -> _Step:  # noqa: ARG001 - spaCy passes them
    """Find named bodies."""

    def run(doc: Doc, orders: Orders) -> Doc:
        places = doc._.anliku_places
        found = find_organisations(_segmented(doc), places)
        return keep_facts(doc, "organisations", orders.organisations(found, places))

    return _Step(run, dictionary)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_programs",
    default_config=_CONFIG,
    assigns=["doc._.anliku_programs"],
    requires=["doc._.anliku_places"],
)
def programs_component(nlp: Language, name: str, dictionary: str) -> _Step:  # noqa: ARG001 - spaCy passes them
    """Find named practices."""

    def run(doc: Doc, orders: Orders) -> Doc:
        found = find_programs(_segmented(doc), doc._.anliku_places)
        return keep_facts(doc, "programs", orders.programs(found))

    return _Step(run, dictionary)


@Language.component(
    "anliku_belonging",
    assigns=["doc._.anliku_figures"],
    requires=["doc._.anliku_figures", "doc._.anliku_places", "doc._.anliku_programs"],
)
def belonging_component(doc: Doc) -> Doc:
    """Say which place and which practice each figure belongs to."""
    places, references = doc._.anliku_places, doc._.anliku_references
    figures = attach_figures(
        _segmented(doc), doc._.anliku_figures, places, doc._.anliku_programs, references
    )
    return keep_facts(doc, "figures", figures)


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


class AddedStep:
    """Runs the components that a user adds by configuration."""

    def __init__(self, config: str, dictionary: str) -> None:
        from .additions import load_added

        self._added = load_added(Path(config)) if config else ()
        self._dictionary = load_dictionary(Path(dictionary)) if dictionary else None

    def __call__(self, doc: Doc) -> Doc:
        """Leave the facts of the added components beside ours."""
        segmented = _segmented(doc)
        orders = Orders(self._dictionary, segmented).knowing(doc._.anliku_places)
        analysis = analysis_of(doc)
        for component in self._added:
            analysis = component.extend(analysis, segmented, orders)
        return keep_analysis(doc, analysis)


@Language.factory(  # pyright: ignore[reportUntypedFunctionDecorator]
    "anliku_added", default_config={"config": "", "dictionary": ""}
)
def added_component(nlp: Language, name: str, config: str, dictionary: str) -> AddedStep:  # noqa: ARG001 - spaCy passes them
    """Return the step that runs the components which a configuration file names."""
    return AddedStep(config, dictionary)


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


def keep_analysis(doc: Doc, analysis: Analysis) -> Doc:
    """Leave all facts of an article in a document; the opposite of ``analysis_of``."""
    for kind in (*FACT_KINDS, "references"):
        keep_facts(doc, kind, getattr(analysis, kind))
    return doc


def document_of(vocab: Vocab, segmented: SegmentedArticle, analysis: Analysis) -> Doc:
    """Return a document with the words and facts of an article."""
    return keep_analysis(_document(vocab, segmented), analysis)


def _document(vocab: Vocab, segmented: SegmentedArticle) -> Doc:
    doc = Doc(vocab, words=list(segmented.words), spaces=[False] * len(segmented.words))
    doc.user_data[OURS] = True
    _set_segmented(doc, segmented)
    return doc


def component_names(*, added: bool = False) -> Iterable[str]:
    """Return the names of all components in running order.

    Args:
        added: with the step that runs the components of the user.
    """
    facts = (f"anliku_{kind}" for kind in FACT_KINDS)
    return (*facts, "anliku_belonging", *(["anliku_added"] if added else []), "anliku_case")
