import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import OTHER, PAGE, Done

COMMANDS = (
    "extract", "add", "search", "show", "duplicates", "export", "inspect", "dict", "eval",
    "demo",
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]

Anliku = Callable[..., Done]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_docs(
    anliku: Anliku, name: str
) -> None:
    done = anliku(name, "--help")
    assert done.code == 0
    assert f"Example: anliku {name}" in done.out
    for document in ("README.md", "README.zh-CN.md", "docs/commands.md"):
        assert f"anliku {name}" in (ROOT / document).read_text("utf-8")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, anliku.cli.main; "
        "print({'spacy', 'tantivy', 'rich', 'numpy', 'sqlite3', 'rjieba'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_wrong_command_line_is_code_2(anliku: Anliku) -> None:
    assert anliku("extract").code == 2
    assert anliku("search", "议事", "--limit", "0").code == 2
    assert anliku("nonsense").code == 2


def test_extract_writes_one_record_an_article(anliku: Anliku, pages: Path) -> None:
    done = anliku("extract", str(pages))
    assert done.code == 0
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [(r["page"], r["headline"]) for r in records] == [
        ("a.md", "小凳子摆出大和气"),
        ("a.md", "银龄食堂开张"),
        ("b.txt", "积分换来新村貌"),
    ]
    first = records[0]
    assert (first["reporters"], first["correspondents"]) == (["苗青禾"], ["宋远山"])
    assert first["case"]["practice"] == "“板凳议事会”制度"
    assert {place["name"]: place["code"] for place in first["places"]}["云和县"] == "331125"
    for kind in ("places", "programs", "figures", "people", "organisations", "dates"):
        for fact in first[kind]:
            surface = fact.get("name") or fact["text"]
            assert first["text"][fact["start"] : fact["end"]] == surface


def test_extract_gives_the_same_bytes_in_any_order(anliku: Anliku, pages: Path) -> None:
    names = [str(pages / "a.md"), str(pages / "b.txt")]
    forward = anliku("extract", *names).out.splitlines()
    backward = anliku("extract", *reversed(names)).out.splitlines()
    assert sorted(forward) == sorted(backward)
    assert anliku("extract", *names).out.splitlines() == forward


def test_extract_to_csv_file(anliku: Anliku, pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.csv"
    done = anliku("extract", str(pages), "--format", "csv", "--facts", "-o", str(target))
    assert (done.code, done.out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    figure = next(row for row in rows if row["text"] == "1200余人")
    assert (figure["value"], figure["unit"], figure["bound"]) == ("1200", "人", "over")
    line = PAGE.splitlines()[int(figure["line"]) - 1]
    assert line[int(figure["column"]) - 1 :].startswith("1200余人")


def test_a_table_has_no_file(anliku: Anliku, pages: Path) -> None:
    assert "银龄食堂" in anliku("extract", str(pages), "--format", "table").out
    assert anliku("extract", str(pages), "--format", "table", "-o", "x").code == 2


@pytest.fixture
def mixed(pages: Path) -> Path:
    """Return the folder with an empty file, a picture named .txt and a double beside the pages."""
    (pages / "empty.txt").write_bytes(b"")
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (pages / "twin.md").write_text(PAGE, "utf-8")
    return pages


def test_what_is_refused_is_listed_and_the_rest_goes_on(anliku: Anliku, mixed: Path) -> None:
    done = anliku("extract", str(mixed))
    assert done.code == 0
    assert len(done.out.splitlines()) == 3
    assert "1 empty, 1 format, 1 duplicate" in done.err
    assert "PNG" in done.err
    assert anliku("extract", str(mixed), "--strict").code == 1


def test_adding_twice_changes_nothing(anliku: Anliku, mixed: Path, tmp_path: Path) -> None:
    path = tmp_path / "anliku.db"
    first = anliku("add", str(mixed), "-L", str(path))
    assert "2 pages added" in first.err
    assert "1 empty, 1 format, 1 duplicate" in first.err
    before = _content(path)
    second = anliku("add", str(mixed), "-L", str(path))
    assert "0 pages added, 0 replaced, 2 unchanged" in second.err
    assert _content(path) == before


def _content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_changed_page_replaces_the_old_one(anliku: Anliku, library: Path, pages: Path) -> None:
    (pages / "b.txt").write_text(OTHER.replace("积分超市", "爱心超市"), "utf-8")
    done = anliku("add", str(pages), "-L", str(library))
    assert "0 pages added, 1 replaced, 1 unchanged" in done.err
    assert "爱心超市" in anliku("search", "爱心超市", "-L", str(library)).out
    assert "积分超市" not in anliku("export", "-L", str(library)).out


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (("议事",), ["小凳子摆出大和气"]),
        (("老人在哪里吃饭",), ["银龄食堂开张"]),
        (("村民", "--place", "贵州"), ["积分换来新村貌"]),
        (("村民", "--place", "3311"), ["小凳子摆出大和气"]),
        (("村民", "--theme", "T10"), ["积分换来新村貌"]),
        (("村民", "--kind", "caption"), []),
    ],
)
def test_search(anliku: Anliku, library: Path, options: tuple[str, ...], titles: list[str]) -> None:
    done = anliku("search", *options, "-L", str(library), "--format", "json")
    assert done.code == 0
    found = [hit["title"] for hit in json.loads(done.out)] if done.out.strip() else []
    assert found[: max(1, len(titles))] == titles


def test_search_as_table_and_csv(anliku: Anliku, library: Path) -> None:
    assert "小凳子摆出大和气" in anliku("search", "议事", "-L", str(library)).out
    rows = list(csv.reader(io.StringIO(anliku("search", "议事", "--format", "csv").out)))
    assert rows[0][0] == "id"
    assert rows[1][2] == "小凳子摆出大和气"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search", "议事", "--theme", "T99"), "T99"),
        (("search", "议事", "--place", "无此地方"), "无此地方"),
        (("show", "ffffffffff-01"), "ffffffffff-01"),
    ],
)
def test_mistakes_are_told_in_one_line(
    anliku: Anliku, library: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = anliku(*arguments, "-L", str(library))
    assert done.code == 1
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert words in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "议事"),
        ("show", "x"),
        ("export",),
        ("add", "nowhere/"),
        ("extract", "nowhere.txt"),
        ("inspect", "nowhere.txt"),
        ("eval", "nowhere", "nowhere"),
        ("extract", ".", "--segmenter", "pkuseg"),
        ("extract", ".", "--codebook", "nowhere.toml"),
    ],
)
def test_missing_things_are_errors_without_traceback(
    anliku: Anliku, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = anliku(*arguments)
    assert done.code == 1
    assert "anliku: " in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.glob("*.db"))


def test_show_prints_case_facts_and_raw_lines(anliku: Anliku, library: Path) -> None:
    (hit,) = json.loads(anliku("search", "议事", "--limit", "1", "--format", "json").out)
    page = anliku("show", hit["id"], "-L", str(library), "--source").out
    for part in ("“板凳议事会”制度", "331125", "柳春生", "小顺村党支部书记", ">1,200", "1200余人"):
        assert part in page
    assert "    5  浙江省丽水市云和县" in page
    record = json.loads(anliku("show", hit["id"], "--format", "json").out)
    assert record["id"] == hit["id"]
    assert anliku("show", hit["id"][:15]).code == 0


def test_the_library_is_found_by_environment(
    anliku: Anliku, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = library.rename(library.with_name("other.db"))
    monkeypatch.setenv("ANLIKU_LIBRARY", str(moved))
    assert "银龄食堂" in anliku("search", "食堂").out


def test_export_equals_extract(anliku: Anliku, library: Path, pages: Path) -> None:
    exported = anliku("export", "-L", str(library)).out
    extracted = anliku("extract", str(pages)).out
    assert sorted(exported.splitlines()) == sorted(extracted.splitlines())
    rows = list(csv.DictReader(io.StringIO(anliku("export", "--format", "csv").out)))
    assert len(rows) == 3


def test_inspect_accounts_for_every_line(anliku: Anliku, pages: Path) -> None:
    done = anliku("inspect", str(pages / "a.md"), "--format", "json")
    rows = json.loads(done.out)
    filled = [n for n, line in enumerate(PAGE.splitlines(), 1) if line.strip()]
    assert [int(row["line"]) for row in rows] == filled
    assert {row["role"] for row in rows} == {"headline", "byline", "body"}
    assert "小凳子" in anliku("inspect", str(pages / "a.md")).out


def test_eval_scores_the_sample_pages(anliku: Anliku) -> None:
    samples = ROOT / "corpus" / "samples"
    done = anliku("eval", str(samples / "gold"), str(samples), "--format", "json")
    scores = {score["name"]: score["f1"] for score in json.loads(done.out)["scores"]}
    assert scores["segmentation_bcubed"] > 0.8
    table = anliku("eval", str(samples / "gold"), str(samples), "--errors").out
    assert "segmentation_bcubed" in table


def test_demo_builds_a_library_and_runs_again(anliku: Anliku, tmp_path: Path) -> None:
    first = anliku("demo")
    assert first.code == 0
    assert (tmp_path / "anliku-demo" / "anliku.db").is_file()
    for part in ("anliku search", "anliku show", "What was done", "Places", "Figures", "cases"):
        assert part in first.out
    assert anliku("demo").out == first.out


def test_a_reader_that_leaves_is_no_error(pages: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from anliku.cli.main import run; run()",
        "extract",
        str(pages),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()
