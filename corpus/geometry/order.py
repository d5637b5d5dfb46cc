"""Puts the lines of a printed page into the order in which people read them."""

from __future__ import annotations

from dataclasses import replace

from ..types import Page
from .cutting import plan_page
from .parts.heads import Head


def in_reading_order(page: Page) -> Page:
    """Order the lines of a page: its head, then article by article, then its foot.

    Args:
        page: a page of ``PageForm.LAYOUT`` with its lines in any order.

    Returns:
        The same page with lines and boxes in reading order.
    """
    layout = page.layout
    if layout is None:
        return page
    plan = plan_page(page)
    boxes = layout.boxes
    articles: list[tuple[float, float, list[int]]] = []
    placed: set[int] = set()
    for chain in plan.chains:
        numbers: list[int] = []
        names = [one.line.number for node in chain.bylines for one in node.lines]
        for at, part in enumerate(chain.parts):
            for node in part.nodes if isinstance(part, Head) else (part,):
                numbers.extend(line.number for one in node.lines for line in one.own)
            if at == 0 and isinstance(part, Head):
                numbers.extend(names)
                names = []
        numbers = [
            *(one.line.number for node in chain.labels for one in node.lines), *numbers, *names
        ]  # fmt: skip
        numbers = [n for n in dict.fromkeys(numbers) if n not in placed]
        if not numbers:
            continue
        placed.update(numbers)
        top = min(boxes[n - 1].top for n in numbers)
        articles.append((top, min(boxes[n - 1].left for n in numbers), numbers))
    for number, box in enumerate(boxes, 1):
        if number not in placed:
            articles.append((box.top, box.left, [number]))
    ordered = [n for _, _, numbers in sorted(articles) for n in numbers]
    return replace(
        page,
        lines=tuple(page.lines[n - 1] for n in ordered),
        layout=replace(layout, boxes=tuple(boxes[n - 1] for n in ordered)),
    )
