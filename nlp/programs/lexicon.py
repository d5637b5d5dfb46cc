"""Word lists of the practice finder, and what a word is (its part of speech)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ...corpus.wordlists import read_rows, read_words

_PACKAGE = __package__ or "anliku.nlp.programs"


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun of names of practices.

    Attributes:
        text: the noun, e.g. ``工作法``.
        cls: what it heads: campaign, brand, method, list, team, site, platform, thing or body.
        quoted: 0 to 3, how surely it makes a name of a quoted core before it.
        plain: 0 to 3, how surely it makes a name of an unquoted modifier before it.
    """

    text: str
    cls: str
    quoted: int
    plain: int


@cache
def heads() -> dict[str, Head]:
    """Return the head nouns by their text."""
    return {
        text: Head(text, cls, int(quoted), int(plain))
        for text, cls, quoted, plain in read_rows(_PACKAGE, "heads.tsv")
    }


@cache
def plain_heads() -> tuple[AhoCorasick, tuple[Head, ...]]:
    """Return a matcher for the head nouns of unquoted names, and its patterns in order."""
    kept = tuple(head for head in heads().values() if head.plain)
    matcher = AhoCorasick(
        [head.text for head in kept],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.DFA,
    )
    return matcher, kept


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of the list ``data/<name>.txt``, for membership tests only."""
    return frozenset(read_words(_PACKAGE, f"{name}.txt"))


@cache
def nationwide(part: str) -> frozenset[str]:
    """Return names that the whole country has: ``whole`` names, or the ``end`` of names."""
    return frozenset(n for n, of in read_rows(_PACKAGE, "nationwide.tsv") if of == part)


@cache
def beside(group: str) -> frozenset[str]:
    """Return words beside a quote that say what it names: words of ``honour``, or a ``label``."""
    return frozenset(word for word, of in read_rows(_PACKAGE, "beside.tsv") if of == group)


@cache
def founding() -> dict[str, str]:
    """Return the verbs that introduce a practice and their group: found, build or carry."""
    return {row[0]: row[1] for row in read_rows(_PACKAGE, "founding.tsv")}


@lru_cache(maxsize=20_000)
def founding_group(word: str) -> str:
    """Return the group of a verb that introduces a practice, "" for others.

    >>> founding_group("打造出")
    'build'
    """
    stem = word[:-1] if len(word) > 2 and word[-1] in "出起成了" else word
    return founding().get(word) or founding().get(stem, "")


@cache
def nouns_behind_quotes() -> dict[str, str]:
    """Return the nouns that make no name of a quote before them: attribute or post."""
    return {row[0]: row[1] for row in read_rows(_PACKAGE, "behind.tsv")}


@cache
def breaking_words() -> frozenset[str]:
    """Return the verbs and other words that no nominal phrase contains."""
    lists = (words("verbs"), words("tropes"), beside("honour"), founding().keys())
    return frozenset().union(*lists)


@cache
def weights(kind: str) -> dict[str, float]:
    """Return the weight of every feature of ``quoted`` or ``plain`` candidates, in file order."""
    return {
        feature: float(weight)
        for name, feature, _, weight in read_rows(_PACKAGE, "weights.tsv")
        if name == kind
    }


@cache
def _longest_head() -> int:
    return max(map(len, heads()))


def head_of(text: str) -> Head | None:
    """Return the longest head noun that ``text`` ends in and that is not all of it.

    >>> head_of("志愿服务队").text
    '服务队'
    """
    known = heads()
    for size in range(min(_longest_head(), len(text) - 1), 0, -1):
        head = known.get(text[-size:])
        if head is not None:
            return head
    return None


@lru_cache(maxsize=20_000)
def is_nationwide(name: str) -> bool:
    """Tell whether an unquoted name is, or ends in, an institution that every county has."""
    institutions = nationwide("end")
    return name in nationwide("whole") or any(name[at:] in institutions for at in range(len(name)))


@lru_cache(maxsize=200_000)
def tag(word: str) -> str:
    """Return the part of speech of a word in the tag set of jieba (``n``, ``v``, ``ns`` …)."""
    import rjieba

    if not word.strip():
        return "x"
    parts: list[tuple[str, str]] = rjieba.tag(word)
    return parts[-1][1]


@lru_cache(maxsize=50_000)
def is_word(text: str) -> bool:
    """Tell whether the text is one entry of the segmenter's dictionary."""
    import rjieba

    return bool(rjieba.has_word(text))
