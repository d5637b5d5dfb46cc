"""Near-duplicates in a library: found, linked both ways, counted once, gone with their pages."""

from __future__ import annotations

import csv
import io
import json
import random
import sqlite3
from dataclasses import replace
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from anliku.corpus.duplicates import Body
from anliku.corpus.types import (
    Article,
    ArticleKind,
    CutPage,
    LineRange,
    OffsetMap,
    Origin,
    Page,
    Part,
    Role,
    Span,
)
from anliku.corpus.types import (
    Run as TextRun,
)
from anliku.nlp.results import AnalysedPage, Analysis, Case
from anliku.nlp.types import Organisation, Person, Program, Status
from anliku.outputs.export import write_cases_csv, write_jsonl
from anliku.outputs.library import Library, Run, linking
from anliku.outputs.library.migrations import migrate
from anliku.outputs.search import Query, search

_STORY = (
    "“积分超市”开到松岭镇，书记何其美说，1200余名老人在食堂吃饭。食堂就办在村口的老粮站里，村里出房子，镇里"
    "出锅灶，企业家捐了桌椅，八十岁以上的老人一餐只付三元。谁家的菜地里有多的萝卜白菜，送到食堂来可以换积分，"
    "积分又能在超市里换盐和洗衣粉。半年下来，食堂没有亏钱，来吃饭的老人还多了两成，隔壁的三个村也跟着办了起来。"
)
_EDITED = f"记者在松岭镇看到，{_STORY[:120]}镇里说，明年要把食堂办到每一个村，还要送饭上门。"
_FOREIGN = (
    "白杨街道把楼栋分成网格，2023年5月起每天上门，纠纷少了一半。网格员的本子上记着楼道的灯、漏水的管子和独居老人"
    "的药，居民拍一张照片，事情就有了着落。街道说，过去是居民找干部，现在是干部找事情，去年办结了五千多件小事。"
)


def _page(
    name: str, headline: str, body: str, date: str = "", *, person: str = "", organisation: str = ""
) -> AnalysedPage:
    """Make an analysed page of one article."""
    digest = sha256(f"{name} {headline} {body}".encode()).hexdigest()
    page = Page(name, f"/pages/{name}", digest, "utf-8", (headline, body), origin=Origin(date=date))
    text, start = f"{headline}\n{body}", len(headline) + 1
    parts = (
        Part(Role.HEADLINE, (LineRange(1, 1),), Span(0, start - 1)),
        Part(Role.BODY, (LineRange(2, 2),), Span(start, len(text))),
    )
    offsets = OffsetMap(name, (TextRun(0, start - 1, 1, 1), TextRun(start, len(body), 2, 1)))
    article = Article(
        f"{digest[:12]}-01", name, ArticleKind.REPORT, headline, "", "", (), (), text, parts,
        (LineRange(1, 2),), offsets, origin=page.origin,
    )  # fmt: skip
    once = (Span(start, start + 2),)
    programs = (Program("积分超市", (), once[0], once, Status.EXACT, "test"),) if person else ()
    people = (Person(person, "", once[0], once, Status.EXACT, "test"),) if person else ()
    bodies = (
        (Organisation(organisation, "", once[0], once, Status.EXACT, "test"),)
        if organisation
        else ()
    )
    analysis = Analysis(article, (), programs, (), people, bodies, ())
    case = Case(
        article.id, headline, "", "", "", "T1", "", (("T1", 1.0),), 0.9, (Span(start, len(text)),)
    )
    return AnalysedPage(CutPage(page, (article,), (), ()), (analysis,), (case,))


FIRST = _page("first.txt", "老人有了热饭", _STORY, "2024-03-02", person="何其美")
AGAIN = _page("again.txt", "松岭镇办起食堂", _STORY, "2024-03-05", person="何其美")
EDITED = _page("edited.txt", "一餐三元", _EDITED, "2024-04-01", person="何其美")
FOREIGN = _page("foreign.txt", "网格员敲开家家门", _FOREIGN, "2024-03-01")
ALL = (FIRST, AGAIN, EDITED, FOREIGN)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def _groups(library: Library) -> list[list[tuple[str, str, float]]]:
    return [
        [(item.page, item.kind, item.similarity) for item in group]
        for group in library.duplicate_groups()
    ]


def test_reprints_and_versions_are_linked(empty: Path, run: Run) -> None:
    with Library.open(empty, create=True) as library:
        library.add(ALL, run)
        ((first, again, edited),) = _groups(library)
        assert first == ("first.txt", "", 0.0)
        assert again == ("again.txt", "reprint", 1.0)
        assert edited[:2] == ("edited.txt", "version")
        assert 0.6 < edited[2] < 1
        entry = library.entry(AGAIN.analyses[0].article.id)
        assert [item.page for item in library.duplicates_of(entry.key)] == [
            "first.txt",
            "edited.txt",
        ]
        foreign = library.entry(FOREIGN.analyses[0].article.id)
        assert library.duplicates_of(foreign.key) == ()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_adding_makes_no_difference(
    empty: Path, run: Run, order: tuple[int, ...]
) -> None:
    with Library.open(empty, create=True) as library:
        for number in order:
            library.add([ALL[number]], run)
        piecemeal = _groups(library)
        counts = library.counts()
    empty.unlink()
    with Library.open(empty, create=True) as library:
        library.add(ALL, run)
        assert _groups(library) == piecemeal
        assert replace(library.counts(), runs=counts.runs) == counts


def test_each_is_counted_once_unless_asked(empty: Path, run: Run) -> None:
    with Library.open(empty, create=True) as library:
        library.add(ALL, run)
        once, each = library.counts(), library.counts(repeats=True)
        assert (once.pages, once.articles, once.cases, once.repeats) == (4, 2, 2, 2)
        assert (each.pages, each.articles, each.cases, each.repeats) == (4, 4, 4, 2)
        assert (once.facts, each.facts) == (
            {"person": 1, "program": 1},
            {"person": 3, "program": 3},
        )
        assert [t.articles for t in library.top("program")] == [1]
        assert [t.articles for t in library.top("program", repeats=True)] == [3]
        assert library.cases_by_theme() == (("T1", "养老助餐", 2),)
        assert library.cases_by_theme(repeats=True) == (("T1", "养老助餐", 4),)


def test_an_export_says_which_article_each_repeats(empty: Path, run: Run) -> None:
    records, table = io.StringIO(), io.StringIO()
    with Library.open(empty, create=True) as library:
        library.add(ALL, run)
        repeats = library.repeats()
        found = [(entry.analysis, entry.case) for entry in library.entries()]
    write_jsonl(found, records, {}, repeats)
    write_cases_csv(found, table, {}, repeats)
    first = FIRST.analyses[0].article.id
    expected = {"first.txt": "", "again.txt": first, "edited.txt": first, "foreign.txt": ""}
    rows = csv.DictReader(table.getvalue().splitlines())
    for read in ([json.loads(line) for line in records.getvalue().splitlines()], rows):
        assert {row["page"]: row["duplicate_of"] for row in read} == expected


def test_links_go_with_a_page_and_come_with_its_successor(empty: Path, run: Run) -> None:
    changed = _page("first.txt", "老人有了热饭", _FOREIGN, "2024-03-02")
    with Library.open(empty, create=True) as library:
        library.add((FIRST, AGAIN), run)
        library.add([changed], run)
        assert _groups(library) == []
        library.add([FOREIGN], run)
        assert [[page for page, *_ in group] for group in _groups(library)] == [
            ["foreign.txt", "first.txt"]
        ]
        library.add([FIRST], run)
        assert [[page for page, *_ in group] for group in _groups(library)] == [
            ["first.txt", "again.txt"]
        ]
    with sqlite3.connect(empty) as connection:
        (bands,) = connection.execute("SELECT count(DISTINCT article) FROM bands").fetchone()
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    connection.close()
    assert bands == articles == 3


def test_forms_with_other_names_are_not_linked(empty: Path, run: Run) -> None:
    form = (
        "据县纪委监委消息，经县委批准，县纪委监委对{}严重违纪违法问题进行了立案审查调查。经查，该同志丧失理想信念，"
        "背弃初心使命，对组织不忠诚不老实，违规收受礼品礼金，违规从事营利活动，在工程承揽等方面为他人谋取利益，"
        "应予严肃处理。依据有关规定，经研究并报县委批准，决定给予其开除党籍处分，由县监委给予其开除公职处分。"
    )
    pages = [
        _page(f"{person}.txt", "通报", form.format(person + body), person=person, organisation=body)
        for person, body in (("何其美", "松岭镇农机站"), ("林大海", "白杨街道修造厂"))
    ]
    with Library.open(empty, create=True) as library:
        library.add(pages, run)
        assert _groups(library) == []


# One form, filled in a hundred times: more than are compared with each other.
_FORMS = tuple(
    _page(
        f"{number}.txt",
        "通报",
        f"{_STORY}来自{'东南西北中'[number % 5]}片的{'甲乙丙丁戊'[number % 5]}组。{'。' * number}",
        person=("何其美", "林大海", "江小满")[number % 3],
        organisation=f"{'青红白'[number % 4 % 3]}山镇农机站",
    )
    for number in range(100)
)


def _links(path: Path) -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT one.article, other.article, duplicates.kind FROM duplicates"
        " JOIN articles AS one ON one.id = duplicates.article"
        " JOIN articles AS other ON other.id = duplicates.other ORDER BY 1, 2"
    ).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("seed", range(4))
def test_links_of_forms_do_not_depend_on_what_came_and_went(
    tmp_path: Path, run: Run, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    pages = list(_FORMS)
    with Library.open(tmp_path / "a.db", create=True) as library:
        library.add(pages, run)
    chance.shuffle(pages)
    other = tmp_path / "b.db"
    with Library.open(other, create=True) as library:
        while pages:
            some, pages = pages[:17], pages[17:]
            library.add(some, run)
            away = chance.sample(some, 3)
            emptied = [_page(page.cut.page.name, "", _FOREIGN) for page in away]
            library.add(emptied, run)
            if chance.random() < 0.5:
                library.add(away, run)
            else:
                pages += away
            chance.shuffle(pages)
            if len(pages) <= 3:
                library.add(pages, run)
                break
    links = _links(tmp_path / "a.db")
    assert len(links) > 100
    assert _links(other) == links


def test_each_of_many_alike_is_compared_with_some(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def count(one: Body, other: Body) -> None:
        compared.append(len(one.letters) + len(other.letters))

    monkeypatch.setattr(linking, "compare", count)
    forms = [
        _page(f"{number}.txt", "通报", f"{_STORY}{'。' * number}", person="何其美")
        for number in range(300)
    ]
    with Library.open(empty, create=True) as library:
        library.add(forms, run)
    assert len(compared) <= 300 * linking.LANDMARKS


def test_an_older_library_is_searched_through(empty: Path, run: Run) -> None:
    with Library.open(empty, create=True) as library:
        library.add(ALL, run)
        links = _groups(library)
    connection = sqlite3.connect(empty, isolation_level=None)
    for table in ("duplicates", "bands", "fingerprints", "linked"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("ALTER TABLE pages DROP COLUMN simplify")
    for column in ("confidence", "more"):
        connection.execute(f"ALTER TABLE facts DROP COLUMN {column}")
    steps = ("add_near_duplicates", "add_landmarks", "add_linked")
    connection.executemany("DELETE FROM migrations WHERE id = ?", [(step,) for step in steps])
    assert migrate(connection, "a.db") == steps
    connection.close()
    with Library.open(empty) as library:
        assert _groups(library) == links


def test_what_a_killed_process_left_is_linked_later(empty: Path, run: Run) -> None:
    with Library.open(empty, create=True) as library:
        library.add((FIRST, AGAIN), run)
    with sqlite3.connect(empty) as connection:
        for table in ("duplicates", "bands", "fingerprints"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constant
        connection.execute("UPDATE linked SET article = 0")
    connection.close()
    with Library.open(empty) as library:
        library.add([FIRST.cut.page], run)
        assert len(_groups(library)) == 1


def test_of_a_group_one_hit_is_given(empty: Path, run: Run) -> None:
    with Library.open(empty, create=True) as library:
        library.add((EDITED, FOREIGN, AGAIN, FIRST), run)
        (hit,) = search(library, Query("食堂"))
        assert len(hit.others) == 2
        each = search(library, Query("食堂", repeats=True))
        assert {hit.id, *hit.others} == {one.id for one in each}
        assert len(search(library, Query("", limit=2))) == 2
        assert len(search(library, Query("", repeats=True))) == 4


def test_simplified_pages_are_known_as_such(empty: Path, run: Run) -> None:
    page = FIRST.cut.page
    with Library.open(empty, create=True) as library:
        library.add([FIRST], run)
        assert library.knows(page, run.stamp)
        assert not library.knows(replace(page, simplify=True), run.stamp)
        simple = replace(FIRST, cut=replace(FIRST.cut, page=replace(page, simplify=True)))
        assert library.add([simple], run).replaced == 1
        assert library.raw_page(library.entry(page.digest[:12]).page).simplify
