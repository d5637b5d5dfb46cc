"""Cases: is it one, whose is it, what is it called, and which sentences say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.corpus.types import ArticleKind, Span
from anliku.nlp.cases.codebook import load_codebook
from anliku.nlp.cases.lead_place import find_lead_place
from anliku.nlp.cases.practice import central_practice
from anliku.nlp.cases.recognise import explain_case, recognise_case
from anliku.nlp.cases.roles import SentenceRole, assign_roles
from anliku.nlp.results import Analysis, Case
from anliku.nlp.segmentation import split_sentences
from anliku.nlp.types import Level, Organisation, Place, Program, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]

CITY = "苍原省/临泽市"
COUNTY = f"{CITY}/云溪县"
TOWN = f"{COUNTY}/青石镇"
GAZETTEER = {
    "苍原省": ("苍原省", "99", Level.PROVINCE),
    "临泽市": (CITY, "9901", Level.PREFECTURE),
    "云溪县": (COUNTY, "990121", Level.COUNTY),
    "东陵县": (f"{CITY}/东陵县", "990122", Level.COUNTY),
    "青石镇": (TOWN, "990121101", Level.TOWNSHIP),
    "白鹤镇": (f"{COUNTY}/白鹤镇", "990121102", Level.TOWNSHIP),
    "松坪乡": (f"{COUNTY}/松坪乡", "990121201", Level.TOWNSHIP),
    "柳湾村": (f"{TOWN}/柳湾村", "990121101201", Level.VILLAGE),
    "梅岭社区": (f"{TOWN}/梅岭社区", "990121101001", Level.VILLAGE),
    "沙河": (f"{COUNTY}/沙河", "", Level.OTHER),
    "高新技术开发区": (f"{CITY}/高新技术开发区", "", Level.OTHER),
    "海国": ("海国", "", Level.OTHER),
}


def mentions(text: str, name: str) -> tuple[Span, ...]:
    starts = (at for at in range(len(text)) if text.startswith(name, at))
    return tuple(Span(at, at + len(name)) for at in starts)


def analysed(
    segmented: SegmentedArticle, *programs: str, bodies: dict[str, str] | None = None
) -> Analysis:
    """Make the facts of an article from the small gazetteer and the names of its programs."""
    text = segmented.article.text
    places = [
        Place(name, path, code, level, found[0], found, Status.EXACT, "gazetteer")
        for name, (path, code, level) in GAZETTEER.items()
        if (found := mentions(text, name))
    ]
    named = [
        Program(name, (core,), found[0], found, Status.EXACT, "quoted", 0.5)
        for name in programs
        if (core := name[: name.find("”") + 1]) and (found := mentions(text, core))
    ]
    organisations = [
        Organisation(name, path, found[0], found, Status.EXACT, "grammar")
        for name, path in (bodies or {}).items()
        if (found := mentions(text, name))
    ]
    return Analysis(
        segmented.article,
        tuple(sorted(places, key=lambda place: place.span)),
        tuple(sorted(named, key=lambda program: program.span)),
        (),
        (),
        tuple(organisations),
        (),
    )


def place_of(segmented: SegmentedArticle, analysis: Analysis) -> str:
    sentences = assign_roles(segmented.article.text, segmented.sentences)
    found = find_lead_place(analysis, sentences)
    return found.path if found else ""


def case_in(found: SegmentedArticle) -> Case | None:
    return recognise_case(found, analysed(found), load_codebook())


REPORT = (
    "“现在办酒席不用比桌数了。”青石镇柳湾村村民杜阿婆说。",
    "这是云溪县推行移风易俗的一个缩影。云溪县针对人情负担重的问题，建立红白理事会，制定村规民约，"
    "推行“五桌饭”公约，由党员干部带头承诺，志愿服务队上门宣传。",
    "该县把办事从简记入积分，每季度兑换一次。截至目前，全县累计减少宴席1200余场，节约3400万元。",
)


def test_report_of_a_practice_is_a_case(segmented: Segmented) -> None:
    case = case_in(segmented(*REPORT, headline="五桌饭吃出新风尚"))
    assert case is not None
    assert case.title == "五桌饭吃出新风尚"
    assert case.place == COUNTY
    assert case.code == "990121"
    assert case.theme == "T10"
    assert case.confidence > 0.8
    assert dict(case.scores)["T10"] == max(dict(case.scores).values())


def test_evidence_sentences_are_sentences_of_the_body_in_order(segmented: Segmented) -> None:
    found = segmented(*REPORT, headline="五桌饭吃出新风尚")
    case = case_in(found)
    assert case is not None
    assert case.evidence == tuple(sorted(case.evidence))
    assert set(case.evidence) <= set(found.sentences)
    said = [span.of(found.article.text) for span in case.evidence]
    assert any("建立红白理事会" in sentence for sentence in said)
    assert all(sentence != "五桌饭吃出新风尚" for sentence in said)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "为解决群众办事跑远路的难题，云溪县在乡镇设立便民服务站，选派代办员206名，"
            "推行上门办、预约办，打通服务群众的末梢。",
            "brief",
        ),
        (
            "今年以来，青石镇党委组建“红马甲”服务队，党员干部轮流进村帮独居老人挑水劈柴。"
            "图为志愿者在柳湾村清理排水沟。",
            "caption",
        ),
        (
            "云溪县委组织部建立年轻干部成长档案，实行导师帮带，定期开展平时考核，"
            "让干得好的村干部有奔头。",
            "brief",
        ),
    ],
)
def test_briefs_and_captions_can_be_cases(segmented: Segmented, text: str, kind: str) -> None:
    assert case_in(segmented(text, kind=kind)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "会议",
        "全市农村工作会议召开\n昨日，全市农村工作会议在临泽市举行。会议传达学习有关会议精神，"
        "听取工作汇报。会议强调，要提高认识，压实责任。市领导出席会议并讲话。",
        "那一夜，素不相识的他跳入冰河\n3月2日，云溪县的落水女孩终于见到了救命恩人。那天她滑进沙河，"
        "打工青年听见呼救跳了下去。女孩的母亲红着眼睛说，他没留名字就走了。",
        "海国总统当地时间5日会见来访的外长，双方就双边关系和地区局势发表联合声明。海国军方称将"
        "撤回部分人员，国际社会表示关注。",
        "昨晚的联赛中，主队在主场以三比一取胜，主教练赛后称赞了球员。球队积分升至第三，"
        "前锋打进两粒进球，冠军悬念留到最后一轮比赛。",
        "市气象台发布暴雨蓝色预警信号，预计未来六小时云溪县降雨量将达五十毫米，最低气温十二度，"
        "请注意防范强对流天气。",
        "证监会昨日发布公告，上市公司净利润同比增长百分之八，股价收盘涨停，投资者关注后续财报。",
        "警方通报：云溪县一团伙盗窃电缆，三名嫌疑人已被刑事拘留，涉案金额二十万元，案情正在侦办。",
        "讣告：我院离休教师因病医治无效逝世，享年九十一岁。遗体告别仪式定于周五举行。",
        "关于征集老照片的公告\n本报即日起面向读者征集老照片，来稿请注明作者姓名和联系电话，"
        "优秀作品将颁发证书。",
        "母亲的针线筐\n小时候，我的衣裳都是母亲缝的。月光落在窗台上，她坐在灯下，一针一线。"
        "如今我回到故乡，那只筐还在，母亲的头发已经白了。",
    ],
)
def test_other_news_is_no_case(segmented: Segmented, text: str) -> None:
    headline, _, body = text.rpartition("\n")
    assert case_in(segmented(body, headline=headline)) is None


@pytest.mark.parametrize("kind", ["commentary", "study"])
def test_opinion_and_lessons_are_no_cases(segmented: Segmented, kind: str) -> None:
    text = (
        "基层治理重在用心。笔者以为，只有把群众的事当自己的事，才能赢得信任。我们要少开会、"
        "多下村，切不可把留痕当成绩，更要让党员干部沉到网格里去。"
    )
    assert case_in(segmented(text, kind=kind)) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("眼下，青石镇的稻田一片金黄，收割机往来穿梭，一派丰收景象。图为稻田秋色。", "caption"),
        ("雪后清晨，青石镇柳湾村的村民走出家门清扫积雪，街头一片忙碌。", "caption"),
        ("近日，云溪县白鹤镇举办文艺会演，12支队伍登台献艺。图为演出现场。", "caption"),
        ("任前公示\n现将拟任职干部公示如下：贺平，男，现任青石镇镇长，拟任松坪乡党委书记。"
         "公示期五个工作日，举报电话：12380。", "brief"),
        ("停水通知\n因管网改造，青石镇梅岭社区9日停水，请居民提前储水，敬请谅解。", "brief"),
        ("云溪县龙舟赛日前开赛，各乡镇的队伍劈波斩浪，观众呐喊助威。", "brief"),
    ],
)  # fmt: skip
def test_scenes_and_notices_are_no_cases(segmented: Segmented, text: str, kind: str) -> None:
    headline, _, body = text.rpartition("\n")
    assert case_in(segmented(body, headline=headline, kind=kind)) is None


def test_features_say_what_speaks_for_and_against(segmented: Segmented) -> None:
    found = segmented("会议强调，要提高认识。会议指出，成绩来之不易。")
    values = dict(explain_case(found, analysed(found), load_codebook()).values)
    assert values["meeting"] > 0.5
    assert values["programs"] == 0
    assert all(0 <= value <= 1 for value in values.values())


@pytest.mark.parametrize(
    ("headline", "paragraphs", "place"),
    [
        # the county acts, the village is its scene
        (
            "",
            (
                "走进云溪县青石镇柳湾村，活动室里很热闹。",
                "近年来，云溪县坚持群众点单，整合闲置房屋，打造活动阵地120个。",
                "云溪县还组建服务队，定期下乡。",
            ),
            COUNTY,
        ),
        # all in one village
        (
            "",
            (
                "云溪县青石镇柳湾村成立议事会，大事小事一起商量。",
                "该村推行轮流当家，每月一议。柳湾村还建立积分超市。",
            ),
            f"{TOWN}/柳湾村",
        ),
        # several townships of one county
        (
            "",
            (
                "青石镇建立调解室，白鹤镇组建巡逻队，松坪乡开设普法课堂。",
                "三个乡镇互相学习，各有办法。",
            ),
            COUNTY,
        ),
        # the scene stands for the whole
        (
            "",
            ("在柳湾村，老人们吃上了热饭。", "这是青石镇办好助餐点的一个缩影。该镇建起食堂九个。"),
            TOWN,
        ),
        # the headline names it
        ("云溪县：小积分管大事", ("在青石镇，积分可以换米。在白鹤镇，积分可以换油。",), COUNTY),
        # a body with the place in its name acts
        ("", ("云溪县委组织部建立干部档案。柳湾村第一书记感到压力，也有动力。",), COUNTY),
        # speech does not act
        (
            "",
            (
                "青石镇推行网格管理，配齐网格员。",
                "“我去东陵县打工时就见过这种办法，东陵县的人说好，东陵县的老板也说好。”村民说。",
            ),
            TOWN,
        ),
        # an area outside the hierarchy can own a practice, a river cannot
        ("", ("高新技术开发区建立企业专员制度，沿着沙河推广。",), f"{CITY}/高新技术开发区"),
        # places abroad own nothing here
        ("", ("海国人很感兴趣。海国推行新办法。",), ""),
        ("", ("没有地名的一句话。",), ""),
    ],
)
def test_lead_place(
    segmented: Segmented, headline: str, paragraphs: tuple[str, ...], place: str
) -> None:
    found = segmented(*paragraphs, headline=headline)
    assert place_of(found, analysed(found)) == place


def test_lead_place_of_a_brief_is_the_place_it_opens_with(segmented: Segmented) -> None:
    text = "云溪县青石镇梅岭社区开办夜校，请农技员讲课。白鹤镇来人观摩。"
    found = segmented(text, kind="brief")
    assert place_of(found, analysed(found)) == f"{TOWN}/梅岭社区"


def test_lead_place_from_the_name_of_a_body_alone(segmented: Segmented) -> None:
    found = segmented("青石边境派出所组建联防队，定期入户走访。该派出所还设立调解室。")
    analysis = analysed(found, bodies={"青石边境派出所": TOWN})
    assert place_of(found, analysis) == TOWN


def test_code_of_a_place_that_is_only_implied(segmented: Segmented) -> None:
    found = segmented("青石镇建立调解室。白鹤镇建立巡逻队。松坪乡建立普法队。")
    sentences = assign_roles(found.article.text, found.sentences)
    lead = find_lead_place(analysed(found), sentences)
    assert lead is not None
    assert (lead.path, lead.code) == (COUNTY, "990121")


@pytest.mark.parametrize(
    ("headline", "text", "programs", "practice"),
    [
        ("", "云溪县搞了许多活动。", (), None),
        (
            "“茶亭议事”解心结",
            "云溪县组建“和事佬”队伍，推行“茶亭议事”机制，还办了“一封家书”活动。",
            ("“和事佬”队伍", "“茶亭议事”机制", "“一封家书”活动"),
            "“茶亭议事”机制",
        ),
        (
            "",
            "云溪县探索“四单”工作法。“四单”即点单、派单、接单、评单。群众说“四单”好。"
            "为此还设了“先锋岗”。",
            ("“四单”工作法", "“先锋岗”"),
            "“四单”工作法",
        ),
        (
            "凉亭里夜夜有话说",
            "云溪县有“茶水站”38个。县里组织“凉亭夜话”，干部听群众讲。",
            ("“茶水站”", "“凉亭夜话”"),
            "“凉亭夜话”",
        ),
    ],
)
def test_central_practice(
    segmented: Segmented,
    headline: str,
    text: str,
    programs: tuple[str, ...],
    practice: str | None,
) -> None:
    found = segmented(text, headline=headline)
    sentences = assign_roles(found.article.text, found.sentences)
    central = central_practice(analysed(found, *programs), sentences)
    assert (central.name if central else None) == practice


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (REPORT[1] + REPORT[2], "这是云溪县推行移风易俗的一个缩影。"),
        (
            "青石镇建立网格制度，党员干部包联小区，志愿者、网格员、物业和业委会每周议事协商。",
            "青石镇建立网格制度，党员干部包联小区…",
        ),
    ],
)
def test_title_of_an_article_without_headline_is_its_opening(
    segmented: Segmented, text: str, title: str
) -> None:
    case = case_in(segmented(text, kind="brief"))
    assert case is not None
    assert case.title == title


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("过去村里缺乏人手，巡河成了老大难。", SentenceRole.BACKGROUND),
        ("镇里建立河长工作站，组建巡河队。", SentenceRole.PRACTICE),
        ("截至目前，累计化解纠纷320件，满意度98%。", SentenceRole.RESULT),
        ("“真方便。”村民老周告诉记者。", SentenceRole.VOICE),
        ("笔者以为，切不可急于求成。", SentenceRole.CALL),
        ("这是该县治理创新的一个缩影。", SentenceRole.GENERALISE),
        ("天蓝蓝。", SentenceRole.OTHER),
    ],
)
def test_sentence_roles(sentence: str, role: SentenceRole) -> None:
    roled = assign_roles(sentence, split_sentences(sentence))
    assert max(roled, key=lambda s: sum(s.weights.values())).role == role


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text("云溪县青石镇柳湾村建立该全，。“”\n", max_size=120),
    kind=st.sampled_from(ArticleKind),
)
def test_any_text_gives_a_valid_answer(segmented: Segmented, text: str, kind: ArticleKind) -> None:
    found = segmented(*filter(None, text.split("\n")), kind=kind)
    analysis = analysed(found)
    case = recognise_case(found, analysis, load_codebook())
    lead = find_lead_place(analysis, assign_roles(found.article.text, found.sentences))
    if lead is not None:
        assert 0 <= lead.share <= 1 + 1e-9
        assert any(place.path.startswith(lead.path) for place in analysis.places)
    if case is not None:
        assert 0.5 <= case.confidence <= 1
        assert set(case.evidence) <= set(found.sentences)
    assert case == recognise_case(found, analysis, load_codebook())
