"""House styles of large papers: five or six columns."""

from __future__ import annotations

from ..style import HEI, KAI, SONG, Faces, Heading, HouseStyle, Plan, Slot

#: A national daily: five columns, white space and flat rules, centred headlines with deck.
_NATIONAL = HouseStyle(
    name="national",
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
    names="　",
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
                "A": Slot(jump="to 3"),
                "B": Slot(),
                "C": Slot(head="centre", span=1, scale=0.7),
                "D": Slot(picture="middle"),
                "E": Slot(kind="commentary", frame="frame", columns=2),
                "F": Slot(kind="picture"),
                "G": Slot(),
                "H": Slot(scale=0.6),
            },
        ),
        Plan(
            """
            AAABB
            AAABB
            AAABB
            AAACC
            DDDCC
            DDDCC
            DDDCE
            DDDCE
            FFFFE
            FFFFE
            GGHHH
            GGHHH
            """,
            {
                "A": Slot(picture="top"),
                "B": Slot(kind="commentary", face="kai", frame="tint", columns=1, scale=0.8),
                "C": Slot(scale=0.8),
                "D": Slot(head="left", span=2),
                "E": Slot(kind="study", frame="frame"),
                "F": Slot(lead=True),
                "G": Slot(kind="picture", columns=2),
                "H": Slot(head="centre", span=1, scale=0.6),
            },
        ),
        Plan(
            """
            AAABB
            AAABB
            AAABB
            AAAAA
            AAAAA
            CDDDD
            CDDDD
            CDDEE
            CFFEE
            CFFEE
            GGGHH
            GGGHH
            """,
            {
                "A": Slot(jump="from 1", scale=0.9),
                "B": Slot(kind="study", frame="frame", columns=1, scale=0.7),
                "C": Slot(kind="briefs", head="each", frame="tint", columns=1, text="一线掠影"),
                "D": Slot(head="left", span=2, scale=0.8),
                "E": Slot(kind="picture"),
                "F": Slot(scale=0.7),
                "G": Slot(head="side"),
                "H": Slot(kind="commentary", frame="frame", columns=2, byline="end"),
            },
        ),
    ),
)

#: A provincial daily: six narrow columns, hairlines everywhere, headlines at the left, drawn twice.
_RIVER = HouseStyle(
    name="river",
    condensed=0.85,
    fat_dateline=True,
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
                "A": Slot(picture="corner"),
                "B": Slot(kind="picture"),
                "C": Slot(kind="briefs", frame="frame", columns=2, text="短讯"),
                "D": Slot(),
                "E": Slot(),
                "F": Slot(head="left", span=2),
                "G": Slot(head="vertical"),
                "H": Slot(),
            },
        ),
        Plan(
            """
            AABBBB
            AABBBB
            AABBBB
            CCBBDD
            CCEEDD
            CCEEDD
            FFEEDD
            FFFFFF
            FFFFFF
            GGHHII
            GGHHII
            GGHHII
            """,
            {
                "A": Slot(kind="commentary", head="side", face="kai"),
                "B": Slot(head="pull", span=2, scale=0.8),
                "C": Slot(),
                "D": Slot(kind="briefs", frame="tint", columns=1, head="each", text="各地传真"),
                "E": Slot(kind="picture"),
                "F": Slot(head="centre", span=2, byline="end"),
                "G": Slot(),
                "H": Slot(kind="advert", text="讲文明 树新风"),
                "I": Slot(kind="notice"),
            },
        ),
        Plan(
            """
            AAAACC
            AAAACC
            ABBACC
            ABBACC
            AAAACC
            DDDDDD
            DDDDDD
            DDDDDD
            EEEFFF
            EEEFFF
            EEEFFF
            EEEGGG
            EEEGGG
            EEEHHH
            """,
            {
                "A": Slot(scale=0.8),
                "B": Slot(kind="notice", frame="frame", columns=1, scale=0.5),
                "C": Slot(head="top", backed=True, picture="corner"),
                "D": Slot(head="centre", span=2, byline="end"),
                "E": Slot(head="upright"),
                "F": Slot(kind="picture", picture="left"),
                "G": Slot(head="left", span=1, scale=0.7),
                "H": Slot(kind="small", frame="frame", columns=3),
            },
        ),
    ),
)

#: A farmers' daily: five columns one em apart, no rules, tracked headlines, large characters.
_FARMERS = HouseStyle(
    name="farmers",
    left_crosshead=True,
    paper="样例农报",
    width=980,
    height=1420,
    margin=38,
    columns=5,
    gutter=9.5,
    size=9.5,
    leading=13.5,
    headline=(38, 17),
    gap=2,
    byline="under",
    tracking=0.12,
    order="blocks",
    dropcap=True,
    two_row_crosshead=False,
    wide_space=False,
    label="tint",
    bullet="◆",
    names=" ",
    desk="本报记者 ",
    credit="{} 摄",
    heading=Heading("corner", "乡村治理", "2024年6月18日 甲辰年五月十三", "{}", "编辑：戊禾"),
    plans=(
        Plan(
            """
            AAAAB
            AAAAB
            AAAAB
            CCDDB
            CCDDB
            CCDDE
            CCDDE
            FFFFE
            FFFFE
            FFFFE
            GGGHH
            GGGHH
            """,
            {
                "A": Slot(lead=True),
                "B": Slot(kind="briefs", text="田野快报", frame="tint"),
                "C": Slot(),
                "D": Slot(picture="corner"),
                "E": Slot(kind="commentary", scale=0.7),
                "F": Slot(head="centre", span=2, backed=True),
                "G": Slot(kind="picture", picture="left"),
                "H": Slot(byline="end"),
            },
        ),
        Plan(
            """
            AABBB
            AABBB
            AABBB
            CCCCB
            CCCCB
            CCCCB
            DDEEE
            DDEEE
            DDEEE
            FFFGG
            FFFGG
            FFFHH
            """,
            {
                "A": Slot(kind="picture"),
                "B": Slot(),
                "C": Slot(picture="middle", byline="dateline", frame="frame"),
                "D": Slot(head="upright"),
                "E": Slot(head="left", span=2),
                "F": Slot(jump="from 1"),
                "G": Slot(kind="notice"),
                "H": Slot(kind="small"),
            },
        ),
        Plan(
            """
            AABBB
            AABBB
            AABBB
            AAACC
            DDACC
            DDACC
            DDEEE
            DDEEE
            FFFFF
            FFFFF
            FFFFF
            GGGGG
            GGGGG
            """,
            {
                "A": Slot(byline="bottom"),
                "B": Slot(picture="top"),
                "C": Slot(kind="study", frame="tint", columns=1, scale=0.7),
                "D": Slot(kind="picture"),
                "E": Slot(byline="dateline"),
                "F": Slot(head="pull", span=3, scale=0.8),
                "G": Slot(kind="briefs", frame="frame", columns=4, text="田间短信"),
            },
        ),
    ),
)

#: The house styles of this file.
BROADSHEETS: tuple[HouseStyle, ...] = (_NATIONAL, _RIVER, _FARMERS)
