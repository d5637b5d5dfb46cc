"""Scores the cutter on typeset newspaper pages.

    python -m bench.layout [--errors] [--write FOLDER] [--styles MODULE.py] [--only NAME]
                           [--pages NUMBER]

Typesets the pages of every house style, reads them back as PDF files, cuts them, and compares
with what was drawn. More pages than a style has plans take the plans again, with other articles
in them. Characters are compared by their place on the page: the lines that the reader
returns are matched with the drawn ones by their boxes. The measures are those of ``anliku eval``.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from anliku.corpus.articles import cut_page
from anliku.corpus.reading.files import read_file
from anliku.corpus.types import Article, CutPage, Page

from .matching import Char, drawn_of_lines
from .typesetting import FURNITURE, STYLES, GoldArticle, HouseStyle, Sheet, typeset

#: An article counts as found if it shares this part of its characters (intersection by union).
EXACT = 0.95

_IGNORED = frozenset(" \t\n　“”\"'‘’「」『』《》〈〉()（）[]【】·、，,。.：:；;—-–…+＋&/")

Labels = Mapping[Char, object]


@dataclass(frozen=True, slots=True)
class Score:
    """What was reached on one page or on several.

    Attributes:
        characters: of the articles.
        precision: sum of the B-cubed precision of the characters.
        recall: sum of their recall.
        articles: number of gold articles.
        exact: of them found with an intersection by union of at least ``EXACT``.
        headlines: gold articles that have a headline, and those where it is right.
        names: of makers: right, wrong, missed.
        seconds: taken by cutting.
    """

    characters: int = 0
    precision: float = 0.0
    recall: float = 0.0
    articles: int = 0
    exact: int = 0
    headlines: tuple[int, int] = (0, 0)
    names: tuple[int, int, int] = (0, 0, 0)
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        heads = (self.headlines[0] + other.headlines[0], self.headlines[1] + other.headlines[1])
        ours, theirs = self.names, other.names
        return Score(
            self.characters + other.characters,
            self.precision + other.precision,
            self.recall + other.recall,
            self.articles + other.articles,
            self.exact + other.exact,
            heads,
            (ours[0] + theirs[0], ours[1] + theirs[1], ours[2] + theirs[2]),
            self.seconds + other.seconds,
        )

    @property
    def bcubed(self) -> float:
        """B-cubed F1 over the characters of the articles (Bagga and Baldwin, 1998)."""
        return _f1(self.precision / max(1, self.characters), self.recall / max(1, self.characters))

    @property
    def byline(self) -> float:
        """F1 of the names of makers."""
        right, wrong, missed = self.names
        return _f1(right / max(1, right + wrong), right / max(1, right + missed))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def plain(text: str) -> str:
    """Return a headline without blanks and signs, as it is compared."""
    return "".join(char for char in text if char not in _IGNORED)


def score_page(sheet: Sheet, cut: CutPage) -> tuple[Score, list[str]]:
    """Compare a cut page with what was drawn.

    Returns:
        The score, and a line for everything that is wrong.
    """
    page = cut.page
    assert page.layout is not None  # noqa: S101 - a page without boxes cannot be compared
    places = drawn_of_lines(sheet.lines, page.lines, page.layout.boxes)
    gold = {
        (at, offset): line.owner
        for at, line in enumerate(sheet.lines)
        if line.owner != FURNITURE
        for offset, char in enumerate(line.text)
        if not char.isspace()
    }
    found: dict[Char, object] = {}
    members: list[set[Char]] = []
    for number, article in enumerate(cut.articles):
        chars = {char for line in _lines(article) for char in places[line - 1]}
        members.append(chars)
        for char in chars:
            found.setdefault(char, number)
    precision, recall = _bcubed(gold, found)
    score = Score(len(gold), precision, recall)
    errors: list[str] = []
    for number, truth in enumerate(sheet.articles):
        own = {char for char, owner in gold.items() if owner == number}
        one, wrong = _score_article(truth, own, cut.articles, members)
        score += one
        errors += wrong
    return score, errors


def _lines(article: Article) -> Iterator[int]:
    for part in article.lines:
        yield from range(part.first, part.last + 1)


def _bcubed(gold: Labels, found: Labels) -> tuple[float, float]:
    """Return the sums of precision and recall; a character left out is a cluster of its own."""
    sizes: dict[object, int] = {}
    clusters: dict[object, int] = {}
    both: dict[tuple[object, object], int] = {}
    for char, truth in gold.items():
        cluster = found.get(char, char)
        sizes[truth] = sizes.get(truth, 0) + 1
        clusters[cluster] = clusters.get(cluster, 0) + 1
        both[truth, cluster] = both.get((truth, cluster), 0) + 1
    precision = sum(count * count / clusters[cluster] for (_, cluster), count in both.items())
    recall = sum(count * count / sizes[truth] for (truth, _), count in both.items())
    return precision, recall


def _score_article(
    truth: GoldArticle,
    own: set[Char],
    articles: Sequence[Article],
    members: Sequence[set[Char]],
) -> tuple[Score, list[str]]:
    """Compare one gold article with the cut article that shares most with it."""
    overlap = [len(own & chars) / max(1, len(own | chars)) for chars in members]
    best = max(range(len(overlap)), key=overlap.__getitem__, default=-1)
    share = overlap[best] if best >= 0 else 0.0
    near = best >= 0 and 2 * len(own & members[best]) > min(len(own), len(members[best]))
    article = articles[best] if near else None
    name = truth.headline or "(brief)"
    errors: list[str] = []
    exact = share >= EXACT
    if not exact:
        errors.append(f"{name}: share {share:.3f}")
    headlines = (0, 0)
    if truth.headline:
        right = article is not None and plain(article.headline) == plain(truth.headline)
        headlines = (1, int(right))
        if not right:
            errors.append(f"{name}: headline {article.headline if article else None!r}")
    wanted = {*truth.reporters, *truth.correspondents}
    given = {*article.reporters, *article.correspondents} if article else set[str]()
    if wanted != given:
        errors.append(f"{name}: names {sorted(given)} for {sorted(wanted)}")
    names = (len(wanted & given), len(given - wanted), len(wanted - given))
    return Score(0, 0.0, 0.0, 1, int(exact), headlines, names), errors


def read_back(pdf: bytes, name: str, folder: Path) -> Page | None:
    """Write a PDF, and read its page; None if no reader takes it."""
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf)
    pages = list(read_file(path))
    if len(pages) == 1 and isinstance(pages[0], Page) and pages[0].layout is not None:
        return pages[0]
    print(f"{name}: {pages}", file=sys.stderr)
    return None


def score_styles(
    styles: Iterable[HouseStyle], pages: int, folder: Path, *, show: bool
) -> Iterator[tuple[str, Score]]:
    """Typeset, read, cut and score the pages of the styles; yields page name and score."""
    for style in styles:
        for number in range(1, (pages or len(style.plans)) + 1):
            name = f"{style.name}-{number}"
            pdf, sheet = typeset(style, number)
            page = read_back(pdf, name, folder)
            if page is None:
                continue
            start = time.perf_counter()
            cut = cut_page(page)
            taken = time.perf_counter() - start
            score, errors = score_page(sheet, cut)
            yield name, score + Score(seconds=taken)
            if show:
                print("".join(f"    {name} {error}\n" for error in errors), end="")


def load_styles(path: Path) -> tuple[HouseStyle, ...]:
    """Load ``STYLES`` from a Python file outside the package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file; name one that defines STYLES")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("tuple[HouseStyle, ...]", module.STYLES)


def _row(name: str, score: Score) -> str:
    heads, right = score.headlines
    return (
        f"{name:18s} {score.characters:6d} {score.bcubed:7.3f}"
        f" {score.exact:4d}/{score.articles:<3d} {right:4d}/{heads:<3d}"
        f" {score.byline:6.3f} {score.seconds * 1000:6.1f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description="Score the cutter on typeset pages.")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--write", type=Path, help="keep the PDF files in this folder")
    parser.add_argument("--styles", type=Path, help="a Python file with other house styles")
    parser.add_argument("--only", default="", help="name of one house style")
    parser.add_argument("--pages", type=int, default=0, help="pages of each style")
    options = parser.parse_args(arguments)
    styles = load_styles(options.styles) if options.styles else STYLES
    names = ", ".join(style.name for style in styles)
    styles = tuple(style for style in styles if options.only in {"", style.name})
    if not styles:
        parser.error(f"no house style is named {options.only!r}; there are {names}")
    print(f"{'page':18s} {'chars':>6s} {'B-cubed':>7s} {'exact':>8s} {'heads':>8s} byline    ms")
    total = Score()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.write or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, score in score_styles(styles, options.pages, folder, show=options.errors):
            print(_row(name, score))
            total += score
    print(_row("all", total))


if __name__ == "__main__":
    main()
