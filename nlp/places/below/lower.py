"""Townships, villages, compounds and features: found by the type at the end of the name.

The end of such a name is easy (镇, 嘎查, 社区), its beginning is not: ``name_starts`` walks left
over the words of the segmentation until a word that cannot stand in a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ....corpus.wordlists import read_words
from ...types import Level, SegmentedArticle

_PACKAGE = __package__ or ""

_TOWN = "街道|苏木|镇|乡"
_VILLAGE = "嘎查村|嘎查|自然村|行政村|村民小组|村民组|社区|村|屯|寨"
_ZONE = (
    "生态移民示范区|高新技术产业开发区|经济技术开发区|经济开发区|高新技术开发区|高新区|经开区|开发区|工业园区|"
    "产业园区|示范区|管理区|航空港区|保税区|居民区|小镇"
)
#: Features whose type is long enough to vouch for a name that follows no unit: 白沙林场.
_NATURAL = (
    "(?:国家级|省级)(?:自然保护区|风景名胜区|旅游度假区|森林公园|湿地公园)|国家(?:级)?(?:森林|湿地|地质)公园|"
    "风景名胜区|风景区|旅游度假区|度假区|旅游区|景区|自然保护区|保护区|森林公园|湿地公园|国家公园|"
    "雪山|林海|草原|湿地|水库|林场|农场|牧场|渔场|沙漠|口岸|遗址|古城|古镇|大峡谷|峡谷|瀑布|淖尔"
)
#: What compounds are called in place of or before 小区; those that are other words, too, need a
#: word behind them that only fits where people live.
_RESIDENCE = "佳苑|嘉苑|嘉园|佳园|雅园|雅苑|名苑|丽苑|馨苑|馨园|新苑|华苑|景苑|花苑|华府"
_ESTATE = f"{_RESIDENCE}|家园|花园|名城|公馆|公寓"
_LIVED_IN = (
    "(?=的?(?:门口|门前|楼下|居民|业主|业委会|住户|物业|[东南西北]门|"
    "有[0-9近约]|共有|建[于成]|[0-9一二三四五六七八九十]+(?:号楼|号院|栋|幢|期|单元)))"
)
# A river, lake or mountain: what follows here makes another name or word of it.
_WATER = (
    "(?:[河江岛]|(?<![河江])湖)(?![河江湖岛山镇乡村区市县州路街桥苑园城庄家湾大口沟]|北新区|草原|湿地|水库|街道|社区|"
    "小区|农场|林场|景区|公园)"
)
# What is said of rivers, lakes and mountains only: the name in front is one.
_PART = (
    r"流域|沿岸|两岸|岸边|河畔|江畔|湖畔|畔|源头|上游|中游|下游|水域|水质|水系|水面|支流|干流|河段|江段|沿线|沿河|"
    r"边(?![境防界疆缘陲远])|周边|附近|一带|脚下|山脚|主峰|南麓|北麓|东麓|西麓|南坡|北坡|之巅|深处|腹地|山区|岸线|禁渔|清淤|边上"
)
#: Of these, what has a name of one character is rather a common noun: 河边, 山附近.
_BESIDE = ("边", "周边", "附近", "一带")
_NAMED_BY_PART = re.compile(f"(?:{_PART})")
_HEIGHT = f"[山峰岭坡坳岩崖尖梁塬](?={_PART})"
_COMPOUND = f"(?:{_ESTATE})小区|{_RESIDENCE}|(?:{_ESTATE}){_LIVED_IN}|小区"
_FEATURE = f"{_ZONE}|{_NATURAL}|{_COMPOUND}|{_WATER}|{_HEIGHT}"
_STRONG = re.compile(f"(?:{_NATURAL})")
_ESTATES = re.compile(f"(?:{_ESTATE})(?:小区)?")
#: All characters a type can begin with: elsewhere no alternative need be tried.
_FIRST = (
    "街苏镇乡嘎自行村社屯寨生高经开工产示管航保居小国省风旅度景森湿雪林草水农牧渔沙口遗古大峡瀑淖"
    "佳嘉雅名丽馨新华花家公河江岛湖山峰岭坡坳岩崖尖梁塬"
)
_TYPE = re.compile(f"(?=[{_FIRST}])(?:({_FEATURE})|({_TOWN})|({_VILLAGE}))")
#: Behind these the type is the beginning of another word (村民, 镇长, 乡亲) or of a longer type.
_GLUED = re.compile(
    r"村(?:局|厅|庄|官|落|级|镇|屯|寨|容|风|规|务|史|校|医|社|道|居|BA|超)"
    r"|镇(?:级|域|属|痛|定|静|压|江|街)|乡(?:村|镇|亲|愁|间|土|音|贤|情|下|级|友|域|风|民|族)"
    r"|山(?:区|上|下|里|村|水|坡|林|地|头|顶|脚|体|洪|路|谷)|河(?:道|长|水|流|岸|堤|段|床|湖|边|畔|里|北|南)|江(?:水|边|畔|段)"
    r"|湖(?:泊|水|边|畔|面|长)|沟(?:通|渠|壑)|滩(?:涂|地|区)|岛(?:屿|上|礁|民)|寨(?:子|民)|屯(?:垦|子)|区(?:报|医院|卫生服务|团购|支行|银行|矫正|工作者|化)|嘎查(?:村)"
)
# Titles and bodies: what ends like this is no part of a name.
_TITLE = re.compile(
    r"(?:书记|主任|[镇乡县区市村局部站所队组会馆院校处科厅]长|委员|代表|经理|老师|医生|民警|干部|负责人|党委|支部|教授|站长|员|局|支队|大队|派出所|法院|集团|政府)$"
)
#: The same, but a known name may stand in front: 四家子村民, 四家子村支书.
_FUSED = re.compile(
    r"村(?:民|委|支|干|组|部|主任|书记|会计|妇联|口|头|里|内|外|上|中|边|两委|集体|书记)|镇(?:上|里|长|区)|乡(?:长|里)"
)
_NATIONAL_TOWN = re.compile(r"[\u3400-\u9fff]{1,7}(?:族|维吾尔)[乡镇]")
#: 甲镇镇长: the second 镇 begins a post or body.
_GLUED_TOWN = re.compile(r"镇(?:长|党|委|政|人大|村|机关|域|里|上|中|综|纪|武|团)")
_LEVELS_ONLY = re.compile(r"[省市州盟县区旗乡镇村街居社组户十百千万级]+")
#: 盘古镇 is no old town.
_NAMED_TOWN = frozenset({"古镇", "小镇"})
_INNER = re.compile(r"[的到从被把了]|百.兴|万.兴|千.兴")
_WIDE = re.compile(r"[^\u3400-\u9fff]")
#: 小吃第一村 is an honour, 鼓声一响寨 a clause.
_RANKED = re.compile(r"第[0-9一二三四五六七八九十百]+$|[^第]一[^\W\d]$")
_COUNT = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万两几数多余]+[个座处家条片类位名块项]?")
#: Behind these a township or community is meant in general.
COMMON = re.compile(
    r"(?:治理|工作|建设|管理|服务|党建|网格|干部|自治|矫正|民警|“|两委|基层|党群|养老|文化|教育|发展|居民|环境|振兴|经济|产业|集体)"
)
#: Behind these a name can begin though the segmentation sees no boundary (从 is a surname, too).
BEFORE = frozenset("从到往至在向赴驻把将由的和与及是为给以")
#: A name that only grammar vouches for stands behind one of these.
OPENING = BEFORE | frozenset("、“‘”’。（(：:\n往进入访位自")
#: What stands in quotes as a whole is a slogan or brand unless it is known.
_QUOTED = (frozenset("“‘《"), frozenset("”’》、"))
#: These in front of a name are no part of it where the rest is a name.
LEADING = frozenset("驻赴至到往从向在去沿")
#: No name ends with these before its type (到村); none of a feature with these either (隔河).
NOT_LAST = frozenset("到在进入驻从向赴回往至给把对是出之")
NOT_LAST_FEATURE = NOT_LAST | frozenset("隔过渡沿跨治巡护靠下游填挖拦截环绕开年将归")
#: Lengths of what stands before the type of a feature that only its type vouches for.
_LONGEST_NAMED, _LONGEST_WATER = 6, 4
#: These before the type of a feature describe it: 小河, 这座山.
_PLAIN = frozenset(
    "大小高矮深浅长短新老旧好美青绿碧荒雪冰火群名内外上下前后东南西北中各每该本此那这片座条界人城护母运拦过跨渡"
    "治滨巡登爬满漫靠靠开封进出入一二两三四五六七八九十百千万亿几数多首江河湖海山水溪有无为我他她它你咱国省市县"
    "春夏秋冬区乡镇村其近远周边沿临古今如像似是的之地与和及在到从往至向把被让给将由"
)
_POINTING = frozenset("各每该本此那这座两几数多首其我他她它你咱是之全")
#: The end of a date in front of a name: 8月19日戒台寺景区.
_DAYS = frozenset("日年月时")
#: A longer run of words without a boundary is no name.
_LONGEST_BODY = 9
_LONGEST_FEATURE = 12


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a possible name.

    Attributes:
        start: offset of the type (镇, 社区).
        end: offset behind it.
        level: township, village, or other for compounds and features.
        glued: the type's last character belongs to the next word.
        fused: it does, but a name that is known can stand in front all the same.
        zone: the type can follow the short name of a unit directly: 甲州高新区, 甲里口岸.
        natural: the name of a feature; its type or what follows vouches for it.
        estate: the type is one of the names that compounds have (家园, 花园小区).
    """

    start: int
    end: int
    level: Level
    glued: bool
    fused: bool = False
    zone: bool = False
    natural: bool = False
    estate: bool = False


@dataclass(frozen=True, slots=True)
class Starts:
    """Where a name can begin.

    Attributes:
        offsets: word boundaries from which it can begin, the longest name first.
        closed: in front of the longest stands a sign or word that cannot belong to a name.
    """

    offsets: tuple[int, ...]
    closed: bool


@cache
def limits() -> frozenset[str]:
    """Return the words in front of which no name goes on."""
    return frozenset(read_words(_PACKAGE, "words/limits.txt"))


def _long_list(name: str) -> frozenset[str]:
    """Read a list of ten thousand words and more; its comments are lines of their own."""
    lines = (files(_PACKAGE) / "data" / name).read_text("utf-8").split("\n")
    return frozenset(line for line in lines if line and line[0] != "#")


@cache
def running_words() -> frozenset[str]:
    """Return words that stand in a name only right before its type."""
    return _long_list("words/running_words.txt")


@cache
def common_words() -> frozenset[str]:
    """Return nouns and adjectives that make no name of a feature: 大型水库, 文化遗址."""
    return _long_list("words/common_words.txt")


@cache
def generic_words() -> frozenset[str]:
    """Return words that with a type make a common noun."""
    return frozenset(read_words(_PACKAGE, "words/generic.txt"))


@cache
def qualities() -> frozenset[str]:
    """Return words that make a common noun or, right behind a unit, a name."""
    return frozenset(read_words(_PACKAGE, "words/qualities.txt"))


@cache
def surnames() -> frozenset[str]:
    """Return the frequent surnames of one character."""
    return frozenset(read_words(_PACKAGE, "words/surnames.txt"))


@cache
def soft_limits() -> frozenset[str]:
    """Return limits that stand in names all the same."""
    return frozenset(read_words(_PACKAGE, "words/soft_limits.txt"))


def find_endings(seg: SegmentedArticle) -> Iterator[Ending]:
    """Yield the types in the text at which a name can end, ascending."""
    text = seg.article.text
    for found in _TYPE.finditer(text):
        start, end = found.span()
        level = Level.OTHER if found[1] else Level.TOWNSHIP if found[2] else Level.VILLAGE
        follows = _TYPE.match(text, end)
        longer = follows and (follows[2] or follows[0] in ("社区", "小区"))
        longer = longer or (found[3] == "村" and _NATIONAL_TOWN.match(text, end))
        if longer and level is Level.VILLAGE:
            continue
        if _goes_on(found, follows):
            continue
        glued, fused = bool(_GLUED.match(text, end - 1)), bool(_FUSED.match(text, end - 1))
        if (glued or fused) and found[0] == "村" == text[start - 1 : start]:
            continue  # 甲村村民: the name is 甲村
        if found[0] in _NAMED_TOWN:
            yield Ending(end - 1, end, Level.TOWNSHIP, glued, fused)
        if found[1]:
            yield _feature(text, found[1], start, end, glued=glued)
        else:
            yield Ending(start, end, level, glued, fused)


def _goes_on(found: re.Match[str], follows: re.Match[str] | None) -> bool:
    """Tell whether a second type follows that ends the name: 甲镇街道, 甲苏木镇, 甲村村."""
    if not follows:
        return False
    text, end = found.string, found.end()
    if found[2]:
        post = found[2] == "镇" and _GLUED_TOWN.match(text, end)
        doubled = found[2] == follows[2] == "苏木"
        return doubled or (follows[2] in ("镇", "街道") and found[2] != "街道" and not post)
    glued = _FUSED.match(text, end) or _GLUED.match(text, end)
    return found[3] == follows[3] == "村" and not glued


def _feature(text: str, kind: str, start: int, end: int, *, glued: bool) -> Ending:
    """Return the end of the name of a zone, compound, river, mountain or the like."""
    part = len(kind) == 1 and bool(_NAMED_BY_PART.match(text, end))
    strong = bool(_STRONG.fullmatch(kind))
    zone = strong or (kind.endswith("区") and kind not in ("小区", "居民区"))
    estate = bool(_ESTATES.fullmatch(kind))
    natural = strong or part
    return Ending(
        start,
        end,
        Level.OTHER,
        glued and not natural,
        zone=zone,
        natural=natural,
        estate=estate,
    )


def name_starts(
    seg: SegmentedArticle, ending: Ending, floor: int, *, chained: bool = False
) -> Starts:
    """Return the word boundaries at which a name with this end can begin.

    Args:
        seg: the segmented article.
        ending: the end of the name.
        floor: offset in front of which the name cannot begin, e.g. the end of the last mention.
        chained: at ``floor`` ends the unit above the name, so that the name may hold 下, 中, 都 …
    """
    text, starts, words = seg.article.text, seg.starts, seg.words
    longest = _LONGEST_FEATURE if ending.level is Level.OTHER else _LONGEST_BODY
    at = bisect_right(starts, ending.start - 1) - 1
    if is_of_village(text, ending) and text[starts[at] : ending.start] == "村":
        at -= 1
    offsets: list[int] = []
    closed = False
    while at >= 0:
        begin = starts[at]
        word = words[at] if starts[at + 1] <= ending.start else text[begin : ending.start]
        if begin < floor:
            if starts[at + 1] > floor and not _stops(
                text[floor : starts[at + 1]], first=not offsets
            ):
                offsets.append(floor)
            closed = True
            break
        if _stops(word, first=not offsets) and not (chained and word in soft_limits()):
            closed = True
            break
        if ending.start - begin > longest:
            break
        offsets.append(begin)
        at -= 1
    else:
        closed = True
    offsets.reverse()
    offsets = [o + (text[o] in _DAYS and text[o - 1 : o].isdigit()) for o in offsets]
    return Starts(tuple(offsets), closed or at < 0)


def is_of_village(text: str, ending: Ending) -> bool:
    """Tell whether the type is the second one of the name: 南岭村社区, 郎村村."""
    return text[ending.start - 1 : ending.start] == "村" and text[ending.start] in "社村"


def _stops(word: str, *, first: bool) -> bool:
    if _WIDE.search(word):
        return True
    if word in limits() or (len(word) > 2 and (word[-1] in "着了的" or _TITLE.search(word))):
        return True
    if first:
        return False
    return word in running_words() or bool(_COUNT.fullmatch(word) and len(word) > 1)


def is_generic(body: str, last_word: str) -> bool:
    """Tell whether what stands before the type makes a common noun with it (行政村, 三个社区).

    Args:
        body: the characters before the type.
        last_word: the word of the segmentation right before the type.
    """
    if not body or body in generic_words() or last_word in generic_words():
        return True
    if last_word and (body in qualities() or last_word in qualities()):
        return True
    if _INNER.search(body):
        return True
    if body[0] in "各每该本全某这那几整不" or body[-1] in "等各每该本某" or last_word == "一":
        return True
    if _RANKED.search(body):
        return True
    return bool(_COUNT.fullmatch(body) or _LEVELS_ONLY.fullmatch(body))


def ends_generic(body: str) -> bool:
    """Tell whether a generic word of two or three characters ends it: 2022年老旧小区."""
    return body[-2:] in generic_words() or body[-3:] in generic_words()


def word_at(seg: SegmentedArticle, ending: Ending) -> str:
    """Return the word that holds the type's last character and begins before the type, or ""."""
    at = bisect_right(seg.starts, ending.end - 1) - 1
    return seg.words[at] if seg.starts[at] < ending.start else ""


def last_word(seg: SegmentedArticle, ending: Ending) -> str:
    """Return the word right before the type, cut off where the type begins."""
    begin = seg.starts[bisect_right(seg.starts, ending.start - 1) - 1]
    return seg.article.text[begin : ending.start]


def is_named_feature(seg: SegmentedArticle, ending: Ending, start: int) -> bool:
    """Tell whether the words before the type of a feature can be its name, no description."""
    body = seg.article.text[start : ending.start]
    if not 1 <= len(body) <= (_LONGEST_NAMED if ending.zone else _LONGEST_WATER):
        return False
    if len(body) == 1 and seg.article.text.startswith(_BESIDE, ending.end):
        return False
    if body in _PLAIN or body[0] == "一" or (ending.zone and body[0] in _POINTING):
        return False
    if word_at(seg, ending)[:-1] in _PLAIN - {"水"}:  # 袁水河 is cut 袁|水河
        return False
    begin, end = (bisect_right(seg.starts, at) - 1 for at in (start, ending.end - 1))
    words = seg.words[begin : end + 1]
    return not any(len(word) > 1 and word in common_words() for word in words[:-1]) and (
        words[-1] not in common_words() or seg.starts[end] >= ending.start
    )


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a name is all that stands in quotes: a slogan or brand, if it is not known."""
    return text[start - 1 : start] in _QUOTED[0] and text[end : end + 1] in _QUOTED[1]
