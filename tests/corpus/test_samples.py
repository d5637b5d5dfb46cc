"""The gold of the sample pages is sound: what it names stands in the page, where it says."""

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
GOLD = sorted((SAMPLES / "gold").glob("*.json"))
KINDS = {"report", "brief", "caption", "commentary", "study"}
BOUNDS = {"", "over", "about", "under"}
THEMES = {f"T{number}" for number in range(13)}
SURFACES = {"places": "name", "programs": "name", "figures": "text", "people": "name"}

Gold = dict[str, Any]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def read(path: Path) -> tuple[Gold, list[str]]:
    gold = json.loads(path.read_text("utf-8"))
    return gold, (SAMPLES / gold["page"]).read_text("utf-8").split("\n")


def lines_of(article: Gold) -> list[int]:
    return [line for first, last in article["lines"] for line in range(first, last + 1)]


def text_of(article: Gold, lines: list[str]) -> str:
    """Return the article's raw lines without spaces, as they follow each other on the page."""
    return bare("".join(lines[line - 1] for line in lines_of(article)))


ARTICLES = [
    pytest.param(article, lines, id=article["id"])
    for gold, lines in map(read, GOLD)
    for article in gold["articles"]
]


def test_there_is_enough_of_everything() -> None:
    golds = [read(path)[0] for path in GOLD]
    articles = [article for gold in golds for article in gold["articles"]]
    provinces = {
        place["path"].split("/")[0]
        for article in articles
        for place in article["places"]
        if place["must"]
    }
    assert len(golds) >= 7
    assert len(articles) >= 36
    assert len(provinces) >= 6
    assert {article["kind"] for article in articles} == KINDS
    forms = {gold["page"].split("-")[1] for gold in golds}
    assert forms == {"text", "ocr", "clean"}


def test_every_page_has_gold_and_says_that_it_is_fiction() -> None:
    pages = {path.name for path in SAMPLES.iterdir() if path.is_file()} - {"README.md"}
    assert pages == {read(path)[0]["page"] for path in GOLD}
    readme = (SAMPLES / "README.md").read_text("utf-8")
    for page in sorted(pages):
        assert "本页内容纯属虚构" in (SAMPLES / page).read_text("utf-8")
        assert page in readme


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_line_is_blank_or_in_an_article_or_furniture(path: Path) -> None:
    gold, lines = read(path)
    furniture = lines_of({"lines": gold["furniture"]})
    owned = [line for article in gold["articles"] for line in lines_of(article)]
    shown = {number for number, line in enumerate(lines, 1) if line.strip()}
    assert shown <= {*owned, *furniture}
    assert not {*owned} & {*furniture}
    assert {*owned, *furniture} <= set(range(1, len(lines) + 1))
    assert len(owned) == len(set(owned)), "two articles claim a line"


@pytest.mark.parametrize(("article", "lines"), ARTICLES)
def test_an_article_begins_and_ends_where_it_says(article: Gold, lines: list[str]) -> None:
    text = text_of(article, lines)
    for end in ("first", "last"):
        assert 12 <= len(article[end]) <= 20
        assert article[end] in text
    ranges = article["lines"]
    assert all(lines[line - 1].strip() for pair in ranges for line in pair)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(ranges))
    headline = bare(article["headline"])
    assert all(sign in text for sign in headline)
    assert all(name in text for name in article["reporters"] + article["correspondents"])


@pytest.mark.parametrize(("article", "lines"), ARTICLES)
def test_every_fact_stands_in_the_article(article: Gold, lines: list[str]) -> None:
    # A surface may run over a place where a box or another article interrupts, never elsewhere.
    text = text_of(article, lines).replace("#", "") + bare(article["headline"] + article["subhead"])
    for field, key in SURFACES.items():
        facts = article[field]
        surfaces = [bare(fact[key]) for fact in facts]
        assert all(surface and surface in text for surface in surfaces)
        # What can be read in two ways, 四成三 as 43 % or as 4.3 tenths, has an entry for each.
        entries = [
            (surface, fact.get("unit")) for surface, fact in zip(surfaces, facts, strict=True)
        ]
        assert len(entries) == len(set(entries)), f"{field} are listed once"
        assert all(isinstance(fact["must"], bool) for fact in facts)


@pytest.mark.parametrize(("article", "lines"), ARTICLES)
def test_the_fields_have_their_values(article: Gold, lines: list[str]) -> None:
    assert article["kind"] in KINDS
    assert article["theme"] in THEMES
    assert article["theme2"] in THEMES | {""}
    assert all(figure["bound"] in BOUNDS and figure["unit"] for figure in article["figures"])
    assert all(place["path"] for place in article["places"] if place["must"])
    assert all(8 <= len(query) <= 25 for query in article["queries"])
    assert len(article["queries"]) == 2
    if article["kind"] in {"commentary", "study"}:
        assert not article["is_case"]
    practice = article["practice"]
    if article["is_case"]:
        assert article["lead_place"]
        assert any(place["path"].startswith(article["lead_place"]) for place in article["places"])
    if practice["name"]:
        names = [program["name"] for program in article["programs"] if program["must"]]
        assert practice["name"] in names
        assert bare(practice["name"]) in text_of(article, lines)
