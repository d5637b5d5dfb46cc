"""Ctrl-C while pages are added: the same command goes on from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from invented import Done

from anliku.corpus.types import CutPage
from anliku.nlp.pipeline import Settings
from anliku.nlp.types import AnalysedPage
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
