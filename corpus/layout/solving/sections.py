"""Joins sections under crossheads to the article directly above them.

Sections of one article may have few words in common. Where they follow each other on the page and
only the form of a crosshead stands between, that form and the missing byline say more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..parts.blocks import Block, BlockKind, is_dialogue, is_maker, is_turned
from ..parts.fragments import other_column
from ..scores.pairing import Pairs

# A title this little like a crosshead, in log-odds, begins something new.
_INNER = -2.0
# The same for one with more ``#`` than the headlines of the page.
_LOWER_INNER = -4.0
# From here on it is a crosshead, whether the article above is signed or not.
_SURELY_INNER = 1.0
# So does a text that has less than this in common with the one above.
_ALIEN = -1.0


def join_sections(pairs: Pairs, home: Mapping[int, int]) -> dict[int, int]:
    """Return the articles of the paragraphs, sections joined to the article above them.

    Args:
        pairs: the page.
        home: the article of each paragraph, by block.
    """
    out = dict(home)
    members: dict[int, list[int]] = {}
    for unit in sorted(out):
        members.setdefault(out[unit], []).append(unit)
    for article in sorted(members, key=lambda number: members[number][0]):
        above = _above(pairs, members[article][0])
        into = out.get(above) if above is not None else None
        if into is None or into == article or members[into][-1] != above:
            continue
        if _is_section(pairs, members[into], members[article]):
            members[into] += members[article]
            out.update(dict.fromkeys(members[article], into))
    return out


def _above(pairs: Pairs, unit: int) -> int | None:
    """Return the paragraph above the titles that stand directly over one, if nothing else does."""
    titles = pairs.above(unit)
    if not titles or any(b.kind is not BlockKind.TITLE or b.ruled for b in titles):
        return None
    return unit - len(titles) - 1


def _is_section(pairs: Pairs, article: Sequence[int], section: Sequence[int]) -> bool:
    """Tell whether a text is rather a section of the article above it than one of its own."""
    blocks = pairs.blocks
    left, right = blocks[article[-1]], blocks[section[0]]
    if right.dateline or right.ruled or is_turned(right) or (left.tail is not None and left.byline):
        return False
    if other_column(left.column, right.column) or is_dialogue(left) != is_dialogue(right):
        return False
    titles = pairs.above(section[0])
    if any(pairs.links.has_maker(b.index) for b in titles):
        return False
    if any(b.inner < (_LOWER_INNER if pairs.links.is_lower(b) else _INNER) for b in titles):
        return False
    if _is_signed(pairs, section):
        return False
    if not _is_signed(pairs, article) and any(b.inner < _SURELY_INNER for b in titles):
        return False
    return pairs.links.recurrence.cohesion(article, section) > _ALIEN


def _is_signed(pairs: Pairs, units: Sequence[int]) -> bool:
    """Makers stand directly above or behind a text, or in its first or last paragraph."""
    blocks = pairs.blocks
    first, last = blocks[units[0]], blocks[units[-1]]
    if first.dateline is not None or (last.byline is not None and not last.byline.credit):
        return True
    if any(is_maker(b) for b in pairs.above(units[0])):
        return True
    return _maker_behind(blocks, last)


def _maker_behind(blocks: Sequence[Block], last: Block) -> bool:
    after = blocks[last.index + 1] if last.index + 1 < len(blocks) else None
    return after is not None and is_maker(after)
