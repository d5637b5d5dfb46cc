"""Provinces, prefectures and counties in a text: by automaton, decided by the whole article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ...corpus.wordlists import read_words
from ..types import SegmentedArticle, Status
from .below.lower import limits, surnames
from .evidence import Upper, mend, town_votes
from .gazetteer import Form, Gazetteer, Kind

_PACKAGE = __package__ or ""

# Behind the short name these make a name or a common noun that is no place: 北京路, 四川菜.
_COMPOUND = re.compile(
    r"(?!江[苏西门阴]|河[北南池源]|湖[北南州]|山[东西区]|泉州|岛内|街[头边巷上]|道路|站[在起到]|"
    r"港澳|港珠|桥头|剧[烈组]|味道|菜[农市篮]|歌[手]|戏[迷]|话[题语]|式[样])"
    r"(?:[路街道桥站港河江湖山岭峰岛泉话菜味戏剧式牌裔系歌]|大街|大道|大桥|机场|时间|高速|铁路|方言|烤鸭|模式|经验|精神|会议|战役|起义)"
)
# 市民, 市长, 市场 …: the last character of the match belongs to the next word, unless that one
# is the name of a body (市民政局, 市民族宗教委员会).
_GLUED = re.compile(r"[市县区州旗盟省](?=长(?!期|远|年)|民(?![政宗族革盟建委办航])|[域场块际])")
_LONGEST_TOWN = 10
#: Digits of a year in a date, and of the code of a county.
_YEAR, _COUNTY = 4, 6
#: Former names given up since are known; those given up before need the unit above them.
_LATE = 2000
#: Banners called by their colour: flags, too.
_COLOURS = frozenset({"黄旗", "白旗", "红旗", "蓝旗"})
#: What the code of a provincial capital ends in.
_CAPITAL = "01"
#: Types behind a short name that make another name of it, if it is not the unit's own: 新北市.
_OTHER_TYPE = re.compile(r"[市县旗盟郡府](?![民场长域委政])")
#: The short name of a county right before the type of a township or village is that one's name.
_LOWER = re.compile(
    r"(?:(?:新|[一二三四五六七八九十]{1,2})村|镇(?![村街区域])|乡(?![村镇贤愁土])|村(?![级民镇寨])|街道|社区|苏木|嘎查)(?!治理|工作|建设|服务|党)"
)
#: People from there: 江西人, 四川籍.
_NATIVE = re.compile(r"人(?![民大力口才社行事士工员家类均生文])|籍")
# What makes the name in front the place of a report: a colon behind the name that opens the
# headline or item, or the word for a dispatch.
_DATED = re.compile(
    r"\s?(?:\d{1,2}月\d{1,2}日)?(?:讯|电(?![视话力子商网影器池动梯站费价线动车竞]))"
)
_SOURCES = ("本报", "新华社", "中新社", "本网", "\n")
#: Behind a province these say something else: 四川南部, 辽宁振兴.
_NEVER_SHORT = frozenset(
    {"南部", "振兴", "前进", "合作", "复兴", "解放", "开放", "博爱", "富裕", "会同"}
)
#: Behind these a lone short name is a place though the article speaks of other provinces.
_TOWARDS = frozenset("在到从赴往至")
_CJK = re.compile(r"[\u3400-\u9fff]")
_TYPED = frozenset({Kind.OFFICIAL, Kind.FORMER, Kind.ABBREVIATION})
#: Names of three characters and fewer must begin at a word boundary; longer ones are sure enough.
_SURE_LENGTH = 4


def find_uppers(seg: SegmentedArticle, gazetteer: Gazetteer) -> list[Upper]:
    """Return the mentions of provinces, prefectures and counties, ascending.

    A mention whose unit stays open has several forms and the status ambiguous.
    """
    text = seg.article.text
    found = list(_scan(seg, gazetteer, year_of(seg)))
    found = _chain(mend(found, text, gazetteer))
    found = [_titled(_by_town(hit, text, gazetteer), text) for hit in found]
    found = _listed(found, text)
    found = [hit for hit in found if hit.kind is not Kind.WEAK or hit.chained or hit.leads]
    return _decide(found, text, town_votes(seg, gazetteer), year_of(seg))


def year_of(seg: SegmentedArticle) -> int:
    """Return the year of the article's issue, 0 if it is not known."""
    year = seg.article.origin.date[:4]
    return int(year) if len(year) == _YEAR and year.isdecimal() else 0


def _official_then(forms: tuple[Form, ...], year: int) -> tuple[Form, ...]:
    """Return the forms that were official in a year; all, if none was.

    Where the year is not known, names of today go before those of the past.
    """
    fit = tuple(form for form in forms if form.fits(year)) or forms
    today = tuple(form for form in fit if form.kind is not Kind.FORMER) if not year else ()
    return today or fit


def _is_past(forms: tuple[Form, ...], year: int) -> bool:
    """Tell whether a surface only names units that are none any more in a year."""
    return all(form.kind is Kind.FORMER and not (year and form.fits(year)) for form in forms)


def _scan(seg: SegmentedArticle, gazetteer: Gazetteer, year: int) -> Iterable[Upper]:
    text, bounds = seg.article.text, seg.boundaries
    last = -1
    matches = gazetteer.automaton.find_matches_as_indexes(text, overlapping=True)
    for index, start, stop in sorted(matches, key=_longest_first):
        if start < last:
            continue
        surface, end = gazetteer.surfaces[index], stop
        forms = _official_then(gazetteer.forms[surface], year)
        if surface.endswith("地区") and _is_past(forms, year):
            continue  # 绍兴地区 is the region around 绍兴
        at_bound = start in bounds or start == last
        glued = _GLUED.match(text, end - 1) and end not in bounds
        if glued and not _town_follows(text, end, forms, gazetteer):
            surface = surface[:-1]
            if surface not in gazetteer.forms:
                continue
            forms, end = gazetteer.forms[surface], end - 1
        typed = tuple(form for form in forms if form.kind in _TYPED)
        whole = bool(typed) and surface[-1] in "省市县区旗盟州国"
        sure = whole and (len(surface) >= _SURE_LENGTH or surface[-1] in "县旗")
        if not at_bound and not (sure and len(surface) > 2):
            continue
        if not whole and (
            is_person(text, start, bounds) or "·" in (text[start - 1 : start], text[end : end + 1])
        ):
            continue
        counties = all(len(form.code) == _COUNTY for form in forms)
        if not whole and counties and len(surface) == 2 and _joins(text, start, last, seg):
            continue
        ends = whole or _ends(text, end, bounds, gazetteer)
        if not ends and not _town_follows(text, end, forms, gazetteer):
            continue
        other = not whole and not glued and _OTHER_TYPE.match(text, end)
        if other or (not whole and (_names_lower(text, end, forms) or is_compound(text, end))):
            continue
        yield Upper(start, end, typed if whole else forms)
        last = end


def is_person(text: str, start: int, bounds: frozenset[int]) -> bool:
    """Tell whether a surname of one character stands in front as a word of its own."""
    return start > 0 and start - 1 in bounds and text[start - 1] in surnames()


def _ends(text: str, end: int, bounds: frozenset[int], gazetteer: Gazetteer) -> bool:
    """Tell whether a short name can end at an offset."""
    if end in bounds or _NATIVE.match(text, end) or _DATED.match(text, end):
        return True
    return _starts_unit(text, end, gazetteer)


def _names_lower(text: str, end: int, forms: Sequence[Form]) -> bool:
    """Tell whether the short name of a county is that of a township or village here (磐安镇)."""
    return all(len(form.code) == 6 for form in forms) and bool(_LOWER.match(text, end))


def _titled(hit: Upper, text: str) -> Upper:
    """Mark a name as sure that a headline or dispatch begins with, or a port: 甘谷：…."""
    front = text[max(0, hit.start - 3) : hit.start]
    opened = not front or front.endswith(_SOURCES)
    behind = text[hit.end : hit.end + 1] in ("：", ":") and hit.start == 0
    dated = opened and (behind or _DATED.match(text, hit.end))
    if len(hit.forms) == 1 and (dated or text.startswith("口岸", hit.end)):
        return replace(hit, leads=True)
    return hit


def _listed(hits: Sequence[Upper], text: str) -> list[Upper]:
    """Mark weak names as sure that stand in a list beside a county of the same prefecture."""
    result = list(hits)
    for left, right in pairwise(range(len(hits))):
        if text[hits[left].end : hits[right].start] != "、":
            continue
        for one, other in ((left, right), (right, left)):
            near = {form.code[:4] for form in hits[other].forms if len(form.code) == 6}
            forms = tuple(form for form in hits[one].forms if form.code[:4] in near)
            if hits[one].kind is Kind.WEAK and hits[other].kind is not Kind.WEAK and forms:
                result[one] = replace(hits[one], forms=forms, leads=len(forms) == 1)
    return result


def _joins(text: str, start: int, last: int, seg: SegmentedArticle) -> bool:
    """Tell whether a lone character in front rather makes a foreign or personal name (哈洛宁)."""
    lone = start > 0 and start != last and start - 1 in seg.boundaries
    return lone and bool(_CJK.match(text, start - 1)) and text[start - 1] not in limits()


def _longest_first(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


def _starts_unit(text: str, at: int, gazetteer: Gazetteer) -> bool:
    """Tell whether an official name of a unit begins at an offset."""
    return any(
        form.kind is Kind.OFFICIAL
        for size in range(2, 12)
        for form in gazetteer.forms.get(text[at : at + size], ())
    )


def _chain(hits: Sequence[Upper]) -> list[Upper]:
    """Decide mentions that stand right behind a unit above them, and mark both."""
    result: list[Upper] = []
    for hit in hits:
        before = result[-1] if result and result[-1].end == hit.start else None
        current = hit
        if before:
            pairs = [
                (outer, form)
                for outer in before.forms
                for form in hit.forms
                if len(form.code) > len(outer.code) and form.code.startswith(outer.code)
            ]
            if pairs:
                outers = tuple(dict.fromkeys(outer for outer, _ in pairs))
                forms = tuple(dict.fromkeys(form for _, form in pairs))
                result[-1] = replace(before, forms=outers, leads=True)
                current = replace(hit, forms=forms, chained=True)
        result.append(current)
    return result


def _town_follows(
    text: str, end: int, forms: tuple[Form, ...], gazetteer: Gazetteer
) -> tuple[Form, ...]:
    """Return the counties among the forms that have a township of the name that follows."""
    names = [text[end : end + size] for size in range(2, _LONGEST_TOWN)]
    return tuple(
        form
        for form in forms
        if len(form.code) == 6 and any(name in gazetteer.towns(form.code).full for name in names)
    )


def _by_town(hit: Upper, text: str, gazetteer: Gazetteer) -> Upper:
    """Decide a county that several can be, or hardly one, by the township right behind it."""
    if hit.leads or (len(hit.forms) == 1 and hit.kind is not Kind.WEAK):
        return hit
    fit = _town_follows(text, hit.end, hit.forms, gazetteer)
    return replace(hit, forms=fit, leads=True) if len(fit) == 1 else hit


def _decide(hits: Sequence[Upper], text: str, sure: Counter[str], year: int) -> list[Upper]:
    """Choose among the forms of every mention by the evidence of the whole article."""
    settled: dict[str, tuple[Form, ...]] = {}
    for hit in hits:
        surface = text[hit.start : hit.end]
        if len(hit.forms) == 1 and (hit.kind is not Kind.SHORT or len(hit.code) < 6):
            settled.setdefault(surface, hit.forms)
            weak = surface in read_words(_PACKAGE, "weak_officials.txt")
            unsure = weak or surface in _COLOURS or hit.kind in (Kind.FORMER, Kind.NICKNAME)
            if not hit.chained and unsure:
                continue
            sure.update(hit.code[:size] for size in (2, 4, 6) if size <= len(hit.code))
    result: list[Upper] = []
    for hit in hits:
        surface = text[hit.start : hit.end]
        if len(hit.forms) > 1 and surface in settled:
            hit = replace(hit, forms=settled[surface], status=Status.INFERRED)  # noqa: PLW2901
        forms = hit.forms if len(hit.forms) == 1 else _best(hit.forms, sure)
        status = hit.status if len(hit.forms) == 1 else Status.INFERRED
        scores: tuple[float, ...] = ()
        if len(forms) > 1:
            status, scores = Status.AMBIGUOUS, _scores(forms, sure)
        chosen = replace(hit, forms=forms, status=status, scores=scores)
        if status is Status.INFERRED and len(chosen.code) == 2:
            chosen = replace(chosen, status=Status.EXACT)
        elif status is Status.EXACT and not _official_in(chosen, year):
            chosen = replace(chosen, status=Status.INFERRED)
        if _admitted(chosen, surface, sure) or _led(chosen, text):
            result.append(chosen)
    return result


def _official_in(hit: Upper, year: int) -> bool:
    """Tell whether a name is the unit's of today, or was when the article appeared."""
    if hit.kind is not Kind.FORMER:
        return True
    return bool(year) and hit.forms[0].fits(year) and not hit.forms[0].former


def _scores(forms: tuple[Form, ...], sure: Counter[str]) -> tuple[float, ...]:
    """Return the share of the evidence of each form: one, and one a mention of a unit above."""
    weights = [1 + sum(sure[form.code[:size]] for size in (2, 4, 6)) for form in forms]
    return tuple(round(weight / sum(weights), 3) for weight in weights)


def _best(forms: tuple[Form, ...], sure: Counter[str]) -> tuple[Form, ...]:
    """Return the forms with the deepest unit that the article names for certain.

    The short name of a provincial capital is the capital, unless a district of that name is named.
    """
    capital = tuple(form for form in forms if form.code[2:] == _CAPITAL)
    if capital and not any(sure[form.code] for form in forms if len(form.code) == _COUNTY):
        return capital
    for size in (6, 4, 2):
        fit = tuple(form for form in forms if len(form.code) >= size and sure[form.code[:size]])
        if fit:
            forms = fit
            break
    kinds = {form.kind for form in forms}
    best = next(kind for kind in Kind if kind in kinds)
    forms = tuple(form for form in forms if form.kind is best)
    if best is Kind.SHORT:
        highest = min(len(form.code) for form in forms)
        forms = tuple(form for form in forms if len(form.code) == highest)
    return forms


def _led(hit: Upper, text: str) -> bool:
    """Tell whether a word in front says that the short name of a county is a place."""
    single = hit.kind is Kind.SHORT and len(hit.forms) == 1
    return single and text[max(0, hit.start - 1) : hit.start] in _TOWARDS


def _admitted(hit: Upper, surface: str, sure: Counter[str]) -> bool:
    """Tell whether the evidence is enough for the kind of name."""
    if hit.kind is Kind.WEAK and surface in _NEVER_SHORT:
        return False
    if hit.chained or hit.leads:
        return True
    if surface in read_words(_PACKAGE, "weak_officials.txt"):
        return len(hit.forms) == 1 and sure[hit.code[:4]] > 0
    if hit.kind is Kind.FORMER:
        late = len(surface) > 2 and hit.forms[0].last >= _LATE and sure[hit.code[:2]] > 0
        return len(hit.forms) == 1 and (late or sure[hit.code[:4]] > 0)
    if hit.kind is Kind.NICKNAME:
        return len(hit.forms) == 1 and sure[hit.code[:2]] > 0
    if hit.kind is Kind.ABBREVIATION and surface in _COLOURS:
        return len(hit.forms) == 1 and sure[hit.code[:4]] > 0
    if hit.kind is Kind.SHORT and len(hit.code) == 6:
        # A lone short name in an article about other provinces is rather a person's or a thing's.
        return len(hit.forms) == 1 and (sure[hit.code[:2]] > 0 or not sure)
    return hit.kind is not Kind.SHORT or len(hit.forms) == 1 or len(hit.code) >= 2


def is_compound(text: str, end: int) -> bool:
    """Tell whether a short name goes on as the name of something else: 北京路, 四川话."""
    return bool(_COMPOUND.match(text, end))
