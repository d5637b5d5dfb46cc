"""Word files: paragraphs, headings, boxes, notes, revisions, and files that are damaged."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from anliku.corpus.reading.files import READERS, read_source
from anliku.corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from anliku.corpus.reading.source import Source
from anliku.corpus.types import Page, PageForm, Reason, Rejected

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CENTRED = '<w:jc w:val="center"/>'
LARGE = '<w:sz w:val="44"/>'


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    more = {f"word/{name}.xml": text for name, text in parts.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def paragraph(text: str, set_as: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{set_as}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def read(data: bytes, name: str = "a.docx") -> Page | Rejected:
    options = ReadingOptions(simplify=True)
    (item,) = read_source(Source(name, f"/pages/{name}", None, data), options)
    return item


def lines(body: str, **parts: str) -> tuple[str, ...]:
    page = read(docx(body, **parts))
    assert isinstance(page, Page), page
    assert (page.form, page.simplify) == (PageForm.LINES, True)
    return tuple(line for line in page.lines if line)


TEXT = paragraph("近日，松岭镇的老年食堂开张了，老人们都说好。")

STYLES = (
    f"<w:styles {SPACES}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/><w:name w:val="小标题"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    "</w:styles>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("甲。") + "<w:p/>" + paragraph("乙。"), ("甲。", "乙。")),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙。</w:t></w:r></w:p>", ("甲", "乙。")),
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙。</w:t></w:r></w:p>", ("甲\t乙。",)),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F06E"/></w:r></w:p>', ("■",)),
        (
            "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>",
            ("甲增",),
        ),
        (
            "<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r>"
            "<w:instrText>PAGE</w:instrText></w:r><w:sdt><w:sdtContent><w:r><w:t>乙</w:t></w:r>"
            "</w:sdtContent></w:sdt></w:p>",
            ("甲乙",),
        ),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>sōng</w:t></w:r></w:rt><w:rubyBase><w:r>"
            "<w:t>松</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            ("松",),
        ),
        (paragraph("甲。", '<w:ind w:firstLineChars="200"/>'), ("\u3000\u3000甲。",)),
        (f"<w:sdt><w:sdtContent>{paragraph('甲。')}</w:sdtContent></w:sdt>", ("甲。",)),
    ],
)
def test_text_of_paragraphs(body: str, expected: tuple[str, ...]) -> None:
    assert lines(body) == expected


def test_paragraphs_stand_apart_and_wrapped_lines_do_not() -> None:
    wrapped = (
        "近日，松岭镇的老年食堂开张了，老",
        "人们都说饭菜热乎、价钱公道，志愿",
        "者每天送餐上门。",
    )
    apart = read(docx(TEXT + TEXT))
    together = read(docx("".join(map(paragraph, wrapped))))
    assert isinstance(apart, Page)
    assert isinstance(together, Page)
    assert [bool(line) for line in apart.lines] == [True, False, True]
    assert together.lines == wrapped


def test_headings_carry_their_level() -> None:
    body = paragraph("松岭镇办起老年食堂", '<w:pStyle w:val="1"/>')
    body += paragraph("党建引领", '<w:pStyle w:val="x"/>') + TEXT
    assert lines(body, styles=STYLES)[:2] == ("# 松岭镇办起老年食堂", "## 党建引领")


def test_without_styles_titles_are_told_by_their_type() -> None:
    body = paragraph("松岭镇办起老年食堂", CENTRED, LARGE)
    body += paragraph("——一碗热饭里的治理课", CENTRED, '<w:sz w:val="32"/>')
    body += paragraph("本报记者 王伟", CENTRED) + paragraph("2023年5月16日", CENTRED) + TEXT * 3
    body += paragraph("党建引领聚合力", run="<w:b/>") + TEXT
    assert lines(body)[:4] == (
        "# 松岭镇办起老年食堂",
        "## ——一碗热饭里的治理课",
        "本报记者 王伟",
        "2023年5月16日",
    )
    assert lines(body)[7] == "**党建引领聚合力**"


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框里的标题')}{paragraph('框里的文。')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文。</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    old = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert lines(body) == ("正文。", "框里的标题", "框里的文。")
    assert lines(old) == ("框里的标题", "框里的文。")


def test_notes_stand_behind_their_paragraph() -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("数据来自民政局。")}</w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>甲。</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + TEXT
    assert lines(body, footnotes=notes)[:2] == ("甲。", "注：数据来自民政局。")


def test_tables_of_data_are_rows_and_tables_of_text_are_articles() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    data = row(paragraph("项目"), paragraph("数量")) + row(paragraph("食堂"), paragraph("3个"))
    page = row(paragraph("甲标题") + TEXT, paragraph("乙标题") + TEXT)
    assert lines(f"<w:tbl>{data}</w:tbl>") == ("项目 数量", "食堂 3个")
    assert [line[:2] for line in lines(f"<w:tbl>{page}</w:tbl>")] == [
        "甲标",
        "近日",
        "乙标",
        "近日",
    ]


ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    f"<w:document {SPACES}><w:body><w:p><w:r><w:t>甲&b;&c;乙</w:t></w:r></w:p></w:body>"
    "</w:document>"
)
GOOD = docx(paragraph("松岭镇办起老年食堂", CENTRED, LARGE) + TEXT * 20)


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (b"", Reason.EMPTY, "0 bytes"),
        (GOOD[: len(GOOD) // 2], Reason.BROKEN, "cut off"),
        (b"PK\x03\x04", Reason.BROKEN, "cut off"),
        (b"plain text", Reason.BROKEN, "no .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.BINARY, "old Office"),
        (docx(""), Reason.EMPTY, "no text"),
        (docx("<w:p/>" * 3), Reason.EMPTY, "no text"),
        (docx("<w:sdt>" * 400 + TEXT + "</w:sdt>" * 400), Reason.BROKEN, "depth"),
        (docx(paragraph("文" * 9_000_000)), Reason.UNSAFE, "archive bomb"),
        (zipped({"word/document.xml": ENTITIES}), Reason.BROKEN, "entities"),
        (zipped({"word/document.xml": "<w:document>"}), Reason.BROKEN, "damaged"),
    ],
    ids=[
        "empty", "cut", "start", "text", "old", "none", "blank", "deep", "bomb", "entities", "xml",
    ],
)  # fmt: skip
def test_damage_is_named(data: bytes, reason: Reason, word: str) -> None:
    refused = read(data)
    assert isinstance(refused, Rejected)
    assert refused.reason is reason
    assert word in refused.detail


PIECES = (
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>文</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>"),
    *("<w:tc>", "<w:br/>", "&amp;", "&x;", "<!--", "]]>", "<w:sym/>", "<w:footnoteReference/>"),
    *("<w:txbxContent>", "</w:txbxContent>", "<w:pPr><w:outlineLvl/></w:pPr>", "<w:ins>"),
    *("<w:rPr><w:sz/></w:rPr>", "<w:pPr><w:jc/><w:ind/></w:pPr>", "</w:ins>", "<w:drawing>"),
)


def test_no_bytes_make_the_reader_fail() -> None:
    dice = random.Random(11)  # noqa: S311 - no secret
    for at in range(10_000):
        if at % 4 == 0:
            body = "".join(dice.choices(PIECES, k=dice.randrange(1, 9)))
            data = docx(f"<w:p>{body}</w:p>" if at % 8 else body)
        elif at % 4 == 1:
            data = GOOD[: dice.randrange(len(GOOD))]
        elif at % 4 == 2:
            flipped = bytearray(GOOD)
            flipped[dice.randrange(len(flipped))] = dice.randrange(256)
            data = bytes(flipped)
        else:
            data = dice.randbytes(dice.randrange(60))
        source = Source("a.docx", "/pages/a.docx", None, data)
        (item,) = READERS[".docx"](source, DEFAULT_OPTIONS)
        assert isinstance(item, Page | Rejected)
