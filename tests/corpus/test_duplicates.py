"""Reprints and other versions of a text, told from texts that only sound alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.duplicates import (
    LEAST_KEYS,
    Likeness,
    Match,
    body_from,
    compare,
    keys_of,
    keys_of_all,
)

_TEXT = (
    "日前，云岭县青山镇的茶农们在村口的茶园里忙着采摘今年的第一批春茶。去年秋天，镇里把三百多户茶农"
    "请到一张桌子旁，商量怎样把零散的茶园连成片、把各家的牌子并成一个。“以前各卖各的，价钱上不去，如今一起"
    "炒、一起卖，一斤能多挣二十元。”茶农江小满一边说一边把竹篓里的鲜叶倒进车里。镇党委书记田野介绍，村里的"
    "党员带头让出晒场，合作社统一收鲜叶，检测站就设在路边，谁家的茶不合格当场退回。到今年四月，全镇1260亩"
    "茶园都装上了水管，86户人家学会了用手机卖茶，茶叶合作社给村集体带来收入42万元。收入拿出三成修路，两成"
    "用来给七十岁以上的老人办食堂。下一步，镇里打算和邻近的两个乡一起建一座冷库，让夏茶也能卖上好价钱。"
)
_OTHER = (
    "连日来，望湖市白杨街道的网格员王小雨每天傍晚都要绕着小区走上一圈。她的本子上记着楼道里的灯、漏水的管子和"
    "独居老人的药。街道把三十七个小区分成一百一十个网格，每个网格配一名专职网格员和两名志愿者，居民在手机上拍一张"
    "照片，事情就有了着落。街道办主任林大海说，过去是居民找干部，现在是干部找事情，去年办结的事情有5800多件。"
)
_WEATHER = (
    "据县气象台消息，预计今天夜间到明天白天全县{}，最高气温{}摄氏度，最低气温{}摄氏度，风力{}级。气象部门"
    "提醒广大市民注意{}，出行前关注最新的天气预报和交通信息，农户要及时做好大棚的加固和田间的排水工作，"
    "各乡镇要加强值班值守，发现险情立即报告，确保人民群众的生命财产安全。"
)


def _compare(one: str, other: str) -> Match | None:
    return compare(body_from(one), body_from(other))


def _shares_keys(one: str, other: str) -> bool:
    return len(set(keys_of(one)) & set(keys_of(other))) >= LEAST_KEYS


@pytest.mark.parametrize(
    ("one", "other", "kind", "least"),
    [
        (_TEXT, _TEXT, Likeness.REPRINT, 1.0),
        (_TEXT, _TEXT.replace("，", ", ").replace("“", '"'), Likeness.REPRINT, 1.0),
        (_TEXT, f"本报讯（记者 田一禾）{_TEXT}", Likeness.REPRINT, 1.0),
        (_TEXT, _TEXT.replace("镇里打算", "该镇计划"), Likeness.REPRINT, 0.95),
        (_TEXT, _TEXT[: len(_TEXT) // 2], Likeness.VERSION, 0.95),
        (_TEXT, _TEXT[len(_TEXT) // 3 :], Likeness.VERSION, 0.95),
        (_TEXT, _TEXT + _OTHER, Likeness.VERSION, 0.95),
        (_TEXT, _TEXT.replace("忙着采摘", "采下了")[20:260], Likeness.VERSION, 0.8),
    ],
)
def test_the_same_story(one: str, other: str, kind: Likeness, least: float) -> None:
    match = _compare(one, other)
    assert match is not None
    assert match.kind is kind
    assert match.similarity >= least
    assert _compare(other, one) == match
    assert _shares_keys(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_TEXT, _OTHER),
        (
            _WEATHER.format("有小雨", "12", "3", "4到5", "添衣保暖"),
            _WEATHER.format("晴间多云", "27", "15", "2到3", "防晒补水"),
        ),
        (
            "为深入贯彻落实党的二十大精神，青山镇召开干部会议，部署下一步工作。",
            "为深入贯彻落实党的二十大精神，白杨街道召开干部会议，部署下一步工作。",
        ),
        (
            "近日，青山镇开展志愿服务活动，为老人理发、量血压，受到居民好评。（江小满）",
            "近日，白杨街道开展志愿服务活动，为老人理发、量血压，受到居民好评。（林大海）",
        ),
        ("短讯一则", "短讯一则"),
        ("", ""),
    ],
)
def test_stories_that_only_sound_alike(one: str, other: str) -> None:
    assert _compare(one, other) is None


def test_a_brief_is_found_again() -> None:
    brief = "近日，青山镇的茶农江小满把自家晒场让给合作社堆放鲜叶，邻居们都说这样省了来回跑的路。"
    match = _compare(brief, f"{brief}（田一禾）")
    assert match is not None
    assert match.kind is Likeness.REPRINT


def test_keys_never_change() -> None:
    # Libraries keep them: other numbers would part old articles from new ones.
    keys = keys_of(_TEXT)
    assert len(keys) == 24
    assert keys[:3] == (123022168492, 154991472050, 188335445709)
    assert list(keys) == sorted(set(keys))
    assert all(0 <= key < 2**40 for key in keys)
    assert keys_of("短讯") == ()


def test_keys_do_not_depend_on_company() -> None:
    texts = [_TEXT, "短讯", _OTHER, _TEXT[:40], _OTHER * 300, "", _TEXT[::-1]]
    assert [tuple(keys) for keys in keys_of_all(texts)] == [keys_of(text) for text in texts]
    assert [tuple(keys) for keys in keys_of_all(texts[::-1])] == [
        keys_of(text) for text in texts[::-1]
    ]
    assert keys_of_all([]) == []


@given(st.text("茶园里的人、2，。", max_size=80), st.text("茶园里的人、2，。", max_size=80))
def test_comparing_goes_both_ways(one: str, other: str) -> None:
    match = _compare(one, other)
    assert match == _compare(other, one)
    if match is not None:
        assert 0 < match.similarity <= 1
