"""The habits of a newspaper: what a house style says, and how a page plan is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .drawing import Face

SONG = Face("FZSSK--GBK1-0")
TITLE = Face("FZXBSK--GBK1-0")
HEI = Face("FZHTK--GBK1-0")
KAI = Face("FZKTK--GBK1-0")
FAT_SONG = Face("FZSSK--GBK1-0", bold=True)


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one area of a plan.

    Attributes:
        kind: kind of story, or ``briefs`` (a box of them), ``picture`` (photo news), ``advert``
            (a slogan in a frame), ``small`` (small advertisements), ``banner`` (the name of a
            section between rules), ``contents`` (what stands on other pages).
        head: where the headline stands: ``top`` (over all columns), ``left`` (over the first
            ``span`` columns, the text of the others begins beside it), ``centre`` (over columns in
            the middle), ``pull`` (in the middle of the text, above and below it), ``side`` (in the
            first column, the text in the others), ``vertical`` and ``upright`` (one character
            below the other, at the right and at the left of the text); in a box of briefs
            ``each`` gives every brief its small headline.
        span: number of columns below the headline, where ``head`` does not say.
        columns: the area's own number of columns, 0 for those of the page.
        frame: ``""``, ``frame`` or ``tint``.
        picture: where a picture stands: ``""``, ``top`` (over all columns, the headline below it),
            ``corner`` (the last column, at the bottom), ``middle`` (between columns, the text
            runs round it), ``left`` (photo news: the caption beside it).
        byline: as ``HouseStyle.byline``, ``""`` for the house's habit.
        scale: of the headline's size.
        jump: ``to 3`` (goes on on page 3: 下转) or ``from 1`` (comes from page 1: 上接).
        lead: the first paragraph stands over all columns in other type.
        face: of the body: ``""`` or ``kai``.
        backed: the headline stands on a tinted strip.
        text: what banners and slogans say, and the label of a box of briefs.
    """

    kind: str = "report"
    head: str = "top"
    span: int = 0
    columns: int = 0
    frame: str = ""
    picture: str = ""
    byline: str = ""
    scale: float = 1.0
    jump: str = ""
    lead: bool = False
    face: str = ""
    backed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a page is divided.

    Attributes:
        grid: a drawing of the page, a row a line, a letter a column; equal letters are one area.
        slots: what stands in each area, by letter.
    """

    grid: str
    slots: Mapping[str, Slot]


@dataclass(frozen=True, slots=True)
class Faces:
    """The typefaces of a house."""

    body: Face = SONG
    headline: Face = TITLE
    minor: Face = HEI
    lines: Face = KAI
    byline: Face = KAI
    crosshead: Face = HEI
    caption: Face = KAI


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head (or foot) of a page.

    Attributes:
        form: ``front`` (name of the paper in large type), ``strip`` (a line between rules) or
            ``corner`` (page number and section in a corner).
        section: name of the page, e.g. ``要闻``.
        date: as printed.
        number: of the page, as printed.
        staff: editors, as printed.
        slogan: as printed at the foot, "" if none.
    """

    form: str
    section: str
    date: str
    number: str
    staff: str
    slogan: str = ""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The habits of a newspaper.

    Attributes:
        name: short key in ASCII.
        paper: invented name of the newspaper.
        width: of the page, in points.
        height: of the page.
        margin: on the left and right; above and below it is the same.
        columns: number of columns.
        gutter: between two columns, in points.
        size: of body type, in points.
        leading: from baseline to baseline, in points.
        headline: largest and smallest size of headlines.
        gap: lines left free between two articles.
        plans: one a page; page ``number`` takes the plan of its number.
        heading: head of the page.
        faces: typefaces.
        byline: ``under`` (centred below the headline), ``bullet`` (□ at the left),
            ``end`` (in brackets at the end), ``dateline`` (本报讯), ``bottom`` (last line).
        align: of headlines: ``centre`` or ``left``.
        tracking: of headlines, in ems.
        condensed: width of the characters of headlines, in parts of their own.
        doubled: headlines are drawn twice to make them bold.
        rules: ``all`` (between all areas), ``flat`` (only between those one below the other),
            ``none``.
        order: of drawing: ``article``, ``column`` (across the page), ``shuffled`` (lines),
            ``blocks`` (whole blocks, shuffled).
        runs: what is positioned at once: ``line``, ``piece`` or ``glyph``.
        ends: signs at the end of lines, see ``break_row``.
        names: what stands between two names.
        desk: what stands before the names of reporters.
        credit: of a picture, ``{}`` for the names.
        label: column labels: ``frame``, ``tint``, ``rule`` or ``plain``.
        bullet: sign of a brief.
        dropcap: articles of a certain length begin with a large character.
        fat_dateline: 本报讯 is set in the face of crossheads.
        left_crosshead: crossheads stand at the left, not in the middle.
        two_row_crosshead: a crosshead has the room of two lines, not of one.
        wide_space: a blank in a headline is a gap without a character.
        embedded: the file carries its fonts; without, a character that is positioned alone is
            lost to programs on machines that have no such font.
    """

    name: str
    paper: str
    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    size: float
    leading: float
    headline: tuple[float, float]
    gap: int
    plans: tuple[Plan, ...]
    heading: Heading
    faces: Faces = field(default_factory=Faces)
    byline: str = "under"
    align: str = "centre"
    tracking: float = 0.0
    condensed: float = 1.0
    doubled: bool = False
    rules: str = "none"
    order: str = "article"
    runs: str = "line"
    ends: str = "half"
    names: str = "、"
    desk: str = "本报记者 "
    credit: str = "（{} 摄）"
    label: str = "frame"
    bullet: str = "●"
    dropcap: bool = False
    fat_dateline: bool = False
    left_crosshead: bool = False
    two_row_crosshead: bool = True
    wide_space: bool = True
    embedded: bool = True
