"""What is to be composed in an area, and what came out: shared by articles and boxes."""

from __future__ import annotations

from dataclasses import dataclass

from .areas import PADDING, Area
from .drawing import GoldArticle, Line, Mark
from .material import Story
from .style import HouseStyle, Slot


@dataclass(frozen=True, slots=True)
class Piece:
    """What was composed for an area.

    Attributes:
        lines: of text, in reading order.
        marks: frames and pictures.
        articles: gold of its articles, in the order of their owners.
        free: lines of the area that stay empty.
        rest: what is left of an article that goes on on another page.
    """

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    articles: tuple[GoldArticle, ...]
    free: int
    rest: Story | None = None


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


def gold_of(story: Story, *, signed: bool = True) -> GoldArticle:
    """Return what is true of a story that stands on a page with or without its names."""
    return GoldArticle(
        story.kind if story.kind != "notice" else "report",
        story.headline,
        " ".join(part for part in (story.kicker, story.deck) if part),
        story.column,
        story.reporters if signed else (),
        story.correspondents if signed else (),
    )
