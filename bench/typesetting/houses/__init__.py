"""House styles of invented newspapers, each with the habits of a real kind of paper."""

from __future__ import annotations

from ..style import HouseStyle
from .broadsheets import BROADSHEETS
from .locals import LOCALS
from .tabloids import TABLOIDS
from .unruled import UNRULED

#: All house styles, in a fixed order.
STYLES: tuple[HouseStyle, ...] = (*BROADSHEETS, *TABLOIDS, *LOCALS, *UNRULED)

__all__ = ["STYLES"]
