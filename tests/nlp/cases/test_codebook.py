"""Codebooks: reading, writing back, and messages that lead to the line to mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.nlp.cases.codebook import (
    Codebook,
    default_codebook_text,
    dump_codebook,
    load_codebook,
    parse_codebook,
)
from anliku.nlp.results import Theme

SMALL = """name = "小"
version = "1"
residual = "B"

[[theme]]
id = "A"
name = "水利"
description = "渠"
examples = ["修渠"]
[theme.cues]
3 = ["水渠", "灌溉"]

[[theme]]
id = "B"
name = "其他"
description = "别的"
[theme.cues]
"1.5" = ["杂项"]
"""


def test_default_codebook_has_the_twelve_themes_and_the_rest() -> None:
    codebook = load_codebook()
    assert [theme.id for theme in codebook.themes] == [*(f"T{n}" for n in range(1, 13)), "T0"]
    assert codebook.residual == "T0"
    assert all(t.name and t.description and t.examples and t.cues for t in codebook.themes)


def test_codebook_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SMALL, "utf-8")
    codebook = load_codebook(file)
    assert codebook.theme("A").cues == {"水渠": 3.0, "灌溉": 3.0}
    assert codebook.theme("B").cues == {"杂项": 1.5}
    assert codebook.theme("B").examples == ()


def test_default_codebook_copied_by_the_user_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "copy.toml"
    file.write_text(default_codebook_text(), "utf-8")
    assert load_codebook(file) == load_codebook()


def test_dump_reads_back_the_default() -> None:
    assert parse_codebook(dump_codebook(load_codebook()), "dump") == load_codebook()


_TEXT = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=1
).filter(str.strip)
_THEMES = st.lists(
    st.builds(
        Theme,
        id=_TEXT,
        name=_TEXT,
        description=_TEXT,
        cues=st.dictionaries(_TEXT, st.sampled_from([0.5, 1.0, 3.0, 5.0]), min_size=1),
        examples=st.lists(_TEXT, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda theme: theme.id,
)


@given(name=_TEXT, themes=_THEMES)
def test_dump_and_parse_are_inverse(name: str, themes: list[Theme]) -> None:
    codebook = Codebook(name, "1", themes[0].id, tuple(themes))
    assert parse_codebook(dump_codebook(codebook), "x") == codebook


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('version = "1"', "version = 1", 2, "version"),
        ('residual = "B"', 'residual = "C"', 3, "choose one of A, B"),
        ('name = "水利"', 'nane = "水利"', 7, "'nane' is unknown"),
        ('description = "渠"', "", 5, "description is missing"),
        ('examples = ["修渠"]', 'examples = "修渠"', 9, "examples is no list"),
        ('3 = ["水渠", "灌溉"]', 'three = ["水渠"]', 11, "'three' is no weight"),
        ('3 = ["水渠", "灌溉"]', '3 = ["水渠", "水渠"]', 11, "'水渠' stands twice"),
        ('3 = ["水渠", "灌溉"]', "3 = 5", 11, "3 is no list"),
        ('3 = ["水渠", "灌溉"]', '0 = ["水渠"]', 11, "no weight"),
        ('[theme.cues]\n3 = ["水渠", "灌溉"]', "", 5, "has no cues"),
        ('id = "B"', 'id = "A"', 13, "used twice"),
        ('3 = ["水渠", "灌溉"]', '3 = ["水渠"', 13, "not valid TOML"),
    ],
)
def test_broken_codebook_says_where_and_what_to_do(
    old: str, new: str, line: int, what: str
) -> None:
    assert old in SMALL
    with pytest.raises(AnlikuError) as caught:
        parse_codebook(SMALL.replace(old, new, 1), "mine.toml")
    message = str(caught.value)
    assert message.startswith("mine.toml")
    assert f"line {line}" in message
    assert what in message


def test_missing_file_and_wrong_encoding_are_explained(tmp_path: Path) -> None:
    with pytest.raises(AnlikuError, match="check the name"):
        load_codebook(tmp_path / "none.toml")
    file = tmp_path / "gb.toml"
    file.write_bytes(SMALL.encode("gb18030"))
    with pytest.raises(AnlikuError, match="save it as UTF-8"):
        load_codebook(file)


def test_unknown_theme_lists_the_known_ones() -> None:
    with pytest.raises(AnlikuError, match="choose one of T1, T2"):
        load_codebook().theme("T99")
