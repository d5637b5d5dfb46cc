"""Finds articles by administrative region.

An article gets terms in the index for every region it is about; a name or a code typed by a user
leads to those terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from tantivy import Searcher

from ..corpus.errors import AnlikuError
from ..corpus.wordlists import read_words

#: Digits of the official codes: province, prefecture, county, township, village.
CODE_LENGTHS = (2, 4, 6, 9, 12)

#: Names offered when a name is not known.
SUGGESTIONS = 5

#: Regions of one name that are looked at; there are some hundred villages of the commonest name.
MOST_NAMESAKES = 2_000


def place_terms(places: Iterable[tuple[str, str]], lead: tuple[str, str]) -> Iterator[str]:
    """Return the terms of the regions an article is about, each once.

    That is the place of its case with all regions above it and the places within it that the
    article names; without a place of the case, all places it names.

    Args:
        places: paths and codes of the places it names, but for those that stand only inside
            another name and those that are ambiguous.
        lead: path and code of the place of the case, "" if there is none.
    """
    above = f"{lead[0]}/"
    about = [pair for pair in places if not lead[0] or f"{pair[0]}/".startswith(above)]
    if lead[0]:
        about.insert(0, lead)
    terms: dict[str, None] = {}
    for path, code in about:
        terms.update(dict.fromkeys(_path_terms(path)))
        terms.update(dict.fromkeys(f"c:{prefix}" for prefix in _prefixes(code)))
    yield from terms


def find_regions(searcher: Searcher, wanted: str) -> list[str]:
    """Return the index terms of the regions a user means.

    Args:
        searcher: a view of the index.
        wanted: a code (``1509``), a name of any level with or without its ending (``乌兰察布``),
            or several from the top down (``内蒙古/乌兰察布``). A name that several regions share
            means all of them.

    Raises:
        AnlikuError: no article is about such a region; near names are offered.
    """
    wanted = wanted.strip().strip("/")
    if wanted.isascii() and wanted.isdigit():
        return [_find_code(searcher, wanted)]
    parts = [part.strip() for part in re.split(r"[/／]", wanted) if part.strip()]
    terms = _find_chain(searcher, parts) if parts else []
    if not terms and len(parts) == 1:
        splits = ((wanted[:at], wanted[at:]) for at in range(2, len(wanted) - 1))
        terms = next((found for pair in splits if (found := _find_chain(searcher, pair))), [])
    if not terms:
        near = _near_names(searcher, parts[-1]) if parts else []
        hint = f"; did you mean {'、'.join(near)}?" if near else "; try the county or the province"
        raise AnlikuError(f"no article of this library is about the place {wanted!r}{hint}")
    return terms


def _path_terms(path: str) -> Iterator[str]:
    parts = path.split("/")
    for depth, name in enumerate(parts, 1):
        yield f"n:{name}|{'/'.join(parts[:depth])}"


def _prefixes(code: str) -> list[str]:
    return [code[:length] for length in CODE_LENGTHS if length <= len(code)]


def _find_code(searcher: Searcher, digits: str) -> str:
    """Return the term of a code; zeros that only fill up a code are taken off."""
    code = digits
    for length, shorter in ((12, 9), (9, 6), (6, 4), (4, 2)):
        if len(code) == length and not code[shorter:].strip("0"):
            code = code[:shorter]
    if len(code) not in CODE_LENGTHS:
        raise AnlikuError(
            f"{digits!r} is no code of a place; codes have 2, 4, 6, 9 or 12 digits, e.g. 150902"
        )
    if not searcher.doc_freq("place", f"c:{code}"):
        raise AnlikuError(
            f"no article of this library is about a place with the code {digits}; try fewer digits"
        )
    return f"c:{code}"


def _find_chain(searcher: Searcher, parts: Sequence[str]) -> list[str]:
    """Return the terms of regions called ``parts[-1]`` that lie in the regions before it."""
    *above, name = parts
    found = searcher.terms_with_prefix("place", f"n:{name}", limit=MOST_NAMESAKES)
    terms = [term for term, _ in found if _is_named(_name_of(term), name)]
    terms = [term for term in terms if _lies_in(term.partition("|")[2].split("/")[:-1], above)]
    exact = [term for term in terms if _name_of(term) == name]
    return exact or terms


def _name_of(term: str) -> str:
    return term[2:].partition("|")[0]


def _is_named(official: str, typed: str) -> bool:
    """Tell whether ``typed`` is the official name, or the name without its ending."""
    return official.startswith(typed) and bool(_endings().fullmatch(official[len(typed) :]))


def _lies_in(ancestors: Sequence[str], above: Sequence[str]) -> bool:
    at = 0
    for name in above:
        while at < len(ancestors) and not _is_named(ancestors[at], name):
            at += 1
        if at == len(ancestors):
            return False
        at += 1
    return True


@cache
def _endings() -> re.Pattern[str]:
    """Match what people leave out of an official name: 市, 自治区, 朝鲜族自治州, nothing."""
    peoples = "|".join(read_words(__package__ or "", "peoples.txt"))
    kinds = "|".join(read_words(__package__ or "", "region_endings.txt"))
    return re.compile(f"(?:(?:{peoples})*自治[区州县旗]|{kinds})?")


def _near_names(searcher: Searcher, name: str) -> list[str]:
    found = searcher.terms_with_prefix("place", f"n:{name[:1]}", limit=MOST_NAMESAKES)
    names = sorted({_name_of(term) for term, _ in found})
    return get_close_matches(name, names, n=SUGGESTIONS, cutoff=0.4)
