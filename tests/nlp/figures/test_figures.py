"""Figures: value, unit, bound and what is counted."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anliku.nlp.figures import find_figures
from anliku.nlp.types import SegmentedArticle

Segmented = Callable[..., SegmentedArticle]


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "bound"),
    [
        ("培训学员30余名。", 30, "名", "over"),
        ("接待群众1.2万余人次。", 12_000, "人次", "over"),
        ("投资4.5万元。", 45_000, "元", ""),
        ("种下10余万株。", 100_000, "株", "over"),
        ("修路近60公里。", 60, "公里", "about"),
        ("占地约120平方米。", 120, "平方米", "about"),
        ("共有20户左右。", 20, "户", "about"),
        ("满意率达98%以上。", 98, "%", "over"),
        ("费用不到5000元。", 5_000, "元", "under"),
        ("补助不超过300元。", 300, "元", "under"),
        ("每月至少开展2次。", 2, "次", "over"),
        ("来了上百户。", 100, "户", "over"),
        ("惠及数千人。", 1_000, "人", "about"),
        ("种了几十亩。", 10, "亩", "about"),
        ("请来十几名老师。", 10, "名", "over"),
        ("千余名村民到场。", 1_000, "名", "over"),
        ("选出百名能手。", 100, "名", ""),
        ("百分之八十的农户参加。", 80, "%", ""),
        ("提高3.2个百分点。", 3.2, "个百分点", ""),
        ("超七成居民报名。", 7, "成", "over"),
        ("发电5.6亿千瓦时。", 560_000_000, "千瓦时", ""),
        ("近四成居民报名。", 4, "成", "about"),
        ("六成农户参加。", 6, "成", ""),
        ("还不到两成。", 2, "成", "under"),
        ("常住人口2.7万。", 27_000, "", ""),
        ("攒下1300多万的订单。", 13_000_000, "", "over"),
        ("每斤涨了5毛。", 5, "毛", ""),
        ("走了三百步。", 300, "步", ""),
        ("三百六十多栋房子。", 360, "栋", "over"),
        ("收到一百一十三封信。", 113, "封", ""),
        ("提高12百分点。", 12, "百分点", ""),
        ("每斤卖3元/斤。", 3, "元/斤", ""),
        ("服务时长1.5万小时。", 15_000, "小时", ""),
        ("带动9大产业。", 9, "大", ""),
        ("覆盖5省。", 5, "省", ""),
        ("惠及300余万群众。", 3_000_000, "群众", "over"),
        ("组建8支队伍。", 8, "支", ""),
        ("落实12项目标任务。", 12, "项", ""),
        ("算账：30万元的彩礼。", 300_000, "元", ""),
        ("摆起近百米的长桌。", 100, "米", "about"),
        ("市价跌破2元。", 2, "元", "under"),
        ("酒席不过二十桌。", 20, "桌", "under"),
        ("光油钱就要一百五十元往上。", 150, "元", "over"),
        ("挽回损失约460万元。", 4_600_000, "元", "about"),
        ("寨里的合约有56条。", 56, "条", ""),
        ("入驻企业100+家。", 100, "家", "over"),
        ("全寨168户户均增收。", 168, "户", ""),
        ("村里22座鼓楼。", 22, "座", ""),
        ("46个多民族社区。", 46, "个", ""),
        ("指数报968.87点。", 968.87, "点", ""),
        ("刑拘嫌犯7人均已到案。", 7, "人", ""),
        ("播种已过九成半。", 95, "%", ""),
        ("下降了约一成三。", 13, "%", "about"),
        ("收购价5.8元每公斤。", 5.8, "元", ""),
        ("载重12.5吨级。", 12.5, "吨级", ""),
        ("减免税费4,600余万元。", 46_000_000, "元", "over"),
        ("栽下两万五千棵树。", 25_000, "棵", ""),
        ("补贴每平方米不低于80元。", 80, "元", "over"),
        ("年接待不少于3万4000人次。", 34_000, "人次", "over"),
        ("惠及上万户农户。", 10_000, "户", "over"),
        ("动员了百余人。", 100, "人", "over"),
        ("收入1.3个亿。", 130_000_000, "", ""),
        ("投资2个多亿元。", 200_000_000, "元", "over"),
    ],
)
def test_reads_a_figure(
    segmented: Segmented, sentence: str, value: float, unit: str, bound: str
) -> None:
    (figure,) = find_figures(segmented(sentence))
    assert (figure.value, figure.unit, figure.bound.value) == (value, unit, bound)


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年8月19日上午10时开会。",
        "今年78岁的老人住在3号楼2单元。",
        "他等了24小时，又走了15分钟。",
        "历时3个月，2个多小时，5个工作日。",
        "拨打12345热线，沿305国道走。",
        "61234部队驻在那里。",
        "第十二条和第6项。",
        "红星村3组的水渠。",
        "一期工程和3期工程开工。",
        "党的二十大以来，“十四五”期间。",
        "推行“15分钟服务圈”和“1+6”模式。",
        "《100个故事》出版。",
        "千家万户都知道，千方百计去办。",
        "这是4A级景区，用了5G。",
        "三个统一，两地联动，一些人。",
        "老三成了村医，合作社第二成员上台，果子八成熟。",
        "粉丝过万，千万注意。",
        "四十里城子镇的集市。",
        "北纬29.6度，东经104.8度。",
        "9幢的楼长在电梯里。",
        "万家的平安，进百家门。",
        "某部70分队驻地。",
    ],
)
def test_leaves_out_what_is_no_figure(segmented: Segmented, sentence: str) -> None:
    assert find_figures(segmented(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "values", "unit"),
    [
        ("每组3至5名。", [3, 5], "名"),
        ("每天挣80—120元。", [80, 120], "元"),
        ("年产3至5万斤。", [30_000, 50_000], "斤"),
        ("来了三四十户人家。", [30, 40], "户"),
        ("十七八个人到场。", [17, 18], "个"),
        ("五六百亩果园。", [500, 600], "亩"),
        ("从60%提高到85%。", [60, 85], "%"),
    ],
)
def test_a_range_gives_two_figures(
    segmented: Segmented, sentence: str, values: list[float], unit: str
) -> None:
    figures = find_figures(segmented(sentence))
    assert [figure.value for figure in figures] == values
    assert {figure.unit for figure in figures} == {unit}


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("40支志愿服务小分队进村。", "志愿服务小分队"),
        ("9名符合条件的士兵来到医院。", "士兵"),
        ("累计收集意见建议1.1万余条。", "意见建议"),
        ("建成服务中心（站）146个。", "服务中心（站）"),
        ("12个苏木30个嘎查。", "苏木"),
        ("投入100万元，建起大棚。", "投入"),
        ("占地面积约120平方米，很宽敞。", "占地面积"),
        ("62个嘎查的干部轮流登台。", "嘎查"),
        ("57名实绩突出的干部受到表彰。", "干部"),
        ("13名跑过市场的党员进村。", "党员"),
        ("建起3个调解小组。", "调解小组"),
        ("46位七旬以上老人搭伙过日子。", "老人"),
        ("把1100亩地统一耕种。", "地"),
        ("一共开垦了1200亩稻田。", "稻田"),
        ("满意率达到98%。", "满意率"),
        ("班车全年行驶9.6万公里。", "行驶"),
        ("办起近千场各类演出。", "演出"),
        ("桥长约300米的新路。", "桥长"),
        ("出不了远门的妇女，有一万余人。", "妇女"),
        ("30多名群众正在搬运。", "群众"),
        ("超过四十名妇女眼巴巴地望着。", "妇女"),
        ("在海拔3000米的村子里。", "海拔"),
    ],
)
def test_says_what_is_counted(segmented: Segmented, sentence: str, counted: str) -> None:
    assert find_figures(segmented(sentence))[0].of == counted


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("调解纠纷407起，成功389起。", ["纠纷", "纠纷"]),
        ("老人6400名，占19%。", ["老人", "老人"]),
        ("住着3914户18569名搬迁群众。", ["搬迁群众", "搬迁群众"]),
        ("扣减补贴300元至800元。", ["补贴", "补贴"]),
        ("毛驴从120只扩到213只。", ["毛驴", "毛驴"]),
        ("提拔干部57名，其中32名来自一线。", ["干部", "干部"]),
    ],
)
def test_figures_share_what_they_count(
    segmented: Segmented, sentence: str, counted: list[str]
) -> None:
    assert [figure.of for figure in find_figures(segmented(sentence))] == counted


def test_text_covers_the_bound_words(segmented: Segmented) -> None:
    (figure,) = find_figures(segmented("建起了将近200亩蔬菜大棚。"))
    assert figure.text == "将近200亩"


_PIECES = st.lists(
    st.sampled_from(
        [
            "约",
            "近",
            "超",
            "3",
            "12",
            "1.5",
            "万",
            "亿",
            "余",
            "多",
            "名",
            "元",
            "个",
            "亩",
            "%",
            "十",
            "百",
            "千",
            "几",
            "数",
            "左右",
            "以上",
            "至",
            "—",
            "，",
            "。",
            "村民",
            "第",
            "“",
            "”",
        ]
    ),
    max_size=12,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_PIECES)
def test_spans_cover_the_surface(segmented: Segmented, text: str) -> None:
    for figure in find_figures(segmented(text or "。")):
        assert figure.span.of(text) == figure.text
        assert figure.unit or any(rank in figure.text for rank in "万亿")
        assert figure.value >= 0
