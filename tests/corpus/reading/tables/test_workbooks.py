"""Workbooks: sheets, cells with types, and archives that unpack to too much."""

from __future__ import annotations

from tablefiles import MAIN, read, refusals, sheet_of, workbook

from anliku.corpus.types import Page, Reason, Rejected


def test_all_sheets_are_read() -> None:
    data = workbook(
        {
            "一月": sheet_of([["标题", "正文"], ["甲", "有文。"]]),
            "空": sheet_of([]),
            "说明": sheet_of([["本表由编辑部整理"]]),
            "二月": sheet_of([["标题", "正文"], [], ["乙", "有文。"]]),
        }
    )
    items = read(data, "a.xlsx")
    assert [item.name for item in items if isinstance(item, Page)] == [
        "a.xlsx#2",
        "a.xlsx#二月!3",
    ]
    assert refusals(items) == [
        ("a.xlsx#二月!2", Reason.EMPTY),
        ("a.xlsx#说明", Reason.COLUMNS),
    ]


def test_dates_strings_and_references_of_workbooks() -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="4"><c r="A4" s="1"><v>45062</v></c><c r="C4" t="s"><v>2</v></c></row>'
        "</sheetData></worksheet>"
    )
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>日期</t></si><si><r><t>正</t></r><r><t>文</t></r>'
        "<rPh><t>zheng</t></rPh></si><si><t>甲_x000D_\n乙_xD800_。</t></si></sst>"
    )
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>"
    )
    data = workbook({"S": sheet}, sharedStrings=strings, styles=styles)
    gap, page = read(data, "a.xlsx")
    assert isinstance(gap, Rejected)
    assert gap.detail.startswith("rows 2 to 3")
    assert isinstance(page, Page)
    assert page.lines == ("甲", "乙\ufffd。")
    assert page.origin.date == "2023-05-16"


def test_a_workbook_that_unpacks_to_very_much_is_refused() -> None:
    bomb = workbook({"S": sheet_of([["正文"], ["文" * 7_000_000]])})
    (refused,) = read(bomb, "a.xlsx")
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.UNSAFE
