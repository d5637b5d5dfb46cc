"""Runs all readings on the same texts, each in a process of its own, taking turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import cast

from anliku.corpus.errors import AnlikuError

from .environment import python_of
from .readings import Findings, Reading

ROOT = Path(__file__).resolve().parents[2]

#: Each reading is timed so often; the median counts.
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a reading is.

    Attributes:
        clock: characters a second by the clock, the median of all rounds.
        processor: characters a second of processor time, the median of all rounds.
        peak: resident memory at most, in megabytes.
    """

    clock: float
    processor: float
    peak: float


class Worker:
    """A process that has loaded one reading and waits for texts."""

    def __init__(self, reading: Reading, environment: Path, folder: Path) -> None:
        self.reading = reading
        self._folder = folder
        own = reading.package == "anliku"
        python = Path(sys.executable) if own else python_of(environment).absolute()
        self._log = (folder / "worker.log").open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [str(python), "-m", "bench.peers.worker", reading.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=os.environ | {"PYTHONWARNINGS": "ignore", "PYTHONUTF8": "1"},
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process, self._log:
            if self._process.stdin:
                self._process.stdin.close()

    def read(self, texts: Path) -> list[Findings]:
        """Return the findings of the texts in a file.

        Raises:
            AnlikuError: the reading does not load, or fails on a text.
        """
        answers = self._folder / "answers.json"
        self._ask("read", texts, answers)
        return json.loads(answers.read_text("utf-8"))

    def time(self, texts: Path) -> Mapping[str, float]:
        """Return the seconds that the texts in a file take, and the memory at most.

        Raises:
            AnlikuError: the reading does not load, or fails on a text.
        """
        return self._ask("time", texts)

    def _ask(self, *words: str | Path) -> Mapping[str, float]:
        try:
            if self._process.stdin and self._process.stdout:
                print(*words, sep="\t", file=self._process.stdin, flush=True)
                answer = self._process.stdout.readline()
                if answer:
                    return cast("Mapping[str, float]", json.loads(answer))
        except BrokenPipeError:
            pass  # it has ended: its log says why
        log = (self._folder / "worker.log").read_text("utf-8").splitlines()
        raise AnlikuError(f"{self.reading.name}: {(log or ['ended without a word'])[-1]}")


@contextmanager
def working(reading: Reading, environment: Path, folder: Path) -> Generator[Worker]:
    """Start a worker with files of its own in a folder; it ends with the block."""
    own = folder / "".join(sign if sign.isalnum() else "-" for sign in reading.name)
    own.mkdir(exist_ok=True)
    with Worker(reading, environment, own) as worker:
        yield worker


def measure(workers: Sequence[Worker], texts: Path) -> dict[str, Speed]:
    """Time all readings on the texts of a file.

    All read the texts once to warm up; then they take turns, so that what else the machine does
    hits all of them.

    Returns:
        The speed by name of the reading.
    """
    characters = sum(map(len, json.loads(texts.read_text("utf-8"))))
    taken: dict[str, list[Mapping[str, float]]] = {}
    for number in range(ROUNDS + 1):
        for worker in workers:
            spent = worker.time(texts)
            if number:
                taken.setdefault(worker.reading.name, []).append(spent)
    return {name: _speed(rounds, characters) for name, rounds in taken.items()}


def _speed(rounds: Sequence[Mapping[str, float]], characters: int) -> Speed:
    """Return the medians of several rounds. Linux counts kilobytes, macOS bytes."""
    clock, processor = (
        statistics.median(characters / spent[kind] for spent in rounds)
        for kind in ("clock", "processor")
    )
    peak = max(spent["peak"] for spent in rounds)
    return Speed(clock, processor, peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
