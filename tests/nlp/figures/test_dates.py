"""Dates and periods as written."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from anliku.corpus.types import Origin
from anliku.nlp.figures import find_dates
from anliku.nlp.types import SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]


@pytest.mark.parametrize(
    ("sentence", "text", "first", "last"),
    [
        ("2023年3月启动。", "2023年3月", "2023-03", "2023-03"),
        ("2021年3月31日成立。", "2021年3月31日", "2021-03-31", "2021-03-31"),
        ("2012年以来推行。", "2012年以来", "2012", ""),
        ("2019年至2022年完成。", "2019年至2022年", "2019", "2022"),
        ("2022年上半年完成。", "2022年上半年", "2022-01", "2022-06"),
        ("二〇二三年开始。", "二〇二三年开始", "2023", ""),
        ("8月19日开会。", "8月19日", "", ""),
        ("去年6月30日挂牌。", "去年6月30日", "", ""),
        ("今年以来收效明显。", "今年以来", "", ""),
        ("近年来变化很大。", "近年来", "", ""),
        ("春节期间很热闹。", "春节期间", "", ""),
        ("10年来坚持不懈。", "10年来", "", ""),
        ("8月中旬收割。", "8月中旬", "", ""),
        ("党的二十大以来。", "党的二十大以来", "", ""),
    ],
)
def test_reads_a_date(
    segmented: Segmented, sentence: str, text: str, first: str, last: str
) -> None:
    (mention,) = find_dates(segmented(sentence))
    assert (mention.text, mention.first, mention.last) == (text, first, last)
    assert mention.span.of(sentence) == text


@pytest.mark.parametrize("sentence", ["走了30里路。", "3个月过去了。", "第2期开班，共12人。"])
def test_leaves_out_what_is_no_date(segmented: Segmented, sentence: str) -> None:
    assert find_dates(segmented(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "text", "first", "last"),
    [
        ("今年，村里修路。", "今年", "2023", "2023"),
        ("去年6月30日挂牌。", "去年6月30日", "2022-06-30", "2022-06-30"),
        ("前年冬修了水渠。", "前年冬", "", ""),
        ("今年3月启动。", "今年3月", "2023-03", "2023-03"),
        ("今年以来收效明显。", "今年以来", "2023", ""),
        ("今年5月起试行。", "今年5月起", "2023-05", ""),
        ("去年上半年完成。", "去年上半年", "2022-01", "2022-06"),
        ("今年一季度增长。", "今年一季度", "2023-01", "2023-03"),
        ("去年底建成。", "去年底", "2022", "2022"),
        ("5月16日开会。", "5月16日", "2023-05-16", "2023-05-16"),
        ("6月1日起施行。", "6月1日起", "2023-06-01", ""),
        ("12月3日挂牌。", "12月3日", "2022-12-03", "2022-12-03"),
        ("9月10日开会。", "9月10日", "", ""),
        ("3月至5月播种。", "3月至5月", "2023-03", "2023-05"),
        ("上个月调解。", "上个月", "2023-04", "2023-04"),
        ("昨日，记者来到村里。", "昨日", "2023-05-15", "2023-05-15"),
        ("昨日的荒滩。", "昨日", "", ""),
        ("2月30日开会。", "2月30日", "", ""),
        ("近年来变化很大。", "近年来", "", ""),
        ("当年5月动工。", "当年5月", "", ""),
    ],
)
def test_the_date_of_issue_resolves_what_says_no_year(
    segmented: Segmented, sentence: str, text: str, first: str, last: str
) -> None:
    made = segmented(sentence)
    issued = replace(made, article=replace(made.article, origin=Origin(date="2023-05-16")))
    (mention,) = find_dates(issued)
    assert (mention.text, mention.first, mention.last) == (text, first, last)
    assert mention.status is Status.INFERRED


def test_a_month_belongs_to_the_year_of_its_sentence(segmented: Segmented) -> None:
    made = segmented("2021年3月动工，5月完工。8月剪彩。", "4月，记者再访。")
    issued = replace(made, article=replace(made.article, origin=Origin(date="2023-05-16")))
    found = [(one.text, one.first) for one in find_dates(issued)]
    assert found == [
        ("2021年3月", "2021-03"),
        ("5月", "2021-05"),
        ("8月", ""),
        ("4月", "2023-04"),
    ]


def test_a_year_of_issue_alone_resolves_years(segmented: Segmented) -> None:
    made = segmented("去年启动，3月验收，昨天公布。")
    issued = replace(made, article=replace(made.article, origin=Origin(date="2023")))
    found = [(one.text, one.first) for one in find_dates(issued)]
    assert found == [("去年", "2022"), ("3月", "2022-03"), ("昨天", "")]
