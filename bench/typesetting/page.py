"""Composes whole pages: chooses a story for each area, draws head, foot and rules, orders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from .areas import Area, read_plan
from .article import set_article
from .boxes import set_advert, set_banner, set_briefs, set_contents, set_photo_news, set_small
from .drawing import FURNITURE, GoldArticle, Line, Mark, Rect, Sheet, Type
from .lines.breaking import measure, spread
from .material import Story, stories
from .style import HouseStyle, Plan, Slot
from .tasks import Piece, Task, capacity

#: Height of the head of a page, in points: with the paper's name in large type, and without.
FRONT_HEIGHT, STRIP_HEIGHT = 92.0, 34.0

#: Height of the foot of a page with a slogan.
FOOT_HEIGHT = 20.0

#: A story may be this much shorter or longer than its area, in parts of what the area takes.
SHORTEST, LONGEST = 0.85, 1.9

#: What is composed of no story.
WITHOUT_STORY = {
    "advert": set_advert,
    "small": set_small,
    "banner": set_banner,
    "contents": set_contents,
}

#: A brief box is offered this many briefs; it takes those that find room.
MOST_BRIEFS = 14


def draw_page(
    style: HouseStyle, number: int, carried: Story | None = None
) -> tuple[Sheet, Story | None]:
    """Draw a page of a house.

    Args:
        style: the house.
        number: of the page, from 1; it chooses the plan and the stories.
        carried: what is left of an article of an earlier page, for the area that goes on with it.

    Returns:
        The drawn page with its gold, and what is left of an article that goes on on another page;
        the same for the same arguments.
    """
    # Not for secrets: the same page must come out every time.
    random = Random(f"{style.name} {number}")  # noqa: S311
    plan = style.plans[(number - 1) % len(style.plans)]
    top = style.margin + (FRONT_HEIGHT if style.heading.form == "front" else STRIP_HEIGHT)
    foot = FOOT_HEIGHT if style.heading.slogan else 0.0
    rect = Rect(style.margin, top, style.width - style.margin, style.height - style.margin - foot)
    areas = read_plan(plan, style, rect)
    pieces: list[Piece] = []
    articles: list[GoldArticle] = []
    marks: list[Mark] = []
    for task, chosen in _assigned(plan, areas, style, (random, carried)):
        piece = _compose(replace(task, owner=len(articles)), chosen)
        pieces.append(piece)
        articles += piece.articles
        marks += piece.marks
    marks += _rules(plan, areas, style)
    head, head_marks = _heading(style, number, rect)
    lines = _ordered([head, *(list(piece.lines) for piece in pieces)], style.order, random)
    rest = next((piece.rest for piece in pieces if piece.rest), carried)
    shapes = (*head_marks, *marks)
    return Sheet(style.width, style.height, tuple(lines), shapes, tuple(articles)), rest


def _assigned(
    plan: Plan,
    areas: dict[str, Area],
    style: HouseStyle,
    source: tuple[Random, Story | None],
) -> Iterator[tuple[Task, Sequence[Story]]]:
    """Yield the task of each area with its stories: the largest areas choose first."""
    random, carried = source
    used = {carried.number} if carried else set[int]()
    chosen: dict[str, tuple[Task, Sequence[Story]]] = {}
    tasks = {key: Task(area, plan.slots[key], style, 0) for key, area in areas.items()}
    for key in sorted(tasks, key=lambda key: -capacity(tasks[key])):
        task = tasks[key]
        kind = task.slot.kind
        count = MOST_BRIEFS if kind == "briefs" else 0 if kind in WITHOUT_STORY else 1
        found = _choose(task.slot, capacity(task), used, random, count)
        if carried and task.slot.jump.startswith("from"):
            found = [carried]
        used.update(story.number for story in found)
        chosen[key] = (task, found)
    yield from (chosen[key] for key in areas)


def _choose(slot: Slot, room: float, used: set[int], random: Random, count: int) -> Sequence[Story]:
    """Choose stories of a kind that are long enough; the nearest one if none is."""
    kind = slot.kind
    wanted = {"briefs": "brief", "picture": "caption"}.get(kind, kind)
    free = [one for one in stories() if one.kind == wanted and one.number not in used]
    if slot.head == "each":
        free = [one for one in free if one.headline]
    if count != 1:
        return random.sample(free, min(count, len(free)))
    if wanted == "caption":
        return [random.choice(free)]
    if slot.jump.startswith("to"):
        return [max(free, key=lambda one: one.length)]
    near = sorted(free, key=lambda one: abs(one.length - room))
    fitting = [one for one in near if SHORTEST * room <= one.length <= LONGEST * room]
    return [random.choice(fitting or near[:3])]


def _compose(task: Task, stories: Sequence[Story]) -> Piece:
    """Compose an area; briefs take several stories, advertisements none."""
    kind = task.slot.kind
    if kind == "briefs":
        return set_briefs(task, stories)
    if kind == "picture":
        return set_photo_news(task, stories[0])
    if kind in WITHOUT_STORY:
        return WITHOUT_STORY[kind](task)
    return set_article(task, stories[0])


def _rules(plan: Plan, areas: dict[str, Area], style: HouseStyle) -> Iterator[Mark]:
    """Yield the rules between areas: below each one, and at its right if the house has them."""
    if style.rules == "none":
        return
    framed = {key for key, slot in plan.slots.items() if slot.frame or slot.kind in WITHOUT_STORY}
    for key, area in areas.items():
        if key in framed:
            continue
        for column in area.columns:
            for _, bottom in column.stretches:
                below = _below(bottom, column.left, key, areas)
                if below is None or below in framed:
                    continue
                y = bottom + style.gap * style.leading / 2
                reach = style.gutter / 2
                yield Mark("rule", Rect(column.left - reach, y, column.right + reach, y))
    if style.rules == "all":
        yield from _upright(areas, framed, style)


def _below(bottom: float, left: float, key: str, areas: dict[str, Area]) -> str | None:
    """Return the area that begins in the same column below a height."""
    found: tuple[float, str] | None = None
    for other, area in areas.items():
        for column in area.columns:
            if abs(column.left - left) > 1:
                continue
            for top, _ in column.stretches:
                if top >= bottom - 1 and (found is None or top < found[0]):
                    found = (top, other)
    return found[1] if found and found[1] != key else None


def _upright(areas: dict[str, Area], framed: set[str], style: HouseStyle) -> Iterator[Mark]:
    """Yield the rules in the gutters between two areas side by side."""
    for key, area in areas.items():
        if key in framed:
            continue
        for column in area.columns:
            for other, neighbour in areas.items():
                if other == key or other in framed:
                    continue
                for beside in neighbour.columns:
                    if abs(beside.left - column.right - style.gutter) > 1:
                        continue
                    x = column.right + style.gutter / 2
                    for top, bottom in column.stretches:
                        for upper, lower in beside.stretches:
                            if min(bottom, lower) - max(top, upper) > style.leading:
                                span = (max(top, upper), min(bottom, lower))
                                yield Mark("rule", Rect(x, span[0], x, span[1]))


def _heading(style: HouseStyle, number: int, rect: Rect) -> tuple[list[Line], list[Mark]]:
    """Draw the head and the foot of a page."""
    heading, faces = style.heading, style.faces
    left, right, top = rect.left, rect.right, style.margin
    lines: list[Line] = []
    marks: list[Mark] = []
    number_text = heading.number.format(number)

    def put(text: str, x: float, baseline: float, size: float, *, big: bool = False) -> float:
        face = faces.headline if big else faces.minor
        width = measure(text) * size
        x = x - width if x < 0 else x
        start = right + x if x < 0 else x
        kind = Type(face, size)
        role = "slogan" if baseline > rect.bottom else "masthead"
        lines.append(Line(text, start, baseline, spread(text, size), kind, FURNITURE, role))
        return start + width

    if heading.form == "front":
        put(style.paper, left, top + 62, 54, big=True)
        for row, text in enumerate((heading.date, heading.section, number_text, heading.staff)):
            put(text, right - 190, top + 16 + 16 * row, 10)
        marks.append(Mark("rule", Rect(left, top + 80, right, top + 80), 1.2))
    elif heading.form == "strip":
        end = put(number_text, left, top + 18, 16, big=True)
        end = put(heading.section, end + 14, top + 18, 14)
        end = put(heading.date, end + 20, top + 17, 9)
        put(heading.staff, end + 20, top + 17, 9)
        put(style.paper, right - measure(style.paper) * 15, top + 18, 15, big=True)
        marks.append(Mark("rule", Rect(left, top + 25, right, top + 25), 0.8))
    else:
        put(style.paper, left, top + 12, 11, big=True)
        put(heading.date, left, top + 25, 8)
        at = right - max(measure(heading.section) * 20, 60) - 40
        put(heading.section, at, top + 21, 20, big=True)
        put(number_text, right - 34, top + 21, 18, big=True)
        put(heading.staff, left + 150, top + 25, 8)
    if heading.slogan:
        put(heading.slogan, left, style.height - style.margin - 3, 9)
        marks.append(Mark("rule", Rect(left, rect.bottom + 6, right, rect.bottom + 6)))
    return lines, marks


def _ordered(blocks: list[list[Line]], order: str, random: Random) -> list[Line]:
    """Bring the lines of a page in the order in which its program draws them."""
    if order == "blocks":
        random.shuffle(blocks)
    lines = [line for block in blocks for line in block]
    if order == "shuffled":
        random.shuffle(lines)
    if order == "column":
        lines.sort(key=lambda line: (round(line.left / 20), line.baseline))
    return lines
