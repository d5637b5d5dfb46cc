"""Dates and periods: found as written, resolved against the day of issue."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.corpus.types import Origin
from anliku.nlp.dates import find_dates
from anliku.nlp.types import DateForm, DateMention, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]

_ISSUED = "2023-05-16"


def _issued(made: SegmentedArticle, date: str = _ISSUED) -> SegmentedArticle:
    return replace(made, article=replace(made.article, origin=Origin(date=date)))


@pytest.mark.parametrize(
    ("sentence", "text", "first", "last"),
    [
        ("2023年3月启动。", "2023年3月", "2023-03", "2023-03"),
        ("2021年3月31日成立。", "2021年3月31日", "2021-03-31", "2021-03-31"),
        ("2012年以来推行。", "2012年以来", "2012", ""),
        ("2019年至2022年完成。", "2019年至2022年", "2019", "2022"),
        ("2019—2022年完成。", "2019—2022年", "2019", "2022"),
        ("2021年12月至2022年3月施工。", "2021年12月至2022年3月", "2021-12", "2022-03"),
        ("2023年1-5月共办理。", "2023年1-5月", "2023-01", "2023-05"),
        ("2022年上半年完成。", "2022年上半年", "2022-01", "2022-06"),
        ("2022年第三季度完成。", "2022年第三季度", "2022-07", "2022-09"),
        ("2025年底建成。", "2025年底", "2025-12", "2025-12"),
        ("二〇二三年开始。", "二〇二三年开始", "2023", ""),
        ("刊于2023-08-17，待查。", "2023-08-17", "2023-08-17", "2023-08-17"),
        ("“十四五”期间投用。", "“十四五”期间", "2021", "2025"),
        ("十三五末，村村通路。", "十三五末", "2020", "2020"),
        ("党的二十大以来。", "党的二十大以来", "2022-10-16", ""),
        ("改革开放以来变化大。", "改革开放以来", "1978-12", ""),
        ("20世纪80年代的老屋。", "20世纪80年代", "1980", "1989"),
        ("八十年代末的老屋。", "八十年代末", "1987", "1989"),
        ("1990年代的老屋。", "1990年代", "1990", "1999"),
        ("90年代初的老屋。", "90年代初", "1990", "1993"),
        ("2019年至今从未间断。", "2019年至今", "2019", ""),
        ("8月19日开会。", "8月19日", "", ""),
        ("去年6月30日挂牌。", "去年6月30日", "", ""),
        ("今年以来收效明显。", "今年以来", "", ""),
        ("近年来变化很大。", "近年来", "", ""),
        ("春节期间很热闹。", "春节期间", "", ""),
        ("10年来坚持不懈。", "10年来", "", ""),
        ("8月中旬收割。", "8月中旬", "", ""),
    ],
)
def test_reads_a_date_without_a_day_of_issue(
    segmented: Segmented, sentence: str, text: str, first: str, last: str
) -> None:
    (mention,) = find_dates(segmented(sentence))
    assert (mention.text, mention.first, mention.last) == (text, first, last)
    assert mention.span.of(sentence) == text


@pytest.mark.parametrize(
    ("sentence", "text", "edtf"),
    [
        ("今年，村里修路。", "今年", "2023"),
        ("去年6月30日挂牌。", "去年6月30日", "2022-06-30"),
        ("今年3月启动。", "今年3月", "2023-03"),
        ("今年以来收效明显。", "今年以来", "2023/.."),
        ("年初以来收入增长。", "年初以来", "2023-01/.."),
        ("今年5月起试行。", "今年5月起", "2023-05/.."),
        ("去年上半年完成。", "去年上半年", "2022-01/2022-06"),
        ("今年一季度增长。", "今年一季度", "2023-01/2023-03"),
        ("去年前三季度增收。", "去年前三季度", "2022-01/2022-09"),
        ("今年前4个月办结。", "今年前4个月", "2023-01/2023-04"),
        ("去年底建成。", "去年底", "2022-12"),
        ("前年冬修了水渠。", "前年冬", "2021-12/2022-02"),
        ("5月16日开会。", "5月16日", "2023-05-16"),
        ("6月1日起施行。", "6月1日起", "2023-06-01/.."),
        ("12月3日挂牌。", "12月3日", "2022-12-03"),
        ("将于9月10日开会。", "9月10日", "2023-09-10"),
        ("3月至5月播种。", "3月至5月", "2023-03/2023-05"),
        ("3—5月播种。", "3—5月", "2023-03/2023-05"),
        ("11月至次年3月供暖。", "11月至次年3月", "2022-11/2023-03"),
        ("4月14日至15日测产。", "4月14日至15日", "2023-04-14/2023-04-15"),
        ("4月23—24日测产。", "4月23—24日", "2023-04-23/2023-04-24"),
        ("将于8月中旬收割。", "8月中旬", "[2023-08-11..2023-08-20]"),
        ("上个月调解。", "上个月", "2023-04"),
        ("本月12日挂牌。", "本月12日", "2023-05-12"),
        ("昨日，记者来到村里。", "昨日", "2023-05-15"),
        ("今天上午开会。", "今天", "2023-05-16"),
        ("记者12日从县里获悉。", "12日", "2023-05-12"),
        ("记者28日从县里获悉。", "28日", "2023-04-28"),
        ("日前，水渠通水。", "日前", "[2023-05-02..2023-05-15]"),
        ("近日，水渠通水。", "近日", "[2023-05-02..2023-05-16]"),
        ("上周五开会。", "上周五", "2023-05-12"),
        ("本周末开镰。", "本周末", "2023-05-20/2023-05-21"),
        ("近三年投入很大。", "近三年", "2020/2023"),
        ("三年来从未间断。", "三年来", "2020/2023"),
        ("未来五年要建好。", "未来五年", "2023/2028"),
        ("3年前他返乡。", "3年前", "2020"),
        ("三年多前他返乡。", "三年多前", "2020~"),
        ("上世纪90年代以来。", "上世纪90年代以来", "1990/.."),
        ("去年重阳节聚餐。", "去年重阳节", "2022-10-04"),
        ("春节期间很热闹。", "春节期间", "2023-01-21/2023-01-28"),
        ("清明节前夕巡山。", "清明节前夕", "[2023-03-29..2023-04-04]"),
        ("端午节包粽子。", "端午节", "2023-06-22"),
        ("“五一”假期人多。", "“五一”假期", "2023-05-01/2023-05-05"),
        ("除夕守岁。", "除夕", "2023-01-21"),
        ("去年农历八月十五赏月。", "去年农历八月十五", "2022-09-10"),
        ("正月初八开工。", "正月初八", "2023-01-29"),
        ("每月5日发放。", "每月5日", "XXXX-XX-05"),
        ("每年3月5日学雷锋。", "每年3月5日", "XXXX-03-05"),
        ("每周五下午议事。", "每周五", "XXXX-WXX-5"),
        ("每年国庆节升旗。", "每年国庆节", "XXXX-10-01"),
        ("年底前全部投用。", "年底", "2023-12"),
        ("入冬以来很冷，汛期涨水。", "入冬以来", ""),
        ("几年来变了样。", "几年来", "2018/2023"),
        ("半年来走访。", "半年来", "2022-11/2023-05"),
        ("建军节座谈。", "建军节", "2023-08-01"),
        ("同年的事，去年2月。", "同年", ""),
        ("第二天，雨停了。", "第二天", ""),
        ("昨日的荒滩。", "昨日", ""),
        ("2月30日开会。", "2月30日", ""),
        ("当年5月动工。", "当年5月", ""),
    ],
)
def test_the_day_of_issue_resolves(
    segmented: Segmented, sentence: str, text: str, edtf: str
) -> None:
    mention = find_dates(_issued(segmented(sentence)))[0]
    assert (mention.text, mention.edtf) == (text, edtf)
    assert mention.status is Status.INFERRED
    assert (mention.confidence > 0) == bool(edtf)


@pytest.mark.parametrize(
    "sentence",
    [
        "走了30里路。",
        "3个月过去了。",
        "第2期开班，共12人。",
        "5日内办结，7日游。",
        "住在3号楼，坐12路车。",
        "百日攻坚。",
        "连续7年增产。",
        "每天巡查，每年体检。",
        "春耕正忙，秋收在即。",
        "拖了近两年的纠纷。",
        "最近的邻居在山那边。",
    ],
)
def test_leaves_out_what_is_no_date(segmented: Segmented, sentence: str) -> None:
    assert find_dates(_issued(segmented(sentence))) == ()


@pytest.mark.parametrize(
    ("sentence", "edtfs"),
    [
        ("2019年动工，同年9月完工，次年投用。", ["2019", "2019-09", "2020"]),
        ("3月5日开班，次日进村，当天回来。", ["2023-03-05", "2023-03-06", "2023-03-06"]),
        ("2022年5月立项，当月开工，次月封顶。", ["2022-05", "2022-05", "2022-06"]),
        ("3月14日测产，15日收割。", ["2023-03-14", "2023-03-15"]),
        ("2021年3月动工，5月完工。8月剪彩。", ["2021-03", "2021-05", ""]),
        ("去年启动，3月验收。", ["2022", "2022-03"]),
        ("每月8日、18日赶集。", ["XXXX-XX-08", "XXXX-XX-18"]),
    ],
)
def test_a_date_leans_on_the_one_before(
    segmented: Segmented, sentence: str, edtfs: list[str]
) -> None:
    assert [one.edtf for one in find_dates(_issued(segmented(sentence)))] == edtfs


def test_a_new_paragraph_begins_anew(segmented: Segmented) -> None:
    made = segmented("2021年3月动工，5月完工。8月剪彩。", "4月，记者再访。当月通车。")
    found = [(one.text, one.first) for one in find_dates(_issued(made))]
    assert found == [
        ("2021年3月", "2021-03"),
        ("5月", "2021-05"),
        ("8月", ""),
        ("4月", "2023-04"),
        ("当月", "2023-04"),
    ]


def test_what_may_be_of_two_years_is_ambiguous(segmented: Segmented) -> None:
    (mention,) = find_dates(_issued(segmented("9月10日开会。")))
    assert (mention.edtf, mention.status) == ("", Status.AMBIGUOUS)


def test_a_year_of_issue_alone_resolves_years(segmented: Segmented) -> None:
    made = segmented("去年启动，3月验收，昨天公布，三年来。")
    found = [(one.text, one.first) for one in find_dates(_issued(made, "2023"))]
    assert found == [("去年", "2022"), ("3月", "2022-03"), ("昨天", ""), ("三年来", "2020")]


@pytest.mark.parametrize(
    ("sentence", "form", "source"),
    [
        ("2023年3月启动。", DateForm.POINT, "grammar"),
        ("2019年至2022年。", DateForm.PERIOD, "grammar"),
        ("日前开会。", DateForm.FUZZY, "list"),
        ("每月5日发放。", DateForm.RECURRING, "grammar"),
        ("端午节包粽子。", DateForm.POINT, "festival"),
        ("“十四五”期间。", DateForm.PERIOD, "plan"),
    ],
)
def test_says_the_form_and_the_rule(
    segmented: Segmented, sentence: str, form: DateForm, source: str
) -> None:
    (mention,) = find_dates(_issued(segmented(sentence)))
    assert (mention.form, mention.source) == (form, source)


_PARTS = (
    *(
        "今年",
        "去年",
        "2021年",
        "2月",
        "30日",
        "12日",
        "至",
        "—",
        "以来",
        "起",
        "每",
        "春节",
        "期间",
    ),
    *("前夕", "上旬", "底", "初", "三", "年", "来", "前", "近", "当天", "次年", "日前", "，", "。"),
    *("农历", "八月", "十五", "“十四五”", "上", "周五", "世纪", "80年代", "的"),
)
_PIECES = st.lists(st.sampled_from(_PARTS), max_size=10).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_PIECES, issued=st.sampled_from(["", "2023", "2023-05", "2024-02-29"]))
def test_spans_cover_the_surface_and_bounds_are_in_order(
    segmented: Segmented, text: str, issued: str
) -> None:
    found = find_dates(_issued(segmented(text or "。"), issued))
    assert all(mention.span.of(text) == mention.text for mention in found)
    assert all(_in_order(mention) for mention in found)


def _in_order(mention: DateMention) -> bool:
    shorter = min(len(mention.first), len(mention.last))
    return mention.first[:shorter] <= mention.last[:shorter]
