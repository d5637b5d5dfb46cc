"""The command line called in this process, and a folder of invented pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import OTHER, PAGE, Done

from anliku.cli.main import run


@pytest.fixture
def anliku(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Done]:
    """Return a function that runs the command in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANLIKU_LIBRARY", raising=False)

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["anliku", *arguments])
        code = 0
        try:
            run()
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder with two good pages, the second in GB18030."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.md").write_text(PAGE, "utf-8")
    (folder / "b.txt").write_bytes(OTHER.encode("gb18030"))
    return folder


@pytest.fixture
def library(anliku: Callable[..., Done], pages: Path, tmp_path: Path) -> Path:
    """Return a library made from the two pages."""
    path = tmp_path / "anliku.db"
    assert anliku("add", str(pages), "-L", str(path)).code == 0
    return path
