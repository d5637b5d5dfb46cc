"""House styles of papers of cities and prefectures, and of a weekly."""

from __future__ import annotations

from ..style import HEI, KAI, SONG, TITLE, Faces, Heading, HouseStyle, Plan, Slot

#: An evening tabloid: five narrow columns, black headlines at the left, rules everywhere.
_EVENING = HouseStyle(
    name="evening",
    condensed=0.9,
    left_crosshead=True,
    paper="样例晚报",
    width=820,
    height=1160,
    margin=30,
    columns=5,
    gutter=10,
    size=9,
    leading=12.8,
    headline=(36, 15),
    gap=2,
    byline="bullet",
    align="left",
    rules="all",
    order="shuffled",
    runs="glyph",
    ends="half",
    label="tint",
    bullet="■",
    names=" ",
    desk="本报记者 ",
    credit="{} 摄影报道",
    faces=Faces(SONG, HEI, KAI, HEI, KAI, HEI, SONG),
    heading=Heading(
        "corner",
        "社区",
        "2024年6月18日 星期二",
        "A{:02d}",
        "责编 己文 版式 庚图",
        "新闻热线 见报头",
    ),
    plans=(
        Plan(
            """
            AAABB
            AAABB
            AAABB
            AAABB
            CCDDD
            CCDDD
            CCDDD
            CCDDD
            EEEFF
            EEEFF
            EEEFF
            EEEFF
            """,
            {
                "A": Slot(picture="corner"),
                "B": Slot(kind="briefs", head="each", text="街坊事"),
                "C": Slot(),
                "D": Slot(head="left", span=2),
                "E": Slot(head="upright"),
                "F": Slot(kind="picture"),
            },
        ),
        Plan(
            """
            AAAAA
            AAAAA
            AAAAA
            AAAAA
            BBBCC
            BBBCC
            BBBCC
            DDDCC
            DDDCC
            EEEFF
            EEEFF
            EEEFF
            """,
            {
                "A": Slot(picture="middle", backed=True),
                "B": Slot(head="left", span=2),
                "C": Slot(byline="end"),
                "D": Slot(kind="picture", picture="left"),
                "E": Slot(kind="commentary", head="side", frame="frame", columns=3),
                "F": Slot(kind="small", frame="frame", columns=2),
            },
        ),
        Plan(
            """
            AABBB
            AABBB
            AABBB
            AAABB
            CCABB
            CCABB
            CCDDD
            CCDDD
            EEDDD
            EEFFF
            EEFFF
            EEFFF
            """,
            {
                "A": Slot(scale=0.8),
                "B": Slot(picture="corner", byline="end"),
                "C": Slot(kind="picture"),
                "D": Slot(head="left", span=2),
                "E": Slot(kind="briefs", frame="frame", columns=1, text="速读"),
                "F": Slot(head="vertical"),
            },
        ),
    ),
)

#: A prefecture daily: front page under a large name, four columns, datelines, tracked headlines.
_PREFECTURE = HouseStyle(
    name="prefecture",
    fat_dateline=True,
    paper="样例州报",
    width=800,
    height=1130,
    margin=32,
    columns=4,
    gutter=13,
    size=10,
    leading=14.6,
    headline=(34, 17),
    gap=2,
    byline="dateline",
    tracking=0.05,
    rules="flat",
    order="column",
    runs="line",
    ends="full",
    doubled=True,
    label="frame",
    names="　",
    desk="全媒体记者 ",
    credit="全媒体记者 {} 摄",
    faces=Faces(SONG, TITLE, HEI, KAI, SONG, HEI, KAI),
    heading=Heading(
        "front",
        "第3126期",
        "2024年6月18日 星期二",
        "今日{}版 共八版",
        "主管主办 样例州委宣传部",
        "",
    ),
    plans=(
        Plan(
            """
            AAAB
            AAAB
            AAAB
            CCAB
            CCAB
            CCDD
            CCDD
            EEDD
            EEDD
            EEFF
            EEFF
            EEFF
            """,
            {
                "A": Slot(jump="to 2"),
                "B": Slot(kind="briefs", text="高原速递", frame="tint", columns=1),
                "C": Slot(kind="picture"),
                "D": Slot(),
                "E": Slot(head="vertical"),
                "F": Slot(scale=0.8),
            },
        ),
        Plan(
            """
            AABB
            AABB
            AABB
            CCCC
            CCCC
            CCCC
            DDDE
            DDDE
            DDDE
            FFGG
            FFGG
            FFGG
            """,
            {
                "A": Slot(jump="from 1"),
                "B": Slot(),
                "C": Slot(head="pull", span=2, frame="frame", columns=4, scale=0.7),
                "D": Slot(kind="briefs", frame="", columns=3, head="each", text="县市之窗"),
                "E": Slot(kind="notice"),
                "F": Slot(kind="commentary", byline="end"),
                "G": Slot(kind="picture", columns=2),
            },
        ),
    ),
)

#: A weekly in booklet form: four columns, large white spaces, banners over sections.
_WEEKLY = HouseStyle(
    name="weekly",
    paper="样例社区周刊",
    width=720,
    height=1000,
    margin=36,
    columns=4,
    gutter=14,
    size=9.5,
    leading=14.2,
    headline=(30, 16),
    gap=2,
    byline="under",
    align="left",
    order="blocks",
    runs="line",
    ends="half",
    embedded=False,
    label="rule",
    bullet="○",
    names=" ",
    desk="□ 本刊记者 ",
    credit="{} 摄",
    wide_space=False,
    faces=Faces(SONG, HEI, HEI, KAI, HEI, HEI, SONG),
    heading=Heading("corner", "身边", "2024年6月 第2周", "{}", "编辑部出品", "邻里守望 共建家园"),
    plans=(
        Plan(
            """
            XXXX
            AAAA
            AAAA
            AAAA
            AAAA
            BBCC
            BBCC
            BBCC
            BBCC
            YYYY
            DDDE
            DDDE
            DDDE
            DDDE
            """,
            {
                "X": Slot(kind="banner", text="封面故事"),
                "A": Slot(picture="top"),
                "B": Slot(),
                "C": Slot(kind="commentary", byline="bullet"),
                "Y": Slot(kind="banner", text="一周速览"),
                "D": Slot(kind="briefs", columns=3, text="邻里微闻"),
                "E": Slot(kind="advert", text="守望相助"),
            },
        ),
        Plan(
            """
            AABB
            AABB
            AABB
            AABB
            CCCC
            CCCC
            CCCC
            CCCC
            CCCD
            EEED
            EEED
            EEED
            """,
            {
                "A": Slot(kind="picture"),
                "B": Slot(byline="end"),
                "C": Slot(head="left", span=2, picture="middle"),
                "D": Slot(kind="notice", frame="tint", scale=0.8),
                "E": Slot(head="centre", span=1, scale=0.7),
            },
        ),
    ),
)

#: The house styles of this file.
LOCALS: tuple[HouseStyle, ...] = (_EVENING, _PREFECTURE, _WEEKLY)
