"""What was refused is listed by reason; ``--strict`` makes it exit code 1 when all is done."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

Anliku = Callable[..., Done]


@pytest.fixture
def mixed(pages: Path) -> Path:
    """Return a folder with two good pages, and files that are refused for two reasons."""
    (pages / "empty.txt").write_bytes(b"")
    (pages / "locked.caj").write_bytes(b"CAJ\x00")
    with zipfile.ZipFile(pages / "z.zip", "w") as archive:
        archive.writestr("../out.txt", "文")
    return pages


def records(done: Done) -> int:
    return len([json.loads(line) for line in done.out.splitlines()])


def test_refusals_are_listed_by_reason(anliku: Anliku, mixed: Path) -> None:
    done = anliku("extract", str(mixed))
    assert done.code == 0
    assert records(done) == 3
    lines = done.err.splitlines()
    assert lines[0] == "Rejected: 1 empty, 1 format, 1 unsafe"
    assert lines[1] == "  empty"
    assert lines[2].startswith(f"    {(mixed / 'empty.txt').as_posix()}: ")
    assert [line for line in lines[3:] if not line.startswith("    ")] == ["  format", "  unsafe"]


@pytest.mark.parametrize("command", ["extract", "add"])
def test_strict_ends_with_code_1_after_all_is_done(
    anliku: Anliku, mixed: Path, command: str
) -> None:
    done = anliku(command, str(mixed), "--strict")
    assert done.code == 1
    assert "--strict: 3 files or pages and 0 stretches of lines" in done.err
    if command == "extract":
        assert records(done) == 3
    else:
        assert "2 pages added" in done.err


@pytest.mark.parametrize("command", ["extract", "add"])
def test_strict_is_silent_when_nothing_was_refused(
    anliku: Anliku, pages: Path, command: str
) -> None:
    done = anliku(command, str(pages), "--strict")
    assert done.code == 0
    assert "strict" not in done.err


@pytest.mark.parametrize("command", ["extract", "add"])
def test_strict_counts_lines_that_belong_to_no_article(
    anliku: Anliku, tmp_path: Path, command: str
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("的了在是我有和就\n" * 3 + "\n，。、\n", "utf-8")
    done = anliku(command, str(page), "--strict")
    refused = "Rejected" in done.err or "belong to no article" in done.err
    assert done.code == int(refused)


def test_the_rest_of_a_long_list_is_counted(anliku: Anliku, pages: Path) -> None:
    for number in range(25):
        (pages / f"{number:02}.caj").write_bytes(b"x")
    (pages / "empty.txt").write_bytes(b"")
    lines = anliku("extract", str(pages)).err.splitlines()
    assert lines[0] == "Rejected: 1 empty, 25 format"
    assert lines[-1] == "    … and 5 more"
