"""anliku read as its peers are: text in, findings out. Imports of anliku wait until they run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .readings import Findings, Reader, Reading

if TYPE_CHECKING:
    from anliku.corpus.types import Article
    from anliku.nlp.types import SegmentedArticle

#: What ends a sentence, and no headline.
_ENDS = tuple("。！？；：，”…")

_NAMES = ("places", "paths", "counties", "county paths", "people", "organisations")
_FIGURES = ("figures", "values", "measures", "money")


def _segmented() -> Callable[[str], SegmentedArticle]:
    """Return a function that makes a segmented article of a clean text, a paragraph a line."""
    from anliku.nlp.segmentation import load_segmenter, segment

    segmenter = load_segmenter()
    return lambda text: segment(article_of(text), segmenter)


def article_of(text: str) -> Article:
    """Return a clean text as an article: it needs no cutting and no repair.

    The first line is the headline if it ends no sentence and others follow.
    """
    from anliku.corpus.types import (
        Article,
        ArticleKind,
        LineRange,
        OffsetMap,
        Part,
        Role,
        Run,
        Span,
    )

    lines = text.split("\n")
    headed = len(lines) > 1 and not lines[0].endswith(_ENDS)
    parts: list[Part] = []
    runs: list[Run] = []
    start = 0
    for number, line in enumerate(lines, 1):
        role = Role.HEADLINE if headed and number == 1 else Role.BODY
        parts.append(Part(role, (LineRange(number, number),), Span(start, start + len(line))))
        runs.append(Run(start, len(line), number, 1))
        start += len(line) + 1
    return Article(
        id="",
        page="",
        kind=ArticleKind.REPORT,
        headline=lines[0] if headed else "",
        subhead="",
        column="",
        reporters=(),
        correspondents=(),
        text=text,
        parts=tuple(parts),
        lines=(LineRange(1, len(lines)),),
        offsets=OffsetMap("", tuple(runs)),
    )


def _reader(find: Callable[[SegmentedArticle], Findings]) -> Reader:
    make = _segmented()

    def read(texts: Sequence[str]) -> list[Findings]:
        return [find(make(text)) for text in texts]

    return read


def _names(facts: Sequence[Any]) -> list[dict[str, object]]:
    return [{"name": fact.name, "path": getattr(fact, "path", "")} for fact in facts]


def _figures(facts: Sequence[Any]) -> list[dict[str, object]]:
    return [{"value": fact.value, "unit": fact.unit} for fact in facts]


def _whole() -> Reader:
    from anliku.nlp.cases.codebook import load_codebook
    from anliku.nlp.facts import find_facts

    codebook = load_codebook(None)

    def find(article: SegmentedArticle) -> Findings:
        facts, _ = find_facts(article, codebook)
        return {
            "places": _names(facts.places),
            "people": _names(facts.people),
            "organisations": _names(facts.organisations),
            "figures": _figures(facts.figures),
        }

    return _reader(find)


def _places() -> Reader:
    from anliku.nlp.places import find_places

    return _reader(lambda article: {"places": _names(find_places(article))})


def _people() -> Reader:
    from anliku.nlp.organisations import find_organisations
    from anliku.nlp.people.people import find_people
    from anliku.nlp.places import find_places

    def find(article: SegmentedArticle) -> Findings:
        places = find_places(article)
        organisations = find_organisations(article, places)
        return {
            "people": _names(find_people(article, places, organisations)),
            "organisations": _names(organisations),
        }

    return _reader(find)


def _counted() -> Reader:
    from anliku.nlp.figures import find_figures

    return _reader(lambda article: {"figures": _figures(find_figures(article))})


#: The whole of the analysis, and its parts alone, as they compare with tools for one task.
OWN: tuple[Reading, ...] = (
    Reading(
        "anliku",
        "anliku",
        (*_NAMES, *_FIGURES),
        _whole,
        "the whole analysis: all of these, and programs, dates, references and the case",
    ),
    Reading("anliku, places alone", "anliku", _NAMES[:4], _places, "segment and find_places"),
    Reading(
        "anliku, people and bodies alone",
        "anliku",
        _NAMES[4:],
        _people,
        "segment, find_places, find_organisations and find_people",
    ),
    Reading("anliku, figures alone", "anliku", _FIGURES, _counted, "segment and find_figures"),
)
