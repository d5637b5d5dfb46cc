"""Named practices: what is one, what its name is, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.nlp.programs import find_programs
from anliku.nlp.types import SegmentedArticle

Make = Callable[..., SegmentedArticle]


def names(segmented: SegmentedArticle) -> list[str]:
    return [program.name for program in find_programs(segmented, ())]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("该镇推行“三联四帮”工作法，群众办事不出村。", "“三联四帮”工作法"),
        ("街道探索建立“党支部+合作社+茶农”的联农带农模式。", "“党支部+合作社+茶农”的联农带农模式"),
        ("村里开展“敲门问暖”行动，看望独居老人。", "“敲门问暖”行动"),
    ],
)
def test_quoted_name_takes_its_head_noun(segmented: Make, sentence: str, name: str) -> None:
    assert names(segmented(sentence)) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "打通服务群众的“最后一公里”。",
        "老人笑着说：“现在吃饭不用愁了。”",
        "该村先后被评为“全国文明村镇”。",
        "公司完善工作机制，健全管理制度。",
    ],
)
def test_figures_of_speech_and_honours_are_no_practices(segmented: Make, sentence: str) -> None:
    assert names(segmented(sentence)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="“”‘’甲乙三联工作法推行行动、，。\n+—", max_size=60))
def test_spans_show_the_names(segmented: Make, text: str) -> None:
    cut = segmented(*[line for line in text.split("\n") if line] or ["空"])
    for program in find_programs(cut, ()):
        assert program.span.of(cut.article.text) == program.name
        assert program.mentions[0].start <= program.span.start
        assert 0 <= program.weight <= 1
