"""Runs the components that a user adds, and takes their entities over as facts."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ...corpus.errors import AnlikuError
from ...corpus.types import Span
from ..components import analysis_of, document_of
from ..dictionary import EntryType
from ..dictionary.obeying import Orders
from ..making import Named, make_organisation, make_people, make_place, make_program
from ..results import Analysis
from ..types import Organisation, Person, Place, Program, SegmentedArticle, Status
from .configuration import Addition, read_additions

_Named = TypeVar("_Named", Place, Program, Person, Organisation)


@lru_cache(maxsize=4)
def load_added(path: Path) -> tuple[AddedComponent, ...]:
    """Load the components that a configuration file names, in its order.

    Raises:
        AnlikuError: the file has a fault, or a component of it cannot be loaded.
    """
    return tuple(AddedComponent(addition, path) for addition in read_additions(path))


class AddedComponent:
    """A spaCy pipeline or component of the user.

    A pipeline reads the text by itself. A component gets a document with our words and facts, and
    may change the facts in ``doc._.anliku_…``; what it leaves there counts.

    Args:
        addition: what it is.
        source: the file that names it, for messages.

    Raises:
        AnlikuError: it cannot be loaded.
    """

    def __init__(self, addition: Addition, source: Path) -> None:
        self._addition = addition
        self._nlp = _pipeline(addition, source)

    def extend(self, analysis: Analysis, segmented: SegmentedArticle, orders: Orders) -> Analysis:
        """Return the facts of an article with those that the component adds.

        An entity is left aside where a fact of its kind or a term of the user's dictionary
        stands already, and where any other named fact has just these characters.
        """
        if self._addition.model:
            doc = self._nlp(analysis.article.text)
        else:
            doc = document_of(self._nlp.vocab, segmented, analysis)
            for _, component in self._nlp.pipeline:
                doc = component(doc)
            analysis = analysis_of(doc)
        return self._taken_over(doc, analysis, segmented, orders)

    def _taken_over(
        self, doc: Doc, analysis: Analysis, segmented: SegmentedArticle, orders: Orders
    ) -> Analysis:
        text = segmented.article.text
        found = self._named(doc, analysis, orders)
        places = [make_place(text, one) for one in found["place"]]
        analysis = replace(analysis, places=_placed((*analysis.places, *places)))
        bodies = [make_organisation(text, one, analysis.places) for one in found["organisation"]]
        programs = [make_program(text, one) for one in found["program"]]
        analysis = replace(
            analysis,
            organisations=_placed((*analysis.organisations, *bodies)),
            programs=_placed((*analysis.programs, *programs)),
        )
        if not found["person"]:
            return analysis
        around = (analysis.places, analysis.organisations)
        people = make_people(segmented, found["person"], *around)
        return replace(analysis, people=_placed((*analysis.people, *people)))

    def _named(self, doc: Doc, analysis: Analysis, orders: Orders) -> dict[str, list[Named]]:
        """Return what the document names and we do not know yet, by kind and wording."""
        taken = _taken(analysis)
        exact = {span for spans in taken.values() for span in spans}
        groups: dict[tuple[str, str], list[Span]] = {}
        for span, label in self._entities(doc):
            kind = self._addition.labels.get(label, "")
            if not kind or span in exact or any(span.overlaps(one) for one in taken[kind]):
                continue
            if not orders.takes(span, EntryType(kind), place=kind == "place"):
                taken[kind].append(span)
                groups.setdefault((kind, span.of(analysis.article.text)), []).append(span)
        found: dict[str, list[Named]] = {kind: [] for kind in taken}
        for (kind, _), spans in groups.items():
            found[kind].append(
                Named(
                    tuple(sorted(spans)),
                    f"spacy:{self._addition.name}",
                    Status.INFERRED,
                    self._addition.confidence,
                )
            )
        return found

    def _entities(self, doc: Doc) -> Iterator[tuple[Span, str]]:
        """Yield entities with their labels; blanks around them are cut off."""
        key = self._addition.spans
        found = doc.ents if not key else doc.spans.get(key, ())
        for entity in found:
            surface = doc.text[entity.start_char : entity.end_char]
            start = entity.start_char + len(surface) - len(surface.lstrip())
            end = start + len(surface.strip())
            if start < end:
                yield Span(start, end), entity.label_


def _taken(analysis: Analysis) -> dict[str, list[Span]]:
    """Return where facts stand already, by kind."""
    kinds = {
        "place": analysis.places,
        "program": analysis.programs,
        "person": analysis.people,
        "organisation": analysis.organisations,
    }
    return {
        kind: [span for fact in facts for span in fact.mentions] for kind, facts in kinds.items()
    }


def _placed(facts: Sequence[_Named]) -> tuple[_Named, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.mentions[0], fact.span)))


def _pipeline(addition: Addition, source: Path) -> Language:
    where = f"{source}: component {addition.name}"
    if addition.model:
        try:
            return spacy.load(addition.model)
        except (OSError, ValueError, ImportError) as error:
            raise AnlikuError(
                f"{where}: cannot load the pipeline {addition.model} ({_first_line(error)});"
                " give the folder that nlp.to_disk wrote, or install the package"
            ) from error
    if addition.code:
        _run_code(Path(addition.code), where)
    nlp = spacy.blank("zh")
    try:
        nlp.add_pipe(addition.factory, name=addition.name, config=dict(addition.settings))
    except ValueError as error:
        raise AnlikuError(
            f"{where}: cannot make {addition.factory!r} ({_first_line(error)});"
            " check its name and settings, or name the file that registers it as code"
        ) from error
    return nlp


def _run_code(file: Path, where: str) -> None:
    """Import the file of the user that registers a factory."""
    spec = importlib.util.spec_from_file_location(f"anliku_added_{file.stem}", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise AnlikuError(f"{where}: there is no Python file {file}; check code = …")
    try:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    except (SyntaxError, ImportError, ValueError) as error:
        raise AnlikuError(f"{where}: {file} does not run ({error}); mend it") from error


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else "no reason given"
