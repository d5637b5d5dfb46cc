"""Searches a library: a query in, ranked articles with snippets out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tantivy import Occur, Order, Schema, Searcher
from tantivy import Query as Clause

from ..corpus.errors import AnlikuError
from ..corpus.types import ArticleKind, LineRange, Role, Span
from .index import DamagedIndexError, SearchIndex, open_index, reading, rebuild_index
from .library import Entry, Library
from .regions import find_regions
from .snippets import make_snippet
from .terms import Terms, bigrams, read_query, words

# Weights of the fields in the sum of BM25 scores; bigrams of the text weigh 1. Swept 0 to 2 with 66
# questions for 48 articles among 16,900 others: MRR@10 0.87 here, 0.81 with headlines at 1. The
# headline stands in the text too, so it counts 1.1 times; more of it drowns what the text says.
# Single characters as terms gave 0.88 but cost four times as much time.
HEADLINE_WEIGHT = 0.1
NAMES_WEIGHT = 0.2
WORDS_WEIGHT = 0.3

#: Hits fetched beyond the limit, so that articles of equal score are put in the order of their ids.
SPARE_HITS = 50

#: Characters of the text that stand in for a missing title.
OPENING = 20

_SOME_WORDS = "no article has all these words; here are those with some of them"


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for.

    Attributes:
        text: words, "phrases in quotation marks", or a question; "" lists everything.
        place: name or code of a region, "" for all; see ``find_regions``.
        theme: id or name of a theme, main or second; "" for all.
        kind: one of the five kinds of articles, "" for all.
        limit: greatest number of hits.
        repeats: give every reprint and version of an article, not only the one that fits best.
    """

    text: str = ""
    place: str = ""
    theme: str = ""
    kind: str = ""
    limit: int = 10
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    Attributes:
        id: id of the article.
        score: BM25 score; only good for comparing hits of one search.
        title: title of the case, or the headline, or the opening words.
        practice: the central practice, "" if none.
        place: path of the place of the case, "" if none.
        theme: id of the main theme, "" without a case.
        theme_name: name of that theme.
        kind: kind of the article.
        page: name of the page.
        lines: lines of the article on the raw page.
        snippet: a piece of the text on one line.
        marks: spans of ``snippet`` that match the query.
        others: ids of the reprints and other versions of the article.
    """

    id: str
    score: float
    title: str
    practice: str
    place: str
    theme: str
    theme_name: str
    kind: str
    page: str
    lines: tuple[LineRange, ...]
    snippet: str
    marks: tuple[Span, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query; iterating gives the hits.

    Attributes:
        hits: the best hits, best first; hits of equal score in the order of their ids.
        notes: what the user should know, e.g. that no article has all the words.
    """

    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


def search(library: Library, query: Query) -> Results:
    """Search a library; its index is opened, and caught up or built if need be.

    Short words between blanks must all occur, quoted phrases exactly; a longer stretch is taken
    for a question, of which any part may occur. If no article has all words, those with some are
    given, with a note.

    Args:
        library: an open library.
        query: what to search for.

    Raises:
        AnlikuError: the place, theme or kind is unknown, or the limit is below 1.
    """
    try:
        with open_index(library) as index:
            results = search_index(library, index, query)
    except DamagedIndexError:
        with rebuild_index(library) as index:
            results = search_index(library, index, query)
    return Results(results.hits, index.notes + results.notes)


def search_index(library: Library, index: SearchIndex, query: Query) -> Results:
    """Search an index that is open already; for many searches in a row.

    Args:
        library: the library the index belongs to.
        index: its index.
        query: what to search for.

    Raises:
        AnlikuError: as for ``search``.
    """
    if query.limit < 1:
        raise AnlikuError(f"the limit is {query.limit}; it must be 1 or more")
    terms = read_query(query.text)
    if query.text.strip() and not terms.all():
        raise AnlikuError(f"{query.text!r} holds nothing to search for; give a word")
    with reading(library.index_path):
        ranked, notes = _find_apart(library, index, query, terms)
    return Results(tuple(_hits(library, ranked, terms)), notes)


def _find_apart(
    library: Library, index: SearchIndex, query: Query, terms: Terms
) -> tuple[list[tuple[float, int]], tuple[str, ...]]:
    """Return the best (score, row id), ties by id, only one of a group of reprints; and notes."""
    wanted = query.limit
    while True:
        ranked, notes = _find(library, index, replace(query, limit=wanted), terms)
        ids = library.article_ids([key for _, key in ranked])
        known = [(score, key) for score, key in ranked if key in ids]
        known.sort(key=lambda pair: (-pair[0], ids[pair[1]]))
        apart = known if query.repeats else _apart(library, known, query.limit)
        if len(apart) >= query.limit or len(ranked) < wanted:
            return apart[: query.limit], notes
        wanted *= 4


def _apart(
    library: Library, ranked: list[tuple[float, int]], limit: int
) -> list[tuple[float, int]]:
    """Keep the first of each group of reprints and versions."""
    passed: set[int] = set()
    out: list[tuple[float, int]] = []
    for score, key in ranked:
        if key in passed:
            continue
        out.append((score, key))
        if len(out) == limit:
            break
        passed.update(other.key for other in library.duplicates_of(key))
    return out


def _find(
    library: Library, index: SearchIndex, query: Query, terms: Terms
) -> tuple[list[tuple[float, int]], tuple[str, ...]]:
    """Return (score, row id) of the articles found, and notes."""
    searcher = index.searcher()
    filters = _filters(library, index.schema, searcher, query)
    find = _ranked if terms.all() else _listed
    ranked = find(searcher, _strict(index.schema, terms, filters), query.limit)
    if ranked or not terms.required:
        return ranked, ()
    ranked = _ranked(searcher, _relaxed(index.schema, terms, filters), query.limit)
    return ranked, (_SOME_WORDS,) if ranked else ()


def _filters(
    library: Library, schema: Schema, searcher: Searcher, query: Query
) -> list[tuple[Occur, Clause]]:
    """Return clauses that must hold and add nothing to the score."""
    wanted: list[tuple[str, list[str]]] = []
    if query.kind:
        wanted.append(("kind", [_find_kind(query.kind)]))
    if query.theme:
        wanted.append(("theme", [_find_theme(library, query.theme)]))
    if query.place:
        wanted.append(("place", find_regions(searcher, query.place)))
    clauses = [Clause.term_set_query(schema, field, values) for field, values in wanted]
    return [(Occur.Must, Clause.const_score_query(clause, 0.0)) for clause in clauses]


def _find_kind(kind: str) -> str:
    try:
        return ArticleKind(kind.lower()).value
    except ValueError as error:
        known = ", ".join(kind.value for kind in ArticleKind)
        raise AnlikuError(f"there is no kind {kind!r}; choose one of {known}") from error


def _find_theme(library: Library, wanted: str) -> str:
    names = library.theme_names()
    for theme, name in names.items():
        if wanted.lower() in {theme.lower(), name.lower()}:
            return theme
    parts = [theme for theme, name in names.items() if wanted.lower() in name.lower()]
    if len(parts) == 1:
        return parts[0]
    known = "; ".join(f"{theme} {names[theme]}" for theme in parts or names)
    problem = "several themes match" if parts else "there is no theme"
    raise AnlikuError(
        f"{problem} {wanted!r}; choose one of: {known or 'none, the library is empty'}"
    )


def _strict(schema: Schema, terms: Terms, filters: list[tuple[Occur, Clause]]) -> Clause:
    """Every phrase and every short word must occur; the rest ranks."""
    must = [(Occur.Must, _exact(schema, phrase)) for phrase in terms.phrases]
    for stretch in terms.required:
        must += [(Occur.Must, _exact(schema, word)) for word in words(stretch) or [stretch]]
    must = [(occur, Clause.const_score_query(clause, 0.0)) for occur, clause in must]
    return _scored(schema, terms, filters + must, occur=Occur.Should if must else Occur.Must)


def _relaxed(schema: Schema, terms: Terms, filters: list[tuple[Occur, Clause]]) -> Clause:
    """Phrases must occur; of everything else any part may."""
    must = [(Occur.Must, _exact(schema, phrase)) for phrase in terms.phrases]
    return _scored(schema, terms, filters + must, occur=Occur.Must)


def _scored(
    schema: Schema, terms: Terms, must: list[tuple[Occur, Clause]], *, occur: Occur
) -> Clause:
    if not terms.all():
        every = Clause.const_score_query(Clause.exists_query("order"), 0.0)
        return Clause.boolean_query([*must, (Occur.Must, every)])
    return Clause.boolean_query([*must, (occur, _rank(schema, terms))])


def _rank(schema: Schema, terms: Terms) -> Clause:
    """Add up BM25 over bigrams of text, headline and names, and over words."""
    pairs = dict.fromkeys(pair for stretch in terms.all() for pair in bigrams(stretch))
    cut = dict.fromkeys(word for stretch in terms.all() for word in words(stretch))
    singles = dict.fromkeys(stretch for stretch in terms.all() if len(stretch) == 1)
    weighted = [("characters", 1.0, singles), ("bigrams", 1.0, pairs)]
    weighted += [("headline", HEADLINE_WEIGHT, pairs), ("names", NAMES_WEIGHT, pairs)]
    weighted += [("words", WORDS_WEIGHT, cut)]
    clauses = [
        (Occur.Should, Clause.boost_query(Clause.term_query(schema, field, term), weight))
        for field, weight, found in weighted
        for term in found
    ]
    return Clause.boolean_query(clauses)


def _exact(schema: Schema, folded: str) -> Clause:
    """Match the folded characters in a row."""
    pairs = bigrams(folded)
    if not pairs:
        return Clause.term_query(schema, "characters", folded)
    if len(pairs) == 1:
        return Clause.term_query(schema, "bigrams", pairs[0])
    return Clause.phrase_query(schema, "bigrams", list(pairs))


def _ranked(searcher: Searcher, clause: Clause, limit: int) -> list[tuple[float, int]]:
    """Return (score, row id) of the best articles, enough of them to settle ties by id."""
    limit = (
        min(limit, searcher.num_docs) or 1
    )  # Tantivy makes room for as many hits as it is asked for
    wanted = limit + SPARE_HITS
    while True:
        hits = searcher.search(clause, wanted, count=False).hits
        settled = len(hits) < wanted or hits[limit - 1][0] > hits[-1][0]
        if settled:
            break
        wanted *= 4
    keys = searcher.fast_field_values("key", [address for _, address in hits])
    edge = hits[min(limit, len(hits)) - 1][0] if hits else 0.0
    return [
        (score, int(key or 0)) for (score, _), key in zip(hits, keys, strict=True) if score >= edge
    ]


def _listed(searcher: Searcher, clause: Clause, limit: int) -> list[tuple[float, int]]:
    """Return (0, row id) of articles in the fixed order of the index, for queries without text."""
    limit = min(limit, searcher.num_docs) or 1
    hits = searcher.search(clause, limit, count=False, order_by_field="order", order=Order.Asc).hits
    keys = searcher.fast_field_values("key", [address for _, address in hits])
    return [(0.0, int(key or 0)) for key in keys]


def _hits(library: Library, ranked: list[tuple[float, int]], terms: Terms) -> list[Hit]:
    """Read the articles found; one that left the library meanwhile is passed over."""
    names = library.theme_names()
    found = ((score, library.entry_at(key)) for score, key in ranked)
    return [
        _hit(entry, score, terms, names, tuple(o.id for o in library.duplicates_of(entry.key)))
        for score, entry in found
        if entry
    ]


def _hit(
    entry: Entry, score: float, terms: Terms, names: dict[str, str], others: tuple[str, ...]
) -> Hit:
    article, case = entry.analysis.article, entry.case
    body = next((part.span for part in article.parts if part.role is Role.BODY and part.span), None)
    snippet, marks = make_snippet(article.text, terms, body.start if body else 0)
    return Hit(
        id=article.id,
        score=round(score, 4),
        title=(case.title if case else "") or article.headline or article.text[:OPENING],
        practice=case.practice if case else "",
        place=case.place if case else "",
        theme=case.theme if case else "",
        theme_name=names.get(case.theme, "") if case else "",
        kind=article.kind.value,
        page=article.page,
        lines=article.lines,
        snippet=snippet,
        marks=marks,
        others=others,
    )
