"""The case record: problem, measures, results, voices, parts, and the sentences they rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.corpus.types import Span
from anliku.nlp.cases.codebook import load_codebook
from anliku.nlp.cases.record.plain import (
    RECORD_COLUMNS,
    describe_record,
    record_cells,
    record_from_plain,
    record_to_plain,
)
from anliku.nlp.cases.record.telling import tell_case
from anliku.nlp.cases.roles import assign_roles
from anliku.nlp.facts import find_facts
from anliku.nlp.results import Case, CaseRecord, Finding, Passage, Voice
from anliku.nlp.types import SegmentedArticle

Segmented = Callable[..., SegmentedArticle]

REPORT = (
    "“以前开会没人来，现在抢着坐前排。”12月3日，浙江省丽水市云和县石塘镇小顺村村民柳春生笑着说。",
    "小顺村山高路远，过去办事难，村民一件小事要跑三趟。针对议事难的问题，2022年3月，云和县委组织部"
    "推行“石凳议事”工作法，组建议事小组，定期上门收集意见。",
    "“石凳议事”工作法讲究“三问”机制：问需于民、问计于民、问效于民。云和县民政局依托“党支部+合作社"
    "+农户”模式，为独居老人提供送餐服务。",
    "截至目前，全县累计化解纠纷312起，办结率达98%。如今，石塘镇惠及留守老人1200余名，村民满意度"
    "由76%提高到95%。",
    "“不怕意见多，就怕没处说。”云和县委组织部副部长陈立群介绍，明年计划再建议事点50个。",
)


def told(segmented: SegmentedArticle) -> tuple[str, Case]:
    _, case = find_facts(segmented, load_codebook())
    assert case is not None
    return segmented.article.text, case


def words(passages: tuple[Passage, ...], text: str) -> list[str]:
    return [passage.span.of(text) for passage in passages]


@pytest.fixture
def report(segmented: Segmented) -> tuple[str, Case]:
    return told(segmented(*REPORT, headline="石凳上议出来的好日子"))


def record_of(segmented: SegmentedArticle) -> tuple[str, CaseRecord]:
    """Return the record of an article, whether it is a case or not."""
    analysis, _ = find_facts(segmented, load_codebook())
    text = segmented.article.text
    return text, tell_case(analysis, assign_roles(text, segmented.sentences), None, "")


def test_problem_measures_and_results_are_told_apart(report: tuple[str, Case]) -> None:
    text, case = report
    assert words(case.record.problem, text) == [
        "小顺村山高路远，过去办事难，村民一件小事要跑三趟。",
        "针对议事难的问题",
    ]
    measures = words(case.record.measures, text)
    assert any(one.startswith("2022年3月，云和县委组织部推行") for one in measures)
    results = case.record.results
    assert "累计化解纠纷312起，办结率达98%。" in words(results, text)[0]
    assert [figure.of(text) for figure in results[0].figures] == ["312起", "98%"]


def test_who_runs_it_whom_it_serves_and_when(report: tuple[str, Case]) -> None:
    _, case = report
    record = case.record
    assert record.bodies[0].value.endswith("县委组织部")
    assert "独居老人" in [group.value for group in record.beneficiaries]
    assert record.period is not None
    assert record.period.first == "2022-03"
    assert case.practice == "“石凳议事”工作法"
    assert record.practice
    assert record.place


def test_voices_have_speaker_and_role(report: tuple[str, Case]) -> None:
    text, case = report
    voices = [(voice.speaker, voice.quotes[0].of(text)[:4]) for voice in case.record.voices]
    assert voices == [("柳春生", "以前开会"), ("陈立群", "不怕意见")]
    assert case.record.voices[1].role.endswith("副部长")


def test_the_parts_of_a_mechanism(report: tuple[str, Case]) -> None:
    _, case = report
    parts = [[part.value for part in one.parts] for one in case.record.mechanism]
    assert ["问需于民", "问计于民", "问效于民"] in parts
    assert ["党支部", "合作社", "农户"] in parts


@pytest.mark.parametrize(
    ("sentence", "speaker", "speech"),
    [
        ("村民李大山说：“路通了，心也就通了。”", "李大山", ["路通了，心也就通了。"]),
        ("“水来了，”村民李大山说，“菜就活了。”", "李大山", ["水来了，", "菜就活了。"]),
        ("“真没想到这么快。”一位老人感慨道。", "一位老人", ["真没想到这么快。"]),
        ("村民李大山来办事。“一趟就办好了。”他说。", "李大山", ["一趟就办好了。"]),
        ("村民李大山认为，要害在坚持。“三天打鱼可不行，要年年干。”", "李大山", None),
    ],
)
def test_speakers(
    segmented: Segmented, sentence: str, speaker: str, speech: list[str] | None
) -> None:
    text, record = record_of(segmented(sentence))
    (voice,) = record.voices
    assert voice.speaker == speaker
    if speech:
        assert [quote.of(text) for quote in voice.quotes] == speech


@pytest.mark.parametrize(
    "sentence",
    [
        "镇里推行“积分超市”，村民都说好。",
        "村里办起“石凳议事”，牌匾上写着“文明村”。",
        "书记王大海说，2022年推出“红色代办”机制。",
    ],
)
def test_names_in_quotation_marks_are_no_voices(segmented: Segmented, sentence: str) -> None:
    assert not record_of(segmented(sentence))[1].voices


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("村里推行“五共”机制，即共商、共建、共管、共评、共享。", "共商 共建 共管 共评 共享"),
        ("镇里建立“三色”预警机制：红色、黄色、蓝色，一户一档。", "红色 黄色 蓝色"),
        (
            "镇里推行“三清”工作法——把底数摸清；把道理讲清；把责任分清。",
            "把底数摸清 把道理讲清 把责任分清",
        ),
        (
            "镇里推行“四定”工作法，一是定人员，二是定责任，三是定时限，四是定奖惩。",
            "定人员 定责任 定时限 定奖惩",
        ),
        ("镇里推行“一轮值、二联防、三共建”工作法，天天有人管。", "一轮值 二联防 三共建"),
        ("镇里建起“1+3+N”议事队伍，天天有人管。", ""),
        ("村里推行“五共”机制，共商、共建一起来。", ""),
    ],
)
def test_parts_are_as_many_as_the_name_says(
    segmented: Segmented, sentence: str, parts: str
) -> None:
    _, record = record_of(segmented(sentence))
    found = [part.value for one in record.mechanism for part in one.parts]
    assert found == parts.split()


@pytest.mark.parametrize(
    "sentence",
    [
        "明年，全县计划新建食堂30个，惠及老人2000名。",
        "满意度连续两次低于60%的，由镇党委提醒谈话。",
        "石塘镇常住人口4.5万人，下辖12个村。",
    ],
)
def test_plans_conditions_and_descriptions_are_no_results(
    segmented: Segmented, sentence: str
) -> None:
    assert not record_of(segmented(sentence))[1].results


def test_words_inside_names_are_no_cues(segmented: Segmented) -> None:
    text, record = record_of(
        segmented(
            "青石镇启动“春芽计划”，各村建起儿童之家。",
            "眼下，“春芽计划”累计服务儿童1.2万人次。",
        )
    )
    assert words(record.results, text) == ["眼下，“春芽计划”累计服务儿童1.2万人次。"]


def test_measures_that_semicolons_join_are_one(segmented: Segmented) -> None:
    text, record = record_of(
        segmented("石塘镇建立三级议事制度，村里事村里议；片里事片里办；镇里事镇里督。")
    )
    (measure,) = record.measures
    assert measure.span.of(text).endswith("镇里事镇里督。")
    assert len(measure.sentences) == 3


def test_a_record_as_plain_values(report: tuple[str, Case]) -> None:
    text, case = report
    record = case.record
    assert record_from_plain(record_to_plain(record)) == record
    assert record_from_plain({"unknown": 1}) == CaseRecord()
    described = describe_record(record, text)
    assert set(described) > {"problem", "measures", "results", "voices", "mechanism", "rests_on"}
    cells = record_cells(record, text)
    assert tuple(cells) == RECORD_COLUMNS
    assert "陈立群（" in cells["voices"]
    assert not any(record_cells(None, "").values())


def spans_of(record: CaseRecord) -> Iterator[Span]:
    """Yield every span of a record."""
    yield from (*record.practice, *record.place)
    if record.period:
        yield from record.period.sentences
    for passage in (*record.problem, *record.measures, *record.results):
        yield from (passage.span, *passage.figures, *passage.sentences)
    for voice in record.voices:
        yield from (*voice.quotes, *voice.sentences)
    for one in findings(record):
        yield from (one.span, *one.sentences)


def findings(record: CaseRecord) -> Iterator[Finding]:
    yield from (*record.programs, *record.people, *record.beneficiaries)
    for mechanism in record.mechanism:
        yield from mechanism.parts


def test_every_field_rests_on_sentences(report: tuple[str, Case]) -> None:
    _, case = report
    record = case.record
    rests: list[Finding | Passage | Voice] = [*findings(record), *record.bodies, *record.voices]
    rests += [*record.problem, *record.measures, *record.results]
    assert all(one.sentences for one in rests)


_CUES = (
    "“三问”机制，；。“”、过去 难题 推行 截至 累计 312起 说 ：村民李大山 云和县"
    " 2022年 共商 为老人 —— 一是 的 如今 「」+"
)
PIECES = st.sampled_from([*re.split(r"(\W)", _CUES), "\n"])


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, min_size=1, max_size=40))
def test_every_span_lies_in_the_text(segmented: Segmented, pieces: list[str]) -> None:
    paragraphs = [one for one in "".join(pieces).split("\n") if one.strip()]
    if not paragraphs:
        return
    text, record = record_of(segmented(*paragraphs))
    for span in spans_of(record):
        assert 0 <= span.start < span.end <= len(text)
    for one in findings(record):
        assert one.value == one.span.of(text) or one in (*record.programs, *record.people)
    assert record_from_plain(record_to_plain(record)) == record
