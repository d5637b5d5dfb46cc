"""Bylines, datelines and endings as newspapers print them."""

from __future__ import annotations

import pytest

from anliku.corpus.lines.bylines import (
    has_surname,
    is_author_note,
    is_source,
    parse_byline,
    parse_dateline,
    parse_ending,
)


@pytest.mark.parametrize(
    ("text", "reporters", "correspondents"),
    [
        ("□本报记者 王小雨 通讯员 李大山 赵敏", ["王小雨"], ["李大山", "赵敏"]),
        ("■本报记者 王 伟 通讯员 李 强", ["王伟"], ["李强"]),
        ("本报记者王小雨通讯员李大山", ["王小雨"], ["李大山"]),
        ("见习记者 高远", ["高远"], []),
        ("本报全媒体记者 高远 实习生 周明", ["高远", "周明"], []),
        ("农村样报·样网首席记者 高远", ["高远"], []),
        ("本报驻贵州记者 高远", ["高远"], []),
        ("记者 高远 周明 文/图", ["高远", "周明"], []),
        ("文/图 本报记者 高远", ["高远"], []),
        ("高远/文 周明/摄", ["高远", "周明"], []),
        ("文/高远 图/周明", ["高远", "周明"], []),
        ("通讯员 周学文 摄影报道", [], ["周学文"]),
        ("赵小红 摄", ["赵小红"], []),
        ("（本报记者 周明）", ["周明"], []),
        ("（记者王伟、李强）", ["王伟", "李强"], []),
        ("（青格乐）", ["青格乐"], []),
        ("本报记者 买买提·吐尔逊 通讯员 扎西卓玛", ["买买提·吐尔逊"], ["扎西卓玛"]),
        ("通讯员 巴图那生", [], ["巴图那生"]),
        ("作者：高远", ["高远"], []),
        ("高远 周明", ["高远", "周明"], []),
        ("记者 高远 发自云州", ["高远"], []),
        ("图片由县融媒体中心提供", [], []),
        ("■本报记者 沈 谦 通讯员 张 鹏举", ["沈谦"], ["张鹏举"]),
        ("本报记者/陈 贻泽 通讯员/韦 斯敏", ["陈贻泽"], ["韦斯敏"]),
        ("样云/云州日报记者 高远 摄", ["高远"], []),
        ("记者 高远 摄/视觉云州", ["高远"], []),
        ("□方 克", ["方克"], []),
        ("田 间", ["田间"], []),
    ],
)
def test_bylines(text: str, reporters: list[str], correspondents: list[str]) -> None:
    byline = parse_byline(text)
    assert byline is not None
    assert (list(byline.reporters), list(byline.correspondents)) == (reporters, correspondents)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "记者走进村里",
        "幸福生活",
        "（下同）",
        "（上接第1版）",
        "村民王伟说",
        "【短讯】",
        "明村。",
        "记者了解到，这里的茶农收入很高，生活也好",
        "本报记者 王小雨 走进了茶园，看见了歌声。今天",
        "■◇",
        "（十七）",
        "（连载·之七）",
        "（省农业局供稿）",
        "田间",
    ],
)
def test_no_bylines(text: str) -> None:
    assert parse_byline(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "names"),
    [
        ("本报讯（记者 高远 通讯员 周明）春茶开采。", "春茶开采。", ("高远", "周明")),
        ("本报云州5月3日电（记者 高远）春茶开采。", "春茶开采。", ("高远",)),
        ("新华社北京5月3日电（记者王伟、李强）春茶开采。", "春茶开采。", ("王伟", "李强")),
        ("本报讯 记者高远报道：春茶开采。", "春茶开采。", ("高远",)),
        ("（本报记者 高远）春茶开采。", "春茶开采。", ("高远",)),
        ("样州日报讯 春茶开采。", "春茶开采。", ()),
        ("【云岭】（记者 高远）春茶开采。", "春茶开采。", ("高远",)),
    ],
)
def test_datelines(text: str, rest: str, names: tuple[str, ...]) -> None:
    dateline = parse_dateline(text)
    assert dateline is not None
    assert text[dateline.end :] == rest
    assert (dateline.byline.names if dateline.byline else ()) == names


@pytest.mark.parametrize(
    "text", ["近日，本报讯员来到村里。", "通讯录要更新。", "报道说，春茶开采。"]
)
def test_no_datelines(text: str) -> None:
    assert parse_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "ending", "names"),
    [
        ("春茶开采了。（高远）", "（高远）", ("高远",)),
        ("春茶开采了。 （本报记者 高远）", " （本报记者 高远）", ("高远",)),
        ("图为采茶。高远 摄", "高远 摄", ("高远",)),
        ("图为采茶。本报记者 高远 摄", "本报记者 高远 摄", ("高远",)),
        ("春茶开采了。（下转第3版）", "（下转第3版）", ()),
        ("春茶开采了。", None, ()),
        ("全县有茶园（青石镇）", None, ()),
    ],
)
def test_endings(text: str, ending: str | None, names: tuple[str, ...]) -> None:
    start, byline = parse_ending(text)
    assert (None if start is None else text[start:]) == ending
    assert (byline.names if byline else ()) == names


@pytest.mark.parametrize(
    ("name", "answer"),
    [("王伟", True), ("欧阳小雨", True), ("王小雨水", False), ("乡村", False), ("王", False)],
)
def test_has_surname(name: str, *, answer: bool) -> None:
    assert has_surname(name) is answer


def test_notes_and_sources() -> None:
    assert is_author_note("（作者单位：云州市委党校）")
    assert is_source("来源：某县融媒体中心")
    assert not is_source("来源地很多。")


def test_who_writes_and_takes_pictures_signs_the_text() -> None:
    byline = parse_byline("文/高远 图/周 明")
    assert byline is not None
    assert not byline.credit


@pytest.mark.parametrize("text", ["（据《党务手册》）", "数据来源：各县农业局", "摘自《云州日报》"])
def test_sources(text: str) -> None:
    assert is_source(text)
