"""The articles that pages are made from: read from ``data/*.txt``, all of them invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"
_FILES = ("from_samples.txt", "more.txt")

#: Kinds that a data file may name in brackets.
KINDS = ("report", "brief", "caption", "commentary", "study", "notice")

_CROSSHEAD = "## "


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a story.

    Attributes:
        text: its characters.
        crosshead: it is a crosshead, not body text.
    """

    text: str
    crosshead: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """An article before it is set.

    Attributes:
        number: place in the data, from 0; the same story has the same number on every page.
        kind: one of ``KINDS``.
        headline: main headline, a blank where it may break in two; "" for briefs.
        kicker: line above the headline (引题), "" if none.
        deck: line below the headline (副题), "" if none.
        column: label of the column it runs under, "" if none.
        reporters: names of reporters or photographers.
        correspondents: names of correspondents.
        picture: caption of a picture that belongs to it, "" if none.
        paragraphs: body and crossheads.
    """

    number: int
    kind: str
    headline: str
    kicker: str
    deck: str
    column: str
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    picture: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def length(self) -> int:
        """Number of characters of the body."""
        return sum(len(one.text) for one in self.paragraphs)


@cache
def stories() -> tuple[Story, ...]:
    """Return all stories, in the order of the data files."""
    blocks = [block for name in _FILES for block in _blocks(_DATA / name)]
    return tuple(_story(number, block) for number, block in enumerate(blocks))


def _blocks(path: Path) -> Iterator[list[str]]:
    """Yield the lines of each story; a story begins with its kind in square brackets."""
    block: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            if block:
                yield block
            block = [line]
        elif line and not line.startswith("# "):
            block.append(line)
    if block:
        yield block


def _story(number: int, block: list[str]) -> Story:
    """Make a story of its lines: ``[kind]``, ``key: value`` lines, then paragraphs."""
    fields: dict[str, str] = {}
    rest = 1
    for line in block[1:]:
        key, colon, value = line.partition(": ")
        if not colon or not key.isascii():
            break
        fields[key] = value
        rest += 1
    return Story(
        number=number,
        kind=block[0].strip("[]"),
        headline=fields.get("headline", ""),
        kicker=fields.get("kicker", ""),
        deck=fields.get("deck", ""),
        column=fields.get("column", ""),
        reporters=_names(fields.get("reporters", "")),
        correspondents=_names(fields.get("correspondents", "")),
        picture=fields.get("picture", ""),
        paragraphs=tuple(
            Paragraph(line.removeprefix(_CROSSHEAD), line.startswith(_CROSSHEAD))
            for line in block[rest:]
        ),
    )


def _names(value: str) -> tuple[str, ...]:
    return tuple(value.split("、")) if value else ()
