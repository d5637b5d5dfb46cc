"""Printed pages are cut by where their lines stand and by what they say."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printing import LEADING, SIZE, Print

from anliku.corpus.articles import cut_page
from anliku.corpus.geometry.order import in_reading_order
from anliku.corpus.printed import Box, Layout, Shape
from anliku.corpus.types import Article, ArticleKind, CutPage, Page, PageForm

WELL = (
    "柳湾村的老井淤了十多年，村民吃水要到三里外去挑。去年春天，村党支部把议事会开到井台边，请"
    "老人讲水脉，请后生算工钱，一晚上就凑齐了四十个义务工。",
    "井是一锹一锹清出来的。清到第九天，石缝里冒出了头一股泉水，守在井口的郑老汉捧起来喝了一口"
    "，说还是小时候的味道。",
    "如今井台边立起了一块木牌，谁家什么时候清井、谁来管水泵，写得明明白白。村里又用省下的钱装"
    "了两盏路灯，夜里打水再也不怕滑倒了。",
)
SCHOOL = (
    "放学的铃声一响，枣林社区的托管教室就热闹起来。退休教师们轮流值班，教孩子们写毛笔字、下象"
    "棋，等家长下班来接。",
    "社区算过一笔账，过去双职工家庭请人接送孩子，一个月要花一千多元。现在教室不收一分钱，只请"
    "家长每月来当一天志愿者。",
    "半年下来，报名的孩子从十一个增加到六十三个，教室也从一间变成了三间。墙上贴满了孩子们写的"
    "感谢信。",
)
MARKET = (
    "清早五点，河口镇的集市已经摆满了鲜笋。镇上把摊位划成格子，摊主抽签入场，秤由镇里统一校准，"
    "缺斤短两的事再没有发生过。",
)
LETTERS = 16
WIDE = LETTERS * SIZE


def flow(sheet: Print, story: tuple[str, ...], places: list[tuple[float, float, int]]) -> None:
    """Set a story into pieces of columns: (left, top, number of lines)."""
    text = list(story)
    for left, top, count in places:
        y, free = top, count
        while text and free:
            paragraph = text.pop(0)
            fresh = not paragraph.startswith("~")
            body = paragraph.lstrip("~")
            while body and free:
                taken = LETTERS - 2 if fresh else LETTERS
                row, body = body[:taken], body[taken:]
                while body[:1] in tuple("，。"):
                    row, body = row + body[0], body[1:]
                sheet.line(left + (2 * SIZE if fresh else 0), y, row)
                y, free, fresh = y + LEADING, free - 1, False
            if body:
                text.insert(0, "~" + body)


def two_stories() -> Print:
    """Two articles side by side, each with a headline over two columns."""
    sheet = Print(760, 800)
    sheet.line(60, 40, "清出来的泉水", 28)
    sheet.line(60, 80, "本报记者 郑远山")
    flow(sheet, WELL, [(40, 110, 9), (40 + WIDE + 15, 110, 9)])
    sheet.line(430, 40, "放学以后有去处", 28)
    sheet.line(430, 80, "本报记者 枣小林 通讯员 林果")
    flow(sheet, SCHOOL, [(400, 110, 8), (400 + WIDE + 15, 110, 8)])
    return sheet


def plain(*paragraphs: str) -> str:
    return "".join(paragraphs)


def by_headline(cut: CutPage) -> dict[str, Article]:
    return {article.headline: article for article in cut.articles}


def body_of(article: Article) -> str:
    return "".join(
        part.span.of(article.text) for part in article.parts if part.span and part.role == "body"
    )


def assert_accounted(cut: CutPage) -> None:
    taken = [n for a in cut.articles for r in a.lines for n in range(r.first, r.last + 1)]
    furniture = [f.line for f in cut.furniture]
    refused = [n for r in cut.rejected if r.lines for n in range(r.lines.first, r.lines.last + 1)]
    assert sorted([*taken, *furniture, *refused]) == list(range(1, len(cut.page.lines) + 1))


def test_white_parts_articles_where_no_rule_does() -> None:
    sheet = Print(760, 900)
    sheet.line(60, 40, "清出来的泉水", 28)
    flow(sheet, WELL, [(40, 110, 8), (40 + WIDE + 15, 110, 10)])
    sheet.line(60, 300, "放学以后有去处", 28)
    below = 110 + 10 * LEADING + 3 * SIZE
    flow(sheet, SCHOOL, [(40, 345, 9), (40 + WIDE + 15, below, 8)])
    cut = cut_page(sheet.page())
    assert {a.headline for a in cut.articles} == {"清出来的泉水", "放学以后有去处"}
    well = next(a for a in cut.articles if a.headline == "清出来的泉水")
    assert "托管教室" not in well.text


def test_a_wide_blank_does_not_part_a_headline() -> None:
    sheet = Print(760, 800)
    sheet.line(50, 40, "石缝里", 28)
    sheet.line(50 + 4 * 28, 40, "又出泉水", 28)
    flow(sheet, WELL, [(40, 110, 9), (40 + WIDE + 15, 110, 9)])
    articles = cut_page(sheet.page()).articles
    assert [a.headline for a in articles] == ["石缝里 又出泉水"]


@pytest.mark.parametrize(
    "names",
    [("（本报记者 郑远山", "通讯员 林果）"), ("文/本报记者 郑远山", "通讯员 林果")],
)
def test_names_over_two_lines_sign_one_article(names: tuple[str, str]) -> None:
    sheet = two_stories()
    sheet.lines = [one for one in sheet.lines if not one[0].startswith("本报记者")]
    left = 40 + WIDE + 15
    foot = max(box.bottom for _, box in sheet.lines if left <= box.left < left + WIDE)
    for at, text in enumerate(names):
        sheet.line(left + WIDE - len(text) * SIZE, foot + 5 + at * LEADING, text)
    well = next(a for a in cut_page(sheet.page()).articles if a.headline == "清出来的泉水")
    assert (well.reporters, well.correspondents) == (("郑远山",), ("林果",))


def test_a_crosshead_at_the_top_of_a_column_is_no_deck() -> None:
    sheet = Print(760, 800)
    sheet.line(60, 40, "柳湾清井记", 28)
    flow(sheet, WELL, [(40, 80, 30)])
    sheet.line(40 + WIDE + 15 + 4 * SIZE, 80, "路灯亮起来了", bold=True)
    flow(sheet, SCHOOL, [(40 + WIDE + 15, 80 + LEADING, 30)])
    (article,) = cut_page(sheet.page()).articles
    assert article.headline == "柳湾清井记"
    assert article.subhead == ""
    assert "路灯亮起来了" in article.text


def test_stories_side_by_side_are_told_apart() -> None:
    cut = cut_page(two_stories().page())
    found = by_headline(cut)
    assert list(found) == ["清出来的泉水", "放学以后有去处"]
    assert body_of(found["清出来的泉水"]) == plain(*WELL)
    assert body_of(found["放学以后有去处"]) == plain(*SCHOOL)
    assert found["清出来的泉水"].reporters == ("郑远山",)
    assert found["放学以后有去处"].correspondents == ("林果",)
    assert_accounted(cut)


def test_paragraphs_are_joined_over_columns() -> None:
    article = by_headline(cut_page(two_stories().page()))["清出来的泉水"]
    assert article.text.split("\n") == ["清出来的泉水", *WELL]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_lines_does_not_matter(seed: int) -> None:
    sheet = two_stories()
    order = list(range(len(sheet.lines)))
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    first, shuffled = cut_page(sheet.page()), cut_page(sheet.page(order))
    assert {a.text for a in first.articles} == {a.text for a in shuffled.articles}


def test_offsets_lead_back_to_the_lines() -> None:
    cut = cut_page(two_stories().page())
    for article in cut.articles:
        for at, char in enumerate(article.text):
            if char not in "\n ":
                place = article.offsets.locate(at)
                assert cut.page.lines[place.line - 1][place.column - 1] == char


def test_every_boundary_says_why() -> None:
    cut = cut_page(two_stories().page())
    for article in cut.articles:
        assert article.boundaries
        assert all(b.evidence and 0 <= b.confidence <= 1 for b in article.boundaries)


@pytest.mark.parametrize("seed", range(6))
def test_boxes_as_a_recogniser_measures_them(seed: int) -> None:
    sheet = two_stories()
    rng = random.Random(seed)  # noqa: S311 - no secret
    noisy: list[tuple[str, Box]] = []
    for text, b in sheet.lines:
        size = b.size * rng.uniform(0.92, 1.08)
        left, top = b.left + rng.uniform(-1.5, 1.5), b.top + rng.uniform(-1, 1)
        noisy.append((text, Box(left, top, b.right + rng.uniform(-2, 2), top + size, size)))
    sheet.lines = noisy
    found = by_headline(cut_page(sheet.page()))
    assert body_of(found["清出来的泉水"]) == plain(*WELL)
    assert body_of(found["放学以后有去处"]) == plain(*SCHOOL)


def test_a_headline_in_the_middle_of_its_text() -> None:
    sheet = Print(600, 800)
    x = [40 + at * (WIDE + 15) for at in range(3)]
    sheet.line(x[1] + 10, 170, "清出来的泉水", 24)
    flow(sheet, WELL, [(x[0], 110, 8), (x[1], 110, 3), (x[1], 215, 1), (x[2], 110, 8)])
    (article,) = cut_page(sheet.page()).articles
    assert article.headline == "清出来的泉水"
    assert body_of(article) == plain(*WELL)


def test_a_headline_that_runs_down_beside_its_text() -> None:
    sheet = Print(600, 800)
    sheet.down(40, 110, "清出来的泉水", 24)
    flow(sheet, WELL, [(80, 110, 9), (80 + WIDE + 15, 110, 9)])
    (article,) = cut_page(sheet.page()).articles
    assert article.headline == "清出来的泉水"
    assert body_of(article) == plain(*WELL)


def test_a_frame_holds_its_own_story() -> None:
    sheet = Print(760, 800)
    sheet.line(60, 40, "清出来的泉水", 28)
    right = 40 + WIDE + 15
    flow(sheet, WELL, [(40, 110, 12), (right, 110, 7)])
    sheet.shape("frame", right - 5, 230, right + WIDE + 5, 380)
    sheet.line(right + 20, 240, "秤准人心稳", 20)
    flow(sheet, MARKET, [(right, 280, 6)])
    found = by_headline(cut_page(sheet.page()))
    assert body_of(found["清出来的泉水"]) == plain(*WELL)
    assert body_of(found["秤准人心稳"]) == plain(*MARKET)


def test_crossheads_stay_in_their_article() -> None:
    sheet = Print(600, 800)
    sheet.line(100, 40, "放学以后有去处", 28)
    flow(sheet, SCHOOL[:1], [(40, 110, 9)])
    sheet.line(40 + 50, 185, "一笔明白账", 11, bold=True)
    flow(sheet, SCHOOL[1:], [(40, 205, 14)])
    (article,) = cut_page(sheet.page()).articles
    assert [part.role.value for part in article.parts] == [
        "headline", "body", "crosshead", "body", "body",
    ]  # fmt: skip


def test_captions_are_articles_of_their_own_with_their_little_headline() -> None:
    sheet = two_stories()
    sheet.shape("picture", 40, 300, 380, 460)
    sheet.line(150, 470, "鲜笋上市", 15)
    sheet.line(60, 495, "四月八日，农民在河口镇集市上挑选刚挖的鲜笋。")
    sheet.line(300, 510, "（笋小青 摄）")
    article = by_headline(cut_page(sheet.page()))["鲜笋上市"]
    assert article.kind is ArticleKind.CAPTION
    assert article.reporters == ("笋小青",)


def test_items_of_a_news_box_are_articles_of_their_own() -> None:
    sheet = Print(600, 800)
    sheet.shape("frame", 30, 30, 50 + WIDE, 400)
    sheet.line(80, 40, "简讯", 18)
    y = 80.0
    for place, name in (("山前", "李小河"), ("塘下", "周大桥"), ("坪里", "吴新田")):
        text = f"●{place}村修好了三公里机耕路，农机能开到田头，今年春耕提前七天完成。（{name}）"
        for at in range(0, len(text), LETTERS):
            sheet.line(40, y, text[at : at + LETTERS])
            y += LEADING
    cut = cut_page(sheet.page())
    assert [a.reporters for a in cut.articles] == [("李小河",), ("周大桥",), ("吴新田",)]
    assert all(a.kind is ArticleKind.BRIEF for a in cut.articles)
    assert {a.column for a in cut.articles} == {"简讯"}


def test_a_large_initial_belongs_to_its_text() -> None:
    sheet = Print(600, 800)
    sheet.line(60, 40, "清出来的泉水", 28)
    first = WELL[0]
    sheet.line(40, 110, first[0], 24)
    sheet.line(68, 110, first[1:14])
    sheet.line(68, 125, first[14:27])
    y = 140.0
    for at in range(27, len(first), LETTERS):
        sheet.line(40, y, first[at : at + LETTERS])
        y += LEADING
    (article,) = cut_page(sheet.page()).articles
    assert body_of(article) == first


def test_head_and_foot_of_the_page_are_furniture() -> None:
    sheet = two_stories()
    sheet.line(40, 5, "样例日报")
    sheet.line(300, 5, "2024年6月18日 星期二")
    sheet.line(700, 5, "3版")
    sheet.line(40, 780, "责任编辑：何小满　美编：苏木")
    cut = cut_page(sheet.page())
    assert len(cut.articles) == 2
    assert len(cut.furniture) == 4


def test_lines_come_in_reading_order() -> None:
    sheet = two_stories()
    order = list(range(len(sheet.lines)))
    random.Random(3).shuffle(order)  # noqa: S311 - no secret
    page = in_reading_order(sheet.page(order))
    assert page.lines[0] == "清出来的泉水"
    assert page.lines[1] == "本报记者 郑远山"
    text = "".join(page.lines)
    assert plain(*WELL) in text
    assert plain(*SCHOOL) in text
    assert sorted(page.lines) == sorted(line for line, _ in sheet.lines)


NUMBERS = st.floats(-50, 900, allow_nan=False)
TEXTS = st.text("村民水井（）“”。，：●■本报讯记者王伟摄 一12", max_size=24)


def box_of(x: float, y: float, wide: float, tall: float, size: float) -> Box:
    return Box(x, y, x + wide, y + tall, size)


BOXES = st.builds(
    box_of,
    NUMBERS, NUMBERS, st.floats(0, 400), st.floats(0, 60), st.sampled_from([0.0, 9.0, 10.0, 24.0]),
)  # fmt: skip
SHAPES = st.builds(Shape, st.sampled_from(["rule", "frame", "picture"]), BOXES)


@settings(max_examples=150)
@given(st.lists(st.tuples(TEXTS, BOXES), max_size=25), st.lists(SHAPES, max_size=6))
def test_every_line_is_accounted_for(lines: list[tuple[str, Box]], shapes: list[Shape]) -> None:
    layout = Layout(700, 900, tuple(b for _, b in lines), tuple(shapes))
    texts = tuple(text for text, _ in lines)
    page = Page("x.pdf", "/x.pdf", "0" * 64, "utf-8", texts, PageForm.LAYOUT, layout)
    assert_accounted(cut_page(page))
    ordered = in_reading_order(page)
    assert sorted(ordered.lines) == sorted(page.lines)


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.integers(0, 30))
def test_shuffled_and_damaged_pages_are_accounted_for(rng: random.Random, damage: int) -> None:
    sheet = two_stories()
    for _ in range(damage):
        at = rng.randrange(len(sheet.lines))
        text, box = sheet.lines[at]
        action = rng.randrange(3)
        if action == 0:
            sheet.lines[at] = (text[: rng.randrange(len(text) + 1)], box)
        elif action == 1:
            sheet.lines[at] = (text, Box(box.left + 30, box.top - 40, box.right, box.bottom, 9))
        else:
            sheet.lines.append((text, box))
    assert_accounted(cut_page(sheet.page()))
