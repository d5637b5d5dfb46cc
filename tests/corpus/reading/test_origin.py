"""Where pages appeared: from options, tables, page heads, addresses, file and folder names."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.corpus.origins.heads import read_heads
from anliku.corpus.origins.names import paper_of_short, read_newspaper
from anliku.corpus.origins.paths import read_path
from anliku.corpus.origins.values import iso_date, read_date, read_number
from anliku.corpus.printed import Box, Layout
from anliku.corpus.reading.files import read_files
from anliku.corpus.reading.options import ReadingOptions
from anliku.corpus.reading.origin import merge_origins
from anliku.corpus.types import Origin, Page, Reason, Rejected


def fields(origin: Origin) -> tuple[str, str, str, str]:
    return (origin.newspaper, origin.date, origin.edition, origin.number)


NOTHING = ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年5月16日", "2023-05-16"),
        ("二〇二三年五月十六日", "2023-05-16"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("2023-05-16 08:30", "2023-05-16"),
        ("2023-05-16T00:00:00", "2023-05-16"),
        ("2023.5.6", "2023-05-06"),
        ("20230516", "2023-05-16"),
        ("2023", "2023"),
        ("2023年5月", "2023-05"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", ""),
        ("2023-02-30", ""),
        ("2023-13-01", ""),
        ("2023-05/16", ""),
        ("13912345678", ""),
        ("五月十六日", ""),
        ("", ""),
    ],
)
def test_only_whole_dates_of_the_calendar_are_read(text: str, date: str) -> None:
    assert read_date(text) == date


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert read_date(day.strftime("%Y%m%d")) == day.isoformat()
    assert iso_date(str(day.year), str(day.month), str(day.day)) == day.isoformat()


@given(st.text("0123456789第版A年月日二三十〇.-/ ", max_size=12))
def test_no_text_makes_the_readers_fail(text: str) -> None:
    assert len(read_date(text)) in (0, 4, 7, 10)
    assert not read_number(text).startswith("0")
    read_path(text)
    read_heads([text, f"某地日报 {text}"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第3版", "3"),
        ("03", "3"),
        ("A02", "A2"),
        ("第十二版", "12"),
        ("头版", "1"),
        ("4—5版", "4-5"),
        ("要闻", ""),
        ("00", ""),
        ("第一书记", ""),
        ("", ""),
    ],
)
def test_page_numbers_lose_their_zeros(text: str, number: str) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("内蒙古日报", "内蒙古日报"),
        ("河 口 晚 报", "河口晚报"),
        ("《临江都市报》", "临江都市报"),
        ("解放军报", "解放军报"),
        ("临江日报社", "临江日报"),
        ("工作日报", ""),
        ("今日报", ""),
        ("据人民日报报道", ""),
        ("及时报", ""),
    ],
)
def test_newspapers_are_known_by_list_and_form(text: str, paper: str) -> None:
    assert read_newspaper(text) == paper


def test_a_short_name_that_two_papers_share_names_neither() -> None:
    assert paper_of_short("NMGRB") == "内蒙古日报"
    assert paper_of_short("hbrb") == ""


@pytest.mark.parametrize(
    ("path", "own", "above"),
    [
        ("内蒙古日报_2023-05-16_03版_要闻.txt", ("内蒙古日报", "2023-05-16", "要闻", "3"), NOTHING),
        ("nmgrb20230516A3.pdf", ("内蒙古日报", "2023-05-16", "", "A3"), NOTHING),
        ("20230516_003.txt", ("", "2023-05-16", "", "3"), NOTHING),
        ("20230516-03-05.txt", ("", "2023-05-16", "", "3"), NOTHING),
        ("2023.5.16临江日报A02.txt", ("临江日报", "2023-05-16", "", "A2"), NOTHING),
        ("content_20230516_3.html", ("", "2023-05-16", "", ""), NOTHING),
        ("20230516_003_村里办食堂.txt", ("", "2023-05-16", "", ""), NOTHING),
        ("20230516 (3).txt", ("", "2023-05-16", "", ""), NOTHING),
        ("RMRB-2023-05-16-03 - 副本.pdf", ("人民日报", "2023-05-16", "", "3"), NOTHING),
        ("2023-05-16-临江日报-A03.txt", ("临江日报", "2023-05-16", "", "A3"), NOTHING),
        ("二〇二三年五月十六日.txt", ("", "2023-05-16", "", ""), NOTHING),
        ("rmrb2023051603.pdf", ("人民日报", "2023-05-16", "", "3"), NOTHING),
        ("/a/2023/05/16/03.txt", ("", "", "", "3"), ("", "2023-05-16", "", "")),
        ("/a/2023年/5月/16日/04.txt", ("", "", "", "4"), ("", "2023-05-16", "", "")),
        ("/a/x.zip!/20230516/A03.txt", ("", "", "", "A3"), ("", "2023-05-16", "", "")),
        (
            "/a/2023-05/16/nbs.D110000renmrb_03.htm",
            ("人民日报", "", "", "3"),
            ("", "2023-05-16", "", ""),
        ),
        ("nw.D110000renmrb_20230516_2-03.htm", ("人民日报", "2023-05-16", "", "3"), NOTHING),
        (
            "http://szb.northnews.cn/nmgrb/html/2023-05/16/content_43_21.htm",
            NOTHING,
            ("内蒙古日报", "2023-05-16", "", ""),
        ),
        (
            "/a/临江日报/2023-05-16/第3版.txt",
            ("", "", "", "3"),
            ("临江日报", "2023-05-16", "", ""),
        ),
        ("issue20230516.pdf#3", ("", "2023-05-16", "", ""), NOTHING),
    ],
)
def test_paths_say_where_a_page_appeared(path: str, own: object, above: object) -> None:
    assert [fields(origin) for _, origin in read_path(path)] == [own, above]


@pytest.mark.parametrize(
    "path",
    [
        "000_0ea54245265dcdc3.txt",
        "a20230516b7.txt",
        "/home/u/2019-01-01-backup/x.txt",
        "2023-02-30.txt",
        "13820230516.txt",
        "150102202305161234.txt",
        "IMG_20230516_123456.jpg",
        "20230516123456.txt",
        "2023-05-16_17-30-22.txt",
        "扫描20230516.pdf",
        "2023051603.txt",
        "会议纪要第3版.docx",
        "2023-05-16至2023-05-20.txt",
        "report_v2023.05.16.txt",
        "03.txt",
        "/a/jb/shb/x.txt",
    ],
)
def test_uncertain_paths_say_nothing(path: str) -> None:
    assert [fields(origin) for _, origin in read_path(path)] == [NOTHING, NOTHING]


BODY = ["走进石门村，家家户户门前都种上了青菜。"] * 12


@pytest.mark.parametrize(
    ("head", "foot", "expected"),
    [
        (
            ["临江日报 2023年5月16日 星期二 第3版 要闻 责编:张三 版式:李四"],
            [],
            ("临江日报", "2023-05-16", "要闻", "3"),
        ),
        (
            ["临江日报", "农历癸卯年三月廿七", "2023年5月16日", "星期二", "第三版", "要闻"],
            [],
            ("临江日报", "2023-05-16", "要闻", "3"),
        ),
        (
            ["国内统一连续出版物号 CN 15-0001 总第12345期 今日8版", "二〇二三年五月十六日 星期二"],
            [],
            ("", "2023-05-16", "", ""),
        ),
        (["创刊于1949年5月1日 星期二 2023年5月16日"], [], ("", "2023-05-16", "", "")),
        ([], ["2023年5月16日 星期二 责编 张三", "A06 基层"], ("", "2023-05-16", "基层", "A6")),
        (
            ["## 江城报", "2023.5.16 星期二 综合新闻 07"],
            [],
            ("江城报", "2023-05-16", "综合新闻", "7"),
        ),
        (["农历癸卯年三月廿七2023年5月16日", "临江日报"], [], ("临江日报", "2023-05-16", "", "")),
        (["编辑 张三  临江日报 2023年5月16日"], [], ("临江日报", "2023-05-16", "", "")),
        (["2023年5月16日 编辑:张三 乡村治理1"], [], ("", "2023-05-16", "乡村治理", "1")),
        ([], ["《 临江日报 》（ 2023年05月16日   03 版）"], ("临江日报", "2023-05-16", "", "3")),
        (["临江日报社出版 星期二 2023年5月16日"], [], ("临江日报", "2023-05-16", "", "")),
        (
            ["03 | 要闻 NEWS | 2023年5月16日 星期二 | 电话:010-12345678"],
            [],
            ("", "2023-05-16", "要闻", "3"),
        ),
        (["乡村周刊　　临江日报　　6"], [], ("临江日报", "", "乡村周刊", "6")),
        (["第27期 · 第4—5页 · 2024年7月5日"], [], ("", "2024-07-05", "", "4-5")),
    ],
)  # fmt: skip
def test_page_heads_are_read(head: list[str], foot: list[str], expected: object) -> None:
    assert fields(read_heads([*head, *BODY, *foot])) == expected


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (["2023年5月16日，记者在临江日报社采访。"], []),
        (["关于疏通河道的通告"], ["临江县水务局", "2023年5月16日"]),
        ([], ["临江日报社", "2023年5月16日"]),
        (["人民日报"], []),
        (["（下转第3版）"], ["（上接第1版）"]),
        (["导读 2版 要闻 3版 社会"], []),
        (["农历二〇二三年三月廿七"], []),
        (["13912345678"], ["20230516"]),
        (["1、召开时间：2006年5月9日(星期二)上午10:30", "大厦六楼会议室"], []),
        (["2006年5月13日(星期六) 电视直播表"], []),
        ([], ["2005年4月3日 星期日"]),
        ([], ["编辑：张三     共找到87", "个相关网页."]),
        (["某省彩票 第06120期 2006年05月08日 开奖 332"], []),
    ],
)
def test_what_is_no_head_says_nothing(head: list[str], foot: list[str]) -> None:
    assert fields(read_heads([*head, *BODY, *foot])) == NOTHING


def test_a_head_behind_the_text_is_found() -> None:
    lines = [*BODY, "临江日报 2023年5月16日 星期二 第3版", *BODY]
    assert fields(read_heads(lines)) == ("临江日报", "2023-05-16", "", "3")


def test_heads_are_found_at_the_edges_of_the_paper() -> None:
    lines = [
        "村里办起了食堂",
        "第3版",
        "老人吃上热饭。",
        "2023年5月16日",
        "临江日报",
        "责编 张三",
        "星期二",
    ]
    tops = [200.0, 30.0, 300.0, 31.0, 29.5, 1180.0, 45.0]
    boxes = tuple(
        Box(60.0 + 90 * at, top, 140.0 + 90 * at, top + 12) for at, top in enumerate(tops)
    )
    layout = Layout(800, 1200, boxes)
    assert fields(read_heads(lines, layout)) == ("临江日报", "2023-05-16", "", "3")


def test_a_date_whose_weekday_is_another_was_misread() -> None:
    # The 16th of May 2023 was a Tuesday.
    assert read_heads(["临江日报 2023年5月16日 星期三 第3版", *BODY]).date == ""


def test_two_dates_are_none() -> None:
    head = ["临江日报 2023年5月16日 第3版", "河口日报 2023年5月17日 第3版", *BODY]
    assert fields(read_heads(head)) == ("", "", "", "3")


def test_the_more_trusted_source_is_taken_and_all_are_noted() -> None:
    origin = merge_origins(
        (
            ("option", Origin(newspaper="临江日报")),
            ("page head", Origin("临江日报", "2023-05-16")),
            ("file name", Origin("", "2023-05-17", "", "3")),
        )
    )
    assert fields(origin) == ("临江日报", "2023-05-16", "", "3")
    assert origin.sources == (
        ("newspaper", "option"),
        ("newspaper", "page head"),
        ("date", "page head"),
        ("date", "file name: 2023-05-17, not taken"),
        ("number", "file name"),
    )


def test_a_year_is_made_whole_and_the_future_is_refused() -> None:
    year, day = Origin(date="2023"), Origin(date="2023-05-16")
    assert merge_origins((("sidecar", year), ("file name", day))).date == "2023-05-16"
    late = merge_origins((("file name", day),), latest="2023-05-15")
    assert late.date == ""
    assert late.sources == (("date", "file name: 2023-05-16, in the future, not taken"),)


def read(folder: Path, options: ReadingOptions) -> tuple[dict[str, Page], list[Rejected]]:
    items = list(read_files(sorted(folder.glob("pages/*.txt")), options))
    pages = {item.name: item for item in items if isinstance(item, Page)}
    return pages, [item for item in items if isinstance(item, Rejected)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name in ("03.txt", "04.txt", "other.txt"):
        (tmp_path / "pages" / name).write_text("\n".join([name, *BODY]), "utf-8")
    return tmp_path


def test_a_sidecar_names_files_and_patterns(folder: Path) -> None:
    sidecar = folder / "pages.csv"
    rows = [
        "文件,报纸,日期,版名,版次",
        "*,临江日报,,,",
        "03.txt,,2023年5月16日,要闻,第3版",
        "pages/04.txt,,20230516,,04",
        "05.txt,,2023-05-16,,5",
        "other.txt,河口日报,2023-02-30,,",
    ]
    sidecar.write_text("\n".join(rows), "gb18030")
    pages, refused = read(folder, ReadingOptions(sidecar=str(sidecar)))
    assert fields(pages["03.txt"].origin) == ("临江日报", "2023-05-16", "要闻", "3")
    assert fields(pages["04.txt"].origin) == ("临江日报", "2023-05-16", "", "4")
    assert fields(pages["other.txt"].origin) == ("河口日报", "", "", "")
    assert [(item.reason, item.item[-2:]) for item in refused] == [
        (Reason.FORMAT, "#6"),
        (Reason.NOT_FOUND, "#5"),
    ]
    assert "2023-02-30" in refused[0].detail
    assert "05.txt" in refused[1].detail


def test_options_go_before_the_sidecar(folder: Path) -> None:
    sidecar = folder / "pages.tsv"
    sidecar.write_text("file\tdate\n*.txt\t2023-05-16\n", "utf-8")
    options = ReadingOptions(origin=Origin(date="2023-05-17"), sidecar=str(sidecar))
    pages, refused = read(folder, options)
    assert not refused
    assert pages["03.txt"].origin.date == "2023-05-17"
    assert pages["03.txt"].origin.sources == (
        ("date", "option"),
        ("date", "sidecar: 2023-05-16, not taken"),
    )


def workbook(*rows: list[str]) -> bytes:
    """Return a workbook of one sheet with texts in its cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>"
        for row in rows
    )
    parts = {
        "workbook": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "worksheets/sheet1": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
        "</worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(f"xl/{name}" if name.endswith("rels") else f"xl/{name}.xml", text)
    return out.getvalue()


def test_a_sidecar_may_be_a_workbook(folder: Path) -> None:
    rows = [["文件名", "报纸", "出版日期", "版次"], ["03.txt", "临江日报", "2023-05-16", "第3版"]]
    (folder / "pages.xlsx").write_bytes(workbook(*rows))
    pages, refused = read(folder, ReadingOptions(sidecar=str(folder / "pages.xlsx")))
    assert not refused
    assert fields(pages["03.txt"].origin) == ("临江日报", "2023-05-16", "", "3")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("pages.csv", "date,page\n2023-05-16,3\n", "no column of file names"),
        ("pages.csv", "", "cannot be read"),
        ("pages.json", "[]", "must be a table"),
        ("none.csv", None, "there is no sidecar"),
    ],
)
def test_a_sidecar_that_cannot_be_used_is_an_error(
    folder: Path, name: str, content: str | None, message: str
) -> None:
    if content is not None:
        (folder / name).write_text(content, "utf-8")
    with pytest.raises(AnlikuError, match=message):
        read(folder, ReadingOptions(sidecar=str(folder / name)))
