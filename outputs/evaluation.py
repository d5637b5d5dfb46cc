"""How good the extraction is: precision, recall and F1 a field against annotated pages.

The measures are those of the annotation guide. Every count is a micro count over all articles;
entities count once an article; optional gold entries neither help nor hurt.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import cast

from ..corpus.types import LineRange
from .agreement import Finding, bare, holds_path, match_facts, same_program, same_role
from .goldpages import FACT_FIELDS, SURFACE_KEYS, GoldArticle, GoldFact, GoldPage, read_gold

#: An article counts as cut exactly from this share of common characters on.
EXACT_SHARE = 0.95

#: Theme of an article that should be a case and was not recognised as one.
NO_THEME = "none"

#: Rates in the order of the report.
RATES = (
    "article_exact", "headline", "place_path", "figure_bound", "person_role",
    "case_place", "case_practice", "theme_accuracy",
)  # fmt: skip

_COUNTED = ("byline", *FACT_FIELDS, "is_case")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one measure; B-cubed has no counts, they are 0 then."""

    name: str
    precision: float
    recall: float
    f1: float
    tp: int = 0
    fp: int = 0
    fn: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    name: str
    hits: int
    total: int

    @property
    def value(self) -> float:
        """Return the share of hits, 0 when there was nothing to hit."""
        return self.hits / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was missed or is wrong.

    Attributes:
        article: id of the gold article.
        field: what was measured.
        outcome: ``missed`` or ``wrong``.
        surface: the gold form if missed, the found form if wrong.
        expected: the gold form if something else was found in its place, else "".
    """

    article: str
    field: str
    outcome: str
    surface: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of one evaluation.

    Attributes:
        pages: number of gold pages.
        articles: number of gold articles.
        scores: segmentation (B-cubed), byline, the fields of facts, is_case.
        rates: shares of things that are right, see ``RATES``.
        v_measure: agreement of the themes given with those of the gold, whatever their names.
        errors: every fault, in the order of gold files, articles and fields.
    """

    pages: int
    articles: int
    scores: tuple[Score, ...]
    rates: tuple[Rate, ...]
    v_measure: float
    errors: tuple[Fault, ...]

    def measures(self) -> dict[str, float]:
        """Return one number a measure: F1 of the scores, the rates, the V-measure of the themes."""
        return (
            {score.name: score.f1 for score in self.scores}
            | {rate.name: rate.value for rate in self.rates}
            | {"theme_v_measure": self.v_measure}
        )


@dataclass(slots=True)
class _Tally:
    """Counts that grow article by article; nothing of it leaves this module."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {k: [0, 0, 0] for k in _COUNTED})
    rates: dict[str, list[int]] = field(default_factory=lambda: {k: [0, 0] for k in RATES})
    themes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    faults: list[Fault] = field(default_factory=list[Fault])

    def count(self, name: str, tp: int, fp: int, fn: int) -> None:
        for at, number in enumerate((tp, fp, fn)):
            self.counts[name][at] += number

    def rate(self, name: str, *, good: bool) -> None:
        self.rates[name][0] += good
        self.rates[name][1] += 1

    def fault(
        self, article: str, what: str, outcome: str, surface: object, expected: str = ""
    ) -> None:
        self.faults.append(Fault(article, what, outcome, str(surface or ""), expected))


def evaluate(
    predictions: Iterable[Mapping[str, object]], gold_dir: Path, pages_dir: Path
) -> Evaluation:
    """Score predicted articles against annotated pages.

    Args:
        predictions: records as of ``anliku extract --format jsonl``; records of pages that the
            gold does not annotate are left aside.
        gold_dir: folder with the gold files.
        pages_dir: folder with the pages they annotate.

    Returns:
        All measures, and every fault.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing.
    """
    by_page: defaultdict[str, list[Finding]] = defaultdict(list)
    for record in predictions:
        by_page[PurePath(str(record.get("page", ""))).name].append(record)
    tally = _Tally()
    units: list[_Unit] = []
    pages = articles = 0
    for page in read_gold(gold_dir, pages_dir):
        found = by_page[page.name]
        spans = [_record_lines(record, page) for record in found]
        units += _units(page, spans)
        pages, articles = pages + 1, articles + len(page.articles)
        for article in page.articles:
            _score_article(article, page, list(zip(found, spans, strict=True)), tally)
    scores = (_b_cubed(units), *(_score(name, tally.counts[name]) for name in _COUNTED))
    rates = tuple(Rate(name, *tally.rates[name]) for name in RATES)
    v = v_measure(tally.themes)
    return Evaluation(pages, articles, scores, rates, v, tuple(tally.faults))


def _record_lines(record: Finding, page: GoldPage) -> frozenset[int]:
    """Return the raw lines that a record claims and the page has."""
    ranges = cast("Iterable[Sequence[int]]", record.get("lines") or ())
    return _line_set((LineRange(first, last) for first, last in ranges), page)


def _line_set(ranges: Iterable[LineRange], page: GoldPage) -> frozenset[int]:
    return frozenset(
        line
        for part in ranges
        for line in range(max(1, part.first), min(part.last, len(page.weights)) + 1)
    )


def _weight(lines: Iterable[int], page: GoldPage) -> int:
    return sum(page.weights[line - 1] for line in lines)


def _score_article(
    gold: GoldArticle,
    page: GoldPage,
    found: Sequence[tuple[Finding, frozenset[int]]],
    tally: _Tally,
) -> None:
    """Find the record of an article and score everything it says."""
    lines = _line_set(gold.lines, page)

    def share(candidate: frozenset[int]) -> float:
        return _weight(lines & candidate, page) / max(1, _weight(lines | candidate, page))

    best, claimed = max(found, key=lambda item: share(item[1]), default=({}, frozenset[int]()))
    smaller = min(_weight(lines, page), _weight(claimed, page))
    record = best if _weight(lines & claimed, page) * 2 > smaller else {}
    exact = share(claimed) >= EXACT_SHARE
    tally.rate("article_exact", good=exact)
    if not exact:
        ranges = "、".join(f"{part.first}–{part.last}" for part in gold.lines)
        tally.fault(gold.id, "article_exact", "missed", ranges)
    _score_heading(gold, record, tally)
    for name in FACT_FIELDS:
        _score_facts(gold, record, name, tally)
    _score_case(gold, record, tally)


def _score_heading(gold: GoldArticle, record: Finding, tally: _Tally) -> None:
    """Score headline and byline."""
    if gold.headline:
        good = bare(record.get("headline")) == bare(gold.headline)
        tally.rate("headline", good=good)
        if not good:
            tally.fault(gold.id, "headline", "wrong", record.get("headline"), gold.headline)
    makers = {
        name
        for key in ("reporters", "correspondents")
        for name in cast("Iterable[str]", record.get(key) or ())
    }
    missed, wrong = gold.makers - makers, makers - gold.makers
    tally.count("byline", len(gold.makers & makers), len(wrong), len(missed))
    for outcome, names in (("missed", missed), ("wrong", wrong)):
        for name in sorted(names):
            tally.fault(gold.id, "byline", outcome, name)


def _score_facts(gold: GoldArticle, record: Finding, name: str, tally: _Tally) -> None:
    """Score one list of facts, and what the findings say about the entries they agree with."""
    entries = gold.facts[name]
    result = match_facts(entries, cast("Iterable[Finding]", record.get(name) or ()), name)
    tally.count(name, len(result.hits), len(result.wrong), len(result.missed))
    for entry in result.missed:
        tally.fault(gold.id, name, "missed", entry.surface)
    for item in result.wrong:
        tally.fault(gold.id, name, "wrong", item.get(SURFACE_KEYS[name]))
    for entry, item in result.hits:
        _score_detail(gold.id, name, (entry, item), tally)


def _score_detail(article: str, name: str, hit: tuple[GoldFact, Finding], tally: _Tally) -> None:
    """Score path, bound or role of a finding that agrees with a gold entry."""
    entry, item = hit
    match name:
        case "places":
            rate, expected, found = "place_path", entry.path, item.get("path")
            good = holds_path(expected, found)
        case "figures":
            rate, expected, found = "figure_bound", entry.bound, item.get("bound") or ""
            good = expected == found
        case "people" if entry.role:
            rate, expected, found = "person_role", entry.role, item.get("role")
            good = same_role(expected, found)
        case _:
            return
    tally.rate(rate, good=good)
    if not good:
        surface = f"{entry.surface} {found or '—'}"
        tally.fault(article, rate, "wrong", surface, expected or "—")


def _score_case(gold: GoldArticle, record: Finding, tally: _Tally) -> None:
    """Score whether the article is a case, and if so its place, practice and theme."""
    found = cast("Finding", record.get("case") or {})
    tally.count("is_case", *(int(flag) for flag in _outcome(gold.is_case, bool(found))))
    if gold.is_case != bool(found):
        tally.fault(gold.id, "is_case", "missed" if gold.is_case else "wrong", gold.headline)
    if not gold.is_case:
        return
    theme = str(found.get("theme") or NO_THEME)
    tally.themes.append((gold.theme, theme))
    checks: list[tuple[str, str, object, bool]] = [
        ("theme_accuracy", gold.theme, theme, theme == gold.theme)
    ]
    if gold.lead_place:
        place = found.get("place")
        checks.append(("case_place", gold.lead_place, place, holds_path(gold.lead_place, place)))
    if gold.practice:
        name = found.get("practice")
        good = same_program(gold.practice, name)
        checks.append(("case_practice", gold.practice.surface, name, good))
    for rate, expected, value, good in checks:
        tally.rate(rate, good=good)
        if not good:
            tally.fault(gold.id, rate, "wrong", value, expected)


def _outcome(gold: bool, found: bool) -> tuple[bool, bool, bool]:  # noqa: FBT001
    """Return whether a yes or no is a true positive, a false positive, a false negative."""
    return gold and found, found and not gold, gold and not found


def _score(name: str, counts: Sequence[int]) -> Score:
    """Return precision, recall and F1 of counts; a share of nothing is 0."""
    tp, fp, fn = counts
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return Score(name, precision, recall, _f1(precision, recall), tp, fp, fn)


def _f1(precision: float, recall: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Unit:
    """The characters of one raw line: they share their gold article and their found article."""

    gold: tuple[str, int]
    found: tuple[str, int] | None
    weight: int


def _units(page: GoldPage, found: Sequence[frozenset[int]]) -> list[_Unit]:
    """Return the lines of a page that belong to a gold article; the first article owns a line."""
    gold = _owners((_line_set(article.lines, page) for article in page.articles), page.name)
    claimed = _owners(found, page.name)
    return [_Unit(gold[at], claimed.get(at), page.weights[at - 1]) for at in sorted(gold)]


def _owners(groups: Iterable[frozenset[int]], page: str) -> dict[int, tuple[str, int]]:
    owners: dict[int, tuple[str, int]] = {}
    for number, lines in enumerate(groups):
        for line in lines:
            owners.setdefault(line, (page, number))
    return owners


def _b_cubed(units: Sequence[_Unit]) -> Score:
    """Return B-cubed precision and recall of the characters of all articles.

    For every character: the share of its found article that is of its gold article, and the share
    of its gold article that is in its found article; a character that no record claims is alone in
    its cluster (Bagga and Baldwin 1998, "Entity-Based Cross-Document Coreferencing Using the
    Vector Space Model").
    """
    gold: Counter[object] = Counter()
    found: Counter[object] = Counter()
    both: Counter[object] = Counter()
    for unit in units:
        gold[unit.gold] += unit.weight
        if unit.found:
            found[unit.found] += unit.weight
            both[unit.gold, unit.found] += unit.weight
    precision = recall = 0.0
    for unit in units:
        common = both[unit.gold, unit.found] if unit.found else 1
        precision += unit.weight * (common / found[unit.found] if unit.found else 1)
        recall += unit.weight * common / gold[unit.gold] if unit.weight else 0
    total = sum(gold.values()) or 1
    precision, recall = precision / total, recall / total
    return Score("segmentation_bcubed", precision, recall, _f1(precision, recall))


def v_measure(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the V-measure of a labelling against the gold labels.

    The harmonic mean of homogeneity 1 - H(gold|found)/H(gold) and completeness
    1 - H(found|gold)/H(found); each is 1 where its denominator is 0 (Rosenberg and Hirschberg
    2007, "V-Measure: A Conditional Entropy-Based External Cluster Evaluation Measure").

    Args:
        pairs: gold label and found label of every item.

    >>> v_measure([("a", "1"), ("a", "1"), ("b", "2")])
    1.0
    """
    if not pairs:
        return 0.0
    joint = _entropy(Counter(pairs))
    gold = _entropy(Counter(one for one, _ in pairs))
    found = _entropy(Counter(other for _, other in pairs))
    homogeneity = 1 - (joint - found) / gold if gold else 1.0
    completeness = 1 - (joint - gold) / found if found else 1.0
    return _f1(homogeneity, completeness)


def _entropy(counts: Mapping[object, int]) -> float:
    total = sum(counts.values())
    return -sum(number / total * math.log(number / total) for number in counts.values())
