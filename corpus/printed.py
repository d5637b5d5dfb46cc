"""Types that say where things stand on paper: the boxes of a page's lines, rules and pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on the paper, in points (1/72 inch) from the top left corner.

    Attributes:
        left: distance from the left edge.
        top: distance from the upper edge.
        right: right end, from the left edge.
        bottom: lower end, from the upper edge.
        size: size of the type, 0 if unknown or if this is no line of text.
        bold: the type is bold.
    """

    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Something printed that is no text.

    Attributes:
        kind: ``rule`` (a line), ``frame`` (a box or tinted area) or ``picture``.
        box: where it stands.
    """

    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """The paper a page was printed on.

    Attributes:
        width: in points.
        height: in points.
        boxes: one for each line of the page, in the same order.
        shapes: rules, frames and pictures.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    shapes: tuple[Shape, ...] = ()
