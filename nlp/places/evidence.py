"""Evidence that needs no mention of a county: names of townships, and damaged names of units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..types import SegmentedArticle, Status
from .gazetteer import Form, Gazetteer, Kind
from .gazetteer.names import one_edit

_TOWN_END = re.compile(r"街道|苏木|镇|乡")
_LONGEST = 10
#: So many townships of one county in an article speak for the county.
_ENOUGH = 2
_DAMAGED = re.compile(r"[\u3400-\u9fff]{2,6}?[市州盟县旗区]")
_SHORTEST_DAMAGED = 3


@dataclass(frozen=True, slots=True)
class Upper:
    """A mention of a province, prefecture or county.

    Attributes:
        start: offset of the first character.
        end: offset behind the last one.
        forms: what the surface can mean; one entry once it is decided.
        status: how sure the decision is.
        chained: it stands right behind the mention of a unit above it.
        leads: a mention of a unit below stands right behind it.
        misread: its name was repaired.
        scores: share of the evidence that each of several forms has.
    """

    start: int
    end: int
    forms: tuple[Form, ...]
    status: Status = Status.EXACT
    chained: bool = False
    leads: bool = False
    misread: bool = False
    scores: tuple[float, ...] = ()

    @property
    def code(self) -> str:
        """Code of the unit if it is decided, the common beginning of the candidates if not."""
        if len(self.forms) == 1:
            return self.forms[0].code
        codes = sorted({form.code for form in self.forms})
        if len(codes) == 1:
            return codes[0]
        for length in (4, 2):
            if len({code[:length] for code in codes}) == 1:
                return codes[0][:length]
        return ""

    @property
    def kind(self) -> Kind:
        """Best way in which the surface names a unit."""
        if len(self.forms) == 1:
            return self.forms[0].kind
        kinds = {form.kind for form in self.forms}
        return next(kind for kind in Kind if kind in kinds)


def town_votes(seg: SegmentedArticle, gazetteer: Gazetteer) -> Counter[str]:
    """Return the codes of the county that the townships in the text have in common.

    Args:
        seg: the segmented article.
        gazetteer: the gazetteer.

    Returns:
        Weight by code for the county, its prefecture and its province; empty if the townships
        fit no county or several.
    """
    text = seg.article.text
    names: dict[str, list[str]] = {}
    for found in _TOWN_END.finditer(text):
        for start in range(max(0, found.start() - _LONGEST), found.start()):
            if start in seg.boundaries and text[start : found.end()] in gazetteer.town_index:
                name = text[start : found.end()]
                names[name] = gazetteer.town_index[name]
                break
    votes = Counter(county for codes in names.values() for county in {c[:6] for c in codes})
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return Counter()
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return Counter()
    county = ranked[0][0]
    return Counter({county[:size]: 1 for size in (2, 4, 6)})


def mend(hits: Sequence[Upper], text: str, gazetteer: Gazetteer) -> list[Upper]:
    """Add units whose name is misread in one character right behind the unit above (四川省巳中市).

    Args:
        hits: mentions found, ascending.
        text: the text.
        gazetteer: the gazetteer.

    Returns:
        The mentions with those added that exactly one unit fits.
    """
    result: list[Upper] = []
    for number, hit in enumerate(hits):
        result.append(hit)
        following = hits[number + 1].start if number + 1 < len(hits) else len(text)
        official = hit.kind is Kind.OFFICIAL and len(hit.forms) == 1 and len(hit.code) < 6
        if not official or following == hit.end:
            continue
        damaged = _DAMAGED.match(text, hit.end, following)
        if damaged and len(damaged[0]) >= _SHORTEST_DAMAGED:
            fit = [u for u in gazetteer.children(hit.code) if one_edit(u.name, damaged[0])]
            if len(fit) == 1:
                form = Form(fit[0].code, Kind.OFFICIAL)
                result.append(Upper(hit.end, damaged.end(), (form,), Status.INFERRED, misread=True))
    return result
