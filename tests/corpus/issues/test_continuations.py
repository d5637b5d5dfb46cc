"""Articles that go on on another page of their issue."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.articles import cut_page
from anliku.corpus.issues.continuations import (
    MAX_ISSUE,
    group_issues,
    issue_of,
    join_continuations,
    join_issue,
    split_issue,
)
from anliku.corpus.issues.turns import find_turns
from anliku.corpus.types import CutPage, Origin, Page, PageForm, Reason, Rejected, Role

CANTEEN = """\
石门镇“幸福食堂”办到老人心坎上
本报记者 甄真
　　清晨，石门镇梅坞村的幸福食堂里飘出饭香，村党支部书记何其美正和志愿者一起择菜。
　　“过去一个人吃饭凑合，现在有荤有素。”周桂花说。何其美告诉记者，下一步梅坞村准备把食堂办成
　　（下转第3版）
"""
PARKING = """\
白杨街道夜间议事会解开停车难题
本报记者 石磊
　　白杨街道把议事会开到晚上七点，居民下班后坐到一起，谈停车位怎么划、路灯怎么修。
三个月里，街道开会41场，解决问题127个。街道党工委书记方小舟说，居民的事居民议。
"""
REST = """\
　　（上接第1版）老人聚会聊天的地方，添上书报和棋牌。梅坞村的做法很快传开，石门镇
十一个村都来取经。何其美把账本摊开给大家看，周桂花当起了监督员。
　　今年，石门镇计划再办五个食堂。
"""
FARMING = """\
河口县三百名农技员下田头
本报记者 路小米
　　河口县组织三百名农技员下到田头，手把手教农户育秧。县农业农村局局长孙宁说，农技员吃住在村。
"""


def page(name: str, *stories: str, number: str = "", origin: Origin | None = None) -> Page:
    text = "\n".join(stories)
    if origin is None:
        origin = Origin("临江日报", "2023-05-16", "", number)
    digest = sha256((name + text).encode()).hexdigest()
    return Page(name, f"/p/{name}", digest, "utf-8", tuple(text.split("\n")), origin=origin)


def joined(*pages: Page) -> dict[str, CutPage]:
    cuts = join_continuations(map(cut_page, pages))
    return {cut.page.name: cut for cut in cuts if isinstance(cut, CutPage)}


def lines_of(cut: CutPage) -> set[int]:
    """Return the lines of a page that are accounted for."""
    taken = {n for a in cut.articles for r in a.lines for n in range(r.first, r.last + 1)}
    taken |= {n for c in cut.continued for n in range(c.lines.first, c.lines.last + 1)}
    taken |= {item.line for item in cut.furniture}
    for item in cut.rejected:
        assert item.lines
        taken |= set(range(item.lines.first, item.lines.last + 1))
    return taken


def check(cut: CutPage, pages: dict[str, Page]) -> None:
    """Assert that every line is accounted for and every character leads back to its page."""
    assert lines_of(cut) == set(range(1, len(cut.page.lines) + 1))
    for article in cut.articles:
        names = (article.page, *article.offsets.others)
        covered = 0
        for run in article.offsets.runs:
            raw = pages[names[run.page]].lines[run.line - 1]
            text = article.text[run.start : run.start + run.length]
            assert len(raw[run.column - 1 : run.column - 1 + run.length]) == len(text)
            assert raw[run.column - 1] == text[0] or text[0] in "，。！？：；（）"
            covered += run.length
        spans = [part.span for part in article.parts if part.span]
        assert sum(map(len, spans)) <= len(article.text)
        assert covered <= len(article.text)
        assert article.offsets.others == tuple(piece.page for piece in article.pieces[1:])


def test_an_article_goes_on_on_the_page_its_note_names() -> None:
    first, third = (
        page("01.txt", CANTEEN, PARKING, number="1"),
        page("03.txt", REST, FARMING, number="3"),
    )
    cuts = joined(first, third)
    canteen = cuts["01.txt"].articles[0]
    assert "准备把食堂办成老人聚会聊天的地方" in canteen.text
    assert canteen.text.endswith("今年，石门镇计划再办五个食堂。")
    assert "版）" not in canteen.text
    assert [piece.page for piece in canteen.pieces] == ["01.txt", "03.txt"]
    assert canteen.offsets.others == ("03.txt",)
    at = canteen.text.index("老人聚会")
    assert canteen.offsets.locate(at - 1).page == "01.txt"
    place = canteen.offsets.locate(at)
    assert (place.page, place.line) == ("03.txt", 1)
    assert third.lines[0][place.column - 1 :].startswith("老人聚会")
    assert [a.headline for a in cuts["03.txt"].articles] == ["河口县三百名农技员下田头"]
    assert {item.article for item in cuts["03.txt"].continued} == {canteen.id}
    assert any("goes on on page 3 (03.txt)" in b.evidence for b in canteen.boundaries)
    for cut in cuts.values():
        check(cut, {"01.txt": first, "03.txt": third})


@pytest.mark.parametrize(
    ("rest", "kept", "lost"),
    [
        # The headline again, shortened, above the rest.
        (
            "“幸福食堂”办到老人心坎上\n（上接第1版）老人聚会聊天的地方，添上书报和棋牌。\n"
            "石门镇梅坞村的做法很快传开，何其美把账本摊开给大家看。",
            "办成老人聚会聊天的地方",
            "心坎上\n老人",
        ),
        # The note on a line of its own.
        (
            "（上接第一版）\n老人聚会聊天的地方，添上书报和棋牌。梅坞村的做法很快传开，石门镇十一个\n"
            "村都来取经。何其美把账本摊开给大家看，周桂花当起了监督员。",
            "办成老人聚会聊天的地方",
            "上接",
        ),
        (
            "（紧接1版）老人聚会聊天的地方，添上书报和棋牌。梅坞村的做法很快传开，石门镇十一个村都\n"
            "来取经。何其美把账本摊开给大家看，周桂花当起了监督员。（本报记者 甄真）",
            "办成老人聚会聊天的地方",
            "紧接",
        ),
    ],
)
def test_notes_and_repeated_headlines_leave_the_text(rest: str, kept: str, lost: str) -> None:
    cuts = joined(page("01.txt", CANTEEN, number="1"), page("03.txt", rest, number="3"))
    (article,) = cuts["01.txt"].articles
    assert kept in article.text
    assert lost not in article.text
    assert cuts["03.txt"].articles == ()


def test_a_headline_again_keeps_its_lines_and_loses_its_span() -> None:
    rest = "“幸福食堂”办到老人心坎上\n（上接第1版）老人聚会聊天的地方，添上书报和棋牌。\n"
    cuts = joined(page("01.txt", CANTEEN, number="1"), page("03.txt", rest, number="3"))
    (article,) = cuts["01.txt"].articles
    heads = [part for part in article.parts if part.role is Role.HEADLINE]
    assert [(part.page, part.span is None) for part in heads] == [(0, False), (1, True)]


def test_another_page_than_the_named_one_is_not_taken() -> None:
    cuts = joined(page("01.txt", CANTEEN, number="1"), page("04.txt", REST, number="4"))
    assert all(not article.pieces for cut in cuts.values() for article in cut.articles)
    (note,) = [
        b.evidence for b in cuts["04.txt"].articles[0].boundaries if "continues from" in b.evidence
    ]
    assert note == "continues from page 1, where nothing certainly fits"
    (note,) = [b.evidence for b in cuts["01.txt"].articles[0].boundaries if "goes on" in b.evidence]
    assert note == "goes on on page 3, not given"


def test_a_page_alone_comes_out_as_it_was_cut_with_a_note() -> None:
    alone = cut_page(page("03.txt", REST, FARMING, number="3"))
    (cut,) = join_issue([alone])
    assert cut.continued == ()
    for one, other in zip(cut.articles, alone.articles, strict=True):
        assert replace(one, boundaries=()) == replace(other, boundaries=())
    assert cut.articles[0].boundaries[-1].evidence == "continues from page 1, not given"
    assert split_issue([cut]) == (alone,)


def test_pages_of_unknown_number_are_joined_by_names_and_notes() -> None:
    unknown = Origin()
    cuts = joined(
        page("a.txt", CANTEEN, PARKING, origin=unknown), page("b.txt", REST, origin=unknown)
    )
    assert cuts["a.txt"].articles[0].pieces
    assert not cuts["b.txt"].articles


@pytest.mark.parametrize(
    ("first", "third", "found"),
    [
        ("01.txt", "03.txt", True),
        ("issue.pdf#1", "issue.pdf#3", True),
        ("000_0ea5.txt", "003_316b.txt", False),
        ("01.txt", "04.txt", False),
    ],
)
def test_names_that_count_pages_help_where_nothing_else_does(
    first: str, third: str, found: bool
) -> None:
    head = PARKING.rstrip() + "（下转第3版）"
    rest = "（上接第1版）监督员每个周末巡一遍，谁家车停歪了，当场帮着挪正。"
    cuts = joined(page(first, head, origin=Origin()), page(third, rest, origin=Origin()))
    assert bool(cuts[first].articles[0].pieces) is found


def test_pages_of_different_issues_are_never_joined() -> None:
    other = Origin("临江日报", "2023-05-17", "", "3")
    cuts = joined(page("01.txt", CANTEEN, number="1"), page("03.txt", REST, origin=other))
    assert all(not article.pieces for cut in cuts.values() for article in cut.articles)


def in_file(*pages: Page) -> list[Page]:
    return [
        replace(one, name=f"a.pdf#{at}", path=f"/p/a.pdf#{at}") for at, one in enumerate(pages, 1)
    ]


def test_pages_of_one_file_are_joined_where_heads_are_missing() -> None:
    first, third = page("1", CANTEEN, number="1"), page("3", REST, origin=Origin("", "", "", "3"))
    cuts = joined(*in_file(first, third))
    assert cuts["a.pdf#1"].articles[0].pieces
    other = replace(third, origin=Origin("临江日报", "2023-05-17", "", "3"))
    cuts = joined(*in_file(first, other))
    assert not cuts["a.pdf#1"].articles[0].pieces


SECOND = """\
双河乡把夜校办进茶馆
本报记者 石磊
　　双河乡的茶馆一到晚上就坐满了人，乡干部杜小河带着茶农学电商，学会了再教邻居。
　　“从前茶叶等人来收，现在手机一点就卖出去。”茶农罗满仓说，杜小河帮他开了直播间，头一个月就
　　（下转第3版②）
"""
SECOND_REST = """\
　　（上接第1版②）卖出三百斤春茶。罗满仓又把邻居拉进夜校，双河乡的茶馆夜校如今有学员四百人。
"""


def test_two_articles_go_on_on_the_same_page() -> None:
    first = page("01.txt", CANTEEN, SECOND, number="1")
    third = page("03.txt", SECOND_REST, FARMING, REST, number="3")
    cuts = joined(first, third)
    texts = {article.headline: article.text for article in cuts["01.txt"].articles}
    assert "办成老人聚会" in texts["石门镇“幸福食堂”办到老人心坎上"]
    assert "头一个月就卖出三百斤" in texts["双河乡把夜校办进茶馆"]
    for cut in cuts.values():
        check(cut, {"01.txt": first, "03.txt": third})


def test_an_article_may_go_on_twice() -> None:
    second = (
        REST.rstrip()
        + "监督员又把账本贴上村口的公示栏，梅坞村的老人凑近了看，一笔一笔都对得\n（下转第5版）\n"
    )
    last = (
        "（上接第3版）上。何其美说，梅坞村的食堂开得久，靠的就是账本摊在阳光下。\n（下转第8版）\n"
    )
    pages = [
        page("01.txt", CANTEEN, number="1"),
        page("03.txt", second, number="3"),
        page("05.txt", last, number="5"),
    ]
    cuts = joined(*pages)
    (article,) = cuts["01.txt"].articles
    assert article.offsets.others == ("03.txt", "05.txt")
    assert "一笔一笔都对得上。何其美说" in article.text
    assert [b.evidence for b in article.boundaries if b.evidence.endswith("not given")] == [
        "goes on on page 8, not given"
    ]
    assert not cuts["03.txt"].articles
    assert not cuts["05.txt"].articles
    for cut in cuts.values():
        check(cut, {one.name: one for one in pages})


def test_what_could_be_paired_either_way_is_left_alone() -> None:
    turn = "　　（下转第3版）\n"
    first = page("01.txt", PARKING + turn, FARMING + turn, number="1")
    third = page("03.txt", "（上接第1版）要把工作抓好抓实，确保取得成效。", number="3")
    cuts = joined(first, third)
    assert all(not article.pieces for cut in cuts.values() for article in cut.articles)
    assert [len(cut.articles) for cut in cuts.values()] == [2, 1]


def test_the_order_of_the_pages_makes_no_difference() -> None:
    pages = [
        cut_page(page("01.txt", CANTEEN, SECOND, number="1")),
        cut_page(page("02.txt", PARKING, number="2")),
        cut_page(page("03.txt", SECOND_REST, FARMING, REST, number="3")),
    ]
    results = [{cut.page.name: cut for cut in join_issue(order)} for order in permutations(pages)]
    assert all(result == results[0] for result in results)
    assert split_issue(list(results[0].values())) == tuple(pages)


@pytest.mark.parametrize(
    ("line", "onward", "number"),
    [
        ("（下转第3版）", True, "3"),
        ("(下转A2版)", True, "A2"),
        ("下转第十二版", True, "12"),
        ("【转2版】", True, "2"),
        ("（上接第1版）村里又添了路灯。", False, "1"),
        ("（上接头版）", False, "1"),
        ("（紧接第一版）", False, "1"),
        ("（接1版）", False, "1"),
        ("（紧接第8版）", True, "8"),
        ("（下转第3版", True, "3"),
        ("（下转03版《食堂办到心坎上》）", True, "3"),
    ],
)
def test_notes(line: str, onward: bool, number: str) -> None:
    text = FARMING + line if onward else line + "\n村里又添了十盏路灯，夜里出门不再摸黑。"
    (turn,) = find_turns(cut_page(page("05.txt", text, number="5")))
    assert (turn.onward, turn.number) == (onward, number)


@pytest.mark.parametrize(
    "line", ["他把消息转给第3版的编辑。", "接3版通知后开工。", "（转发第3条）", "下转第3期"]
)
def test_what_is_no_note(line: str) -> None:
    assert find_turns(cut_page(page("05.txt", FARMING + line))) == ()


def test_a_note_may_be_broken_over_two_lines() -> None:
    cut = cut_page(page("01.txt", FARMING + "村民们说（下转第\n3版）", number="1"))
    assert [turn.number for turn in find_turns(cut)] == ["3"]


def test_issues_are_known_by_paper_and_date_or_by_place() -> None:
    known = Origin("临江日报", "2023-05-16")
    assert issue_of(page("01.txt", origin=known)) == "临江日报 2023-05-16"
    assert issue_of(page("01.txt", origin=Origin())) == "/p/"
    assert issue_of(page("01.txt", origin=Origin(date="2023-05-16"))) == "/p/ 2023-05-16"
    book = replace(page("a.pdf#3", origin=Origin()), path="/p/a.pdf#3")
    assert issue_of(book) == "/p/a.pdf"
    assert issue_of(replace(book, origin=known)) == "/p/a.pdf"
    assert issue_of(replace(book, path="/p/a#b/03.txt", origin=known)) == "临江日报 2023-05-16"
    assert issue_of(replace(book, form=PageForm.ARTICLE)) == ""


def test_groups_are_lazy_and_bounded() -> None:
    taken: list[int] = []

    def pages():
        for number in range(3 * MAX_ISSUE):
            taken.append(number)
            yield page(f"{number}.txt", "x", origin=Origin())

    groups = group_issues(pages(), lambda item: item)
    first = next(groups)
    assert (first.whole, len(first.items), len(taken)) == (False, MAX_ISSUE + 1, MAX_ISSUE + 1)
    rest = list(groups)
    assert all(not issue.whole and len(issue.items) == 1 for issue in rest)


def test_refusals_pass_through_in_their_place() -> None:
    refused = Rejected("/p/02.txt", Reason.EMPTY, "the file is empty (0 bytes)")
    first, third = page("01.txt", CANTEEN, number="1"), page("03.txt", REST, number="3")
    items = list(join_continuations([cut_page(first), refused, cut_page(third)]))
    assert items[1] is refused
    assert isinstance(items[0], CutPage)
    assert items[0].articles[0].pieces


@given(st.integers(0, 10**6))
def test_shuffled_and_damaged_pages_stay_accounted_for(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = [
        *"\n".join((CANTEEN, SECOND, PARKING)).split("\n"),
        *"\n".join((REST, SECOND_REST, FARMING)).split("\n"),
    ]
    chance.shuffle(lines)
    half = chance.randrange(1, len(lines))
    pages = [
        page("01.txt", *lines[:half], number=chance.choice(["1", ""])),
        page("03.txt", *lines[half:], number=chance.choice(["3", "1", ""])),
    ]
    alone = [cut_page(one) for one in pages]
    cuts = join_issue(alone)
    for cut in cuts:
        check(cut, {one.name: one for one in pages})
    assert split_issue(cuts) == tuple(alone)
