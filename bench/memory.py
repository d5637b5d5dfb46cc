"""Resident memory while many texts are analysed, in one process: it should not grow.

    python -m bench.memory NEWS.jsonl.gz [--texts N] [--every N] [--write]

NEWS holds one JSON object a line with ``text``; each is read as a row of a table is, one article a
row, and goes through the whole analysis.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from anliku.cli.main import GC_THRESHOLD
from anliku.corpus.types import Page, PageForm, Rejected, Role
from anliku.nlp.pipeline import analyse

from .peers.report import DOCUMENT, machine, table, with_part
from .peers.texts import news_texts

#: As many as a large collection of news has.
TEXTS = 60_000
EVERY = 5_000

#: Number of texts, their characters, seconds so far, resident megabytes.
Row = tuple[int, int, float, float]


def article_pages(texts: Iterable[str]) -> Iterator[Page]:
    """Yield a page for each text, all of whose lines are of one article."""
    for number, text in enumerate(texts, 1):
        lines = tuple(text.split("\n"))
        digest = sha256(f"{number} {text}".encode()).hexdigest()
        name = f"news.jsonl#{number}"
        roles = (Role.BODY,) * len(lines)
        yield Page(name, f"/{name}", digest, "utf-8", lines, PageForm.ARTICLE, roles=roles)


def watch(pages: Iterable[Page], every: int) -> Iterator[Row]:
    """Analyse pages; yield a row after each so many of them and at the end."""
    start, number, characters, told = time.perf_counter(), 0, 0, 0
    for page in analyse(pages):
        number += 1
        if not isinstance(page, Rejected):
            characters += sum(len(analysis.article.text) for analysis in page.analyses)
        if number % every == 0:
            told = number
            yield number, characters, time.perf_counter() - start, resident()
    if number > told:
        yield number, characters, time.perf_counter() - start, resident()


def resident() -> float:
    """Return the resident memory of the process in megabytes; the peak where only that is known."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
    return pages * os.sysconf("SC_PAGE_SIZE") / (1024 * 1024)


def part(rows: Sequence[Row], source: str) -> str:
    """Return what was measured as a part of the document."""
    texts, characters, seconds, _ = rows[-1]
    cells = [
        (f"{number:,}", f"{seen:,}", f"{spent:,.0f}", f"{memory:,.0f}")
        for number, seen, spent, memory in rows
    ]
    return (
        f"## Memory over many articles\n\n`python -m bench.memory NEWS.jsonl.gz --write`.\n\n"
        f"{machine()}\n\n{texts:,} texts of {source}, {characters:,} characters, the whole "
        f"analysis in one process: {characters / seconds:,.0f} characters a second.\n\n"
        + "Word caches and the villages of the counties that were asked for fill up; all have a "
        "limit.\n\n" + table(("texts", "characters", "seconds", "resident MB"), cells)
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("news", type=Path, help="gzip file of JSON lines with text")
    parser.add_argument("--texts", type=int, default=TEXTS, help="how many of them")
    parser.add_argument("--every", type=int, default=EVERY, help="a row after so many")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    options = parser.parse_args(arguments)
    gc.set_threshold(GC_THRESHOLD)  # as the command does
    rows: list[Row] = []
    texts = itertools.islice(news_texts(options.news), options.texts)
    for row in watch(article_pages(texts), options.every):
        rows.append(row)
        print(f"{row[0]:8,} texts {row[2]:8,.0f} s {row[3]:8,.0f} MB", file=sys.stderr, flush=True)
    if not rows:
        print("no texts", file=sys.stderr)
        return
    text = part(rows, options.news.name.partition(".")[0])
    print(text)
    if options.write:
        before = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""
        DOCUMENT.write_text(with_part(before, "memory", text), "utf-8")


if __name__ == "__main__":
    main()
