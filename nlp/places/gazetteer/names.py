"""Forms of administrative names: official, spoken and short, derived by rule.

Rules follow the naming practice of the Ministry of Civil Affairs' lists: a unit is written with its
type at the end (县, 自治州, 嘎查村民委员会); people leave out the committee, the type, the
nationalities of an autonomous unit, and shorten the two halves of a banner's name.
"""

from __future__ import annotations

import re
from functools import cache

from ....corpus.wordlists import read_words

#: 大沟湾新村 is another village than 大沟湾村, 东四家子 another than 四家子: no misreading.
MODIFIERS = frozenset("东西南北上下前后左右大小新老旧古中内外一二三四五六七八九十")
# Longest first: a village is written with any of these behind it in the statistics bureau's lists.
_COMMITTEE = re.compile(
    r"(?:社区居民委员会|社区居委会|社区居民委|村村民委员会|村民委员会|居民委员会|村委会|居委会|牧委会|"
    r"牧民委员会|家委会|家属委员会|嘎查委员会|嘎查委会|社区工作站|村委员会|社区委员会|民委会|委员会|委会)$"
)
#: Types that end the name of a village, longest first.
VILLAGE_TYPES = ("嘎查村", "行政村", "自然村", "社区", "嘎查", "村")
_VILLAGE_KIND = {"社": "社区", "居": "社区", "嘎": "嘎查", "牧": "嘎查"}

# Types that end the name of a township, longest first.
_TOWNSHIP_ENDS = ("街道办事处", "街道办", "民族苏木", "民族乡", "街道", "苏木", "地区", "镇", "乡")
_UPPER_TYPE = re.compile(
    r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|地区|林区|特区|矿区|新区|省|市|盟|州|县|旗|区)$"
)


#: What the statistics bureau writes behind the name of a street office.
_OFFICE = re.compile(r"(?<=街道)办事处$")
_OWN_NAME = re.compile(r".{2,}(?:镇|乡|街道|苏木|农场|林场|牧场|渔场)")


@cache
def _nationalities() -> re.Pattern[str]:
    names = sorted(read_words(__package__ or "", "nationalities.txt"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(names)}|各族)+$")


def village_form(official: str) -> str:
    """Return the form of a village or community that newspapers write.

    >>> village_form("四家子村民委员会"), village_form("东长青社区居民委员会")
    ('四家子村', '东长青社区')
    """
    found = _COMMITTEE.search(official)
    if not found or not found.start():
        return official
    core, tail = official[: found.start()], found.group()
    if core.endswith(VILLAGE_TYPES) and len(core) > 1:
        return core
    return core + _VILLAGE_KIND.get(tail[0], "村")


def township_form(official: str, outer: tuple[str, ...]) -> str:
    """Return the form of a township that newspapers write.

    The statistics bureau has the county in front of some names, and the office behind others.

    Args:
        official: name in the bureau's list.
        outer: names of the units above it.

    >>> township_form("济源市承留镇", ("济源市",)), township_form("南环街道办事处", ())
    ('承留镇', '南环街道')
    """
    name = _OFFICE.sub("", official)
    for unit in filter(None, outer):
        rest = name.removeprefix(unit).removeprefix("人民政府")
        if rest != name and _OWN_NAME.fullmatch(rest):
            return rest
    return name


def _without_type(name: str, types: tuple[str, ...]) -> str:
    """Return ``name`` without the first of ``types`` (longest first) that it ends in."""
    if name.endswith(types):
        for kind in types:
            if name.endswith(kind):
                return name[: -len(kind)]
    return name


def village_core(name: str) -> str:
    """Return a village's name without its type; a name of one character keeps the type.

    >>> village_core("四家子村"), village_core("新村"), village_core("乌兰嘎查")
    ('四家子', '新村', '乌兰')
    """
    core = _without_type(name, VILLAGE_TYPES)
    return core if len(core) > 1 else name


def township_core(name: str) -> str:
    """Return a township's name without type and nationalities.

    >>> township_core("永安镇"), township_core("响水白族彝族乡")
    ('永安', '响水')
    """
    core = _without_type(name, _TOWNSHIP_ENDS)
    if core != name:
        bare = _nationalities().sub("", core)
        core = bare if len(bare) > 1 else core
    return core if len(core) > 1 else name


def short_name(official: str) -> str:
    """Return the short name of a province, prefecture or county: 内蒙古, 恩施, 突泉.

    Names whose short form would be one character keep their type (忠县).

    >>> short_name("内蒙古自治区"), short_name("积石山保安族东乡族撒拉族自治县"), short_name("忠县")
    ('内蒙古', '积石山', '忠县')
    """
    core = _UPPER_TYPE.sub("", official)
    if "自治" in official:
        bare = _nationalities().sub("", core)
        core = bare if len(bare) > 1 else core
    return core if len(core) > 1 else official


def abbreviations(official: str) -> tuple[str, ...]:
    """Return the spoken abbreviations that rule alone gives, the usual one first.

    Autonomous units lose their nationalities (三江县, 三江自治县, 恩施州), and those named after
    one say it without 族 (东乡县, 鄂温克旗); a banner keeps the first character of its name and its
    direction (科右前旗, 土右旗) or only the first (准旗); banners named after a colour keep the
    last (黄旗). 杭锦旗后旗 for 杭锦后旗 is a frequent slip.

    >>> abbreviations("科尔沁右翼前旗"), abbreviations("土默特右旗"), abbreviations("准格尔旗")
    (('科右前旗',), ('土右旗', '土默右旗', '土默特旗右旗'), ('准旗',))
    """
    short = short_name(official)
    forms: list[str] = []
    if "自治" in official:
        bare = short.removesuffix("族")
        forms.extend((bare + official[-1], bare + official[-3:]))
    elif official.endswith("旗"):
        forms.extend(_banner_forms(official))
    return tuple(form for form in dict.fromkeys(forms) if form != official)


def _banner_forms(official: str) -> list[str]:
    wing = re.fullmatch(r"(.).+([左右])翼([前中后])旗", official)
    if wing:
        return ["".join(wing.groups()) + "旗"]
    side = re.fullmatch(r"(.)(.+)([左右前中后])旗", official)
    if side:
        slip = f"{side[1]}{side[2]}旗{side[3]}旗"
        return [f"{side[1]}{side[3]}旗", f"{official[:2]}{side[3]}旗", slip]
    point = re.fullmatch(r"([东西])(.).+旗", official)
    if point:
        return [f"{point[1]}{point[2]}旗"]
    colour = re.search(r"[黄白红蓝]旗$", official)
    return [colour.group() if colour else f"{official[0]}旗"]


def one_edit(left: str, right: str) -> bool:
    """Tell whether one replaced, missing or added character makes one name the other.

    The last character must agree, and ``right`` must not only have one more in front: that would
    be a preposition.
    """
    if abs(len(left) - len(right)) > 1 or left == right or left[-1] != right[-1]:
        return False
    if left == right[1:] or (set(left) ^ set(right)) & MODIFIERS:
        return False
    short, long = sorted((left, right), key=len)
    at = next(
        (i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
