"""Cuts texts and queries into the terms of the search index: characters, bigrams, words.

A text is folded first: full-width to half-width, capitals to small letters, blanks and quotation
marks left out (people do not type them, and they differ from paper to paper). Every pair of
neighbouring characters of the folded text is a term, punctuation included, so that a phrase is
found by its bigrams standing in a row and by nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress
from operator import add
from typing import TYPE_CHECKING

from ..corpus.wordlists import read_words
from ..nlp.segmentation import load_segmenter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

#: Stands for the end of a paragraph in folded text: a phrase does not run across it.
BREAK = "¶"

#: A stretch of a query up to this many characters is a term that must occur; a longer one is a
#: question in plain words, of which any part may occur. 积分超市 and 流动党员管理 are terms.
LONGEST_TERM = 6

_QUOTES = "“”‘’\"'「」『』《》〈〉＂＇"

# Where white space, capitals and full-width forms stand; Han characters need not be looked at.
_FOLDED_RANGES = (range(0x3041), range(0xA640, 0xA800), range(0xFE00, 0xFFF0))

# Characters that are worth looking for; the rest is punctuation.
_WORDY = re.compile(r"\w")

# Behind the blank before a word: no character worth looking for.
_ODD = re.compile(r"(?:^| )[^\w ]")

# Code points of the tables for folding; the few texts with others are folded one by one.
_BMP = 0x10000
_LEFT_OUT = 0xFFFF_FFFF

# A phrase: quotation marks that begin at the start or behind a blank and end before one.
_PHRASE = re.compile(r'(?:^|(?<=\s))(?:"([^"]+)"|“([^”]+)”|「([^」]+)」|＂([^＂]+)＂)(?=\s|$)')


@dataclass(frozen=True, slots=True)
class Terms:
    """What a query asks for, folded.

    Attributes:
        phrases: must occur exactly.
        required: must occur, word by word; short stretches between blanks.
        loose: may occur in part; questions in plain words, cut at the filler words.
    """

    phrases: tuple[str, ...]
    required: tuple[str, ...]
    loose: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Return every stretch of the query."""
        return self.phrases + self.required + self.loose


def fold(text: str) -> str:
    """Return the text as the index sees it.

    >>> fold("“双 联”ＡＢＣ１２")
    '双联abc12'
    """
    return text.translate(_folds())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Fold a text and say where each character of the result comes from.

    Returns:
        The folded text and, for each of its characters, the offset in ``text``.
    """
    folds = _folds()
    offsets = [at for at, char in enumerate(text) if folds.get(ord(char), char) is not None]
    return text.translate(folds), offsets


@cache
def _folds() -> dict[int, str | None]:
    """Return the table of foldings; each character becomes one character or none."""
    table: dict[int, str | None] = {}
    for code in chain.from_iterable(_FOLDED_RANGES):
        char = chr(code)
        narrow = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else char
        lower = narrow.lower()
        if char.isspace() or char in _QUOTES or char in "\u200b\ufeff":
            table[code] = None
        elif lower != char and len(lower) == 1:
            table[code] = lower
    table[ord("\n")] = BREAK
    return table


def bigrams(folded: str) -> list[str]:
    """Return all pairs of neighbouring characters, in order.

    >>> bigrams("积分超市")
    ['积分', '分超', '超市']
    """
    return list(map(add, folded, folded[1:]))


def words(folded: str) -> list[str]:
    """Return the words of two and more characters, in order."""
    return [word for word in load_segmenter().cut(folded) if len(word) > 1 and _WORDY.match(word)]


def index_terms(text: str) -> tuple[str, str, str]:
    """Return the terms of a text for the index: bigrams, characters and words.

    The same as those of a query, but made in one pass over arrays of code points, for texts are
    long.

    >>> index_terms("“积分超市”，好")
    ('积分 分超 超市 市, ,好', '积 分 超 市 好', '积分 超市')
    """
    codes = _folded_codes(text)
    folded = _decoded(codes)
    wordy = codes[_wordy(codes)]
    found = load_segmenter().cut(folded)
    cut = " ".join(compress(found, map((1).__lt__, map(len, found))))
    if _ODD.search(cut):
        cut = " ".join([word for word in cut.split(" ") if _WORDY.match(word)])
    return _pairs(codes), _spaced(wordy[:, None]), cut


def index_pairs(text: str) -> str:
    r"""Return the bigrams of a short text for the index.

    >>> index_pairs("积分超市\n好")
    '积分 分超 超市 市¶ ¶好'
    """
    return " ".join(bigrams(fold(text)))


def _folded_codes(text: str) -> Codes:
    """Return the code points of the folded text."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    if codes.size and codes.max() >= _BMP:
        return np.frombuffer(fold(text).encode("utf-32-le"), dtype="<u4")
    folded = _fold_table()[codes]
    return folded[folded != _LEFT_OUT]


def _pairs(codes: Codes) -> str:
    import numpy as np

    return _spaced(np.stack((codes[:-1], codes[1:]), axis=1))


def _spaced(terms: Codes) -> str:
    """Return rows of code points as terms between blanks."""
    import numpy as np

    blanks = np.full((len(terms), 1), ord(" "), dtype=terms.dtype)
    return _decoded(np.hstack((terms, blanks)))[:-1]


def _decoded(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le")


def _wordy(codes: Codes) -> NDArray[np.bool_]:
    """Tell which characters are worth looking for, as ``_WORDY`` does."""
    import numpy as np

    if codes.size and codes.max() >= _BMP:
        return np.array([_WORDY.match(chr(code)) is not None for code in codes.tolist()])
    return _wordy_table()[codes]


@cache
def _fold_table() -> Codes:
    import numpy as np

    table = np.arange(_BMP, dtype="<u4")
    for code, char in _folds().items():
        table[code] = _LEFT_OUT if char is None else ord(char)
    return table


@cache
def _wordy_table() -> NDArray[np.bool_]:
    import numpy as np

    return np.array([char == "_" or char.isalnum() for char in map(chr, range(_BMP))])


def read_query(text: str) -> Terms:
    """Take a query apart.

    Quoted stretches are phrases. Of what is between blanks, short stretches must occur; long ones
    and those with filler words (怎么, 有哪些 …) are questions. Filler words are left out, unless
    nothing else is there.

    >>> read_query('"积分超市" 养老 村里怎么帮老人吃上热饭')
    Terms(phrases=('积分超市',), required=('养老',), loose=('村里', '帮老人吃上热饭'))
    """
    phrases = [fold("".join(found.groups(""))) for found in _PHRASE.finditer(text)]
    required: list[str] = []
    loose: list[str] = []
    for stretch in _PHRASE.sub(" ", text).split():
        folded = _bare(stretch)
        pieces = _without_fillers(folded)
        is_term = pieces == [folded] and len(folded) <= LONGEST_TERM
        (required if is_term else loose).extend(pieces)
    if not (phrases or required or loose):
        required = [piece for piece in map(_bare, text.split()) if piece]
    return Terms(*(tuple(dict.fromkeys(filter(None, part))) for part in (phrases, required, loose)))


def _without_fillers(folded: str) -> list[str]:
    return [piece for piece in map(_bare, _fillers().split(folded)) if piece]


def _bare(text: str) -> str:
    """Fold and strip the punctuation from both ends."""
    return re.sub(r"^\W+|\W+$", "", fold(text))


@cache
def _fillers() -> re.Pattern[str]:
    """Match a filler word or a stretch of sentence punctuation."""
    longest_first = sorted(read_words(__package__ or "", "fillers.txt"), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), "[，。！？；：、,!?;:…]+"]))
