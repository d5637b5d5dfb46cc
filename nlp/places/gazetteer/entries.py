"""What the gazetteer holds: units, forms of their names, and the names of one county."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ...types import Level
from .history import Gone, gone_villages
from .names import VILLAGE_TYPES, township_core, village_core

#: Former names given up before are no longer in use where the year is not known.
_STILL_SAID = 1995
#: 乌镇镇 is spoken of as 乌镇.
DOUBLED = frozenset({"镇镇", "乡乡"})


class Kind(StrEnum):
    """How a surface form names a unit."""

    OFFICIAL = "official"
    SHORT = "short"
    WEAK = "weak"
    ABBREVIATION = "abbreviation"
    NICKNAME = "nickname"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a surface form.

    Attributes:
        code: code of the unit of today; for a former unit that is gone, of the unit it was merged
            into, or of its parent where that is not known.
        kind: how the form names the unit.
        former: official name of the former unit if it is gone, "" otherwise.
        gone: its last code, six digits, if it is gone.
        first: first year of the name, 0 if it is of today.
        last: last year of the name.
    """

    code: str
    kind: Kind
    former: str = ""
    gone: str = ""
    first: int = 0
    last: int = 9999

    def fits(self, year: int) -> bool:
        """Tell whether the name was official in a year; 0 stands for a year that is not known."""
        return self.first <= year <= self.last if year else self.last >= _STILL_SAID


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit.

    Attributes:
        code: official code, 2 to 12 digits.
        name: official name; villages without their committee (四家子村).
        path: official names from the province down, joined by ``/``.
        level: level of the unit.
    """

    code: str
    name: str
    path: str
    level: Level


class Names:
    """Names of the townships or villages of a county: full names and cores to their codes."""

    def __init__(
        self, entries: dict[str, str], county: str = "", gone: tuple[str, ...] = ()
    ) -> None:
        self.names = entries
        self._county = county
        self._gone = gone
        self.full: dict[str, list[str]] = {}
        for code, name in entries.items():
            self.full.setdefault(name, []).append(code)
            if name[-2:] in DOUBLED:
                self.full.setdefault(name[:-1], []).append(code)

    def villages_of(self, core: str) -> list[str]:
        """Return the codes of the villages whose name without type is ``core``, ascending."""
        forms = (core, *(core + kind for kind in VILLAGE_TYPES))
        return sorted(
            code
            for form in forms
            if form in self.full and village_core(form) == core
            for code in self.full[form]
            if self.names[code] == form
        )

    @cached_property
    def gone(self) -> dict[str, list[Gone]]:
        """Villages that earlier editions have here, by name without type; made on first use."""
        return gone_villages(self._gone, self._county)

    @cached_property
    def cores(self) -> dict[str, list[str]]:
        """Codes of townships by name without type; made on first use."""
        cores: dict[str, list[str]] = {}
        for code, name in self.names.items():
            cores.setdefault(township_core(name), []).append(code)
        return cores
