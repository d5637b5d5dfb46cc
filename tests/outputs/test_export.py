"""Records and tables: the forms in which results leave, and that they are safe to open."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import cast

import pytest

from anliku.corpus.types import Span
from anliku.nlp.results import AnalysedPage, Analysis, Case
from anliku.nlp.types import DateForm, DateMention, Level, Link, PlaceReference, Status
from anliku.outputs.export import write_cases_csv, write_facts_csv, write_jsonl
from anliku.outputs.library import Library
from anliku.outputs.records import (
    CASE_COLUMNS,
    FACT_COLUMNS,
    article_record,
    case_row,
    fact_rows,
    harmless_cell,
    plain_number,
)

Analysed = Callable[..., AnalysedPage]


def found(library: Library) -> list[tuple[Analysis, Case | None]]:
    return [(entry.analysis, entry.case) for entry in library.entries()]


def test_the_record_of_an_article(analysed: Analysed) -> None:
    page = analysed("p.txt", "canteen")
    record = article_record(page.analyses[0], page.cases[0], {"T1": "养老助餐"})
    assert json.loads(json.dumps(record)) == record
    text = str(record["text"])
    assert list(record) == [
        "page", "newspaper", "date", "edition", "page_number", "url", "origin_sources", "id",
        "kind", "headline", "subhead", "column", "reporters", "correspondents", "text", "lines",
        "continued", "places", "programs", "figures", "people", "organisations", "dates",
        "references", "gazetteer", "case",
    ]  # fmt: skip
    assert record["lines"] == [[1, 2]]
    assert record["figures"] == [
        {
            "text": "1200余名", "value": 1200, "unit": "名", "bound": "over", "of": "老人",
            "per": "", "base_value": None, "base_unit": "", "link": "", "partner": None,
            "place": "", "program": "",
            "status": "exact", "source": "test", "confidence": 1,
            "start": text.index("1200"), "end": text.index("1200") + 6,
        }
    ]  # fmt: skip
    case = record["case"]
    assert isinstance(case, dict)
    assert [case.pop(name) for name in ("problem", "measures", "results", "voices")] == [[]] * 4
    assert case == {
        "title": "松岭镇老人有了热饭",
        "practice": "积分超市",
        "place": "东山省/临江市/河口县",
        "code": "990102",
        "longitude": "",
        "latitude": "",
        "theme": "T1",
        "theme_name": "养老助餐",
        "theme2": "",
        "theme2_name": "",
        "confidence": 0.9,
        "scores": [["T1", 2.5]],
        "evidence": [{"text": text[10:], "start": 10, "end": len(text)}],
        "aliases": [],
        "programs": [],
        "bodies": [],
        "people": [],
        "period": None,
        "first_seen": "",
        "mechanism": [],
        "beneficiaries": [],
        "rests_on": {"practice": [], "place": []},
    }


def test_every_span_of_a_record_gives_its_surface(analysed: Analysed) -> None:
    for analysis in analysed("p.txt", "canteen", "grid", "brief").analyses:
        record = json.loads(json.dumps(article_record(analysis, None)))
        assert record["case"] is None
        for kind in ("places", "programs", "figures", "people", "organisations", "dates"):
            for fact in record[kind]:
                surface = fact.get("name") or fact["text"]
                assert record["text"][fact["start"] : fact["end"]] == surface


def test_places_inside_names_are_marked(analysed: Analysed) -> None:
    analysis = analysed("p.txt", "canteen").analyses[0]
    inside = replace(analysis.places[0], in_name=True, status=Status.AMBIGUOUS, candidates=("甲",))
    record = json.loads(json.dumps(article_record(replace(analysis, places=(inside,)), None)))
    (place,) = record["places"]
    assert (place["in_name"], place["status"], place["candidates"]) == (True, "ambiguous", ["甲"])


@pytest.mark.parametrize(
    ("value", "expected"), [(3.0, "3"), (2.57, "2.57"), (1e15, "1000000000000000"), (-1.0, "-1")]
)
def test_whole_numbers_are_written_without_point(value: float, expected: str) -> None:
    assert str(plain_number(value)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("积分超市", "积分超市"),
        (-5, -5),
        ("", ""),
    ],
)
def test_cells_that_would_be_formulas(cell: str | int, expected: str | int) -> None:
    assert harmless_cell(cell) == expected


def test_a_fact_leads_back_to_the_raw_page(analysed: Analysed) -> None:
    page = analysed("p.txt", "canteen", "grid")
    rows = [row for analysis in page.analyses for row in fact_rows(analysis)]
    assert {str(row["fact"]) for row in rows} == {
        "place", "program", "figure", "person", "organisation", "date",
    }  # fmt: skip
    for row in rows:
        line = page.cut.page.lines[int(row["line"]) - 1]
        assert line[int(row["column"]) - 1 :].startswith(str(row["text"]))
        assert tuple(row) == FACT_COLUMNS


def test_places_leave_with_codes_of_twelve_digits_and_cases_with_a_point_on_the_map(
    analysed: Analysed,
) -> None:
    page = analysed("p.txt", "canteen")
    analysis, case = page.analyses[0], page.cases[0]
    place = replace(
        analysis.places[0], code="152224103", former_path="某省/旧县", former_code="990199"
    )
    span = Span(0, 2)
    pointing = PlaceReference(
        "该镇", "某省/某镇", "990101001", Level.TOWNSHIP, span, Status.RESOLVED, "last"
    )
    analysis = replace(analysis, places=(place,), references=(pointing,))
    rows = {str(row["fact"]): row for row in fact_rows(analysis)}
    assert rows["place"]["official_code"] == "152224103000"
    assert (rows["place"]["former_path"], rows["place"]["former_code"]) == ("某省/旧县", "990199")
    assert (rows["reference"]["text"], rows["reference"]["status"]) == ("该镇", "resolved")
    record = article_record(analysis, replace(case, code="152224"))
    assert "statistics bureau 2023" in str(record["gazetteer"])
    assert [one["text"] for one in cast("list[dict[str, str]]", record["references"])] == ["该镇"]
    row = case_row(analysis, replace(case, code="152224"))
    assert (row["longitude"], row["latitude"]) == pytest.approx((121.59, 45.38), abs=0.02)


def test_a_headline_that_is_a_formula_is_harmless_everywhere(analysed: Analysed) -> None:
    page = analysed("p.txt", "brief")
    article = replace(page.analyses[0].article, headline="=1+1", reporters=("-甄真",))
    row = case_row(replace(page.analyses[0], article=article), None)
    assert (row["headline"], row["reporters"], row["is_case"]) == ("'=1+1", "'-甄真", 0)
    assert tuple(row) == CASE_COLUMNS


def test_jsonl_is_ordered_and_the_same_every_time(library: Library) -> None:
    first, second = StringIO(), StringIO()
    assert write_jsonl(found(library), first, library.theme_names()) == 3
    write_jsonl(found(library), second, library.theme_names())
    assert first.getvalue() == second.getvalue()
    records = [json.loads(line) for line in first.getvalue().splitlines()]
    assert [record["page"] for record in records] == ["a.txt", "b.txt", "b.txt"]
    assert [record["id"] for record in records[1:]] == sorted(r["id"] for r in records[1:])


def test_csv_can_be_read_back(library: Library) -> None:
    cases, facts = StringIO(), StringIO()
    assert write_cases_csv(found(library), cases, library.theme_names()) == 3
    assert write_facts_csv(found(library), facts) == 8
    rows = list(csv.DictReader(StringIO(cases.getvalue())))
    assert [row["theme_name"] for row in rows] == ["", "养老助餐", "网格治理"]
    assert rows[1]["evidence"].startswith("“积分超市”开到松岭镇")
    assert {row["fact"] for row in csv.DictReader(StringIO(facts.getvalue()))} >= {"place", "date"}


def test_spans_behind_the_text_do_not_break_the_table(analysed: Analysed) -> None:
    page = analysed("p.txt", "canteen")
    case = replace(page.cases[0], evidence=(Span(0, 3), Span(10, 15)))
    assert case_row(page.analyses[0], case)["evidence"] == "松岭镇\n“积分超市"[0:9]


def test_figures_and_dates_leave_with_all_they_hold(analysed: Analysed) -> None:
    analysis = analysed("p.txt", "canteen").analyses[0]
    figure = replace(
        analysis.figures[0],
        per="人",
        base_value=1.5,
        base_unit="千克",
        link=Link.LOW,
        partner=analysis.figures[0].span,
        place="东山省",
        program="积分超市",
    )
    date = DateMention(
        "日前", "2023-05-02", "2023-05-15", Span(0, 2), Status.INFERRED, "list", DateForm.FUZZY, 0.8
    )
    full = replace(analysis, figures=(figure,), dates=(date,))
    record = json.loads(json.dumps(article_record(full, None)))
    assert record["figures"][0]["partner"] == [figure.span.start, figure.span.end]
    assert (record["dates"][0]["form"], record["dates"][0]["edtf"]) == ("fuzzy", date.edtf)
    rows = {row["fact"]: row for row in fact_rows(full)}
    told = [rows["figure"][key] for key in ("per", "base_value", "base_unit", "link", "partner")]
    assert told == ["人", 1.5, "千克", "low", figure.text]
    assert (rows["figure"]["path"], rows["figure"]["program"]) == ("东山省", "积分超市")
    assert rows["date"]["edtf"] == "[2023-05-02..2023-05-15]"
