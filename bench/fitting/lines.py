"""Fits the weights that tell titles and labels from running text to annotated pages.

    python -m bench.fitting.lines [--set GOLD PAGES]... [--write]

A line of an article that stands in its headline or subhead is a title, and so is a crosshead (the
lines listed under ``crossheads`` in the gold, or what the page cutter takes for one now); a line
of no article is a label; the rest is running text. A softmax regression with an L2 penalty is
fitted twice: to the lines alone, and once more with what the first look made of their neighbours
on pages it was not fitted to. Prints, for pages left out of the fit, how many lines are read right,
and with ``--write`` puts the weights into ``corpus/layout/data/line_weights.tsv``. The sample pages
are always used; the weights of the repository were fitted to these and to pages with other habits
that cannot be given away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from anliku.corpus.articles import cut_page
from anliku.corpus.layout.parts.looks import MAX_TITLE, Surroundings, features, second_look
from anliku.corpus.layout.parts.stacks import pairs
from anliku.corpus.layout.parts.tagging import Tag, probabilities, tag_lines
from anliku.corpus.layout.scores.evidence import width
from anliku.corpus.lines.settling import read_lines
from anliku.corpus.lines.sorting import Line, LineKind
from anliku.corpus.types import Article, Page, Role

from .models import MOMENTUM, Vector, descend, folds, matrix
from .sets import ROOT, Set, owners, read_arguments, read_pages, solid

WEIGHTS = ROOT / "corpus" / "layout" / "data" / "line_weights.tsv"
TAGS = (Tag.BODY, Tag.LABEL, Tag.TITLE)
#: L2 penalty of a weight.
PENALTY = 1.5
#: Steps of gradient descent.
STEPS = 1500
FOLDS = 9

#: Weights of label and title against running text, by feature.
Weights = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The lines of one page that are judged, with their features and what they really are."""

    names: list[list[str] | None]
    tags: list[Tag | None]
    inner: list[bool]
    stacks: list[tuple[list[str], bool]] = field(default_factory=list[tuple[list[str], bool]])


def truth(page: Page, gold: dict[str, Any], lines: Sequence[Line]) -> dict[int, Tag]:
    """Return what the lines of an annotated page are."""
    owner = owners(gold)
    inner = set(gold.get("crossheads") or _crossheads(page))
    out: dict[int, Tag] = {}
    for line in lines:
        if line.number not in owner:
            out[line.number] = Tag.LABEL
            continue
        article = gold["articles"][owner[line.number]]
        text = solid(line.text)
        titles = (solid(article["headline"]), solid(article["subhead"]))
        titled = len(text) >= 2 and any(
            text in title or (len(title) >= 4 and title in text) for title in titles
        )
        titled = titled and "。" not in line.text and width(line.text) <= MAX_TITLE
        label = text == solid(article["column"]) and line.kind is LineKind.LABEL
        title = titled or line.number in inner
        out[line.number] = Tag.TITLE if title else Tag.LABEL if label else Tag.BODY
    return out


def _crossheads(page: Page) -> Iterator[int]:
    for article in cut_page(page).articles:
        for part in article.parts:
            if part.role is Role.CROSSHEAD:
                for lines in part.lines:
                    yield from range(lines.first, lines.last + 1)


def judged_pages(of: Set) -> Iterator[Judged]:
    """Yield annotated pages."""
    for gold, page in read_pages(*of):
        lines = read_lines(page)
        inner = set(gold.get("crossheads") or _crossheads(page))
        yield _judged(lines, truth(page, gold, lines), inner, owners(gold))


def _judged(
    lines: Sequence[Line],
    tags: Mapping[int, Tag],
    inner: set[int],
    owner: Mapping[int, int] | None = None,
) -> Judged:
    around = Surroundings(lines)
    names = [
        None if around.is_plain(at) else features(around, at) for at in range(len(around.lines))
    ]
    return Judged(
        names,
        [tags[line.number] for line in around.lines],
        [line.number in inner for line in around.lines],
        list(_stacks(lines, owner or {})),
    )


def _stacks(lines: Sequence[Line], owner: Mapping[int, int]) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of title lines that follow each other, and whether they are one title."""
    for above, below, names in pairs(lines, tag_lines(lines)):
        one, two = owner.get(above), owner.get(below)
        if one is not None or two is not None:
            yield names, one == two


#: Forms of a page with one article: blank lines behind headline and byline, indent, line width.
FORMS = (
    (True, True, "", 0), (False, False, "　　", 0), (True, False, "　　", 0), (False, True, "", 0),
    (False, False, "", 0), (False, False, "", 18), (True, True, "　　", 22),
    (False, False, "　　", 14), (True, True, "", 30),
)  # fmt: skip


def judged_articles(of: Set) -> Iterator[Judged]:
    """Yield each article of annotated pages as a page of its own, set in one form or another."""
    turn = 0
    for _, page in read_pages(*of):
        for article in cut_page(page).articles:
            if article.headline:
                turn += 1
                texts, tags = _set_alone(article, FORMS[turn % len(FORMS)])
                alone = Page(article.id, article.id, article.id, "utf-8", tuple(texts))
                yield _judged(read_lines(alone), tags, set(_inner_of(texts, article)))


def _set_alone(
    article: Article, form: tuple[bool, bool, str, int]
) -> tuple[list[str], dict[int, Tag]]:
    """Set an article as a page: column label, headline, subhead, byline, paragraphs."""
    gap, below, indent, wide = form
    texts: list[str] = []
    tags: dict[int, Tag] = {}

    def add(text: str, tag: Tag) -> None:
        texts.append(text)
        tags[len(texts)] = tag

    if article.column:
        add(article.column, Tag.LABEL)
    add(article.headline, Tag.TITLE)
    if article.subhead:
        add(f"——{article.subhead}", Tag.TITLE)
    if gap:
        add("", Tag.BODY)
    if article.reporters:
        add("本报记者 " + " ".join(article.reporters), Tag.BODY)
        if below:
            add("", Tag.BODY)
    for part in article.parts:
        if part.span is None or part.role not in (Role.BODY, Role.CROSSHEAD):
            continue
        text = part.span.of(article.text)
        if part.role is Role.CROSSHEAD:
            add(text, Tag.TITLE)
            continue
        text = indent + text
        for at in range(0, len(text), wide or len(text)):
            add(text[at : at + (wide or len(text))], Tag.BODY)
        if below and not wide:
            add("", Tag.BODY)
    return texts, tags


def _inner_of(texts: Sequence[str], article: Article) -> Iterator[int]:
    inner = {
        part.span.of(article.text)
        for part in article.parts
        if part.role is Role.CROSSHEAD and part.span is not None
    }
    for number, text in enumerate(texts, 1):
        if text in inner:
            yield number


def fit(rows: Sequence[Sequence[str]], tags: Sequence[Tag]) -> Weights:
    """Fit a softmax regression; return the weights of label and title against running text.

    Args:
        rows: the features of each line.
        tags: what each line is.
    """
    names = sorted({name for row in rows for name in row})
    if not names:
        return {}
    data = matrix([dict.fromkeys(row, 1.0) for row in rows], names)
    wanted = np.array([[tag is each for each in TAGS] for tag in tags], dtype=np.float64)

    def slope(weights: Vector) -> Vector:
        scores = data @ weights
        found = np.exp(scores - scores.max(axis=1, keepdims=True))
        found /= found.sum(axis=1, keepdims=True)
        return data.T @ (found - wanted) + PENALTY * weights

    # The curvature of a softmax regression is at most half that of least squares (Böhning 1992).
    curvature = np.linalg.eigvalsh(data.T @ data)[-1] / 2 + PENALTY
    rate = float((1 + MOMENTUM) / curvature)  # half of what would no longer come to rest
    weights = descend(slope, np.zeros((len(names), len(TAGS))), rate, STEPS)
    return {
        name: (float(row[1] - row[0]), float(row[2] - row[0]))
        for name, row in zip(names, weights, strict=True)
    }


def fit_crossheads(pages: Sequence[Judged]) -> Weights:
    """Fit which titles are crossheads; the weight stands in the column of titles."""
    rows = [
        (names, Tag.TITLE if inner else Tag.BODY)
        for page in pages
        for names, tag, inner in zip(page.names, page.tags, page.inner, strict=True)
        if names is not None and tag is Tag.TITLE
    ]
    return fit([names for names, _ in rows], [tag for _, tag in rows])


def fit_stacks(pages: Sequence[Judged]) -> Weights:
    """Fit which title lines belong to the one before; the weight stands in the column of titles."""
    rows = [row for page in pages for row in page.stacks]
    tags = [Tag.TITLE if one else Tag.BODY for _, one in rows]
    return fit([names for names, _ in rows], tags)


def judge_stacks(pages: Sequence[Judged]) -> tuple[int, int]:
    """Fit to all pages but some, judge those; return how many pairs of titles are right, of all."""
    right = total = 0
    for others, held in folds(pages, FOLDS):
        weights = fit_stacks(others)
        for names, one in (row for page in held for row in page.stacks):
            found = sum(weights[name][1] for name in names if name in weights) > 0
            right, total = right + (found is one), total + 1
    return right, total


def first_looks(pages: Sequence[Judged], weights: Weights) -> list[Judged]:
    """Return the pages with what a first look makes of the neighbours added to the features."""
    out: list[Judged] = []
    for page in pages:
        first = [None if names is None else probabilities(names, weights) for names in page.names]
        more = [
            None if names is None else [*names, *second_look(first, at)]
            for at, names in enumerate(page.names)
        ]
        out.append(Judged(more, page.tags, page.inner, page.stacks))
    return out


def _flat(pages: Sequence[Judged]) -> tuple[list[list[str]], list[Tag]]:
    pairs = [
        (names, tag)
        for page in pages
        for names, tag in zip(page.names, page.tags, strict=True)
        if names is not None and tag is not None
    ]
    return [names for names, _ in pairs], [tag for _, tag in pairs]


def _second_pages(pages: Sequence[Judged]) -> list[Judged]:
    """Add to each page what a fit to the pages of the other folds makes of it."""
    out = list(pages)
    for fold, (others, left) in enumerate(folds(pages, FOLDS)):
        out[fold::FOLDS] = first_looks(left, fit(*_flat(others)))
    return out


def judge(pages: Sequence[Judged]) -> tuple[int, int, dict[Tag, float]]:
    """Fit to all pages but some, judge those; return lines right, lines, F1 of each tag."""
    hits: dict[Tag, list[int]] = {tag: [0, 0, 0] for tag in TAGS}
    right = total = 0
    for others, left in folds(pages, FOLDS):
        weights = fit(*_flat(others))
        for names, tag in zip(*_flat(left), strict=True):
            label, title = probabilities(names, weights)
            best = max((1 - label - title, Tag.BODY), (label, Tag.LABEL), (title, Tag.TITLE))[1]
            right, total = right + (best is tag), total + 1
            hits[tag][1] += 1
            hits[best][2] += 1
            hits[tag][0] += best is tag
    scores = {tag: 2 * hit / max(1, gold + found) for tag, (hit, gold, found) in hits.items()}
    return right, total, scores


def write(looks: Sequence[Weights], path: Path) -> None:
    """Write the weights: look, feature, weight of label, weight of title."""
    head = [
        "# Weights of a line's features for being a label or a title rather than running text.",
        "# Fitted by bench/fitting/lines.py; look, feature, label, title.",
    ]
    rows = [
        f"{look}\t{name}\t{label:.3f}\t{title:.3f}"
        for look, weights in enumerate(looks, 1)
        for name, (label, title) in sorted(weights.items())
    ]
    path.write_text("\n".join([*head, *rows]) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print how well it does, and write if asked."""
    sets, wanted = read_arguments(arguments, __doc__)
    pages = [page for one in sets for page in judged_pages(one)]
    pages += judged_articles(sets[0])
    second = _second_pages(pages)
    for name, each in (("first look", pages), ("second look", second)):
        right, total, scores = judge(each)
        f1 = "  ".join(f"{tag.value} {value:.3f}" for tag, value in scores.items())
        print(f"{name}: {right} of {total} lines right; F1 {f1}")
    print("title lines: {} of {} pairs right".format(*judge_stacks(pages)))
    if wanted:
        looks = [fit(*_flat(pages)), fit(*_flat(second)), fit_crossheads(pages), fit_stacks(pages)]
        write(looks, WEIGHTS)
        print(f"wrote {WEIGHTS}")


if __name__ == "__main__":
    main()
