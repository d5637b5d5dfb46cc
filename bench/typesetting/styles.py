"""House styles of invented newspapers, each with the habits of a real kind of paper."""

from __future__ import annotations

from .style import FAT_SONG, HEI, KAI, SONG, TITLE, Faces, Heading, HouseStyle, Plan, Slot

_CENTRAL = HouseStyle(
    name="central",
    paper="样例人民报",
    width=1000,
    height=1480,
    margin=40,
    columns=5,
    gutter=14,
    size=10,
    leading=14.5,
    headline=(40, 17),
    gap=2,
    rules="flat",
    byline="under",
    heading=Heading(
        "strip", "要闻", "2024年6月18日　星期二", "{:02d}", "责任编辑：甲文　美术编辑：乙图"
    ),
    plans=(
        Plan(
            """
            AAAAA
            AAAAA
            AAAAA
            BBCCC
            BBCCC
            BBCCC
            DDDEE
            DDDEE
            DDDEE
            DDDFF
            GGHFF
            GGHFF
            """,
            {
                "A": Slot(kind="report"),
                "B": Slot(),
                "C": Slot(head="centre", span=1, scale=0.7),
                "D": Slot(),
                "E": Slot(kind="commentary", frame="frame", columns=2),
                "F": Slot(kind="picture"),
                "G": Slot(),
                "H": Slot(scale=0.6),
            },
        ),
    ),
)

_RIVER = HouseStyle(
    name="river",
    paper="样例江报",
    width=960,
    height=1400,
    margin=36,
    columns=6,
    gutter=11,
    size=9.3,
    leading=13,
    headline=(34, 15),
    gap=2,
    rules="all",
    byline="dateline",
    align="left",
    order="column",
    runs="piece",
    ends="hang",
    doubled=True,
    faces=Faces(SONG, HEI, KAI, SONG, SONG, HEI, KAI),
    heading=Heading("strip", "基层", "2024.06.18", "{}版", "编辑 丙小", "讲述身边事 温暖身边人"),
    plans=(
        Plan(
            """
            AAAABB
            AAAABB
            AAAABB
            AAAACC
            AADDCC
            EEDDCC
            EEDDCC
            EEFFFF
            EEFFFF
            GGGHHH
            GGGHHH
            GGGHHH
            """,
            {
                "A": Slot(),
                "B": Slot(kind="picture"),
                "C": Slot(kind="briefs", frame="frame", columns=2),
                "D": Slot(),
                "E": Slot(head="top"),
                "F": Slot(head="left", span=2),
                "G": Slot(head="vertical"),
                "H": Slot(),
            },
        ),
    ),
)

_COUNTY = HouseStyle(
    name="county",
    embedded=False,
    paper="样例县报",
    width=780,
    height=1080,
    margin=34,
    columns=4,
    gutter=16,
    size=10.5,
    leading=16,
    headline=(36, 18),
    gap=1,
    byline="end",
    order="shuffled",
    ends="full",
    faces=Faces(headline=FAT_SONG),
    heading=Heading("front", "今日4版", "2024年6月18日 第24期", "第{}版", "国内统一刊号（样例）"),
    plans=(
        Plan(
            """
            AAAA
            AAAA
            AAAA
            BBCC
            BBCC
            BBCC
            DDDE
            DDDE
            DDDE
            """,
            {
                "A": Slot(head="pull", span=2, scale=0.8),
                "B": Slot(kind="picture"),
                "C": Slot(),
                "D": Slot(),
                "E": Slot(kind="notice", frame="frame"),
            },
        ),
    ),
)

_ORG = HouseStyle(
    name="organisation",
    paper="样例组工",
    width=600,
    height=840,
    margin=40,
    columns=3,
    gutter=18,
    size=10.5,
    leading=16.5,
    headline=(28, 18),
    gap=2,
    byline="bullet",
    align="centre",
    order="blocks",
    runs="glyph",
    faces=Faces(headline=TITLE),
    heading=Heading("corner", "实践", "2024年第6期", "{}", "本期责编 丁一", ""),
    plans=(
        Plan(
            """
            AAA
            AAA
            AAA
            AAA
            BBC
            BBC
            BBC
            """,
            {"A": Slot(), "B": Slot(), "C": Slot(kind="study", frame="tint")},
        ),
    ),
)

#: All house styles, in a fixed order.
STYLES: tuple[HouseStyle, ...] = (_CENTRAL, _RIVER, _COUNTY, _ORG)
