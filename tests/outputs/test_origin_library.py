"""The library keeps where pages were published and what was put together from several pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from anliku.corpus.types import NO_ORIGIN, Origin
from anliku.nlp.types import AnalysedPage
from anliku.outputs.library import Library
from anliku.outputs.library import Run as LibraryRun
from anliku.outputs.records import article_record, case_row, fact_rows

Analysed = Callable[..., AnalysedPage]

ORIGIN = Origin(
    "临江日报", "2023-05-16", "要闻", "3", "http://x.cn/3.htm", (("date", "page head"),)
)


def published(page: AnalysedPage, origin: Origin) -> AnalysedPage:
    """Return the page with another origin, its articles too."""
    analyses = tuple(
        replace(analysis, article=replace(analysis.article, origin=origin))
        for analysis in page.analyses
    )
    articles = tuple(analysis.article for analysis in analyses)
    cut = replace(page.cut, page=replace(page.cut.page, origin=origin), articles=articles)
    return replace(page, cut=cut, analyses=analyses)


def test_the_origin_comes_back(tmp_path: Path, analysed: Analysed, run: LibraryRun) -> None:
    page = published(analysed("p.txt", "canteen", "grid"), ORIGIN)
    with Library.open(tmp_path / "a.db", create=True) as library:
        library.add([page], run)
        entries = list(library.entries())
        assert [entry.analysis for entry in entries] == list(page.analyses)
        assert library.raw_page(entries[0].page) == page.cut.page


def test_another_origin_replaces_the_page(
    tmp_path: Path, analysed: Analysed, run: LibraryRun
) -> None:
    page = analysed("p.txt", "canteen")
    with Library.open(tmp_path / "a.db", create=True) as library:
        assert library.add([page], run).added == 1
        assert library.knows(page.cut.page, run.stamp)
        known = published(page, ORIGIN)
        assert not library.knows(known.cut.page, run.stamp)
        assert library.add([known], run).replaced == 1
        assert library.add([known], run).unchanged == 1
        (entry,) = library.entries()
        assert entry.analysis.article.origin == ORIGIN


def test_a_library_made_before_there_were_origins_opens(
    tmp_path: Path, analysed: Analysed, run: LibraryRun
) -> None:
    path = tmp_path / "a.db"
    with Library.open(path, create=True) as library:
        library.add([published(analysed("p.txt", "canteen"), ORIGIN)], run)
    old = sqlite3.connect(path)
    for index in ("pages_issue", "pages_date"):
        old.execute(f"DROP INDEX {index}")
    for column in ("newspaper", "date", "edition", "number", "url", "origin_sources"):
        old.execute(f"ALTER TABLE pages DROP COLUMN {column}")
    old.execute("DELETE FROM migrations WHERE id = 'add_origin'")
    old.commit()
    old.close()
    with Library.open(path) as library:
        (entry,) = library.entries()
        assert entry.analysis.article.origin == NO_ORIGIN


def test_records_and_rows_carry_the_origin(analysed: Analysed) -> None:
    analysis = published(analysed("p.txt", "canteen"), ORIGIN).analyses[0]
    record = article_record(analysis, None)
    assert [record[key] for key in ("newspaper", "date", "edition", "page_number", "url")] == [
        "临江日报", "2023-05-16", "要闻", "3", "http://x.cn/3.htm",
    ]  # fmt: skip
    assert record["origin_sources"] == [["date", "page head"]]
    row = case_row(analysis, None)
    assert (row["newspaper"], row["date"], row["url"]) == (
        "临江日报", "2023-05-16", "http://x.cn/3.htm",
    )  # fmt: skip
    assert all(row["page_number"] == "3" for row in fact_rows(analysis))


def test_dates_of_issue_can_be_asked_for(
    tmp_path: Path, analysed: Analysed, run: LibraryRun
) -> None:
    path = tmp_path / "a.db"
    with Library.open(path, create=True) as library:
        library.add([published(analysed("p.txt", "canteen"), ORIGIN)], run)
    query = "SELECT name FROM pages WHERE newspaper = ? AND date BETWEEN ? AND ?"
    with sqlite3.connect(path) as connection:
        found = connection.execute(query, ("临江日报", "2023-05-01", "2023-05-31")).fetchall()
    connection.close()
    assert found == [("p.txt",)]
