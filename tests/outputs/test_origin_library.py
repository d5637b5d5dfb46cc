"""The library keeps where pages were published and what was put together from several pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from anliku.corpus.issues import continuations
from anliku.corpus.types import NO_ORIGIN, Origin, Page
from anliku.nlp.results import AnalysedPage
from anliku.outputs import issues
from anliku.outputs.issues import analyse_unknown
from anliku.outputs.library import AddSummary, Library, StoredCut
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


FIRST = """\
石门镇“幸福食堂”办到老人心坎上
本报记者 甄真
　　清晨，石门镇梅坞村的幸福食堂里飘出饭香，村党支部书记何其美正和志愿者一起择菜。
　　“过去一个人吃饭凑合，现在有荤有素。”周桂花说。何其美告诉记者，下一步梅坞村准备把食堂办成
　　（下转第3版）
"""
THIRD = """\
　　（上接第1版）老人聚会聊天的地方，添上书报和棋牌。梅坞村的做法很快传开，石门镇
十一个村都来取经。今年，何其美打算带动300名老人就餐，周桂花当起了监督员。

河口县三百名农技员下田头
本报记者 路小米
　　河口县组织三百名农技员下到田头，手把手教农户育秧。县农业农村局局长孙宁说，农技员吃住在村。
"""
OTHER = """\
白杨街道夜间议事会解开停车难题
本报记者 石磊
　　白杨街道把议事会开到晚上七点，居民下班后坐到一起，谈停车位怎么划、路灯怎么修。
"""


def raw(name: str, text: str, date: str = "2023-05-16") -> Page:
    digest = sha256((name + text).encode()).hexdigest()
    origin = Origin("临江日报", date, "", name[1])
    return Page(name, f"/p/{name}", digest, "utf-8", tuple(text.split("\n")), origin=origin)


PAGES = {"01.txt": FIRST, "02.txt": OTHER, "03.txt": THIRD}


def content(path: Path) -> object:
    """Return all a library holds, without row ids and without its history."""
    with Library.open(path) as library:
        entries = [
            (entry.path, entry.analysis, entry.case)
            for entry in sorted(library.entries(), key=lambda one: one.analysis.article.id)
        ]
        cuts = library.issue("临江日报 2023-05-16")
        return entries, cuts


def add(path: Path, run: LibraryRun, *pages: Page) -> AddSummary:
    with Library.open(path, create=True) as library:
        return library.add(analyse_unknown(pages, library, run), run)


@pytest.mark.parametrize(
    "runs",
    [
        [["01.txt"], ["02.txt"], ["03.txt"]],
        [["03.txt"], ["01.txt", "02.txt"]],
        [["03.txt", "02.txt"], ["01.txt"]],
        [["03.txt", "01.txt", "02.txt"]],
        [["01.txt"], ["02.txt", "01.txt", "03.txt"]],
    ],
)
def test_the_order_in_which_pages_are_added_makes_no_difference(
    tmp_path: Path, run: LibraryRun, runs: list[list[str]]
) -> None:
    pages = {name: raw(name, text) for name, text in PAGES.items()}
    together, apart = tmp_path / "a.db", tmp_path / "b.db"
    add(together, run, *pages.values())
    for names in runs:
        assert not add(apart, run, *(pages[name] for name in names)).rejected
    assert content(apart) == content(together)
    again = add(apart, run, *pages.values())
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 3)


@pytest.mark.parametrize("runs", [(4,), (2, 2), (3, 1), (1, 1, 1, 1)])
def test_pages_too_many_for_an_issue_are_parted_whenever_they_come(
    tmp_path: Path, run: LibraryRun, monkeypatch: pytest.MonkeyPatch, runs: tuple[int, ...]
) -> None:
    for module in (continuations, issues):
        monkeypatch.setattr(module, "MAX_ISSUE", 3)
    pages = [raw(name, text) for name, text in sorted({**PAGES, "04.txt": THIRD[5:]}.items())]
    path, start = tmp_path / "a.db", 0
    for count in runs:
        add(path, run, *pages[start : start + count])
        start += count
    add(tmp_path / "b.db", run, *pages)
    with Library.open(path) as library:
        articles = [entry.analysis.article for entry in library.entries()]
        assert not any(article.pieces for article in articles)
    assert content(path) == content(tmp_path / "b.db")
    assert add(path, run, *pages).unchanged == 4


def test_pages_of_an_issue_without_notes_are_not_read_again(
    tmp_path: Path, run: LibraryRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    add(path, run, raw("02.txt", OTHER))
    read: list[str] = []

    def note(_: Library, key: str) -> list[StoredCut]:
        read.append(key)
        return []

    monkeypatch.setattr(Library, "issue", note)
    add(path, run, raw("04.txt", OTHER))
    assert not read
    add(path, run, raw("03.txt", THIRD))
    assert read


def test_pages_of_several_issues_may_come_by_turns(
    tmp_path: Path, run: LibraryRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"2023-05-{day}" for day in (16, 17)]
    pages = [
        raw(f"0{n}.txt", text, day) for n, text in enumerate(PAGES.values(), 1) for day in days
    ]
    pages = [replace(page, path=f"{page.path}/{page.origin.date}") for page in pages]
    pages = [replace(page, digest=sha256(page.path.encode()).hexdigest()) for page in pages]
    add(tmp_path / "a.db", run, *sorted(pages, key=lambda page: page.origin.date))
    asked: list[str] = []
    load = Library.issue

    def note(library: Library, key: str) -> list[StoredCut]:
        asked.append(key)
        return load(library, key)

    monkeypatch.setattr(Library, "issue", note)
    summary = add(tmp_path / "b.db", run, *pages)
    assert (summary.added, summary.rejected) == (6, ())
    assert len(asked) == 4
    monkeypatch.undo()
    assert content(tmp_path / "b.db") == content(tmp_path / "a.db")


def test_a_joined_article_leads_to_both_pages(tmp_path: Path, run: LibraryRun) -> None:
    first, third = raw("01.txt", FIRST), raw("03.txt", THIRD)
    path = tmp_path / "a.db"
    summary = add(path, run, first, third)
    assert (summary.added, summary.articles) == (2, 2)
    with Library.open(path) as library:
        entry = next(e for e in library.entries() if e.analysis.article.pieces)
        figure = next(f for f in entry.analysis.figures if f.text == "300名")
        place = entry.analysis.article.offsets.locate(figure.span.start)
        assert place.page == "03.txt"
        assert third.lines[place.line - 1][place.column - 1 :].startswith("300名")
        row = next(r for r in fact_rows(entry.analysis) if r["text"] == "300名")
        assert (row["page"], row["line"]) == ("03.txt", place.line)
        record = article_record(entry.analysis, None)
        assert record["continued"] == [
            {"page": "03.txt", "page_number": "3", "id": f"{third.digest[:12]}-01",
             "lines": [[1, 2]]},
        ]  # fmt: skip
        piece = entry.analysis.article.pieces[1]
        assert library.page_of_piece(piece) == third
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT page, line FROM facts WHERE name = '300名'").fetchall()
    connection.close()
    assert found == [("03.txt", place.line)]


def test_a_page_that_is_replaced_takes_its_piece_with_it(tmp_path: Path, run: LibraryRun) -> None:
    path = tmp_path / "a.db"
    first, third = raw("01.txt", FIRST), raw("03.txt", THIRD)
    add(path, run, first, third)
    changed = replace(raw("03.txt", OTHER), digest="f" * 64)
    summary = add(path, run, changed)
    assert summary.replaced == 2
    with Library.open(path) as library:
        texts = [entry.analysis.article for entry in library.entries()]
    assert all(not article.pieces for article in texts)
    assert not any("老人聚会" in article.text for article in texts)
    assert add(path, run, first, third).replaced == 2
    with Library.open(path) as library:
        assert any("老人聚会" in e.analysis.article.text for e in library.entries())


def test_a_page_that_moves_to_another_issue_is_taken_out(tmp_path: Path, run: LibraryRun) -> None:
    path = tmp_path / "a.db"
    first, third = raw("01.txt", FIRST), raw("03.txt", THIRD)
    add(path, run, first, third)
    moved = raw("03.txt", THIRD, "2023-05-17")
    assert add(path, run, moved).replaced == 2
    with Library.open(path) as library:
        assert all(not entry.analysis.article.pieces for entry in library.entries())
        assert library.counts().articles == 3


def test_a_page_analysed_by_other_code_is_not_passed_over_later(
    tmp_path: Path, run: LibraryRun
) -> None:
    path = tmp_path / "a.db"
    first, third = raw("01.txt", FIRST), raw("03.txt", THIRD)
    add(path, replace(run, stamp="old"), first)
    add(path, run, third)
    with Library.open(path) as library:
        assert any(entry.analysis.article.pieces for entry in library.entries())
        assert not library.knows(first, run.stamp)
        assert library.knows(third, run.stamp)
    assert add(path, run, first, third).replaced >= 1
    with Library.open(path) as library:
        assert library.knows(first, run.stamp)
