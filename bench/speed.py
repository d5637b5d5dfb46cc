"""Characters per second of every stage and of the whole chain, in one process.

    python -m bench.speed [NEWS.jsonl.gz] [--characters N]

NEWS holds one JSON object a line with ``title`` and ``text``; without it the sample pages are read
again and again. On a busy machine the clock says little: compare processor times, shares, and runs
made together.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import hashlib
import itertools
import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar, cast
from unittest.mock import patch

from anliku import __version__
from anliku.cli.main import GC_THRESHOLD
from anliku.corpus.types import Page
from anliku.nlp import facts, pipeline
from anliku.nlp.pipeline import analyse
from anliku.outputs.index import update_index
from anliku.outputs.library import Library, adding, describe_run

_T = TypeVar("_T")


def _label(name: str) -> str:
    return name.removeprefix("find_").replace("_", " ")


#: The stages of the analysis: the module that calls a function, its name there, and a label. Those
#: of an article run in the order in which ``find_facts`` knows them.
_STAGES = (
    (pipeline, "cut_page", "cut pages into articles"),
    (pipeline, "segment", "segment into words"),
    *(
        (facts, name, _label(name))
        for name in vars(facts)
        if name.startswith(("find_", "attach_", "recognise_")) and name != "find_facts"
    ),
    (pipeline, "with_home_places", "home places"),
)
_BETWEEN = "between the stages"
_STORE, _LINK, _INDEX = "store", "link near-duplicates", "index"

#: Characters measured unless told otherwise: enough for stable shares, under a minute.
DEFAULT_CHARACTERS = 3_000_000


def _page(name: str, text: str) -> Page:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Page(name, f"/bench/{name}", digest, "utf-8", tuple(text.split("\n")))


def news_pages(path: Path) -> Iterator[Page]:
    """Yield one page a news item: the title on the first line, then the text."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            item = json.loads(line)
            yield _page(f"{number:07d}.txt", f"{item.get('title', '')}\n{item['text']}")


def sample_pages() -> Iterator[Page]:
    """Yield the sample pages endlessly, each with another last line so that none is a double."""
    folder = files("anliku.corpus") / "samples"
    texts = [
        entry.read_text("utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith((".txt", ".md")) and entry.name != "README.md"
    ]
    for number, text in enumerate(itertools.cycle(texts)):
        yield _page(f"{number:07d}.txt", f"{text}\n{number}")


def take(pages: Iterable[Page], characters: int) -> list[Page]:
    """Return pages until they hold ``characters`` characters."""
    taken: list[Page] = []
    for page in pages:
        taken.append(page)
        characters -= sum(map(len, page.lines))
        if characters <= 0:
            break
    return taken


class Stages:
    """Adds up the time of every stage; what a stage calls that is a stage too counts there alone.

    So the stages add up to the whole.

    Attributes:
        used: for each stage the seconds that passed, and those of all threads of the process.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self.used = dict.fromkeys(labels, (0.0, 0.0))
        self._within: list[tuple[float, float]] = []

    def watched(self, work: Callable[..., _T], label: str) -> Callable[..., _T]:
        """Return a function that does the work and adds its time to the stage."""

        def run(*given: object) -> _T:
            start = _now()
            self._within.append((0.0, 0.0))
            try:
                return work(*given)
            finally:
                whole = _less(_now(), start)
                self.used[label] = _plus(self.used[label], _less(whole, self._within.pop()))
                if self._within:
                    self._within[-1] = _plus(self._within[-1], whole)

        return run

    def iterated(self, items: Iterable[_T], label: str) -> Iterator[_T]:
        """Yield the items; what making them takes is added to the stage."""
        end = object()
        following = self.watched(partial(next, iter(items), end), label)
        while (item := following()) is not end:
            yield cast("_T", item)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _plus(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]


def _less(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] - other[0], one[1] - other[1]


def time_chain(pages: Iterable[Page]) -> dict[str, tuple[float, float]]:
    """Time the chain from page text to a committed and indexed library.

    The functions are replaced where the chain calls them, so that it is the chain that is timed.

    Returns:
        For each stage, in running order, the seconds that passed and those of the process.
    """
    stages = Stages([*(label for *_, label in _STAGES), _BETWEEN, _STORE, _LINK, _INDEX])
    with ExitStack() as stack:
        for module, name, label in (*_STAGES, (adding, "link_pending", _LINK)):
            watched = stages.watched(getattr(module, name), label)
            stack.enter_context(patch.object(module, name, watched))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        library = stack.enter_context(Library.open(folder / "bench.db", create=True))
        analysed = stages.iterated(analyse(pages), _BETWEEN)
        stages.watched(library.add, _STORE)(analysed, describe_run())
        stages.watched(update_index, _INDEX)(library)
    return stages.used


def _print(stages: dict[str, tuple[float, float]], characters: int) -> None:
    """Print a line a stage: speed by the clock and by processor time, and its share of both."""
    whole = tuple(map(sum, zip(*stages.values(), strict=True)))
    print(f"{'':32} {'by the clock':>22} {'processor time':>22}")
    print(f"{'stage':32} {'characters/s':>14} {'share':>7} {'characters/s':>14} {'share':>7}")
    for label, used in [*stages.items(), ("whole chain, page to library", whole)]:
        cells = [
            f"{characters / max(seconds, 1e-9):14,.0f} {seconds / total:7.1%}"
            for seconds, total in zip(used, whole, strict=True)
        ]
        print(f"{label:32} {' '.join(cells)}")


def main(given: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Speed of every stage and of the whole chain")
    parser.add_argument("news", nargs="?", type=Path, help="news items, JSON lines, gzip")
    parser.add_argument("--characters", type=int, default=DEFAULT_CHARACTERS)
    arguments = parser.parse_args(given)
    news: Path | None = arguments.news
    known = news if news is not None and news.is_file() else None
    pages = take(news_pages(known) if known else sample_pages(), arguments.characters)
    characters = sum(len(line) for page in pages for line in page.lines)
    print(f"anliku {__version__}, Python {platform.python_version()}, {platform.machine()}")
    name = known.name if known else "the sample pages, repeated"
    print(f"{len(pages):,} pages, {characters:,} characters of {name}\n")
    gc.set_threshold(GC_THRESHOLD)  # as the command does
    time_chain(pages[:20])  # word lists and gazetteer are loaded once a process
    stages = time_chain(pages)
    # Linux counts kilobytes, macOS bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _print(stages, characters)
    print(f"peak memory {peak / (1024 * 1024 if sys.platform == 'darwin' else 1024):,.0f} MB")


if __name__ == "__main__":
    main()
