"""PDF files with a text layer come as pages of placed lines; anything else is refused."""

from __future__ import annotations

import random

import pytest
from pdfwriting import Sheet, write_pdf

from anliku.corpus.pdf.legible import judge
from anliku.corpus.reading.options import DEFAULT_OPTIONS
from anliku.corpus.reading.pdf import read_pdf
from anliku.corpus.reading.source import Source
from anliku.corpus.types import Page, PageForm, Reason, Rejected


def read(data: bytes, name: str = "issue.pdf") -> list[Page | Rejected]:
    return list(read_pdf(Source(name, f"/papers/{name}", None, data), DEFAULT_OPTIONS))


def page_of(*sheets: Sheet) -> Page:
    (page,) = read(write_pdf(*sheets))
    assert isinstance(page, Page)
    assert page.layout is not None
    assert len(page.layout.boxes) == len(page.lines)
    return page


def boxes(page: Page) -> dict[str, tuple[int, int, int, int]]:
    assert page.layout is not None
    return {
        line: (round(b.left), round(b.top), round(b.right), round(b.bottom))
        for line, b in zip(page.lines, page.layout.boxes, strict=True)
    }


def test_lines_have_places_and_sizes() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "村里的老人吃上了热饭", 12)
    page = page_of(sheet)
    assert page.form is PageForm.LAYOUT
    assert page.layout is not None
    assert (page.layout.width, page.layout.height) == (400, 600)
    assert boxes(page) == {"村里的老人吃上了热饭": (50, 89, 170, 101)}
    assert page.layout.boxes[0].size == 12


@pytest.mark.parametrize(
    ("turn", "box"),
    [(0, (50, 91, 110, 101)), (90, (499, 50, 509, 110)), (180, (290, 499, 350, 509))],
)
def test_turned_pages_are_read_as_shown(turn: int, box: tuple[int, int, int, int]) -> None:
    sheet = Sheet(turn=turn)
    sheet.text(50, 100, "河水清了鱼来", 10)
    assert boxes(page_of(sheet)) == {"河水清了鱼来": box}


def test_columns_stay_apart_and_phrases_together() -> None:
    sheet = Sheet()
    for row in range(6):
        sheet.text(40, 100 + 14 * row, "甲村的路修好了大家都很高", 10)
        sheet.text(172, 100 + 14 * row, "乙村的桥也通车了孩子们上", 10)
    sheet.text(40, 60, "路通了", 20)
    sheet.text(120, 60, "心近了", 20)
    lines = page_of(sheet).lines
    assert lines.count("甲村的路修好了大家都很高") == 6
    assert lines.count("乙村的桥也通车了孩子们上") == 6
    assert "路通了 心近了" in lines


def test_letters_spaced_out_make_one_line() -> None:
    sheet = Sheet()
    for at, char in enumerate("公告通知"):
        sheet.text(50 + 40 * at, 100, char, 20)
    assert page_of(sheet).lines == ("公告通知",)


def test_lines_that_run_down_are_read_downwards() -> None:
    sheet = Sheet()
    sheet.down(300, 100, "老井新泉润万家")
    page = page_of(sheet)
    assert page.lines == ("老井新泉润万家",)
    assert page.layout is not None
    box = page.layout.boxes[0]
    assert box.bottom - box.top > 5 * (box.right - box.left)


def test_turned_letters_are_read_along_their_line() -> None:
    sheet = Sheet()
    sheet.text(100, 300, "山路转过弯", 10, matrix="0 1 -1 0")
    sheet.text(200, 300, "水路下了滩", 10, matrix="0 -1 1 0")
    assert set(page_of(sheet).lines) == {"山路转过弯", "水路下了滩"}


def test_letters_printed_twice_are_bold_and_read_once() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "高高兴兴去赶集", 20)
    sheet.text(51, 100, "高高兴兴", 20)
    sheet.text(131, 100, "去赶集", 20)
    page = page_of(sheet)
    assert page.lines == ("高高兴兴去赶集",)
    assert page.layout is not None
    assert page.layout.boxes[0].bold


def test_what_lies_outside_the_visible_page_is_not_read() -> None:
    sheet = Sheet(crop="20 20 380 580")
    sheet.text(50, 100, "看得见的一行", 10)
    sheet.text(50, 10, "裁切线外的一行", 10)
    page = page_of(sheet)
    assert page.lines == ("看得见的一行",)
    assert boxes(page)["看得见的一行"][:2] == (30, 71)


def test_text_behind_a_scan_is_read() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "看不见的文字层", 10, mode=3)
    assert page_of(sheet).lines == ("看不见的文字层",)


def test_hidden_text_behind_printed_text_is_left_out() -> None:
    sheet = Sheet()
    sheet.text(50, 100, "印出来的一行字", 10)
    sheet.text(52, 101, "印出米的一行宇", 10, mode=3)
    sheet.text(50, 200, "题目转成了曲线", 20, mode=3)
    assert set(page_of(sheet).lines) == {"印出来的一行字", "题目转成了曲线"}


def test_rules_frames_and_nothing_else_are_shapes() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "框里有一行字", 10)
    sheet.box(50, 80, 200, 100)
    sheet.rule(40, 300, 360, 300)
    sheet.ops.append("1 1 1 rg 0 0 400 600 re f")
    layout = page_of(sheet).layout
    assert layout is not None
    assert [shape.kind for shape in layout.shapes] == ["frame", "rule"]


def test_four_rules_make_a_frame() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "框里有一行字", 10)
    for ends in ((50, 80, 250, 80), (50, 180, 250, 180), (50, 80, 50, 180), (250, 80, 250, 180)):
        sheet.rule(*ends)
    layout = page_of(sheet).layout
    assert layout is not None
    assert [s.kind for s in layout.shapes].count("frame") == 1


def test_pages_are_numbered_and_known_by_their_lines() -> None:
    def sheets(first: str) -> bytes:
        one, two = Sheet(), Sheet()
        one.text(50, 100, first, 10)
        two.text(50, 100, "第二张上的文字", 10)
        return write_pdf(one, two)

    old, new = read(sheets("第一张上的文字")), read(sheets("改过的头一张"))
    assert [page.name for page in old if isinstance(page, Page)] == ["issue.pdf#1", "issue.pdf#2"]
    assert isinstance(old[1], Page)
    assert isinstance(new[1], Page)
    assert isinstance(old[0], Page)
    assert isinstance(new[0], Page)
    assert old[1].path == "/papers/issue.pdf#2"
    assert old[1].digest == new[1].digest
    assert old[0].digest != new[0].digest


def test_a_page_without_text_says_how_to_get_some() -> None:
    full = Sheet()
    full.text(50, 100, "这一张有文字", 10)
    page, refused = read(write_pdf(full, Sheet()))
    assert isinstance(page, Page)
    assert isinstance(refused, Rejected)
    assert refused.item == "/papers/issue.pdf#2"
    assert refused.reason is Reason.EMPTY
    assert "anliku[ocr]" in refused.detail
    assert "--ocr" in refused.detail


def test_a_garbled_text_layer_says_how_to_do_without() -> None:
    sheet = Sheet()
    for row in range(10):
        sheet.text(50, 100 + 14 * row, "".join(chr(0xE000 + 7 * row + i) for i in range(12)), 10)
    (refused,) = read(write_pdf(sheet))
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.ENCODING
    assert "--ocr" in refused.detail


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "missing"),
        (" \n", "missing"),
        ("村里修了路，大家都说好。" * 20, "readable"),
        ("A short English note on page 2", "readable"),
        ("¤§ÖÐ¹úÈËÃñ" * 20, "garbled"),
        ("".join(chr(0x4E00 + 61 * i % 20000) for i in range(300)), "garbled"),
    ],
)
def test_text_layers_are_judged(text: str, found: str) -> None:
    assert judge(text).value == found


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"no pdf at all", Reason.BROKEN),
        (b"%PDF-1.7\nand nothing else", Reason.BROKEN),
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes, reason: Reason) -> None:
    (refused,) = read(data)
    assert isinstance(refused, Rejected)
    assert refused.reason is reason
    assert refused.detail


def test_random_bytes_never_raise() -> None:
    rng = random.Random(5)  # noqa: S311 - no secret
    for _ in range(10_000):
        assert all(isinstance(item, Rejected) for item in read(rng.randbytes(rng.randrange(200))))


def test_broken_files_never_raise() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.text(50, 100 + 14 * row, "坏掉的文件也不能让程序停", 10)
    sheet.box(40, 80, 200, 200)
    good = write_pdf(sheet, sheet)
    rng = random.Random(6)  # noqa: S311 - no secret
    for _ in range(300):
        data = bytearray(good[: rng.randrange(len(good))] if rng.random() < 0.5 else good)
        for _ in range(rng.randrange(20)):
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        assert all(isinstance(item, Page | Rejected) for item in read(bytes(data)))
