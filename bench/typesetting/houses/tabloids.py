"""House styles of small papers and periodicals: three or four columns."""

from __future__ import annotations

from ..style import FAT_SONG, TITLE, Faces, Heading, HouseStyle, Plan, Slot

#: A county weekly: four columns, tabloid, name of the paper on the page, fonts not in the file.
_COUNTY = HouseStyle(
    name="county",
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
    embedded=False,
    credit="本报记者 {} 摄",
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
                "C": Slot(byline="under"),
                "D": Slot(),
                "E": Slot(kind="contents", frame="frame", text="导读"),
            },
        ),
        Plan(
            """
            AAAB
            AAAB
            AAAB
            CAAB
            CAAB
            CDDD
            CDDD
            CEEE
            CEEE
            FFFF
            GGHH
            GGHH
            GGHH
            GGHH
            """,
            {
                "A": Slot(byline="dateline"),
                "B": Slot(kind="briefs", frame="frame", text="一周微闻"),
                "C": Slot(scale=0.7),
                "D": Slot(head="left", span=1),
                "E": Slot(kind="picture", picture="left"),
                "F": Slot(kind="banner", text="文明新风进万家"),
                "G": Slot(),
                "H": Slot(kind="commentary", byline="bottom", scale=0.7),
            },
        ),
    ),
)

#: A periodical for organisation work: three wide columns, bullets before the names.
_ORGANISATION = HouseStyle(
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
    order="blocks",
    runs="glyph",
    label="rule",
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
        Plan(
            """
            AAA
            AAA
            AAA
            BBB
            BBB
            CCC
            CCC
            """,
            {
                "A": Slot(head="upright"),
                "B": Slot(kind="commentary", columns=2, face="kai"),
                "C": Slot(kind="briefs", frame="frame", columns=3, text="组工动态"),
            },
        ),
    ),
)

#: The house styles of this file.
TABLOIDS: tuple[HouseStyle, ...] = (_COUNTY, _ORGANISATION)
