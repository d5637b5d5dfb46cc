"""Mentions of places, and whether they stand inside the name of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..types import Level, SegmentedArticle, Status
from .evidence import Upper
from .gazetteer import Form, Gazetteer, Kind
from .gazetteer.names import township_core
from .upper import is_compound

_TITLE_END = re.compile(r"[》\n]")
_LONGEST_TITLE = 40
#: Names of so many characters are looked for in the whole article.
_REPEATED = 4
_SIDE = re.compile(r"..[左右前中后]旗$")
_LEVELS = {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY}
#: Digits of the code of a prefecture.
_PREFECTURE = 4
#: Level of a unit that is gone, by whether its code is that of a prefecture.
_GONE_LEVELS = {True: Level.PREFECTURE, False: Level.COUNTY}
_SOURCES = {
    Kind.OFFICIAL: "official",
    Kind.SHORT: "short",
    Kind.WEAK: "short",
    Kind.ABBREVIATION: "abbreviation",
    Kind.NICKNAME: "abbreviation",
    Kind.FORMER: "former",
}

# What directly follows the name of a unit when it is part of a body's or facility's name.
_BODY = re.compile(
    r"委(?!托|屈|派|员)|(?:人民)?政府|政协|人大|党委|党校|团委|纪委|监委|妇联|总?工会|工商联|公安|检察|法院|法庭|司法|边境管理|"
    r"武警|消防|军分区|军区|人武部|税务|海关|铁路|机场|电视台|广播|日报|晚报|晨报|商报|新闻|融媒体|"
    r"大学|学院|师范|职业|医院|中医|人民医院|中学|小学|中心校|第[一二三四五六七八九十]+|附属|实验|"
    r"集团|公司|银行|证券|保险|信用社|农商|供销|高速|高铁|大桥|体育|图书馆|博物馆|文化馆|美术馆|科技馆|"
    r"[^\W\d的了在是和与及为把被将]{2,8}?(?:局|厅|大学|学院|医院|公司|集团|支队|大队|总队|派出所|协会|联合会|学会|研究院|研究所|商会|委员会|公安处)"
)
_TOWN_BODY = re.compile(
    r"(?:人民)?政府|[\u4e00-\u9fff]{0,4}派出所|卫生院|中学|小学|中心校|中心小学|法庭|司法所|信用社|供销社|[\u4e00-\u9fff]{0,6}公司|路(?![边口旁上段面])|街(?![道上头边])"
)
_VILLAGE_BODY = re.compile(r"小学|中学|幼儿园|派出所|路(?![边口旁上段面])|街(?![道上头边])")
_SUFFIXES = re.compile(
    r"(特别行政区|自治区|自治州|自治县|自治旗|居民委员会|村民委员会|居委会|村委会|街道办事处|街道|苏木|嘎查|社区|林场|农场|牧场|省|市|盟|州|县|旗|区|乡|镇|村|屯)$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of a place.

    Attributes:
        name: surface form.
        start: offset of the first character.
        end: offset behind the last one.
        level: level of the place.
        path: path as far as known.
        code: deepest code that is known.
        status: how it was established.
        source: what found it, as in ``Place``.
        in_name: it is part of a name of something else.
        soft: a short form that may be the beginning of a longer name.
        outer: path, code and level of the unit it was located in, for lists that go on.
        candidates: other paths that fit.
        scores: share of the evidence of each.
        former: path and code at the time of the article, where they were others.
    """

    name: str
    start: int
    end: int
    level: Level
    path: str
    code: str
    status: Status
    source: str
    in_name: bool = False
    soft: bool = False
    outer: tuple[str, str, Level] | None = None
    candidates: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    former: tuple[str, str] = ("", "")

    @property
    def core(self) -> str:
        """Name without its type, to put long and short forms together."""
        core = _SUFFIXES.sub("", self.name)
        return core if len(core) > 1 else self.name


def is_dubious(mention: Found, text: str) -> bool:
    """Tell whether a short name only gives its own to a work or street: 《甲省日报》, 乙州路."""
    if not mention.in_name or not mention.soft:
        return False
    return stands_in_title(text, mention.start) or is_compound(text, mention.end)


def stands_in_title(text: str, start: int) -> bool:
    """Tell whether a name stands in the title of a work or document: 《…》 on one line."""
    opened = text.rfind("《", max(0, start - _LONGEST_TITLE), start)
    return opened >= 0 and not _TITLE_END.search(text, opened, start)


def stands_in_name(text: str, end: int, level: Level) -> bool:
    """Tell whether the name that ends at ``end`` goes on as the name of a body or facility."""
    if level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY):
        return bool(_BODY.match(text, end))
    if level is Level.TOWNSHIP:
        return bool(_TOWN_BODY.match(text, end))
    return level is Level.VILLAGE and bool(_VILLAGE_BODY.match(text, end))


def _then(form: Form, code: str, year: int, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return path and code that a unit had in a year, ("", "") if they are those of today.

    A name of earlier years brings its last ones with it where the year is not known or later.
    """
    unit = form.gone or code
    at = year if form.kind is not Kind.FORMER else min(year or form.last, form.last)
    era = gazetteer.eras.at(unit, at) if at and len(unit) >= _PREFECTURE else None
    return (gazetteer.path_at(code, era), era.code) if era else ("", "")


def found_upper(hit: Upper, seg: SegmentedArticle, gazetteer: Gazetteer, year: int) -> Found:
    """Turn the mention of a province, prefecture or county into a mention of a place.

    Args:
        hit: the mention.
        seg: the segmented article.
        gazetteer: the gazetteer.
        year: year of the article, 0 if it is not known.
    """
    text = seg.article.text
    name = text[hit.start : hit.end]
    form = hit.forms[0]
    path = gazetteer.path(hit.code) if hit.code else ""
    level = _LEVELS[max(2, len(form.code))]
    candidates: tuple[str, ...] = ()
    former = ("", "")
    if hit.status is Status.AMBIGUOUS:
        candidates = tuple(gazetteer.path(form.code) for form in hit.forms)
        path = f"{path}/{name}" if path else ""
    else:
        former = _then(form, hit.code, year, gazetteer)
    if form.former and not candidates:
        path, level = f"{path}/{form.former}", _GONE_LEVELS[form.gone[4:] == "00"]
    short = hit.kind in (Kind.SHORT, Kind.WEAK)
    in_name = stands_in_title(text, hit.start) or (
        not hit.leads
        and (stands_in_name(text, hit.end, level) or (short and is_compound(text, hit.end)))
    )
    return Found(
        name,
        hit.start,
        hit.end,
        level,
        path,
        hit.code,
        hit.status,
        "misread" if hit.misread else _SOURCES[hit.kind],
        in_name=in_name,
        soft=short,
        candidates=candidates,
        scores=hit.scores,
        former=former,
    )


def town_since(mentions: Sequence[Found], begin: int) -> Found | None:
    """Return the last township named at or behind ``begin`` with no county named after it."""
    for mention in reversed(mentions):
        if mention.start < begin or (not mention.soft and mention.level is Level.COUNTY):
            return None
        if mention.level is Level.TOWNSHIP:
            return mention
    return None


def only_town(mentions: Iterable[Found], county: str) -> Found | None:
    """Return the township of a county (its path) that is named, None if there are several."""
    towns = {
        mention.path: mention
        for mention in mentions
        if mention.level is Level.TOWNSHIP and mention.path.startswith(county + "/")
    }
    return next(iter(towns.values())) if len(towns) == 1 else None


def repeated(seg: SegmentedArticle, mentions: Sequence[Found]) -> list[Found]:
    """Return the mentions with every further place where a name found stands.

    A name that was cut short where it stood without its unit (宝力格镇) is replaced by the whole.
    """
    text = seg.article.text
    names: dict[str, Found] = {}
    for mention in mentions:
        low = mention.level not in _LEVELS.values()
        if low and len(mention.name) >= _REPEATED and mention.name != mention.core:
            names.setdefault(mention.name, mention)
    spans = {(mention.start, mention.end) for mention in mentions}
    added: list[Found] = []
    for name, mention in names.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if (at, end) not in spans and not any(s < at < e or s < end < e for s, e in spans):
                in_name = stands_in_name(text, end, mention.level)
                added.append(replace(mention, start=at, end=end, in_name=in_name))
            at = text.find(name, end)
    kept = [
        mention
        for mention in mentions
        if not any(a.start <= mention.start and mention.end <= a.end for a in added)
    ]
    return [*kept, *added]


def _banners(mentions: Iterable[Found]) -> list[tuple[str, Found]]:
    """Return the last two characters of the banner of that kind, if the article has only one."""
    found: dict[str, Found] = {}
    for mention in mentions:
        if mention.level is Level.COUNTY and _SIDE.search(mention.name):
            found.setdefault(mention.code, mention)
    return [(banner.name[-2:], banner) for banner in found.values()] if len(found) == 1 else []


def short_forms(seg: SegmentedArticle, mentions: Iterable[Found]) -> Iterator[Found]:
    """Yield mentions of townships by their name without its type (陕坝 for 陕坝镇).

    The only banner of an article that is named after a side counts, too: 前旗 for 乌拉特前旗.
    """
    text = seg.article.text
    mentions = list(mentions)
    taken = sorted((m.start, m.end) for m in mentions)
    towns: dict[str, Found] = {}
    for mention in mentions:
        core = township_core(mention.name)
        if mention.level is Level.TOWNSHIP and len(core) > 1 and core != mention.name:
            towns.setdefault(core, mention)
    for core, town in [*towns.items(), *_banners(mentions)]:
        at = text.find(core)
        while at >= 0:
            end = at + len(core)
            free = not any(start < end and at < stop for start, stop in taken)
            if free and at in seg.boundaries and end in seg.boundaries:
                yield Found(
                    core,
                    at,
                    end,
                    town.level,
                    town.path,
                    town.code,
                    town.status,
                    town.source,
                    in_name=stands_in_name(text, end, town.level),
                    soft=town.level is Level.TOWNSHIP,
                )
            at = text.find(core, end)


def deepened(mentions: Sequence[Found]) -> Iterator[Found]:
    """Yield the mentions; one whose path skips a level gets the path of its namesake that does not.

    A headline names a village before the text tells its township: 沙坪村 and 甲县乙镇沙坪村.
    """
    deepest: dict[str, Found] = {}
    for mention in mentions:
        known = deepest.get(mention.name)
        if not known or mention.path.count("/") > known.path.count("/"):
            deepest[mention.name] = mention
    for mention in mentions:
        best = deepest[mention.name]
        steps = iter(best.path.split("/"))
        longer = len(best.path) > len(mention.path) and best.level is mention.level
        if longer and all(step in steps for step in filter(None, mention.path.split("/"))):
            yield replace(mention, path=best.path, code=best.code, status=Status.INFERRED)
        else:
            yield mention


def fully_named(mentions: Sequence[Found], gazetteer: Gazetteer) -> list[Found]:
    """Return the mentions with the full names of ethnic townships in their paths.

    The statistics bureau leaves out nationalities here and there (八岔乡), the text has them
    (八岔赫哲族乡), and they belong to the official name.
    """
    full: dict[str, tuple[str, str]] = {}
    for mention in mentions:
        known = gazetteer.path(mention.code) if mention.level is Level.TOWNSHIP else ""
        if "族" in mention.name and known and "族" not in known.rsplit("/", 1)[-1]:
            outer = known.rpartition("/")[0]
            full.setdefault(known, (mention.code, f"{outer}/{mention.name}"))
    if not full:
        return list(mentions)
    result: list[Found] = []
    for mention in mentions:
        for known, (code, path) in full.items():
            if mention.code.startswith(code) and f"{mention.path}/".startswith(f"{known}/"):
                mention = replace(mention, path=path + mention.path[len(known) :])  # noqa: PLW2901
        result.append(mention)
    return result
