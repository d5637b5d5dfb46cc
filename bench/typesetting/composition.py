"""Composes what stands in an area: an article, a box of briefs, photo news, an advertisement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .areas import PADDING, Area, Column
from .drawing import FURNITURE, Face, GoldArticle, Line, Mark, Rect, Type
from .flowing import Copy, Setter, fill
from .heads import HeadText, set_head, set_vertical
from .material import Paragraph, Story
from .setting import measure, spread
from .style import HouseStyle, Slot

#: A headline gets at most this many lines more than it needs.
MOST_SLACK = 5

#: An article with at least this many empty lines gets a picture there.
LEAST_PICTURE = 12

#: Part of the height of an area above a headline in the middle of the text.
PULL = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """What was composed for an area.

    Attributes:
        lines: of text, in reading order.
        marks: frames and pictures.
        articles: gold of its articles, in the order of their owners.
        free: lines of the area that stay empty.
    """

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    articles: tuple[GoldArticle, ...]
    free: int


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be composed.

    Attributes:
        area: where.
        slot: how.
        style: the house.
        owner: number of the first article.
    """

    area: Area
    slot: Slot
    style: HouseStyle
    owner: int


def prepare(area: Area, slot: Slot, style: HouseStyle) -> tuple[Area, list[Mark]]:
    """Give an area its own columns and its frame."""
    if not slot.frame and not slot.columns:
        return area, []
    inside = area.bounds
    marks: list[Mark] = []
    if slot.frame:
        marks.append(Mark(slot.frame, inside))
        inside = inside.inset(PADDING, PADDING)
    count = slot.columns or len(area.columns)
    return area.divided(count, style.gutter, inside), marks


def capacity(task: Task) -> float:
    """Return about how many characters of body an area takes."""
    area, _ = prepare(task.area, task.slot, task.style)
    size = task.style.size
    room = sum((right - left) / size for left, right, _ in area.places((), size))
    return room * (0.8 if task.slot.kind != "briefs" else 0.92)


def compose(task: Task, stories: Sequence[Story]) -> Piece:
    """Compose an area; briefs take several stories, everything else takes one."""
    if task.slot.kind == "briefs":
        return _briefs(task, stories)
    if task.slot.kind == "picture":
        return _photo_news(task, stories[0])
    if task.slot.kind == "advert":
        return _advert(task)
    return _article(task, stories[0])


def _gold(story: Story, *, signed: bool = True) -> GoldArticle:
    return GoldArticle(
        story.kind if story.kind != "notice" else "report",
        story.headline,
        " ".join(part for part in (story.kicker, story.deck) if part),
        story.column,
        story.reporters if signed else (),
        story.correspondents if signed else (),
    )


def _article(task: Task, story: Story) -> Piece:
    """Compose an article; what stays empty goes to the headline or to a picture."""
    best = _attempt(task, story, 0, 0)
    slack = 0
    columns = len(best.area.columns)
    while best.piece.free >= columns and slack < MOST_SLACK:
        slack += min(MOST_SLACK - slack, best.piece.free // columns)
        again = _attempt(task, story, slack, 0)
        if again.piece.free >= best.piece.free:
            break
        best = again
    if best.piece.free >= LEAST_PICTURE:
        best = _attempt(task, story, 0, _attempt(task, story, 0, 0).piece.free)
    return best.piece


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A way of composing an article, and the area its text had."""

    piece: Piece
    area: Area


@dataclass(slots=True)
class _Draft:
    """An article while it is composed.

    Attributes:
        task: what is to be composed.
        area: where.
        marks: frames and pictures.
        lines: of text.
        taken: rooms that the text flows round.
    """

    task: Task
    area: Area
    marks: list[Mark]
    lines: list[Line]
    taken: list[Rect]


def _attempt(task: Task, story: Story, slack: int, empty: int) -> _Attempt:
    """Compose an article with more room for its headline, or a picture for its empty lines."""
    style, slot, owner = task.style, task.slot, task.owner
    area, marks = prepare(task.area, slot, style)
    draft = _Draft(task, area, marks, [], [])
    byline, copy = _signed(story, slot, style)
    text = HeadText(story.kicker, story.headline, story.deck, byline, story.column)
    if slot.picture:
        _picture(draft, story)
    if slot.head == "vertical":
        _vertical(draft, text)
    else:
        _head(draft, text, slack)
    if empty:
        _absorb(draft, empty)
    setter = Setter(style, Type(style.faces.body, style.size), owner, dropcap=style.dropcap)
    places = list(draft.area.places(draft.taken, style.size))
    flow, _ = fill(setter, copy, places)
    lines = (*draft.lines, *flow.lines)
    free = len(places) - flow.used
    return _Attempt(Piece(lines, tuple(draft.marks), (_gold(story),), free), draft.area)


def _picture(draft: _Draft, story: Story) -> None:
    """Place a picture inside an article; the text flows round it."""
    area, style = draft.area, draft.task.style
    bounds, count = area.bounds, len(area.columns)
    where = draft.task.slot.picture
    if where == "top":
        height = min(bounds.height * 0.4, bounds.width * 0.5)
        rect = Rect(bounds.left, bounds.top, bounds.right, area.snap(bounds.top + height))
    elif where == "middle":
        first = area.columns[(count - 1) // 2]
        wide = (first.right - first.left) * (0.62 if count > 1 else 0.4)
        centre = first.right + style.gutter / 2 if count > 1 else first.right - wide
        top = area.snap(bounds.top + bounds.height * 0.55)
        room = first.stretches[0][1] - top
        bottom = area.snap(top + min(room, wide * 1.5) - area.leading)
        rect = Rect(centre - wide, top, centre + wide, bottom)
    else:
        span = 2 if count > 3 else 1
        left = area.columns[-span].left
        foot = area.columns[-1].stretches[-1][1]
        height = min((bounds.right - left) * 0.7, (foot - bounds.top) * 0.5)
        rect = Rect(left, area.snap(foot - height), bounds.right, foot)
    draft.taken.append(rect)
    caption = rect.bottom - (area.leading if where != "corner" else 0.0)
    if story.picture:
        kind = Type(style.faces.caption, style.size - 1)
        fitting = min(kind.size, rect.width / measure(story.picture))
        kind = replace(kind, size=fitting)
        caption -= area.leading * (0.5 if where != "corner" else 1.2)
        offsets = spread(story.picture, fitting)
        left = rect.left + (rect.width - measure(story.picture) * fitting) / 2
        base = caption + area.leading * 0.9
        draft.lines.append(
            Line(story.picture, left, base, offsets, kind, draft.task.owner, "caption")
        )
    draft.marks.append(Mark("picture", Rect(rect.left, rect.top + 4, rect.right, caption)))


def _absorb(draft: _Draft, empty: int) -> None:
    """Give the empty lines at the end of an article to a picture in its last columns."""
    area = draft.area
    for span in range(1, len(area.columns) + 1):
        columns = area.columns[-span:]
        foot = columns[-1].stretches[-1][1]
        if any(abs(one.stretches[-1][1] - foot) > 1 for one in columns):
            return
        height = empty // span * area.leading
        wide = columns[-1].right - columns[0].left
        high = min(one.stretches[-1][1] - one.stretches[-1][0] for one in columns)
        if height <= min(1.2 * wide, 0.8 * high):
            rect = Rect(columns[0].left, foot - height, columns[-1].right, foot)
            draft.taken.append(rect)
            draft.marks.append(Mark("picture", replace(rect, top=rect.top + 0.6 * area.leading)))
            return


def _vertical(draft: _Draft, text: HeadText) -> None:
    """Set the headline at the right of the text, one character below the other."""
    task, area = draft.task, draft.area
    bounds = area.bounds
    place = (bounds.right, bounds.top, min(bounds.height, 320.0))
    lines, wide = set_vertical(text, place, task.style, task.owner)
    draft.lines += lines
    rest = Rect(bounds.left, bounds.top, bounds.right - wide - task.style.size, bounds.bottom)
    draft.area = area.divided(len(area.columns), task.style.gutter, rest)


def _signed(story: Story, slot: Slot, style: HouseStyle) -> tuple[str, Copy]:
    """Say where the names stand: in the headline's block, before, or behind the text."""
    habit = slot.byline or style.byline
    paragraphs = story.paragraphs
    if slot.jump == "from":
        paragraphs = (Paragraph("（上接第1版）" + paragraphs[0].text), *paragraphs[1:])
    tail = "（下转第3版）" if slot.jump == "to" else ""
    named = [f"本报记者 {'、'.join(story.reporters)}"] if story.reporters else []
    named += [f"通讯员 {' '.join(story.correspondents)}"] if story.correspondents else []
    who = " ".join(named)
    if not who or slot.jump == "from":
        return "", Copy(paragraphs, tail)
    if habit == "dateline":
        plain = who.removeprefix("本报")
        return "", Copy(paragraphs, tail, f"本报讯（{plain}）")
    if tail or habit == "under":
        return who, Copy(paragraphs, tail)
    if habit == "bullet":
        return f"□{who}", Copy(paragraphs, tail)
    if habit == "bottom":
        return "", Copy(paragraphs, who)
    if len(named) == 1 and story.reporters:
        return "", Copy(paragraphs, f"（{' '.join(story.reporters)}）")
    return "", Copy(paragraphs, f"（{who}）")


def _head(draft: _Draft, text: HeadText, slack: int) -> None:
    """Set the headline where the slot says, with so many lines more than it needs."""
    task, area = draft.task, draft.area
    slot, style = task.slot, task.style
    columns = _head_columns(area, slot)
    left, right = columns[0].left, columns[-1].right
    top, foot = columns[0].stretches[0]
    if slot.picture == "top":
        top = draft.taken[0].bottom
    if slot.head == "pull":
        top = area.snap(top + PULL * (foot - top))
    lines, height = set_head(text, Rect(left, top, right, top), style, task.owner, slot.scale)
    above = area.leading * (0.8 if slot.head == "pull" else 0.0)
    height += area.leading * 0.4 + above
    bottom = area.snap(top + height + slack * area.leading)
    shift = (bottom - top - height) / 2 + above
    if slot.head == "side":
        bottom = foot
    draft.lines += [replace(one, baseline=one.baseline + shift) for one in lines]
    for one in lines:
        if one.role == "label" and style.label in {"frame", "tint"}:
            box = replace(one, baseline=one.baseline + shift).box
            draft.marks.append(Mark(style.label, box.inset(-4, -3)))
    draft.taken.append(Rect(left, top, right, bottom))


def _head_columns(area: Area, slot: Slot) -> Sequence[Column]:
    """Return the columns below the headline."""
    highest = area.bounds.top + 1
    columns = [one for one in area.columns if one.stretches[0][0] < highest]
    if slot.head in {"centre", "pull"}:
        span = slot.span or max(1, len(columns) - 2)
        start = (len(columns) - span) // 2
        return columns[start : start + span]
    if slot.head == "left":
        return columns[: slot.span or 1]
    if slot.head == "side":
        return columns[:1]
    return columns[: slot.span or len(columns)]


def _briefs(task: Task, stories: Sequence[Story]) -> Piece:
    """Compose a box of briefs under one label."""
    style, slot = task.style, task.slot
    area, marks = prepare(task.area, slot, style)
    bounds = area.bounds
    label = stories[0].column or "一线短波"
    size = min(style.headline[1] * 1.1, 18.0)
    kind = Type(style.faces.minor, size, 0.3)
    wide = (measure(label) + 0.3 * (len(label) - 1)) * size
    left = bounds.left + (bounds.width - wide) / 2
    offsets = spread(label, size, 0.3)
    lines = [Line(label, left, bounds.top + size * 1.1, offsets, kind, FURNITURE, "label")]
    head = Rect(bounds.left, bounds.top, bounds.right, area.snap(bounds.top + size * 1.7))
    places = list(area.places((head,), style.size))
    gold: list[GoldArticle] = []
    for story in stories:
        who = "、".join(story.reporters)
        if story.correspondents:
            who = f"{who} 通讯员 {'、'.join(story.correspondents)}".strip()
        text = "".join(one.text for one in story.paragraphs)
        copy = Copy((Paragraph(style.bullet + text),), f"（{who}）" if who else "")
        setter = Setter(
            style, Type(style.faces.body, style.size), task.owner + len(gold), indent=""
        )
        flow, _ = fill(setter, copy, places)
        if flow.rest or flow.used < 4:
            break
        lines += flow.lines
        gold.append(replace(_gold(story), column=label, headline=""))
        places = places[flow.used :]
    return Piece(tuple(lines), tuple(marks), tuple(gold), len(places))


def _photo_news(task: Task, story: Story) -> Piece:
    """Compose photo news: the picture, a small bold headline, the caption with its credit."""
    style, slot = task.style, task.slot
    area, marks = prepare(task.area, slot, style)
    bounds = area.bounds
    kind = Type(style.faces.caption, style.size)
    credit = f"（{'、'.join(story.reporters or story.correspondents)} 摄）"
    copy = Copy((Paragraph("".join(one.text for one in story.paragraphs)),), credit)
    setter = Setter(style, kind, task.owner, "caption")
    size = min(style.headline[1], 16.0)
    head = Type(style.faces.minor, size)
    if slot.picture == "left":
        middle = bounds.left + bounds.width * 0.55
        picture = Rect(bounds.left, bounds.top, middle, bounds.bottom)
        text = Rect(middle + style.size, bounds.top, bounds.right, bounds.bottom)
    else:
        need = 2 + (len(copy.paragraphs[0].text) + 12) * style.size / bounds.width * 1.08
        top = area.snap(bounds.bottom - (int(need) + 1.5) * area.leading)
        picture = Rect(bounds.left, bounds.top, bounds.right, top - 0.4 * area.leading)
        text = Rect(bounds.left, top, bounds.right, bounds.bottom)
    lines = _small_head(story.headline, text, head, task.owner)
    inner = area.divided(1, style.gutter, text)
    taken = Rect(text.left, text.top, text.right, text.top + 1.9 * area.leading)
    places = list(inner.places((taken,), style.size))
    flow, _ = fill(setter, copy, places)
    marks.append(Mark("picture", picture))
    return Piece((*lines, *flow.lines), tuple(marks), (_gold(story),), len(places) - flow.used)


def _small_head(text: str, rect: Rect, kind: Type, owner: int) -> list[Line]:
    """Set a headline of photo news in the middle over its caption."""
    size = min(kind.size, 0.97 * rect.width / measure(text))
    kind = replace(kind, size=size)
    left = rect.left + (rect.width - measure(text) * size) / 2
    baseline = rect.top + size * 1.25
    return [Line(text, left, baseline, spread(text, size), kind, owner, "headline")]


_SLOGANS = ("讲文明 树新风", "节约用水 从我做起", "诚信经营 童叟无欺", "绿色出行 低碳生活")


def _advert(task: Task) -> Piece:
    """Compose a public-interest advertisement: a slogan in a frame."""
    bounds = task.area.bounds
    text = _SLOGANS[task.owner % len(_SLOGANS)]
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
