"""``--map`` on every command that reads files; what cannot be is a usage error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

import anliku as package

Anliku = Callable[..., Done]

_ROWS = "编号,抬头,故事,哪天\n1,村里修好了桥,修桥的钱由村民代表大会议定。,2023-05-16\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table in GBK none of whose columns is known by its name."""
    path = tmp_path / "稿件.csv"
    path.write_bytes(_ROWS.encode("gbk"))
    return path


@pytest.mark.parametrize(
    "given",
    [
        ("--map", "text=故事,title=抬头,date=哪天"),
        ("--map", "text=故事", "--map", "title=抬头", "--map", "date=哪天"),
        ("--map", " text = 故事，title＝抬头， date=哪天"),
    ],
)
def test_columns_are_named_on_the_command_line(
    anliku: Anliku, table: Path, given: tuple[str, ...]
) -> None:
    done = anliku("extract", str(table), *given)
    (record,) = map(json.loads, done.out.splitlines())
    assert (record["headline"], record["date"]) == ("村里修好了桥", "2023-05-16")
    assert record["text"].endswith("村民代表大会议定。")


def test_a_column_may_have_a_comma_in_its_name(anliku: Anliku, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"故事,全": "桥修好了。", "t": "修桥"}) + "\n", "utf-8")
    done = anliku("extract", str(path), "--map", "text=故事,全,title=t")
    assert json.loads(done.out)["headline"] == "修桥"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("body=故事", "no field 'body'; fields are text, title"),
        ("故事=text", "no field '故事'; fields are text, title"),
        ("text", "'text' is no pair; write FIELD=COLUMN"),
        ("text=", "is no pair"),
        ("text=故事,text=抬头", "text is given twice, 故事 and 抬头"),
        ("text=正文", "there is no column 正文; columns are 编号, 抬头, 故事, 哪天"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "add", "inspect"])
def test_a_wrong_map_is_a_usage_error(
    anliku: Anliku, table: Path, command: str, given: str, message: str
) -> None:
    done = anliku(command, str(table), "--map", given)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "--map" in done.err


def test_a_table_that_a_map_does_not_fit_is_refused_and_the_rest_read(
    anliku: Anliku, table: Path, tmp_path: Path
) -> None:
    other = tmp_path / "又一.csv"
    other.write_text("内文\n桥修好了。\n", "utf-8")
    done = anliku("extract", str(table), str(other), "--map", "text=内文")
    assert done.code == 0
    assert len(done.out.splitlines()) == 1
    assert "there is no column 内文; columns are 编号, 抬头, 故事, 哪天" in done.err


def test_a_wrong_map_leaves_the_old_output(anliku: Anliku, table: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("before", "utf-8")
    assert anliku("extract", str(table), "--map", "text=无", "-o", str(target)).code == 2
    assert target.read_text("utf-8") == "before"


def test_reading_options_are_the_same_everywhere(anliku: Anliku) -> None:
    options = (
        "--map", "--newspaper", "--date", "--edition", "--page-number", "--sidecar", "--simplify",
        "--ocr",
    )  # fmt: skip
    for command in ("extract", "add", "inspect"):
        help_text = anliku(command, "--help").out
        assert all(f"  {option} " in help_text for option in options)


@pytest.mark.parametrize("name", package.__all__)
def test_what_the_package_names_is_there(name: str) -> None:
    assert getattr(package, name) is not None
