"""Small good files of the formats that are read, made in code, for tests that damage them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

TEXT = "稻香村办起晾晒合作社\n本报记者 甄真\n“谷子晒在一处，账目记在一本。”社员说。\n"

_ROWS = [{"标题": f"晒场{number}", "正文": TEXT + str(number)} for number in range(4)]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf() -> bytes:
    """Write a PDF of two pages by hand: objects, table of their places, trailer."""
    lines = b"".join(b"(A drying yard for all, line %d) Tj T*\n" % at for at in range(9))
    drawn = b"BT /F1 12 Tf 72 720 Td 14 TL\n" + lines + b"ET"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 6 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        page,
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", b""
    for number, content in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 7\n0000000000 65535 f \n" + places
    trailer = b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + table + trailer


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relation(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def xlsx(*rows: Sequence[str]) -> bytes:
    """Write a workbook of one sheet, a row each; of the usual articles if none is given."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = rows or (tuple(_ROWS[0]), *(tuple(row.values()) for row in _ROWS))
    cells = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{column}{at}" t="inlineStr"><is><t>{value}</t></is></c>'
            for column, value in zip("ABCDEF", row, strict=False)
        )
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}'
            "</sheetData></worksheet>",
        }
    )


def docx() -> bytes:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relation("officeDocument", "word/document.xml"),
            "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body>'
            "</w:document>",
        }
    )


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    stream = io.BytesIO()
    write_table(pa.Table.from_pylist(_ROWS), stream)
    return stream.getvalue()


def jsonl() -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in _ROWS).encode()


def table(mark: str) -> bytes:
    rows = [tuple(_ROWS[0]), *(tuple(row.values()) for row in _ROWS)]
    quoted = [mark.join(f'"{cell}"' for cell in row) for row in rows]
    return "\n".join(quoted).encode()


def html() -> bytes:
    paragraphs = "".join(f"<p>{TEXT}</p>" for _ in range(4))
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>晒场</title></head><body>"
        f"<h1>稻香村办起晾晒合作社</h1><div>{paragraphs}</div></body></html>"
    ).encode()


def png(width: int = 40, height: int = 30) -> bytes:
    """Write a white PNG image by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", checksum)

    header = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\xff" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def bmp(width: int = 40, height: int = 30) -> bytes:
    """Write a white BMP image by hand."""
    rows = b"\xff" * (width * 3 * height)
    info = struct.pack("<Lll2H6L", 40, width, height, 1, 24, 0, len(rows), 2835, 2835, 0, 0)
    start = 14 + len(info)
    return b"BM" + struct.pack("<L2HL", start + len(rows), 0, 0, start) + info + rows


#: A good file of each kind, by extension.
GOOD: dict[str, Callable[[], bytes]] = {
    ".txt": TEXT.encode,
    ".md": lambda: TEXT.encode("gb18030"),
    ".csv": lambda: table(","),
    ".tsv": lambda: table("\t"),
    ".jsonl": jsonl,
    ".ndjson": jsonl,
    ".parquet": parquet,
    ".xlsx": xlsx,
    ".docx": docx,
    ".html": html,
    ".htm": html,
    ".pdf": pdf,
    ".png": png,
    ".bmp": bmp,
}
