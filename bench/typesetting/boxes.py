"""Composes what is no report: boxes of briefs, photo news, advertisements, banners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .areas import Area
from .drawing import FURNITURE, Face, GoldArticle, Line, Mark, Rect, Type
from .lines.breaking import measure, spread
from .lines.flowing import INDENT, Copy, Place, Setter, fill
from .material import Paragraph, Story
from .style import HouseStyle
from .tasks import Piece, Task, gold_of, prepare


def set_briefs(task: Task, stories: Sequence[Story]) -> Piece:
    """Compose a box of briefs under one label."""
    label = task.slot.text or stories[0].column
    lines, marks, places = _begin_box(task, label)
    gold: list[GoldArticle] = []
    for story in stories:
        found, used = _brief(story, task, places, len(gold))
        if not used:
            continue
        lines += found
        titled = replace(gold_of(story), column=label)
        gold.append(titled if task.slot.head == "each" else replace(titled, headline=""))
        places = places[used:]
    return Piece(tuple(lines), tuple(marks), tuple(gold), len(places))


def _begin_box(task: Task, label: str) -> tuple[list[Line], list[Mark], list[Place]]:
    """Set the label of a box; returns it, the frame of the box, and the places for lines left."""
    area, marks = prepare(task.area, task.slot, task.style)
    lines, head = _box_label(label, area, task.style)
    return lines, marks, list(area.places((head,), task.style.size))


def _box_label(label: str, area: Area, style: HouseStyle) -> tuple[list[Line], Rect]:
    """Set the label of a box in its middle; returns it with the room it takes."""
    bounds = area.bounds
    size = min(style.headline[1] * 1.1, 18.0)
    kind = Type(style.faces.minor, size, 0.3)
    wide = (measure(label) + 0.3 * (len(label) - 1)) * size
    left = bounds.left + (bounds.width - wide) / 2
    offsets = spread(label, size, 0.3)
    line = Line(label, left, bounds.top + size * 1.1, offsets, kind, FURNITURE, "label")
    foot = area.snap(bounds.top + size * 1.7)
    return [line], Rect(bounds.left, bounds.top, bounds.right, foot)


def _brief(
    story: Story, task: Task, places: Sequence[Place], number: int
) -> tuple[list[Line], int]:
    """Set one brief; returns its lines and how many places it took, none if it found no room."""
    style = task.style
    owner = task.owner + number
    who = [style.names.join(story.reporters)] if story.reporters else []
    if story.correspondents:
        who.append(f"通讯员 {style.names.join(story.correspondents)}")
    text = "".join(one.text for one in story.paragraphs)
    tail = f"（{' '.join(who)}）" if who else ""
    lines: list[Line] = []
    start = 0
    if task.slot.head == "each":
        start = next((at for at in range(len(places)) if _together(places, at, 4)), len(places))
        if start == len(places):
            return [], 0
        left, right, top = places[start]
        room = Rect(left, top, right, top + style.leading * 1.5)
        kind = Type(style.faces.minor, style.size * 1.25)
        lines = _small_head(story.headline, room, kind, owner)
        start += 2
        copy, indent = Copy((Paragraph(text),), tail), INDENT
    else:
        copy, indent = Copy((Paragraph(style.bullet + text),), tail), ""
    setter = Setter(style, Type(style.faces.body, style.size), owner, indent=indent)
    flow = setter.flow(copy, places[start:])
    if flow.rest:
        return [], 0
    return [*lines, *flow.lines], start + flow.used


def _together(places: Sequence[Place], at: int, rows: int) -> bool:
    """Tell whether the next places stand in one column."""
    return at + rows <= len(places) and len({place[0] for place in places[at : at + rows]}) == 1


def set_photo_news(task: Task, story: Story) -> Piece:
    """Compose photo news: the picture, a small bold headline, the caption with its credit."""
    style, slot = task.style, task.slot
    area, marks = prepare(task.area, replace(slot, columns=0), style)
    bounds = area.bounds
    credit = style.credit.format(style.names.join(story.reporters or story.correspondents))
    copy = Copy((Paragraph("".join(one.text for one in story.paragraphs)),), credit)
    columns = slot.columns or 1
    if slot.picture == "left":
        middle = bounds.left + bounds.width * 0.55
        picture = Rect(bounds.left, bounds.top, middle, bounds.bottom)
        text = Rect(middle + style.size, bounds.top, bounds.right, bounds.bottom)
    else:
        wide = bounds.width - style.gutter * (columns - 1)
        need = 2.3 + columns + (len(copy.paragraphs[0].text) + 12) * style.size / wide * 1.08
        rows = int(need - columns / 2) if columns == 1 else int((need - 2.3) / columns + 4)
        rows = int(need + 0.5) if columns == 1 else rows
        top = area.snap(bounds.bottom - (rows + 0.5) * area.leading)
        picture = Rect(bounds.left, bounds.top, bounds.right, top - 0.4 * area.leading)
        text = Rect(bounds.left, top, bounds.right, bounds.bottom)
    size = min(style.headline[1], 16.0)
    lines = _small_head(story.headline, text, Type(style.faces.minor, size), task.owner)
    inner = area.divided(columns, style.gutter, text)
    taken = Rect(text.left, text.top, text.right, text.top + 1.9 * area.leading)
    places = list(inner.places((taken,), style.size))
    setter = Setter(style, Type(style.faces.caption, style.size), task.owner, "caption")
    flow, _ = fill(setter, copy, places)
    marks.append(Mark("picture", picture))
    free = len(places) - flow.used
    return Piece((*lines, *flow.lines), tuple(marks), (gold_of(story),), free)


def _small_head(text: str, rect: Rect, kind: Type, owner: int) -> list[Line]:
    """Set a headline of photo news in the middle over its caption."""
    size = min(kind.size, 0.97 * rect.width / measure(text))
    kind = replace(kind, size=size)
    left = rect.left + (rect.width - measure(text) * size) / 2
    baseline = rect.top + size * 1.25
    return [Line(text, left, baseline, spread(text, size), kind, owner, "headline")]


_SLOGANS = ("讲文明 树新风", "节约用水 从我做起", "诚信经营 童叟无欺", "绿色出行 低碳生活")


def set_advert(task: Task) -> Piece:
    """Compose a public-interest advertisement: a slogan in a frame."""
    bounds = task.area.bounds
    text = task.slot.text or _SLOGANS[task.owner % len(_SLOGANS)]
    size = min(28.0, bounds.width * 0.8 / measure(text), bounds.height * 0.4)
    middle = (bounds.left + bounds.right) / 2
    rows: list[tuple[str, float, Face]] = [
        (text, size, task.style.faces.minor),
        ("公益广告", min(9.0, size / 2), task.style.faces.body),
    ]
    lines: list[Line] = []
    baseline = bounds.top + bounds.height * 0.55
    for row, em, face in rows:
        left = middle - measure(row) * em / 2
        kind = Type(face, em)
        lines.append(Line(row, left, baseline, spread(row, em), kind, FURNITURE, "advert"))
        baseline += em * 1.2
    return Piece(tuple(lines), (Mark("frame", bounds),), (), 0)


_SMALL = (
    "遗失声明：张某某遗失残疾人证，证号末四位0042，声明作废。",
    "遗失声明：样例商行遗失公章一枚，声明作废。",
    "房屋出租：城东临街门面一间，四十平方米，电话见本报广告部。",
    "招聘：样例食品厂招普工八名，包食宿，月薪面议。",
    "注销公告：样例家政服务部拟注销登记，请债权人四十五日内申报债权。",
    "寻物启事：本人于六月三日遗失灰色公文包一只，拾到者请与本报联系，当面酬谢。",
)


def set_small(task: Task) -> Piece:
    """Compose a column of small advertisements in small type."""
    style = task.style
    lines, marks, places = _begin_box(task, task.slot.text or "分类广告")
    kind = Type(style.faces.body, style.size * 0.85)
    setter = Setter(style, kind, FURNITURE, "advert", indent="")
    while places:
        for text in _SMALL:
            flow = setter.flow(Copy((Paragraph(text),)), places)
            if flow.rest:
                return Piece(tuple(lines), tuple(marks), (), len(places))
            lines += flow.lines
            places = places[flow.used :]
    return Piece(tuple(lines), tuple(marks), (), 0)


_CONTENTS = (
    "村口的夜校又亮灯了",
    "三代人守着一座水库",
    "让老手艺有新传人",
    "一封读者来信引出的变化",
    "雨后山路抢通记",
)


def set_contents(task: Task) -> Piece:
    """Compose a box that says what stands on other pages."""
    style = task.style
    lines, marks, places = _begin_box(task, task.slot.text or "今日导读")
    setter = Setter(style, Type(style.faces.lines, style.size), FURNITURE, "label", indent="")
    for number, text in enumerate(_CONTENTS, 2):
        flow = setter.flow(Copy((Paragraph(text),), f"第{number}版"), places)
        if flow.rest:
            break
        lines += flow.lines
        places = places[flow.used + 1 :]
    return Piece(tuple(lines), tuple(marks), (), len(places))


def set_banner(task: Task) -> Piece:
    """Compose the name of a section between two rules."""
    bounds = task.area.bounds
    text = task.slot.text
    size = min(20.0, bounds.height * 0.7)
    kind = Type(task.style.faces.minor, size, 0.5)
    wide = (measure(text) + 0.5 * (len(text) - 1)) * size
    left = bounds.left + (bounds.width - wide) / 2
    middle = bounds.top + bounds.height / 2
    baseline = middle + 0.36 * size
    line = Line(text, left, baseline, spread(text, size, 0.5), kind, FURNITURE, "label")
    rules = [Rect(bounds.left, y, bounds.right, y) for y in (middle - size, middle + size)]
    return Piece((line,), tuple(Mark("rule", rule, 0.8) for rule in rules), (), 0)
