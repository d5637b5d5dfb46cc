"""Judges whether characters look like a personal name by themselves."""

from __future__ import annotations

from functools import cache, lru_cache

from ...corpus.wordlists import read_rows, read_words
from .evidence import GRAMMATICAL, is_verb

_PACKAGE = __package__ or ""
_ORGANISATIONS = "anliku.nlp.organisations"
_CORPUS = "anliku.corpus.lines"

# In the unit of a natural logarithm; set by hand on the gold pages and on the PER spans of two
# public collections, in steps of 0.5.
COMMON_SURNAME = 1.0
FREQUENT_BOTH = 0.5
RARE_SURNAME = -0.5
_SELDOM_SURNAME = -1.8
_OFTEN_FUNCTION_WORD = -2.5
FUNCTION_WORD = -4.0
GRAMMATICAL_END = -1.5
FREQUENT_WORD = -4.0
_COUNTRY = -9.0
_DICTIONARY_WORD = -2.0
_PER_CHARACTER = 0.6
_PER_ODD_CHARACTER = 0.4
_UNKNOWN_CHARACTER = -3.0
_LONG_NAME = -1.0
_VERB_INSIDE = -1.5
_VERB = -3.0
_PLACE_END = -3.0
_OFTEN_GIVEN = 2.0
# A character outside the everyday planes is seldom anything but part of a name (䶮, 𬀪).
_RARE_CHARACTER = 2.0

# Villages, townships and counties end in these, names of persons hardly ever.
_ADMINISTRATIVE = frozenset("村镇乡县区屯")
_NO_GIVEN_NAMES = frozenset(
    ("社区", "环境", "频道", "书馆", "服务", "工作", "小区", "街道", "中心", "产业")
)


@cache
def surnames() -> dict[str, float]:
    """Return the family names and how much each speaks for a name: function words speak against."""
    weights = {
        "": COMMON_SURNAME,
        "both": FREQUENT_BOTH,
        "rare": RARE_SURNAME,
        "seldom": _SELDOM_SURNAME,
        "weak": _OFTEN_FUNCTION_WORD,
        "function": FUNCTION_WORD,
    }
    names: dict[str, float] = {}
    for package, name in ((_CORPUS, "surnames.txt"), (_PACKAGE, "more_surnames.txt")):
        for row in read_rows(package, name):
            names[row[0]] = weights[(*row, "")[1]]
    return names


@cache
def given_odds() -> dict[str, float]:
    """Return how much more frequent each character is in given names, as a logarithm."""
    return {row[0]: float(row[1]) for row in read_rows(_PACKAGE, "given_characters.txt")}


@cache
def not_names() -> dict[str, float]:
    """Return words that begin like a name, with what speaks against each."""
    rows = read_rows(_PACKAGE, "not_names.txt")
    words = {row[0]: FREQUENT_WORD if len(row) > 1 else _DICTIONARY_WORD for row in rows}
    countries = read_words(_ORGANISATIONS, "countries.txt")
    # The first three characters of a longer country are no name either (沙特阿拉伯).
    return words | dict.fromkeys(
        (part for name in countries for part in (name, name[:3])), _COUNTRY
    )


@cache
def body_words() -> frozenset[str]:
    """Return words that are never given names: parts of names of bodies."""
    return frozenset(row[0] for row in read_rows(_ORGANISATIONS, "heads.txt")) | _NO_GIVEN_NAMES


@cache
def nicknames() -> frozenset[str]:
    """Return the forms of address that follow a family name."""
    return frozenset(read_words(_PACKAGE, "nicknames.txt"))


@cache
def transcription() -> frozenset[str]:
    """Return the characters that foreign names are written with."""
    return frozenset(read_words(_PACKAGE, "transcription.txt"))


def looks_given(signs: str) -> bool:
    """Tell whether two characters are both much more frequent in given names than elsewhere."""
    return len(signs) == 2 and all(given_odds().get(sign, 0.0) >= _OFTEN_GIVEN for sign in signs)


@lru_cache(maxsize=1 << 16)
def form(name: str, family: int) -> float:
    """How much the characters themselves look like a name."""
    score = surnames().get(name[:family], COMMON_SURNAME)
    given = given_odds()
    for sign in name[family:]:
        odds = given.get(
            sign,
            _UNKNOWN_CHARACTER
            if sign < "\U00020000" and not "\u3400" <= sign <= "\u4dbf"
            else _RARE_CHARACTER,
        )
        score += odds * (_PER_CHARACTER if odds > 0 else _PER_ODD_CHARACTER)
    if len(name) > 2 and name[-1] in _ADMINISTRATIVE:
        score += _PLACE_END
    if name[-1] in GRAMMATICAL or name[-1] == "人":
        score += GRAMMATICAL_END
    score += not_names().get(name, 0.0)
    if len(name) == 2 and is_verb(name):
        score += _VERB
    if len(name) > family + 2:
        score += _LONG_NAME
    if family == 1 and len(name) == 3:
        score += is_verb(name[1:]) * _VERB_INSIDE
        score += not_names().get(name[:2], 0.0) / 2
    return score
