"""Puts glyphs together to printed lines: one baseline, one column, across or down the page."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..printed import Box, Shape
from .glyphs import Glyph, on_page

# All distances are shares of the size of the type.
# Glyphs of one line differ in baseline and in size by no more than this.
_BASE = 0.3
_SIZES = 1.35
# A gap up to this never parts a line; the gutters of newspapers are wider.
_TIGHT = 0.55
# In type so many times the usual size a gutter is no wider than this.
_LARGE = 1.3
_TIGHT_LARGE = 0.2
# Wider gaps show as a blank.
_BLANK = 0.45
# Up to here a gap is a blank even if nothing else says so.
_LOOSE = 0.9
# Glyphs that follow each other in the file; PDFium counts what it makes up between them.
_CLOSE = 3
# Phrases of one line stand no farther apart than this, names of a byline and halves of a headline.
_APART = 3.2
# Letters spaced out stand at most this far apart, all alike.
_SPACED = 2.6
_ALIKE = 0.25
# A step from one glyph to the next below it.
_BESIDE = 0.3
_LEAST_STEP = 0.6
_MOST_STEP = 2.2
# Several lines of this many glyphs that begin at one place show the left side of a column.
_COLUMN_LINES = 4
_COLUMN_GLYPHS = 5
_MOST_ACROSS = 4
_NEXT_LINE = 2.2
# Signs that may hang over the end of a column, with white in the right half of their square; the
# gap behind one that stands inside a line is smaller than this.
_HANGING = frozenset("，。、；：！？”’）》")
_MOST_HUNG = 2
_HUNG = 0.12


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text and where it stands on the page."""

    text: str
    box: Box


@dataclass(slots=True)
class _Piece:
    """Glyphs on one baseline without a gap wide enough to part them."""

    glyphs: list[Glyph]
    down: bool = False

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        return self.glyphs[0].base

    @property
    def size(self) -> float:
        return max(self.glyphs[0].size, self.glyphs[-1].size)


def lines_of(glyphs: Sequence[Glyph], shapes: Sequence[Shape]) -> list[PrintedLine]:
    """Put the glyphs of a page together to lines.

    Args:
        glyphs: in the order of the file.
        shapes: what else is printed; rules and frames part lines.

    Returns:
        Lines in no order that matters.
    """
    out: list[PrintedLine] = []
    turned: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        turned[glyph.turn].append(glyph)
    for turn in sorted(turned):
        walls = _walls(shapes) if turn == 0 else []
        for piece in _joined(_pieces(turned[turn]), walls):
            line = _line(piece)
            if line:
                out.append(line)
    return out


def _pieces(glyphs: Sequence[Glyph]) -> list[_Piece]:
    """Follow the file as long as each glyph stands beside, or below, the one before it."""
    out: list[_Piece] = []
    large = _LARGE * median(glyph.size for glyph in glyphs)
    for glyph in glyphs:
        last = out[-1] if out else None
        if last is not None and _goes_on(last, glyph, large):
            last.glyphs.append(glyph)
        else:
            out.append(_Piece([glyph]))
    return out


def _goes_on(piece: _Piece, glyph: Glyph, large: float) -> bool:
    last = piece.glyphs[-1]
    if max(last.size, glyph.size) > _SIZES * min(last.size, glyph.size):
        return False
    size = min(last.size, glyph.size)
    if len(piece.glyphs) == 1 or piece.down:
        beside = abs(_middle(last) - _middle(glyph)) <= _BESIDE * size
        step = (glyph.base - last.base) / size
        if beside and _LEAST_STEP <= step <= _MOST_STEP:
            solid = not (last.char.isascii() and glyph.char.isascii())
            if piece.down or solid:
                piece.down = True
                return True
        if piece.down:
            return False
    if abs(last.base - glyph.base) > _BASE * size:
        return False
    gap = (glyph.left - last.right) / size
    tight = _TIGHT if size < large else _TIGHT_LARGE
    if -_TIGHT <= gap <= tight and not (last.char in _HANGING and gap > _HUNG):
        return glyph.left > last.left
    if gap < 0 or gap > _SPACED:
        return False
    if len(piece.glyphs) == 1:
        return not last.char.isspace() and not glyph.char.isspace()
    before = (last.left - piece.glyphs[-2].right) / size
    return before > _TIGHT and abs(before - gap) <= _ALIKE


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _walls(shapes: Sequence[Shape]) -> list[Box]:
    """Return what stands upright between columns: rules, and the sides of frames."""
    out: list[Box] = []
    for shape in shapes:
        box = shape.box
        if shape.kind == "frame":
            out.append(Box(box.left, box.top, box.left, box.bottom))
            out.append(Box(box.right, box.top, box.right, box.bottom))
        elif shape.kind == "rule" and box.bottom - box.top > box.right - box.left:
            out.append(box)
    return sorted(out, key=lambda box: (box.left, box.top))


def _joined(pieces: Sequence[_Piece], walls: Sequence[Box]) -> list[_Piece]:
    across = [piece for piece in pieces if not piece.down]
    down = [piece for piece in pieces if piece.down]
    columns = _Columns(across)
    across = [part for piece in across for part in _unhung(piece, columns)]
    across.sort(key=lambda piece: (piece.base, piece.left))
    bases = [piece.base for piece in across]
    right_of: dict[int, int] = {}
    taken: set[int] = set()
    near: list[tuple[float, int, int]] = []
    for at, piece in enumerate(across):
        reach = _BASE * piece.size
        for other in range(bisect_left(bases, piece.base - reach), len(across)):
            if bases[other] > piece.base + reach:
                break
            gap = _gap(piece, across[other], walls, columns) if other != at else None
            if gap is not None:
                near.append((gap, at, other))
    for _, at, other in sorted(near):
        if at not in right_of and other not in taken:
            right_of[at] = other
            taken.add(other)
    out: list[_Piece] = []
    for at, piece in enumerate(across):
        if at in taken:
            continue
        whole, follow = list(piece.glyphs), right_of.get(at)
        while follow is not None:
            whole.extend(across[follow].glyphs)
            follow = right_of.get(follow)
        out.append(_Piece(whole))
    return _stacked(out, down)


class _Columns:
    """The places, in whole points, at which many lines begin, and at which many end."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        long = [piece for piece in pieces if len(piece.glyphs) >= _COLUMN_GLYPHS]
        self.large = _LARGE * median(piece.size for piece in long) if long else 0.0
        self._bases: dict[int, list[float]] = defaultdict(list)
        for piece in long:
            self._bases[round(piece.left)].append(piece.base)
        self._starts = _frequent([piece.left for piece in long])
        self._ends = _frequent([_hung_from(piece) for piece in long])

    def part(self, left: _Piece, right: _Piece, *, hung: bool = False) -> bool:
        """Tell whether one column ends and the next begins between two pieces.

        Args:
            left: the one before.
            right: the one behind.
            hung: only if a sign hangs over the end of the first.
        """
        if round(right.left) not in self._starts:
            return False
        if not hung and round(left.right) in self._ends:
            return True
        start = _hung_from(left)
        return start < left.right and any(
            place in self._ends for place in range(round(start), round(left.right) + 1)
        )

    def begin_near(self, piece: _Piece) -> bool:
        """Tell whether the line above or below one begins at the same place."""
        reach = _NEXT_LINE * piece.size
        return any(
            0 < abs(base - piece.base) <= reach
            for place in (-1, 0, 1)
            for base in self._bases.get(round(piece.left) + place, ())
        )

    def begin(self, piece: _Piece) -> bool:
        """Tell whether a piece begins where many lines do."""
        return round(piece.left) in self._starts


def _unhung(piece: _Piece, columns: _Columns) -> list[_Piece]:
    """Cut a piece where a sign that hangs over one column touches the next."""
    out: list[_Piece] = []
    start = 0
    for at in range(1, len(piece.glyphs)):
        if piece.glyphs[at - 1].char not in _HANGING:
            continue
        left, right = _Piece(piece.glyphs[start:at]), _Piece(piece.glyphs[at:])
        long = len(left.glyphs) > _COLUMN_GLYPHS
        if long and columns.part(left, right, hung=True) and columns.begin_near(right):
            out.append(left)
            start = at
    return [*out, _Piece(piece.glyphs[start:], piece.down)] if out else [piece]


def _frequent(places: Sequence[float]) -> frozenset[int]:
    counts = Counter(round(place + shift) for place in places for shift in (-1, 0, 1))
    return frozenset(place for place, count in counts.items() if count >= _COLUMN_LINES)


def _hung_from(piece: _Piece) -> float:
    """Return where the signs begin that may hang over the end of a column."""
    start = piece.right
    for at in range(1, _MOST_HUNG + 1):
        if len(piece.glyphs) <= at or piece.glyphs[-at].char not in _HANGING:
            break
        start = piece.glyphs[-at].left
    return start


def _gap(left: _Piece, right: _Piece, walls: Sequence[Box], columns: _Columns) -> float | None:
    """Return the gap between two pieces if they may be one line, in points."""
    size = min(left.size, right.size)
    if max(left.size, right.size) > _SIZES * size or right.left <= left.left:
        return None
    if abs(left.base - right.base) > _BASE * size:
        return None
    gap = right.left - left.right
    if not -_TIGHT * size <= gap <= _APART * size:
        return None
    if columns.part(left, right):
        return None
    if gap > _TIGHT * size and not _same_phrase(left, right, gap / size, columns):
        return None
    middle = left.base - size / 3
    for wall in walls:
        if wall.left > right.left + size / 3:
            break
        between = left.right - size / 3 <= wall.right and wall.top <= middle <= wall.bottom
        if between:
            return None
    return gap


def _same_phrase(left: _Piece, right: _Piece, gap: float, columns: _Columns) -> bool:
    """Tell whether a wide gap is a blank inside a line and no gutter."""
    follows = right.glyphs[0].order - left.glyphs[-1].order
    together = left.glyphs[-1].thing == right.glyphs[0].thing and gap <= _SPACED
    if together:
        return True
    if left.size >= columns.large and gap <= _SPACED and 0 < follows <= _CLOSE:
        return True
    if len(left.glyphs) <= 2 and len(right.glyphs) <= 2:
        return gap <= _SPACED
    if columns.begin(right):
        return False
    return 0 < follows <= _CLOSE or gap <= _LOOSE


def _stacked(across: list[_Piece], down: list[_Piece]) -> list[_Piece]:
    """Join single glyphs that stand below each other, and numbers set across a line that runs down.

    A file need not hold the glyphs of a line in their order.
    """
    short = [p for p in across if len(p.glyphs) <= _MOST_ACROSS]
    columns = sorted([*down, *short], key=lambda p: (round(_centre(p)), p.glyphs[0].base))
    used: set[int] = set()
    out: list[_Piece] = []
    for at, piece in enumerate(columns):
        if id(piece) in used:
            continue
        whole = list(piece.glyphs)
        members = [piece]
        bottom = piece.glyphs[-1]
        for other in columns[at + 1 :]:
            if _centre(other) - _centre(piece) > _BESIDE * piece.size + 1:
                break
            if id(other) in used or not _below(bottom, other, members):
                continue
            whole.extend(other.glyphs)
            members.append(other)
            bottom = other.glyphs[-1]
        if len(members) > 1 and _is_column(members):
            used.update(id(member) for member in members)
            out.append(_Piece(whole, down=True))
    left = [p for p in [*across, *down] if id(p) not in used]
    return [*left, *out]


def _centre(piece: _Piece) -> float:
    return (piece.left + piece.right) / 2 if not piece.down else _middle(piece.glyphs[0])


def _below(bottom: Glyph, other: _Piece, members: Sequence[_Piece]) -> bool:
    first = other.glyphs[0]
    if max(bottom.size, first.size) > _SIZES * min(bottom.size, first.size):
        return False
    if abs(_centre(other) - _centre(members[0])) > _BESIDE * bottom.size:
        return False
    step = (first.base - bottom.base) / bottom.size
    return _LEAST_STEP <= step <= _MOST_STEP / (1.0 if other.down or members[-1].down else 1.4)


def _is_column(members: Sequence[_Piece]) -> bool:
    """Tell whether pieces below each other are one line that runs down the page."""
    if any(member.down for member in members):
        return all(m.down or (len(m.glyphs) > 1) <= m.glyphs[0].char.isascii() for m in members)
    singles = [m for m in members if len(m.glyphs) == 1 and not m.glyphs[0].char.isascii()]
    return len(singles) == len(members) >= 3


def _line(piece: _Piece) -> PrintedLine | None:
    glyphs = piece.glyphs
    while glyphs and glyphs[0].char.isspace():
        glyphs = glyphs[1:]
    while glyphs and glyphs[-1].char.isspace():
        glyphs = glyphs[:-1]
    if not glyphs:
        return None
    size = median(glyph.size for glyph in glyphs)
    bold = 2 * sum(glyph.bold for glyph in glyphs) > len(glyphs)
    bounds = (
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
    left, top, right, bottom = (round(side, 2) for side in on_page(bounds, glyphs[0].turn))
    return PrintedLine(_text(glyphs, piece), Box(left, top, right, bottom, round(size, 2), bold))


def _text(glyphs: Sequence[Glyph], piece: _Piece) -> str:
    """Spell a line; a gap without a blank becomes one unless all letters are spaced out."""
    if piece.down:
        return "".join(glyph.char for glyph in glyphs)
    gaps = [(two.left - one.right) / two.size for one, two in pairwise(glyphs)]
    usual = median(gaps) if gaps else 0.0
    out = [glyphs[0].char]
    for gap, (before, glyph) in zip(gaps, pairwise(glyphs), strict=True):
        blank = before.char.isspace() or glyph.char.isspace()
        if gap > usual + _BLANK and not blank:
            out.append(" ")
        out.append(glyph.char)
    return "".join(out)
