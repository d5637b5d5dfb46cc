"""Composes an article: its headline and pictures take room, its text flows round them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .areas import Area, Column
from .drawing import Line, Mark, Rect, Type
from .lines.breaking import measure, spread
from .lines.flowing import DATELINE, Copy, Setter, fill
from .lines.heads import HeadText, set_head, set_vertical
from .material import Paragraph, Story
from .style import HouseStyle, Slot
from .tasks import Piece, Task, gold_of, prepare

#: A headline gets at most this many lines more than it needs.
MOST_SLACK = 4

#: An article with at least this many empty lines gets a picture there.
LEAST_PICTURE = 12

#: Number of characters by which the end of what found room is known again in the story.
LAST = 12

#: Smallest type of a caption, in points.
SMALLEST = 6.5

#: Part of the height of an area above a headline in the middle of the text.
PULL = 0.3

#: Size of a paragraph over all columns, in parts of the body's, and its distance from the sides.
LEAD_SCALE, LEAD_INSET = 1.12, 1.5


def set_article(task: Task, story: Story) -> Piece:
    """Compose an article; what stays empty goes to a picture or to the headline."""
    best = _attempt(task, story, 0, 0)
    empty = best.piece.free
    if empty >= LEAST_PICTURE and story.kind == "report":
        pictured = _attempt(task, story, 0, empty)
        if pictured.piece.free < empty:
            best = pictured
    else:
        empty = 0
    columns = len(best.area.columns)
    slack = 0
    while best.piece.free >= columns and slack < MOST_SLACK:
        slack += min(MOST_SLACK - slack, best.piece.free // columns)
        again = _attempt(task, story, slack, empty)
        if again.piece.free >= best.piece.free:
            break
        best = again
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
    if slot.head in {"vertical", "upright"}:
        _vertical(draft, text)
    else:
        _head(draft, text, slack)
    if empty:
        _absorb(draft, empty)
    if slot.lead and len(copy.paragraphs) > 2:
        copy = _lead(draft, copy)
    face = style.faces.lines if slot.face == "kai" else style.faces.body
    dropcap = style.dropcap and story.kind == "report" and not copy.lead
    setter = Setter(style, Type(face, style.size), owner, dropcap=dropcap)
    places = list(draft.area.places(draft.taken, style.size))
    flow, used = fill(setter, copy, places)
    lines = (*draft.lines, *flow.lines)
    free = len(places) - flow.used
    gold = gold_of(story, signed=not slot.jump.startswith("from"))
    rest = _rest(story, used.paragraphs) if slot.jump.startswith("to") else None
    return _Attempt(Piece(lines, tuple(draft.marks), (gold,), free, rest), draft.area)


def _rest(story: Story, used: Sequence[Paragraph]) -> Story:
    """Return what is left of a story behind the paragraphs that found room."""
    last = used[-1].text
    paragraphs = story.paragraphs
    at = next(n for n, one in enumerate(paragraphs) if last[-LAST:] in one.text)
    left = paragraphs[at].text.partition(last[-LAST:])[2]
    rest = (Paragraph(left), *paragraphs[at + 1 :]) if left else paragraphs[at + 1 :]
    return replace(story, picture="", paragraphs=rest)


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
        caption -= area.leading * (0.5 if where != "corner" else 1.2)
        place = Rect(rect.left, caption, rect.right, caption + area.leading)
        draft.lines.append(_caption(story, place, draft.task))
    draft.marks.append(Mark("picture", Rect(rect.left, rect.top + 4, rect.right, caption)))


def _caption(story: Story, rect: Rect, task: Task) -> Line:
    """Set the caption of a picture inside an article, with the name of who took it."""
    style = task.style
    who = (story.correspondents or story.reporters)[0]
    credit = style.credit.format(who)
    text = f"{story.picture}{'' if credit.startswith('（') else '　'}{credit}"
    size = min(style.size - 1, rect.width / measure(text))
    if size < SMALLEST:
        text, size = story.picture, min(style.size - 1, rect.width / measure(story.picture))
    left = rect.left + (rect.width - measure(text) * size) / 2
    kind = Type(style.faces.caption, size)
    baseline = rect.top + style.leading * 0.9
    return Line(text, left, baseline, spread(text, size), kind, task.owner, "caption")


def _absorb(draft: _Draft, empty: int) -> None:
    """Give the empty lines at the end of an article to a picture in its last columns."""
    area, taken = draft.area, list(draft.taken)
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
            if any(rect.overlaps(one) for one in taken):
                continue
            draft.taken.append(rect)
            draft.marks.append(Mark("picture", replace(rect, top=rect.top + 0.6 * area.leading)))
            return


def _vertical(draft: _Draft, text: HeadText) -> None:
    """Set the headline beside the text, one character below the other."""
    task, area = draft.task, draft.area
    bounds = area.bounds
    room = min(bounds.height, 320.0)
    lines, wide = set_vertical(text, (bounds.right, bounds.top, room), task.style, task.owner)
    wide += task.style.size
    rest = Rect(bounds.left, bounds.top, bounds.right - wide, bounds.bottom)
    if task.slot.head == "upright":
        lines = [replace(one, left=one.left - rest.width) for one in lines]
        rest = Rect(bounds.left + wide, bounds.top, bounds.right, bounds.bottom)
    draft.lines += lines
    draft.area = area.divided(len(area.columns), task.style.gutter, rest)


def _signed(story: Story, slot: Slot, style: HouseStyle) -> tuple[str, Copy]:
    """Say where the names stand: in the headline's block, before, or behind the text."""
    habit = slot.byline or style.byline
    if slot.head in {"vertical", "upright"} and habit in {"under", "bullet"}:
        habit = "end"
    paragraphs = story.paragraphs
    direction, _, page = slot.jump.partition(" ")
    tail = f"（下转第{page}版）" if direction == "to" else ""
    if direction == "from":
        note = f"（上接第{page}版）"
        paragraphs = (replace(paragraphs[0], text=note + paragraphs[0].text), *paragraphs[1:])
    desk = "" if story.kind == "commentary" else style.desk
    named = [desk + style.names.join(story.reporters)] if story.reporters else []
    if story.correspondents:
        named.append(f"通讯员 {style.names.join(story.correspondents)}")
    who = " ".join(named)
    if not who or direction == "from":
        return "", Copy(paragraphs, tail)
    if habit == "dateline" and story.kind != "commentary":
        plain = who.removeprefix("本报")
        return "", Copy(paragraphs, tail, f"{DATELINE}（{plain}）")
    if tail or habit in {"under", "dateline"}:
        return who, Copy(paragraphs, tail)
    if habit == "bullet":
        return f"□{who}", Copy(paragraphs, tail)
    if habit == "bottom":
        return "", Copy(paragraphs, who)
    if len(named) == 1 and story.reporters:
        return "", Copy(paragraphs, f"（{style.names.join(story.reporters)}）")
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
    lines = [replace(one, baseline=one.baseline + shift) for one in lines]
    rect = Rect(left, top, right, bottom)
    if slot.backed:
        draft.marks.append(Mark("tint", rect.inset(0, area.leading * 0.2)))
    draft.lines += lines
    draft.marks += [_label_mark(one, rect, style) for one in lines if one.role == "label"]
    draft.taken.append(rect)


def _label_mark(label: Line, head: Rect, style: HouseStyle) -> Mark:
    """Return what is drawn with the label of a column: a small box, or a rule below it."""
    if style.label in {"frame", "tint"}:
        return Mark(style.label, label.box.inset(-4, -3))
    y = label.box.bottom + 3
    return Mark("rule", Rect(head.left, y, head.right, y), 0.8)


def _lead(draft: _Draft, copy: Copy) -> Copy:
    """Set the first paragraph over all columns below the headline; returns the others."""
    task, area = draft.task, draft.area
    style = task.style
    kind = Type(style.faces.lines, style.size * LEAD_SCALE)
    head = draft.taken[-1]
    across = LEAD_INSET * style.size
    rect = Rect(head.left + across, head.bottom, head.right - across, head.bottom + 2000)
    setter = Setter(style, kind, task.owner)
    places = list(area.divided(1, style.gutter, rect).places((), style.size))
    text = replace(copy.paragraphs[0], text=copy.lead + copy.paragraphs[0].text)
    flow = setter.flow(Copy((text,)), places)
    draft.lines += flow.lines
    bottom = area.snap(head.bottom + (flow.used + 0.6) * area.leading)
    draft.taken.append(replace(head, bottom=bottom))
    return Copy(copy.paragraphs[1:], copy.tail)


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
