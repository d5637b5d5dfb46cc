"""Roles: what is read, from where, and which body and place they belong to."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from anliku.corpus.types import Article
from anliku.nlp.organisations import find_organisations
from anliku.nlp.people import find_people
from anliku.nlp.places import find_places
from anliku.nlp.segmentation import load_segmenter, segment
from anliku.nlp.types import Person, SegmentedArticle

Segmented = Callable[..., SegmentedArticle]

_YONGAN = "内蒙古自治区/兴安盟/突泉县/永安镇"


def _people(segmented: Segmented, text: str) -> tuple[Person, ...]:
    article = segmented(text)
    places = find_places(article)
    return find_people(article, places, find_organisations(article, places))


@pytest.mark.parametrize(
    ("sentence", "role", "post", "body", "place"),
    [
        (
            "内蒙古突泉县永安镇四家子村驻村第一书记孙桂兰来了。",
            "内蒙古突泉县永安镇四家子村驻村第一书记",
            "驻村第一书记",
            "",
            "内蒙古自治区/兴安盟/突泉县/永安镇/四家子村",
        ),
        (
            "突泉县公安局一级警员孙桂兰来了。",
            "突泉县公安局一级警员",
            "一级警员",
            "突泉县公安局",
            "内蒙古自治区/兴安盟/突泉县",
        ),
        (
            "突泉县变了样。县委常委、组织部部长孙桂兰介绍。",
            "突泉县委常委、组织部部长",
            "常委、组织部部长",
            "突泉县委",
            "内蒙古自治区/兴安盟/突泉县",
        ),
        (
            "突泉县网商协会成立两年。会长孙桂兰说，生意好做了。",
            "突泉县网商协会会长",
            "会长",
            "突泉县网商协会",
            "内蒙古自治区/兴安盟/突泉县",
        ),
        (
            "突泉县永安镇的一位老党员孙桂兰天天扫街。",
            "突泉县永安镇的一位老党员",
            "一位老党员",
            "",
            _YONGAN,
        ),
        (
            "孙桂兰说，她是突泉县永安镇的党委书记。",
            "突泉县永安镇的党委书记",
            "党委书记",
            "",
            _YONGAN,
        ),
        (
            "孙桂兰回到突泉县永安镇当起了护林员。",
            "护林员",
            "护林员",
            "",
            _YONGAN,
        ),
        (
            "突泉县永安镇四家子村的孙桂兰开店。",
            "",
            "",
            "",
            "内蒙古自治区/兴安盟/突泉县/永安镇/四家子村",
        ),
        ("外甥女孙桂兰去年回到乡里当兽医。", "兽医", "兽医", "", ""),
        ("75岁的孙桂兰老人站了起来。", "老人", "老人", "", ""),
        ("5栋的义务楼长孙桂兰敲门。", "5栋的义务楼长", "5栋的义务楼长", "", ""),
        (
            "孙桂兰今年64岁，是突泉县永安镇的一名乡村医生。",
            "突泉县永安镇的一名乡村医生",
            "一名乡村医生",
            "",
            _YONGAN,
        ),
        ("孙桂兰书记说，路要修。", "书记", "书记", "", ""),
        (
            "今年32岁的孙桂兰，如今是突泉县永安镇的种植户。",
            "突泉县永安镇的种植户",
            "种植户",
            "",
            _YONGAN,
        ),
        ("支委孙桂兰当过兵。", "支委", "支委", "", ""),
    ],
)
def test_says_what_a_role_belongs_to(
    segmented: Segmented, sentence: str, role: str, post: str, body: str, place: str
) -> None:
    (person,) = _people(segmented, sentence)
    found = (person.name, person.role, person.post, person.body, person.place)
    assert found == ("孙桂兰", role, post, body, place)


def test_people_of_one_role_share_what_it_belongs_to(segmented: Segmented) -> None:
    people = _people(segmented, "突泉县永安镇的网格员孙桂兰、赵大勇上门。")
    assert [person.name for person in people] == ["孙桂兰", "赵大勇"]
    assert {person.post for person in people} == {"网格员"}
    assert {person.place for person in people} == {_YONGAN}


def test_people_of_a_list_share_the_role_behind_it(segmented: Segmented) -> None:
    people = _people(segmented, "李桂芝、赵大勇、方永年等3名村民上台。")
    assert [(person.name, person.role) for person in people] == [
        ("李桂芝", "村民"),
        ("赵大勇", "村民"),
        ("方永年", "村民"),
    ]


def test_names_in_a_list_support_each_other(segmented: Segmented) -> None:
    people = _people(segmented, "村民们选出王金山、李满仓、赵铁柱三人当监督员。")
    assert [(person.name, person.post) for person in people] == [
        ("王金山", "监督员"),
        ("李满仓", "监督员"),
        ("赵铁柱", "监督员"),
    ]


def test_reporters_are_no_people_of_the_story(article_of: Callable[..., Article]) -> None:
    article = replace(article_of("孙桂兰走进村里。村民赵大勇说，路好走了。"), reporters=("孙桂兰",))
    people = find_people(segment(article, load_segmenter()), ())
    assert [person.name for person in people] == ["赵大勇"]


def test_a_role_of_an_earlier_mention_is_kept(segmented: Segmented) -> None:
    (person,) = _people(segmented, "突泉县公安局局长孙桂兰来了。孙桂兰说，路要修好。")
    assert person.role == "突泉县公安局局长"
    assert len(person.mentions) == 2


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("层长阿牛木呷莫扶着老人下楼。", "阿牛木呷莫"),
        ("护边员恩孔早诺天天上山。", "恩孔早诺"),
        ("缅甸姑娘玛丁学会了汉语。", "玛丁"),
        ("他与屯长吴国栋下棋，很热闹。", "吴国栋"),
        ("驻村第一书记陈广洲细看了一遍。", "陈广洲"),
        ("白文义是柳树村村民，在外打工。", "白文义"),
        ("“板凳书记”沈悦就坐在门口。", "沈悦"),
        ("副县长于海波主持会议。", "于海波"),
        ("老人关金芳唱起了歌。", "关金芳"),
        ("村民和志强说路通了。", "和志强"),
        ("傣族妇女玉罕香开了农家乐。", "玉罕香"),
        ("牧民哈斯巴特尔把草场流转出去。", "哈斯巴特尔"),
        ("村民图登加措赶着马来了。", "图登加措"),
        ("景颇族村民排早堵栽坚果。", "排早堵"),
        ("撒拉族妇女韩索菲亚做拉面。", "韩索菲亚"),
        ("猎民古·托洛布放养驯鹿。", "古·托洛布"),
        ("护边员布茹玛汗·毛勒朵在石头上刻字。", "布茹玛汗·毛勒朵"),
        ("某国总统阿利耶夫表示，愿意合作。", "阿利耶夫"),
    ],
)
def test_finds_names_behind_more_roles(segmented: Segmented, sentence: str, name: str) -> None:
    assert [person.name for person in _people(segmented, sentence)] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "墙上是党员承诺栏，旁边是照片。",
        "在村里种地也光荣。",
        "推行“五长一队”楼栋管理办法。",
        "儿子在苏州、女儿在无锡打工。",
        "来的是书记和",
        "主任向大家介绍，书记向群众问好，村民和志愿者一起干。",
        "干部常年在外，队长时常来看，民警于日前到村里。",
        "黎巴嫩南部有人说，沙特阿拉伯电视台报道了。",
        "学习马克思主义，读蓝皮书。",
    ],
)
def test_finds_no_names_in_words(segmented: Segmented, sentence: str) -> None:
    assert _people(segmented, sentence) == ()


def test_gives_a_confidence(segmented: Segmented) -> None:
    sure, called = _people(segmented, "村党支部书记孙桂兰说，张大娘来了。")
    assert 0.9 < sure.confidence <= 1.0
    assert 0.5 < called.confidence < sure.confidence
