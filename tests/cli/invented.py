"""Invented pages, and what a command leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

PAGE = """\
# 小凳子摆出大和气

本报记者 苗青禾 通讯员 宋远山

浙江省丽水市云和县石塘镇小顺村推行“板凳议事会”制度，村民搬着凳子坐到樟树下说事。

小顺村党支部书记柳春生说，今年以来已议定事项36件，惠及村民1200余人，满意率98%。

# 银龄食堂开张

本报记者 周小满

四川省成都市郫都区唐昌镇战旗村办起“银龄食堂”，为60余名老人提供午餐，村民蒋大妹说，饭菜又热又软。
"""

OTHER = """\
# 积分换来新村貌

本报记者 何晓峰

贵州省遵义市湄潭县兴隆镇龙凤村推行“积分超市”，村民打扫庭院可得积分，已有350多户参加，兑换物品4000余件。
"""


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str
