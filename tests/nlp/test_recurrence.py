"""Names known from other articles: what the second pass adds, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from anliku.nlp.programs import KnownNames, find_programs, with_known_names
from anliku.nlp.types import Program
from anliku.nlp.types import SegmentedArticle as Cut

Make = Callable[..., Cut]

TOLD = "岭口镇探索建立“渡口话”议事机制，“渡口话”每月开三次，村民有话直说。"
PASSING = "说起“渡口话”，外村人也夸。"
CARDS = "社区推行“邻帮积分卡”，好事能换米面，“邻帮积分卡”人人有。"


def _numbered(cut: Cut, number: int) -> Cut:
    return replace(cut, article=replace(cut.article, id=f"a{number}"))


@pytest.fixture
def cut(segmented: Make) -> Callable[..., list[Cut]]:
    """Return a function that makes articles of one paragraph each, with ids of their own."""

    def make(*texts: str) -> list[Cut]:
        return [_numbered(segmented(text), number) for number, text in enumerate(texts)]

    return make


def _known(cuts: list[Cut]) -> KnownNames:
    return KnownNames([(one.article, find_programs(one)) for one in cuts])


def _second(one: Cut, known: KnownNames) -> tuple[Program, ...]:
    return with_known_names(one, find_programs(one), known)


def test_quote_is_taken_for_a_name_that_another_article_introduces(
    cut: Callable[..., list[Cut]],
) -> None:
    cuts = cut(TOLD, PASSING)
    assert find_programs(cuts[1]) == ()
    (program,) = _second(cuts[1], _known(cuts))
    assert (program.name, program.source) == ("“渡口话”", "recurrence")
    assert program.span.of(cuts[1].article.text) == program.name
    assert 0.5 <= program.confidence < 1


def test_unquoted_name_needs_two_other_articles(cut: Callable[..., list[Cut]]) -> None:
    plain = "她的邻帮积分卡攒了120分。"
    once, twice = cut(CARDS, plain), cut(CARDS, CARDS + "大家都说好。", plain)
    assert [one.name for one in _second(once[-1], _known(once))] == []
    assert [one.name for one in _second(twice[-1], _known(twice))] == ["邻帮积分卡"]


def test_result_depends_on_the_set_of_articles_alone(cut: Callable[..., list[Cut]]) -> None:
    cuts = cut(TOLD, PASSING, CARDS)
    results = [[_second(one, _known(list(order))) for one in cuts] for order in permutations(cuts)]
    assert all(result == results[0] for result in results)


def test_second_pass_over_its_own_result_changes_nothing(cut: Callable[..., list[Cut]]) -> None:
    cuts = cut(TOLD, PASSING)
    first = [(one, _second(one, _known(cuts))) for one in cuts]
    again = KnownNames([(one.article, programs) for one, programs in first])
    assert [with_known_names(one, programs, again) for one, programs in first] == [
        programs for _, programs in first
    ]


def test_first_pass_is_kept_as_it_is(cut: Callable[..., list[Cut]]) -> None:
    cuts = cut(TOLD, PASSING, CARDS)
    known = _known(cuts)
    for one in cuts:
        assert set(find_programs(one)) <= set(_second(one, known))


def test_word_that_mostly_means_something_else_stays_out(cut: Callable[..., list[Cut]]) -> None:
    storms = [f"台风“渡口话”{day}日登陆，村民都转移了。" for day in range(2, 9)]
    cuts = cut(TOLD, *storms)
    known = _known(cuts)
    assert all(_second(one, known) == () for one in cuts[1:])


def test_common_metaphors_stay_out(cut: Callable[..., list[Cut]]) -> None:
    cuts = cut("街道推行“一盘棋”工作法，“一盘棋”人人夸。", "全县下好“一盘棋”。")
    assert _second(cuts[1], _known(cuts)) == ()


def test_full_name_gathers_short_forms(cut: Callable[..., list[Cut]]) -> None:
    known = _known(cut(TOLD))
    assert known.full_name("渡口话") == known.full_name("“渡口话”") == "“渡口话”议事机制"
    assert known.full_name("没有的名字") == ""


def test_nothing_known_adds_nothing(cut: Callable[..., list[Cut]]) -> None:
    (one,) = cut(TOLD)
    empty = KnownNames([])
    assert not empty.mentioned_in(one.article.text)
    assert _second(one, empty) == find_programs(one)
