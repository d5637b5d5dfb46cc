"""Fits the weights of the case model to annotated pages and to invented short items.

    python -m bench.fitting.cases [--set GOLD PAGES]... [--write]

Every article of the pages, as the page cutter makes it, is labelled by the gold article it shares
most lines with; ``case_items.tsv`` adds briefs, captions and other short texts of the sorts
that the pages have few of. The weights are the maximum a posteriori estimate of a logistic model
whose prior is normal around the column ``start`` of ``nlp/cases/data/case_weights.txt``; no weight
changes its sign. Prints how many articles are judged wrong, page by page (fitted on all the others)
and, with ``--write``, writes the weights into that file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

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
from anliku.corpus.wordlists import read_rows
from anliku.nlp.cases.codebook import load_codebook
from anliku.nlp.cases.recognise import explain_case
from anliku.nlp.components import ArticleTokenizer, analysis_of
from anliku.nlp.pipeline import load_pipeline
from anliku.nlp.segmentation import DEFAULT_SEGMENTER, load_segmenter, segment
from anliku.outputs.goldpages import GoldArticle

from .models import Vector, by_group, matrix, write_last_column
from .sets import ROOT, Set, read_arguments, read_articles

ITEMS = Path(__file__).resolve().parent / "case_items.tsv"
WEIGHTS = ROOT / "nlp" / "cases" / "data" / "case_weights.txt"

#: L2 penalty of a weight: the samples have one editor, the starting values come from many.
PENALTY = 1.0
#: Least part of the lines of both that an article has to share with a gold article.
LEAST_SHARED = 0.5
#: Projected gradient descent has converged long before.
STEPS = 4000
STEP = 0.05

_OPINION = (ArticleKind.COMMENTARY, ArticleKind.STUDY)

#: Value or weight by feature.
Table = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its label.

    Attributes:
        group: file name of its page or of the table of items.
        name: its headline or first characters.
        features: value by feature.
        label: it reports a case.
    """

    group: str
    name: str
    features: Table
    label: bool


def starting_values() -> Table:
    """Return the weights the fit starts from, the bias first."""
    rows = read_rows("anliku.nlp.cases", "case_weights.txt")
    return {feature: float(start) for feature, _, start, _ in rows}


def page_examples(of: Set) -> Iterator[Example]:
    """Yield the labelled articles of annotated pages.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing or cannot be read.
    """
    for gold, article in read_articles(*of):
        entry = max(gold.articles, key=lambda entry: _shared(article, entry))
        if _shared(article, entry) >= LEAST_SHARED:
            yield from _examples(article, gold.name, label=entry.is_case)


def item_examples(path: Path) -> Iterator[Example]:
    """Yield the labelled items of a table: label, kind, headline, text."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            label, kind, headline, text = line.split("\t")
            article = _item(ArticleKind(kind), "" if headline == "-" else headline, text)
            yield from _examples(article, path.name, label=label == "1")


def _item(kind: ArticleKind, headline: str, text: str) -> Article:
    """Return an article of a headline and one paragraph."""
    pieces = [(Role.HEADLINE, headline), (Role.BODY, text)]
    parts: list[Part] = []
    at = 0
    for role, piece in pieces if headline else pieces[1:]:
        lines = (LineRange(len(parts) + 1, len(parts) + 1),)
        parts.append(Part(role, lines, Span(at, at + len(piece))))
        at += len(piece) + 1
    runs = tuple(
        Run(part.span.start, len(part.span), line, 1)
        for line, part in enumerate(parts, 1)
        if part.span
    )
    whole = "\n".join(piece for _, piece in pieces if piece)
    lines = (LineRange(1, len(parts)),)
    offsets = OffsetMap("item", runs)
    return Article(
        "item", "item", kind, headline, "", "", (), (), whole, tuple(parts), lines, offsets
    )


def _shared(article: Article, gold: GoldArticle) -> float:
    """Return the lines that both have as a part of the lines that either has."""
    own = {line for r in article.lines for line in range(r.first, r.last + 1)}
    other = {line for r in gold.lines for line in range(r.first, r.last + 1)}
    return len(own & other) / max(1, len(own | other))


def _examples(article: Article, group: str, *, label: bool) -> Iterator[Example]:
    """Yield an article, and opinion once more as a report: the cutter may take it for one."""
    name = article.headline or article.text[:20]
    yield Example(group, name, _features(article), label)
    if article.kind in _OPINION:
        yield Example(group, name, _features(replace(article, kind=ArticleKind.REPORT)), label)


def _features(article: Article) -> Table:
    nlp = load_pipeline()
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, ArticleTokenizer)  # noqa: S101 - set by load_pipeline
    analysis = analysis_of(next(iter(nlp.pipe([tokenizer.doc_of(article)]))))
    segmented = segment(article, load_segmenter(DEFAULT_SEGMENTER))
    return dict(explain_case(segmented, analysis, load_codebook()).values)


def fit(found: Sequence[Example], start: Table) -> Table:
    """Return the weights that explain the labels best, given the starting values.

    Projected gradient descent on the penalised log-likelihood of a logistic model; a weight stays
    on its side of zero. The bias is free.
    """
    names = tuple(start)
    origin: Vector = np.array([start[name] for name in names])
    seen = matrix([{**one.features, "bias": 1.0} for one in found], names)
    labels: Vector = np.array([one.label for one in found], dtype=float)
    pull: Vector = np.array([0.0 if name == "bias" else PENALTY for name in names])
    low: Vector = np.where(origin > 0, 0.0, -np.inf)
    high: Vector = np.where(origin > 0, np.inf, 0.0)
    weights = origin.copy()
    for _ in range(STEPS):
        likely: Vector = 1 / (1 + np.exp(-(seen @ weights)))
        gradient = seen.T @ (likely - labels) + pull * (weights - origin)
        weights = np.clip(weights - STEP / (1 + len(found) / 50) * gradient, low, high)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def odds(weights: Table, features: Table) -> float:
    """Return the log odds of a case; above 0 the article is taken for one."""
    return weights["bias"] + sum(weights[name] * value for name, value in features.items())


def mistaken(found: Sequence[Example], start: Table) -> list[tuple[Example, float]]:
    """Return what is judged wrong, with its log odds, each group judged by a fit on all others."""
    wrong: list[tuple[Example, float]] = []
    for others, left in by_group(found, lambda one: one.group):
        weights = fit(others, start)
        scores = [(one, odds(weights, one.features)) for one in left]
        wrong += [(one, score) for one, score in scores if (score >= 0) != one.label]
    return wrong


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print how well it does, and write if asked."""
    sets, wanted = read_arguments(arguments, __doc__)
    found = [one for each in sets for one in page_examples(each)]
    found += item_examples(ITEMS)
    start = starting_values()
    wrong = mistaken(found, start)
    print(f"{len(found)} articles, {len(wrong)} wrong, each page judged by a fit on the others")
    for one, score in wrong:
        print(f"  {one.group} {one.name}: {score:+.1f}, is_case {one.label}")
    if wanted:
        write_last_column(WEIGHTS, {(name,): weight for name, weight in fit(found, start).items()})
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
