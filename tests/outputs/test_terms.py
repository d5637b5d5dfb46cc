"""Folding, terms of queries, and snippets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.outputs.snippets import WIDTH, find_matches, make_snippet
from anliku.outputs.terms import (
    bigrams,
    fold,
    fold_with_offsets,
    index_pairs,
    index_terms,
    read_query,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“双 联”ＡＢＣ１２", "双联abc12"),
        ("《村规》　民约\u200b", "村规民约"),
        ("第一段\n第二段", "第一段¶第二段"),
        ("党支部＋公司", "党支部+公司"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_keeps_offsets(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert [fold(text[at]) for at in offsets] == list(folded)


@given(st.one_of(st.text(max_size=40), st.text("老人在食堂吃饭，1a“” \n…—𠮷_", max_size=40)))
def test_terms_of_texts_are_those_of_queries(text: str) -> None:
    folded = fold(text)
    pairs, single, cut = index_terms(text)
    assert index_pairs(text) == pairs == " ".join(bigrams(folded))
    assert single == " ".join(char for char in folded if char == "_" or char.isalnum())
    assert cut == " ".join(words(folded))
    assert not any(term.split() != [term] for term in bigrams(folded))


def test_terms() -> None:
    assert bigrams("办食堂") == ["办食", "食堂"]
    assert bigrams("村") == []
    assert words("老人在食堂，吃饭") == ["老人", "食堂", "吃饭"]
    assert index_terms("食堂，A1……") == ("食堂 堂, ,a a1 1… ……", "食 堂 a 1", "食堂 a1")


@pytest.mark.parametrize(
    ("query", "phrases", "required", "loose"),
    [
        ("积分超市", (), ("积分超市",), ()),
        ('"积分超市" 养老', ("积分超市",), ("养老",), ()),
        ("“积分超市”怎么运行", (), (), ("积分超市", "运行")),
        ("哪些村给老人办了食堂", (), (), ("村给老人办", "食堂")),
        ("街道请退休干部上门调解邻里矛盾", (), (), ("街道请退休干部上门调解邻里矛盾",)),
        ("怎么办", (), ("怎么办",), ()),
        ("养老 养老", (), ("养老",), ()),
        ('养老"助餐', (), ("养老助餐",), ()),
        ("，。", (), (), ()),
    ],
)
def test_queries_are_taken_apart(
    query: str, phrases: tuple[str, ...], required: tuple[str, ...], loose: tuple[str, ...]
) -> None:
    terms = read_query(query)
    assert (terms.phrases, terms.required, terms.loose) == (phrases, required, loose)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("村里办起“积分 超市”", '"积分超市"', ["积分 超市"]),
        ("老人在食堂吃饭，食堂免费", "食堂", ["食堂", "食堂"]),
        ("ＡＢＣ工作法", "abc", ["ＡＢＣ"]),
        ("村里修桥", "桥", ["桥"]),
        ("没有关系", "食堂", []),
    ],
)
def test_matches(text: str, query: str, marked: list[str]) -> None:
    assert [span.of(text) for span in find_matches(text, read_query(query))] == marked


def test_a_snippet_shows_the_place_with_most_matches() -> None:
    text = "开头说食堂。" + "无关的话。" * 60 + "食堂里老人食堂吃饭。" + "别的话。" * 60
    line, marks = make_snippet(text, read_query("食堂 老人"))
    assert [mark.of(line) for mark in marks] == ["食堂", "老人食堂"]
    assert line.startswith("…")
    assert line.endswith("…")


def test_a_snippet_without_matches_begins_with_the_body() -> None:
    assert make_snippet("标题\n正文。", read_query(""), 3) == ("正文。", ())


@given(st.text("食堂老人网格 \n“”a", max_size=300), st.text('食堂老人网格 "', max_size=8))
def test_marks_lie_in_the_snippet(text: str, query: str) -> None:
    line, marks = make_snippet(text, read_query(query))
    assert "\n" not in line
    assert len(line) <= WIDTH + 2
    assert all(0 <= mark.start < mark.end <= len(line) for mark in marks)
    assert all(a.end < b.start for a, b in pairwise(marks))
