"""A small set of invented annotated pages, as a folder of gold files and of pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from anliku.bench.fitting import sets

#: For each article: headline, byline, a paragraph, crosshead, another paragraph.
PAGES = (
    (
        (
            "柳沟村的豆腐坊又冒热气",
            "本报记者 田一禾",
            "清早五点，柳沟村的豆腐坊就亮了灯。村里把空了三年的粮仓改成作坊，十二户人家轮流上工。",
            "一板豆腐两千元",
            "豆腐坊去年卖出豆腐四万斤，每户分红两千元。村支书孟长河说，今年还要添一条豆干生产线。",
        ),
        (
            "渡口镇夜校教老人用手机",
            "本报记者 柳枝青",
            "渡口镇的夜校每周二开课，教老人用手机挂号、缴费。头一批学员有八十六人，最大的八十一岁。",
            "学生当了小先生",
            "夜校请中学生当助教，一人带两位老人。学员何秀兰说，学会视频以后天天能看见孙子。",
        ),
    ),
    (
        (
            "石桥社区修好三十二部电梯",
            "本报记者 路远",
            "石桥社区的电梯用了二十年，常常停在半空。居民投票动用维修资金，三个月修好三十二部电梯。",
            "记录贴在墙上",
            "电梯修好以后，物业每周张贴检查记录。住在十一楼的居民说，买菜再也不用爬楼梯了。",
        ),
        (
            "青杨乡果农抱团卖苹果",
            "本报记者 金小华",
            "青杨乡的苹果熟了，果农今年不再各卖各的。合作社统一分级装箱，苹果一斤多卖六角钱。",
            "霜来先报信",
            "合作社还给果园装了气象站，霜冻来临前发短信。果农老魏的三亩苹果没有受冻。",
        ),
    ),
    (
        (
            "白鹭湾的渔民上了岸",
            "本报记者 汪小露",
            "白鹭湾禁渔三年，二百多户渔民上了岸。镇里办起船厂和民宿，渔民有了新工作。",
            "渔网换成巡查船",
            "老渔民常大船当了护鱼员，每天沿湾巡查二十里。他说，江豚又回到白鹭湾来了。",
        ),
        (
            "北坡中学把操场借给街坊",
            "本报记者 许望山",
            "北坡中学的操场晚上对街坊开放，灯亮到九点。街道派人值守，学校不用多花一分钱。",
            "人多心更近",
            "开放半年，来操场跑步的街坊有一万多人次。校长说，操场没有坏，人却近了。",
        ),
    ),
)


def write_set(folder: Path) -> tuple[Path, Path]:
    """Write the pages into a folder; return the folders of the gold and of the pages."""
    gold_dir = folder / "gold"
    gold_dir.mkdir()
    for number, articles in enumerate(PAGES, 1):
        lines = ["民生周刊", ""]
        entries: list[dict[str, object]] = []
        crossheads: list[int] = []
        for headline, *rest in articles:
            first = len(lines) + 1
            lines += [headline, *rest, ""]
            where = [[first, first + len(rest)]]
            entries.append({"headline": headline, "subhead": "", "column": "", "lines": where})
            crossheads.append(first + 3)
        (folder / f"{number}.txt").write_text("\n".join(lines), "utf-8")
        gold = {"page": f"{number}.txt", "articles": entries, "crossheads": crossheads}
        (gold_dir / f"{number}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return gold_dir, folder


def tables_written(
    fit: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[list[str]]]:
    """Fit to the set twice; yield the cells of the rows that each fit has written."""
    monkeypatch.setattr(sets, "SAMPLES", write_set(folder))
    for name in ("one.tsv", "two.tsv"):
        monkeypatch.setattr(fit, "WEIGHTS", folder / name)
        fit.main(["--write"])
        rows = (folder / name).read_text("utf-8").splitlines()
        yield [row.split("\t") for row in rows if row[:1] != "#"]
