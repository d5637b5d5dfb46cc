"""Analysed pages built by hand: what the library, the index and the exports are tested with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from anliku.corpus.types import (
    Article,
    ArticleKind,
    Boundary,
    CutPage,
    Furniture,
    LineRange,
    OffsetMap,
    Page,
    Part,
    Reason,
    Rejected,
    Role,
    Run,
    Span,
)
from anliku.nlp.results import AnalysedPage, Analysis, Case, Theme
from anliku.nlp.types import (
    Bound,
    DateMention,
    Figure,
    Level,
    Organisation,
    Person,
    Place,
    Program,
    Status,
)
from anliku.outputs.library import Library, describe_run
from anliku.outputs.library import Run as LibraryRun
from anliku.outputs.records import Fact

THEMES = (
    Theme("T1", "养老助餐", "为老人办的食堂", {"食堂": 2.0}, ("村里办了食堂",)),
    Theme("T2", "网格治理", "网格员上门", {"网格": 1.5, "楼栋": 1}, ()),
)


def build_page(name: str, *stories: tuple[str, str], path: str = "") -> Page:
    """Make the raw page of stories (headline, body): two lines each, a blank line between."""
    lines = [line for story in stories for line in (*story, "")]
    digest = sha256(f"{name} {lines}".encode()).hexdigest()
    return Page(name, path or f"/pages/{name}", digest, "utf-8", tuple(lines))


def build_article(page: Page, number: int, headline: str, body: str) -> Article:
    """Make the article that stands on three lines of such a page."""
    line = 3 * number - 2
    head, text = Span(0, len(headline)), f"{headline}\n{body}"
    return Article(
        id=f"{page.digest[:12]}-{number:02d}",
        page=page.name,
        kind=ArticleKind.REPORT if len(body) > 20 else ArticleKind.BRIEF,
        headline=headline,
        subhead="",
        column="基层新事",
        reporters=("甄真",),
        correspondents=(),
        text=text,
        parts=(
            Part(Role.HEADLINE, (LineRange(line, line),), head),
            Part(Role.BYLINE, (LineRange(line + 1, line + 1),), None),
            Part(Role.BODY, (LineRange(line + 1, line + 1),), Span(head.end + 1, len(text))),
        ),
        lines=(LineRange(line, line + 1),),
        offsets=OffsetMap(
            page.name,
            (Run(0, len(headline), line, 1), Run(len(headline) + 1, len(body), line + 1, 1)),
        ),
        boundaries=(Boundary(line, 0.5, "headline"),),
    )


def find_span(text: str, surface: str) -> Span:
    """Return where ``surface`` stands first."""
    start = text.index(surface)
    return Span(start, start + len(surface))


def build_fact(kind: str, surface: str, more: list[str], span: Span) -> Fact:
    """Make a fact of a kind; a place has its path and code in ``more``."""
    sure, once = (Status.EXACT, "test"), (span,)
    match kind:
        case "place":
            return Place(surface, more[0], more[1], Level.TOWNSHIP, span, once, *sure)
        case "program":
            return Program(surface, (surface[:2],), span, once, *sure, weight=0.75)
        case "figure":
            return Figure(surface, 1200.0, "名", Bound.OVER, "老人", span, *sure)
        case "person":
            return Person(surface, "镇党委书记", span, once, *sure)
        case "organisation":
            return Organisation(surface, "某省", span, once, *sure)
        case _:
            return DateMention(surface, "2023-05", "2023-05", span, *sure)


def build_analysis(article: Article, **surfaces: str) -> Analysis:
    """Make an analysis with one fact of each kind that is named, e.g. ``program="积分超市"``.

    A place is given with its path and code: ``place="松岭镇|某省/某市/松岭镇|990101001"``.
    """
    facts: dict[str, Any] = {}
    for kind, given in surfaces.items():
        surface, *more = given.split("|")
        facts[kind] = (build_fact(kind, surface, more, find_span(article.text, surface)),)
    kinds = ("place", "program", "figure", "person", "organisation", "date")
    return Analysis(article, *(facts.get(kind, ()) for kind in kinds))


def build_case(analysis: Analysis, place: str = "", code: str = "", theme: str = "T1") -> Case:
    """Make the case of an article; its last sentence is the evidence."""
    article = analysis.article
    return Case(
        article_id=article.id,
        title=article.headline,
        practice=analysis.programs[0].name if analysis.programs else "",
        place=place,
        code=code,
        theme=theme,
        theme2="",
        scores=((theme, 2.5),),
        confidence=0.9,
        evidence=(Span(len(article.headline) + 1, len(article.text)),),
    )


STORIES = {
    "canteen": (
        "松岭镇老人有了热饭",
        "“积分超市”开到松岭镇，书记何其美说，1200余名老人在食堂吃饭。",
    ),
    "grid": ("网格员敲开家家门", "白杨街道把楼栋分成网格，2023年5月起每天上门，纠纷少了一半。"),
    "brief": ("短讯一则", "青湖县修好一座桥。"),
}


def build_analysed(name: str, *keys: str, path: str = "") -> AnalysedPage:
    """Make an analysed page from the stories with these keys."""
    page = build_page(name, *(STORIES[key] for key in keys), path=path)
    analyses: list[Analysis] = []
    cases: list[Case] = []
    for number, key in enumerate(keys, 1):
        article = build_article(page, number, *STORIES[key])
        if key == "canteen":
            facts = {
                "place": "松岭镇|东山省/临江市/河口县/松岭镇|990102003",
                "program": "积分超市",
                "figure": "1200余名",
                "person": "何其美",
            }
            analyses.append(build_analysis(article, **facts))
            cases.append(build_case(analyses[-1], "东山省/临江市/河口县", "990102"))
        elif key == "grid":
            facts = {
                "place": "白杨街道|西川自治区/望湖市/白杨街道|980101001",
                "organisation": "白杨街道",
                "date": "2023年5月",
            }
            analyses.append(build_analysis(article, **facts))
            cases.append(build_case(analyses[-1], "西川自治区/望湖市", "9801", "T2"))
        else:
            analyses.append(build_analysis(article, place="青湖县|西川自治区/青湖县|989001"))
    furniture = tuple(Furniture(3 * number, "blank") for number in range(1, len(keys) + 1))
    refused = (Rejected(name, Reason.UNPLACED, "no article takes this line", LineRange(1, 1)),)
    cut = CutPage(page, tuple(item.article for item in analyses), furniture, refused)
    return AnalysedPage(cut, tuple(analyses), tuple(cases))


@pytest.fixture
def analysed() -> Callable[..., AnalysedPage]:
    """Return a function that makes an analysed page: name, then keys of stories."""
    return build_analysed


@pytest.fixture
def run() -> LibraryRun:
    """Return a description of a run."""
    return describe_run(("add", "pages"), themes=THEMES)


@pytest.fixture
def library(tmp_path: Path, run: LibraryRun) -> Iterator[Library]:
    """Return a library of two pages with the three stories."""
    with Library.open(tmp_path / "anliku.db", create=True) as made:
        made.add(
            [build_analysed("b.txt", "canteen", "grid"), build_analysed("a.txt", "brief")], run
        )
        yield made
