"""What figures are to each other, what they are taken per, and their base units."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.nlp.figures import find_figures
from anliku.nlp.figures.units import in_base_unit
from anliku.nlp.types import Link, SegmentedArticle

Segmented = Callable[..., SegmentedArticle]


@pytest.mark.parametrize(
    ("sentence", "links", "values"),
    [
        ("每组3至5名队员。", "low high", [3, 5]),
        ("补助300元至800元不等。", "low high", [300, 800]),
        ("月薪1800—2600元。", "low high", [1800, 2600]),
        ("来了三四十户人家。", "low high", [30, 40]),
        ("票价从5元到20元不等。", "low high", [5, 20]),
        ("覆盖率从38.5%提升到87%。", "from to", [38.5, 87]),
        ("集体收入由2019年的5万元增加到2023年的30万元。", "from to", [50_000, 300_000]),
        ("羊群从120只扩到213只。", "from to", [120, 213]),
        ("联系率由以前的不到六成提高到目前的92%。", "from to", [6, 92]),
        ("入社农户从38增加到72户。", "from to", [38, 72]),
        ("案件从31起降为7起。", "from to", [31, 7]),
        ("办件时间由15次压缩至3次。", "from to", [15, 3]),
        ("从5元到20元，价格涨了。", "from to", [5, 20]),
        ("有村民30人，党员5人。", " ", [30, 5]),
        ("投资5万元，增加到下一年。", "", [50_000]),
    ],
)
def test_links_ranges_and_changes(
    segmented: Segmented, sentence: str, links: str, values: list[float]
) -> None:
    figures = find_figures(segmented(sentence))
    assert [figure.value for figure in figures] == values
    assert " ".join(figure.link.value for figure in figures) == links
    if figures[0].link:
        first, second = figures
        assert (first.partner, second.partner) == (second.span, first.span)
        assert first.of == second.of


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("每亩2000斤。", "亩"),
        ("每亩产量达2000斤。", "亩"),
        ("亩产800公斤。", "亩"),
        ("人均增收3000元。", "人"),
        ("户均年分红1.2万元。", "户"),
        ("日均接待游客300人次。", "日"),
        ("年均增长8%。", "年"),
        ("每人每年补助500元。", "人·年"),
        ("每月发放200元。", "月"),
        ("每10户设1名网格长。", "10户"),
        ("每个村配备3名干部。", "村"),
        ("每名党员联系5户。", "党员"),
        ("盒饭12元一份。", "份"),
        ("糖水5元一碗。", "碗"),
        ("干花8元/斤。", "斤"),
        ("月薪3000元。", "月"),
        ("年产值1200亿元。", "年"),
        ("去年收入5万元。", ""),
        ("平均得票30张。", ""),
        ("投入100万元一次性建成。", ""),
        ("每天巡查，共发现隐患12处。", ""),
    ],
)
def test_says_what_a_figure_is_taken_per(segmented: Segmented, sentence: str, per: str) -> None:
    assert find_figures(segmented(sentence))[-1].per == per


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit", "source"),
    [
        ("投入产出比为1:3。", "1:3", 1, ":3", "ratio"),
        ("按3:3:4的比例分红。", "3:3:4", 3, ":3:4", "ratio"),
        ("师生比达到1比12。", "1比12", 1, ":12", "ratio"),
        ("三分之二的村民到场。", "三分之二", 2, "分之三", "fraction"),
        ("超过四分之三的农户。", "超过四分之三", 3, "分之四", "fraction"),
        ("不良率千分之三。", "千分之三", 3, "‰", "share"),
        ("百分之八十五点五的农户。", "百分之八十五点五", 85.5, "%", "share"),
        ("近三成农户。", "近三成", 3, "成", "tenth"),
        ("每组3至5名。", "3至5名", 3, "名", "borrowed"),
        ("惠及500多万在校生。", "500多万在校生", 5_000_000, "在校生", "unit"),
        ("6000万农村人口受益。", "6000万", 60_000_000, "", "alone"),
    ],
)
def test_reads_ratios_fractions_and_shares(
    segmented: Segmented, sentence: str, text: str, value: float, unit: str, source: str
) -> None:
    figure = find_figures(segmented(sentence))[0]
    assert (figure.text, figure.unit, figure.source) == (text, unit, source)
    assert figure.value == pytest.approx(value)
    assert 0 < figure.confidence <= 1


@pytest.mark.parametrize(
    "sentence",
    ["15:00开会。", "主队3:1获胜，比分3:1。", "比赛以2比0结束。", "四分之一决赛。", "比例尺。"],
)
def test_times_and_scores_are_no_ratios(segmented: Segmented, sentence: str) -> None:
    assert find_figures(segmented(sentence)) == ()


@pytest.mark.parametrize(
    ("value", "unit", "base_value", "base_unit"),
    [
        (1.5, "亩", 1000, "平方米"),
        (300, "斤", 150, "千克"),
        (5, "公里", 5000, "米"),
        (45_000, "元", 45_000, "元"),
        (5, "毛", 0.5, "元"),
        (2, "公顷", 20_000, "平方米"),
        (3, "里", 1500, "米"),
        (8, "元/斤", 8, "元"),
        (600, "公斤/亩", 600, "千克"),
        (3, "成", 30, "%"),
        (0.3, "‰", 0.03, "%"),
        (2.1, "个百分点", 2.1, "百分点"),
        (100, "美元", 100, "美元"),
        (2, "吨", 2000, "千克"),
        (3, "分之四", 75, "%"),
        (30, "名", None, ""),
        (3, "", None, ""),
        (1, ":3", None, ""),
    ],
)
def test_converts_to_base_units(
    value: float, unit: str, base_value: float | None, base_unit: str
) -> None:
    assert in_base_unit(value, unit) == (base_value, base_unit)


@given(st.integers(0, 10**12))
def test_areas_keep_their_order(number: int) -> None:
    mu, hectare = in_base_unit(number * 15, "亩")[0], in_base_unit(number, "公顷")[0]
    assert mu == hectare


def test_a_figure_without_partner_has_no_link(segmented: Segmented) -> None:
    (figure,) = find_figures(segmented("修路3公里。"))
    assert (figure.link, figure.partner, figure.base_value) == (Link.NONE, None, 3000.0)
