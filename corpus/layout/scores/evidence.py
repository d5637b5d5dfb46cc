"""Evidence that two pieces of text belong together: sentences that go on, words that recur."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ...words import cut_words

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_ASCII = re.compile(r"[!-~]")


# The lines of a page are measured again and again; no page has more than this.
@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """Return the printed width of ``text`` in ideographs; Latin characters count half."""
    solid = text.replace(" ", "")
    return len(solid) - len(_ASCII.findall(solid)) / 2


_CLOSERS = "”’）)」』】》"
_STOPS = "。！？!?；;…"
_SOFT_STOPS = "：:"


def is_open(text: str) -> bool:
    """Tell whether ``text`` stops in mid-sentence."""
    end = len(text)
    while end and text[end - 1] in _CLOSERS:
        end -= 1
    if not end:
        return False
    last = text[end - 1]
    if last in _STOPS or (last in _SOFT_STOPS and end == len(text)):
        return False
    return not (end < len(text) and text[-1] in "）)" and _closed_before_bracket(text))


_NOTE_AT_END = re.compile(r"[。！？!?”…]\s*[（(][^（）()]*[)）]$")


def _closed_before_bracket(text: str) -> bool:
    return bool(_NOTE_AT_END.search(text))


_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_TAIL_RUN = re.compile(r"[\u3400-\u9fff]{1,6}$")
# No run at the end and no line feed behind it begins further back.
_SEAM = 7
_HEAD_RUN = re.compile(r"^[\u3400-\u9fff]{1,6}")


def splits_word(left: str, right: str) -> bool:
    """Tell whether a word begins at the end of ``left`` and ends at the start of ``right``."""
    tail, head = _TAIL_RUN.search(left[-_SEAM:]), _HEAD_RUN.match(right)
    return tail is not None and head is not None and _joins(tail[0], head[0])


# The same lines and paragraphs of a page are tried more than once.
@lru_cache(maxsize=2048)
def _joins(tail: str, head: str) -> bool:
    at = 0
    # Words of the dictionary only: the segmenter's guesses at new words join anything.
    for word in cut_words(tail + head):
        if at < len(tail) < at + len(word):
            return True
        at += len(word)
    return False


_NUMBER_SPLIT = (re.compile(r"[\d.]$"), re.compile(r"^[\d.%万亿余多个名人户元年月日]"))
_MID_SENTENCE = re.compile(r"^[，。、；：！？”’）》」』…%,;:!?]")
# What follows an enumeration comma within a few letters: another one, or the end of the list.
_LISTED = re.compile(r"^[^，。；！？]{1,8}[、]")
_FRESH = re.compile(
    r"^(?:近日|日前|近年来|今年|去年|目前|如今|截至|连日来|据了解|据悉|此外|同时|为了|为|在|走进|家住|来到|记者|\d{4}年|\d{1,2}月)"
)


def continuation(left: str, right: str, text: str) -> float:
    """Score how well ``right`` goes on with the sentence that ``left`` leaves unfinished.

    Args:
        left: a paragraph that stops in mid-sentence.
        right: the candidate.
        text: the whole page, to look for words that would be put together again.

    Returns:
        Log-odds-like score: above 2 the sentence almost certainly goes on, below -1 it does not.
    """
    inside, rest, counted, unit, fresh = _beginning(right)
    last = left[-1:]
    if inside and last not in "，、；：":
        return 4.0
    score = 0.0
    if splits_word(left, right):
        score += 2.5
    if rest and last not in "，、；：":
        score += 0.5
    if counted:
        score += 1.2
    if unit and _NUMBER_SPLIT[0].search(left[-_SEAM:]):
        score += 2.0
    score += _quotes(left, right)
    score += _recurrence(left, right, text)
    if last in "，、；":
        score += 0.3
    if last == "”" and right[:1] == "“":
        score += 1.5
    if fresh:
        score -= 1.0
    return score


# The rest of a word or clause left alone before a stop; a number that counts something.
_REST_OF_WORD = re.compile(r"^[\u3400-\u9fff]{1,2}[。；]")
_COUNTED = re.compile(r"^\d[\d.]*[%万亿余多]*(?!\d*[年月])[\u3400-\u9fff]")


def starts_inside(text: str) -> float:
    """Score how much a paragraph looks like the rest of a sentence, by itself."""
    if _MID_SENTENCE.match(text):
        return 4.0
    if _REST_OF_WORD.match(text):
        return 2.0
    if _COUNTED.match(text):
        return 0.8
    first_open, first_close = text.find("“"), text.find("”")
    return 2.0 if first_close >= 0 and (first_open < 0 or first_close < first_open) else 0.0


_BEGINNINGS = (_MID_SENTENCE, _REST_OF_WORD, _COUNTED, _NUMBER_SPLIT[1], _FRESH)


# A paragraph is tried behind every unfinished one of its page.
@lru_cache(maxsize=512)
def _beginning(right: str) -> tuple[bool, ...]:
    """Tell for each pattern of a beginning whether a text begins so."""
    return tuple(pattern.match(right) is not None for pattern in _BEGINNINGS)


# An open quotation ends within a paragraph of this length.
_LONG = 60
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))


@lru_cache(maxsize=512)
def _pending(left: str) -> tuple[bool, ...]:
    """Tell for each pair of signs whether one is open at the end of ``left``."""
    return tuple(left.count(opening) > left.count(closing) for opening, closing in _PAIRS)


@lru_cache(maxsize=512)
def _closing(right: str) -> tuple[bool, ...]:
    """Tell for each pair of signs whether ``right`` closes one it did not open."""
    found = ((right.find(opening), right.find(closing)) for opening, closing in _PAIRS)
    return tuple(close >= 0 and (first < 0 or close < first) for first, close in found)


def _quotes(left: str, right: str) -> float:
    """An open quotation wants its close, and a close its open."""
    wanted = 0.0
    for pending, closes in zip(_pending(left), _closing(right), strict=True):
        if pending and closes:
            wanted += 3.0
        elif closes:
            wanted -= 2.0
        elif pending and len(right) > _LONG:
            wanted -= 1.5
    return wanted


# Letters of a full newspaper page, generously; in longer files any two letters meet somewhere.
_ONE_PAGE = 40_000


def _recurrence(left: str, right: str, text: str) -> float:
    """The letters around the seam stand together elsewhere on the page."""
    if len(text) > _ONE_PAGE or left[-1:] + right[:1] not in text:
        return 0.0
    best = 0
    for before in range(1, 4):
        for after in range(1, 4):
            seam = left[-before:] + right[:after]
            if before + after <= best or not _HAN_RUN.fullmatch(seam):
                continue
            if len(seam) == before + after and seam in text:
                best = before + after
    return (0.0, 0.0, 0.2, 0.6, 0.9, 1.2, 1.4)[best]


def continuations(ends: Sequence[str], starts: Sequence[str], text: str) -> tuple[Floats, Flags]:
    """Score for each two paragraphs how well one goes on with the sentence of the other.

    Args:
        ends: paragraphs that stop in mid-sentence.
        starts: the candidates.
        text: the whole page.

    Returns:
        For each end (row) and start (column) what ``continuation`` and ``splits_word`` say.
    """
    splits = _split_words(ends, starts)
    if not splits.size:
        return np.zeros(splits.shape), splits
    begins = np.array([_beginning(right) for right in starts], dtype=np.bool_)
    inside, rest, counted, unit, fresh = begins.T
    soft = np.array([left[-1:] in "，、；：" for left in ends])[:, None]
    listed = np.array([left[-1:] in "，、；" for left in ends])[:, None]
    number = np.array([bool(_NUMBER_SPLIT[0].search(left[-_SEAM:])) for left in ends])[:, None]
    scores = 2.5 * splits + 0.5 * (rest & ~soft) + 1.2 * counted
    scores += 2.0 * (unit & number)
    scores += _all_quotes(ends, starts)
    scores += _all_recurrences(ends, starts, text)
    scores += 0.3 * listed
    quoted = np.array([right[:1] == "“" for right in starts])
    scores += 1.5 * (np.array([left[-1:] == "”" for left in ends])[:, None] & quoted)
    scores -= fresh
    return np.where(inside & ~soft, 4.0, scores), splits


def _split_words(ends: Sequence[str], starts: Sequence[str]) -> Flags:
    """Tell of each end (row) and start (column) whether a word is split between them."""
    tails = [_TAIL_RUN.search(left[-_SEAM:]) for left in ends]
    heads = [_HEAD_RUN.match(right) for right in starts]
    out = np.zeros((len(ends), len(starts)), dtype=np.bool_)
    rows = [(row, found[0]) for row, found in enumerate(tails) if found]
    columns = [(column, found[0]) for column, found in enumerate(heads) if found]
    seams = [tail + head for _, tail in rows for _, head in columns]
    if not seams:
        return out
    stops = np.fromiter(accumulate(map(len, cut_words("\n".join(seams)))), np.intp)
    begins = np.cumsum([0, *(len(seam) + 1 for seam in seams[:-1])])
    at = begins.reshape(len(rows), -1) + np.array([len(tail) for _, tail in rows])[:, None]
    parted = np.zeros(stops[-1] + 1, dtype=np.bool_)
    parted[stops] = True
    out[np.ix_([row for row, _ in rows], [column for column, _ in columns])] = ~parted[at]
    return out


def _all_quotes(ends: Sequence[str], starts: Sequence[str]) -> Floats:
    """Return what ``_quotes`` says of each end (row) and start (column)."""
    pending = np.array([_pending(left) for left in ends])[:, None]
    closes = np.array([_closing(right) for right in starts])[None]
    long = np.array([len(right) > _LONG for right in starts])[None, :, None]
    wanted = np.where(pending, np.where(closes, 3.0, -1.5 * long), -2.0 * closes)
    return wanted.sum(2)


def _all_recurrences(ends: Sequence[str], starts: Sequence[str], text: str) -> Floats:
    """Return what ``_recurrence`` says of each end (row) and start (column)."""
    out = np.zeros((len(ends), len(starts)))
    if len(text) > _ONE_PAGE:
        return out
    firsts = [right[:1] for right in starts]
    for row, left in enumerate(ends):
        last = left[-1:]
        if not _HAN_RUN.fullmatch(last):
            continue
        followers = set(re.findall(f"{last}(?=(.))", text))
        for column, first in enumerate(firsts):
            if first in followers:
                out[row, column] = _recurrence(left, starts[column], text)
    return out


# A line that says who did it and where, or what sort of text it is, explains a headline.
_EXPLAINS = re.compile(
    r"^(?!.{0,6}[：:])[\u4e00-\u9fff]{1,6}(?:省|市|县|区|旗|州|盟|镇|乡|街道|苏木)"
    r"(?:[\u4e00-\u9fff“]{0,14}(?:以|把|用|推进|推动|探索|打造|创新|坚持|推行|破解|发展|建设|做好|深化|构建|开展|实施))"
    r"|^(?:我[省市县区州旗]|本报记者|记者)(?:走进|探访|调查|看)?"
    r"|^[\u4e00-\u9fff]{2,6}以“[^”]{2,12}”|^一(?:位|个|名|群|支|家)[^，。]{2,10}(?:的|和)"
    r"|(?:纪实|侧记|纪事|见闻|观察|启示|的实践|的探索|调查|综述|的一本账|新路径?)$"
)


def explains(text: str) -> bool:
    """Tell whether a title says who did it and where, or what sort of text it is, as decks do."""
    return bool(_EXPLAINS.search(text))


_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,14}(?:省|市|县|区|旗|州|盟|镇|乡|街道|苏木|村|嘎查|社区)\s*[：:—–]*$"
)


def is_place(text: str) -> bool:
    """Tell whether a title line names a place and says nothing of it.

    >>> is_place("云岭县石桥镇："), is_place("石桥镇办起茶会")
    (True, False)
    """
    return bool(_PLACE.match(text))
