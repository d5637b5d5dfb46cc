"""The library on disk: adding, replacing, refusing, surviving."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from anliku.corpus.errors import AnlikuError
from anliku.corpus.types import OffsetMap, Reason, Rejected
from anliku.nlp.results import AnalysedPage
from anliku.outputs.library import Library, Run, data_stamp

Analysed = Callable[..., AnalysedPage]

TABLES = (
    "pages", "articles", "facts", "cases", "case_themes", "furniture", "rejected", "themes",
    "runs", "changes",
)  # fmt: skip


def dump(path: Path, *leave_out: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables."""
    with sqlite3.connect(path) as connection:
        rows = {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            for name in TABLES
            if name not in leave_out
        }
    connection.close()
    return rows


def test_what_goes_in_comes_out(tmp_path: Path, analysed: Analysed, run: Run) -> None:
    page = analysed("p.txt", "canteen", "brief", "grid")
    with Library.open(tmp_path / "a.db", create=True) as library:
        summary = library.add([page], run)
        entries = list(library.entries())
        assert (summary.added, summary.articles, summary.cases) == (1, 3, 2)
        assert tuple(entry.analysis for entry in entries) == page.analyses
        assert tuple(entry.case for entry in entries if entry.case) == page.cases
        assert library.raw_page(entries[0].page) == page.cut.page
        assert list(library.rejected()) == list(page.cut.rejected)
        assert library.themes() == run.themes
        assert library.counts().facts == {
            "place": 3, "program": 1, "figure": 1, "person": 1, "organisation": 1, "date": 1,
        }  # fmt: skip


def test_adding_again_changes_nothing(library: Library, analysed: Analysed, run: Run) -> None:
    before = library.path.read_bytes()
    page = analysed("b.txt", "canteen", "grid")
    later = replace(run, started="2100-01-01T00:00:00+00:00")
    assert library.knows(page.cut.page, run.stamp)
    summary = library.add([page, page.cut.page], later)
    assert (summary.unchanged, summary.added, summary.replaced) == (2, 0, 0)
    assert library.path.read_bytes() == before


def test_a_changed_page_replaces_the_old_one(
    library: Library, analysed: Analysed, run: Run
) -> None:
    changed = analysed("b.txt", "brief")
    assert not library.knows(changed.cut.page, run.stamp)
    summary = library.add([changed], run)
    assert (summary.replaced, summary.added) == (1, 0)
    assert [entry.analysis for entry in library.entries() if entry.path == "/pages/b.txt"] == [
        changed.analyses[0]
    ]
    assert library.counts().cases == 0
    assert library.counts().pages == 2


def test_a_number_never_comes_back(library: Library, analysed: Analysed, run: Run) -> None:
    before = {entry.key for entry in library.entries()}
    library.add([analysed("b.txt", "brief"), analysed("a.txt", "grid")], run)
    assert before.isdisjoint(entry.key for entry in library.entries())


def test_other_code_or_data_replaces_the_analysis(
    library: Library, analysed: Analysed, run: Run
) -> None:
    page = analysed("b.txt", "canteen", "grid")
    assert not library.knows(page.cut.page, "other")
    assert library.add([page], replace(run, stamp="other")).replaced == 1


def test_the_same_content_elsewhere_is_listed(
    library: Library, analysed: Analysed, run: Run
) -> None:
    page = analysed("b.txt", "canteen", "grid")
    copy = replace(page.cut.page, path="/copies/b.txt")
    assert library.knows(copy, run.stamp)
    twin = replace(page, cut=replace(page.cut, page=copy))
    for given_page in (twin, copy):
        summary = library.add([given_page], run)
        assert [item.reason for item in summary.rejected] == [Reason.DUPLICATE]
        assert "/pages/b.txt" in summary.rejected[0].detail
    listed = [item for item in library.rejected() if item.lines is None]
    assert [item.item for item in listed] == ["/copies/b.txt"]


def test_pages_that_are_written_together_know_of_each_other(
    tmp_path: Path, analysed: Analysed, run: Run
) -> None:
    page, other = analysed("a.txt", "canteen"), analysed("c.txt", "grid")
    copy = replace(page, cut=replace(page.cut, page=replace(page.cut.page, path="/copies/a.txt")))
    with Library.open(tmp_path / "a.db", create=True) as library:
        summary = library.add([page, copy, page, other, other.cut.page], run)
        assert (summary.added, summary.unchanged) == (2, 2)
        assert [item.item for item in summary.rejected] == ["/copies/a.txt"]
        assert [info.name for info in library.pages()] == ["a.txt", "c.txt"]


def test_what_came_before_an_interruption_is_kept(
    tmp_path: Path, analysed: Analysed, run: Run
) -> None:
    def pages() -> Iterator[AnalysedPage]:
        yield analysed("a.txt", "canteen")
        yield analysed("b.txt", "grid")
        raise KeyboardInterrupt

    with Library.open(tmp_path / "a.db", create=True) as library:
        with pytest.raises(KeyboardInterrupt):
            library.add(pages(), run)
        assert [info.name for info in library.pages()] == ["a.txt", "b.txt"]


def test_another_process_may_be_quicker(tmp_path: Path, analysed: Analysed, run: Run) -> None:
    path = tmp_path / "a.db"
    Library.open(path, create=True).close()

    def pages() -> Iterator[AnalysedPage]:
        yield analysed("a.txt", "canteen")
        yield analysed("b.txt", "grid")
        with Library.open(path) as other:
            assert other.add([analysed("a.txt", "canteen")], run).added == 1

    with Library.open(path) as library:
        summary = library.add(pages(), run)
        assert (summary.added, summary.unchanged) == (1, 1)
        assert [info.name for info in library.pages()] == ["a.txt", "b.txt"]


def test_a_page_that_became_a_copy_leaves(library: Library, analysed: Analysed, run: Run) -> None:
    page = analysed("b.txt", "canteen", "grid")
    copy = replace(page, cut=replace(page.cut, page=replace(page.cut.page, path="/pages/a.txt")))
    library.add([copy], run)
    assert [info.path for info in library.pages()] == ["/pages/b.txt"]


def test_refused_files_are_listed_once_and_until_they_are_read(
    library: Library, analysed: Analysed, run: Run
) -> None:
    refused = Rejected("/pages/c.txt", Reason.EMPTY, "the file is empty (0 bytes)")
    library.add([refused], run)
    before = dump(library.path)
    assert library.add([refused], run).rejected == (refused,)
    assert dump(library.path) == before
    library.add([analysed("c.txt", "canteen")], run)
    assert not [item for item in library.rejected() if item.lines is None]


def test_a_page_that_cannot_be_stored_is_refused_and_the_rest_goes_on(
    library: Library, analysed: Analysed, run: Run
) -> None:
    page = analysed("c.txt", "canteen")
    article = replace(page.analyses[0].article, offsets=OffsetMap("c.txt", ()))
    broken = replace(page, analyses=(replace(page.analyses[0], article=article),))
    summary = library.add([broken, analysed("d.txt", "brief")], run)
    assert [item.reason for item in summary.rejected] == [Reason.FAILED]
    assert [info.name for info in library.pages()] == ["a.txt", "b.txt", "d.txt"]


def test_articles_are_found_by_the_beginning_of_their_id(library: Library) -> None:
    ids = [entry.analysis.article.id for entry in library.entries()]
    assert library.entry(ids[0]).analysis.article.id == ids[0]
    assert library.entry(ids[0][:7]).analysis.article.id == ids[0]
    both = next(info for info in library.pages() if info.articles == 2)
    with pytest.raises(AnlikuError, match="several articles"):
        library.entry(both.digest[:12])
    for unknown in ("", "zzz"):
        with pytest.raises(AnlikuError, match="there is no article"):
            library.entry(unknown)
    with pytest.raises(AnlikuError, match="no page"):
        library.raw_page(99)


def test_listings(library: Library) -> None:
    assert [(info.name, info.articles, info.cases) for info in library.pages()] == [
        ("a.txt", 1, 0),
        ("b.txt", 2, 2),
    ]
    assert [(tally.name, tally.articles) for tally in library.top("program")] == [("积分超市", 1)]
    assert library.cases_by_theme() == (("T1", "养老助餐", 1), ("T2", "网格治理", 1))
    (recorded,) = library.runs()
    assert recorded.arguments == ("add", "pages")
    assert recorded.counts["added"] == 2
    assert all(len(digest) == 64 for digest in recorded.files.values())


def test_the_stamp_names_code_data_and_choices(run: Run) -> None:
    assert data_stamp() == data_stamp()
    own = data_stamp(own=[("user/dictionary", "ab")])
    assert len({data_stamp(), data_stamp("jieba"), data_stamp(themes=run.themes), own}) == 4


def test_files_that_are_no_library(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no library")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)").connection.close()
    (tmp_path / "empty.db").touch()
    for name, words in (
        ("text.db", "no anliku library"),
        ("other.db", "no anliku library"),
        ("empty.db", "no anliku library"),
        ("none.db", "there is no library"),
        ("none/a.db", "there is no library"),
        (".", "is a folder"),
    ):
        with pytest.raises(AnlikuError, match=words):
            Library.open(tmp_path / name)
    with pytest.raises(AnlikuError, match="create it first"):
        Library.open(tmp_path / "none" / "a.db", create=True)
    Library.open(tmp_path / "empty.db", create=True).close()


def test_a_library_of_a_newer_anliku(library: Library) -> None:
    with sqlite3.connect(library.path) as connection:
        connection.execute("INSERT INTO migrations VALUES ('a_step_of_the_future')")
    connection.close()
    with pytest.raises(AnlikuError, match="newer anliku"):
        Library.open(library.path)


def test_a_damaged_library(library: Library) -> None:
    library.close()
    data = library.path.read_bytes()
    library.path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(AnlikuError, match=r"damaged|SQLite says"), Library.open(library.path) as it:
        list(it.entries())


def test_a_second_writer_waits(library: Library) -> None:
    holder = sqlite3.connect(library.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    code = _WRITER.format(path=str(library.path), first=100, last=101)
    with subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent) as process:
        time.sleep(1.0)
        assert process.poll() is None
        holder.execute("COMMIT")
        holder.close()
        assert process.wait(timeout=60) == 0
    assert [info.name for info in library.pages()] == ["a.txt", "b.txt", "page-100.txt"]


_WRITER = """
from dataclasses import replace
import conftest
from anliku.outputs.library import Library, describe_run
names = (f"page-{{n:03d}}.txt" for n in range({first}, {last}))
with Library.open({path!r}, create=True) as library:
    library.add((conftest.build_analysed(n, "canteen", "grid", "brief") for n in names),
                replace(describe_run(themes=conftest.THEMES), stamp="fixed"))
"""


def test_a_killed_process_leaves_a_library_that_goes_on(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    here = Path(__file__).parent
    code = _WRITER.format(path=str(whole), first=0, last=150)
    subprocess.run([sys.executable, "-c", code], cwd=here, check=True)
    code = _WRITER.format(path=str(killed), first=0, last=150)
    for size in (1, 60_000, 200_000, 400_000):
        with subprocess.Popen([sys.executable, "-c", code], cwd=here) as process:
            while process.poll() is None and not _has_grown(killed, size):
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
        if killed.stat().st_size:
            with Library.open(killed, create=True) as library:
                assert all(info.articles == 3 for info in library.pages())
    subprocess.run([sys.executable, "-c", code], cwd=here, check=True)
    assert dump(killed, "runs", "changes") == dump(whole, "runs", "changes")


def _has_grown(path: Path, size: int) -> bool:
    return path.exists() and path.stat().st_size >= size
