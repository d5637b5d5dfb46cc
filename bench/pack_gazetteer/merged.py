"""Townships and villages of earlier editions that today's has no more, and what they lie in now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from anliku.nlp.places.gazetteer.names import township_core, village_core, village_form

from .counties import Successors
from .sources import Edition, Sources

#: Share of the villages of a township that must lie in one township of today for it to be the
#: successor: below it was divided.
_MOST = 0.6
#: The same for counties, of which only the larger part is asked for.
_MOST_OF_COUNTY = 0.5


@dataclass(slots=True)
class Today:
    """Names of today's edition by county: cores of townships and villages to their townships."""

    towns: dict[str, dict[str, str]] = field(default_factory=dict)
    villages: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @classmethod
    def read(cls, edition: Edition) -> Today:
        """Read today's edition."""
        today = cls()
        for row in edition.rows("streets"):
            cores = today.towns.setdefault(row["areaCode"], {})
            core = township_core(row["name"])
            cores[core] = row["code"]
            cores.setdefault(township_core(core), row["code"])  # 道口镇街道 was 道口镇
            cores.setdefault(core.removesuffix("街"), row["code"])  # 洪山街街道 was 洪山街道
        for row in edition.rows("villages"):
            cores = today.villages.setdefault(row["areaCode"], {})
            core = village_core(village_form(row["name"]))
            cores.setdefault(core, set()).add(row["streetCode"])
        return today


@dataclass(frozen=True, slots=True)
class Gone:
    """A township or village that is no more.

    Attributes:
        code: its last code, 9 or 12 digits.
        name: its last name.
        into: township of today (9 digits) it lies in now, "" if not known.
        last: year of the last edition that has it.
    """

    code: str
    name: str
    into: str
    last: int


def merged_counties(sources: Sources, today: Today) -> dict[str, str]:
    """Return the county of today that most villages of a county that is gone lie in now."""
    found: dict[str, str] = {}
    for edition in sources.earlier:
        homes = defaultdict[str, Counter[str]](Counter)
        near = defaultdict[str, list[str]](list)
        for county in today.villages:
            near[county[:4]].append(county)
        for row in edition.rows("villages"):
            county = row["areaCode"]
            if county not in today.villages and county not in found:
                core = village_core(village_form(row["name"]))
                fit = [c for c in near[county[:4]] if core in today.villages[c]]
                if len(fit) == 1:
                    homes[county][fit[0]] += 1
        for county, votes in homes.items():
            best, count = votes.most_common(1)[0]
            if count > _MOST_OF_COUNTY * votes.total():
                found[county] = best
    return found


def gone_below(
    sources: Sources, today: Today, after: Successors
) -> tuple[dict[str, list[Gone]], dict[str, list[Gone]]]:
    """Return townships and villages that are gone, by county of today, the newest edition's facts.

    Args:
        sources: the editions.
        today: names of today.
        after: what became of counties.
    """
    towns, villages = dict[tuple[str, str], Gone](), dict[tuple[str, str], Gone]()
    for edition in sources.earlier:
        into = _into(edition, today, after)
        for row in edition.rows("streets"):
            county = after.of_code(row["areaCode"])
            core = township_core(row["name"])
            if len(county) == 6 and core not in today.towns.get(county, {}):
                gone = Gone(row["code"], row["name"], into.get(row["code"], ""), edition.year)
                towns.setdefault((county, core), gone)
        for row in edition.rows("villages"):
            county = after.of_code(row["areaCode"])
            name = village_form(row["name"])
            core = village_core(name)
            if len(county) == 6 and core not in today.villages.get(county, {}):
                gone = Gone(row["code"], name, into.get(row["streetCode"], ""), edition.year)
                villages.setdefault((county, core), gone)
    return _by_county(towns), _by_county(villages)


def _into(edition: Edition, today: Today, after: Successors) -> dict[str, str]:
    """Return the township of today that each township of an edition is or was merged into."""
    homes = defaultdict[str, Counter[str]](Counter)
    for row in edition.rows("villages"):
        cores = today.villages.get(after.of_code(row["areaCode"]), {})
        for town in sorted(cores.get(village_core(village_form(row["name"])), ())):
            homes[row["streetCode"]][town] += 1
    into: dict[str, str] = {}
    for row in edition.rows("streets"):
        same = today.towns.get(after.of_code(row["areaCode"]), {}).get(township_core(row["name"]))
        votes = homes[row["code"]]
        best, count = votes.most_common(1)[0] if votes else ("", 0)
        if same:
            into[row["code"]] = same
        elif best and count >= _MOST * votes.total():
            into[row["code"]] = best
    return into


def _by_county(found: Mapping[tuple[str, str], Gone]) -> dict[str, list[Gone]]:
    result = defaultdict[str, list[Gone]](list)
    for (county, _), gone in sorted(found.items()):
        result[county].append(gone)
    return dict(result)
