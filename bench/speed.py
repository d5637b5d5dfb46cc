"""Characters per second of every stage and of the whole chain, in one process.

    python -m bench.speed [NEWS.jsonl.gz] [--characters N]

NEWS holds one JSON object a line with ``title`` and ``text``; without it the sample pages are read
again and again. Timings on a busy machine say little: compare the shares, and runs made together.
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
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from anliku import __version__
from anliku.cli.main import GC_THRESHOLD
from anliku.corpus.types import Page
from anliku.nlp import facts, pipeline
from anliku.nlp.pipeline import analyse
from anliku.outputs.index import update_index
from anliku.outputs.library import Library, describe_run

_T = TypeVar("_T")

#: The stages of the analysis, as (module that calls it, name of the function there).
_STAGES = (
    (pipeline, "cut_page"),
    (pipeline, "segment"),
    *(
        (facts, name)
        for name in vars(facts)
        if name.startswith(("find_", "attach_", "recognise_")) and name != "find_facts"
    ),
    (pipeline, "with_home_places"),
)

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


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def chain_seconds(pages: list[Page]) -> float:
    """Return the seconds from page text to a committed and indexed library."""
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(Path(folder) / "bench.db", create=True) as library:
            _, stored = _timed(lambda: library.add(analyse(pages), describe_run()))
            _, indexed = _timed(lambda: update_index(library))
        return stored + indexed


@contextmanager
def watch_stages() -> Generator[dict[str, float]]:
    """Yield the seconds of every stage by its name, as they add up.

    The functions are replaced where the chain calls them, so that it is the chain that is timed.
    """
    seconds: dict[str, float] = {}
    with ExitStack() as stack:
        for module, name in _STAGES:
            label = name.removeprefix("find_").replace("_", " ")
            seconds[label] = 0.0
            watched = _watched(getattr(module, name), label, seconds)
            stack.enter_context(patch.object(module, name, watched))
        yield seconds


def _watched(
    work: Callable[..., object], label: str, seconds: dict[str, float]
) -> Callable[..., object]:
    def run(*given: object) -> object:
        result, used = _timed(lambda: work(*given))
        seconds[label] += used
        return result

    return run


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
    chain_seconds(pages[:20])  # word lists and gazetteer are loaded once a process
    with watch_stages() as stages:
        seconds = chain_seconds(pages)
    # Linux counts kilobytes, macOS bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    rest = seconds - sum(stages.values())
    print(f"{'stage':32} {'characters/s':>14} {'share':>7}")
    for stage, used in [*stages.items(), ("store and index (the rest)", rest)]:
        print(f"{stage:32} {characters / max(used, 1e-9):14,.0f} {used / seconds:7.1%}")
    print(f"{'whole chain, page to library':32} {characters / seconds:14,.0f}")
    print(f"peak memory {peak_mb:,.0f} MB")


if __name__ == "__main__":
    main()
