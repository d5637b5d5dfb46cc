"""Fits the weights by which paragraphs are moved between the articles of a page.

    python -m bench.fitting.articles [--set GOLD PAGES]... [--write]

Every stretch of paragraphs of an annotated page is asked for its article among all others of the
page and a new one, the other paragraphs being where they belong (pseudo-likelihood, Besag 1975).
Prints, for pages left out of the fit, how often the right article is the likeliest; with
``--write`` puts the weights into ``corpus/layout/data/article_weights.tsv``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from anliku.corpus.layout.parts.blocks import Block, BlockKind, build_blocks, is_maker
from anliku.corpus.layout.parts.fragments import FragmentKind, cut_fragments, find_fragments
from anliku.corpus.layout.scores.cohesion import Recurrence
from anliku.corpus.layout.scores.heads import candidates, habit_of, places_of
from anliku.corpus.layout.scores.links import Links
from anliku.corpus.layout.scores.makers import features_of, place_of
from anliku.corpus.layout.scores.pairing import Pairs
from anliku.corpus.layout.solving.groups import Assignment, Group
from anliku.corpus.layout.solving.refining import Features, Refiner
from anliku.corpus.lines.settling import read_lines
from anliku.corpus.types import Page

from .models import Vector, descend, fit_logistic, folds, matrix
from .sets import ROOT, owners, read_arguments, read_pages, solid

WEIGHTS = ROOT / "corpus" / "layout" / "data" / "article_weights.tsv"
#: L2 penalty of a weight, and steps of gradient descent with momentum.
PENALTY = 2.0
#: Penalty where there are few examples and each is clear.
FEW = 0.3
STEPS = 3000
RATE = 0.15
FOLDS = 8
#: Share of neighbouring stretches of one article that are put together, and how often it is tried.
HALF_WAY = 0.4
TURNS = 3

#: The features of every choice for one stretch; the right choice comes first.
Question = list[dict[str, float]]
#: Weight by feature.
Weights = dict[str, float]
#: The features of two stretches as one, and whether they are of one article.
Pair = tuple[dict[str, float], bool]


@dataclass(frozen=True, slots=True)
class Solved:
    """An annotated page with everything where it belongs.

    Attributes:
        refiner: the paragraphs and headlines in their articles.
        others: the article of each caption and news item, by its first block.
        makers: the article of each byline, by block.
    """

    refiner: Refiner
    others: dict[int, int]
    makers: dict[int, int]


def solve(gold: Mapping[str, Any], page: Page) -> Solved:
    """Return an annotated page with its parts in their articles."""
    blocks = build_blocks(read_lines(page))
    recurrence = Recurrence([block.text for block in blocks])
    fragments = find_fragments(blocks)
    owner = owners(gold)
    home = {
        block.index: _owner(block, owner)
        for fragment in fragments
        if fragment.kind is FragmentKind.BODY
        for block in fragment.blocks
    }
    home = {unit: article for unit, article in home.items() if article >= 0}
    heads = {
        block.index: _owner(block, owner)
        for block in blocks
        if block.kind is BlockKind.TITLE and _is_headline(block, gold, owner)
    }
    makers = {
        block.index: _owner(block, owner)
        for block in blocks
        if is_maker(block) and _owner(block, owner) >= 0
    }
    others = {
        fragment.first.index: _owner(fragment.first, owner)
        for fragment in fragments
        if fragment.kind is not FragmentKind.BODY
    }
    return Solved(Refiner(Pairs(Links(blocks, fragments, recurrence)), home, heads), others, makers)


def _owner(block: Block, owner: dict[int, int]) -> int:
    found = Counter(owner.get(line.number, -1) for line in block.lines)
    return min(found, key=lambda article: (-found[article], article))


def _is_headline(block: Block, gold: Mapping[str, Any], owner: dict[int, int]) -> bool:
    article = _owner(block, owner)
    if article < 0:
        return False
    titles = (solid(gold["articles"][article][key]) for key in ("headline", "subhead"))
    return any(solid(line.text) in title for title in titles for line in block.lines)


def questions(refiner: Refiner) -> Iterator[Question]:
    """Yield for each stretch the features of the page with it in each article it could be in."""
    for run in refiner.runs():
        source = refiner.home[run[0]]
        moved = set(run)
        rest = [unit for unit in refiner.members[source] if unit not in moved]
        right = _difference(refiner, source, rest, run)
        others = [
            _difference(refiner, article, refiner.members.get(article, []), run)
            for article in (*refiner.members, refiner.fresh)
            if article != source and (article != refiner.fresh or rest)
        ]
        if others:
            yield [right, *others]


def _difference(
    refiner: Refiner, article: int, others: Sequence[int], run: Sequence[int]
) -> dict[str, float]:
    """Return how the features of a page change when a stretch is put into an article."""
    out: dict[str, float] = dict(refiner.article_features(article, sorted([*others, *run])))
    before: Features = refiner.article_features(article, others) if others else {}
    for name, value in before.items():
        out[name] = out.get(name, 0.0) - value
    for name, value in refiner.shared(article, others, run).items():
        out[name] = out.get(name, 0.0) + value
    return out


def unions(right: Refiner, seed: str) -> Iterator[Pair]:
    """Yield the features of two stretches as one, and whether they are of one article.

    Stretches of one article are put together at random first, as they are half way.
    """
    chance = Random(seed)  # noqa: S311 - not for secrets, and the same every time
    strips = {unit: at for unit, at in right.pairs.strips.items() if unit in right.home}
    names = {strip: strip for strip in strips.values()}
    by_article: dict[int, list[int]] = {}
    for unit, strip in strips.items():
        if strip not in by_article.setdefault(right.home[unit], []):
            by_article[right.home[unit]].append(strip)
    for found in by_article.values():
        for one, two in pairwise(found):
            if chance.random() < HALF_WAY:
                names[two] = names[one]
    state = Refiner(right.pairs, {unit: names[strip] for unit, strip in strips.items()}, {})
    article = {strip: right.home[units[0]] for strip, units in state.members.items()}
    listed = list(state.members)
    for at, one in enumerate(listed):
        for two in listed[at + 1 :]:
            yield dict(state.merged(one, two)), article[one] == article[two]


def fit_unions(pairs: Sequence[Pair]) -> Weights:
    """Fit a logistic regression to stretches of one article and of two."""
    names = sorted({name for features, _ in pairs for name in features})
    data = matrix([features for features, _ in pairs], names)
    wanted = np.array([same for _, same in pairs], dtype=np.float64)
    none = np.zeros(len(names))
    weights = fit_logistic(data, wanted, none + PENALTY, none)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def titles(right: Solved) -> Iterator[Question]:
    """Yield for each title the features of its article first, then of none and of the others."""
    owner = right.refiner.titles
    links, of = _links(right)
    groups: dict[int, list[int]] = {}
    for at, number in enumerate(of):
        groups.setdefault(number, []).append(at)
    habit = _habit(links, groups, owner)
    for title in links.titles:
        found = candidates(links, title, groups, habit)
        number = owner.get(title)
        if number is None:
            yield [{}, *found.values()]
        elif number in found:
            own = found.pop(number)
            yield [own, {}, *found.values()]


def _habit(links: Links, groups: dict[int, list[int]], owner: dict[int, int]) -> float:
    places = [
        places_of(links, title, groups[number])
        for title, number in owner.items()
        if number in groups
    ]
    return habit_of(places)


def _links(right: Solved) -> tuple[Links, list[int]]:
    """Return what stands where with the fragments cut at their articles, and their articles.

    A fragment of no article is one of its own, counted from -1 down.
    """
    old = right.refiner.links
    home = {**right.others, **right.refiner.home}
    fragments = cut_fragments(old.fragments, right.refiner.home)
    numbers = [home.get(fragment.first.index, -1) for fragment in fragments]
    of = [number if number >= 0 else -1 - at for at, number in enumerate(numbers)]
    return Links(old.blocks, fragments, old.recurrence), of


def bylines(right: Solved) -> Iterator[Question]:
    """Yield for each byline the features of its article first, then of the other articles."""
    links, of = _links(right)
    used = dict(right.refiner.titles)
    groups: dict[int, Group] = {}
    for at, number in enumerate(of):
        groups.setdefault(number, Group([])).fragments.append(at)
    for title, number in used.items():
        if number in groups:
            groups[number].titles.append(title)
    assignment = Assignment(links, after=False, groups=groups, of=of, used=used)
    mine = {block: number for block, number in right.makers.items() if number in groups}
    places = [place_of(assignment, links.blocks[b], groups[n]) for b, n in mine.items()]
    for habit in (sum(places) / (len(places) + 1), assignment.links.byline_habit):
        for block, number in mine.items():
            yield [
                features_of(assignment, links.blocks[block], groups[n], habit)
                for n in (number, *(n for n in groups if n != number))
            ]


def fit(pages: Sequence[Sequence[Question]], penalty: float = PENALTY) -> Weights:
    """Fit the weights that make the right choices likely (conditional logit).

    Args:
        pages: the questions of each page.
        penalty: L2 penalty of a weight.
    """
    names = sorted({name for page in pages for asked in page for one in asked for name in one})
    tables = [matrix(asked, names) for page in pages for asked in page]
    stacked = np.concatenate(tables)
    starts = np.cumsum([0, *(len(table) for table in tables)])[:-1]
    sizes = np.diff([*starts, len(stacked)])
    right = np.zeros(len(stacked))
    right[starts] = 1.0

    def slope(weights: Vector) -> Vector:
        scores = stacked @ weights
        top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
        found = np.exp(scores - top)
        found /= np.repeat(np.add.reduceat(found, starts), sizes)
        return stacked.T @ (found - right) + penalty * weights

    weights = descend(slope, np.zeros(len(names)), RATE / len(tables), STEPS)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def answered(pages: Sequence[Sequence[Question]], penalty: float = PENALTY) -> tuple[int, int]:
    """Return how many questions of pages left out of the fit are answered right, and how many."""
    right = total = 0
    for others, left in folds(pages, FOLDS):
        weights = fit(others, penalty)
        for asked in (asked for page in left for asked in page):
            scores = [_score(one, weights) for one in asked]
            right += scores[0] >= max(scores)
            total += 1
    return right, total


def told_apart(pages: Sequence[Sequence[Pair]]) -> tuple[int, int]:
    """Return how many pairs of pages left out of the fit are judged right, and how many."""
    right = total = 0
    for others, left in folds(pages, FOLDS):
        weights = fit_unions([pair for page in others for pair in page])
        for features, same in (pair for page in left for pair in page):
            right += (_score(features, weights) > 0) is same
            total += 1
    return right, total


def _score(features: Mapping[str, float], weights: Weights) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def write(steps: Mapping[str, Weights], path: Path) -> None:
    """Write the weights: step, feature, weight."""
    head = "# Weights of what an article looks like, in log-odds; by bench/fitting/articles.py."
    rows = [
        f"{step}\t{name}\t{weight:.3f}"
        for step, weights in steps.items()
        for name, weight in sorted(weights.items())
    ]
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print how well it does, and write if asked."""
    sets, wanted = read_arguments(arguments, __doc__)
    solved = [solve(gold, page) for one in sets for gold, page in read_pages(*one)]
    moves = [list(questions(page.refiner)) for page in solved]
    named = [list(bylines(page)) for page in solved]
    heads = [list(titles(page)) for page in solved]
    pairs = [
        [pair for turn in range(TURNS) for pair in unions(page.refiner, f"{at} {turn}")]
        for at, page in enumerate(solved)
    ]
    for (right, total), what in (
        (answered(moves), "stretches in their article, on pages left out of the fit"),
        (answered(named, FEW), "bylines with their article"),
        (answered(heads), "titles with their article"),
        (told_apart(pairs), "pairs of stretches told apart"),
    ):
        print(f"{right} of {total} {what}")
    steps = {
        "gather": fit_unions([pair for page in pairs for pair in page]),
        "move": fit(moves),
        "head": fit(heads),
        "byline": fit(named, FEW),
    }
    for step, weights in steps.items():
        for name, weight in sorted(weights.items()):
            print(f"  {step:8}{name:24}{weight:7.2f}")
    if wanted:
        write(steps, WEIGHTS)
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
