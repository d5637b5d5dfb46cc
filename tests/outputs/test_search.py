"""Searching: what is found, in which order, and what no query can break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.nlp.results import AnalysedPage
from anliku.outputs.index import open_index
from anliku.outputs.library import Library, Run
from anliku.outputs.search import Query, search, search_index

Analysed = Callable[..., AnalysedPage]

CANTEEN, GRID, BRIEF = "松岭镇老人有了热饭", "网格员敲开家家门", "短讯一则"


def titles(library: Library, text: str = "", **options: str) -> list[str]:
    return [hit.title for hit in search(library, Query(text, **options))]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("食堂", [CANTEEN]),
        ("桥", [BRIEF]),
        ("网格", [GRID]),
        ("网格 纠纷", [GRID]),
        ("积分超市", [CANTEEN]),
        ("楼栋网格", [GRID]),
        ('"分成网格"', [GRID]),
        ("“积分超市”", [CANTEEN]),
        ('"积分超市开到松岭"', [CANTEEN]),
        ('"超市积分"', []),
        ("１２００余名", [CANTEEN]),
        ("怎么让村里老人吃上热饭", [CANTEEN]),
        ("上门调解纠纷有哪些做法", [GRID]),
        ("核电站", []),
    ],
)
def test_words_phrases_and_questions(library: Library, text: str, expected: list[str]) -> None:
    assert titles(library, text) == expected


def test_some_words_are_better_than_nothing(library: Library) -> None:
    results = search(library, Query("食堂 网格"))
    assert {hit.title for hit in results} == {CANTEEN, GRID}
    assert "some of them" in results.notes[0]
    assert titles(library, '"食堂" "网格"') == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("东山省", {CANTEEN}),
        ("东山", {CANTEEN}),
        ("河口县", {CANTEEN}),
        ("河口", {CANTEEN}),
        ("东山/河口", {CANTEEN}),
        ("东山省临江市", {CANTEEN}),
        ("松岭镇", {CANTEEN}),
        ("9901", {CANTEEN}),
        ("990100", {CANTEEN}),
        ("990102003000", {CANTEEN}),
        ("西川", {GRID, BRIEF}),
        ("西川自治区/望湖市", {GRID}),
        ("98", {GRID, BRIEF}),
    ],
)
def test_places_by_name_at_any_level_and_by_code(
    library: Library, place: str, expected: set[str]
) -> None:
    assert set(titles(library, place=place)) == expected


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"place": "河囗县"}, "did you mean 河口县"),
        ({"place": "西川/河口"}, "no article of this library is about"),
        ({"place": "77"}, "fewer digits"),
        ({"place": "12345"}, "2, 4, 6, 9 or 12 digits"),
        ({"place": "/"}, "no article of this library is about"),
        ({"theme": "T9"}, "T1 养老助餐; T2 网格治理"),
        ({"kind": "essay"}, "report, brief, caption"),
        ({"text": "，。"}, "nothing to search for"),
        ({"limit": 0}, "1 or more"),
    ],
)
def test_what_is_unknown_is_said(library: Library, options: dict[str, str], words: str) -> None:
    with pytest.raises(AnlikuError, match=words):
        titles(library, **options)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"theme": "T1"}, {CANTEEN}),
        ({"theme": "网格治理"}, {GRID}),
        ({"theme": "养老"}, {CANTEEN}),
        ({"kind": "brief"}, {BRIEF}),
        ({"kind": "report", "theme": "t2"}, {GRID}),
        ({"kind": "brief", "text": "食堂"}, set()),
        ({}, {CANTEEN, GRID, BRIEF}),
    ],
)
def test_filters(library: Library, options: dict[str, str], expected: set[str]) -> None:
    assert set(titles(library, **options)) == expected


def test_an_empty_library_and_a_great_limit(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty.db", create=True) as empty:
        assert search(empty, Query("食堂", limit=10**9)).hits == ()
        assert search(empty, Query(limit=10**9)).hits == ()


def test_a_whole_article_as_a_question(library: Library) -> None:
    article = next(entry.analysis.article for entry in library.entries())
    assert titles(library, article.text * 200)[0] == article.headline


def test_a_hit_says_where_and_why(library: Library) -> None:
    (hit,) = search(library, Query("积分超市 食堂"))
    assert (hit.practice, hit.place, hit.theme) == ("积分超市", "东山省/临江市/河口县", "T1")
    assert (hit.theme_name, hit.kind, hit.page) == ("养老助餐", "report", "b.txt")
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["积分超市", "食堂"]
    assert library.entry(hit.id).analysis.article.lines == hit.lines


def test_equal_scores_are_in_the_order_of_ids(
    library: Library, analysed: Analysed, run: Run
) -> None:
    library.add([analysed(f"c{n}.txt", "brief") for n in range(9)], run)
    hits = search(library, Query("修好一座桥", limit=5)).hits
    everything = search(library, Query("修好一座桥", limit=99)).hits
    assert [hit.id for hit in everything] == sorted(hit.id for hit in everything)
    assert hits == everything[:5]


def test_the_index_follows_the_library(library: Library, analysed: Analysed, run: Run) -> None:
    assert titles(library, "食堂") == [CANTEEN]
    library.add([analysed("b.txt", "grid"), analysed("d.txt", "brief")], run)
    assert titles(library, "食堂") == []
    assert titles(library, "桥") == [BRIEF, BRIEF]
    assert titles(library, "网格") == [GRID]
    with open_index(library) as index:
        assert index.searcher().num_docs == library.counts().articles + 1  # and the marker


def test_nothing_is_indexed_twice(library: Library, analysed: Analysed, run: Run) -> None:
    for stamp in ("one", "two", "three"):
        library.add([analysed("a.txt", "brief")], replace(run, stamp=stamp))
        assert titles(library, "桥") == [BRIEF]
    with open_index(library) as index:
        assert index.searcher().num_docs == library.counts().articles + 1


def corrupt(index: Path) -> None:
    for file in index.iterdir():
        file.write_bytes(b"\x00" * 100)


def truncate(index: Path) -> None:
    for file in index.glob("*.idx"):
        file.write_bytes(file.read_bytes()[:20])


def forget(index: Path) -> None:
    (index / "meta.json").unlink()


@pytest.mark.parametrize("damage", [shutil.rmtree, corrupt, truncate, forget])
def test_a_damaged_index_is_built_anew(library: Library, damage: Callable[[Path], None]) -> None:
    before = search(library, Query("食堂")).hits
    damage(library.index_path)
    assert search(library, Query("食堂")).hits == before
    assert sorted(path.name for path in library.path.parent.iterdir()) == [
        "anliku.db",
        "anliku.index",
    ]


def test_what_is_no_index_is_not_deleted(library: Library) -> None:
    library.index_path.mkdir()
    (library.index_path / "notes.txt").write_text("mine")
    with pytest.raises(AnlikuError, match="no search index"):
        search(library, Query("食堂"))
    assert (library.index_path / "notes.txt").read_text() == "mine"


def test_the_index_of_another_library_is_not_used(
    library: Library, tmp_path: Path, analysed: Analysed, run: Run
) -> None:
    search(library, Query("食堂"))
    with Library.open(tmp_path / "other.db", create=True) as other:
        other.add([analysed("x.txt", "brief"), analysed("y.txt", "grid")], run)
        shutil.copytree(library.index_path, other.index_path)
        assert titles(other, "食堂") == []
        assert titles(other, "桥") == [BRIEF]


def test_a_read_only_library_is_searched_in_a_temporary_folder(library: Library) -> None:
    library.writable = False
    results = search(library, Query("食堂"))
    assert [hit.title for hit in results] == [CANTEEN]
    assert "temporary folder" in results.notes[0]
    assert not library.index_path.exists()


def test_a_busy_index_is_used_as_it_is(library: Library, analysed: Analysed, run: Run) -> None:
    with open_index(library) as index:
        writer = index.index.writer(15_000_000)
        library.add([analysed("d.txt", "brief")], run)
        results = search(library, Query("桥"))
        assert [hit.title for hit in results] == [BRIEF]
        assert "another process" in results.notes[0]
        writer.rollback()
        del writer
    assert len(titles(library, "桥")) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=12) | st.text('"“”*?:^~()[]{}+-\\/|&! 食堂网格ANDOR¶\n\x00', max_size=12))
def test_no_text_breaks_a_search(library: Library, text: str) -> None:
    with open_index(library) as index:
        try:
            results = search_index(library, index, Query(text))
        except AnlikuError:
            return
    for hit in results:
        assert all(mark.of(hit.snippet) for mark in hit.marks)
