"""Width, years, thousands, dots, dashes, lone kana, quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.repair.cleaning import clean_line
from anliku.corpus.repair.signs import mend_digits, mend_signs, pair_quotes, widen_signs


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("村里(共3人)有1,000亩地,都种上了", "村里（共3人）有1,000亩地，都种上了"),
        ("李安娜(Anna)来了", "李安娜（Anna）来了"),
        ("（共3人)", "（共3人）"),
        ("约定:不砍树;不挖沟!好?好。", "约定：不砍树；不挖沟！好？好。"),
        ("e.g. a,b(c)", "e.g. a,b(c)"),
        ("比例为1∶5，时间16∶00", "比例为1:5，时间16:00"),
        ("要求∶按时完成", "要求：按时完成"),
        ("增长3．5%", "增长3.5%"),
        ("1，000亩茶园", "1,000亩茶园"),
        ("投入1，250，000元", "投入1,250,000元"),
        ("产值1，250.5万元", "产值1,250.5万元"),
        ("１，０００亩", "1,000亩"),
        ("上午10，300人到场", "上午10,300人到场"),
        ("乘2，302，708路", "乘2，302，708路"),
        ("1+1，185元", "1+1，185元"),
        ("2024年，300户", "2024年，300户"),
        ("到2025，300户", "到2025，300户"),
        ("二○二三年", "二〇二三年"),
        ("二ОΟ二年", "二〇〇二年"),
        ("二0二三年、二00四年", "二〇二三年、二〇〇四年"),
        ("一九五○年", "一九五〇年"),
        ("○一号茶园", "○一号茶园"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提‧艾力", "阿依古丽·买买提·艾力"),
        ("•第一条", "•第一条"),
        ("茶园──路──家", "茶园——路——家"),
        ("茶园――路", "茶园——路"),
        ("────────", "────────"),
        ("策划︱王伟", "策划|王伟"),
        ("茶园︱︱路", "茶园——路"),
        ("ニ十大エ作报告", "二十大工作报告"),
        ("品牌トヨタ汽车", "品牌トヨタ汽车"),
        ("4А级景区", "4A级景区"),
    ],
)
def test_signs_by_their_neighbours(raw: str, clean: str) -> None:
    assert clean_line(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ('推行"三茶统筹"模式', "推行“三茶统筹”模式"),
        ('推行"三茶统筹"模式，用好"茶园积分"。', "推行“三茶统筹”模式，用好“茶园积分”。"),
        ('他说："好。"', "他说：“好。”"),
        ("推行″三茶统筹″模式", "推行“三茶统筹”模式"),
        ('统筹"模式，推行"三茶', '统筹"模式，推行"三茶'),
        ('一块55"的屏幕', '一块55"的屏幕'),
        ('一段"没有完\n又一段"也没有完', '一段"没有完\n又一段"也没有完'),
        ("北纬20°30′15″、东经110°20′30″", "北纬20°30′15″、东经110°20′30″"),
    ],
)
def test_straight_quotation_marks(raw: str, clean: str) -> None:
    assert pair_quotes(raw) == clean


_TEXT = st.text('茶园二三0○ОoO・•──ーエ1，,.()（）"″亩人 A', max_size=40)


@given(_TEXT)
def test_the_length_stays(text: str) -> None:
    for mend in (widen_signs, mend_digits, mend_signs, pair_quotes):
        assert len(mend(text)) == len(text)
        assert mend(mend(text)) == mend(text)
