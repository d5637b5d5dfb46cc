"""Everything that tables have wrong: rows that are none, damaged bytes, noise, great length."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from tablefiles import GOOD, csv_of, pages, read, refusals

from anliku.corpus.reading.files import READERS
from anliku.corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from anliku.corpus.reading.source import Source, source_of
from anliku.corpus.types import Page, Reason, Rejected


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
