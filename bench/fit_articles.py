"""Fits the weights by which paragraphs are moved between the articles of a page.

    python -m bench.fit_articles [--set GOLD PAGES]... [--write]

Every stretch of paragraphs of an annotated page is asked for its article among all others of the
page and a new one, the other paragraphs being where they belong (pseudo-likelihood, Besag 1975).
Prints, for pages left out of the fit, how often the right article is the likeliest; with
``--write`` puts the weights into ``corpus/layout/data/article_weights.tsv``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anliku.corpus.layout.parts.blocks import Block, BlockKind, build_blocks, is_maker
from anliku.corpus.layout.parts.fragments import FragmentKind, cut_fragments, find_fragments
from anliku.corpus.layout.scores.cohesion import Recurrence
from anliku.corpus.layout.scores.heads import candidates, habit_of, places_of
from anliku.corpus.layout.scores.links import Links
from anliku.corpus.layout.scores.makers import features_of, habit_at_edges, place_of
from anliku.corpus.layout.scores.pairing import Pairs
from anliku.corpus.layout.solving.groups import Assignment, Group
from anliku.corpus.layout.solving.refining import Features, Refiner
from anliku.corpus.lines.sorting import read_lines
from anliku.corpus.reading.files import read_page
from anliku.corpus.types import Rejected

from .fit_lines import SAMPLES, solid

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "corpus" / "layout" / "data" / "article_weights.tsv"
#: L2 penalty of a weight, and steps of gradient descent with momentum.
PENALTY = 2.0
#: Penalty where there are few examples and each is clear.
FEW = 0.3
STEPS = 3000
FOLDS = 8
#: Share of neighbouring stretches of one article that are put together, and how often it is tried.
HALF_WAY = 0.4
TURNS = 3

#: The features of every choice for one stretch; the right choice comes first.
Question = list[dict[str, float]]


def right_refiner(
    gold: dict[str, Any], folder: Path
) -> tuple[Refiner, dict[int, int], dict[int, int]]:
    """Return the paragraphs and headlines of an annotated page in their articles.

    Returns:
        The page, the articles of captions and news items by their first block, and the articles
        of the bylines.
    """
    page = read_page(folder / gold["page"])
    if isinstance(page, Rejected):
        sys.exit(f"{page.item}: {page.detail}")
    blocks = build_blocks(read_lines(page))
    recurrence = Recurrence([block.text for block in blocks])
    fragments = find_fragments(blocks)
    owner = {
        number: at
        for at, article in enumerate(gold["articles"])
        for first, last in article["lines"]
        for number in range(first, last + 1)
    }
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
    return Refiner(Pairs(Links(blocks, fragments, recurrence)), home, heads), others, makers


def _owner(block: Block, owner: dict[int, int]) -> int:
    found = Counter(owner.get(line.number, -1) for line in block.lines)
    return min(found, key=lambda article: (-found[article], article))


def _is_headline(block: Block, gold: dict[str, Any], owner: dict[int, int]) -> bool:
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


def unions(right: Refiner, seed: str) -> Iterator[tuple[dict[str, float], bool]]:
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


def fit_unions(pairs: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Fit a logistic regression to stretches of one article and of two."""
    names = sorted({name for features, _ in pairs for name in features})
    index = {name: i for i, name in enumerate(names)}
    data = _table([features for features, _ in pairs], index)
    wanted = np.array([same for _, same in pairs], dtype=np.float64)
    weights = np.zeros(len(names))
    for _ in range(30):
        found = 1 / (1 + np.exp(-data @ weights))
        slope = data.T @ (found - wanted) + PENALTY * weights
        curve = (data * (found * (1 - found))[:, None]).T @ data + PENALTY * np.eye(len(names))
        weights -= np.linalg.solve(curve, slope)
    return {name: float(weights[i]) for name, i in index.items()}


def titles(right: Refiner, others: dict[int, int]) -> Iterator[Question]:
    """Yield for each title the features of its article first, then of none and of the others.

    Args:
        right: the page as it is.
        others: the article of each caption and news item, by its first block.
    """
    owner = right.titles
    fragments = cut_fragments(right.links.fragments, right.home)
    links = Links(right.links.blocks, fragments, right.links.recurrence)
    groups: dict[int, list[int]] = {}
    for at, fragment in enumerate(fragments):
        number = right.home.get(fragment.first.index, others.get(fragment.first.index, -1))
        number = number if number >= 0 else -1 - at
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


def bylines(right: Refiner, others: dict[int, int], owner: dict[int, int]) -> Iterator[Question]:
    """Yield for each byline the features of its article first, then of the other articles.

    Args:
        right: the page as it is.
        others: the article of each caption and news item, by its first block.
        owner: the article of each byline, by block.
    """
    fragments = cut_fragments(right.links.fragments, right.home)
    links = Links(right.links.blocks, fragments, right.links.recurrence)
    groups: dict[int, Group] = {}
    of: list[int] = []
    for at, fragment in enumerate(fragments):
        number = right.home.get(fragment.first.index, others.get(fragment.first.index, -1))
        number = number if number >= 0 else -1 - at
        of.append(number)
        groups.setdefault(number, Group([])).fragments.append(at)
    for title, number in right.titles.items():
        if number in groups:
            groups[number].titles.append(title)
    assignment = Assignment(links, after=False, groups=groups, of=of, used=dict(right.titles))
    mine = {block: number for block, number in owner.items() if number in groups}
    places = [place_of(assignment, links.blocks[b], groups[n]) for b, n in mine.items()]
    for habit in (sum(places) / (len(places) + 1), habit_at_edges(assignment)):
        for block, number in mine.items():
            yield [
                features_of(assignment, links.blocks[block], groups[n], habit)
                for n in (number, *(n for n in groups if n != number))
            ]


def fit(pages: Sequence[Sequence[Question]], penalty: float = PENALTY) -> dict[str, float]:
    """Fit the weights that make the right choices likely."""
    names = sorted({name for page in pages for asked in page for one in asked for name in one})
    index = {name: i for i, name in enumerate(names)}
    tables = [_table(asked, index) for page in pages for asked in page]
    weights = np.zeros(len(names))
    speed = np.zeros_like(weights)
    stacked = np.concatenate(tables)
    starts = np.cumsum([0, *(len(table) for table in tables)])[:-1]
    sizes = np.diff([*starts, len(stacked)])
    right = np.zeros(len(stacked))
    right[starts] = 1.0
    for _ in range(STEPS):
        scores = stacked @ weights
        top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
        found = np.exp(scores - top)
        found /= np.repeat(np.add.reduceat(found, starts), sizes)
        slope = stacked.T @ (found - right) + penalty * weights
        speed = 0.9 * speed - (1.0 / len(tables)) * slope * 0.15
        weights += speed
    return {name: float(weights[i]) for name, i in index.items()}


def _table(asked: Question, index: dict[str, int]) -> NDArray[np.float64]:
    out = np.zeros((len(asked), len(index)))
    for row, features in enumerate(asked):
        for name, value in features.items():
            if name in index:
                out[row, index[name]] = value
    return out


def answered(pages: Sequence[Sequence[Question]], weights: dict[str, float]) -> tuple[int, int]:
    """Return how many questions are answered right, and how many there are."""
    right = total = 0
    for page in pages:
        for asked in page:
            scores = [sum(weights.get(n, 0.0) * v for n, v in one.items()) for one in asked]
            right += scores[0] >= max(scores)
            total += 1
    return right, total


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print how well it does, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--set", nargs=2, action="append", metavar=("GOLD", "PAGES"), default=[])
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args(arguments)
    sets = [SAMPLES, *((Path(gold), Path(pages)) for gold, pages in options.set)]
    refiners = [
        right_refiner(json.loads(path.read_text("utf-8")), folder)
        for gold, folder in sets
        for path in sorted(gold.glob("*.json"))
    ]
    pages = [list(questions(refiner)) for refiner, _, _ in refiners]
    pairs = [
        [pair for turn in range(TURNS) for pair in unions(refiner, f"{at} {turn}")]
        for at, (refiner, _, _) in enumerate(refiners)
    ]
    right = total = 0
    for fold in range(FOLDS):
        weights = fit([page for at, page in enumerate(pages) if at % FOLDS != fold])
        hits, asked = answered(pages[fold::FOLDS], weights)
        right, total = right + hits, total + asked
    print(f"{right} of {total} stretches in their article, on pages left out of the fit")
    named = [list(bylines(refiner, others, owner)) for refiner, others, owner in refiners]
    hits = asked = 0
    for fold in range(FOLDS):
        weights = fit([page for at, page in enumerate(named) if at % FOLDS != fold], FEW)
        found, number = answered(named[fold::FOLDS], weights)
        hits, asked = hits + found, asked + number
    print(f"{hits} of {asked} bylines with their article")
    heads = [list(titles(refiner, others)) for refiner, others, _ in refiners]
    hits = asked = 0
    for fold in range(FOLDS):
        weights = fit([page for at, page in enumerate(heads) if at % FOLDS != fold])
        found, number = answered(heads[fold::FOLDS], weights)
        hits, asked = hits + found, asked + number
    print(f"{hits} of {asked} titles with their article")
    hits = asked = 0
    for fold in range(FOLDS):
        left = [pair for at, page in enumerate(pairs) if at % FOLDS != fold for pair in page]
        weights = fit_unions(left)
        for features, same in (pair for page in pairs[fold::FOLDS] for pair in page):
            score = sum(weights.get(name, 0.0) * value for name, value in features.items())
            hits, asked = hits + ((score > 0) is same), asked + 1
    print(f"{hits} of {asked} pairs of stretches told apart")
    steps = {
        "gather": fit_unions([pair for page in pairs for pair in page]),
        "move": fit(pages),
        "head": fit(heads),
        "byline": fit(named, FEW),
    }
    for step, weights in steps.items():
        for name, weight in sorted(weights.items()):
            print(f"  {step:8}{name:24}{weight:7.2f}")
    if options.write:
        head = "# Weights of what an article looks like, in log-odds; by bench/fit_articles.py."
        rows = [
            f"{step}\t{name}\t{weight:.3f}"
            for step, weights in steps.items()
            for name, weight in sorted(weights.items())
        ]
        WEIGHTS.write_text("\n".join([head, *rows]) + "\n", "utf-8")
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
