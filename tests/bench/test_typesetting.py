"""Typeset pages: what the gold says is what the PDF shows, and the scorer measures it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from anliku.bench import layout
from anliku.bench.typesetting import FURNITURE, STYLES, Line, Sheet, typeset, typeset_issue
from anliku.bench.typesetting.lines.breaking import NO_START, break_row, split_headline
from anliku.corpus.articles import cut_pages
from anliku.corpus.issues.continuations import join_continuations
from anliku.corpus.printed import Box, Layout
from anliku.corpus.reading.files import read_file
from anliku.corpus.types import (
    NO_ORIGIN,
    Article,
    ArticleKind,
    CutPage,
    LineRange,
    OffsetMap,
    Page,
    PageForm,
)

PAGES = [(at, page + 1) for at, style in enumerate(STYLES) for page in range(len(style.plans))]
each_page = pytest.mark.parametrize(
    ("style", "page"), PAGES, ids=[f"{STYLES[at].name}-{page}" for at, page in PAGES]
)


@cache
def made(number: int, page: int) -> tuple[bytes, Sheet]:
    return typeset(STYLES[number], page)


def as_read(sheet: Sheet) -> Page:
    """What a perfect reader would return: the drawn lines with their boxes."""
    boxes = tuple(
        Box(*(line.box.left, line.box.top, line.box.right, line.box.bottom), line.type.size)
        for line in sheet.lines
    )
    lines = tuple(line.text for line in sheet.lines)
    form = Layout(sheet.width, sheet.height, boxes)
    return Page("page.pdf", "/page.pdf", "0" * 64, "", lines, PageForm.LAYOUT, form)


def as_cut(sheet: Sheet, owners: list[int]) -> CutPage:
    """A page cut as ``owners`` say, one for each line."""
    page = as_read(sheet)
    articles = tuple(
        Article(
            id=str(number),
            page=page.name,
            kind=ArticleKind.REPORT,
            headline=gold.headline,
            subhead="",
            column="",
            reporters=gold.reporters,
            correspondents=gold.correspondents,
            text="",
            parts=(),
            lines=tuple(LineRange(at, at) for at, owner in enumerate(owners, 1) if owner == number),
            offsets=OffsetMap(page.name, ()),
            origin=NO_ORIGIN,
        )
        for number, gold in enumerate(sheet.articles)
    )
    return CutPage(page, articles, (), ())


@each_page
def test_same_page_same_bytes(style: int, page: int) -> None:
    first, again = made(style, page), typeset(STYLES[style], page)
    assert first[0] == again[0]
    assert first[1] == again[1]


@each_page
def test_pdf_shows_every_character_in_its_place(style: int, page: int) -> None:
    pdf, sheet = made(style, page)
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    shown: dict[str, list[tuple[float, float]]] = {}
    for at in range(text.count_chars()):
        left, bottom, _, top = text.get_charbox(at, loose=True)
        middle = sheet.height - (bottom + top) / 2
        shown.setdefault(text.get_text_range(at, 1), []).append((left, middle))
    for line in sheet.lines:
        for char, x, y in places(line):
            assert any(abs(x - left) < 1 and abs(y - at) < 1 for left, at in shown[char]), line


def places(line: Line) -> list[tuple[str, float, float]]:
    middle = line.baseline - 0.36 * line.type.size
    along = [(0.0, one) if line.vertical else (one, 0.0) for one in line.offsets]
    return [
        (char, line.left + x, middle + y)
        for char, (x, y) in zip(line.text, along, strict=True)
        if not char.isspace()
    ]


@each_page
def test_lines_stand_on_the_page_and_apart(style: int, page: int) -> None:
    _, sheet = made(style, page)
    for line in sheet.lines:
        assert line.box.left >= 10
        assert line.box.right <= sheet.width - 10
        assert line.box.bottom <= sheet.height - 10
    for one, other in combinations([line.box for line in sheet.lines], 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        assert across < 6 or down < 4, (one, other)


@each_page
def test_pictures_cover_nothing(style: int, page: int) -> None:
    _, sheet = made(style, page)
    pictures = [mark.rect for mark in sheet.marks if mark.kind == "picture"]
    for one, other in combinations(pictures, 2):
        assert not one.overlaps(other)
    for picture in pictures:
        assert picture.height > 20
        covered = [line for line in sheet.lines if picture.inset(2, 4).overlaps(line.box)]
        assert covered == []


@each_page
def test_every_article_of_the_gold_is_on_the_page(style: int, page: int) -> None:
    _, sheet = made(style, page)
    for owner, gold in enumerate(sheet.articles):
        text = "".join(line.text for line in sheet.lines if line.owner == owner)
        assert len(text) > 30
        heads = [line for line in sheet.lines if line.owner == owner and line.role == "headline"]
        assert sorted("".join(line.text for line in heads)) == sorted(
            gold.headline.replace(" ", "")
        ) or any(" " in line.text for line in heads)
        for name in (*gold.reporters, *gold.correspondents):
            assert sorted(set(name) - set(text)) == []
    assert {line.owner for line in sheet.lines} <= {FURNITURE, *range(len(sheet.articles))}


@each_page
def test_a_perfect_cut_scores_one(style: int, page: int) -> None:
    _, sheet = made(style, page)
    score, errors = layout.score_page(sheet, as_cut(sheet, [line.owner for line in sheet.lines]))
    assert errors == []
    assert score.bcubed == pytest.approx(1.0)
    assert score.exact == score.articles == len(sheet.articles)
    assert score.byline == pytest.approx(1.0)


def test_joined_articles_cost_precision_only() -> None:
    _, sheet = typeset(STYLES[0], 1)
    joined = [0 if line.owner == 1 else line.owner for line in sheet.lines]
    score, errors = layout.score_page(sheet, as_cut(sheet, joined))
    assert score.recall == pytest.approx(score.characters)
    assert score.precision < score.characters
    assert errors != []


def test_a_line_read_in_two_pieces_is_matched() -> None:
    _, sheet = typeset(STYLES[0], 1)
    cut = as_cut(sheet, [line.owner for line in sheet.lines])
    page = cut.page
    assert page.layout is not None
    at = max(range(len(page.lines)), key=lambda at: len(page.lines[at]))
    text, box = page.lines[at], page.layout.boxes[at]
    middle = sheet.lines[at].left + sheet.lines[at].offsets[5]
    boxes = (*page.layout.boxes, replace(box, left=middle))
    boxes = tuple(
        replace(one, right=middle) if number == at else one for number, one in enumerate(boxes)
    )
    lines = (*page.lines[:at], text[:5], *page.lines[at + 1 :], text[5:])
    split = replace(page, lines=lines, layout=replace(page.layout, boxes=boxes))
    owner = sheet.lines[at].owner
    parts = (*cut.articles[owner].lines, LineRange(len(lines), len(lines)))
    articles = tuple(
        replace(one, lines=parts) if number == owner else one
        for number, one in enumerate(cut.articles)
    )
    score, _ = layout.score_page(sheet, CutPage(split, articles, (), ()))
    assert score.bcubed == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("山货有了“娘家人” 小院连成大厨房", ("山货有了“娘家人”", "小院连成大厨房")),
        ("一扇“小窗口”，办成村民大小事", ("一扇“小窗口”，", "办成村民大小事")),
    ],
)
def test_headlines_break_where_a_person_would(text: str, lines: tuple[str, str]) -> None:
    assert split_headline(text) == lines


@pytest.mark.parametrize("ends", ["full", "half", "hang"])
def test_no_sign_begins_a_line(ends: str) -> None:
    text = "村民说：“账目公开了，心里亮堂。”议事会上，大家你一言，我一语，把事情说得清清楚楚。" * 4
    start, rows = 0, 0
    while start < len(text):
        row = break_row(text, start, 83, 10, ends)
        assert row.text[0] not in NO_START
        assert len(row.offsets) == len(row.text)
        start, rows = row.end, rows + 1
    assert rows > 10


def test_an_article_goes_on_on_another_page_of_its_issue() -> None:
    pdf, sheets = typeset_issue(next(style for style in STYLES if style.name == "national"))
    assert len(pypdfium2.PdfDocument(pdf)) == len(sheets) == 3
    first, second = (
        next(
            (sheet, line.owner)
            for sheet in sheets
            for line in sheet.lines
            if note in line.text and line.owner != FURNITURE
        )
        for note in ("（下转第3版）", "（上接第1版）")
    )
    assert first[0].articles[first[1]].headline == second[0].articles[second[1]].headline
    begun, ended = (
        "".join(line.text for line in sheet.lines if line.owner == owner and line.role == "body")
        for sheet, owner in (first, second)
    )
    rest = ended.removeprefix("（上接第1版）")
    assert rest
    assert rest[:20] not in begun


def test_the_chain_joins_the_article_that_goes_on(tmp_path: Path) -> None:
    pdf, sheets = typeset_issue(next(style for style in STYLES if style.name == "national"))
    path = tmp_path / "issue.pdf"
    path.write_bytes(pdf)
    cuts = join_continuations(cut_pages(one for one in read_file(path) if isinstance(one, Page)))
    headline = sheets[0].articles[0].headline
    joined = [
        article
        for cut in cuts
        if isinstance(cut, CutPage)
        for article in cut.articles
        if layout.plain(article.headline) == layout.plain(headline)
    ]
    assert len(joined) == 1
    last = [line.text for line in sheets[2].lines if line.owner == 0 and line.role == "body"][-1]
    assert joined[0].text.endswith(last)
