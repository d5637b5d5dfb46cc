"""Ctrl-C: one line at whatever moment it comes; the same command goes on from there."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

from anliku.corpus.types import CutPage
from anliku.nlp.pipeline import Settings
from anliku.nlp.results import AnalysedPage
from anliku.outputs import issues

Anliku = Callable[..., Done]


def test_an_interrupted_add_goes_on_to_the_same_library(
    anliku: Anliku, pages: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = anliku("export", "-L", str(library)).out
    analyse = issues.analyse_cut

    def stop_at_the_second(cut: CutPage, settings: Settings) -> AnalysedPage:
        if cut.page.name == "b.txt":
            raise KeyboardInterrupt
        return analyse(cut, settings)

    monkeypatch.setattr(issues, "analyse_cut", stop_at_the_second)
    stopped = anliku("add", str(pages), "-L", "cut.db")
    assert (stopped.code, stopped.out) == (1, "")
    assert stopped.err.splitlines() == [
        "Stopped. What was added is safe in cut.db; the same command goes on from there."
    ]
    monkeypatch.setattr(issues, "analyse_cut", analyse)
    assert "1 pages added, 0 replaced, 1 unchanged" in anliku("add", str(pages), "-L", "cut.db").err
    assert anliku("export", "-L", "cut.db").out == whole


# Presses Ctrl-C when the module that the first argument names is about to be imported.
PRESS = """
import os, signal, sys

moment = sys.argv.pop(1)

class Press:
    def find_spec(self, name, *_):
        if name == moment:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Press())
from anliku.cli.start import run
run()
"""


def press_at(moment: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PRESS, moment, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "moment", ["anliku.cli.main", "typer", "anliku.corpus.errors", "anliku.outputs.extraction"]
)
def test_ctrl_c_ends_a_command_with_one_line(moment: str, pages: Path) -> None:
    done = press_at(moment, "extract", str(pages))
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "anliku: stopped by Ctrl-C\n"


def test_a_command_that_shall_ignore_ctrl_c_goes_on() -> None:
    # As nohup and shells do for what runs behind them.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        done = press_at("typer", "--help")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (done.returncode, done.stderr) == (0, "")
