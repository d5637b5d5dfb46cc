"""Named practices: what is one, what its name is, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.nlp.programs import find_programs
from anliku.nlp.programs.finding import judged
from anliku.nlp.types import Level, Place, Status
from anliku.nlp.types import SegmentedArticle as Cut

Make = Callable[..., Cut]


def names(cut: Cut) -> list[str]:
    return [program.name for program in find_programs(cut, ())]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("该镇推行“三联四帮”工作法，群众办事不出村。", "“三联四帮”工作法"),
        ("街道建立“支部+合作社+茶农”的联农带农模式。", "“支部+合作社+茶农”的联农带农模式"),
        ("街道形成“支部+农户”的产业发展模式。", "“支部+农户”的产业发展模式"),
        ("全县推进“镇—村—组—户”四级服务网络建设。", "“镇—村—组—户”四级服务网络"),
        ("村里开展“敲门问暖”行动，看望独居老人。", "“敲门问暖”行动"),
        ("县里健全“引、育、用、留”四项人才机制。", "“引、育、用、留”四项人才机制"),
        ("他们推行线索、问题、整改“三本台账”。", "线索、问题、整改“三本台账”"),
        ("旗里实施“育苗”提升工程2.0计划。", "“育苗”提升工程2.0计划"),
        ("社区搭建「民情速递」平台，件件有回音。", "「民情速递」平台"),
        ('社区搭建"民情速递"平台，件件有回音。', '"民情速递"平台'),
        ("村里开展“小马扎”聊事会，邻里坐下来谈。", "“小马扎”聊事会"),
        ("县里给老人发放“平安铃”手环。", "“平安铃”手环"),
        ("县里实施“小山鹰”年轻干部培养工程。", "“小山鹰”年轻干部培养工程"),
        ("银行上线“茶农贷”金融产品，手续不到一天。", "“茶农贷”金融产品"),
        ("镇里每月办一次“书香晒谷场”日。", "“书香晒谷场”日"),
        ("每到月底，村里开展“童愿”认领，人人出力。", "“童愿”认领"),
        ("镇里推行帮工、帮困、帮学“三帮”互助行动。", "“三帮”互助行动"),
        ("县里形成“链主企业+配套企业”共建机制。", "“链主企业+配套企业”共建机制"),
        ("村口建起“小马扎”拉话亭。", "“小马扎”拉话亭"),
        ("排在末尾的村，县里发“黄蓝白”催办单。", "“黄蓝白”催办单"),
        ("乡党委推行返乡青年“双带双扶”培养机制。", "返乡青年“双带双扶”培养机制"),
        ("县里实行“一村一支部”组织架构。", "“一村一支部”组织架构"),
        ("县里推行“曲好办”接诉即办机制。", "“曲好办”接诉即办机制"),
        ("县里推行村干部“晒绩亮考”制度。", "村干部“晒绩亮考”制度"),
        ("他们推行“两学两比”积分兑换办法。", "“两学两比”积分兑换办法"),
        ("他们形成“大院+小院”的党建引领治理模式。", "“大院+小院”的党建引领治理模式"),
        ("县委‘三联三帮’行动开展三年，群众满意。", "‘三联三帮’行动"),
        ("县里召开“双带双促”工程培训会，村书记都来了。", "“双带双促”工程"),
        ("镇里办起“渔鼓”文旅+助残服务项目，村民受益。", "“渔鼓”文旅+助残服务项目"),
        ("县里形成“理论课堂+田间实训”全流程模式。", "“理论课堂+田间实训”全流程模式"),
        ("县里开展“护民心、访民情”大走访活动，听了很多意见。", "“护民心、访民情”大走访活动"),
        ("社区打造出“心语食堂”，老人吃得香。", "“心语食堂”"),
        ("乡亲们在村里订立《河湾公约》，人人照办。", "《河湾公约》"),
        ("村里把办法写成《护渠十二条》，贴在墙上。", "《护渠十二条》"),
        ("由乡供销社牵头的“茶联体”同农户签了约。", "“茶联体”"),
        ("县里探索“村村出题、镇镇答题”的“两题”机制。", "“两题”机制"),
    ],
)
def test_quoted_name_takes_its_head_noun(segmented: Make, sentence: str, name: str) -> None:
    assert names(segmented(sentence)) == [name]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("街道组建“银发巡逻队”“红帽先锋队”等队伍。", ["“银发巡逻队”", "“红帽先锋队”"]),
        ("他们搭建“智慧农机”“智慧灌溉”管理平台。", ["“智慧农机”“智慧灌溉”管理平台"]),
        ("“我们推行‘四点接送’服务队，家长很放心。”她说。", ["‘四点接送’服务队"]),
    ],
)
def test_lists_pairs_and_nested_quotes(segmented: Make, sentence: str, expected: list[str]) -> None:
    assert names(segmented(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("街道成立了36支暖心帮办小分队。", "暖心帮办小分队"),
        ("社区开办积分超市，好事能换米面。", "积分超市"),
        ("县里推行困难问题会商制度。", "困难问题会商制度"),
        ("乡里建起楠木村乡贤议事厅。", "乡贤议事厅"),
        ("园区设立党员先锋岗，亮出身份。", "党员先锋岗"),
        ("县里推行师徒帮带制，一带就是三年。", "师徒帮带制"),
        ("镇上成立乡贤参事会。", "乡贤参事会"),
        ("县里推行全链条助餐模式，居民满意。", "全链条助餐模式"),
        ("经妇女议事会商议，村里修了路。", "妇女议事会"),
        ("村里建起5000亩党员示范田。", "党员示范田"),
        ("镇上推行四看工作法，干部下村不空手。", "四看工作法"),
        ("全县推行1+3+N网格治理模式，事事有人管。", "1+3+N网格治理模式"),
        ("村里探索支部+合作社+茶农联农带农模式。", "支部+合作社+茶农联农带农模式"),
    ],
)
def test_specific_names_need_no_quotes(segmented: Make, sentence: str, name: str) -> None:
    assert names(segmented(sentence)) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "打通服务群众的“最后一公里”。",
        "让党员成为群众的“贴心人”。",
        "治理由“被动应付”向“主动上门”转变。",
        "老人笑着说：“现在吃饭不用愁了。”",
        "活动以“同心向未来”为主题。",
        "该村先后被评为“全国文明村镇”。",
        "她获得“最美网格员”称号。",
        "深入学习贯彻党的二十大精神，推进乡村振兴。",
        "公司完善工作机制，健全管理制度，搭建服务平台。",
        "县里印发《关于开展爱心食堂专项行动的通知》。",
        "“90后”小伙回到家乡。",
        "他们说“一张单”就够了，“3个人”办成一件事，每户到手“5680元”。",
        "她是“两新”工委副书记。",
        "大家喊他“豆腐书记”，“豆腐书记”李明住在村头。",
        "记者走进一处水乡小院，老人正在择菜。",
        "手里的这张存折，他看了又看。",
        "“小小调解室，管着大事。”老支书说。",
        "大家笑他“站在岸上看水深”。",
        "他用实际行动温暖着村民。",
        "该村荣获“全省乡村治理样板村”“市级美丽茶乡”等称号，群众很高兴。",
        "他是村里的“活地图”“百晓通”，谁家有事都找他。",
        "台风“海螺”过境，村民都转移了。",
        "点击“实名认证”，村民就能交医保。",
        "民警提醒村民警惕“先息贷款”“刷单返利”等骗术。",
        "高温来了，志愿者开启“清凉”模式，进入“冲刺”模式。",
        "警方果断采取行动，群众拍手叫好。",
        "当地人习惯叫“桃县”，外人听不懂。",
        "他挂出“想学理发”，老师傅上门来教。",
        "《联合国防治荒漠化公约》缔约方大会开幕，村民收看了直播。",
        "“零零后”姑娘回村当了村医，村民都夸她。",
        "",
    ],
)
def test_figures_of_speech_and_honours_are_no_practices(segmented: Make, sentence: str) -> None:
    assert names(segmented(sentence or "空")) == []


def test_one_practice_is_one_entry_with_its_short_forms(segmented: Make) -> None:
    cut = segmented(
        "柳坝镇组织“柳坝有情”帮困行动，第一周就走访了40户。",
        "“柳坝有情”行动由党员认领，大家都说“柳坝有情”办到了心坎上。",
    )
    (program,) = find_programs(cut, ())
    assert program.name == "“柳坝有情”帮困行动"
    assert {"柳坝有情", "“柳坝有情”行动"} <= set(program.aliases)
    assert len(program.mentions) == 3
    assert program.status is Status.EXACT


def test_demonstrative_takes_a_name_up_again(segmented: Make) -> None:
    cut = segmented(
        "岭头镇探索“晒谷坪夜聊”机制，干部每周去听一次。",
        "该机制推行一年，办成小事320件。今年，这一做法在全县推广。",
    )
    (program,) = find_programs(cut, ())
    assert [span.of(cut.article.text) for span in program.taken_up] == ["该机制", "这一做法"]
    assert program.confidence > 0.9


def test_what_is_taken_up_again_is_likelier_a_name(segmented: Make) -> None:
    told = "乡亲们都夸“晒谷坪茶话”。"
    (alone,) = judged(segmented(told), ())
    (again,) = judged(segmented(told, "该模式已在全县推广。"), ())
    assert again.score > alone.score


def test_later_short_form_is_an_alias(segmented: Make) -> None:
    cut = segmented("矿区成立跨村联合党委。", "跨村联合党委每月议事。", "这个跨村联合党委很管用。")
    (program,) = find_programs(cut, ())
    assert program.name == "跨村联合党委"
    assert len(program.mentions) == 3


def test_platform_is_kept_beside_a_chain_that_names_it(segmented: Make) -> None:
    cut = segmented("镇里开发“云上邻里”平台，探索“云上邻里+网格治理”模式，群众满意。")
    assert names(cut) == ["“云上邻里”平台", "“云上邻里+网格治理”模式"]


def test_brand_with_two_things_is_two_entries(segmented: Make) -> None:
    cut = segmented("街道组建“青柠姐姐”帮帮团，又建起“青柠姐姐”驿站。")
    assert names(cut) == ["“青柠姐姐”帮帮团", "“青柠姐姐”驿站"]
    assert all("青柠姐姐" not in one.aliases for one in find_programs(cut, ()))


def test_name_of_a_place_is_left_out(segmented: Make) -> None:
    cut = segmented("黄梁坪成立便民代办小分队。")
    start = cut.article.text.index("黄梁坪")
    span = type(cut.article.parts[0].span or cut.sentences[0])(start, start + 3)
    place = Place("黄梁坪", "", "", Level.OTHER, span, (span,), Status.INFERRED, "grammar")
    assert [one.name for one in find_programs(cut, (place,))] == ["便民代办小分队"]


def test_central_practice_weighs_most(segmented: Make) -> None:
    cut = segmented(
        "今年以来，石桥镇探索建立“石桥茶座”议事机制，村民边喝茶边议事。",
        "“石桥茶座”每月开三次，已经办成58件事。",
        "镇里还组织“护苗”行动，并设立党员示范岗。",
        headline="“石桥茶座”聊出好邻里",
    )
    best = max(find_programs(cut, ()), key=lambda program: program.weight)
    assert best.name == "“石桥茶座”议事机制"


def test_name_only_in_the_headline_is_doubtful(segmented: Make) -> None:
    assert names(segmented("村里修了路，大家很高兴。", headline="“小板凳”坐出“大民心”")) == []


def test_name_whose_words_were_cut_wrongly_is_whole(segmented: Make) -> None:
    cut = segmented("村里用好坝坝会、院坝会，坝坝会人人爱来，开起坝坝会热闹得很。")
    assert "坝坝会" in names(cut)


ALPHABET = '“”‘’「」"《》甲乙三联工作法推行行动成立服务队坝会公约该的等、，。：\n+—（）0支'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=ALPHABET, max_size=80))
def test_spans_show_the_names(segmented: Make, text: str) -> None:
    cut = segmented(*[line for line in text.split("\n") if line] or ["空"])
    programs = find_programs(cut, ())
    assert programs == find_programs(cut, ())
    assert [one.mentions[0] for one in programs] == sorted(one.mentions[0] for one in programs)
    for one in programs:
        assert one.span.of(cut.article.text) == one.name != ""
        assert one.span in one.mentions or any(m.contains(one.span) for m in one.mentions)
        assert {m.of(cut.article.text) for m in one.mentions} <= {one.name, *one.aliases}
        assert 0 <= one.weight <= 1
