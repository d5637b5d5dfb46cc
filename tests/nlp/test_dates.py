"""Dates and periods as written."""

from collections.abc import Callable

import pytest

from anliku.nlp.figures import find_dates
from anliku.nlp.types import SegmentedArticle

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
