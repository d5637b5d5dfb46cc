"""Where pages appeared: which source is trusted most, and tables beside the pages that say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from goodfiles import xlsx

from anliku.corpus.errors import AnlikuError
from anliku.corpus.reading.files import read_files
from anliku.corpus.reading.options import ReadingOptions
from anliku.corpus.reading.origin import merge_origins
from anliku.corpus.types import Origin, Page, Reason, Rejected


def fields(origin: Origin) -> tuple[str, str, str, str]:
    return (origin.newspaper, origin.date, origin.edition, origin.number)


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


BODY = ["走进石门村，家家户户门前都种上了青菜。"] * 12


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


def test_a_sidecar_may_be_a_workbook(folder: Path) -> None:
    rows = [["文件名", "报纸", "出版日期", "版次"], ["03.txt", "临江日报", "2023-05-16", "第3版"]]
    (folder / "pages.xlsx").write_bytes(xlsx(*rows))
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
