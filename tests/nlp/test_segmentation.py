from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.nlp.segmentation import load_segmenter, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("好。“行！”他说。", ["好。", "“行！”", "他说。"]),
        ("标题\n正文……走了；是吗？！", ["标题", "正文……", "走了；", "是吗？！"]),
        ("没有句号", ["没有句号"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_at_stops_and_line_feeds(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text)] == sentences


@given(st.text(alphabet="甲乙。！？；…”’）\n a1"))
def test_sentences_cover_every_character_but_blanks(text: str) -> None:
    spans = split_sentences(text)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(char.isspace() for i, char in enumerate(text) if i not in covered)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all("\n" not in span.of(text) for span in spans)


@pytest.mark.parametrize("name", ["rjieba", "jieba"])
@given(text=st.text(max_size=40))
def test_words_give_the_text_back(name: str, text: str) -> None:
    assert "".join(load_segmenter(name).cut(text)) == text


def test_names_of_the_user_are_kept_whole() -> None:
    assert "板凳说事会" in load_segmenter("rjieba", ("板凳说事会",)).cut("推行板凳说事会制度")


def test_an_unknown_segmenter_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(AnlikuError, match="jieba, rjieba"):
        load_segmenter("pkuseg")
