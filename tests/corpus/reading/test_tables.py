"""Tables of articles: columns by name, rows to pages, and everything that tables have wrong."""

from __future__ import annotations

import csv
import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.corpus.origins.published import find_date, page_and_edition
from anliku.corpus.reading.files import READERS, read_source
from anliku.corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from anliku.corpus.reading.source import Source, source_of
from anliku.corpus.reading.tables.articles import text_lines
from anliku.corpus.reading.tables.columns import find_columns
from anliku.corpus.types import Origin, Page, PageForm, Reason, Rejected

NAMES = ["标题", "正文", "作者", "日期", "报纸", "版次", "编号"]
ROW = [
    "松岭镇办起老年食堂",
    "近日，食堂开张了。\n老人们都说好。",
    "王伟 李强",
    "2023/5/16",
    "松岭日报",
    "第03版：要闻",
    "n1",
]
SHORT = ["东河乡修通致富路", "路修通了。", "", "2023年5月17日", "", "", "n2"]


def read(data: bytes | str, name: str, *mapped: tuple[str, str]) -> list[Page | Rejected]:
    raw = data if isinstance(data, bytes) else data.encode()
    source = Source(name, f"/pages/{name}", None, raw)
    return list(read_source(source, ReadingOptions(columns=mapped)))


def pages(items: list[Page | Rejected]) -> list[Page]:
    assert all(isinstance(item, Page) for item in items), items
    return [item for item in items if isinstance(item, Page)]


def refusals(items: list[Page | Rejected]) -> list[tuple[str, Reason]]:
    return [(r.item.rpartition("/")[2], r.reason) for r in items if isinstance(r, Rejected)]


def csv_of(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def json_of(*rows: list[str]) -> bytes:
    return b"\n".join(orjson.dumps(dict(zip(NAMES, row, strict=True))) for row in rows)


def parquet_of(*rows: list[str]) -> bytes:
    out = io.BytesIO()
    columns = {name: [row[at] for row in rows] for at, name in enumerate(NAMES)}
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def column(at: int) -> str:
    return chr(ord("A") + at)


def sheet_of(rows: list[list[str]]) -> str:
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{column(at)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for at, text in enumerate(row)
            if text
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
        if row
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheets: dict[str, str], **parts: str) -> bytes:
    """Zip a workbook of sheets given as XML; other parts by their names in the xl folder."""
    out = io.BytesIO()
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{DOC_RELS}"><sheets>{listed}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELS}">{related}</Relationships>'
        )
        for at, name in enumerate(names, 1):
            archive.writestr(f"xl/worksheets/sheet{at}.xml", sheets[name])
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", text)
    return out.getvalue()


def xlsx_of(*rows: list[str]) -> bytes:
    return workbook({"Sheet1": sheet_of([NAMES, *rows])})


GOOD: list[tuple[str, bytes]] = [
    ("a.csv", csv_of(NAMES, ROW, SHORT).encode()),
    ("bom.csv", csv_of(NAMES, ROW, SHORT).encode("utf-8-sig")),
    ("gbk.csv", csv_of(NAMES, ROW, SHORT).encode("gb18030")),
    ("semicolon.csv", csv_of(NAMES, ROW, SHORT, delimiter=";").encode("gb18030")),
    ("tab.csv", csv_of(NAMES, ROW, SHORT, delimiter="\t").encode()),
    ("unicode.tsv", csv_of(NAMES, ROW, SHORT, delimiter="\t").encode("utf-16")),
    ("said.csv", ("sep=|\n" + csv_of(NAMES, ROW, SHORT, delimiter="|")).encode()),
    ("a.xlsx", xlsx_of(ROW, SHORT)),
    ("a.jsonl", json_of(ROW, SHORT)),
    ("a.parquet", parquet_of(ROW, SHORT)),
]


@pytest.mark.parametrize(("name", "data"), GOOD, ids=[name for name, _ in GOOD])
def test_a_row_is_an_article_in_every_format(name: str, data: bytes) -> None:
    first, second = pages(read(data, name))
    assert first.form is PageForm.ARTICLE
    assert first.lines == (ROW[0], ROW[2], "近日，食堂开张了。", "老人们都说好。")
    assert [role and role.value for role in first.roles] == ["headline", "byline", "body", "body"]
    assert (first.path, second.path) == (f"/pages/{name}#n1", f"/pages/{name}#n2")
    keyed = name.endswith((".jsonl", ".parquet"))
    assert (first.name, second.name) == (
        (f"{name}#1", f"{name}#2") if keyed else (f"{name}#2", f"{name}#3")
    )
    assert (first.origin.newspaper, first.origin.date) == ("松岭日报", "2023-05-16")
    assert (first.origin.number, first.origin.edition) == ("3", "要闻")
    assert ("date", "column 日期") in first.origin.sources
    assert second.origin.date == "2023-05-17"


@pytest.mark.parametrize(
    ("names", "text", "title"),
    [
        (["标题", "正文"], 1, 0),
        (["Title", "Content", "URL"], 1, 0),
        (["title", "full_text", "text"], 1, 0),
        (["Title-题名", "Full Text-全文"], 1, 0),
        (["标题（title）", "内容 (content)"], 1, 0),
        (["题 名", "全 文："], 1, 0),
        (["新闻标题", "新闻内容", "内容"], 1, 0),
        (["编号", "文本"], 1, None),
        (["甲", "乙"], None, None),
    ],
)
def test_columns_are_found_by_name(names: list[str], text: int | None, title: int | None) -> None:
    found = dict(find_columns(names, ()).at)
    assert (found.get("text"), found.get("title")) == (text, title)


def test_columns_can_be_named() -> None:
    data = csv_of(["甲", "乙", "标题"], ["一", "这是正文。", "这是标题"])
    (page,) = pages(read(data, "a.csv", ("text", "乙")))
    assert page.lines == ("这是标题", "这是正文。")
    (refused,) = read(data, "a.csv", ("text", "丙"))
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.COLUMNS
    assert "no column 丙; columns are 甲, 乙, 标题" in refused.detail
    with pytest.raises(AnlikuError, match="no field 'body'; fields are text, title"):
        read(data, "a.csv", ("body", "乙"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", csv_of(["甲", "乙", "丙"], ["1", "长长的正文。", "2"]).encode()),
        ("a.jsonl", orjson.dumps({"甲": "1", "乙": "2"})),
        ("a.xlsx", workbook({"S": sheet_of([["甲", "乙"], ["1", "2"]])})),
    ],
)
def test_a_table_without_texts_lists_its_columns(name: str, data: bytes) -> None:
    (refused,) = read(data, name)
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.COLUMNS
    assert "columns are 甲, 乙" in refused.detail
    assert "--map text=乙" in refused.detail


def test_the_header_may_stand_below_other_rows() -> None:
    data = csv_of(
        ["检索式：食堂", "", ""], [], ["导出时间", "2023"], ["题名", "全文"], ["甲", "乙丙。"]
    )
    (page,) = pages(read(data, "a.csv"))
    assert (page.name, page.lines) == ("a.csv#5", ("甲", "乙丙。"))


def test_rows_that_are_none_are_refused_with_their_numbers() -> None:
    data = csv_of(
        ["标题", "正文"],
        ["甲", "有文。"],
        [],
        [],
        ["乙", " "],
        ["丙", "有文。", "多出一格"],
        ["丁"],
        ["", ""],
        ["戊", "也有文。"],
        [],
        [],
    )
    items = read(data, "a.csv")
    assert refusals(items) == [
        ("a.csv#3", Reason.EMPTY),
        ("a.csv#5", Reason.EMPTY),
        ("a.csv#6", Reason.FORMAT),
        ("a.csv#7", Reason.EMPTY),
        ("a.csv#8", Reason.EMPTY),
    ]
    details = [item.detail for item in items if isinstance(item, Rejected)]
    assert details[0].startswith("rows 3 to 4 are empty")
    assert "column 正文" in details[1]
    assert "3 cells, the header 2" in details[2]
    assert [item.name for item in items if isinstance(item, Page)] == ["a.csv#2", "a.csv#9"]


def test_a_quotation_mark_that_is_never_closed_ends_the_table() -> None:
    data = '标题,正文\n甲,有文。\n乙,"没有关上\n丙,有文。\n'
    items = read(data, "a.csv")
    assert refusals(items) == [("a.csv#3", Reason.FORMAT)]
    assert len(items) == 2


@pytest.mark.parametrize("data", ['标题,正文\n甲,"有""引""号。"', '标题,正文\n甲,"有，\n文。"\n'])
def test_closed_quotation_marks_are_none_of_that(data: str) -> None:
    assert len(pages(read(data, "a.csv"))) == 1


def test_damaged_bytes_cost_one_row_only() -> None:
    rows = [f"甲{n},有文。\n".encode("gb18030") for n in range(9)]
    rows[4] = b"\xd2\xd2,\xff\xff\xff\n"
    items = read("标题,正文\n".encode("gb18030") + b"".join(rows), "a.csv")
    assert refusals(items) == [("a.csv#6", Reason.ENCODING)]
    assert len(items) == 9


def test_long_cells_and_null_bytes_are_read() -> None:
    text = "文" * 200_000
    data = csv_of(["标题", "正文"], ["甲", text]).replace("甲", "\x00甲\x00")
    (page,) = pages(read(data, "a.csv"))
    assert page.lines == ("甲", text)


def test_broken_lines_of_json_are_refused_with_their_numbers() -> None:
    lines = ('{"text":"文"}', "{bad", "", "[1]", '{"title":"x"}', '{"text":["甲","乙"]}')
    data = "\n".join(lines)
    items = read(data, "a.jsonl")
    assert refusals(items) == [
        ("a.jsonl#2", Reason.FORMAT),
        ("a.jsonl#3", Reason.EMPTY),
        ("a.jsonl#4", Reason.FORMAT),
        ("a.jsonl#5", Reason.EMPTY),
    ]
    assert [item.lines for item in items if isinstance(item, Page)] == [("文",), ("甲", "乙")]


def test_ids_keep_rows_in_place_and_doubles_apart() -> None:
    table = [["编号", "正文"], ["7", "甲。"], ["7", "乙。"], ["", "丙。"]]
    before = [page.path for page in pages(read(csv_of(*table), "a.csv"))]
    table.insert(1, ["6", "丁。"])
    after = [page.path for page in pages(read(csv_of(*table), "a.csv"))]
    assert after[1:] == before
    assert before[0] == "/pages/a.csv#7"
    assert before[1].startswith("/pages/a.csv#7~")
    assert len(set(after)) == 4


def test_reprints_in_other_papers_are_other_rows() -> None:
    table = csv_of(["报纸", "正文"], ["松岭日报", "甲。"], ["东河日报", "甲。"])
    first, second = pages(read(table, "a.csv"))
    assert first.digest != second.digest


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


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("甲。\r\n\r\n乙。", ["甲。", "乙。"]),
        ("<p>甲&nbsp;村</p><p>乙<b>村</b></p>", ["甲\xa0村", "乙村"]),
        ("甲<br/>乙<script>x()</script>", ["甲", "乙"]),
        ("　　甲。　　乙。", ["　　甲。", "　　乙。"]),
        (r"甲。\n乙。", ["甲。", "乙。"]),
        ("5<6，7>3", ["5<6，7>3"]),
        ("AT&T &ldquo;甲&rdquo;", ["AT&T “甲”"]),
        (" \n\u3000\n", []),
    ],
)
def test_text_of_a_cell_is_cut_into_lines(cell: str, lines: list[str]) -> None:
    assert text_lines(cell) == lines


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-05-16 08:30:00", "2023-05-16"),
        ("2023-05-16T08:30:00+08:00", "2023-05-16"),
        ("20230516", "2023-05-16"),
        ("45062", "2023-05-16"),
        ("1684195200", "2023-05-16"),
        ("1684195200000", "2023-05-16"),
        ("May 16, 2023", "2023-05-16"),
        ("见报日期：2023年5月16日 星期二", "2023-05-16"),
        ("二〇二三年五月十六日", "2023-05-16"),
        ("2023-05", "2023-05"),
        ("2023-02-30", ""),
        ("12345", ""),
        ("不详", ""),
    ],
)
def test_dates_are_read(text: str, date: str) -> None:
    assert find_date(text) == date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第03版：要闻", ("3", "要闻")),
        ("A02", ("A2", "")),
        ("T1", ("T1", "")),
        ("第十二版", ("12", "")),
        ("理论周刊", ("", "理论周刊")),
        ("要闻 3版", ("3", "要闻")),
        ("2023年5月16日", ("", "")),
    ],
)
def test_page_numbers_are_read(text: str, found: tuple[str, str]) -> None:
    assert page_and_edition(text) == found


def test_what_the_user_says_goes_first() -> None:
    source = Source("a.csv", "/pages/a.csv", None, csv_of(NAMES, ROW).encode())
    options = ReadingOptions(origin=Origin(newspaper="东河日报"), simplify=True)
    (page,) = read_source(source, options)
    assert isinstance(page, Page)
    assert (page.origin.newspaper, page.origin.date) == ("东河日报", "2023-05-16")
    assert page.simplify


def test_tables_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("标题,正文\n")
        stream.writelines(f"第{n}条,{'老人们都说食堂好。' * 300}\n" for n in range(4_000))
    assert path.stat().st_size > 30_000_000
    tracemalloc.start()
    total = sum(
        isinstance(item, Page) for item in READERS[".csv"](source_of(path), ReadingOptions())
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 4_000
    assert peak < 12_000_000


NOISE = 10_000


def damaged(good: bytes, seed: int) -> Iterator[bytes]:
    """Cut and flip a good file, and make files of noise."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(NOISE):
        kind = dice.random()
        if kind < 0.5:
            yield dice.randbytes(dice.randrange(1, 60))
        elif kind < 0.7:
            yield good[: dice.randrange(len(good))]
        else:
            data = bytearray(good)
            for _ in range(dice.randrange(1, 4)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            yield bytes(data)


@pytest.mark.parametrize(
    ("name", "good"),
    [(name, data) for name, data in GOOD if name in ("a.csv", "a.xlsx", "a.jsonl", "a.parquet")],
    ids=["csv", "xlsx", "jsonl", "parquet"],
)
def test_no_bytes_make_a_reader_fail(name: str, good: bytes) -> None:
    reader: Callable[..., Iterator[Page | Rejected]] = READERS[Path(name).suffix]
    for data in damaged(good, 7):
        source = Source(name, f"/pages/{name}", None, data)
        items = list(islice(reader(source, DEFAULT_OPTIONS), 200))
        assert items
        assert all(isinstance(item, Page | Rejected) for item in items)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=3),
        max_size=5,
    )
)
def test_every_row_comes_out(rows: list[list[str]]) -> None:
    table = csv_of(["标题", "正文", "作者"], *rows)
    items = read(table, "a.csv")
    texts = [page for page in items if isinstance(page, Page)]
    filled = [row for row in rows if len(row) > 1 and text_lines(row[1])]
    assert len(texts) == len(filled)
