"""Types and rows: whatever a type can hold comes back from the library as it went in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.types import (
    Article,
    ArticleKind,
    Boundary,
    CutPage,
    LineRange,
    OffsetMap,
    Page,
    Part,
    Role,
    Span,
)
from anliku.corpus.types import Run as OffsetRun
from anliku.nlp.results import (
    AnalysedPage,
    Analysis,
    Case,
    CaseRecord,
    Finding,
    Mechanism,
    Passage,
    Period,
    Voice,
)
from anliku.nlp.types import (
    DateMention,
    Figure,
    Organisation,
    Person,
    Place,
    PlaceReference,
    Program,
    Status,
)
from anliku.outputs.library import Library, Run

names = st.text("松岭镇白杨街道A1“”'\"\n\x00é𠮷", max_size=6)
positions = st.integers(0, 40)
spans = st.tuples(positions, st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))
mentions = st.lists(spans, max_size=3).map(tuple)
statuses = st.sampled_from(Status)
ranges = st.lists(st.builds(LineRange, positions, positions), max_size=3).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False)
articles = st.builds(
    Article,
    id=st.just("0123456789-01"),
    page=st.just("p.txt"),
    kind=st.sampled_from(ArticleKind),
    headline=names,
    subhead=names,
    column=names,
    reporters=st.lists(names, max_size=2).map(tuple),
    correspondents=st.lists(names, max_size=2).map(tuple),
    text=names,
    parts=st.lists(
        st.builds(Part, st.sampled_from(Role), ranges, st.none() | spans), max_size=3
    ).map(tuple),
    lines=ranges,
    offsets=st.lists(st.builds(OffsetRun, positions, positions, positions, positions), max_size=3)
    .map(lambda runs: (OffsetRun(0, 50, 1, 1), *runs))
    .map(lambda runs: OffsetMap("p.txt", tuple(sorted(runs, key=lambda run: run.start)))),
    boundaries=st.lists(st.builds(Boundary, positions, numbers, names), max_size=2).map(tuple),
)
_OF: dict[object, st.SearchStrategy[object]] = {
    str: names,
    float: numbers,
    bool: st.booleans(),
    float | None: st.none() | numbers,
    Span: spans,
    Span | None: st.none() | spans,
    tuple[Span, ...]: mentions,
    tuple[str, ...]: st.lists(names, max_size=2).map(tuple),
    tuple[float, ...]: st.lists(numbers, max_size=2).map(tuple),
}


def _any(kind: type) -> st.SearchStrategy[tuple[object, ...]]:
    """Return facts of a kind with all of their fields, whatever they are."""
    fields = {
        name: st.sampled_from(hint) if isinstance(hint, type(Status)) else _OF[hint]
        for name, hint in get_type_hints(kind).items()
    }
    return st.lists(st.builds(kind, **fields), max_size=2).map(tuple)


_KINDS = (Place, Program, Figure, Person, Organisation, DateMention, PlaceReference)
analyses = st.builds(Analysis, articles, *map(_any, _KINDS))
findings = st.lists(st.builds(Finding, names, spans, mentions), max_size=2).map(tuple)
passages = st.lists(st.builds(Passage, spans, mentions, mentions), max_size=2).map(tuple)
records = st.builds(
    CaseRecord,
    practice=mentions,
    aliases=st.lists(names, max_size=2).map(tuple),
    bodies=findings,
    period=st.none() | st.builds(Period, names, names, mentions),
    first_seen=names,
    results=passages,
    voices=st.lists(st.builds(Voice, mentions, names, names, mentions), max_size=2).map(tuple),
    mechanism=st.lists(st.builds(Mechanism, names, findings), max_size=2).map(tuple),
)
cases = st.builds(
    Case,
    st.just("0123456789-01"),
    names,
    names,
    names,
    names,
    names,
    names,
    st.lists(st.tuples(names, numbers), max_size=3).map(tuple),
    numbers,
    mentions,
    records,
)


#: What the page counts as analysed by: another for every example, so that it is written anew.
_stamps = count(1)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return one library for all examples: to make one takes longer than to use it."""
    path: Path = tmp_path_factory.mktemp("codec") / "a.db"
    with Library.open(path, create=True) as opened:
        yield opened


@given(analysis=analyses, case=st.none() | cases)
def test_every_type_survives_the_round_trip(
    library: Library, analysis: Analysis, case: Case | None
) -> None:
    page = Page("p.txt", "/p.txt", "0123456789" * 6 + "0123", "utf-8", ("甲", "", "乙\x0c丙"))
    cut = CutPage(page, (analysis.article,), (), ())
    analysed = AnalysedPage(cut, (analysis,), (case,) if case else ())
    run = Run(str(next(_stamps)), "", "", "", "", "", (), (), ())
    summary = library.add([analysed], run)
    assert not summary.rejected
    (entry,) = library.entries()
    assert entry.analysis == analysis
    assert entry.case == case
    assert library.raw_page(entry.page) == page
