"""House styles without rules: only white, or nothing, parts the articles."""

from __future__ import annotations

from ..style import FAT_SONG, HEI, KAI, SONG, TITLE, Faces, Heading, HouseStyle, Plan, Slot

#: A southern daily: broadsheet, six columns, no rules at all, names on the last line.
_SOUTHERN = HouseStyle(
    name="southern",
    condensed=0.8,
    paper="样例南报",
    width=1040,
    height=1520,
    margin=44,
    columns=6,
    gutter=15,
    size=9.8,
    leading=14,
    headline=(44, 18),
    gap=2,
    byline="bottom",
    order="blocks",
    runs="piece",
    ends="hang",
    two_row_crosshead=True,
    label="plain",
    names=" ",
    desk="文/本报记者 ",
    credit="（{} 摄影报道）",
    faces=Faces(SONG, TITLE, HEI, SONG, HEI, HEI, KAI),
    heading=Heading(
        "strip", "治理周刊", "2024年6月18日 星期二", "GZ{:02d}", "统筹 辛文 编辑 壬图", ""
    ),
    plans=(
        Plan(
            """
            AAAAAA
            AAAAAA
            AAAAAA
            AAAAAA
            BBCCDD
            BBCCDD
            BBCCDD
            BBEEEE
            FFEEEE
            FFEEEE
            FFGGGG
            FFGGGG
            FFGGGG
            """,
            {
                "A": Slot(picture="corner", lead=True),
                "B": Slot(),
                "C": Slot(kind="picture"),
                "D": Slot(kind="commentary", frame="tint", face="kai", byline="under"),
                "E": Slot(head="centre", span=2, scale=0.8),
                "F": Slot(kind="briefs", text="粤读微闻", frame="frame", columns=1),
                "G": Slot(head="left", span=3),
            },
        ),
        Plan(
            """
            AABBBB
            AABBBB
            AABBBB
            AABBBB
            CCBBBB
            CCDDEE
            CCDDEE
            CCDDEE
            FFFFEE
            FFFFEE
            FFFFGG
            HHHHGG
            HHHHGG
            """,
            {
                "A": Slot(),
                "B": Slot(picture="top"),
                "C": Slot(kind="study", frame="frame"),
                "D": Slot(kind="picture"),
                "E": Slot(byline="under"),
                "F": Slot(head="vertical"),
                "G": Slot(kind="notice", frame="frame", columns=1, scale=0.7),
                "H": Slot(head="pull", span=2, scale=0.7),
            },
        ),
        Plan(
            """
            AAAABB
            AAAABB
            AAAABB
            ACCABB
            ACCABB
            AAAADD
            EEEEDD
            EEEEDD
            EEEEDD
            EEEEDD
            FFGGGG
            FFGGGG
            FFGGGG
            """,
            {
                "A": Slot(),
                "B": Slot(byline="end"),
                "C": Slot(kind="commentary", frame="tint", columns=2, face="kai", scale=0.6),
                "D": Slot(head="upright"),
                "E": Slot(picture="middle", head="top", lead=True),
                "F": Slot(kind="contents", frame="frame", text="本期看点", columns=1),
                "G": Slot(head="left", span=2, byline="under"),
            },
        ),
    ),
)

#: A trade paper: five columns one em apart, first letters large, brackets at the end, no rules.
_TRADE = HouseStyle(
    name="trade",
    paper="样例合作报",
    width=940,
    height=1360,
    margin=36,
    columns=5,
    gutter=10,
    size=10,
    leading=14,
    headline=(32, 16),
    gap=2,
    byline="end",
    order="article",
    runs="glyph",
    ends="half",
    dropcap=True,
    two_row_crosshead=False,
    label="frame",
    bullet="▲",
    names="、",
    credit="（本报记者 {} 摄）",
    faces=Faces(SONG, FAT_SONG, KAI, HEI, KAI, KAI, HEI),
    heading=Heading(
        "strip", "合作经济", "2024年6月18日", "{}", "责编：癸禾　校对：子木", "服务三农 共同富裕"
    ),
    plans=(
        Plan(
            """
            AABBB
            AABBB
            AABBB
            AABBB
            AACCC
            DDCCC
            DDCCC
            DDCCC
            EEEEE
            EEEEE
            EEEEE
            FFGGH
            FFGGH
            FFGGH
            """,
            {
                "A": Slot(),
                "B": Slot(kind="picture", columns=3),
                "C": Slot(head="left", span=1, scale=0.7),
                "D": Slot(kind="commentary", frame="frame", columns=1, face="kai"),
                "E": Slot(head="centre", span=3, byline="under"),
                "F": Slot(),
                "G": Slot(byline="dateline"),
                "H": Slot(kind="advert", text="诚信经营"),
            },
        ),
        Plan(
            """
            AAAAA
            AAAAA
            AAAAA
            BBCCC
            BBCCC
            BBCCC
            BBDDD
            EEDDD
            EEDDD
            EEFFF
            EEFFF
            GGFFF
            GGHHH
            GGHHH
            GGHHH
            """,
            {
                "A": Slot(head="side", picture="corner"),
                "B": Slot(head="upright"),
                "C": Slot(),
                "D": Slot(picture="middle", byline="under"),
                "E": Slot(kind="briefs", text="社务短波", frame="frame", columns=2),
                "F": Slot(backed=True),
                "G": Slot(kind="picture"),
                "H": Slot(kind="study", frame="tint", columns=3),
            },
        ),
        Plan(
            """
            AAAAA
            AAAAA
            AAABB
            CCABB
            CCABB
            CCDDD
            CCDDD
            EEDDD
            EEEEE
            EEEEE
            FFFGG
            FFFGG
            FFFGG
            """,
            {
                "A": Slot(jump="to 4"),
                "B": Slot(kind="notice", frame="frame", columns=1, scale=0.8),
                "C": Slot(byline="dateline", scale=0.8),
                "D": Slot(kind="picture", picture="left"),
                "E": Slot(head="left", span=2),
                "F": Slot(kind="briefs", head="each", columns=3, frame="tint", text="产业动态"),
                "G": Slot(byline="bullet"),
            },
        ),
    ),
)

#: The house styles of this file.
UNRULED: tuple[HouseStyle, ...] = (_SOUTHERN, _TRADE)
