"""When a finding agrees with a gold entry: the tolerances of the annotation guide, as functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from .goldpages import GoldFact

#: Signs and spaces that a careful typist may set differently; they never decide.
_SIGNS = re.compile(r"[\s“”\"'‘’「」『』《》〈〉()（）\[\]【】·、，,。.：:；;—\-–…+＋&/]+")

#: Words for an administrative level that a place name may carry or leave out.
_LEVEL_WORDS = re.compile(
    "(特别行政区|自治区|自治州|自治县|自治旗|居民委员会|村民委员会|居委会|村委会|街道办事处|街道|苏木|嘎查|社区|林场|农场|牧场"
    "|省|市|盟|州|县|旗|区|乡|镇|村|屯)$"
)

#: A stem shorter than this is too short to stand for a place without its level word (辽 for 辽县).
_SHORTEST_STEM = 2

#: A programme's form of this length may stand in a longer finding …
_SAFE_FORM = 4
#: … that is at most so many characters longer.
_FORM_SLACK = 4

#: Figures agree up to this share of their value: 2.57亿 and 257000000 differ in the last bit.
_VALUE_TOLERANCE = 1e-6

#: A role agrees when it holds the last characters of the gold role: the office, not the whole body.
_ROLE_TAIL = 4

Finding = Mapping[str, object]


def bare(text: object) -> str:
    """Return ``text`` without spaces, quotation marks and punctuation; "" for what is no string.

    >>> bare("“五 事”工作法")
    '五事工作法'
    """
    return _SIGNS.sub("", text) if isinstance(text, str) else ""


def same_place_name(one: str, other: str) -> bool:
    """Tell whether two names mean one place: equal, or equal but for the word of the level.

    >>> same_place_name("云和县", "云和"), same_place_name("云和县", "景宁县")
    (True, False)
    """
    one, other = bare(one), bare(other)
    stem = _LEVEL_WORDS.sub("", one)
    return one == other or (len(stem) >= _SHORTEST_STEM and stem == _LEVEL_WORDS.sub("", other))


def holds_path(gold: str, found: object) -> bool:
    """Tell whether every level of the gold path is in the found path, in order.

    >>> holds_path("浙江省/云和县", "浙江省/丽水市/云和县")
    True
    """
    levels = iter([level for level in found.split("/") if level] if isinstance(found, str) else [])
    return all(any(same_place_name(level, seen) for seen in levels) for level in gold.split("/"))


def same_program(gold: GoldFact, name: object) -> bool:
    """Tell whether a finding names the programme of ``gold``.

    It equals one of its forms, or holds one and is itself part of the long name, or holds one of
    at least four characters and is at most four characters longer.
    """
    found, long = bare(name), bare(gold.surface)
    forms = [form for form in map(bare, (gold.surface, *gold.alts)) if form]
    return any(
        found == form
        or (form in found and found in long)
        or (len(form) >= _SAFE_FORM and form in found and len(found) <= len(form) + _FORM_SLACK)
        for form in forms
    )


def same_figure(gold: GoldFact, found: Finding) -> bool:
    """Tell whether a figure has the value of ``gold`` and its unit, of which one may be shorter."""
    try:
        value = float(cast("float", found.get("value")))
    except (TypeError, ValueError):
        return False
    one, other = _unit(gold.unit), _unit(found.get("unit", ""))
    near = abs(value - gold.value) <= _VALUE_TOLERANCE * max(1.0, abs(gold.value))
    prefix = bool(one and other) and (one.startswith(other) or other.startswith(one))
    return near and (one == other or prefix)


def _unit(text: object) -> str:
    """Return a unit in its plain form: full-width % made half-width, 余 before 名 dropped."""
    plain = text.replace("％", "%").strip() if isinstance(text, str) else ""
    plain = bare(plain) or plain
    return "名" if plain == "余名" else plain


def same_role(gold: str, found: object) -> bool:
    """Tell whether a role holds the office that ends the gold role."""
    return bare(gold)[-_ROLE_TAIL:] in bare(found) and bool(bare(found))


#: How a finding of each field is compared with a gold entry.
SAME: Mapping[str, Callable[[GoldFact, Finding], bool]] = {
    "places": lambda gold, found: same_place_name(gold.surface, str(found.get("name", ""))),
    "programs": lambda gold, found: same_program(gold, found.get("name", "")),
    "figures": same_figure,
    "people": lambda gold, found: gold.surface == found.get("name"),
}


@dataclass(frozen=True, slots=True)
class Matching:
    """Gold entries and findings of one field of one article, put together one to one.

    Attributes:
        hits: obligatory gold entries with the findings that agree with them.
        missed: obligatory gold entries that nothing agrees with.
        wrong: findings that agree with no gold entry at all.
    """

    hits: tuple[tuple[GoldFact, Finding], ...]
    missed: tuple[GoldFact, ...]
    wrong: tuple[Finding, ...]


def match_facts(gold: Sequence[GoldFact], found: Iterable[Finding], field: str) -> Matching:
    """Match findings with gold entries: obligatory entries choose first, each takes one finding.

    A finding left over is wrong only if it agrees with no entry, optional ones included: a second
    form of a thing found is not held against the program.
    """
    same = SAME[field]
    left = list(found)
    hits: list[tuple[GoldFact, Finding]] = []
    missed: list[GoldFact] = []
    for entry in sorted(gold, key=lambda entry: not entry.must):
        at = next((at for at, item in enumerate(left) if same(entry, item)), None)
        if at is not None:
            item = left.pop(at)
            if entry.must:
                hits.append((entry, item))
        elif entry.must:
            missed.append(entry)
    wrong = tuple(item for item in left if not any(same(entry, item) for entry in gold))
    return Matching(tuple(hits), tuple(missed), wrong)
