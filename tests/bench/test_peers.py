"""The comparison with other tools: how answers are read, counted and written."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from anliku.bench.peers import readings, worker
from anliku.bench.peers.contest import Speed
from anliku.bench.peers.environment import REQUIREMENTS, requirements
from anliku.bench.peers.helped import helped, is_plain
from anliku.bench.peers.own import OWN, article_of
from anliku.bench.peers.report import Result, SetResult, page, table, with_part
from anliku.bench.peers.scoring import SCOPES, Count, count, is_county, total
from anliku.bench.peers.texts import GoldText, annotated_sentences, gold_texts, roles_of, up_to
from anliku.corpus.types import LineRange, Role
from anliku.outputs.goldpages import GoldArticle, GoldFact

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


def names(found: Iterable[dict[str, object]]) -> list[object]:
    return [item["name"] for item in found]


def test_tagged_words_go_to_their_fields_and_people_have_two_characters() -> None:
    words = [("柳树村", "LOC"), ("的", "u"), ("周", "PER"), ("周大年", "PER")]
    found = readings.tagged(words, {"LOC": "places", "PER": "people"})
    assert names(found["places"]) == ["柳树村"]
    assert names(found["people"]) == ["周大年"]


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([("周", "nr"), ("大年", "nr"), ("说", "v")], [("周大年", "nr"), ("说", "v")]),
        ([("周", "nr"), ("说", "v")], [("周", "nr"), ("说", "v")]),
        ([("周大年", "nr"), ("说", "v"), ("何", "nr")], None),
    ],
)
def test_a_lone_family_name_is_joined(
    words: list[tuple[str, str]], joined: list[tuple[str, str]] | None
) -> None:
    assert list(readings.with_family_names(words, "nr")) == (joined or words)


def test_only_the_units_that_the_text_names_count() -> None:
    levels = ("浙江省", "丽水市", "云和县", None)
    found = list(readings.mentioned(levels, "他在云和住。"))
    assert found == [{"name": "云和县", "path": "浙江省/丽水市/云和县"}]
    assert list(readings.mentioned(("北京市", "北京市", "朝阳区"), "北京市朝阳区")) == [
        {"name": "北京市", "path": "北京市"},
        {"name": "朝阳区", "path": "北京市/朝阳区"},
    ]


def test_texts_are_cut_into_sentences_and_clauses() -> None:
    text = "村里办了“夜校”，老人都来。\n人真多！"
    assert "".join(readings.sentences(text)) == text
    assert readings.clauses(text) == ["村里办了", "夜校", "老人都来", "人真多"]


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("50万元", "500000", [(500000.0, "元")]),
        ("99%", "99%", [(99.0, "%")]),
        ("四", "4", []),
        ("三十", "30", [(30.0, "")]),
        ("一半", None, []),
    ],
)
def test_a_quantity_has_the_unit_of_its_surface(
    text: str, value: str | None, expected: list[tuple[float, str]]
) -> None:
    found = readings.quantity(text, {"value": value} if value else None)
    assert [(item["value"], item["unit"]) for item in found] == expected


def test_names_of_readings_are_unique_and_their_scopes_known() -> None:
    every = [*readings.PEERS, *OWN]
    assert len({reading.name for reading in every}) == len(every)
    claimed = {scope for reading in every for scope in reading.scopes}
    assert claimed - {"paths", "county paths"} <= set(SCOPES)
    packages = {line.partition("=")[0] for line, _ in requirements(REQUIREMENTS.read_text("utf-8"))}
    assert {reading.package for reading in readings.PEERS} <= packages


def test_own_readings_find_what_they_claim() -> None:
    text = "云和县石塘镇党委书记周大年说，全镇投入50万元，惠及300多名老人。"
    whole = next(reading for reading in OWN if reading.name == "anliku").load()
    (found,) = whole([text])
    assert names(found["places"]) == ["云和县", "石塘镇"]
    assert names(found["people"]) == ["周大年"]
    assert {(item["value"], item["unit"]) for item in found["figures"]} == {
        (500000.0, "元"),
        (300.0, "名"),
    }
    assert set(map(tuple, whole([""])[0].values())) == {()}
    for reading in OWN[1:]:
        (part,) = reading.load()([text])
        assert part == {field: found[field] for field in part}


def test_a_clean_text_is_an_article_with_a_headline() -> None:
    article = article_of("渡口夜校开课\n村里办了夜校。")
    assert article.headline == "渡口夜校开课"
    assert [part.role for part in article.parts] == [Role.HEADLINE, Role.BODY]
    assert [part.span.of(article.text) for part in article.parts if part.span] == [
        "渡口夜校开课",
        "村里办了夜校。",
    ]
    assert article_of("村里办了夜校。\n老人都来。").headline == ""


def test_a_worker_answers_and_times(tmp_path: Path) -> None:
    texts, answers = tmp_path / "texts.json", tmp_path / "answers.json"
    texts.write_text(json.dumps(["甲", "乙"]), "utf-8")

    def read(given: object) -> list[readings.Findings]:
        assert given == ["甲", "乙"]
        return [{"places": []}, {}]

    spent = worker.serve(read, f"read\t{texts}\t{answers}\n")
    assert json.loads(answers.read_text("utf-8")) == [{"places": []}, {}]
    assert set(spent) == set(worker.serve(read, f"time\t{texts}\n"))
    assert spent["peak"] > 0


def test_a_tagger_adds_what_is_not_decided() -> None:
    own: readings.Findings = {
        "people": [{"name": "周大年"}],
        "organisations": [{"name": "柳树村合作社"}],
    }
    tagger: readings.Findings = {
        "people": [{"name": "大年"}, {"name": "何小满"}, {"name": "古丽"}],
        "places": [{"name": "柳树村"}, {"name": "石桥村"}, {"name": "渡口"}],
    }
    every = helped(own, tagger, lambda _name, _field: True)
    assert names(every["people"]) == ["周大年", "何小满", "古丽"]
    assert names(every["places"]) == ["石桥村", "渡口"]
    plain = helped(own, tagger, is_plain)
    assert names(plain["people"]) == ["周大年", "何小满"]
    assert names(plain["places"]) == ["石桥村"]


GOLD = GoldText(
    "…",
    {
        "places": [
            GoldFact("云和县", must=True, path="浙江省/丽水市/云和县"),
            GoldFact("柳树村", must=True, path="浙江省/丽水市/云和县/柳树村"),
        ],
        "people": [GoldFact("周大年", must=True)],
        "figures": [
            GoldFact("50万元", must=True, value=500000.0, unit="元"),
            GoldFact("300多名", must=True, value=300.0, unit="名"),
        ],
    },
    frozenset({"何小满"}),
)


@pytest.mark.parametrize(
    ("scope", "found", "expected"),
    [
        ("places", [{"name": "云和", "path": "云和县"}], Count(1, 0, 1, 0)),
        ("places", [{"name": "云和", "path": "浙江省/丽水市/云和县"}] * 2, Count(1, 0, 1, 1)),
        ("counties", [{"name": "柳树村"}, {"name": "石桥村"}], Count(0, 0, 1, 0)),
        ("counties", [{"name": "云和县"}, {"name": "景宁畲族自治县"}], Count(1, 1, 0, 0)),
        ("people", [{"name": "何小满"}, {"name": "周大"}], Count(0, 1, 1, 0)),
        ("figures", [{"value": 300.0, "unit": ""}], Count(0, 1, 2, 0)),
        ("values", [{"value": 300.0, "unit": ""}] * 2, Count(1, 0, 1, 0)),
        ("measures", [{"value": 300.0, "unit": "个"}], Count(0, 0, 1, 0)),
        ("money", [{"value": 5e5, "unit": "元"}, {"value": 7.0, "unit": "元"}], Count(1, 1, 0, 0)),
    ],
)
def test_findings_are_counted_by_what_is_claimed(
    scope: str, found: list[dict[str, object]], expected: Count
) -> None:
    counted = count(GOLD, found, SCOPES[scope])
    assert (counted.right, counted.wrong, counted.missed) == (
        expected.right,
        expected.wrong,
        expected.missed,
    )
    if scope == "places":
        assert counted.paths == expected.paths


def test_counts_of_texts_add_up() -> None:
    field = SCOPES["people"].field
    counted = total([GOLD, GOLD], [{field: [{"name": "周大年"}]}, {}], "people")
    assert (counted.right, counted.missed) == (1, 1)
    assert counted.precision == 1
    assert counted.recall == 0.5
    assert counted.f1 == pytest.approx(2 / 3)
    assert Count().f1 == Count().path == 0


@pytest.mark.parametrize(
    ("name", "county"),
    [("云和县", True), ("浙江", True), ("科右前旗", True), ("柳树河边村", False)],
)
def test_counties_are_told_by_the_gazetteer(name: str, *, county: bool) -> None:
    assert is_county(name) is county


def test_lines_have_the_role_that_the_gold_gives() -> None:
    article = GoldArticle(
        "1", "渡口 夜校", frozenset(), (LineRange(1, 2),), True, "T1", "", None, {}
    )
    assert roles_of(article, ["渡口夜校", "村里办了夜校。", "别的文章。"]) == (
        Role.HEADLINE,
        Role.BODY,
        None,
    )


def test_every_article_of_the_samples_is_a_text() -> None:
    texts = list(gold_texts(SAMPLES / "gold", SAMPLES))
    assert len(texts) > 50
    assert all(text.text and "places" in text.facts for text in texts)


def test_sentences_with_spans_give_names(tmp_path: Path) -> None:
    item = {"text": "周大年到云和。", "entities": [[0, 3, "PER"], [4, 6, "LOC"], [0, 1, "X"]]}
    path = tmp_path / "spans.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(item).encode()))
    (text,) = annotated_sentences(path, 5)
    surfaces = {field: [fact.surface for fact in facts] for field, facts in text.facts.items()}
    assert surfaces == {"places": ["云和"], "people": ["周大年"], "organisations": []}


def test_texts_are_taken_until_there_are_enough_characters() -> None:
    assert up_to(iter(["甲乙", "丙", "丁"]), 3) == ["甲乙", "丙"]


def test_a_part_of_the_document_is_put_at_its_end_or_replaced() -> None:
    first = with_part("", "one", "## Old\\1")
    both = with_part(first, "two", "## Two")
    again = with_part(both, "one", "## New \\g")
    assert first.startswith("# Benchmarks")
    assert "## Old" not in again
    assert again.index("## New \\g") < again.index("## Two")
    assert with_part(again, "one", "## New \\g") == again


def test_the_page_has_a_row_for_each_reading_and_only_what_it_claims() -> None:
    reading = next(reading for reading in readings.PEERS if reading.name == "cpca")
    counts = {("cpca", "counties"): Count(3, 1, 1, 3)}
    found = SetResult("Two texts", 2, 20, frozenset({"places", "people"}), True, counts)
    speeds = {"cpca": Speed(1000.4, 900.0, 80.0)}
    text = page(Result((found,), (reading,), speeds, "two texts", {"cpca": "9"}, {"x": "why"}))
    assert "| cpca | – | – | – | – | 0.750 | 0.750 | 0.750 | 1.000 |" in text
    assert "| cpca | 1,000 | 900 | 80 |" in text
    assert "| cpca==0.5.5 | 9 | MIT |" in text
    assert "- x: why" in text


def test_tables_are_markdown() -> None:
    assert table(("a", "b"), [("x", "1")]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n"
