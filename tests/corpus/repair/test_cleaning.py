"""Cleaning one line: what goes, what stays, and where each kept character stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.repair.cleaning import clean_line, fold, runs_of, widen_signs


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("春茶开采了。", "春茶开采了。"),
        ("日 前 ，茶 园 开 采 。", "日前，茶园开采。"),
        ("全镇共有 30余名 茶农", "全镇共有30余名茶农"),
        ("使用 App Store 下载", "使用App Store下载"),
        ("村里(共3人)有1,000亩地,都种上了", "村里（共3人）有1,000亩地，都种上了"),
        ("２０２５年增长５％，Ａ类", "2025年增长5%，A类"),
        ("茶\u200b园\ufeff里\u00ad", "茶园里"),
        ("**重点**工作", "重点工作"),
        ("## 茶园里的调解室  ", "茶园里的调解室"),
        ("#3楼", "#3楼"),
        ("<b>茶园</b>&nbsp;开采", "茶园开采"),
        ("增长 $15\\%$ 左右", "增长15%左右"),
        ("⼈民調解", "人民調解"),
        ("![图](images/1.jpg)", ""),
        ("   ", ""),
    ],
)
def test_clean_line(raw: str, clean: str) -> None:
    assert clean_line(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("““茶香茶香””飘万家飘万家 富路富路通四方通四方", "“茶香”飘万家 富路通四方"),
        ("茶园里的歌声茶园里的歌声", "茶园里的歌声"),
        ("茶园里的歌声茶园里的歌声茶园里的歌声", "茶园里的歌声"),
        ("山山里里茶茶香香飘飘万万家家", "山里茶香飘万家"),
        ("【【学学习习贯贯彻彻】】今年以来", "【学习贯彻】今年以来"),
        ("高高兴兴", "高高兴兴"),
        ("家家户户干干净净迎新年", "家家户户干干净净迎新年"),
        ("人人参与", "人人参与"),
        ("好不好，好不好", "好不好，好不好"),
        ("研究研究", "研究研究"),
        ("——————", "——————"),
    ],
)
def test_fake_bold(raw: str, clean: str) -> None:
    assert clean_line(raw, blanks=True).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("建强“主心骨” 架起“连心路”", "建强“主心骨” 架起“连心路”"),
        ("茶 香 飘 出  幸 福 路 宽", "茶香飘出 幸福路宽"),
        ("有 人 管 销 路", "有人管销路"),
        ("茶香\u3000路宽", "茶香 路宽"),
    ],
)
def test_the_gap_in_a_headline_stays(raw: str, clean: str) -> None:
    assert clean_line(raw, blanks=True).text == clean


def test_headlines_keep_the_width_of_their_signs() -> None:
    assert clean_line("有事找代表!", widen=False).text == "有事找代表!"
    assert clean_line("有事找代表!").text == "有事找代表！"


@given(st.text("茶园高兴12aA，。“”()!,ＡＢ１ \u3000\u200b#*<>-|", max_size=60))
def test_columns_lead_back(raw: str) -> None:
    line = clean_line(raw)
    assert len(line.text) == len(line.columns)
    assert list(line.columns) == sorted(set(line.columns))
    for sign, column in zip(line.text, line.columns, strict=True):
        origin = raw[column - 1]
        assert sign in {origin, fold(origin), " "} or not origin.isalnum()
    runs = runs_of(line, 7, 3)
    assert sum(run.length for run in runs) == len(line.text)
    for run in runs:
        for i in range(run.length):
            assert line.columns[run.start - 3 + i] == run.column + i


@given(st.text("茶园高兴12aA，。“”()!,ＡＢ１ \u3000", max_size=60))
def test_folding_keeps_the_length(raw: str) -> None:
    assert len(fold(raw)) == len(raw)
    assert len(widen_signs(raw)) == len(raw)
