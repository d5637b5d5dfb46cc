"""Scoring against gold: small pages made by hand, with every number worked out on paper."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from anliku.corpus.errors import AnlikuError
from anliku.outputs.agreement import (
    holds_path,
    match_facts,
    same_figure,
    same_place_name,
    same_program,
    same_role,
)
from anliku.outputs.evaluation import evaluate, v_measure
from anliku.outputs.goldpages import GoldFact

Record = dict[str, object]
Folders = tuple[Path, Path]

PAGE = "甲村建书屋\n本报记者 田禾\n甲村三十户建起了书屋。\n\n乙镇开夜校\n乙镇的夜校开了课。\n"


def gold_article(number: int = 1, **changes: object) -> Record:
    article: Record = {
        "id": f"01-{number:02}", "kind": "report", "headline": "甲村建书屋", "subhead": "",
        "column": "",
        "reporters": ["田禾"], "correspondents": [], "lines": [[1, 3]], "first": "", "last": "",
        "is_case": True, "theme": "T1", "theme2": "", "lead_place": "云省/林县/甲村",
        "practice": {"name": "“乡村书屋”计划", "alts": ["乡村书屋"]},
        "places": [
            {"name": "甲村", "path": "云省/林县/甲村", "must": True},
            {"name": "林县", "path": "云省/林县", "must": False},
        ],
        "programs": [{"name": "“乡村书屋”计划", "alts": ["乡村书屋"], "must": True}],
        "figures": [
            {"text": "三十余户", "value": 30, "unit": "户", "bound": "over", "of": "", "must": True}
        ],
        "people": [{"name": "尹青", "role": "甲村党支部书记", "must": True}],
        "queries": [],
    }  # fmt: skip
    return article | changes


def gold_file(**changes: object) -> str:
    return json.dumps({"page": "01.txt", "articles": [gold_article(1, **changes)]})


SECOND = gold_article(
    2, headline="乙镇开夜校", reporters=[], lines=[[5, 6]], is_case=False, theme="T4",
    practice={"name": "", "alts": []}, places=[], programs=[], figures=[], people=[],
)  # fmt: skip


def record(**changes: object) -> Record:
    found: Record = {
        "page": "/somewhere/01.txt", "headline": "甲村建书屋", "reporters": ["田禾"],
        "correspondents": [], "lines": [[1, 3]],
        "places": [{"name": "甲村", "path": "云省/水市/林县/甲村"}],
        "programs": [{"name": "乡村书屋"}],
        "figures": [{"text": "三十余户", "value": 30.0, "unit": "户", "bound": "over"}],
        "people": [{"name": "尹青", "role": "林县甲村党支部书记"}],
        "case": {"practice": "“乡村书屋”计划", "place": "云省/水市/林县/甲村", "theme": "T1"},
    }  # fmt: skip
    return found | changes


SECOND_RECORD = record(
    headline="乙镇开夜校", reporters=[], lines=[[5, 6]], places=[], programs=[], figures=[],
    people=[], case=None,
)  # fmt: skip


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    gold = tmp_path / "gold"
    gold.mkdir()
    (tmp_path / "01.txt").write_text(PAGE, "utf-8")
    content = {"page": "01.txt", "furniture": [], "articles": [gold_article(), SECOND]}
    (gold / "01.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return gold, tmp_path


def test_right_findings_score_one_everywhere(folders: Folders) -> None:
    result = evaluate([SECOND_RECORD, record()], *folders)
    assert set(result.measures().values()) == {1.0}
    assert (result.pages, result.articles, result.errors) == (1, 2, ())


def test_no_findings_score_nothing(folders: Folders) -> None:
    result = evaluate([], *folders)
    scores = {score.name: score for score in result.scores}
    assert scores["places"].fn == 1
    assert scores["byline"].fn == 1
    assert scores["is_case"].fn == 1
    assert all(rate.hits == 0 for rate in result.rates)
    # Articles of 22 and 14 visible characters, every one alone in its cluster.
    assert scores["segmentation_bcubed"].precision == 1.0
    assert scores["segmentation_bcubed"].recall == pytest.approx(2 / (22 + 14))


def test_one_article_for_two_halves_segmentation_precision(folders: Folders) -> None:
    result = evaluate([record(lines=[[1, 6]])], *folders)
    cut = result.scores[0]
    first, second = 22, 14
    expected = (first**2 + second**2) / (first + second) ** 2
    assert (cut.precision, cut.recall) == (pytest.approx(expected), 1.0)
    exact = next(rate for rate in result.rates if rate.name == "article_exact")
    assert (exact.hits, exact.total) == (0, 2)


def test_faults_are_listed_in_the_order_of_gold_article_and_field(folders: Folders) -> None:
    wrong = record(
        headline="甲村建",
        reporters=["田", "乙"],
        places=[{"name": "丙村", "path": ""}],
        figures=[{"text": "三十户", "value": 30, "unit": "户", "bound": ""}],
        case=None,
    )
    result = evaluate([wrong, SECOND_RECORD], *folders)
    assert [(f.article, f.field, f.outcome, f.surface) for f in result.errors] == [
        ("01-01", "headline", "wrong", "甲村建"),
        ("01-01", "byline", "missed", "田禾"),
        ("01-01", "byline", "wrong", "乙"),
        ("01-01", "byline", "wrong", "田"),
        ("01-01", "places", "missed", "甲村"),
        ("01-01", "places", "wrong", "丙村"),
        ("01-01", "figure_bound", "wrong", "三十余户 —"),
        ("01-01", "is_case", "missed", "甲村建书屋"),
        ("01-01", "theme_accuracy", "wrong", "none"),
        ("01-01", "case_place", "wrong", ""),
        ("01-01", "case_practice", "wrong", ""),
    ]


def test_a_case_where_the_gold_has_none_is_wrong(folders: Folders) -> None:
    result = evaluate([record(), SECOND_RECORD | {"case": record()["case"]}], *folders)
    score = next(score for score in result.scores if score.name == "is_case")
    assert (score.tp, score.fp, score.fn) == (1, 1, 0)


def test_optional_entries_neither_help_nor_hurt(folders: Folders) -> None:
    places = [{"name": "甲村", "path": "云省/林县/甲村"}, {"name": "林县", "path": "云省/林县"}]
    result = evaluate([record(places=places), SECOND_RECORD], *folders)
    score = next(score for score in result.scores if score.name == "places")
    assert (score.tp, score.fp, score.fn) == (1, 0, 0)


@pytest.mark.parametrize(
    ("content", "needle"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "no JSON object"),
        ('{"articles": []}', "page is missing"),
        ('{"page": "99.txt", "articles": []}', "99.txt"),
        ('{"page": "01.txt", "articles": {}}', "articles is missing"),
        (gold_file(lines=[[1, 99]]), "not on the page"),
        (gold_file(lines=[]), "lines is missing"),
        (gold_file(is_case="yes"), "is_case"),
        (gold_file(people=[{"name": "尹青"}]), "must"),
    ],
)  # fmt: skip
def test_a_broken_gold_file_says_where_and_what_to_do(
    folders: Folders, content: str, needle: str
) -> None:
    (folders[0] / "01.json").write_text(content, "utf-8")
    with pytest.raises(AnlikuError, match=needle) as caught:
        evaluate([], *folders)
    assert "01.json" in str(caught.value)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnlikuError, match=r"no gold files"):
        evaluate([], Path(tmp_path), Path(tmp_path))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云和县", "云和", True),
        ("石龙村", "石龙村委会", True),
        ("云和县", "景宁县", False),
        ("辽县", "辽", False),
        ("“甲村”", "甲村", True),
    ],
)
def test_place_names(one: str, other: str, same: bool) -> None:
    assert same_place_name(one, other) is same


@pytest.mark.parametrize(
    ("gold", "found", "holds"),
    [
        ("云省/林县", "云省/水市/林县/甲村", True),
        ("云省/林县", "林县/云省", False),
        ("云省/林县", "云省", False),
        ("云省", None, False),
    ],
)
def test_paths(gold: str, found: object, holds: bool) -> None:
    assert holds_path(gold, found) is holds


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("乡村书屋计划", True),
        ("村里的乡村书屋", True),
        ("全县各地都有的乡村书屋", False),
        ("书屋", False),
        ("", False),
    ],
)
def test_programs(name: str, same: bool) -> None:
    assert same_program(GoldFact("“乡村书屋”计划", must=True, alts=("乡村书屋",)), name) is same


@pytest.mark.parametrize(
    ("found", "same"),
    [
        ({"value": 11000.0, "unit": "条"}, True),
        ({"value": "11000", "unit": "条建议"}, True),
        ({"value": 11000, "unit": ""}, False),
        ({"value": 1.1, "unit": "条"}, False),
        ({"value": None, "unit": "条"}, False),
        ({}, False),
    ],
)
def test_figures(found: Mapping[str, object], same: bool) -> None:
    assert same_figure(GoldFact("1.1万条", must=True, value=11000.0, unit="条"), found) is same


def test_roles_agree_on_the_office() -> None:
    assert same_role("某县某镇党委书记", "镇党委书记")
    assert not same_role("某县某镇党委书记", "")
    assert not same_role("党委书记", "副镇长")


def test_an_obligatory_entry_takes_the_finding_first() -> None:
    gold = [
        GoldFact("三个", must=False, value=3, unit="个"),
        GoldFact("3个", must=True, value=3, unit="个"),
    ]
    result = match_facts(gold, [{"value": 3, "unit": "个"}], "figures")
    assert (len(result.hits), result.missed, result.wrong) == (1, (), ())


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], 0.0),
        ([("a", "x"), ("b", "y")], 1.0),
        ([("a", "x"), ("b", "x")], 0.0),
        # Homogeneity 1, completeness H(gold)/H(found) = 1 bit / 1.5 bits.
        ([("a", "1"), ("a", "2"), ("b", "3"), ("b", "3")], 0.8),
    ],
)
def test_v_measure(pairs: list[tuple[str, str]], expected: float) -> None:
    assert v_measure(pairs) == pytest.approx(expected)
