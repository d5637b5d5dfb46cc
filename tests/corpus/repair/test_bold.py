"""Fake bold: what was printed twice goes, what repeats of its own accord stays."""

from __future__ import annotations

import pytest

from anliku.corpus.repair.cleaning import clean_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        # whole lines: by runs, by glyphs, three times, with blanks between
        ("““茶香茶香””飘万家飘万家 富路富路通四方通四方", "“茶香”飘万家 富路通四方"),
        ("““五亮五心五亮五心””连民意连民意", "“五亮五心”连民意"),
        ("茶园里的歌声茶园里的歌声", "茶园里的歌声"),
        ("茶园里的歌声 茶园里的歌声", "茶园里的歌声"),
        ("茶园里的歌声茶园里的歌声茶园里的歌声", "茶园里的歌声"),
        ("山山里里茶茶香香飘飘万万家家", "山里茶香飘万家"),
        ("山山山里里里茶茶茶香香香飘飘飘", "山里茶香飘"),
        ("““““小小积积分分””””", "““小积分””"),
        ("22002255年年春春茶茶开开采采", "2025年春茶开采"),
        ("“茶香满坡”“茶香满坡”", "“茶香满坡”"),
        # a part of a line
        ("【【学学习习贯贯彻彻】】今年以来", "【学习贯彻】今年以来"),
        ("镇里推行““三茶统筹三茶统筹””模式，成效明显。", "镇里推行“三茶统筹”模式，成效明显。"),
        ("镇里推行““三茶统筹””模式，成效明显。", "镇里推行“三茶统筹”模式，成效明显。"),
        ("依据《《茶园管护公约》》办事，", "依据《茶园管护公约》办事，"),
        ("镇里打造三三茶茶统统筹筹样板，成效明显。", "镇里打造三茶统筹样板，成效明显。"),
        ("今年山山山里里里茶茶茶大丰收，", "今年山里茶大丰收，"),
        ("茶香茶香飘万家飘万家 富路通四方", "茶香飘万家 富路通四方"),
        ("把好茶园质量关茶园质量关 走好致富路", "把好茶园质量关 走好致富路"),
    ],
)
def test_what_was_printed_twice_goes(raw: str, clean: str) -> None:
    assert clean_line(raw, blanks=True).text == clean


@pytest.mark.parametrize(
    "line",
    [
        "高高兴兴",
        "家家户户干干净净迎新年",
        "家家户户干干净净整整齐齐漂漂亮亮",
        "平平安安健健康康快快乐乐",
        "人人参与，天天清扫，",
        "天天天蓝，人人人乐",
        "好不好，好不好",
        "研究研究",
        "研究研究讨论讨论",
        "滴滴答答滴滴答答",
        "哈哈哈",
        "哈哈哈哈哈哈哈哈",
        "谢谢谢谢",
        "谢谢谢谢谢谢谢谢",
        "加油加油加油加油",
        "加油！加油！加油！",
        "一个问题一个问题地解决",
        "一家一家走访，一户一户登记，",
        "综艺频道、体育频道、体育赛事频道",
        "万年村、万年村委会",
        "妈妈爸爸爷爷奶奶都来了，",
        "——————",
        "……",
        "110110119119120120",
        "12 12 34 34 56 56",
    ],
)
def test_what_repeats_of_its_own_accord_stays(line: str) -> None:
    assert clean_line(line, blanks=True).text == line


def test_the_first_copy_is_kept() -> None:
    line = clean_line("推行““三茶三茶””")
    assert line.text == "推行“三茶”"
    assert list(line.columns) == [1, 2, 3, 5, 6, 9]
