"""Letter-spaced lines and blanks inside Chinese."""

from __future__ import annotations

import pytest

from anliku.corpus.repair.cleaning import clean_line, is_letter_spaced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("日 前 ，茶 园 开 采 。", "日前，茶园开采。"),
        ("日\u3000前\u3000，茶\u3000园\u3000开\u3000采\u3000。", "日前，茶园开采。"),
        ("日\u00a0前\u00a0，记者从县里获悉", "日前，记者从县里获悉"),
        ("日\t前，记者从县里获悉", "日前，记者从县里获悉"),
        ("全镇共有 30余名 茶农", "全镇共有30余名茶农"),
        ("使用 App  Store 下载", "使用App Store下载"),
        ("　　春茶开采了", "春茶开采了"),
        ("春茶&nbsp;开采", "春茶开采"),
        (" \u3000\t ", ""),
    ],
)
def test_blanks_inside_chinese_go(raw: str, clean: str) -> None:
    assert clean_line(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("建强“主心骨” 架起“连心路”", "建强“主心骨” 架起“连心路”"),
        ("茶 香 飘 出  幸 福 路 宽", "茶香飘出 幸福路宽"),
        ("有 人 管 销 路", "有人管销路"),
        ("茶香\u3000路宽", "茶香 路宽"),
        ("日 前 ，记者从县里获悉", "日前，记者从县里获悉"),
        ("今年，日 前 ，记者从县里获悉", "今年，日前，记者从县里获悉"),
        ("记者 王 伟 李建国 通讯员 赵 敏", "记者 王 伟 李建国 通讯员 赵 敏"),
        ("责编/谷 雨 校对/何 川 电话", "责编/谷 雨 校对/何 川 电话"),
        ("本报记者 谢 朝 政", "本报记者 谢朝政"),
        ("通讯员 洪 毅 邓 佳", "通讯员 洪 毅 邓 佳"),
        ("石 磊 摄", "石磊 摄"),
        ("简 讯", "简讯"),
        ("河 南 农 村 周 刊2023年3月17日", "河南农村周刊2023年3月17日"),
        ("本报记者 罗 永 刚 陈 诗 丽", "本报记者 罗永刚陈诗丽"),
        ("采 茶 忙 喜丰收", "采茶忙 喜丰收"),
        ("记者 王伟 李强 通讯员 赵敏", "记者 王伟 李强 通讯员 赵敏"),
        ("茶香 飘出 幸福 路宽", "茶香 飘出 幸福 路宽"),
    ],
)
def test_the_gap_between_phrases_stays(raw: str, clean: str) -> None:
    assert clean_line(raw, blanks=True).text == clean


@pytest.mark.parametrize(
    ("line", "spaced"),
    [
        ("日 前 ，茶 园 开 采", True),
        ("建强“主心骨” 架起“连心路”", False),
        ("春茶开采", False),
        ("记者 王伟 李强 通讯员 赵敏", False),
    ],
)
def test_is_letter_spaced(line: str, spaced: bool) -> None:
    assert is_letter_spaced(line) is spaced
