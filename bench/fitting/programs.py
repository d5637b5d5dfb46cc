"""Fits the weights of the practice finder to annotated pages.

    python -m bench.fitting.programs [--set GOLD PAGES]... [--write]

Every candidate of the pages is labelled by the gold: a required practice, an optional one (left
out) or none. The weights are the maximum a posteriori estimate of a logistic model whose prior is
normal around the starting values in ``nlp/programs/data/weights.tsv``. Prints the F1 of candidates
page by page (fitted on all pages but one, judged on that one) and, with ``--write``, writes the
fitted weights into that file. The shipped weights were fitted to the samples, to three real pages
and to fictional ones that are not given away, so a fit to the samples alone gives others, which
differ in the first decimal; features that no page shows keep their starting values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from anliku.corpus.types import Article
from anliku.corpus.wordlists import read_rows
from anliku.nlp.places import find_places
from anliku.nlp.programs.finding import judged
from anliku.nlp.programs.scoring import THRESHOLD
from anliku.nlp.segmentation import DEFAULT_SEGMENTER, load_segmenter, segment
from anliku.outputs.agreement import same_program
from anliku.outputs.goldpages import GoldFact, GoldPage

from .models import Vector, by_group, fit_logistic, matrix, write_last_column
from .sets import ROOT, Set, read_arguments, read_articles

WEIGHTS = ROOT / "nlp" / "programs" / "data" / "weights.tsv"

KINDS = ("quoted", "plain")
#: L2 penalty of a weight. F1 page by page is the same from 4 to 20; on pages of other newspapers it
#: is best at 20, since the samples have one editor and the starting values come from many.
PENALTY = 20.0
#: The bias stays: it is the share of names among candidates, and the samples hold fewer figures of
#: speech than newspapers do.
BIAS_PENALTY = 100.0

#: Starting value by feature, in the order of the file; ``bias`` comes first.
Table = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with its label.

    Attributes:
        page: file name of its page.
        kind: ``quoted`` or ``plain``.
        features: what was seen about it.
        label: it names a practice.
    """

    page: str
    kind: str
    features: frozenset[str]
    label: bool


def starting_values(kind: str) -> Table:
    """Return the hand-set weights of one kind of candidates."""
    rows = read_rows("anliku.nlp.programs", "weights.tsv")
    return {feature: float(start) for name, feature, start, _ in rows if name == kind}


def examples(of: Set) -> Iterator[Example]:
    """Yield the labelled candidates of annotated pages.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing or cannot be read.
    """
    for gold, article in read_articles(*of):
        yield from _labelled(article, gold)


def _labelled(article: Article, gold: GoldPage) -> Iterator[Example]:
    """Yield the candidates of an article; the gold of every article that shares lines counts."""
    entries = [
        entry
        for other in gold.articles
        if any(a.first <= b.last and b.first <= a.last for a in article.lines for b in other.lines)
        for entry in other.facts["programs"]
    ]
    cut = segment(article, load_segmenter(DEFAULT_SEGMENTER))
    for group in judged(cut, find_places(cut)):
        label = _label(group.best.name.of(article.text), entries)
        if label is not None:
            yield Example(gold.name, group.best.kind, group.features, label)


def _label(name: str, entries: Sequence[GoldFact]) -> bool | None:
    """Return whether a name is a practice of the gold, None if that is left open.

    Open are optional entries, and parts of a practice: their whole is a candidate of its own.
    """
    agreeing = [entry for entry in entries if same_program(entry, name)]
    if any(entry.must for entry in agreeing):
        return True
    inner = name.strip("“”‘’「」")
    part = any(inner in form for entry in entries for form in (entry.surface, *entry.alts))
    return None if agreeing or part else False


def fit(found: Sequence[Example], start: Table) -> Table:
    """Return the weights that explain the labels best, given the starting values.

    Args:
        found: examples of one kind.
        start: weight by feature; features outside it count nothing.
    """
    names = tuple(start)
    origin: Vector = np.array([start[name] for name in names])
    seen = matrix([dict.fromkeys((*one.features, "bias"), 1.0) for one in found], names)
    labels: Vector = np.array([one.label for one in found], dtype=float)
    penalty: Vector = np.array([BIAS_PENALTY if name == "bias" else PENALTY for name in names])
    weights = fit_logistic(seen, labels, penalty, origin)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def likelihood(weights: Table, features: frozenset[str]) -> float:
    """Return the probability of a name under these weights."""
    total = weights["bias"] + sum(weights.get(feature, 0.0) for feature in sorted(features))
    return float(1 / (1 + np.exp(-total)))


def page_by_page(found: Sequence[Example], start: Table) -> tuple[int, int, int]:
    """Return right, wrong and missed names, every page judged by a fit on all the others."""
    right = wrong = missed = 0
    for others, left in by_group(found, lambda one: one.page):
        weights = fit(others, start)
        for one in left:
            accepted = likelihood(weights, one.features) >= THRESHOLD
            right += accepted and one.label
            wrong += accepted and not one.label
            missed += one.label and not accepted
    return right, wrong, missed


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit both models, print how well they do, and write if asked."""
    sets, wanted = read_arguments(arguments, __doc__)
    found = [one for each in sets for one in examples(each)]
    tables: dict[tuple[str, ...], float] = {}
    for kind in KINDS:
        start, own = starting_values(kind), [one for one in found if one.kind == kind]
        right, wrong, missed = page_by_page(own, start)
        score = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{kind}: {len(own)} candidates, {right} right, {wrong} wrong, {missed} missed")
        print(f"  F1 page by page {score:.3f}")
        tables |= {(kind, feature): weight for feature, weight in fit(own, start).items()}
    if wanted:
        write_last_column(WEIGHTS, tables)
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
