"""Fits the weights that tell the paragraphs of commentaries from those of reports.

    python -m bench.fitting.manner [--set GOLD PAGES]... [--write]

A paragraph belongs to the annotated article that its first line belongs to. A logistic model is
fitted to the cues in ``corpus/layout/data/manner_weights.tsv``; as many reports as commentaries
are expected, since the question is asked of two paragraphs that differ. Prints how well pages
left out of the fit are told apart (area under the curve) and, with ``--write``, writes the
weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from anliku.corpus.layout.parts.blocks import BlockKind, build_blocks
from anliku.corpus.layout.scores.manner import SHORTEST, cues_of, manner_weights
from anliku.corpus.lines.settling import read_lines

from .models import Vector, fit_logistic, folds, matrix, write_last_column
from .sets import ROOT, Set, owners, read_arguments, read_pages

WEIGHTS = ROOT / "corpus" / "layout" / "data" / "manner_weights.tsv"
#: L2 penalty of a weight.
PENALTY = 4.0
FOLDS = 10
#: What is not a cue of its own.
_OTHERS = ("numbers", "length", "bias")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and whether it is of a commentary."""

    text: str
    argues: bool


def paragraphs_of(of: Set) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of commentaries and reports, page by page."""
    for gold, page in read_pages(*of):
        owner = owners(gold)
        kinds = [article["kind"] for article in gold["articles"]]
        yield [
            Paragraph(block.text, kinds[owner[block.first]] == "commentary")
            for block in build_blocks(read_lines(page))
            if block.kind is BlockKind.BODY
            and len(block.text) >= SHORTEST
            and block.first in owner
            and kinds[owner[block.first]] in ("commentary", "report")
        ]


def fit(pages: Sequence[Sequence[Paragraph]], names: Sequence[str]) -> Vector:
    """Return the weights of the cues, in the order of their names."""
    seen, labels = _examples(pages, names)
    penalty = np.array([0.0 if name == "bias" else PENALTY for name in names]) + 1e-6
    weights = fit_logistic(seen, labels, penalty, np.zeros(len(names)))
    share = float(labels.mean())
    weights[names.index("bias")] -= np.log(share / (1 - share))
    return weights


def _examples(pages: Sequence[Sequence[Paragraph]], names: Sequence[str]) -> tuple[Vector, Vector]:
    cues = [name for name in names if name not in _OTHERS]
    found = [paragraph for page in pages for paragraph in page]
    seen = matrix([cues_of(paragraph.text, cues) for paragraph in found], names)
    return seen, np.array([float(paragraph.argues) for paragraph in found])


def judge(pages: Sequence[Sequence[Paragraph]], names: Sequence[str]) -> float:
    """Return the area under the curve on pages that were left out of the fit."""
    scores: list[float] = []
    labels: list[float] = []
    for others, held in folds(pages, FOLDS):
        seen, wanted = _examples(held, names)
        scores += (seen @ fit(others, names)).tolist()
        labels += wanted.tolist()
    order = np.argsort(scores)
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    is_one = np.array(labels) > 0
    ones, zeros = int(is_one.sum()), int((~is_one).sum())
    # Mann and Whitney 1947: the share of pairs in the right order.
    return float((ranks[is_one].sum() - ones * (ones + 1) / 2) / max(1, ones * zeros))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print how well it does, and write if asked."""
    sets, wanted = read_arguments(arguments, __doc__)
    names = list(manner_weights())
    pages = [page for each in sets for page in paragraphs_of(each)]
    total = sum(len(page) for page in pages)
    argued = sum(paragraph.argues for page in pages for paragraph in page)
    area = judge(pages, names)
    print(f"{total} paragraphs, {argued} of commentaries; area under the curve {area:.3f}")
    if wanted:
        weights = fit(pages, names)
        write_last_column(WEIGHTS, {(name,): float(weights[i]) for i, name in enumerate(names)})
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
