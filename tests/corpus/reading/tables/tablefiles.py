"""Tables made in code, in every format, and what reading them gives."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.sax.saxutils import escape

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from anliku.corpus.reading.files import read_source
from anliku.corpus.reading.options import ReadingOptions
from anliku.corpus.reading.source import Source
from anliku.corpus.types import Page, Reason, Rejected

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
