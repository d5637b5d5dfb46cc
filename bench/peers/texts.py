"""The texts that all tools read: the articles of gold pages, annotated sentences, news."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from anliku.corpus.articles import cut_page
from anliku.corpus.errors import AnlikuError
from anliku.corpus.reading.files import read_page
from anliku.corpus.types import PageForm, Rejected, Role
from anliku.outputs.agreement import bare
from anliku.outputs.goldpages import GoldArticle, GoldFact, read_gold

#: Field of a type of span in the usual collections of annotated sentences.
_SPANS = {
    "LOC": "places", "GPE": "places", "PER": "people", "PERSON": "people", "ORG": "organisations",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with all that there is to find in it.

    Attributes:
        text: clean text without bylines, a paragraph a line.
        facts: what there is to find, by field; fields that were not annotated are missing.
        makers: names of its reporters, who are no people of the text.
    """

    text: str
    facts: Mapping[str, Sequence[GoldFact]] = field(default_factory=dict[str, Sequence[GoldFact]])
    makers: frozenset[str] = frozenset()


def gold_texts(gold_dir: Path, pages_dir: Path) -> Iterator[GoldText]:
    """Yield the articles of gold pages, cut as the gold says: nobody has to cut pages.

    Broken lines are joined, the repair of raw text is done: every tool gets the same clean text.

    Raises:
        AnlikuError: a gold file is broken, or a page is missing or cannot be read.
    """
    for gold in read_gold(gold_dir, pages_dir):
        page = read_page(pages_dir / gold.name)
        if isinstance(page, Rejected):
            raise AnlikuError(f"{gold.name}: cannot be read ({page.detail}); mend the page")
        for article in gold.articles:
            roles = roles_of(article, page.lines)
            given = replace(page, form=PageForm.ARTICLE, roles=roles)
            for cut in cut_page(given).articles:
                yield GoldText(cut.text, article.facts, article.makers)


def roles_of(article: GoldArticle, lines: Sequence[str]) -> tuple[Role | None, ...]:
    """Return the role of every line of a page for one gold article, None for other lines."""
    headline = bare(article.headline)

    def role(number: int, line: str) -> Role | None:
        if not any(number in lines for lines in article.lines):
            return None
        words = bare(line)
        return Role.HEADLINE if words and words in headline else Role.BODY

    return tuple(role(number, line) for number, line in enumerate(lines, 1))


def annotated_sentences(path: Path, most: int) -> Iterator[GoldText]:
    """Yield sentences with spans of people, places and organisations.

    Args:
        path: a gzip file of JSON lines, ``{"text": …, "entities": [[start, end, "LOC"], …]}``.
        most: how many to read.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, most):
            item = json.loads(line)
            facts: dict[str, list[GoldFact]] = {field: [] for field in _SPANS.values()}
            for start, end, kind in item["entities"]:
                name = GoldFact(item["text"][start:end], must=True)
                if kind in _SPANS and name not in facts[_SPANS[kind]]:
                    facts[_SPANS[kind]].append(name)
            yield GoldText(item["text"], facts)


def news_texts(path: Path) -> Iterator[str]:
    """Yield the texts of a gzip file of JSON lines with ``text``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def up_to(texts: Iterator[str], characters: int) -> list[str]:
    """Return texts until they hold so many characters."""
    taken: list[str] = []
    for text in texts:
        taken.append(text)
        characters -= len(text)
        if characters <= 0:
            break
    return taken
