"""Counts what each tool found of what it claims to find; the rules are those of ``anliku eval``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from anliku.nlp.places import load_gazetteer
from anliku.outputs.agreement import SAME, Finding, holds_path, match_facts
from anliku.outputs.goldpages import GoldFact

from .texts import GoldText

_MONEY = re.compile("元|块|角$|毛|分钱|币$|镑$|卢布|法郎|铢$|盾$")
_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Count:
    """What was found, found wrongly and missed, and of what was found how many paths are right."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    paths: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.paths + other.paths,
        )

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        found = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / found if found else 0.0

    @property
    def path(self) -> float:
        """Return the share of right names that have the right path."""
        return self.paths / self.right if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Scope:
    """A kind of things that a tool may claim to find.

    Attributes:
        field: the field they are in.
        asked: tells of a gold entry whether it is of this kind; others may be found or not.
        said: tells of a finding whether it says to be of this kind; others are left aside.
        bare: units do not count.
    """

    field: str
    asked: Callable[[GoldFact], bool] = lambda _: True
    said: Callable[[Finding], bool] = lambda _: True
    bare: bool = False


def _is_money(unit: object) -> bool:
    return bool(_MONEY.search(str(unit)))


@cache
def _measured() -> frozenset[str]:
    """Return units of money, measure and share."""
    table = files("anliku.nlp.figures").joinpath("data", "bases.txt").read_text("utf-8")
    rows = (line.split("\t")[0] for line in table.splitlines() if line and line[0] != "#")
    return frozenset(rows) | {"%", "％", "个百分点", "百分点"}


@cache
def is_county(name: str) -> bool:
    """Tell whether a name, long or short, may be one of a county or of a unit above counties."""
    return any(len(unit.code) <= _COUNTY_DIGITS for unit in load_gazetteer().resolve(name))


def _of_county(entry: GoldFact) -> bool:
    """Tell whether an entry is a county or a unit above; collections of sentences give no paths."""
    return is_county(entry.path or entry.surface) and is_county(entry.surface)


_COUNTIES = Scope("places", _of_county, lambda found: is_county(str(found["name"])))

#: The kinds by the names under which readings claim them.
SCOPES: Mapping[str, Scope] = {
    "places": Scope("places"),
    "counties": _COUNTIES,
    "people": Scope("people"),
    "organisations": Scope("organisations"),
    "figures": Scope("figures"),
    "values": Scope("figures", bare=True),
    "measures": Scope(
        "figures",
        lambda entry: entry.unit in _measured(),
        lambda found: found["unit"] in _measured(),
    ),
    "money": Scope(
        "figures",
        lambda entry: _is_money(entry.unit),
        lambda found: _is_money(found["unit"]),
    ),
}


def count(gold: GoldText, found: Iterable[Finding], scope: Scope) -> Count:
    """Count the findings of one text.

    Things count once a text, however often they are named; reporters are no people of the text.
    """
    entries = [
        replace(
            entry,
            must=entry.must and scope.asked(entry),
            unit="" if scope.bare else entry.unit,
        )
        for entry in gold.facts.get(scope.field, ())
    ]
    if scope.bare:  # what has equal values counts once, here as in the findings
        entries = list({(entry.value, entry.must): entry for entry in entries}.values())
    rule = _rule(scope.field)
    claimed = [
        item
        for item in _once(found, gold, scope)
        if scope.said(item) or any(SAME[rule](entry, item) for entry in entries if entry.must)
    ]
    matched = match_facts(entries, claimed, rule)
    paths = sum(holds_path(entry.path, item.get("path")) for entry, item in matched.hits)
    return Count(len(matched.hits), len(matched.wrong), len(matched.missed), paths)


def total(
    gold: Sequence[GoldText], found: Sequence[Mapping[str, Sequence[Finding]]], name: str
) -> Count:
    """Count the findings of all texts for the scope of that name."""
    scope = SCOPES[name]
    counts = (
        count(text, items.get(scope.field, []), scope)
        for text, items in zip(gold, found, strict=True)
    )
    return sum(counts, Count())


def _rule(field: str) -> str:
    """Organisations are compared as people are: names must be equal."""
    return "people" if field == "organisations" else field


def _once(found: Iterable[Finding], gold: GoldText, scope: Scope) -> list[Finding]:
    """Return the findings, each thing once, without the reporters of the article."""
    kept: dict[tuple[object, ...], Finding] = {}
    for item in found:
        if item.get("name") in gold.makers and scope.field == "people":
            continue
        if scope.field == "figures":
            unit = "" if scope.bare else item["unit"]
            kept.setdefault((item["value"], unit), {"value": item["value"], "unit": unit})
        else:
            kept.setdefault((item["name"], item.get("path", "")), item)
    return list(kept.values())
