"""Fits the weights of the practice finder to annotated pages.

    python -m bench.fit_programs [--set GOLD PAGES]... [--write]

Every candidate of the pages is labelled by the gold: a required practice, an optional one (left
out) or none. The weights are the maximum a posteriori estimate of a logistic model whose prior is
normal around the starting values in ``nlp/programs/data/weights.tsv``. Prints the F1 of candidates
page by page (fitted on all pages but one, judged on that one) and, with ``--write``, writes the
fitted weights into that file. Without ``--set`` the sample pages of the project are used: they gave
the weights of the repository, which move in the second decimal when the page cutter changes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from anliku.corpus.articles import cut_page
from anliku.corpus.errors import AnlikuError
from anliku.corpus.reading.files import read_page
from anliku.corpus.types import Article, Rejected
from anliku.corpus.wordlists import read_rows
from anliku.nlp.places import find_places
from anliku.nlp.programs.finding import judged
from anliku.nlp.programs.scoring import THRESHOLD
from anliku.nlp.segmentation import DEFAULT_SEGMENTER, load_segmenter, segment
from anliku.outputs.agreement import same_program
from anliku.outputs.goldpages import GoldFact, GoldPage, read_gold

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = (ROOT / "corpus" / "samples" / "gold", ROOT / "corpus" / "samples")
WEIGHTS = ROOT / "nlp" / "programs" / "data" / "weights.tsv"

KINDS = ("quoted", "plain")
#: L2 penalty of a weight. F1 page by page is the same from 4 to 20; on pages of other newspapers it
#: is best at 20, since the samples have one editor and the starting values come from many.
PENALTY = 20.0
#: The bias stays: it is the share of names among candidates, and the samples hold fewer figures of
#: speech than newspapers do.
BIAS_PENALTY = 100.0
#: Newton's method has converged long before.
STEPS = 30

Vector = NDArray[np.float64]
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


def examples(gold_dir: Path, pages_dir: Path) -> Iterator[Example]:
    """Yield the labelled candidates of a folder of annotated pages.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing or cannot be read.
    """
    for gold in read_gold(gold_dir, pages_dir):
        page = read_page(pages_dir / gold.name)
        if isinstance(page, Rejected):
            raise AnlikuError(f"{gold.name}: cannot be read ({page.detail}); mend the page")
        for article in cut_page(page).articles:
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

    Newton's method on the penalised log-likelihood of a logistic model.

    Args:
        found: examples of one kind.
        start: weight by feature; features outside it count nothing.
    """
    names = tuple(start)
    origin: Vector = np.array([start[name] for name in names])
    seen: Vector = np.array(
        [[name == "bias" or name in one.features for name in names] for one in found], dtype=float
    )
    labels: Vector = np.array([one.label for one in found], dtype=float)
    penalty: Vector = np.array([BIAS_PENALTY if name == "bias" else PENALTY for name in names])
    weights = origin.copy()
    for _ in range(STEPS):
        likely: Vector = 1 / (1 + np.exp(-(seen @ weights)))
        gradient = seen.T @ (likely - labels) + penalty * (weights - origin)
        curvature = (seen * (likely * (1 - likely))[:, None]).T @ seen + np.diag(penalty)
        weights = weights - np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def likelihood(weights: Table, features: frozenset[str]) -> float:
    """Return the probability of a name under these weights."""
    total = weights["bias"] + sum(weights.get(feature, 0.0) for feature in sorted(features))
    return float(1 / (1 + np.exp(-total)))


def page_by_page(found: Sequence[Example], start: Table) -> tuple[int, int, int]:
    """Return right, wrong and missed names, every page judged by a fit on all the others."""
    right = wrong = missed = 0
    for page in sorted({one.page for one in found}):
        weights = fit([one for one in found if one.page != page], start)
        for one in found:
            if one.page != page:
                continue
            accepted = likelihood(weights, one.features) >= THRESHOLD
            right += accepted and one.label
            wrong += accepted and not one.label
            missed += one.label and not accepted
    return right, wrong, missed


def write(tables: dict[str, Table], path: Path) -> None:
    """Write fitted weights into the last column of the weight table; the rest stays."""
    lines: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, feature, start, _ = line.split("\t")
            lines.append(f"{kind}\t{feature}\t{start}\t{tables[kind][feature]:.2f}")
        else:
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit both models; return the exit code."""
    parser = argparse.ArgumentParser(prog="bench.fit_programs", description="Fit the weights.")
    parser.add_argument(
        "--set", nargs=2, type=Path, action="append", metavar=("GOLD", "PAGES"), dest="sets"
    )
    parser.add_argument("--write", action="store_true", help="write the weights into the table")
    options = parser.parse_args(arguments)
    sets = cast("list[list[Path]] | None", options.sets) or [list(SAMPLES)]
    found = [one for gold_dir, pages_dir in sets for one in examples(gold_dir, pages_dir)]
    tables: dict[str, Table] = {}
    for kind in KINDS:
        start, own = starting_values(kind), [one for one in found if one.kind == kind]
        right, wrong, missed = page_by_page(own, start)
        score = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{kind}: {len(own)} candidates, {right} right, {wrong} wrong, {missed} missed")
        print(f"  F1 page by page {score:.3f}")
        tables[kind] = fit(own, start)
    if options.write:
        write(tables, WEIGHTS)
        print(f"weights written to {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
