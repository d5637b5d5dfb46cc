"""Names of all nationalities, of rare families, and words that only look like names."""

from collections.abc import Callable

import pytest

from anliku.corpus.types import Span
from anliku.nlp.people import find_people
from anliku.nlp.types import Level, Place, SegmentedArticle, Status

Segmented = Callable[..., SegmentedArticle]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("牧民阿拉腾其木格把羊赶回圈里。", ["阿拉腾其木格"]),
        ("“今年草好。”萨其日巴图笑着说。", ["萨其日巴图"]),
        ("45岁的呼德尔朝克图是边境牧民。", ["呼德尔朝克图"]),
        ("牧民孟和和妻子图雅一起放羊。", ["孟和", "图雅"]),
        ("嘎查党支部书记布和介绍。", ["布和"]),
        ("村民吉克木呷莫第一个签字。", ["吉克木呷莫"]),
        ("驻村干部阿苏日则来到村里。", ["阿苏日则"]),
        ("村民泽郎卓玛把家里收拾干净。", ["泽郎卓玛"]),
        ("牧民才让当周在草场巡护。", ["才让当周"]),
        ("村民的吐尔逊·卡德尔把核桃装车。", ["吐尔逊·卡德尔"]),
        ("果农艾则孜·买买提不但学会了修剪，还教别人。", ["艾则孜·买买提"]),
        ("叶尔波力·哈布力通过培训当上了电工。", ["叶尔波力·哈布力"]),
        ("村民牙生·托合提高兴地说。", ["牙生·托合提"]),
        ("牧民苏德巴特尔和乌日古木拉一起打草。", ["苏德巴特尔", "乌日古木拉"]),
        ("护边员布茹玛汗·毛勒朵说。", ["布茹玛汗·毛勒朵"]),
        ("牧民叶尔肯别克骑马巡边。", ["叶尔肯别克"]),
        ("景颇族村民勒排麻都告诉记者。", ["勒排麻都"]),
        ("傣族群众岩温罕在橡胶林里干活。", ["岩温罕"]),
        ("东乡族村民马海迪彻说。", ["马海迪彻"]),
        ("土族村民吕什加吉说。", ["吕什加吉"]),
        ("社区党支部书记春梅告诉记者，日子好了。", ["春梅"]),
        ("苗族绣娘龙阿妹教大家刺绣。", ["龙阿妹"]),
        ("瑶族阿婆盘秀英绣花。", ["盘秀英"]),
        ("镇党委书记奇志刚表示，要接着干。", ["奇志刚"]),
        ("58岁的谷农辛桂英把手按在纸上。", ["辛桂英"]),
        ("年近七旬的石维玉站在校门口。", ["石维玉"]),
        ("代雪芳是江西人，退休前当过教师。", ["代雪芳"]),
        ("志愿者张王雨桐说。", ["张王雨桐"]),
        ("村民李䶮介绍。", ["李䶮"]),
        ("村民王𬀪芳说。", ["王𬀪芳"]),
        ("李春梅、王建国、折志强等3人获奖。", ["李春梅", "王建国", "折志强"]),
    ],
)
def test_reads_the_whole_name(segmented: Segmented, sentence: str, names: list[str]) -> None:
    people = find_people(segmented(sentence), ())
    assert [person.name for person in people] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "赛马、那达慕、敖包祭祀，人多事杂。",
        "推行“绿色存折”公益林认管制度。",
        "他们修棚圈、种草，请来田保姆帮忙。",
        "有事先喊单元长，24小时都有人应。",
        "和美乡村·美丽家园行动开始了。",
        "广大群众齐参与，老人乐呵呵说。",
        "树上的果子黄澄澄的，居民楼栋长也来了。",
        "高安县古州镇高兴地迎来客人。",
        "（通讯员 许光辉 王英才 杨本德）村里热闹起来。",
        "本报评论员李文远写字楼里能不能办成事？",
        "志愿者平均年龄六十岁，牧民养牛养羊。",
    ],
)
def test_leaves_out_what_looks_like_a_name(segmented: Segmented, sentence: str) -> None:
    assert find_people(segmented(sentence), ()) == ()


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("红光村的村民孙桂兰在家。", "红光村的村民"),
        ("孙桂兰是村党支部书记，也是大家敬重的“老班长”。", "村党支部书记、“老班长”"),
        (
            "孙桂兰，女，汉族，1980年2月生，现任青河县柳树镇镇长，拟任县级部门正职。",
            "现任青河县柳树镇镇长，拟任县级部门正职",
        ),
    ],
)
def test_reads_a_role(segmented: Segmented, sentence: str, role: str) -> None:
    (person,) = find_people(segmented(sentence), ())
    assert (person.name, person.role) == ("孙桂兰", role)


def _place(text: str, name: str, level: Level) -> Place:
    at = text.index(name)
    span = Span(at, at + len(name))
    return Place(name, name, "", level, span, (span,), Status.EXACT, "gazetteer")


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("在柳树镇红光村，58岁的谷农孙桂兰忙着收割。", "柳树镇红光村谷农"),
        ("柳树镇红光村的孙桂兰开了小店。", ""),
        ("柳树镇红光村变了样。村党支部书记孙桂兰介绍。", "柳树镇红光村党支部书记"),
        ("柳树镇红光村变了样。镇党委书记孙桂兰介绍。", "柳树镇党委书记"),
        ("柳树镇红光村变了样。民警孙桂兰介绍。", "民警"),
    ],
)
def test_names_the_home_of_a_role(segmented: Segmented, sentence: str, role: str) -> None:
    places = (
        _place(sentence, "柳树镇", Level.TOWNSHIP),
        _place(sentence, "红光村", Level.VILLAGE),
    )
    (person,) = find_people(segmented(sentence), places)
    assert person.role == role
