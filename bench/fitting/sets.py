"""What the fits are made to: annotated pages, as the command line names them."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from anliku.corpus.articles import cut_page
from anliku.corpus.errors import AnlikuError
from anliku.corpus.reading.files import read_page
from anliku.corpus.types import Article, Page, Rejected
from anliku.outputs.goldpages import GoldPage, gold_files, read_gold

ROOT = Path(__file__).resolve().parents[2]
#: The folders of gold files and of the pages they annotate.
SAMPLES = (ROOT / "corpus" / "samples" / "gold", ROOT / "corpus" / "samples")

_SIGNS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")

#: Folder of gold files, folder of pages.
Set = tuple[Path, Path]


def read_arguments(arguments: Sequence[str] | None, what: str | None) -> tuple[list[Set], bool]:
    """Read the command line that all fits have.

    Args:
        arguments: the words of the command; None for those the program was called with.
        what: documentation of the fit; its first line goes into the help.

    Returns:
        The sets to fit to, the samples first, and whether the weights are to be written.
    """
    parser = argparse.ArgumentParser(description=(what or "").partition("\n")[0])
    parser.add_argument(
        "--set",
        nargs=2,
        action="append",
        metavar=("GOLD", "PAGES"),
        default=[],
        help="further annotated pages, besides the samples",
    )
    parser.add_argument("--write", action="store_true", help="write the weights into their file")
    options = parser.parse_args(arguments)
    return [SAMPLES, *((Path(gold), Path(pages)) for gold, pages in options.set)], options.write


def read_pages(gold_dir: Path, pages_dir: Path) -> Iterator[tuple[dict[str, Any], Page]]:
    """Yield the gold of each annotated page as its file has it, and the page.

    Raises:
        AnlikuError: there is no gold, or a page is missing or cannot be read.
    """
    for path in gold_files(gold_dir):
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        yield gold, _page(pages_dir / gold["page"])


def read_articles(gold_dir: Path, pages_dir: Path) -> Iterator[tuple[GoldPage, Article]]:
    """Yield the articles of annotated pages as the page cutter makes them, with their page's gold.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing or cannot be read.
    """
    for gold in read_gold(gold_dir, pages_dir):
        for article in cut_page(_page(pages_dir / gold.name)).articles:
            yield gold, article


def _page(path: Path) -> Page:
    page = read_page(path)
    if isinstance(page, Rejected):
        raise AnlikuError(f"{path}: cannot be read ({page.detail}); mend the page")
    return page


def owners(gold: Mapping[str, Any]) -> dict[int, int]:
    """Return the article of each annotated line, by line number; articles count from 0."""
    return {
        number: at
        for at, article in enumerate(gold["articles"])
        for first, last in article["lines"]
        for number in range(first, last + 1)
    }


def solid(text: str) -> str:
    """Return the letters and digits of a text."""
    return _SIGNS.sub("", text)
